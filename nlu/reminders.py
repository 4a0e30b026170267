"""When somebody wants to be reminded: "in 3 days", "on the 15th at 7 pm", "every payday plus one"."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from core.paychecks import business_day_of_month
from nlu.entities.calendar_dates import (
    SHORT_MONTHS,
    WEEKDAYS,
    add_months,
    day_of_month,
    month_number,
    next_day_of_month,
    nth_weekday,
    weekday_after,
)
from nlu.entities.date import read_date
from nlu.entities.guarded import guarded
from nlu.entities.reading import Context
from nlu.movements import read_day
from nlu.reminder_days import DayTold, day_ahead, day_away, day_told, days_told
from nlu.reminder_words import ASKED_BY, COUNTS, PLACES, SIGNS, in_plain_words
from nlu.time_of_day import read_time_of_day

MOST_AT_ONCE: Final = 6  # reminders in one message
LONGEST_WISH: Final = 200  # characters; what is longer tells a story beside
LONGEST_ABOUT: Final = 80  # characters
MOST_APART: Final = 400  # days or paydays; more is no wish to be reminded


class Repeats(StrEnum):
    """How a reminder comes again."""

    ONCE = "once"
    DAYS = "days"
    MONTHS = "months"
    PAYDAYS = "paydays"


class Anchor(StrEnum):
    """A day that follows from something else than the words."""

    NONE = ""
    LAST_PAYCHECK = "last_paycheck"
    SIXTY_DAYS = "sixty_days"
    FORMS = "forms"
    TAX_DAY = "tax_day"
    YEAR_CHECK = "year_check"


@dataclass(frozen=True, slots=True)
class ReminderWish:
    """What was asked for: the first `day`, None where none was said or it follows from `anchor` or the paydays.

    `count`: after so many days or months again; with `Repeats.PAYDAYS` so many days after (below 0: before) each
    payday, or after the next one only where `once`. `about`: what is to be done, in the person's words, "" if not said.
    `workday`: by its `place`, 1 or -1, it is the first or last business day of the month.
    `day_said`: the first day was named, not only how often. `day_of_month`: the number that was named, which a short
    month may not have, 0 for none. `place`: the how many-th weekday of a month it is, -1 for the last, 0 for a
    day by its number. `at`: minutes after midnight, None where no time was named.
    """

    day: date | None = None
    repeats: Repeats = Repeats.ONCE
    count: int = 0
    anchor: Anchor = Anchor.NONE
    once: bool = False
    about: str = ""
    day_said: bool = True
    day_of_month: int = 0
    at: int | None = None
    place: int = 0
    workday: bool = False


_NUMBERS: Final[Mapping[str, int]] = {**COUNTS, "other": 2, "second": 2, "third": 3}
_COUNT: Final = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|ten)"
_FLAGS: Final = re.IGNORECASE
_PAYDAY: Final = r"(?:pay ?days?|pay ?checks?|pay ?dates?|paydates?|times? i(?:'m| am| get) paid|i(?:'m| am| get) paid)"
_LAST_PAYCHECK: Final = re.compile(
    r"\b(?:last|final) (?:pay ?day|pay ?check|pay ?date|payroll|election|chance|one of (?:those|them))\b"
    r"(?! (?:was|were))|"
    r"\blast (?:day|date|one) (?:that |which |when )?"
    r"(?:i can (?:still )?change|to change|that can (?:still )?be changed)",
    _FLAGS,
)
_EACH_PAYDAY: Final = re.compile(
    rf"\b(?:every|each|on|after|before|the)\s+(?:my |the )?(?P<next>next |this |coming |following )?{_PAYDAY}\b", _FLAGS
)
_EVERY_PAYDAY: Final = re.compile(rf"\b(?:every|each)\s+{_PAYDAY}\b|\bon paydays\b", _FLAGS)
_OFFSET_AFTER: Final = re.compile(rf"(?:\bplus\b|\+)\s*{_COUNT}(?:\s*days?)?\b", _FLAGS)
_OFFSET_BEFORE: Final = re.compile(rf"(?:\bminus\b|-)\s*{_COUNT}(?:\s*days?)?\b", _FLAGS)
_DAYS_AWAY: Final = guarded(rf"\b(?:{_COUNT}|the) (?:business )?days? (?P<way>after|before|following)\b", _FLAGS)
_EVERY: Final = guarded(
    rf"\b(?:every|each|once (?:a|every)|once per|per)\s+(?:{_COUNT}\s+|(?P<other>other|second|third)\s+)?"
    r"(?P<unit>days?|weeks?|months?|quarters?|years?)\b"
    r"|\b(?P<word>daily|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually)\b",
    _FLAGS,
)
_UNITS: Final[Mapping[str, tuple[Repeats, int]]] = {
    "day": (Repeats.DAYS, 1), "daily": (Repeats.DAYS, 1),
    "week": (Repeats.DAYS, 7), "weekly": (Repeats.DAYS, 7),
    "biweekly": (Repeats.DAYS, 14), "fortnightly": (Repeats.DAYS, 14),
    "month": (Repeats.MONTHS, 1), "monthly": (Repeats.MONTHS, 1),
    "quarter": (Repeats.MONTHS, 3), "quarterly": (Repeats.MONTHS, 3),
    "year": (Repeats.MONTHS, 12), "yearly": (Repeats.MONTHS, 12), "annually": (Repeats.MONTHS, 12),
}  # fmt: skip
_EVERY_WEEKDAY: Final = re.compile(
    rf"\b(?:every|each|on)\s+(?P<other>other |second )?(?P<day>{'|'.join(WEEKDAYS)})(?P<plural>s)?\b"
    rf"|\b(?P<days>{'|'.join(WEEKDAYS)})s\b",
    _FLAGS,
)
_EVERY_NTH: Final = re.compile(
    r"\b(?:every|each|monthly on) (?:the )?(?P<every>\d{1,2})(?:st|nd|rd|th)\b|"
    r"\b(?:on )?(?:the )?(?P<of>\d{1,2})(?:st|nd|rd|th) (?:of )?(?:every|each|the) month\b",
    _FLAGS,
)
_NTH: Final = re.compile(r"\b(?:on )?the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", _FLAGS)
_MONTH_END: Final = re.compile(r"\b(?:the |at the )?(?:end|last day) of (?:the|each|every|this) month\b", _FLAGS)
_LAST_DAY: Final = re.compile(r"\b(?:on |at )?the (?:very )?(?:last day|end)\b", _FLAGS)
_OF_MONTH: Final = re.compile(rf"\bof (?=(?:{SHORT_MONTHS})[a-z]*\b)", _FLAGS)
_NEXT_UNIT: Final = re.compile(r"\b(?:next|in a|in one) (?P<unit>week|month|quarter|year)\b", _FLAGS)
_IN_UNITS: Final = re.compile(
    rf"\b(?:in|after|within) {_COUNT} (?P<business>business |working |work )?(?P<unit>days?|weeks?|months?)\b"
    rf"|\b(?P<from>\d{{1,3}}|a|one|two|three|four|five|six|seven|ten) "
    r"(?P<unit_from>days?|weeks?|months?) from (?:now|today)\b",
    _FLAGS,
)
_NEW_YEAR: Final = re.compile(
    r"\b(?:after|in|at) (?:the )?new year\b|\bnext year\b|\bin january\b|"
    r"\bwhen (?:the |my )?(?:new |yearly |annual )?(?:limits?|rooms?|counters?) "
    r"(?:resets?|renews?|changes?|kicks? in)\b",
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
# Still today, at the hour that is told with it or that these words have.
_THIS_DAY: Final = re.compile(
    r"\b(?:(?P<night>tonight)|(?:later )?(?:today|this) (?P<part>evening|afternoon)|(?P<later>later today|today))\b",
    _FLAGS,
)
_LATER_TODAY: Final = 18 * 60  # minutes after midnight, where only "today" is said
_YEAR_CHECK: Final = re.compile(r"\b(?:before|near|towards) (?:the )?(?:end of (?:the )?year|year[- ]end)\b", _FLAGS)

_ASKING: Final = re.compile(
    r"^\W*(?:(?:please|ok|okay|hey|hi|and|also|then|now|so|yes|can you|could you|would you|will you|i want you to|"
    r"i(?:'d| would) like you to)\W+)*"
    rf"(?:(?:{ASKED_BY}|reminder) me(?: up)?|"
    r"(?:don'?t|do not|never) let me forget|"
    rf"(?:give|send|drop) me (?:a |an )?(?:{SIGNS}|note|line)|"
    r"(?:set|make|add|create|give me)(?: up)?(?: me)? (?:a |an |the )?(?:[\w-]+ )?reminders?|reminders?)\b\W*",
    _FLAGS,
)
_TO_DO: Final = re.compile(
    r"(?P<whose>\b(?:she|he|they|(?:my|our|the) (?!reminder)\w+) (?:should|must|needs? to|has to|have to|ought to) .+)|"
    r"\b(?:to|about|that|so (?:that )?(?:i|we)(?: can| could| will)?|so as to|because|"
    r"just say|saying|titled?(?: it)?|call(?:ed)? it)\b:? (?P<what>.+)|"
    r"(?:^|\bme)\W*of (?P<of>.+)|\b(?:say|topic|subject|text|title): ?(?P<say>.+)|"
    r"\bfor (?P<for>(?:check|look|ask|call|convert)\w* .+)",
    _FLAGS,
)
_LEADING: Final = re.compile(r"^\W*(?:(?:on|at|by|in|to|about|that|for|i need to|i have to|i must)\b\W*)+", _FLAGS)
_CALLED: Final = re.compile(
    rf"\b(?:{ASKED_BY})s? me(?: up| again)?\b|"
    r"\btell me(?: to\b| that\b)?|\bgive (?:me )?(?:a )?heads[- ]?up\b",
    _FLAGS,
)
_TELL: Final = re.compile(
    r"\btell me (?:to |that )?(?P<what>.+)|\b(?:text|e-?mail|message|send) me (?P<sent>(?:the|my|a|an) .+)", _FLAGS
)
_NEXT_SENTENCE: Final = re.compile(r"(?<=[\w)\s])[.!?]\s+\S.*$")
_POINTS: Final = frozenset({"it", "this", "that", "them", "these", "those", "me", "which"})  # names nothing to do
_TRAILING: Final = re.compile(
    r"(?:\W*\b(?:please|thanks|thank you|on|in|at|and|the|of|by|from now|too|again|say|like)\b)+\W*$", _FLAGS
)
_POLITE_END: Final = re.compile(r"(?:\W*\b(?:please|thanks|thank you|pls|thx)\b)+\W*$", _FLAGS)
_DAY_CUT: Final = re.compile(r"\s\W*$")
_NUMBERED: Final = re.compile(r"(?:^|\s)\(?[1-9][).](?=\s)")
_AND_ON: Final = re.compile(
    r"[;,]?\s+and (?:again |then |another (?:one )?|one )?"
    rf"(?=(?:on|for|by) (?:the \d|{SHORT_MONTHS}|\d{{1,2}}/)|"
    r"in (?:\d|a|two|three|four) |next |tomorrow)",
    _FLAGS,
)
_PAID_ON: Final = re.compile(
    rf"\bpaid (?:always |every |each )?(?:on )?(?:a )?(?P<day>{'|'.join(WEEKDAYS)})s?\b", _FLAGS
)
_TWO_DAYS: Final = re.compile(
    r"\bthe (?P<one>\d{1,2})(?:st|nd|rd|th) and (?:on )?(?:the )?(?:(?P<two>\d{1,2})(?:st|nd|rd|th)|last day|last)\b",
    _FLAGS,
)
_A_MONTH: Final = rf"\b(?:{SHORT_MONTHS})[a-z]*\b"
_SEVERAL_MONTHS: Final = rf"{_A_MONTH}(?:(?:\W|\band\b)+{_A_MONTH})+"
_MONTHS: Final = re.compile(_SEVERAL_MONTHS, _FLAGS)
_NTH_WEEKDAY: Final = re.compile(
    rf"\b(?:on |the )*(?P<place>{'|'.join(PLACES)}) (?P<weekday>{'|'.join(WEEKDAYS)})s?"
    rf"(?! (?:of|in) {_A_MONTH}(?!\W+(?:and\W+)?{_A_MONTH}))"
    rf"(?: (?:of|in) (?:(?P<each>(?:every|each|a|the) (?:month|quarter))|(?P<months>{_SEVERAL_MONTHS})))?",
    _FLAGS,
)
_WORKDAY: Final = re.compile(
    r"\b(?:on |the |at )*(?P<place>first|1st|last) (?:business|working|work|week) ?day\b"
    rf"(?: (?:of|in) (?:(?P<each>(?:every|each|a) month)|(?:the|this|that) month|(?P<month>{SHORT_MONTHS})[a-z]*))?",
    _FLAGS,
)
_LISTED: Final = re.compile(r"\W*(?:(?:and|again|then|also|plus|on|at|the|once more)\b\W*)*", _FLAGS)
_PARTED: Final = re.compile(r"(?:[,;.]|\s+(?:and|then|and then))\s*(?:then |also |on )*$", _FLAGS)
_TOMORROW: Final = re.compile(r"\btomorrow\b", _FLAGS)
_NEXT_TASK: Final = re.compile(r"^\W*(?:[,;.]|\b(?:and|then|also|plus)\b)(?:\W|\b(?:and|then|also|plus|to)\b)*", _FLAGS)
# What tells of the day itself, or on what it hangs: "payroll closes before Dec 12", "and if they are silent, on Dec 8".
_DAY_OF_SOMETHING: Final = re.compile(
    r"\b(?:is|are|was|were|due|closes?|ends?|until|till|before|after|from|since|through|of|the)\W*$|"
    r"^\W*(?:(?:and|then|also|or)\W+)*(?:if|unless|when|in case|not|or|again)\b",
    _FLAGS,
)
_TELLS_OF_DAY: Final = re.compile(r"^\W*(?:is|was|are|'s|will|would|if|when|works?|at the latest|or)\b", _FLAGS)
_PHASE: Final = re.compile(
    rf"[,;.(]?\s*\b(?:my |the |our )?(?:last|latest|previous|next|first|upcoming) (?:one|{_PAYDAY})"
    r" (?:was|is|will be|being|comes?)(?: on)? (?P<day>(?:the )?[\w/]+(?: \d{1,2}(?:st|nd|rd|th)?)?)\b\)?|"
    r"\b(?:starting|beginning|from)(?: on)? (?P<start>(?:the )?[\w/]+ \d{1,2}(?:st|nd|rd|th)?)\b",
    _FLAGS,
)
_EACH_OF_THEM: Final = re.compile(r"\b(?:each|every|both|pay ?days?|pay ?checks?|month|monthly|twice)\b", _FLAGS)
_ON_WEEKDAY: Final = re.compile(rf"\b(?:on |next |this |is |every |each )(?P<day>{'|'.join(WEEKDAYS)})s?\b", _FLAGS)
_NTH_ANY: Final = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b", _FLAGS)
_LAST_PAYDAY: Final = re.compile(
    rf"\b(?:last|latest|previous|most recent) {_PAYDAY}|\b(?:was|got|were) (?:last |just )?paid\b|\blast paid\b", _FLAGS
)
_THAT_ONE: Final = re.compile(r"\b(last|latest|previous|next|first|coming|upcoming) one\b", _FLAGS)
_ONLY_A_PAYDAY: Final = re.compile(
    r"^\W*(?:my|our|the)? ?(?:next|last|first|coming) (?:pay ?days?|pay ?checks?) ?(?:is|was|will be|comes|came|:)",
    re.IGNORECASE,
)
_ONE_PAYDAY: Final = re.compile(rf"\b(?:last|latest|previous|most recent|next|first|coming|upcoming) {_PAYDAY}", _FLAGS)
_HOW_PAID: Final = re.compile(
    r"[,;] *(?:and )?(?:i|we|they)(?:'m|'re| am| are| get)? ?(?:get )?(?:paid|pay) (?:us |me )?\b.*$", _FLAGS
)
_CLAUSE: Final = re.compile(r"[,;]\s|[.!?]\s|\band\b", _FLAGS)
_IF_CLAUSE: Final = re.compile(r"\W+(?:if|unless|when) .*$", _FLAGS)
_MIDDLE_AND_END: Final = re.compile(
    r"\b(?:the )?15(?:th)?(?:\W|\band\b|\bon\b)+(?:the )?(?:31(?:st)?\b|last\b|end of)", _FLAGS
)
_PAY_WORDS: Final = re.compile(
    r"\b(?:i|i'm|am|get|paid|my|the|next|first|last|upcoming|coming|every|two|other|weeks?|biweekly|weekly|monthly|"
    r"semimonthly|twice|once|a|month|pay ?days?|pay ?checks?|pay ?dates?|is|are|comes?|one|of|and|with|salary)\b|,",
    _FLAGS,
)
_WHEN_BEHIND: Final = re.compile(
    r"\W+(?:(?:on|by|before|until|at) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}/\d|"
    rf"(?:{SHORT_MONTHS})[a-z]*\.? \d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"(?:tomorrow|next week|next month)\b).*$",
    _FLAGS,
)


def read_reminder(text: str, today: date) -> ReminderWish:
    """When `text` wants a reminder, from `today` on, and what about. It is tomorrow or later, or still today."""
    rest = _ASKING.sub("", in_plain_words(text))
    called = _CALLED.search(rest) if len(rest) > LONGEST_WISH else None
    if called is not None and day_told(rest[called.end() :], today) is not None:
        wish = read_reminder(rest[called.start() :], today)  # the days of the story before are none of the reminder
        return replace(wish, about=wish.about or _told_before(rest))
    if (still := _still_today(rest, today)) is not None:
        return still
    if (found := read_time_of_day(rest)) is not None:
        without = f"{rest[: found[1]]} {rest[found[2] :]}"
        return replace(_in_phase(without, today), at=found[0])
    return _in_phase(rest, today)


def _still_today(rest: str, today: date) -> ReminderWish | None:
    """The wish of one who wants to be reminded before the day is over; None where another day is told."""
    said = _THIS_DAY.search(rest)
    if said is None or "tomorrow" in rest.lower() or _EVERY.search(rest) or day_told(rest, today) is not None:
        return None
    found = read_time_of_day(rest)
    without = _without(rest, said)
    if found is not None:
        without = f"{without[: found[1]]} {without[found[2] :]}"
    about = _about(without) or _short(_LEADING.sub("", _TRAILING.sub("", without)).strip(" .,!;:"))
    return ReminderWish(today, about=about, at=_LATER_TODAY if found is None else found[0])


def _told_before(text: str) -> str:
    """What a story says last before it asks for a reminder, in which nothing is said of what is to be done."""
    called = _CALLED.search(text) if len(text) > LONGEST_WISH else None
    if called is None:
        return ""
    last = re.split(r"[.!?]\s+", text[: called.start()].strip())[-1]
    return _short(re.sub(r"(?:\W|\b(?:so|and|then|please)\b)+$", "", last, flags=_FLAGS))


def _in_phase(rest: str, today: date) -> ReminderWish:
    """The wish in `rest`, every other week from the day that is told of a payday: "next payday is Dec 2"."""
    found = _PHASE.search(rest)
    if found is None:
        return _read_wish(rest, today)
    wish = _read_wish(f"{rest[: found.start()]} {rest[found.end() :]}", today)
    day = (
        read_day(found["day"], today)
        if _LAST_PAYDAY.search(found[0])
        else _once(found["day"] or found["start"], today).day
    )
    if day is None or wish.day is None or wish.repeats is not Repeats.DAYS or wish.count % 7 or not wish.count:
        return wish
    if day > today:
        return replace(wish, day=day) if day.weekday() == wish.day.weekday() else wish
    behind = (wish.day - day).days % wish.count
    return wish if behind % 7 else replace(wish, day=wish.day + timedelta(days=(wish.count - behind) % wish.count))


def read_reminders(text: str, today: date) -> tuple[ReminderWish, ...]:
    """The reminders that `text` wants where they are two or more, each with its day; else empty.

    They are numbered, joined by "and on", a list of days, or two days of the month that come every month. What is to
    be done on one day holds for all where it is told only once.
    """
    rest = _ASKING.sub("", in_plain_words(text))
    if twice := _twice_a_month(rest, today):
        return twice
    called = _CALLED.search(rest)
    story = _told_before(rest)
    if listed := (_on_days(rest[called.end() :], today) if called is not None else ()) or _on_days(rest, today):
        return tuple(replace(one, about=one.about or story) for one in listed)
    parts = [one.strip(" ,;") for one in _NUMBERED.split(rest)][1:] if len(_NUMBERED.findall(rest)) > 1 else []
    parts = parts or [one.strip(" ,;") for one in _AND_ON.split(rest)]
    parts = [one for one in parts if one]
    if not 1 < len(parts) <= MOST_AT_ONCE:
        return ()
    wishes = [_first_day(_ASKING.sub("", one), today) for one in parts]
    found = [one for one in wishes if one is not None]
    if len(found) != len(wishes):
        return ()
    told = [one.about for one in found if one.about]
    return tuple(replace(one, about=one.about or told[0]) for one in found) if told else tuple(found)


def _on_days(text: str, today: date) -> tuple[ReminderWish, ...]:
    """Days that are listed, with one thing to do on all or one behind each: "Dec 7 call them, Dec 21 look"."""
    days = _with_tomorrow(text, today)
    if not 1 < len(days) <= MOST_AT_ONCE or _EACH_OF_THEM.search(text) or _EVERY.search(text):
        return ()
    gaps = [text[one.end : other.start] for one, other in itertools.pairwise(days)]
    if all(_LISTED.fullmatch(gap) for gap in gaps):
        time = read_time_of_day(text)
        at = None if time is None else time[0]
        about = _about(f"{text[: days[0].start]} {text[days[-1].end :]}")
        return tuple(ReminderWish(one.day, about=about, at=at) for one in days)
    if before := _each_with_task_before(text, days):
        return before
    if not all(_PARTED.search(gap) for gap in gaps):
        return ()
    tasks = [_task(tail) for tail in (*gaps, text[days[-1].end :])]
    return tuple(map(_with_task, days, tasks)) if all(tasks) else ()


def _with_tomorrow(text: str, today: date) -> Sequence[DayTold]:
    found = [DayTold(today + timedelta(days=1), *one.span()) for one in _TOMORROW.finditer(text)]
    return sorted([*days_told(text, today), *found], key=lambda one: one.start)


def _each_with_task_before(text: str, days: Sequence[DayTold]) -> tuple[ReminderWish, ...]:
    """Days of which each stands behind what is to be done on it: "to convert on Dec 15 and call HR on Dec 8"."""
    tail, found = text[days[-1].end :], list[ReminderWish]()
    time = read_time_of_day(tail)
    if time is not None:
        tail = f"{tail[: time[1]]}{tail[time[2] :]}"
    if _POLITE_END.sub("", f" {tail}").strip(" .!,;"):
        return ()
    for place, told in enumerate(days):
        said = text[days[place - 1].end if place else 0 : told.start]
        early = read_time_of_day(said) if place else None
        if early is not None and not said[: early[1]].strip():
            found[-1] = replace(found[-1], at=early[0])
            said = said[early[2] :]
        if (place and not _NEXT_TASK.match(said)) or _DAY_OF_SOMETHING.search(said):
            return ()
        about = _task(_NEXT_TASK.sub("", said)) if place else _about(f"{said} ")
        if not about:
            return ()
        found.append(_with_task(told, about))
    return (*found[:-1], replace(found[-1], at=time[0])) if time is not None else tuple(found)


def _task(text: str) -> str:
    """What is to be done, where it stands behind its day; "" for what tells of the day itself."""
    if _TELLS_OF_DAY.match(text):
        return ""
    return _short(_TRAILING.sub("", _LEADING.sub("", _PARTED.sub("", text))).strip(" .,;:-"))


def _with_task(told: DayTold, about: str) -> ReminderWish:
    time = read_time_of_day(about)
    if time is None:
        return ReminderWish(told.day, about=about)
    return ReminderWish(
        told.day, about=_LEADING.sub("", f"{about[: time[1]]}{about[time[2] :]}").strip(" ,"), at=time[0]
    )


def _away_from(text: str, today: date) -> ReminderWish | None:
    """So many days from a weekday of pay that is named before: "I'm paid on Wednesdays, ping me the day before"."""
    away, weekday = _DAYS_AWAY.search(text), _PAID_ON.search(text)
    if away is None or weekday is None or weekday.start() > away.start() or _EACH_PAYDAY.search(text):
        return None
    shift = _number(away["count"] or "one") * (-1 if away["way"].lower() == "before" else 1)
    day = (WEEKDAYS.index(weekday["day"].lower()) + shift) % 7
    first = weekday_after(today, day)
    return ReminderWish(first, Repeats.DAYS, 7, about=_about(_without(text, away)))


def _first_day(part: str, today: date) -> ReminderWish | None:
    """The reminder of one item, whose day or rhythm stands before what is to be done; None where it names none."""
    wish, told = _read_wish(part, today), day_told(part, today)
    if told is None or (wish.repeats is not Repeats.ONCE and wish.day is not None):
        return wish if wish.day is not None else None
    rest = f"{part[: told.start]} {part[told.end :]}".strip(" ,;:-")
    return ReminderWish(told.day, about=_short(_TRAILING.sub("", _LEADING.sub("", rest)).strip(" .,;:-")))


def _twice_a_month(text: str, today: date) -> tuple[ReminderWish, ...]:
    found = _TWO_DAYS.search(text)
    if found is None or not _EACH_OF_THEM.search(text):
        return ()
    away = _DAYS_AWAY.search(text)
    shift = 0 if away is None else _number(away["count"] or "one") * (-1 if away["way"].lower() == "before" else 1)
    rest = _without(text, found, away)
    about = _about(rest)
    wishes = []
    for word in (found["one"], found["two"]):
        number = int(word) + shift if word else 31
        if not 0 <= number <= 31:
            return ()
        number = number or 31  # the day before the first is the last of a month
        wishes.append(
            ReminderWish(next_day_of_month(number, today), Repeats.MONTHS, 1, about=about, day_of_month=number)
        )
    return tuple(wishes)


def _read_wish(rest: str, today: date) -> ReminderWish:
    if (ahead := day_ahead(rest, today)) is not None:
        told = " ".join(rest[ahead.start : ahead.end].partition("(")[0].split())
        return ReminderWish(ahead.day, about=_about(rest[: ahead.start] + rest[ahead.end :]) or _short(told))
    if (before := _away_from(rest, today)) is not None:
        return before
    if _EVERY.search(rest) is None and (away := day_away(rest, today)) is not None:
        return ReminderWish(away[0], about=_about(away[1]) or _of_that_day(away[1], today))
    anchored = _anchored(rest)
    if anchored and anchored is not Anchor.SIXTY_DAYS and (day := _named_before_task(rest, today)) is not None:
        return ReminderWish(day, about=_about(rest))
    if anchored:
        return ReminderWish(_named(rest, today), anchor=anchored, about=_about(rest))
    return _rhythm_or_day(rest, today)


def _of_that_day(text: str, today: date) -> str:
    """What is said of the day before which one is to be reminded: the clause that names it."""
    told = day_told(text, today)
    clauses = [one for one in _CLAUSE.split(text) if told is not None and day_told(one, today) is not None]
    return _short(_CALLED.sub(" ", clauses[0]).strip(" .,;:-")) if clauses else ""


def read_when(text: str, today: date) -> ReminderWish:
    """The day or the rhythm that `text` names, whatever it may be about; no day and no rhythm where it names none."""
    text = in_plain_words(text)
    found = read_time_of_day(text)
    rest = text if found is None else f"{text[: found[1]]} {text[found[2] :]}"
    wish = _rhythm_or_day(rest, today)
    return wish if found is None else replace(wish, at=found[0])


def names_when(text: str, today: date) -> bool:
    """Whether `text` names a day to come or a rhythm for a reminder."""
    wish = read_reminder(text, today)
    return wish.day is not None or wish.repeats is not Repeats.ONCE or bool(wish.anchor) or wish.at is not None


def _rhythm_or_day(text: str, today: date) -> ReminderWish:
    if payday := _paydays(text):
        return payday
    for read in (_workdays, _nth_weekdays, _in_months, _monthly, _weekdays, _every):
        if wish := read(text, today):
            return wish
    return _once(text, today)


def read_payday(text: str, today: date) -> date | None:
    """The payday that `text` names: a date, a day of the week or of the month; None where it names none.

    It is after `today`, but for one that is told as the last. Days of the month that come twice a month name no single
    payday, but for the 15th and the last.
    """
    text = _IF_CLAUSE.sub("", in_plain_words(text))
    if _LAST_PAYDAY.search(text):
        return read_day(text, today)
    if _MIDDLE_AND_END.search(text):
        return min(day for number in (15, 31) if (day := next_day_of_month(number, today)) is not None)
    found = _ON_WEEKDAY.search(text)
    if found is not None:
        return weekday_after(today, WEEKDAYS.index(found["day"].lower()))
    if len(_NTH_ANY.findall(text)) > 1:
        return None
    return _named(_PAY_WORDS.sub(" ", text), today) or _once(text, today).day


def read_payday_alone(text: str, today: date) -> date | None:
    """The payday of a message that tells nothing but one: "my next payday is March 13"; None for any other."""
    return read_payday(text, today) if _ONLY_A_PAYDAY.match(text) is not None else None


def payday_beside(text: str, today: date) -> date | None:
    """The payday that is told beside a wish: "each payday please, the last one was Nov 26"; None where none is."""
    for clause in _CLAUSE.split(text):
        said = _THAT_ONE.sub(r"\1 payday", clause)
        if _ONE_PAYDAY.search(said) and (day := read_payday(said, today)) is not None:
            return day
    return None


def _anchored(text: str) -> Anchor:
    if _LAST_PAYCHECK.search(text):
        return Anchor.LAST_PAYCHECK
    if _SIXTY.search(text):
        return Anchor.SIXTY_DAYS
    if _FORMS_DUE.search(text):
        return Anchor.FORMS
    if _TAX_DAY.search(text):
        return Anchor.TAX_DAY
    return Anchor.YEAR_CHECK if _YEAR_CHECK.search(text) else Anchor.NONE


def _paydays(text: str) -> ReminderWish | None:
    found = _EACH_PAYDAY.search(text) or _EVERY_PAYDAY.search(text)
    if found is None:
        return None
    before, after = text[: found.start()], text[found.end() :]
    words = found[0].lower()
    cut = (found.start(), found.end())
    offset = 0
    if plus := _OFFSET_AFTER.match(after.lstrip()):
        offset = _number(plus["count"])
        cut = (cut[0], len(text) - len(after.lstrip()) + plus.end())
    elif minus := _OFFSET_BEFORE.match(after.lstrip()):
        offset = -_number(minus["count"])
        cut = (cut[0], len(text) - len(after.lstrip()) + minus.end())
    elif (away := _DAYS_AWAY.search(text)) and away.start() <= found.start() <= away.end() + 1:
        offset = _number(away["count"] or "one") * (-1 if away["way"].lower() == "before" else 1)
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
    return ReminderWish(None, Repeats.PAYDAYS, max(-30, min(30, offset)), once=once, about=_about(rest))


def _nth_weekdays(text: str, today: date) -> ReminderWish | None:
    """A weekday by its place in each month, or in months that are listed: "the third Wednesday of every month"."""
    found = _NTH_WEEKDAY.search(text)
    if found is None:
        return None
    listed = _months_listed(found["months"] or "") if found["months"] else ((), 1)
    every = _EVERY.search(_without(text, found))
    if listed is None or (found["each"] is None and not found["months"] and every is None):
        return None
    months, step = listed
    if every is not None and not found["months"] and _unit(every)[0] is Repeats.MONTHS:
        step = _unit(every)[1]
    place, weekday = PLACES[found["place"].lower()], WEEKDAYS.index(found["weekday"].lower())
    days = (nth_weekday(add_months(today, ahead), weekday, place) for ahead in range(13))
    day = next(one for one in days if one > today and (not months or one.month in months))
    return ReminderWish(day, Repeats.MONTHS, step, about=_about(_without(text, found, every)), place=place)


def _workdays(text: str, today: date) -> ReminderWish | None:
    """The first or the last business day of each month, of the one that is named, or of the one that comes first."""
    found = _WORKDAY.search(text)
    if found is None:
        return None
    every = _EVERY.search(_without(text, found))
    monthly = found["each"] is not None or (every is not None and _unit(every)[0] is Repeats.MONTHS)
    place = PLACES[found["place"].lower()]
    months = [add_months(today.replace(day=1), ahead) for ahead in range(13)]
    if found["month"]:
        months = [one for one in months if one.month == month_number(found["month"])]
    day = next(one for month in months if (one := business_day_of_month(month, last=place < 0)) > today)
    about = _about(_without(text, found, every if monthly else None))
    if not monthly:
        return ReminderWish(day, about=about, place=place, workday=True)
    step = _unit(every)[1] if every is not None and found["each"] is None else 1
    return ReminderWish(day, Repeats.MONTHS, step, about=about, place=place, workday=True)


def _in_months(text: str, today: date) -> ReminderWish | None:
    """One day of months that are listed and lie evenly apart: "the 10th of Jan, Apr, Jul and Oct"."""
    found, nth = _MONTHS.search(text), _NTH.search(text)
    listed = _months_listed(found[0]) if found is not None else None
    if found is None or nth is None or listed is None or not 1 <= (number := int(nth["day"])) <= 31:
        return None
    months, step = listed
    firsts = (add_months(today.replace(day=1), ahead) for ahead in range(13))
    days = [day_of_month(one, number) for one in firsts if one.month in months]
    about = _about(_without(text, found, nth))
    day = next(one for one in days if one > today)
    return ReminderWish(day, Repeats.MONTHS, step, about=about, day_of_month=number)


def _months_listed(text: str) -> tuple[tuple[int, ...], int] | None:
    """The months in `text` and how many lie between them; None where they do not come round evenly."""
    months = tuple(sorted(month_number(one) for one in re.findall(_A_MONTH, text, _FLAGS)))
    apart = {(later - one) % 12 for one, later in zip(months, (*months[1:], *months[:1]), strict=True)}
    return (months, apart.pop()) if len(months) > 1 and len(apart) == 1 and len(set(months)) == len(months) else None


def _monthly(text: str, today: date) -> ReminderWish | None:
    found = _EVERY_NTH.search(text)
    every = _EVERY.search(text)
    monthly = every is not None and _unit(every)[0] is Repeats.MONTHS
    if found is None and monthly and (nth := _NTH.search(text)):
        found = nth
    if found is not None:
        number = int(next(group for group in found.groups() if group))
        rest = _without(text, found, every)
        count = _unit(every)[1] if every is not None and monthly else 1
        first = next_day_of_month(number, today)
        return ReminderWish(first, Repeats.MONTHS, count, about=_about(rest), day_of_month=number) if number else None
    end = _MONTH_END.search(text) or (_LAST_DAY.search(text) if monthly else None)
    if end is not None and (monthly or re.search(r"\b(?:each|every)\b", end[0], _FLAGS)):
        rest = _without(text, end, every)
        return ReminderWish(next_day_of_month(31, today), Repeats.MONTHS, 1, about=_about(rest), day_of_month=31)
    return None


def _weekdays(text: str, today: date) -> ReminderWish | None:
    found = _EVERY_WEEKDAY.search(text)
    if found is None or not (found["plural"] or found["days"] or found[0].lower().startswith(("every", "each"))):
        return None
    first = weekday_after(today, WEEKDAYS.index((found["day"] or found["days"]).lower()))
    every = _EVERY.search(text)
    step = 14 if found["other"] or (every is not None and _unit(every) == (Repeats.DAYS, 14)) else 7
    told = day_told(_without(text, found), today)
    if told is not None and told.day.weekday() == first.weekday():
        first = told.day
    return ReminderWish(first, Repeats.DAYS, step, about=_about(_without(text, found)))


def _every(text: str, today: date) -> ReminderWish | None:
    found = _EVERY.search(text)
    if found is None:
        return None
    repeats, count = _unit(found)
    if not 0 < count <= MOST_APART:
        return None
    rest = _without(text, found)
    first = add_months(today, count) if repeats is Repeats.MONTHS else today + timedelta(days=count)
    new_year = _NEW_YEAR.search(rest) is not None
    if new_year:
        first = _new_year(found, today)
    named = _named(rest, today)
    said = new_year or named is not None
    return ReminderWish(named or first, repeats, count, about=_about(rest), day_said=said)


def _once(text: str, today: date) -> ReminderWish:
    for pattern, day_of in (
        (_IN_UNITS, _in_units), (_NEXT_UNIT, _next_unit), (_MONTH_END, _month_end), (_NEW_YEAR, _new_year),
    ):  # fmt: skip
        found = pattern.search(text)
        day = day_of(found, today) if found is not None else None
        if found is not None and day is not None:
            nth = 31 if pattern is _MONTH_END else 0
            return ReminderWish(day, about=_about(_without(text, found)), day_of_month=nth)
    task = _TO_DO.search(text)
    if task is not None and (before := day_told(text[: task.start()], today)) is not None:
        return ReminderWish(before.day, about=_about(f"{text[: before.start]} {text[before.end :]}"))
    told = day_told(text, today)
    day = _named(text, today)
    if day is not None and (told is None or told.day != day):
        return ReminderWish(day, about=_about(text))
    if told is None:
        return ReminderWish(None, about=_about(text))
    return ReminderWish(told.day, about=_about(f"{text[: told.start]} {text[told.end :]}"))


def _unit(found: re.Match[str]) -> tuple[Repeats, int]:
    repeats, step = _UNITS[(found["unit"] or found["word"]).lower().removesuffix("s")]
    times = _number(found["count"] or found["other"] or "one") if found["unit"] else 1
    return repeats, step * times


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word.lower()]


def _without(text: str, *parts: re.Match[str] | None) -> str:
    for found in parts:
        if found is not None:
            text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text


def _in_units(found: re.Match[str], today: date) -> date | None:
    count = _number(found["count"] or found["from"])
    unit = (found["unit"] or found["unit_from"]).lower().removesuffix("s")
    if not 0 < count <= MOST_APART:
        return None
    if unit == "month":
        return add_months(today, count)
    if found["business"]:
        return _business_days(today, count)
    return today + timedelta(days=count * (7 if unit == "week" else 1))


def _business_days(today: date, count: int) -> date:
    day = today
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _next_unit(found: re.Match[str], today: date) -> date | None:
    unit = found["unit"].lower()
    if unit == "year":
        return None
    return today + timedelta(days=7) if unit == "week" else add_months(today, 3 if unit == "quarter" else 1)


def _month_end(_: re.Match[str], today: date) -> date | None:
    return next_day_of_month(31, today)


def _new_year(found: re.Match[str], today: date) -> date:
    told = day_told(found.string, today)
    if told is not None and not told.of_month and "next year" in found[0].lower():
        return add_months(told.day, 12 * (today.year + 1 - told.day.year))
    named = told is not None and told.day.year > today.year and told.day.month == 1
    return told.day if told is not None and named else date(today.year + 1, 1, 2)


def _named(text: str, today: date) -> date | None:
    """The day after `today` that `text` names for the reading of single days."""
    bare = re.sub(r"\b(?:to|about) .*?(?=\b(?:on|at|by|before|until) |$)", " ", text, flags=_FLAGS)
    led = re.search(r"\b(?:on|at|by|before|until)? ?((?:next |this |coming )?\S+(?: \S+){0,3})\W*$", text)
    for words in (text, bare, *([led[1]] if led else []), *_windows(text)):
        reading = read_date(" ".join(words.split()), Context(today))
        if reading.value is not None:
            day = reading.value if isinstance(reading.value, date) else date.fromisoformat(str(reading.value))
            if day > today:
                return day
    return None


def _named_before_task(text: str, today: date) -> date | None:
    """The day that stands before what is to be done: "on Dec 15 to look at my last paycheck" names a day of its own."""
    found = _TO_DO.search(text)
    return _named(text[: found.start()], today) if found is not None and found.start() else None


def _windows(text: str) -> list[str]:
    """The first and the last few words, between which a wish is usually put."""
    words = text.split()[:40]
    return [" ".join(part) for size in (4, 3, 2, 1) for part in (words[:size], words[-size:]) if part]


def _about(text: str) -> str:
    """What is to be done, in the person's words: what stands behind "to" or "about"."""
    plain = " ".join(_OF_MONTH.sub(" ", text).split())
    called = _CALLED.search(plain)
    found = (
        _TELL.search(plain) or (called and _TO_DO.search(plain, called.end())) or _TO_DO.search(_CALLED.sub(" ", plain))
    )
    if found is None:
        return ""
    what = next(group for group in found.groups() if group)
    what = _HOW_PAID.sub("", _WHEN_BEHIND.sub("", _NEXT_SENTENCE.sub("", what)))
    # A preposition at the end belonged to a day that was cut out; "log what went in" ends with its own.
    cut = _DAY_CUT.search(text) is not None or what != next(group for group in found.groups() if group)
    what = (_TRAILING if cut else _POLITE_END).sub("", what).strip(" .!,;:").strip()
    return "" if what.lower() in _POINTS else _short(what)


def _short(text: str) -> str:
    """The text, cut behind a whole word where it is too long."""
    if len(text) <= LONGEST_ABOUT:
        return text
    return f"{text[: LONGEST_ABOUT - 1].rpartition(' ')[0] or text[: LONGEST_ABOUT - 1]}…"
