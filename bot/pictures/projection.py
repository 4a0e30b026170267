"""What deposits may grow to: lines with their names and last figures at their ends."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.pictures import palette
from bot.pictures.amounts import short, unit_for, whole_dollars
from bot.pictures.card import BODY, HEIGHT, INNER, MARGIN, SMALL, WIDTH, Card
from bot.pictures.drawings import Projection, Series

TOP = 150
LABELS = 316
# Labels may stand a little above and below the plot.
LABELS_ABOVE, LABELS_BEYOND = 22, 30
TICKS = 5
NAME_STEP, VALUE_STEP, BETWEEN = 38, 42, 18
NOTE_STEP = 40
DASHES: tuple[tuple[float, ...], ...] = ((), (3, 2), (0.1, 2), (5, 2, 0.1, 2), (1.5, 1.8), (7, 2))
FIRST_CALENDAR_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the lines go, in pixels, and what they span, in years and dollars."""

    left: float
    right: float
    top: float
    bottom: float
    years: tuple[int, int]
    dollars: tuple[float, float]

    def x(self, year: float) -> float:
        """The place of a year."""
        first, last = self.years
        return self.left + (self.right - self.left) * ((year - first) / (last - first) if last > first else 1)

    def y(self, dollars: float) -> float:
        """The place of an amount."""
        low, high = self.dollars
        return self.bottom - (self.bottom - self.top) * (dollars - low) / (high - low)


def paint(projection: Projection, words: Mapping[str, str]) -> str:
    """The lines over the years from the first to the last."""
    years = [year for series in projection.series for year, _ in series.points]
    calendar = min(years) >= FIRST_CALENDAR_YEAR
    measure = Card()
    top = TOP + measure.title(title := projection.title or words["title"])
    note = measure.wrapped(projection.note, SMALL, "normal", INNER, 3)
    below = 84 + (len(note) * NOTE_STEP + 12 if note else 0) + (0 if calendar else 36)
    labels = _labels(measure, projection.series, HEIGHT - top - below)
    card = Card(max(HEIGHT, round(top + _needed(labels) + below)))
    card.title(title)
    card.lines(MARGIN, card.height - 36 - (len(note) - 1) * NOTE_STEP, note, SMALL, palette.SOFT)
    amounts = [float(dollars) for series in projection.series for _, dollars in series.points]
    ticks = round_steps(min(0.0, *amounts), max(0.0, *amounts), TICKS)
    unit = unit_for(ticks)
    left = MARGIN + max(card.width(short(tick, unit), SMALL) for tick in ticks) + 20
    right, bottom = WIDTH - MARGIN - LABELS - 36, card.height - below
    plot = Plot(left, right, top, bottom, (min(years), max(years)), (ticks[0], ticks[-1]))
    for tick in ticks:
        y = plot.y(tick)
        card.line([(left, y), (plot.right, y)], palette.SOFT if tick == 0 else palette.GRID, 2)
        card.text(left - 18, y + 11, short(tick, unit), SMALL, palette.SOFT, align="right")
    _years(card, plot, "" if calendar else words["years"])
    for place in reversed(range(len(projection.series))):
        _line(card, plot, projection.series[place], place)
    _ends(card, plot, projection.series, labels)
    return card.svg()


def _labels(card: Card, all_series: Sequence[Series], room: float) -> list[list[str]]:
    """The names in lines: three where there is room for that, else two, for which the card grows if it must."""
    labels = [card.wrapped(series.name, SMALL, "normal", LABELS, 3) for series in all_series]
    if _needed(labels) <= room:
        return labels
    return [card.wrapped(series.name, SMALL, "normal", LABELS, 2) for series in all_series]


def _label_height(name: Sequence[str]) -> int:
    return len(name) * NAME_STEP + VALUE_STEP


def _needed(labels: Sequence[Sequence[str]]) -> float:
    return sum(_label_height(name) + BETWEEN for name in labels) - BETWEEN - LABELS_BEYOND


def round_steps(low: float, high: float, most: int) -> list[float]:
    """Round figures at equal distances that take in `low` and `high`, at most `most` steps."""
    span = max(high - low, 1.0)
    power = 10 ** math.floor(math.log10(span / most))
    step = next(
        power * factor
        for factor in (1, 2, 2.5, 5, 10, 20, 25, 50)
        if math.ceil(high / (power * factor)) - math.floor(low / (power * factor)) <= most
    )
    first, last = math.floor(low / step), max(math.ceil(high / step), math.floor(low / step) + 1)
    return [step * place for place in range(first, last + 1)]


def _years(card: Card, plot: Plot, said: str) -> None:
    first, last = plot.years
    wide = card.width(str(last), SMALL) + 44
    fit = max(1, int((plot.right - plot.left) / wide))
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 1000, 10000) if (last - first) / step <= fit)
    shown = sorted({*range(first, last + 1, step), last})
    if len(shown) > 1 and plot.x(shown[-1]) - plot.x(shown[-2]) < wide:
        del shown[-2]
    for year in shown:
        card.line([(plot.x(year), plot.bottom), (plot.x(year), plot.bottom + 8)], palette.SOFT, 2)
        card.text(plot.x(year), plot.bottom + 44, str(year), SMALL, palette.SOFT, align="center")
    if said:
        middle = (plot.left + plot.right) / 2
        card.text(middle, plot.bottom + 84, said, SMALL, palette.SOFT, align="center", within=plot.right - plot.left)


def _line(card: Card, plot: Plot, series: Series, place: int) -> None:
    points = [(plot.x(year), plot.y(float(dollars))) for year, dollars in series.points]
    color = palette.SERIES[place]
    if len(points) > 1 and place == 0:
        ground = plot.y(0)
        card.area([(points[0][0], ground), *points, (points[-1][0], ground)], color, 0.14)
    if len(points) > 1:
        card.line(points, color, 8, DASHES[place])
    card.circle(*points[-1], 9, color)


def _ends(card: Card, plot: Plot, all_series: Sequence[Series], labels: Sequence[Sequence[str]]) -> None:
    """Each line's name and last figure beside its end, moved apart where ends lie close together."""
    heights = [_label_height(name) for name in labels]
    ends = [plot.y(float(series.points[-1][1])) for series in all_series]
    left = WIDTH - MARGIN - LABELS
    wanted = [end - high / 2 for end, high in zip(ends, heights, strict=True)]
    tops = apart(wanted, heights, plot.top - LABELS_ABOVE, plot.bottom - plot.top + LABELS_BEYOND)
    for place, (series, name, top, high) in enumerate(zip(all_series, labels, tops, heights, strict=True)):
        color = palette.SERIES[place]
        start = plot.x(series.points[-1][0])
        card.line([(start + 14, ends[place]), (left - 12, top + high / 2)], color, 2)
        card.text(left, top + 34, whole_dollars(series.points[-1][1]), BODY, color, "bold", within=LABELS)
        card.lines(left, top + VALUE_STEP + 28, name, SMALL, palette.TEXT, within=LABELS)


def apart(wanted: Sequence[float], heights: Sequence[float], top: float, room: float) -> list[float]:
    """Tops for labels of these heights, in the order wanted, near where they are wanted, within `room` below `top`."""
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], -place))
    between = min(BETWEEN, max(0.0, (room - sum(heights)) / max(1, len(heights) - 1)))
    tops = [0.0] * len(wanted)
    free = top
    for place in order:
        tops[place] = max(wanted[place], free)
        free = tops[place] + heights[place] + between
    limit = top + room
    for place in reversed(order):
        tops[place] = min(tops[place], limit - heights[place])
        limit = tops[place] - between
    return tops
