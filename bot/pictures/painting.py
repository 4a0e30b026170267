"""One drawing for the chat and the web page: the SVG of each kind of picture."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.pictures import both, progress, projection, room, waiting, year
from bot.pictures.drawings import read
from bot.pictures.labels import WORDS

PAINT: Mapping[str, Callable[..., str]] = {
    "room": room.paint,
    "projection": projection.paint,
    "waiting": waiting.paint,
    "progress": progress.paint,
    "both": both.paint,
    "year": year.paint,
}


def svg(kind: str, data: Mapping[str, Any]) -> str:
    """The SVG drawing of a picture, 1080 wide; the same data gives the same text. Raises BadPicture.

    Its text is set in the font of `bot.fonts`, which a web page that shows it has to offer as the family Inter.
    """
    model = read(kind, data)
    return PAINT[kind](model, {**WORDS[kind], **model.labels})
