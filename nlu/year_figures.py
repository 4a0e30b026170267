"""A figure of one's own year that is asked for: what went in, what is not converted yet, how far the room goes."""

import re
from enum import StrEnum
from typing import Final

from nlu.entities.text import clean
from nlu.questions import asks_within

LONGEST: Final = 16  # words; more tells a case of its own
_FEW: Final = 4  # words; "what's not converted" can be of nobody else
_FLAGS: Final = re.IGNORECASE
_AMOUNT: Final = re.compile(r"\$\s?\d|\d{3}|\d ?k\b|\d ?%", _FLAGS)  # a question with figures is about those
_SUPPOSED: Final = re.compile(r"\b(?:if|when i|would|could|should i|remind\w*|tell me when|let me know)\b", _FLAGS)
_OF_OTHERS: Final = re.compile(r"\b(?:wife|husband|spouse|his|her|hers|she|he|friend|ira|hsa|brother|sister)\b", _FLAGS)
_OWN: Final = re.compile(r"\b(?:i|i'?m|i'?ve|my|me|mine|we|our|left|sitting|yet|pay ?checks?|pay ?days?)\b", _FLAGS)
_IN: Final = r"(?:put|contributed?|gone|went|paid|got|stuck|added|saved)"


class YearFigure(StrEnum):
    """What of the year is asked for."""

    UNCONVERTED = "unconverted"
    SUMS = "sums"
    PACE = "pace"
    LAST_PAYDAY = "last_payday"
    FORMS = "forms"


_ASKED: Final = (
    (
        YearFigure.FORMS,
        re.compile(
            r"\b(?:what|how)\b.{0,30}\b(?:1099|form)\S*.{0,20}\b(?:say|show|look|have|read)\b"
            r"|\b(?:what|which boxes?|how)\b.{0,20}\b(?:will|should|does|would) (?:my|the) (?:1099|form)",
            _FLAGS,
        ),
    ),
    (
        YearFigure.UNCONVERTED,
        re.compile(
            r"\b(?:not (?:yet )?(?:been )?converted|(?:isn'?t|haven'?t|hasn'?t) (?:yet )?(?:been )?converted"
            r"|un-?converted"
            r"|(?:left|still|remaining|have)(?: \w+){0,2} to convert|to convert (?:still|yet)"
            r"|(?:still|sitting) (?:sitting |in |as )?(?:the )?(?:after[- ]?tax)(?! room))\b",
            _FLAGS,
        ),
    ),
    (
        YearFigure.LAST_PAYDAY,
        re.compile(
            r"\b(?:which|when|what)(?:'?s| is| day is| date is)? (?:is )?(?:my |the )?(?:very )?(?:last|final) "
            r"(?:pay ?checks?|pay ?days?|check|payroll)\b"
            r"|\b(?:which|what) (?:pay ?check|pay ?day|check) is (?:my |the )?(?:last|final)\b"
            r"|\bhow many (?:pay ?checks?|pay ?days?|checks) (?:\w+ )?(?:left|remain\w*|more|to go)\b"
            r"|\bhow many (?:pay ?checks?|pay ?days?|checks) do i (?:still )?have\b",
            _FLAGS,
        ),
    ),
    (
        YearFigure.PACE,
        re.compile(
            r"\bmy pace\b|\bon (?:pace|track|schedule)\b"
            r"|\b(?:when|will|am|do|did|how soon)\b.{0,25}\b(?:(?:hit|reach|pass|cross|run into)\b.{0,15}"
            r"\b(?:limit|cap|max\w*|ceiling)|(?:go|going to go|gone|be) over)\b"
            r"|\bwhich (?:contribution|paycheck|payday|one)s? (?:do|should|must) i stop\b",
            _FLAGS,
        ),
    ),
    (
        YearFigure.SUMS,
        re.compile(
            rf"\bhow much (?:\w+[ -]){{0,3}}?(?:have|has|did|had) (?:i|we|gone|been)(?: \w+){{0,3}}? ?{_IN}\b.{{0,30}}"
            r"\b(?:so far|already|to date|by now|until now|yet|this year|ytd|in all|altogether|total)\b"
            r"|\bhow much (?:is|do i have) in (?:there|it) (?:so far|already|by now|now)\b"
            r"|\bmy (?:total|totals|contributions|sum) (?:so far|to date|this year)\b",
            _FLAGS,
        ),
    ),
)  # fmt: skip


def read_year_figure(text: str) -> YearFigure | None:
    """The figure of the writer's own year for which `text` asks; None where it tells, supposes or asks else."""
    plain = clean(text).strip()
    if len(plain.split()) > LONGEST or _AMOUNT.search(plain.replace("1099", "form")) or _SUPPOSED.search(plain):
        return None
    if not asks_within(plain) and not re.match(r"^\W*(?:whats?|which|my)\b", plain, _FLAGS):
        return None
    if _OF_OTHERS.search(plain) or (_OWN.search(plain) is None and len(plain.split()) > _FEW):
        return None
    return next((figure for figure, words in _ASKED if words.search(plain)), None)
