"""Questions of IRAs with their figures: what may go straight into a Roth IRA, what a conversion out of one taxes."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.roth_ira import FilingStatus
from nlu.entities.limits import most_into_ira
from nlu.entities.text import clean, in_digits
from nlu.figures_told import Figure, dollars, figures_of
from nlu.questions import asks_within

_LONGEST: Final = 320  # characters
_ROTH_IRA: Final = re.compile(r"\broth iras?\b")
_STRAIGHT_IN: Final = re.compile(
    r"\bhow much\b|\b(?:can|could|may|am) (?:i|we) (?:still )?(?:put|contribute|allowed|do|fund|go)\b"
    r"|\bphase[sd]?[ -]?out\b"
    r"|\b(?:too much|over) (?:income|the (?:range|limit))\b|\bdirect(?:ly)?\b"
)
_INCOME: Final = re.compile(r"\b(?:magi|agi|income|joint(?:ly)?|make|earn|file)\b")
_SEPARATE: Final = re.compile(r"\b(?:mfs|separate(?:ly)?)\b")
_JOINT: Final = re.compile(r"\b(?:joint(?:ly)?|married|mfj|we|our)\b")
_OTHER_MONEY: Final = re.compile(r"\b(?:conver\w+|roll\w*|pro[- ]?rata|already|rollover)\b")
_PRO_RATA: Final = re.compile(
    r"\bpro[- ]?rata\b|\b8606\b|\bhow much (?:of (?:it|that) )?(?:is |gets |would be )?tax(?:ed|able)\b|\btaxable\b"
)
_BACKDOOR: Final = re.compile(r"\bbackdoor\b|\bconver\w+")
_PRE_TAX_IRA: Final = re.compile(
    r"\b(?:trad\w*|rollover|sep|simple|pre-? ?tax|old|deductible)\b[^.?]{0,40}\biras?\b"
    r"|\biras?\b[^.?]{0,30}\bpre-? ?tax\b"
)


@dataclass(frozen=True, slots=True)
class RothIraAsked:
    """An income (modified AGI, dollars) at which it is asked what may go straight into a Roth IRA; how it is filed."""

    magi: Decimal
    status: FilingStatus


@dataclass(frozen=True, slots=True)
class IraProRataAsked:
    """Dollars put into a traditional IRA, not deducted, and converted, beside the pre-tax dollars that stay in IRAs."""

    put_in: Decimal
    pre_tax: Decimal


def read_roth_ira_asked(text: str) -> RothIraAsked | None:
    """The income of which `text` asks what may go straight into a Roth IRA; None for anything else."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or not asks_within(text) or _ROTH_IRA.search(said) is None or _OTHER_MONEY.search(said):
        return None
    incomes = [one.value for one in dollars(figures_of(said)) if one.value > most_into_ira()]
    if _STRAIGHT_IN.search(said) is None or _INCOME.search(said) is None or len(set(incomes)) != 1:
        return None
    joint = _JOINT.search(said) is not None and "single" not in said
    status: FilingStatus = "married_separate" if _SEPARATE.search(said) else "married_joint" if joint else "single"
    return RothIraAsked(incomes[0], status)


def read_ira_pro_rata_asked(text: str) -> IraProRataAsked | None:
    """The backdoor through an IRA whose pro-rata `text` asks for, with what it puts in and what else is in IRAs."""
    said = in_digits(clean(text).lower())
    asked = asks_within(text) and _PRO_RATA.search(said) is not None and _BACKDOOR.search(said) is not None
    if len(said) > _LONGEST or not asked or _PRE_TAX_IRA.search(said) is None or "after-tax account" in said:
        return None
    found = dollars(figures_of(said))
    put_in = _one(found, most=True)
    pre_tax = _one(found, most=False)
    return None if put_in is None or pre_tax is None else IraProRataAsked(put_in, pre_tax)


def _one(found: tuple[Figure, ...], *, most: bool) -> Decimal | None:
    """The one amount that may be put into an IRA in a year, or the one that may not."""
    values = {one.value for one in found if (one.value <= most_into_ira()) == most}
    return values.pop() if len(values) == 1 else None
