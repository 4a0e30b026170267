"""Paints one picture. Runs in the side process; nothing else imports it, since matplotlib is large."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.pictures import both, progress, projection, room, waiting
from bot.pictures.drawings import read
from bot.pictures.labels import WORDS

PAINT: Mapping[str, Callable[..., bytes]] = {
    "room": room.paint,
    "projection": projection.paint,
    "waiting": waiting.paint,
    "progress": progress.paint,
    "both": both.paint,
}


def paint(request: Mapping[str, Any]) -> bytes:
    """The PNG of `{"kind", "data"}`. The same request gives the same bytes. Raises BadPicture."""
    kind = request["kind"]
    model = read(kind, request["data"])
    return PAINT[kind](model, {**WORDS[kind], **model.labels})
