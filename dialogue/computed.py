"""Questions with figures that the calculations answer at once, on one screen, without a flow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from content.templates import money, percent, said_date
from core.conversions import ConversionInput, convert
from core.deferrals import excess_deferral_due, person_limit
from core.limits import constants, limits_for
from core.match import MatchFormula, PayTier
from core.match_arithmetic import employer_money
from core.money import ZERO, to_cents
from core.projection import ProjectionInput, Timing, grown_yearly, project
from core.self_employed import SelfEmployed, largest_employer_contribution, own_income
from core.sixty_days import withholding_on
from core.waiting import DEPOSITS_A_YEAR, WaitingInput, tax_at_rates, waiting
from dialogue.comparing import as_far_as_told
from dialogue.heard import Heard
from dialogue.ledger import recording
from dialogue.noting import own_age, with_told
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from dialogue.worked_out import articles_below, flows_below, said, worked_out
from flows.definitions.capacity import CAPACITY
from flows.household.siblings import is_number
from flows.ledger import Entry, entries_of
from flows.screens import Rows, Screen, joined
from nlu.asked.match import MatchAsked
from nlu.asked.sums import DeferralsAsked, ExcessBack, ExcessTwice, told_beside
from nlu.asked.tax import TaxAsked, WithholdingAsked
from nlu.wish_figures import GrowthAsked, RegularGrowthAsked, SavedAsked, WaitingAsked, YearsAsked

ONE: Final = Decimal(1)
MOST_YEARS: Final = 60
TIMINGS: Final[tuple[Timing, ...]] = ("end", "start")
DAYS: Final = 365  # of a year
AGE: Final = "age"
MAX: Final = "max"
TWO: Final = 2
EXCESS_DEFERRAL: Final = "fix-excess-deferral"
OF_DEFERRALS: Final = (EXCESS_DEFERRAL, "job-change")
OF_457B: Final = ("plan-403b-457b", "limits")
OF_MATCH: Final = ("match-formulas", "true-up")
OF_CONVERSION: Final = ("what-gets-taxed", "state-taxes")
WRONG_SOURCE: Final = "fix-wrong-source-converted"
OF_CHECKS: Final = ("fix-check-by-post", "split-within-60-days")
CONVERTED: Final = ("converted", "rolled")


@dataclass(frozen=True, slots=True)
class ToldAndAsked:
    """A conversion of which the tax is asked. `kind`: what happened, to be taken down too; "" for nothing."""

    asked: TaxAsked
    kind: str


def deferrals(state: State, asked: DeferralsAsked, age: int | None) -> Reply:
    """Adds up what was deferred at several jobs and lays it beside the one limit of the person, by a told `age`."""
    limits = limits_for(state.tax_year)
    known = state.session.case.get(AGE)
    years = age if age is not None else known.value if known is not None and isinstance(known.value, int) else None
    groups = _ages() if years is None else ((years, str(years)),)
    lines, any_over = [], False
    for one, words in groups:
        limit = person_limit(one, limits)
        parts = [limit if part is None else part for part in asked.parts]
        over = sum(parts, ZERO) - limit
        any_over = any_over or over > 0
        line = state.domain.message(
            "deferrals_added_line",
            known=years is not None,
            ages=words,
            parts=" + ".join(map(money, parts)),
            total=money(sum(parts, ZERO)),
            limit=money(limit),
            difference=money(abs(over)),
            is_over=over > 0,
        )
        lines.append(f"• {line}")
    if asked.own_limit and not (asked.parts and any_over):
        return _own_limit(state, asked)
    after = state.domain.message(
        "deferrals_added_after",
        over=any_over,
        due=said_date(excess_deferral_due(limits.tax_year)),
        total_limit=money(limits.annual_additions),
    )
    head = state.domain.message("deferrals_added", year=limits.tax_year)
    message = joined([head, "\n".join(lines), after])
    return worked_out(state, message, _below(state, OF_DEFERRALS, CAPACITY), "deferrals")


def _own_limit(state: State, asked: DeferralsAsked) -> Reply:
    """That a 457(b) has a limit of its own."""
    message = state.domain.message(
        "deferrals_of_457b",
        year=state.tax_year,
        apart=" + ".join(money(one) for one in asked.apart if one is not None),
        parts=" + ".join(money(one) for one in asked.parts if one is not None),
        limit=money(limits_for(state.tax_year).elective_deferral),
    )
    return worked_out(state, message, _below(state, OF_457B, CAPACITY), "deferrals")


def excess_back(state: State, told: ExcessBack) -> Reply:
    """On which returns an excess deferral and its earnings stand that a plan pays back."""
    today = state.today
    before = today <= excess_deferral_due(today.year - 1)  # in spring it is that of the year before
    year = told.year or state.known.whole("tax_year") or (today.year - 1 if before else today.year)
    text = state.domain.message(
        "excess_paid_back",
        year=year,
        over=year < today.year,
        excess=said(told.excess),
        earnings=said(told.earnings),
        due=said_date(excess_deferral_due(year)),
    )
    return worked_out(state, text, _below(state, OF_DEFERRALS, "taxes"), "excess")


def excess_twice(state: State, told: ExcessTwice) -> Reply:
    """What an excess deferral costs that stays in past the day on which it is due back: it is taxed twice."""
    each = None if told.rate is None else to_cents(told.excess * told.rate)
    text = state.domain.message(
        "excess_twice",
        excess=money(told.excess),
        rate="" if told.rate is None else percent(told.rate),
        each=said(each),
        both=said(None if each is None else each * 2),
        due=said_date(excess_deferral_due(state.tax_year)),
        year=state.tax_year,
    )
    return worked_out(state, text, _below(state, OF_DEFERRALS, "taxes"), "excess")


def business_most(state: State, profit: Decimal) -> Reply:
    """What a business of one's own without other employees may put in for its owner, beside the pay of a job."""
    limits = limits_for(state.tax_year)
    wages = state.context.dollars("pay") or ZERO
    income = own_income(SelfEmployed(kind="sole_proprietor", net_profit=profit), limits, wages)
    text = state.domain.message(
        "business_most",
        profit=money(profit),
        half_tax=money(to_cents(income.self_employment_tax / 2)),
        earned=money(to_cents(income.earned)),
        rate=percent(income.employer_rate),
        most=money(largest_employer_contribution(income, limits, ZERO, ZERO)),
        wages=money(wages) if wages else "",
        total=money(limits.annual_additions),
        deferral=money(limits.elective_deferral),
    )
    return worked_out(state, text, articles_below(state, "solo-401k", "job-change"), "business")


def rooms_of_both(state: State, there: State, each: Decimal) -> Reply | None:
    """The rooms of the person and the spouse, less what `each` of them puts in still; None while one is not known."""
    rooms = [as_far_as_told(one) for one in (state, there)]
    if any(one is None for one in rooms):
        return None
    left = [max(ZERO, one.after_tax_room - each) for one in rooms if one is not None]
    text = state.domain.message(
        "rooms_of_both",
        year=state.tax_year,
        mine=money(left[0]),
        theirs=money(left[1]),
        together=money(sum(left, ZERO)),
        each=money(each) if each else "",
        in_all=money(each * TWO),
    )
    rows = (*articles_below(state, "spouse", "contribution-room"), *flows_below(state, "both"))
    return worked_out(state, text, rows, "both")


def known_deferrals(state: State) -> DeferralsAsked | None:
    """What is known of the deferrals of the plans of one person in the open year; None for fewer than two."""
    household = state.session.household
    mine = [one for one in household.plans if one.owner is household.open.owner]
    told = [household.lens(one, household.year).get("deferral") for one in mine]
    values = [one.value for one in told if one is not None]
    parts = [None if value == MAX else Decimal(str(value)) for value in values if value == MAX or is_number(value)]
    return DeferralsAsked(tuple(parts)) if len(parts) >= TWO else None


def _ages() -> Iterator[tuple[int, str]]:
    """An age of each group with a limit of its own, and which ages it stands for."""
    law = constants()
    first, low, high = map(int, (law.catch_up_age, law.higher_catch_up_first_age, law.higher_catch_up_last_age))
    yield first - 1, f"18–{first - 1}"
    yield first, f"{first}–{low - 1}, {high + 1}+"
    yield low, f"{low}–{high}"


def tax(state: State, text: str, told: ToldAndAsked) -> Reply:
    """What of a conversion is taxed, by the question's figures or the ledger; what happened is taken down too."""
    asked = told.asked
    if asked.growth is not None:
        screen = _growth_alone(state, asked, asked.growth)
    elif asked.account is not None and asked.basis is not None and asked.amount is not None:
        moved = ConversionInput(value=asked.account, basis=asked.basis, amount=asked.amount, tax_rate=asked.rate)
        screen = _taxed(state, "conversion_tax", moved, asked)
    elif asked.amount is None or asked.own is None:
        screen = _of_ledger(state, asked)
    else:
        whole = ConversionInput(value=asked.amount, basis=asked.own, tax_rate=asked.rate)
        screen = _taxed(state, "conversion_tax", whole, asked)
    answered = Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.COMPUTED, detail="conversion")
    if not told.kind:
        return answered
    taken = recording.record(state, told_beside(text), told.kind)
    return replace(taken, screens=(screen, *taken.screens))


def investment_tax(state: State) -> Reply:
    """That the tax on net investment income does not hit what is converted (IRC 1411(c)(5))."""
    text = state.domain.message("conversion_investment_tax")
    return worked_out(state, text, articles_below(state, "conversion-income-counts", *OF_CONVERSION), "conversion")


def converted_this_year(state: State) -> tuple[Entry, ...]:
    """What the ledger of the open plan has of conversions and rollovers of after-tax money in the tax year."""
    year = state.tax_year
    found = (one for one in entries_of(state.session) if one.kind in CONVERTED and one.day.year == year)
    return tuple(one for one in found if not one.to_date and one.account != "roth_401k")


def _of_ledger(state: State, asked: TaxAsked) -> Screen:
    entries = converted_this_year(state)
    amount = sum((one.amount for one in entries), ZERO)
    own = sum((min(one.own, one.amount) for one in entries), ZERO)
    moved = ConversionInput(value=amount, basis=own, tax_rate=asked.rate)
    complete = all(one.basis is not None for one in entries)
    return _taxed(state, "conversion_tax_ledger", moved, asked, complete=complete)


def _taxed(state: State, message: str, moved: ConversionInput, asked: TaxAsked, *, complete: bool = True) -> Screen:
    result = convert(moved)
    part = moved.amount != MAX
    text = state.domain.message(
        message,
        year=state.tax_year,
        amount=money(result.amount),
        own=money(result.basis_moved),
        account=money(moved.value) if part else "",
        basis=money(moved.basis),
        taxable=money(result.taxable),
        nothing=result.taxable == 0,
        complete=complete,
        lost=said(asked.lost),
        **_rates(asked, result.taxable),
    )
    return Screen(text, _below(state, OF_CONVERSION, "taxes"))


def _growth_alone(state: State, asked: TaxAsked, growth: Decimal) -> Screen:
    message = "conversion_tax_pre_tax" if asked.pre_tax else "conversion_tax_growth"
    text = state.domain.message(message, taxable=money(growth), **_rates(asked, growth))
    articles = (WRONG_SOURCE, *OF_CONVERSION) if asked.pre_tax else OF_CONVERSION
    return Screen(text, _below(state, articles, "taxes"))


def _rates(asked: TaxAsked, taxable: Decimal) -> dict[str, Any]:
    """What the tax on the taxable dollars is at the rate that was told, or at the usual ones."""
    due = None if asked.rate is None else to_cents(taxable * asked.rate)
    of_state = ZERO if asked.state_rate is None else to_cents(taxable * asked.state_rate)
    return {
        "tax": said(due) if due is not None else None,
        "state_rate": "" if asked.state_rate is None else percent(asked.state_rate),
        "state_tax": money(of_state),
        "both": money((due or ZERO) + of_state),
        "rate": None if asked.rate is None else percent(asked.rate),
        "rates": [(percent(one), money(due)) for one, due in tax_at_rates(taxable)],
        "of_state": asked.of_state,
        "beside_ira": asked.beside_ira,
    }


def withholding(state: State, asked: WithholdingAsked) -> Reply:
    """What the plan has to withhold of a payment to the person, and what that leaves."""
    taxable = asked.amount - asked.own
    held = withholding_on(taxable)
    text = state.domain.message(
        "withholding_due",
        amount=money(asked.amount),
        own=money(asked.own),
        taxable=money(taxable),
        held=money(held),
        rate=percent(constants().mandatory_withholding),
        left=money(asked.amount - held),
        days=int(constants().rollover_days),
    )
    return worked_out(state, text, articles_below(state, *OF_CHECKS), "withholding")


def _below(state: State, articles: tuple[str, ...], flow: str) -> Rows:
    return (*articles_below(state, *articles), *flows_below(state, flow))


def match_worth(state: State, asked: MatchAsked) -> Reply:
    """What a match formula comes to on a pay, tier by tier; an example, of which nothing is kept."""
    limits = limits_for(state.tax_year)
    formula = MatchFormula.model_validate(asked.formula)
    enough = limits.elective_deferral
    paid = employer_money(formula, asked.pay, enough, limits)
    needed = [tier.up_to_pct_of_pay * min(asked.pay, limits.compensation) for tier in _of_pay(formula)]
    text = state.domain.message(
        "match_worth",
        pay=money(asked.pay),
        lines=[(line.rule, money(line.amount)) for line in paid.lines if line.amount],
        total=money(paid.total),
        share=percent(paid.total / asked.pay),
        needed=money(min(max(needed), enough)) if needed else "",
        counted=money(limits.compensation) if asked.pay > limits.compensation else "",
    )
    return worked_out(state, text, articles_below(state, *OF_MATCH), "match")


@dataclass(frozen=True, slots=True)
class MatchDoubted:
    """A match of dollars that is asked about: the formula and the pay that give it, and what was expected instead."""

    formula: MatchFormula
    pay: Decimal
    expected: Decimal | None


def doubted_match(state: State, amounts: Sequence[Decimal], told: Mapping[str, Any]) -> MatchDoubted | None:
    """The known or `told` match that comes to one of the `amounts`; None where none does.

    `told` are the slots of the message. Every dollar of match is taken to be earned by deferrals.
    """
    known = {**{slot: state.known.get(slot) for slot in ("match", "pay")}, **told}
    if not isinstance(known["match"], Mapping) or not is_number(known["pay"]):
        return None
    formula, pay = MatchFormula.model_validate(known["match"]), Decimal(str(known["pay"]))
    limits = limits_for(state.tax_year)
    total = employer_money(formula, pay, limits.elective_deferral, limits).total
    if total not in amounts or total == 0:
        return None
    more = [one for one in amounts if one > total and one < pay]
    return MatchDoubted(formula, pay, more[0] if len(more) == 1 else None)


def explained_match(state: State, doubted: MatchDoubted) -> Reply:
    """How the match comes about, tier by tier, with the pay that does not count."""
    limits = limits_for(state.tax_year)
    paid = employer_money(doubted.formula, doubted.pay, limits.elective_deferral, limits)
    counted = doubted.pay > limits.compensation
    text = state.domain.message(
        "match_explained",
        year=limits.tax_year,
        total=money(paid.total),
        counted=money(limits.compensation) if counted else "",
        lines=[(line.rule, money(line.amount)) for line in paid.lines if line.amount],
        more=money(doubted.expected) if doubted.expected is not None and not counted else "",
        share=percent(doubted.expected / doubted.pay) if doubted.expected is not None else "",
    )
    articles = ("compensation-limit", *OF_MATCH) if counted else OF_MATCH
    return worked_out(state, text, articles_below(state, *articles), "match")


def growth(state: State, asked: GrowthAsked) -> Reply:
    """What money that stays unconverted grows to, and that the growth is ordinary income."""
    deposit = ProjectionInput(amount=asked.amount, annual_return=asked.annual_return, years=asked.years)
    account = project(deposit)
    text = state.domain.message(
        "growth_unconverted",
        amount=money(asked.amount),
        years=asked.years,
        rate=percent(asked.annual_return),
        value=money(account.roth.value.quantize(ONE, ROUND_HALF_UP)),
        earnings=money((account.roth.value - asked.amount).quantize(ONE, ROUND_HALF_UP)),
        tax="" if asked.rate is None else money(_tax_on_growth(account.roth.value - asked.amount, asked.rate)),
        tax_rate="" if asked.rate is None else percent(asked.rate),
        beside=asked.taxable_account,
        left=""
        if asked.rate is None
        else money(account.roth.value.quantize(ONE) - _tax_on_growth(account.roth.value - asked.amount, asked.rate)),
    )
    return _of_growth(state, text)


def _tax_on_growth(grown: Decimal, rate: Decimal) -> Decimal:
    return (grown * rate).quantize(ONE, ROUND_HALF_UP)


def regular_growth(state: State, asked: RegularGrowthAsked) -> Reply:
    """What a yearly sum comes to with its growth, put in at the end of each year or at its beginning."""
    at_end, at_start = (
        grown_yearly(asked.yearly, asked.annual_return, asked.years, timing).quantize(ONE, ROUND_HALF_UP)
        for timing in TIMINGS
    )
    text = state.domain.message(
        "growth_of_years",
        yearly=money(asked.yearly),
        years=asked.years,
        rate=percent(asked.annual_return),
        value=money(at_end),
        early=money(at_start),
        contributed=money(asked.yearly * asked.years),
    )
    return _of_growth(state, text)


def waited(state: State, asked: WaitingAsked) -> Reply:
    """What waiting till the end of the year costs in tax, beside converting each time."""
    frequency = next(name for name, count in DEPOSITS_A_YEAR.items() if count == asked.times)
    habits = waiting(
        WaitingInput(
            contribution=asked.amount,
            frequency=frequency,
            annual_return=asked.annual_return,
            tax_rate=asked.rate,
            timing="end",
        )
    )
    once, often = habits.of("yearly"), habits.of("each_payday")
    text = state.domain.message(
        "waited_a_year",
        amount=money(asked.amount),
        times=asked.times,
        growth=percent(asked.annual_return),
        rate=percent(asked.rate),
        earnings=money(once.earnings.quantize(ONE, ROUND_HALF_UP)),
        tax=money((once.tax or ZERO).quantize(ONE, ROUND_HALF_UP)),
        often=money((often.tax or ZERO).quantize(ONE, ROUND_HALF_UP)),
    )
    return _of_growth(state, text)


def years_needed(state: State, asked: YearsAsked) -> Reply | None:
    """After how many years a yearly sum with its growth reaches an amount; None where it takes a lifetime."""
    for years in range(1, MOST_YEARS + 1):
        value = grown_yearly(asked.yearly, asked.annual_return, years)
        if value >= asked.aim:
            break
    else:
        return None
    text = state.domain.message(
        "years_needed",
        yearly=money(asked.yearly),
        rate=percent(asked.annual_return),
        aim=money(asked.aim),
        years=years,
        value=money(value.quantize(ONE, ROUND_HALF_UP)),
        contributed=money(asked.yearly * years),
    )
    return _of_growth(state, text)


def saved(state: State, asked: SavedAsked) -> Reply:
    """What a regular sum comes to by the end of this year or the next, growth apart."""
    year = state.today.year
    left = (date(year, 12, 31) - state.today).days
    now = left * asked.times // DAYS
    text = state.domain.message(
        "saved_by",
        amount=money(asked.amount),
        times=asked.times,
        year=year,
        now=now,
        of_now=money(asked.amount * now),
        next_year=asked.next_year,
        count=asked.count,
        of_count=money(asked.amount * asked.count),
        of_next=money(asked.amount * asked.times),
        together=money(asked.amount * (now + asked.times)),
    )
    return _of_growth(state, text)


def _of_growth(state: State, text: str) -> Reply:
    begin = flows_below(state, "projection", "waiting")
    return worked_out(state, text, (*begin, *articles_below(state, "mistake-delaying-conversion")), "growth")


def _of_pay(formula: MatchFormula) -> Iterator[PayTier]:
    return (tier for tier in formula.tiers if isinstance(tier, PayTier))


def deferrals_told(heard: Heard, asked: DeferralsAsked) -> Reply:
    """Lays the deferrals beside their limit; a told age is kept where none is known."""
    age = own_age(heard)
    told = {"age": age} if age is not None and "age" not in heard.state.session.case else {}
    return with_told(heard, deferrals(heard.state, asked, age), told)
