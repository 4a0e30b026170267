"""The boxes of a Form 1099-R of which a question asks whether they are right or what they mean."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean
from nlu.figures_told import dollars, figures_of

_LONGEST: Final = 400  # characters
_BOX: Final = re.compile(
    r"\bbox ?#?(?P<box>1|2a|4|5)\b(?: ?(?:is|was|=|:|-|shows?|says?|has|of|reads?|at|also|->|\())* ?"
    r"(?:\$ ?(?=\d)|only |just )?(?P<value>\d[\d,]*(?:\.\d+)?(?: ?k\b)?|blank|empty|nothing|zero|none|not filled\w*)"
)
_BEFORE: Final = re.compile(
    r"\$?(?P<value>\d[\d,]*(?:\.\d+)?(?: ?k\b)?) (?:is |was )?in (?:the )?box ?#?(?P<box>1|2a|4|5)\b"
)
_CODE: Final = re.compile(
    r"\b(?:box ?7|codes?|distribution code)\b(?: ?(?:is|was|=|:|says?|shows?|in box 7 is|of))* ?"
    r"(?P<code>[1-9]?[a-hj-uw]|[1-9][a-z]?)\b(?! [a-z]{2,} code)"
)
_OWN_AFTER: Final = re.compile(
    r"^(?:(?:of|in|it|that|this|which|them|was|were|is|are|all|my|the) )*"
    r"(?:mine|own|after[- ]?tax|basis|contributions?|already taxed)\b"
)


@dataclass(frozen=True, slots=True)
class BoxesAsked:
    """Boxes of one form, dollars each; None where not told. `own`: own taxed money in it by the person's account."""

    box_1: Decimal
    box_2a: Decimal | None
    box_5: Decimal | None
    code: str
    own: Decimal | None


def read_boxes_asked(text: str) -> BoxesAsked | None:
    """The boxes in `text`, where box 1 is told and box 2a or 5 beside it; None for anything else."""
    said = clean(text).lower()
    if len(said) > _LONGEST:
        return None
    found: dict[str, str] = {}
    for pattern in (_BOX, _BEFORE):
        for one in pattern.finditer(said):
            found.setdefault(one["box"], one["value"])
    first = _dollars(found.get("1", ""))
    if first is None or first <= 0 or not {"2a", "5"} & found.keys():
        return None
    code = _CODE.search(said)
    own, taxable = _dollars(found.get("5", "")), _dollars(found.get("2a", ""))
    told = [one for one in dollars(figures_of(said)) if _OWN_AFTER.match(one.after) and one.value <= first]
    mine = told[0].value if len(told) == 1 else None
    return BoxesAsked(first, taxable, own, code["code"].upper() if code is not None else "", mine)


def _dollars(words: str) -> Decimal | None:
    if words == "zero":
        return Decimal(0)
    if not words[:1].isdigit():
        return None
    number = Decimal(words.replace(",", "").replace("k", "").strip())
    return number * 1000 if words.endswith("k") else number
