"""A message that says two things one after the other: each is done as if it had been said alone.

That is tried only where one of the two can mean nothing but what it says: an order about a reminder or an entry, or the
plain answer to the open question. The other has to be understood as well, else the message is taken as a whole.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import islice
from typing import Final

from dialogue.actions import confirm
from dialogue.conditions.acts import MAYBE
from dialogue.conditions.answers import AnswerAndWish
from dialogue.events import Said
from dialogue.heard import Heard
from dialogue.ledger.waiting import SAID
from dialogue.prompts import prompt
from dialogue.replies import Anew, Done, Prompt, Reply, answer
from dialogue.state import State
from flows.ledger import entries_of
from flows.reminders import reminders_of
from flows.screens import Screen, joined
from flows.session import note
from nlu.acts import ActKind
from nlu.entry_edits import read_entry_edit
from nlu.message.scopes import names_somebody
from nlu.movements.amounts import has_main_amount, tells_done
from nlu.movements.kinds import named_kind
from nlu.movements.reading import read_movement
from nlu.parts import (
    as_own,
    begins_order,
    clauses_apart,
    holds_order,
    on_that_day,
    points_back,
    sentences_apart,
    speaks_for_oneself,
    speaks_of_another,
    wants_reminder,
)
from nlu.plan_names import read_plan_in_passing
from nlu.put_in import read_put_in
from nlu.questions import asks_within
from nlu.short_answers import stands_alone

_SAID_AGAIN: Final = re.compile(r"\b(?:he|she|his|her|hers|him)\b", re.IGNORECASE)
_MOST_TRIED: Final = 4  # ways of parting a message that are tried
_END_MARKS: Final = ".!; "
Decide = Callable[[Heard], tuple[str, Reply]]

# Rules that take words which can hardly mean anything else.
_ORDERS: Final = frozenset(
    {
        "reminder named", "reminder wanted by name", "reminders listed", "reminders ended", "entry of the ledger",
        "change of the ledger undone", "ledger wanted",
    }
)  # fmt: skip
_OF_ENTRY: Final = "entry of the ledger"
_HAPPENED: Final = frozenset({"happened, told plainly", "happened", "money put in", "pay stub told"})
_OF_OTHERS: Final = frozenset({"change not read", "told of others"})  # after which nothing of it is kept
_DOUBTFUL: Final = "doubtful answer"
_ASKED: Final = "question asked"
_LOOKED_UP: Final = "looked up"
_ELSEWHERE: Final = frozenset({"happened in another plan", "told of another plan"})
_LEAST_TOLD: Final = 3  # words of a fact behind an event
_ANSWER: Final = "plain answer"
# Facts of their own that are named.
_FACTS: Final = frozenset(
    {
        "correction, question open", "facts beside", "several facts", "formula beside", "told of another plan", "added",
        "correction", "facts of the open flow", "facts noted", "paydays told", "figures of the room",
    }
)  # fmt: skip
_QUESTIONS: Final = frozenset(
    {
        "question asked", "question answered", "clear article", "result again", "result too early", "flow asked for",
        "match to be worked out", "tax on a conversion", "room asked with figures", "flow wanted", "next asked plainly",
        "next wanted", "deferrals to be added up",
    }
)  # fmt: skip
# What becomes of a message as a whole where its question is not worked out with what happened.
_NOT_WORKED_OUT: Final = frozenset(
    {
        "question asked", "looked up", "question unanswered", "several wishes", "happened", "happened, told plainly",
        "money put in", "flow wanted", "flow asked for", "result again", "question with facts",
    }
)  # fmt: skip
_IN_VAIN: Final = frozenset(
    {
        Done.MISSED, Done.NOT_UNDERSTOOD, Done.STUCK, Done.UNANSWERED, Done.OFFERED, Done.CHANGE_NOT_READ,
        Done.HAPPENED, Done.SMALL_TALK, Done.REMIND_WHEN, Done.STALE,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message, as it is decided alone."""

    text: str
    rule: str
    reply: Reply

    @property
    def understood(self) -> bool:
        """Whether it was not in vain."""
        return self.reply.outcome not in _IN_VAIN

    @property
    def settled(self) -> bool:
        """Whether nothing of it has to be asked back."""
        session = self.reply.session
        return self.understood and session.pending is None and not session.notes.wish_asked

    @property
    def orders(self) -> bool:
        """Whether it is an order about a reminder or an entry of the ledger."""
        return self.rule in _ORDERS

    @property
    def answers(self) -> bool:
        """Whether it answers the open question, and can say nothing else."""
        return self.rule == _ANSWER

    @property
    def tells(self) -> bool:
        """Whether it tells a fact by its name."""
        return self.rule in _FACTS

    @property
    def happened(self) -> bool:
        """Whether it tells a movement."""
        return self.rule in _HAPPENED

    @property
    def elsewhere(self) -> bool:
        """Whether it tells of another plan than the open one."""
        return self.rule in _ELSEWHERE

    @property
    def asks(self) -> bool:
        """Whether it is a question that is answered."""
        answered = self.rule in _QUESTIONS or (self.rule == _LOOKED_UP and self.reply.outcome is Done.ARTICLE)
        return answered and _is_question(self.text)

    @property
    def does_something(self) -> bool:
        """Whether it orders, tells, asks or answers something."""
        return self.orders or self.happened or self.tells or self.asks or self.answers or self.elsewhere


def one_after_the_other(heard: Heard, decide: Decide, of_whole: Callable[[], str]) -> tuple[str, Reply] | None:
    """The rule of the second part and what both do; None where the message is no two things for sure.

    `of_whole` gives the rule that takes the message as a whole.
    """
    if not isinstance(heard.event, Said) or heard.command is not None or heard.state.session.pending is not None:
        return None
    if tells_done(heard.text):
        return None
    may_part = _may_part(heard)
    tried = set[tuple[str, str]]()
    for clauses, parted in ((False, sentences_apart), (True, clauses_apart)):
        for first, rest in islice(filter(may_part, parted(heard.text)), _MOST_TRIED):
            if (first.rstrip(_END_MARKS), rest) in tried:
                continue  # a comma or an "and" behind a sentence
            tried.add((first.rstrip(_END_MARKS), rest))
            if (both := _both(heard, first, rest, decide, of_whole, clauses=clauses)) is not None:
                return both
    return None


def _both(
    heard: Heard, first: str, rest: str, decide: Decide, of_whole: Callable[[], str], *, clauses: bool
) -> tuple[str, Reply] | None:
    """The rule of the second part and what both do; None where these two are no two things for sure."""
    one = Part(first, *decide(heard.part(heard.state, first)))
    if not one.settled or one.rule in _OF_OTHERS:
        return _beside_unsettled(heard, one, rest, decide, of_whole)
    said = on_that_day(as_own(rest), first, heard.state.today) if one.elsewhere else rest
    if not one.does_something or not _may_fit(heard, one, said):
        return None
    spoken_of = heard.state.session.notes.reminder  # "we get paid weekly now, so make it every Wednesday"
    after = heard.state.with_(note(one.reply.session, reminder=one.reply.session.notes.reminder or spoken_of))
    two = Part(said, *decide(heard.part(after, said)))
    again = f"no, {rest}"  # "…, and the conversion was 900" corrects as well
    if one.rule == _OF_ENTRY and not two.orders and read_entry_edit(again, heard.state.today) is not None:
        corrected = Part(rest, *decide(heard.part(after, again)))
        two = corrected if corrected.rule == _OF_ENTRY else two
    if one.happened and not two.asks and not two.tells:
        two = _looked_up(heard, after, rest, decide) or two
    beside = one.happened and _is_question(rest)  # an event is never lost for what is asked about it
    if not (two.understood or beside) or not _fits(heard, after, one, two, clauses=clauses):
        return None
    if beside and of_whole() not in _NOT_WORKED_OUT:
        return None  # what is asked about what happened is worked out with its dollars
    return two.rule, _together(one.reply, two.reply)


def _beside_unsettled(
    heard: Heard, one: Part, rest: str, decide: Decide, of_whole: Callable[[], str]
) -> tuple[str, Reply] | None:
    """What is done where the first part is not: it asks something back, or is of somebody of whom nothing is kept."""
    if one.rule in _OF_OTHERS and _of_somebody(one.text) and speaks_for_oneself(rest):
        own = Part(rest, *decide(heard.part(heard.state, rest)))
        return (own.rule, _together(one.reply, own.reply)) if own.happened and own.settled else None
    if one.orders:
        return _order_last(heard, one, rest, decide)
    if one.rule == _DOUBTFUL:
        return _event_for_later(heard, one, rest, decide)
    if not one.understood or not (one.happened or one.elsewhere):
        return None
    return _asked_back_last(heard, one, rest, decide, of_whole)


def _order_last(heard: Heard, one: Part, rest: str, decide: Decide) -> tuple[str, Reply] | None:
    """Another order first, where the first one asks something back: its question stands last."""
    two = Part(rest, *decide(heard.part(heard.state, rest)))
    if not two.orders or not two.settled or two.rule == one.rule:
        return None
    again = Part(one.text, *decide(heard.part(heard.state.with_(two.reply.session), one.text)))
    return (again.rule, _together(two.reply, again.reply)) if again.rule == one.rule else None


def _asked_back_last(
    heard: Heard, one: Part, rest: str, decide: Decide, of_whole: Callable[[], str]
) -> tuple[str, Reply] | None:
    """What is beside an event that asks something back, and then the event, so that its question stands last."""
    said = on_that_day(as_own(rest), one.text, heard.state.today) if one.elsewhere else rest
    if one.elsewhere and not speaks_for_oneself(rest):
        return None
    two = Part(said, *decide(heard.part(heard.state, said)))
    if two.happened and one.elsewhere and two.understood and not two.settled:
        return one.rule, _told_later(heard, one.reply, rest)
    if not two.asks and not two.tells and not one.elsewhere:
        two = _looked_up(heard, heard.state, rest, decide) or two
    asked = _is_question(rest) and not one.elsewhere and two.reply.session.pending is None
    told = two.tells and len(rest.split()) >= _LEAST_TOLD
    fits = two.settled and (two.asks or told or (one.elsewhere and two.happened))
    if not (asked or fits):
        return None
    if asked and of_whole() not in _NOT_WORKED_OUT:
        return None
    again = Part(one.text, *decide(heard.part(heard.state.with_(two.reply.session), one.text)))
    return (again.rule, _together(two.reply, again.reply)) if again.rule == one.rule else None


def _event_for_later(heard: Heard, one: Part, rest: str, decide: Decide) -> tuple[str, Reply] | None:
    """The answer that is asked about, and that nothing is stored yet of the event told behind it."""
    if one.reply.session.pending is None or not Part(rest, *decide(heard.part(heard.state, rest))).happened:
        return None
    return one.rule, _told_later(heard, one.reply, rest)


def _told_later(heard: Heard, reply: Reply, rest: str) -> Reply:
    """`reply`, which asks something back, with the word that nothing is stored yet of `rest`."""
    later = heard.state.domain.message("ledger_first", said=escape(rest[:SAID], quote=False))
    return replace(reply, lead=joined([reply.lead, later]))


def _looked_up(heard: Heard, state: State, rest: str, decide: Decide) -> Part | None:
    """The question at the end of the message that only its beginning explains, as the whole finds its article."""
    if not _is_question(rest):
        return None
    found = Part(heard.text, *decide(heard.part(state, heard.text)))
    noted = found.reply.session.household.plans != state.session.household.plans
    return found if found.rule == _ASKED and found.reply.outcome is Done.ARTICLE and not noted else None


def _may_part(heard: Heard) -> Callable[[tuple[str, str]], bool]:
    """Whether two parts of the message may be two things: an order, an event and a question, two people, an answer.

    It looks at their words alone. To decide a part costs as much as to decide a message, so that it is tried only where
    it may come to something.
    """
    kept = reminders_of(heard.state.session) or entries_of(heard.state.session)
    happened = any(act.kind is ActKind.RECORD and act.share >= MAYBE for act in heard.acts[:3])

    def may_part(parts: tuple[str, str]) -> bool:
        first, rest = parts
        if heard.names_others and _SAID_AGAIN.search(rest) is not None:
            return False  # who "he" is stands in the first part: "my friend put in 5k and he's at 33k now"
        if any(wants_reminder(one) or (kept and holds_order(one)) for one in parts):
            return True
        if happened and has_main_amount(rest) and _one_moves(first, rest, heard.state.today):
            return True
        asking = _is_question(first) is not _is_question(rest)
        if asking and (happened or _tells_event(rest if _is_question(first) else first, heard.state.today)):
            return True
        if _of_somebody(first) != _of_somebody(rest) and speaks_for_oneself(rest if _of_somebody(first) else first):
            return True
        return heard.waits and stands_alone(first)

    return may_part


def _tells_event(text: str, today: date) -> bool:
    """Whether `text` tells of money that moved, by its own words."""
    kind = named_kind(text)
    return read_put_in(text, today) is not None or (bool(kind) and read_movement(text, today, kind) is not None)


def _is_question(text: str) -> bool:
    return asks_within(text) or text.endswith("?")


def _one_moves(first: str, rest: str, today: date) -> bool:
    """Whether one of two parts alone tells of money that moved, so that the other tells something else."""
    kinds = [named_kind(one) or (told.kind if (told := read_put_in(one, today)) else "") for one in (first, rest)]
    return kinds[0] != kinds[1]


def _of_somebody(text: str) -> bool:
    """Whether `text` speaks of another person or another plan than the writer's own."""
    return speaks_of_another(text) or names_somebody(text) or read_plan_in_passing(text) is not None


def _may_fit(heard: Heard, one: Part, rest: str) -> bool:
    """Whether the `rest` may fit `one` by its words, so that it is worth deciding: `_fits` with less known."""
    if one.elsewhere:
        return speaks_for_oneself(rest)
    if one.answers:
        return heard.waits
    if one.happened:
        return _is_question(rest) or speaks_for_oneself(one.text) or len(rest.split()) >= _LEAST_TOLD
    return True


def _fits(heard: Heard, after: State, one: Part, two: Part, *, clauses: bool) -> bool:
    """Whether `two` may stand beside `one`: behind a comma or an "and", only what surely begins anew."""
    if (one.elsewhere or two.elsewhere) and one.elsewhere is not two.elsewhere:
        own = two if one.elsewhere else one
        if not speaks_for_oneself(own.text):
            return False  # "my wife is 40 and makes 90k"
        return (one.happened or one.tells or one.elsewhere) and (two.happened or two.tells or two.elsewhere)
    if one.answers:
        return (heard.waits and two.happened) or (_may_answer(heard) and (two.tells or two.asks))
    if one.orders:
        another = two.rule != one.rule or two.rule == _OF_ENTRY or begins_order(two.text)  # two days are one wish
        again = two.orders and another
        return again or two.asks or (not clauses and (two.tells or two.happened))
    if one.happened:
        told = two.tells and len(two.text.split()) >= _LEAST_TOLD  # "Nov 6, 2025" is one day
        return two.asks or told or _is_question(two.text)
    if one.tells:
        same = _asked(after) == _asked(heard.state)
        return two.orders or two.happened or (two.answers and same)
    return two.orders or (two.happened and two.settled)  # a figure beside a question may be its case


def _may_answer(heard: Heard) -> bool:
    """Whether a question is open that the message as a whole does not answer plainly."""
    return heard.waits and not heard.plain and _asked(heard.state) not in heard.message.slots


def _asked(state: State) -> str:
    return state.question.slot if state.question is not None else ""


def _together(one: Reply, two: Reply) -> Reply:
    """Both replies as one, in their order; what is then open is asked as the second one has it."""
    screens, lead = one.screens, joined([one.lead, two.lead])
    if two.screens and one.lead:
        screens, lead = (*screens, Screen(one.lead)), two.lead
    return replace(
        two,
        screens=(*screens, *two.screens),
        lead=lead,
        effects=(*one.effects, *two.effects),
        took=one.took or two.took,
        whole=one.whole or two.whole,
    )


def answer_and_wish(heard: Heard, parts: AnswerAndWish, decide: Anew) -> Reply:
    """Takes the answer, or the yes with the result that it leads to, and then does what is wanted behind it."""
    state, told = heard.state, parts.answer
    first = confirm(state) if told is None else answer(state, told.said, told.value, told.slot)
    after = state.with_(first.session)
    if told is not None and points_back(parts.rest):
        return first  # what the answer comes to is said with it
    result = prompt(after, first.lead) if told is None and after.outcome is not None else None
    _, second = decide(after, Said(parts.rest))
    if result is not None and second.session.frames == first.session.frames and second.prompt is Prompt.ALWAYS:
        return second  # it shows the result itself
    if result is not None:
        return replace(second, screens=(*first.screens, result, *second.screens))
    return replace(second, screens=(*first.screens, *second.screens), lead=joined([first.lead, second.lead]), took=True)
