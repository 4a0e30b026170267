"""What comes next on the journey, said with why."""

from dataclasses import replace
from typing import Final

from content.templates import money, said_date
from dialogue.ledger.showing import fits_each_payday
from dialogue.ledger.sums import room_left
from dialogue.ledger.waiting import waiting_entries
from dialogue.menus import flow_button, menu_row
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows import payloads
from flows.definitions.year_end import schedule_of
from flows.engine.flow import Question
from flows.household.plan import NO_YEAR
from flows.journey import Moved, Stage, Step, next_steps
from flows.ledger import entries_of, unconverted
from flows.screens import Button, Screen, joined, rows_of
from flows.year_dates import forms_due, last_change
from nlu.requests import asks_for_one_step, says_it_is_done

MOST = 3
MADE: Final = "after_tax_made"
NO_OPTION: Final = ("persuade-employer", "fix-no-after-tax-option")  # articles for a plan without after-tax money
ELECTING: Final = frozenset({"step-4-set-up-after-tax"})  # articles on the election of after-tax money
SEASON: Final = (11, 15)  # month and day from which what is still open this year is said
LAST_MONTHS: Final = 11  # month from which it is looked up whether room is left for a paycheck to take
WORDS = {stage: f"next_{stage.value}" for stage in Stage}  # the messages that say why


def ahead(state: State, *, elected: bool = False) -> tuple[Step, ...]:
    """The next steps of the open plan, the best first, by what is known, by its ledger and by the day.

    `elected`: the election of after-tax money was just said to be made.
    """
    entries = (*entries_of(state.session), *waiting_entries(state.session))
    told = set(state.session.notes.told)
    late = state.today.month >= LAST_MONTHS and state.session.household.year in (NO_YEAR, state.today.year)
    years = {(one.kind, one.day.year) for one in entries}
    converted = bool({("converted", state.today.year), ("rolled", state.today.year)} & years) or bool(
        told & {"converted", "rolled"}
    )
    left = unconverted(entries, state.today.year)
    made = state.known.get(MADE)
    last = state.today.year - 1
    before = state.session.household.plan.year(last).facts.get(MADE)
    moved = Moved(
        contributed=("contributed", state.today.year) in years or "contributed" in told,
        converted=converted,
        waiting=left > 0 or bool(made and not converted and state.known.get("guide_convert") != "done"),
        elected=elected,
        last_year=any(year == last for _, year in years) or bool(before is not None and before.value),
        room_open=bool(late and (room := room_left(state, state.session)) and room > 0),
    )
    return next_steps(state.known, state.today, state.domain.flows, moved)


def say_next(state: State, text: str = "") -> Reply:
    """Up to three next steps with why, best first; their buttons begin them.

    `text` may say that what was just read about is done, or want one step alone. Where the plan takes no after-tax
    money, what is left to do then is said instead.
    """
    domain = state.domain
    if state.known.get("after_tax") == "no":
        articles = domain.library.articles
        ways = [
            Button(articles[one].title, payloads.make(payloads.ARTICLE, one)) for one in NO_OPTION if one in articles
        ]
        without = Screen(domain.message("next_without_option"), (*rows_of(ways), *menu_row(state)))
        return Reply(state.session, (without,), prompt=Prompt.OPEN, outcome=Done.NEXT_STEPS)
    elected = says_it_is_done(text) and state.session.notes.article in ELECTING
    steps = ahead(state, elected=elected)
    here = [] if elected else _open_first(state)
    if here:
        steps = tuple(step for step in steps if state.frame is None or step.flow != state.frame.flow)
    steps = steps[: 1 if asks_for_one_step(text) else MOST]
    said = [why(state, step) for step in steps]
    lines = "\n".join(f"{number}. {one}" for number, one in enumerate(said, start=1))
    rows = (*rows_of([flow_button(state, step.flow) for step in steps]), *menu_row(state))
    if here:
        lead = domain.message("next_after") if steps else ""
    elif steps[0].due:
        lead = domain.message("next_steps" if len(steps) > 1 else "next_step")
    else:
        lead = domain.message("next_nothing_due", converts=state.known.get("automatic_conversion") != "yes")
        lead = joined([lead, *_room_ahead(state), domain.message("next_later")])
    by_distribution = (
        state.known.get("in_plan_conversion") == "no" and state.known.get("in_service_distribution") == "yes"
    )
    route = [domain.message("next_by_distribution")] if by_distribution else []
    screen = Screen(joined([*here, lead, lines, *route, *year_end(state)]), rows)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.NEXT_STEPS)


def why(state: State, step: Step) -> str:
    """Why `step` comes, as HTML."""
    return state.domain.message(WORDS[step.stage], due=step.due, year=state.today.year)


def _open_first(state: State) -> list[str]:
    """That the flow in the middle of which the person is comes first, with what it still needs."""
    position = state.position
    if state.session.pending is not None or not state.waits or position is None or state.frame is None:
        return []
    left = 0 if position.node is None or state.known_from_before else max(1, position.total - position.done)
    if state.flow is not None and isinstance(node := position.node, Question):
        left = -1 if state.domain.asking(state.flow.id, node).progress else left  # steps to take lead to no result
    return [state.domain.message("next_open", title=state.domain.title(state.frame.flow), left=left)]


def _room_ahead(state: State) -> list[str]:
    """The room that is left this year, and what of it fits each payday."""
    room = room_left(state, state.session)
    if room is None or room <= 0:
        return []
    left = state.domain.message("ledger_room", room=money(room), year=state.today.year)
    return [" ".join(filter(None, [left, fits_each_payday(state, room)]))]


def say_open(state: State, year: int) -> Reply:
    """What of `year`, this one or one before, is closed and what can still be done, with the next steps."""
    begun = year < state.today.year
    may_arrive = state.today <= forms_due(year).replace(month=12)
    name = "year_open_closed" if begun else "year_open_now"
    lead = state.domain.message(name, year=year, may_arrive=begun and may_arrive, last=_last_change(state))
    reply = say_next(state)
    screens = tuple(replace(one, text=joined([lead, one.text])) for one in reply.screens)
    return replace(reply, screens=screens)


def _last_change(state: State) -> str:
    schedule = schedule_of(state.known)
    last = last_change(schedule, state.today, state.known.whole("lead_days", 0) or 0) if schedule is not None else None
    return said_date(last) if last is not None else ""


def year_end(state: State) -> list[str]:
    """From mid-November: the room that is still open, and by when payroll has to know of it."""
    if (state.today.month, state.today.day) < SEASON or state.session.household.year not in (NO_YEAR, state.today.year):
        return []
    room = room_left(state, state.session)
    if not room or room < 0:
        return []
    schedule = schedule_of(state.known)
    last = last_change(schedule, state.today, state.known.whole("lead_days", 0) or 0) if schedule is not None else None
    values = {"room": money(room), "last": said_date(last) if last is not None else "", "year": state.today.year}
    return [state.domain.message("year_end_open", **values)]
