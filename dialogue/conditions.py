"""When a rule of the policy holds for a message: each condition gives what it found, or nothing.

What a condition finds (a button's payload, a slot, a reading, a flow) is what the rule's action is done with.
"""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from dialogue import browsing, documents, ledger, payloads
from dialogue.additions import additions
from dialogue.facts import facts_of, in_order
from dialogue.heard import LONGEST_LABEL, SHORT_ANSWER, Heard
from dialogue.menus import start_rows
from dialogue.pending import ANSWERS
from dialogue.prompts import change_rows, changeable, prompt_rows
from dialogue.replies import start_flow
from dialogue.state import State, without_pending
from dialogue.understanding import FREE, read_answer, read_for
from dialogue.wording import GOES_ON, asks_how_much, bare, bare_label
from flows.engine.flow import Flow
from flows.session import Fact
from nlu.acts import Act, ActKind
from nlu.control import Control, Kind, slot_called
from nlu.entities.reading import Reading
from nlu.message.fact import Fact as Told

# Words that steer the dialogue even if they could be read as an answer.
ALWAYS_STEER = frozenset(
    {"back", "cancel", "restart", "why", "repeat", "help", "forget", "export", "what_if", "change"}
)
KEEPS = frozenset(["keep it", "keep", "keep this", "keep that", "take it", "use it", "do it", "take it over"])
LEAVES = frozenset(
    ["leave it", "leave", "leave as is", "as it was", "undo", "put it back", "don't", "dont", "none", "neither",
     "none of them", "none of these", "something else"]
)  # fmt: skip
RESUMES = frozenset(["continue", "go on", "next", "proceed", "go ahead", "let's go on", "ready", "i'm ready", "resume"])
LONGEST_PLAIN_ANSWER = 4  # words; a longer text that is put as a question is taken for one
LONGEST_GUESS = 5  # words; "is 10% of pay ok?" is an answer that wants to be confirmed
# Words; a plain answer of so few of them holds nothing else. A formula takes more, and its reader leaves none unread.
SHORTEST_MESSAGE, SHORTEST_BESIDE_FORMULA = 2, 9
LONGEST_COMPLETION = 5  # words
LONGEST_REQUEST = 6  # words
NEARLY = 80.0  # of 100, between what was typed and a label
_DETAILS = re.compile(
    r"^(?:(?:can you |please )?(?:show|give|explain|see)\b.*)?\b"
    r"(?:lines|breakdown|math|calculation|details|steps|work|how so|how come|explain(?: that| this| it)?)(?: please)?$"
)
_OTHER_YEAR = re.compile(
    r"(?:and |what about |how about |now |what is it |same )*(?:for |in )?(?P<year>20\d\d|(?:last|this|next) year)"
)
YEAR = "tax_year"
NUMBERS = "capacity"  # the flow that facts told out of the blue lead to
MAIN_NUMBERS = frozenset({"age", "pay", "deferral", "match"})
ENOUGH_NUMBERS = 3  # told one after the other, they show what the person is after


def is_empty(heard: Heard) -> bool:
    """Nothing was typed."""
    return not heard.text


def is_command(heard: Heard) -> bool:
    """A command, with its slash."""
    return heard.text.startswith("/")


def label_of_button(heard: Heard) -> str | None:
    """The payload of the open button whose label was typed."""
    state, said = heard.state, heard.said
    if not said or len(said) > LONGEST_LABEL:
        return None
    choosing = change_rows(state, changeable(state)) if state.session.notes.choosing else ()
    for row in (*choosing, *(prompt_rows(state) or start_rows(state))):
        for button in row:
            if button.payload and bare_label(button.label) == said:
                return button.payload
    return None


def named_to_change(heard: Heard) -> str | None:
    """The slot that is named alone where the answers are listed: at the review, and after "change something"."""
    state, said = heard.state, heard.said
    listed = state.session.notes.choosing or at_review(state)
    if not listed or len(said) > LONGEST_LABEL:
        return None
    slots = changeable(state)
    slot = slot_called(said)
    if slot in slots:
        return slot
    return next((one for one in slots if bare(state.domain.label(one)) == said), None)


def reply_announced(heard: Heard) -> bool:
    """Somebody says that HR has replied, without the words of the reply."""
    return documents.announces_reply(heard.text)


def reply_of_hr(heard: Heard) -> bool:
    """Words that may be the reply of HR, where one is waited for."""
    return documents.may_be_reply(heard.state, heard.text)


def plan_words(heard: Heard) -> bool:
    """Pasted words of a plan document."""
    return documents.looks_like_plan(heard.text)


def reading_named(heard: Heard) -> int | None:
    """The number of the reading that is named, by its label or its place, while several are open."""
    pending = heard.state.session.pending
    if pending is None:
        return None
    for index, candidate in enumerate(pending.readings):
        if heard.said in {bare(candidate.label), str(index + 1)}:
            return index
    return None


def reading_agreed(heard: Heard) -> bool:
    """A short yes to the one reading that is open."""
    pending = heard.state.session.pending
    if pending is None or len(pending.readings) != 1 or len(heard.said.split()) > 4:
        return False
    return heard.said in KEEPS or (heard.said not in LEAVES and heard.yes_or_no == "yes")


def readings_refused(heard: Heard) -> bool:
    """A short no to the readings that are open, or a cancel where they are no answers."""
    pending = heard.state.session.pending
    if pending is None:
        return False
    if len(heard.said.split()) <= 4 and (heard.said in LEAVES or heard.yes_or_no == "no"):
        return True
    return pending.kind not in ANSWERS and heard.control is not None and heard.control.kind == "cancel"


def answered_anew(heard: Heard) -> tuple[str, Reading] | None:
    """The slot and the new reading of an answer that was being asked back."""
    state = heard.state
    pending = state.session.pending
    if pending is None or pending.kind not in ANSWERS:
        return None
    if heard.control is not None and heard.control.kind in ALWAYS_STEER:
        return None
    again = without_pending(state)
    for slot in dict.fromkeys((pending.slot, state.question.slot if state.question else "")):
        reading = read_for(again, slot, heard.text)
        if reading is not None and (reading.value is not None or reading.readings):
            return slot, reading
    return None


def steering(heard: Heard) -> Control | None:
    """Words that steer the talk, unless they are the answer to the open question instead."""
    return None if heard.control is None or _answers(heard, heard.control) else heard.control


def _answers(heard: Heard, control: Control) -> bool:
    state = heard.state
    if state.question is None or state.session.pending is not None:
        return False
    slot = state.domain.slots[state.question.slot]
    if slot.kind in FREE or heard.reading is None or not heard.reading.plain:
        return False
    return heard.reading.value in slot.passing or control.kind not in ALWAYS_STEER


def at_review(state: State) -> bool:
    """Whether the review of the open flow is shown."""
    return state.position is not None and state.position.node is None


def _to_confirm(heard: Heard) -> bool:
    state = heard.state
    return (bool(state.known_from_before) or at_review(state)) and state.session.pending is None


def confirmed(heard: Heard) -> bool:
    """A yes at the review, or where what is known is to be confirmed."""
    if not _to_confirm(heard):
        return False
    return heard.said in GOES_ON or (heard.yes_or_no == "yes" and len(heard.said.split()) <= 6)


def not_confirmed(heard: Heard) -> bool:
    """A no at the review, or where what is known is to be confirmed."""
    return _to_confirm(heard) and heard.yes_or_no == "no" and len(heard.said.split()) <= 4


def wants_more(heard: Heard) -> str | None:
    """The article shown last, of which more is wanted."""
    return browsing.last_article(heard.state) if heard.said in browsing.MORE else None


# What a message is meant to do, whatever is open.

UNREAD = frozenset({ActKind.ADD, ActKind.CORRECT, ActKind.SUPPOSE})

MAYBE, LIKELY, SURE = 0.2, 0.45, 0.6  # shares of an act: enough to begin something, to answer, to change what is known
_COMMANDS: Mapping[str, Kind] = {
    "back": "back", "cancel": "cancel", "restart": "restart", "forget": "forget", "help": "help", "menu": "menu",
    "again": "repeat", "unknown": "unknown", "skip": "skip", "export": "export", "case": "case",
}  # fmt: skip
_ABOUT = {"identity": "who_answers", "human": "person_wanted", "current": "how_current", "privacy": "privacy"}


def about_bot(heard: Heard) -> str | None:
    """A question about the bot itself: the message that answers it."""
    act = heard.act(ActKind.META, MAYBE)
    return _ABOUT.get(act.target) if act is not None else None


def disputed(heard: Heard) -> bool:
    """A doubt about what was said."""
    act = heard.act(ActKind.META, MAYBE)
    return act is not None and act.target == "dispute" and heard.message.correction_of is None


def commanded(heard: Heard) -> Control | None:
    """A command in somebody's own words."""
    act = heard.act(ActKind.COMMAND, MAYBE)
    kind = _COMMANDS.get(act.target) if act is not None else None
    if kind is None or heard.message.slots:
        return None
    return Control(kind)


def next_wanted(heard: Heard) -> bool:
    """The next step is wanted."""
    act = heard.act(ActKind.COMMAND, MAYBE)
    return act is not None and act.target == "next" and not (heard.waits and heard.plain)


def reminder_wanted(heard: Heard) -> bool:
    """A reminder is wanted."""
    act = heard.act(ActKind.COMMAND, MAYBE)
    if heard.waits and heard.answers_somehow and heard.words <= SHORT_ANSWER:
        return False  # "later" pauses a flow that comes back by itself
    named = _REMIND.search(heard.text) is not None and heard.act(ActKind.START, SURE) is None
    return (act is not None and act.target == "remind") or (named and not reminders_ended(heard) and not heard.question)


def reminders_ended(heard: Heard) -> bool:
    """No more reminders, or no more messages at all, are wanted."""
    act = heard.act(ActKind.COMMAND, MAYBE)
    return (act is not None and act.target == "unsubscribe") or _NO_MORE.match(heard.said) is not None


def reminders_listed(heard: Heard) -> bool:
    """The reminders that are set are wanted."""
    act = heard.act(ActKind.START, MAYBE)
    return act is not None and act.target == "reminders"


def flow_wanted(heard: Heard) -> str | None:
    """A flow is wanted, in somebody's own words."""
    act = heard.act(ActKind.START, LIKELY if heard.waits else MAYBE)
    if act is None or act.target not in heard.state.domain.flows:
        return None
    here = heard.state.flow
    return None if heard.waits and here is not None and here.id == act.target else act.target


def plan_sentence(heard: Heard) -> bool:
    """What may be a sentence or two of a plan document."""
    return heard.act(ActKind.DOCUMENT, MAYBE) is not None


def supposing(heard: Heard) -> bool:
    """Something is supposed, in somebody's own words, of which the message says what."""
    return heard.act(ActKind.SUPPOSE, MAYBE) is not None and bool(heard.message.supposed or heard.message.slots)


def story_with_question(heard: Heard) -> dict[str, Fact] | None:
    """The facts of a story that tells enough to work out the room, and asks something besides."""
    here = heard.state.flow
    told = set(heard.message.slots) & MAIN_NUMBERS
    if len(told) < ENOUGH_NUMBERS or heard.question_beside is None or (heard.waits and here and here.id == NUMBERS):
        return None
    return _figures(heard)


def question_asked(heard: Heard) -> bool:
    """A question that the library answers, whatever figures stand in it."""
    if heard.found.answer is None or (heard.waits and heard.words < 3):
        return False
    asks = _share(heard, ActKind.ASK)
    if heard.asks:
        return asks >= MAYBE or (heard.facts and asks >= OFFERED and heard.act(ActKind.START, LIKELY) is None)
    return asks >= LIKELY and not (heard.facts or heard.waits) and heard.acts[0].kind is ActKind.ASK


def _share(heard: Heard, kind: ActKind) -> float:
    return next((act.share for act in heard.acts if act.kind is kind), 0.0)


def happened(heard: Heard) -> str | None:
    """Something happened: the kind of movement."""
    act = heard.act(ActKind.RECORD, MAYBE)
    if act is None or heard.question or (heard.waits and heard.plain):
        return None
    return act.target


def happened_plainly(heard: Heard) -> str | None:
    """Something happened, told with its dollars and its day, though the words may be a question's too."""
    if heard.question or "?" in heard.text or (heard.waits and heard.plain):
        return None
    act = next((one for one in heard.acts[:3] if one.kind is ActKind.RECORD and one.share >= MAYBE), None)
    return act.target if act is not None and ledger.is_plain(heard.state, heard.text, act.target) else None


def ledger_wanted(heard: Heard) -> bool:
    """The list of what happened is wanted."""
    act = heard.act(ActKind.START, MAYBE)
    return act is not None and act.target == "ledger" and not (heard.waits and heard.plain)


def ledger_edit(heard: Heard) -> ledger.Edit | None:
    """An entry of the ledger, named to be deleted or put right."""
    return ledger.read_edit(heard.state, heard.text)


def added(heard: Heard) -> tuple[Told, ...] | None:
    """Figures that are added to what is known."""
    found = additions(heard.message.facts)
    return found if found and not heard.question else None


def change_unread(heard: Heard) -> ActKind | None:
    """A change, an addition, a supposition or somebody else's figures of which nothing could be read."""
    first = heard.acts[0] if heard.acts else None
    if first is None or heard.facts or heard.question or heard.words < 3 or first.share < MAYBE:
        return None
    other = first.kind is ActKind.TELL and first.target == "other"
    return first.kind if first.kind in UNREAD or other else None


def small_talk(heard: Heard) -> bool:
    """Small talk."""
    return heard.act(ActKind.CHAT, MAYBE) is not None and not heard.message.slots


def foreign(heard: Heard) -> bool:
    """Another topic."""
    return heard.act(ActKind.FOREIGN, SURE) is not None and not (heard.waits and heard.plain)


def several_wishes(heard: Heard) -> tuple[Act, ...] | None:
    """The two or three wishes between which a message cannot be told."""
    if heard.waits or len(heard.acts) < 2 or heard.words < 2 or heard.message.slots:
        return None
    first = heard.acts[0]
    wishes = tuple(
        act
        for act in heard.acts[:3]
        if act.share >= OFFERED
        and (
            (act.kind is ActKind.START and act.target in heard.state.domain.flows)
            or (act.kind is ActKind.ASK and heard.found.score >= OFFERED)
        )
    )
    return wishes if len(wishes) >= 2 and first in wishes and first.share < SURE else None


_REMIND = re.compile(r"\b(?:remind me|ping me|nudge me|set (?:a|me a|up a) reminder)\b", re.IGNORECASE)
_NO_MORE = re.compile(
    r"(?:please )?(?:unsubscribe|don'?t (?:remind|message|ping|text) me|no more (?:reminders|messages)|"
    r"stop (?:reminding|messaging|texting|pinging|sending)\b.*)"
)
_CLEAR = 0.7  # relevance of an article to words that are not put as a question
OFFERED = 0.15  # share of a wish that is worth a button


# While a question is open.


def long_while_waiting(heard: Heard) -> bool:
    """A text too long for an answer."""
    return heard.waits and heard.long


def plain_answer(heard: Heard) -> Reading | None:
    """The open question's answer and, being so short, nothing else."""
    if not heard.waits or heard.reading is None or not heard.reading.plain:
        return None
    slot = heard.state.domain.slots.get(heard.state.question.slot) if heard.state.question is not None else None
    most = SHORTEST_BESIDE_FORMULA if slot is not None and slot.kind == "match" else SHORTEST_MESSAGE
    return heard.reading if heard.words <= most else None


def goes_on(heard: Heard) -> bool:
    """A word for going on with the open question."""
    return heard.waits and not heard.plain and heard.said in RESUMES


def flow_while_waiting(heard: Heard) -> str | None:
    """Another flow, called nearly by its name."""
    return heard.flow_in_passing if heard.waits and (heard.question or not heard.plain) else None


def supposed_while_waiting(heard: Heard) -> bool:
    """Something supposed."""
    return heard.waits and heard.message.hypothetical


def corrects_while_waiting(heard: Heard) -> bool:
    """An earlier answer put right."""
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
    if not heard.waits or reading is None or reading.reason != "guess" or reading.value is None:
        return None
    figure = any(character.isdigit() for character in heard.text)
    return reading if heard.words <= LONGEST_GUESS and (not heard.question or figure) else None


def answered_question(heard: Heard) -> bool:
    """A question that the library answers."""
    return heard.waits and heard.question and heard.words >= 2 and heard.found.answer is not None


def doubtful_answer(heard: Heard) -> Reading | None:
    """An answer with something about it that has to be said or asked."""
    reading = heard.reading
    return reading if heard.waits and reading is not None and reading.reason not in {"", "not_understood"} else None


def facts_while_waiting(heard: Heard) -> bool:
    """Facts that were not asked for."""
    return heard.waits and heard.facts and not heard.question


def clear_article(heard: Heard) -> bool:
    """Words that one article fits clearly, though they are not put as a question."""
    clear = heard.found.score >= _CLEAR and not heard.found.close
    return heard.waits and heard.words >= 2 and heard.found.answer is not None and clear


def unanswered_question(heard: Heard) -> bool:
    """A question without an answer."""
    return heard.waits and heard.asks and not heard.answers_somehow


def waiting(heard: Heard) -> bool:
    """Anything else while a question is open."""
    return heard.waits


# While no question is open.


def facts_in_long_text(heard: Heard) -> bool:
    """A long text with facts in it."""
    return heard.long and heard.may_hold_facts and bool(heard.message.slots)


def too_long(heard: Heard) -> bool:
    """A long text without facts."""
    return heard.long


def resumes_below(heard: Heard) -> str | None:
    """The flow that waits under a finished one, where a word asks to go on."""
    return _waiting_below(heard) if heard.said in GOES_ON else None


def answer_below(heard: Heard) -> tuple[str, Reading] | None:
    """The flow that waits under a finished one, with the short answer that it waits for."""
    flow = _waiting_below(heard)
    if flow is None or heard.words > SHORTEST_MESSAGE:
        return None
    below = heard.state.with_(start_flow(heard.state, flow).session)
    if below.question is None or below.known_from_before or below.domain.slots[below.question.slot].kind in FREE:
        return None
    reading = read_answer(below, heard.text)
    return (flow, reading) if reading is not None and reading.plain else None


def _waiting_below(heard: Heard) -> str | None:
    state = heard.state
    if state.waits:
        return None
    below = [frame.flow for frame in state.unfinished if frame is not state.frame or not state.waits]
    return below[-1] if below else None


def completes(heard: Heard) -> tuple[str, Reading] | None:
    """The slot and the reading of what completes a fact that did not stand by itself ("95 an hour", then "40")."""
    state = heard.state
    partial = state.session.notes.partial
    slot = partial.slot if partial is not None else None
    if slot is None or state.waits or heard.words > LONGEST_COMPLETION:
        return None
    reading = read_for(state, slot, heard.text)
    return (slot, reading) if reading is not None and reading.value is not None else None


def part_of_result(heard: Heard) -> str | None:
    """The payload of the part of a result that is asked for: nearly by its label, or just for the details."""
    state, said = heard.state, heard.said
    if state.outcome is None or len(said.split()) > LONGEST_REQUEST:
        return None
    parts = [button for row in prompt_rows(state) for button in row if button.payload.startswith(payloads.DETAIL + ":")]
    labels = [bare(button.label) for button in parts]
    near = process.extractOne(said, labels, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY)
    if near is not None:
        return parts[near[2]].payload
    return parts[0].payload if parts and _DETAILS.search(said) else None


def another_year(heard: Heard) -> Reading | None:
    """The year for which a result is wanted too, named with next to no other word ("and for 2025?")."""
    state = heard.state
    asked = _OTHER_YEAR.fullmatch(heard.said)
    if asked is None or state.outcome is None or state.position is None or YEAR not in state.position.answers:
        return None
    reading = read_for(state, YEAR, asked["year"])
    return reading if reading is not None and reading.plain else None


def flow_asked_for(heard: Heard) -> str | None:
    """The flow that is asked for by a name of it."""
    return None if heard.waits or heard.long else heard.flow


def supposed(heard: Heard) -> bool:
    """Something supposed."""
    return heard.message.hypothetical


def corrects(heard: Heard) -> bool:
    """An earlier answer of the open flow put right."""
    return heard.facts and heard.message.correction_of is not None and heard.state.flow is not None


def _mentioned(heard: Heard) -> set[str]:
    return {*facts_of(heard.state, heard.text, heard.message.slots), *heard.message.unclear}


def facts_of_flow(heard: Heard) -> Flow | None:
    """The open flow, where facts that it asks for are told."""
    flow = heard.state.flow
    told = heard.message.slots or (heard.message.unclear and not heard.question)
    return flow if told and flow is not None and _mentioned(heard) & flow.slots and not heard.message.question else None


def room_asked(heard: Heard) -> dict[str, Fact] | None:
    """The facts of somebody who asks for the room and tells two figures of it or more."""
    if heard.waits or not asks_how_much(heard.text):
        return None
    facts = _figures(heard)
    return facts if len(set(facts) | set(heard.message.unclear) & set(MAIN_NUMBERS)) >= 2 else None


def figures_of_room(heard: Heard) -> dict[str, Fact] | None:
    """The facts with which the calculation of the room begins, where they show that this is what is wanted."""
    message = heard.message
    if not (message.slots or (message.unclear and not heard.question)):
        return None
    facts = _figures(heard)
    numbers = _mentioned(heard) & heard.state.domain.flows[NUMBERS].slots
    enough = numbers and len((numbers | set(heard.state.session.case)) & MAIN_NUMBERS) >= ENOUGH_NUMBERS
    asked = numbers and asks_how_much(heard.text)
    return facts if len(numbers) >= 2 or asked or (enough and not message.question) else None


def _figures(heard: Heard) -> dict[str, Fact]:
    flow = heard.state.domain.flows[NUMBERS]
    return in_order(flow, facts_of(heard.state, heard.text, heard.message.slots))


def likely_flow(heard: Heard) -> str | None:
    """A flow that is the likeliest wish, though not a clear one, where the library has no answer."""
    first = heard.acts[0] if heard.acts else None
    if first is None or first.kind is not ActKind.START or heard.found.answer is not None or heard.words < 3:
        return None
    return first.target if first.target in heard.state.domain.flows and first.share >= OFFERED else None


def question_with_facts(heard: Heard) -> bool:
    """A question that holds facts."""
    return bool(heard.message.slots) and heard.message.question


def told(heard: Heard) -> bool:
    """Facts that belong to no open flow."""
    return bool(heard.message.slots or (heard.message.unclear and not heard.question))


def no_letters(heard: Heard) -> bool:
    """Signs without a letter."""
    return not any(character.isalpha() for character in heard.text)


def too_short_to_look_up(heard: Heard) -> bool:
    """One or two words that no article fits."""
    return heard.found.answer is None and not heard.question and heard.words <= 2


def anything(_: Heard) -> bool:
    """Anything else."""
    return True
