"""The seven usual mistakes: which of them the answers show, and what each costs in dollars by the core."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final, Literal

from core.clocks import (
    Contribution,
    RothConversion,
    RothIraWithdrawal,
    RothPlanWithdrawal,
    Withdrawal,
    withdraw_from_roth_401k,
    withdraw_from_roth_ira,
)
from core.conversions import Conversion, ConversionInput, convert
from core.deferrals import catch_up_limit
from core.limits import Limits, constants, limits_for, published_years
from core.match_arithmetic import employer_money
from core.money import ZERO, to_cents
from core.waiting import HabitResult, WaitingInput, waiting
from flows.engine.answers import Answers

Mistake = Literal["forgetting", "delaying", "verifying", "pro_rata", "capacity", "liquidity", "records"]
MISTAKES: Final[tuple[Mistake, ...]] = (
    "forgetting", "delaying", "verifying", "pro_rata", "capacity", "liquidity", "records",
)  # fmt: skip
ASSUMED_RETURN: Final = Decimal(
    "0.08"
)  # a yearly return to calculate with where the user's own is not known; always said
MONTHS = 12
SLOW: Final = ("quarterly", "yearly")
TOO_HIGH: Final = ("age_total", "match_only")  # errors that put the room too high; the others leave some unused


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake that the answers show.

    `cost` is dollars of tax, or for `capacity` the dollars by which the room may be wrong; None where nothing can be
    named. `about` holds what its words need beside that, and `kinds` in which of its forms the mistake was made.
    """

    mistake: Mistake
    cost: Decimal | None = None
    kinds: tuple[str, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)


def findings_of(answers: Answers, year: int) -> tuple[Finding, ...]:
    """The findings for tax year `year`, the dearest first, those without a figure last."""
    looks = (_converting, _verifying, _pro_rata, _liquidity, _records)
    found = [finding for look in looks for finding in look(answers, year)]
    found.extend(_capacity(answers, limits_for(year)))
    return tuple(sorted(found, key=lambda one: (one.cost is None, -(one.cost or ZERO), MISTAKES.index(one.mistake))))


def sure_tax(findings: tuple[Finding, ...]) -> tuple[Decimal, ...]:
    """The tax of each finding that has one, in dollars, without what is due only if money is taken out early."""
    apart = {"capacity", "liquidity"}
    return tuple(one.cost for one in findings if one.cost and one.mistake not in apart)


def has_converted(answers: Answers) -> bool:
    """Whether some of the money is Roth already."""
    return answers.word("conversion_habit") not in {"never", "not_begun"}


def money_waits(answers: Answers) -> bool:
    """Whether after-tax money lies unconverted for longer than a payday."""
    return answers.word("conversion_habit") in {"never", *SLOW} or answers.word("looked_after") == "left"


def outside_the_plan(answers: Answers) -> bool:
    """Whether converted money is in an IRA, where the owner has to show what was put in."""
    return has_converted(answers) and answers.word("way_to_roth") in {"direct", "via_traditional", "check_to_me"}


def _rate(answers: Answers) -> Decimal | None:
    rate = answers.fraction("bracket")
    return None if rate is None else min(rate, Decimal(1))


def waiting_account(answers: Answers, amount: Decimal | None = None) -> Conversion | None:
    """Converting `amount` (default: all) of the unconverted account; None while its figures are not known."""
    value, basis = answers.dollars("waiting_value"), answers.dollars("waiting_basis")
    if not value or basis is None:
        return None
    part = "max" if amount is None else min(amount, value)
    told = {"value": value, "basis": basis, "amount": part, "tax_rate": _rate(answers)}
    return convert(ConversionInput.model_validate(told))


def _estimate(answers: Answers) -> HabitResult | None:
    """What the habit costs in a year at the assumed return, for a yearly amount put in month by month."""
    yearly = answers.dollars("yearly_after_tax")
    habit = answers.word("conversion_habit")
    if not yearly or habit not in {"never", *SLOW}:
        return None
    told = {"contribution": yearly / MONTHS, "annual_return": ASSUMED_RETURN, "tax_rate": _rate(answers)}
    return next(one for one in waiting(WaitingInput.model_validate(told)).habits if one.habit == habit)


def _converting(answers: Answers, _: int) -> Iterator[Finding]:
    habit = answers.word("conversion_habit")
    empty = answers.dollars("waiting_value") == 0
    if habit == "never" and not empty:
        yield _waiting_finding("forgetting", answers)
    elif habit in SLOW:
        yield _waiting_finding("delaying", answers)


def _waiting_finding(mistake: Mistake, answers: Answers, *kinds: str) -> Finding:
    account, estimate = waiting_account(answers), _estimate(answers)
    months = answers.whole("waiting_months")
    about: dict[str, Any] = {"account": account, "estimate": estimate, "months": months, "a_year": None, "next": None}
    cost = None
    if account is not None:
        cost = account.tax
        if cost and months:
            about["a_year"] = to_cents(cost * MONTHS / months)
        about["next"] = _another_year(account.amount, answers)
    elif estimate is not None:
        cost = estimate.tax
    return Finding(mistake, cost, kinds, about)


def _another_year(value: Decimal, answers: Answers) -> HabitResult:
    told = {
        "contribution": value,
        "frequency": "yearly",
        "annual_return": ASSUMED_RETURN,
        "tax_rate": _rate(answers),
    }
    return waiting(WaitingInput.model_validate(told)).of("never")


def _verifying(answers: Answers, _: int) -> Iterator[Finding]:
    looked = answers.word("looked_after")
    if looked == "no":
        yield Finding("verifying", kinds=("unchecked",))
    elif looked == "left":
        counted = answers.word("conversion_habit") in SLOW
        finding = _waiting_finding("verifying", answers, "left")
        yield replace(finding, cost=None) if counted else finding


def _pro_rata(answers: Answers, _: int) -> Iterator[Finding]:
    kinds = [*(answers.get("because_of_iras") or ())]
    landed, others = answers.dollars("ira_landed"), answers.dollars("ira_pre_tax")
    through = None
    if answers.word("way_to_roth") == "via_traditional":
        kinds.insert(0, "through_ira")
        if landed and others is not None:
            # IRA money is one pool: what leaves it is a share of all of it (IRC 408(d)(2)).
            pool = {"value": landed + others, "basis": landed, "amount": landed, "tax_rate": _rate(answers)}
            through = convert(ConversionInput.model_validate(pool))
    if kinds:
        cost = None if through is None else through.tax if through.taxable else ZERO
        yield Finding("pro_rata", cost, tuple(kinds), {"through": through})


def _capacity(answers: Answers, limits: Limits) -> Iterator[Finding]:
    wrong: Mapping[str, Callable[[Answers, Limits], Decimal | None]] = {
        "age_total": _catch_up_in_total,
        "match_only": lambda told, _: told.dollars("profit_sharing"),
        "whole_pay": _match_on_pay_above_the_limit,
        "last_year": _limits_of_last_year,
        "no_cap": lambda *_: None,
    }
    named = answers.get("room_errors") or ()
    amounts = {kind: amount(answers, limits) for kind, amount in wrong.items() if kind in named}
    amounts = {kind: amount for kind, amount in amounts.items() if amount is None or amount > 0}
    if amounts:
        too_high = _sum(amount for kind, amount in amounts.items() if kind in TOO_HIGH)
        too_low = _sum(amount for kind, amount in amounts.items() if kind not in TOO_HIGH)
        about = {"amounts": amounts, "too_high": too_high, "too_low": too_low}
        # The two do not add up to anything: they pull the figure apart.
        yield Finding("capacity", max(too_high, too_low) or None, tuple(amounts), about)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), ZERO)


def _catch_up_in_total(answers: Answers, limits: Limits) -> Decimal:
    return to_cents(catch_up_limit(answers.whole("age", 0) or 0, limits, "enhanced"))


def _match_on_pay_above_the_limit(answers: Answers, limits: Limits) -> Decimal | None:
    """What a match on the whole pay is above the match on the pay that a plan may count."""
    pay, formula = answers.dollars("pay"), answers.match()
    if pay is not None and pay <= limits.compensation:
        return ZERO
    if pay is None or formula is None:
        return None
    formula = formula.model_copy(update={"match_catch_up": True})  # who calculates so bounds it by no limit at all
    whole = employer_money(formula, pay, pay, replace(limits, compensation=pay))
    return to_cents(whole.total - employer_money(formula, pay, pay, limits).total)


def _limits_of_last_year(_: Answers, limits: Limits) -> Decimal | None:
    before = limits.tax_year - 1
    if before not in published_years():
        return None
    return abs(limits.annual_additions - limits_for(before).annual_additions)


def _liquidity(answers: Answers, year: int) -> Iterator[Finding]:
    if not answers.is_yes("early_need"):
        return
    habit = answers.word("conversion_habit")
    if habit == "not_begun":
        yield Finding("liquidity", kinds=("before",))
    elif habit == "never":
        need = answers.dollars("need_amount")
        account = waiting_account(answers, need) if need else None
        rate = _rate(answers)
        cost = None
        if account is not None and rate is not None:
            cost = to_cents(account.taxable * (rate + constants().early_distribution_tax))
        yield Finding("liquidity", cost, ("unconverted",), {"account": account, "need": need})
    else:
        kind = {"in_plan": "in_plan", "unknown": "unknown"}.get(answers.word("way_to_roth"), "roth_ira")
        taken = _taken_out(answers, year)
        cost = None if taken is None or taken.income_tax is None else taken.early_tax + taken.income_tax
        yield Finding("liquidity", cost, (kind,), {"taken": taken, "need": answers.dollars("need_amount")})


def _taken_out(answers: Answers, year: int) -> Withdrawal | None:
    """The early withdrawal that the user expects, from Roth money with a clock that is not over."""
    need, total = answers.dollars("need_amount"), answers.dollars("converted_total")
    taxable = answers.dollars("converted_taxable")
    if not need or not total or taxable is None:
        return None
    taxable = min(taxable, total)
    rate = _rate(answers)
    common: dict[str, Any] = {
        "year": year,
        "over_59_half": False,
        "first_year": year,
        "tax_rate": ZERO if rate is None else rate,
    }
    if answers.word("way_to_roth") != "in_plan":
        moved = (RothConversion(year=year, basis=total - taxable, taxable=taxable),)
        taken = withdraw_from_roth_ira(RothIraWithdrawal(amount=need, conversions=moved, **common))
    else:
        worth = answers.dollars("roth_worth")
        if not worth:
            return None
        moved = (RothConversion(year=year, taxable=taxable),)
        told = RothPlanWithdrawal(amount=min(need, worth), value=worth, basis=total, conversions=moved, **common)
        taken = withdraw_from_roth_401k(told)
    return replace(taken, income_tax=None) if rate is None and taken.taxed else taken


def _records(answers: Answers, year: int) -> Iterator[Finding]:
    kinds = ["lacking"] if answers.word("records_kept") in {"some", "none"} else []
    in_ira = answers.word("way_to_roth") == "via_traditional"
    if answers.word("filed_8606") == ("no" if in_ira else "yes"):
        kinds.append("missing_8606" if in_ira else "filed_8606")
    if kinds:
        yield Finding("records", None, tuple(kinds), {"at_risk": _at_risk(answers, year)})


def _at_risk(answers: Answers, year: int) -> Decimal | None:
    """The tax if everything rolled to a Roth IRA were taken out early and none of it could be shown to be basis."""
    total, rate = answers.dollars("converted_total"), _rate(answers)
    if answers.word("records_kept") != "none" or not outside_the_plan(answers) or not total or rate is None:
        return None
    nothing_shown = RothIraWithdrawal(
        year=year,
        amount=total,
        over_59_half=False,
        contributions=(Contribution(year=year, amount=ZERO),),
        first_year=year,
        tax_rate=rate,
    )
    taken = withdraw_from_roth_ira(nothing_shown)
    return taken.early_tax + (taken.income_tax or ZERO)
