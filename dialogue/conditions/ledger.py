"""When something happened, or the ledger is meant."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from dialogue import regular_sums
from dialogue.conditions.acts import MAYBE, SURE
from dialogue.heard import Heard
from dialogue.ledger import recording, sums, waiting
from dialogue.ledger_edits import Edit, read_edit, read_waiting_edit
from flows.ledger import entries_of, find
from flows.reminders import Purpose, reminders_of
from nlu.acts import WRITING, ActKind
from nlu.asked.sums import told_beside
from nlu.entry_edits import asks_back, asks_to_undo, drops_the_last
from nlu.history import History, looks_like_history, read_history
from nlu.intentions import is_yet_to_come
from nlu.ledger_edits import (
    figure_that_includes,
    read_edit_words,
    takes_back,
    tells_of_double,
    tells_what_really_was,
)
from nlu.ledger_questions import DaysAsked, read_days_asked
from nlu.movements.amounts import has_main_amount, tells_done
from nlu.movements.chains import tells_same_again
from nlu.movements.kinds import denies, is_of_employer, named_kind, rolls_in
from nlu.movements.reading import read_movement
from nlu.pay_stubs import names_several_moneys, read_pay_stub, tells_balances
from nlu.plan_checks import Payee, read_plan_check
from nlu.questions import asks_within
from nlu.regular_sums import Money, RegularSum, amend, read_regular_sum, without_tag
from nlu.reminders.requests import speaks_of_reminding
from nlu.requests import asks_for_ledger

# First acts beside which a movement that is told plainly, in its own words, is one.
_MAY_TELL = frozenset({None, ActKind.ADD, ActKind.ASK, ActKind.START})
_MONEY_ASKED: Mapping[str, Money] = {sums.MADE: "after_tax", "deferral_made": "deferral"}
FEW_WORDS = 8  # a message that is no more may only correct what was just asked about


def put_in(heard: Heard) -> str | None:
    """Money went into the open plan, told with its dollars and its day: the kind of money."""
    told, notes = heard.put_in, heard.state.session.notes
    if told is None or notes.correcting or heard.names_another_plan or told.reading.unsure == "several":
        return None
    return told.kind if _told_anew(heard) is None else None


def check_came(heard: Heard) -> Payee | None:
    """A check came from the plan: its payee, "" where that is not told."""
    if heard.command is not None or heard.state.session.notes.correcting or heard.names_another_plan:
        return None
    return read_plan_check(heard.text, heard.state.today)


def happened(heard: Heard) -> str | None:
    """Something happened: the kind of movement."""
    if _done_as_reminded(heard):
        return "converted"
    waits = bool(waiting.waiting_entries(heard.state.session))
    likely = [one for one in heard.acts[: 2 if waits else 1] if one.kind is ActKind.RECORD and one.share >= MAYBE]
    act = likely[0] if likely else None  # beside an entry that waits for a yes, another one is as likely as a fact
    if _to_come(heard) and "age" not in heard.message.slots:
        return "contributed"
    if act is None or heard.question or (heard.waits and heard.plain) or names_several_moneys(heard.text):
        return None
    if heard.facts and is_of_employer(heard.text):
        return None  # a fact of the room
    if denies(heard.text) and read_movement(heard.text, heard.state.today, act.target) is None:
        return None  # "6k in it, not converted yet"
    corrects = heard.message.correction_of is not None and heard.facts
    return None if corrects and act.share < SURE else act.target


def happened_plainly(heard: Heard) -> str | None:
    """Something happened, told with its dollars and its day, though the words may be a question's too."""
    if heard.question or "?" in heard.text or (heard.waits and heard.plain) or names_several_moneys(heard.text):
        return None
    act = next((one for one in heard.acts[:3] if one.kind is ActKind.RECORD and one.share >= MAYBE), None)
    first = heard.acts[0].kind if heard.acts else None
    kind = act.target if act is not None else named_kind(heard.text) if first in _MAY_TELL else ""
    if not kind and heard.message.slots.keys() == {sums.MADE} and recording.is_figure_of_a_day(heard.state, heard.text):
        return "contributed"  # as an answer it would be the sum of today
    return kind if kind and recording.is_told(heard.state, heard.text, kind) else None


def _done_as_reminded(heard: Heard) -> bool:
    """Dollars told with nothing but that it is done, where what one is reminded of is to convert."""
    reminded = any(one.purpose is Purpose.CONVERT for one in reminders_of(heard.state.session))
    return reminded and not heard.waits and heard.state.session.pending is None and tells_done(heard.text)


def _to_come(heard: Heard) -> bool:
    """Money that is only on its way, told where a reminder might be wanted as well, though none is asked for."""
    first = heard.acts[0] if heard.acts else None
    if first is None or first.kind is not ActKind.COMMAND or first.target != "remind" or heard.waits:
        return False
    return is_yet_to_come(heard.text) and has_main_amount(heard.text) and not speaks_of_reminding(heard.text)


def regular_sum(heard: Heard) -> RegularSum | None:
    """The same dollars again and again, told for the first time, or more of what was told of them.

    Where the words name no money, it is that of the open question.
    """
    found, question = _regular_sum(heard), heard.state.question
    asked = _MONEY_ASKED.get(question.slot) if question is not None else None
    return replace(found, money=asked) if found is not None and not found.money and asked is not None else found


def _regular_sum(heard: Heard) -> RegularSum | None:
    state = heard.state
    if heard.command is not None or heard.long:
        return None
    if asks_within(without_tag(heard.text)):
        return read_regular_sum(told_beside(heard.text).rstrip("."), state.today)
    if (before := regular_sums.told_before(state)) is not None:
        pending = state.session.pending is not None
        first = heard.acts[0].kind if heard.acts else None
        if not pending or first is None or first in WRITING or heard.words <= FEW_WORDS:
            amended = amend(before, heard.text, state.today, asked=not pending)
            if amended is not None:
                return amended
    return None if heard.waits and heard.plain else read_regular_sum(heard.text, state.today)


def same_again(heard: Heard) -> bool:
    """What was written down last came once more."""
    state = heard.state
    if heard.command is not None or state.session.pending is not None or not state.session.notes.entry:
        return False
    return not (heard.waits and heard.plain) and tells_same_again(heard.text)


def days_asked(heard: Heard) -> DaysAsked | None:
    """The entries of some days are asked for, where there are any in the ledger."""
    if heard.command is not None or not entries_of(heard.state.session):
        return None
    return read_days_asked(heard.text, heard.state.today)


def ledger_wanted(heard: Heard) -> bool:
    """The list of what happened is wanted."""
    act = heard.act(ActKind.START, MAYBE)
    if entries_of(heard.state.session) and heard.state.session.pending is None and tells_of_double(heard.text):
        return True
    if asks_for_ledger(heard.said):
        return True
    wished = act is not None and act.target == "ledger" and not (heard.waits and heard.plain)
    return wished and not has_main_amount(heard.text)  # "4,200 so far" tells dollars


def stub(heard: Heard) -> History | None:
    """A pay stub told in words, with several kinds of money in it."""
    if heard.command is not None or heard.question or heard.state.session.pending is not None:
        return None
    return None if heard.waits and heard.plain else read_pay_stub(heard.text, heard.state.today)


def balances(heard: Heard) -> bool:
    """What an account holds by its sources was pasted, which is not what went in this year."""
    return heard.command is None and "\n" in heard.text and tells_balances(heard.text)


def rolled_in(heard: Heard) -> bool:
    """Money of an old plan was rolled into the open one, which is nothing that the ledger or the room knows."""
    return heard.command is None and not heard.waits and has_main_amount(heard.text) and rolls_in(heard.text)


def history(heard: Heard) -> History | None:
    """A pasted table of what a provider booked."""
    if "\n" not in heard.text or not looks_like_history(heard.text):
        return None
    found = read_history(heard.text, heard.state.today)
    return found if found.rows else None


def undone(heard: Heard) -> bool:
    """The last change of the ledger is to be taken back, or what was deleted is wanted again."""
    state = heard.state
    if state.session.notes.undo is None or state.session.pending is not None or heard.command is not None:
        return False
    return asks_back(heard.text) or ((state.session.notes.fresh or not heard.waits) and asks_to_undo(heard.text))


def ledger_edit(heard: Heard) -> Edit | None:
    """An entry of the ledger, named to be deleted or corrected, told anew, or the one just kept by "delete that"."""
    notes = heard.state.session.notes
    if (
        read_waiting_edit(heard.state, heard.text, waiting.waiting_entries(heard.state.session), surely=True)
        is not None
    ):
        return None  # one of those in view, and none that was stored before
    named = _told_anew(heard) or _told_otherwise(heard) or read_edit(heard.state, heard.text)
    if named is None and notes.fresh and notes.entry and drops_the_last(heard.text):
        return Edit((notes.entry,), "")
    return named


def _told_anew(heard: Heard) -> Edit | None:
    """The entry just spoken of, told once more with another amount or another day: "no, I put in 1,500 on Aug 28"."""
    told, number = heard.put_in, heard.state.session.notes.entry
    before = find(heard.state.session, number) if number else None
    if told is None or before is None or before.kind != told.kind or not takes_back(heard.text):
        return None
    same = before.day == told.reading.day or before.amount == told.reading.amount
    return Edit((before.id,), heard.text) if same else None


def _told_otherwise(heard: Heard) -> Edit | None:
    """The one entry of its kind and day, told with what it really was: "on Sep 4 I only converted 900"."""
    state, kind = heard.state, named_kind(heard.text)
    if not kind or not tells_what_really_was(heard.text) or heard.asks or heard.names_another_plan:
        return None
    told = read_movement(heard.text, state.today, kind)
    if told is None or told.unsure or not told.day_said or told.amount is None:
        return None
    there = [one for one in entries_of(state.session) if (one.kind, one.day) == (told.kind, told.day)]
    there = [one for one in there if not one.to_date]
    return Edit((there[0].id,), heard.text) if len(there) == 1 and there[0].amount != told.amount else None


def held_in_figure(heard: Heard) -> Decimal | None:
    """The dollars that are said to hold the entries already, where there are entries and such a sum is known."""
    entries = entries_of(heard.state.session)
    amount = figure_that_includes(heard.text) if entries and heard.command is None else None
    made = heard.state.session.case.get("after_tax_made")
    known = {one.amount for one in entries if one.to_date} | ({Decimal(str(made.value))} if made is not None else set())
    return amount if amount in known else None


OF_AN_ENTRY = frozenset({"after_tax_made", "deferral"})  # slots that a movement's dollars may be read for


def waiting_changed(heard: Heard) -> Edit | None:
    """What an entry that was said back and waits for a yes should say instead: "no, 18,900", "it was on June 14"."""
    state = heard.state
    if heard.button is not None or heard.command is not None or "?" in heard.text:
        return None
    wanted = read_waiting_edit(state, heard.text, waiting.waiting_entries(state.session))
    if wanted is None or heard.speaks_of_others:  # "my roommate did 7,000"
        return None
    if read_edit_words(heard.text.strip().rstrip(".!")) is not None:
        return wanted
    if heard.acts and heard.acts[0].kind not in WRITING:
        return None  # "remind me on Dec 5"
    if heard.apart or heard.message.slots.keys() - OF_AN_ENTRY:
        return None  # facts of somebody's pay or age are no new words for an entry
    return wanted
