"""The text in a picture, by `tesseract`, where that program is installed."""

import shutil
import subprocess
from typing import Final

from bot.plan_text.problem import Problem

SECONDS: Final = 20.0


def can_read_pictures() -> bool:
    """Whether the program is there that reads pictures."""
    return shutil.which("tesseract") is not None


def text_of_picture(data: bytes, seconds: float = SECONDS) -> str:
    """The text in the picture file `data`. Raises Problem: no_pictures without the program, too_slow, broken."""
    program = shutil.which("tesseract")
    if program is None:
        raise Problem("no_pictures")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, the picture on its standard input
            [program, "stdin", "stdout", "-l", "eng"],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Problem("too_slow") from error
    if done.returncode:
        raise Problem("broken")
    return done.stdout.decode("utf-8", errors="replace")
