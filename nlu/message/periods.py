"""How often an amount comes: by the month, by the paycheck, by the hour."""

from collections.abc import Sequence

from nlu.entities.tokens import Token
from nlu.message.anchors import phrases_in

TIMES_A_YEAR = {"quarter": 4, "month": 12, "week": 52, "two_weeks": 26, "half_month": 24}
PERIODS = frozenset({"quarter", "month", "week", "two_weeks", "half_month", "hour", "paycheck"})


def period_in(tokens: Sequence[Token], start: int, end: int) -> str:
    """How often what stands between `start` and `end` recurs ("month", "paycheck", …); "" where nothing says it."""
    return next((one.tag for one in phrases_in(tokens, start, end) if one.tag in PERIODS), "")
