"""Reads a date that somebody names, relative to today where it is: the slot `date`."""

import re
from datetime import date, timedelta

from nlu.entities.calendar_dates import (
    SHORT_MONTHS,
    WEEKDAYS,
    Written,
    add_months,
    end_of_month,
    month_number,
    month_only,
    nth_weekday,
    weekday_after,
    with_days_in_figures,
    written_date,
)
from nlu.entities.guarded import guarded
from nlu.entities.hedges import hedges_of
from nlu.entities.money import doubts
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import clean, tokens_of
from nlu.entities.tokens import Token
from nlu.lexicon import fillers, phrase_table

_WEEKDAY = guarded(
    r"\b(?P<which>next|this|this coming|coming|last|past|on)?\s*"
    r"(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b",
    re.IGNORECASE,
)
_DAY_NAME = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY_OF_WEEK = guarded(
    rf"\b(?P<day>{_DAY_NAME})(?: of)? (?P<week>last|this|next) week\b"
    rf"|\b(?P<count>two|2|three|3|four|4) (?P<back>{_DAY_NAME})s ago\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_PLACES = {
    **dict.fromkeys(("first", "1st"), 1), **dict.fromkeys(("second", "2nd"), 2), **dict.fromkeys(("third", "3rd"), 3),
    **dict.fromkeys(("fourth", "4th"), 4), "last": -1,
}  # fmt: skip
_NTH = guarded(
    rf"\b(?:the )?(?P<place>{'|'.join(_PLACES)}) (?P<day>{_DAY_NAME}) (?:of|in) "
    rf"(?P<month>(?:this|next|last|the) month|(?:{SHORT_MONTHS})[a-z]*)\b",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(?P<first>0?[1-9]|1[0-2])\.(?P<second>0?[1-9]|1[0-2])\.(?:20)?\d\d\b")
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "fortnight": 14}
_PAST = frozenset(
    ["last", "ago", "was", "were", "past", "since", "did", "made", "converted", "posted", "already", "went"]
)
_MONTHS = frozenset({"may", "mar"})  # words of their own, which name a month where nothing else is said
_DONE = frozenset({"did", "made", "converted", "posted", "already", "went", "was", "happened", "hit", "arrived"})
_FAR = 90  # days; a date without a year that is farther away than this is asked about


def read_date(text: str, context: Context) -> Reading:
    """Reads `text` as an ISO date. Without a year the nearest one counts, the coming before the past."""
    plain, today = with_days_in_figures(clean(text)), context.today
    written = written_date(plain, today=today)
    if written == "no_such_day":
        return asks(Reason.NO_SUCH_DAY)
    if written is not None:
        return _from_written(written, plain, today)
    tokens = tokens_of(text)
    for place in range(len(tokens)):
        found = phrase_table("dates").at(tokens, place)
        if found and not (found.tag == "today" and place and tokens[place - 1].text in {"from", "ago"}):
            rest = tokens[:place] + tokens[found.end :]
            if any(token.kind == "number" for token in rest):
                return NOT_UNDERSTOOD
            return _judged(_named_date(found.tag, today), rest)
    counted = _of_a_month(plain, today) or _of_a_week(plain, today) or _day_of_month(tokens, today)
    return counted or _relative(tokens, today) or _weekday(plain, today) or _vague(plain)


def read_day_or_month(text: str, context: Context) -> Reading:
    """Reads `text` as an ISO date, or a month alone as "2026-03"; without a year it lies in the tax year."""
    reading = read_date(text, context)
    plain = clean(text)
    bare = plain.strip(" .!").lower()
    found = month_only(f"in {bare}" if bare in {"may", "mar"} else plain)
    if found is None or reading.value is not None:
        return reading
    if reading.reason is not Reason.DAY_MISSING and bare not in _MONTHS:
        return reading
    month, year, start, end = found
    rest = () if bare in _MONTHS else tokens_of(plain[:start] + " " + plain[end:])
    if any(token.kind == "number" or token.text in {"last", "next"} for token in rest):
        return reading
    reason = doubts(rest, hedges_of(rest), fillers("date"))
    value = f"{year or context.year}-{month:02d}"
    return Reading(value, bool(reason), reason)


def _judged(value: date, rest: tuple[Token, ...], *others: date, reason: Reason = Reason.NONE) -> Reading:
    reason = doubts(rest, hedges_of(rest), fillers("date")) or reason
    choices = tuple(Choice(f"{one:%b} {one.day}, {one.year}", one.isoformat()) for one in (value, *others))
    return Reading(value.isoformat(), bool(reason), reason, choices if reason else ())


def _from_written(written: Written, plain: str, today: date) -> Reading:
    rest = tokens_of(plain[: written.start] + " " + plain[written.end :])
    rest = tuple(token for token in rest if token.text not in {",", "."})
    if any(token.kind == "number" for token in rest) or written_date(plain[written.end :], today=today):
        return asks(Reason.TWO_READINGS)
    if written.year is not None:
        value = written.on(written.year)
        if value is None:
            return asks(Reason.NO_SUCH_DAY)
        if _DOTTED.search(plain) is not None and value.month != value.day:
            # Much of the world writes the day first, and dots are the way it does.
            return _judged(date(value.year, value.day, value.month), rest, value, reason=Reason.TWO_READINGS)
        far = not today.year - 60 <= value.year <= today.year + 30
        return _judged(value, rest, reason=Reason.OUT_OF_REASON if far else Reason.NONE)
    past = any(token.text in _PAST for token in rest)
    dates = [one for year in range(today.year - 1, today.year + 3) if (one := written.on(year)) is not None]
    if past:
        return _judged(max((one for one in dates if one <= today), default=dates[0]), _without(rest, _PAST))
    dates.sort(key=lambda one: (abs((one - today).days), one < today))
    ahead = [one for one in dates if one >= today]
    value = dates[0] if (dates[0] >= today or not ahead) else ahead[0]
    behind = max((one for one in dates if one < today), default=None)
    if behind is not None and (today - behind).days < _FAR < (value - today).days:
        return _judged(behind, rest, value, reason=Reason.TWO_READINGS)
    unsure = (value - today).days > _FAR
    doubt = Reason.TWO_READINGS if unsure else Reason.NONE
    return _judged(value, rest, *([behind] if unsure and behind else []), reason=doubt)


def _without(tokens: tuple[Token, ...], words: frozenset[str]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token.text not in words)


def _named_date(tag: str, today: date) -> date:
    year_end = date(today.year, 12, 31)
    christmas = date(today.year, 12, 25)
    return {
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "yesterday": today - timedelta(days=1),
        "day_after": today + timedelta(days=2),
        "day_before": today - timedelta(days=2),
        "year_end": year_end,
        "next_year_end": date(today.year + 1, 12, 31),
        "last_year_end": date(today.year - 1, 12, 31),
        "new_year": date(today.year + 1, 1, 1),
        "year_start": date(today.year, 1, 1),
        "month_end": end_of_month(today.year, today.month),
        "next_month_end": (following := add_months(today, 1)) and end_of_month(following.year, following.month),
        "month_start": add_months(today, 1).replace(day=1),
        "thanksgiving": _thanksgiving(today),
        "black_friday": _thanksgiving(today - timedelta(days=1)) + timedelta(days=1),
        "christmas": christmas if today <= christmas else christmas.replace(year=today.year + 1),
        "christmas_eve": christmas.replace(day=24) if today <= christmas else date(today.year + 1, 12, 24),
    }[tag]


def _thanksgiving(today: date) -> date:
    """The coming fourth Thursday of November (5 USC 6103(a)), or today if it is."""
    this_year = nth_weekday(date(today.year, 11, 1), 3, 4)
    return this_year if today <= this_year else nth_weekday(date(today.year + 1, 11, 1), 3, 4)


def _relative(tokens: tuple[Token, ...], today: date) -> Reading | None:
    """ "in two weeks", "3 days ago", "a week from now"."""
    for place, token in enumerate(tokens):
        if token.text not in {*_UNITS, "month", "months"} or place == 0:
            continue
        before = tokens[place - 1]
        if before.kind == "number" and before.decimals == 0 and 0 <= before.value <= 400:
            count = int(before.value)
        elif before.text in {"a", "one"}:
            count = 1
        elif before.text in {"next", "last"} and token.text in {"week", "month"}:
            return asks(Reason.DAY_MISSING)
        else:
            continue
        after = [one.text for one in tokens[place + 1 : place + 3]]
        ahead = (place > 1 and tokens[place - 2].text in {"in", "within"}) or after in (
            ["from", "now"],
            ["from", "today"],
        )
        if not ahead and after[:1] != ["ago"]:
            continue
        count = count if ahead else -count
        value = (
            add_months(today, count)
            if token.text.startswith("month")
            else today + timedelta(days=count * _UNITS[token.text])
        )
        used = {place - 2 if ahead and after[:1] != ["from"] else place - 1, place - 1, place, place + 1, place + 2}
        rest = tuple(one for index, one in enumerate(tokens) if index not in used)
        if any(one.kind == "number" for one in rest):
            return NOT_UNDERSTOOD
        return _judged(value, rest)
    return None


def _of_a_month(plain: str, today: date) -> Reading | None:
    """ "The second Friday of December", "the last Friday of this month"."""
    match = _NTH.search(plain)
    if match is None:
        return None
    rest = tokens_of(plain[: match.start()] + " " + plain[match.end() :])
    if any(token.kind == "number" for token in rest):
        return NOT_UNDERSTOOD
    name = (match["month"] or "").lower()
    months = {"": 0, "this month": 0, "the month": 0, "next month": 1, "last month": -1}
    place, weekday = _PLACES[match["place"].lower()], _weekday_of(match["day"])
    if name in months:
        return _judged(nth_weekday(add_months(today.replace(day=1), months[name]), weekday, place), rest)
    days = [nth_weekday(date(today.year + more, month_number(name), 1), weekday, place) for more in (-1, 0, 1)]
    past = any(token.text in _PAST for token in rest)
    kept = [one for one in days if (one <= today if past else one >= today)]
    return _judged(max(kept) if past else min(kept), _without(rest, _PAST) if past else rest)


def _of_a_week(plain: str, today: date) -> Reading | None:
    """ "Tuesday last week", "two Fridays ago"."""
    match = _DAY_OF_WEEK.search(plain)
    if match is None:
        return None
    weekday = _weekday_of(match["day"] or match["back"])
    rest = tokens_of(plain[: match.start()] + " " + plain[match.end() :])
    if any(token.kind == "number" for token in rest):
        return NOT_UNDERSTOOD
    if match["count"]:
        before = weekday_after(today, weekday) - timedelta(days=7)
        before -= timedelta(days=7) if before == today else timedelta()
        return _judged(before - timedelta(days=7 * (_COUNTS[match["count"].lower()] - 1)), rest)
    monday = today - timedelta(days=today.weekday())
    weeks = {"last": -1, "this": 0, "next": 1}[match["week"].lower()]
    return _judged(monday + timedelta(days=7 * weeks + weekday), rest)


def _weekday_of(name: str) -> int:
    return next(index for index, day in enumerate(WEEKDAYS) if day.startswith(name.lower()[:3]))


def _weekday(plain: str, today: date) -> Reading | None:
    match = _WEEKDAY.search(plain)
    if match is None:
        return None
    weekday = _weekday_of(match["day"])
    which = (match["which"] or "").lower()
    rest = tokens_of(plain[: match.start()] + " " + plain[match.end() :])
    coming = weekday_after(today, weekday)
    if any(token.kind == "number" for token in rest) or any(
        token.text in {"every", "other", "second", "alternate"} for token in rest
    ):
        return NOT_UNDERSTOOD
    if which == "last" and coming - timedelta(days=7) >= today - timedelta(days=today.weekday()):
        recent = coming - timedelta(days=7)  # of this week; "last Monday" on a Tuesday may be the week before
        return _judged(recent, rest, recent - timedelta(days=7), reason=Reason.TWO_READINGS)
    if which in {"", "on"} and _DONE & {token.text for token in rest}:
        before = coming - timedelta(days=7)  # "did it Tuesday"
        doubt = Reason.TWO_READINGS if before == today else Reason.NONE
        return _judged(before, _without(rest, _PAST), before - timedelta(days=7), reason=doubt)
    if which in {"last", "past"}:
        return _judged(coming - timedelta(days=7 if coming - timedelta(days=7) < today else 14), rest)
    if which == "next":
        monday = today - timedelta(days=today.weekday())
        value = monday + timedelta(days=7 + weekday)
        if value == coming:
            return _judged(value, rest)
        return _judged(value, rest, coming, reason=Reason.TWO_READINGS)
    if today.weekday() == weekday:
        return _judged(today if which == "this" else coming, rest, today, reason=Reason.TWO_READINGS)
    return _judged(coming, rest)


def _day_of_month(tokens: tuple[Token, ...], today: date) -> Reading | None:
    """ "the 15th": the coming one."""
    days = [place for place, token in enumerate(tokens) if token.unit == "ordinal" and 1 <= token.value <= 31]
    if len(days) != 1:
        return None
    place = days[0]
    day = int(tokens[place].value)
    rest = tokens[:place] + tokens[place + 1 :]
    if any(token.kind == "number" for token in rest):
        return None
    start = today
    following = [token.text for token in tokens[place + 1 : place + 4]]
    if following[:3] == ["of", "next", "month"]:
        start, rest = add_months(today, 1).replace(day=1), tokens[:place] + tokens[place + 4 :]
    elif following[:3] == ["of", "this", "month"]:
        start, rest = today.replace(day=1), tokens[:place] + tokens[place + 4 :]
    for months in range(3):
        month = add_months(start.replace(day=1), months)
        if day <= end_of_month(month.year, month.month).day and month.replace(day=day) >= start:
            value = month.replace(day=day)
            before = add_months(value, -1)
            behind = start == today and before.day == day and today - before < value - today
            weekday = WEEKDAYS[value.weekday()][:3]
            behind = behind and not any(token.text.startswith(weekday) for token in rest)
            doubt = Reason.TWO_READINGS if behind else Reason.NONE
            return _judged(value, rest, *([before] if behind else []), reason=doubt)
    return None


def _vague(plain: str) -> Reading:
    return asks(Reason.DAY_MISSING) if month_only(plain) else NOT_UNDERSTOOD
