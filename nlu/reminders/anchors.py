"""Days of reminders that follow from something else than the words: the last paycheck, tax day."""

import re
from typing import Final

from nlu.reminders.wish import Anchor

_FLAGS: Final = re.IGNORECASE
_LAST_PAYCHECK: Final = re.compile(
    r"\b(?:last|final) (?:pay ?day|pay ?check|pay ?date|payroll|election|chance|one of (?:those|them))\b"
    r"(?! (?:was|were))|"
    r"\blast (?:day|date|one) (?:that |which |when )?"
    r"(?:i can (?:still )?change|to change|that can (?:still )?be changed)",
    _FLAGS,
)
_SIXTY: Final = re.compile(r"\b(?:60|sixty)(?:th)?[- ]?days?\b", _FLAGS)
_FORMS_DUE: Final = re.compile(
    r"\bwhen (?:the |my )?(?:1099s?(?:-?r)?|forms?|tax forms?) (?:comes?|arrives?|is due|are due|is out|are out)\b",
    _FLAGS,
)
_TAX_DAY: Final = re.compile(
    r"\b(?:tax day|(?:the )?(?:tax|filing) deadline|(?:tax(?:es)?|return|file|filing)\b.{1,40}\bdeadline|"
    r"when (?:my )?taxes are due)\b",
    _FLAGS,
)
_YEAR_CHECK: Final = re.compile(r"\b(?:before|near|towards) (?:the )?(?:end of (?:the )?year|year[- ]end)\b", _FLAGS)


def anchor_in(text: str) -> Anchor:
    if _LAST_PAYCHECK.search(text):
        return Anchor.LAST_PAYCHECK
    if _SIXTY.search(text):
        return Anchor.SIXTY_DAYS
    if _FORMS_DUE.search(text):
        return Anchor.FORMS
    if _TAX_DAY.search(text):
        return Anchor.TAX_DAY
    return Anchor.YEAR_CHECK if _YEAR_CHECK.search(text) else Anchor.NONE
