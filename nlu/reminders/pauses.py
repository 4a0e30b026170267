"""Reminders that are put off for a time: "not in December", "pause it until January", "skip the next one"."""

import re
from datetime import date, timedelta
from typing import Final

from nlu.entities.calendar_dates import SHORT_MONTHS, end_of_month, month_only, weekday_after, weekday_number
from nlu.entities.how_many import counted
from nlu.reminders.change import Does, ReminderChange
from nlu.reminders.days import days_told
from nlu.reminders.moves import new_time
from nlu.reminders.reading import read_when
from nlu.reminders.which import ANY_DAY, SAYS_REMINDER, Which, which_named
from nlu.reminders.words import ALWAYS_ASKS

_FLAGS: Final = re.IGNORECASE
PAUSES: Final = re.compile(
    r"\b(?:pause|suspend|hold(?: off| on)?|snooze|mute|take a break|give (?:it|me) a break|freeze)\b", _FLAGS
)
_UNTIL: Final = re.compile(
    r"\b(?:(?:not|nothing|none|no (?:more )?(?:reminders?|messages?)|pause\w*|hold(?: off| on)?|snooze|wait|"
    rf"don'?t (?:{ALWAYS_ASKS}|message) me|stop|skip|quiet|silent|mute|suspend|starting|start(?: again)?|resume|"
    r"back)\b.*?)?\b(?:until|till|til|before|to start in|again in|again on|resume(?:s)?(?: in| on)?|starting in)\b"
    r"(?P<when>.+)$",
    _FLAGS,
)
_NOT_IN: Final = re.compile(
    r"\b(?:not|nothing|none|skip|except|but not|leave out|no (?:reminders?|messages?)|without|omit|"
    rf"(?:don'?t|do not) (?:{ALWAYS_ASKS}|message|do|send)(?: me| it| that| anything)?)\b"
    r"(?: \w+){0,4}? ?(?:in|during|for|over|through)?(?: all of| the whole of| the month of)? "
    rf"(?=(?:this |next )?(?:month|week|{SHORT_MONTHS}))",
    _FLAGS,
)
_OF_ALL: Final = re.compile(rf"\breminders\b|\ball\b|\beverything\b|\b(?:{ALWAYS_ASKS}) me\b|\bmessages\b", _FLAGS)
_SPAN: Final = re.compile(
    r"\bfor (?:the (?:next|coming) )?(?P<count>\d{1,2}|a couple of|a few|an?|one|two|three|four|five|six|ten)? ?"
    r"(?P<unit>day|week|month)s?\b"
    r"|\b(?P<which>this|next) (?P<whole>month|week)\b",
    _FLAGS,
)
_THROUGH: Final = re.compile(r"\s*(?:through|thru|to|until|till?|up to|-|–|and)\s*", _FLAGS)
_SKIP: Final = re.compile(
    r"\b(?:skip|miss|leave out|not)\b (?:the |my |this )?(?:next|coming|this|upcoming)"
    r"(?: (?:one|time|reminder|payday))?\b|^skip (?:it|that|this)(?: (?:one|time|once))*$",
    _FLAGS,
)
_PUT_OFF: Final = re.compile(
    r"^(?:snooze|postpone|put off|delay)\b(?: (?:it|that|this)\b)?[,;:]? *(?:it )?(?:until |till |to )?", _FLAGS
)


def pause_told(text: str, today: date) -> ReminderChange | None:
    if _SKIP.search(text):
        return ReminderChange(Does.SKIP, _left_in(_SKIP.sub(" ", text), today))
    until = _UNTIL.search(text)
    if (
        until is not None
        and (until.start() == 0 or PAUSES.search(text))
        and not re.match(r"(?:change|make|move|set|push|put|reschedule|shift)\b", text, _FLAGS)
    ):
        last = _day_before(until["when"], today)
        if last is not None:
            return ReminderChange(Does.PAUSE, _left_in(text[: until.start("when")], today), since=today, until=last)
    if found := _NOT_IN.search(text):
        span = _span(text[found.end() :], today)
        if span is not None:
            which = _left_in(f"{text[: found.start()]} {_head(found[0])}", today)
            return ReminderChange(Does.PAUSE, which, since=span[0], until=span[1])
    if (put_off := _PUT_OFF.match(text)) and (rest := text[put_off.end() :]) and _span(text, today) is None:
        new = new_time(rest, rest, today)
        if new is not None and (new[0].day is not None or new[1] is not None):
            return ReminderChange(Does.CHANGE, Which(pointed=True), *new)
    if PAUSES.search(text):
        span = _span(text, today)
        which = _left_in(PAUSES.sub(" ", text), today)
        return ReminderChange(Does.PAUSE, which, since=span[0] if span else today, until=span[1] if span else None)
    return None


def _head(text: str) -> str:
    return text if SAYS_REMINDER.search(text) and "remind me" not in text.lower() else ""


def _left_in(text: str, today: date) -> Which:
    """The reminder that the rest of an order names; with none named, all where all are spoken of."""
    rest = " ".join(
        re.sub(
            r"\b(?:until|till|til|before|again|for|in|on|pause|snooze|mute|suspend|hold|off|skip|not|nothing|don'?t|do)\b",
            " ",
            text,
            flags=_FLAGS,
        ).split()
    ).strip(" .,")
    which = which_named(rest, today) if rest else None
    if which is not None:
        return which
    everyone = _OF_ALL.search(text) is not None
    return Which(everyone=everyone, named=SAYS_REMINDER.search(text) is not None)


def _day_before(when: str, today: date) -> date | None:
    """The last day on which nothing is to come, from the words for the first on which it may."""
    month = month_only(when.strip())
    told = read_when(when, today).day
    if re.search(r"\bnew year\b|\bnext year\b", when, _FLAGS):
        told = date(today.year + 1, 1, 1)
    elif month is not None and not re.search(r"\d{1,2}(?:st|nd|rd|th)?\b(?!\d)", when.replace(str(month[1] or ""), "")):
        number, year = month[0], month[1]
        year = year or (today.year if number > today.month else today.year + 1)
        told = date(year, number, 1)
    elif told is None and (found := ANY_DAY.search(when)):
        told = weekday_after(today, weekday_number(found["day"]))
    return None if told is None or told <= today else told - timedelta(days=1)


def _span(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the time that `text` names: a month, "for two weeks", "this week"."""
    month = month_only(text.strip())
    if month is not None:
        number, year = month[0], month[1]
        year = year or (today.year if number >= today.month else today.year + 1)
        return date(year, number, 1), end_of_month(year, number)
    if (between := _between(text, today)) is not None:
        return between
    found = _SPAN.search(text)
    if found is None:
        return None
    if found["which"]:
        return _whole(found["whole"].lower(), found["which"].lower() == "next", today)
    count = counted(found["count"] or "one")
    days = count * {"day": 1, "week": 7, "month": 30}[found["unit"].lower()]
    return today, today + timedelta(days=days)


def _between(text: str, today: date) -> tuple[date, date] | None:
    """The days between two that are joined: "12/14 through 3/1", "from Dec 20 to Jan 4"."""
    days = days_told(text, today)
    if len(days) != 2 or not _THROUGH.fullmatch(text[days[0].end : days[1].start]) or days[1].day < days[0].day:
        return None
    return days[0].day, days[1].day


def _whole(unit: str, later: bool, today: date) -> tuple[date, date]:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * later)
        return monday, monday + timedelta(days=6)
    number = (today.month - 1 + later) % 12 + 1
    year = today.year + (today.month == 12 and later)
    return date(year, number, 1), end_of_month(year, number)
