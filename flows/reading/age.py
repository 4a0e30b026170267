"""Reads an age as the age reached on 31 December of the tax year (facts: the age on that day counts)."""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from flows.reading.amounts import find_range, mended
from flows.reading.dates import Written, add_months, month_only, written_date
from flows.reading.hedges import hedges_of
from flows.reading.money import doubts
from flows.reading.phrases import Found
from flows.reading.result import NOT_UNDERSTOOD, Choice, Context, Reading, asks
from flows.reading.text import clean, tokens_of
from flows.reading.tokens import Token, numbers_of
from flows.reading.words import fillers, phrase_table

_LEAST, _MOST = 15, 100  # ages outside of this are questioned
_DECADES = frozenset(["twenties", "thirties", "forties", "fifties", "sixties", "seventies"])
_BORN = re.compile(r"\b(?:born|birth\s?(?:day|date|year)?|b\.?\s?day|dob|d\.o\.b\.?|date of birth|b\.)", re.IGNORECASE)
_SHORT_YEAR = re.compile(
    r"(?<!\w)'(\d{2})\b|\bborn\s+(?:in\s+|back in\s+)?(?:the year\s+)?(\d{2})\b(?![/.-]\d)", re.IGNORECASE
)


def read_age(text: str, context: Context) -> Reading:
    """Reads `text` as an age in whole years on 31 December of the context's year. A bare number is taken as that age."""
    plain = clean(text)
    born = _born(plain, context)
    if born is not None:
        return born
    tokens = mended(tokens_of(text))
    found = find_range(tokens)
    if found and max(found[0].value, found[1].value) < 130 and "/" not in plain:
        return asks("range", *(Choice(str(int(one.value)), int(one.value)) for one in found))
    if any(token.text in _DECADES for token in tokens) or any(
        token.kind == "number" and following.text == "s" for token, following in pairwise(tokens)
    ):
        return asks("range")
    return (
        _said_age(plain, tokens, context)
        if not any(t.unit in {"$", "%", "foreign"} for t in numbers_of(tokens))
        else NOT_UNDERSTOOD
    )


def _judged(value: int, reason: str, *others: int) -> Reading:
    if not _LEAST <= value <= _MOST:
        reason = "out_of_reason"
        if value < 0:
            return asks("out_of_reason")
    values = dict.fromkeys((value, *others))
    return Reading(value, bool(reason), reason, tuple(Choice(str(one), one) for one in values) if reason else ())


def _born(plain: str, context: Context) -> Reading | None:
    """An age from a date or a year of birth; None where `plain` gives none."""
    written = written_date(plain, born=True, today=context.today)
    says_born = bool(_BORN.search(plain))
    if written == "no_such_day":
        return asks("no_such_day")
    if written is not None and written.year is not None:
        if written.year > context.today.year:
            return None
        rest = tokens_of(plain[: written.start] + " " + plain[written.end :])
        reason = doubts(rest, hedges_of(rest), fillers("age"))
        if numbers_of(rest):
            stated = [int(one.value) for one in numbers_of(rest)]
            value = context.year - written.year
            return _judged(value, "" if stated == [value] or stated == [value - 1] else "two_readings", *stated)
        return _judged(context.year - written.year, reason)
    tokens = tokens_of(plain)
    years = [token for token in numbers_of(tokens) if _is_birth_year(token, context.today)]
    short = _SHORT_YEAR.search(plain)
    if len(years) == 1 and not _turns(tokens):
        rest = tuple(token for token in tokens if token is not years[0])
        month = month_only(plain)
        others = [token for token in numbers_of(rest) if token.unit != "ordinal"]
        if others and not says_born:
            return None
        if others:
            return asks("two_readings")
        reason = doubts(
            rest,
            hedges_of(rest),
            fillers("age") | (frozenset(plain[month[2] : month[3]].lower().split()) if month else frozenset()),
        )
        return _judged(context.year - int(years[0].value), reason)
    if short and len(numbers_of(tokens)) == 1:
        year = _century(int(short[1] or short[2]), context.today)
        rest = tuple(token for token in tokens if token.kind == "word")
        return _judged(context.year - year, doubts(rest, hedges_of(rest), fillers("age")))
    return None


def _century(two_digits: int, today: date) -> int:
    year = today.year // 100 * 100 + two_digits
    return year - 100 if year > today.year - 10 else year


def _is_birth_year(token: Token, today: date) -> bool:
    return (
        token.unit in {"", "ordinal"}
        and token.decimals == 0
        and not token.scaled
        and "," not in token.text
        and 1900 <= token.value <= today.year - 10
    )


def _turns(tokens: tuple[Token, ...]) -> bool:
    return any(one.tag in {"turn", "turned"} for one in phrase_table("birthdays").find(tokens))


def _said_age(plain: str, tokens: tuple[Token, ...], context: Context) -> Reading:
    today, year = context.today, context.year
    written = written_date(plain, today=today)
    when = (
        written
        if isinstance(written, Written) and written.year in {None, *range(today.year - 2, today.year + 4)}
        else None
    )
    if when is not None:
        tokens = tokens_of(plain[: when.start] + " " + plain[when.end :])
    month = None if when else month_only(plain)
    if month is not None:
        tokens = tokens_of(plain[: month[2]] + " " + plain[month[3] :])
    tags = {one.tag: one for one in phrase_table("birthdays").find(tokens)}
    in_year = next((int(token.value) for token in numbers_of(tokens) if 2015 <= token.value <= 2060), None)
    if month and month[1]:
        in_year = month[1]
    ahead = _ahead(tokens, tags.get("ahead"), today)
    if ahead is not None:
        tokens = tokens[: tags["ahead"].start] + tokens[tags["ahead"].end :]
        tags = {one.tag: one for one in phrase_table("birthdays").find(tokens)}
    ages = [
        token
        for token in numbers_of(tokens)
        if token.unit in {"", "ordinal"} and not token.scaled and not 2015 <= token.value <= 2060
    ]
    used = frozenset(place for one in tags.values() for place in range(one.start, one.end))
    rest = tuple(token for place, token in enumerate(tokens) if place not in used)
    hedges = hedges_of(rest)
    reason = doubts(tuple(token for token in rest if token.text not in {"over", "in"}), hedges, fillers("age"))
    if not ages:
        return NOT_UNDERSTOOD
    stated, turned_age = _two_ages(ages, tags, dated=any(one is not None for one in (when, month, ahead)))
    if stated is None:
        return asks("two_readings", *(Choice(str(int(one.value)), int(one.value)) for one in ages[:4]))
    if stated.value != int(stated.value) and stated.value - int(stated.value) != Decimal("0.5"):
        return _judged(int(stated.value), "out_of_reason" if stated.value < _LEAST else "unit_unclear")
    words = {token.text for token in tokens}
    whole = int(stated.value)
    if words & {"almost", "nearly", "under", "shy"} or ("close" in words and not ("turn" in tags or "turned" in tags)):
        return (
            _judged(whole, "guess", whole - 1)
            if not words & {"almost", "nearly"}
            else _judged(whole - 1, "guess", whole)
        )
    if words & {"over", "above", "past"} or "+" in words:
        return asks("range")
    if "last" in words and month is not None:
        tags.setdefault("turned", next(iter(tags.values()), Found("turned", 0, 0)))
    birthday = ahead or _birthday(when, month, tags, in_year, today, words)
    if stated.value != whole or "half" in tags:
        half_birthday = add_months(today, 6)
        value = whole + (half_birthday.year == today.year) + (year - today.year)
        return _judged(value, reason or ("two_readings" if 4 <= today.month <= 8 else ""), whole, whole + 1)
    says_birthday = bool(words & {"birthday", "bday"}) or ("b" in words and "day" in words)
    turning = turned_age or bool({"turn", "turned"} & set(tags)) or stated.unit == "ordinal"
    turning = turning or (not says_birthday and (when is not None or month is not None or ahead is not None))
    if birthday is None:
        if "soon" in tags or ("turn" in tags and words & {"turning", "turn", "about", "hitting"}):
            return _judged(whole + year - today.year, reason or "two_readings", whole - 1)
        if in_year is not None:
            return _judged(whole + year - in_year, reason)
        if "now" in tags or "today" in tags:
            return _judged(whole + year - today.year, reason)
        if "turned" in tags and year != today.year:
            return _judged(whole + year - today.year, reason)
        return _judged(whole, reason)
    if turning or _says_when(tags):
        return _judged(whole + year - birthday.year, reason)
    # A present age and a birthday: "59, birthday in December". It is the age before that birthday if it lies ahead.
    ahead = birthday > today
    value = whole + (1 if ahead and birthday.year == today.year else 0) + (year - today.year)
    return _judged(value, reason or ("two_readings" if ahead and birthday.year == today.year else ""), whole)


def _ahead(tokens: tuple[Token, ...], found: Found | None, today: date) -> date | None:
    """The day that "in two weeks" names."""
    if found is None:
        return None
    number = next(token for token in tokens[found.start : found.end] if token.kind == "number")
    unit = next(one for one in ("day", "week", "month") if any(one in t.text for t in tokens[found.start : found.end]))
    if not 0 < number.value < 400:
        return None
    count = int(number.value)
    return add_months(today, count) if unit == "month" else today + timedelta(days=count * (7 if unit == "week" else 1))


def _says_when(tags: dict[str, Found]) -> bool:
    """ "60 next month" alone means that the 60th birthday is next month."""
    return bool(
        set(tags)
        & {"next_month", "this_month", "next_week", "tomorrow", "next_year", "last_year", "this_year", "last_month"}
    )


def _two_ages(ages: list[Token], tags: dict[str, Found], *, dated: bool) -> tuple[Token | None, bool]:
    """Which of the ages to count from: of "59, turning 60 in January" the one that will be reached."""
    if len(ages) == 1:
        return ages[0], False
    if (
        len(ages) == 2
        and ages[1].value == ages[0].value + 1
        and (dated or {"turn", "next_year", "soon", "next_month"} & set(tags))
    ):
        return ages[1], True
    if len(ages) == 2 and ages[0].value == ages[1].value:
        return ages[0], False
    return None, False


def _birthday(
    when: Written | Literal["no_such_day"] | None,
    month: tuple[int, int | None, int, int] | None,
    tags: dict[str, Found],
    in_year: int | None,
    today: date,
    words: set[str],
) -> date | None:
    """The day of the birthday that is talked about, as far as it settles the year; None where none is."""
    back = "turned" in tags or "was" in words
    if isinstance(when, Written):
        if when.year:
            return when.on(when.year)
        this_year = when.on(today.year) or date(today.year, when.month, 28)
        return _nearest(this_year, back=back, today=today)
    if month is not None:
        number, said_year = month[0], month[1] or in_year
        if said_year:
            return date(said_year, number, 15)
        if number == today.month:
            return today
        return _nearest(date(today.year, number, 15), back=back or "last_year" in tags, today=today)
    if "next_month" in tags:
        return add_months(today, 1)
    if "next_year" in tags:
        return date(today.year + 1, 6, 30)
    if "last_year" in tags:
        return date(today.year - 1, 6, 30)
    if set(tags) & {"this_month", "this_year", "today", "last_month"}:
        return today
    if "next_week" in tags:
        return date.fromordinal(today.toordinal() + 7)
    if "tomorrow" in tags:
        return date.fromordinal(today.toordinal() + 1)
    return None


def _nearest(this_year: date, *, back: bool, today: date) -> date:
    if back:
        return this_year if this_year <= today else this_year.replace(year=today.year - 1, day=min(this_year.day, 28))
    return this_year if this_year >= today else this_year.replace(year=today.year + 1, day=min(this_year.day, 28))


def read_birth_date(text: str, context: Context) -> Reading:
    """Reads `text` as a date of birth (ISO). Month first as the US writes it, unless that is no date."""
    plain = clean(text)
    written = written_date(plain, born=True, today=context.today)
    if written == "no_such_day":
        return asks("no_such_day")
    if written is None or written.year is None:
        tokens = tokens_of(plain)
        year_said = any(_is_birth_year(token, context.today) for token in numbers_of(tokens)) or _SHORT_YEAR.search(
            plain
        )
        if year_said:
            return asks("year_only")
        return asks("year_missing") if written is not None else NOT_UNDERSTOOD
    value = written.on(written.year)
    if value is None:
        return asks("no_such_day")
    rest = tuple(token for token in tokens_of(plain[: written.start] + " " + plain[written.end :]))
    if value > context.today:
        return asks("out_of_reason")
    years = context.year - value.year
    reason = doubts(rest, hedges_of(rest), fillers("age"))
    if numbers_of(rest):
        reason = "two_readings"
    if not _LEAST <= years <= _MOST:
        reason = "out_of_reason"
    choice = Choice(f"{value:%B} {value.day}, {value.year}", value.isoformat())
    return Reading(value.isoformat(), bool(reason), reason, (choice,) if reason else ())
