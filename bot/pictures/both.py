"""The regular and the mega backdoor together: for each person one stacked bar, its parts with their dollars."""

from collections.abc import Mapping
from decimal import Decimal

from bot.pictures import palette
from bot.pictures.card import BODY, HEIGHT, HEIGHT_LEAST, HERO, INNER, LARGE, LINE, MARGIN, SMALL, WIDTH, Card, shares
from bot.pictures.drawings import Both, BothBar
from content.templates import money

TOP, BOTTOM = 136, 44
BAR, ROW, BETWEEN = 60, 52, 34
LEAST, GAP = 8, 4
COLORS = palette.SERIES[:5]


def paint(both: Both, words: Mapping[str, str]) -> str:
    """One person large, or several under each other on one scale and what all of it comes to."""
    names = list(dict.fromkeys(part.name for bar in both.bars for part in bar.parts))
    colors = {name: COLORS[place % len(COLORS)] for place, name in enumerate(names)}
    measure = Card()
    shift = measure.title(title := both.title or words["title"])
    note = measure.wrapped(both.note, SMALL, "normal", INNER, 3)
    below = len(note) * SMALL * LINE + BOTTOM
    if len(both.bars) == 1:
        card = Card(max(HEIGHT_LEAST, round(500 + shift + 68 * len(both.bars[0].parts) + below)))
        _one(card, shift, both.bars[0], colors)
    else:
        needed = TOP + shift + sum(_height(bar) + BETWEEN for bar in both.bars) + 70 + below
        card = Card(max(HEIGHT, round(needed)))
        _several(card, shift, both.bars, colors, (card.height - needed) / len(both.bars), words["total"])
    card.title(title)
    card.lines(MARGIN, card.height - below + SMALL, note, SMALL, palette.SOFT)
    return card.svg()


def _one(card: Card, shift: float, bar: BothBar, colors: Mapping[str, str]) -> None:
    card.text(MARGIN, 218 + shift, money(_total(bar)), HERO, palette.TEXT, "bold")
    card.text(MARGIN, 280 + shift, bar.name, LARGE, palette.SOFT)
    top = 326 + shift
    _stack(card, top, 104, bar, INNER, colors)
    _rows(card, top + 104 + 72, 68, bar, colors)


def _several(
    card: Card, shift: float, bars: tuple[BothBar, ...], colors: Mapping[str, str], spare: float, together: str
) -> None:
    longest = max(Decimal(1), *(_total(bar) for bar in bars))
    spare = min(30.0, spare)
    y = TOP + shift
    for bar in bars:
        _total_line(card, y + 32, bar.name, _total(bar))
        card.box(MARGIN, y + 52, INNER, BAR, palette.RAISED, 14)
        _stack(card, y + 52, BAR, bar, float(_total(bar) / longest) * INNER, colors)
        _rows(card, y + 52 + BAR + 46, ROW, bar, colors)
        y += _height(bar) + BETWEEN + spare
    card.line([(MARGIN, y - 8), (WIDTH - MARGIN, y - 8)], palette.GRID, 3)
    _total_line(card, y + 46, together, sum((_total(bar) for bar in bars), Decimal(0)))


def _height(bar: BothBar) -> int:
    return 52 + BAR + ROW * len(bar.parts)


def _total(bar: BothBar) -> Decimal:
    return sum((part.amount for part in bar.parts), Decimal(0))


def _total_line(card: Card, y: float, name: str, total: Decimal) -> None:
    wide = card.text(WIDTH - MARGIN, y, money(total), LARGE, palette.TEXT, "bold", "right")
    card.text(MARGIN, y, name, LARGE, weight="bold", within=INNER - wide - 24)


def _stack(card: Card, y: float, height: float, bar: BothBar, length: float, colors: Mapping[str, str]) -> None:
    there = [part for part in bar.parts if part.amount > 0]
    shown, x = [], float(MARGIN)
    for part, wide in zip(there, shares([float(one.amount) for one in there], length, LEAST), strict=True):
        gap = 0 if part is there[-1] else GAP
        shown.append(card.box(x, y, max(GAP, wide - gap), height, colors[part.name]))
        x += wide
    card.clip(shown, MARGIN, y, INNER, height, 14)


def _rows(card: Card, y: float, step: float, bar: BothBar, colors: Mapping[str, str]) -> None:
    for part in bar.parts:
        card.box(MARGIN, y - 27, 30, 30, colors[part.name], 8)
        wide = card.text(WIDTH - MARGIN, y, money(part.amount), BODY, align="right")
        card.text(MARGIN + 50, y, part.name, BODY, palette.SOFT, within=INNER - 50 - wide - 24)
        y += step
