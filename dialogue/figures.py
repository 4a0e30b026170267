"""All figures of the room at once, as fields or a link give them: read like answers, computed like the flow."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from core.limits import limits_for, published_years
from core.match import MatchFormula
from dialogue.figure_codes import NoCode, decode, encode
from dialogue.replies import Reply, acknowledge, fact, start_flow
from dialogue.results import result_values
from dialogue.state import State
from flows.definitions.capacity import CAPACITY
from flows.definitions.plan_facts import NO_CAP
from flows.engine.flow import REVIEW
from flows.session import Fact, Frame, Session, learn, with_frame
from nlu.entities.reading import to_json
from nlu.readers import Reading

LONGEST: Final = 200  # characters of one field
NEEDED: Final = ("age", "pay")
# What an empty field stands for. Age and pay have to be told; the year is the current one.
EMPTY: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "tax_year": None,
        "age": None,
        "pay": None,
        "deferral": "max",
        "match": to_json(MatchFormula()),
        "after_tax_made": 0,
        "profit_sharing": 0,
        "true_up": 0,
        "plan_cap": NO_CAP,
        "other_deferral": None,
        "plan_catch_up": None,
    }
)
_FIXED: Final[Mapping[str, Any]] = MappingProxyType({"self_employed": "no"})


class YearNotLoaded(NoCode):
    """A code of figures of a tax year that is not loaded: `year`."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the limits of {year} are not loaded")
        self.year = year


@dataclass(frozen=True, slots=True)
class Figures:
    """What the fields say: `values` by slot as the case keeps them, `problems` in plain words by field."""

    values: Mapping[str, Any]
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Room:
    """What the figures come to.

    `year` is the tax year, `limit` its annual additions limit in dollars. `parts` are the dollars of the picture of
    the room, empty while something is missing; `text` says the result as HTML. `asks` are fields that this age needs.
    `closed`: nothing more can be put in for the year, so that the room is history.
    """

    year: int
    limit: str
    parts: Mapping[str, Any]
    text: str
    problems: Mapping[str, str]
    asks: frozenset[str] = frozenset()
    closed: bool = False


def read_figures(state: State, typed: Mapping[str, str]) -> Figures:
    """How each field of `typed` reads as an answer to its slot; fields that are no figure of the room are left out."""
    values: dict[str, Any] = {**_FIXED}
    problems: dict[str, str] = {}
    year = _one(state, "tax_year", typed, problems)
    values["tax_year"] = year if isinstance(year, int) else state.tax_year
    known = learn(Session(), {"tax_year": fact(state, values["tax_year"], "")})
    for slot in EMPTY:
        if slot == "tax_year":
            continue
        value = _one(state.with_(known), slot, typed, problems)
        if value is not None:
            values[slot] = value
            known = learn(known, {slot: fact(state, value, "")})
    elsewhere = values.pop("other_deferral", None)
    values["other_employer"] = "no"
    if elsewhere:
        values |= {"other_employer": "yes", "other_deferral": elsewhere, "other_plan": "401k", "other_related": "no"}
    return Figures(values, problems)


def room_of(state: State, typed: Mapping[str, str]) -> Room:
    """What the fields come to on the day of `state`, by the same flow as in the talk. Nothing is kept."""
    figures = read_figures(state, typed)
    year = figures.values["tax_year"]
    limit = str(limits_for(year).annual_additions)
    if figures.problems or not figures.values.keys() >= set(NEEDED):
        return Room(year, limit, {}, "", figures.problems)
    facts = {slot: fact(state, value, "") for slot, value in figures.values.items()}
    answered = state.with_(_answered(learn(Session(), facts), facts))
    if answered.outcome is None:
        asks = frozenset({answered.question.slot} if answered.question is not None else ())
        return Room(year, limit, {}, "", {}, asks)
    shown = answered.result
    if shown.problem:
        return Room(year, limit, {}, "", {"": shown.problem})
    words = state.domain.library.flows[CAPACITY].results[shown.words or answered.outcome.name]
    values = result_values(shown, state.today)
    text = f"{words.text.render(values)}\n\n{state.domain.message('disclaimer', year=values['year'])}"
    parts = shown.picture.data if shown.picture is not None else {}
    asks = frozenset({"plan_catch_up"} if "plan_catch_up" in figures.values else ())
    return Room(year, limit, parts, text, {}, asks, bool(shown.values.get("closed")))


def take_figures(state: State, typed: Mapping[str, str]) -> Reply:
    """Takes the figures as answers of the flow to the room and shows its result; says what could not be read."""
    figures = read_figures(state, typed)
    facts = {slot: fact(state, value, typed.get(slot, "")) for slot, value in figures.values.items()}
    told = {slot: one for slot, one in facts.items() if typed.get(slot, "").strip() or slot == "tax_year"}
    reply = start_flow(state, CAPACITY, facts, acknowledge(state, told))
    if figures.problems or not figures.values.keys() >= set(NEEDED):
        return reply
    return replace(reply, session=_accepted(reply.session, facts))


def typed_from(state: State) -> dict[str, str]:
    """What the fields would hold for what is known in the session of `state`."""
    case = state.session.case
    known = {slot: state.domain.say(slot, case[slot].value) for slot in EMPTY if slot in case}
    return {slot: "" if case[slot].value in (None, EMPTY[slot]) else said for slot, said in known.items()}


def code_of(state: State, typed: Mapping[str, str]) -> str:
    """The code of what the fields say; empty where something is missing or unread, or is more than a code holds."""
    figures = read_figures(state, typed)
    if figures.problems or not figures.values.keys() >= set(NEEDED):
        return ""
    try:
        code = encode(_told(figures.values))
        typed_of(state, code)
    except NoCode:
        return ""
    return code


def typed_of(state: State, code: str) -> dict[str, str]:
    """What the fields would hold for the figures of `code`, which read like typed ones to just these figures.

    Raises YearNotLoaded, and NoCode for anything else that `code_of` does not make.
    """
    values = decode(code)
    year = values.get("tax_year")
    if isinstance(year, int) and year not in published_years():
        raise YearNotLoaded(year)
    try:
        typed = {slot: state.domain.say(slot, value) for slot, value in values.items()}
    except ValueError as error:
        raise NoCode("no figures of a room") from error
    figures = read_figures(state, typed)
    if figures.problems or not values.keys() >= set(NEEDED) or _told(figures.values) != values:
        raise NoCode("no figures of a room")
    return typed


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of `values` that are no other than an empty field's."""
    return {slot: value for slot, value in values.items() if slot in EMPTY and value not in (None, EMPTY[slot])}


def _answered(session: Session, facts: Mapping[str, Fact]) -> Session:
    return _accepted(replace(session, frames=(Frame(CAPACITY),)), facts)


def _accepted(session: Session, facts: Mapping[str, Fact]) -> Session:
    frame = session.frames[-1]
    more = tuple(slot for slot in (*facts, REVIEW) if slot not in frame.accepted)
    return with_frame(session, replace(frame, accepted=(*frame.accepted, *more), asking=""))


def _one(state: State, slot: str, typed: Mapping[str, str], problems: dict[str, str]) -> Any:
    text = " ".join(typed.get(slot, "").split())[:LONGEST]
    if not text:
        return EMPTY[slot]
    reading = state.read_for(slot, text)
    if reading is not None and reading.plain:
        return reading.json
    problems[slot] = _problem(state, text, reading)
    return None


def _problem(state: State, text: str, reading: Reading | None) -> str:
    """Why a field does not count yet, in plain words without markup."""
    reason = f"reason_{reading.reason}" if reading is not None else ""
    messages = state.domain.library.messages
    if reading is not None and reading.readings and reading.confirm:
        ways = "; ".join(one.label for one in reading.readings[:3])
        return state.domain.button("figures_which", said=text, ways=ways)
    if reason in messages:
        return messages[reason].plain({"said": text, "years": ", ".join(map(str, published_years()))})
    return state.domain.button("not_understood", said=text)
