"""Numbers that are a whole segment of a message by themselves."""

from decimal import Decimal

from nlu.entities.tokens import Token
from nlu.lexicon import fillers, word_list
from nlu.message.nearest_words import TIMES_A_YEAR, period_in
from nlu.message.notes import Notes
from nlu.message.segments import Segment

_MOST_BARE_PAY = 5_000_000
_LEAST_BARE_PAY = 50_000  # an amount without words below it may be a deferral as well


def note_bare(notes: Notes) -> None:
    """Notes an age and pay from segments that are a number and nothing else: "44, 310k, maxing out"."""
    if len(notes.segments) < 2:
        return
    ages: list[int] = []
    pays: list[Decimal] = []
    shared = {one.sentence for one in notes.segments if _of_several(notes, one)}
    for segment in notes.segments:
        number = _sole_number(notes, segment) if segment.stated else None
        if number is None:
            continue
        period = period_in(notes.tokens, segment.start, segment.end)
        age = None if period else _as_age(number)
        a_year = number.value * TIMES_A_YEAR.get(period, 1)
        if age is not None:
            ages.append(age)
        elif segment.sentence in shared:
            continue
        elif number.unit in {"", "$"} and _LEAST_BARE_PAY <= a_year <= _MOST_BARE_PAY and not number.odd:
            pays.append(a_year)
    if len(ages) == 1 and "age" not in notes.slots and "age" not in notes.unclear:
        notes.put("age", ages[0])
    if len(pays) == 1 and "pay" not in notes.slots and "pay" not in notes.unclear:
        notes.put("pay", pays[0])


def _of_several(notes: Notes, segment: Segment) -> bool:
    """Whether a segment speaks of what several people earn: "our incomes are 90k"."""
    return bool(word_list("several_earners") & {token.text for token in notes.tokens[segment.start : segment.end]})


def _sole_number(notes: Notes, segment: Segment) -> Token | None:
    """The one number of a segment that says nothing else but how often it comes, or whether it is meant roughly."""
    places = range(segment.start, segment.end)
    numbers = [notes.tokens[place] for place in places if notes.tokens[place].kind == "number"]
    others = {notes.tokens[place].text for place in places if notes.tokens[place].kind != "number"}
    free = [place for place in places if place not in notes.taken and notes.tokens[place].kind == "number"]
    known = fillers() | word_list("beside_a_bare_number")
    return numbers[0] if len(numbers) == len(free) == 1 and not others - known else None


def _as_age(number: Token) -> int | None:
    """The age that a bare number is by its size; "44M" is forty-four, male."""
    if number.unit or number.decimals:
        return None
    if number.scaled and number.text.isdigit() and number.value == int(number.text) * 1_000_000:
        value = Decimal(number.text)
    else:
        value = number.value
    whole = value == value.to_integral_value()
    return int(value) if whole and 18 <= value <= 80 else None
