"""The set-up guide: seven steps that are done over weeks, with what is known from other flows told at each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core.capacity import CapacityResult
from core.money import ZERO
from flows.definitions.case import known_room
from flows.definitions.elections import (
    Election,
    after_tax_election,
    deferral_election,
    election_words,
    paycheck_plan,
)
from flows.definitions.eligibility import route
from flows.effects import ForgetReminder, Remind
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Node, Outcome, ask, is_, make_flow, then, when
from flows.engine.results import Show, Shown, View
from flows.figures import current_year
from flows.screens import Picture
from flows.slots import Slot, SlotKind

DONE, NOT_OFFERED, LATER = "done", "not_offered", "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its slot, the days after which to ask again if it is put off, and what other flows know about it."""

    slot: str
    days: int
    known: Callable[[View], dict[str, Any]]


def guide() -> Flow:
    """The flow: the seven steps in their order, each done or put off."""
    return make_flow(
        "guide",
        *(_question(number) for number in range(len(STEPS))),
        Outcome("finished", _show_finished),
        Outcome("paused", _show_paused),
        reviewed=False,
    )


def _question(number: int) -> Node:
    slot = STEPS[number].slot
    onward = STEPS[number + 1].slot if number + 1 < len(STEPS) else "finished"
    return ask(slot, when(is_(slot, LATER), "paused"), then(onward), show=_show_step(number))


def _plan(view: View) -> dict[str, Any]:
    known = view.known
    possible = known.is_yes("after_tax") and route(known) != ""
    return {
        "settled": possible,
        "route": route(known) if possible else "",
        "no_after_tax": known.get("after_tax") == "no",
    }


def _deferral(view: View) -> dict[str, Any]:
    plan, election = paycheck_plan(view), deferral_election(view)
    nothing_left = plan is not None and election is None
    return {"election": election, "enter": _enter(view, election), "settled": nothing_left}


def _room(view: View) -> dict[str, Any]:
    room = open_room(view)
    return {"settled": room is not None, "room": room, "other_year": _other_year(view) or _closed(view)}


def _after_tax(view: View) -> dict[str, Any]:
    room, election = open_room(view), after_tax_election(view)
    made = view.known.dollars("after_tax_made", ZERO) or ZERO
    return {
        "settled": made > 0 and not _other_year(view),
        "made": made,
        "room": room,
        "election": election,
        "enter": _enter(view, election),
    }


def _automatic(view: View) -> dict[str, Any]:
    said = view.known.word("automatic_conversion")
    return {"settled": said == "no", "automatic": said, "in_plan": view.known.word("in_plan_conversion")}


def _convert(view: View) -> dict[str, Any]:
    automatic = view.known.word("automatic_conversion") == "yes" and view.known.word("guide_automatic") == DONE
    return {"automatic": automatic, "route": route(view.known)}


def _track(view: View) -> dict[str, Any]:
    return {"room": this_years_room(view)}


STEPS = (
    Step("guide_plan", 7, _plan),
    Step("guide_deferral", 7, _deferral),
    Step("guide_room", 3, _room),
    Step("guide_after_tax", 14, _after_tax),
    Step("guide_automatic", 7, _automatic),
    Step("guide_convert", 30, _convert),
    Step("guide_track", 30, _track),
)
SLOTS = tuple(Slot(step.slot, SlotKind.CHOICE, passing=(LATER,), stands=True) for step in STEPS)


def this_years_room(view: View) -> CapacityResult | None:
    """The after-tax room of the current year by what is known; None while something is missing or of another year."""
    return None if _other_year(view) else known_room(view)


def open_room(view: View) -> CapacityResult | None:
    """The after-tax room of the current year while the year is open: the room of a closed one is history."""
    return None if _closed(view) else this_years_room(view)


def _closed(view: View) -> bool:
    room = this_years_room(view)
    return room is not None and room.closed


def _enter(view: View, election: Election | None) -> str:
    return "" if election is None else election_words(view, election)


def _other_year(view: View) -> bool:
    year = view.known.whole("tax_year")
    return year is not None and year != current_year(view.today)


def done_before(answers: Answers) -> int:
    """How many steps are behind, one that the plan does not offer counted as done."""
    return sum(1 for step in STEPS if answers.get(step.slot) in {DONE, NOT_OFFERED})


def _show_step(number: int) -> Show:
    def show(view: View) -> Shown:
        step = STEPS[number]
        values = {"settled": False, **step.known(view), **_progress(view, number)}
        hide = {"flow:paychecks"} if values.get("election") is not None else set()
        return Shown(values=values, hide=frozenset(hide), pictures={"progress": _picture(view, number)})

    return show


def _progress(view: View, at: int) -> dict[str, Any]:
    words = view.library.flows["guide"].steps
    return {
        "number": at + 1,
        "total": len(STEPS),
        "done": done_before(view.known),
        "steps": [(words[step.slot].label, state) for step, state in zip(STEPS, _states(view, at), strict=True)],
    }


def _states(view: View, at: int) -> list[str]:
    """The state of each step: done, open (the one to do now) or later."""
    behind = [view.known.get(step.slot) in {DONE, NOT_OFFERED} for step in STEPS]
    return ["done" if done else "open" if number == at else "later" for number, done in enumerate(behind)]


def _picture(view: View, at: int) -> Picture:
    words = view.library.flows["guide"]
    steps = _progress(view, at)["steps"]
    data = {"steps": [{"name": name, "state": state} for name, state in steps]}
    alt = words.phrases["progress"].plain({"done": done_before(view.known), "total": len(STEPS), "steps": steps})
    return Picture("progress", data, alt)


def _show_paused(view: View) -> Shown:
    at = next(number for number, step in enumerate(STEPS) if view.answers.get(step.slot) == LATER)
    step = STEPS[at]
    ask_words = view.library.flows["guide"].steps[step.slot]
    values = {**_progress(view, at), "next": ask_words.label, "days": step.days}
    return Shown(
        values=values, picture=_picture(view, at), effects=(Remind("guide", view.today + timedelta(days=step.days)),)
    )


def _show_finished(view: View) -> Shown:
    last = len(STEPS)
    room = open_room(view)
    values = {**_progress(view, last), "room": room, "not_offered": view.answers.word("guide_automatic") == NOT_OFFERED}
    return Shown(values=values, picture=_picture(view, last), effects=(ForgetReminder("guide"),))
