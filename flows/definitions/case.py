"""My case: all that is known, every item changeable; and a summary to keep or to hand to a CPA."""

from functools import cache

from pydantic import ValidationError

from core.capacity import CapacityResult, capacity
from core.limits import LimitsNotPublished
from flows.definitions.capacity import capacity_flow, capacity_input
from flows.definitions.year_end import day_of
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, make_flow
from flows.engine.position import outcome_with
from flows.engine.results import Shown, View
from flows.figures import current_year
from flows.household.plan import Facts, PlanId
from flows.household.words import plan_name
from flows.ledger_words import entry_words
from flows.session import Fact
from flows.slots import Slot

SLOTS: tuple[Slot, ...] = ()
SHOWN_ENTRIES = 25  # the latest of the ledger; /ledger and the summary have more
SHORT_ENTRIES = 3  # the same where the case is shown in short
WORTH_A_BUTTON = 3  # lines; with fewer left out, all are shown at once
TOLD_OF_OTHERS = 3  # facts of a plan that is not open
NOTHING = "–"
TELLING = (
    "employer", "provider", "age", "pay", "own_wages", "net_profit", "deferral", "match", "after_tax_made", "after_tax",
    "in_plan_conversion", "in_service_distribution", "other_deferral",
)  # fmt: skip
PRIVATE = ("guide_", "provider_", "fix", "trouble")  # slots that steer a flow and say nothing about the person


def case() -> Flow:
    """Shows all that is known."""
    return make_flow("case", Outcome("case", _show_case), reviewed=False)


def known_rows(view: View) -> list[tuple[str, str]]:
    """Each known fact as its label and its value in plain words."""
    return [
        (view.label(slot), view.say(slot, value)) for slot, value in view.known.items() if not slot.startswith(PRIVATE)
    ]


def short_rows(view: View) -> list[tuple[str, str]]:
    """What tells most of what is known, in a fixed order."""
    known = [slot for slot in TELLING if view.known.get(slot) is not None]
    return [(view.label(slot), view.say(slot, view.known[slot])) for slot in known]


def other_plans(view: View) -> list[tuple[str, str]]:
    """The other plans of the household: what each is called, and by year what tells most of it."""
    household = view.household
    return [
        (plan_name(view.library, household, one), _by_year(view, one))
        for one in household.plans
        if one != household.open
    ]


def _by_year(view: View, plan: PlanId) -> str:
    told = view.household.plans[plan]
    parts = [_said(view, told.facts)]
    for year in view.household.years(plan):
        parts.append(f"{year}: {_said(view, told.year(year).facts) or NOTHING}")
    return "; ".join(filter(None, parts))


def _said(view: View, facts: Facts) -> str:
    slots = [slot for slot in TELLING if slot in facts and facts[slot].value is not None][:TOLD_OF_OTHERS]
    return ", ".join(f"{view.label(slot)} {view.say(slot, facts[slot].value)}" for slot in slots)


def ledger_rows(view: View) -> list[tuple[str, str]]:
    """Each entry of the ledger, numbered, in plain words."""
    label = view.library.messages["ledger_row"]
    return [(label.plain({"number": one.id}), entry_words(view.library, one)) for one in view.ledger]


def known_room(view: View) -> CapacityResult | None:
    """The room by what is known, or None while something that it needs is missing."""
    facts = {slot: Fact(value, "", view.today) for slot, value in view.known.items()}
    flow = _numbers()
    outcome, answers = outcome_with(flow, frozenset(flow.slots), facts)
    if outcome is None:
        return None
    try:
        return capacity(capacity_input(Answers(dict(answers))).model_copy(update=day_of(view)))
    except (ValidationError, LimitsNotPublished):
        return None


@cache
def _numbers() -> Flow:
    """The flow that asks for what the room is made of, built once."""
    return capacity_flow()


def _show_case(view: View) -> Shown:
    rows = known_rows(view)
    entries = ledger_rows(view)
    others = other_plans(view)
    hide = set() if rows else {"change"} if entries or others else {"change", "flow:export"}
    short = [*short_rows(view), *entries[-SHORT_ENTRIES:]]
    whole = [*rows, *entries[-SHOWN_ENTRIES:]]
    if len(whole) - len(short) < WORTH_A_BUTTON:
        short, hide = whole, hide | {"detail:all"}
    values = {"rows": short, "all": whole, "room": known_room(view), "plans": others}
    year = view.household.year or current_year(view.today)  # where nothing was told there is no year yet
    return Shown(values={**values, "plan": plan_name(view.library, view.household), "year": year}, hide=frozenset(hide))
