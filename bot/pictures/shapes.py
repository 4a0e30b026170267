"""What a card is made of: shapes and writing, each of which knows itself as SVG."""

from dataclasses import dataclass
from html import escape
from typing import Literal

from bot.fonts import Weight

Align = Literal["left", "center", "right"]
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
WEIGHTS = {"normal": "400", "bold": "700"}


@dataclass(slots=True)
class Shape:
    """An element with its attributes; `clip` is the place of the card's clip that it is seen through, 0 for none."""

    tag: str
    attributes: str
    clip: int = 0
    striped: bool = False

    def svg(self, key: str) -> str:
        """The element; `key` is what the names of its drawing begin with."""
        element = f"<{self.tag} {self.attributes}/>"
        if self.striped:
            element += f'<{self.tag} {self.attributes} style="fill:url(#{key}-stripes)"/>'
        return f'<g clip-path="url(#{key}-{self.clip})">{element}</g>' if self.clip else element


@dataclass(frozen=True, slots=True)
class Writing:
    """One line of text: `x` is where it begins, its middle or its end, by `align`; `y` is its baseline."""

    said: str
    x: float
    y: float
    size: float
    width: float
    color: str
    weight: Weight
    align: Align

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.x - self.width * {"left": 0, "center": 0.5, "right": 1}[self.align]

    def svg(self, key: str) -> str:
        """The element."""
        del key
        anchor = "" if self.align == "left" else f' text-anchor="{ANCHORS[self.align]}"'
        weight = "" if self.weight == "normal" else f' font-weight="{WEIGHTS[self.weight]}"'
        place = f'x="{number(self.x)}" y="{number(self.y)}" font-size="{number(self.size)}"'
        return f'<text {place} fill="{self.color}"{weight}{anchor}>{escape(self.said, quote=False)}</text>'


Mark = Shape | Writing


def number(value: float) -> str:
    """A length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
