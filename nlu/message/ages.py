"""Ages in a message: by a birth date, with a birthday to them, or plain."""

import re
from collections.abc import Sequence
from decimal import Decimal

from nlu.entities.age import near_a_boundary, read_age
from nlu.entities.calendar_dates import Written, month_only, with_holidays, written_date
from nlu.entities.guarded import guarded
from nlu.entities.hedges import hedges_of
from nlu.entities.reading import Choice, Context, Reading, Reason, asks
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import phrase_table
from nlu.message.anchors import Amount
from nlu.message.fact import Whose
from nlu.message.notes import Notes, Span
from nlu.message.scopes import people_in
from nlu.message.segments import Segment
from nlu.message.sizes import WEAK_AGE

_TURNING = frozenset(
    {
        "turning",
        "turn",
        "turned",
        "i turn",
        "just turned",
        "about to turn",
        "will be",
        "ill be",
        "i will be",
        "going to be",
    }
)
_BIRTHDAY = frozenset({"until", "till", "til", "birthday", "bday"})
_YET_TO_COME = frozenset({"turning", "turn", "turns"})
_FRACTIONS = frozenset({Decimal("0.5"), Decimal("0.25"), Decimal("0.75")})
_BORN = guarded(
    r"\b(?:born|dob|d\.o\.b\.|birth\s?da(?:y|te)|date of birth|year of birth|birth\s?year|b\.)\b[^!?;]{0,40}",
    re.IGNORECASE,
)
# Ages of two in one breath, of which nothing says whose is which.
_OF_BOTH = re.compile(
    r"\b(?:ages|aged|we are|we're) (\d\d)(?:,? (?:and|&) |/|, ?)(\d\d)\b(?![.,]?\d|[%k])", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d$,.])(?:19[3-9]\d|20[01]\d)(?!\d|[,.]\d)|'\d\d\b")


def find_birth(text: str, context: Context) -> tuple[Reading, Span] | None:
    """An age from "born 3/4/1966" or "born in '66", with the characters that say so."""
    for match in _BORN.finditer(text):
        snippet = match[0]
        written = written_date(snippet, born=True, today=context.today)
        if written not in {None, "no_such_day"} and getattr(written, "year", None):
            end: int = getattr(written, "end", 0)
            said = snippet[:end]
        else:
            year = _YEAR.search(snippet) or re.search(
                r"(?<=born in )\d{2}\b|(?<= of )\d{2}\b(?!\s*(?:%|k\b|,\d))", snippet
            )
            if year is None:
                continue
            said, end = f"born in {year[0]}", year.end()
        reading = read_age(said, context)
        if reading.plain:
            return reading, (match.start(), match.start() + end)
    return None


def note_ages(notes: Notes) -> None:
    """Ages with a birthday to them ("60 next month") are read with all the words of their segment."""
    if "age" in notes.slots:
        return
    if (both := _OF_BOTH.search(notes.text)) is not None and people_in(notes.text.lower().split()) is Whose.SPOUSE:
        notes.unclear["age"] = asks(Reason.TWO_READINGS, *(Choice(one, int(one)) for one in both.groups()))
        notes.take_characters(both.start(1), both.end(2))
        return
    found: list[tuple[int, Segment]] = []
    unsure: list[tuple[Reading, Segment]] = []
    for segment in notes.segments:
        tokens = notes.tokens[segment.start : segment.end]
        if not segment.stated or not numbers_of(tokens) or notes.taken & set(range(segment.start, segment.end)):
            continue
        if not _speaks_of_age(tokens):
            continue
        reading = read_age(notes.text[tokens[0].start : tokens[-1].end], notes.context)
        if _counts(notes, tokens, reading):
            found.append((reading.value, segment))
        elif reading.value is not None and len(reading.readings) > 1 and _has_to_be_asked(notes, tokens, reading):
            unsure.append((reading, segment))
    if len({value for value, _ in found}) > 1:
        first, last = found[0][1], found[-1][1]
        joined = notes.text[notes.tokens[first.start].start : notes.tokens[last.end - 1].end]
        reading = read_age(joined, notes.context)
        if _counts(notes, notes.tokens[first.start : last.end], reading):
            found = [(reading.value, segment) for _, segment in found]
    for value, segment in found:
        notes.put("age", value, segment.start)
        notes.take((segment.start, segment.end))
        if len(found) > 1 or _names_the_day(notes, notes.tokens[segment.start : segment.end]):
            notes.firm.add(segment.start)  # neither of the ages in the words is the one of the year's end
    for reading, segment in unsure:
        notes.unclear["age"] = reading
        notes.take((segment.start, segment.end))


def _has_to_be_asked(notes: Notes, tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether an age that may be of two years is asked about: one yet to be reached, in part of a year or a month."""
    if _YET_TO_COME & {token.text for token in tokens}:
        return True
    said = notes.text[tokens[0].start : tokens[-1].end]
    return reading.reason == Reason.TWO_READINGS and (_is_fraction(tokens) or month_only(said) is not None)


def _counts(notes: Notes, tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether a reading counts unasked; beside a birthday whose day is named other words take nothing from it."""
    return reading.plain or (reading.reason is Reason.EXTRA_WORDS and _names_the_day(notes, tokens))


def _names_the_day(notes: Notes, tokens: Sequence[Token]) -> bool:
    """Whether a day is named until which the age counts or on which the birthday is, whatever else is said beside."""
    said = notes.text[tokens[0].start : tokens[-1].end]
    said = with_holidays(said)
    dated = isinstance(written_date(said, today=notes.context.today), Written) or month_only(said) is not None
    return dated and bool(_BIRTHDAY & {token.text for token in tokens})


def _is_fraction(tokens: Sequence[Token]) -> bool:
    """Whether an age is said with a part of a year: "59 and a half", "59.5", "52 and 3/4"."""
    words = {token.text for token in tokens}
    if words & {
        "put",
        "putting",
        "defer",
        "deferred",
        "deferring",
        "contributed",
        "contribute",
        "match",
        "my",
        "their",
    }:
        return False
    return bool(words & {"half", "quarter", "quarters", "/"}) or any(
        token.value % 1 in _FRACTIONS and 16 <= token.value <= 95 and not token.unit for token in numbers_of(tokens)
    )


def _speaks_of_age(tokens: Sequence[Token]) -> bool:
    """Whether a segment is about an age by its words, not only by the size of its number."""
    words = {token.text for token in tokens}
    if len(tokens) == 1 or not any(token.kind == "word" for token in tokens):
        return False
    place = next(index for index, token in enumerate(tokens) if token.kind == "number")
    before = [token.text for token in tokens[:place]]
    birthdays = phrase_table("birthdays").find(tokens)
    if len(tokens) <= 5 and (month_only(" ".join(token.text for token in tokens)) or birthdays):
        return True
    if _is_fraction(tokens) or "since" in words:
        return not any(token.unit for token in numbers_of(tokens))
    if words & {"old", "yo", "age", "aged", "birthday", "turn", "turning", "turned", "born", "bday"}:
        return True
    return before[-1:] in (["im"], ["am"], ["be"]) or before[-2:] in (
        ["im", "currently"],
        ["im", "now"],
        ["im", "just"],
    )


def note_plain_age(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes an age that its words give as it stands; one that is said roughly is asked about where it matters."""
    anchor, token = amount.anchor, notes.tokens[amount.place]
    words = " ".join(one.text for one in notes.tokens[anchor.start : anchor.end]) if anchor else ""
    if words in _TURNING - WEAK_AGE or words in {"will be", "ill be", "i will be", "going to be"}:
        return  # which year it is about was not read: left to be asked
    hedges = hedges_of(notes.tokens[segment.start : segment.end])
    value = int(token.value)
    if hedges.guess or (hedges.approximate and near_a_boundary(value)):
        notes.unclear["age"] = Reading(value, True, Reason.GUESS, (Choice(str(value), value),))
        return
    notes.put("age", value, amount.place)
