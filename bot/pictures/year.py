"""The ledger of a year: two bars a month, what went in and what was converted, with the sums and the room above."""

from collections.abc import Mapping
from decimal import Decimal

from bot.pictures import palette
from bot.pictures.amounts import short, unit_for, whole_dollars
from bot.pictures.card import BODY, INNER, MARGIN, SMALL, TITLE, WIDTH, Card
from bot.pictures.drawings import Year
from bot.pictures.projection import round_steps

SUM = 58
SUMS, NAMES = 204, 256
TOP, BOTTOM, AXIS = 350, 672, 728
GAP = 8
LEAST = 3.0
LINES = 4  # of the grid above the ground, at most


def paint(year: Year, words: Mapping[str, str]) -> str:
    """The three sums, and the months below."""
    card = Card()
    card.text(MARGIN, 92, year.title or words["title"].format(year=year.year), TITLE, palette.SOFT, within=INNER)
    went_in = sum((one for one, _ in year.months), Decimal(0))
    converted = sum((one for _, one in year.months), Decimal(0))
    sums = [(words["contributed"], went_in, palette.BLUE), (words["converted"], converted, palette.GREEN)]
    if year.room is not None:
        over = year.room < 0
        color = palette.RED if over else palette.TEXT
        sums.append((words["over" if over else "room"], abs(year.room), color))
    _sums(card, sums)
    _months(card, year, words["months"].split())
    return card.svg()


def _sums(card: Card, sums: list[tuple[str, Decimal, str]]) -> None:
    wide = INNER / 3
    for place, (label, amount, color) in enumerate(sums):
        x = MARGIN + place * wide
        card.text(x, SUMS, whole_dollars(amount), SUM, color, "bold", within=wide - 20)
        card.text(x, NAMES, label, SMALL, palette.SOFT, within=wide - 20)


def _months(card: Card, year: Year, names: list[str]) -> None:
    most = max((max(one) for one in year.months), default=Decimal(0))
    steps = round_steps(0.0, float(max(most, Decimal(1))), LINES)
    unit = unit_for(steps)
    scale = (BOTTOM - TOP) / steps[-1]
    named = [short(step, unit) if most else "" for step in steps]
    left = MARGIN + (max(card.width(name, SMALL) for name in named) + GAP * 2 if most else 0)
    for step, name in zip(steps, named, strict=True):
        y = BOTTOM - step * scale
        card.line([(left, y), (WIDTH - MARGIN, y)], palette.GRID, 2)
        if step and name:
            card.text(left - GAP * 2, y + SMALL / 3, name, SMALL, palette.SOFT, align="right")
    wide = (WIDTH - MARGIN - left) / 12
    bar = (wide - GAP * 3) / 2
    for month, (went_in, converted) in enumerate(year.months):
        x = left + month * wide + GAP
        for place, (amount, color) in enumerate(((went_in, palette.BLUE), (converted, palette.GREEN))):
            if amount > 0:
                high = max(LEAST, float(amount) * scale)
                card.box(x + place * (bar + GAP), BOTTOM - high, bar, high, color, min(6.0, bar / 2, high / 2))
        color = palette.TEXT if month < year.until else palette.GRID
        card.text(x + bar + GAP / 2, AXIS, names[month % len(names)], BODY, color, align="center")
