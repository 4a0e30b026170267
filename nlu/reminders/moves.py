"""A new day, rhythm or hour for a reminder that is set: "to Thursdays", "two days later"."""

import re
from datetime import date
from typing import Final

from nlu.entities.calendar_dates import DAY_NAMES, weekday_after, weekday_number
from nlu.entities.how_many import A_COUNT, counted
from nlu.reminders.change import Does, ReminderChange
from nlu.reminders.days import days_told
from nlu.reminders.reading import read_when
from nlu.reminders.topics import words_in
from nlu.reminders.which import (
    ANY_DAY,
    BY_ITS_DAY,
    NAMED,
    NUMBERED,
    ORDINALS,
    POINTED,
    SAYS_REMINDER,
    Which,
    numbers_in,
    which_by_words,
    which_named,
)
from nlu.reminders.wish import ReminderWish, Repeats
from nlu.reminders.words import ALWAYS_ASKS

_FLAGS: Final = re.IGNORECASE
CHANGES: Final = re.compile(
    r"^(?:change|make|move|shift|set|switch|put|reschedule|push|pull|bring|postpone|delay|do|have|send|adjust|"
    r"update|edit|turn|remind me(?: of)?|repeat|only|it should be|that should be)\b",
    _FLAGS,
)
_ASKED: Final = re.compile(
    rf"(?:{ALWAYS_ASKS})s? me\b|set (?:a|up|me|one|another)\b(?! (?:on|about|of|from|that)\b)", _FLAGS
)
_NEW_TASK: Final = re.compile(rf"\b(?:{ALWAYS_ASKS})s? me (?:to|about|of|that)\b", _FLAGS)
_SHIFT: Final = re.compile(
    rf"\b(?:by )?(?P<count>{A_COUNT}) (?P<unit>day|week|month)s? "
    r"(?P<way>earlier|sooner|before|ahead|forward|later|after|afterwards?)\b"
    r"(?! (?:each|every|the|my|payday|paycheck|pay))"
    r"|\b(?:(?:push|move|delay|postpone|shift|put)\b.{0,30}?\b(?:back|out|off|by)?|later by|earlier by)(?: by)? "
    rf"(?P<count2>{A_COUNT}) (?P<unit2>day|week|month)s?\b",
    _FLAGS,
)
_WAY: Final = re.compile(r"\b(?:earlier|sooner|ahead|forward|later)\b", _FLAGS)
_EARLIER: Final = frozenset({"earlier", "sooner", "before", "ahead", "forward"})
_DIRECTION: Final = re.compile(r"\b(?:(?P<earlier>earlier|sooner)|(?P<later>later))\b", _FLAGS)
_DAY_BEFORE: Final = re.compile(
    r"\b(?:the|a) day (?P<way>before|after|earlier|later)\b(?! (?:each|every|my|the|pay))", _FLAGS
)
_OF_A_REMINDER: Final = r"(?:time|day|date|hour|rhythm|text|reminders?|ones?|first|next)\b"
_CALLED_OTHERWISE: Final = re.compile(
    rf"(?:the|my) (?!{_OF_A_REMINDER})(?P<name>[\w' ]{{2,30}}?) (?:to|on|for)\b", _FLAGS
)
_ONCE: Final = re.compile(
    r"\b(?:only|just) (?:the )?(?:once|one time|this once|that one time)\b(?! (?:a|per|every|each))"
    r"|\bnot (?:repeat(?:ed|ing)?|recurring|every (?:time|week|month|day))$|\b(?:don'?t|do not) repeat\b"
    r"|\bone[- ]time only\b",
    _FLAGS,
)
_EACH_DAY: Final = re.compile(rf"^(?:on |every |each |to )*(?P<day>{DAY_NAMES})(?P<plural>s?)\b", _FLAGS)
_BARE_NTH: Final = re.compile(r"^(?:on |to |the |every |each )*(?P<day>\d{1,2})(?:st|nd|rd|th)\b", _FLAGS)
# What it should not be stands before what it should, or behind it.
_NOT_BEFORE: Final = re.compile(
    r"\bnot [^,;.!]{2,30}?\s*(?:[,;.!–—-]+\s*|\s)(?:but |just |only |rather |do )+(?:on |do )?"
    r"|\bnot [^,;.!]{2,30}[,;.!–—-]+\s*",
    _FLAGS,
)
NOT_BEHIND: Final = re.compile(r"[,;]?\s*(?:\b(?:instead of|rather than|and not|not)) .{2,30}$", _FLAGS)
_PLACED_FIRST: Final = re.compile(
    rf"(?:the |my )?(?:{'|'.join(ORDINALS)}) (?:one|reminder|of them|of those|of these)\b", _FLAGS
)
# Where the new day, rhythm or time may begin behind the name of a reminder.
_PARTING: Final = re.compile(
    r" (?:to|on|for|until|till|by|back|every|each|at|daily|weekly|biweekly|monthly|quarterly|yearly|once|only|"
    r"the \d{1,2}(?:st|nd|rd|th)|off (?:to|until|till)|"
    r"\d+ (?:days?|weeks?)|an? (?:day|week|month)|the day|two|three|four|one|earlier|later|sooner|tomorrow|next)\b",
    _FLAGS,
)


def change_told(text: str, today: date, *, spoken_of: bool, instead: bool) -> ReminderChange | None:
    verb = CHANGES.match(text)
    asked = _ASKED.match(text)
    if asked and not (spoken_of and instead):
        return None  # a new one
    if verb is None and (not spoken_of or (_NEW_TASK.search(text) and not instead)):
        return None
    rest = text[verb.end() :].strip() if verb is not None else text
    which, new = _parted(rest, today, alone=verb is not None)
    if which is None and verb is not None and not spoken_of:
        return None
    found = new_time(new, text, today)
    if found is None:
        return (
            ReminderChange(Does.CHANGE, which) if which is not None and (which.told or which.named) and verb else None
        )
    wish, weekday, shift, direction, once = found
    if which is None and verb is not None and (called := _CALLED_OTHERWISE.match(rest)) is not None:
        which = Which(words=words_in(called["name"]))  # one of another name than that just spoken of
    return ReminderChange(Does.CHANGE, which or Which(), wish, weekday, shift, direction, once)


def one_day_moved(found: re.Match[str], today: date) -> ReminderChange | None:
    """One day of a reminder that is to come on another day this once: "the one on Dec 25 should be the 24th"."""
    which, new = which_by_words(found["which"], today), _by_words_of_day(found["new"], today)
    return None if which.day is None or new is None else ReminderChange(Does.CHANGE, which, ReminderWish(new))


def _by_words_of_day(text: str, today: date) -> date | None:
    told = days_told(text, today)
    numbered = [one for one in told if re.search(r"\d", text[one.start : one.end])] or told
    return numbered[0].day if numbered else None


def _parted(text: str, today: date, *, alone: bool) -> tuple[Which | None, str]:
    """Which one stands at the beginning of `text`, and the words behind it."""
    if found := NUMBERED.match(text):
        return Which(numbers=numbers_in(found["first"] or found["first2"], ""), named=True), text[found.end() :].strip()
    if not alone:
        if found := POINTED.match(text):
            return Which(pointed=True), text[found.end() :].strip()
        return one_named_first(text, today) or (None, text)
    marks = [*_PARTING.finditer(text)]
    last_to = [mark for mark in reversed(marks) if mark[0].strip().lower() == "to"]
    for mark in [*last_to, *marks]:
        head, tail = text[: mark.start()], text[mark.start() :].strip()
        which = which_named(head, today) or (
            which_by_words(head, today) if BY_ITS_DAY.fullmatch(head.strip()) else None
        )
        if which is not None and which.told and new_time(tail, tail, today) is not None:
            return which, tail
    if found := POINTED.match(text):
        return Which(pointed=True, named=SAYS_REMINDER.search(found[0]) is not None), text[found.end() :].strip()
    if (found := NAMED.match(text)) and (tail := text[found.end() :].strip(" ,")):
        which = which_named(found[0], today)
        if which is not None and which.told:
            return which, tail  # "make the monthly one the last business day": its name is no new rhythm
    return (which_named(text, today) if new_time(text, text, today) is None else None), text


def one_named_first(text: str, today: date) -> tuple[Which, str] | None:
    """The reminder that `text` begins with, by place or name, and what it is to be: "the second one a day later"."""
    for pattern in (_PLACED_FIRST, NAMED):
        found = pattern.match(text)
        if found is None or not (rest := text[found.end() :].strip(" ,")) or new_time(rest, rest, today) is None:
            continue
        which = which_named(found[0].strip(), today)
        if which is not None and which.told:
            return which, rest
    return None


NewTime = tuple[ReminderWish, int | None, int, str, bool]


def new_time(text: str, whole: str, today: date) -> NewTime | None:
    """The new day, rhythm, time, or by how much; None where `text` names none."""
    told = re.sub(
        r"^(?:to|for|until|till|by|(?:only|just)(?! once| one| this| that)|be|into|back to|come)\s+",
        "",
        text.strip(),
        flags=_FLAGS,
    )
    told = _NOT_BEFORE.sub(" ", told, count=1).strip()
    told = NOT_BEHIND.sub("", told).strip() if not told.lower().startswith("not ") else told
    none = ReminderWish()
    if found := (_SHIFT.search(told) or _SHIFT.search(whole)):
        return none, None, _shifted(found), "", False
    if found := _DAY_BEFORE.search(told):
        return none, None, -1 if found["way"].lower() in ("before", "earlier") else 1, "", False
    wish = read_when(told, today)
    if wish.repeats is not Repeats.ONCE:
        weekly = wish.repeats is Repeats.DAYS and wish.count == 7 and wish.day is not None and ANY_DAY.search(told)
        return wish, wish.day.weekday() if weekly and wish.day else None, 0, "", False
    if found := _EACH_DAY.match(_without_time(told)):
        weekday = weekday_number(found["day"])
        plural = found["plural"] or re.search(r"\b(?:every|each)\b", found[0], _FLAGS)
        first = weekday_after(today, weekday)
        made = ReminderWish(first, Repeats.DAYS, 7, at=wish.at) if plural else ReminderWish(first, at=wish.at)
        return made, weekday, 0, "", False
    if _ONCE.search(told):
        return wish, None, 0, "", True
    if found := _BARE_NTH.match(told):
        nth = read_when(f"on the {found['day']}th", today)
        return ReminderWish(nth.day, at=wish.at, day_of_month=int(found["day"])), None, 0, "", False
    if wish.day is not None and not _DIRECTION.fullmatch(told):
        return wish, None, 0, "", False
    if found := _DIRECTION.search(told):
        return none, None, 0, "earlier" if found["earlier"] else "later", False
    return (wish, None, 0, "", False) if wish.at is not None else None


def _without_time(text: str) -> str:
    return re.sub(r"^(?:at )?\d{1,2}(?::\d\d)? ?[ap]\.?m\.?\s*(?:on )?", "", text, flags=_FLAGS)


def _shifted(found: re.Match[str]) -> int:
    count, unit = counted(found["count"] or found["count2"]), (found["unit"] or found["unit2"]).lower()
    days = count * {"day": 1, "week": 7, "month": 30}[unit]
    way = found["way"] or next(iter(_WAY.findall(found.string)), "later")
    return -days if way.lower() in _EARLIER else days
