"""Keeps entries once nothing is left to be asked about them, and says what the year then comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from content.templates import money, said_date
from core.deferrals import excess_deferral_due
from core.sixty_days import last_day_to_put_in
from dialogue.ledger.checkpoints import held_in
from dialogue.ledger.in_step import put_in_step
from dialogue.ledger.saying import SHOWN, done, ledger_button, say, to_year, undo_button, undoable, words_of
from dialogue.ledger.stops import warnings
from dialogue.ledger.sums import has_before, left_before, list_sums, room_left, with_told_before, year_sums
from dialogue.ledger.waiting import ACCOUNT, CONFIRM, DAY, LIST, MONEY, REASON, SAID, entries_in
from dialogue.replies import Done, Reply, hold
from dialogue.state import State
from dialogue.worked_out import articles_below
from flows import payloads
from flows.ledger import (
    Entry,
    EntryKind,
    add,
    add_all,
    checkpoint,
    correct,
    difference,
    entries_of,
    find,
    from_json,
    holds,
    to_json,
    total,
)
from flows.screens import Button
from flows.session import Candidate, Session, note
from nlu.movements.amounts import moves_the_rest
from nlu.movements.reading import MovementReading
from nlu.plan_checks import read_plan_check

# What went in where only the plan is named: the label of the button, and the kind of entry.
MONEYS: Final[Mapping[str, EntryKind]] = {
    "ledger_money_after_tax": "contributed",
    "ledger_money_deferral": "deferred",
}
REASONS: Final = ("acp_after_tax", "annual_additions", "deferral_excess", "adp", "")
TOLD_ALONE: Final = ("auto_enrollment",)  # reasons that are told, but rare enough not to be offered
ACCOUNTS: Final = ("after_tax", "roth_401k", "roth_ira", "pretax", "traditional_ira", "")
_FRESH: Final = 10  # days after which a conversion should have arrived


def _rest_words(state: State, kept: Entry) -> str:
    """What follows where all that was left was moved: its growth, or that more should have been left."""
    if not moves_the_rest(kept.said) or kept.to_date or kept.basis is None:
        return ""
    left = left_before(state, kept.kind, kept.day)
    if left < kept.basis or left <= 0:
        return ""
    apart = {"left": money(left), "growth": money(kept.amount - kept.basis), "less": money(left - kept.amount)}
    return state.domain.message("ledger_rest", below=left > kept.amount, **apart)


def settle(state: State, value: Any) -> Reply:
    """Goes on with the entry in `value`, the reading that was chosen: asks what is still open, or keeps it."""
    if isinstance(value, Mapping) and "entries" in value:
        return keep_all(state, entries_in(value["entries"]))
    entry = from_json(value.get("entry")) if isinstance(value, Mapping) else None
    if entry is None:
        return Reply(state.session, lead=state.domain.message("old_button_text"), outcome=Done.STALE, whole=True)
    return go_on(state, entry, [str(one) for one in value.get("ask", ())], entries_in(value.get("waiting")))


def questions(reading: MovementReading, entry: Entry, *, confirm: bool) -> list[str]:
    asked: list[str] = [MONEY] if reading.unsure == "money" else []
    if entry.kind == "refunded" and not entry.reason:
        asked.append(REASON)
    if entry.kind == "withdrew" and not entry.account:
        asked.append(ACCOUNT)
    if confirm:
        asked.append(CONFIRM if reading.day_said else DAY)
    return asked


# The articles on what to do about a payment to the person, and about a refund by its reason.
OF_PAID_OUT: Final = "split-within-60-days"
OF_REFUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "acp_after_tax": "fix-acp-refund",
        "adp": "adp-test",
        "annual_additions": "fix-over-limit",
        "deferral_excess": "fix-excess-deferral",
        "auto_enrollment": "auto-enrollment-refund",
    }
)


def check_entry(entry: Entry) -> Entry:
    """The entry of a check; own money in it is told of the after-tax account alone."""
    of_after_tax = entry.kind == "withdrew" and not entry.account and entry.basis is not None
    return replace(entry, account="after_tax") if of_after_tax else entry


def go_on(state: State, entry: Entry, asked: Sequence[str], waiting: Sequence[Entry] = ()) -> Reply:
    """Asks the first of what is `asked` about the entry; keeps it where nothing is, else with those that wait too."""
    if waiting and not set(asked) - {CONFIRM, DAY}:
        guessed = state.domain.message("ledger_day_taken") if DAY in asked else ""
        return ask_about_all(state, [*waiting, entry], entry.said, guessed)
    if not asked:
        return keep(state, entry)
    first, rest = asked[0], asked[1:]
    if first == REASON:
        usual = [one for one in REASONS if not (entry.code == "8" and one == "annual_additions")]
        shown = [
            as_reading(
                state.domain.button(f"ledger_reason_{one or 'unknown'}"), replace(entry, reason=one), rest, waiting
            )
            for one in usual
        ]
        return hold(state, "", entry.said, tuple(shown), REASON)
    if first == MONEY:
        shown = [
            as_reading(state.domain.button(name), replace(entry, kind=kind), rest, waiting)
            for name, kind in MONEYS.items()
        ]
        return hold(state, "", entry.said, tuple(shown), MONEY)
    if first == ACCOUNT:
        shown = [
            as_reading(
                state.domain.button(f"ledger_account_{one or 'unknown'}"), replace(entry, account=one), rest, waiting
            )
            for one in ACCOUNTS
        ]
        return hold(state, "", entry.said, tuple(shown), ACCOUNT)
    extra = {"lines": state.domain.message("ledger_day_taken")} if first != CONFIRM else None
    one = as_reading(words_of(state, entry), entry, rest)
    return hold(state, "", entry.said, (one,), CONFIRM, extra)


def as_reading(label: str, entry: Entry, ask: Sequence[str], waiting: Sequence[Entry] = ()) -> Candidate:
    rest = {"waiting": [to_json(one) for one in waiting]} if waiting else {}
    return Candidate(label, {"entry": to_json(entry), "ask": list(ask), **rest})


def keep(state: State, entry: Entry) -> Reply:
    """Keeps the entry (in the place of the one of its number, if it has one) and says what follows."""
    before = state.session
    if entry.id:
        old = find(before, entry.id)
        if old is None:
            return say(state, "ledger_no_entry", "no entry", number=entry.id)
        after, kept, name = undoable(correct(before, entry), put=(old,)), entry, "ledger_corrected"
    else:
        try:
            after, kept = add(with_told_before(state, [entry]), entry)
        except ValueError:
            return say(state, "ledger_full", "full")
        after = undoable(after, drop=(kept.id,))
        name = "ledger_stored"
    lines = [state.domain.message(name, entry=words_of(state, kept), number=kept.id)]
    held, asked = held_in(state, after, [kept], asked=not entry.id)
    lines += held
    after, in_step = put_in_step(state, after)
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
    undo = ledger_button(state, "button_ledger_undo", word, str(kept.id))
    buttons = [
        *asked,
        undo,
        *_asked_after(state, after, kept),
        to_year(state, kept.day.year),
        *_of_trouble(state, kept),
    ]
    return done(after, lines, buttons, entry.kind)


def _of_trouble(state: State, entry: Entry) -> list[Button]:
    """The article on what to do about what came back from the plan."""
    if entry.kind == "withdrew" and read_plan_check(entry.said, state.today) is not None:
        article = OF_PAID_OUT
    else:
        article = OF_REFUNDS.get(entry.reason, "") if entry.kind == "refunded" else ""
    return [button for row in articles_below(state, article) for button in row] if article else []


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
    for one in entries[:SHOWN]:
        there = holds(state.session, one)
        lines.append(state.domain.message("ledger_list_line", entry=words_of(state, one), there=there))
    if len(entries) > SHOWN:
        lines.append(state.domain.message("ledger_list_more", count=len(entries) - SHOWN))
    lines.append(state.domain.message("ledger_list_sums", sums=list_sums(state, entries)))
    candidate = Candidate(str(len(entries)), {"entries": [to_json(one) for one in entries]})
    extra = {"lines": "\n".join(filter(None, [*lines, remarks]))}
    held = hold(state, "", text[:SAID], (candidate,), LIST, extra)
    return replace(held, outcome=Done.LEDGER, detail="asked", took=False)


def keep_all(state: State, entries: Sequence[Entry]) -> Reply:
    """Keeps those of the entries that are not there yet, and says what the years then come to."""
    try:
        after, kept = add_all(with_told_before(state, entries), entries)
    except ValueError:
        return say(state, "ledger_full", "full")
    if kept:
        after = undoable(after, drop=tuple(one.id for one in kept))
    after, in_step = put_in_step(state, after)
    lines = [state.domain.message("ledger_stored_all", count=len(kept), there=len(entries) - len(kept))]
    held, asked = held_in(state, after, kept, asked=True)
    lines += held if asked else []
    for year in sorted({one.day.year for one in kept}, reverse=True)[:3]:
        lines += year_sums(state, after, year)
    lines += in_step
    if kept:
        after = note(after, entry=kept[-1].id, correcting=False)
        lines += warnings(state, after, max(kept, key=lambda one: one.day))
    undo = [undo_button(state, kept[-1])] if kept else []
    buttons = [*asked, *undo, to_year(state, max((one.day.year for one in entries), default=0))]
    return done(after, lines, buttons, "several kept")


def hold_in_figure(state: State, amount: Decimal) -> Reply:
    """Takes `amount` for what the year comes to with all entries, as was said, and says what that makes."""
    entries, year = entries_of(state.session), state.today.year
    last = checkpoint(entries, "contributed", year)
    if last is None or last.amount != amount or total(entries, "contributed", year) != amount:
        return keep(state.without_pending(), Entry("contributed", state.today, amount, to_date=True))
    values = {"amount": money(last.amount), "day": said_date(last.day)}
    lines = [state.domain.message("ledger_all_part_of", **values), *year_sums(state, state.session, year, above=False)]
    if (room := room_left(state, state.session)) is not None:
        lines.append(state.domain.message("ledger_room", year=year, room=money(room)))
    return done(state.session, lines, [to_year(state, year)], "part of a figure")


def questions_of_corrected(entry: Entry) -> list[str]:
    """What a corrected entry lacks: why it was refunded, where a withdrawal came from."""
    if entry.kind == "refunded" and not entry.reason:
        return [REASON]
    return [ACCOUNT] if entry.kind == "withdrew" and not entry.account else []


def _asked_after(state: State, session: Session, kept: Entry) -> list[Button]:
    """What a kept entry asks: which is right, the figure or the entries; whether to look if a conversion arrived."""
    buttons: list[Button] = []
    if kept.kind in ("converted", "rolled") and not kept.to_date and kept.day >= state.today - timedelta(days=_FRESH):
        buttons.append(
            Button(state.domain.button("button_ask_arrived"), payloads.make(payloads.REMINDER, "arrived", str(kept.id)))
        )
    last = checkpoint(entries_of(session), kept.kind, kept.day.year)
    apart = difference(entries_of(session), kept.kind, kept.day.year)
    if last is not None and kept.to_date and apart and has_before(entries_of(session), last):
        buttons.append(ledger_button(state, "button_ledger_figure", "figure", str(last.id)))
        buttons.append(ledger_button(state, "button_ledger_entries", "entries", str(last.id)))
    return buttons
