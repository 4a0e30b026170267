"""Reads an age as the age reached on 31 December of the tax year (IRC 414(v)(5): the age on that day counts)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from nlu.entities.amounts import corrected, find_range
from nlu.entities.birth import LEAST_AGE, age_from_birth, judged_age
from nlu.entities.calendar_dates import (
    Written,
    add_months,
    month_only,
    with_days_in_figures,
    with_holidays,
    with_seasons,
    written_date,
)
from nlu.entities.hedges import hedges_of
from nlu.entities.money import doubts
from nlu.entities.phrases import Found
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import clean, tokens_of, tokens_of_clean
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import fillers, phrase_table, word_list

_DECADES = frozenset({"twenties", "thirties", "forties", "fifties", "sixties", "seventies"})
_HEIGHT = re.compile(r"\b[4-7](?:'|ft\.? ?)\s?\d{1,2}(?:\"|''|in\b)?")  # "5'11"
_BIG = re.compile(r"\b(?:the )?big (\d)-(\d)\b", re.IGNORECASE)  # "the big 5-0"
_SEX = re.compile(r"\b(?:[mf]\s?(?=\d{2}\b))?(\d{2})(?:\s?[mf])?\b(?!\.)", re.IGNORECASE)  # "33M", as forums write it
_JUST_GONE_BY = 3  # months; "in October", said in November, may be the month gone by or that of the next year
_LONG_GONE_BY = 8  # months; with a birthday longer ago the next one is meant
_HALF = Decimal("0.5")
_UNTIL = frozenset({"until", "till", "til"})
_FRACTION = re.compile(
    r"(?<![\d/.])(\d{2})\s*(?:and|&|-|,)?\s*(?:an?\s+|one\s+)?(1/2|half|1/4|quarter|3/4|three[ -]quarters?)(?![/\d])",
    re.IGNORECASE,
)
_PARTS_OF_A_YEAR = {"1/2": 6, "half": 6, "1/4": 3, "quarter": 3, "3/4": 9}  # months since the birthday
_LEEWAY = 1.5  # months by which somebody who says "and a half" may be off
_BOUNDARIES = (50, 60, 64)  # the ages at which a limit changes
# "60 next month" alone means that the 60th birthday is next month.
_WHEN = frozenset(
    {"next_month", "this_month", "next_week", "tomorrow", "next_year", "last_year", "this_year", "last_month"}
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words say: the ages, the day or month of a birthday, the year it falls in, and phrases by tag."""

    ages: tuple[Token, ...]
    tags: Mapping[str, Found]
    words: frozenset[str]
    rest: tuple[Token, ...]
    when: Written | None = None
    month: tuple[int, int | None, int, int] | None = None
    ahead: date | None = None
    in_year: int | None = None

    @property
    def dated(self) -> bool:
        """Whether a day or a month is named."""
        return self.when is not None or self.month is not None or self.ahead is not None


def read_age(text: str, context: Context) -> Reading:
    """Reads `text` as whole years of age on 31 December of the context's year; a bare number is taken as that age."""
    said = _BIG.sub(r"\1\2", _HEIGHT.sub(" ", clean(text)))
    plain = with_days_in_figures(with_seasons(with_holidays(_SEX.sub(r"\1", _own(said))), context.today))
    parted = _FRACTION.search(plain)
    if parted is not None:
        return _part_of_a_year(plain, parted, context)
    typed = tokens_of_clean(plain)
    born = age_from_birth(plain, typed, context)
    if born is not None:
        return born
    tokens = corrected(typed)
    found = find_range(tokens)
    if found and max(found[0].value, found[1].value) < 130 and "/" not in plain:
        return asks(Reason.RANGE, *(Choice(str(int(one.value)), int(one.value)) for one in found))
    if any(token.text in _DECADES for token in tokens) or any(
        token.kind == "number" and following.text == "s" for token, following in pairwise(tokens)
    ):
        return asks(Reason.RANGE)
    if any(token.unit in {"$", "%", "foreign"} for token in numbers_of(tokens)):
        return NOT_UNDERSTOOD
    return _read(_said(plain, tokens, context.today), context)


def _own(text: str) -> str:
    """`text` without the clauses about somebody else, where another gives the writer's age: "she's 52, I'm 55"."""
    clauses = [one for one in re.split(r"[,;.]\s+|\band\b|\bbut\b", text) if one.strip()]
    if len(clauses) < 2 or re.search(r"\d", text) is None:
        return text
    words = [re.findall(r"[a-z]+", one.lower().replace("'", "")) for one in clauses]
    people = word_list("other_people")
    others = [bool(people & set(one)) for one in words]
    mine = [bool({"i", "im", "me", "mine"} & set(one)) for one in words]
    kept = [one for one, other, own in zip(clauses, others, mine, strict=True) if own and not other]
    return ", ".join(kept) if any(others) and any(re.search(r"\d", one) for one in kept) else text


def _said(plain: str, tokens: tuple[Token, ...], today: date) -> _Said:
    written = written_date(plain, today=today)
    near = {None, *range(today.year - 2, today.year + 4)}
    when = written if isinstance(written, Written) and written.year in near else None
    month = None if when else month_only(plain)
    if when is not None:
        tokens = tokens_of(plain[: when.start] + " " + plain[when.end :])
    elif month is not None:
        tokens = tokens_of(plain[: month[2]] + " " + plain[month[3] :])
    in_year = next((int(token.value) for token in numbers_of(tokens) if 2015 <= token.value <= 2060), None)
    tags = {one.tag: one for one in phrase_table("birthdays").find(tokens)}
    ahead = _days_ahead(tokens, tags.get("ahead"), today)
    if ahead is not None:
        tokens = tokens[: tags["ahead"].start] + tokens[tags["ahead"].end :]
        tags = {one.tag: one for one in phrase_table("birthdays").find(tokens)}
    words = frozenset(token.text for token in tokens)
    if words & {"last", "since"} and month is not None:  # "60 last December"
        tags.setdefault("turned", Found("turned", 0, 0))
    used = frozenset(place for one in tags.values() for place in range(one.start, one.end))
    return _Said(
        ages=tuple(token for token in numbers_of(tokens) if _may_be_age(token)),
        tags=tags,
        words=words,
        rest=tuple(token for place, token in enumerate(tokens) if place not in used),
        when=when,
        month=month,
        ahead=ahead,
        in_year=month[1] if month and month[1] else in_year,
    )


def _may_be_age(token: Token) -> bool:
    if token.scaled and "m" in token.text:
        return True
    return token.unit in {"", "ordinal"} and not token.scaled and not 2015 <= token.value <= 2060


def _days_ahead(tokens: tuple[Token, ...], found: Found | None, today: date) -> date | None:
    """The day that "in two weeks" names."""
    if found is None:
        return None
    phrase = tokens[found.start : found.end]
    count = int(next(token.value for token in phrase if token.kind == "number"))
    if not 0 < count < 400:
        return None
    if any("month" in token.text for token in phrase):
        return add_months(today, count)
    return today + timedelta(days=count * (7 if any("week" in token.text for token in phrase) else 1))


def _read(said: _Said, context: Context) -> Reading:
    if not said.ages:
        return NOT_UNDERSTOOD
    stated, reached = _counted_age(said)
    if stated is None:
        return asks(Reason.TWO_READINGS, *(Choice(str(int(one.value)), int(one.value)) for one in said.ages[:4]))
    whole = int(stated.value)
    reason = doubts(
        tuple(token for token in said.rest if token.text not in {"over", "in"}), hedges_of(said.rest), fillers("age")
    )
    if stated.value - whole not in {0, _HALF}:
        return judged_age(whole, Reason.OUT_OF_REASON if stated.value < LEAST_AGE else Reason.UNIT_UNCLEAR)
    vague = _vague(said, whole)
    if vague is None and near_a_boundary(whole) and _rough(said):
        vague = judged_age(whole, Reason.GUESS, whole - 1, whole + 1)
    if vague is not None:
        return vague
    if stated.value != whole or "half" in said.tags:
        return _half_years(whole, reason, context)
    birthday = said.ahead or _birthday(said, context.today)
    if birthday is None:
        return _without_birthday(said, whole, reason, context)
    says_birthday = bool(said.words & {"birthday", "bday"}) or said.words >= {"b", "day"}
    says_birthday = says_birthday or bool(said.words & _UNTIL)
    turning = reached or bool({"turn", "turned"} & set(said.tags)) or stated.unit == "ordinal"
    month = said.month[0] if said.month and not said.month[1] and said.in_year is None else 0
    gone_by = 0 < context.today.month - month <= _JUST_GONE_BY if month else False
    if gone_by and not turning and near_a_boundary(whole):
        return judged_age(whole, Reason.TWO_READINGS, whole - 1)
    if month and not turning and not says_birthday and 0 < context.today.month - month <= _LONG_GONE_BY:
        return judged_age(whole, Reason.TWO_READINGS, whole - 1)  # "37 in May", said in November: turned, or to turn
    if turning or _WHEN & set(said.tags) or (said.dated and not says_birthday):
        return judged_age(whole + context.year - birthday.year, reason)
    # A present age and a birthday: "59, birthday in December". One more by 31 December if it still lies ahead.
    still_ahead = context.today < birthday <= date(context.today.year, 12, 31)
    value = whole + still_ahead + context.year - context.today.year
    if said.words & _UNTIL and still_ahead:
        return judged_age(value, reason)  # "37 until December 25": one more by the end of the year
    return judged_age(value, reason or (Reason.TWO_READINGS if still_ahead else Reason.NONE), whole)


def _counted_age(said: _Said) -> tuple[Token | None, bool]:
    """Which age to count from, and whether it is one still to be reached: of "59, 60 in January" it is 60."""
    ages = said.ages
    if len(ages) == 1 or (len(ages) == 2 and ages[0].value == ages[1].value):
        return ages[0], False
    next_age = len(ages) == 2 and ages[1].value == ages[0].value + 1
    if next_age and (said.dated or {"turn", "next_year", "soon", "next_month"} & set(said.tags)):
        return ages[1], True
    return None, False


def _vague(said: _Said, whole: int) -> Reading | None:
    """ "almost 40", "over 50": words that leave the age open."""
    turning = {"turn", "turned"} & set(said.tags)
    if said.words & {"almost", "nearly"}:
        return judged_age(whole - 1, Reason.GUESS, whole)
    if said.words & {"under", "shy"} or ("close" in said.words and not turning):
        return judged_age(whole, Reason.GUESS, whole - 1)
    if said.words & {"over", "above", "past", "+"}:
        return asks(Reason.RANGE)
    return None


def near_a_boundary(age: int) -> bool:
    """Whether an age said roughly may lie on either side of one at which a limit changes."""
    return any(boundary - 1 <= age <= boundary for boundary in _BOUNDARIES)


def _part_of_a_year(plain: str, parted: re.Match[str], context: Context) -> Reading:
    """ "59 and a half in March", "52 and 3/4": the birthday lies so many months before the day named, or today."""
    whole, part = int(parted[1]), parted[2].lower()
    since = _PARTS_OF_A_YEAR.get(part, 9)
    rest = plain[: parted.start()] + " " + plain[parted.end() :]
    if numbers_of(tokens_of(rest)) and month_only(rest) is None:
        return asks(Reason.TWO_READINGS, Choice(str(whole), whole), Choice(str(whole + 1), whole + 1))
    month = month_only(rest)
    today = context.today
    moved = context.year - today.year
    if month is not None:
        year = month[1] or today.year
        next_birthday = (year - today.year) * 12 + month[0] + 12 - since  # counted from the start of this year
        return judged_age(whole + (next_birthday <= 12) + (next_birthday <= 0) + moved, Reason.NONE)
    next_birthday_in = today.month + today.day / 31 - 1 + 12 - since
    early, late = next_birthday_in - _LEEWAY <= 12, next_birthday_in + _LEEWAY <= 12
    value = whole + (next_birthday_in <= 12) + moved
    if early == late:
        return judged_age(value, Reason.NONE)
    return judged_age(value, Reason.TWO_READINGS, whole + moved, whole + 1 + moved)


def _rough(said: _Said) -> bool:
    """Whether an age is said only roughly: "about 50", "63ish"."""
    return bool(said.words & {"about", "around", "ish", "roughly", "approx", "approximately", "circa", "ca", "~"})


def _half_years(whole: int, reason: Reason, context: Context) -> Reading:
    """ "59 and a half": the next birthday is about six months away, in this year or in the next."""
    today = context.today
    value = whole + (add_months(today, 6).year == today.year) + context.year - today.year
    unsure = 4 <= today.month <= 8
    return judged_age(value, reason or (Reason.TWO_READINGS if unsure else Reason.NONE), whole, whole + 1)


def _without_birthday(said: _Said, whole: int, reason: Reason, context: Context) -> Reading:
    """An age whose birthday is not named: as said, moved by the years between it and the tax year."""
    moved = whole + context.year - context.today.year
    if "soon" in said.tags or ("turn" in said.tags and said.words & {"turning", "turn", "about", "hitting"}):
        return judged_age(moved, reason or Reason.TWO_READINGS, moved - 1)
    if said.in_year is not None:
        return judged_age(whole + context.year - said.in_year, reason)
    as_of_today = {"now", "today", "turned"} & set(said.tags)
    return judged_age(moved if as_of_today else whole, reason)


def _birthday(said: _Said, today: date) -> date | None:
    """The day of the birthday that is talked about, as far as it settles the year; None where none is."""
    back = "turned" in said.tags or "was" in said.words
    if said.when is not None:
        if said.when.year:
            return said.when.on(said.when.year)
        return _nearest(said.when.on(today.year) or date(today.year, said.when.month, 28), back=back, today=today)
    if said.month is not None:
        number, year = said.month[0], said.month[1] or said.in_year
        if year:
            return date(year, number, 15)
        if number == today.month:
            return today
        return _nearest(date(today.year, number, 15), back=back or "last_year" in said.tags, today=today)
    days = {
        "next_month": add_months(today, 1),
        "next_year": date(today.year + 1, 6, 30),
        "last_year": date(today.year - 1, 6, 30),
        "this_month": today,
        "this_year": today,
        "today": today,
        "last_month": today,
        "next_week": today + timedelta(days=7),
        "tomorrow": today + timedelta(days=1),
    }
    return next((day for tag, day in days.items() if tag in said.tags), None)


def _nearest(this_year: date, *, back: bool, today: date) -> date:
    """The coming day of that month and day, or the last one that was if `back`."""
    day = min(this_year.day, 28)
    if back:
        return this_year if this_year <= today else this_year.replace(year=today.year - 1, day=day)
    return this_year if this_year >= today else this_year.replace(year=today.year + 1, day=day)
