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
from nlu.movements.amounts import amounts_in, has_main_amount
from nlu.movements.chains import is_chain, read_chain
from nlu.movements.days import days_in, read_day, without_days
from nlu.movements.kinds import is_for_ira, named_kind
from nlu.movements.reading import MovementReading, read_movement
from nlu.movements.spellings import with_day_words
from nlu.put_in import read_put_in

MOST: Final = 30  # movements in one message
_BOUNDARY: Final = re.compile(
    r"\s*(?:;|\n|\s/\s|\s\+\s)\s*|\.\s+(?=\S)|(?:\s*,)?\s+(?:and(?: then)?|then|also|&|plus)\s+"
    r"|(?<!\d),\s+|\s*,\s+(?!\d{3}\b)",
    re.IGNORECASE,
)
_COMMA_BEFORE_AMOUNT: Final = re.compile(r"^\s*,\s+(?=\$?\d)(?!(?:19|20)\d\d\b(?![,.]\d))")
_TRADITIONAL: Final = re.compile(r"\b(?:trad\w*|tira|rollover ira)\b", re.IGNORECASE)
_TO_IRA: Final = re.compile(
    r"(?P<amount>\$?\d[\d,]*(?:\.\d+)?k?)\b(?: (?!to\b|into\b)[a-z]+){0,4} (?:to|into|in) (?:(?:my|a|an|the|our) )?"
    r"(?P<ira>roth|trad\w*|rollover|tira)\b",
    re.IGNORECASE,
)
_IRAS: Final = ((True, "Roth"), (False, "traditional"))
_GROWTH: Final = re.compile(r"\b(?:growth|earnings?|gains?)\b", re.IGNORECASE)
# What no entry is of, whatever was told before it: "a check was mailed for 15".
_OTHER_EVENT: Final = re.compile(
    r"\bchecks? (?:was |were |got )?(?:mailed|cut|issued|sent)\b|\b(?:fees?|charged?|loan|premium|dividends?)\b",
    re.IGNORECASE,
)
_IN_ALL: Final = re.compile(r"\b(?:in all|in total|total|altogether|all told)\b", re.IGNORECASE)
_DAY_ALONE: Final = re.compile(r"\b(?:on|the|and|again|then|also)\b", re.IGNORECASE)
_EACH: Final = re.compile(r"\b(?:each|every time|a piece|apiece|both)\b", re.IGNORECASE)
_LAST_WORD_MOVES: Final = re.compile(r"\b(?:convert\w*|conversions?|roll\w*|moved)\W*$", re.IGNORECASE)
_SPAN: Final = re.compile(r"\b(?:between|from|through|until|since|to date|ytd)\b", re.IGNORECASE)


def read_movements(text: str, today: date, kind: str = "") -> tuple[MovementReading, ...]:
    """The movements that `text` tells, where they are two or more and each is told with its dollars and its day.

    What is not repeated holds for what follows ("contributed 1,500 on Oct 2 and 1,450 on Oct 16"); one day that is
    named once holds for all. A month that is told without its day stays unsure. Empty where more would
    have to be guessed.
    """
    plain = with_day_words(readable("; ".join(filter(None, map(clean, text.splitlines()[: 2 * MOST])))), today)
    plain = _parted_after_days(plain, today)
    chain = read_chain(plain, today, kind) or _parted_by_account(plain, today, kind)
    if chain or is_chain(plain, kind):
        return chain  # where one is told by another, nothing else in it may be taken for a list
    several = _same_on_days(plain, today, kind)
    if several:
        return several
    found = _one_by_one(plain, today, kind)
    return found if len(found) > 1 else ()


def _parted_after_days(plain: str, today: date) -> str:
    """`plain` with what parts a day from the next dollars as more than a comma: "on nov 6, 600" is no number."""
    for _, _, _, end in reversed(days_in(plain, today)):
        plain = plain[:end] + _COMMA_BEFORE_AMOUNT.sub("; ", plain[end:], count=1)
    return plain


def _one_by_one(plain: str, today: date, kind: str) -> tuple[MovementReading, ...]:
    """The movements of the stretches of `plain`; what has no amount but a day is the same amount once more.

    Where one day alone is told it holds for all; a day that is not told stays unsure.
    """
    parts = [one for one in _parts(plain, today) if not _is_elsewhere(one)]
    if not 2 <= len(parts) <= MOST:
        return ()
    found: list[MovementReading] = []
    for part, meant in zip(parts, _kinds(parts, today, kind), strict=True):
        again = _only_day(part, today) if found else None
        reading = (
            replace(found[-1], day=again, day_said=True, unsure="") if again else read_movement(part, today, meant)
        )
        if reading is None or reading.amount is None or reading.unsure not in ("", "day"):
            return ()
        found.append(reading)
    if len(found) > 2 and _IN_ALL.search(parts[-1]) and found[-1].amount == sum(one.amount or 0 for one in found[:-1]):
        found, parts = found[:-1], parts[:-1]  # only what they come to
    days = {one.day for one in found if one.day_said}
    if not days and len({one.kind for one in found}) < 2 and not any(map(month_only, parts)):
        return ()
    of_months = [not one.day_said and month_only(part) is not None for one, part in zip(found, parts, strict=True)]
    if len(days) == 1:
        (day,) = days
        found = [
            one if of_month or one.day_said else replace(one, day=day, day_said=True, unsure="")
            for one, of_month in zip(found, of_months, strict=True)
        ]
    return tuple(found)


def _kinds(parts: Sequence[str], today: date, kind: str) -> list[str]:
    """The kind of each part: its own, else that of the one before.

    What names none before a part that names where money was moved is money that went in: "1,500 on the 6th, converted
    1,500 on the 9th". A verb at the very end is said of all: "900 on Oct 2 and 950 on Oct 16 converted".
    """
    named = [named_kind(one) or _went_in(one, today) for one in parts]
    moved = [place for place, one in enumerate(named) if one in ("converted", "rolled")]
    last = moved[-1] if moved else -1
    if last > 0 and (read_day(parts[last], today) is None or _LAST_WORD_MOVES.search(parts[last])):
        last = -1
    kinds: list[str] = []
    for place, own in enumerate(named):
        kinds.append(own or ("contributed" if place < last else kinds[-1] if kinds else kind))
    return kinds


def _is_elsewhere(part: str) -> bool:
    """Whether `part` tells of money that no entry is of: a fee, what went into an IRA of one's own."""
    return _OTHER_EVENT.search(part) is not None or is_for_ira(part)


def left_out(text: str, today: date) -> tuple[Decimal, ...]:
    """Dollars in `text` of something else that happened, which is no movement that the ledger knows."""
    plain = with_day_words(readable(clean(text)), today)
    told = [one for one in _parts(plain, today) if _is_elsewhere(one)]
    return tuple(amount for one in told for amount in amounts_in(without_days(one, today)[0]))


def _only_day(part: str, today: date) -> date | None:
    """The day of which alone `part` consists: "9/18", "and on the 20th"."""
    told = days_in(part, today)
    if len(told) != 1 or not told[0][1] or _DAY_ALONE.sub("", part[: told[0][2]] + part[told[0][3] :]).strip(" ,.;"):
        return None
    return told[0][0]


def _went_in(part: str, today: date) -> str:
    """The kind of money that `part` alone says went in: "Feb 27: after-tax 1,200" beside a conversion."""
    told = read_put_in(part, today)
    return told.kind if told is not None else ""


def tells_more_than_one(text: str, today: date, kind: str) -> bool:
    """Whether `text` tells movements of which only one is heard where its dollars are read once.

    One is told by the one before it, or the same dollars came on several days.
    """
    plain = with_day_words(readable("; ".join(filter(None, map(clean, text.splitlines()[: 2 * MOST])))), today)
    return bool(read_chain(plain, today, kind) or _same_on_days(plain, today, kind))


def _parted_by_account(plain: str, today: date, kind: str) -> tuple[MovementReading, ...]:
    """A rollover that was parted: own money to a Roth IRA, its growth to a traditional one."""
    if split := _split(plain, today, kind):
        return split
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


def _split(plain: str, today: date, kind: str) -> tuple[MovementReading, ...]:
    """A rollover told by the dollars that went to each IRA, also beside their sum: own money goes to the Roth IRA."""
    named = {one["ira"].lower() == "roth": one["amount"] for one in _TO_IRA.finditer(plain)}
    if "rolled" not in (kind, named_kind(plain)) or len(named) != 2 or len(_TO_IRA.findall(plain)) != 2:
        return ()
    whole = without_days(plain, today)[0]
    readings = [read_movement(f"rolled {named[roth]} to my {name} IRA", today, "rolled") for roth, name in _IRAS]
    amounts = [one.amount for one in readings if one is not None and one.amount is not None]
    others = [one for one in amounts_in(whole) if one not in amounts]
    if len(amounts) != 2 or (others and others != [sum(amounts)]):
        return ()
    day = read_day(plain, today)
    told = [
        replace(one, day=day or one.day, day_said=day is not None, unsure="" if day else "day")
        for one in readings
        if one is not None
    ]
    own, untaxed = told
    return replace(own, own=own.amount), replace(untaxed, own=Decimal(0))


def _parts(text: str, today: date) -> list[str]:
    """The stretches of `text` that have an amount of their own, each with what belongs to it."""
    parts: list[str] = []
    for piece in _BOUNDARY.split(text):
        if not piece.strip():
            continue
        again = parts and days_in(parts[-1], today) and (has_main_amount(parts[-1]) or _only_day(parts[-1], today))
        if again and _only_day(piece, today):
            parts.append(piece)
        elif parts and not has_main_amount(piece):
            parts[-1] = f"{parts[-1]}, {piece}"
        elif parts and not has_main_amount(parts[-1]) and not _only_day(parts[-1], today):
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
