"""The payday that a message names, and reminders that come with paydays."""

import re
from datetime import date
from typing import Final

from nlu.entities.calendar_dates import WEEKDAYS, next_day_of_month, weekday_after
from nlu.entities.guarded import guarded
from nlu.movements.days import read_day
from nlu.reminders.single_days import COUNT, blanked, count_of, day_named, single_day
from nlu.reminders.tasks import task_of
from nlu.reminders.wish import ReminderWish, Repeats
from nlu.reminders.words import in_plain_words

_FLAGS: Final = re.IGNORECASE
PAYDAY: Final = r"(?:pay ?days?|pay ?checks?|pay ?dates?|paydates?|times? i(?:'m| am| get) paid|i(?:'m| am| get) paid)"
EACH_PAYDAY: Final = re.compile(
    rf"\b(?:every|each|on|after|before|the)\s+(?:my |the )?(?P<next>next |this |coming |following )?{PAYDAY}\b", _FLAGS
)
_EVERY_PAYDAY: Final = re.compile(rf"\b(?:every|each)\s+{PAYDAY}\b|\bon paydays\b", _FLAGS)
_OFFSET_AFTER: Final = re.compile(rf"(?:\bplus\b|\+)\s*{COUNT}(?:\s*days?)?\b", _FLAGS)
_OFFSET_BEFORE: Final = re.compile(rf"(?:\bminus\b|-)\s*{COUNT}(?:\s*days?)?\b", _FLAGS)
DAYS_AWAY: Final = guarded(rf"\b(?:{COUNT}|the) (?:business )?days? (?P<way>after|before|following)\b", _FLAGS)
_PAID_ON: Final = re.compile(
    rf"\bpaid (?:always |every |each )?(?:on )?(?:a )?(?P<day>{'|'.join(WEEKDAYS)})s?\b", _FLAGS
)
_ON_WEEKDAY: Final = re.compile(rf"\b(?:on |next |this |is |every |each )(?P<day>{'|'.join(WEEKDAYS)})s?\b", _FLAGS)
_NTH_ANY: Final = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b", _FLAGS)
LAST_PAYDAY: Final = re.compile(
    rf"\b(?:last|latest|previous|most recent) {PAYDAY}|\b(?:was|got|were) (?:last |just )?paid\b|\blast paid\b", _FLAGS
)
_THAT_ONE: Final = re.compile(r"\b(last|latest|previous|next|first|coming|upcoming) one\b", _FLAGS)
_ONLY_A_PAYDAY: Final = re.compile(
    r"^\W*(?:my|our|the)? ?(?:next|last|first|coming) (?:pay ?days?|pay ?checks?) ?(?:is|was|will be|comes|came|:)",
    re.IGNORECASE,
)
_ONE_PAYDAY: Final = re.compile(rf"\b(?:last|latest|previous|most recent|next|first|coming|upcoming) {PAYDAY}", _FLAGS)
CLAUSE: Final = re.compile(r"[,;]\s|[.!?]\s|\band\b", _FLAGS)
_IF_CLAUSE: Final = re.compile(r"\W+(?:if|unless|when) .*$", _FLAGS)
_MIDDLE_AND_END: Final = re.compile(
    r"\b(?:the )?15(?:th)?(?:\W|\band\b|\bon\b)+(?:the )?(?:31(?:st)?\b|last\b|end of)", _FLAGS
)
_PAY_WORDS: Final = re.compile(
    r"\b(?:i|i'm|am|get|paid|my|the|next|first|last|upcoming|coming|every|two|other|weeks?|biweekly|weekly|monthly|"
    r"semimonthly|twice|once|a|month|pay ?days?|pay ?checks?|pay ?dates?|is|are|comes?|one|of|and|with|salary)\b|,",
    _FLAGS,
)


def away_from_payday(text: str, today: date) -> ReminderWish | None:
    """So many days from a weekday of pay that is named before: "I'm paid on Wednesdays, ping me the day before"."""
    away, weekday = DAYS_AWAY.search(text), _PAID_ON.search(text)
    if away is None or weekday is None or weekday.start() > away.start() or EACH_PAYDAY.search(text):
        return None
    shift = count_of(away["count"] or "one") * (-1 if away["way"].lower() == "before" else 1)
    day = (WEEKDAYS.index(weekday["day"].lower()) + shift) % 7
    first = weekday_after(today, day)
    return ReminderWish(first, Repeats.DAYS, 7, about=task_of(blanked(text, away)))


def read_payday(text: str, today: date) -> date | None:
    """The payday that `text` names: a date, a day of the week or of the month; None where it names none.

    It is after `today`, but for one that is told as the last. Days of the month that come twice a month name no single
    payday, but for the 15th and the last.
    """
    text = _IF_CLAUSE.sub("", in_plain_words(text))
    if LAST_PAYDAY.search(text):
        return read_day(text, today)
    if _MIDDLE_AND_END.search(text):
        return min(day for number in (15, 31) if (day := next_day_of_month(number, today)) is not None)
    found = _ON_WEEKDAY.search(text)
    if found is not None:
        return weekday_after(today, WEEKDAYS.index(found["day"].lower()))
    if len(_NTH_ANY.findall(text)) > 1:
        return None
    return day_named(_PAY_WORDS.sub(" ", text), today) or single_day(text, today).day


def read_payday_alone(text: str, today: date) -> date | None:
    """The payday of a message that tells nothing but one: "my next payday is March 13"; None for any other."""
    return read_payday(text, today) if _ONLY_A_PAYDAY.match(text) is not None else None


def payday_beside(text: str, today: date) -> date | None:
    """The payday that is told beside a wish: "each payday please, the last one was Nov 26"; None where none is."""
    for clause in CLAUSE.split(text):
        said = _THAT_ONE.sub(r"\1 payday", clause)
        if _ONE_PAYDAY.search(said) and (day := read_payday(said, today)) is not None:
            return day
    return None


def on_paydays(text: str) -> ReminderWish | None:
    found = EACH_PAYDAY.search(text) or _EVERY_PAYDAY.search(text)
    if found is None:
        return None
    before, after = text[: found.start()], text[found.end() :]
    words = found[0].lower()
    cut = (found.start(), found.end())
    offset = 0
    if plus := _OFFSET_AFTER.match(after.lstrip()):
        offset = count_of(plus["count"])
        cut = (cut[0], len(text) - len(after.lstrip()) + plus.end())
    elif minus := _OFFSET_BEFORE.match(after.lstrip()):
        offset = -count_of(minus["count"])
        cut = (cut[0], len(text) - len(after.lstrip()) + minus.end())
    elif (away := DAYS_AWAY.search(text)) and away.start() <= found.start() <= away.end() + 1:
        offset = count_of(away["count"] or "one") * (-1 if away["way"].lower() == "before" else 1)
        cut = (min(away.start(), cut[0]), cut[1])
    elif words.startswith("after"):
        offset = 1
    elif words.startswith("before"):
        offset = -1
    if words.startswith("the") and not offset:
        return None  # "about the paycheck" names no day
    every = re.search(r"\b(?:every|each)\b|days\b|checks\b|dates\b", words) or re.search(
        r"\b(?:every|each)\b\W*$", before, _FLAGS
    )
    once = bool(found.groupdict().get("next")) or not every
    rest = text[: cut[0]] + " " + text[cut[1] :]
    return ReminderWish(None, Repeats.PAYDAYS, max(-30, min(30, offset)), once=once, about=task_of(rest))
