"""Numbers that are a whole segment of a message by themselves."""

from decimal import Decimal

from flows.reading.message.notes import Notes
from flows.reading.words import fillers

_LEAST_BARE_PAY = 50_000  # an amount without words below it may be a deferral as well


def note_bare(notes: Notes) -> None:
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
