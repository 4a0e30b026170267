"""The ordinary words of English, from the list in the package pyspellchecker, which is read in place."""

import gzip
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_LIST = Path("resources", "en.json.gz")
_COMMON = 100  # occurrences in the list's own count from which a word counts as ordinary


@cache
def ordinary_words() -> frozenset[str]:
    """The words, in lower case. Raises FileNotFoundError if the package or its list is missing."""
    found = find_spec("spellchecker")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package pyspellchecker, which holds a list of English words, is not installed")
    counts: dict[str, int] = json.loads(gzip.decompress((Path(found.origin).parent / _LIST).read_bytes()))
    return frozenset(word for word, times in counts.items() if times >= _COMMON)
