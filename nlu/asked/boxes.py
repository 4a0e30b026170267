"""The boxes of a Form 1099-R that are told to be looked at, and questions for the lines of the return."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean
from nlu.figures_told import dollars, figures_of, is_own
from nlu.questions import asks_within

_LONGEST: Final = 400  # characters
_FEW_WORDS: Final = 12
_BOX: Final = re.compile(
    r"\b(?:box ?#?(?P<box>1|2a|4|5)|(?<!box )(?P<bare>2a))\b"
    r"(?: ?(?:is|was|=|:|-|shows?|says?|has|of|reads?|at|also|->|\())* ?"
    r"(?:\$ ?(?=\d)|only |just )?(?P<value>\d[\d,]*(?:\.\d+)?(?: ?k\b)?|blank|empty|nothing|zero|none|not filled\w*)"
)
_BEFORE: Final = re.compile(
    r"\$?(?P<value>\d[\d,]*(?:\.\d+)?(?: ?k\b)?|nothing|zero|none|blank) (?:is |was )?"
    r"(?:in (?:the )?(?:box ?#?(?P<box>1|2a|4|5)|(?P<bare>2a))\b|box ?#?(?P<bx>1|2a|4|5)(?=\s*(?:[.,;?!]|and\b|$)))"
)
_CODE: Final = re.compile(
    r"\b(?:box ?7|codes?|distribution code)\b(?: ?(?:is|was|=|:|says?|shows?|in box 7 is|of))* ?"
    r"(?P<code>bg|gb|[1-9]?[a-hj-uw]|[1-9][a-z]?)\b(?! [a-z]{2,} code)"
)
_FORM: Final = re.compile(r"\b1099(?:[- ]?r)?\b|\bforms?\b")
_TELLS_ALONE: Final = frozenset("8peh")  # codes that say what the money was, without a look at box 5
_ANOTHER: Final = re.compile(
    r"\b(?:another|second|2nd|third|3rd|other|next|one more)(?: \w+){0,2}? ?(?:one|forms?|1099\S*)\b|\banother\b"
    r"|\bthe other\b"
)
_LINE: Final = re.compile(
    r"\bline (?:1h|4a|4b|5a|5b)\b"
    r"|\b(?:what|which line|where)\b.{0,20}\b(?:goes|go|put|enter)\b.{0,20}\b(?:return|1040)\b"
)
_COMPARED: Final = re.compile(
    r"\b(?:fits?|match(?:es)?|agrees?|compares?|line up|lines up|square|consistent|the same|right)\b.{0,30}"
    r"\b(?:ledger|entries|what i (?:told|said|entered)|my (?:records|list))\b"
)
_AFTER_TAX: Final = re.compile(r"^(?:(?:of|in|it|that|this|which|them|was|were|is|are|all|my|the) )*after[- ]?tax\b")


@dataclass(frozen=True, slots=True)
class BoxesAsked:
    """Boxes of one form, dollars each; None where not told, or `empty`.

    `own`: own taxed money in it by the person's account. `another`: it is said to be one more form.
    """

    box_1: Decimal
    box_2a: Decimal | None
    box_5: Decimal | None
    code: str
    own: Decimal | None
    empty: tuple[str, ...] = ()
    another: bool = False


def read_boxes_asked(text: str) -> BoxesAsked | None:
    """The boxes in `text`, where box 1 is told and box 2a or 5 beside it; None for anything else.

    Of a form whose code says what the money was, its amount alone is enough.
    """
    said = clean(text).lower()
    if len(said) > _LONGEST:
        return None
    found: dict[str, str] = {}
    for pattern in (_BOX, _BEFORE):
        for one in pattern.finditer(said):
            named = one.groupdict()
            found.setdefault(named["box"] or named.get("bx") or "2a", one["value"])
    match = _CODE.search(said)
    code = match["code"] if match is not None else ""
    amounts = dollars(figures_of(said))
    if not found and len(amounts) == 1 and _TELLS_ALONE & set(code) and _FORM.search(said):
        return BoxesAsked(amounts[0].value, None, None, code.upper(), None, another=_ANOTHER.search(said) is not None)
    first = _dollars(found.get("1", ""))
    if first is None or first <= 0 or not {"2a", "5"} & found.keys():
        return None
    own, taxable = _dollars(found.get("5", "")), _dollars(found.get("2a", ""))
    if own is None and taxable is None and not _TELLS_ALONE & set(code):
        return None  # boxes that are only empty tell nothing to be looked over
    told = [one for one in amounts if (is_own(one) or _AFTER_TAX.match(one.after)) and one.value <= first]
    mine = told[0].value if len(told) == 1 else None
    empty = tuple(f"box_{one}" for one in ("2a", "5") if one in found and _dollars(found[one]) is None)
    return BoxesAsked(first, taxable, own, code.upper(), mine, empty, _ANOTHER.search(said) is not None)


def asks_for_lines(text: str) -> bool:
    """Whether `text` asks in few words what goes on a line of the return."""
    said = clean(text).lower()
    few = len(said.split()) <= _FEW_WORDS and not dollars(figures_of(_LINE.sub("line", said)))
    return few and asks_within(text) and _LINE.search(said) is not None


def asks_to_compare(text: str) -> bool:
    """Whether `text` asks in few words if a form agrees with the ledger."""
    said = clean(text).lower()
    return len(said.split()) <= _FEW_WORDS and asks_within(text) and _COMPARED.search(said) is not None


def _dollars(words: str) -> Decimal | None:
    if words == "zero":
        return Decimal(0)
    if not words[:1].isdigit():
        return None
    number = Decimal(words.replace(",", "").replace("k", "").strip())
    return number * 1000 if words.endswith("k") else number
