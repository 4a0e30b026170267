"""The year as the answers of the tax flow tell it: what moved, one after the other, and the forms that have come."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from core.form_1099_r import CODES, Form1099R, StandsFor
from core.limits import constants
from core.movements import YearInput
from core.sixty_days import last_day_to_put_in
from flows.engine.answers import Answers
from flows.ledger import Entry, to_movements

# What the slots of each further move and form begin with.
ROUNDS: Final = ("", "second_", "third_", "fourth_", "fifth_", "sixth_")
MOST: Final = len(ROUNDS)
MOVE_SLOTS: Final = (
    "money_moved",
    "moved_else",
    "refund_kind",
    "refund_when",
    "refund_source",
    "moved_amount",
    "moved_basis",
    "check_received",
    "check_traditional",
    "check_roth",
    "check_until",
    "past_59_half",
    "roth_five_years",
    "ira_left",
)
FORM_SLOTS: Final = ("box_1", "box_2a", "box_5", "box_7", "box_ira", "check_withheld")
ZERO: Final = Decimal(0)
EMPTY: Final = "empty"
NOTHING: Final = "nothing"
LEDGER: Final = "ledger"
CHECKS: Final = frozenset({"check_to_you", "roth_paid"})
# Kinds of which all is one sort of money, so that nothing is asked about own money in them.
NO_OWN: Final = frozenset({"pretax_ira", "roth_match"})
PAID_CODES: Final = frozenset("127")
_STANDS_FOR: Final[Mapping[str, StandsFor]] = {
    "in_plan": "in_plan",
    "roth_ira": "roth_ira",
    "split": "split_contributions",
    "check_to_you": "check_to_you",
    "roth_401k": "roth_401k_to_roth_ira",
    "roth_to_plan": "roth_401k_to_plan",
    "roth_paid": "roth_check",
    "pretax_ira": "traditional_ira",
    "roth_match": "roth_match",
    "ira_conversion": "ira_distribution",
    "annual_additions": "refund_e",
    "testing": "refund_8",
    "deferral": "refund_8",
    "auto_enrollment": "auto_enrollment",
}
# The refund that a form speaks of, for those who do not know why the plan paid money back.
_REFUND_OF_CODE: Final = {"E": "annual_additions", "P": "deferral", "8": "testing"}
_SOME_AGE: Final = 40  # well under 59½; where it matters, each payment says it itself
_IN_MIDYEAR: Final = (6, 1)
_IN_SPRING: Final = (3, 1)  # before the day by which excess deferrals are paid back


@dataclass(frozen=True, slots=True)
class Told:
    """One move as it was told: its `kind`, and for a refund why. Dollars, None where not known."""

    round: str
    kind: str
    amount: Decimal | None
    own: Decimal | None

    @property
    def stands_for(self) -> StandsFor | None:
        """What the form of this move stands for; None for a refund whose reason is not known."""
        return _STANDS_FOR.get(self.kind)


@dataclass(frozen=True, slots=True)
class ToldYear:
    """What came of the answers: the core's input, the moves, and whether their figures are the person's own."""

    what: YearInput
    moves: tuple[Told, ...]
    amounts_known: bool
    own_known: bool


def told_year(answers: Answers, ledger: Sequence[Entry] = (), age: int | None = None) -> ToldYear:
    """The year for the core. What the user does not know is taken from the forms, which then check themselves.

    Raises pydantic's ValidationError where answers do not go together, such as more put in than the check was.
    """
    year = answers.whole("tax_year", 0) or 0
    forms = tuple(told_forms(answers))
    told = tuple(moves(answers))
    filled = tuple(_filled(told, forms))
    from_ledger = to_movements(ledger, year + 1) if uses_ledger(answers) else ()
    movements: list[Any] = []
    for move in filled:
        withheld = _withheld(move, forms, alone=len(filled) == 1) if move.kind in CHECKS else None
        movements += _movements(answers, move, year, withheld)
    movements += [*_around(answers, year, told), *from_ledger]
    conversions = [one for one in filled if one.kind == "ira_conversion"]
    what: dict[str, Any] = {
        "tax_year": year,
        "age": age or _SOME_AGE,
        "movements": movements,
        "forms": forms,
        "ira_basis": sum((one.own or ZERO for one in conversions), ZERO),
        "ira_value": max((answers.dollars(f"{one.round}ira_left") or ZERO for one in conversions), default=None),
    }
    plain = {one.round: one for one in told}
    return ToldYear(
        YearInput.model_validate(what),
        filled,
        all(plain[one.round].amount is not None for one in filled),
        all(one.kind in NO_OWN or plain[one.round].own is not None for one in filled),
    )


def uses_ledger(answers: Answers) -> bool:
    """Whether the first answer was to take what the ledger has."""
    return answers.word("money_moved") == LEDGER


def kind_of(answers: Answers, nth: str) -> str:
    """What moved in the round, by its first answer or by what "something else" was; "" where nothing was said."""
    said = answers.word(f"{nth}money_moved")
    return answers.word(f"{nth}moved_else") if said == "else" else said


def moves(answers: Answers) -> Iterator[Told]:
    """The moves that were told, without those of the ledger."""
    for nth in ROUNDS:
        kind = kind_of(answers, nth)
        if kind == "refund":
            kind = answers.word(f"{nth}refund_kind", "unsure")
        if kind not in ("", NOTHING, LEDGER):
            amount = answers.dollars(f"{nth}moved_amount") or None
            yield Told(nth, kind, amount, ZERO if kind in NO_OWN else answers.dollars(f"{nth}moved_basis"))


def told_forms(answers: Answers) -> Iterator[Form1099R]:
    """The forms that were told box by box, those whose code is known."""
    for nth in ROUNDS:
        if f"{nth}box_7" in answers:
            first = answers.dollars("box_4", ZERO) if not nth else ZERO
            yield Form1099R(
                box_1=answers.dollars(f"{nth}box_1", ZERO) or ZERO,
                box_2a=_box(answers, f"{nth}box_2a"),
                box_4=answers.dollars(f"{nth}check_withheld") or first or ZERO,
                box_5=_box(answers, f"{nth}box_5"),
                box_7=answers.word(f"{nth}box_7"),
                ira=answers.is_yes(f"{nth}box_ira"),
            )


def _box(answers: Answers, slot: str) -> Decimal | None:
    """What is in a box that may be empty."""
    return None if answers.word(slot) == EMPTY else answers.dollars(slot)


def _filled(told: Sequence[Told], forms: Sequence[Form1099R]) -> Iterator[Told]:
    """The moves with what was not known taken from the forms; without those of which still nothing is known."""
    left = list(forms)
    for said in sorted(told, key=lambda one: one.amount is None):
        move = _with_reason(said, left)
        mine = list(forms) if len(told) == 1 else [form for form in left if _may_be(move, form)]
        left = [form for form in left if form not in mine]
        amount = move.amount or sum((form.box_1 for form in mine), ZERO)
        if amount and move.stands_for is not None:
            own = _own(mine, amount) if move.own is None else move.own
            yield replace(move, amount=amount, own=own)


def _with_reason(move: Told, forms: Sequence[Form1099R]) -> Told:
    if move.stands_for is not None:
        return move
    named = {_REFUND_OF_CODE[code] for form in forms for code in form.codes if code in _REFUND_OF_CODE}
    return replace(move, kind=named.pop()) if len(named) == 1 else move


def _may_be(move: Told, form: Form1099R) -> bool:
    if move.stands_for is None or form.codes not in [frozenset(code) for code in CODES[move.stands_for]]:
        return False
    return move.amount is None or abs(move.amount - form.box_1) < 1


def _own(forms: Sequence[Form1099R], amount: Decimal) -> Decimal:
    """Own money by box 5, else what the forms do not tax."""
    if any(form.box_5 is not None for form in forms):
        return sum((form.box_5 or ZERO for form in forms), ZERO)
    return max(ZERO, amount - sum((form.taxable for form in forms), ZERO))


def _withheld(move: Told, forms: Sequence[Form1099R], *, alone: bool) -> Decimal | None:
    """What box 4 of the form for a check shows; None where no form of the kind has come."""
    mine = [form for form in forms if form.codes & PAID_CODES and not form.ira and (alone or _may_be(move, form))]
    return sum((form.box_4 for form in mine), ZERO) if mine else None


def _movements(answers: Answers, move: Told, year: int, withheld: Decimal | None) -> Iterator[dict[str, Any]]:
    amount, own = move.amount or ZERO, move.own or ZERO
    day = date(year, *_IN_MIDYEAR)
    entry: dict[str, Any] = {"date": day, "amount": amount}
    after_tax = "after_tax" if own else "pretax"
    if move.kind in ("in_plan", "roth_ira"):
        kind = "in_plan_conversion" if move.kind == "in_plan" else "rollover_roth_ira"
        yield {**entry, "kind": kind, "basis": own, "account": after_tax}
    elif move.kind == "split":
        yield from _split(move, entry)
    elif move.kind in CHECKS:
        yield from _check(answers, move, entry, withheld)
    elif move.kind in ("roth_401k", "roth_to_plan"):
        kind = "roth_401k_to_roth_ira" if move.kind == "roth_401k" else "roth_401k_to_plan"
        yield {**entry, "kind": kind, "basis": min(own, amount)}
    elif move.kind == "pretax_ira":
        yield {**entry, "kind": "rollover_traditional_ira", "basis": ZERO, "account": "pretax"}
    elif move.kind in ("roth_match", "ira_conversion"):
        yield {**entry, "kind": move.kind}
    else:
        yield _refund(answers, move, year)


def _split(move: Told, entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    amount, own = move.amount or ZERO, move.own or ZERO
    tied = {**entry, "distribution": f"{move.round}split"}
    if own:
        yield {**tied, "kind": "rollover_roth_ira", "amount": min(own, amount), "basis": own}
    if amount > own:
        yield {**tied, "kind": "rollover_traditional_ira", "amount": amount - own, "basis": ZERO}


def _check(
    answers: Answers, move: Told, entry: Mapping[str, Any], withheld: Decimal | None
) -> Iterator[dict[str, Any]]:
    """A payment to the person, with what was put into IRAs in time."""
    nth = move.round
    received = answers.day(f"{nth}check_received") or entry["date"]
    roth = move.kind == "roth_paid"
    # The form counts the year in which the plan paid, whenever the check came.
    paid = received if received.year == entry["date"].year else entry["date"]
    qualified = answers.is_yes(f"{nth}past_59_half") and answers.is_yes(f"{nth}roth_five_years")
    told = {
        **entry,
        "kind": "check_to_you",
        "date": paid,
        "received": max(received, paid),
        "account": "roth_401k" if roth else "after_tax",
        "basis": min(move.own or ZERO, move.amount or ZERO) if roth else move.own,
        "distribution": f"{nth}check",
        "over_59_half": answers.is_yes(f"{nth}past_59_half"),
        "qualified": qualified if roth else None,
        "withheld": withheld,
    }
    yield {name: value for name, value in told.items() if value is not None}
    if days_taken(answers, nth) > int(constants().rollover_days):
        return
    until = min(last_day_to_put_in(max(received, paid)), paid + timedelta(days=1))
    for slot, account in (("check_traditional", "traditional_ira"), ("check_roth", "roth_ira")):
        if put_in := answers.dollars(nth + slot):
            leg = {"kind": "rolled_within_60_days", "date": until, "amount": put_in, "account": account}
            yield {**leg, "distribution": f"{nth}check"}


def days_taken(answers: Answers, nth: str = "") -> int:
    """Days from the check to the last of it that was put in; 0 where a day is not known."""
    received, until = answers.day(f"{nth}check_received"), answers.day(f"{nth}check_until")
    return (until - received).days if received and until else 0


def _refund(answers: Answers, move: Told, year: int) -> dict[str, Any]:
    amount, own = move.amount or ZERO, move.own or ZERO
    back = {"kind": "refund", "amount": amount, "earnings": max(ZERO, amount - own), "loss": max(ZERO, own - amount)}
    midyear = date(year, *_IN_MIDYEAR)
    if move.kind == "deferral":
        account = "roth_401k" if answers.word(f"{move.round}refund_source") == "roth" else "pretax"
        day, of = _deferred(answers.word(f"{move.round}refund_when"), year)
        return {**back, "reason": "deferral_excess", "account": account, "date": day, "counts_for": of}
    reason = {"testing": "acp_after_tax" if own else "adp"}.get(move.kind, move.kind)
    if not own:
        return {"kind": "refund", "amount": amount, "reason": reason, "account": "pretax", "date": midyear}
    account = "roth_401k" if reason == "auto_enrollment" else "after_tax"
    return {**back, "reason": reason, "account": account, "date": midyear}


def _deferred(when: str, year: int) -> tuple[date, int]:
    """The day of a refund of excess deferrals, and the year in which they were deferred."""
    return {
        "year_before": (date(year, *_IN_SPRING), year - 1),
        "late": (date(year, *_IN_MIDYEAR), year - 1),
        "year_after": (date(year + 1, *_IN_SPRING), year),
    }.get(when, (date(year, *_IN_MIDYEAR), year))


def _around(answers: Answers, year: int, told: Sequence[Told]) -> Iterator[dict[str, Any]]:
    """What moved in the neighboring years, which a form may have been mixed up with."""
    to = told[0].kind if told and told[0].kind in ("in_plan", "roth_ira", "roth_401k") else "in_plan"
    kind = {"roth_ira": "rollover_roth_ira", "roth_401k": "roth_401k_to_roth_ira"}.get(to, "in_plan_conversion")
    for slot, other in (("moved_year_before", year - 1), ("moved_year_after", year + 1)):
        if there := answers.dollars(slot):
            yield {"kind": kind, "date": date(other, *_IN_MIDYEAR), "amount": there, "basis": there}
