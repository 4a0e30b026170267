"""What to type in on a plan's website for one bucket, by what is known of the paychecks that are left this year."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pydantic import ValidationError

from core.limits import LimitsNotPublished
from core.money import ZERO
from core.paychecks import BucketPlan, PaycheckPlan
from core.reading import InputError
from flows.definitions.paychecks import at_half, paychecks, said_share, year_plan
from flows.engine.answers import Answers
from flows.engine.flow import Flow
from flows.engine.position import outcome_with
from flows.engine.results import View
from flows.figures import current_year
from flows.session import Fact


@dataclass(frozen=True, slots=True)
class Election:
    """What each of `checks` paychecks gives to a bucket, and what the year comes to with it,
    with what stays open all the same.

    `share` is the fraction of pay, cut off so that it never goes over, and `whole` the same in whole percents; None
    where pay is not known or less than one percent would do. `each` is None where the paychecks differ.
    """

    checks: int
    each: Decimal | None
    share: Decimal | None
    whole: Decimal | None
    year_total: Decimal
    left_open: Decimal


def after_tax_election(view: View) -> Election | None:
    """The after-tax election for the paychecks left; None while something is missing or nothing more fits."""
    plan = paycheck_plan(view)
    return None if plan is None else _election(plan, plan.after_tax)


def deferral_election(view: View) -> Election | None:
    """The same for the deferral, pre-tax or Roth."""
    plan = paycheck_plan(view)
    return None if plan is None else _election(plan, plan.elective_deferral)


def election_words(view: View, election: Election) -> str:
    """One line: dollars and percent to enter, and whole percents where the exact figure has decimals. Plain text."""
    return view.library.flows["paychecks"].phrases["enter"].plain({"election": election})


def paycheck_plan(view: View) -> PaycheckPlan | None:
    """What each paycheck left this year gives to both buckets, at most half of each unless more was told.

    None while something is missing.
    """
    year = view.known.whole("tax_year")
    if year is not None and year != current_year(view.today):
        return None
    flow = _paychecks()
    facts = {slot: Fact(value, "", view.today) for slot, value in view.known.items()}
    outcome, answers = outcome_with(flow, frozenset(flow.slots), facts)
    if outcome is None or outcome.name != "plan":
        return None
    answers = Answers(dict(answers))
    try:
        made = year_plan(answers, view.today)
        half = at_half(answers, view.today, made)
    except (ValidationError, InputError, LimitsNotPublished):
        return None
    plan = half or made.paychecks
    return plan if plan.changeable else None


@cache
def _paychecks() -> Flow:
    return paychecks()


def _election(plan: PaycheckPlan, bucket: BucketPlan) -> Election | None:
    if bucket.planned <= ZERO:
        return None
    uneven = plan.pays is not None and len(set(plan.pays)) > 1
    whole = bucket.whole_percents.share if bucket.whole_percents else ZERO
    return Election(
        checks=len(plan.changeable),
        each=None if uneven else bucket.per_paycheck,
        share=said_share(bucket),
        whole=whole if whole > ZERO else None,
        year_total=bucket.made + bucket.locked + bucket.planned,
        left_open=bucket.unreachable,
    )
