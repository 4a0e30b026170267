"""When something happened, or the ledger is meant."""

from dialogue import ledger, regular_sums
from dialogue.conditions.acts import MAYBE, SURE
from dialogue.heard import Heard
from dialogue.ledger_edits import Edit, read_edit
from flows.ledger import entries_of
from nlu.acts import WRITING, ActKind
from nlu.entry_edits import asks_back, asks_to_undo, drops_the_last
from nlu.history import History, looks_like_history, read_history
from nlu.ledger_edits import LONGEST, EditWords, read_edit_words, tells_of_entry
from nlu.ledger_questions import DaysAsked, read_days_asked
from nlu.movement_chains import tells_same_again
from nlu.movements import named_kind
from nlu.pay_stubs import read_pay_stub
from nlu.regular_sums import RegularSum, amend, read_regular_sum
from nlu.requests import asks_for_ledger

FEW_WORDS = 8  # a message that is no more may only correct what was just asked about


def happened(heard: Heard) -> str | None:
    """Something happened: the kind of movement."""
    waits = bool(ledger.waiting_entries(heard.state.session))
    likely = [one for one in heard.acts[: 2 if waits else 1] if one.kind is ActKind.RECORD and one.share >= MAYBE]
    act = likely[0] if likely else None  # beside an entry that waits for a yes, another one is as likely as a fact
    if act is None or heard.question or (heard.waits and heard.plain):
        return None
    corrects = heard.message.correction_of is not None and heard.facts
    return None if corrects and act.share < SURE else act.target


def happened_plainly(heard: Heard) -> str | None:
    """Something happened, told with its dollars and its day, though the words may be a question's too."""
    if heard.question or "?" in heard.text or (heard.waits and heard.plain):
        return None
    act = next((one for one in heard.acts[:3] if one.kind is ActKind.RECORD and one.share >= MAYBE), None)
    kind = act.target if act is not None else "" if heard.acts else named_kind(heard.text)
    if not kind and heard.message.slots.keys() == {ledger.MADE} and ledger.is_figure_of_a_day(heard.state, heard.text):
        return "contributed"  # as an answer it would be the sum of today
    return kind if kind and ledger.is_plain(heard.state, heard.text, kind) else None


def regular_sum(heard: Heard) -> RegularSum | None:
    """The same dollars again and again, told for the first time, or more of what was told of them."""
    state = heard.state
    if heard.command is not None or "?" in heard.text or heard.long:
        return None
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
    named = asks_for_ledger(heard.said)
    return named or (act is not None and act.target == "ledger" and not (heard.waits and heard.plain))


def stub(heard: Heard) -> History | None:
    """A pay stub told in words, with several kinds of money in it."""
    if heard.command is not None or heard.question or heard.state.session.pending is not None:
        return None
    return None if heard.waits and heard.plain else read_pay_stub(heard.text, heard.state.today)


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
    """An entry of the ledger, named to be deleted or corrected; the one just kept by "delete that" alone."""
    notes = heard.state.session.notes
    named = read_edit(heard.state, heard.text)
    if named is None and notes.fresh and notes.entry and drops_the_last(heard.text):
        return Edit((notes.entry,), "")
    return named


OF_AN_ENTRY = frozenset({"after_tax_made", "deferral"})  # slots that a movement's dollars may be read for


def waiting_changed(heard: Heard) -> EditWords | None:
    """What an entry that was said back and waits for a yes should say instead: "no, 18,900", "it was on June 14"."""
    state = heard.state
    if heard.button is not None or heard.command is not None or "?" in heard.text:
        return None
    if heard.speaks_of_others:
        return None  # "my roommate did 7,000"
    waiting = ledger.waiting_entries(state.session)
    if not waiting or len(heard.text.split()) > LONGEST:
        return None
    said = heard.text.strip().rstrip(".!")
    named = read_edit_words(said)
    if named is None and heard.acts and heard.acts[0].kind not in WRITING:
        return None  # "remind me on Dec 5"
    if named is None and (heard.apart or heard.message.slots.keys() - OF_AN_ENTRY):
        return None  # facts of somebody's pay or age are no new words for an entry
    wanted = named or EditWords(None, said)
    if wanted.number is not None or not wanted.words or not tells_of_entry(wanted.words, state.today):
        return None
    named_wrong = wanted.old is not None and all(one.amount != wanted.old for one in waiting)
    return None if named_wrong else wanted
