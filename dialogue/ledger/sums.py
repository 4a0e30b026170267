"""What the entries of a year come to, and the room that they leave."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from pydantic import ValidationError

from content.templates import money, said_date
from core.capacity import CapacityResult
from core.limits import LimitsNotPublished
from core.money import ZERO
from core.reading import InputError
from dialogue.state import State
from flows.definitions.guide import this_years_room
from flows.engine.answers import Answers
from flows.engine.results import View
from flows.ledger import (
    KINDS,
    Entry,
    WentIn,
    add,
    checkpoint,
    counts_still,
    difference,
    entries_of,
    in_order,
    total,
    unconverted,
)
from flows.session import Session

# The answers that the ledger's sums of the year keep in step.
IN_STEP: Final[Mapping[WentIn, str]] = {
    "contributed": "after_tax_made",
    "deferred": "deferral_made",
}
MADE: Final = IN_STEP["contributed"]


def left_before(state: State, kind: str, day: date) -> Decimal:
    """Own money in dollars that was left in the after-tax account for a conversion or rollover on `day`."""
    return unconverted(with_told(state), day.year) if kind in ("converted", "rolled") else ZERO


def list_sums(state: State, entries: Sequence[Entry]) -> str:
    """What `entries` come to by kind; a year-to-date figure among them holds what came up to its day."""
    years = {one.day.year for one in entries}
    sums = {kind: sum((total(entries, kind, year) for year in years), ZERO) for kind in KINDS}
    return ", ".join(
        state.domain.button("ledger_sum", kind=state.domain.button(f"ledger_kind_{kind}"), amount=money(amount))
        for kind, amount in sums.items()
        if amount
    )


def year_sums(state: State, session: Session, year: int, *, above: bool = True, left: bool = True) -> list[str]:
    """What the year comes to, and how far a year-to-date figure is from its entries.

    `above`: also where it is above them, as it is for all who did not tell every entry. `left`: with what is not
    converted yet.
    """
    entries = entries_of(session)
    sums = {kind: total(entries, kind, year) for kind in KINDS}
    told = [
        state.domain.button("ledger_sum", kind=state.domain.button(f"ledger_kind_{kind}"), amount=money(amount))
        for kind, amount in sums.items()
        if amount
    ]
    if not told:
        return []
    lines = [state.domain.message("ledger_sums", year=year, sums=", ".join(told))]
    waiting = unconverted(entries, year)
    if waiting < 0:
        own_told = any(one.basis is not None for one in entries if one.day.year == year)
        lines.append(state.domain.message("ledger_more_left", amount=money(-waiting), own_told=own_told))
    elif sums["contributed"] and left:
        lines.append(state.domain.message("ledger_unconverted", amount=money(waiting)))
    for kind in KINDS:
        last, apart = checkpoint(entries, kind, year), difference(entries, kind, year)
        # What was only an answer, and what was said to be right, needs no entries below it.
        asked = above and apart > 0 and last is not None and not (last.sure or last.answered)
        if last is not None and (apart < 0 or asked) and has_before(entries, last):
            name = "ledger_above" if apart > 0 else "ledger_below"
            values = {"figure": money(last.amount), "day": said_date(last.day), "apart": money(abs(apart))}
            lines.append(state.domain.message(name, kind=state.domain.button(f"ledger_kind_{kind}"), **values))
    return lines


def has_before(entries: Sequence[Entry], last: Entry) -> bool:
    return any(
        one.kind == last.kind and not one.to_date and one.day.year == last.day.year and one.day <= last.day
        for one in entries
    )


def with_told_before(state: State, entries: Sequence[Entry]) -> Session:
    """The session, with what the person told of this year's money before as year-to-date figures.

    Otherwise the first entry would take the place of all that was told, or a conversion would have no money to be of.
    """
    session = state.session
    for kind in IN_STEP:
        of_kind = [one for one in entries if one.day.year == state.tax_year and _rests_on(one, kind)]
        told = told_before(state, kind)
        if not of_kind or told is None:
            continue
        if any(one.kind == kind and one.to_date and one.day >= told.day for one in of_kind):
            continue
        session = add(session, told)[0]
    return session


def _rests_on(entry: Entry, kind: str) -> bool:
    """Whether what was told of `kind` matters to the entry: its own kind, and after-tax money to all that left it."""
    return entry.kind == kind or (kind == "contributed" and entry.kind not in ("deferred", "matched"))


def told_before(state: State, kind: WentIn) -> Entry | None:
    """What was told of this year's money of `kind` as a year-to-date figure; None where the ledger has it already."""
    told, year = state.session.case.get(IN_STEP[kind]), state.tax_year
    amount = dollars(told.value) if told is not None else None
    if told is None or told.on.year != year or amount is None or amount <= 0:
        return None
    if amount == counts_still(entries_of(state.session), kind, year):
        return None
    return Entry(kind, told.on, amount, to_date=True, said=told.said, answered=True)


def with_told(state: State) -> tuple[Entry, ...]:
    """The entries of the open plan, with what was told of this year's after-tax money where the ledger lacks it."""
    told = told_before(state, "contributed")
    return in_order([*entries_of(state.session), *([told] if told is not None else [])])


def dollars(value: Any) -> Decimal | None:
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if known else None


def room_left(state: State, session: Session) -> Decimal | None:
    """The after-tax room left this year in dollars; None where it is not known, or no paycheck is left to use it."""
    result = room_result(state, session)
    if result is None or (result.year is not None and not result.year.still_pays):
        return None
    return result.after_tax_room


def room_result(state: State, session: Session) -> CapacityResult | None:
    domain = state.domain
    # Entries have their days: the year is this one, though nobody has named it.
    known = Answers({"tax_year": state.today.year, **state.with_(session).known})
    view = View(known, known, state.today, domain.library, domain.label, domain.say)
    try:
        result = this_years_room(view)
    except (ValidationError, InputError, LimitsNotPublished, KeyError):
        return None
    return result
