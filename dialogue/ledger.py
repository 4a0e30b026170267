"""The ledger in the talk: takes down what happened, shows it with its sums, and takes entries out or corrects them.

What was said plainly is kept at once, with a way to undo it. Where anything had to be guessed, it is said back first
and kept only when the person agrees.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from html import escape
from typing import Any, Final

from pydantic import ValidationError

from content.templates import money, percent, said_date
from core.capacity import CapacityResult
from core.deferrals import excess_deferral_due
from core.form_1099_r import ExpectedForm
from core.limits import LimitsNotPublished
from core.money import ZERO
from core.movements import Note, YearInput, movements_of_year
from core.reading import InputError
from core.sixty_days import last_day_to_put_in
from dialogue import talking
from dialogue.ledger_edits import Edit, plan_in, read_edit
from dialogue.menus import menu_row
from dialogue.plans_called import plan_called
from dialogue.replies import Done, Prompt, Reply, hold
from dialogue.state import State
from flows import payloads
from flows.definitions.guide import this_years_room
from flows.definitions.year_end import schedule_of
from flows.engine.answers import Answers
from flows.engine.results import View
from flows.household.plan import MINE, PlanId, plan_id
from flows.household.words import plan_name
from flows.ledger import (
    KINDS,
    Entry,
    EntryKind,
    Undo,
    WentIn,
    add,
    add_all,
    by_month,
    checkpoint,
    comes_after,
    correct,
    counts_still,
    delete,
    difference,
    entries_of,
    find,
    from_json,
    given_back,
    holds,
    in_order,
    missing_for_core,
    taken_back,
    to_json,
    to_movements,
    total,
    unconverted,
    undo_from_json,
    undo_to_json,
    years,
)
from flows.ledger_words import entry_words
from flows.pace import SAMPLE_RETURN, likely_growth, pace, stop
from flows.screens import Button, Picture, Rows, Screen, joined, rows_of
from flows.session import Candidate, Fact, PendingKind, Session, forget_slots, learn, note, to_plan
from flows.values import changed
from nlu.entities.reading import to_json as plain_json
from nlu.entry_edits import all_own, read_account, read_new_kind, read_other_month, read_other_year, went_to_roth_ira
from nlu.ledger_edits import tells_loss, tells_own_part
from nlu.ledger_questions import DaysAsked
from nlu.movement_chains import what_happened
from nlu.movements import MovementReading, has_main_amount, is_yet_to_come, moves_the_rest, read_day, read_movement
from nlu.plan_checks import OF_PAYEE, Payee, read_plan_check
from nlu.plan_names import PlanNamed
from nlu.several_movements import left_out, read_movements, tells_more_than_one

# The answers that the ledger's sums of the year keep in step.
IN_STEP: Final[Mapping[WentIn, str]] = {
    "contributed": "after_tax_made",
    "deferred": "deferral_made",
}
MADE: Final = IN_STEP["contributed"]
DEFERRAL: Final = "deferral"  # of the whole year; what the plan gives back of it is taken off
CONFIRM, AMOUNT, REASON, ACCOUNT, PAYEE = (
    PendingKind.LEDGER, PendingKind.LEDGER_AMOUNT, PendingKind.LEDGER_REASON, PendingKind.LEDGER_ACCOUNT,
    PendingKind.LEDGER_PAYEE,
)  # fmt: skip
DAY: Final = "ledger_day"  # to be confirmed too: that the day was taken to be today
LIST: Final = PendingKind.LEDGER_LIST
REGULAR, MONEY = PendingKind.LEDGER_REGULAR, PendingKind.LEDGER_MONEY
ASKED: Final = frozenset(
    {CONFIRM, AMOUNT, REASON, ACCOUNT, PAYEE, LIST, REGULAR, MONEY}
)  # kinds of open questions about an entry
# What went in where only the plan is named: the label of the button, and the kind of entry.
MONEYS: Final[Mapping[str, EntryKind]] = {
    "ledger_money_after_tax": "contributed",
    "ledger_money_deferral": "deferred",
}
REASONS: Final = ("acp_after_tax", "annual_additions", "deferral_excess", "adp", "")
TOLD_ALONE: Final = ("auto_enrollment",)  # reasons that are told, but rare enough not to be offered
ACCOUNTS: Final = ("after_tax", "roth_401k", "roth_ira", "pretax", "traditional_ira", "")
_SHOWN: Final = 25  # entries in one message
_TO_CHOOSE: Final = 12  # entries offered as buttons
_SAID: Final = 120  # characters of a message that are kept beside a question
_FRESH: Final = 10  # days after which a conversion should have arrived
_EXCESS: Final = "line_1h_excess_deferral"  # the line of the core for deferrals paid back after their year
_SOME_AGE: Final = 45  # the forms shown do not depend on the age; core asks for one


def record(state: State, text: str, kind: str) -> Reply:
    """Takes down what `text` says happened; where nothing can be read, says so, and that nothing was kept.

    What waits for a yes is listed with it; any other question about an entry stays open.
    """
    text = what_happened(text)
    reading = read_movement(text, state.today, kind)
    if reading is None and is_yet_to_come(text) and has_main_amount(text):
        return _said(state, "ledger_to_come", "future")
    if reading is None:
        told = tuple(dict.fromkeys([*state.session.notes.told, kind]))
        return talking.happened(state.with_(note(state.session, told=told)), kind)
    reply = _record(state, text, kind, reading)
    pending = state.session.pending
    if pending is None or pending.kind not in ASKED or waiting_here(state.session):
        return reply
    if reply.session.pending is None:
        return replace(reply, session=with_waiting(state, reply.session))
    return _said(state, "ledger_first", "first", said=escape(text[:_SAID], quote=False))


def _record(state: State, text: str, kind: str, reading: MovementReading) -> Reply:
    waiting = _waiting(state.session, reading)
    bare = state.without_pending()
    reading = _with_all_own(state, reading, text)
    if reading.unsure == "several" or tells_more_than_one(text, state.today, kind):
        several = read_movements(text, state.today, kind)
        if several:
            entries = [_entry(one, text) for one in several]
            guessed = "" if all(one.day_said for one in several) else state.domain.message("ledger_day_taken")
            left = ", ".join(money(one) for one in left_out(text, state.today))
            also = state.domain.message("left_over", amounts=left) if left else ""
            return ask_about_all(bare, [*waiting, *entries], text, "\n".join(filter(None, [also, guessed])))
        amounts = ", ".join(money(one) for one in reading.amounts)
        return _said(state, "ledger_several", "several", amounts=amounts)
    if reading.unsure == "future":
        return _said(state, "ledger_future", "future", day=said_date(reading.day))
    entry = _check_entry(_entry(reading, text)) if kind == "withdrew" else _entry(reading, text)
    if reading.amounts:
        rest = _questions(reading, entry, confirm=not reading.day_said)
        shown = tuple(
            _candidate(money(amount), replace(entry, amount=amount), rest, waiting)
            for amount in reading.amounts
            if amount > 0
        )
        return hold(bare, "", text, shown, AMOUNT)
    return _go_on(bare, entry, _questions(reading, entry, confirm=reading.unsure not in ("", "money")), waiting)


def _with_all_own(state: State, reading: MovementReading, text: str) -> MovementReading:
    """A conversion of all that was left, whose own part is the own money of the entries that was left."""
    left = _left_before(state, reading.kind, reading.day) if moves_the_rest(text) else ZERO
    if reading.own is not None or reading.amount is None or reading.to_date or left <= 0:
        return reading
    return replace(reading, own=min(left, reading.amount))


def _left_before(state: State, kind: str, day: date) -> Decimal:
    """Own money in dollars that was left in the after-tax account for a conversion or rollover on `day`."""
    return unconverted(with_told(state), day.year) if kind in ("converted", "rolled") else ZERO


def _rest_words(state: State, kept: Entry) -> str:
    """What follows where all that was left was moved: its growth, or that more should have been left."""
    if not moves_the_rest(kept.said) or kept.to_date or kept.basis is None:
        return ""
    left = _left_before(state, kept.kind, kept.day)
    if left < kept.basis or left <= 0:
        return ""
    apart = {"left": money(left), "growth": money(kept.amount - kept.basis), "less": money(left - kept.amount)}
    return state.domain.message("ledger_rest", below=left > kept.amount, **apart)


def _waiting(session: Session, told: MovementReading) -> list[Entry]:
    """What waits for a yes, without what `told` says once more: with a day that was guessed, or dollars in doubt."""
    pending = session.pending
    if pending is None:
        return []
    alone = pending.kind is CONFIRM
    guessed = alone and pending.extra is not None
    amounts = told.amounts or (told.amount,)

    def again(one: Entry) -> bool:
        same_day = one.day == told.day
        return one.kind == told.kind and (
            (one.amount in amounts and (guessed or same_day)) or (alone and not guessed and same_day)
        )

    return [one for one in waiting_here(session) if not again(one)]


def waiting_here(session: Session) -> list[Entry]:
    """Those of the entries that wait for a yes that are of the open plan."""
    return waiting_entries(session) if session.pending is not None and not session.pending.plan else []


def waiting_entries(session: Session) -> list[Entry]:
    """The entries that were said back and wait for a yes: those of a list, or the one."""
    pending = session.pending
    if pending is None or pending.kind not in {LIST, CONFIRM} or not pending.readings:
        return []
    value = pending.readings[0].value
    return entries_in(value.get("entries") or [value.get("entry")]) if isinstance(value, Mapping) else []


def entries_in(rows: Any) -> list[Entry]:
    """The entries in `rows`, plain JSON."""
    return [one for row in rows or () if (one := from_json(row)) is not None]


def not_stored(state: State) -> str:
    """The word that nothing was stored of what is asked about."""
    pending = state.session.pending
    waiting = [words_of(state, one) for one in waiting_entries(state.session)]
    said = escape(pending.said[:_SAID], quote=False) if pending is not None else ""
    return state.domain.message("ledger_not_stored", entries="; ".join(waiting) or said)


def with_waiting(before: State, session: Session) -> Session:
    """`session` with the question about an entry that was open in `before`, which stays that of the plan it is of."""
    pending = before.session.pending
    if pending is None:
        return session
    plan = pending.plan or str(before.session.household.open)
    if plan not in {str(one) for one in (*session.household.plans, MINE)}:
        return session  # it was forgotten with its plan
    elsewhere = plan if plan != str(session.household.open) else ""
    if elsewhere != pending.plan:
        told = {name: value for name, value in (pending.extra or {}).items() if name != "plan"}
        extra = told | ({"plan": elsewhere} if elsewhere else {})
        pending = replace(pending, extra=extra or None)
    return changed(session, pending=pending)


def in_its_plan(state: State, do: Callable[[State], Reply]) -> Reply:
    """What `do` makes of the question about an entry in the plan that it is of; the plan that is open stays open."""
    pending = state.session.pending
    if pending is None or not pending.plan:
        return do(state)
    there = state.with_(to_plan(state.session, plan_id(pending.plan)))
    there = there.with_(with_waiting(state, there.session))
    reply = do(there)
    back = to_plan(reply.session, state.session.household.open)
    if reply.session.pending is not None:
        return replace(reply, session=with_waiting(there.with_(reply.session), back))
    return _from_elsewhere(state, replace(reply, session=back), there.session.household.open)


def record_again(state: State, text: str) -> Reply:
    """Takes down once more what was written down last, on the day that `text` names."""
    before = find(state.session, state.session.notes.entry or 0)
    if before is None:
        return _said(state, "ledger_no_entry", "no entry", number=0)
    reading = read_movement(f"${before.amount:,.2f}, {text}", state.today, _read_as(before))
    day, said = (reading.day, reading.day_said) if reading is not None else (state.today, False)
    entry = replace(before, id=0, day=day, basis=None, to_date=False, sure=False, said=text)
    return _go_on(state.without_pending(), entry, [] if said else [DAY])


def change_waiting(state: State, wanted: Edit) -> Reply:
    """Puts the words of `wanted` into an entry that waits for a yes, and asks about it again where a doubt is left.

    The number in `wanted` is its place among them; of several that may be meant nothing is changed.
    """
    return in_its_plan(state, lambda there: _change_waiting(there, wanted))


def _change_waiting(state: State, wanted: Edit) -> Reply:
    entries, pending = waiting_entries(state.session), state.session.pending
    if wanted.which:
        meant = [words_of(state, entries[place - 1]) for place in wanted.numbers]
        return _said(state, "ledger_which_waits", "which waits", entries="; ".join(meant))
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
    return _go_on(state, entries[place], [DAY] if guessed else [CONFIRM] if doubtful else [])


def _kind_in_doubt(state: State, before: Entry, after: Entry) -> bool:
    """Whether what happened was only guessed of the entry `before`, and `after` has no other word for it."""
    told = read_movement(what_happened(before.said), state.today, _read_as(before))
    return before.kind == after.kind and told is not None and told.unsure == "kind"


def record_elsewhere(state: State, there: State, text: str, kind: str) -> Reply:
    """Takes down in the plan that is open in `there` what happened in it, and comes back to the plan of `state`.

    While something of it is asked back, that plan stays open, so that the answer goes where the question was.
    """
    reply = record(there, text, kind)
    if reply.session.pending is not None or reply.session.household == there.session.household:
        return reply
    back = to_plan(reply.session, state.session.household.open)
    return _from_elsewhere(state, replace(reply, session=back), there.session.household.open)


def _from_elsewhere(state: State, reply: Reply, plan: PlanId) -> Reply:
    """`reply`, which kept something in `plan` while another one is open, with the word for it and the way there."""
    name = plan_name(state.domain.library, reply.session.household, plan)
    lead = state.domain.message("ledger_elsewhere", plan=name)
    rows = rows_of([_to_plan(state, plan, name)])
    screens = tuple(replace(one, text=joined([lead, one.text]), buttons=rows) for one in reply.screens)
    return replace(reply, session=note(reply.session, entry=None), screens=screens)


def is_plain(state: State, text: str, kind: str) -> bool:
    """Whether `text` tells a movement with its dollars and its day, so that nothing of it is guessed."""
    reading = read_movement(what_happened(text), state.today, kind)
    return reading is not None and not reading.unsure


def is_figure_of_a_day(state: State, text: str) -> bool:
    """Whether `text` tells after-tax money year to date as of a day before today, as a stub has it."""
    reading = read_movement(what_happened(text), state.today, "contributed")
    if reading is None or reading.unsure:
        return False
    return reading.to_date and reading.day_said and reading.day < state.today


def settle(state: State, value: Any) -> Reply:
    """Goes on with the entry in `value`, the reading that was chosen: asks what is still open, or keeps it."""
    if isinstance(value, Mapping) and "entries" in value:
        return keep_all(state, entries_in(value["entries"]))
    entry = from_json(value.get("entry")) if isinstance(value, Mapping) else None
    if entry is None:
        return Reply(state.session, lead=state.domain.message("old_button_text"), outcome=Done.STALE, whole=True)
    return _go_on(state, entry, [str(one) for one in value.get("ask", ())], entries_in(value.get("waiting")))


def _questions(reading: MovementReading, entry: Entry, *, confirm: bool) -> list[str]:
    asked: list[str] = [MONEY] if reading.unsure == "money" else []
    if entry.kind == "refunded" and not entry.reason:
        asked.append(REASON)
    if entry.kind == "withdrew" and not entry.account:
        asked.append(ACCOUNT)
    if confirm:
        asked.append(CONFIRM if reading.day_said else DAY)
    return asked


def record_check(state: State, text: str, payee: Payee) -> Reply:
    """Takes down a check of the plan, which was paid to the person or rolled over; asks for its payee if need be."""
    if payee:
        return record(state, text, OF_PAYEE[payee])
    pending = state.session.pending
    if pending is not None and pending.kind in ASKED and not waiting_here(state.session):
        return _said(state, "ledger_first", "first", said=escape(text[:_SAID], quote=False))
    shown, waiting = [], waiting_here(state.session)
    for one, kind in OF_PAYEE.items():
        reading = read_movement(text, state.today, kind)
        if reading is not None and not reading.amounts:
            entry = _check_entry(_entry(reading, text))
            asked = _questions(reading, entry, confirm=not reading.day_said)
            shown.append(_candidate(state.domain.button(f"ledger_payee_{one}"), entry, asked, waiting))
    return hold(state.without_pending(), "", text, tuple(shown), PAYEE) if shown else record(state, text, "withdrew")


def _check_entry(entry: Entry) -> Entry:
    """The entry of a check; own money in it is told of the after-tax account alone."""
    of_after_tax = entry.kind == "withdrew" and not entry.account and entry.basis is not None
    return replace(entry, account="after_tax") if of_after_tax else entry


def _go_on(state: State, entry: Entry, asked: Sequence[str], waiting: Sequence[Entry] = ()) -> Reply:
    """Asks the first of what is `asked` about the entry; keeps it where nothing is, else with those that wait too."""
    if waiting and not set(asked) - {CONFIRM, DAY}:
        guessed = state.domain.message("ledger_day_taken") if DAY in asked else ""
        return ask_about_all(state, [*waiting, entry], entry.said, guessed)
    if not asked:
        return _keep(state, entry)
    first, rest = asked[0], asked[1:]
    if first == REASON:
        usual = [one for one in REASONS if not (entry.code == "8" and one == "annual_additions")]
        shown = [
            _candidate(
                state.domain.button(f"ledger_reason_{one or 'unknown'}"), replace(entry, reason=one), rest, waiting
            )
            for one in usual
        ]
        return hold(state, "", entry.said, tuple(shown), REASON)
    if first == MONEY:
        shown = [
            _candidate(state.domain.button(name), replace(entry, kind=kind), rest, waiting)
            for name, kind in MONEYS.items()
        ]
        return hold(state, "", entry.said, tuple(shown), MONEY)
    if first == ACCOUNT:
        shown = [
            _candidate(
                state.domain.button(f"ledger_account_{one or 'unknown'}"), replace(entry, account=one), rest, waiting
            )
            for one in ACCOUNTS
        ]
        return hold(state, "", entry.said, tuple(shown), ACCOUNT)
    extra = {"lines": state.domain.message("ledger_day_taken")} if first != CONFIRM else None
    one = _candidate(words_of(state, entry), entry, rest)
    return hold(state, "", entry.said, (one,), CONFIRM, extra)


def _candidate(label: str, entry: Entry, ask: Sequence[str], waiting: Sequence[Entry] = ()) -> Candidate:
    rest = {"waiting": [to_json(one) for one in waiting]} if waiting else {}
    return Candidate(label, {"entry": to_json(entry), "ask": list(ask), **rest})


def _entry(reading: MovementReading, text: str) -> Entry:
    return Entry(
        reading.kind,
        reading.day,
        reading.amount or ZERO,
        reading.own,
        reading.code,
        reading.reason,
        reading.account,
        reading.for_year,
        reading.to_date,
        text,
    )


def _keep(state: State, entry: Entry) -> Reply:
    """Keeps the entry (in the place of the one of its number, if it has one) and says what follows."""
    before = state.session
    if entry.id:
        old = find(before, entry.id)
        if old is None:
            return _said(state, "ledger_no_entry", "no entry", number=entry.id)
        after, kept, name = _undoable(correct(before, entry), put=(old,)), entry, "ledger_corrected"
    else:
        try:
            after, kept = add(_with_told_before(state, [entry]), entry)
        except ValueError:
            return _said(state, "ledger_full", "full")
        after = _undoable(after, drop=(kept.id,))
        name = "ledger_stored"
    lines = [state.domain.message(name, entry=words_of(state, kept), number=kept.id)]
    held, asked = _held_in(state, after, [kept], asked=not entry.id)
    lines += held
    after, in_step = _in_step(state, after)
    after = note(after, entry=kept.id, correcting=False)
    rest = "" if entry.id else _rest_words(state, kept)
    lines += [*filter(None, [rest]), *year_sums(state, after, kept.day.year, above=kept.to_date, left=not rest)]
    lines += in_step
    lines += warnings(state, after, kept)
    if kept.kind == "withdrew" and read_plan_check(kept.said, state.today) is not None:
        until = last_day_to_put_in(kept.day)
        lines += [state.domain.message("ledger_sixty_days", day=said_date(until))] if until >= state.today else []
    lines += _return_of(state, kept)
    word = "back" if entry.id else "undo"
    undo = _button(state, "button_ledger_undo", word, str(kept.id))
    buttons = [*asked, undo, *_asked_after(state, after, kept), _to_year(state, kept.day.year)]
    return _done(after, lines, buttons, entry.kind)


def _return_of(state: State, kept: Entry) -> list[str]:
    """On which returns an excess deferral stands that was paid back after its year: two lines of two years."""
    if kept.reason != "deferral_excess" or kept.for_year is None or kept.account == "roth_401k":
        return []
    late = kept.day > excess_deferral_due(kept.for_year)
    again = kept.amount if late else kept.amount - kept.own
    values = {"amount": money(kept.own), "year": kept.for_year, "paid": kept.day.year, "late": late}
    return [state.domain.message("ledger_excess_stored", again=money(again) if again else "", **values)]


def ask_about_all(state: State, entries: Sequence[Entry], text: str, remarks: str = "") -> Reply:
    """Says several entries back and keeps them only when the person agrees; those that are there already are marked."""
    lines = []
    for one in entries[:_SHOWN]:
        there = holds(state.session, one)
        lines.append(state.domain.message("ledger_list_line", entry=words_of(state, one), there=there))
    if len(entries) > _SHOWN:
        lines.append(state.domain.message("ledger_list_more", count=len(entries) - _SHOWN))
    lines.append(state.domain.message("ledger_list_sums", sums=_list_sums(state, entries)))
    candidate = Candidate(str(len(entries)), {"entries": [to_json(one) for one in entries]})
    extra = {"lines": "\n".join(filter(None, [*lines, remarks]))}
    held = hold(state, "", text[:_SAID], (candidate,), LIST, extra)
    return replace(held, outcome=Done.LEDGER, detail="asked", took=False)


def _list_sums(state: State, entries: Sequence[Entry]) -> str:
    sums = {kind: sum((one.amount for one in entries if one.kind == kind), ZERO) for kind in KINDS}
    return ", ".join(
        state.domain.button("ledger_sum", kind=state.domain.button(f"ledger_kind_{kind}"), amount=money(amount))
        for kind, amount in sums.items()
        if amount
    )


def keep_all(state: State, entries: Sequence[Entry]) -> Reply:
    """Keeps those of the entries that are not there yet, and says what the years then come to."""
    try:
        after, kept = add_all(_with_told_before(state, entries), entries)
    except ValueError:
        return _said(state, "ledger_full", "full")
    if kept:
        after = _undoable(after, drop=tuple(one.id for one in kept))
    after, in_step = _in_step(state, after)
    lines = [state.domain.message("ledger_stored_all", count=len(kept), there=len(entries) - len(kept))]
    held, asked = _held_in(state, after, kept, asked=True)
    lines += held if asked else []
    for year in sorted({one.day.year for one in kept}, reverse=True)[:3]:
        lines += year_sums(state, after, year)
    lines += in_step
    if kept:
        after = note(after, entry=kept[-1].id, correcting=False)
        lines += warnings(state, after, max(kept, key=lambda one: one.day))
    undo = [_undo(state, kept[-1])] if kept else []
    buttons = [*asked, *undo, _to_year(state, max((one.day.year for one in entries), default=0))]
    return _done(after, lines, buttons, "several kept")


def edit(state: State, wanted: Edit) -> Reply:
    """Deletes the entries that are named, or corrects the one by the words of `wanted`; asks which one is meant."""
    state = state.without_pending()
    found = [one for number in wanted.numbers if (one := find(state.session, number)) is not None]
    if not found:
        number = next((one for one in wanted.numbers if one), 0)
        return _said(state, "ledger_no_entry", "no entry", number=number)
    if wanted.which:
        return _ask_which(state, found, wanted.words)
    if not wanted.words:
        return take_out(state, *(one.id for one in found))
    if (plan := plan_in(wanted.words)) is not None and not tells_own_part(wanted.words):
        return _move(state, found[0], plan)
    if len(found) > 1:
        return _change_all(state, found, wanted.words)
    changed = _changed(state, found[0], wanted.words)
    if isinstance(changed, Reply):
        return changed
    new, doubtful = changed
    return _go_on(state, new, [CONFIRM] if doubtful else _questions_of(new))


def _change_all(state: State, found: Sequence[Entry], words: str) -> Reply:
    """Puts the same words into each entry that was named: "both of November were 1,250"."""
    after, lines = state.session, list[str]()
    for one in found:
        changed = _changed(state, one, words)
        if isinstance(changed, Reply):
            return changed
        after = correct(after, changed[0])
        lines.append(state.domain.message("ledger_corrected", entry=words_of(state, changed[0]), number=one.id))
    after = _undoable(after, put=tuple(found))
    after, in_step = _in_step(state, after)
    after = note(after, entry=found[-1].id, correcting=False)
    lines += [*year_sums(state, after, found[-1].day.year, above=False), *in_step]
    return _done(after, lines, [_undo(state, found[-1]), _to_year(state, found[-1].day.year)], "several changed")


def hold_in_figure(state: State, amount: Decimal) -> Reply:
    """Takes `amount` for what the year comes to with all entries, as was said, and says what that makes."""
    entries, year = entries_of(state.session), state.today.year
    last = checkpoint(entries, "contributed", year)
    if last is None or last.amount != amount or total(entries, "contributed", year) != amount:
        return _keep(state.without_pending(), Entry("contributed", state.today, amount, to_date=True))
    values = {"amount": money(last.amount), "day": said_date(last.day)}
    lines = [state.domain.message("ledger_all_part_of", **values), *year_sums(state, state.session, year, above=False)]
    if (room := room_left(state, state.session)) is not None:
        lines.append(state.domain.message("ledger_room", year=year, room=money(room)))
    return _done(state.session, lines, [_to_year(state, year)], "part of a figure")


def _questions_of(entry: Entry) -> list[str]:
    """What a corrected entry lacks: why it was refunded, where a withdrawal came from."""
    if entry.kind == "refunded" and not entry.reason:
        return [REASON]
    return [ACCOUNT] if entry.kind == "withdrew" and not entry.account else []


def _ask_which(state: State, found: Sequence[Entry], words: str) -> Reply:
    """Asks which of the entries is to be deleted, or to say what `words` say."""
    shown = found[-_TO_CHOOSE:]
    word = "fixto" if words else "undo"
    buttons = [_button(state, "button_ledger_entry", word, str(one.id), number=one.id) for one in shown]
    lines = [state.domain.message("ledger_line", number=one.id, entry=words_of(state, one)) for one in shown]
    text = "\n".join([state.domain.message("ledger_which"), *lines])
    session = note(state.session, fixing=words[:_SAID] or None)
    return Reply(session, (Screen(text, rows_of(buttons)),), prompt=Prompt.NEVER, outcome=Done.LEDGER, detail="which")


def _fix_to(state: State, entry: Entry) -> Reply:
    """Corrects the entry that was chosen by the words that waited for it."""
    words = state.session.notes.fixing
    return edit(state, Edit((entry.id,), words)) if words else open_entry(state, entry)


def _move(state: State, entry: Entry, called: PlanNamed) -> Reply:
    """Moves the entry to the plan that was called; the plan that is open stays open."""
    here = state.session.household.open
    plan = plan_called(state.session.household, called)
    if plan == here:
        return _said(state, "ledger_unread", "unread", number=entry.id)
    after, gone = delete(state.session, entry.id)
    after, in_step = _in_step(state, after)
    try:
        there = state.with_(to_plan(after, plan))
        moved, kept = add(there.session, replace(gone, id=0))
    except ValueError:
        return _said(state, "ledger_full", "full")
    moved, _ = _in_step(there, moved)
    after = note(to_plan(moved, here), entry=None, correcting=False, undo=None)
    name = plan_name(state.domain.library, after.household, plan)
    lines = [state.domain.message("ledger_moved", number=gone.id, plan=name, entry=words_of(state, kept))]
    lines += [*year_sums(state, after, gone.day.year, above=False), *in_step]
    return _done(after, lines, [_to_plan(state, plan, name)], "moved")


def _changed(state: State, entry: Entry, words: str) -> tuple[Entry, bool] | Reply:
    """The entry with what `words` say in it, and whether that is in doubt; the answer where they say nothing of it."""
    if (other := read_new_kind(words)) is not None and other.kind != entry.kind:
        went_in = other.kind in ("contributed", "deferred", "matched")
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
        part = read_movement(f"{money(entry.amount)}, {words}", state.today, _read_as(entry))
        if part is not None and part.own is not None:
            return replace(entry, basis=min(entry.amount, part.own), said=words), False
    reading = read_movement(words, state.today, _read_as(entry))
    if reading is None or reading.amount is None:
        day = read_day(words, state.today)
        if day is None and (month := read_other_month(words, entry.day, state.today)) is not None:
            return replace(entry, day=month), True  # the day of the month is only taken over
        if day is None and not all_own(words):
            return _said(state, "ledger_unread", "unread", number=entry.id)
        return replace(entry, day=day or entry.day, basis=entry.amount if all_own(words) else entry.basis), False
    if reading.unsure == "future":
        return _said(state, "ledger_future", "future", day=said_date(reading.day))
    day = reading.day if reading.day_said else entry.day
    own = reading.amount if all_own(words) else reading.own
    if own is None and entry.basis is not None and entry.basis <= reading.amount:
        own = entry.basis  # another amount says nothing of the part that was told before
    new = replace(entry, amount=reading.amount, basis=own, day=day, said=words, sure=False)
    return new, reading.unsure in ("amount", "kind")


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 28 February for the 29th."""
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _read_as(entry: Entry) -> str:
    """The kind as which new words for the entry are read."""
    return "contributed" if entry.kind in ("deferred", "matched") else entry.kind


def choose(state: State, year: int) -> Reply:
    """Offers the latest entries of the year, each to be corrected or taken out."""
    mine = [one for one in entries_of(state.session) if one.day.year == year][-_TO_CHOOSE:]
    buttons = [_button(state, "button_ledger_entry", "entry", str(one.id), number=one.id) for one in mine]
    lines = [state.domain.message("ledger_line", number=one.id, entry=words_of(state, one)) for one in mine]
    text = "\n".join([state.domain.message("ledger_choose"), *lines])
    return Reply(
        state.session, (Screen(text, rows_of(buttons)),), prompt=Prompt.NEVER, outcome=Done.LEDGER, detail="choose"
    )


def open_entry(state: State, entry: Entry) -> Reply:
    """One entry, to be corrected or taken out."""
    rows = rows_of(
        [
            _button(state, "button_ledger_fix", "fix", str(entry.id)),
            _button(state, "button_ledger_delete", "undo", str(entry.id)),
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


def keep_figure(state: State, figure: Entry) -> Reply:
    """The person says that a year-to-date figure is right: it counts, as before, and is not asked about again."""
    values = {"figure": money(figure.amount), "day": said_date(figure.day)}
    state = state.with_(correct(state.session, replace(figure, sure=True, answered=False)))
    return _said(state, "ledger_figure_kept", "figure kept", **values)


def command(state: State, argument: str) -> Reply:
    """The command /ledger: shows the year that is named, or the current one; `delete 3` takes an entry out."""
    wanted = read_edit(state, argument) or read_edit(state, re.sub(r"(\d+)", r"entry \1", argument, count=1))
    if wanted is not None:
        return edit(state, wanted)
    return show(state, int(argument) if re.fullmatch(r"20\d\d", argument) else None)


def show(state: State, year: int | None = None) -> Reply:
    """The entries of the year by day, their sums, the room left, and what its Forms 1099-R must say in January."""
    entries = entries_of(state.session)
    if not entries:
        told = [words_of(state, one) for kind in IN_STEP if (one := _told_before(state, kind)) is not None]
        text = state.domain.message("ledger_told" if told else "ledger_empty", entries="; ".join(told))
        return Reply(
            state.session,
            (Screen(text, menu_row(state)),),
            prompt=Prompt.OPEN,
            outcome=Done.LEDGER,
            detail="empty",
        )
    there = years(entries)
    year = year if year in there else (state.today.year if state.today.year in there else there[0])
    mine = [one for one in entries if one.day.year == year]
    lines = [state.domain.message("ledger_title", year=year)]
    if len(mine) > _SHOWN:
        lines.append(state.domain.message("ledger_earlier", count=len(mine) - _SHOWN))
    lines += [state.domain.message("ledger_line", number=one.id, entry=words_of(state, one)) for one in mine[-_SHOWN:]]
    parts = ["\n".join(lines), "\n".join(year_sums(state, state.session, year))]
    room = room_left(state, state.session) if year == state.today.year else None
    if room is not None:
        parts.append(state.domain.message("ledger_room", year=year, room=money(room)))
        parts += outlook(state, room)
    parts += year_forms(state, entries, year)
    parts.append(state.domain.message("ledger_how"))
    others = [_button(state, "button_ledger_change", "choose", str(year))]
    others += [_button(state, "button_ledger_year", "show", str(one), year=one) for one in there if one != year][:3]
    rows: Rows = (*rows_of(others), *menu_row(state))
    picture = year_picture(state, entries, year, room)
    screen = Screen("\n\n".join(part for part in parts if part), rows, picture=picture)
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.LEDGER, detail="shown")


def show_days(state: State, asked: DaysAsked) -> Reply:
    """The entries of the days that are asked about, and what they come to."""
    found = [
        one
        for one in entries_of(state.session)
        if asked.first <= one.day <= asked.last and (not asked.kind or one.kind == asked.kind)
    ]
    days = {"first": said_date(asked.first), "last": said_date(asked.last)}
    if not found:
        lead = state.domain.message("ledger_days_empty", **days)
    else:
        counted = [one for one in found if not one.to_date]
        lines = [state.domain.message("ledger_line", number=one.id, entry=words_of(state, one)) for one in found]
        sums = [state.domain.message("ledger_days_sums", sums=_list_sums(state, counted))] if counted else []
        lead = "\n".join([state.domain.message("ledger_days", **days), *lines[-_SHOWN:], *sums])
    return _done(state.session, [lead], [_to_year(state, asked.last.year)], "days shown")


def take_out(state: State, *numbers: int) -> Reply:
    """Takes the entries of these `numbers` out, which are there, and says what that leaves."""
    just_kept = undo_from_json(state.session.notes.undo)
    after, taken = state.session, list[Entry]()
    for number in numbers:
        after, gone = delete(after, number)
        taken.append(gone)
    after = _undoable(after, put=tuple(taken))
    after, in_step = _in_step(state, after)
    after = note(after, entry=None, correcting=False)
    lines = [state.domain.message("ledger_deleted", entry=words_of(state, one), number=one.id) for one in taken]
    years_of = sorted({one.day.year for one in taken}, reverse=True)
    lines += [line for year in years_of for line in year_sums(state, after, year, above=False)] + in_step
    back = _button(state, "button_ledger_back", "back", str(taken[-1].id))
    figure = None if just_kept is not None and set(numbers) <= {*just_kept.drop} else _part_of(after, taken[-1])
    off = []
    if figure is not None and figure.answered and not taken[-1].to_date:
        amount = money(figure.amount)
        lines.append(state.domain.message("ledger_was_in_figure", amount=amount, count=len(taken)))
        off.append(_button(state, "button_ledger_off", "off", str(figure.id), amount=amount))
    return _done(after, lines, [*off, back, _to_year(state, years_of[0])], "deleted")


def _undoable(session: Session, *, put: tuple[Entry, ...] = (), drop: tuple[int, ...] = ()) -> Session:
    """The session that remembers how its last change of the ledger is taken back."""
    undo = Undo(str(session.household.open), put, drop)
    return note(session, undo=undo_to_json(undo), fresh=True)


def take_back(state: State) -> Reply:
    """Takes the last change of the ledger back, in the plan in which it was made; a second time makes it again."""
    undo = undo_from_json(state.session.notes.undo)
    if undo is None:
        return _said(state, "ledger_no_undo", "no undo")
    here = state.session.household.open
    state = state.without_pending()
    try:
        there = state.with_(to_plan(state.session, plan_id(undo.plan)))
    except ValueError:
        return _said(state, "ledger_no_undo", "no undo")
    after, again = taken_back(there.session, undo)
    changed_there, in_step = _in_step(there, note(after, undo=undo_to_json(again)))
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
        for one in undo.put[:_SHOWN]
    ]
    gone = [one for one in again.put if one.id in undo.drop]
    lines += [
        state.domain.message("ledger_deleted", entry=words_of(state, one), number=one.id) for one in gone[:_SHOWN]
    ]
    if len(undo.put) + len(gone) > _SHOWN:
        lines.append(state.domain.message("ledger_list_more", count=len(undo.put) + len(gone) - _SHOWN))
    changed = [*undo.put, *gone]
    for year in sorted({one.day.year for one in changed}, reverse=True)[:3]:
        lines += year_sums(there, changed_there, year, above=False)
    lines += in_step
    latest = max((one.day.year for one in changed), default=0)
    return _done(after, lines, [_to_year(state, latest)], "taken back")


def _asked_after(state: State, session: Session, kept: Entry) -> list[Button]:
    """What a kept entry asks: which is right, the figure or the entries; whether to look if a conversion arrived."""
    buttons: list[Button] = []
    if kept.kind in ("converted", "rolled") and not kept.to_date and kept.day >= state.today - timedelta(days=_FRESH):
        buttons.append(
            Button(state.domain.button("button_ask_arrived"), payloads.make(payloads.REMINDER, "arrived", str(kept.id)))
        )
    last = checkpoint(entries_of(session), kept.kind, kept.day.year)
    apart = difference(entries_of(session), kept.kind, kept.day.year)
    if last is not None and kept.to_date and apart and _has_before(entries_of(session), last):
        buttons.append(_button(state, "button_ledger_figure", "figure", str(last.id)))
        buttons.append(_button(state, "button_ledger_entries", "entries", str(last.id)))
    return buttons


def outlook(state: State, room: Decimal) -> list[str]:
    """What fits each payday, when to stop, and the growth on what is not converted, as parts of a message."""
    parts = [fits_each_payday(state, room)]
    grown = likely_growth(entries_of(state.session), state.today)
    if grown > 0:
        parts.append(state.domain.message("ledger_growth", amount=money(grown), rate=percent(SAMPLE_RETURN)))
    return ["\n".join(filter(None, parts))] if any(parts) else []


def fits_each_payday(state: State, room: Decimal) -> str:
    """How much of `room` in dollars fits each payday that is left this year; empty where they are not known."""
    ahead = pace(room, schedule_of(state.known), state.today)
    if ahead is None:
        return ""
    values = {"paydays": len(ahead.paydays), "each": money(ahead.each), "next": said_date(ahead.paydays[0])}
    return state.domain.message("ledger_pace", **values)


def warnings(state: State, session: Session, kept: Entry) -> list[str]:
    """What to stop before the limit is passed, with the dollars; nothing while all that is usual fits."""
    return stops(state, session) if kept.kind == "contributed" and kept.day.year == state.today.year else []


def stops(state: State, session: Session) -> list[str]:
    """What to stop so that this year's limit is not passed, as parts of a message; none where what is usual fits."""
    result = _result(state, session)
    if result is None:
        return []
    if result.year is not None and not result.year.still_pays and not result.over_limit_by:
        return []  # no paycheck is left that could pass the limit
    schedule = schedule_of(state.with_(session).known)
    found = stop(result.after_tax_room, result.over_limit_by, entries_of(session), schedule, state.today)
    if found is None:
        return []
    name = "ledger_over" if found.over else "ledger_stop"
    values = {"usual": money(found.usual), "last": money(found.last), "over": money(found.over)}
    day = said_date(found.day) if found.day is not None else ""
    return [state.domain.message(name, day=day, nothing=not found.last, **values)]


def year_picture(state: State, entries: Sequence[Entry], year: int, room: Decimal | None) -> Picture:
    """The year month by month: contributed, converted, and the room that is left, as a picture."""
    months = by_month(entries, year)
    values = {
        "contributed": money(sum((one for one, _ in months), ZERO)),
        "converted": money(sum((one for _, one in months), ZERO)),
    }
    return Picture(
        "year",
        {
            "year": year,
            "months": [[str(went_in), str(converted)] for went_in, converted in months],
            "room": None if room is None else str(room),
            "until": state.today.month if year == state.today.year else 12,
        },
        state.domain.button("ledger_picture", year=year, room="" if room is None else money(room), **values),
    )


def _said(state: State, name: str, detail: str, **values: Any) -> Reply:
    return Reply(
        state.session, lead=state.domain.message(name, **values), prompt=Prompt.OPEN, outcome=Done.LEDGER, detail=detail
    )


def _done(session: Session, lines: Sequence[str], buttons: Sequence[Button], detail: str) -> Reply:
    """What was done to the ledger, or is shown of it, in `lines` of HTML."""
    screen = Screen("\n".join(lines), rows_of(buttons))
    return Reply(session, (screen,), prompt=Prompt.OPEN, outcome=Done.LEDGER, detail=detail)


def _undo(state: State, entry: Entry) -> Button:
    """Takes back the last change of the ledger, which was that of `entry`."""
    return _button(state, "button_ledger_undo", "back", str(entry.id))


def _to_year(state: State, year: int) -> Button:
    return _button(state, "button_ledger", "show", str(year))


def _to_plan(state: State, plan: PlanId, name: str) -> Button:
    target = payloads.make(payloads.PLAN, "open", str(plan))
    return Button(state.domain.button("button_open_plan", plan=name)[:60], target)


def _button(state: State, name: str, word: str, argument: str, **values: Any) -> Button:
    return Button(state.domain.button(name, **values), payloads.make(payloads.LEDGER, word, argument))


def words_of(state: State, entry: Entry) -> str:
    """The entry in words."""
    return entry_words(state.domain.library, entry)


def year_sums(state: State, session: Session, year: int, *, above: bool = True, left: bool = True) -> list[str]:
    """What the year comes to, and how far a year-to-date figure is from its entries.

    `above`: also where it is above them, as it is for all who did not tell every entry. `left`: with what is not
    converted yet.
    """
    entries = entries_of(session)
    sums = {kind: total(entries, kind, year) for kind in KINDS}
    told = [
        state.domain.button("ledger_sum", kind=state.domain.button(f"ledger_kind_{kind}"), amount=money(amount))
        for kind, amount in sums.items()
        if amount
    ]
    if not told:
        return []
    lines = [state.domain.message("ledger_sums", year=year, sums=", ".join(told))]
    waiting = unconverted(entries, year)
    if waiting < 0:
        own_told = any(one.basis is not None for one in entries if one.day.year == year)
        lines.append(state.domain.message("ledger_more_left", amount=money(-waiting), own_told=own_told))
    elif sums["contributed"] and left:
        lines.append(state.domain.message("ledger_unconverted", amount=money(waiting)))
    for kind in KINDS:
        last, apart = checkpoint(entries, kind, year), difference(entries, kind, year)
        # What was only an answer, and what was said to be right, needs no entries below it.
        asked = above and apart > 0 and last is not None and not (last.sure or last.answered)
        if last is not None and (apart < 0 or asked) and _has_before(entries, last):
            name = "ledger_above" if apart > 0 else "ledger_below"
            values = {"figure": money(last.amount), "day": said_date(last.day), "apart": money(abs(apart))}
            lines.append(state.domain.message(name, kind=state.domain.button(f"ledger_kind_{kind}"), **values))
    return lines


def _has_before(entries: Sequence[Entry], last: Entry) -> bool:
    return any(
        one.kind == last.kind and not one.to_date and one.day.year == last.day.year and one.day <= last.day
        for one in entries
    )


def _held_in(state: State, session: Session, kept: Sequence[Entry], *, asked: bool) -> tuple[list[str], list[Button]]:
    """That a year-to-date figure holds what was kept.

    Where it was only an answer, the question whether it does, if that is to be `asked`.
    """
    dated = [one for one in kept if one.kind in IN_STEP and not one.to_date]
    inside = {one.id: figure for one in dated if (figure := _part_of(session, one)) is not None}
    figures = set(inside.values())
    if len(figures) != 1:
        return [], []
    (figure,) = figures
    values = {"amount": money(figure.amount), "day": said_date(figure.day)}
    if not (figure.answered and asked):
        return [state.domain.message("ledger_part_of", **values)], []
    number = str(next(reversed(inside)))
    word = "ontop" if len(kept) == 1 else "alltop"
    buttons = [
        _button(state, "button_ledger_within", "within", number, amount=money(figure.amount)),
        _button(state, "button_ledger_on_top", word, number, count=len(inside)),
    ]
    return [state.domain.message("ledger_maybe_part_of", count=len(inside), **values)], buttons


def _keep_within(state: State, entry: Entry) -> Reply:
    """The person says that the figure holds the entry: it is not asked again."""
    figure = _part_of(state.session, entry)
    if figure is None:
        return _said(state, "ledger_no_undo", "no figure")
    values = {"amount": money(figure.amount), "day": said_date(figure.day)}
    state = state.with_(correct(state.session, replace(figure, answered=False)))
    return _said(state, "ledger_part_of", "within", **values)


def _put_on_top(state: State, entry: Entry) -> Reply:
    """The person says that the entry came on top of the figure, which is raised by it."""
    return _raised(state, [entry])


def _put_all_on_top(state: State, entry: Entry) -> Reply:
    """The person says that the entries kept together with this one came on top of the figure."""
    undo = undo_from_json(state.session.notes.undo)
    if undo is None or entry.id not in undo.drop:
        return _said(state, "ledger_no_undo", "no undo")
    return _raised(state, [one for number in undo.drop if (one := find(state.session, number)) is not None])


def _raised(state: State, entries: Sequence[Entry]) -> Reply:
    """Raises the figure that holds `entries` by what of them it holds."""
    figure = _part_of(state.session, entries[-1])
    more = [one for one in entries if figure is not None and one.kind == figure.kind and not one.to_date]
    more = [one for one in more if _part_of(state.session, one) == figure]
    if figure is None or not more:
        return _said(state, "ledger_no_undo", "no figure")
    return _figure_changed(state, figure, sum((one.amount for one in more), ZERO))


def _take_off(state: State, figure: Entry) -> Reply:
    """The person says that what was just taken out was in the figure, which is lowered by it."""
    undo = undo_from_json(state.session.notes.undo)
    gone = [] if undo is None else [one for one in undo.put if find(state.session, one.id) is None]
    off = sum((one.amount for one in gone if one.kind == figure.kind and not comes_after(one, figure)), ZERO)
    return _figure_changed(state, figure, -min(off, figure.amount)) if off else _said(state, "ledger_no_undo", "gone")


def _figure_changed(state: State, figure: Entry, by: Decimal) -> Reply:
    """Changes a year-to-date figure by so many dollars, and says what the year comes to."""
    new = replace(figure, amount=figure.amount + by)
    after = _undoable(correct(state.session, new), put=(figure,))
    after, in_step = _in_step(state, after)
    lines = [state.domain.message("ledger_corrected", entry=words_of(state, new), number=new.id)]
    lines += [*year_sums(state, after, new.day.year, above=False), *in_step, *warnings(state, after, new)]
    return _done(after, lines, [_undo(state, new), _to_year(state, new.day.year)], "figure changed")


DOES: Final[Mapping[str, Callable[[State, Entry], Reply]]] = {
    "entry": open_entry,
    "fix": ask_words,
    "fixto": _fix_to,
    "figure": keep_figure,
    "entries": lambda state, figure: take_out(state, figure.id),
    "within": _keep_within,
    "ontop": _put_on_top,
    "alltop": _put_all_on_top,
    "off": _take_off,
}


def press(state: State, word: str, number: int) -> Reply:
    """What a button of the ledger does to the year or the entry `number`, which is there."""
    entry = find(state.session, number)
    return choose(state, number) if word == "choose" or entry is None else DOES[word](state, entry)


def _part_of(session: Session, entry: Entry) -> Entry | None:
    """The year-to-date figure that the entry is already part of."""
    last = checkpoint(entries_of(session), entry.kind, entry.day.year)
    return last if last is not None and not comes_after(entry, last) else None


# The answers on the money of the year so far, kept in step.


def _with_told_before(state: State, entries: Sequence[Entry]) -> Session:
    """The session, with what the person told of this year's money before as year-to-date figures.

    Otherwise the first entry would take the place of all that was told, or a conversion would have no money to be of.
    """
    session = state.session
    for kind in IN_STEP:
        of_kind = [one for one in entries if one.day.year == state.tax_year and _rests_on(one, kind)]
        told = _told_before(state, kind)
        if not of_kind or told is None:
            continue
        if any(one.kind == kind and one.to_date and one.day >= told.day for one in of_kind):
            continue
        session = add(session, told)[0]
    return session


def _rests_on(entry: Entry, kind: str) -> bool:
    """Whether what was told of `kind` matters to the entry: its own kind, and after-tax money to all that left it."""
    return entry.kind == kind or (kind == "contributed" and entry.kind not in ("deferred", "matched"))


def _told_before(state: State, kind: WentIn) -> Entry | None:
    """What was told of this year's money of `kind` as a year-to-date figure; None where the ledger has it already."""
    told, year = state.session.case.get(IN_STEP[kind]), state.tax_year
    amount = _dollars(told.value) if told is not None else None
    if told is None or told.on.year != year or amount is None or amount <= 0:
        return None
    if amount == counts_still(entries_of(state.session), kind, year):
        return None
    return Entry(kind, told.on, amount, to_date=True, said=told.said, answered=True)


def with_told(state: State) -> tuple[Entry, ...]:
    """The entries of the open plan, with what was told of this year's after-tax money where the ledger lacks it."""
    told = _told_before(state, "contributed")
    return in_order([*entries_of(state.session), *([told] if told is not None else [])])


def _in_step(state: State, session: Session) -> tuple[Session, list[str]]:
    """The session whose answers on the money of the year so far are the ledger's sums, and the words that say so."""
    session, lines = _deferral_in_step(state, session)
    for kind in IN_STEP:
        session, said = _kind_in_step(state, session, kind)
        lines += said
    return session, lines


def _kind_in_step(state: State, session: Session, kind: WentIn) -> tuple[Session, list[str]]:
    slot, year = IN_STEP[kind], state.tax_year
    entries = entries_of(session)
    of_year = any(one.kind == kind and one.day.year == year for one in entries)
    before = any(one.kind == kind and one.day.year == year for one in entries_of(state.session))
    told, zero = session.case.get(slot), kind == "contributed"
    if not of_year:
        if told is None or not before:
            return session, []
        if zero and session.notes.ledger_told_none:
            session = note(learn(session, {slot: Fact(0, "0", state.today)}), ledger_told_none=False)
            return session, [state.domain.message("ledger_none_again", label=state.domain.label(slot))]
        lead = state.domain.message("ledger_open_again", label=state.domain.label(slot))
        return forget_slots(session, frozenset({slot})), [lead]
    made = counts_still(entries, kind, year)
    if told is not None and _dollars(told.value) == made:
        return session, []
    if zero and told is not None and _dollars(told.value) == 0 and not before:
        session = note(session, ledger_told_none=True)
    session = learn(session, {slot: Fact(plain_json(made), money(made), state.today)})
    room = room_left(state, session) if kind == "contributed" else None
    return session, [_now_is(state, slot, made, room)]


def _deferral_in_step(state: State, session: Session) -> tuple[Session, list[str]]:
    """The session whose deferrals of the year are without what a change of the ledger says the plan gave back."""
    year = state.tax_year
    now, before = (given_back(entries_of(one), "deferred", year) for one in (session, state.session))
    told = session.case.get(DEFERRAL)
    amount = _dollars(told.value) if told is not None else None
    if now == before or amount is None:
        return session, []
    kept = max(ZERO, amount + before - now)
    session = learn(session, {DEFERRAL: Fact(plain_json(kept), money(kept), state.today)})
    room = room_left(state, session)
    return session, [_now_is(state, DEFERRAL, kept, room)]


def _now_is(state: State, slot: str, amount: Decimal, room: Decimal | None) -> str:
    """What an answer is by the ledger now, and the room that follows, in dollars."""
    values = {"label": state.domain.label(slot), "amount": money(amount), "year": state.tax_year}
    return state.domain.message("ledger_in_step", room=None if room is None else money(room), **values)


def _dollars(value: Any) -> Decimal | None:
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if known else None


def room_left(state: State, session: Session) -> Decimal | None:
    """The after-tax room left this year in dollars; None where it is not known, or no paycheck is left to use it."""
    result = _result(state, session)
    if result is None or (result.year is not None and not result.year.still_pays):
        return None
    return result.after_tax_room


def _result(state: State, session: Session) -> CapacityResult | None:
    domain = state.domain
    # Entries have their days: the year is this one, though nobody has named it.
    known = Answers({"tax_year": state.today.year, **state.with_(session).known})
    view = View(known, known, state.today, domain.library, domain.label, domain.say)
    try:
        result = this_years_room(view)
    except (ValidationError, InputError, LimitsNotPublished, KeyError):
        return None
    return result


# What January brings.


def year_forms(state: State, entries: Sequence[Entry], year: int) -> list[str]:
    """The Forms 1099-R of the year as the core expects them, and what of the ledger they leave out."""
    age = state.session.case.get("age")
    known = age is not None and isinstance(age.value, int) and state.tax_year == year
    try:
        result = movements_of_year(
            YearInput(
                tax_year=year,
                age=age.value if known and age is not None else _SOME_AGE,
                movements=to_movements(entries, year + 1),
                as_of=state.today,
            )
        )
    except (ValidationError, InputError, ValueError):
        return [state.domain.message("ledger_forms_unfit")]
    lines = [state.domain.message("ledger_forms", next=year + 1, year=year)] if result.forms else []
    lines += [_form_line(state, one) for one in result.forms]
    layouts: Note = "code_8_has_two_layouts"
    gone = [one for one in entries if one.kind != "contributed" and one.day.year == year]
    if layouts in result.notes:
        lines.append(state.domain.message("ledger_code_8"))
    if result.forms and any(one.basis is None for one in gone):
        lines.append(state.domain.message("ledger_basis_assumed"))
    excess = sum((one.amount for one in result.tax_return.lines if one.label == _EXCESS), ZERO)
    if excess:
        lines.append(state.domain.message("ledger_excess_line", amount=money(excess), year=year))
    left_out = [str(one.id) for one in missing_for_core(entries, year) if one.day.year == year]
    if left_out:
        lines.append(state.domain.message("ledger_left_out", numbers=", ".join(left_out)))
    return ["\n".join(lines)] if lines else []


def _form_line(state: State, form: ExpectedForm) -> str:
    values = {
        "codes": f" {state.domain.button('ledger_or')} ".join(form.codes),
        "box_1": money(form.box_1),
        "box_2a": money(form.box_2a),
        "box_5": money(form.box_5),
    }
    return state.domain.message("ledger_form", **values)
