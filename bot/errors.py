"""Errors as log fields that carry no user's words and no amounts."""

import re
import traceback
from typing import Any

from telegram.error import TelegramError


class CannotListen(Exception):
    """The address or port cannot be used."""


# Where a quotation begins. What is quoted may have any marks in it, so nothing tells where it ends; and the
# apostrophe of "can't" begins none.
_QUOTING = re.compile(r"[\"“”„«‹`]|(?<![^\W\d_])['‘]|\bb'")
_DIGITS = re.compile(r"\d")


def describe(error: BaseException) -> str:
    """The kind of `error`, and for errors of the Bot API what it says before it quotes anything, with digits masked."""
    if not isinstance(error, TelegramError):
        return type(error).__name__
    said, *quoted = _QUOTING.split(error.message.split(". Parsing the server response")[0], maxsplit=1)
    return f"{type(error).__name__}: {_DIGITS.sub('#', said)[:120]}{'…' if quoted else ''}"


def first_words(said: str) -> str:
    """The first words of what asyncio says, which goes on with tasks and callbacks and all that they hold."""
    return re.split(r"[\n<({\[:]", said, maxsplit=1)[0].strip()[:80]


def log_failure(log: Any, event: str, error: BaseException, **fields: object) -> None:
    """Log an unexpected `error` as `event`: its kind and the lines it came through.

    Its message and traceback are left out, since messages quote what they choke on.
    """
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    cause = describe(error.__cause__) if error.__cause__ else None
    log.error(event, error=describe(error), cause=cause, frames=frames[-8:], **fields)
