"""Tables: those set by spaces as rows, and each cell as a statement named by its row and the head of its column."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from nlu.plans.blocks import Block, unnumbered
from nlu.plans.boxes import CHECKED, MARK, marks, settle, split_items
from nlu.plans.lines import Line
from nlu.plans.vocabulary import AFTER_TAX, OTHER_MONEY, has
from nlu.plans.wording import plain

_RULE: Final = re.compile(r"\s*[-=_–—+|. ]{8,}\s*")
_CELL: Final = re.compile(r"\S+(?: \S+)*")
_AFTER_TAX: Final = re.compile(
    r"\b(?:after|post)[- ]?tax\b|\bnon-?deductible\b|\bnon-roth\b|\bvoluntary\b|\bthrift\b", re.IGNORECASE
)
_OTHER: Final = re.compile(
    r"\b(?:pre|before)[- ]?tax\b|\broth\b|\bdeferrals?\b|\bmatch|\brollover|\bemployer\b|\bcompany\b"
    r"|\bregular\b|\b401\(k\)",
    re.IGNORECASE,
)
_LONGEST_HEAD: Final = 32  # characters of the head of a column
_INDENT: Final = 8  # characters from which the first head has no label before it
_SLACK: Final = 3  # characters by which a cell may stand before its column


def in_rows(lines: Sequence[Line]) -> list[Line]:
    """`lines` with each row of such a table as one line, which remembers what the document has there."""
    out: list[Line] = []
    at = 0
    lines = _with_gaps_alike(lines)
    while at < len(lines):
        heads = _columns(lines[at].text)
        if heads is None:
            boxes = _box_table(lines, at)
            out += [Line(lines[at].page, ""), *boxes, Line(lines[at].page, "")] if boxes else [lines[at]]
            at += len(boxes) or 1
            continue
        end, rows = _table(lines, at, heads)
        if len(rows) < 2:
            out.append(lines[at])
            at += 1
            continue
        out += [Line(lines[at].page, ""), *rows, Line(lines[end - 1].page, "")]
        at = end
    return out


def _with_gaps_alike(lines: Sequence[Line]) -> list[Line]:
    """`lines`, with the gap widened before a cell that begins where a cell of the line beside it does."""
    out: list[Line] = []
    for at, line in enumerate(lines):
        narrow = re.fullmatch(r"(\s*\S+(?: \S+)*)  (\S+(?: \S+)*)((?: {3,}\S.*)?)", line.text)
        beside = [other.text for other in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])]
        if narrow and any(_has_cell_at(narrow.start(2), other) for other in beside):
            out.append(Line(line.page, f"{narrow[1]}   {narrow[2]}{narrow[3]}", line.shown or line.text))
            continue
        column = _column_run_into(line.text, beside)
        if column:
            widened = f"{line.text[:column].rstrip()}   {line.text[column:]}"
            out.append(Line(line.page, widened, line.shown or line.text))
        else:
            out.append(line)
    return out


def _column_run_into(text: str, beside: Sequence[str]) -> int:
    """Where, in a row of a table whose label fills its column, the cell behind it begins; 0 where there is none.

    Both lines beside it have a cell there, and it has a cell further on where these have one too.
    """
    if len(beside) < 2:
        return 0
    wide = re.search(r"\S {3,}(?=\S)", text)
    if wide is None or not all(_has_cell_at(wide.end(), other) for other in beside):
        return 0
    begins = [m.end() for m in re.finditer(r"\S (?=\S)", text[: wide.start()])]
    return next((at for at in begins if all(_has_cell_at(at, other) for other in beside)), 0)


def _has_cell_at(column: int, text: str) -> bool:
    """Whether `text` has a label, a wide gap, and a cell that begins at `column`."""
    before = text[:column]
    return before.strip() != "" and before.endswith("   ") and text[column : column + 1].strip() != ""


def _box_table(lines: Sequence[Line], at: int) -> list[Line]:
    """The rows of a table of boxes whose heads stand at `at`: each label with the heads of its checked boxes.

    Nothing where there is no such table: heads, and two rows or more with a box below each.
    """
    heads = [] if "|" in lines[at].text else [words for _, words in _cells(lines[at].text)]
    if len(heads) < 2 or re.search(MARK, lines[at].text):
        return []
    rows = list(takewhile(lambda line: _is_row_of_boxes(line.text, len(heads)), lines[at + 1 :]))
    with_label = len(rows) < 2  # the labels have a head too
    if with_label:
        rows = list(takewhile(lambda line: _is_row_of_boxes(line.text, len(heads) - 1), lines[at + 1 :]))
        heads = heads[1:]
    if len(rows) < 2 or len(heads) < 2:
        return []
    told = [Line(lines[at].page, "| money | |", lines[at].text)]
    for line in rows:
        boxes = re.findall(MARK, line.text)
        chosen = [head for head, box in zip(heads, boxes, strict=True) if re.fullmatch(CHECKED, box)]
        label = line.text[: line.text.find(boxes[0])].strip()
        told.append(Line(line.page, f"| {label} | {'; '.join(chosen) or '-'} |", line.text))
    return told


def _is_row_of_boxes(text: str, columns: int) -> bool:
    """Whether `text` is a label and as many boxes as there are columns."""
    return columns > 1 and re.fullmatch(rf"\s*\S[^\ue100-\ue2ff]*(?:{MARK}\s*){{{columns}}}", text) is not None


def _cells(text: str) -> list[tuple[int, str]]:
    """The cells of a line, each with the place where it begins."""
    return [(m.start(), m[0]) for m in _CELL.finditer(re.sub(rf"({MARK}) (?={MARK})", r"\1  ", text))]


def _columns(text: str) -> list[tuple[int, str]] | None:
    """The heads of columns in a line, each with the place where it begins; None where they are none."""
    if "|" in text or re.search(MARK, text):
        return None
    cells = _cells(text)
    if cells and cells[0][1].endswith(":") and any("," in words for _, words in cells[1:]):
        return None  # a label, and a list of kinds of money behind it
    heads = cells if cells and cells[0][0] > _INDENT else cells[1:]
    heads = [one for head in heads for one in _apart(*head)]
    if len(heads) < 2 or any(len(head) > _LONGEST_HEAD for _, head in heads):
        return None
    named = [bool(_AFTER_TAX.search(head)) for _, head in heads]
    others = [bool(_OTHER.search(head)) for _, head in heads]
    if sum(named) != 1 or not any(other for name, other in zip(named, others, strict=True) if not name):
        return None
    return heads


def _apart(start: int, head: str) -> list[tuple[int, str]]:
    """A head, parted where a single space stands between the names of two kinds of money."""
    words = [(start + m.start(), m[0]) for m in re.finditer(r"\S+", head)]
    each = all(_AFTER_TAX.search(word) or _OTHER.search(word) for _, word in words)
    return words if len(words) > 1 and each else [(start, head)]


def _table(lines: Sequence[Line], at: int, columns: Sequence[tuple[int, str]]) -> tuple[int, list[Line]]:
    """The line behind the table whose heads, `columns`, stand at `at`, and its rows, the heads among them."""
    first, starts = lines[at], [start for start, _ in columns]
    heads = [first.text[: starts[0]].strip(), *(head for _, head in columns)]
    rows: list[tuple[Line, list[str], list[str]]] = [(first, heads, [first.text])]
    end = at + 1
    while end < len(lines):
        text = lines[end].text
        if _RULE.fullmatch(text) and text.strip():
            end += 1
            continue
        if not text.strip():
            if end + 1 < len(lines) and _fits(lines[end + 1].text, starts):
                end += 1
                continue
            break
        label_only = text.strip()[:1].islower() and len(_cells(text)) == 1 and len(text.strip()) <= _LONGEST_HEAD
        if not _fits(text, starts) and not (label_only and len(rows) > 1):
            break
        cells = _placed(text, starts)
        goes_on = (
            len(rows) > 1
            and lines[end - 1].text.strip()
            and (not cells[0] or cells[0][:1].islower() or (not any(cells[1:]) and not any(rows[-1][1][1:])))
        )
        if goes_on and not _RULE.fullmatch(lines[end - 1].text):
            line, before, shown = rows[-1]
            rows[-1] = (line, [f"{one} {two}".strip() for one, two in zip(before, cells, strict=True)], [*shown, text])
        else:
            rows.append((lines[end], cells, [text]))
        end += 1
    return end, list(_as_lines(rows))


def _fits(text: str, starts: Sequence[int]) -> bool:
    """Whether the line has cells in the columns, and none that runs over several."""
    cells = _cells(text)
    if re.search(MARK, text) and len(cells) == len(starts) + 1:
        return True
    if not cells or _RULE.fullmatch(text):
        return False
    inside = [start for start, _ in cells if any(abs(start - one) <= _SLACK + 5 for one in starts)]
    over = [start for start, words in cells if start < starts[0] - _SLACK and start + len(words) > starts[0] + 6]
    return bool(inside) and not over


def _placed(text: str, starts: Sequence[int]) -> list[str]:
    """The words of a line by column, the label first."""
    in_order = [words for _, words in _cells(text)]
    if re.search(MARK, text) and len(in_order) == len(starts) + 1:
        return in_order  # boxes are narrower here than on the page
    placed = ["" for _ in range(len(starts) + 1)]
    for start, words in _cells(text):
        column = sum(1 for one in starts if start >= one - _SLACK)
        placed[column] = f"{placed[column]} {words}".strip()
    return placed


def _as_lines(rows: Sequence[tuple[Line, list[str], list[str]]]) -> Iterator[Line]:
    for place, (line, cells, shown) in enumerate(rows):
        told = [cells[0] or ("money" if place == 0 else ""), *(_value(cell) for cell in cells[1:])]
        yield Line(line.page, "| " + " | ".join(told) + " |", " ".join(shown))


def _value(cell: str) -> str:
    """What a cell says; a box in it says yes or no."""
    if re.fullmatch(MARK, cell):
        return "yes" if re.fullmatch(CHECKED, cell) else "no"
    return cell or "-"


_PLAINLY_SEVERAL = 2  # cells from which on a smaller gap parts two as well
_YOUNGER = r"\bany (?:time|age)\b|\b(?:under|before|below|not yet|younger than|are under)\b[^|]{0,12}59half"
_OLDER_OR_GONE = (
    r"\b(?:59half|normal retirement|after you leave|(?:after|on|upon) (?:leaving|separat\w+|terminat\w+))\b"
)
_VALUE = rf"\d|{MARK}|^(?:yes|no|n/?a|none|x|✓|(?:not )?(?:available|permitted|allowed|offered))\b(?!.*\?)|any ?time"


def cells_of(block: Block) -> list[str]:
    """The cells of a row; a row that runs over several lines is one cell."""
    if len(block.lines) > 1:
        return [block.text]
    text = block.lines[0].text.strip()
    if "|" in text:
        return [cell.strip() for cell in text.strip("|").split("|")]
    cells = [cell for cell in re.split(r"\s{3,}|\t", text) if cell]
    if len(cells) > _PLAINLY_SEVERAL:
        return [part for cell in cells for part in re.split(r"\s{2,}", cell)]
    return cells


def question_and_answer(cells: Sequence[str]) -> tuple[str, str] | None:
    """The question and the answer in a row that holds these and at most a number before them."""
    told = [cell for cell in cells if cell.strip()]
    told = told[1:] if len(told) > 1 and re.fullmatch(r"#?\w{1,3}[.)]?", told[0].strip()) else told
    if len(told) == 1 and "? " in told[0]:
        question, _, answer = told[0].partition("? ")
        told = [f"{question}?", answer] if re.match(r"\W*\d", question) and "?" not in answer else told
    if len(told) != 2 or not told[0].rstrip().endswith("?") or re.search(MARK, told[1]):
        return None
    return told[0].strip(), told[1].strip()


_CODE: Final = r"[A-Z]|[A-Z]{0,2}\d{1,3}"


def without_codes(heads: Sequence[str]) -> tuple[str, ...]:
    """The heads of a table without that of a column of codes, which are told with the names behind them."""
    coded = len(heads) > _PLAINLY_SEVERAL and re.fullmatch(
        r"(?:code|no|nr|id|#|key)\.?", heads[0].strip(), re.IGNORECASE
    )
    return tuple(heads[1:] if coded else heads)


def with_code_told(cells: list[str], columns: Sequence[str]) -> list[str]:
    """`cells`; where a row has a letter or number before its name, both in one: "source C — after-tax"."""
    if len(cells) != len(columns) + 1 or not columns or not re.fullmatch(_CODE, cells[0].strip()):
        return cells
    kind = (
        columns[0]
        if re.match(r"\W*(?:source|account|type|class|fund|bucket|line|pocket)", columns[0], re.IGNORECASE)
        else ""
    )
    return [f"{kind} {cells[0]} — {cells[1]}".strip(), *cells[2:]]


# What heads of columns may name though it looks like a value: an age, any time, a plan, a year.
_CONDITION = (
    r"\b(?:age |at |under |over |before |after |until |not yet )*59 ?(?:½|1/2|\.5)(?: ?\+)?(?: (?:or|and)"
    r" (?:over|older|up|later))?"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2},? \d{4}\b"
    r"|^(?:today|now|currently|at present|until then)$|^(?:at )?any ?(?:time|age|reason)\b\??$"
    r"|\b40[13] ?\([abk]\)|\b457 ?\(b\)|\b20\d\d\b"
)
_WHAT_ROWS_ARE = (
    r"(?:source|account|sub-?account|type|kind|money|pocket|code|bucket|contribution|class|fund|category|part|where"
    r"|which|what)\b.{0,30}"
)


def is_header(cells: Sequence[str]) -> bool:
    """Whether the cells are heads of columns rather than values."""
    heads = [cell.strip().lower() for cell in cells[1:]]
    if re.fullmatch(r"(?:19|20)\d\d", cells[0].strip()):
        return False  # an entry of a list by years
    if len(heads) == 1 and has(OTHER_MONEY, f"{plain(heads[0])} account") and re.fullmatch(r"\W?[A-Z]{0,4}", cells[0]):
        return False  # the first of a list of abbreviations
    conditions = [re.search(_CONDITION, head) is not None for head in heads]
    if (
        any(conditions)
        and len(heads) > 1
        and (re.fullmatch(_WHAT_ROWS_ARE, cells[0].strip(), re.IGNORECASE) or sum(conditions) > 1)
    ):
        heads = [re.sub(_CONDITION, "age", head) for head in heads]
    if heads and all(head in {"yes", "no"} for head in heads):
        return len(heads) > 1
    return bool(heads) and not any(re.search(_VALUE, head) for head in heads)


def statements_of(block: Block, cells: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    """What a row says, in plain wording; nothing where a choice between boxes is left open."""
    text = block.text
    if marks(text) > 1 and len(cells) != len(columns):
        settled = settle(text)
        if settled is not None:
            words = re.sub(r"\?\s*(?=\w+\W*$)", ": ", plain(unnumbered(settled)))
            yield re.sub(r":?\s+(yes|no|none|n/a)$", r": \1", words)
        return
    label = plain(unnumbered(cells[0])).rstrip(":? ")
    if 1 < len(cells) <= len(columns):
        yield from _by_column(label, cells[1:], columns[1:])
        return
    value = " — ".join(plain(cell) for cell in cells[1:] if cell)
    yield f"{label}: {value}" if value else label


def _by_column(label: str, cells: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    after_tax = any(has(AFTER_TAX, plain(column)) for column in columns)
    by_age = any(re.search(_YOUNGER, plain(column)) for column in columns)
    for column, cell in zip(columns, cells, strict=False):
        if by_age and re.search(_OLDER_OR_GONE, plain(column)) and not re.search(_YOUNGER, plain(column)):
            continue  # beside what the younger may do, what the older may do says nothing
        if after_tax and has(OTHER_MONEY, f"{plain(column)} account") and not has(AFTER_TAX, plain(column)):
            continue  # the table keeps the kinds of money apart
        name, value = plain(column).rstrip(":? "), plain(_as_word(cell))
        if name in {"yes", "no", "never", "not available", "not permitted"}:
            if re.fullmatch(rf"x|✓|✔|yes|{CHECKED}", value):
                yield f"{label}: {name}"
        elif value:
            yield f"{label} {name}".rstrip() + f": {value}"


def _as_word(cell: str) -> str:
    """A cell; a box in it by what it says."""
    if re.fullmatch(MARK, cell.strip()):
        return "yes" if re.fullmatch(CHECKED, cell.strip()) else "no"
    return cell


def separate_boxes(text: str) -> tuple[str, list[tuple[bool, str]]] | None:
    """The words before several boxes on one line, and the boxes as (chosen, words); None where they are one choice."""
    if marks(text) < 2 or settle(text) != text:
        return None
    first = re.search(MARK, text)
    before = text[: first.start()].strip() if first else ""
    return before, split_items(text)
