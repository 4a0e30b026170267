"""When a button was pressed, or its label typed. What it carries is forgeable: it is checked against the session."""

from dataclasses import dataclass
from typing import Any

from core.limits import published_years
from dialogue import browsing, sharing
from dialogue.events import Pressed
from dialogue.heard import Heard
from dialogue.ledger import presses
from dialogue.ledger_edits import LAST
from dialogue.menus import menu
from dialogue.prompts import chosen_so_far
from flows import payloads
from flows.ledger import find, undo_from_json
from flows.payloads import Payload
from flows.screens import Screen
from flows.session import Session
from flows.slots import SlotKind
from nlu.answers import option_value

ONCE = frozenset({payloads.FLOW, payloads.DETAIL})  # a second tap at once would show the same again
DONE = "done"  # what the button carries that ends the ticking of a list
LONGEST_NUMBER = 6  # digits of a number that a button carries
SHOW, UNDO, BACK = "show", "undo", "back"  # what a button of the ledger does


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer that an option stands for: its slot, its JSON value, and its words."""

    slot: str
    value: Any
    said: str


def forged(heard: Heard) -> bool:
    """It carries what no button of this program carries."""
    return heard.button is None


def pressed_twice(heard: Heard) -> bool:
    """The same button as just before, of a kind that counts once."""
    if not isinstance(heard.event, Pressed) or heard.event.typed or heard.button is None:
        return False
    again = heard.state.session.notes.pressed == heard.event.payload
    return again and (heard.button.kind in ONCE or _stale(heard, heard.button))


def deleted_already(heard: Heard) -> bool:
    """The second tap on "Delete everything": the first has deleted even that it was tapped."""
    button = heard.button
    if button is None or button.kind != payloads.READING or heard.state.session != Session():
        return False
    return _stale(heard, button)


def old(heard: Heard) -> bool:
    """A button of an earlier question."""
    return heard.button is not None and _stale(heard, heard.button) and not _still_open(heard, heard.button)


def _stale(heard: Heard, button: Payload) -> bool:
    return button.revision is not None and button.revision != heard.state.session.revision


def _still_open(heard: Heard, button: Payload) -> bool:
    """Whether the option belongs to the list of the open question, of which others have been ticked since.

    Taps on a list come faster than the list with the new ticks can be shown.
    """
    state, revision = heard.state, button.revision
    question = state.question
    if button.kind != payloads.OPTION or question is None or button.arguments[0] != question.slot or revision is None:
        return False
    ticks = state.domain.slots[question.slot].kind is SlotKind.CHOICES and button.arguments[1] != DONE
    return ticks and state.session.asked <= revision < state.session.revision


def ticked(heard: Heard) -> tuple[str, str] | None:
    """An option of the open question that takes several: the slot and the option."""
    if (slot := _asked(heard)) is None or heard.state.domain.slots[slot].kind is not SlotKind.CHOICES:
        return None
    return next(((slot, key) for key in _options(heard, slot) if key == _argument(heard)), None)


def option(heard: Heard) -> Chosen | None:
    """An option of the open question, or all that were ticked of it."""
    if (slot := _asked(heard)) is None:
        return None
    kind, value = heard.state.domain.slots[slot].kind, _argument(heard)
    if kind is SlotKind.CHOICES:
        return Chosen(slot, list(chosen_so_far(heard.state, slot)), "") if value == DONE else None
    if kind is SlotKind.TAX_YEAR:
        return next((Chosen(slot, year, value) for year in published_years() if str(year) == value), None)
    options = _options(heard, slot)
    return Chosen(slot, option_value(kind, value), options[value]) if value in options else None


def _asked(heard: Heard) -> str | None:
    """The slot of the open question, if the button is an option of it."""
    state, button = heard.state, heard.button
    if button is None or button.kind != payloads.OPTION or state.question is None or state.session.pending is not None:
        return None
    return state.question.slot if button.arguments[0] == state.question.slot else None


def _argument(heard: Heard) -> str:
    return heard.button.arguments[-1] if heard.button is not None else ""


def _options(heard: Heard, slot: str) -> dict[str, str]:
    """The labels of the options of the open question, by option."""
    state = heard.state
    if state.flow is None or state.question is None or state.question.slot != slot:
        return {}
    return {key: option.label for key, option in state.domain.asking(state.flow.id, state.question).options.items()}


def flow(heard: Heard) -> str | None:
    """A flow to begin, or to go on with."""
    known = heard.button is not None and heard.button.kind == payloads.FLOW
    return _argument(heard) if known and _argument(heard) in heard.state.domain.flows else None


def detail(heard: Heard) -> str | None:
    """A part of what is open: of the result, or of the question."""
    button, state = heard.button, heard.state
    if button is None or button.kind != payloads.DETAIL or state.flow is None or state.position is None:
        return None
    flow, node, name = button.arguments
    here = state.flow.id == flow and state.position.node is not None and state.position.node.name == node
    return name if here else None


def article(heard: Heard) -> tuple[str, int] | None:
    """An article, and which page of it; 0 is its short answer."""
    button = heard.button
    if button is None or button.kind != payloads.ARTICLE:
        return None
    name, *page = button.arguments
    number = int(page[0]) if page and page[0].isdigit() else 0
    return (name, number) if name in heard.state.domain.library.articles else None


def vote(heard: Heard) -> tuple[str, bool] | None:
    """An article, and whether it helped."""
    button = heard.button
    return (button.arguments[0], button.arguments[1] == "y") if button and button.kind == payloads.HELPFUL else None


def term(heard: Heard) -> Screen | None:
    """What explains a term."""
    known = heard.button is not None and heard.button.kind == payloads.TERM
    return browsing.term_screen(heard.state, _argument(heard)) if known else None


def in_menu(heard: Heard) -> Screen | None:
    """A menu."""
    button = heard.button
    return menu(heard.state, *button.arguments) if button is not None and button.kind == payloads.MENU else None


def ledger_shown(heard: Heard) -> tuple[int | None] | None:
    """The ledger, and the year of it; None for the latest."""
    word, argument = _of_ledger(heard)
    return (int(argument) if argument.isdigit() else None,) if word == SHOW else None


def entry_taken_out(heard: Heard) -> int | None:
    """The number of an entry of the ledger that is to be taken out, and is there."""
    word, argument = _of_ledger(heard)
    number = int(argument) if argument.isdigit() else LAST
    there = word == UNDO and number != LAST and find(heard.state.session, number) is not None
    return number if there else None


def entry_back(heard: Heard) -> bool:
    """The last change of the ledger is to be taken back, and it was that of this entry."""
    word, argument = _of_ledger(heard)
    undo = undo_from_json(heard.state.session.notes.undo)
    if word != BACK or undo is None or not argument.isdigit():
        return False
    return int(argument) in {*undo.drop, *(one.id for one in undo.put)}


def of_ledger(heard: Heard) -> tuple[str, int] | None:
    """Another button of the ledger that fits a year or an entry that is there: what it does, and to which."""
    word, argument = _of_ledger(heard)
    number = int(argument) if argument.isdigit() and len(argument) <= LONGEST_NUMBER else 0
    there = word == "choose" or (word in presses.DOES and number and find(heard.state.session, number) is not None)
    return (word, number) if there else None


def entry_gone(heard: Heard) -> bool:
    """An entry of the ledger that is no longer there."""
    return bool(_of_ledger(heard)[0])


def _of_ledger(heard: Heard) -> tuple[str, str]:
    button = heard.button
    return (button.arguments[0], button.arguments[1]) if button and button.kind == payloads.LEDGER else ("", "")


def share(heard: Heard) -> sharing.Way | None:
    """How the room that is shown is to be passed on."""
    button = heard.button
    if button is None or button.kind != payloads.SHARE or sharing.room_shown(heard.state) is None:
        return None
    return next((way for way in sharing.Way if button.arguments == (way,)), None)


def figures_used(heard: Heard) -> str | None:
    """The code of the figures that a link brought along and that are to be used."""
    button = heard.button
    if button is None or button.kind != payloads.SHARE or len(button.arguments) < 2:
        return None
    return button.arguments[1] if button.arguments[0] == sharing.USE else None


def anything(_: Heard) -> bool:
    """A button that fits nothing here."""
    return True
