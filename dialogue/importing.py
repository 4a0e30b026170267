"""A case that was handed out as data and is sent back: checked value by value, shown, and taken once agreed to."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from pydantic import ValidationError

from core.match import MatchFormula
from dialogue.domain import Domain
from dialogue.replies import Done, Prompt, Reply, hold
from dialogue.state import State
from flows.household import kept
from flows.household.household import MOST_PLANS, Household
from flows.household.plan import NO_YEAR, Facts, Person, Plan, PlanYear
from flows.ledger import MOST_ENTRIES, from_json, to_json
from flows.session import Candidate, PendingKind
from flows.slots import SlotKind

LONGEST_SAID: Final = 120  # characters
LONGEST_TEXT: Final = 200
MOST_PAYCHECKS: Final = 60
MOST_NUMBER: Final = 10**9
FIRST_YEAR, LAST_YEAR = 1975, 2100
_WORD: Final = re.compile(r"[a-z0-9_]{1,40}")
_NUMBERS: Final = frozenset(
    {SlotKind.PAY, SlotKind.MONEY, SlotKind.AGE, SlotKind.PERCENT, SlotKind.TAX_YEAR, SlotKind.COUNT}
)
_WORDS: Final = frozenset({SlotKind.YES_NO_UNKNOWN, SlotKind.CHOICE, SlotKind.PAY_FREQUENCY, SlotKind.FILING_STATUS})


def show(state: State, raw: Any) -> Reply:
    """Says what a sent case holds and asks whether it is to take the place of what is known here."""
    household = checked(state.domain, raw)
    if household is None or not household.plans:
        return _unfit(state)
    facts = sum(
        len(plan.facts) + sum(len(one.facts) for one in plan.years.values()) for plan in household.plans.values()
    )
    facts += sum(len(told) for person in household.people.values() for told in person.years.values())
    entries = sum(len(plan.entries) for plan in household.plans.values())
    known = bool(state.session.household.plans or state.session.household.people)
    lines = state.domain.message("import_holds", plans=len(household.plans), facts=facts, entries=entries, known=known)
    candidate = Candidate(state.domain.button("button_import_yes"), kept.to_json(household))
    held = hold(state.without_pending(), "", "", (candidate,), PendingKind.IMPORT, {"lines": lines})
    return replace(held, outcome=Done.IMPORT_ASKED)


def take(state: State, raw: Any) -> Reply:
    """Puts the case that was agreed to in the place of what was known."""
    household = checked(state.domain, raw)
    if household is None:
        return _unfit(state)
    session = replace(state.session, household=household, frames=(), pending=None)
    return Reply(session, lead=state.domain.message("import_done"), prompt=Prompt.OPEN, outcome=Done.IMPORTED)


def _unfit(state: State) -> Reply:
    lead = state.domain.message("import_unfit")
    return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.IMPORT_UNFIT)


def checked(domain: Domain, raw: Any) -> Household | None:
    """The household in `raw` with all that fits this program; None for anything that is none."""
    try:
        told = kept.from_json(raw)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if len(told.plans) > MOST_PLANS:
        return None
    people = {
        owner: Person(_years({year: _facts(domain, facts) for year, facts in person.years.items()}))
        for owner, person in told.people.items()
    }
    plans = {one: _plan(domain, plan) for one, plan in told.plans.items()}
    year = told.told_year
    fits = year is not None and _fits(domain, "tax_year", year.value)
    return Household(MappingProxyType(people), MappingProxyType(plans), told.open, year if fits else None)


def _plan(domain: Domain, plan: Plan) -> Plan:
    years: dict[int, PlanYear] = {}
    left = MOST_ENTRIES
    for year, told in plan.years.items():
        if year != NO_YEAR and not FIRST_YEAR <= year <= LAST_YEAR:
            continue
        entries = [one for row in told.entries[:left] if (one := from_json(row)) is not None and one.day.year == year]
        left -= len(entries)
        years[year] = PlanYear(_facts(domain, told.facts), tuple(to_json(one) for one in entries))
    return Plan(_facts(domain, plan.facts), MappingProxyType(years), (), max(1, min(plan.next_entry, 10**6)))


def _years(years: Mapping[int, Facts]) -> Mapping[int, Facts]:
    return MappingProxyType(
        {year: facts for year, facts in years.items() if year == NO_YEAR or FIRST_YEAR <= year <= LAST_YEAR}
    )


def _facts(domain: Domain, facts: Facts) -> Facts:
    fitting = {slot: fact for slot, fact in facts.items() if _fits(domain, slot, fact.value)}
    return MappingProxyType({slot: replace(fact, said=fact.said[:LONGEST_SAID]) for slot, fact in fitting.items()})


def _fits(domain: Domain, slot: str, value: Any) -> bool:
    """Whether `value` is one that `slot` can have, and can be said."""
    declared = domain.slots.get(slot)
    if declared is None or declared.fresh:
        return False
    if value is None:
        return declared.unknown
    try:
        return _of_kind(declared.kind, value) and bool(domain.say(slot, value))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        return False


def _of_kind(kind: SlotKind, value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < MOST_NUMBER
    if kind in _NUMBERS:
        return number
    if kind is SlotKind.DEFERRAL:
        return number or value == "max"
    if kind in _WORDS:
        return isinstance(value, str) and _WORD.fullmatch(value) is not None
    if kind is SlotKind.CHOICES:
        return isinstance(value, list) and all(isinstance(one, str) and _WORD.fullmatch(one) for one in value[:40])
    if kind is SlotKind.DATE:
        return isinstance(value, str) and date.fromisoformat(value).year >= FIRST_YEAR
    if kind is SlotKind.DAY_OR_MONTH:
        whole = value if isinstance(value, str) and len(value) != len("2026-03") else f"{value}-01"
        return isinstance(whole, str) and date.fromisoformat(whole).year >= FIRST_YEAR
    if kind is SlotKind.PAY_LIST:
        return value == "even" or (
            isinstance(value, list) and 0 < len(value) <= MOST_PAYCHECKS and all(map(_is_paycheck, value))
        )
    if kind is SlotKind.MATCH:
        return _is_match(value)
    if kind is SlotKind.CAP:
        return isinstance(value, dict) and all(_is_share(name, part) for name, part in value.items())
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _is_match(value: Any) -> bool:
    try:
        MatchFormula.model_validate(value)
    except ValidationError:
        return False
    return True


def _is_paycheck(one: Any) -> bool:
    if not isinstance(one, dict) or set(one) != {"day", "amount"} or isinstance(one["amount"], bool):
        return False
    day, amount = one["day"], Decimal(str(one["amount"]))
    in_time = day is None or (isinstance(day, str) and date.fromisoformat(day).year >= FIRST_YEAR)
    return in_time and amount.is_finite() and 0 < amount < MOST_NUMBER


def _is_share(name: str, part: Any) -> bool:
    amount = Decimal(str(part))
    return name in ("rate", "dollars") and amount.is_finite() and 0 <= amount < MOST_NUMBER
