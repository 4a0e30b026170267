"""How a reminder is said: its line in a list, what it is for, and its buttons."""

from datetime import date
from html import escape
from typing import Any

from content.templates import said_date, said_nth, said_time
from dialogue.reminders.plan import plan_of
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows import payloads
from flows.household.words import plan_name
from flows.reminders import Purpose, Reminder, Unit
from flows.screens import Button


def line(state: State, one: Reminder) -> str:
    """A reminder as a line of a list: its number, its day, what it is for and how it comes again, as HTML."""
    return state.domain.message(
        "reminder_line",
        number=one.id,
        day=said_date(one.day),
        what=escape(what_for(state, one) + whose(state, one), quote=False),
        rhythm=_rhythm(state, one),
        came=one.day < state.today or (one.day == state.today and one.at is None),  # a time of today may be ahead
        at=said_time(one.at) if one.at is not None else "",
        paused=_paused(one, state.today),
    )


def _rhythm(state: State, one: Reminder) -> str:
    rhythm = one.rhythm
    if rhythm.unit is Unit.ONCE:
        return ""
    nth = rhythm.day_of_month or one.day.day
    values = {
        "count": rhythm.count, "weekday": f"{one.day:%A}", "nth": nth, "nth_said": said_nth(nth), "place": rhythm.place,
        "workday": rhythm.workday,
        "place_said": said_nth(rhythm.place) if rhythm.place > 0 else "",
    }  # fmt: skip
    return state.domain.button(f"reminder_every_{rhythm.unit.value}", **values)


def _paused(one: Reminder, today: date) -> str:
    """The pause that is still to come, in words; "" where there is none, or its days are passed over already."""
    if one.pause is None or one.pause[1] <= today or one.pause[1] < one.day:
        return ""
    return f"{said_date(one.pause[0])} – {said_date(one.pause[1])}"


def what_for(state: State, one: Reminder) -> str:
    """What a reminder is for, in plain text: the own words where there are some."""
    return one.about if one.purpose is Purpose.OWN and one.about else name_of(state, one.purpose)


def name_of(state: State, purpose: Purpose) -> str:
    """What reminders of this purpose are for, in plain text."""
    return state.domain.button(f"reminder_for_{purpose.value}")


def whose(state: State, one: Reminder) -> str:
    """The name of the plan that a reminder is of, to be put behind what it is for; "" where it is of none."""
    plan = plan_of(state, one)
    return f" ({plan_name(state.domain.library, state.session.household, plan)})" if plan is not None else ""


def next_words(state: State, day: date | None) -> str:
    """The word on when it comes next; "" where it does not."""
    return "" if day is None else state.domain.message("reminder_next", day=said_date(day))


def say(state: State, name: str, detail: str, **values: Any) -> Reply:
    """The message `name`, with `values`, as the answer."""
    return Reply(
        state.session,
        lead=state.domain.message(name, **values),
        prompt=Prompt.OPEN,
        outcome=Done.REMINDER,
        detail=detail,
    )


def reminder_button(state: State, name: str, word: str, argument: str = "0", **values: Any) -> Button:
    """A button of a reminder: what it says by its `name`, what it does by `word`, and for which by `argument`."""
    return Button(state.domain.button(name, **values), payloads.make(payloads.REMINDER, word, argument))
