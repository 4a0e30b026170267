"""When a year that has begun is to be opened, or something is told or asked of it while the one before is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.limits import published_years
from dialogue.conditions.acts import MAYBE
from dialogue.heard import Heard
from flows.definitions.capacity import CAPACITY
from flows.household.plan import NO_YEAR
from nlu.acts import ActKind
from nlu.questions import asks_how_much
from nlu.year_turn import asks_to_open_year, is_of_new_year, is_of_old_year

OF_A_YEAR = frozenset(
    {"age", "pay", "deferral", "match", "match_dollars", "nonelective_rate", "profit_sharing"}
)  # told anew for each year
OF_THE_EMPLOYER = frozenset({"true_up", "profit_sharing"})  # counts for the year that it makes up, whenever it comes


def year_to_open(heard: Heard) -> int | None:
    """The present year, where it is to be opened in so many words, or the one before it closed."""
    if heard.command is not None:
        return None
    return asks_to_open_year(heard.said, heard.state.today.year)


def figures_of_new_year(heard: Heard) -> int | None:
    """The year that has begun, where figures are told that are no correction of the one before, which is still open."""
    year = _begun(heard)
    if year is None or not _may_tell(heard):
        return None
    message = heard.message
    if message.question or not OF_A_YEAR & message.slots.keys():
        return None
    if is_of_old_year(heard.text, year - 1) or "tax_year" in message.slots:
        return None
    if any(one.kind is ActKind.RECORD and one.share >= MAYBE for one in heard.acts[:3]):
        return None  # an entry has its day
    if is_of_new_year(heard.text, year):
        return year
    return None if heard.waits or message.correction_of is not None or message.hypothetical else year


def room_of_new_year(heard: Heard) -> int | None:
    """The year that has begun, where the room is asked for without a year, while the one before is still open."""
    year = _begun(heard)
    if year is None or year not in published_years() or heard.command is not None or (heard.waits and heard.plain):
        return None
    if is_of_old_year(heard.text, year - 1):
        return None
    start = next((one for one in heard.acts[:1] if one.kind is ActKind.START), None)
    wanted = asks_how_much(heard.text) and start is not None and start.target == CAPACITY
    return year if wanted and not heard.message.slots else None


@dataclass(frozen=True, slots=True)
class LateMoney:
    """Employer money of `year` that came after it: the slots in which it counts."""

    year: int
    slots: Mapping[str, Any]


def late_money(heard: Heard) -> LateMoney | None:
    """A true-up or profit sharing that is said to be for the year before, and nothing else."""
    before = heard.state.today.year - 1
    if not is_of_old_year(heard.text, before) or "?" in heard.text or not _may_tell(heard) or heard.question:
        return None
    told = heard.message.slots
    slots = {slot: told[slot] for slot in OF_THE_EMPLOYER & told.keys()}
    slots |= {one.slot: one.value for one in heard.message.facts if one.slot in OF_THE_EMPLOYER and one.year == before}
    alone = told.keys() <= OF_THE_EMPLOYER | {"tax_year"} and told.get("tax_year", before) == before
    return LateMoney(before, slots) if slots and alone else None


def _begun(heard: Heard) -> int | None:
    """The present year, where the one before it is open."""
    household, now = heard.state.session.household, heard.state.today.year
    return now if household.year != NO_YEAR and household.year == now - 1 else None


def _may_tell(heard: Heard) -> bool:
    return heard.command is None and heard.button is None and heard.state.session.pending is None and not heard.long
