"""Words about reminders said over in the plain ones that their readers know, and by which a reminder is asked for.

"biweekly fridays" is "every other friday", "the tenth of each month" is "the 10th of each month", "eom" is the end of
the month, "tmrw" is tomorrow. What names no day, rhythm or time stays as it was written.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from nlu.entities.calendar_dates import (
    ORDINALS,
    SHORT_MONTHS,
    WEEKDAYS,
    end_of_month,
    month_number,
    one_of_ordinals,
    weekday_number,
    with_holidays,
    with_month_at_each_day,
)

_FLAGS: Final = re.IGNORECASE
_WEEKDAY: Final = f"(?:{'|'.join(WEEKDAYS)})"
PLACES: Final[Mapping[str, int]] = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1,
}  # fmt: skip
_LATE: Final = [word for word, number in ORDINALS.items() if number > 5]  # names hardly anything but a day
_COUNTED: Final = r"(?! (?:one|time|pay|check|week|month|quarter|day|half|reminder|of (?:them|those|these))s?)"
_MONTH: Final = rf"(?:{SHORT_MONTHS})[a-z]*"


def _nth(found: re.Match[str]) -> str:
    number = ORDINALS[found["word"].lower().replace("-", " ")]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if not 10 < number < 20 else 0, "th")
    return f"{found['lead'] or ''}{number}{ending}"


def _last_of_month(found: re.Match[str]) -> str:
    number = month_number(found["month"])
    return f"on {found['month']} {end_of_month(2026, number).day}"  # February has its 28th in every year


def _weekday(found: re.Match[str]) -> str:
    name = WEEKDAYS[weekday_number(found["day"])]
    return f"{found['lead'] or ''}{name}{'s' if found['many'] else ''}"


# Verbs that ask for a reminder by themselves.
ALWAYS_ASKS: Final = r"remind|nudge|ping|poke|nag|bug|buzz|prod|pester|alert|(?:shout|holler|yell) at"

_SAID_OVER: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(pattern, _FLAGS), said)
    for pattern, said in (
        (r"\b(?:tmrw|tmrow|tmw|tomorow|tommorow|2morrow)\b", "tomorrow"),
        (r"\b(?P<lead>)(?P<day>mon|tues?|weds|thurs?|thu|fri)(?P<many>)\b\.?(?!')", _weekday),
        (
            r"\b(?P<lead>(?:every|each|other|on|next|this|by|until|till?|coming|first|second|third|fourth|last) )"
            r"(?P<day>wed|sat|sun)(?P<many>)\b",
            _weekday,
        ),
        (rf"\b(?P<lead>(?:the|every|each|on) )(?P<word>{one_of_ordinals(_LATE)})\b{_COUNTED}", _nth),
        (
            rf"\b(?P<lead>)(?<!the )(?<!every )(?<!each )(?<!on )(?<!and )(?P<word>{one_of_ordinals(ORDINALS)})"
            r"(?= (?:of )?(?:each|every) month\b)",
            lambda found: f"the {_nth(found)}",
        ),
        (
            rf"\b(?P<lead>(?:(?:the|every|each|on|and) )+)(?P<word>{one_of_ordinals(ORDINALS)})\b"
            rf"(?= (?:of (?:each|every|the month|the|next|this|{_MONTH})\b|each month|every month|and the first)"
            r"|\W*$)",
            _nth,
        ),
        (rf"\b(?:in |by |around |about )?(?:the )?mid(?:dle of)?[- ]?(?P<month>{_MONTH})\b(?! \d)", r"on \g<month> 15"),
        (r"\b(?:in |by |around )?(?:the )?mid(?:dle of)?(?: the)?[- ]month\b", "on the 15th"),
        (rf"\b(?:at |by |around |on )*(?:the )?end of (?P<month>{_MONTH})\b(?! \d)", _last_of_month),
        (r"\b(?:at |by |the |on )*(?:eom|month[- ]end|end of month)\b", "the end of the month"),
        (r"\bthe last of (?P<each>the|each|every) month\b", r"the last day of \g<each> month"),
        (r"\b(?:the )?last day of month\b", "the last day of the month"),
        (rf"\b(?:bi-?weekly|fortnightly)(?: on)? (?P<day>{_WEEKDAY})s?\b", r"every other \g<day>"),
        (
            rf"\b(?P<day>{_WEEKDAY})s?,? (?:bi-?weekly|fortnightly|every (?:two|2|other|second|2nd) weeks?)\b",
            r"every other \g<day>",
        ),
        (rf"\b(?:every (?:2nd|two|2)|each (?:other|second|2nd)|alternat(?:e|ing)) (?P<day>{_WEEKDAY})s?\b",
         r"every other \g<day>"),
        (r"\b(?:semi-?monthly|twice a month) on\b", "each month on"),
        (r"\bat lunch(?: ?time)?\b", "at noon"),
        (rf"\b(?P<verb>{ALWAYS_ASKS}) (?:us(?: both| two)?|both of us)\b", r"\g<verb> me"),
    )
)  # fmt: skip
# Verbs that do so where a day stands beside them.
ASKS_ON_A_DAY: Final = (
    r"remember|message|text|wake|warn|notify|hit|shoot|write(?: to)?|check in with|check (?:on|in on)|"
    r"(?:come|get|check|circle|report) back (?:to|with)"
)
ASKED_BY: Final = f"{ALWAYS_ASKS}|{ASKS_ON_A_DAY}"

SIGNS: Final = r"shout|nudge|ping|poke|heads[- ]?up|buzz"  # what one is given who wants to be reminded


def in_plain_words(text: str) -> str:
    """`text` with what it says of days, rhythms and times in the words that are read."""
    text = with_month_at_each_day(text)
    for pattern, said in _SAID_OVER:
        text = pattern.sub(said, text)
    return with_holidays(text)
