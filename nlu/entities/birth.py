"""Reads dates and years of birth: the slot `birth_date`, and the age that somebody's birth gives."""

import re
from dataclasses import replace
from datetime import date

from nlu.entities.calendar_dates import Written, month_only, with_days_in_figures, written_date
from nlu.entities.hedges import hedges_of
from nlu.entities.money import doubts
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import clean, tokens_of
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import fillers, phrase_table

MOST_POSSIBLE_AGE = 120
LEAST_AGE, MOST_AGE = 15, 100  # ages outside of this are questioned
_BORN = re.compile(r"\b(?:born|birth\s?(?:day|date|year)?|b\.?\s?day|dob|d\.o\.b\.?|date of birth|b\.)", re.IGNORECASE)
_RUN_ON = re.compile(r"(?<!\d)(19\d\d|20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")  # "19630709"
_SHORT_YEAR = re.compile(
    r"(?<!\w)'(\d{2})\b|\bborn\s+(?:in\s+|back in\s+)?(?:the year\s+)?(\d{2})\b(?![/.-]\d)", re.IGNORECASE
)


def judged_age(value: int, reason: Reason, *others: int) -> Reading:
    """An age with what is doubtful about it; ages out of reason are always asked about."""
    if value < 0:
        return asks(Reason.OUT_OF_REASON)
    if value > MOST_POSSIBLE_AGE:
        return asks(Reason.IMPOSSIBLE_AGE)
    if not LEAST_AGE <= value <= MOST_AGE:
        reason = Reason.OUT_OF_REASON
    values = dict.fromkeys((value, *others))
    return Reading(value, bool(reason), reason, tuple(Choice(str(one), one) for one in values) if reason else ())


def age_from_birth(plain: str, tokens: tuple[Token, ...], context: Context) -> Reading | None:
    """The age on 31 December by a date or a year of birth in the clean text `plain`, whose `tokens` are given too.

    None where it has none.
    """
    written = written_date(plain, born=True, today=context.today)
    if written == "no_such_day":
        return asks(Reason.NO_SUCH_DAY)
    if isinstance(written, Written) and written.year is not None:
        return None if written.year > context.today.year else _by_date(plain, written, context.year - written.year)
    numbers = numbers_of(tokens)
    years = [token for token in numbers if is_birth_year(token, context.today)]
    if len(years) == 1 and not _speaks_of_turning(tokens):
        return _by_year(plain, tokens, years[0], context)
    short = _SHORT_YEAR.search(plain)
    if short and len(numbers) == 1:
        year = _full_year(int(short[1] or short[2]), context.today)
        rest = tuple(token for token in tokens if token.kind == "word")
        return judged_age(context.year - year, doubts(rest, hedges_of(rest), fillers("age")))
    return None


def _by_date(plain: str, written: Written, value: int) -> Reading:
    rest = tokens_of(plain[: written.start] + " " + plain[written.end :])
    stated = [int(one.value) for one in numbers_of(rest)]
    if stated:  # an age beside the birth date has to fit it
        return judged_age(value, Reason.NONE if stated in ([value], [value - 1]) else Reason.TWO_READINGS, *stated)
    return judged_age(value, doubts(rest, hedges_of(rest), fillers("age")))


def _by_year(plain: str, tokens: tuple[Token, ...], year: Token, context: Context) -> Reading | None:
    rest = tuple(token for token in tokens if token is not year)
    if any(token.unit != "ordinal" for token in numbers_of(rest)):
        return asks(Reason.TWO_READINGS) if _BORN.search(plain) else None
    month = month_only(plain)
    month_words = frozenset(plain[month[2] : month[3]].lower().split()) if month else frozenset()
    reason = doubts(rest, hedges_of(rest), fillers("age") | month_words)
    return judged_age(context.year - int(year.value), reason)


def _full_year(two_digits: int, today: date) -> int:
    year = today.year // 100 * 100 + two_digits
    return year - 100 if year > today.year - 10 else year


def is_birth_year(token: Token, today: date) -> bool:
    """Whether a number can be the year in which somebody who asks was born."""
    plain = token.unit in {"", "ordinal"} and token.decimals == 0 and not token.scaled and "," not in token.text
    return plain and 1900 <= token.value <= today.year - 10


def _speaks_of_turning(tokens: tuple[Token, ...]) -> bool:
    return any(one.tag in {"turn", "turned"} for one in phrase_table("birthdays").find(tokens))


def _with_year_beside(plain: str, written: Written, today: date) -> Written:
    """A day and month with the year that is told apart from them: "July 9, I was born in '63"."""
    rest = plain[: written.start] + " " * (written.end - written.start) + plain[written.end :]
    short, numbers = _SHORT_YEAR.search(rest), numbers_of(tokens_of(rest))
    if len(numbers) != 1:
        return written
    if short is not None:
        return replace(
            written, year=_full_year(int(short[1] or short[2]), today), start=0, end=len(plain), two_digits=True
        )
    whole = is_birth_year(numbers[0], today)
    return replace(written, year=int(numbers[0].value), start=0, end=len(plain)) if whole else written


def read_birth_date(text: str, context: Context) -> Reading:
    """Reads `text` as a date of birth (ISO). Month first as the US writes it, unless that is no date."""
    plain = _RUN_ON.sub(r"\1-\2-\3", with_days_in_figures(clean(text)))
    written = written_date(plain, born=True, today=context.today)
    if written == "no_such_day":
        return asks(Reason.NO_SUCH_DAY)
    if isinstance(written, Written) and written.year is None:
        written = _with_year_beside(plain, written, context.today)
    if written is None or written.year is None:
        numbers = numbers_of(tokens_of(plain))
        if any(is_birth_year(token, context.today) for token in numbers) or _SHORT_YEAR.search(plain):
            return asks(Reason.YEAR_ONLY)
        return asks(Reason.YEAR_MISSING) if written is not None else NOT_UNDERSTOOD
    value = written.on(written.year)
    if value is None:
        return asks(Reason.NO_SUCH_DAY)
    if value > context.today:
        return asks(Reason.OUT_OF_REASON)
    rest = tokens_of(plain[: written.start] + " " + plain[written.end :])
    reason = Reason.TWO_READINGS if numbers_of(rest) else doubts(rest, hedges_of(rest), fillers("age"))
    if not LEAST_AGE <= context.year - value.year <= MOST_AGE:
        reason = Reason.OUT_OF_REASON
    choice = Choice(f"{value:%B} {value.day}, {value.year}", value.isoformat())
    return Reading(value.isoformat(), bool(reason), reason, (choice,) if reason else ())
