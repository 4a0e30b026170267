"""One message that tells several movements: "contributed 1,500 on Oct 2 and 1,450 on Oct 16"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from nlu.entities.bounds import readable
from nlu.entities.calendar_dates import month_only
from nlu.entities.text import clean
from nlu.movement_chains import is_chain, read_chain
from nlu.movements import MovementReading, days_in, has_main_amount, named_kind, read_movement, with_day_words

MOST: Final = 30  # movements in one message
_BOUNDARY: Final = re.compile(
    r"\s*(?:;|\n|\s/\s|\s\+\s)\s*|\.\s+(?=\S)|(?:\s*,)?\s+(?:and(?: then)?|then|also|&)\s+|\s*,\s+(?!\d{3}\b)",
    re.IGNORECASE,
)
_TRADITIONAL: Final = re.compile(r"\b(?:trad\w*|tira|rollover ira)\b", re.IGNORECASE)
_GROWTH: Final = re.compile(r"\b(?:growth|earnings?|gains?)\b", re.IGNORECASE)
_EACH: Final = re.compile(r"\b(?:each|every time|a piece|apiece|both)\b", re.IGNORECASE)
_SPAN: Final = re.compile(r"\b(?:between|from|through|until|since|to date|ytd)\b", re.IGNORECASE)


def read_movements(text: str, today: date, kind: str = "") -> tuple[MovementReading, ...]:
    """The movements that `text` tells, where they are two or more and each is told with its dollars and its day.

    What is not repeated holds for what follows ("contributed 1,500 on Oct 2 and 1,450 on Oct 16"); one day that is
    named once holds for all. A month that is told without its day stays unsure. Empty where more would
    have to be guessed.
    """
    plain = with_day_words(readable("; ".join(filter(None, map(clean, text.splitlines()[: 2 * MOST])))))
    chain = read_chain(plain, today, kind) or _parted_by_account(plain, today, kind)
    if chain or is_chain(plain, kind):
        return chain  # where one is told by another, nothing else in it may be taken for a list
    several = _same_on_days(plain, today, kind)
    if several:
        return several
    parts = _parts(plain)
    if not 2 <= len(parts) <= MOST:
        return ()
    found: list[MovementReading] = []
    meant = kind
    for part in parts:
        meant = named_kind(part) or meant
        reading = read_movement(part, today, meant)
        if reading is None or reading.amount is None or reading.unsure not in ("", "day"):
            return ()
        found.append(reading)
    days = {one.day for one in found if one.day_said}
    of_months = [not one.day_said and month_only(part) is not None for one, part in zip(found, parts, strict=True)]
    if any(not one.day_said and not of_month for one, of_month in zip(found, of_months, strict=True)):
        if len(days) != 1:
            return ()
        (day,) = days
        found = [
            one if of_month else replace(one, day=day, day_said=True, unsure="")
            for one, of_month in zip(found, of_months, strict=True)
        ]
    return tuple(found)


def tells_more_than_one(text: str, today: date, kind: str) -> bool:
    """Whether `text` tells a movement by the one before it, which is lost where only its dollars are read."""
    plain = with_day_words(readable("; ".join(filter(None, map(clean, text.splitlines()[: 2 * MOST])))))
    return bool(read_chain(plain, today, kind))


def _parted_by_account(plain: str, today: date, kind: str) -> tuple[MovementReading, ...]:
    """A rollover that was parted: own money to a Roth IRA, its growth to a traditional one."""
    reading = read_movement(plain, today, kind)
    if reading is None or reading.kind != "rolled" or reading.unsure != "several" or len(reading.amounts) != 2:
        return ()
    own, growth = reading.amounts
    said = [
        _TRADITIONAL.search(one) is not None
        for one in _BOUNDARY.split(plain)
        if has_main_amount(one) or _GROWTH.search(one)
    ]
    if not _GROWTH.search(plain) or said.count(True) != 1 or not said[-1]:
        return ()
    unsure = "" if reading.day_said else "day"
    first = replace(reading, amount=own, amounts=(), own=own, account="roth_ira", unsure=unsure)
    return first, replace(first, amount=growth, own=Decimal(0), account="traditional_ira")


def _parts(text: str) -> list[str]:
    """The stretches of `text` that have an amount of their own, each with what belongs to it."""
    parts: list[str] = []
    for piece in _BOUNDARY.split(text):
        if not piece.strip():
            continue
        if parts and not has_main_amount(piece):
            parts[-1] = f"{parts[-1]}, {piece}"
        elif parts and not has_main_amount(parts[-1]):
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return parts


def _same_on_days(text: str, today: date, kind: str) -> tuple[MovementReading, ...]:
    """One amount on several days: "1,500 each on Oct 2, Oct 16 and Oct 30"."""
    days = days_in(text, today)
    if len(days) < 2 or _SPAN.search(text):
        return ()
    first, rest = _cut_to_one_day(text, days)
    if _EACH.search(text):
        first = re.sub(r"\bso far\b", " ", first)  # what came each time is no sum of the year
    reading = read_movement(first, today, kind)
    if reading is None or reading.amount is None or reading.own is not None or reading.to_date or rest:
        return ()
    if reading.unsure not in ("", "day"):
        return ()
    found = [day for day, sure, _, _ in days if sure and day <= today]
    if len(found) != len(days):
        return ()
    return tuple(replace(reading, day=day, day_said=True, unsure="") for day in found)


def _cut_to_one_day(text: str, days: Sequence[tuple[date, bool, int, int]]) -> tuple[str, str]:
    """The text with its first day alone, and what amounts stand in the rest: those make it no list of days."""
    first = days[0]
    head, tail = text[: first[3]], text[first[3] :]
    shift = 0
    for _, _, start, end in days[1:]:
        tail = tail[: start - first[3] - shift] + tail[end - first[3] - shift :]
        shift += end - start
    tail = _EACH.sub(" ", tail)
    tail = re.sub(r"(?:\s*(?:,|and|&|on)\s*)+$|^(?:\s*(?:,|and|&|on)\s*)+", " ", tail)
    return f"{_EACH.sub(' ', head)} {tail}", "more" if has_main_amount(tail) else ""
