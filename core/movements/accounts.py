"""The accounts that the list runs through: basis and growth of after-tax accounts, basis and clock of Roth accounts.

Entries are booked in the order of their days. What leaves an account takes its share of the basis with it (IRC
72(e)(8), 72(d)(2)); what is told of a payment counts before what is worked out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from core.conversions import PRO_RATA, earnings_share
from core.explanation import Line
from core.money import ZERO, to_cents
from core.movements.movement import PAYMENTS, Movement
from core.movements.year_input import Plan, YearInput

_RULES: Final[dict[str, tuple[str, str]]] = {
    "basis_before": ("own money in the account before the first movement", "your input"),
    "after_tax": ("after-tax contributions", "IRC 72(f), 415(c)(2)(B)"),
    "roth_contributions": ("Roth contributions", "IRC 402A(a), (c)"),
    "roth_employer_money": ("employer money paid as Roth, taxed when allocated", "IRC 402A(a)(2), (3)"),
    "converted_in_plan": ("all that was converted in the plan, the part taxed then included", "IRC 402A(c)(4)"),
    "rolled_in": ("own money that was rolled in", "IRC 402(c)(2)"),
    "basis_moved": ("own money that left with payments, pro rata", PRO_RATA),
    "basis_refunded": ("own money that the plan paid back", "IRC 402(g)(2)(C), 401(m)(7)"),
    "basis_lost": ("own money that a loss has used up", PRO_RATA),
}


Sums = defaultdict[str, Decimal]


@dataclass(frozen=True, slots=True)
class AfterTaxAccount:
    """A plan's after-tax account at the end of the tax year, in dollars. The lines add up to `basis`.

    `growth` is what is known of its untaxed growth (below 0 after a loss), `growth_known` whether anything is.
    `lost` is basis that conversions at a loss have used up. `not_in_list` is own money that left, as told, though
    nothing told had brought it: the list begins too late, or one of its figures is wrong. A list that tells of no
    contributions at all leaves it at 0.
    """

    plan: str
    basis: Decimal
    growth: Decimal
    growth_known: bool
    lost: Decimal
    lines: tuple[Line, ...]
    not_in_list: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class RothAccount:
    """A plan's Roth account at the end of the tax year, in dollars. The lines add up to `basis`.

    `first_year` begins its five-year clock. `taxed_in_plan` are the taxed parts of in-plan conversions, by year.
    """

    plan: str
    basis: Decimal
    first_year: int | None
    taxed_in_plan: tuple[tuple[int, Decimal], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """What left with one movement: `own` of its amount is own taxed money, `taxable` the rest.

    `box_5` is the own money as the form shows it: above the amount after a loss.
    """

    movement: Movement
    own: Decimal
    box_5: Decimal

    @property
    def amount(self) -> Decimal:
        return self.movement.amount

    @property
    def taxable(self) -> Decimal:
        """Dollars that have not been taxed yet."""
        return self.movement.amount - self.own


@dataclass(frozen=True, slots=True)
class Payment:
    """What left an account at one time, as legs. `assumed`: nothing told the own money in it, so growth is taken as 0.

    `value` and `basis` are of the whole account before it, None where they are not known. `taxed_in_plan` are the
    taxed parts of in-plan conversions in a Roth account before it, and `first_year` begins its clock.
    """

    plan: str
    legs: tuple[Leg, ...]
    assumed: bool = False
    value: Decimal | None = None
    basis: Decimal | None = None
    first_year: int | None = None
    taxed_in_plan: tuple[tuple[int, Decimal], ...] = ()

    @property
    def day(self) -> date:
        """The day of its first leg."""
        return min(leg.movement.date for leg in self.legs)

    @property
    def split(self) -> bool:
        """Whether it sends contributions to a Roth IRA and earnings to a traditional one in one distribution."""
        return {"rollover_roth_ira", "rollover_traditional_ira"} <= {leg.movement.kind for leg in self.legs}


@dataclass(frozen=True, slots=True)
class Books:
    """All payments, whatever their year, and the accounts of each plan at the end of the tax year."""

    payments: tuple[Payment, ...]
    after_tax: tuple[AfterTaxAccount, ...]
    roth: tuple[RothAccount, ...]


def books(what: YearInput) -> Books:
    """Books all movements in the order of their days; of one day, what comes in before what goes out."""
    purses = {plan.name: _Purses.of(plan) for plan in what.plans}
    payments: list[Payment] = []
    kept: Books | None = None
    legs_of = {id(legs[0]): legs for legs in what.payments()}
    ordered = sorted(what.movements, key=lambda one: (one.date, _goes_out(one)))
    end = date(what.tax_year, 12, 31)
    for one in ordered:
        if kept is None and one.date > end:
            kept = _snapshot(what, purses)
        if id(one) in legs_of:
            name = what.plan_of(one)
            payments.append(purses[name].pay(name, legs_of[id(one)]))
        elif one.kind not in PAYMENTS:
            purses[what.plan_of(one)].book(one)
    kept = kept or _snapshot(what, purses)
    return Books(tuple(sorted(payments, key=lambda one: one.day)), kept.after_tax, kept.roth)


def _goes_out(movement: Movement) -> bool:
    return movement.kind in PAYMENTS or movement.kind == "refund"


def _snapshot(what: YearInput, purses: dict[str, "_Purses"]) -> Books:
    return Books(
        (),
        tuple(purses[plan.name].after_tax_account(plan.name) for plan in what.plans),
        tuple(purses[plan.name].roth_account(plan.name) for plan in what.plans),
    )


@dataclass(slots=True)
class _Purses:
    """One plan's two accounts of own money while the list is booked. Sums by label, as the lines will show them."""

    after_tax: Sums = field(default_factory=lambda: defaultdict(Decimal))
    roth: Sums = field(default_factory=lambda: defaultdict(Decimal))
    growth: Decimal = ZERO
    growth_known: bool = False
    first_year: int | None = None
    taxed_in_plan: list[tuple[int, Decimal]] = field(default_factory=list)
    not_in_list: Decimal = ZERO

    @classmethod
    def of(cls, plan: Plan) -> "_Purses":
        made = cls(growth=plan.after_tax_growth, growth_known=bool(plan.after_tax_growth))
        made.after_tax["basis_before"] += plan.after_tax_basis
        made.roth["basis_before"] += plan.roth_basis
        made.first_year = plan.roth_first_year
        made.taxed_in_plan = [(one.year, one.amount) for one in plan.taxed_in_plan]
        return made

    @property
    def basis(self) -> Decimal:
        return sum(self.after_tax.values(), ZERO)

    @property
    def roth_basis(self) -> Decimal:
        return sum(self.roth.values(), ZERO)

    def book(self, one: Movement) -> None:
        """Books what is no payment."""
        if one.kind == "after_tax":
            self.after_tax["after_tax"] += one.amount
        elif one.kind in ("growth", "market_loss"):
            self.growth += one.amount if one.kind == "growth" else -one.amount
            self.growth_known = True
        elif one.kind == "rollover_in":
            self._roll_in(one)
        elif one.kind == "refund":
            self._refund(one)
        elif one.kind in ("deferral_roth", "catch_up") and one.of == "roth_401k":
            self._into_roth("roth_contributions", one.amount, one.year)
        elif one.kind in ("roth_match", "roth_nonelective"):
            self._into_roth("roth_employer_money", one.amount, one.date.year)

    def _into_roth(self, label: str, amount: Decimal, year: int) -> None:
        self.roth[label] += amount
        self.first_year = year if self.first_year is None else min(self.first_year, year)

    def _roll_in(self, one: Movement) -> None:
        own = min(one.basis or ZERO, one.amount)
        if one.of == "after_tax":
            self.after_tax["rolled_in"] += own
            self.growth += one.amount - own
        elif one.of == "roth_401k":
            self._into_roth("rolled_in", own, one.year)

    def _refund(self, one: Movement) -> None:
        if one.of == "after_tax":
            self._note_missing(one.own - self.basis)
            self.after_tax["basis_refunded"] -= min(one.own, self.basis)
            self.growth = self.growth - one.earnings + one.loss if self.growth_known else self.growth
        elif one.of == "roth_401k":
            self.roth["basis_refunded"] -= min(one.own, self.roth_basis)

    def pay(self, plan: str, movements: Sequence[Movement]) -> Payment:
        """Books a payment: its own money leaves, and what is converted in the plan comes into the Roth account."""
        after_tax = [one for one in movements if one.of == "after_tax"]
        roth = [one for one in movements if one.of == "roth_401k"]
        pretax = [_leg(one, one.basis or ZERO) for one in movements if one.of == "pretax"]
        first_year, taxed_in_plan = self.first_year, tuple(self.taxed_in_plan)
        account = after_tax or roth
        value, basis, own, assumed = self._own_money(account, is_roth=bool(roth))
        legs = [*_legs(account, own), *pretax]
        self._take(account, own, value, is_roth=bool(roth))
        for leg in legs:
            if leg.movement.kind == "in_plan_conversion":
                self._into_roth("converted_in_plan", leg.amount, leg.movement.year)
                if leg.taxable:
                    self.taxed_in_plan.append((leg.movement.year, leg.taxable))
        in_order = sorted(legs, key=lambda leg: [one is leg.movement for one in movements].index(True))
        return Payment(plan, tuple(in_order), assumed, value, basis, first_year, taxed_in_plan)

    def _own_money(
        self, account: Sequence[Movement], *, is_roth: bool
    ) -> tuple[Decimal | None, Decimal | None, Decimal, bool]:
        """Worth and basis of the account before, the own money in the payment, and whether that is a guess."""
        if not account:
            return None, None, ZERO, False
        gross = sum((one.amount for one in account), ZERO)
        basis = self.roth_basis if is_roth else self.basis
        value = next((one.account_value for one in account if one.account_value is not None), None)
        if any(one.basis is not None for one in account):
            return value, basis, sum((one.basis or ZERO for one in account), ZERO), False
        if value is None and self.growth_known and not is_roth:
            value = max(gross, basis + self.growth)
        if value is None:
            return None, basis, min(basis, gross), True
        if value <= basis:
            return value, basis, basis if gross >= value else gross, False
        return value, basis, gross - to_cents(gross * earnings_share(value, basis)), False

    def _take(self, account: Sequence[Movement], own: Decimal, value: Decimal | None, *, is_roth: bool) -> None:
        if not account:
            return
        gross = sum((one.amount for one in account), ZERO)
        purse, there = (self.roth, self.roth_basis) if is_roth else (self.after_tax, self.basis)
        moved = min(own, gross, there)
        if not is_roth:
            self._note_missing(own - there)
        purse["basis_moved"] -= moved
        purse["basis_lost"] -= min(max(ZERO, own - gross), there - moved)
        if is_roth:
            share = min(Decimal(1), own / there) if there else ZERO
            left = [(year, amount - to_cents(amount * share)) for year, amount in self.taxed_in_plan]
            self.taxed_in_plan = [(year, amount) for year, amount in left if amount]
        elif value is not None:
            self.growth, self.growth_known = value - gross - self.basis, True
        else:
            self.growth = self.growth - max(ZERO, gross - own) if self.growth_known else ZERO

    def _note_missing(self, own: Decimal) -> None:
        """Notes own money beyond what is there, unless the list tells of payments alone."""
        if any(self.after_tax[label] for label in ("basis_before", "after_tax", "rolled_in")):
            self.not_in_list += max(ZERO, own)

    def after_tax_account(self, plan: str) -> AfterTaxAccount:
        lost = -self.after_tax["basis_lost"]
        lines = tuple(_lines(self.after_tax))
        return AfterTaxAccount(plan, self.basis, self.growth, self.growth_known, lost, lines, self.not_in_list)

    def roth_account(self, plan: str) -> RothAccount:
        return RothAccount(
            plan, self.roth_basis, self.first_year, tuple(_by_year(self.taxed_in_plan)), tuple(_lines(self.roth))
        )


def _lines(sums: Sums) -> Iterator[Line]:
    for label, (rule, source) in _RULES.items():
        if amount := sums[label]:
            yield Line(label, amount, rule, source)


def _by_year(parts: Iterable[tuple[int, Decimal]]) -> list[tuple[int, Decimal]]:
    listed = list(parts)
    return [
        (year, sum((two for one, two in listed if one == year), ZERO)) for year in sorted({one for one, _ in listed})
    ]


def _leg(movement: Movement, own: Decimal) -> Leg:
    return Leg(movement, min(own, movement.amount), own)


def _legs(account: Sequence[Movement], own: Decimal) -> list[Leg]:
    """The own money of one payment over its legs.

    Untaxed money goes with direct rollovers first, and with what is paid out only beyond them (Notice 2014-54); of
    direct rollovers the traditional IRA takes it first, unless the legs were told otherwise.
    """
    if len(account) == 1:
        return [_leg(account[0], own)]
    untaxed = max(ZERO, sum((one.amount for one in account), ZERO) - own)
    paid_out = [one for one in account if one.kind in ("check_to_you", "withdrawal")]
    direct = [one for one in account if one not in paid_out]
    told = {id(one): max(ZERO, one.amount - (one.basis or ZERO)) for one in account}
    as_told = any(one.basis is not None for one in account)
    in_direct = min(untaxed, sum((one.amount for one in direct), ZERO))
    if as_told and sum((told[id(one)] for one in direct), ZERO) == in_direct:
        return [_leg(one, one.basis or ZERO) for one in account]
    found: dict[int, Decimal] = {}
    for one in sorted(account, key=_takes_untaxed_first):
        found[id(one)] = min(untaxed, one.amount)
        untaxed -= found[id(one)]
    return [_leg(one, one.amount - found[id(one)]) for one in account]


def _takes_untaxed_first(movement: Movement) -> int:
    order = ("rollover_traditional_ira", "direct", "check_to_you", "withdrawal")
    return order.index(movement.kind) if movement.kind in order else order.index("direct")
