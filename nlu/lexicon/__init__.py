"""The words that people use, from the YAML files in `lexicon/`: phrases by what they say, parted by semicolons.

A phrase may hold alternatives, "(my|your|) contributions", and `#` for any number. Apostrophes are left out.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from nlu.entities.phrases import PhraseTable
from nlu.entities.wordings import spelled_out

FOLDER = Path(__file__).parent
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # tenfold as quick where it is built in


class WordsError(ValueError):
    """A file of words is not fit to be used; says which file and what is wrong."""


@cache
def phrase_table(name: str) -> PhraseTable:
    """The phrases of `lexicon/<name>.yaml`. Raises `WordsError` if the file is not a mapping of texts."""
    return PhraseTable({tag: _wordings(wordings) for tag, wordings in load(name).items()})


@cache
def exact(name: str) -> dict[str, str]:
    """What each whole wording in `lexicon/<name>.yaml` says; of a wording under two heads the first counts."""
    found: dict[str, str] = {}
    for tag, wordings in load(name).items():
        for wording in _wordings(wordings):
            for said in spelled_out(wording):
                found.setdefault(said, tag)
    return found


@cache
def fillers(*names: str) -> frozenset[str]:
    """The words that may stand around a value without changing it, of the lists `names` and the common one."""
    lists = load("fillers")
    return frozenset(word for name in ("common", *names) for word in lists[name].split())


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of `lexicon/fillers.yaml` by itself."""
    return frozenset(load("fillers")[name].split())


@cache
def load(name: str) -> dict[str, str]:
    """`lexicon/<name>.yaml` as it stands."""
    path = FOLDER / f"{name}.yaml"
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  both loaders are the safe ones
    if not isinstance(raw, dict) or not all(isinstance(one, str) for pair in raw.items() for one in pair):
        raise WordsError(f'{path.name}: each entry must be a name and a text, as in `"yes": yep; sure`')
    return raw


def _wordings(together: str) -> Iterator[str]:
    for wording in together.split(";"):
        if wording.strip():
            yield wording.replace("'", "").strip()
