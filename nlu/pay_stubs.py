"""A pay stub told in words: several kinds of money with their dollars, each for the check or for the year so far.

"check of the 13th: 942.30 after tax, 620 roth, 310 match, the 27th the same"; "stub of 11/20, ytd: pretax 22,615 / AT
14,200 / match 9,046". Each amount has to stand beside the name of its money, else nothing is read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from nlu.entities.calendar_dates import add_months, end_of_month
from nlu.entities.text import clean
from nlu.history import History, Row
from nlu.intentions import is_of_others, is_yet_to_come
from nlu.movements.amounts import amounts_in
from nlu.movements.days import days_in
from nlu.movements.kinds import MOVED_OTHERWISE

LONGEST_TEXT: Final = 400  # characters
_FLAGS: Final = re.IGNORECASE
_PIECE: Final = re.compile(r"\s*(?:;|\n|\|| / |/ |\+)\s*|\.\s+(?=\S)|\s+(?:and|then|&|plus)\s+|\s*,\s+", _FLAGS)
# The money by its name, as the ledger knows it: kind and account. What stands first goes before what follows.
_MONEY: Final = (
    (
        "contributed",
        "",
        r"after[- ]?ta?x|aftr tax|aftertax|aft(?:er)?x|aft\.? ?tx|at|vol(?:untary)?(?: at| after[- ]?tax)?|mega",
    ),
    ("matched", "", r"(?:er |employer |company |co\.? )?(?:match\w*|true[- ]?up)|employer|company money|er"),
    ("catch_up", "", r"catch[- ]?ups?"),
    (
        "deferred",
        "roth_401k",
        r"roth(?: 401\(?k\)?)?(?: deferrals?| contributions?)?|designated roth",
    ),
    (
        "deferred",
        "pretax",
        r"pre[- ]?tax|pre|before[- ]?tax|traditional|(?:elective |regular |salary )?deferrals?|regular|reg|401\(?k\)?",
    ),
)
_NAMED: Final = tuple(
    (kind, account, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", _FLAGS)) for kind, account, words in _MONEY
)
_PLAN: Final = re.compile(r"\b40[13]\(?[kb]\)?", _FLAGS)
_OF_PAY: Final = re.compile(
    r"\b(?:(?:pay)?checks?|pay ?(?:stubs?|slips?|days?|roll)?|stubs?|statement|advice|paid|ytd|year[- ]to[- ]date)\b",
    _FLAGS,
)
_TO_DATE: Final = re.compile(
    r"\bytd\b|\byear[- ]to[- ]date\b|\bso far\b|\bfor the year\b|\bto date\b|\bthis year\b|\btotals?\b|\bdone\b|"
    r"\bin all\b",
    _FLAGS,
)
_THIS_ONE: Final = re.compile(
    r"\b(?:current|cur|this (?:check|period|time|paycheck|pay)|per (?:check|paycheck|pay))\b", _FLAGS
)
_BALANCE: Final = re.compile(r"\b(?:balances?|market value|current value)\b", _FLAGS)
_SAME: Final = re.compile(r"\b(?:same|identical|ditto|again|both|each)\b", _FLAGS)
_NTH: Final = re.compile(r"\b(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:check|pay|of \d))", _FLAGS)
_AGE: Final = re.compile(r"\b(?:age |i'?m |aged )?\d{2} ?(?:yo|y/o|years? old)\b\W*", _FLAGS)
_LEAST_OF_YEAR: Final = 100  # dollars; what is less for a year so far was told in thousands
_NO_STUB: Final = re.compile(
    r"\?|\b(?:what|how much|if i|suppose|per year|a year|limit|max(?:ed)?|salary|percent)\b|%", _FLAGS
)


@dataclass(frozen=True, slots=True)
class _Line:
    """Dollars of one kind of money, and whether they are those of the year so far (None: nothing says)."""

    kind: str
    account: str
    amount: Decimal
    to_date: bool | None


def read_pay_stub(text: str, today: date) -> History | None:
    """The entries that a stub in `text` tells, of two or more kinds of money; None where it tells of none for sure.

    Money that is caught up is counted with the deferrals of its stub. Where both are told, the year so far counts and
    not the check in it.
    """
    plain = _AGE.sub(" ", clean(text)).strip()
    if (
        len(plain) > LONGEST_TEXT
        or not _OF_PAY.search(plain)
        or _NO_STUB.search(plain)
        or MOVED_OTHERWISE.search(plain)
    ):
        return None
    if is_of_others(plain) or is_yet_to_come(plain):
        return None
    days, rest = _days(plain, today)
    lines = _lines(rest)
    if (
        lines is None
        or len({(one.kind, one.account) for one in lines}) < 2
        or not any(one.kind == "contributed" for one in lines)
    ):
        return None
    lines = _of_one_column(lines, rest)
    if len(days) > 1 and (any(one.to_date for one in lines) or not _SAME.search(plain)):
        return None
    rows = [
        Row(one.kind, day, one.amount, one.account, plain[:120], to_date=bool(one.to_date))
        for day in days or (today,)
        for one in lines
    ]
    return History(tuple(rows))


def tells_balances(text: str) -> bool:
    """Whether `text` has lines of several kinds of money under a heading that calls them balances."""
    lines = text.splitlines()
    headed = any(_BALANCE.search(line) and not any(one.isdigit() for one in line) for line in lines)
    kinds = {_money(line) for line in lines if any(one.isdigit() for one in line)}
    return headed and len(kinds - {None}) > 1


def names_several_moneys(text: str) -> bool:
    """Whether `text` has lines of several kinds of money for the year, as a stub has them: one of them is not all."""
    if _TO_DATE.search(text) is None:
        return False
    kinds = {_money(line) for line in text.splitlines() if any(one.isdigit() for one in line)}
    return len(kinds - {None}) > 1


def _days(text: str, today: date) -> tuple[tuple[date, ...], str]:
    """The days that have been that `text` names, and the text without them."""
    days: list[date] = []
    for day, _, start, end in days_in(text, today):
        days.append(day)
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    for found in _NTH.finditer(text):
        months = (add_months(today.replace(day=1), -ahead) for ahead in range(2))
        number = int(found["day"])
        told = [one.replace(day=number) for one in months if 1 <= number <= end_of_month(one.year, one.month).day]
        days += [day for day in told if day <= today][:1]
    return tuple(dict.fromkeys(days)), _NTH.sub(" ", text)


def _lines(text: str) -> list[_Line] | None:
    """The amounts with the money that each is of; None where one stands beside no name, or beside two."""
    lines: list[_Line] = []
    for piece in (one for one in _PIECE.split(text) if one and one.strip()):
        amounts = amounts_in(re.sub(r"\b401\(?k\)?|\b1099\b", " ", piece))
        if not amounts:
            continue
        named = _money(piece)
        columns = _columns(piece, amounts)
        if columns is None:
            return None
        if named is None:
            if not lines or not (_TO_DATE.search(piece) or _THIS_ONE.search(piece)):
                return None
            named = lines[-1].kind, lines[-1].account  # the other column of the same money
        lines += [_Line(*named, amount, to_date) for amount, to_date in columns]
    return lines


def _money(piece: str) -> tuple[str, str] | None:
    """The kind and the account of the one money that `piece` names."""
    bare = _PLAN.sub(" ", piece)
    if bare != piece and (named := _money(bare)) is not None:
        return named  # "401k AT": the plan's name beside that of the money
    found: list[tuple[str, str]] = []
    for kind, account, words in _NAMED:
        if words.search(piece):
            found.append((kind, account))
            piece = words.sub(" ", piece)
    return found[0] if len(found) == 1 else None


def _columns(piece: str, amounts: Sequence[Decimal]) -> list[tuple[Decimal, bool | None]] | None:
    """The amounts of one money, each with its column: one, or the check's and the year's."""
    to_date, this_one = _TO_DATE.search(piece), _THIS_ONE.search(piece)
    if len(amounts) == 1:
        return [(amounts[0], True if to_date is not None else False if this_one is not None else None)]
    if len(amounts) == 2 and to_date is None and this_one is None and amounts[0] < amounts[1]:
        return [(amounts[0], False), (amounts[1], True)]  # "AFTER-TAX 650.00 15,600.00": the check, then the year
    if len(amounts) != 2 or to_date is None:
        return None
    first_is_year = this_one is not None and to_date.start() < this_one.start()
    return [(amounts[0], first_is_year), (amounts[1], not first_is_year)]


def _of_one_column(lines: Sequence[_Line], text: str) -> list[_Line]:
    """The lines with those of the year where they are told for a money, and what no word says as the others."""
    year = any(one.to_date for one in lines) or (_TO_DATE.search(text) is not None and _THIS_ONE.search(text) is None)
    checks = any(one.to_date is False for one in lines)
    told = [replace(one, to_date=year and not checks) if one.to_date is None else one for one in lines]
    told = [
        replace(one, amount=one.amount * 1000) if one.to_date and 0 < one.amount < _LEAST_OF_YEAR else one
        for one in told
    ]
    of_year = {(one.kind, one.account) for one in told if one.to_date}
    kept = [one for one in told if one.to_date or (one.kind, one.account) not in of_year]
    caught_up = sum((one.amount for one in kept if one.kind == "catch_up"), Decimal(0))
    if not caught_up:
        return kept
    deferred = next((one for one in kept if one.kind == "deferred"), None)
    rest = [one for one in kept if one.kind != "catch_up" and one is not deferred]
    if deferred is None:
        return [*rest, _Line("deferred", "pretax", caught_up, kept[0].to_date)]
    return [replace(deferred, amount=deferred.amount + caught_up), *rest]
