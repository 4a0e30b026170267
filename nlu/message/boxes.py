"""The boxes of a Form 1099-R in a message: "box 1 27,391.20 box 2a 60.44 box 5 27330.76 code G"."""

import re
from decimal import Decimal

from nlu.entities.amounts import GREATEST
from nlu.message.notes import Notes, stated_at

_BOX = re.compile(
    r"\bbox\s?#?(?P<box>1|2a|4|5)\b\s*(?:is|was|=|:|shows|says|has|of)?\s*\$?(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<k>k\b)?",
    re.IGNORECASE,
)
_W2, _1099 = re.compile(r"\bw-?2'?s?\b", re.IGNORECASE), re.compile(r"\b1099")
_EMPTY = re.compile(
    r"\b(?:nothing|zero|no (?:amount|number|figure|value)) (?:is |at all )?in box\s?#?(?P<before>1|2a|4|5)\b"
    r"|\bbox\s?#?(?P<after>1|2a|4|5)\b (?:is |was |came |shows? |has |=|: ?)*(?:nothing|empty|blank|zero|none)\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:box\s?7|codes?|distribution code)\b\s*(?:is|was|=|:|in box 7 is)?\s*(?P<code>[1-9]?[A-HJ-UW]|[1-9][A-Z]?)\b",
    re.IGNORECASE,
)


def _is_of_w2(text: str, start: int) -> bool:
    """Whether a box is one of a Form W-2, whose box 1 holds wages."""
    return _W2.search(text, 0, start) is not None and _1099.search(text) is None


def note_boxes(notes: Notes) -> None:
    """Notes the boxes that the stated segments name with their value, each amount in dollars; an empty one holds 0."""
    for match in _BOX.finditer(notes.text):
        if stated_at(notes, match.start()):
            value = Decimal(match["amount"].replace(",", "")) * (1000 if match["k"] else 1)
            if value > GREATEST or _is_of_w2(notes.text, match.start()):
                continue
            notes.put(f"box_{match['box'].lower()}", value)
            notes.take_characters(*match.span())
    for empty in _EMPTY.finditer(notes.text):
        if stated_at(notes, empty.start()):
            notes.put(f"box_{(empty['before'] or empty['after']).lower()}", Decimal(0))
            notes.take_characters(*empty.span())
    if not any(slot.startswith("box_") for slot in notes.slots):
        return
    code = _CODE.search(notes.text)
    if code is not None:
        notes.put("box_7", code["code"].upper())
        notes.take_characters(*code.span())
