"""What is told in passing of another plan, person or year than those that are open: kept there, with a note."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from dialogue.facts import as_slots
from dialogue.household import plan_name
from dialogue.plans_called import KIND_OF
from dialogue.replies import Done, Prompt, Reply, fact
from dialogue.state import State
from flows.household.household import Household
from flows.household.plan import NO_YEAR, Owner, PlanId, PlanKind
from flows.household.siblings import ASKED, THERE, is_number, plain
from flows.session import Fact, with_frame
from nlu.amount_elsewhere import read_same_figure
from nlu.message.corrections import new_for_old
from nlu.message.fact import Fact as Told
from nlu.message.fact import Op, Plan, Status, Whose
from nlu.message.reader import MessageReading
from nlu.message.replacements import replaced_among
from nlu.others import speaks_of_spouse

OF_BUSINESS: Final = frozenset({"self_employed", "business_kind", "own_wages", "net_profit", "business_money"})
EMPLOYER_MONEY: Final = frozenset({"profit_sharing", "match_dollars"})
OF_A_JOB: Final = frozenset({"pay", "match", "deferral", "employer"})
SCALES: Final = (1, 1000)  # "130" may be 130,000
LEAST_SCALED: Final = 1000  # dollars; a figure below may be told in thousands like the one before
OF_OTHERS: Final = frozenset(THERE) | ASKED


@dataclass(frozen=True, slots=True)
class Apart:
    """What a message tells of another plan or year than those that are open: by slot, to be kept there."""

    plan: PlanId
    year: int
    facts: Mapping[str, Fact]


def here(state: State, message: MessageReading, apart: tuple[Apart, ...]) -> MessageReading:
    """`message` with the slots of the open plan alone, `apart` taken out; what names the plan that is open is of it."""
    opened = state.session.household.open
    gone: set[str] = set()
    if any(one.plan != opened and one.plan.owner is opened.owner for one in apart):
        gone |= OF_OTHERS
    if any(one.plan.kind is PlanKind.BUSINESS for one in apart):
        gone |= OF_BUSINESS
    named = _of_open_plan(state, message)
    if named:
        gone |= OF_OTHERS if opened.kind is PlanKind.BUSINESS else OF_OTHERS | OF_BUSINESS
    if not gone & message.slots.keys() and not named:
        return message
    slots = {slot: value for slot, value in message.slots.items() if slot not in gone}
    return replace(message, slots={**slots, **named})


def take(state: State) -> Reply:
    """The turn of a message that tells of nothing that is open: the open question is asked again."""
    return Reply(state.session, prompt=Prompt.OPEN, outcome=Done.NOTED, took=True)


def note(state: State, told: Apart) -> Reply:
    """Keeps what was told of one other plan, which is all that was said."""
    return keep(state, Reply(state.session, prompt=Prompt.OPEN, outcome=Done.NOTED, took=True), (told,))


def keep(state: State, reply: Reply, apart: tuple[Apart, ...]) -> Reply:
    """`reply` with what was told `apart` kept where it belongs, and a line for each that says so.

    What follows from it for the open plan counts as answered there.
    """
    household, before = reply.session.household, reply.session.household
    lines = []
    # A year that the same message names is that of all its figures that name none.
    apart = tuple(replace(one, year=one.year or household.year) for one in apart)
    for one in apart:
        try:
            household = household.told_of(one.plan, one.year, one.facts)
        except ValueError:
            return replace(reply, lead="\n".join(filter(None, [reply.lead, state.domain.message("plans_full")])))
    session = replace(reply.session, household=household)
    after = state.with_(session)
    for one in apart:
        lines += [_noted(after, one, slot, told) for slot, told in one.facts.items()]
    now = household.facts
    follows = [slot for slot in now if slot in OF_OTHERS and now[slot] != before.facts.get(slot)]
    if after.frame is not None and after.flow is not None and not after.frame.asking:
        accepted = [slot for slot in follows if slot in after.flow.slots and slot not in after.frame.accepted]
        session = with_frame(session, replace(after.frame, accepted=(*after.frame.accepted, *accepted)))
    return replace(reply, session=session, lead="\n".join(filter(None, [*lines, reply.lead])))


def _noted(state: State, one: Apart, slot: str, told: Fact) -> str:
    year = one.year if one.year not in (NO_YEAR, state.session.household.year) else None
    values = {"label": state.domain.label(slot), "value": state.domain.say(slot, told.value)}
    return state.domain.message("noted_apart", plan=plan_name(state, one.plan), year=year, **values)


def told_apart(state: State, message: MessageReading, text: str) -> tuple[Apart, ...]:
    """What a message tells of other plans, people and years, by where it belongs."""
    household = state.session.household
    found: dict[tuple[PlanId, int], dict[str, Fact]] = {}
    business = _business_beside(household, message)
    for one in message.facts:
        place = _place(household, one, business=business)
        if place is None:
            continue
        known = {**household.lens(*place), **found.get(place, {})}
        for slot, told in _kept(state, one, place[0], known, text):
            found.setdefault(place, {})[slot] = told
    if business:
        place = (_of_kind(household, Owner.ME, PlanKind.BUSINESS), household.year)
        told_slots = {slot: fact(state, one, text) for slot, one in message.slots.items() if slot in OF_BUSINESS}
        found[place] = {**found.get(place, {}), **told_slots}
        for gone in {"pay"} & found[place].keys():
            del found[place][gone]
    return tuple(Apart(plan, year, facts) for (plan, year), facts in found.items() if facts)


def corrected_apart(state: State, text: str) -> tuple[Apart, ...]:
    """A figure of the spouse's plan that `text` corrects by the one it had: "her pay is off, 103 not 130".

    Where nobody is named, that old figure has to be none of the plan that is open.
    """
    household = state.session.household
    if household.open.owner is Owner.SPOUSE:
        return ()
    changed = new_for_old(text) or _replaced_there(household, text)
    if changed is None:
        return ()
    new, old = changed
    own = any(_is_figure(told, old) for told in household.facts.values())
    if own and not speaks_of_spouse(text):
        return ()
    found = {
        (plan, slot, scale)
        for plan in household.plans
        if plan.owner is Owner.SPOUSE
        for slot, told in household.lens(plan, household.year).items()
        for scale in SCALES
        if is_number(told.value) and _dollars(told.value) == old * scale
    }
    if len(found) != 1:
        return ()
    ((plan, slot, scale),) = found
    value = new if new >= LEAST_SCALED else new * scale
    return (Apart(plan, household.year, {slot: fact(state, plain(value), text)}),)


def _replaced_there(household: Household, text: str) -> tuple[Decimal, Decimal] | None:
    """The amount that takes the place of one in a plan of the spouse, who is spoken of, and that one."""
    if not speaks_of_spouse(text):
        return None
    facts = [one for plan in household.plans if plan.owner is Owner.SPOUSE
             for one in household.lens(plan, household.year).values()]  # fmt: skip
    found = replaced_among(text, {_dollars(one.value) for one in facts if is_number(one.value)})
    return None if found is None else (found.new, found.old)


def same_apart(state: State, text: str) -> tuple[Apart, ...]:
    """A figure of the couple's other plan that `text` says is the same as that of the one that is open."""
    told, household = read_same_figure(text), state.session.household
    if told is None:
        return ()
    owner = Owner.SPOUSE if told.whose is Whose.SPOUSE else Owner.ME
    known = household.facts.get(told.slot)
    if known is None or owner is household.open.owner:
        return ()
    plan = _of_kind(household, owner, PlanKind.THIS)
    return (Apart(plan, household.year, {told.slot: fact(state, known.value, text)}),)


def together(*told: tuple[Apart, ...]) -> tuple[Apart, ...]:
    """What is told apart in several ways, once for each plan and year; of one slot what comes last counts."""
    found: dict[tuple[PlanId, int], dict[str, Fact]] = {}
    for one in (each for several in told for each in several):
        found.setdefault((one.plan, one.year), {}).update(one.facts)
    return tuple(Apart(plan, year, facts) for (plan, year), facts in found.items())


def _is_figure(told: Fact, said: Decimal) -> bool:
    return is_number(told.value) and _dollars(told.value) in {said * scale for scale in SCALES}


def _business_beside(household: Household, message: MessageReading) -> bool:
    """Whether a business of one's own is told of beside a job, so that it is a plan of its own."""
    if household.open.kind is PlanKind.BUSINESS or not OF_BUSINESS & message.slots.keys():
        return False
    if household.facts.get("self_employed") is not None and household.facts["self_employed"].value == "yes":
        return False
    if "pay" in message.slots:
        return True  # a pay that the message leaves to the job
    told = any(one.plan is Plan.BUSINESS for one in message.facts)
    return told and bool(OF_A_JOB & (household.plan.year(household.year).facts.keys() | household.plan.facts.keys()))


def _place(household: Household, told: Told, *, business: bool) -> tuple[PlanId, int] | None:
    """Where something told belongs, None where that is the plan and the year that are open, or it is not to be kept."""
    kept = told.status in {Status.DONE, Status.PLANNED} and told.plan is not Plan.OFFERED
    if not kept or told.whose is Whose.OTHER or told.op is Op.PART:
        return None
    if told.plan is Plan.BUSINESS and not business and household.open.kind is not PlanKind.BUSINESS:
        known = any(one.kind is PlanKind.BUSINESS for one in household.plans)
        if not known:
            return None
    owner = Owner.SPOUSE if told.whose is Whose.SPOUSE else household.open.owner
    kind = KIND_OF[told.plan]
    if told.plan is Plan.THIS:
        kind = household.open.kind if owner is household.open.owner else PlanKind.THIS
    plan = _of_kind(household, owner, kind)
    year = told.year if told.year is not None else household.year
    return None if (plan, year) == (household.open, household.year) else (plan, year)


def _of_kind(household: Household, owner: Owner, kind: PlanKind) -> PlanId:
    if (household.open.owner, household.open.kind) == (owner, kind):
        return household.open
    return next((one for one in household.plans if (one.owner, one.kind) == (owner, kind)), PlanId(owner, kind))


def _kept(state: State, told: Told, plan: PlanId, known: Mapping[str, Fact], text: str) -> Iterator[tuple[str, Fact]]:
    """The slots that something told fills there; what is added is added to what is known there."""
    name = "age" if told.slot == "spouse_age" else told.slot
    if plan.kind is PlanKind.BUSINESS and name == "pay":
        kind = known.get("business_kind")
        name = "own_wages" if kind is not None and kind.value == "s_corporation" else "net_profit"
    elif plan.kind is PlanKind.BUSINESS and name in EMPLOYER_MONEY:
        name = "business_money"
    for slot, value in as_slots({name: told.value}).items():
        if slot not in state.domain.slots or value is None:
            continue
        before = known.get(slot)
        if told.op is Op.ADD and before is not None and is_number(before.value) and is_number(value):
            total = max(_dollars(0), _dollars(before.value) + _dollars(value))
            yield slot, fact(state, plain(total), told.said or text)
            continue
        yield slot, fact(state, value, told.said or text)


def _dollars(value: Any) -> Decimal:
    return Decimal(str(value))


def _of_open_plan(state: State, message: MessageReading) -> dict[str, Any]:
    """What a message tells of the open plan by naming it: "she earns 120k" while her plan is open."""
    household = state.session.household
    of_business = {slot: fact(state, value, "") for slot, value in message.slots.items() if slot in OF_BUSINESS}
    known = {**household.facts, **of_business}
    found: dict[str, Any] = {}
    for one in message.facts:
        here = one.whose is not Whose.ME or one.plan is not Plan.THIS
        if one.plan is not Plan.THIS and KIND_OF.get(one.plan) is not household.open.kind:
            continue  # "1099 income of 35k" makes no pay of this job
        if not here or one.op is not Op.SET or one.status not in {Status.DONE, Status.PLANNED} or one.year is not None:
            continue
        if one.whose is not Whose.OTHER and _place(household, one, business=False) is None:
            for slot, told in _kept(state, one, household.open, known, ""):
                found[slot] = told.value
    return found
