"""The documents that the bot hands out: a summary as PDF for a CPA, and as JSON."""

from bot.papers.making import PaperMaker, make
from bot.papers.model import BadPaper

__all__ = ["BadPaper", "PaperMaker", "make"]
