"""The text of a file that somebody sent, by page: PDF, Word, saved web pages, mail, plain text, photos and scans.

It runs in a process of its own under limits (`bot.plan_worker`), since a hostile file can make any parser run or grow
without end.
"""

from bot.plan_text.problem import Problem
from bot.plan_text.reading import Text, text_of

__all__ = ["Problem", "Text", "text_of"]
