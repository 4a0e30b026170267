"""A share of pay in dollars, and what each of the paychecks left has to take, as a question with its figures asks."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Final

from content.templates import money, percent, said_date
from core.limits import limits_for
from core.money import ZERO, to_cents
from core.paychecks import PaySchedule, paydays_left
from dialogue.comparing import as_far_as_told
from dialogue.heard import Heard
from dialogue.ledger.sums import room_left
from dialogue.noting import with_slots
from dialogue.replies import Reply
from dialogue.state import State
from dialogue.testing_answers import least_pay_of_highly_paid
from dialogue.worked_out import articles_below, flows_below, said, worked_out
from flows.definitions.year_end import paychecks_a_year
from nlu.asked.pay import ChecksAsked, CombinedCapAsked, ShareAsked

HUNDREDTHS: Final = Decimal("0.0001")  # of a percent
PAY, MADE = "pay", "after_tax_made"
PAYCHECKS: Final = "paychecks"
USUAL_PAYCHECKS: Final = 26  # of a year, where it is not known how often somebody is paid
DAYS: Final = 365  # of a year
_ON_SHARES: Final = ("plan-cap", "bonus", "compensation-limit")
_ON_CHECKS: Final = ("deadline", "payday-at-year-end", "plan-cap")


@dataclass(frozen=True, slots=True)
class PlanShare:
    """A share of pay that is asked for, with the state of the plan whose pay it is."""

    asked: ShareAsked
    state: State


def share(state: State, asked: ShareAsked) -> Reply:
    """The dollars of a share of pay: of a paycheck, of a year, of a bonus; and what that leaves under a cap."""
    limits = limits_for(state.tax_year)
    told = asked.check is not None or asked.year is not None or asked.bonus is not None
    known = state.context.dollars(PAY)
    year = asked.year if told else known
    times = asked.times or (paychecks_a_year(state.known) if asked.check is None else 0)
    each = None if asked.check is None else to_cents(asked.check * asked.rate)
    if asked.check is None and year is not None and asked.times:
        each = to_cents(year * asked.rate / asked.times)
    of_year = None if year is None else to_cents(min(year, limits.compensation) * asked.rate)
    of_bonus = None if asked.bonus is None else to_cents(asked.bonus * asked.rate)
    room = _room(state)
    made = state.context.dollars(MADE)
    coming = _paychecks_to_come(state, times)
    others = [(percent(one), money(to_cents(_base(asked, year, limits.compensation) * one))) for one in asked.others]
    first = to_cents(_base(asked, year, limits.compensation) * asked.rate)
    apart = abs(to_cents(_base(asked, year, limits.compensation) * asked.others[0]) - first) if asked.others else None
    capped = asked.cap and of_year is not None and asked.bonus is None
    text = state.domain.message(
        "share_of_pay",
        rate=percent(asked.rate),
        check=said(asked.check),
        each=said(each),
        times=times,
        year_of_checks=said(each * times if each is not None and times and asked.check is not None else None),
        until=said(asked.until),
        checks=_count(asked.until, each if each is not None else of_year),
        coming=coming if asked.until and each is not None else 0,
        of_coming=said(each * min(coming, _count(asked.until, each)) if each is not None and asked.until else None),
        capped=asked.cap,
        total_limit=money(limits.annual_additions),
        to_come=asked.left,
        of_to_come=said(each * asked.left if each is not None and asked.left else None),
        others=others,
        apart=said(apart),
        this_year=state.today.year,
        pay=said(None if year is None else min(year, limits.compensation)),
        of_year=said(of_year),
        counted=money(limits.compensation) if year is not None and year > limits.compensation else "",
        bonus=said(asked.bonus),
        of_bonus=said(of_bonus),
        of_both=said(_both(asked, year, limits.compensation)),
        made=money(made) if capped and made else "",
        left=money(max(ZERO, of_year - made)) if capped and of_year is not None and made else "",
        room=said(room) if room is not None and room >= 0 else "",
        room_after=said(room - of_bonus) if room is not None and of_bonus is not None and room >= of_bonus else "",
        highly=said(least_pay_of_highly_paid(state.tax_year)) if asked.highly else "",
        last_year=state.tax_year - 1,
        part="" if asked.of_it is None else percent(asked.of_it),
        of_it=said(_part_of(asked, each if asked.check is not None else of_year)),
        in_all="" if asked.of_it is None else percent((asked.rate * asked.of_it).quantize(HUNDREDTHS)),
    )
    return worked_out(state, text, (*articles_below(state, *_articles(asked)), *flows_below(state, PAYCHECKS)), "share")


def combined(state: State, asked: CombinedCapAsked) -> Reply | None:
    """What a cap on deferrals and after-tax money together leaves for after-tax; None where the pay is not known."""
    limits = limits_for(state.tax_year)
    pay = asked.pay if asked.pay is not None else state.context.dollars(PAY)
    if pay is None:
        return None
    own = asked.own if asked.own is not None else state.context.dollars("deferral")
    most = to_cents(min(pay, limits.compensation) * asked.rate)
    text = state.domain.message(
        "combined_cap",
        rate=percent(asked.rate),
        pay=money(min(pay, limits.compensation)),
        most=money(most),
        own=said(own),
        left="" if own is None else money(max(ZERO, most - own)),
        total=money(limits.annual_additions),
        of_law="" if own is None else money(max(ZERO, limits.annual_additions - own)),
        plan_lower=own is not None and most < limits.annual_additions,
    )
    return worked_out(state, text, (*articles_below(state, *_ON_SHARES), *flows_below(state, PAYCHECKS)), "share")


def _room(state: State) -> Decimal | None:
    """The room that is left; while it is not told what went in after tax, that before it."""
    left, told = room_left(state, state.session), as_far_as_told(state)
    return left if left is not None or told is None else told.after_tax_room


def _base(asked: ShareAsked, year: Decimal | None, most: Decimal) -> Decimal:
    """The pay of which several shares are compared: of a paycheck, else what counts of a year's."""
    if asked.check is not None:
        return asked.check
    return min(year, most) if year is not None else ZERO


def _paychecks_to_come(state: State, times: int) -> int:
    """About how many paychecks the rest of this year has, by how many a whole one has."""
    return (date(state.today.year, 12, 31) - state.today).days * times // DAYS


def _part_of(asked: ShareAsked, dollars: Decimal | None) -> Decimal | None:
    """The dollars of a share of the share, where one is asked for besides."""
    return None if asked.of_it is None or dollars is None else to_cents(dollars * asked.of_it)


def checks(state: State, asked: ChecksAsked) -> Reply | None:
    """What each of the paychecks left has to take of an amount, or of the room; None where neither is known."""
    room = room_left(state, state.session)
    total = asked.total if asked.total is not None else room
    if total is None or total <= 0:
        return None
    count = len(_semimonthly_left(state)) if asked.by_rule else asked.checks
    if not count:
        return None
    each = to_cents(total / count)
    known = state.context.dollars(PAY)
    assumed = paychecks_a_year(state.known) or USUAL_PAYCHECKS
    gross = asked.gross if asked.gross is not None else None if known is None else to_cents(known / assumed)
    told = asked.gross is not None or (gross is not None and total > gross * count)
    most = gross * count if gross is not None and told else None
    ratio = None if asked.gross is None else each / asked.gross
    fits = most is None or total <= most
    text = state.domain.message(
        "checks_left",
        total=money(total),
        checks=count,
        days=" and ".join(said_date(one) for one in _semimonthly_left(state)) if asked.by_rule else "",
        aim=said(asked.aim),
        one=asked.checks == 1 and asked.gross is not None and not asked.by_rule,
        assumed=assumed if asked.gross is None else 0,
        pay=said(known),
        each=money(each),
        gross=said(asked.gross),
        share=percent(ratio.quantize(HUNDREDTHS)) if ratio is not None else "",
        whole=percent(_whole(ratio)) if ratio is not None else "",
        fits=fits,
        most=said(most),
        rest=said(None if most is None else total - most),
        over_room=money(room) if room is not None and asked.total is not None and total > room >= 0 else "",
        next_year=state.tax_year + 1,
    )
    return worked_out(state, text, (*flows_below(state, PAYCHECKS), *articles_below(state, *_ON_CHECKS)), "checks")


def _semimonthly_left(state: State) -> tuple[date, ...]:
    """The paydays of this year that are still to come, where pay comes on the 15th and the last day."""
    return paydays_left(PaySchedule(pay_frequency="semimonthly"), state.today.year, state.today)


def can_be_shared(state: State, asked: ShareAsked) -> bool:
    """Whether the pay of which a share is asked is told, or known."""
    told = asked.check is not None or asked.year is not None or asked.bonus is not None
    return told or state.context.dollars(PAY) is not None


def _both(asked: ShareAsked, year: Decimal | None, most: Decimal) -> Decimal | None:
    """The share of base pay and bonus together, where both are told."""
    if asked.bonus is None or year is None:
        return None
    return to_cents(min(year + asked.bonus, most) * asked.rate)


def _count(until: Decimal | None, each: Decimal | None) -> int:
    """How many of `each` it takes to reach `until`."""
    if until is None or not each:
        return 0
    return int((until / each).to_integral_value(ROUND_CEILING))


def _whole(ratio: Decimal) -> Decimal:
    return (ratio * 100).to_integral_value(ROUND_CEILING) / 100


def _articles(asked: ShareAsked) -> tuple[str, ...]:
    first = ("acp-test",) if asked.highly else ()
    return (*first, *_ON_SHARES)[:3]


def share_told(heard: Heard, found: PlanShare) -> Reply:
    """Works the share out; a cap of this plan, and the pay of a year, are told with it."""
    asked = found.asked
    reply = share(found.state, asked)
    if found.state is not heard.state:
        return replace(reply, session=heard.state.session)
    told = {slot for slot in heard.message.slots if slot.startswith("plan_cap")} if asked.cap else set()
    if asked.year is not None and not asked.alone and (asked.cap or heard.tells):
        told |= {"pay"}
    return with_slots(heard, reply, told)
