"""People with facts, a goal and a manner, drawn by seed."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from tests.personas.wordings import Told, wordings

TODAY: Final = date(2026, 5, 12)
TAX_DAY: Final = date(2027, 2, 2)

MANNERS: Final = (
    "clipped", "long story", "second language", "angry", "correcting", "all at once", "one at a time",
    "asks in between", "changes mind", "forgetful",
)  # fmt: skip
GOALS: Final = (
    "room", "eligibility", "paychecks", "provider", "taxes", "waiting", "both", "spouse", "two employers",
    "job change", "own business",
)  # fmt: skip
PAY: Final = (95_000, 120_000, 144_000, 150_000, 165_000, 180_000, 205_000, 240_000, 262_500, 310_000, 400_000)
DEFERRALS: Final = (10_000, 12_000, 15_000, 18_500, 20_000, 23_000)
COMPANIES: Final = ("Blue Harbor Analytics", "Tarrow Medical", "Quillfeather Games", "Norvane Logistics")


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing that a person wants: the `flow` that gives it, and the facts that it asks for.

    `unasked` are facts that the flow takes for granted otherwise, so the person has to bring them up. `whose` is whose
    plan it is about, "me" or "spouse".
    """

    wish: str
    flow: str
    facts: Mapping[str, Told]
    unasked: tuple[str, ...] = ()
    whose: str = "me"
    opening: str = ""  # a fact that is told with the wish, whatever the manner


@dataclass(frozen=True, slots=True)
class Person:
    """A person. `wrong` are facts told wrongly at first, `later` those that change at the result.

    `forgets` are the facts that are not at hand when they are asked for; those of them that have no value are never
    found out.
    """

    goal: str
    manner: str
    seed: int
    stages: tuple[Stage, ...]
    today: date = TODAY
    wrong: Mapping[str, Told] = field(default_factory=dict)
    later: Mapping[str, Told] = field(default_factory=dict)
    forgets: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """What a report calls the person."""
        return f"{self.goal} · {self.manner} · {self.seed}"


def person(goal: str, manner: str, seed: int) -> Person:
    """The person of that goal, manner and seed; always the same one."""
    dice = random.Random(f"{goal}/{manner}/{seed}")
    stages = _STAGES[goal](dice)
    one = Person(goal, manner, seed, stages, TAX_DAY if goal == "taxes" else TODAY)
    first = stages[0]
    numbers = [slot for slot in first.facts if slot in _OTHERWISE and _is_amount(first.facts[slot])]
    if manner == "correcting" and numbers:
        picked = dice.sample(numbers, min(len(numbers), dice.choice((1, 2))))
        return replace(one, wrong={slot: _otherwise(dice, first.facts[slot]) for slot in picked})
    if manner == "changes mind" and numbers:
        slot = dice.choice(numbers)
        return replace(one, later={slot: _otherwise(dice, first.facts[slot])})
    if manner == "forgetful":
        return _forgetful(dice, one)
    return one


# Facts that may be told otherwise, with the values they may take then.
_OTHERWISE: Final[Mapping[str, tuple[int, ...]]] = {
    "age": (31, 34, 37, 41, 44, 48),
    "pay": PAY,
    "deferral": DEFERRALS,
    "after_tax_made": (1_500, 3_000, 6_250, 9_000),
    "waiting_amount": (500, 900, 1_250, 2_000),
    "own_mega": (18_000, 26_500, 33_000, 40_300),
    "moved_amount": (450, 1_000, 2_500),  # so much more: what moved is never less than one's own money in it
    "net_profit": (70_000, 88_000, 132_000),
    "own_wages": (72_000, 96_000, 118_000),
    "other_deferral": (6_500, 9_000, 11_000),
    "deferral_made": (4_000, 6_500, 7_200),
}


def _is_amount(told: Told) -> bool:
    return isinstance(told.value, int) and not isinstance(told.value, bool) and told.key != "zero"


def _otherwise(dice: random.Random, told: Told) -> Told:
    """The same fact with another value."""
    if told.slot == "moved_amount":
        return replace(told, value=told.value + dice.choice(_OTHERWISE[told.slot]))
    most = told.value if told.slot in {"deferral_made"} else max(_OTHERWISE[told.slot])
    values = [one for one in _OTHERWISE[told.slot] if one != told.value and one <= most] or [told.value + 1]
    return replace(told, value=dice.choice(values))


def _forgetful(dice: random.Random, one: Person) -> Person:
    """Not at hand are one or two facts; some of those that may stay unknown do."""
    first = one.stages[0]
    may_stay = [slot for slot in first.facts if slot in {"match", "lead_days", "bracket", "automatic_conversion"}]
    others = [slot for slot in first.facts if slot in {"pay", "match", "deferral", "after_tax_made", "waiting_amount"}]
    facts = dict(first.facts)
    forgets: set[str] = set()
    if may_stay and dice.random() < 0.5:
        slot = dice.choice(may_stay)
        unknown = "unknown" if slot == "automatic_conversion" else None
        facts[slot] = Told(slot, unknown, "unknown" if unknown else "")
        forgets.add(slot)
    elif others:
        forgets |= set(dice.sample(others, 1))
    return replace(one, stages=(replace(first, facts=facts), *one.stages[1:]), forgets=frozenset(forgets))


# The facts of each goal.


def _choice(dice: random.Random, slot: str, *keys: str) -> Told:
    key = dice.choice(keys)
    return Told(slot, key, key)


def _amount(dice: random.Random, slot: str, values: tuple[int, ...]) -> Told:
    return Told(slot, dice.choice(values), "amount")


def _match(dice: random.Random) -> Told:
    return Told("match", dice.choice(wordings("matches"))["means"])


def _by_slot(*facts: Told) -> dict[str, Told]:
    return {one.slot: one for one in facts}


def _plan_of_year(dice: random.Random, least_pay: int = 0) -> dict[str, Told]:
    """Year, age, pay, deferral, match and after-tax so far of a plan."""
    age = dice.choice((27, 29, 33, 36, 39, 42, 45, 47, 51, 54, 57, 61, 65))
    pay = dice.choice([one for one in PAY if one >= least_pay])
    deferral = Told("deferral", "max", "max") if dice.random() < 0.5 else _amount(dice, "deferral", DEFERRALS)
    made = Told("after_tax_made", 0, "zero")
    if dice.random() < 0.4:
        made = _amount(dice, "after_tax_made", (2_400, 4_000, 5_750, 8_000))
    facts = _by_slot(Told("tax_year", 2026), Told("age", age), Told("pay", pay), deferral, _match(dice), made)
    if 60 <= age <= 63:
        facts["plan_catch_up"] = _choice(dice, "plan_catch_up", "enhanced", "regular")
    return facts


def _room(dice: random.Random) -> tuple[Stage, ...]:
    facts, unasked = _plan_of_year(dice), []
    if dice.random() < 0.3:
        facts["profit_sharing"] = _amount(dice, "profit_sharing", (2_500, 4_500, 7_000))
        unasked.append("profit_sharing")
    if dice.random() < 0.25:
        facts["plan_cap"] = Told("plan_cap", {"rate": dice.choice((0.06, 0.08, 0.1, 0.15))}, "share")
        unasked.append("plan_cap")
    return (Stage("room", "capacity", facts, tuple(unasked)),)


def _eligibility(dice: random.Random) -> tuple[Stage, ...]:
    yes_no = ("yes", "yes", "yes", "no", "unknown")
    facts = _by_slot(
        Told("employer", dice.choice(COMPANIES)),
        _choice(dice, "plan_type", "401k", "401k", "403b"),
        _choice(dice, "after_tax", "yes", "yes", "yes", "yes", "no", "unknown"),
        _choice(dice, "in_plan_conversion", *yes_no),
        _choice(dice, "automatic_conversion", *yes_no),
        _choice(dice, "in_service_distribution", *yes_no),
        dice.choice((Told("plan_cap", {"none": True}, "none"), Told("plan_cap", {"rate": 0.1}, "share"))),
    )
    return (Stage("eligibility", "eligibility", facts),)


def _paychecks(dice: random.Random) -> tuple[Stage, ...]:
    facts = _plan_of_year(dice, least_pay=144_000)
    facts["deferral"] = Told("deferral", "max", "max") if dice.random() < 0.5 else Told("deferral", 20_000, "amount")
    frequency = dice.choice(("biweekly", "semimonthly", "monthly", "weekly"))
    paydays = {"biweekly": "2026-05-22", "semimonthly": "2026-05-15", "monthly": "2026-05-29", "weekly": "2026-05-15"}
    facts |= _by_slot(
        Told("pay_frequency", frequency, frequency),
        _amount(dice, "deferral_made", (5_000, 7_200, 8_500)),
        dice.choice((Told("lead_days", 0, "0"), Told("lead_days", None, "unknown"))),
    )
    facts["known_payday"] = Told("known_payday", paydays[frequency])
    return (Stage("paychecks", "paychecks", facts),)


def _provider(dice: random.Random) -> tuple[Stage, ...]:
    facts = _by_slot(
        _choice(dice, "provider", "fidelity", "vanguard", "schwab", "empower"),
        Told("provider_task", "set_up", "set_up"),
    )
    return (Stage("provider", "provider", facts),)


def _taxes(dice: random.Random) -> tuple[Stage, ...]:
    basis = dice.choice((9_000, 12_000, 18_500, 27_000, 31_400))
    facts = _by_slot(
        Told("tax_year", 2026),
        _choice(dice, "money_moved", "in_plan", "roth_ira"),
        Told("moved_amount", basis + dice.choice((90, 215, 640, 1_300))),
        Told("moved_basis", basis),
        Told("second_money_moved", "nothing", "nothing"),
        Told("forms_there", "none", "none"),
        _choice(dice, "state", "TX", "CA", "NY", "WA"),
    )
    return (Stage("taxes", "taxes", facts),)


def _waiting(dice: random.Random) -> tuple[Stage, ...]:
    rate = dice.choice((0.22, 0.24, 0.32, 0.35))
    facts = _by_slot(
        Told("waiting_amount", dice.choice((400, 750, 1_000, 1_600, 2_500))),
        _choice(dice, "waiting_frequency", "monthly", "biweekly", "semimonthly"),
        Told("annual_return", dice.choice((0.05, 0.06, 0.07, 0.08, 0.1))),
        _choice(dice, "convert_habit", "yearly", "quarterly", "monthly", "never"),
        Told("bracket", rate),
    )
    return (Stage("waiting", "waiting", facts),)


def _both(dice: random.Random) -> tuple[Stage, ...]:
    facts = _by_slot(
        Told("tax_year", 2026),
        Told("age", dice.choice((32, 38, 43, 52, 56))),
        dice.choice((_amount(dice, "own_mega", (22_000, 31_500, 38_000)), Told("own_mega", "most", "most"))),
        _choice(dice, "household", "alone", "couple"),
        Told("roth_way", "no", "no"),
    )
    if facts["household"].value == "couple":
        facts |= _by_slot(
            Told("spouse_age", dice.choice((30, 41, 49, 53))),
            dice.choice((Told("spouse_mega", 15_000, "amount"), Told("spouse_mega", "none", "none"))),
        )
    return (Stage("both", "both", facts),)


def _spouse(dice: random.Random) -> tuple[Stage, ...]:
    mine, theirs = _plan_of_year(dice), _plan_of_year(dice)
    return Stage("room", "capacity", mine), Stage("spouse", "capacity", theirs, whose="spouse")


def _elsewhere(dice: random.Random) -> dict[str, Told]:
    return _by_slot(
        Told("other_employer", "yes", "yes"),
        Told("other_deferral", dice.choice((3_000, 5_500, 8_000, 12_500))),
        Told("other_plan", "401k", "401k"),
        Told("other_related", "no", "no"),
    )


def _two_employers(dice: random.Random) -> tuple[Stage, ...]:
    facts = _plan_of_year(dice) | _elsewhere(dice)
    return (Stage("room", "capacity", facts, ("other_employer",)),)


def _job_change(dice: random.Random) -> tuple[Stage, ...]:
    facts = _plan_of_year(dice) | _elsewhere(dice)
    facts["other_employer"] = Told("other_employer", "yes", "moved")
    return (Stage("room", "capacity", facts, ("other_employer",), opening="other_employer"),)


def _own_business(dice: random.Random) -> tuple[Stage, ...]:
    plan = _plan_of_year(dice)
    kind = _choice(dice, "business_kind", "sole_proprietor", "s_corporation")
    income = "own_wages" if kind.value == "s_corporation" else "net_profit"
    money = (Told("business_money", 0, "zero"), Told("business_money", 8_000, "amount"))
    facts = {slot: plan[slot] for slot in ("tax_year", "age", "deferral", "after_tax_made")} | _by_slot(
        Told("self_employed", "yes", "yes"),
        kind,
        _amount(dice, income, (80_000, 104_000, 150_000)),
        dice.choice(money),
        Told("plan_cap", {"none": True}, "none"),
        Told("day_job", "no", "no"),
    )
    if "plan_catch_up" in plan:
        facts["plan_catch_up"] = plan["plan_catch_up"]
    return (Stage("room", "capacity", facts, ("self_employed",), opening="self_employed"),)


_STAGES: Final[Mapping[str, Any]] = {
    "room": _room,
    "eligibility": _eligibility,
    "paychecks": _paychecks,
    "provider": _provider,
    "taxes": _taxes,
    "waiting": _waiting,
    "both": _both,
    "spouse": _spouse,
    "two employers": _two_employers,
    "job change": _job_change,
    "own business": _own_business,
}
