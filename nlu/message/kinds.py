"""The kinds of number that the second reader tells apart, the slots they go with, and how sure it has to be."""

from collections.abc import Callable, Mapping, Sequence

from nlu.entities.amounts import is_year
from nlu.entities.tokens import Token
from nlu.message.second_reader import shares

# How likely each number is of each kind, by where it begins in the text.
Shares = Mapping[int, Mapping[str, float]]
_OF_A_CAP = frozenset({"cap", "limit", "after_tax"})
# Which kinds of the second reader go with a slot of the first.
KINDS_OF_SLOT: Mapping[str, frozenset[str]] = {
    "age": frozenset({"age"}),
    "pay": frozenset({"pay"}),
    "deferral": frozenset({"deferral", "catch"}),
    "after_tax_made": frozenset({"after_tax"}),
    "match_dollars": frozenset({"employer"}),
    "profit_sharing": frozenset({"employer"}),
    "true_up": frozenset({"employer"}),
    "nonelective_rate": frozenset({"nonelective", "match", "employer"}),
    "plan_cap_rate": _OF_A_CAP,
    "plan_cap_dollars": _OF_A_CAP,
}
SLOT_OF_KIND = {"age": "age", "pay": "pay", "deferral": "deferral", "after_tax": "after_tax_made",
          "employer": "match_dollars", "nonelective": "nonelective_rate", "cap": "plan_cap_rate"}  # fmt: skip
FAR_LESS_LIKELY = 0.5  # how likely the slot of the rules is at most, against the other, for a number to move
DENIED = 0.4  # a share from which another kind speaks against a slot
# Shares of what the rules left: enough to note what fits in size too; then enough to ask, and enough to be of this
# plan. They were fitted on the slots of messages by authors who were left out of the learning.
SURE: Mapping[str, float] = {"age": 0.85, "pay": 0.85, "deferral": 0.85, "after_tax": 0.85, "employer": 0.85,
                              "nonelective": 0.65, "cap": 0.75}  # fmt: skip
LIKELY = 0.5
SURELY_HERE = 0.9


def second_reading(tokens: Sequence[Token]) -> Shares:
    """What the second reader makes of each number of `tokens`."""
    places = [place for place, token in enumerate(tokens) if token.kind == "number" and not is_year(tokens, place)]
    return {tokens[place].start: found for place, found in shares(tokens, places).items()}


def meant_in(second: Shares) -> Callable[[Token], str | None]:
    """The slot of this person's plan that the second reader sees in a number; None where it is not sure."""

    def meant(number: Token) -> str | None:
        found = second.get(number.start)
        kind = max(found, key=lambda one: found[one]) if found else ""
        return (
            SLOT_OF_KIND.get(kind) if found and found[kind] >= LIKELY and kind not in {"nonelective", "cap"} else None
        )

    return meant


def share_of(found: Mapping[str, float], kinds: frozenset[str]) -> float:
    """How likely a number, with what the second reader `found` of it, is of one of `kinds`."""
    return sum(share for kind, share in found.items() if kind in kinds)
