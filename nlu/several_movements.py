"""One message that tells several movements: "contributed 1,500 on Oct 2 and 1,450 on Oct 16"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from nlu.entities.bounds import readable
from nlu.entities.text import clean
from nlu.movements import MovementReading, days_in, has_main_amount, named_kind, read_movement

MOST: Final = 30  # movements in one message
_BOUNDARY: Final = re.compile(
    r"\s*(?:;|\n)\s*|\.\s+(?=\S)|\s*,?\s+(?:and(?: then)?|then|also|&)\s+|\s*,\s+(?!\d{3}\b)", re.IGNORECASE
)
_EACH: Final = re.compile(r"\b(?:each|every time|a piece|apiece|both)\b", re.IGNORECASE)
_SPAN: Final = re.compile(r"\b(?:between|from|through|until|since|to date|ytd)\b", re.IGNORECASE)


def read_movements(text: str, today: date, kind: str = "") -> tuple[MovementReading, ...]:
    """The movements that `text` tells, where they are two or more and each is told with its dollars and its day.

    What is not repeated holds for what follows ("contributed 1,500 on Oct 2 and 1,450 on Oct 16"); one day that is
    named once holds for all. Empty where anything would have to be guessed.
    """
    plain = readable("; ".join(filter(None, map(clean, text.splitlines()[: 2 * MOST]))))
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
    if any(not one.day_said for one in found):
        if len(days) != 1:
            return ()
        (day,) = days
        found = [replace(one, day=day, day_said=True, unsure="") for one in found]
    return tuple(found)


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
