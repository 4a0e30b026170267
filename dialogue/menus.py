"""Menus: the flows people want most, and the library by topic and kind. Reached at any time, they change nothing."""

from collections.abc import Callable
from html import escape

from content.schema import Article
from dialogue.state import State
from flows import payloads
from flows.screens import Button, Rows, Screen, joined, rows_of

MENU_PAGE = 8
LONGEST_LABEL = 60  # characters
START = (("button_can_i", "eligibility"), ("button_how_much", "capacity"))
MAIN_FLOWS = ("eligibility", "capacity", "guide", "provider", "troubleshooting", "taxes")
LIBRARY = ("topics", "faq", "mistakes", "fixes", "providers", "more")
KINDS = {"faq": "faq", "mistakes": "mistake", "fixes": "fix", "providers": "provider", "steps": "step"}
TOPICS = (
    "basics", "pro-rata", "plan", "how-much", "conversion", "taxes", "set-up", "access", "job-change", "testing",
    "route", "fixing", "self-employed", "states", "other-plans", "worth-it",
)  # fmt: skip


def menu(state: State, name: str, argument: str = "") -> Screen | None:
    """The menu called `name`; `argument` is a topic or a page number from 0. None for one that is not there."""
    if name == "main":
        return main_menu(state)
    if name == "topics":
        buttons = [_to(state.domain.button(f"topic_{topic}"), "topic", topic) for topic in TOPICS]
        return _submenu(state, "menu_topics_text", rows_of(buttons))
    if name == "more":
        others = [flow for flow in state.domain.flows if flow not in MAIN_FLOWS]
        return _submenu(state, "menu_more_text", rows_of([flow_button(state, flow) for flow in others]))
    topic, _, page = argument.partition(".")
    if name == "topic" and topic in TOPICS:
        return _articles(state, f"topic_{topic}", ("topic", topic), page, lambda entry: entry.front.topic == topic)
    if name in KINDS:
        return _articles(state, f"menu_{name}", (name, ""), argument, lambda entry: entry.front.kind == KINDS[name])
    return None


def main_menu(state: State, lead: str = "") -> Screen:
    """The main menu: the flows people want most, then the library."""
    flows = [flow_button(state, flow) for flow in MAIN_FLOWS if flow in state.domain.flows]
    library = [_to(state.domain.button(f"menu_{name}"), name) for name in LIBRARY]
    return Screen(joined([lead, state.domain.message("menu_main")]), (*rows_of(flows), *rows_of(library)))


def start_rows(state: State) -> Rows:
    """The ways on where nothing is open, in few lines: the flow that waits, the two that most begin with, the menu."""
    waiting = state.unfinished
    resume = resume_row(state, waiting[-1].flow) if waiting else ()
    flows = [
        (Button(state.domain.button(name), payloads.make(payloads.FLOW, flow)),)
        for name, flow in START
        if flow in state.domain.flows and not any(frame.flow == flow for frame in waiting)
    ]
    return (*resume, *flows, *menu_row(state))


def resume_row(state: State, flow: str) -> Rows:
    """A row with the way back to `flow`, which waits for an answer."""
    label = state.domain.button("button_resume", title=state.domain.title(flow))
    return ((Button(label[:LONGEST_LABEL], payloads.make(payloads.FLOW, flow)),),)


def waiting_flows(state: State) -> tuple[str, ...]:
    """The flows that wait for an answer or are put off, without the one that is asking now, the latest first."""
    asking = state.frame if state.waits else None
    return tuple(frame.flow for frame in reversed(state.unfinished) if frame is not asking)


def flow_button(state: State, flow: str) -> Button:
    """The button that begins `flow`."""
    return Button(state.domain.title(flow), payloads.make(payloads.FLOW, flow))


def menu_row(state: State, name: str = "main") -> Rows:
    """A row with the way back to the menu called `name`."""
    return ((_to(state.domain.button("button_menu"), name),),)


def _submenu(state: State, message: str, rows: Rows) -> Screen:
    return Screen(state.domain.message(message), (*rows, *menu_row(state)), replaces=True)


def _articles(state: State, title: str, here: tuple[str, str], page: str, wanted: Callable[[Article], bool]) -> Screen:
    entries = [entry for entry in state.domain.library.articles.values() if wanted(entry)]
    last = max(0, (len(entries) - 1) // MENU_PAGE)
    at = min(int(page), last) if page.isdecimal() else 0
    shown = entries[at * MENU_PAGE : (at + 1) * MENU_PAGE]
    rows = tuple((Button(entry.title, payloads.make(payloads.ARTICLE, entry.id)),) for entry in shown)
    name, topic = here

    def turn(label: str, to: int) -> Button:
        return _to(label, name, f"{topic}.{to}" if topic else str(to))

    turns = [*([turn("◀", at - 1)] if at > 0 else []), *([turn("▶", at + 1)] if at < last else [])]
    up = menu_row(state, "topics" if topic else "main")[0]
    heading = f"<b>{escape(state.domain.button(title), quote=False)}</b>"
    return Screen(heading, (*rows, (*turns, *up)), replaces=True)


def _to(label: str, *menu: str) -> Button:
    return Button(label, payloads.make(payloads.MENU, *menu))
