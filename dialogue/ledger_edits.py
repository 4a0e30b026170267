"""Which entry of the ledger a message wants changed or deleted, and what it should say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dialogue.state import State
from flows.ledger import Entry, entries_of, find, latest_of, latest_of_kind
from nlu.entry_edits import LAST as LATEST
from nlu.entry_edits import (
    EntryName,
    all_own,
    read_account,
    read_entry_edit,
    read_kind_edit,
    read_new_kind,
    read_other_month,
    read_other_year,
    went_to_roth_ira,
)
from nlu.ledger_edits import (
    LAST,
    LONGEST,
    EditWords,
    asks_to_drop_double,
    day_of_month_in,
    instead_of,
    read_edit_words,
    tells_anew,
    tells_loss,
    tells_of_entry,
    tells_own_part,
)
from nlu.message.fact import Plan, Whose
from nlu.movements.amounts import has_main_amount
from nlu.movements.days import days_in, read_day
from nlu.plan_names import PlanNamed, read_plan_name

NEVER_BY_KIND = frozenset({"deferred", "matched"})  # "change my deferral to 20,000" is said of an answer
_CHATTER = re.compile(r"(?:[\s,;.:!]+(?:lol|haha|btw|sorry|tbh|actually|not mine|my bad))+\W*$", re.IGNORECASE)
_MOVED = frozenset({"converted", "rolled"})


@dataclass(frozen=True, slots=True)
class Edit:
    """Entries to be deleted (`words` empty) or one to be changed to what `words` say; LAST is the one told last.

    `which`: several fit, and it has to be asked which one is meant. Without `numbers` none fits.
    """

    numbers: tuple[int, ...]
    words: str = ""
    which: bool = False


def read_edit(state: State, text: str) -> Edit | None:
    """The entry that `text` wants deleted or changed; None where it names none, or the ledger is empty.

    "that was 1,600, not 1,500" names the entry by what it said, "the conversion should be 1,600" by its kind; "that was
    1,600" is the one just spoken of.
    """
    if not entries_of(state.session):
        gone = read_entry_edit(text, state.today)
        return Edit(()) if gone is not None and gone.name.everyone and gone.name.until and not gone.words else None
    if asks_to_drop_double(text) and (double := _double(state, text)) is not None:
        return double
    if (named := _named(state, text)) is not None:
        return named
    if (told := instead_of(text)) is not None and (one := _of_day_and_amount(state, told.words, told.old)) is not None:
        return Edit((one[0].id,), one[1])
    wanted = read_edit_words(text)
    if wanted is not None and wanted.number is not None:
        return Edit((wanted.number,), wanted.words)
    notes = state.session.notes
    spoken_of = find(state.session, notes.entry) if notes.entry else None
    if spoken_of is not None and wanted is not None and not wanted.words:
        return Edit((spoken_of.id,))
    if spoken_of is not None and notes.correcting and _changes(state, text, spoken_of):
        return Edit((spoken_of.id,), text.strip().rstrip(".!"))
    own_or_lost = spoken_of is not None and (tells_own_part(text) or (spoken_of.kind in _MOVED and tells_loss(text)))
    if wanted is None and spoken_of is not None and own_or_lost and len(text.split()) <= LONGEST:
        return Edit((spoken_of.id,), text.strip().rstrip(".!"))
    return _of_words(state, wanted, spoken_of) if wanted is not None and wanted.words else None


def _of_words(state: State, wanted: EditWords, spoken_of: Entry | None) -> Edit | None:
    """The change of the entry of the amount or the kind that `wanted` names, or of the one just spoken of."""
    if wanted.old is not None:
        if day_of_month_in(wanted.words) and (one := _of_day_and_amount(state, wanted.words, wanted.old)) is not None:
            return Edit((one[0].id,), one[1])
        of_amount = _of_amount(state, spoken_of, wanted.old)
        return Edit((of_amount.id,), wanted.words) if of_amount is not None else None
    if wanted.kind and (spoken_of is None or spoken_of.kind != wanted.kind):
        spoken_of = latest_of_kind(state.session, wanted.kind)
    if spoken_of is None or not _changes(state, wanted.words, spoken_of):
        return None
    return Edit((spoken_of.id,), wanted.words)


def _of_day_and_amount(state: State, text: str, amount: Decimal | None) -> tuple[Entry, str] | None:
    """The latest entry of `amount`, on the day that `text` names where it names one, and `text` without that name."""
    there = [one for one in entries_of(state.session) if one.amount == amount]
    found, words = _of_day(state, there, text)
    return (found[-1], words) if found else None


def _of_day(state: State, entries: Sequence[Entry], words: str) -> tuple[list[Entry], str]:
    """Those of the entries on the day in `words`, whose month may be left out, with the words that are no name then.

    All of them where no day is told.
    """
    day = read_day(words, state.today)
    if day is None:
        return list(entries), words
    nth = day_of_month_in(words)
    if nth is not None and (found := [one for one in entries if one.day.day == nth[0]]):
        return found, nth[1]
    return [one for one in entries if one.day == day], words


def read_waiting_edit(state: State, text: str, waiting: Sequence[Entry], *, surely: bool = False) -> Edit | None:
    """What `text` wants one of the entries to say that are `waiting` for a yes; None where it tells of none of them.

    Its number is the place in `waiting`, from 1. Of several it is named by its place, its day, its kind of money or
    the amount that was wrong; else it is one told in the last message, and where that told several, it has to be
    asked. `surely`: not where the words may name an entry that was stored before.
    """
    numbered = [replace(one, id=place) for place, one in enumerate(waiting, 1)]
    if not numbered or len(text.split()) > LONGEST:
        return None
    said = text.strip().rstrip(".!")
    wanted = read_edit_words(said)
    old = wanted.old if wanted is not None else None
    words = wanted.words if wanted is not None and wanted.number is None else "" if wanted is not None else said
    named = read_entry_edit(said, state.today) or (read_kind_edit(said) if len(numbered) > 1 else None)
    if named is not None and named.words and (found := fitting(numbered, named.name)):
        words, named_so = named.words, True
    elif old is not None:
        found, named_so = [one for one in numbered if one.amount == old], True
    else:
        found, named_so = _spoken_of(state, numbered), False
    if len(found) > 1 and has_main_amount(words) and read_day(words, state.today) is not None:
        of_day, rest = _of_day(state, found, words)
        found, words, named_so = (of_day, rest, True) if of_day else (found, words, named_so)
    names_another = named is not None or old is not None or (wanted is not None and bool(wanted.kind))
    if (surely and names_another and not named_so) or not found or not words or not tells_of_entry(words, state.today):
        return None
    if wanted is None and named is None and tells_anew(said):
        return None
    return Edit(tuple(one.id for one in found), words, which=len(found) > 1)


def _spoken_of(state: State, waiting: Sequence[Entry]) -> list[Entry]:
    """Those of the entries that wait that the message told about which the question is; else those told last."""
    pending = state.session.pending
    told = [one for one in waiting if pending is not None and one.said and one.said.startswith(pending.said)]
    return told or [one for one in waiting if one.said == waiting[-1].said]


def _double(state: State, text: str) -> Edit | None:
    """The later of two entries that say the same, on the day that is told where one is; None where none is double."""
    entries = entries_of(state.session)
    told = {day for day, _, _, _ in days_in(text, state.today)}
    seen = set[tuple[str, date, Decimal]]()
    again: list[Entry] = []
    for one in sorted(entries, key=lambda each: each.id):
        key = (one.kind, one.day, one.amount)
        if key in seen and (not told or one.day in told):
            again.append(one)
        seen.add(key)
    return Edit(tuple(one.id for one in again), which=len(again) > 1) if again else None


def plan_in(words: str) -> PlanNamed | None:
    """The plan that the new words for an entry name as the one it belongs to: "my old job's plan"."""
    words = _CHATTER.sub("", words)
    named = read_plan_name(words) or (read_plan_name(f"{words} plan") if words.endswith("'s") else None)
    elsewhere = named is not None and (named.whose is Whose.SPOUSE or named.plan is not Plan.THIS)
    return named if elsewhere and named is not None and not named.forget and not named.new else None


def fitting(entries: Sequence[Entry], name: EntryName) -> list[Entry]:
    """The entries that `name` names, by day."""
    if name.numbers:
        return [one for one in entries if one.id in name.numbers]
    found = [
        one
        for one in entries
        if (
            not name.kind
            or one.kind == name.kind
            or (name.kind == "contributed" and one.kind == "deferred" and name.day)
        )
        and (name.day is None or name.until is None or name.day <= one.day <= name.until)
        and (name.amount is None or one.amount == name.amount)
        and (not name.to_date or one.to_date)
    ]
    if name.everyone and not name.to_date:
        found = [one for one in found if not one.to_date] or found
    if name.pair and len(found) > 2:  # "both the 1,500s": two contributions, whatever else was of as much
        by_kind = [[one for one in found if one.kind == kind] for kind in {one.kind for one in found}]
        pairs = [one for one in by_kind if len(one) == 2]
        found = pairs[0] if len(pairs) == 1 else found
    if name.place == LATEST:
        return [max(found, key=lambda one: one.id)] if found and not name.kind and name.day is None else found[-1:]
    return found[name.place - 1 : name.place] if name.place else found


def _named(state: State, text: str) -> Edit | None:
    wanted = read_entry_edit(text, state.today)
    if wanted is None:
        return None
    entries, name = entries_of(state.session), wanted.name
    if name.by_kind_alone and name.kind in NEVER_BY_KIND:
        return None
    if name.numbers:
        return Edit(name.numbers, wanted.words)
    found = fitting(entries, name)
    if not found:
        whole_month = name.everyone and name.until is not None
        return None if wanted.words or not (name.kind or name.amount or whole_month) else Edit(())
    spoken_of = state.session.notes.entry
    if name.by_kind_alone and any(one.id == spoken_of for one in found):
        found = [one for one in found if one.id == spoken_of]
    if wanted.words and not _changes(state, wanted.words, found[0]):
        return None
    return Edit(
        tuple(one.id for one in found),
        wanted.words,
        which=len(found) > 1 and (not name.everyone or (name.pair and len(found) != 2)),
    )


def _changes(state: State, text: str, entry: Entry) -> bool:
    if len(text.split()) > LONGEST or "%" in text:
        return False
    told = read_new_kind(text) is not None or bool(read_account(text, entry.kind)) or plan_in(text) is not None
    told = told or (entry.kind == "converted" and went_to_roth_ira(text))
    told = told or read_other_month(text, entry.day, state.today) is not None
    return told or all_own(text) or read_other_year(text, state.today) is not None or tells_of_entry(text, state.today)


def _of_amount(state: State, spoken_of: Entry | None, amount: Decimal) -> Entry | None:
    """The entry just spoken of if it is of `amount` dollars, else the latest that is."""
    return spoken_of if spoken_of is not None and spoken_of.amount == amount else latest_of(state.session, amount)


__all__ = ["LAST", "Edit", "read_edit", "read_waiting_edit"]
