"""Puts the rooms together: the library, the search and the dialogue over all flows."""

from functools import cache

from content.found import Search
from content.library import Library, load
from flows.dialogue.dialogue import Dialogue
from flows.registry import make_dialogue


@cache
def library() -> Library:
    """The content folder. Raises `content.findings.ContentError` with all that is wrong with it."""
    return load()


@cache
def search() -> Search:
    """The search over the library."""
    from content.search import build_search

    return build_search(library())


def dialogue() -> Dialogue:
    """The dialogue over all flows."""
    return make_dialogue(library(), search())
