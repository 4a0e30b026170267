"""The ledger of a chat: what a person says went in, was converted, rolled, refunded or taken out, by day.

It is kept in the years of the plan, as JSON. A year-to-date figure is an entry too: it stands for all of its kind in
the year up to and including its day, so that later entries add to it and earlier ones are part of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from pydantic import ValidationError

from core.money import ZERO
from core.movements import Account, Movement, Reason
from core.movements import Kind as MovementKind
from flows.household.household import Household
from flows.household.plan import PlanId
from flows.session import Session

MOST_ENTRIES: Final = 400  # far above what payrolls of several years make; keeps a session small
LONGEST_SAID: Final = 120  # characters

EntryKind = Literal["contributed", "deferred", "matched", "converted", "rolled", "refunded", "withdrew"]
WentIn = Literal["contributed", "deferred"]
KINDS: Final[tuple[EntryKind, ...]] = get_args(EntryKind)
WENT_IN: Final[frozenset[EntryKind]] = frozenset({"contributed", "deferred", "matched"})
OF_PLAN: Final = ("", "after_tax", "pretax")  # accounts from which a withdrawal leaves own after-tax money behind


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened on `day`: `amount` dollars, gross.

    `basis` is own taxed money in it, None where it was not told. `code` is that of the 1099-R and `reason` why the
    plan sent money back (as `core.movements` names them), `account` where it went or came from; "" where not told.
    `for_year` is the tax year that a refund belongs to, where it is not that of the day. `to_date`: a year-to-date
    figure, `sure`: the person has said that it is right; `answered`: it was only the answer to a
    question, so that what is told of days before may have come on top. `said` are the words. `id` counts from 1; 0 is
    an entry that is not in the ledger yet.
    """

    kind: EntryKind
    day: date
    amount: Decimal
    basis: Decimal | None = None
    code: str = ""
    reason: str = ""
    account: str = ""
    for_year: int | None = None
    to_date: bool = False
    said: str = ""
    id: int = 0
    sure: bool = False
    answered: bool = False

    @property
    def own(self) -> Decimal:
        """Own taxed money in it: what was told, else all of it."""
        return self.amount if self.basis is None else self.basis


def to_json(entry: Entry) -> dict[str, Any]:
    """The entry as plain JSON, without what was not told."""
    told = {
        "id": entry.id,
        "kind": entry.kind,
        "day": entry.day.isoformat(),
        "amount": str(entry.amount),
        "basis": None if entry.basis is None else str(entry.basis),
        "code": entry.code,
        "reason": entry.reason,
        "account": entry.account,
        "for_year": entry.for_year,
        "to_date": entry.to_date,
        "said": entry.said[:LONGEST_SAID],
        "sure": entry.sure,
        "answered": entry.answered,
    }
    return {name: value for name, value in told.items() if value not in (None, "", False)}


def from_json(raw: Any) -> Entry | None:
    """The entry in `raw`; None for anything that `to_json` would not have made."""
    if not isinstance(raw, Mapping) or raw.get("kind") not in KINDS:
        return None
    try:
        amount = Decimal(str(raw["amount"]))
        basis = Decimal(str(raw["basis"])) if "basis" in raw else None
        day = date.fromisoformat(str(raw["day"]))
    except (KeyError, ValueError, InvalidOperation):
        return None
    if not amount.is_finite() or amount < 0 or (basis is not None and not basis.is_finite()):
        return None
    for_year = raw.get("for_year")
    return Entry(
        raw["kind"],
        day,
        amount,
        basis,
        str(raw.get("code", "")),
        str(raw.get("reason", "")),
        str(raw.get("account", "")),
        for_year if isinstance(for_year, int) else None,
        raw.get("to_date") is True,
        str(raw.get("said", "")),
        int(raw.get("id", 0)),
        raw.get("sure") is True,
        raw.get("answered") is True,
    )


def entries_of(session: Session) -> tuple[Entry, ...]:
    """The entries of the open plan by day, and of one day in the order in which they were told."""
    return in_order(_kept(session))


def entries_of_plan(household: Household, plan: PlanId) -> tuple[Entry, ...]:
    """The entries of `plan` over all years, in the same order."""
    rows = household.plans[plan].entries if plan in household.plans else ()
    return in_order(one for row in rows if (one := from_json(row)) is not None)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries by day, and of one day in the order in which they were told."""
    return tuple(sorted(entries, key=lambda one: (one.day, one.id)))


def add(session: Session, entry: Entry) -> tuple[Session, Entry]:
    """The session with `entry` under the next number, and the entry as it is kept.

    Raises ValueError where the ledger is full.
    """
    kept = _kept(session)
    if len(kept) >= MOST_ENTRIES:
        raise ValueError(f"the ledger holds at most {MOST_ENTRIES} entries")
    new = replace(entry, id=_next_id(session), said=entry.said[:LONGEST_SAID])
    return _with(session, [*kept, new], new.id + 1), new


def correct(session: Session, entry: Entry) -> Session:
    """The session with the entry of the same number replaced. Raises KeyError where there is none."""
    kept = _kept(session)
    if entry.id not in {one.id for one in kept}:
        raise KeyError(entry.id)
    return _with(session, [entry if one.id == entry.id else one for one in kept], _next_id(session))


def delete(session: Session, number: int) -> tuple[Session, Entry]:
    """The session without the entry `number`, and that entry. Raises KeyError where there is none."""
    kept = _kept(session)
    gone = next((one for one in kept if one.id == number), None)
    if gone is None:
        raise KeyError(number)
    return _with(session, [one for one in kept if one.id != number], _next_id(session)), gone


@dataclass(frozen=True, slots=True)
class Undo:
    """What takes a change of the ledger of `plan` back: the entries to `put` there again, the numbers to `drop`."""

    plan: str
    put: tuple[Entry, ...] = ()
    drop: tuple[int, ...] = ()


def undo_to_json(undo: Undo) -> dict[str, Any]:
    """The way back as plain JSON."""
    return {"plan": undo.plan, "put": [to_json(one) for one in undo.put], "drop": list(undo.drop)}


def undo_from_json(raw: Any) -> Undo | None:
    """The way back in `raw`; None for anything that `undo_to_json` would not have made."""
    if not isinstance(raw, Mapping):
        return None
    put = tuple(one for row in raw.get("put", ()) if (one := from_json(row)) is not None)
    return Undo(str(raw.get("plan", "")), put, tuple(int(one) for one in raw.get("drop", ())))


def taken_back(session: Session, undo: Undo) -> tuple[Session, Undo]:
    """The session with the last change of the open plan taken back, and what would make it again."""
    kept = _kept(session)
    gone = [one for one in kept if one.id in undo.drop or one.id in {each.id for each in undo.put}]
    left = [one for one in kept if one not in gone]
    again = Undo(undo.plan, tuple(gone), tuple(one.id for one in undo.put if one.id not in {each.id for each in gone}))
    return _with(session, [*left, *undo.put], _next_id(session)), again


def add_all(session: Session, entries: Iterable[Entry]) -> tuple[Session, tuple[Entry, ...]]:
    """The session with those of `entries` that it does not hold yet, and those as they are kept.

    Raises ValueError where the ledger is full.
    """
    kept: list[Entry] = []
    for entry in entries:
        if not holds(session, entry):
            session, new = add(session, entry)
            kept.append(new)
    return session, tuple(kept)


def holds(session: Session, entry: Entry) -> bool:
    """Whether the same is there already: kind, day, dollars and account."""
    return any(
        (one.kind, one.day, one.amount, one.account, one.to_date)
        == (entry.kind, entry.day, entry.amount, entry.account, entry.to_date)
        for one in _kept(session)
    )


def latest_of(session: Session, amount: Decimal) -> Entry | None:
    """The entry told last among those of `amount` dollars; None where there is none."""
    return max((one for one in _kept(session) if one.amount == amount), key=lambda one: one.id, default=None)


def latest_of_kind(session: Session, kind: str) -> Entry | None:
    """The entry told last among those of `kind`; None where there is none."""
    return max((one for one in _kept(session) if one.kind == kind), key=lambda one: one.id, default=None)


def find(session: Session, number: int) -> Entry | None:
    """The entry `number`; for 0 the one told last; None where there is none."""
    kept = _kept(session)
    return (
        max(kept, key=lambda one: one.id, default=None)
        if number == 0
        else next((one for one in kept if one.id == number), None)
    )


def years(entries: Iterable[Entry]) -> tuple[int, ...]:
    """The calendar years with entries, the latest first."""
    return tuple(sorted({one.day.year for one in entries}, reverse=True))


def tax_years(entries: Iterable[Entry]) -> frozenset[int]:
    """The years of whose returns an entry says something: that of its day, and that of which money was sent back."""
    return frozenset(year for one in entries for year in (one.day.year, one.for_year) if year is not None)


def left_the_plan(entry: Entry) -> bool:
    """Whether the entry is of money that went out of an account, and not of what went in."""
    return entry.kind not in WENT_IN


def total(entries: Iterable[Entry], kind: EntryKind, year: int) -> Decimal:
    """Dollars of `kind` in the calendar year: the last year-to-date figure with what came after it, or the sum."""
    mine = _mine(entries, kind, year)
    last = checkpoint(mine, kind, year)
    counted = [one.amount for one in mine if not one.to_date and (last is None or comes_after(one, last))]
    return sum(counted, ZERO if last is None else last.amount)


def comes_after(entry: Entry, figure: Entry) -> bool:
    """Whether an entry comes on top of a year-to-date figure: of a later day, or told later on the same day."""
    return (entry.day, entry.id) > (figure.day, figure.id)


def by_month(entries: Iterable[Entry], year: int) -> tuple[tuple[Decimal, Decimal], ...]:
    """For each month of the year the dollars contributed and those converted or rolled over.

    A year-to-date figure adds, in the month of its day, what it has above all that was there before it; where it has
    less, the months before it are cut to it, the latest first.
    """
    told = in_order(entries)
    went_in = _months(told, "contributed", year)
    went_out = [a + b for a, b in zip(_months(told, "converted", year), _months(told, "rolled", year), strict=True)]
    return tuple(zip(went_in, went_out, strict=True))


def _months(told: Sequence[Entry], kind: EntryKind, year: int) -> list[Decimal]:
    months = [ZERO] * 12
    for one in _mine(told, kind, year):
        more = one.amount - sum(months, ZERO) if one.to_date else one.amount
        place = one.day.month - 1
        months[place] += max(ZERO, more)
        cut = max(ZERO, -more)
        while cut > 0 and place >= 0:
            months[place], cut = max(ZERO, months[place] - cut), max(ZERO, cut - months[place])
            place -= 1
    return months


def checkpoint(entries: Iterable[Entry], kind: EntryKind, year: int) -> Entry | None:
    """The last year-to-date figure of `kind` in `year`.

    What was only answered counts as of the day of the answer; a greater figure that was told later, as of a day before
    it, shows that the answer was an old one.
    """
    told = [one for one in _mine(entries, kind, year) if one.to_date]
    figures = [one for one in told if not (one.answered and any(_corrects(other, one) for other in told))]
    return max(figures, key=lambda one: (one.day, one.id), default=None)


def _corrects(figure: Entry, answer: Entry) -> bool:
    return not figure.answered and figure.id > answer.id and figure.amount > answer.amount


def difference(entries: Iterable[Entry], kind: EntryKind, year: int) -> Decimal:
    """By how much the last year-to-date figure is above the entries up to its day, in dollars; 0 without a figure."""
    mine = _mine(entries, kind, year)
    last = checkpoint(mine, kind, year)
    if last is None:
        return ZERO
    return last.amount - sum((one.amount for one in mine if not one.to_date and not comes_after(one, last)), ZERO)


def counts_still(entries: Sequence[Entry], kind: WentIn, year: int) -> Decimal:
    """Dollars of `kind` in the year that still count against its limits: the total, less what the plan gave back."""
    return max(
        ZERO,
        total(entries, kind, year) - given_back(entries, "after_tax" if kind == "contributed" else "deferred", year),
    )


def given_back(entries: Iterable[Entry], what: Literal["after_tax", "deferred"], year: int) -> Decimal:
    """Dollars of the tax year's contributions that a refund has taken out of its limits again, without earnings.

    After-tax money is, where it was above the annual limit; deferrals are too, and where they were an excess that was
    paid back in time, or automatic. What comes back after a failed test stays an addition (facts 2.2, 7.2).
    """
    refunds = [made for one in entries if one.kind == "refunded" and (made := _movement(one)) is not None]
    return sum(
        (
            one.principal
            for one in refunds
            if one.year == year and (one.of == "after_tax") == (what == "after_tax") and _frees_room(one)
        ),
        ZERO,
    )


def _frees_room(refund: Movement) -> bool:
    in_time = refund.reason == "deferral_excess" and refund.in_time
    return in_time or refund.reason in ("annual_additions", "auto_enrollment")


def unconverted(entries: Sequence[Entry], until: int) -> Decimal:
    """Own after-tax dollars still in the plan at the end of the year `until`, by the entries of all years to it.

    Below 0 where more left than was told to have gone in.
    """
    left = ZERO
    for year in years(entries):
        if year > until:
            continue
        left += total(entries, "contributed", year)
        left -= _own_gone(entries, year)
    return left


def to_movements(entries: Sequence[Entry], year: int) -> tuple[Movement, ...]:
    """The entries up to the end of `year` as `core.movements` reads them; `missing_for_core` names those left out.

    What was converted, rolled to Roth or withdrawn without its own part told counts as own money whole: the ledger may
    lack what went in, and a form must not look all taxable for that.

    A year-to-date figure becomes what it has above the entries before it, on 1 January, so that what was converted
    meanwhile has its basis; where it has less, the latest of those entries are cut to it.
    """
    found: list[Movement] = []
    for one in _spread(entries, year):
        made = _movement(one)
        if made is not None:
            found.append(made)
    return tuple(found)


def missing_for_core(entries: Sequence[Entry], year: int) -> tuple[Entry, ...]:
    """The entries up to the end of `year` that no movement can be made of, such as a refund without its reason."""
    return tuple(one for one in entries if one.day.year <= year and one.amount > 0 and _movement(one) is None)


def _own_gone(entries: Sequence[Entry], year: int) -> Decimal:
    """Own after-tax dollars that left the after-tax account in the year."""
    left = ZERO
    for kind in ("converted", "rolled"):
        parts = _mine(entries, kind, year)
        last = checkpoint(entries, kind, year)
        if last is not None and last.basis is not None:  # its own part was told for all that it stands for
            counted = [last, *(one for one in parts if not one.to_date and comes_after(one, last))]
        else:
            counted = [one for one in parts if not one.to_date]
        untaxed = sum((one.amount - one.own for one in counted if one.account != "roth_401k"), ZERO)
        of_roth = sum((one.amount for one in parts if not one.to_date and one.account == "roth_401k"), ZERO)
        left += max(ZERO, total(entries, kind, year) - untaxed - of_roth)
    for one in entries:
        if one.day.year != year:
            continue
        after_tax = one.account in ("", "after_tax") and one.reason in ("", "acp_after_tax", "annual_additions")
        if one.kind == "refunded" and after_tax:
            left += one.own
        if one.kind == "withdrew" and one.account in OF_PLAN:
            left += one.own
    return left


def _spread(entries: Sequence[Entry], until: int) -> Iterator[Entry]:
    """The entries with each year-to-date figure turned into what it adds to, or cuts off, the entries before it.

    What it adds to contributions is dated on 1 January.
    """
    for year in sorted(years(entries)):
        if year > until:
            continue
        for kind in KINDS:
            mine = [one for one in _mine(entries, kind, year) if not one.to_date]
            last = checkpoint(entries, kind, year)
            rest = difference(entries, kind, year)
            if last is not None and rest > 0:
                day = date(year, 1, 1) if kind == "contributed" else last.day
                yield replace(last, day=day, amount=rest, basis=last.basis if rest == last.amount else None)
            for one in sorted(mine, key=lambda each: (each.day, each.id), reverse=True):
                if last is not None and rest < 0 and one.day <= last.day:
                    cut = min(one.amount, -rest)
                    rest += cut
                    if cut == one.amount:
                        continue
                    yield replace(one, amount=one.amount - cut, basis=None)
                else:
                    yield one


def _movement(entry: Entry) -> Movement | None:
    told = _TOLD[entry.kind](entry)
    if told is None or entry.amount <= 0:
        return None
    kind, account, basis = told
    refund = entry.kind == "refunded"
    earnings = _earnings(entry, account) if refund else ZERO
    try:
        return Movement(
            id=str(entry.id),
            kind=kind,
            date=entry.day,
            amount=entry.amount,
            counts_for=entry.for_year if refund else None,
            account=account,
            basis=None if refund else basis,
            reason=_reason(entry) if refund else None,
            earnings=earnings,
        )
    except ValidationError:
        return None


def _earnings(refund: Entry, account: Account | None) -> Decimal:
    """Earnings in a refund; of pre-tax money, all of it untaxed, only where the part put in was told beside them."""
    if account == "pretax" and not refund.basis:
        return ZERO
    return max(ZERO, refund.amount - refund.own)


_Told = tuple[MovementKind, Account | None, Decimal | None]


def _contributed(_: Entry) -> _Told | None:
    return "after_tax", None, None


def _deferred(entry: Entry) -> _Told | None:
    return ("deferral_roth" if entry.account == "roth_401k" else "deferral_pretax"), None, None


def _matched(_: Entry) -> _Told | None:
    return "match", None, None


def _converted(entry: Entry) -> _Told | None:
    return "in_plan_conversion", "after_tax", entry.own


def _rolled(entry: Entry) -> _Told | None:
    if entry.account == "roth_401k":
        return None if entry.basis is None else ("roth_401k_to_roth_ira", "roth_401k", entry.basis)
    if entry.account != "traditional_ira":
        return "rollover_roth_ira", "after_tax", entry.own
    return "rollover_traditional_ira", "after_tax", entry.basis


def _refunded(entry: Entry) -> _Told | None:
    reason = _reason(entry)
    if reason is None:
        return None
    account: Account = "after_tax" if reason in ("acp_after_tax", "annual_additions") else "pretax"
    if entry.account in ("pretax", "roth_401k", "after_tax"):
        account = entry.account  # type: ignore[assignment]
    return "refund", account, None


def _withdrew(entry: Entry) -> _Told | None:
    if entry.account not in ("after_tax", "pretax", "roth_401k", "roth_ira", "traditional_ira"):
        return None
    if entry.account == "after_tax":
        return "withdrawal", "after_tax", entry.own
    if entry.account == "roth_401k" and entry.basis is None:
        return None  # most of that account is not in the ledger, so that its share cannot be worked out
    return "withdrawal", entry.account, entry.basis  # type: ignore[return-value]


_TOLD: Final = MappingProxyType(
    {
        "contributed": _contributed,
        "deferred": _deferred,
        "matched": _matched,
        "converted": _converted,
        "rolled": _rolled,
        "refunded": _refunded,
        "withdrew": _withdrew,
    }
)


def _reason(entry: Entry) -> Reason | None:
    return entry.reason if entry.reason in get_args(Reason) else None  # type: ignore[return-value]


def _mine(entries: Iterable[Entry], kind: str, year: int) -> list[Entry]:
    return [one for one in entries if one.kind == kind and one.day.year == year]


def _kept(session: Session) -> list[Entry]:
    return [one for row in session.household.plan.entries if (one := from_json(row)) is not None]


def _next_id(session: Session) -> int:
    return max([session.household.plan.next_entry, *(one.id + 1 for one in _kept(session))])


def _with(session: Session, entries: Iterable[Entry], next_id: int) -> Session:
    household = session.household
    rows = [to_json(one) for one in entries]
    return replace(session, household=household.with_entries(household.open, rows, next_id))
