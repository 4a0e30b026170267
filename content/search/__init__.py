"""Finds the article that answers a question: offline, in a millisecond, learned from the content alone."""

import logging
from pathlib import Path

from content.found import Search
from content.library import Library
from content.search.finder import Finder
from content.search.index import Index, build, fingerprint, foreign_questions, load, save

__all__ = ["build_search", "learned_index"]


def build_search(library: Library, kept: Path | None = None) -> Search:
    """The search over `library`. `kept`: the file in which what was learned is kept for the next start.

    Raises `ContentError` if the file of foreign questions is not in order, FileNotFoundError without a list of words.
    """
    return Finder(learned_index(library, kept))


def learned_index(library: Library, kept: Path | None = None) -> Index:
    """What was learned from `library`, from the file `kept` where it fits; else learned now, which takes a while."""
    foreign = foreign_questions(library.folder)
    index = load(kept) if kept is not None else None
    if index is not None and index.fingerprint == fingerprint(library, foreign):
        return index
    logging.getLogger(__name__).warning("learning the questions of the library, which takes about ten seconds")
    index = build(library, foreign)
    if kept is not None:
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            save(index, kept)
        except OSError as error:
            logging.getLogger(__name__).warning("what was learned cannot be kept: %s", error.strerror)
    return index
