"""A card to draw on: pixels from the top left corner, text that is made to fit. It becomes an SVG drawing."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from bot.fonts import FAMILY, Weight, font
from bot.pictures import palette
from bot.pictures.shapes import Align, Mark, Shape, Writing, number

WIDTH = 1080
HEIGHT, HEIGHT_LEAST = 810, 720
MARGIN = 64
INNER = WIDTH - 2 * MARGIN
# On a phone 360 points wide a pixel is a third of a point: 32 is the smallest text that reads well there.
SMALL, BODY, LARGE, TITLE, HERO = 32, 36, 40, 50, 108
TITLE_BASELINE = 92
LINE = 1.25


@dataclass(slots=True)
class Card:
    """One picture in the making. Sizes and places are pixels; y grows downwards and is a text's baseline."""

    height: int = HEIGHT
    drawn: list[Mark] = field(default_factory=list)
    clips: list[str] = field(default_factory=list)
    name: str = ""

    def title(self, said: str) -> float:
        """Write the title, on two lines if it needs them; returns by how much all below it moves down."""
        self.name = said
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
        wide = self.width(said, size, weight)
        if said:
            self.drawn.append(Writing(said, x, y, size, wide, color, weight, align))
        return wide

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
        return font(weight).width(_writable(said, weight), size)

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
    ) -> Shape:
        """A filled or outlined rectangle, with rounded corners."""
        style = {"fill": "none", "stroke": color, "stroke-width": 4} if outline else {"fill": color}
        return self._shape("rect", **_rounded(x, y, width, height, radius), **style)

    def stripes(self, x: float, y: float, width: float, height: float, color: str) -> Shape:
        """A rectangle that is told apart by its stripes too, not by its color alone."""
        shape = self._shape("rect", **_rounded(x, y, width, height, 0), fill=color)
        shape.striped = True
        return shape

    def clip(self, shapes: Iterable[Shape], x: float, y: float, width: float, height: float, radius: float) -> None:
        """Show of `shapes` only what lies in this rounded rectangle."""
        self.clips.append(_attributes(_rounded(x, y, width, height, radius)))
        for shape in shapes:
            shape.clip = len(self.clips)

    def circle(self, x: float, y: float, radius: float, color: str, filled: bool = True) -> None:
        """A disc, or a ring."""
        fill = color if filled else palette.CARD
        self._shape("circle", cx=x, cy=y, r=radius, fill=fill, stroke=color, **{"stroke-width": 5})

    def line(
        self, points: Sequence[tuple[float, float]], color: str, width: float = 3, dashes: tuple[float, ...] = ()
    ) -> None:
        """A line through points; dashes are in line widths."""
        style: dict[str, Any] = {"stroke-width": width, "stroke-linecap": "round", "stroke-linejoin": "round"}
        if dashes:
            style["stroke-dasharray"] = " ".join(number(dash * width) for dash in dashes)
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self._shape("polyline", points=path, fill="none", stroke=color, **style)

    def area(self, points: Sequence[tuple[float, float]], color: str, opacity: float) -> None:
        """A faint area within points."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self._shape("polygon", points=path, fill=color, **{"fill-opacity": opacity})

    def svg(self) -> str:
        """The finished drawing. Names in it come from its contents, so that several may stand in one page."""
        key = hashlib.sha256(repr((self.height, self.drawn, self.clips)).encode()).hexdigest()[:8]
        clips = "".join(
            f'<clipPath id="{key}-{place}"><rect {one}/></clipPath>' for place, one in enumerate(self.clips, 1)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{self.height}" '
            f'viewBox="0 0 {WIDTH} {self.height}" font-family="{FAMILY}, system-ui, sans-serif" role="img">'
            f"<title>{escape(self.name)}</title><defs>{clips}"
            f'<pattern id="{key}-stripes" width="17" height="17" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="7" height="17" fill="{palette.STRIPE}"/></pattern></defs>'
            f'<rect width="{WIDTH}" height="{self.height}" fill="{palette.CARD}"/>'
            + "".join(one.svg(key) for one in self.drawn)
            + "</svg>"
        )

    def _shape(self, tag: str, **attributes: Any) -> Shape:
        shape = Shape(tag, _attributes(attributes))
        self.drawn.append(shape)
        return shape

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


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> dict[str, float]:
    place = {"x": x, "y": y, "width": width, "height": height}
    radius = min(radius, width / 2, height / 2)
    return {**place, "rx": radius} if radius > 0 else place


def _attributes(values: Mapping[str, Any]) -> str:
    return " ".join(f'{name}="{value if isinstance(value, str) else number(value)}"' for name, value in values.items())


def _writable(said: str, weight: Weight) -> str:
    """`said` on one line, without characters for which the font has no glyph."""
    known = font(weight).widths
    return " ".join("".join(sign for sign in said if sign.isspace() or ord(sign) in known).split())
