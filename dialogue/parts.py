"""A message that says two things one after the other: each is done as if it had been said alone.

That is tried only where one of the two can mean nothing but what it says: an order about a reminder or an entry, or the
plain answer to the open question. The other has to be understood as well, else the message is taken as a whole.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from dialogue.conditions.acts import MAYBE
from dialogue.events import Said
from dialogue.heard import Heard, names_somebody
from dialogue.replies import Done, Reply
from dialogue.state import State
from flows.ledger import entries_of
from flows.reminders import reminders_of
from flows.screens import Screen, joined
from flows.session import note
from nlu.acts import ActKind
from nlu.entry_edits import read_entry_edit
from nlu.parts import (
    as_own,
    begins_order,
    clauses_apart,
    holds_order,
    on_that_day,
    sentences_apart,
    speaks_for_oneself,
    speaks_of_another,
    wants_reminder,
)
from nlu.plan_names import read_plan_in_passing
from nlu.put_in import read_put_in
from nlu.questions import asks_within
from nlu.short_answers import stands_alone

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
_HAPPENED: Final = frozenset({"happened, told plainly", "happened", "money put in"})
_ELSEWHERE: Final = frozenset({"happened in another plan", "told of another plan"})
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
        "money put in", "flow wanted", "flow asked for", "result again",
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
        return self.rule in _QUESTIONS and asks_within(self.text)


def one_after_the_other(heard: Heard, decide: Decide, of_whole: Callable[[], str]) -> tuple[str, Reply] | None:
    """The rule of the second part and what both do; None where the message is no two things for sure.

    `of_whole` gives the rule that takes the message as a whole.
    """
    if not isinstance(heard.event, Said) or heard.command is not None or heard.state.session.pending is not None:
        return None
    may_part = _may_part(heard)
    tried = set[tuple[str, str]]()
    for clauses, parted in ((False, sentences_apart), (True, clauses_apart)):
        for first, rest in islice(filter(may_part, parted(heard.text)), _MOST_TRIED):
            if (first.rstrip(_END_MARKS), rest) in tried:
                continue  # a comma or an "and" behind a sentence
            tried.add((first.rstrip(_END_MARKS), rest))
            one = Part(first, *decide(heard.part(heard.state, first)))
            if not one.settled or not (
                one.orders or one.happened or one.tells or one.asks or one.answers or one.elsewhere
            ):
                continue
            spoken_of = heard.state.session.notes.reminder  # "we get paid weekly now, so make it every Wednesday"
            after = heard.state.with_(note(one.reply.session, reminder=one.reply.session.notes.reminder or spoken_of))
            said = on_that_day(as_own(rest), first, heard.state.today) if one.elsewhere else rest
            if not _may_fit(heard, one, said):
                continue
            two = Part(said, *decide(heard.part(after, said)))
            again = f"no, {rest}"  # "…, and the conversion was 900" corrects as well
            if one.rule == _OF_ENTRY and not two.orders and read_entry_edit(again, heard.state.today) is not None:
                corrected = Part(rest, *decide(heard.part(after, again)))
                two = corrected if corrected.rule == _OF_ENTRY else two
            if not two.understood or not _fits(heard, after, one, two, clauses=clauses):
                continue
            if one.happened and two.asks and of_whole() not in _NOT_WORKED_OUT:
                continue  # what is asked about what happened is worked out with its dollars
            return two.rule, _together(one.reply, two.reply)
    return None


def _may_part(heard: Heard) -> Callable[[tuple[str, str]], bool]:
    """Whether two parts of the message may be two things: an order, an event and a question, two people, an answer.

    It looks at their words alone. To decide a part costs as much as to decide a message, so that it is tried only where
    it may come to something.
    """
    kept = reminders_of(heard.state.session) or entries_of(heard.state.session)
    happened = any(act.kind is ActKind.RECORD and act.share >= MAYBE for act in heard.acts[:3])

    def may_part(parts: tuple[str, str]) -> bool:
        first, rest = parts
        if any(wants_reminder(one) or (kept and holds_order(one)) for one in parts):
            return True
        asking = asks_within(first) is not asks_within(rest)
        if asking and (happened or read_put_in(rest if asks_within(first) else first, heard.state.today) is not None):
            return True
        if _of_somebody(first) != _of_somebody(rest) and speaks_for_oneself(rest if _of_somebody(first) else first):
            return True
        return heard.waits and stands_alone(first)

    return may_part


def _of_somebody(text: str) -> bool:
    """Whether `text` speaks of another person or another plan than the writer's own."""
    return speaks_of_another(text) or names_somebody(text) or read_plan_in_passing(text) is not None


def _may_fit(heard: Heard, one: Part, rest: str) -> bool:
    """Whether the `rest` may fit `one` by its words, so that it is worth deciding: `_fits` with less known."""
    if one.elsewhere:
        return speaks_for_oneself(rest)
    if one.answers:
        return _may_answer(heard)
    if one.happened:
        return asks_within(rest) or speaks_for_oneself(one.text)
    return True


def _fits(heard: Heard, after: State, one: Part, two: Part, *, clauses: bool) -> bool:
    """Whether `two` may stand beside `one`: behind a comma or an "and", only what surely begins anew."""
    if (one.elsewhere or two.elsewhere) and one.elsewhere is not two.elsewhere:
        own = two if one.elsewhere else one
        if not speaks_for_oneself(own.text):
            return False  # "my wife is 40 and makes 90k"
        return (one.happened or one.tells or one.elsewhere) and (two.happened or two.tells or two.elsewhere)
    if one.answers:
        return _may_answer(heard) and (two.tells or two.asks)
    if one.orders:
        another = two.rule != one.rule or two.rule == _OF_ENTRY or begins_order(two.text)  # two days are one wish
        again = two.orders and another
        return again or two.asks or (not clauses and (two.tells or two.happened))
    if one.happened:
        return two.asks
    if one.tells:
        same = _asked(after) == _asked(heard.state)
        return two.orders or (two.answers and same)
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
