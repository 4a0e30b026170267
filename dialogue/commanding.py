"""Commands, and words that steer the dialogue instead of answering it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogue import browsing, comparing, ledger, payloads
from dialogue.actions import answer_unknown, choose_change
from dialogue.forgetting import ask_to_forget
from dialogue.menus import main_menu, start_rows
from dialogue.pressing import why
from dialogue.replies import Reply, cancel, change, go_back, restart, start_flow
from dialogue.state import State, note, without_pending
from flows.screens import Button, Screen
from nlu.readers import Control, read_control

TERM_LINK = "g_"


def command(state: State, text: str) -> Reply:
    """Carries out a command such as `/start limits`, `/cancel` or the name of a flow."""
    word, *rest = text[1:].split(maxsplit=1) or [""]
    name, argument = word.partition("@")[0].lower(), " ".join(rest).strip()
    if name == "start":
        return start(state, argument)
    if name == "ask":
        return ask_library(state, argument) if argument else Reply(state.session, lead=state.domain.message("ask_what"))
    if name == "privacy":
        kept = Screen(state.domain.message("privacy", days=state.domain.session_days))
        return Reply(state.session, (kept,), prompt="open", outcome="privacy")
    if name == "ledger":
        return ledger.command(state, argument)
    if name in state.domain.flows:
        return start_flow(state, name)
    control = read_control(f"/{name} {argument}".strip())
    if control is not None:
        return obey(state, control)
    lead = state.domain.message("unknown_command", command=f"/{name[:30]}")
    return Reply(state.session, lead=lead, outcome="unknown command")


def start(state: State, payload: str) -> Reply:
    """The start command: a deep link opens its article, its term (`g_` before it) or its flow; else greets."""
    payload = payload.lower()
    if payload in state.domain.library.articles:
        session = note(state.session, article=payload)
        return Reply(session, (browsing.article_screen(state, payload),), prompt="open", outcome="deep link")
    if payload in state.domain.flows:
        return start_flow(state, payload)
    term = browsing.term_screen(state, payload.removeprefix(TERM_LINK)) if payload else None
    if term is not None:
        return Reply(state.session, (term,), prompt="open", outcome="deep link")
    return greet(state)


def hello(state: State) -> Reply:
    """Says hello in the middle of something; else as at the start."""
    if state.session.pending is None and state.frame is None:
        return greet(state)
    return Reply(state.session, lead=state.domain.message("hello"), prompt="open", outcome="hello")


def greet(state: State) -> Reply:
    """Welcomes a newcomer with three lines and the first step; tells who returns where they were."""
    state = without_pending(state)
    if state.waits:
        title = state.domain.title(state.session.frames[-1].flow)
        return Reply(state.session, lead=state.domain.message("welcome_back", title=title), outcome="greeted")
    if waiting := state.unfinished:
        flow = waiting[-1].flow
        lead = state.domain.message("welcome_back", title=state.domain.title(flow))
        return replace(start_flow(state, flow, lead=lead), outcome="greeted")
    if state.session.case:
        screen = main_menu(state, state.domain.message("welcome_again"))
        return Reply(replace(state.session, frames=()), (screen,), prompt="never", outcome="greeted")
    *walks, (to_menu,) = start_rows(state)
    what = Button(state.domain.button("button_what_is_it"), payloads.make(payloads.ARTICLE, "what-is-it"))
    screen = Screen(state.domain.message("welcome"), (*walks, (what, to_menu)))
    return Reply(state.session, (screen,), prompt="never", outcome="greeted")


def obey(state: State, control: Control) -> Reply:
    """Carries out what steers the dialogue."""
    if control.kind == "change":
        return change(state, control.slot) if control.slot else choose_change(state)
    if control.kind == "what_if":
        return comparing.what_if(state, control.text)
    if control.kind in {"export", "case"} and control.kind in state.domain.flows:
        return start_flow(state, control.kind)
    if control.kind in {"skip", "unknown"} and state.question is None:
        return Reply(state.session, lead=state.domain.message("why_nothing"), prompt="open", outcome="nothing asked")
    return _DO.get(control.kind, help_)(state)


def help_(state: State) -> Reply:
    """What the bot can do, and the ways on from here."""
    return Reply(state.session, lead=state.domain.message("help"), prompt="open", outcome="help")


def ask_library(state: State, question: str) -> Reply:
    """Answers a question from the library."""
    return browsing.answer_question(state, question, state.domain.search.find(question))


def _repeat(state: State) -> Reply:
    return Reply(state.session, outcome="repeat")


def _menu(state: State) -> Reply:
    return Reply(state.session, (main_menu(state),), prompt="never", outcome="menu")


def _thanks(state: State) -> Reply:
    return Reply(state.session, lead=state.domain.message("thanks"), prompt="open", outcome="thanks")


_DO: Mapping[str, Callable[[State], Reply]] = {
    "back": go_back,
    "cancel": cancel,
    "restart": restart,
    "skip": answer_unknown,
    "unknown": answer_unknown,
    "why": why,
    "repeat": _repeat,
    "help": help_,
    "menu": _menu,
    "forget": ask_to_forget,
    "thanks": _thanks,
    "greeting": hello,
}
