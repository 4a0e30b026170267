"""An amount told before that is said to be of another plan: "the 9k is hers, not mine", "that 6k was my old job's"."""

import re
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
    r"(?:(?:the|that|those|this|these|my)\s+)?(?:other\s+)?\$?",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"(?:\s+(?:dollars|bucks|after[- ]tax|i (?:told|gave) you(?: about)?|i (?:said|mentioned|entered|typed)"
    r"|(?:that )?you (?:have|noted)|there|from before|one))*"
    r"(?:\s+(?:is|was|are|were|belongs?|goes|went|came|should be|should have been)|'s)\b"
    rf"(?:\s+(?:actually|really|in fact|all|just|to|into|in|from|for|at|of|what|something|money|the))*\s+(?:"
    rf"(?P<spouse>(?:hers|his)\b|(?:(?:my|the) )?{_SPOUSE}(?:'?s)?\b"
    rf"|(?:her|his)(?: own)? (?:\w+ )?{_PLAN}|(?:she|he)\b)"
    rf"|(?P<old>my (?:old|former|previous|last|ex)(?:[- ]| )(?:job|employer|company|plan|work)\b)"
    rf"|(?P<other>(?:my|the) (?:second|other|2nd|side) (?:job|employer|company|plan|gig)\b))",
    re.IGNORECASE,
)
_MINE_NONE: Final = re.compile(
    r"\b(?:mine|my own|my side)(?:'?s| is| was| are)? (?:at )?(?:zero|nothing|none|nil|\$?0)(?![\d.,])"
    r"|\bi(?:'?ve| have)? (?:put(?: in)?|contributed|have|got|did) (?:nothing|zero|none|\$?0)(?![\d.,])"
    r"|\bi (?:haven'?t|didn'?t|don'?t|have not|did not) (?:put|contribute|have)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AmountElsewhere:
    """An `amount` in dollars that belongs to the plan of `whose`. `none_here`: of the writer's own there is none."""

    amount: Decimal
    whose: Whose
    plan: Plan
    none_here: bool = False


def read_amount_elsewhere(text: str) -> AmountElsewhere | None:
    """What `text` says of an amount told before; None where it names no amount, or no plan that it is of."""
    if len(text) > _LONGEST or "?" in text:
        return None
    said = clean(text)
    amount = next((one for one in tokens_of_clean(said) if one.kind == "number"), None)
    if amount is None or amount.unit not in {"", "$"} or amount.value < _LEAST:
        return None
    after = _AFTER.match(said, amount.end)
    if _BEFORE.fullmatch(said, 0, amount.start) is None or after is None:
        return None
    whose = Whose.SPOUSE if after["spouse"] else Whose.ME
    plan = Plan.OLD if after["old"] else Plan.OTHER if after["other"] else Plan.THIS
    return AmountElsewhere(amount.value, whose, plan, _MINE_NONE.search(said, after.end()) is not None)
