"""The pictures that the bot shows, as PNG."""

from bot.pictures.drawing import Painter, draw
from bot.pictures.drawings import BadPicture

__all__ = ["BadPicture", "Painter", "draw"]
