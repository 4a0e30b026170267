"""Commands, and words that steer the dialogue instead of answering it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.dialogue import browsing, comparing, payloads
from flows.dialogue.menus import main_menu, start_rows
from flows.dialogue.moves import Move, cancel, change, go_back, hold, restart, start_flow
from flows.dialogue.pressing import answer_unknown, choose_change, why
from flows.dialogue.scene import Scene, note, without_pending
from flows.reading import Control, read_control
from flows.screens import Button, Screen
from flows.session import Candidate

TERM_LINK = "g_"


def command(scene: Scene, text: str) -> Move:
    """Carries out a command such as `/start limits`, `/cancel` or the name of a flow."""
    word, _, argument = text[1:].partition(" ")
    name, argument = word.partition("@")[0].lower(), argument.strip()
    if name == "start":
        return start(scene, argument)
    if name == "ask":
        return ask_library(scene, argument) if argument else Move(scene.session, lead=scene.world.message("ask_what"))
    if name == "privacy":
        kept = Screen(scene.world.message("privacy", days=scene.world.session_days))
        return Move(scene.session, (kept,), prompt="open", outcome="privacy")
    if name in scene.world.flows:
        return start_flow(scene, name)
    control = read_control(f"/{name} {argument}".strip())
    if control is not None:
        return obey(scene, control)
    lead = scene.world.message("unknown_command", command=f"/{name[:30]}")
    return Move(scene.session, lead=lead, outcome="unknown command")


def start(scene: Scene, payload: str) -> Move:
    """The start command: a deep link opens its article, its term (`g_` before it) or its flow; else greets."""
    payload = payload.lower()
    if payload in scene.world.library.articles:
        session = note(scene.session, article=payload)
        return Move(session, (browsing.article_screen(scene, payload),), prompt="open", outcome="deep link")
    if payload in scene.world.flows:
        return start_flow(scene, payload)
    term = browsing.term_screen(scene, payload.removeprefix(TERM_LINK)) if payload else None
    if term is not None:
        return Move(scene.session, (term,), prompt="open", outcome="deep link")
    return greet(scene)


def hello(scene: Scene) -> Move:
    """Says hello in the middle of something; else as at the start."""
    if scene.session.pending is None and scene.frame is None:
        return greet(scene)
    return Move(scene.session, lead=scene.world.message("hello"), prompt="open", outcome="hello")


def greet(scene: Scene) -> Move:
    """Welcomes a newcomer with three lines and the first step; tells who returns where they were."""
    scene = without_pending(scene)
    if scene.waits:
        title = scene.world.title(scene.session.frames[-1].flow)
        return Move(scene.session, lead=scene.world.message("welcome_back", title=title), outcome="greeted")
    if waiting := scene.unfinished:
        flow = waiting[-1].flow
        lead = scene.world.message("welcome_back", title=scene.world.title(flow))
        return replace(start_flow(scene, flow, lead=lead), outcome="greeted")
    if scene.session.case:
        screen = main_menu(scene, scene.world.message("welcome_again"))
        return Move(replace(scene.session, frames=()), (screen,), prompt="never", outcome="greeted")
    *walks, (to_menu,) = start_rows(scene)
    what = Button(scene.world.button("button_what_is_it"), payloads.make(payloads.ARTICLE, "what-is-it"))
    screen = Screen(scene.world.message("welcome"), (*walks, (what, to_menu)))
    return Move(scene.session, (screen,), prompt="never", outcome="greeted")


def obey(scene: Scene, control: Control) -> Move:
    """Carries out what steers the dialogue."""
    if control.kind == "change":
        return change(scene, control.slot) if control.slot else choose_change(scene)
    if control.kind == "what_if":
        return comparing.what_if(scene, control.text)
    if control.kind in {"export", "case"} and control.kind in scene.world.flows:
        return start_flow(scene, control.kind)
    if control.kind in {"skip", "unknown"} and scene.question is None:
        return Move(scene.session, lead=scene.world.message("why_nothing"), prompt="open", outcome="nothing asked")
    return _DO.get(control.kind, help_)(scene)


def help_(scene: Scene) -> Move:
    """What the bot can do, and the ways on from here."""
    return Move(scene.session, lead=scene.world.message("help"), prompt="open", outcome="help")


def ask_to_forget(scene: Scene) -> Move:
    """Asks once before everything is deleted."""
    yes = Candidate(scene.world.button("button_forget_yes"), True)
    return hold(scene, "", "", (yes,), "forget")


def ask_library(scene: Scene, question: str) -> Move:
    """Answers a question from the library."""
    return browsing.answer_question(scene, question, scene.world.search.find(question))


def _repeat(scene: Scene) -> Move:
    return Move(scene.session, outcome="repeat")


def _menu(scene: Scene) -> Move:
    return Move(scene.session, (main_menu(scene),), prompt="never", outcome="menu")


def _thanks(scene: Scene) -> Move:
    return Move(scene.session, lead=scene.world.message("thanks"), prompt="open", outcome="thanks")


_DO: Mapping[str, Callable[[Scene], Move]] = {
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
