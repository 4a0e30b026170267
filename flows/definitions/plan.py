"""Read my plan: says how to hand over a plan document. The reading itself begins when a document or its words come."""

from core.plan_features import FEATURES
from flows.engine.flow import Flow, Outcome, make_flow
from flows.engine.results import Shown, View
from flows.slots import Slot

SLOTS: tuple[Slot, ...] = ()


def plan() -> Flow:
    """Says what can be sent, and what is known of the plan so far."""
    return make_flow("plan", Outcome("how", _show), reviewed=False)


def _show(view: View) -> Shown:
    rows = [(view.label(slot), view.say(slot, view.known[slot])) for slot in FEATURES if slot in view.known]
    return Shown(values={"rows": rows})
