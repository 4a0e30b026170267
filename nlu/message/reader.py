"""Reads a whole message: the facts it states, what it mends, whether it asks. What is not sure is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from core.match import MatchFormula
from nlu.control import read_control
from nlu.entities.deferral import MAXIMUM
from nlu.entities.reading import Context, Json, Reading, asks, to_json
from nlu.entities.text import clean, tokens_of_clean
from nlu.lexicon import phrase_table
from nlu.match.items import items_of
from nlu.message.ages import find_birth, note_ages
from nlu.message.amounts import note_amounts
from nlu.message.bare_numbers import note_bare
from nlu.message.corrected_slot import mend
from nlu.message.corrections import as_it_stands, is_correction, old_and_new
from nlu.message.names import Names, note_names
from nlu.message.notes import Notes, stated_at
from nlu.message.plan import note_catch_up, note_maximum
from nlu.message.segments import Segment, segments_of, supposes, with_line_ends
from nlu.message.stated_match import find_match, match_slots, pasted_places
from nlu.message.status import find_filing_status, find_pay_frequency
from nlu.message.years import find_tax_year

_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class MessageReading:
    """What a message holds. `slots`: facts as plain JSON, by slot. `correction_of`: the slot that it mends.

    `question`: it asks something, and `rest` is what it asks. `hypothetical`: it supposes something ("what if …");
    `supposed` holds those suppositions by slot. `unclear`: slots it speaks of in a way that has to be asked about.
    """

    slots: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    correction_of: str | None = None
    question: bool = False
    rest: str = ""
    hypothetical: bool = False
    supposed: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    unclear: Mapping[str, Reading] = field(default_factory=lambda: MappingProxyType({}))


def read_message(text: str, context: Context, employers: Names = (), providers: Names = ()) -> MessageReading:
    """Reads a whole message. `employers` and `providers` are names to know, or names with what they stand for."""
    plain = with_line_ends(clean(text[:_LONGEST]))
    tokens = tokens_of_clean(plain)
    segments = segments_of(tokens)
    notes = Notes(plain, tokens, segments, context)
    old, _ = old_and_new(tokens)
    correcting = (is_correction(plain) or bool(old)) and not any(one.supposed for one in segments)
    if correcting:
        notes.tokens = tokens = as_it_stands(tuple(token for token in tokens if token not in old))
        notes.segments = segments = segments_of(tokens)
    _gather(notes, employers, providers)
    supposed = _supposed(notes, employers, providers)
    if set(supposed) == {"tax_year"} and not supposes(plain):
        # "How much can I put in for 2026?" asks about that year; nothing is supposed.
        notes.put("tax_year", supposed.pop("tax_year"))
    correction_of = mend(notes, old) if correcting else None
    if correction_of is None and not notes.slots:
        control = read_control(text)
        correction_of = control.slot if control is not None and control.kind == "change" else None
    for slot in notes.clashing:
        notes.slots.pop(slot, None)
        notes.unclear[slot] = asks("two_readings")
    asked = [one for one in segments if one.asked]
    return MessageReading(
        slots=MappingProxyType({slot: to_json(value) for slot, value in notes.slots.items()}),
        correction_of=correction_of,
        question=bool(asked) or "?" in plain,
        rest=_words(notes, asked),
        hypothetical=bool(supposed) or supposes(plain),
        supposed=MappingProxyType(supposed),
        unclear=MappingProxyType(notes.unclear),
    )


def _words(notes: Notes, segments: Sequence[Segment]) -> str:
    """The words of `segments` as they were typed."""
    pieces = [notes.text[notes.tokens[one.start].start : notes.tokens[one.end - 1].end] for one in segments]
    return ", ".join(piece.strip() for piece in pieces if piece.strip())


def _gather(notes: Notes, employers: Names, providers: Names) -> None:
    """All the facts of the stated segments."""
    note_names(notes, employers, providers)
    pasted = pasted_places(notes.tokens, notes.segments)
    own_words = [
        replace(one, kind="mark", text=",") if place in pasted else one for place, one in enumerate(notes.tokens)
    ]
    year = find_tax_year(notes.text, own_words, notes.segments, notes.context)
    if year is not None:
        notes.take(year[1])
        if year[0].plain:
            notes.put("tax_year", year[0].value)
            notes.context = replace(notes.context, tax_year=year[0].value)  # ages count on its 31 December
        else:
            notes.unclear["tax_year"] = year[0]
    birth = find_birth(notes.text, notes.context)
    if birth is not None and stated_at(notes, birth[1][0]):
        notes.put("age", birth[0].value)
        notes.take_characters(*birth[1])
    match = find_match(notes.tokens, notes.segments, notes.context)
    if match is not None:
        reading, span = match
        notes.take(span)
        if reading.plain:
            for slot, value in match_slots(reading, notes.tokens, span).items():
                notes.put(slot, value)
        else:
            notes.unclear["match"] = reading
    if "nonelective_rate" in notes.slots and "match" not in notes.slots and _says_no_match(notes):
        notes.put("match", MatchFormula())
    status = find_filing_status(notes.tokens, notes.segments, notes.context)
    if status is not None:
        notes.put("filing_status", status[0])
        notes.take(status[1])
    frequency = find_pay_frequency(notes.tokens, notes.segments, notes.context)
    if frequency is not None:
        notes.put("pay_frequency", frequency[0])
        notes.take(frequency[1])
    note_catch_up(notes)
    note_ages(notes)
    note_maximum(notes)
    note_amounts(notes)
    note_bare(notes)


def _says_no_match(notes: Notes) -> bool:
    stated = [item for one in notes.segments if one.stated for item in items_of(notes.tokens[one.start : one.end])]
    return any(item.kind == "none" and "match" in item.word for item in stated)


def _after_supposing(notes: Notes, segment: Segment) -> int:
    """Where a segment goes on after the words that suppose ("what if I")."""
    start = segment.start
    for place in range(segment.start, segment.end):
        found = phrase_table("supposing").at(notes.tokens[: segment.end], place)
        start = found.end if found is not None else start
    return start


def _supposed(notes: Notes, employers: Names, providers: Names) -> dict[str, Json]:
    """The facts of the clauses that suppose something, read as if they were stated."""
    inside = [one for one in notes.segments if one.supposed]
    if not inside:
        return {}
    as_stated = [Segment(_after_supposing(notes, one), one.end, one.sentence, one.joint) for one in inside]
    as_stated = [one for one in as_stated if one.start < one.end]
    supposed = tuple(replace(one, text="is") if one.text in {"was", "were"} else one for one in notes.tokens)
    probe = Notes(notes.text, supposed, as_stated, notes.context)
    probe.slots = {slot: value for slot, value in notes.slots.items() if slot == "pay"}
    before = set(probe.slots)
    _gather(probe, employers, providers)
    for segment in as_stated:
        words = [token.text for token in notes.tokens[segment.start : segment.end]]
        if (
            "deferral" not in probe.slots
            and {"max", "maximum"} & set(words)
            and not {"match", "ira", "tax"} & set(words)
        ):
            probe.slots["deferral"] = MAXIMUM
    return {slot: to_json(value) for slot, value in probe.slots.items() if slot not in before | probe.clashing}
