"""What is taken for granted of the answers that are still open, so that the room can be worked out before all is told.

The reading of an answer that waits to be confirmed stands for the answer. Else the year is the one that is talked
about, the deferrals are the maximum, and what nobody has told of is not there. What was assumed is said with the
result.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from core.limits import constants, limits_for
from dialogue.replies import fact
from dialogue.state import UNKNOWN, State
from flows.definitions.capacity import CAPACITY
from flows.engine.flow import Flow, Question
from flows.engine.position import locate
from flows.household.levels import YEAR
from flows.session import ANSWERS, Fact, Frame, learn
from flows.slots import SlotKind
from nlu.entities.reading import to_json

MADE: Final = "after_tax_made"
PAY: Final = "pay"
LIKELY: Final = frozenset({YEAR, MADE})  # what is as assumed for most people
UNTOLD: Final = frozenset({"age", "deferral", "match"})  # what has to be told before a result is a person's own
SAID: Final = ("age", PAY, "deferral", "match", MADE)
MAX: Final = "max"
MOST_OPEN: Final = 8  # questions for which an answer is assumed


@dataclass(frozen=True, slots=True)
class Ground:
    """The `state` in which nothing is open for the room, and what was assumed in it, by slot.

    `own`: all that has to be told was told, if only in a way that waits to be confirmed. `borrowed`: only what is
    supposed gives a value to some slot, so that there is nothing to compare it with.
    """

    state: State
    assumed: Mapping[str, Any] = field(default_factory=dict)
    own: bool = True
    borrowed: bool = False


def ground(state: State, facts: Mapping[str, Fact], of: Collection[str] = LIKELY | UNTOLD) -> Ground | None:
    """The ground on which `facts` can be supposed, with those of the slots `of` assumed that are open.

    None where more than that is open.
    """
    numbers = state.domain.flows.get(CAPACITY)
    if numbers is None:
        return None
    frame = Frame(CAPACITY, tuple(numbers.slots))
    here = state.without_pending()
    here = here.with_(replace(here.session, frames=(frame,)))
    assumed: dict[str, Any] = {}
    own, borrowed = True, False
    for _ in range(MOST_OPEN):
        node = locate(numbers, frame, here.session.case).node
        if not isinstance(node, Question):
            return Ground(here, assumed, own, borrowed)
        waiting = _waiting(state, node.slot)
        value = waiting or _assumed(state, numbers, node, of)
        if value is not None:
            assumed[node.slot] = value[0]
            own = own and (node.slot not in UNTOLD or (waiting is not None and len(waiting) == 1))
        elif node.slot in facts:
            value = (facts[node.slot].value,)
            borrowed = True
        elif node.slot == PAY and _needs_no_pay(facts):
            value = (to_json(limits_for(state.tax_year).annual_additions),)
            assumed[PAY] = value[0]
            borrowed = True
        else:
            return None
        here = here.with_(learn(here.session, {node.slot: fact(state, value[0], "")}))
    return None


def say_assumed(state: State, found: Ground, told: Collection[str] = (), *, of_others: bool = False) -> str:
    """What was assumed beside what is `told`, of the person or of others, as one line of HTML; empty for nothing."""
    said = [
        state.domain.message(
            f"assumed_{slot}",
            value=state.domain.say(slot, value),
            maximum=value == MAX,
            unknown=value is None,
            others=of_others,
        )
        for slot, value in found.assumed.items()
        if slot in SAID and slot not in told
    ]
    year = found.assumed.get(YEAR)
    return state.domain.message("assuming", year=year, assumed=said) if said or year else ""


def _needs_no_pay(facts: Mapping[str, Fact]) -> bool:
    """Whether the room by `facts` hangs on the pay only where it is below the limit: all of them are in dollars."""
    match = facts["match"].value if "match" in facts else None
    if not isinstance(match, dict) or match.get("tiers") or match.get("nonelective_rate"):
        return False
    return not any(isinstance(one.value, dict) for slot, one in facts.items() if slot != "match")


def says_unknown(state: State, flow: Flow, node: Question) -> bool:
    """Whether "I don't know" is one of the answers to a question."""
    kind = state.domain.slots[node.slot].kind
    return kind == SlotKind.YES_NO_UNKNOWN or UNKNOWN in state.domain.asking(flow.id, node).options


def _waiting(state: State, slot: str) -> tuple[Any, ...] | None:
    """The readings of the answer to `slot` that wait to be confirmed, the likeliest first; None where none do."""
    pending = state.session.pending
    if pending is None or pending.kind not in ANSWERS or pending.slot != slot:
        return None
    return tuple(one.value for one in pending.readings) or None


def _assumed(state: State, flow: Flow, node: Question, of: Collection[str]) -> tuple[Any] | None:
    """The value that an open question is taken to be answered with; None where there is none."""
    if node.slot in of:
        return (_usual(state, node.slot),)
    return (UNKNOWN,) if says_unknown(state, flow, node) else None


def _usual(state: State, slot: str) -> Any:
    match slot:
        case "tax_year":
            return state.tax_year
        case "age":
            return int(constants().catch_up_age) - 1
        case "deferral":
            return MAX
        case "after_tax_made":
            return 0
    return None
