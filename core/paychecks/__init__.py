"""Paydays, what to take from each paycheck, and what putting it all in early does to the match."""

from core.paychecks.calendar import (
    PayFrequency,
    PaySchedule,
    TurnOfYear,
    business_day_of_month,
    changeable,
    paydays_in_year,
    paydays_left,
    turn_of_year,
)
from core.paychecks.front_loading import FrontLoading, FrontLoadingInput, front_loading
from core.paychecks.plan import plan_paychecks
from core.paychecks.plan_input import PaycheckInput
from core.paychecks.plan_values import BucketPlan, MatchOutlook, PaycheckPlan, WholePercents
from core.paychecks.year_state import YearState, year_state

__all__ = [
    "BucketPlan",
    "FrontLoading",
    "FrontLoadingInput",
    "MatchOutlook",
    "PayFrequency",
    "PaySchedule",
    "PaycheckInput",
    "PaycheckPlan",
    "TurnOfYear",
    "WholePercents",
    "YearState",
    "business_day_of_month",
    "changeable",
    "front_loading",
    "paydays_in_year",
    "paydays_left",
    "plan_paychecks",
    "turn_of_year",
    "year_state",
]
