"""The numbers that the law sets, read from one file per tax year beside this module."""

from core.limits.model import (
    Constant,
    Constants,
    Limits,
    LimitsFileError,
    LimitsNotPublished,
    Source,
)
from core.limits.files import constants, limits_for, published_years

__all__ = [
    "Constant",
    "Constants",
    "Limits",
    "LimitsFileError",
    "LimitsNotPublished",
    "Source",
    "constants",
    "limits_for",
    "published_years",
]
