"""Finds the article that answers a question: offline, in a millisecond, learnt from the content alone."""

import logging

from content.found import Search
from content.library import Library
from content.search.finder import Finder
from content.search.index import INDEX_FILE, build, fingerprint, foreign_questions, load, stale
from content.search.phrases import phrases_of
from content.search.vectors import vectors

__all__ = ["build_search", "stale"]


def build_search(library: Library) -> Search:
    """The search over `library`, from the index kept beside the content, or learnt anew where that does not fit.

    Raises `ContentError` if the file of foreign questions is not in order, FileNotFoundError without word vectors.
    """
    foreign = foreign_questions(library.folder)
    index = load(library.folder / INDEX_FILE)
    if index is None or index.fingerprint != fingerprint(library, foreign):
        logging.getLogger(__name__).warning(
            "the search index does not fit the content: learning it anew; `python -m content.search` would keep it"
        )
        index = build(library, foreign)
    return Finder(index, phrases_of(library), vectors())
