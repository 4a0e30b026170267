"""Settles what is asked about the last answer: which reading was meant, or whether something is to be done."""

from dialogue.conditions.acts import LIKELY, MAYBE, OFFERED, supposing
from dialogue.conditions.ledger import happened_plainly
from dialogue.forgetting import ASKED as FORGETS
from dialogue.heard import FIGURES, SHORT_ANSWER, Heard
from dialogue.tried import tried_now
from dialogue.ways import ALWAYS
from flows import payloads
from flows.session import ANSWERS, PendingKind
from nlu.acts import Act, ActKind
from nlu.answers import FREE
from nlu.control import KEEPS, LEAVES, Kind, agrees_to_delete
from nlu.entities.reading import Reading
from nlu.entities.text import bare
from nlu.message.supposition import names_value

MOST_WORDS = 4  # of a yes or a no
NONE = "none"  # what the button carries that refuses all readings


def reading_named(heard: Heard) -> int | None:
    """The number of the reading that is named: by its button, its label or its place."""
    pending, button = heard.state.session.pending, heard.button
    if pending is None:
        return None
    if button is not None:
        named = button.arguments[0] if button.kind == payloads.READING else ""
        return int(named) if named.isdigit() and int(named) < len(pending.readings) else None
    for index, candidate in enumerate(pending.readings):
        if heard.said in {bare(candidate.label), str(index + 1)}:
            return index
    return None


def reading_agreed(heard: Heard) -> bool:
    """A short yes to the one reading that is open."""
    pending = heard.state.session.pending
    if pending is None or len(pending.readings) != 1:
        return False
    if pending.kind in FORGETS and agrees_to_delete(heard.said, everything=pending.kind is PendingKind.FORGET):
        return True
    if len(heard.said.split()) > MOST_WORDS or (pending.kind in FORGETS and heard.said in KEEPS):
        return False
    return heard.said in KEEPS or (heard.said not in LEAVES and heard.yes_or_no == "yes")


def readings_refused(heard: Heard) -> bool:
    """A short no to the readings that are open, or a cancel or a step back where they are no answers."""
    pending = heard.state.session.pending
    if pending is None:
        return False
    if heard.button is not None:
        return heard.button.kind == payloads.READING and heard.button.arguments[0] == NONE
    leaves = heard.said in LEAVES or (pending.kind in FORGETS and heard.said in KEEPS)
    if len(heard.said.split()) <= MOST_WORDS and (leaves or heard.yes_or_no == "no"):
        return True
    return pending.kind not in ANSWERS and heard.control is not None and heard.control.kind in {Kind.CANCEL, Kind.BACK}


def answered_anew(heard: Heard) -> tuple[str, Reading] | None:
    """The slot and the new reading of an answer that was being asked back."""
    state = heard.state
    pending = state.session.pending
    if pending is None or pending.kind not in ANSWERS:
        return None
    if heard.command is not None or heard.way in ALWAYS or heard.apart or heard.names_another_plan:
        return None  # told of another plan, it answers nothing of this one
    if heard.words > SHORT_ANSWER and (supposing(heard) or happened_plainly(heard)):
        return None
    if heard.message.slots.keys() & FIGURES and heard.tells_other_than(pending.slot):
        return None  # "I'm 47" is an age, also where the pay is asked back
    again = state.without_pending()
    for slot in dict.fromkeys((pending.slot, state.question.slot if state.question else "")):
        reading = again.read_for(slot, heard.text)
        if reading is None or not (reading.value is not None or reading.readings):
            continue
        takes_any = state.domain.slots[slot].kind in FREE
        if not _asks_something(heard) or (reading.plain and not takes_any):
            return slot, reading
    return None


def _asks_something(heard: Heard) -> bool:
    """Whether the text is a question with no figure in it, from which no answer is to be guessed."""
    return (heard.question or (heard.asks and heard.words >= SHORT_ANSWER)) and not any(
        character.isdigit() for character in heard.text
    )


def supposed_kept(heard: Heard) -> bool:
    """What was just supposed is said to be so ("keep it", "no what if, it is 265 now")."""
    pending, tried = heard.state.session.pending, heard.state.session.notes.tried
    if pending is not None and pending.kind is PendingKind.WHAT_IF and len(pending.readings) == 1:
        values = pending.readings[0].value
    elif len(tried) == 1 and not heard.plain:
        values = tried[0]
        if heard.said in KEEPS:
            return True
    else:
        return False
    if (act := heard.act(ActKind.COMMAND, MAYBE)) is not None:
        return act.target == "keep"
    if heard.message.slots or heard.message.unclear or len(values) != 1:
        return False
    says_so = any(_says_that_it_is_so(act) for act in heard.acts[:3])
    return says_so and names_value(heard.text, next(iter(values.values())))


def _says_that_it_is_so(act: Act) -> bool:
    keeps = act.kind is ActKind.COMMAND and act.target == "keep" and act.share >= OFFERED
    return keeps or (act.kind is ActKind.CORRECT and act.share >= LIKELY)


def supposed_left(heard: Heard) -> bool:
    """The person's own figures are wanted again, and not what was supposed ("back to my real numbers")."""
    notes, pending = heard.state.session.notes, heard.state.session.pending
    if notes.tried and pending is None and heard.said in LEAVES and not heard.plain:
        return True
    if heard.command is not None:
        return False
    act = heard.act(ActKind.COMMAND, MAYBE if tried_now(heard.state) else LIKELY)
    return act is not None and act.target == "own" and not heard.message.slots
