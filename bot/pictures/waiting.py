"""What waiting costs: for each habit its earnings as a bar, the tax on them as a part of it, both in dollars."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.pictures import palette
from bot.pictures.amounts import whole_dollars
from bot.pictures.card import BODY, HEIGHT_LEAST, INNER, LINE, MARGIN, SMALL, WIDTH, Card
from bot.pictures.drawings import Waiting, WaitingBar
from content.templates import money

HEADS, TOP, BOTTOM = 164, 204, 36
STEP, MOST, BAR = 108, 190, 34
ABOVE_BAR, BETWEEN = 46, 30
HEAD = 40
WHOLE_FROM = 10_000


@dataclass(frozen=True, slots=True)
class Columns:
    """The right edges of the two columns of dollars. No `tax` column without a tax."""

    earnings: float
    tax: float | None
    whole: bool

    def said(self, amount: Decimal) -> str:
        """The dollars, without cents where amounts are large."""
        return whole_dollars(amount) if self.whole else money(amount)


def paint(waiting: Waiting, words: Mapping[str, str]) -> str:
    """One row a habit; the heads of the columns of dollars say what the colours mean."""
    measure = Card()
    shift = measure.title(title := waiting.title or words["title"])
    note = measure.wrapped(waiting.note, SMALL, "normal", INNER, 3)
    columns = _columns(measure, waiting, words)
    names = [_name(measure, bar, columns) for bar in waiting.bars]
    more = sum(len(name) - 1 for name in names) * BODY * LINE
    below = len(note) * SMALL * LINE + BOTTOM
    height = max(HEIGHT_LEAST, round(TOP + shift + STEP * len(names) + more + below))
    step = min(MOST, (height - TOP - shift - more - below) / len(names))
    card = Card(height)
    card.title(title)
    _head(card, columns.earnings, HEADS + shift, words["earnings"], palette.BLUE)
    if columns.tax:
        _head(card, columns.tax, HEADS + shift, words["tax"], palette.ORANGE)
    longest = max(Decimal(1), *(max(bar.earnings, bar.tax or Decimal(0)) for bar in waiting.bars))
    y = TOP + shift
    for bar, name in zip(waiting.bars, names, strict=True):
        _amounts(card, y + 32, bar, columns)
        card.lines(MARGIN, y + 32, name, BODY)
        top = y + ABOVE_BAR + (len(name) - 1) * BODY * LINE
        _bar(card, top, min(64.0, step - ABOVE_BAR - BETWEEN), bar, longest)
        y += step + (len(name) - 1) * BODY * LINE
    card.lines(MARGIN, height - below + SMALL, note, SMALL, palette.SOFT)
    return card.svg()


def _columns(card: Card, waiting: Waiting, words: Mapping[str, str]) -> Columns:
    right = WIDTH - MARGIN
    # Beside large amounts cents only take room.
    whole = any(max(abs(bar.earnings), bar.tax or Decimal(0)) >= WHOLE_FROM for bar in waiting.bars)
    columns = Columns(right, None, whole)
    taxes = [columns.said(bar.tax) for bar in waiting.bars if bar.tax is not None]
    if not taxes:
        return columns
    wide = max(card.width(words["tax"], SMALL) + HEAD, *(card.width(said, BODY, "bold") for said in taxes))
    return Columns(right - wide - 44, right, whole)


def _name(card: Card, bar: WaitingBar, columns: Columns) -> list[str]:
    taken = card.width(columns.said(bar.earnings), BODY, "bold") + 28
    return card.wrapped(bar.name, BODY, "normal", columns.earnings - taken - MARGIN, 3)


def _head(card: Card, right: float, y: float, label: str, color: str) -> None:
    wide = card.text(right, y, label, SMALL, palette.SOFT, align="right", within=INNER / 2)
    card.box(right - wide - HEAD, y - 25, 28, 28, color, 7)


def _amounts(card: Card, y: float, bar: WaitingBar, columns: Columns) -> None:
    card.text(columns.earnings, y, columns.said(bar.earnings), BODY, palette.BLUE, "bold", "right")
    if bar.tax is not None and columns.tax:
        card.text(columns.tax, y, columns.said(bar.tax), BODY, palette.ORANGE, "bold", "right")


def _bar(card: Card, y: float, height: float, bar: WaitingBar, longest: Decimal) -> None:
    card.box(MARGIN, y, INNER, height, palette.RAISED, 10)
    shown = [
        card.box(MARGIN, y, max(4.0, float(amount / longest) * INNER), height, color)
        for amount, color in ((bar.earnings, palette.BLUE), (bar.tax or Decimal(0), palette.ORANGE))
        if amount > 0
    ]
    card.clip(shown, MARGIN, y, INNER, height, 10)
