"""When somebody wants to be reminded: "in 3 days", "on the 15th at 7 pm", "every payday plus one"."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from nlu.movements.days import read_day
from nlu.reminders.anchors import anchor_in
from nlu.reminders.days import day_ahead, day_away, day_told
from nlu.reminders.paydays import CLAUSE, LAST_PAYDAY, PAYDAY, away_from_payday
from nlu.reminders.rhythms import EVERY, rhythm_or_day
from nlu.reminders.single_days import blanked, day_before_task, day_named, single_day
from nlu.reminders.tasks import ASKING, CALLED, LEADING, LONGEST_WISH, TRAILING, shortened, task_of, task_told_before
from nlu.reminders.wish import Anchor, ReminderWish, Repeats
from nlu.reminders.words import in_plain_words
from nlu.time_of_day import read_time_of_day

_FLAGS: Final = re.IGNORECASE
# Still today, at the hour that is told with it or that these words have.
_THIS_DAY: Final = re.compile(
    r"\b(?:(?P<night>tonight)|(?:later )?(?:today|this) (?P<part>evening|afternoon)|(?P<later>later today|today))\b",
    _FLAGS,
)
_LATER_TODAY: Final = 18 * 60  # minutes after midnight, where only "today" is said
_PHASE: Final = re.compile(
    rf"[,;.(]?\s*\b(?:my |the |our )?(?:last|latest|previous|next|first|upcoming) (?:one|{PAYDAY})"
    r" (?:was|is|will be|being|comes?)(?: on)? (?P<day>(?:the )?[\w/]+(?: \d{1,2}(?:st|nd|rd|th)?)?)\b\)?|"
    r"\b(?:starting|beginning|from)(?: on)? (?P<start>(?:the )?[\w/]+ \d{1,2}(?:st|nd|rd|th)?)\b",
    _FLAGS,
)


def read_reminder(text: str, today: date) -> ReminderWish:
    """When `text` wants a reminder, from `today` on, and what about. It is tomorrow or later, or still today."""
    rest = ASKING.sub("", in_plain_words(text))
    called = CALLED.search(rest) if len(rest) > LONGEST_WISH else None
    if called is not None and day_told(rest[called.end() :], today) is not None:
        wish = read_reminder(rest[called.start() :], today)  # the days of the story before are none of the reminder
        return replace(wish, about=wish.about or task_told_before(rest))
    if (still := _still_today(rest, today)) is not None:
        return still
    if (found := read_time_of_day(rest)) is not None:
        without = f"{rest[: found[1]]} {rest[found[2] :]}"
        return replace(_in_phase(without, today), at=found[0])
    return _in_phase(rest, today)


def _still_today(rest: str, today: date) -> ReminderWish | None:
    """The wish of one who wants to be reminded before the day is over; None where another day is told."""
    said = _THIS_DAY.search(rest)
    if said is None or "tomorrow" in rest.lower() or EVERY.search(rest) or day_told(rest, today) is not None:
        return None
    found = read_time_of_day(rest)
    without = blanked(rest, said)
    if found is not None:
        without = f"{without[: found[1]]} {without[found[2] :]}"
    about = task_of(without) or shortened(LEADING.sub("", TRAILING.sub("", without)).strip(" .,!;:"))
    return ReminderWish(today, about=about, at=_LATER_TODAY if found is None else found[0])


def _in_phase(rest: str, today: date) -> ReminderWish:
    """The wish in `rest`, every other week from the day that is told of a payday: "next payday is Dec 2"."""
    found = _PHASE.search(rest)
    if found is None:
        return read_wish(rest, today)
    wish = read_wish(f"{rest[: found.start()]} {rest[found.end() :]}", today)
    day = (
        read_day(found["day"], today)
        if LAST_PAYDAY.search(found[0])
        else single_day(found["day"] or found["start"], today).day
    )
    if day is None or wish.day is None or wish.repeats is not Repeats.DAYS or wish.count % 7 or not wish.count:
        return wish
    if day > today:
        return replace(wish, day=day) if day.weekday() == wish.day.weekday() else wish
    behind = (wish.day - day).days % wish.count
    return wish if behind % 7 else replace(wish, day=wish.day + timedelta(days=(wish.count - behind) % wish.count))


def read_wish(rest: str, today: date) -> ReminderWish:
    if (ahead := day_ahead(rest, today)) is not None:
        told = " ".join(rest[ahead.start : ahead.end].partition("(")[0].split())
        return ReminderWish(ahead.day, about=task_of(rest[: ahead.start] + rest[ahead.end :]) or shortened(told))
    if (before := away_from_payday(rest, today)) is not None:
        return before
    if EVERY.search(rest) is None and (away := day_away(rest, today)) is not None:
        return ReminderWish(away[0], about=task_of(away[1]) or _of_that_day(away[1], today))
    anchored = anchor_in(rest)
    if anchored and anchored is not Anchor.SIXTY_DAYS and (day := day_before_task(rest, today)) is not None:
        return ReminderWish(day, about=task_of(rest))
    if anchored:
        return ReminderWish(day_named(rest, today), anchor=anchored, about=task_of(rest))
    return rhythm_or_day(rest, today)


def _of_that_day(text: str, today: date) -> str:
    """What is said of the day before which one is to be reminded: the clause that names it."""
    told = day_told(text, today)
    clauses = [one for one in CLAUSE.split(text) if told is not None and day_told(one, today) is not None]
    return shortened(CALLED.sub(" ", clauses[0]).strip(" .,;:-")) if clauses else ""


def read_when(text: str, today: date) -> ReminderWish:
    """The day or the rhythm that `text` names, whatever it may be about; no day and no rhythm where it names none."""
    text = in_plain_words(text)
    found = read_time_of_day(text)
    rest = text if found is None else f"{text[: found[1]]} {text[found[2] :]}"
    wish = rhythm_or_day(rest, today)
    return wish if found is None else replace(wish, at=found[0])


def names_when(text: str, today: date) -> bool:
    """Whether `text` names a day to come or a rhythm for a reminder."""
    wish = read_reminder(text, today)
    return wish.day is not None or wish.repeats is not Repeats.ONCE or bool(wish.anchor) or wish.at is not None
