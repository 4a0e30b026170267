"""A card to draw on: pixels from the top left corner, text that is made to fit."""

import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import matplotlib
from matplotlib import get_data_path
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Patch, Rectangle
from matplotlib.text import Text
from PIL import Image

from bot.pictures import palette

WIDTH = 1080
HEIGHT, HEIGHT_LEAST = 810, 720
MARGIN = 64
INNER = WIDTH - 2 * MARGIN
# On a phone 360 points wide a pixel is a third of a point: 32 is the smallest text that reads well there.
SMALL, BODY, LARGE, TITLE, HERO = 32, 36, 40, 50, 104
TITLE_BASELINE = 92
LINE = 1.25
_PER_INCH = 72  # at this resolution a point of font size is a pixel

Weight = Literal["normal", "bold"]
Align = Literal["left", "center", "right"]


class Card:
    """One picture in the making. Sizes and places are pixels; y grows downwards and is a text's baseline."""

    def __init__(self, height: int = HEIGHT) -> None:
        matplotlib.rcdefaults()  # whatever matplotlibrc lies about must not change the bot's pictures
        self.height = height
        self._figure = Figure(figsize=(WIDTH / _PER_INCH, height / _PER_INCH), dpi=_PER_INCH, facecolor=palette.CARD)
        self._canvas = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        self._axes.set_axis_off()
        self._above = 0
        self._renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]

    def title(self, said: str) -> float:
        """Write the title, on two lines if it needs them; returns by how much all below it moves down."""
        if self.width(said, LARGE, "bold") <= INNER:
            self.text(MARGIN, TITLE_BASELINE, said, TITLE, weight="bold")
            return 0
        lines = self.wrapped(said, LARGE, "bold", INNER, 2)
        self.lines(MARGIN, TITLE_BASELINE - 10, lines, LARGE, weight="bold")
        return (len(lines) - 1) * LARGE * LINE - 10

    def text(
        self,
        x: float,
        y: float,
        said: str,
        size: float = BODY,
        color: str = palette.TEXT,
        weight: Weight = "normal",
        align: Align = "left",
        within: float = INNER,
    ) -> float:
        """Write one line, smaller where it is wider than `within`, cut where it is still; returns its width."""
        said, size = self._fitted(_writable(said, weight), size, weight, within)
        font = _font(size, weight)
        self._add(Text(x, y, said, color=color, ha=align, va="baseline", parse_math=False, fontproperties=font))
        return self.width(said, size, weight)

    def lines(
        self, x: float, y: float, lines: Iterable[str], size: float, color: str = palette.TEXT, **how: Any
    ) -> float:
        """Write lines under each other; returns the baseline for a line after them."""
        for line in lines:
            self.text(x, y, line, size, color, **how)
            y += size * LINE
        return y

    def width(self, said: str, size: float = BODY, weight: Weight = "normal") -> float:
        """How wide a line is."""
        said, font = _writable(said, weight), _font(size, weight)
        width, _, _ = self._renderer.get_text_width_height_descent(said, font, ismath=False)
        return float(width)

    def wrapped(self, said: str, size: float, weight: Weight, within: float, most: int) -> list[str]:
        """`said` in lines no wider than `within`; at most `most`, the last then cut short with an ellipsis."""
        lines: list[str] = []
        for word in _writable(said, weight).split():
            if lines and self.width(f"{lines[-1]} {word}", size, weight) <= within:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        if len(lines) > most:
            lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
        return [self._cut(line, size, weight, within) for line in lines]

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        color: str,
        radius: float = 0,
        outline: bool = False,
    ) -> Patch:
        """A filled or outlined rectangle, with rounded corners."""
        radius = min(radius, width / 2, height / 2)
        style: dict[str, Any] = {"facecolor": color, "linewidth": 0}
        if outline:
            style = {"facecolor": "none", "edgecolor": color, "linewidth": 4}
        shape: Patch = (
            FancyBboxPatch((x, y), width, height, boxstyle=f"round,pad=0,rounding_size={radius}", **style)
            if radius > 0
            else Rectangle((x, y), width, height, **style)
        )
        self._add(shape)
        return shape

    def stripes(self, x: float, y: float, width: float, height: float, color: str) -> Patch:
        """A rectangle that is told apart by its stripes too, not by its colour alone."""
        shape = Rectangle(
            (x, y), width, height, facecolor=color, edgecolor=palette.STRIPE, hatch="//", hatch_linewidth=6, linewidth=0
        )
        self._add(shape)
        return shape

    def clip(self, shapes: Iterable[Patch], x: float, y: float, width: float, height: float, radius: float) -> None:
        """Show of `shapes` only what lies in this rounded rectangle."""
        radius = min(radius, width / 2, height / 2)
        outline = FancyBboxPatch((x, y), width, height, boxstyle=f"round,pad=0,rounding_size={radius}")
        outline.set_transform(self._axes.transData)
        for shape in shapes:
            shape.set_clip_path(outline)

    def circle(self, x: float, y: float, radius: float, color: str, filled: bool = True) -> None:
        """A disc, or a ring."""
        style: dict[str, Any] = {"facecolor": color if filled else palette.CARD, "edgecolor": color, "linewidth": 5}
        self._add(Circle((x, y), radius, **style))

    def line(
        self, points: Sequence[tuple[float, float]], color: str, width: float = 3, dashes: tuple[float, ...] = ()
    ) -> None:
        """A line through points; dashes are in line widths."""
        drawn = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color=color,
            linewidth=width,
            solid_capstyle="round",
            solid_joinstyle="round",
            dash_capstyle="round",
            linestyle=(0, dashes) if dashes else "-",
        )
        self._add(drawn)

    def _add(self, drawn: Artist) -> None:
        """What is drawn later lies above what was drawn before; matplotlib alone would put lines above discs."""
        self._above += 1
        drawn.set_zorder(self._above)
        self._axes.add_artist(drawn)

    def png(self) -> bytes:
        """The finished picture. A palette of 256 colours keeps it small, and nothing of it depends on the day."""
        self._canvas.draw()  # type: ignore[no-untyped-call]
        pixels = bytes(self._canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        image = Image.frombytes("RGBA", (WIDTH, self.height), pixels).convert("RGB")
        file = io.BytesIO()
        image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _fitted(self, said: str, size: float, weight: Weight, within: float) -> tuple[str, float]:
        smallest = min(size, SMALL)
        if (wide := self.width(said, size, weight)) > within:
            size = max(smallest, int(size * within / wide))
        return self._cut(said, size, weight, within), size

    def _cut(self, said: str, size: float, weight: Weight, within: float) -> str:
        if self.width(said, size, weight) <= within:
            return said
        fits, too_long = 0, len(said)
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if self.width(f"{said[:middle].rstrip()}…", size, weight) <= within:
                fits = middle
            else:
                too_long = middle
        return f"{said[:fits].rstrip()}…"


def shares(amounts: Sequence[float], room: float, least: float) -> list[float]:
    """Pixels for each of `amounts` that together fill `room`; what is there at all gets at least `least`."""
    whole = sum(amounts)
    if whole <= 0:
        return [0.0 for _ in amounts]
    wanted = [max(least, amount / whole * room) if amount > 0 else 0.0 for amount in amounts]
    spare = sum(max(0.0, pixels - least) for pixels in wanted)
    excess = sum(wanted) - room
    return [pixels - excess * max(0.0, pixels - least) / spare if spare else pixels for pixels in wanted]


@cache
def _font_file(weight: Weight) -> Path:
    return Path(get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf" if weight == "bold" else "DejaVuSans.ttf")


@cache
def _font(size: float, weight: Weight) -> FontProperties:
    return FontProperties(fname=str(_font_file(weight)), size=size)


@cache
def _glyphs(weight: Weight) -> frozenset[int]:
    return frozenset(get_font(str(_font_file(weight))).get_charmap())


def _writable(said: str, weight: Weight) -> str:
    """`said` on one line, without characters for which the font has no glyph."""
    known = _glyphs(weight)
    return " ".join("".join(sign for sign in said if sign.isspace() or ord(sign) in known).split())
