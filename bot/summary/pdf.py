"""The summary as a PDF of US Letter pages. Runs in the side process; nothing else imports it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from functools import cache
from typing import Any, Literal, cast

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, XPos, YPos

from bot.fonts import FAMILY, Weight, font, font_file
from bot.summary.contents import Section, Summary

MARGIN, FOOT = 19, 17
LABELS, BETWEEN = 66, 5
SPARE = 1  # beside values that stand at the right
FEW_LINES = 6  # under a table that are not torn apart
HEADING, ROW = 13, 9.5  # what a section's heading takes, and a row of two columns with room to spare
AFTER_FIGURES = 4  # before a column of words that follows one of figures
LINE = 5.2
INK, SOFT, RULE, ACCENT = (28, 36, 48), (92, 104, 120), (214, 220, 228), (18, 122, 92)
# No text can hold these signs once it is `written`; fpdf2 puts the number of pages in their place.
PAGES = "\ue0ff" * 3

FIGURE = re.compile(r"-?\$?-?[\d,.]+")
MEASURED, NARROW = 200, 34.0
EMPTY_LINES = re.compile(r"\n\s*\n\s*")

Style = Literal["", "B"]
WEIGHTS: Mapping[Style, Weight] = {"": "normal", "B": "bold"}


def summary_pdf(request: Mapping[str, Any]) -> bytes:
    """The PDF of a summary given as JSON. The same request gives the same bytes."""
    summary = Summary.model_validate(request)
    paper = Paper(summary)
    paper.add_page()
    paper.heading()
    for section in summary.sections:
        paper.section(section)
    paper.disclaimer()
    return bytes(paper.output())


class Paper(FPDF):
    """The pages of one summary. Sizes are millimetres."""

    def __init__(self, summary: Summary) -> None:
        super().__init__(format="letter", unit="mm")
        self._summary = summary
        self.alias_nb_pages(PAGES)
        for style, weight in WEIGHTS.items():
            self.add_font(FAMILY, style, font_file(weight))
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(True, FOOT + LINE)
        self.set_title(written(summary.title))
        self.set_lang("en-US")
        self.set_creation_date(datetime.combine(summary.made_on, time(), UTC))

    def footer(self) -> None:
        """The title and the page's number at the foot; called by fpdf2 for each page."""
        self.set_y(-FOOT)
        self._ink(8, "", SOFT)
        self.cell(self.epw - 30, LINE, self._short(written(self._summary.title), self.epw - 34))
        self.cell(30, LINE, f"Page {self.page_no()} of {PAGES}", align=Align.R)

    def heading(self) -> None:
        """The title, the day, the tax year."""
        self._ink(19, "B", INK)
        self._paragraph(written(self._summary.title), 8.6)
        made_on = self._summary.made_on
        said = f"Made on {made_on:%B} {made_on.day}, {made_on.year}"
        if self._summary.tax_year is not None:
            said = f"Tax year {self._summary.tax_year} · {said}"
        self.ln(1)
        self._ink(10, "", SOFT)
        self._paragraph(said, LINE)

    def section(self, section: Section) -> None:
        """The heading with a rule, the table, the lines."""
        self.ln(4)
        self._keep_together(self._head_of(section))
        self._ink(12.5, "B", ACCENT)
        self._paragraph(written(section.title), 6.4)
        self._rule(ACCENT, 0.5)
        self.ln(1.4)
        rows = [(written(label), written(value)) for label, value in section.rows]
        labels = self._label_width([*rows, *([section.total] if section.total is not None else [])])
        for label, value in rows:
            self._row(label, value, labels)
        if section.total is not None:
            self._total(written(section.total[0]), written(section.total[1]), labels)
        if section.table:
            self._table(
                [written(cell) for cell in section.head], [[written(cell) for cell in row] for row in section.table]
            )
        if section.lines:
            self.ln(1.8)
            self._keep_together(min(len(section.lines), FEW_LINES) * LINE)
        for line in section.lines:
            self._ink(9, "", INK)
            self._paragraph(written(line), LINE - 0.5)
            self.ln(1)

    def _head_of(self, section: Section) -> float:
        """What of a section stays on one page: its heading with the first rows, a sum with all that adds up to it."""
        if section.total is not None:
            return min(HEADING + (len(section.rows) + 1) * ROW, self.eph / 2)
        return HEADING + (3 * ROW if section.table and not section.rows else ROW)

    def disclaimer(self) -> None:
        """What the summary is not, under all else."""
        if not self._summary.disclaimer:
            return
        self.ln(4)
        self._keep_together(12)
        self._rule(RULE, 0.3)
        self.ln(2)
        self._ink(8.5, "", SOFT)
        self._paragraph(written(self._summary.disclaimer), LINE - 0.8)

    def _label_width(self, rows: Sequence[Sequence[str]]) -> float:
        """How wide the labels of a section are: wider than usual where they are long and all values are short."""
        self._ink(10, "", SOFT)
        longest = max((self.get_string_width(label) for label, _ in rows), default=0.0)
        self._ink(10, "B", INK)
        value = max((self.get_string_width(one) for _, one in rows), default=0.0)
        return LABELS if longest <= LABELS else max(LABELS, self.epw - BETWEEN - value - SPARE)

    def _row(self, label: str, value: str, wide: float) -> None:
        """Two columns of lines, which may go on over the page's end; values stand right where labels are `wide`."""
        values = self.epw - wide - BETWEEN
        to = Align.R if wide > LABELS else Align.L
        labels = self._split(label, wide, "")
        bold: Style = "B"
        lines = self._split(value, values, bold)
        if len(lines) > 1:  # bold is for figures; a quotation in bold is hard to read
            bold, lines = "", self._split(value, values, "")
        # A row that is no taller than a third of a page is not torn apart.
        self._keep_together(min(max(len(labels), len(lines)) * LINE + 2, self.eph / 3))
        for place in range(max(len(labels), len(lines))):
            self._keep_together(LINE)
            if place < len(labels):
                self._ink(10, "", SOFT)
                self.cell(wide, LINE, labels[place])
            if place < len(lines):
                self._ink(10, bold, INK)
                self.set_x(MARGIN + wide + BETWEEN)
                self.cell(values, LINE, lines[place], align=to)
            self.ln(LINE)
        self.ln(0.8)
        self._rule(RULE, 0.2)
        self.ln(0.8)

    def _total(self, label: str, value: str, wide: float) -> None:
        """The sum under a table of labels and values, which a rule sets off."""
        self._keep_together(LINE + 3)
        self._rule(ACCENT, 0.5)
        self.ln(0.8)
        self._ink(10, "B", INK)
        self.cell(wide + BETWEEN, LINE, self._short(label, wide))
        self._ink(10, "B", ACCENT)
        values = self.epw - wide - BETWEEN
        self.cell(values, LINE, self._short(value, values), align=Align.R if wide > LABELS else Align.L)
        self.ln(LINE + 0.8)

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table with its head, which is repeated on each page; dollars stand at the right."""
        right = [all(not row[place] or FIGURE.fullmatch(row[place]) for row in rows) for place in range(len(head))]
        wide = self._columns(head, rows, right)
        self._table_head(head, wide, right)
        for row in rows:
            inside = [each - indent for each, indent in zip(wide, _indents(right), strict=True)]
            cells = [self._split_at(cell, each, 9) for cell, each in zip(row, inside, strict=True)]
            height = max(len(lines) for lines in cells) * (LINE - 0.8) + 1.4
            if self.will_page_break(height):
                self.add_page()
                self._table_head(head, wide, right)
            top, x = self.get_y(), float(MARGIN)
            for lines, each, to_right, indent in zip(cells, wide, right, _indents(right), strict=True):
                for number, line in enumerate(lines):
                    self.set_xy(x + indent, top + number * (LINE - 0.8))
                    self._ink(9, "", INK)
                    self.cell(each - 2 - indent, LINE - 0.8, line, align=Align.R if to_right else Align.L)
                x += each
            self.set_xy(MARGIN, top + height - 0.8)
            self._rule(RULE, 0.2)
            self.ln(0.6)

    def _table_head(self, head: Sequence[str], wide: Sequence[float], right: Sequence[bool]) -> None:
        self._keep_together(LINE * 3)
        for name, each, to_right, indent in zip(head, wide, right, _indents(right), strict=True):
            self._ink(8.5, "B", SOFT)
            self.set_x(self.get_x() + indent)
            room = each - 2 - indent
            self.cell(room, LINE, self._short(name, room), align=Align.R if to_right else Align.L)
            self.cell(2, LINE, "")
        self.ln(LINE)
        self._rule(SOFT, 0.3)
        self.ln(0.6)

    def _columns(self, head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> list[float]:
        """The width of each column: what its figures take, and the rest for those of words."""
        self._ink(9, "B", INK)
        wants = []
        for place, name in enumerate(head):
            longest = max([self.get_string_width(row[place]) for row in rows[:MEASURED]], default=0.0)
            wants.append(max(longest, self.get_string_width(name)) + 5 + _indents(right)[place])
        words = [place for place in range(len(head)) if not right[place] and wants[place] > NARROW]
        fixed = sum(wants[place] for place in range(len(head)) if place not in words)
        left = max(self.epw - fixed, NARROW * len(words))
        if not words:
            scale = self.epw / sum(wants)
            return [one * scale for one in wants]
        share = sum(wants[place] for place in words)
        wide = [left * wants[place] / share if place in words else wants[place] for place in range(len(head))]
        scale = self.epw / sum(wide)
        return [one * scale for one in wide]

    def _split_at(self, said: str, wide: float, size: float) -> Sequence[str]:
        self._ink(size, "", INK)
        lines = self.multi_cell(wide - 2, LINE, said, align=Align.L, dry_run=True, output=MethodReturnValue.LINES)
        return cast(list[str], lines) or [""]

    def _split(self, said: str, wide: float, style: Style) -> Sequence[str]:
        self._ink(10, style, INK)
        lines = self.multi_cell(wide, LINE, said, align=Align.L, dry_run=True, output=MethodReturnValue.LINES)
        return cast(list[str], lines) or [""]

    def _paragraph(self, said: str, line: float) -> None:
        self.multi_cell(0, line, said, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _short(self, said: str, wide: float) -> str:
        line = said.partition("\n")[0]
        while line and self.get_string_width(line) > wide:
            line = line[: -max(2, len(line) // 20)].rstrip() + "…" if len(line) > 2 else ""
        return line

    def _keep_together(self, height: float) -> None:
        if self.will_page_break(height):
            self.add_page()

    def _rule(self, color: tuple[int, int, int], width: float) -> None:
        self.set_draw_color(*color)
        self.set_line_width(width)
        self.line(MARGIN, self.get_y(), MARGIN + self.epw, self.get_y())

    def _ink(self, size: float, style: Style, color: tuple[int, int, int]) -> None:
        self.set_font(FAMILY, style, size)
        self.set_text_color(*color)


def _indents(right: Sequence[bool]) -> list[float]:
    """How far each column of words that follows one of figures begins within its width."""
    return [AFTER_FIGURES if place and right[place - 1] and not one else 0 for place, one in enumerate(right)]


def written(said: str) -> str:
    """`said` as the fonts can write it: control signs left out, signs without a glyph marked with a lozenge.

    Of several empty lines one is kept.
    """
    return EMPTY_LINES.sub("\n\n", "".join(_sign(sign) for sign in said.replace("\t", "    "))).strip()


def _sign(sign: str) -> str:
    if sign == "\n":
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cf"):
        return ""
    return sign if ord(sign) in _glyphs() and kind not in ("Co", "Cs", "Cn") else "◊"


@cache
def _glyphs() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(font(weight).widths) for weight in WEIGHTS.values()))
