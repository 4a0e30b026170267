"""Puts the rooms together: the library, the search and the dialogue. Each is loaded when it is asked for."""

from functools import cache
from typing import TYPE_CHECKING

from bot.folders import cache_folder
from content.found import Search
from content.library import Library, load
from content.parsed import parsed_kept_in

if TYPE_CHECKING:
    from dialogue.dialogue import Dialogue
    from nlu.plans.service import PlanReader

LEARNED = cache_folder()


@cache
def library() -> Library:
    """The content folder; what its YAML says is kept in the folder `LEARNED` for the next start.

    Raises `content.findings.ContentError` with all that is wrong with it.
    """
    with parsed_kept_in(LEARNED / "content.json"):
        return load()


@cache
def search() -> Search:
    """The search over the library; what it learns is kept in the folder `LEARNED` for the next start."""
    from content.search import build_search

    with parsed_kept_in(LEARNED / "foreign.json"):
        return build_search(library(), LEARNED / "questions.npz")


@cache
def plans() -> "PlanReader":
    """The reader of plan documents; what it learns is kept in the folder `LEARNED` for the next start."""
    from nlu.plans.service import PlanReader

    return PlanReader(LEARNED / "plans.npz")


@cache
def dialogue(session_days: int | None = None, contact: str = "") -> "Dialogue":
    """The dialogue over all flows; a chat that nobody uses is kept for `session_days` days."""
    from dialogue.dialogue import make_dialogue

    return make_dialogue(library(), search(), session_days, contact)
