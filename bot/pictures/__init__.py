"""The pictures that the bot shows: as SVG for the web page, as PNG for the chat."""

from bot.pictures.drawing import Painter, draw
from bot.pictures.drawings import BadPicture
from bot.pictures.painting import svg

__all__ = ["BadPicture", "Painter", "draw", "svg"]
