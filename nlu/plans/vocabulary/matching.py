"""Looking for patterns in plain text; each pattern is compiled once."""

import re
from functools import cache


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def has(pattern: str, text: str) -> bool:
    """Whether `pattern` occurs in `text`."""
    return _compile(pattern).search(text) is not None


def first(pattern: str, text: str) -> re.Match[str] | None:
    """The first occurrence of `pattern` in `text`."""
    return _compile(pattern).search(text)


def replaced(pattern: str, to: str, text: str) -> str:
    """`text` with every occurrence of `pattern` replaced."""
    return _compile(pattern).sub(to, text)


def any_of(*patterns: str) -> str:
    """A pattern that matches where any of `patterns` does."""
    return f"(?:{'|'.join(patterns)})"
