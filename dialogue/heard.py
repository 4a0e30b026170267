"""One event as the policy sees it: each way of reading it is worked out once, when a rule first asks for it."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from content.found import Found
from dialogue.apart import Apart, corrected_apart, here, same_apart, together, told_apart
from dialogue.browsing import articles_in_view
from dialogue.comparing import suppositions
from dialogue.events import Edited, Event, Pressed, Said
from dialogue.facts import as_slots, read_facts
from dialogue.menus import start_rows
from dialogue.prompts import prompt_rows
from dialogue.starting import flow_named
from dialogue.state import State
from dialogue.ways import ALWAYS, WAYS, Way
from flows.household.plan import Owner, PlanKind
from flows.payloads import CONTROL, Payload, parse
from nlu.acts import WRITING, Act, ActKind, ranked
from nlu.answers import FREE, names_an_option, yes_or_no
from nlu.asked.sums import told_beside
from nlu.control import Control, Kind, read_control
from nlu.entities.deferral import names_deferral
from nlu.entities.reading import Reading
from nlu.entities.text import bare, without_wide_gaps
from nlu.message.alternatives import alternatives
from nlu.message.fact import Whose
from nlu.message.reader import MessageReading
from nlu.message.scopes import people_named
from nlu.message.supposition import Supposition
from nlu.movements.kinds import named_kind
from nlu.movements.reading import read_movement
from nlu.others import tells_own_formula
from nlu.plan_names import read_plan_in_passing
from nlu.put_in import PutIn, read_put_in
from nlu.questions import (
    asks_how_much,
    asks_within,
    looks_like_question,
    questions_in,
    speaks_of_oneself,
    without_not_understood,
    without_room,
)
from nlu.requests import asks_what_next, only_supposes, supposes_its_figures

_MADE = "after_tax_made"
LONGEST_ANSWER = 600
# Slots of which a message tells by words of its own what is meant, whatever is asked.
FIGURES = frozenset(
    {"age", "pay", "deferral", "match", "after_tax_made", "profit_sharing", "true_up", "plan_cap", "tax_year"}
)
NAMES = frozenset({"provider", "employer", "state"})
SURELY = 0.6  # share of a supposition that makes of all figures beside it what is supposed
WHOLE_CASE = 9  # words; what is supposed in fewer is a figure to be tried
FITS = 0.9  # relevance of an article that fits surely, whatever else is wished for
TELLS = 0.03  # share of all that is told beside a question
ASKS = 0.15  # share of a question for the library that is worth an answer
LEAST_TOLD = 3  # answers; with fewer, figures are told for the first time
PASSING, LEAST_PASSING = 0.2, 3  # share of what is meant instead, words of a text that names something in passing
_WORD = re.compile(r"[^\W\d_]{2}")
BY_STRUCTURE = 0.98  # share of an act that the structure of a text shows
FOLLOWS_UP = 9  # words; more say by themselves what they are about
SHORT_ANSWER = 4  # words; the open question's own reader is right about so few of them
LONGEST_MESSAGE = 4000
LONGEST_LABEL = 64  # characters
MOST_ASKED = 6  # questions of one message that are looked up; one of them is answered


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its slash: its `name` in lower case, and what was written behind it."""

    name: str
    argument: str


@dataclass(frozen=True)
class Heard:
    """The `event` in the moment `state`, with what was typed or pressed in it."""

    state: State
    event: Event
    looked_up_before: dict[str, Found] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """What was typed, also as an edit; empty for anything else."""
        return without_wide_gaps(self.event.text.strip()) if isinstance(self.event, Said | Edited) else ""

    @cached_property
    def button(self) -> Payload | None:
        """What the button carries that was pressed; None for what no button of this program carries."""
        return parse(self.event.payload) if isinstance(self.event, Pressed) else None

    @cached_property
    def command(self) -> Command | None:
        """The command that was typed."""
        if not self.text.startswith("/"):
            return None
        word, *rest = self.text[1:].split(maxsplit=1) or [""]
        return Command(word.partition("@")[0].lower(), " ".join(rest).strip())

    @cached_property
    def said(self) -> str:
        """The text in lower case without decoration, for comparing it with labels and phrases."""
        return bare(self.text)

    @cached_property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())

    @property
    def long(self) -> bool:
        """Whether the text is too long for an answer."""
        return len(self.text) > LONGEST_ANSWER

    @cached_property
    def waits(self) -> bool:
        """Whether a question of a flow is open that has not been answered before."""
        return self.state.question is not None and not self.state.known_from_before

    @property
    def may_hold_facts(self) -> bool:
        """Whether the text is short enough to be read for facts at all."""
        return len(self.text) <= LONGEST_MESSAGE

    @cached_property
    def control(self) -> Control | None:
        """What the text wants of the talk itself: back, why, cancel, …"""
        found = read_control(self.text)
        # "ok so … what now" begins like "what?" and asks for the next step.
        return None if found is not None and found.kind is Kind.REPEAT and asks_what_next(self.text) else found

    @cached_property
    def way(self) -> Way | None:
        """The way on that was pressed, commanded, or said in words that are not the answer to the open question."""
        if self.button is not None:
            word = self.button.arguments[0] if self.button.kind == CONTROL else ""
            return Way(word) if word in WAYS else None
        if self.control is None or (self.command is None and self._answers(self.control)):
            return None
        return Way(self.control.kind.value)

    def _answers(self, control: Control) -> bool:
        question, domain = self.state.question, self.state.domain
        if question is None or self.state.session.pending is not None:
            return False
        slot = domain.slots[question.slot]
        if slot.kind in FREE or self.reading is None or not self.reading.plain:
            return False
        if control.kind is Kind.UNKNOWN:
            return bool(self.reading.value == "unknown")
        return self.reading.value in slot.passing or Way(control.kind.value) not in ALWAYS

    @cached_property
    def question(self) -> bool:
        """Whether the text is put as a question."""
        return looks_like_question(self.text)

    @cached_property
    def asks(self) -> bool:
        """Whether the text holds a question anywhere."""
        return asks_within(self.text)

    @cached_property
    def reading(self) -> Reading | None:
        """The text as the answer to the open question; None where none is open."""
        return self.state.read_answer(self.text)

    @property
    def names_an_option(self) -> bool:
        """Whether the text is, word for word, one of the answers to the open question or another name for it."""
        state = self.state
        if state.flow is None or state.question is None:
            return False
        return names_an_option(state.domain.asking(state.flow.id, state.question).options, self.text)

    @property
    def plain(self) -> bool:
        """Whether the text answers the open question outright, and tells nothing else instead."""
        read = self.reading is not None and self.reading.plain and not self.tells_other
        if not read or asks_what_next(self.text):
            return False
        return not self._asks_where_any_word_fits and not self._surely_asks

    @property
    def _surely_asks(self) -> bool:
        """Whether a question with a figure in it is surely one for the library, and no answer put as a question."""
        if not self.question or self.words <= SHORT_ANSWER or self.act(ActKind.ASK, SURELY) is None:
            return False
        return self.found.answer is not None and self.found.score >= FITS

    @property
    def _asks_where_any_word_fits(self) -> bool:
        """Whether something is asked, or told of oneself, at a question that takes any words, such as a name."""
        question = self.state.question
        takes_any = question is not None and self.state.domain.slots[question.slot].kind in FREE
        return takes_any and self.words >= SHORT_ANSWER and (self.asks or speaks_of_oneself(self.text))

    @cached_property
    def tells_other(self) -> bool:
        """Whether the text tells a fact by its own words, and none that the open question asks for."""
        return self.tells_other_than(self.state.question.slot if self.state.question is not None else "")

    def tells_other_than(self, asked: str) -> bool:
        """Whether the text tells a fact by its own words, and none for the slot `asked`."""
        digits = any(character.isdigit() for character in self.text)
        if asked not in FIGURES or self.words == 1 or not (digits or self.message.slots):
            return False
        told = set(as_slots({**self.message.slots, **{slot: {} for slot in self.message.unclear}}))
        if asked not in told and (self.speaks_of_others or self.names_another_plan):
            return not (asked == "match" and tells_own_formula(self.text))  # its reader leaves out what is of others
        if "deferral" in told and asked != "deferral" and not names_deferral(self.said):
            told.discard("deferral")  # "put in 5k" is what the question makes of it
        return bool(told) and asked not in told

    @cached_property
    def names_another_plan(self) -> bool:
        """Whether a plan is named that is not the one of this job, which is open ("at my second job")."""
        here = self.state.session.household.open
        return here.kind is PlanKind.THIS and here.owner is Owner.ME and read_plan_in_passing(self.text) is not None

    @cached_property
    def speaks_of_others(self) -> bool:
        """Whether the text names other people ("my brother") and figures, and tells none of this person's own."""
        if self.facts or not any(character.isdigit() for character in self.text):
            return False
        return self.names_others

    @property
    def names_others(self) -> bool:
        """Whether the text names people who are not of the household."""
        return self._people is Whose.OTHER

    @cached_property
    def _people(self) -> Whose | None:
        return people_named(self.text)

    @property
    def answers_somehow(self) -> bool:
        """Whether the open question's own reader makes anything of the text, if only something to ask about."""
        reading = self.reading
        return reading is not None and (reading.value is not None or reading.doubtful)

    @property
    def names_somebody(self) -> bool:
        """Whether the text names a spouse or other people, so that its figures may be theirs."""
        return self._people not in {None, Whose.ME}

    @cached_property
    def yes_or_no(self) -> str:
        """The yes or no that the text says, also unsurely; empty for anything else."""
        return yes_or_no(self.text, self.state.context)

    @cached_property
    def _whole(self) -> MessageReading:
        return read_facts(self.state, self.text)

    @cached_property
    def apart(self) -> tuple[Apart, ...]:
        """What the text tells of other plans, people and years than those that are open."""
        if self._whole.hypothetical:
            return ()
        if not self.corrects_apart:
            return told_apart(self.state, self._whole, self.text)
        return together(told_apart(self.state, self._whole, self.text), self.corrects_apart)

    @cached_property
    def corrects_apart(self) -> tuple[Apart, ...]:
        """What the text corrects in the plan of the spouse, by the old figure, or as the same as in the open plan."""
        return same_apart(self.state, self.text) or corrected_apart(self.state, self.text)

    @cached_property
    def message(self) -> MessageReading:
        """All the facts of the text that are of the open plan and year, whatever is asked."""
        message = self._without_sent_back(here(self.state, self._whole, self.apart))
        gone = {slot for one in self.corrects_apart for slot in one.facts} if self.apart else set()
        if not gone:
            return message
        slots = {slot: value for slot, value in message.slots.items() if slot not in gone}
        return replace(
            message,
            slots=slots,
            unclear={slot: one for slot, one in message.unclear.items() if slot not in gone},
            correction_of=message.correction_of if slots else None,
        )

    def _without_sent_back(self, message: MessageReading) -> MessageReading:
        """`message` without after-tax money that only came back: "they reversed the 900 of after-tax"."""
        made = message.slots.get(_MADE)
        if not isinstance(made, int | float) or named_kind(self.text) != "refunded":
            return message
        told = read_movement(self.text, self.state.today, "refunded")
        amounts = {*(told.amounts or (told.amount,))} if told is not None else set()
        if amounts != {Decimal(str(made))}:
            return message
        return replace(message, slots={slot: value for slot, value in message.slots.items() if slot != _MADE})

    @property
    def was_read(self) -> bool:
        """Whether the text was read for facts, as it is for all but the plainest answers."""
        return "message" in self.__dict__

    @property
    def told_something(self) -> bool:
        """Whether enough is known of this person for something else to be tried."""
        return len(self.state.session.case) >= LEAST_TOLD

    @cached_property
    def asks_library_alone(self) -> bool:
        """Whether a question stands in the text that the library answers, while there is nothing to suppose against.

        What "if" and "suppose" then frame is the case that is asked about.
        """
        if self.told_something or not self.asks or self.words < WHOLE_CASE or asks_how_much(self.text):
            return False
        if self.whole_case:
            return False
        if self.found.answer is None:
            return False
        asked = any(act.kind is ActKind.ASK and act.share >= ASKS for act in self.acts[:3])
        return asked or self.found.score >= FITS

    @cached_property
    def whole_case(self) -> bool:
        """Whether the text supposes a case of its own, with a pay and more, and surely no other one is asked about."""
        slots = self.supposition.slots
        return "pay" in slots and len(slots) >= LEAST_TOLD and self.act(ActKind.SUPPOSE, SURELY) is not None

    @cached_property
    def supposition(self) -> Supposition:
        """What the text supposes, if it is taken for a what-if."""
        found = suppositions(self.state, self.text)
        if not found and (listed := alternatives(self.text)):
            found = suppositions(self.state, listed[0])
        if found or (self.act(ActKind.SUPPOSE, SURELY) is None and not only_supposes(self.text)):
            return found
        # Figures in a message that surely supposes something are what it supposes, however that is put.
        return Supposition(slots=dict(self.message.slots), unclear=dict(self.message.unclear))

    @cached_property
    def only_supposes(self) -> bool:
        """Whether the text only tries its figures out, told as such or asked about behind an "if": none is noted."""
        said_so = only_supposes(self.text)
        if not said_so and not (self.asks and supposes_its_figures(self.text)):
            return False  # before the whole text is read once more for what it would suppose
        if not self.supposition or (self.waits and self.plain):
            return False
        told = said_so or asks_how_much(self.text) or len(self.supposition.slots) >= LEAST_TOLD
        return told and (said_so or not self.asks_library_alone)

    @property
    def facts(self) -> bool:
        """Whether the text holds a fact, or speaks of one in a way that has to be asked about."""
        return bool(self.message.slots or self.message.unclear)

    @cached_property
    def only_names(self) -> bool:
        """Whether the text only names a company or a state in passing, and something else than a fact is meant."""
        told, first = self.message.slots.keys(), self.acts[0] if self.acts else None
        if not told or not told <= NAMES or self.message.unclear or first is None or self.words < LEAST_PASSING:
            return False
        return first.kind is not ActKind.TELL and first.share >= PASSING

    @property
    def tells(self) -> bool:
        """Whether the text may be meant to tell something at all, beside what it asks, or wants it worked out."""
        if any(character.isdigit() for character in told_beside(self.text)):
            return True
        wanted = any(act.kind is ActKind.START and act.share >= ASKS for act in self.acts)
        return wanted or sum(act.share for act in self.acts if act.kind in WRITING) >= TELLS

    @property
    def holds_more(self) -> bool:
        """Whether the text holds a fact that the open question does not ask for."""
        asked = self.state.question.slot if self.state.question is not None else ""
        return any(slot != asked for slot in self.message.slots)

    @cached_property
    def all_asked_beside(self) -> tuple[str, ...]:
        """What is asked beside facts but for the room, each question in its words; the surest to answer first.

        Where no part is answered by itself, all that asks is looked up together.
        """
        rest, find, whole = self.message.rest, self.look_up, self.text.strip()
        if not self.facts or not rest:
            return ()
        questions = tuple(dict.fromkeys(questions_in(self.text)))
        asked = without_room(questions)[:MOST_ASKED]
        if (asked or not questions) and not asks_how_much(rest) and all(find(one).answer is None for one in asked):
            asked = (*asked, rest)
        kept = {one for one in asked if one != whole or find(one).answer is not None}
        return tuple(sorted(kept, key=lambda one: (find(one).answer is None, -find(one).score, one)))

    @property
    def asked_beside(self) -> str:
        """The question beside facts that is the surest to answer; empty where nothing is asked."""
        return next(iter(self.all_asked_beside), "")

    @property
    def question_beside(self) -> str | None:
        """The question that stands beside facts and that the library answers; not that for the room itself."""
        asked = self.asked_beside
        return asked if asked and self.look_up(asked).answer is not None else None

    @cached_property
    def found(self) -> Found:
        """What the library has on the text; a few words are likely about the articles in view."""
        near = articles_in_view(self.state) if self.words <= FOLLOWS_UP else {}
        if not near:
            return self.look_up(self._looked_up_as)
        return self.state.domain.search.find(self._looked_up_as, near)

    @cached_property
    def _looked_up_as(self) -> str:
        return without_not_understood(self.text)

    @property
    def likeliest(self) -> Act | None:
        """The likeliest act by the words alone, whether or not they answer the open question; not asked for lightly."""
        return next(iter(self.acts_in(self._looked_up_as)), None)

    def look_up(self, question: str) -> Found:
        """What the library has on `question`, each looked up once."""
        found = self.looked_up_before.get(question)
        if found is None:
            found = self.looked_up_before[question] = self.state.domain.search.find(question)
        return found

    def acts_in(self, part: str) -> tuple[Act, ...]:
        """What a part of the text by itself is meant to do, the likeliest first."""
        return _acts(self.look_up(part))

    def part(self, state: State, text: str) -> "Heard":
        """A part of the text as it is heard by itself in the moment `state`; what was looked up is not again."""
        return Heard(state, _as_press(state, Said(text)), self.looked_up_before)

    @property
    def looked_up(self) -> bool:
        """Whether the library has been asked about the text, as it is for all but the plainest answers."""
        return "found" in self.__dict__

    @cached_property
    def flow(self) -> str | None:
        """The flow that the text asks to begin, while no question is open."""
        return flow_named(self.state, self.text)

    @cached_property
    def flow_in_passing(self) -> str | None:
        """The flow that the text asks to begin in nearly the very words for it, while a question is open."""
        return flow_named(self.state, self.text, in_passing=True)

    @cached_property
    def put_in(self) -> PutIn | None:
        """The money that the text says went into the open plan, with its dollars and its day."""
        told = None if self.command is not None else read_put_in(self.text, self.state.today)
        mine = self.state.session.household.open.owner is Owner.ME
        return None if told is not None and told.other_person and mine else told

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """What the text is meant to do, the likeliest first; the answer to an open question is no act.

        Money that went in on a day is what it is by its structure, whatever the words around it are like.
        """
        if self.put_in is not None:
            return (Act(ActKind.RECORD, self.put_in.kind, BY_STRUCTURE), *_acts(self.found))
        if (self.waits and self.words <= SHORT_ANSWER and self.answers_somehow) or not _WORD.search(self.text):
            return ()
        return _acts(self.found)

    def act(self, kind: ActKind, least: float, target: str = "") -> Act | None:
        """The likeliest act if it is of this `kind`, its share is `least` or more, and its `target` the one given."""
        first = self.acts[0] if self.acts else None
        if first is None or first.kind is not kind or first.share < least:
            return None
        return first if target in {"", first.target} else None


def _acts(found: Found) -> tuple[Act, ...]:
    return ranked((label.name, label.share) for label in found.labels)


def hear(state: State, event: Event) -> Heard:
    """`event` as it is heard in the moment `state`: whoever types the label of a button in view has pressed it."""
    return Heard(state, _as_press(state, event))


def _as_press(state: State, event: Event) -> Event:
    if not isinstance(event, Said) or len(event.text) > LONGEST_LABEL or event.text.lstrip().startswith("/"):
        return event
    payload = _payload(state, bare(event.text))
    return event if payload is None else Pressed(payload, typed=True)


def _payload(state: State, said: str) -> str | None:
    """What the button in view carries whose label was `said`; None where there is none of the open question."""
    if not said:
        return None
    shown = state.session.notes.shown
    if not shown:  # nothing was shown yet, or by a program that did not remember it
        shown = state.domain.labels(prompt_rows(state) or start_rows(state))
    found = (payload for label, payload in shown if label == said)
    return next((payload for payload in found if _is_open(state, payload)), None)


def _is_open(state: State, payload: str) -> bool:
    """Whether the button is none of an earlier question."""
    parsed = parse(payload)
    return parsed is not None and parsed.revision in {None, state.session.revision}
