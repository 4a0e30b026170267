"""When a way on is wanted that does not answer: back, why, change something, …, pressed, typed or commanded."""

from collections.abc import Callable

from dialogue.browsing import last_article
from dialogue.choosing import changeable
from dialogue.comparing import suppositions
from dialogue.heard import LONGEST_LABEL, Heard
from dialogue.state import State
from dialogue.ways import Way
from flows import payloads
from nlu.acts import ActKind
from nlu.control import GOES_ON, WANTS_MORE, says_more_than_yes, slot_called
from nlu.entities.text import bare
from nlu.message.corrections import is_correction

ELSEWHERE, LIKELY = frozenset({ActKind.START, ActKind.ASK}), 0.45
NO_AMOUNT = frozenset({"zero", "0", "nil", "none", "nothing"})  # an answer, if to another question
LONGEST_YES, LONGEST_NO = 6, 4  # words


def to(way: Way) -> Callable[[Heard], bool]:
    """The condition that `way` is wanted."""

    def wanted(heard: Heard) -> bool:
        return heard.way is way

    wanted.__doc__ = f'The way "{way.value}": its button, its command, or words for it.'
    return wanted


def what_if(heard: Heard) -> str | None:
    """The way "what_if": what is supposed, unless the words read as a wish for a flow or an article instead."""
    if heard.control is None or heard.way is not Way.WHAT_IF:
        return None
    if heard.command is None and heard.asks_library_alone:
        return None
    first = heard.acts[0] if heard.acts and heard.command is None else None
    wanted = first is not None and first.kind in ELSEWHERE and first.share >= LIKELY
    return None if wanted and not suppositions(heard.state, heard.control.text) else heard.control.text


def slot_to_change(heard: Heard) -> str | None:
    """An answer to be changed: its button, or its name behind "change" or where the answers are listed."""
    if heard.button is not None and heard.button.kind == payloads.CHANGE:
        return heard.button.arguments[0]
    if heard.way is Way.CHANGE:
        return heard.control.slot if heard.control is not None else None
    return _named(heard)


def _named(heard: Heard) -> str | None:
    state, said = heard.state, heard.said
    listed = state.session.notes.choosing or at_review(state)
    if not listed or not said or len(said) > LONGEST_LABEL or heard.command is not None:
        return None
    slots = changeable(state)
    slot = slot_called(said)
    if slot in slots:
        return slot
    return next((one for one in slots if bare(state.domain.label(one)) == said), None)


def at_review(state: State) -> bool:
    """Whether the review of the open flow is shown."""
    return state.position is not None and state.position.node is None


def to_confirm(heard: Heard) -> bool:
    """Whether what is known from before, or the review, waits for a yes."""
    state = heard.state
    return (bool(state.known_from_before) or at_review(state)) and state.session.pending is None


def confirmed(heard: Heard) -> bool:
    """A yes at the review, or where what is known is to be confirmed."""
    if not to_confirm(heard):
        return False
    if heard.way in {Way.KNOWN, Way.REVIEW} or heard.said in GOES_ON:
        return True
    agrees = heard.yes_or_no == "yes" and len(heard.said.split()) <= LONGEST_YES
    return agrees and not heard.facts and not heard.message.facts and not says_more_than_yes(heard.said)


def not_confirmed(heard: Heard) -> bool:
    """A no at the review, or where what is known is to be confirmed."""
    if not to_confirm(heard):
        return False
    if any(character.isdigit() for character in heard.text) and is_correction(heard.text):
        return False  # "no, 155k" says what it is
    says_no = heard.yes_or_no == "no" and heard.said not in NO_AMOUNT and len(heard.said.split()) <= LONGEST_NO
    return heard.way is Way.RECHECK or says_no


def wants_more(heard: Heard) -> str | None:
    """The article shown last, of which more is wanted."""
    return last_article(heard.state) if heard.said in WANTS_MORE else None
