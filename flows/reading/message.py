"""Reads a whole message: the facts it states, what it mends, whether it asks. What is not sure is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from core.match import MatchFormula
from flows.reading import message_parts as parts
from flows.reading.age import read_age
from flows.reading.control import slot_names
from flows.reading.corrections import is_correction, mended_slot, old_and_new
from flows.reading.dates import month_only
from flows.reading.deferral import MAXIMUM, deferral_limit
from flows.reading.facts import PERIODS, WEAK_AGE, Amount, assigned
from flows.reading.hedges import hedges_of
from flows.reading.match_formula import read_match_tokens
from flows.reading.match_words import items_of
from flows.reading.named import Names, find_employer, find_provider, find_state
from flows.reading.pay import PER_YEAR
from flows.reading.result import Context, Json, Reading, asks, money_choice, to_json
from flows.reading.segments import Segment, segments_of, supposes, with_line_ends
from flows.reading.text import clean, tokens_of_clean
from flows.reading.tokens import Token, numbers_of
from flows.reading.words import fillers, phrase_table

_TIMES = {"month": 12, "week": 52, "two_weeks": 26, "half_month": 24}
_LONGEST = 4096
_LEAST_BARE_PAY = 50_000  # an amount without words below it may be a deferral as well
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
_PAST = frozenset(
    {
        "last year",
        "years ago",
        "used to",
        "previous",
        "previously",
        "former",
        "formerly",
        "old job",
        "back then",
        "last job",
    }
)
_MORE_PAY = frozenset({"bonus", "bonuses", "rsu", "rsus", "stock", "commission", "commissions", "equity"})


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


@dataclass(slots=True)
class _Notes:
    """Facts while they are gathered from one message."""

    text: str
    tokens: tuple[Token, ...]
    segments: list[Segment]
    context: Context
    slots: dict[str, Any] = field(default_factory=dict)
    unclear: dict[str, Reading] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    clashing: set[str] = field(default_factory=set)

    def put(self, slot: str, value: Any) -> None:
        """Notes a fact; two different values for one slot make it unclear."""
        if slot in self.slots and self.slots[slot] != value:
            self.clashing.add(slot)
        self.slots.setdefault(slot, value)

    def take(self, span: tuple[int, int]) -> None:
        self.taken.update(range(*span))

    def take_characters(self, start: int, end: int) -> None:
        self.taken.update(place for place, token in enumerate(self.tokens) if start <= token.start < end)


def read_message(text: str, context: Context, employers: Names = (), providers: Names = ()) -> MessageReading:
    """Reads a whole message. `employers` and `providers` are names to know, or names with what they stand for."""
    plain = with_line_ends(clean(text[:_LONGEST]))
    tokens = tokens_of_clean(plain)
    segments = segments_of(tokens)
    notes = _Notes(plain, tokens, segments, context)
    old, _ = old_and_new(tokens)
    correcting = (is_correction(plain) or bool(old)) and not any(one.supposed for one in segments)
    if correcting:
        notes.tokens = tokens = tuple(token for token in tokens if token not in old)
        notes.segments = segments = segments_of(tokens)
    _gather(notes, employers, providers)
    supposed = _supposed(notes, employers, providers)
    correction_of = _correct(notes, old) if correcting else None
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


def _words(notes: _Notes, segments: Sequence[Segment]) -> str:
    """The words of `segments` as they were typed."""
    pieces = [notes.text[notes.tokens[one.start].start : notes.tokens[one.end - 1].end] for one in segments]
    return ", ".join(piece.strip() for piece in pieces if piece.strip())


def _gather(notes: _Notes, employers: Names, providers: Names) -> None:
    """All the facts of the stated segments."""
    _note_names(notes, employers, providers)
    birth = parts.find_birth(notes.text, notes.context)
    if birth is not None and _stated_at(notes, birth[1][0]):
        notes.put("age", birth[0].value)
        notes.take_characters(*birth[1])
    match = parts.find_match(notes.tokens, notes.segments, notes.context)
    if match is not None:
        reading, span = match
        notes.take(span)
        if reading.plain:
            for slot, value in parts.match_slots(reading, notes.tokens, span).items():
                notes.put(slot, value)
        else:
            notes.unclear["match"] = reading
    if "nonelective_rate" in notes.slots and "match" not in notes.slots and _says_no_match(notes):
        notes.put("match", MatchFormula())
    status = parts.find_filing_status(notes.tokens, notes.segments, notes.context)
    if status is not None:
        notes.put("filing_status", status[0])
        notes.take(status[1])
    frequency = parts.find_pay_frequency(notes.tokens, notes.segments)
    if frequency is not None:
        notes.put("pay_frequency", frequency[0])
        notes.take(frequency[1])
    year = parts.find_tax_year(notes.text, notes.tokens, notes.segments, notes.context)
    if year is not None:
        notes.take(year[1])
        if year[0].plain:
            notes.put("tax_year", year[0].value)
        else:
            notes.unclear["tax_year"] = year[0]
    _note_catch_up(notes)
    _note_ages(notes)
    _note_maximum(notes)
    _note_amounts(notes)
    _note_bare(notes)


def _says_no_match(notes: _Notes) -> bool:
    stated = [item for one in notes.segments if one.stated for item in items_of(notes.tokens[one.start : one.end])]
    return any(item.kind == "none" and "match" in item.word for item in stated)


def _stated_at(notes: _Notes, character: int) -> bool:
    return any(
        one.stated and notes.tokens[one.start].start <= character < notes.tokens[one.end - 1].end
        for one in notes.segments
    )


def _note_names(notes: _Notes, employers: Names, providers: Names) -> None:
    for slot, found in (
        ("state", find_state(notes.text)),
        ("employer", find_employer(notes.text, employers)),
        ("provider", find_provider(notes.text, providers)),
    ):
        if found is not None and _stated_at(notes, found[1]):
            if (
                slot == "provider"
                and notes.slots.get("employer", "").lower() == notes.text[found[1] : found[2]].lower()
            ):
                continue
            notes.put(slot, found[0])
            notes.take_characters(found[1], found[2])


def _note_catch_up(notes: _Notes) -> None:
    """What catch-up the plan offers, where the message says so in plain words."""
    for segment in notes.segments:
        if not segment.stated:
            continue
        words = " ".join(token.text for token in notes.tokens[segment.start : segment.end])
        if "catch" not in words or "plan" not in words:
            continue
        higher = any(one in words for one in ("60 63", "60 to 63", "60 - 63", "super", "higher", "enhanced"))
        denied = any(one in words.split() for one in ("no", "not", "doesnt", "without", "lacks", "isnt", "only"))
        if higher:
            notes.put("plan_catch_up", "regular" if denied else "enhanced")
        elif denied:
            notes.put("plan_catch_up", "regular" if "only" in words.split() else "none")
        notes.take((segment.start, segment.end))


def _note_ages(notes: _Notes) -> None:
    """Ages with a birthday to them ("60 next month") are read with all the words of their segment."""
    if "age" in notes.slots:
        return
    found: list[tuple[int, Segment]] = []
    for segment in notes.segments:
        tokens = notes.tokens[segment.start : segment.end]
        if not segment.stated or not numbers_of(tokens) or notes.taken & set(range(segment.start, segment.end)):
            continue
        reading = read_age(notes.text[tokens[0].start : tokens[-1].end], notes.context)
        if reading.plain and _speaks_of_age(tokens):
            found.append((reading.value, segment))
    if len({value for value, _ in found}) > 1:
        first, last = found[0][1], found[-1][1]
        joined = notes.text[notes.tokens[first.start].start : notes.tokens[last.end - 1].end]
        reading = read_age(joined, notes.context)
        if reading.plain:
            found = [(reading.value, segment) for _, segment in found]
    for value, segment in found:
        notes.put("age", value)
        notes.take((segment.start, segment.end))


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
    if words & {"old", "yo", "age", "aged", "birthday", "turn", "turning", "turned", "born", "bday"}:
        return True
    return before[-1:] in (["im"], ["am"], ["be"]) or before[-2:] in (
        ["im", "currently"],
        ["im", "now"],
        ["im", "just"],
    )


def _note_maximum(notes: _Notes) -> None:
    for segment in notes.segments:
        if not segment.stated or any(place in notes.taken for place in range(segment.start, segment.end)):
            continue
        span = parts.find_maximum(notes.tokens, segment)
        if span is None:
            continue
        notes.put("deferral", MAXIMUM)
        amounts = [
            place
            for place in range(segment.start, segment.end)
            if notes.tokens[place].kind == "number" and notes.tokens[place].value == deferral_limit(notes.context)
        ]
        notes.taken.update(amounts)
        notes.take(span)


def _note_amounts(notes: _Notes) -> None:
    spans = [(one.start, one.end) for one in notes.segments if one.stated]
    for amount in assigned(notes.tokens, spans, frozenset(notes.taken)):
        if amount.slot in {"", "ignore", "range"}:
            if amount.slot:
                notes.taken.add(amount.place)
            continue
        segment = next(one for one in notes.segments if one.start <= amount.place < one.end)
        _note_amount(notes, amount, segment)


def _note_amount(notes: _Notes, amount: Amount, segment: Segment) -> None:
    token = notes.tokens[amount.place]
    inside = notes.tokens[segment.start : segment.end]
    words = " ".join(one.text for one in inside)
    notes.taken.add(amount.place)
    if _denied(notes, amount.place, segment) or (amount.slot != "age" and any(one in words for one in _PAST)):
        return
    hedges = hedges_of(inside)
    if hedges.guess or (
        amount.slot != "plan_cap"
        and any(
            one.tag == "range" and _before_number(notes, one.end + segment.start, amount.place) for one in hedges.found
        )
    ):
        notes.unclear[amount.slot] = Reading(reason="guess", readings=(money_choice(token.value),))
        return
    if amount.slot == "age":
        _note_plain_age(notes, amount, token)
    elif amount.slot == "pay":
        _note_pay(notes, token, segment)
    elif amount.slot == "deferral":
        _note_deferral(notes, token, segment, words)
    elif amount.slot == "plan_cap":
        share = token.unit == "%"
        notes.put("plan_cap_rate" if share else "plan_cap_dollars", token.fraction if share else token.value)
    elif amount.slot == "match_dollars":
        if "match" not in notes.slots and "%" not in words and not {"up", "max", "cap", "maximum"} & set(words.split()):
            notes.put("match_dollars", token.value)
    elif amount.slot == "nonelective_rate":
        notes.put("nonelective_rate", token.fraction)
    elif amount.slot == "after_tax_made":
        if not {"make", "earn", "salary", "income", "home"} & set(words.split()) and token.value <= 100_000:
            notes.put("after_tax_made", token.value)
    else:
        notes.put(amount.slot, token.value)


def _before_number(notes: _Notes, end: int, place: int) -> bool:
    return end == place and notes.tokens[place].kind == "number"


def _denied(notes: _Notes, place: int, segment: Segment) -> bool:
    before = [token.text for token in notes.tokens[max(segment.start, place - 4) : place]]
    return bool({"not", "dont", "didnt", "isnt", "never", "cant", "wasnt", "arent"} & set(before))


def _note_plain_age(notes: _Notes, amount: Amount, token: Token) -> None:
    anchor = amount.anchor
    words = " ".join(one.text for one in notes.tokens[anchor.start : anchor.end]) if anchor else ""
    if words in _TURNING - WEAK_AGE or words in {"will be", "ill be", "i will be", "going to be"}:
        return  # which year it is about was not read: left to be asked
    notes.put("age", int(token.value))


def _period(notes: _Notes, segment: Segment) -> str:
    for place in range(segment.start, segment.end):
        found = phrase_table("anchors").at(notes.tokens[: segment.end], place)
        if found is not None and found.tag in PERIODS:
            return found.tag
    return ""


def _note_pay(notes: _Notes, token: Token, segment: Segment) -> None:
    period = _period(notes, segment)
    if period in {"hour", "paycheck"}:
        notes.unclear["pay"] = asks("hourly_needs_hours" if period == "hour" else "frequency_needed")
        return
    value = token.value
    if period:
        value *= _TIMES[period]
    elif not token.scaled and value < 1000:
        value *= 1000
    elif value < 15_000:
        notes.unclear["pay"] = Reading(value, True, "out_of_reason", (money_choice(value),))
        return
    following = next((one for one in notes.segments if one.start > segment.end - 1), None)
    more = {token.text for token in notes.tokens[segment.start : segment.end]} & _MORE_PAY
    if following is not None and following.joint in {"plus", "and", "with", "+", ","}:
        more |= {token.text for token in notes.tokens[following.start : following.start + 2]} & _MORE_PAY
    if more:
        notes.unclear["pay"] = Reading(value, True, "plus_more", (money_choice(value),))
        return
    if value > Decimal(20_000_000):
        return
    notes.put("pay", value)


def _note_deferral(notes: _Notes, token: Token, segment: Segment, words: str) -> None:
    if {"they", "employer", "company", "ira", "hsa", "529"} & set(words.split()):
        return
    period = _period(notes, segment)
    if token.unit == "%":
        pay = notes.slots.get("pay") or _pay_ahead(notes)
        if pay is None:
            notes.unclear["deferral"] = asks("needs_pay")
            return
        notes.put("deferral", (Decimal(str(pay)) * token.fraction).quantize(Decimal("0.01")))
        return
    value = token.value
    if period:
        times = _TIMES.get(period) or PER_YEAR.get(
            str(notes.slots.get("pay_frequency") or notes.context.known.get("pay_frequency"))
        )
        if period == "hour" or times is None:
            notes.unclear["deferral"] = asks("frequency_needed")
            return
        value *= times
    if value > 100_000:
        return
    notes.put("deferral", value)


def _pay_ahead(notes: _Notes) -> Decimal | None:
    """Pay that the message states further on, or that is known."""
    probe = _Notes(notes.text, notes.tokens, notes.segments, notes.context, taken=set(notes.taken))
    spans = [(one.start, one.end) for one in notes.segments if one.stated]
    for amount in assigned(probe.tokens, spans, frozenset(probe.taken)):
        if amount.slot == "pay":
            _note_amount(probe, amount, next(one for one in probe.segments if one.start <= amount.place < one.end))
    if "pay" not in probe.slots:
        _note_bare(probe)
    found = probe.slots.get("pay")
    return found if isinstance(found, Decimal) else notes.context.dollars("pay")


def _note_bare(notes: _Notes) -> None:
    """Numbers that are a whole segment by themselves: "44, 310k, maxing out"."""
    if len(notes.segments) < 2:
        return
    ages: list[int] = []
    pays: list[Decimal] = []
    for segment in notes.segments:
        places = [place for place in range(segment.start, segment.end) if place not in notes.taken]
        numbers = [notes.tokens[place] for place in places if notes.tokens[place].kind == "number"]
        others = {notes.tokens[place].text for place in range(segment.start, segment.end)} - {
            one.text for one in numbers
        }
        if (
            not segment.stated
            or len(numbers) != 1
            or others - fillers() - {"about", "around", "~", "m", "f", "male", "female"}
        ):
            continue
        one = numbers[0]
        whole = one.value == one.value.to_integral_value()
        if one.unit == "" and not one.scaled and whole and 18 <= one.value <= 80 and not one.decimals:
            ages.append(int(one.value))
        elif (
            one.scaled
            and one.text.isdigit()
            and one.unit == ""
            and 18 <= int(one.text) <= 80
            and one.value == int(one.text) * 1_000_000
        ):
            ages.append(int(one.text))  # "44M": forty-four, male
        elif one.unit in {"", "$"} and _LEAST_BARE_PAY <= one.value <= 5_000_000 and not one.odd:
            pays.append(one.value)
    if len(ages) == 1 and "age" not in notes.slots and "age" not in notes.unclear:
        notes.put("age", ages[0])
    if len(pays) == 1 and "pay" not in notes.slots and "pay" not in notes.unclear:
        notes.put("pay", pays[0])


def _after_supposing(notes: _Notes, segment: Segment) -> int:
    """Where a segment goes on after the words that suppose ("what if I")."""
    start = segment.start
    for place in range(segment.start, segment.end):
        found = phrase_table("supposing").at(notes.tokens[: segment.end], place)
        start = found.end if found is not None else start
    return start


def _supposed(notes: _Notes, employers: Names, providers: Names) -> dict[str, Json]:
    """The facts of the clauses that suppose something, read as if they were stated."""
    inside = [one for one in notes.segments if one.supposed]
    if not inside:
        return {}
    as_stated = [Segment(_after_supposing(notes, one), one.end, one.sentence, one.joint) for one in inside]
    as_stated = [one for one in as_stated if one.start < one.end]
    supposed = tuple(replace(one, text="is") if one.text in {"was", "were"} else one for one in notes.tokens)
    probe = _Notes(notes.text, supposed, as_stated, notes.context)
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


def _said_anew(tokens: Sequence[Token]) -> Sequence[Token]:
    """What comes after "change the match to", or all of it where nothing of the kind leads it."""
    led_by = {"change", "make", "match", "set"}
    for place, token in enumerate(tokens[:6]):
        if token.text in {"to", "is", "be"} and led_by & {one.text for one in tokens[:place]}:
            return tokens[place + 1 :]
    return tokens


def _correct(notes: _Notes, old: Sequence[Token]) -> str | None:
    """Which slot a correction mends. A number without words of its own goes to the slot that it must be of."""
    if notes.slots:
        return next(iter(notes.slots))
    tokens = notes.tokens
    slot = mended_slot(tokens, old, notes.context)
    if slot is None:
        named = slot_names([token.text for token in tokens if token.kind == "word"])
        return named or next(iter(notes.unclear), None)
    numbers = numbers_of(tokens)
    if slot == "match":
        reading = read_match_tokens(_said_anew(tokens), notes.context)
        if reading.plain:
            notes.unclear.pop("match", None)
            notes.put("match", reading.value)
        elif reading.readings:
            notes.unclear["match"] = reading
        return slot
    if len(numbers) != 1:
        return slot
    one = numbers[0]
    if slot == "pay" and one.unit in {"", "$"}:
        value = one.value * 1000 if not one.scaled and one.value < 1000 else one.value
        if value >= 15_000:
            notes.put("pay", value)
    elif slot in {"age", "tax_year"} and one.unit == "" and one.value == one.value.to_integral_value():
        notes.put(slot, int(one.value))
    elif (slot == "deferral" and one.unit in {"", "$"} and (one.scaled or one.value >= 500)) or (
        slot in {"profit_sharing", "true_up", "after_tax_made", "match_dollars"} and one.unit in {"", "$"}
    ):
        notes.put(slot, one.value)
    return slot
