"""The limits of an age, what a limit takes in, and whether a catch-up has to be Roth, as a question asks for them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from content.templates import money, percent
from core.deferrals import catch_up_limit, catch_up_must_be_roth, person_limit
from core.limits import EarlierLimits, Limits, constants, earlier_limits, limits_for, published_years
from core.match import MatchFormula
from core.match_arithmetic import employer_money
from core.money import ZERO
from dialogue.comparing import as_far_as_told
from dialogue.replies import Reply
from dialogue.state import State
from dialogue.worked_out import articles_below, flows_below, said, worked_out
from flows.definitions.capacity import CAPACITY
from flows.household.siblings import is_number
from flows.screens import joined
from nlu.asked.clocks import ClockAsked
from nlu.asked.limits import AgeAsked, LimitCheck, PayLimitAsked, RelationAsked, RothCatchUpAsked, YearLimitsAsked
from nlu.asked.match import speaks_of_match
from nlu.message.reader import read_message

# The limits whose content is told, by their names in the limits files.
HOLDS: Final = ("elective_deferral", "annual_additions", "catch_up", "higher_catch_up", "ira")
_ON_AGES: Final = ("limits", "faq-catch-up-counts-how", "age-60-63")
_ON_CONTENT: Final = ("contribution-room", "capacity-formula", "limits")
_PARTS: Final = ("deferral", "after_tax_made", "match_dollars")
TWO: Final = 2
_ON_ROTH: Final = ("roth-catch-up", "faq-catch-up-counts-how")


def of_age(state: State, asked: AgeAsked) -> Reply:
    """What somebody who reaches the age in the year may defer, and what all money in a plan may come to."""
    year = asked.year if asked.year in published_years() else state.tax_year
    limits, law = limits_for(year), constants()
    catch_up = catch_up_limit(asked.age, limits)
    first, last = int(law.higher_catch_up_first_age), int(law.higher_catch_up_last_age)
    before = None if asked.instead_of is None else person_limit(asked.instead_of, limits)
    ira = limits.ira + (limits.ira_catch_up if asked.age >= law.catch_up_age else ZERO)
    text = state.domain.message(
        "limits_of_age",
        age=asked.age,
        year=limits.tax_year,
        base=money(limits.elective_deferral),
        catch_up=money(catch_up) if catch_up else "",
        higher=catch_up > limits.catch_up,
        usual=money(limits.catch_up),
        deferral=money(person_limit(asked.age, limits)),
        total=money(limits.annual_additions),
        with_catch_up=money(limits.annual_additions + catch_up),
        ira=money(ira),
        first=int(law.catch_up_age),
        near=first - 1 <= asked.age <= last + 1 and limits.higher_catch_up is not None,
        higher_catch_up=said(limits.higher_catch_up),
        higher_from=first,
        higher_to=last,
        told=asked.instead_of,
        before=said(before),
        more=said(None if before is None else abs(person_limit(asked.age, limits) - before)),
        is_more=before is not None and person_limit(asked.age, limits) >= before,
        other_year=asked.year if asked.year is not None and asked.year != limits.tax_year else 0,
    )
    return worked_out(state, text, (*flows_below(state, CAPACITY), *articles_below(state, *_ON_AGES)), "age")


def check(state: State, asked: LimitCheck) -> Reply | None:
    """Whether dollars, or shares of the known pay, pass the limit that is meant; None where that cannot be said.

    All money together is laid beside the limit on it, else what the open question asks for beside the limit on that;
    while neither is so, a share of pay and an amount near the limit on deferrals is one.
    """
    limits = limits_for(state.tax_year)
    known = state.known.whole("age")
    age = asked.age if asked.age is not None else known
    pay = state.context.dollars("pay")
    if asked.shares and pay is None:
        return None
    question = "" if state.question is None else state.question.slot
    if asked.total:
        kind, limit = "total", limits.annual_additions + (catch_up_limit(age, limits) if age is not None else ZERO)
    elif question == "after_tax_made" and (room := as_far_as_told(state)) is not None:
        kind, limit = "after_tax", room.after_tax_room
    elif question == "deferral" or (question == "" and _near(asked, limits)):
        kind, limit = "deferral", person_limit(age if age is not None else 0, limits)
    else:
        return None
    amounts = [(money(one), "", one) for one in asked.amounts]
    amounts += [(money(one * pay), percent(one), one * pay) for one in asked.shares if pay is not None]
    if asked.mild and question and kind != "total" and not any(worth > limit for _, _, worth in amounts):
        return None  # it is the answer, put as a question
    lines = [
        state.domain.message(
            "limit_check_figure",
            worth=words,
            share=share,
            pay=said(pay),
            difference=money(abs(worth - limit)),
            over=worth > limit,
            same=worth == limit,
        )
        for words, share, worth in amounts
    ]
    text = state.domain.message(
        "limit_check",
        kind=kind,
        year=limits.tax_year,
        limit=money(limit),
        any_over=any(worth > limit for _, _, worth in amounts),
        catch_up=money(limits.catch_up) if age is None else "",
        first=int(constants().catch_up_age),
        age=age if asked.age is not None else None,
        catch_up_at=money(catch_up_limit(age, limits)) if age is not None and catch_up_limit(age, limits) else "",
    )
    return worked_out(state, joined(["\n".join(lines), text]), articles_below(state, *_ON_CONTENT), "limit check")


def of_story(state: State, text: str, year: int) -> YearLimitsAsked | None:
    """What `text` tells of the money of a past `year`, added up; None where it tells no deferrals and after-tax money.

    A match is that of its formula on the told pay, as if all of it had been earned.
    """
    reading = read_message(text.replace(str(year), ""), replace(state.context, known={}))
    told = {**{slot: one.json for slot, one in reading.unclear.items() if len(one.readings) == 1}, **reading.slots}
    parts = [Decimal(str(told[one])) for one in _PARTS if is_number(told.get(one))]
    if len(parts) < TWO:
        return None
    pay, age = told.get("pay"), told.get("age")
    readings = [one.value for one in reading.unclear["match"].readings] if "match" in reading.unclear else []
    match = told.get("match", readings[0] if readings else None)
    if isinstance(match, Mapping | MatchFormula) and is_number(pay):
        limits = limits_for(max(year, published_years()[0]))
        formula = MatchFormula.model_validate(match)
        parts.append(employer_money(formula, Decimal(str(pay)), limits.elective_deferral, limits).total)
    elif match is not None or speaks_of_match(text):
        return YearLimitsAsked((year,), None, None)  # what the employer gave is not known
    return YearLimitsAsked((year,), sum(parts, ZERO), age if isinstance(age, int) else None)


def _catch_up_at(age: int | None, limits: Limits | EarlierLimits) -> Decimal:
    """The most catch-up at `age` on 31 December in a plan that offers it, as of a year loaded whole or in part."""
    if age is None or age < constants().catch_up_age:
        return ZERO
    return catch_up_limit(age, limits) if isinstance(limits, Limits) else limits.catch_up


def of_years(state: State, asked: YearLimitsAsked) -> Reply | None:
    """The limits of each of the years side by side; None where those of one are not known."""
    rows = []
    for year in asked.years:
        found = limits_for(year) if year in published_years() else earlier_limits(year)
        if found is None:
            return None
        rows.append((year, found))
    first, last = rows[0][1], rows[-1][1]
    most = first.annual_additions + _catch_up_at(asked.age, first)
    over = None if asked.total is None else asked.total - most
    lines = [
        state.domain.message(
            "limits_of_one_year",
            year=year,
            additions=money(one.annual_additions),
            deferral=money(one.elective_deferral),
            catch_up=money(one.catch_up),
            first=int(constants().catch_up_age),
        )
        for year, one in rows
    ]
    text = state.domain.message(
        "limits_of_years",
        more=money(last.annual_additions - first.annual_additions) if len(rows) > 1 else "",
        total=said(asked.total),
        most=money(most),
        difference="" if over is None else money(abs(over)),
        over=over is not None and over > 0,
    )
    articles = ("fix-over-limit", "limits") if over is not None and over > 0 else ("limits", "by-the-numbers")
    return worked_out(state, joined(["\n".join(lines), text]), articles_below(state, *articles), "years")


def over_limit(state: State, over: Decimal) -> Reply:
    """What becomes of money above the limit on all of it: the plan corrects that."""
    text = state.domain.message("over_limit", over=money(over), first=int(constants().catch_up_age))
    return worked_out(
        state, text, articles_below(state, "fix-over-limit", "fix-employer-money-still-due"), "over limit"
    )


def clock(state: State, asked: ClockAsked) -> Reply:
    """When the earnings in Roth IRAs come out untaxed: five years from the first one, and past 59 and a half."""
    law = constants()
    free = asked.first_year + int(law.five_year_clock)
    age = asked.age if asked.age is not None else state.known.whole("age")
    text = state.domain.message(
        "roth_clock",
        first=asked.first_year,
        last=free - 1,
        free=free,
        over=free <= state.today.year,
        past=age is not None and age > law.distribution_age,
        age=age,
        half=f"{int(law.distribution_age)}½",
        beside_plan=asked.beside_plan,
    )
    return worked_out(state, text, articles_below(state, "five-year-rule", "taking-out-rolled-roth-401k"), "clock")


def _near(asked: LimitCheck, limits: Limits) -> bool:
    """Whether an amount is near the limits on deferrals, so that it is of them that is asked."""
    most = limits.deferral_with_higher_catch_up
    return bool(asked.amounts) and all(
        limits.elective_deferral / 2 <= one <= most + limits.catch_up for one in asked.amounts
    )


def limited_by_pay(state: State, asked: PayLimitAsked) -> Reply:
    """That all money in a plan can come to no more than the pay, where that is less than the limit for everybody."""
    limits = limits_for(state.tax_year)
    least = min(limits.elective_deferral, asked.pay)
    text = state.domain.message(
        "limit_by_pay",
        year=limits.tax_year,
        pay=money(asked.pay),
        limit=money(limits.annual_additions),
        deferral=money(least),
        left=money(asked.pay - least),
    )
    return worked_out(state, text, (*flows_below(state, CAPACITY), *articles_below(state, *_ON_CONTENT)), "limit")


def told_limits(state: State, asked: RelationAsked) -> tuple[str, ...]:
    """The names of the limits of the year among the amounts; "room" for the room that was worked out."""
    limits, result = limits_for(state.tax_year), as_far_as_told(state)
    names = [name for amount in asked.amounts for name in HOLDS if getattr(limits, name) == amount]
    if result is not None and result.after_tax_room > 0 and result.after_tax_room in asked.amounts:
        names.append("room")
    return tuple(dict.fromkeys(names))


def content_of(state: State, names: tuple[str, ...]) -> Reply:
    """What each of the limits takes in and what not; with the room, how it adds up with the rest."""
    limits, result = limits_for(state.tax_year), as_far_as_told(state)
    parts = []
    if result is not None and "room" in names:
        made = state.context.dollars("after_tax_made") or ZERO
        parts = [result.deferral_counted, result.employer_total, made, result.after_tax_room]
    text = state.domain.message(
        "limits_hold",
        year=limits.tax_year,
        names=[one for one in HOLDS if one in names],
        deferral=money(limits.elective_deferral),
        total=money(limits.annual_additions),
        catch_up=money(_catch_up(limits, names)),
        ira=money(limits.ira),
        room=money(result.after_tax_room) if result is not None and "room" in names else "",
        parts=" + ".join(money(one) for one in parts if one),
        whole=money(sum(parts, ZERO)),
    )
    return worked_out(state, text, articles_below(state, *_ON_CONTENT), "limit")


def _catch_up(limits: Limits, names: tuple[str, ...]) -> Decimal:
    higher = limits.higher_catch_up if "higher_catch_up" in names else None
    return limits.catch_up if higher is None else higher


def roth_catch_up(state: State, asked: RothCatchUpAsked) -> Reply:
    """Whether the wages of the year before make the catch-up of this one Roth."""
    year = state.tax_year if asked.year is None or asked.year + 1 not in published_years() else asked.year + 1
    limits, law = limits_for(year), constants()
    text = state.domain.message(
        "catch_up_roth",
        year=year,
        last_year=year - 1,
        wages=money(asked.wages),
        least=said(limits.roth_catch_up_wages),
        must=catch_up_must_be_roth(asked.wages, limits),
        enforced=limits.roth_catch_up_enforced,
        age=asked.age,
        old_enough=asked.age is not None and asked.age >= law.catch_up_age,
        first=int(law.catch_up_age),
        catch_up=money(catch_up_limit(asked.age, limits) if asked.age is not None else limits.catch_up),
    )
    return worked_out(state, text, articles_below(state, *_ON_ROTH), "roth catch-up")
