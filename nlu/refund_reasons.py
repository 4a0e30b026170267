"""Why a plan sent money back, by which code, and of which year it is."""

import re
from datetime import date
from typing import Final

from core.deferrals import excess_deferral_due

_FLAGS = re.IGNORECASE
_REASONS: Final = (
    ("auto_enrollment", re.compile(r"\b(?:auto(?:matic)?[- ]?enrol\w*|eaca|opted out within)\b", _FLAGS)),
    (
        "annual_additions",
        re.compile(r"\bfor 415\b|\b415 ?(?:\(?c\)?)? (?:excess|limit|test|violation)|\bannual (?:additions?|limit)\b|"
            r"\bcode e\b|\bover the (?:annual|total)\b",
            _FLAGS,),
    ),
    (
        "deferral_excess",
        re.compile(
            r"\b402\(?g\)?|\bover[- ]?deferr\w*|\bdeferred too much\b|\bexcess deferrals?\b|\bcode p\b", _FLAGS
        ),
    ),
    ("adp", re.compile(r"\bfailed adp\b|\badp (?:test|failed|failure)\b|\brefunded my deferral", _FLAGS)),
    ("acp_after_tax", re.compile(r"\bacp\b|\baggregate\b", _FLAGS)),
    ("acp_after_tax", re.compile(r"\bafter[- ]?tax\b.*\b(?:test\w*|hce)\b", _FLAGS)),
    ("acp_after_tax", re.compile(r"\b(?:test\w*|hce)\b.*\bafter[- ]?tax\b", _FLAGS)),
)  # fmt: skip
_CODE: Final = re.compile(r"\bcode ?([a-z0-9]{1,2})\b|\b1099 ?-?r says ([a-z0-9])\b", _FLAGS)
YEAR_AFTER_FOR: Final = re.compile(r"\b(?:for|of) (?P<year>20\d\d)\b|\b(?P<last>last year'?s)\b", _FLAGS)


def code_in(plain: str) -> str:
    found = _CODE.search(plain)
    return (found[1] or found[2]).upper() if found is not None else ""


def _reason(plain: str) -> str:
    return next((name for name, words in _REASONS if words.search(plain)), "")


def sent_back_for(plain: str, day: date) -> tuple[str, int | None, str]:
    """Why money came back, the year that it belongs to where that is not the day's, and "year" where it was not told.

    What is paid back as an excess deferral by the day of the law is hardly of the year that has just begun.
    """
    reason, year = _reason(plain), _for_year(plain, day)
    told = year is not None or YEAR_AFTER_FOR.search(plain) is not None or code_in(plain) == "8"
    if reason == "deferral_excess" and not told and day <= excess_deferral_due(day.year - 1):
        return reason, day.year - 1, "year"
    return reason, year, ""


def _for_year(plain: str, day: date) -> int | None:
    if re.search(r"\bcode p\b", plain, _FLAGS):
        return day.year - 1
    found = YEAR_AFTER_FOR.search(plain)
    if found is None:
        return None
    year = int(found["year"]) if found["year"] else day.year - 1
    return year if year < day.year else None
