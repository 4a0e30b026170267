"""The lines of the return that the year's movements fill (facts 5.2, 7.3; layout of Form 1040 for 2025)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from core.clocks import five_years_old
from core.explanation import Line
from core.form_1099_r import ExpectedForm
from core.limits import constants
from core.money import ZERO, to_cents
from core.movements.accounts import Books, Leg, Payment
from core.movements.checks import Check
from core.movements.forms import is_qualified
from core.movements.movement import Movement
from core.movements.roth_iras import RothLayers
from core.movements.traditional_ira import IraYear
from core.movements.year_input import YearInput

Reason8606 = Literal["nondeductible_contribution", "ira_conversion_or_payment", "roth_ira_withdrawal"]
Reason5329 = Literal["early_distribution_tax", "early_tax_exception", "ira_excess_late"]

EARLY: Final = "IRC 72(t)(1)"
_FORM_RULES: Final[dict[str, tuple[str, str]]] = {
    "in_plan": ("earnings converted in the plan", "IRC 402A(c)(4)"),
    "roth_ira": ("untaxed money rolled to a Roth IRA", "IRC 408A(d)(3)(A)"),
    "traditional_ira": ("rolled to a traditional IRA, taxed later", "IRC 402(c)(1)"),
    "split_contributions": ("own money sent to a Roth IRA", "IRS Notice 2014-54"),
    "split_earnings": ("earnings sent to a traditional IRA, taxed later", "IRS Notice 2014-54"),
    "roth_401k_to_roth_ira": ("Roth money rolled to a Roth IRA", "IRC 402A(c)(3)"),
    "roth_401k_to_plan": ("Roth money moved to another plan", "IRC 402A(c)(3)"),
    "roth_match": ("employer money paid as Roth", "IRC 402A(a)(2), (3)"),
    "refund_8": ("paid back by the plan, what of it was not taxed", "IRC 402(g)(2)(C), 401(m)(7); Form 1040, line 1h"),
    "refund_e": ("paid back by the plan to keep its limit, what was not taxed", "IRC 415(c); line 5b by default"),
    "late_refund": ("excess deferral paid back late, taxed again", "IRC 402(g)(6), 402A(d)(3)"),
    "auto_enrollment": ("automatic enrollment undone", "IRC 414(w)(1)"),
}


@dataclass(frozen=True, slots=True)
class SecondLayout:
    """The lines if refunds of after-tax or Roth money with code 8 stand on 5a and 5b instead; the tax is the same."""

    line_1h: Decimal
    line_5a: Decimal
    line_5b: Decimal


@dataclass(frozen=True, slots=True)
class TaxReturn:
    """Lines of Form 1040 in dollars, and which other forms are needed.

    `line_4a` and `line_5a` stay empty on the form where all of it is taxable (`line_4a_empty`, `line_5a_empty`).
    `rollover_4`, `rollover_5`: whether the rollover box beside the line is ticked. `income` is 1h, 4b and 5b together,
    and the lines add up to it. `other_loss` is a loss on excess deferrals paid back (Schedule 1, line 8z).
    `left_out_of_roth_magi` is income that does not count in the Roth IRA's own MAGI (IRC 408A(c)(3)(B)(i)).
    `early_tax` is the 10% tax; `early_tax_highest` is more where nothing says in which order recently taxed money
    leaves. `withheld` counts as tax paid. `form_8606` and `form_5329` say why a form is needed, and are empty if not.
    """

    line_1h: Decimal
    line_4a: Decimal
    line_4b: Decimal
    line_5a: Decimal
    line_5b: Decimal
    line_4a_empty: bool
    line_5a_empty: bool
    rollover_4: bool
    rollover_5: bool
    second_layout: SecondLayout | None
    income: Decimal
    other_loss: Decimal
    left_out_of_roth_magi: Decimal
    early_tax: Decimal
    early_tax_highest: Decimal
    withheld: Decimal
    form_8606: tuple[Reason8606, ...]
    form_5329: tuple[Reason5329, ...]
    lines: tuple[Line, ...]
    early_tax_lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """An amount on a line: what it is, its gross, what of it is taxed; `early` is what bears the 10% tax for sure."""

    label: str
    line: Literal["1h", "4", "5"]
    gross: Decimal
    taxable: Decimal
    rule: str
    source: str
    early: Decimal = ZERO
    early_at_most: Decimal = ZERO
    rollover: bool = False
    layouts: bool = False
    to_roth_ira: Decimal = ZERO
    exempt: bool = False


def tax_return(
    what: YearInput,
    ledger: Books,
    forms: Sequence[ExpectedForm],
    found: Sequence[Check],
    iras: Sequence[IraYear],
    roth: RothLayers,
    excess: Decimal,
) -> TaxReturn:
    """The lines of the tax year. `excess` are its pre-tax excess deferrals, whenever they are paid back."""
    items = [
        *_of_forms(forms),
        *_of_excess(what, excess),
        *_of_payments(what, ledger),
        *_of_checks(what, found),
        *_of_iras(what, iras, roth),
    ]
    plan = [one for one in items if one.line == "5"]
    ira = [one for one in items if one.line == "4"]
    line_1h = _taxable(one for one in items if one.line == "1h")
    line_4b, line_5b = _taxable(ira), _taxable(plan)
    early_lines = tuple(_early_lines(items))
    return TaxReturn(
        line_1h=line_1h,
        line_4a=_gross(ira),
        line_4b=line_4b,
        line_5a=_gross(plan),
        line_5b=line_5b,
        line_4a_empty=_gross(ira) == line_4b,
        line_5a_empty=_gross(plan) == line_5b,
        rollover_4=any(one.rollover for one in ira),
        rollover_5=any(one.rollover for one in plan),
        second_layout=_second_layout(items),
        income=line_1h + line_4b + line_5b,
        other_loss=_loss(what),
        left_out_of_roth_magi=sum((one.to_roth_ira for one in items), ZERO),
        early_tax=sum((line.amount for line in early_lines), ZERO),
        early_tax_highest=sum((_tenth(max(one.early, one.early_at_most)) for one in items), ZERO),
        withheld=_withheld(what, found),
        form_8606=tuple(_needs_8606(what, iras, roth)),
        form_5329=tuple(_needs_5329(what, items)),
        lines=tuple(_lines(items)),
        early_tax_lines=early_lines,
    )


def _of_forms(forms: Iterable[ExpectedForm]) -> Iterator[_Item]:
    """What its form alone tells: box 2a is taxed, once."""
    for one in forms:
        if one.line not in ("1h", "5") or one.stands_for not in _FORM_RULES:
            continue
        rule, source = _FORM_RULES[one.stands_for]
        yield _Item(
            one.stands_for,
            "1h" if one.line == "1h" else "5",
            one.box_1,
            one.box_2a,
            rule,
            source,
            rollover=one.is_rollover,
            layouts=one.stands_for == "refund_8" and bool(one.box_5),
            to_roth_ira=one.box_2a if one.stands_for == "roth_ira" else ZERO,
        )


def _of_excess(what: YearInput, excess: Decimal) -> Iterator[_Item]:
    """Excess deferrals are income of the year deferred; what was paid back within it stands on its form already."""
    same_year = [
        one.principal - one.loss
        for one in what.for_year("refund")
        if one.reason == "deferral_excess" and one.of == "pretax" and one.date.year == what.tax_year
    ]
    if (rest := excess - sum(same_year, ZERO)) > 0:
        rule = "pre-tax deferrals above the limit, income of the year deferred, form or no form"
        yield _Item("excess_deferral", "1h", rest, rest, rule, "IRC 402(g)(1), (2)(C)")


def _of_payments(what: YearInput, ledger: Books) -> Iterator[_Item]:
    for payment in ledger.payments:
        for leg in payment.legs:
            one = leg.movement
            if one.kind != "withdrawal" or one.date.year != what.tax_year:
                continue
            spared = what.grown_up(one.date, one.over_59_half)
            if one.of == "roth_401k":
                yield _roth_withdrawal(what, payment, leg, spared=spared)
                continue
            rule = "untaxed money in a payment from the plan, pro rata"
            yield _Item(
                "withdrawal",
                "5",
                one.amount,
                leg.taxable,
                rule,
                "IRC 72(e)(8), 72(d)(2)",
                early=ZERO if spared or one.early_tax_exception else leg.taxable,
                exempt=bool(leg.taxable) and not spared and one.early_tax_exception,
            )


def _roth_withdrawal(what: YearInput, payment: Payment, leg: Leg, *, spared: bool) -> _Item:
    """A pro-rata slice; recently taxed in-plan money in it bears the 10% too (IRC 402A(c)(4)(D))."""
    one = leg.movement
    taxable = ZERO if is_qualified(what, payment, one) else leg.taxable
    recent = sum((part for since, part in payment.taxed_in_plan if not five_years_old(since, one.date.year)), ZERO)
    basis = max(payment.basis or ZERO, leg.own)
    share = to_cents(recent * leg.own / basis) if basis else ZERO
    free = spared or one.early_tax_exception
    return _Item(
        "roth_withdrawal",
        "5",
        one.amount,
        taxable,
        "growth in a payment from a Roth 401(k), pro rata",
        "IRC 72(e)(8), 402A(d)",
        early=ZERO if free else taxable + share,
        early_at_most=ZERO if free else taxable + min(recent, leg.own),
        exempt=bool(taxable) and not spared and one.early_tax_exception,
    )


def _of_checks(what: YearInput, found: Iterable[Check]) -> Iterator[_Item]:
    for one in found:
        if one.movement.date.year != what.tax_year:
            continue
        result = one.outcome
        of_roth = one.movement.of == "roth_401k"
        recent, at_most = _recently_taxed(what, one) if of_roth else (ZERO, ZERO)
        yield _Item(
            "roth_check" if of_roth else "check_to_you",
            "5",
            result.line_5a,
            result.income,
            "growth in a check from a Roth 401(k), less what of it went to a Roth IRA in time"
            if of_roth
            else "untaxed money in a check to you, less what of it went to a traditional IRA in time",
            "IRC 402(c)(2), (3), 402A(c)(3)" if of_roth else "IRC 402(c)(2), (3), 408A(d)(3)(A)",
            early=result.bears_early_tax + recent,
            early_at_most=result.bears_early_tax + at_most,
            rollover=result.rollover,
            to_roth_ira=sum((taxed for _, _, taxed in one.put_in), ZERO),
            exempt=one.movement.early_tax_exception and result.income > 0,
        )


def _recently_taxed(what: YearInput, check: Check) -> tuple[Decimal, Decimal]:
    """Of the own money kept out of a check from a Roth 401(k), what was taxed in the plan lately: a share, and at most.

    It does not fall due by rolling on (Notice 2010-84 A-12), so what was put in time bears nothing.
    """
    one, payment, kept = check.movement, check.payment, check.outcome.own_kept
    if what.grown_up(one.date, one.over_59_half) or one.early_tax_exception:
        return ZERO, ZERO
    recent = sum((part for since, part in payment.taxed_in_plan if not five_years_old(since, one.date.year)), ZERO)
    basis = max(payment.basis or ZERO, kept)
    return (to_cents(recent * kept / basis) if basis else ZERO), min(recent, kept)


def _of_iras(what: YearInput, iras: Iterable[IraYear], roth: RothLayers) -> Iterator[_Item]:
    for year in iras:
        if year.year != what.tax_year:
            continue
        for one, _, taxed in year.parts:
            kept = one.kind == "withdrawal"
            bears = kept and not (what.grown_up(one.date, one.over_59_half) or one.early_tax_exception)
            yield _Item(
                one.kind if one.kind == "ira_conversion" else "traditional_ira_withdrawal",
                "4",
                one.amount,
                taxed,
                "untaxed money in traditional IRAs, by Form 8606",
                "IRC 408(d)(1), (2)",
                early=taxed if bears else ZERO,
                to_roth_ira=ZERO if kept else taxed,
                exempt=kept and one.early_tax_exception,
            )
    for one, result in roth.withdrawals:
        at_most = result.early_tax_highest / constants().early_distribution_tax
        yield _Item(
            "roth_ira_withdrawal",
            "4",
            one.amount,
            result.taxed,
            "earnings in a Roth IRA payment that is not qualified",
            "IRC 408A(d)(1), (4)",
            early=result.bears_early_tax,
            early_at_most=at_most,
            exempt=one.early_tax_exception,
        )
    for one in what.movements:
        if one.kind == "ira_excess_removed":
            yield from _excess_removed(what, one)


def _excess_removed(what: YearInput, one: Movement) -> Iterator[_Item]:
    """The earnings are income of the year of the contribution; the payment stands on the return of its own year."""
    paid_now = one.date.year == what.tax_year
    taxed = one.earnings if one.year == what.tax_year else ZERO
    if paid_now or taxed:
        yield _Item(
            "ira_excess_removed",
            "4",
            one.amount if paid_now else taxed,
            taxed,
            "earnings of an IRA contribution that was taken out again",
            "IRC 408(d)(4)",
        )


def _second_layout(items: Sequence[_Item]) -> SecondLayout | None:
    moved = [one for one in items if one.layouts]
    if not moved:
        return None
    plan = [one for one in items if one.line == "5"]
    rest = _taxable(one for one in items if one.line == "1h") - _taxable(moved)
    return SecondLayout(rest, _gross([*plan, *moved]), _taxable([*plan, *moved]))


def _loss(what: YearInput) -> Decimal:
    """Losses taken off excess deferrals that were paid back in the tax year."""
    return sum(
        (
            one.loss
            for one in what.movements
            if one.kind == "refund" and one.reason == "deferral_excess" and one.date.year == what.tax_year
        ),
        ZERO,
    )


def _withheld(what: YearInput, found: Iterable[Check]) -> Decimal:
    checks = sum((one.outcome.withheld for one in found if one.movement.date.year == what.tax_year), ZERO)
    others = [one for one in what.movements if one.kind != "check_to_you" and one.date.year == what.tax_year]
    return checks + sum((one.withheld or ZERO for one in others), ZERO)


def _needs_8606(what: YearInput, iras: Iterable[IraYear], roth: RothLayers) -> Iterator[Reason8606]:
    made = what.for_year("ira_contribution")
    if any(one.of == "traditional_ira" and not one.deducted for one in made):
        yield "nondeductible_contribution"
    if any(one.year == what.tax_year and _basis_or_conversion(one) for one in iras):
        yield "ira_conversion_or_payment"
    if any(not result.qualified for _, result in roth.withdrawals):
        yield "roth_ira_withdrawal"


def _basis_or_conversion(year: IraYear) -> bool:
    """A payment from a traditional IRA without basis needs no Form 8606; a conversion always does."""
    return bool(year.lines.basis) or any(one.kind == "ira_conversion" for one, _, _ in year.parts)


def _needs_5329(what: YearInput, items: Iterable[_Item]) -> Iterator[Reason5329]:
    listed = list(items)
    if any(one.early for one in listed):
        yield "early_distribution_tax"
    if any(one.exempt for one in listed):
        yield "early_tax_exception"
    law = constants()
    for one in what.movements:
        due = date(one.year + 1, int(law.extended_return_month), int(law.extended_return_day))
        late = one.kind == "ira_excess_removed" and one.date > due
        if late and one.year <= what.tax_year < one.date.year:
            yield "ira_excess_late"
            return


def _lines(items: Iterable[_Item]) -> Iterator[Line]:
    for one in items:
        if one.taxable:
            line = one.line if one.line == "1h" else f"{one.line}b"
            yield Line(f"line_{line}_{one.label}", one.taxable, one.rule, one.source)


def _early_lines(items: Iterable[_Item]) -> Iterator[Line]:
    for one in items:
        if one.early:
            yield Line(one.label, _tenth(one.early), "10% of what is taxed or was taxed lately", EARLY)


def _tenth(amount: Decimal) -> Decimal:
    return to_cents(amount * constants().early_distribution_tax)


def _gross(items: Iterable[_Item]) -> Decimal:
    return sum((one.gross for one in items), ZERO)


def _taxable(items: Iterable[_Item]) -> Decimal:
    return sum((one.taxable for one in items), ZERO)
