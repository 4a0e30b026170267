"""Reads the paychecks that are still expected: "8,000 twice, then 12,000", "Dec 4: 7,000; Dec 18: 25,000"."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from nlu.entities.calendar_dates import Written, written_date
from nlu.entities.reading import NOT_UNDERSTOOD, Context, Json, Reading, Reason, asks, to_json
from nlu.entities.text import clean, tokens_of_clean
from nlu.entities.tokens import Token

MOST: Final = 60  # paychecks in one answer; a year of weekly pay has 53
_LEAST, _MOST_DOLLARS = Decimal(50), Decimal(10_000_000)
# A comma parts two paychecks unless it stands within a number or before the year of a date.
_BOUNDARY: Final = re.compile(
    r"\s*[;\n]\s*|\s*,\s*(?:and\s+)?then\s+|\s+(?:and\s+)?then\s+|(?<!\d),(?!\d)\s*|(?<=\d),\s+(?!(?:19|20)\d\d\b(?!,))"
    r"|\s+and\s+",
    re.IGNORECASE,
)
# What stands before a list: "my next three paychecks are", "my pay is uneven:".
_LEAD: Final = re.compile(
    r"^(?:(?:my|the|our)\s+)?(?:(?:next|last|remaining|coming|upcoming|other)\s+)*"
    r"(?:(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+)?"
    r"(?:(?:paychecks|checks|paydays)(?:\s+(?:left|to come|this year))?(?:\s+(?:are|will be|come to|bring|pay)\b|\s*:)"
    r"|(?:they|pay|it|paychecks)\s+(?:(?:is|are)\s+)?(?:uneven|different|differs?|var(?:y|ies)|not the same|not even)"
    r"\s*[:,;-]+)[\s:]*",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"\bpay ?checks?\b", re.IGNORECASE)
_AGAIN: Final = re.compile(r"^now\s+|\s+(?:again|now|after all)\s*[.!]*$", re.IGNORECASE)
_COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIMES: Final = {"once": 1, "twice": 2, "thrice": 3}
_COUNTED: Final = frozenset({"times", "time", "x", "of", "paychecks", "checks", "paydays", "at", "more"})
_OTHER: Final = frozenset(
    {
        "a", "again", "an", "are", "at", "be", "check", "checks", "each", "first", "for", "get", "gets",
        "i", "ill", "in", "is", "it", "last", "me", "more", "my", "next", "of", "on", "one", "paid", "pay",
        "paycheck", "paychecks", "payday", "paydays", "receive", "the", "then", "there", "time", "times",
        "will", "with", "x",
    }
)  # fmt: skip


def read_pay_list(text: str, context: Context) -> Reading:
    """Reads `text` as a list of paychecks, each `{"day": ISO day or None, "amount": dollars}`, in the order told.

    Either all come with their days or none does. A day without a year lies in the tax year. Nothing is guessed: a
    word or number that has no place in such a list leaves it unread, and so do more or fewer than were announced
    ("the next three paychecks are …").
    """
    lead = _LEAD.match(clean(text))
    listed = clean(text)[lead.end() :] if lead else text
    announced = _how_many(lead["count"]) if lead else None
    found: list[Json] = []
    for piece in _pieces(listed, context.today):
        read = _read_piece(piece, context)
        if isinstance(read, Reading):
            return read
        found += read
    if announced is not None and len(found) == 1:
        found = found * announced
    days = [one["day"] for one in found]
    if announced is not None and len(found) != announced:
        return NOT_UNDERSTOOD
    if not 1 <= len(found) <= MOST or (any(days) and not all(days)):
        return NOT_UNDERSTOOD
    if any(days) and len(set(days)) != len(days):
        return asks(Reason.TWO_READINGS)
    return Reading(sorted(found, key=lambda one: one["day"]) if all(days) else found)


def speaks_of_paychecks(text: str) -> str | None:
    """The list, or what else is said of them, where `text` names the paychecks to come; None where it does not."""
    plain = clean(text)
    found = _LEAD.match(plain)
    if found is None:
        return plain if _NAMED.search(plain) else None
    said = _AGAIN.sub("", plain[found.end() :])
    return plain if any(one.isdigit() for one in said) else said


def _how_many(count: str | None) -> int | None:
    if count is None:
        return None
    return int(count) if count.isdigit() else _COUNTS.index(count.lower()) + 2


def _pieces(text: str, today: date) -> Sequence[str]:
    """The stretches of `text` that stand for one paycheck or several equal ones."""
    pieces: list[str] = []
    for line in text.splitlines():
        for piece in _BOUNDARY.split(clean(line)):
            if not piece.strip(" .,:-"):
                continue
            if pieces and _is_bare_day(pieces[-1], today):
                pieces[-1] += f" {piece}"
            else:
                pieces.append(piece)
    return pieces[: MOST + 1]


def _is_bare_day(piece: str, today: date) -> bool:
    written = written_date(piece, today=today)
    if not isinstance(written, Written):
        return False
    return not any(token.kind == "number" for token in _without_day(piece, written))


def _without_day(piece: str, written: Written) -> tuple[Token, ...]:
    return tokens_of_clean(f"{piece[: written.start]} {piece[written.end :]}")


def _read_piece(piece: str, context: Context) -> list[Json] | Reading:
    written = written_date(piece, today=context.today)
    if written == "no_such_day":
        return asks(Reason.NO_SUCH_DAY)
    day, tokens = None, tokens_of_clean(piece)
    if isinstance(written, Written):
        day, tokens = written.on(written.year or context.year), _without_day(piece, written)
        if day is None:
            return asks(Reason.NO_SUCH_DAY)
    words = {token.text for token in tokens if token.kind == "word"}
    numbers = [token for token in tokens if token.kind == "number"]
    if words - _OTHER - set(_TIMES) or any(one.unit not in {"", "$"} or one.odd for one in numbers):
        return NOT_UNDERSTOOD
    count = next((_TIMES[word] for word in words if word in _TIMES), 1)
    if len(numbers) == 2 and count == 1 and words & _COUNTED:
        amounts = [one for one in numbers if one.unit == "$" or one.scaled or one.value >= _LEAST]
        counts = [one for one in numbers if one not in amounts]
        if len(amounts) != 1 or counts[0].value != int(counts[0].value) or not 1 <= counts[0].value <= MOST:
            return NOT_UNDERSTOOD
        numbers, count = amounts, int(counts[0].value)
    if len(numbers) != 1 or not _LEAST <= numbers[0].value <= _MOST_DOLLARS or (day is not None and count != 1):
        return NOT_UNDERSTOOD
    return [{"day": day.isoformat() if day else None, "amount": to_json(numbers[0].value)} for _ in range(count)]
