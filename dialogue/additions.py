"""What is added to known figures: "another 1,500", "the employer also adds 2%"."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from core.match import NO_FORMULA
from dialogue.facts import facts_of, in_order
from dialogue.heard import Heard
from dialogue.replies import Reply, accept, acknowledge, fact
from nlu.message.fact import Fact as Told
from nlu.message.fact import Op, Plan, Status, Whose

AMOUNTS: Final = frozenset({"after_tax_made", "deferral", "pay", "profit_sharing", "true_up"})
OF_MATCH: Final = frozenset({"nonelective_rate", "nonelective_dollars"})


def additions(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """Those of what is `told` that add to a figure of this person's plan of this year."""
    return tuple(
        one
        for one in told
        if one.op is Op.ADD
        and one.whose is Whose.ME
        and one.plan is Plan.THIS
        and one.year is None
        and one.status in {Status.DONE, Status.PLANNED}
        and one.slot in AMOUNTS | OF_MATCH
        and isinstance(one.value, int | float)
    )


def add(heard: Heard, told: tuple[Told, ...]) -> Reply:
    """Adds each figure `told` to what is known of it, and says what it was before.

    What is told beside them of others is noted with them: "2k more after tax, and my pay is 190".
    """
    state, added = heard.state, {one.slot for one in told}
    facts = facts_of(
        state, heard.text, {slot: value for slot, value in heard.message.slots.items() if slot not in added}
    )
    for one in told:
        slot = "match" if one.slot in OF_MATCH else one.slot
        known = facts.get(slot) or state.session.case.get(slot)
        facts[slot] = fact(state, _sum(one, known.value if known is not None else None), one.said)
    facts = in_order(state.flow, facts)
    return accept(state, facts, acknowledge(state, facts, corrected=True))


def _sum(one: Told, known: Any) -> Any:
    if one.slot in OF_MATCH:
        formula: Mapping[str, Any] = {**NO_FORMULA, **(known or {})}
        return {**formula, one.slot: _plus(formula[one.slot], one.value)}
    return _plus(known if isinstance(known, int | float) else 0, one.value)


def _plus(known: float, more: float) -> float:
    total = max(Decimal(0), Decimal(str(known)) + Decimal(str(more)))
    return int(total) if total == total.to_integral_value() else float(total)
