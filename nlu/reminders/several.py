"""Several reminders that one message asks for."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from nlu.entities.calendar_dates import SHORT_MONTHS
from nlu.reminders.days import DayTold, day_told, days_told
from nlu.reminders.reading import read_wish
from nlu.reminders.rhythms import EACH_OF_THEM, EVERY, twice_a_month
from nlu.reminders.tasks import (
    ASKING,
    CALLED,
    LEADING,
    PARTED,
    POLITE_END,
    TRAILING,
    shortened,
    task_behind_day,
    task_of,
    task_told_before,
)
from nlu.reminders.wish import ReminderWish, Repeats
from nlu.reminders.words import in_plain_words
from nlu.time_of_day import read_time_of_day

MOST_AT_ONCE: Final = 6  # reminders in one message
_FLAGS: Final = re.IGNORECASE
_NUMBERED: Final = re.compile(r"(?:^|\s)\(?[1-9][).](?=\s)")
_AND_ON: Final = re.compile(
    r"[;,]?\s+and (?:again |then |another (?:one )?|one )?"
    rf"(?=(?:on|for|by) (?:the \d|{SHORT_MONTHS}|\d{{1,2}}/)|"
    r"in (?:\d|a|two|three|four) |next |tomorrow|(?:a )?(?:couple|few|\d|two|three) (?:of )?(?:days|weeks) before)",
    _FLAGS,
)
_LISTED: Final = re.compile(r"\W*(?:(?:and|again|then|also|plus|on|at|the|once more)\b\W*)*", _FLAGS)
_TOMORROW: Final = re.compile(r"\btomorrow\b", _FLAGS)
_NEXT_TASK: Final = re.compile(r"^\W*(?:[,;.]|\b(?:and|then|also|plus)\b)(?:\W|\b(?:and|then|also|plus|to)\b)*", _FLAGS)
# What tells of the day itself, or on what it hangs: "payroll closes before Dec 12", "and if they are silent, on Dec 8".
_DAY_OF_SOMETHING: Final = re.compile(
    r"\b(?:is|are|was|were|due|closes?|ends?|until|till|before|after|from|since|through|of|the)\W*$|"
    r"^\W*(?:(?:and|then|also|or)\W+)*(?:if|unless|when|in case|not|or|again)\b",
    _FLAGS,
)


def read_reminders(text: str, today: date) -> tuple[ReminderWish, ...]:
    """The reminders that `text` wants where they are two or more, each with its day; else empty.

    They are numbered, joined by "and on", a list of days, or two days of the month that come every month. What is to
    be done on one day holds for all where it is told only once.
    """
    rest = ASKING.sub("", in_plain_words(text))
    if twice := twice_a_month(rest, today):
        return twice
    called = CALLED.search(rest)
    story = task_told_before(rest)
    if listed := (_on_days(rest[called.end() :], today) if called is not None else ()) or _on_days(rest, today):
        return tuple(replace(one, about=one.about or story) for one in listed)
    parts = [one.strip(" ,;") for one in _NUMBERED.split(rest)][1:] if len(_NUMBERED.findall(rest)) > 1 else []
    parts = parts or [one.strip(" ,;") for one in _AND_ON.split(rest)]
    parts = [one for one in parts if one]
    if not 1 < len(parts) <= MOST_AT_ONCE:
        return ()
    wishes = [_first_day(ASKING.sub("", one), today) for one in parts]
    found = [one for one in wishes if one is not None]
    if len(found) != len(wishes):
        return ()
    told = [one.about for one in found if one.about]
    return tuple(replace(one, about=one.about or told[0]) for one in found) if told else tuple(found)


def _on_days(text: str, today: date) -> tuple[ReminderWish, ...]:
    """Days that are listed, with one thing to do on all or one behind each: "Dec 7 call them, Dec 21 look"."""
    days = _with_tomorrow(text, today)
    if not 1 < len(days) <= MOST_AT_ONCE or EACH_OF_THEM.search(text) or EVERY.search(text):
        return ()
    gaps = [text[one.end : other.start] for one, other in itertools.pairwise(days)]
    if all(_LISTED.fullmatch(gap) for gap in gaps):
        time = read_time_of_day(text)
        at = None if time is None else time[0]
        about = task_of(f"{text[: days[0].start]} {text[days[-1].end :]}")
        return tuple(ReminderWish(one.day, about=about, at=at) for one in days)
    if before := _each_with_task_before(text, days):
        return before
    if not all(PARTED.search(gap) for gap in gaps):
        return ()
    tasks = [task_behind_day(tail) for tail in (*gaps, text[days[-1].end :])]
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
    if POLITE_END.sub("", f" {tail}").strip(" .!,;"):
        return ()
    for place, told in enumerate(days):
        said = text[days[place - 1].end if place else 0 : told.start]
        early = read_time_of_day(said) if place else None
        if early is not None and not said[: early[1]].strip():
            found[-1] = replace(found[-1], at=early[0])
            said = said[early[2] :]
        if (place and not _NEXT_TASK.match(said)) or _DAY_OF_SOMETHING.search(said):
            return ()
        about = task_behind_day(_NEXT_TASK.sub("", said)) if place else task_of(f"{said} ")
        if not about:
            return ()
        found.append(_with_task(told, about))
    return (*found[:-1], replace(found[-1], at=time[0])) if time is not None else tuple(found)


def _with_task(told: DayTold, about: str) -> ReminderWish:
    time = read_time_of_day(about)
    if time is None:
        return ReminderWish(told.day, about=about)
    return ReminderWish(
        told.day, about=LEADING.sub("", f"{about[: time[1]]}{about[time[2] :]}").strip(" ,"), at=time[0]
    )


def _first_day(part: str, today: date) -> ReminderWish | None:
    """The reminder of one item, whose day or rhythm stands before what is to be done; None where it names none."""
    wish, told = read_wish(part, today), day_told(part, today)
    if told is None or (wish.repeats is not Repeats.ONCE and wish.day is not None):
        return wish if wish.day is not None else None
    rest = f"{part[: told.start]} {part[told.end :]}".strip(" ,;:-")
    return ReminderWish(told.day, about=shortened(TRAILING.sub("", LEADING.sub("", rest)).strip(" .,;:-")))
