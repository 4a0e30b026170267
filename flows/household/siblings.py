"""What one plan's room takes from the person's other plans, so that it is not asked again.

The law joins a person's plans: one deferral limit over all employers (IRC 402(g)), one annual additions limit where
employers belong together (IRC 415(h)), and for a 403(b) with a business that its owner controls.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from core.match import NO_FORMULA
from flows.household.fact import Fact, Json
from flows.household.plan import Facts, PlanId, PlanKind

FIGURES: Final = frozenset(
    {
        "deferral", "pay", "after_tax_made", "own_wages", "net_profit", "match", "deferral_made", "profit_sharing",
        "business_money",
    }
)  # fmt: skip
ASKED: Final = frozenset({"other_employer", "day_job"})  # whether there is another plan at all
MAXIMUM: Final = "max"  # all that the law lets the person defer
# Which slot of a sibling plan holds what a plan's slot says about "the other employer".
THERE: Final[Mapping[str, str]] = {
    "other_deferral": "deferral",
    "other_plan": "plan_type",
    "other_pay": "pay",
    "other_employer_money": "match",
    "other_after_tax": "after_tax_made",
}


def derived(
    others: Mapping[PlanId, Facts], here: Facts, kind: PlanKind, most: Decimal | None = None
) -> dict[str, Fact]:
    """What follows from the figures of `others`, by the slots in which a flow asks for it.

    `here` is what was told of the plan itself, of that `kind`. `most` is the person's deferral limit in dollars, None
    where it is not known: what "the maximum" at another job comes to.
    """
    if not others:
        return {}
    own = kind is PlanKind.BUSINESS or ("self_employed" in here and here["self_employed"].value == "yes")
    values: dict[str, Json] = {"day_job" if own else "other_employer": "yes", **_sums(others, own=own, most=most)}
    plan_type = here.get("plan_type")
    with_business = any(one.kind is PlanKind.BUSINESS for one in others)
    if not own and plan_type is not None and plan_type.value == "403b" and with_business:
        values["other_related"] = "yes"
    latest = max(fact.on for facts in others.values() for fact in facts.values())
    return {slot: Fact(value, "", latest) for slot, value in values.items()}


def told_there(slot: str, fact: Fact, kind: PlanKind) -> tuple[str, Fact] | None:
    """What `slot`, told of "the other employer", says of that plan itself; None for an answer that tells nothing."""
    there = THERE.get(slot)
    if there is None or fact.value is None:
        return None
    if there == "match":
        return there, Fact({**NO_FORMULA, "nonelective_dollars": fact.value}, fact.said, fact.on)
    return ("own_wages" if there == "pay" and kind is PlanKind.BUSINESS else there), fact


def _sums(others: Mapping[PlanId, Facts], *, own: bool, most: Decimal | None) -> dict[str, Json]:
    """The figures of the other plans together; one that is not known of each of them is left to be asked.

    A 457(b) has a deferral limit of its own, so its figures count only where there is no other plan.
    """
    kinds = {one: _kind(facts) for one, facts in others.items()}
    sharing = [facts for one, facts in others.items() if kinds[one] != "457b"] or list(others.values())
    told = {_kind(facts) for facts in sharing}
    found: dict[str, Json] = {"other_plan": "403b" if "403b" in told and (own or len(told) == 1) else min(told)}
    amounts = {
        "other_deferral": [_deferral(facts, most) for facts in sharing],
        "other_pay": [_dollars(facts, "pay", "own_wages", "net_profit") for facts in sharing],
        "other_employer_money": [_employer_money(facts) for facts in sharing],
        "other_after_tax": [_dollars(facts, "after_tax_made") for facts in sharing],
    }
    for slot, each in amounts.items():
        known = [amount for amount in each if amount is not None]
        if len(known) == len(each):
            found[slot] = plain(sum(known, Decimal(0)))
    return found


def _kind(facts: Facts) -> str:
    told = facts["plan_type"].value if "plan_type" in facts else ""
    return told if told in {"403b", "457b"} else "401k"


def _dollars(facts: Facts, *slots: str) -> Decimal | None:
    """The dollars of the first of `slots` that is known in dollars."""
    values = (facts[slot].value for slot in slots if slot in facts)
    return next((Decimal(str(value)) for value in values if is_number(value)), None)


def _deferral(facts: Facts, most: Decimal | None) -> Decimal | None:
    told = facts.get("deferral")
    return most if told is not None and told.value == MAXIMUM else _dollars(facts, "deferral")


def _employer_money(facts: Facts) -> Decimal | None:
    """What the employer puts in, where it is known in dollars: a formula needs more than is known here."""
    match = facts["match"].value if "match" in facts else None
    if "business_money" in facts:
        return _dollars(facts, "business_money")
    if not isinstance(match, Mapping) or match.get("tiers") or match.get("nonelective_rate"):
        return None
    further = (_dollars(facts, slot) or Decimal(0) for slot in ("profit_sharing", "true_up"))
    return Decimal(str(match.get("nonelective_dollars") or 0)) + sum(further, Decimal(0))


def is_number(value: Any) -> bool:
    """Whether a JSON value is a number, which `true` is not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def plain(amount: Decimal) -> int | float:
    """Dollars as JSON holds them."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
