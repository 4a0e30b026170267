"""The numbers that the law sets, read from one file per tax year beside this module."""

from core.limits.limits import (
    Constant,
    Constants,
    EarlierLimits,
    Limits,
    LimitsFileError,
    LimitsNotPublished,
    Source,
)
from core.limits.files import constants, earlier_limits, limits_for, published_years
from core.limits.compare import Change, compare_years, limit_names

__all__ = [
    "Change",
    "Constant",
    "Constants",
    "EarlierLimits",
    "Limits",
    "LimitsFileError",
    "LimitsNotPublished",
    "Source",
    "compare_years",
    "constants",
    "earlier_limits",
    "limit_names",
    "limits_for",
    "published_years",
]
