"""What `make check` refuses in the articles that the program names by itself: an id that no article has."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from content.findings import Finding
from content.library import Library
from dialogue import actions, computed, disputing, next_steps, others, supposing
from dialogue.check_messages import PROGRAM, ROOT
from dialogue.ledger import keeping

NAMED: Final[Mapping[str, Iterable[str]]] = {
    "dialogue/actions.py": (actions.WHAT_IT_IS,),
    "dialogue/computed.py": (*computed.OF_DEFERRALS, *computed.OF_MATCH, *computed.OF_CONVERSION),
    "dialogue/disputing.py": disputing.ARTICLES.values(),
    "dialogue/ledger/keeping.py": (keeping.OF_PAID_OUT, *keeping.OF_REFUNDS.values()),
    "dialogue/next_steps.py": (*next_steps.NO_OPTION, *next_steps.ELECTING),
    "dialogue/others.py": (others.PAY,),
    "dialogue/supposing.py": supposing.OF_EVENTS,
}


def check_articles(library: Library) -> list[Finding]:
    """The ids that the program names and no article of `library` has."""
    return sorted(
        Finding(f"{PROGRAM}{file}", line, f"{name} is named here, and no article has this id")
        for file, names in NAMED.items()
        for name, line in _lines(file, names)
        if name not in library.articles
    )


def _lines(file: str, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    lines = (ROOT / file).read_text(encoding="utf-8").split("\n")
    for name in names:
        yield name, next((number for number, line in enumerate(lines, start=1) if f'"{name}"' in line), 1)
