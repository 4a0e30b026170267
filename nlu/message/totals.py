"""What both sides put in together, with one side's part of it: "17,200 in all, 4,400 of it is the match"."""

import re
from decimal import Decimal

from nlu.entities.deferral import deferral_limit
from nlu.entities.reading import Reading, Reason, money_choice
from nlu.message.notes import Notes
from nlu.message.segments import Segment

_BOTH = re.compile(
    r"\b(?:mine|my(?: \w+)?|me|employee|own|i|us|both of us)\b(?: \w+){0,3}? (?:plus|and|with|\+|&)(?: \w+){0,2} "
    r"(?:theirs|them|match|they|(?:the )?(?:employer|company|firm|boss|school|hospital)\w*)\b"
    r"|\b(?:between us|(?:between|for|from) the two of us|both (?:sides|of us|parts)|together|combined"
    r"|(?:we|weve|we have) (?:both )?put)\b"
)
_WHOLE = re.compile(
    r"\b(?:everything|total|totals|in all|all in|all told|altogether|together|combined|in sum|contributed|shown"
    r"|includes)\b"
)
_PART = re.compile(
    r"\b(?:match|employer|employers|company|companys|theirs|them|they|firm|firms|boss)\b.*"
    r"\b(?:of (?:it|that|this|which|the total)|part|portion|share|piece|includes?|being|is|was|makes up)\b"
    r"|\b(?:of (?:it|that|this|which)|includes?|including|being|incl)\b.*"
    r"\b(?:match|employer|employers|company|companys|theirs|them|firm|firms|boss)\b"
)
_MINE = re.compile(r"\bof (?:it|that|this|which)\b.*\b(?:mine|my own|me)\b|\b(?:is|was) (?:mine|me|my own|my part)\b")
_LEAST = 500  # dollars


def note_total(notes: Notes) -> None:
    """Notes the employer's part of a total of both sides, and asks whether the rest is the person's own.

    What is left may hold after-tax money too, so that it is never noted without asking.
    """
    whole = part = None
    stated = [one for one in notes.segments if one.stated]
    for segment in stated:
        words = " ".join(notes.words_of(segment)).replace("'", "")
        for place in _amounts(notes, segment):
            value = notes.tokens[place].value
            if whole is not None and part is None and _is_mine(notes, segment, place, whole):
                _note_mine(notes, whole, place)
                return
            if whole is not None and value < notes.tokens[whole].value and _PART.search(_after(notes, segment, whole)):
                part = part if part is not None else place
            elif whole is None and (_WHOLE.search(words) or _BOTH.search(words)):
                whole = place
    if whole is None or part is None:
        return
    said = " ".join(" ".join(notes.words_of(one)) for one in stated).replace("'", "")
    joined = " ".join(f"{one.joint} {' '.join(notes.words_of(one))}" for one in stated).replace("'", "")
    both = _BOTH.search(said) is not None or _BOTH.search(" ".join(joined.split())) is not None
    rest = notes.tokens[whole].value - notes.tokens[part].value
    if not (both or _WHOLE.search(said)) or not 0 < rest <= deferral_limit(notes.context):
        return
    if any(
        place not in {whole, part} and notes.tokens[place].value == rest
        for one in stated
        for place in _amounts(notes, one)
    ):
        return  # the own part is told by itself
    _note(notes, whole, part, rest)


def _is_mine(notes: Notes, segment: Segment, place: int, whole: int) -> bool:
    """Whether an amount is said to be the person's own part of a whole: "of this 17,000 is mine"."""
    words = _after(notes, segment, whole)
    smaller = notes.tokens[place].value < notes.tokens[whole].value
    return smaller and len(_amounts(notes, segment)) == 1 and _MINE.search(words) is not None


def _note_mine(notes: Notes, whole: int, part: int) -> None:
    if notes.slots.get("deferral") == notes.tokens[whole].value:
        del notes.slots["deferral"]
        notes.places.pop("deferral", None)
    asked = notes.unclear.get("deferral")
    if asked is not None and asked.value == notes.tokens[whole].value:
        del notes.unclear["deferral"]
    notes.clashing.pop("deferral", None)
    notes.taken.update({whole, part})
    if "deferral" not in notes.unclear and notes.tokens[part].value <= deferral_limit(notes.context):
        notes.put("deferral", notes.tokens[part].value, part)


def _note(notes: Notes, whole: int, part: int, rest: Decimal) -> None:
    total, given = notes.tokens[whole].value, notes.tokens[part].value
    for slot in ("deferral", "match_dollars", "pay", "after_tax_made", "deferral_made"):
        if notes.slots.get(slot) in {total, given}:
            del notes.slots[slot]
            notes.places.pop(slot, None)
        notes.clashing.pop(slot, None) if {total, given} & {*notes.clashing.get(slot, ())} else None
        asked = notes.unclear.get(slot)
        if asked is not None and asked.value in {total, given}:
            del notes.unclear[slot]
    notes.taken.update({whole, part})
    notes.put("match_dollars", given, part)
    if not {"deferral", "deferral_made"} & {*notes.slots, *notes.unclear}:
        notes.unclear["deferral"] = Reading(rest, True, Reason.GUESS, (money_choice(rest),))


def _amounts(notes: Notes, segment: Segment) -> list[int]:
    tokens = notes.tokens
    return [
        place
        for place in range(segment.start, segment.end)
        if tokens[place].kind == "number"
        and tokens[place].unit in {"", "$"}
        and tokens[place].value >= _LEAST
        and not tokens[place].odd
    ]


def _after(notes: Notes, segment: Segment, whole: int) -> str:
    """The words of a segment, from behind the number of the whole where that stands in it."""
    start = whole + 1 if segment.start <= whole < segment.end else segment.start
    return " ".join(token.text for token in notes.tokens[start : segment.end]).replace("'", "")
