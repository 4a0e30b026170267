"""The household as JSON, and back."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from flows.household.fact import Fact, Frame, Json
from flows.household.household import Household
from flows.household.levels import OF_PERSON, OF_PLAN, YEAR
from flows.household.plan import MINE, NO_YEAR, Facts, Owner, Person, Plan, PlanYear, plan_id


def to_json(household: Household) -> dict[str, Json]:
    """The household as plain JSON."""
    return {
        "open": str(household.open),
        "year": None if household.told_year is None else _fact(household.told_year),
        "people": {
            owner.value: {str(year): _facts(facts) for year, facts in person.years.items()}
            for owner, person in household.people.items()
            if person.years
        },
        "plans": {str(one): _plan(plan) for one, plan in household.plans.items()},
    }


def from_json(raw: Json) -> Household:
    """The household that `to_json` made. Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    plans = {plan_id(name): _plan_from(plan) for name, plan in raw["plans"].items()}
    people = {
        Owner(owner): Person(MappingProxyType({int(year): _facts_from(facts) for year, facts in years.items()}))
        for owner, years in raw["people"].items()
    }
    told = raw["year"]
    return Household(
        people=MappingProxyType(people),
        plans=MappingProxyType(plans),
        open=plan_id(raw["open"]),
        told_year=None if told is None else _fact_from(told),
    )


def from_flat(case: Mapping[str, Json], ledger: Json) -> dict[str, Json]:
    """The household, as JSON, of a session that knew one plan: its flat `case`, and its `ledger` as it was kept."""
    told = case.get(YEAR)
    year = str(told[0]) if told is not None and isinstance(told[0], int) else str(NO_YEAR)
    rest = {slot: fact for slot, fact in case.items() if slot != YEAR}
    person = {slot: fact for slot, fact in rest.items() if slot in OF_PERSON}
    always = {slot: fact for slot, fact in rest.items() if slot in OF_PLAN}
    of_year = {slot: fact for slot, fact in rest.items() if slot not in OF_PERSON | OF_PLAN}
    years: dict[str, dict[str, Json]] = {year: {"facts": of_year, "entries": []}} if of_year else {}
    kept = ledger if isinstance(ledger, Mapping) else {}
    for entry in kept.get("entries", ()):
        one = years.setdefault(str(int(str(entry["day"])[:4])), {"facts": {}, "entries": []})
        one["entries"].append(entry)
    plan = {"facts": always, "years": years, "frames": [], "next_entry": kept.get("next", 1)}
    return {
        "open": str(MINE),
        "year": told,
        "people": {Owner.ME.value: {year: person}} if person else {},
        "plans": {str(MINE): plan} if always or years else {},
    }


def frame_to_json(frame: Frame) -> list[Json]:
    """A flow in progress as JSON."""
    return [frame.flow, list(frame.accepted), frame.asking]


def frame_from_json(raw: Json) -> Frame:
    """The flow in progress that `frame_to_json` made. Raises ValueError or TypeError for anything else."""
    flow, accepted, asking = raw
    if not isinstance(accepted, list):
        raise TypeError("a list is wanted")
    return Frame(_text(flow), tuple(_text(slot) for slot in accepted), _text(asking))


def _fact(fact: Fact) -> list[Json]:
    return [fact.value, fact.said, fact.on.isoformat()]


def _facts(facts: Facts) -> dict[str, Json]:
    return {slot: _fact(fact) for slot, fact in facts.items()}


def _plan(plan: Plan) -> dict[str, Json]:
    return {
        "facts": _facts(plan.facts),
        "years": {
            str(year): {"facts": _facts(told.facts), "entries": list(told.entries)} for year, told in plan.years.items()
        },
        "frames": [frame_to_json(frame) for frame in plan.frames],
        "next_entry": plan.next_entry,
    }


def _plan_from(raw: Json) -> Plan:
    return Plan(
        facts=_facts_from(raw["facts"]),
        years=MappingProxyType({int(year): _year_from(told) for year, told in raw["years"].items()}),
        frames=tuple(frame_from_json(frame) for frame in raw["frames"]),
        next_entry=int(raw["next_entry"]),
    )


def _year_from(raw: Json) -> PlanYear:
    return PlanYear(_facts_from(raw["facts"]), tuple(dict(entry) for entry in raw["entries"]))


def _facts_from(raw: Json) -> Facts:
    return MappingProxyType({slot: _fact_from(fact) for slot, fact in raw.items()})


def _fact_from(raw: Json) -> Fact:
    value, said, on = raw
    return Fact(value, _text(said), date.fromisoformat(on))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    return value
