"""A start in the year that is supposed ("what if I had started in June", "and if I don't begin till March")."""

import re
from typing import Final

from nlu.entities.calendar_dates import SHORT_MONTHS, month_number
from nlu.entities.text import clean

_LONGEST: Final = 200  # characters
_MONTH: Final = rf"(?P<month>{SHORT_MONTHS})[a-z]*"
_WHAT: Final = (
    r"(?:it|this|that|them|contributing|putting (?:it |money )?in|after-?tax|the (?:job|plan|contributions)|here|with"
    r"|only|just|not)"
)
_WHEN: Final = (
    r"(?:in|on|from|by|as of|at|till|til|until|before|around|early|late|mid|next|the|(?:start|end|beginning|middle|1st"
    r"|first) of)"
)
_START: Final = re.compile(
    r"\b(?:start|starts|started|starting|begin|begins|began|begun|beginning|join|joined|joining|hold off|wait|waited)\b"
    rf"(?: {_WHAT})*(?: {_WHEN})* {_MONTH}\b"
)
_SUPPOSED: Final = re.compile(
    r"\b(?:if|what if|suppose|supposing|imagine|say|pretend|had i|assume|assuming|let'?s say|scenario|hypothetically)\b"
)


def supposed_start(text: str) -> int | None:
    """The month (1 to 12) in which `text` supposes that contributions or the job begin; None where it supposes none."""
    said = clean(text[:_LONGEST]).lower()
    found = _START.search(said)
    if found is None or _SUPPOSED.search(said) is None or re.search(r"\bon \w+ 20[01]\d\b|since", said):
        return None
    return month_number(found["month"])
