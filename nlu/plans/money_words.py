"""Words for money beside a name, and words that are no name of it."""

import re
from collections.abc import Iterable
from typing import Final

MONEY_WORD: Final = (
    r"(?:contributions?|savings|deposits?|money|(?:sub-?)?accounts?|balances?|dollars|sources?|buckets?|pay|sides?|pots?"
    r"|jars?|lanes?|pockets?|sliders?|dials?)"
)
NO_NAME: Final = re.compile(
    r"roth|pre-tax|after-tax|match|employer|company|rollover|\b(?:you|they|these|those|it|this|that|contributions?|money|savings|"
    r"deposits?|there|which|what|who|plan|basis|account|one|source|type|kind|your|also|other|following|both|only|more|next|new)\b"
)


def singular(name: str) -> str:
    """`name` without the plural of its word for money."""
    return name.removesuffix("s") if name.endswith(("contributions", "deposits", "accounts")) else name


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of `names`, the longest first; empty for none."""
    return "|".join(map(re.escape, sorted((name for name in names if name), key=len, reverse=True)))
