"""The days of a chat as a calendar file that any calendar opens."""

from bot.calendar.making import KIND, make

__all__ = ["KIND", "make"]
