"""The household as one frozen value: people, plans and years, and which plan and year are open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

from core.deferrals import person_limit
from core.limits import limits_for, published_years
from flows.household import siblings
from flows.household.fact import Fact, Frame, Json
from flows.household.levels import AGE, OF_HOUSEHOLD, OF_PERSON, OF_PLAN, SO_FAR, YEAR
from flows.household.plan import MINE, NO_YEAR, Facts, Owner, Person, Plan, PlanId, PlanKind, PlanYear

MOST_PLANS = 12  # of a household; keeps a session small


@dataclass(frozen=True)
class Household:
    """What is known of the people, their plans and the years of each.

    `open` is the plan that is talked about, `told_year` the tax year as it was told. The flows see both through
    `facts`, which looks like one flat mapping of slots.
    """

    people: Mapping[Owner, Person] = field(default_factory=lambda: MappingProxyType({}))
    plans: Mapping[PlanId, Plan] = field(default_factory=lambda: MappingProxyType({}))
    open: PlanId = MINE
    told_year: Fact | None = None

    @property
    def year(self) -> int:
        """The tax year that is open; NO_YEAR before one was told."""
        return year_in(self.told_year)

    @property
    def plan(self) -> Plan:
        """The plan that is open."""
        return self.plans.get(self.open, Plan())

    @property
    def several(self) -> bool:
        """Whether there is more than one plan, or another's is open, so that the one spoken of has to be named."""
        another = self.open.owner is not Owner.ME or self.open.kind in {PlanKind.OTHER, PlanKind.OLD}
        return another or len(self.plans.keys() | {self.open}) > 1

    @cached_property
    def facts(self) -> Facts:
        """What is known of the open plan in the open year, by slot; with what follows from the person's other plans."""
        return self.lens(self.open, self.year)

    def lens(self, plan: PlanId, year: int) -> Facts:
        """What is known of `plan` in `year`, by slot, as a flow sees it."""
        told = self.plans.get(plan, Plan())
        opened = {YEAR: self.told_year} if self.told_year is not None else {}
        partner = self.of_person(Owner.SPOUSE if plan.owner is Owner.ME else Owner.ME, year).get(AGE)
        if partner is not None:
            opened["spouse_age"] = partner
        seen = {**opened, **self.of_person(plan.owner, year), **told.facts, **told.year(year).facts}
        follows = siblings.derived(self.siblings(plan, year), seen, plan.kind, _most_deferred(seen, year))
        return MappingProxyType({**seen, **{slot: fact for slot, fact in follows.items() if slot not in seen}})

    def siblings(self, plan: PlanId, year: int) -> Mapping[PlanId, Facts]:
        """The other plans of the same person with figures of `year`, each with what was told of it."""
        found = {}
        for one, told in self.plans.items():
            facts = {**told.facts, **told.year(year).facts}
            if one != plan and one.owner is plan.owner and siblings.FIGURES & facts.keys():
                found[one] = facts
        return found

    def of_person(self, owner: Owner, year: int) -> dict[str, Fact]:
        """What is known of a person in `year`, whichever the plan; of the spouse also what is known of both."""
        facts = dict(self.people.get(owner, Person()).years.get(year, {}))
        if owner is Owner.SPOUSE:
            of_me = self.people.get(Owner.ME, Person()).years.get(year, {})
            facts = {**{slot: of_me[slot] for slot in of_me if slot in OF_HOUSEHOLD}, **facts}
        return facts

    def opened(self, plan: PlanId, frames: tuple[Frame, ...] = ()) -> "Household":
        """The household with `plan` open, added if it is not there; `frames` stay with the plan that was open.

        Raises ValueError where there are too many plans.
        """
        if plan == self.open:
            return self
        left = self if self.plan.empty and not frames else self._with(self.open, replace(self.plan, frames=frames))
        added = left._added(plan)
        return replace(added._with(plan, replace(added.plans[plan], frames=())), open=plan)

    def _added(self, plan: PlanId) -> "Household":
        """The household with `plan` in it; what was told of "the other employer" so far is told of that plan."""
        if plan in self.plans:
            return self
        if len(self.plans) >= MOST_PLANS:
            raise ValueError(f"a household holds at most {MOST_PLANS} plans")
        household = self._with(plan, Plan())
        others = [one for one in self.plans if one.owner is plan.owner]
        if len(others) != 1 or plan.kind is PlanKind.BUSINESS:
            return household
        for year, told in self.plans[others[0]].years.items():
            apart = {slot: fact for slot, fact in told.facts.items() if slot in siblings.THERE}
            kept = {slot: one for slot, one in told.facts.items() if slot not in {*siblings.THERE, *siblings.ASKED}}
            here = household.plans[others[0]].with_year(year, replace(told, facts=MappingProxyType(kept)))
            household = household._with(others[0], here)
            there = dict(filter(None, (siblings.told_there(slot, fact, plan.kind) for slot, fact in apart.items())))
            household = household._with_plan(plan, year, there)
        return household

    def with_facts(self, facts: Mapping[str, Fact]) -> "Household":
        """The household with `facts` told of the open plan in the open year, each where it belongs."""
        told = self
        if YEAR in facts:
            told = told._with_year(facts[YEAR])
        rest = {slot: fact for slot, fact in facts.items() if slot != YEAR}
        return told.told_of(told.open, told.year, rest) if rest else told

    def told_of(self, plan: PlanId, year: int, facts: Mapping[str, Fact]) -> "Household":
        """The household with `facts` told of `plan` in `year`; what is told of the one other plan goes to that one.

        Raises ValueError where the plan would be one too many.
        """
        household = self._added(plan)
        others = household.siblings(plan, year)
        person, here, there = {}, {}, {}
        for slot, fact in facts.items():
            only = next(iter(others)) if len(others) == 1 else None
            told = siblings.told_there(slot, fact, only.kind) if only is not None else None
            if slot in OF_PERSON:
                person[slot] = fact
            elif told is not None:
                there[told[0]] = told[1]
            else:
                here[slot] = fact
        if plan.kind is PlanKind.BUSINESS and here and "self_employed" not in household.plans[plan].facts:
            here.setdefault("self_employed", Fact("yes", "", next(iter(here.values())).on))
        household = household._with_person(plan.owner, year, person)._with_plan(plan, year, here)
        return household._with_plan(next(iter(others)), year, there) if there else household

    def _with_person(self, owner: Owner, year: int, facts: Facts) -> "Household":
        if not facts:
            return self
        person = self.people.get(owner, Person())
        person = person.with_year(year, MappingProxyType({**person.years.get(year, {}), **facts}))
        return replace(self, people=MappingProxyType({**self.people, owner: person}))

    def _with_plan(self, plan: PlanId, year: int, facts: Facts) -> "Household":
        if not facts:
            return self
        told = self.plans.get(plan, Plan())
        always = {slot: fact for slot, fact in facts.items() if slot in OF_PLAN}
        of_year = {slot: fact for slot, fact in facts.items() if slot not in OF_PLAN}
        if always:
            told = replace(told, facts=MappingProxyType({**told.facts, **always}))
        if of_year:
            here = told.year(year)
            told = told.with_year(year, replace(here, facts=MappingProxyType({**here.facts, **of_year})))
        return self._with(plan, told)

    def _with(self, plan: PlanId, told: Plan) -> "Household":
        return replace(self, plans=MappingProxyType({**self.plans, plan: told}))

    def _with_year(self, fact: Fact) -> "Household":
        """The household with the year of `fact` open.

        What was told before any year was named belongs to it. What is not known of it yet goes on from the year that
        was open: all that was told the same day, since it was told for what is worked out now, and of earlier days
        what lasts. Its ledger stays where it is.
        """
        before, year = self.year, year_in(fact)
        household = replace(self, told_year=fact)
        if year in (NO_YEAR, before):
            return household
        people = {owner: _person_onward(person, before, year, fact) for owner, person in self.people.items()}
        plans = {one: _plan_onward(plan, before, year, fact) for one, plan in self.plans.items()}
        return replace(household, people=MappingProxyType(people), plans=MappingProxyType(plans))

    def without(self, slots: Iterable[str]) -> "Household":
        """The household without what is known of `slots` in the open plan and year."""
        gone = frozenset(slots)
        household = replace(self, told_year=None) if YEAR in gone else self
        plan, year = household.plan, self.year
        person = self.people.get(self.open.owner, Person())
        kept = {slot: fact for slot, fact in person.years.get(year, {}).items() if slot not in gone}
        people = {**self.people, self.open.owner: person.with_year(year, MappingProxyType(kept))}
        people = {owner: one for owner, one in people.items() if one.years}
        here = plan.year(year)
        facts = MappingProxyType({slot: fact for slot, fact in here.facts.items() if slot not in gone})
        plan = replace(
            plan, facts=MappingProxyType({slot: plan.facts[slot] for slot in plan.facts if slot not in gone})
        )
        plan = plan.with_year(year, replace(here, facts=facts))
        plans = {**household.plans, self.open: plan} if self.open in household.plans else household.plans
        household = replace(household, people=MappingProxyType(people), plans=MappingProxyType(dict(plans)))
        if YEAR in gone and year != NO_YEAR:
            return household._moved(year, NO_YEAR)
        return household

    def _moved(self, before: int, after: int) -> "Household":
        """What was told for the year `before`, without its ledgers, as told for `after`."""
        people, plans = {}, {}
        empty: Facts = MappingProxyType({})
        for owner, person in self.people.items():
            facts = MappingProxyType({**person.years.get(after, {}), **person.years.get(before, {})})
            people[owner] = person.with_year(before, empty).with_year(after, facts)
        for one, plan in self.plans.items():
            old, new = plan.year(before), plan.year(after)
            joined = replace(new, facts=MappingProxyType({**new.facts, **old.facts}))
            plans[one] = plan.with_year(before, replace(old, facts=empty)).with_year(after, joined)
        return replace(self, people=MappingProxyType(people), plans=MappingProxyType(plans))

    def with_entries(self, plan: PlanId, entries: Iterable[Json], next_entry: int) -> "Household":
        """The household with `entries` (JSON, each with its `day`) as the whole ledger of `plan`."""
        told = self.plans.get(plan, Plan())
        by_year: dict[int, list[Json]] = {}
        for entry in entries:
            by_year.setdefault(int(str(entry["day"])[:4]), []).append(entry)
        for year in {*told.years, *by_year}:
            told = told.with_year(year, replace(told.year(year), entries=tuple(by_year.get(year, ()))))
        return self._with(plan, replace(told, next_entry=next_entry))

    def without_plan(self, plan: PlanId) -> "Household":
        """The household without `plan`; where it was open, the first plan left is opened."""
        kept = {one: told for one, told in self.plans.items() if one != plan}
        people = self.people
        if not any(one.owner is plan.owner for one in kept) and plan.owner is not Owner.ME:
            people = MappingProxyType({owner: person for owner, person in people.items() if owner is not plan.owner})
        opened = self.open if self.open != plan else next(iter(kept), MINE)
        return replace(self, plans=MappingProxyType(kept), people=people, open=opened)

    def without_year(self, year: int) -> "Household":
        """The household without what was told for `year`, of all its people and plans.

        What was told in that year before any was named goes too: it counted for that year.
        """
        empty: Facts = MappingProxyType({})
        people = {
            owner: person.with_year(year, empty).with_year(NO_YEAR, _not_of(person.years.get(NO_YEAR, empty), year))
            for owner, person in self.people.items()
        }
        plans = {
            one: plan.with_year(year, PlanYear()).with_year(
                NO_YEAR, replace(plan.year(NO_YEAR), facts=_not_of(plan.year(NO_YEAR).facts, year))
            )
            for one, plan in self.plans.items()
        }
        told = None if self.year == year else self.told_year
        return replace(self, people=MappingProxyType(people), plans=MappingProxyType(plans), told_year=told)

    def changed_job(self) -> "Household":
        """The household after a change of jobs: the person's plan becomes that of an old job, a new one is open.

        Raises ValueError where there are too many plans.
        """
        told, old = self.plans.get(MINE, Plan()), self.next_id(Owner.ME, PlanKind.OLD)
        if len(self.plans) >= MOST_PLANS:
            raise ValueError(f"a household holds at most {MOST_PLANS} plans")
        plans = {**{one: plan for one, plan in self.plans.items() if one != MINE}, old: replace(told, frames=())}
        return replace(self, plans=MappingProxyType({MINE: Plan(), **plans}), open=MINE)

    def next_id(self, owner: Owner, kind: PlanKind) -> PlanId:
        """The id of one more plan of that kind."""
        taken = {one.number for one in self.plans if (one.owner, one.kind) == (owner, kind)}
        return PlanId(owner, kind, max(taken, default=0) + 1)

    def years(self, plan: PlanId | None = None) -> tuple[int, ...]:
        """The tax years of which something is known, of `plan` or of all plans, the latest first."""
        plans = self.plans.values() if plan is None else [self.plans.get(plan, Plan())]
        people = self.people.values() if plan is None else ()
        found = {year for one in (*plans, *people) for year in one.years if year != NO_YEAR}
        return tuple(sorted(found, reverse=True))


def _not_of(facts: Facts, year: int) -> Facts:
    """The facts that were not told in the calendar `year`."""
    return MappingProxyType({slot: fact for slot, fact in facts.items() if fact.on.year != year})


def year_in(fact: Fact | None) -> int:
    """The tax year that the fact tells, NO_YEAR where it tells none."""
    value: Any = fact.value if fact is not None else None
    return value if isinstance(value, int) and not isinstance(value, bool) else NO_YEAR


def _lasting(facts: Facts, before: int, year: int, fact: Fact) -> dict[str, Fact]:
    """Those of `facts`, told for `before`, that hold for `year` too, which `fact` opens.

    Who had put in nothing by a year had put in nothing by the one before.
    """

    def holds(slot: str, one: Fact) -> bool:
        return before == NO_YEAR or one.on == fact.on or slot not in SO_FAR or (year < before and one.value == 0)

    return {slot: one for slot, one in facts.items() if holds(slot, one)}


def _person_onward(person: Person, before: int, year: int, fact: Fact) -> Person:
    old, new = person.years.get(before, {}), person.years.get(year, {})
    facts = {**_lasting(old, before, year, fact), **new}
    age = facts.get(AGE)
    if age is not None and AGE not in new and before != NO_YEAR and isinstance(age.value, int):
        facts[AGE] = replace(age, value=age.value + year - before)
    person = person.with_year(NO_YEAR, MappingProxyType({})) if before == NO_YEAR else person
    return person.with_year(year, MappingProxyType(facts))


def _plan_onward(plan: Plan, before: int, year: int, fact: Fact) -> Plan:
    old, new = plan.year(before), plan.year(year)
    if not old.facts:
        return plan
    facts = MappingProxyType({**_lasting(old.facts, before, year, fact), **new.facts})
    if before == NO_YEAR:
        plan = plan.with_year(NO_YEAR, replace(old, facts=MappingProxyType({})))
    return plan.with_year(year, replace(new, facts=facts))


def _most_deferred(seen: Facts, year: int) -> Decimal | None:
    """What "the maximum" at the person's other job comes to, in dollars; None where this plan is to have it too."""
    age, here = seen.get(AGE), seen.get("deferral")
    if age is None or not isinstance(age.value, int) or year not in published_years():
        return None
    return None if here is not None and here.value == siblings.MAXIMUM else person_limit(age.value, limits_for(year))


def household_of(facts: Mapping[str, Fact]) -> Household:
    """A household of one plan with `facts` told of it."""
    return Household().with_facts(facts)
