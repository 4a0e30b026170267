"""What must come out for a person's facts, worked out from `core` alone, apart from the flows."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

from core.both_backdoors import BothInput, both_backdoors
from core.capacity import CapacityResult, capacity
from core.capacity_input import CapacityInput
from core.limits import limits_for
from core.match import MatchFormula
from core.match_arithmetic import employer_money
from core.paychecks import PaycheckInput, plan_paychecks
from core.waiting import WaitingInput, waiting
from tests.personas.people import Person, Stage
from tests.personas.wordings import Told

Facts = Mapping[str, Told]
PROBES: Final = (
    (90_000, 9_000),
    (200_000, 7_000),
    (180_000, 24_500),
    (240_000, 5_000),
    (330_000, 18_000),
)  # pay and deferral


def expected(person: Person, stage: Stage, facts: Facts) -> tuple[str, Decimal | None]:
    """The outcome that `facts` must lead to, and its dollars, if it has any."""
    match stage.flow:
        case "capacity":
            return "room", _room(facts).after_tax_room
        case "eligibility":
            return _verdict(facts), None
        case "paychecks":
            return "plan", _each_paycheck(person, facts)
        case "provider":
            return "finished", None
        case "taxes":
            return "expected", Decimal(_of(facts, "moved_amount") - _of(facts, "moved_basis"))
        case "waiting":
            return "cost", _cost(facts)
        case _:
            return "together", _both(facts)


def same(slot: str, held: Any, wanted: Any) -> bool:
    """Whether the value that the case holds is what the person told."""
    if held is None or wanted is None:
        return held is wanted or {str(held), str(wanted)} == {"None", "unknown"}
    if slot in {"own_mega", "spouse_mega"} and {str(held), str(wanted)} == {"0", "none"}:
        return True  # no plan and no dollars come to the same
    if slot == "match":
        return _formula_dollars(_frozen(held)) == _formula_dollars(_frozen(wanted))
    if slot == "plan_cap":
        return {name: one for name, one in held.items() if one} == {name: one for name, one in wanted.items() if one}
    if slot == "employer":
        return str(wanted).lower() in str(held).lower()
    if isinstance(wanted, int | float) and isinstance(held, int | float):
        return abs(held - wanted) < 0.005
    return str(held).lower() == str(wanted).lower()


def _frozen(formula: Any) -> str:
    return MatchFormula.model_validate(formula).model_dump_json()


@cache
def _formula_dollars(formula: str) -> tuple[Decimal, ...]:
    """What a formula comes to at some pays and deferrals: two that agree there mean the same."""
    read, limits = MatchFormula.model_validate_json(formula), limits_for(2026)
    found = (employer_money(read, Decimal(pay), Decimal(deferral), limits) for pay, deferral in PROBES)
    return tuple(one.match + one.nonelective for one in found)


def _of(facts: Facts, slot: str, default: Any = None) -> Any:
    told = facts.get(slot)
    return default if told is None or told.value is None else told.value


def _room(facts: Facts) -> CapacityResult:
    told: dict[str, Any] = {
        "tax_year": _of(facts, "tax_year", 2026),
        "age": _of(facts, "age"),
        "deferral": _of(facts, "deferral"),
        "after_tax_made": _of(facts, "after_tax_made", 0),
        "plan_cap_rate": (_of(facts, "plan_cap") or {}).get("rate"),
    }
    if "plan_catch_up" in facts:
        told["plan_catch_up"] = _of(facts, "plan_catch_up", "regular")
    if _of(facts, "self_employed") == "yes":
        field, slot = ("wages", "own_wages") if "own_wages" in facts else ("net_profit", "net_profit")
        business = {field: _of(facts, slot), "employer_contribution": _of(facts, "business_money", 0)}
        told |= {"pay": _of(facts, slot), "self_employed": {"kind": _of(facts, "business_kind"), **business}}
    else:
        told |= {"pay": _of(facts, "pay"), "match": _of(facts, "match")}
        told["profit_sharing"] = _of(facts, "profit_sharing", 0)
    if _of(facts, "other_employer") == "yes":
        told["other_employer"] = {"deferral": _of(facts, "other_deferral", 0), "plan": _of(facts, "other_plan")}
    return capacity(CapacityInput.model_validate({name: one for name, one in told.items() if one is not None}))


def _verdict(facts: Facts) -> str:
    if _of(facts, "after_tax") == "no":
        return "not_now"
    ways = [_of(facts, slot, "unknown") for slot in ("in_plan_conversion", "in_service_distribution")]
    if _of(facts, "after_tax") == "yes" and "yes" in ways:
        return "yes"
    return "unclear" if "unknown" in (*ways, _of(facts, "after_tax", "unknown")) else "at_leaving"


def _each_paycheck(person: Person, facts: Facts) -> Decimal:
    """The after-tax dollars of each paycheck to come."""

    def plan(after_tax: Decimal | None, room: CapacityResult) -> Any:
        told = {
            "tax_year": room.tax_year,
            "as_of": person.today,
            "age": _of(facts, "age"),
            "pay": _of(facts, "pay"),
            "pay_frequency": _of(facts, "pay_frequency"),
            "known_payday": _of(facts, "known_payday"),
            "deferral": min(room.deferral, room.deferral_limit_here),
            "deferral_made": _of(facts, "deferral_made", 0),
            "after_tax": after_tax,
            "after_tax_made": _of(facts, "after_tax_made", 0),
            "employer_money": room.employer_total,
            "match": _of(facts, "match"),
        }
        if "plan_catch_up" in facts:
            told["plan_catch_up"] = _of(facts, "plan_catch_up", "regular")
        return plan_paychecks(
            PaycheckInput.model_validate({name: one for name, one in told.items() if one is not None})
        )

    room = _room(facts)
    first = plan(None, room).elective_deferral
    in_year = first.made + first.locked + first.planned
    room = _room({**facts, "deferral": Told("deferral", in_year)})
    return Decimal(plan(room.after_tax_limit, room).after_tax.per_paycheck)


def _cost(facts: Facts) -> Decimal:
    told = {
        "contribution": _of(facts, "waiting_amount"),
        "frequency": _of(facts, "waiting_frequency"),
        "annual_return": _of(facts, "annual_return"),
        "tax_rate": _of(facts, "bracket"),
        "timing": "start",
    }
    found = waiting(WaitingInput.model_validate({name: one for name, one in told.items() if one is not None}))
    mine = found.of(_of(facts, "convert_habit"))
    return mine.earnings if mine.tax is None else mine.tax


def _both(facts: Facts) -> Decimal:
    def one(age: str, mega: str) -> dict[str, Any]:
        said = _of(facts, mega)
        room = {} if said == "most" else {"has_plan": False} if said == "none" else {"after_tax_room": said}
        return {"age": _of(facts, age), **room}

    people = [one("age", "own_mega")]
    if _of(facts, "household") == "couple":
        people.append(one("spouse_age", "spouse_mega"))
    told = {"tax_year": _of(facts, "tax_year", 2026), "people": people}
    return both_backdoors(BothInput.model_validate(told)).total
