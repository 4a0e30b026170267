"""What commands with a slash do that are no ways on: deep links, questions, the ledger, privacy."""

from dataclasses import dataclass
from enum import StrEnum

from dialogue import browsing
from dialogue.replies import Done, Prompt, Reply, start_flow
from dialogue.state import State
from flows.screens import Screen
from flows.session import note

TERM_LINK = "g_"
LONGEST_SHOWN = 30  # characters of a command that is not known


class LinkKind(StrEnum):
    """What a deep link opens."""

    ARTICLE = "article"
    FLOW = "flow"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Link:
    """What a deep link (`/start pro-rata`) opens: the `id` of one that is there."""

    kind: LinkKind
    id: str


def linked(state: State, payload: str) -> Link | None:
    """What the deep link `payload` opens: an article, a flow, or (`g_` before it) a term; None for anything else."""
    payload = payload.lower()
    library = state.domain.library
    if payload in library.articles:
        return Link(LinkKind.ARTICLE, payload)
    if payload in state.domain.flows:
        return Link(LinkKind.FLOW, payload)
    term = payload.removeprefix(TERM_LINK)
    return Link(LinkKind.TERM, term) if term in library.glossary else None


def open_link(state: State, link: Link) -> Reply:
    """Opens what a deep link leads to."""
    if link.kind is LinkKind.FLOW:
        return start_flow(state, link.id)
    session, screen = state.session, browsing.term_screen(state, link.id)
    if link.kind is LinkKind.ARTICLE:
        session, screen = note(state.session, article=link.id), browsing.article_screen(state, link.id)
    if screen is None:
        raise KeyError(f"there is no term {link.id}")
    return Reply(session, (screen,), prompt=Prompt.OPEN, outcome=Done.DEEP_LINK)


def ask(state: State, question: str) -> Reply:
    """Answers a question from the library; asks for one where none was put."""
    if not question:
        return Reply(state.session, lead=state.domain.message("ask_what"), outcome=Done.QUESTION_WANTED)
    return browsing.answer_question(state, question, state.domain.search.find(question))


def privacy(state: State) -> Reply:
    """What is kept, and for how long."""
    kept = Screen(state.domain.message("privacy", days=state.domain.session_days))
    return Reply(state.session, (kept,), prompt=Prompt.OPEN, outcome=Done.PRIVACY)


def unknown(state: State, name: str) -> Reply:
    """Says that there is no command called `name`."""
    lead = state.domain.message("unknown_command", command=f"/{name[:LONGEST_SHOWN]}")
    return Reply(state.session, lead=lead, outcome=Done.UNKNOWN_COMMAND)
