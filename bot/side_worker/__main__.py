"""The side process itself: `python -m bot.side_worker package.module:function idle_seconds`."""

import importlib
import json
import os
import signal
import sys
import warnings
from threading import Timer
from typing import BinaryIO

from bot.side_worker import frames


def main(work: str, idle_seconds: float) -> None:
    """Answer requests on standard input until it ends, or until none has come for `idle_seconds`."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # They are meant for the bot, which may need this process to finish its work; without the bot input ends.
        signal.signal(number, signal.SIG_IGN)
    warnings.simplefilter("ignore")  # warnings of libraries quote what they are given
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    while (request := _wait(requests, idle_seconds)) is not None:
        status, body = _answer(work, request)
        try:
            frames.send(answers, status, body)
        except OSError:
            return


def _wait(requests: BinaryIO, idle_seconds: float) -> bytes | None:
    leaving = Timer(idle_seconds, os._exit, (0,))
    leaving.daemon = True
    leaving.start()
    frame = frames.receive(requests)
    leaving.cancel()
    return None if frame is None else frame[1]


def _answer(work: str, request: bytes) -> tuple[int, bytes]:
    module, _, function = work.partition(":")
    try:
        return frames.DONE, getattr(importlib.import_module(module), function)(json.loads(request))
    except Exception as error:
        return frames.FAILED, f"{type(error).__name__}: {error}".encode(errors="replace")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
