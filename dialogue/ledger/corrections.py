"""Corrects entries of the ledger by what is said of them, moves them to another plan, and takes them out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from content.templates import money, said_date
from dialogue.ledger.checkpoints import figure_that_holds
from dialogue.ledger.in_step import put_in_step
from dialogue.ledger.keeping import ask_about_all, go_on, questions_of_corrected
from dialogue.ledger.saying import (
    SHOWN,
    done,
    ledger_button,
    say,
    to_plan_button,
    to_year,
    undo_button,
    undoable,
    words_of,
)
from dialogue.ledger.sums import year_sums
from dialogue.ledger.waiting import CONFIRM, DAY, SAID, in_its_plan, waiting_entries
from dialogue.ledger_edits import Edit, plan_in
from dialogue.plans_called import plan_called
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.household.plan import plan_id
from flows.household.words import plan_name
from flows.ledger import (
    WENT_IN,
    Entry,
    add,
    correct,
    delete,
    entries_of,
    find,
    taken_back,
    undo_from_json,
    undo_to_json,
)
from flows.screens import Screen, rows_of
from flows.session import note, to_plan
from nlu.entry_edits import all_own, read_account, read_new_kind, read_other_month, read_other_year, went_to_roth_ira
from nlu.ledger_edits import tells_loss, tells_own_part
from nlu.movements.chains import what_happened
from nlu.movements.days import read_day
from nlu.movements.reading import read_movement
from nlu.plan_names import PlanNamed

_TO_CHOOSE: Final = 12  # entries offered as buttons


def change_waiting(state: State, wanted: Edit) -> Reply:
    """Puts the words of `wanted` into an entry that waits for a yes, and asks about it again where a doubt is left.

    The number in `wanted` is its place among them; of several that may be meant nothing is changed.
    """
    return in_its_plan(state, lambda there: _change_waiting(there, wanted))


def _change_waiting(state: State, wanted: Edit) -> Reply:
    entries, pending = waiting_entries(state.session), state.session.pending
    if wanted.which:
        meant = [words_of(state, entries[place - 1]) for place in wanted.numbers]
        return say(state, "ledger_which_waits", "which waits", entries="; ".join(meant))
    place = wanted.numbers[0] - 1
    state = state.without_pending()
    before = entries[place]
    changed = _changed(state, before, wanted.words)
    if isinstance(changed, Reply):
        return changed
    entries[place], doubtful = changed
    if len(entries) > 1:
        return ask_about_all(state, entries, wanted.words)
    guessed = pending is not None and pending.extra is not None and entries[place].day == before.day
    doubtful = doubtful or _kind_in_doubt(state, before, entries[place])
    return go_on(state, entries[place], [DAY] if guessed else [CONFIRM] if doubtful else [])


def _kind_in_doubt(state: State, before: Entry, after: Entry) -> bool:
    """Whether what happened was only guessed of the entry `before`, and `after` has no other word for it."""
    told = read_movement(what_happened(before.said), state.today, read_as(before))
    return before.kind == after.kind and told is not None and told.unsure == "kind"


def edit(state: State, wanted: Edit) -> Reply:
    """Deletes the entries that are named, or corrects the one by the words of `wanted`; asks which one is meant."""
    state = state.without_pending()
    found = [one for number in wanted.numbers if (one := find(state.session, number)) is not None]
    if not found:
        number = next((one for one in wanted.numbers if one), 0)
        return say(state, "ledger_no_entry", "no entry", number=number)
    if wanted.which:
        return _ask_which(state, found, wanted.words)
    if not wanted.words:
        return take_out(state, *(one.id for one in found))
    if (plan := plan_in(wanted.words)) is not None and not tells_own_part(wanted.words):
        return _move(state, found, plan)
    if len(found) > 1:
        return _change_all(state, found, wanted.words)
    changed = _changed(state, found[0], wanted.words)
    if isinstance(changed, Reply):
        return changed
    new, doubtful = changed
    return go_on(state, new, [CONFIRM] if doubtful else questions_of_corrected(new))


def _change_all(state: State, found: Sequence[Entry], words: str) -> Reply:
    """Puts the same words into each entry that was named: "both of November were 1,250"."""
    after, lines = state.session, list[str]()
    for one in found:
        changed = _changed(state, one, words)
        if isinstance(changed, Reply):
            return changed
        after = correct(after, changed[0])
        lines.append(state.domain.message("ledger_corrected", entry=words_of(state, changed[0]), number=one.id))
    after = undoable(after, put=tuple(found))
    after, in_step = put_in_step(state, after)
    after = note(after, entry=found[-1].id, correcting=False)
    lines += [*year_sums(state, after, found[-1].day.year, above=False), *in_step]
    return done(after, lines, [undo_button(state, found[-1]), to_year(state, found[-1].day.year)], "several changed")


def _ask_which(state: State, found: Sequence[Entry], words: str) -> Reply:
    """Asks which of the entries is to be deleted, or to say what `words` say."""
    shown = found[-_TO_CHOOSE:]
    word = "fixto" if words else "undo"
    buttons = [ledger_button(state, "button_ledger_entry", word, str(one.id), number=one.id) for one in shown]
    lines = [state.domain.message("ledger_line", number=one.id, entry=words_of(state, one)) for one in shown]
    text = "\n".join([state.domain.message("ledger_which"), *lines])
    session = note(state.session, fixing=words[:SAID] or None)
    return Reply(session, (Screen(text, rows_of(buttons)),), prompt=Prompt.NEVER, outcome=Done.LEDGER, detail="which")


def fix_to(state: State, entry: Entry) -> Reply:
    """Corrects the entry that was chosen by the words that waited for it."""
    words = state.session.notes.fixing
    return edit(state, Edit((entry.id,), words)) if words else open_entry(state, entry)


def _move(state: State, entries: Sequence[Entry], called: PlanNamed) -> Reply:
    """Moves the entries to the plan that was called; the plan that is open stays open."""
    here = state.session.household.open
    plan = plan_called(state.session.household, called)
    if plan == here:
        return say(state, "ledger_unread", "unread", number=entries[0].id)
    after, gone = state.session, list[Entry]()
    for one in entries:
        after, taken = delete(after, one.id)
        gone.append(taken)
    after, in_step = put_in_step(state, after)
    try:
        there = state.with_(to_plan(after, plan))
        moved, kept = there.session, list[Entry]()
        for one in gone:
            moved, added = add(moved, replace(one, id=0))
            kept.append(added)
    except ValueError:
        return say(state, "ledger_full", "full")
    moved, _ = put_in_step(there, moved)
    after = note(to_plan(moved, here), entry=None, correcting=False, undo=None)
    name = plan_name(state.domain.library, after.household, plan)
    lines = [
        state.domain.message("ledger_moved", number=before.id, plan=name, entry=words_of(state, one))
        for before, one in zip(gone, kept, strict=True)
    ]
    lines += [*year_sums(state, after, gone[-1].day.year, above=False), *in_step]
    return done(after, lines, [to_plan_button(state, plan, name)], "moved")


def _changed(state: State, entry: Entry, words: str) -> tuple[Entry, bool] | Reply:
    """The entry with what `words` say in it, and whether that is in doubt; the answer where they say nothing of it."""
    if (other := read_new_kind(words)) is not None and other.kind != entry.kind:
        went_in = other.kind in WENT_IN
        kind: Any = other.kind
        return replace(
            entry, kind=kind, account=other.account, basis=None if went_in else entry.basis, code="", reason="",
            to_date=entry.to_date and other.kind in ("contributed", "converted", "rolled", "deferred"),
        ), False  # fmt: skip
    if entry.kind == "converted" and went_to_roth_ira(words):
        return replace(entry, kind="rolled", account="roth_ira"), False
    if (account := read_account(words, entry.kind)) and account != entry.account:
        return replace(entry, account=account), False
    if (year := read_other_year(words, state.today)) is not None:
        return replace(entry, day=_in_year(entry.day, year)), False
    if tells_loss(words):  # what went in was worth more: all that moved is the person's own
        return replace(entry, basis=entry.amount), False
    if tells_own_part(words):  # read beside the entry's own amount: "50 of that is growth"
        part = read_movement(f"{money(entry.amount)}, {words}", state.today, read_as(entry))
        if part is not None and part.own is not None:
            return replace(entry, basis=min(entry.amount, part.own), said=words), False
    reading = read_movement(words, state.today, read_as(entry))
    if reading is None or reading.amount is None:
        day = read_day(words, state.today)
        if day is None and (month := read_other_month(words, entry.day, state.today)) is not None:
            return replace(entry, day=month), True  # the day of the month is only taken over
        if day is None and not all_own(words):
            return say(state, "ledger_unread", "unread", number=entry.id)
        return replace(entry, day=day or entry.day, basis=entry.amount if all_own(words) else entry.basis), False
    if reading.unsure == "future":
        return say(state, "ledger_future", "future", day=said_date(reading.day))
    day = reading.day if reading.day_said else entry.day
    own = reading.amount if all_own(words) else reading.own
    if own is None and entry.basis is not None and entry.basis <= reading.amount:
        own = entry.basis  # another amount says nothing of the part that was told before
    new = replace(entry, amount=reading.amount, basis=own, day=day, said=words, sure=False)
    return new, reading.unsure in ("amount", "kind")


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 28 February for the 29th."""
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


def read_as(entry: Entry) -> str:
    """The kind as which new words for the entry are read."""
    return "contributed" if entry.kind in ("deferred", "matched") else entry.kind


def choose(state: State, year: int) -> Reply:
    """Offers the latest entries of the year, each to be corrected or taken out."""
    mine = [one for one in entries_of(state.session) if one.day.year == year][-_TO_CHOOSE:]
    buttons = [ledger_button(state, "button_ledger_entry", "entry", str(one.id), number=one.id) for one in mine]
    lines = [state.domain.message("ledger_line", number=one.id, entry=words_of(state, one)) for one in mine]
    text = "\n".join([state.domain.message("ledger_choose"), *lines])
    return Reply(
        state.session, (Screen(text, rows_of(buttons)),), prompt=Prompt.NEVER, outcome=Done.LEDGER, detail="choose"
    )


def open_entry(state: State, entry: Entry) -> Reply:
    """One entry, to be corrected or taken out."""
    rows = rows_of(
        [
            ledger_button(state, "button_ledger_fix", "fix", str(entry.id)),
            ledger_button(state, "button_ledger_delete", "undo", str(entry.id)),
        ]
    )
    text = state.domain.message("ledger_line", number=entry.id, entry=words_of(state, entry))
    session = note(state.session, entry=entry.id)
    return Reply(session, (Screen(text, rows),), prompt=Prompt.NEVER, outcome=Done.LEDGER, detail="entry")


def ask_words(state: State, entry: Entry) -> Reply:
    """Asks what an entry should say; the next message that fits is taken for it."""
    session = note(state.without_pending().session, entry=entry.id, correcting=True)
    lead = state.domain.message("ledger_fix", number=entry.id, entry=words_of(state, entry))
    return Reply(session, (Screen(lead),), prompt=Prompt.NEVER, outcome=Done.LEDGER, detail="correcting")


def take_out(state: State, *numbers: int) -> Reply:
    """Takes the entries of these `numbers` out, which are there, and says what that leaves."""
    just_kept = undo_from_json(state.session.notes.undo)
    after, taken = state.session, list[Entry]()
    for number in numbers:
        after, gone = delete(after, number)
        taken.append(gone)
    after = undoable(after, put=tuple(taken))
    after, in_step = put_in_step(state, after)
    after = note(after, entry=None, correcting=False)
    lines = [state.domain.message("ledger_deleted", entry=words_of(state, one), number=one.id) for one in taken]
    years_of = sorted({one.day.year for one in taken}, reverse=True)
    lines += [line for year in years_of for line in year_sums(state, after, year, above=False)] + in_step
    back = ledger_button(state, "button_ledger_back", "back", str(taken[-1].id))
    figure = (
        None if just_kept is not None and set(numbers) <= {*just_kept.drop} else figure_that_holds(after, taken[-1])
    )
    off = []
    if figure is not None and figure.answered and not taken[-1].to_date:
        amount = money(figure.amount)
        lines.append(state.domain.message("ledger_was_in_figure", amount=amount, count=len(taken)))
        off.append(ledger_button(state, "button_ledger_off", "off", str(figure.id), amount=amount))
    return done(after, lines, [*off, back, to_year(state, years_of[0])], "deleted")


def take_back(state: State) -> Reply:
    """Takes the last change of the ledger back, in the plan in which it was made; a second time makes it again."""
    undo = undo_from_json(state.session.notes.undo)
    if undo is None:
        return say(state, "ledger_no_undo", "no undo")
    here = state.session.household.open
    state = state.without_pending()
    try:
        there = state.with_(to_plan(state.session, plan_id(undo.plan)))
    except ValueError:
        return say(state, "ledger_no_undo", "no undo")
    after, again = taken_back(there.session, undo)
    changed_there, in_step = put_in_step(there, note(after, undo=undo_to_json(again)))
    back = {one.id for one in undo.put} - {one.id for one in again.put}
    spoken_of = undo.put[-1].id if undo.put else None
    after = note(
        to_plan(changed_there, here),
        entry=spoken_of if here == there.session.household.open else None,
        correcting=False,
    )
    lines = [
        state.domain.message(
            "ledger_back" if one.id in back else "ledger_as_before", entry=words_of(state, one), number=one.id
        )
        for one in undo.put[:SHOWN]
    ]
    gone = [one for one in again.put if one.id in undo.drop]
    lines += [state.domain.message("ledger_deleted", entry=words_of(state, one), number=one.id) for one in gone[:SHOWN]]
    if len(undo.put) + len(gone) > SHOWN:
        lines.append(state.domain.message("ledger_list_more", count=len(undo.put) + len(gone) - SHOWN))
    changed = [*undo.put, *gone]
    for year in sorted({one.day.year for one in changed}, reverse=True)[:3]:
        lines += year_sums(there, changed_there, year, above=False)
    lines += in_step
    latest = max((one.day.year for one in changed), default=0)
    return done(after, lines, [to_year(state, latest)], "taken back")
