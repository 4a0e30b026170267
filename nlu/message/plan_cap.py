"""The plan's cap on after-tax money, as a share of pay or in dollars."""

import re
from decimal import Decimal

from nlu.entities.reading import Reason, asks, percent_choice
from nlu.message.anchors import Amount
from nlu.message.notes import Notes
from nlu.message.segments import Segment

_LESSER = re.compile(r"\b(?:lesser|lower|smaller|less) of\b|\bwhichever is (?:less|lower|smaller)\b")
_GROUPS = frozenset({"hce", "hces", "nhce", "nhces", "highly"})


def note_cap(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes the plan's cap on after-tax money; of several groups of people it is asked which."""
    token = notes.tokens[amount.place]
    of_groups = _of_groups(notes, segment) if token.unit == "%" else []
    if len(of_groups) > 1:
        notes.unclear["plan_cap_rate"] = asks(Reason.TWO_READINGS, *map(percent_choice, of_groups))
        return
    if token.unit == "%" and _LESSER.search(" ".join(notes.words_of(segment))):
        dollars = [place for place in notes.numbers_in(segment) if notes.tokens[place].unit == "$"]
        if len(dollars) == 1:
            notes.put("plan_cap_dollars", notes.tokens[dollars[0]].value, dollars[0])
            notes.taken.add(dollars[0])
    slot, value = ("plan_cap_rate", token.fraction) if token.unit == "%" else ("plan_cap_dollars", token.value)
    notes.put(slot, value, amount.place)


def _of_groups(notes: Notes, segment: Segment) -> list[Decimal]:
    """The shares of a sentence that tells of several groups of people: "HCEs 5%, all others 10%"."""
    inside = [
        token
        for one in notes.segments
        if one.sentence == segment.sentence
        for token in notes.tokens[one.start : one.end]
    ]
    if not _GROUPS & {token.text for token in inside}:
        return []
    return list(dict.fromkeys(token.fraction for token in inside if token.unit == "%"))
