"""The documents that the bot hands out: a summary as PDF for a CPA, and as JSON."""

from bot.summary.contents import BadPaper
from bot.summary.making import PaperMaker, make

__all__ = ["BadPaper", "PaperMaker", "make"]
