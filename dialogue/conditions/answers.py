"""While a question is open."""

from dataclasses import dataclass, replace
from typing import Any

from core.limits import published_years
from dialogue import placing
from dialogue.ahead import places_ahead, read_ahead, speaks_of_part
from dialogue.conditions.ways import to_confirm
from dialogue.facts import facts_of
from dialogue.heard import Heard
from dialogue.ways import Way
from flows.household.levels import YEAR
from flows.session import Fact
from flows.slots import SlotKind
from nlu.acts import ActKind
from nlu.answers import FREE, yes_or_no
from nlu.control import GOES_ON, KEEPS, RESUMES, says_more_than_yes
from nlu.entities.reading import Reading, Reason
from nlu.entities.text import bare
from nlu.message.other_job import there_and_here
from nlu.message.placing import Placed
from nlu.message.placing import bare_figure as bare_figure_in
from nlu.others import own_beside, own_clause
from nlu.parts import heads_of
from nlu.questions import asks_within, speaks_of_screen
from nlu.requests import asks_if_so, tries_something
from nlu.short_answers import stands_alone

# Kinds of answers that a bare year would be taken for: so many dollars, or the year of birth of an infant.
_NO_YEAR = frozenset({SlotKind.MONEY, SlotKind.DEFERRAL, SlotKind.PAY, SlotKind.CAP, SlotKind.AGE})
_OWN_FIGURES = frozenset({"deferral", "after_tax_made", "pay"})
LONGEST_PLAIN_ANSWER = 4  # words; a longer text that is put as a question is taken for one
LONGEST_HEAD = 14  # words of an answer before a wish
LOOK = "look"  # the part of a step that says what to look for
WISHED = 0.45  # share of the wish for a flow behind an answer
LEAST_PARTS = 4  # words of a message in two parts
LONGEST_GUESS = 5  # words; "is 10% of pay ok?" is an answer that wants to be confirmed
# Words; a plain answer of so few of them holds nothing else. A formula takes more, and its reader leaves none unread.
SHORTEST_MESSAGE, SHORTEST_BESIDE_FORMULA = 2, 9


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain answer: its JSON `value`, the words that are kept of it, and its `slot` where another one is meant."""

    value: Any
    said: str
    slot: str = ""


def plain_answer(heard: Heard) -> Plain | None:
    """The open question's answer, by itself: short, plain, with nothing beside that could be meant otherwise.

    "skip" and "I don't know" are answers too, where the question takes them.
    """
    if not heard.waits or heard.command is not None or not stands_alone(heard.text) or _else_is_open(heard):
        return None
    if heard.way in {Way.UNKNOWN, Way.SKIP}:
        unknown = heard.state.unknown_answer
        return Plain(*unknown, "") if unknown is not None else None
    if (year := _year_instead(heard)) is not None:
        return Plain(year, heard.text, YEAR)
    reading = heard.reading
    plain = reading is not None and reading.plain and heard.way is None
    return Plain(reading.json, heard.text) if reading is not None and plain else None


@dataclass(frozen=True, slots=True)
class AnswerAndWish:
    """A message in two parts: the answer to the open question, None for a yes to what is known; and what is wanted."""

    answer: Plain | None
    rest: str


def answer_and_wish(heard: Heard) -> AnswerAndWish | None:
    """The open question's answer, or a yes at the review, with a question or a wish behind it."""
    state = heard.state
    if heard.command is not None or state.session.pending is not None or heard.words < LEAST_PARTS:
        return None
    confirms = to_confirm(heard)
    if not (heard.waits or confirms) or _else_is_open(heard):
        return None
    for part in heads_of(heard.text):
        head, rest, said = part.head, part.rest, bare(part.head)
        if not part.asks and not _wants_flow(heard, rest):
            continue
        if confirms and (said in GOES_ON or (yes_or_no(head, state.context) == "yes" and not says_more_than_yes(said))):
            return AnswerAndWish(None, rest)
        if not heard.waits or len(head.split()) > LONGEST_HEAD or _supposes(head):
            continue
        reading = state.read_answer(head)
        if reading is not None and reading.plain and reading.json is not None and not asks_within(head):
            return AnswerAndWish(Plain(reading.json, head), rest)
    return None


def _supposes(head: str) -> bool:
    """Whether an answer is only tried ("if i did zero")."""
    return tries_something(head) or asks_if_so(head)


def _wants_flow(heard: Heard, text: str) -> bool:
    """Whether `text` is surely meant to begin a flow, though it is put neither as a question nor as a request."""
    first = next(iter(heard.acts_in(text)), None)
    return first is not None and first.kind is ActKind.START and first.share >= WISHED


def _year_instead(heard: Heard) -> Any:
    """The tax year, told by its bare number at a question that would take it for something else; else None."""
    state, question = heard.state, heard.state.question
    if question is None or not heard.text.isdigit() or state.domain.slots[question.slot].kind not in _NO_YEAR:
        return None
    reading = state.read_for(YEAR, heard.text) if state.flow is not None and YEAR in state.flow.slots else None
    year = reading.json if reading is not None and reading.plain else None
    return year if year in published_years() else None


def _else_is_open(heard: Heard) -> bool:
    """Whether a short message may be about something else than the open question."""
    state = heard.state
    notes = state.session.notes
    if state.session.pending is not None or notes.choosing or notes.entry is not None:
        return True
    takes_any = state.question is not None and state.domain.slots[state.question.slot].kind in FREE
    return takes_any and heard.words > 1


def long_while_waiting(heard: Heard) -> bool:
    """A text too long for an answer."""
    return heard.waits and heard.long


def short_answer(heard: Heard) -> Reading | None:
    """The open question's answer and, being so short or one of its options word for word, nothing else."""
    if not heard.waits or heard.reading is None or not heard.plain:
        return None
    slot = heard.state.domain.slots.get(heard.state.question.slot) if heard.state.question is not None else None
    most = SHORTEST_BESIDE_FORMULA if slot is not None and slot.kind == "match" else SHORTEST_MESSAGE
    return heard.reading if heard.words <= most or heard.names_an_option else None


def own_beside_others(heard: Heard) -> tuple[str, Reading] | None:
    """The open question's answer at the end of a story of somebody else's figures, with its words."""
    slot = heard.state.question.slot if heard.state.question is not None else ""
    own = own_beside(heard.text) if heard.waits and slot in _OWN_FIGURES and heard.names_others else None
    reading = heard.state.read_answer(own) if own is not None else None
    return (own, reading) if own is not None and reading is not None and reading.value is not None else None


def own_clause_beside(heard: Heard) -> tuple[str, Reading] | None:
    """The open question's answer in the one clause of it that is of the writer, beside somebody else's figure."""
    slot = heard.state.question.slot if heard.state.question is not None else ""
    own = own_clause(heard.text) if heard.waits and slot in _OWN_FIGURES and not heard.asks else None
    reading = heard.state.read_answer(own) if own is not None else None
    return (own, reading) if own is not None and reading is not None and reading.plain else None


def at_two_jobs(heard: Heard) -> dict[str, Fact] | None:
    """The open question's answer, told of another job and of this one: the facts of both."""
    question, told = heard.state.question, there_and_here(heard.text) if heard.waits else None
    there = placing.OF_OTHER.get(question.slot) if question is not None else None
    if told is None or question is None or there is None:
        return None
    here, other = heard.state.read_answer(told.here), heard.state.read_answer(told.there)
    if here is None or other is None or not (here.plain and other.plain):
        return None
    slots = {question.slot: here.json, "other_employer": "yes", there: other.json}
    return facts_of(heard.state, heard.text, slots)


def goes_on(heard: Heard) -> bool:
    """A word for going on with the open question."""
    return heard.waits and not heard.plain and heard.said in RESUMES | KEEPS


def flow_while_waiting(heard: Heard) -> str | None:
    """Another flow, called nearly by its name."""
    return heard.flow_in_passing if heard.waits and (heard.question or not heard.plain) else None


def supposed_while_waiting(heard: Heard) -> bool:
    """Something supposed."""
    return heard.waits and heard.message.hypothetical


def corrects_while_waiting(heard: Heard) -> bool:
    """An earlier answer corrected."""
    return heard.waits and heard.message.correction_of is not None and heard.facts


def several_facts(heard: Heard) -> bool:
    """Two facts or more, one of them not asked for."""
    message = heard.message
    return heard.waits and len(message.slots) + len(message.unclear) >= 2 and heard.holds_more


def answer_in_words(heard: Heard) -> Reading | None:
    """The open question's answer in more words than it takes."""
    if not heard.waits or not heard.plain or (heard.question and heard.words > LONGEST_PLAIN_ANSWER):
        return None
    return heard.reading


def formula_beside(heard: Heard) -> bool:
    """A match formula that was not asked for."""
    return heard.waits and "match" in heard.message.slots and not heard.plain and heard.holds_more


def guess(heard: Heard) -> Reading | None:
    """A few words that are an unsure answer, also one put as a question if it names a figure ("is 10% ok?")."""
    reading = heard.reading
    if not heard.waits or heard.tells_other or reading is None or reading.value is None:
        return None
    if reading.reason != Reason.GUESS:
        return None
    figure = any(character.isdigit() for character in heard.text)
    return reading if heard.words <= LONGEST_GUESS and (not heard.question or figure) else None


def doubtful_answer(heard: Heard) -> Reading | None:
    """An answer with something about it that has to be said or asked."""
    reading = heard.reading
    return reading if heard.waits and reading is not None and reading.doubtful and not heard.tells_other else None


def step_asked(heard: Heard) -> str | None:
    """Something is asked about the open step of a walk: the part that says what to look for.

    What no article surely answers is taken so, and whatever tells what the screen shows.
    """
    state, question = heard.state, heard.state.question
    if not heard.waits or question is None or state.flow is None or heard.words <= LONGEST_GUESS:
        return None
    if not state.domain.slots[question.slot].passing or not heard.asks or heard.plain or heard.facts:
        return None
    sure = heard.found.answer is not None and not heard.found.close and not speaks_of_screen(heard.text)
    return LOOK if not sure and LOOK in state.domain.asking(state.flow.id, question).details else None


def answer_ahead(heard: Heard) -> tuple[str, Reading] | None:
    """The answer to a later question of the open flow, where the open one has no plain answer."""
    plain = heard.reading is not None and heard.reading.plain and not speaks_of_part(heard.text)
    if not heard.waits or heard.state.session.pending is not None or plain or heard.question or heard.facts:
        return None
    return read_ahead(heard.state, heard.text)


def facts_while_waiting(heard: Heard) -> bool:
    """Facts that were not asked for."""
    return heard.waits and heard.facts and not heard.question and not heard.only_names


def bare_figure(heard: Heard) -> Placed | None:
    """A figure by itself that is no answer to the open question, with the slots that it may be of."""
    reading, flow = heard.reading, heard.state.flow
    if not heard.waits or heard.facts or (reading is not None and (reading.value is not None or reading.readings)):
        return None
    figure = bare_figure_in(heard.text, heard.state.context.year)
    if figure is None or flow is None:
        return figure
    # In a flow that has no use for figures of the room it may be an amount that is asked for later.
    mine = tuple(slot for slot in figure.slots if slot in flow.slots) or tuple(places_ahead(heard.state, heard.text))
    return replace(figure, slots=mine) if mine else None


def waiting(heard: Heard) -> bool:
    """Anything else while a question is open."""
    return heard.waits
