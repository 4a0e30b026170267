"""Errors as log fields that carry no user's words and no amounts."""

import re
import traceback
from typing import Any

from telegram.error import TelegramError


class CannotListen(Exception):
    """The address or port cannot be used."""


_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|b'.*'|“[^”]*”")
_DIGITS = re.compile(r"\d")


def describe(error: BaseException) -> str:
    """The kind of `error`, and for errors of the Bot API what it says, without quotations and with digits masked."""
    if not isinstance(error, TelegramError):
        return type(error).__name__
    said = _DIGITS.sub("#", _QUOTED.sub("…", error.message.split(". Parsing the server response")[0]))
    return f"{type(error).__name__}: {said[:120]}"


def log_failure(log: Any, event: str, error: BaseException, **fields: object) -> None:
    """Log an unexpected `error` as `event`: its kind and the lines it came through.

    Its message and traceback are left out, since messages quote what they choke on.
    """
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    cause = describe(error.__cause__) if error.__cause__ else None
    log.error(event, error=describe(error), cause=cause, frames=frames[-8:], **fields)
