"""What is said to questions on the tests of a plan and on who is highly paid."""

from decimal import Decimal

from content.templates import money, percent
from core.limits import constants, limits_for, published_years
from dialogue.replies import Reply
from dialogue.state import State
from dialogue.worked_out import articles_below, worked_out
from nlu.asked.testing import HighlyPaidAsked, TestAsked


def test(state: State, asked: TestAsked) -> Reply:
    """What the highly paid may have on average (IRC 401(k)(3)(A)(ii), 401(m)(2)(A))."""
    law = constants()
    by_multiple = asked.others * law.acp_multiple
    by_points = min(asked.others + law.acp_points, asked.others * law.acp_points_multiple)
    most = max(by_multiple, by_points)
    text = state.domain.message(
        "test_average",
        adp=asked.adp,
        others=percent(asked.others),
        most=percent(most),
        multiple=percent(by_multiple),
        points=percent(by_points),
        own="" if asked.own is None else percent(asked.own),
        above=asked.own is not None and asked.own > most,
    )
    first = "adp-test" if asked.adp else "acp-test"
    return worked_out(state, text, articles_below(state, first, "fix-acp-refund", "plan-cap"), "test")


def least_pay_of_highly_paid(year: int) -> Decimal | None:
    """Dollars above which the pay of the year before makes somebody highly paid in `year` (IRC 414(q)(1)(B)).

    None where the limits of the year before are not loaded.
    """
    return limits_for(year - 1).highly_compensated_pay if year - 1 in published_years() else None


def highly_paid(state: State, asked: HighlyPaidAsked) -> Reply:
    """Who is highly paid in the year: by the pay of the year before (IRC 414(q))."""
    year = state.tax_year
    least = least_pay_of_highly_paid(year)
    text = state.domain.message(
        "highly_paid",
        year=year,
        last_year=year - 1,
        least="" if least is None else money(least),
        next_year=year + 1,
        next_least=money(limits_for(year).highly_compensated_pay),
        pay="" if asked.pay is None else money(asked.pay),
        is_one=asked.pay is not None and least is not None and asked.pay > least,
        owner=percent(constants().five_percent_owner_share),
    )
    return worked_out(state, text, articles_below(state, "acp-test", "plan-cap"), "highly paid")
