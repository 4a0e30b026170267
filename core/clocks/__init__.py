"""Taking Roth money out: what is taxed, what bears the 10% early distribution tax, and the five-year clocks."""

from core.clocks.inputs import (
    Contribution,
    EarlierWithdrawal,
    Roth401kRollover,
    RothConversion,
    RothIraWithdrawal,
    RothPlanWithdrawal,
    five_years_old,
)
from core.clocks.new_jersey import new_jersey_income
from core.clocks.roth_401k import withdraw_from_roth_401k
from core.clocks.roth_ira import withdraw_from_roth_ira
from core.clocks.values import Slice, Withdrawal

__all__ = [
    "Contribution",
    "EarlierWithdrawal",
    "Roth401kRollover",
    "RothConversion",
    "RothIraWithdrawal",
    "RothPlanWithdrawal",
    "Slice",
    "Withdrawal",
    "five_years_old",
    "new_jersey_income",
    "withdraw_from_roth_401k",
    "withdraw_from_roth_ira",
]
