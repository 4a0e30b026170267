"""An amount told before that is said to be of another plan: "the 9k is hers, not mine", "that 6k was my old job's"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean, tokens_of_clean
from nlu.message.fact import Plan, Whose

_LONGEST: Final = 160  # characters; more is a story
_LEAST: Final = 100  # dollars
_SPOUSE: Final = r"(?:wife|husband|spouse|partner|hubby|fiancee?)"
_PLAN: Final = r"(?:plan|401 ?\(?k\)?|403 ?\(?b\)?|account|job|side|contribution|deferral|money|amount|number|figure)"
_BEFORE: Final = re.compile(
    r"\W*(?:(?:no|wait|oh|sorry|hold on|actually|hm+|but|so|oops|correction|my bad|ok|okay|well|hang on)\b\W*)*"
    r"(?:(?=[^\d.;!?]*\b(?:mix\w*|swap\w*|switch\w*|wrong|other way|confus\w*|backwards?"
    r"|reversed?)\b)[^\d.;!?:,]{4,40}[,:;.]\s*)?"
    r"(?:(?:the|that|those|this|these|my)\s+)?(?:other\s+)?\$?",
    re.IGNORECASE,
)
# A part of what was told: "2k of that is my wife's", "1,000 of the 3,000 was at my old job".
_PART: Final = re.compile(
    r"\$?(?P<part>\d[\d,]*(?:\.\d+)?)(?: ?(?P<part_k>k|thousand|grand)\b)?,? (?:out of|of|from) "
    r"(?:that|it|those|which|them|(?:the|my|those) \$?(?P<whole>\d[\d,]*(?:\.\d+)?)(?: ?(?P<whole_k>k|"
    r"thousand|grand)\b)?)",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"(?:\s+(?:dollars|bucks|(?:of |in )?after[- ]?tax(?: money)?|i (?:told|gave) you(?: about)?|i (?:said"
    r"|mentioned|entered|typed)"
    r"|(?:that )?you (?:have|noted)|there|from before|one))*"
    r"(?:\s+(?:is|was|are|were|belongs?|goes|went|came|should be|should have been)|'s)\b"
    rf"(?:\s+(?:actually|really|in fact|all|just|to|into|in|from|for|at|of|what|something|money|the))*\s+(?:"
    rf"(?P<spouse>(?:hers|his|her|him)(?=\W|$)(?!\s+(?:own )?(?:old|former|ex))|(?:(?:my|the) )?{_SPOUSE}(?:'?s)?\b"
    rf"|(?:her|his)(?: own)? (?:\w+ )?{_PLAN}|(?:she|he)\b)"
    rf"|(?:(?:at|with|from) )?(?P<old>(?:(?:my|the|a) )?(?:old|former|previous|prior|last|ex)(?:[- ]| )(?:job|"
    rf"employer|company|plan|work)\b)"
    rf"|(?:(?:at|with|from) )?(?P<other>(?:my|the) (?:second|other|2nd|side) (?:job|employer|company|plan|gig)\b))",
    re.IGNORECASE,
)
_THEIR_FIRM: Final = re.compile(
    r"\W+(?:own |small )?(?:business|company|firm|shop|store|bakery|restaurant|practice|clinic|office|studio|salon"
    r"|startup"
    r"|farm|agency|cafe|llc)\b",
    re.IGNORECASE,
)
_MINE_NONE: Final = re.compile(
    r"\b(?:mine|my own|my side)(?:'?s| is| was| are)? (?:at )?(?:zero|nothing|none|nil|\$?0)(?![\d.,])"
    r"|\bi(?:'?ve| have)? (?:put(?: in)?|contributed|have|got|did) (?:nothing|zero|none|\$?0)(?![\d.,])"
    r"|\bi (?:haven'?t|didn'?t|don'?t|have not|did not) (?:put|contribute|have)\b",
    re.IGNORECASE,
)
_WHAT: Final[Mapping[str, str]] = {
    "match": r"match(?:ing)?|formula", "pay": r"pay|salary|income|wage",
    "deferral": r"deferrals?|contribution|pre-?tax", "after_tax_made": r"after[- ]?tax", "age": r"age",
}  # fmt: skip
# What was told last, by no figure: "oh wait that's my wife's, mine is 180k", "that's my wife's pay".
_LAST: Final = re.compile(
    r"\W*(?:(?:no|wait|oh|sorry|hold on|actually|hm+|oops|correction|my bad|ok|well)\b\W*)*"
    r"(?:(?:that|this|it)|(?:the|that) (?P<what>match|pay|salary|income|deferral|after[- ]?tax|age)"
    r"(?: (?:that )?you (?:have|noted|put down|wrote down|saved|stored)(?: (?:for|under|as|with) (?:me|mine|my "
    r"name))?)?)"
    r"(?:'?s| is| was)"
    r"(?: actually| really)?"
    rf" (?:hers|his|(?:my|the) {_SPOUSE}'?s)(?: (?:pay|salary|income|{_PLAN}|match|one))?"
    r"(?:\W+(?:and |but )?(?:mine|my own(?: one)?)(?:'?s| is| was)(?P<mine>[^.;!?]+))?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LastElsewhere:
    """What was told last is of the plan of the spouse; `mine` is what the writer has instead, as typed.

    `slot`: what was told, where it is named.
    """

    mine: str = ""
    slot: str = ""


def read_last_elsewhere(text: str) -> LastElsewhere | None:
    """Whether `text` says that what was told last is the spouse's; None where it does not, or says more."""
    found = _LAST.fullmatch(clean(text)) if len(text) <= _LONGEST and "?" not in text else None
    if found is None:
        return None
    named = [slot for slot, words in _WHAT.items() if re.fullmatch(words, found["what"] or "", re.IGNORECASE)]
    return LastElsewhere((found["mine"] or "").strip(), named[0] if named else "")


_HERS: Final = rf"(?:hers?|his|(?:(?:my|the) )?{_SPOUSE}'?s)"
_SAME: Final = (
    r"(?:(?:is|are|'s|its|it's|was|has|gets|makes|be|should be) (?:exactly |actually |really |just )*"
    r"(?:(?:the )?same (?:as|like)|identical to|equal to|like)|(?:should |must |does |actually )*(?:mirrors?|equals?))"
)
_AS_MINE: Final = re.compile(
    rf"\b{_HERS} (?P<what>[^.;!?]{{3,60}}?)\b{_SAME} (?:mine|me|my own|my|i (?:have|do|get))\b"
)
_AS_HERS: Final = re.compile(rf"\b(?:my|mine) (?P<what>[^.;!?]{{3,60}}?)\b{_SAME} {_HERS}\b")


@dataclass(frozen=True, slots=True)
class SameFigure:
    """The figure of `slot` that `whose` plan has like the other's of the couple."""

    slot: str
    whose: Whose


def read_same_figure(text: str) -> SameFigure | None:
    """Whose figure `text` says is the same as whose: "her match isn't 100 up to 4, it's the same as mine"."""
    said = clean(text).lower() if len(text) <= _LONGEST and "?" not in text else ""
    for pattern, whose in ((_AS_MINE, Whose.SPOUSE), (_AS_HERS, Whose.ME)):
        found = pattern.search(said)
        slots = [slot for slot, words in _WHAT.items() if found and re.search(rf"\b(?:{words})\b", found["what"])]
        if len(slots) == 1:
            return SameFigure(slots[0], whose)
    return None


@dataclass(frozen=True, slots=True)
class AmountElsewhere:
    """An `amount` in dollars that belongs to the plan of `whose`. `none_here`: of the writer's own there is none.

    `whole`: the dollars of which it is only a part, 0 where they are not named again; None where it is no part.
    `slot`: what it is said to be there, where it is named behind it.
    """

    amount: Decimal
    whose: Whose
    plan: Plan
    none_here: bool = False
    whole: Decimal | None = None
    slot: str = ""


def read_amount_elsewhere(text: str) -> AmountElsewhere | None:
    """What `text` says of an amount told before; None where it names no amount, or no plan that it is of."""
    if len(text) > _LONGEST or "?" in text:
        return None
    said = clean(text)
    if (part := _part_elsewhere(said)) is not None:
        return part
    amount = next((one for one in tokens_of_clean(said) if one.kind == "number"), None)
    if amount is None or amount.unit not in {"", "$"} or amount.value < _LEAST:
        return None
    after = _AFTER.match(said, amount.end)
    if _BEFORE.fullmatch(said, 0, amount.start) is None or after is None:
        return None
    none_here = _MINE_NONE.search(said, after.end()) is not None
    named = [
        slot for slot, words in _WHAT.items() if re.match(rf"\W*(?:{words})\b", said[after.end() :], re.IGNORECASE)
    ]
    return AmountElsewhere(amount.value, *_whose_plan(after), none_here, slot=named[0] if named else "")


def _whose_plan(after: re.Match[str]) -> tuple[Whose, Plan]:
    if after["spouse"] and _THEIR_FIRM.match(after.string, after.end()) is not None:
        return Whose.ME, Plan.OTHER  # what one earns at the wife's bakery is one's own, of another employer
    plan = Plan.OLD if after["old"] else Plan.OTHER if after["other"] else Plan.THIS
    return Whose.SPOUSE if after["spouse"] else Whose.ME, plan


def _part_elsewhere(said: str) -> AmountElsewhere | None:
    """A part of an amount that belongs elsewhere; "5 of that" behind "8k" is in thousands too."""
    found = _PART.search(said)
    after = _AFTER.match(said, found.end()) if found is not None else None
    if found is None or after is None:
        return None
    before = [one for one in tokens_of_clean(said[: found.start()]) if one.kind == "number" and one.unit in {"", "$"}]
    whole = _dollars(found["whole"], found["whole_k"]) if found["whole"] else before[-1].value if before else Decimal(0)
    part = _dollars(found["part"], found["part_k"])
    whole = whole * 1000 if 0 < whole < part < whole * 1000 else whole  # "30k of the 180"
    part = part * 1000 if 0 < part < _LEAST <= whole / 1000 * 100 and whole >= 1000 else part
    if part < _LEAST or 0 < whole <= part:
        return None
    return AmountElsewhere(part, *_whose_plan(after), whole=whole)


def _dollars(number: str, thousands: str | None) -> Decimal:
    return Decimal(number.replace(",", "")) * (1000 if thousands else 1)
