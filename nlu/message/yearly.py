"""Amounts of a paycheck, a month or a week brought to the year."""

import re
from decimal import Decimal

from nlu.entities.limits import most_deferred
from nlu.entities.pay import PER_YEAR
from nlu.message.anchors import Amount
from nlu.message.notes import Notes
from nlu.message.periods import TIMES_A_YEAR, period_in
from nlu.message.segments import Segment

_A_YEARS = 25_000  # dollars, as all but the times
_A_YEARS_MONTHLY = 60_000
_TIMES = frozenset(PER_YEAR.values())
_MOST_OF_A_CHECK = 4_000
# "$400 of that goes to my pretax 401k": a part of the paycheck that was told before.
OF_EACH_PAY = re.compile(
    r"\bof (?:it|that|this|each|every check) (?:goes|go|going|is going|gets put|is put|lands)? ?(?:in|into|to)? ?"
    r"(?:my |the )?"
    r"(?:pre ?tax|401k|roth 401k|traditional)"
)
_MOST_OF_A_PAYCHECK = 2_000


def paychecks_a_year(notes: Notes) -> int | None:
    """How many paychecks a year has, by the pay frequency that is told or known; None where it is not."""
    frequency = notes.slots.get("pay_frequency") or notes.context.known.get("pay_frequency")
    return PER_YEAR.get(str(frequency))


def least_of_a_year(period: str) -> int:
    """The dollars from which pay is that of a year, however often it is paid: here once a `period`."""
    return _A_YEARS_MONTHLY if period == "month" else _A_YEARS


def times_a_year(notes: Notes, period: str) -> int | None:
    """How many times a year an amount comes: by its own words, or by how often the person is paid."""
    return TIMES_A_YEAR.get(period) or (paychecks_a_year(notes) if period == "paycheck" else None)


def times_of_pay(notes: Notes, value: Decimal) -> int:
    """How often a small amount may come that stands beside the pay of one paycheck; 0 where it is that of a year."""
    place, pay = notes.places.get("pay", -1), notes.slots.get("pay")
    if place < 0 or not isinstance(pay, Decimal) or notes.tokens[place].value <= value:
        return 0
    times = pay / notes.tokens[place].value
    return int(times) if times in _TIMES and value <= _MOST_OF_A_CHECK and value * times <= most_deferred() else 0


def period_beside(notes: Notes, amount: Amount, segment: Segment) -> str:
    """That a small deferral is of a paycheck too, as what stands before it: "$125 a check from them, $700 from me"."""
    token = notes.tokens[amount.place]
    if token.unit == "%" or token.scaled or token.value >= _MOST_OF_A_PAYCHECK:
        return ""
    before = [one for one in notes.segments if one.sentence == segment.sentence and one.start < segment.start]
    periods = {period_in(notes.tokens, one.start, one.end) for one in before if one.scope == segment.scope}
    return "paycheck" if periods & {"paycheck", "two_weeks", "half_month"} else ""
