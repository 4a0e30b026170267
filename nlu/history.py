"""A provider's history as people paste or send it: a table with a date, what it was, and dollars, read into movements.

Comma, semicolon, tab or bar between the columns, the headers in any order or none, parentheses for negative amounts,
dollar signs and commas, quoted fields. What is no movement (gains, fees, exchanges) is counted and left out; a line
that cannot be read is given back and never guessed at.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from nlu.entities.calendar_dates import SHORT_MONTHS, month_number

MOST_CHARACTERS: Final = 200_000
MOST_LINES: Final = 3_000
MOST_ROWS: Final = 300  # movements
MOST_UNREAD: Final = 20
LONGEST_LINE: Final = 1_000
MOST_DOLLARS: Final = Decimal(10_000_000)
FEWEST_LINES: Final = 2

_FLAGS: Final = re.IGNORECASE
_HEADERS: Final = (
    ("date", re.compile(r"\b(?:date|day|posted|effective)\b", _FLAGS)),
    ("amount", re.compile(r"\b(?:amount|dollars|total|value|\$)\b|^\$$|^amount", _FLAGS)),
    (
        "what",
        re.compile(r"\b(?:type|description|transaction|activity|action|source|category|what|contribution)\b", _FLAGS),
    ),
)
_NOT_AMOUNT: Final = re.compile(r"\b(?:balance|shares?|units?|price|nav|ytd|year)\b", _FLAGS)
_ISO: Final = re.compile(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
_US: Final = re.compile(r"(?<![\d.])(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4}|\d{2})(?!\d)")
_WORDS: Final = re.compile(rf"\b(?P<name>{SHORT_MONTHS})[a-z]*\.? (?P<d>\d{{1,2}}),? (?P<y>\d{{4}})\b", _FLAGS)
_DAY_FIRST: Final = re.compile(
    rf"(?<![\d.,])(?P<d>\d{{1,2}})[ -](?P<name>{SHORT_MONTHS})[a-z]*\.?,?[ -](?P<y>\d{{4}}|\d{{2}})(?![\d.,])", _FLAGS
)
_DAYS: Final = (_ISO, _US, _WORDS, _DAY_FIRST)
# Nothing before the digits is tried in a second way, so that a wide gap between columns costs no more than its length.
_AMOUNT: Final = re.compile(
    r"(?!(?<=\s)\s)(?P<minus>[-−–])?+\s*+(?P<open>\()?+\s*+(?P<inner>[-−–])?+\s*+\$?+\s*+(?P<inner2>[-−–])?+"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?|\.\d{1,2})\s*(?P<close>\))?(?P<behind>[-−–])?"
    r"(?![\d,.]*\d)"
)
_NO_MOVEMENT: Final = re.compile(
    r"\b(?:dividends?|interest|capital gains?|gain|loss|market|change in|fees?|expense|exchange|transfer between|"
    r"reallocat\w*|rebalanc\w*|realign\w*|reinvest\w*|balance|beginning|ending|total|subtotal|price|purchase|sale|"
    r"sweep account|loan)\b",
    _FLAGS,
)
_AFTER_TAX: Final = re.compile(r"\b(?:after[- ]?tax|aft(?:er)?[- ]?tx|aftertax|voluntary|non[- ]?roth after)\b", _FLAGS)
_ROTH: Final = re.compile(r"\broth\b", _FLAGS)
_PRETAX: Final = re.compile(
    r"\b(?:pre[- ]?tax|before[- ]tax|traditional|salary deferral|elective deferral|deferral|401k)\b", _FLAGS
)
_EMPLOYER: Final = re.compile(r"\b(?:match\w*|employer|er|company|profit[- ]sharing|non[- ]?elective)\b", _FLAGS)
_KINDS: Final = (
    ("refunded", re.compile(r"\b(?:refund\w*|corrective|excess|returned? of|return of contribution)\b", _FLAGS)),
    ("converted", re.compile(r"\b(?:in[- ]?plan|conver\w*|roth (?:in[- ]plan )?rollover in)\b", _FLAGS)),
    ("rolled", re.compile(r"\b(?:roll(?:ed|ing)?[- ]?over|rollover|direct roll\w*)\b", _FLAGS)),
    ("withdrew", re.compile(r"\b(?:withdraw\w*|distribution|cash[- ]?out|hardship)\b", _FLAGS)),
    ("contributed", re.compile(
        r"\b(?:contrib\w*|payroll|deferr?al|deposit|after[- ]?tax|pre[- ]?tax|roth 401\(?k\)?|match\w*)(?!\w)",
        _FLAGS,
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One movement of the table: its kind as the ledger names it, the day, dollars above 0, the account, the line.

    A ledger that was handed out here and comes back tells more: own taxed money in it in dollars, the code, reason and
    year of money sent back, whether it is a year-to-date figure, and the key of its plan.
    """

    kind: str
    day: date
    amount: Decimal
    account: str
    line: str
    own: Decimal | None = None
    code: str = ""
    reason: str = ""
    for_year: int | None = None
    to_date: bool = False
    plan: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What a table holds: its movements, how many lines are no movements, and the first few that were not read.

    `cut`: it was longer than what is read.
    """

    rows: tuple[Row, ...]
    others: int = 0
    unread: tuple[str, ...] = ()
    cut: bool = False


def looks_like_history(text: str) -> bool:
    """Whether at least two lines of `text` and half of all hold a date and dollars."""
    lines = [line for line in text[:MOST_CHARACTERS].splitlines()[:60] if line.strip()]
    fitting = sum(1 for line in lines if _day(line[:LONGEST_LINE]) is not None and _amounts_of(line[:LONGEST_LINE]))
    return fitting >= FEWEST_LINES and fitting * 2 >= len(lines) - 1


def read_history(text: str, today: date) -> History:
    """The movements of the table `text`, in its order; nothing of a day after `today`."""
    if (handed_out := _own_ledger(text, today)) is not None:
        return handed_out
    cut = len(text) > MOST_CHARACTERS
    lines = text[:MOST_CHARACTERS].lstrip("\ufeff").splitlines()
    cut = cut or len(lines) > MOST_LINES
    rows: list[Row] = []
    unread: list[str] = []
    others = 0
    columns: dict[str, int] = {}
    for line, cells in _split(lines[:MOST_LINES]):
        if found := _header(cells):
            columns = found
            continue
        day = _cell_day(cells, columns, line)
        if day is None and not _amounts_of(line):
            continue  # a heading or a remark
        made = _row(cells, columns, line, day, today)
        if isinstance(made, Row):
            if len(rows) >= MOST_ROWS:
                cut = True
                break
            rows.append(made)
        elif made == "other":
            others += 1
        elif len(unread) < MOST_UNREAD:
            unread.append(line.strip()[:80])
    kept = _without_counterparts(rows)
    return History(tuple(kept), others, tuple(unread), cut)


_OWN: Final = ("plan key", "date", "amount", "kind")  # columns that only a ledger handed out here has together
_OWN_KINDS: Final = frozenset({"contributed", "deferred", "matched", "converted", "rolled", "refunded", "withdrew"})


def _own_ledger(text: str, today: date) -> History | None:
    """The movements of a ledger that was handed out here; None for any other table."""
    lines = [line for line in text[:MOST_CHARACTERS].lstrip("\ufeff").splitlines()[:MOST_LINES] if line.strip()]
    try:
        head, *table = csv.reader(lines)
    except (csv.Error, ValueError):
        return None
    names = [name.strip().lower() for name in head]
    if not set(_OWN) <= set(names):
        return None
    rows: list[Row] = []
    unread: list[str] = []
    for cells in table:
        made = _own_row(dict(zip(names, (cell.strip() for cell in cells), strict=False)), today)
        if made is not None and len(rows) < MOST_ROWS:
            rows.append(made)
        else:
            unread.append(",".join(cells)[:80])
    return History(tuple(rows), 0, tuple(unread[:MOST_UNREAD]), len(text) > MOST_CHARACTERS)


def _own_row(told: dict[str, str], today: date) -> Row | None:
    try:
        day, amount = date.fromisoformat(told["date"]), Decimal(told["amount"])
        own = Decimal(told["own money in it"]) if told.get("own money in it") else None
        for_year = int(told["for year"]) if told.get("for year") else None
    except (KeyError, ValueError, InvalidOperation):
        return None
    fits = amount.is_finite() and 0 < amount <= MOST_DOLLARS and (own is None or (own.is_finite() and own >= 0))
    if not fits or told["kind"] not in _OWN_KINDS or not day.year >= 1975 or day > today:
        return None
    to_date = told.get("year to date") == "yes"
    words = (told.get("account", "")[:20], told.get("code", "")[:2], told.get("reason", "")[:20])
    account, code, reason = words
    return Row(told["kind"], day, amount, account, "", own, code, reason, for_year, to_date, told["plan key"][:30])


def _split(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each line that is not empty with its cells."""
    sample = [line for line in lines[:40] if line.strip()]
    marks = {mark: sum(1 for line in sample if mark in line) for mark in ("\t", ";", "|", ",")}
    mark = next((one for one in ("\t", ";", "|") if sample and marks[one] * 2 >= len(sample)), ",")
    for line in lines:
        short = line[:LONGEST_LINE]
        if not short.strip():
            continue
        try:
            cells = next(csv.reader([short], delimiter=mark, skipinitialspace=True), [])
        except csv.Error:
            cells = short.split(mark)
        yield short, [cell.strip() for cell in cells]


def _header(cells: Sequence[str]) -> dict[str, int]:
    """The columns that a line of headers names; empty for any other line."""
    if len(cells) < 2 or any(_day(cell) for cell in cells) or any(re.search(r"\d", cell) for cell in cells[:3]):
        return {}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells[:40]):
        for name, words in _HEADERS:
            if name == "amount" and _NOT_AMOUNT.search(cell):
                continue
            if name not in found and words.search(cell):
                found[name] = place
                break
    return found if "date" in found and len(found) >= 2 else {}


def _row(cells: Sequence[str], columns: dict[str, int], line: str, day: date | None, today: date) -> Row | str:
    """The movement of a line, "other" for what is none, "unread" for what cannot be read for sure."""
    what = _what(cells, columns, line)
    amount = _amount(cells, columns, line)
    kind, account = _kind(what)
    if not kind:
        return "other" if _NO_MOVEMENT.search(what) else "unread"
    if day is None or amount is None or day > today or day.year < 1975:
        return "unread"
    if amount == 0:
        return "other"
    if abs(amount) > MOST_DOLLARS:
        return "unread"
    if amount < 0 and kind in ("contributed", "deferred", "matched"):
        return "unread"  # taken back: which entry it undoes cannot be known
    return Row(kind, day, abs(amount), account, line.strip()[:80])


def _kind(what: str) -> tuple[str, str]:
    """The ledger's kind and account for what a line says it is; "" where it says no movement."""
    kind = next((name for name, words in _KINDS if words.search(what)), "")
    if not kind or (_NO_MOVEMENT.search(what) and kind not in ("converted", "refunded", "rolled")):
        return "", ""
    after_tax, roth = _AFTER_TAX.search(what) is not None, _ROTH.search(what) is not None
    if kind == "contributed":
        if after_tax:
            return "contributed", ""
        if _EMPLOYER.search(what):
            return "matched", ""
        if roth:
            return "deferred", "roth_401k"
        return ("deferred", "pretax") if _PRETAX.search(what) else ("", "")
    if kind == "rolled":
        if re.search(r"\brollover (?:in|contribution)\b", what, _FLAGS) and "ira" not in what.lower():
            return "", ""
        return "rolled", "traditional_ira" if re.search(
            r"\b(?:traditional|rollover) ira\b", what, _FLAGS
        ) else "roth_ira"
    if kind == "withdrew":
        return "withdrew", "after_tax" if after_tax else "roth_401k" if roth else "pretax" if _PRETAX.search(
            what
        ) else ""
    if kind == "refunded":
        return "refunded", "after_tax" if after_tax else "roth_401k" if roth else "pretax" if _PRETAX.search(
            what
        ) else ""
    return kind, ""


def _what(cells: Sequence[str], columns: dict[str, int], line: str) -> str:
    """All words of the line that are neither its day nor its dollars."""
    if not columns:
        return _AMOUNT.sub(" ", _cut_days(line))
    skipped = {columns.get("date"), columns.get("amount")}
    return " ".join(cell for place, cell in enumerate(cells) if place not in skipped and re.search("[A-Za-z]", cell))


def _amount(cells: Sequence[str], columns: dict[str, int], line: str) -> Decimal | None:
    place = columns.get("amount")
    if place is not None:
        found = _amounts_of(cells[place]) if place < len(cells) else []
        return found[0] if len(found) == 1 else None
    found = _amounts_of(line)
    if len(found) > 1:
        priced = [one for one, sign in zip(found, _signs(line), strict=False) if sign]
        found = priced if len(priced) == 1 else found
    return found[0] if len(found) == 1 else None


def _amounts_of(text: str) -> list[Decimal]:
    """The dollars in `text`, in parentheses or with a minus below 0."""
    found = []
    for one in _AMOUNT.finditer(_blank_names(_cut_days(text))):
        try:
            amount = Decimal(one["number"].replace(",", ""))
        except InvalidOperation:
            continue
        negative = any(one[name] for name in ("minus", "inner", "inner2", "behind")) or bool(
            one["open"] and one["close"]
        )
        found.append(-amount if negative else amount)
    return found


def _signs(text: str) -> list[bool]:
    """For each amount in `text`, whether it is written as dollars: with a sign or with cents."""
    plain = _blank_names(_cut_days(text))
    return ["$" in one[0] or "." in one["number"] for one in _AMOUNT.finditer(plain)]


def _blank_names(text: str) -> str:
    """The text without numbers that are names: 401(k), 415, 1099-R, Fund 2040."""
    return re.sub(
        r"\b(?:40[13]\(?[kb]\)?|457\(?b?\)?|415|1099-?r?|(?:fund|target|retirement|trust|plan|account|acct|no\.?|#)"
        r" ?#?\d+)",
        lambda one: " " * len(one[0]), text, flags=_FLAGS,
    )  # fmt: skip


def _cell_day(cells: Sequence[str], columns: dict[str, int], line: str) -> date | None:
    place = columns.get("date")
    if place is not None:
        return _day(cells[place]) if place < len(cells) else None
    return _day(line)


def _cut_days(text: str) -> str:
    for pattern in _DAYS:
        text = pattern.sub(lambda one: " " * len(one[0]), text)
    return text


def _day(text: str) -> date | None:
    """The first day written in `text`."""
    for pattern in _DAYS:
        found = pattern.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        month = int(parts["m"]) if "m" in parts else month_number(parts["name"])
        year = int(parts["y"])
        try:
            return date(year + 2000 if year < 100 else year, month, int(parts["d"]))
        except ValueError:
            return None
    return None


def _without_counterparts(rows: Sequence[Row]) -> list[Row]:
    """The rows, each conversion once: providers book what leaves one account and what comes into the other."""
    kept: list[Row] = []
    counts: dict[tuple[str, date, Decimal], int] = {}
    for row in rows:
        if row.kind not in ("converted", "rolled"):
            kept.append(row)
            continue
        key = (row.kind, row.day, row.amount)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] % 2:
            kept.append(row)
    return kept
