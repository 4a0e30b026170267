"""What waiting to convert costs, by how often one converts: earnings that become taxable, and the tax on them."""

from decimal import Decimal

from core.money import ZERO
from core.reading import read
from core.waiting import HabitResult, Timing, Waiting, WaitingInput, tax_at_rates, waiting
from flows.definitions.unfit import guarded
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, assume, make_flow, then
from flows.engine.results import Shown, View
from flows.screens import Picture
from flows.slots import Slot, SlotKind

SLOTS = (
    Slot("waiting_amount", SlotKind.MONEY),
    Slot("waiting_frequency", SlotKind.CHOICE),
    Slot("annual_return", SlotKind.PERCENT),
    Slot("convert_habit", SlotKind.CHOICE),
    Slot("waiting_years", SlotKind.COUNT),
)
SLOT_OF_FIELD = {
    "contribution": "waiting_amount",
    "frequency": "waiting_frequency",
    "tax_rate": "bracket",
    "years": "waiting_years",
}


def waiting_flow() -> Flow:
    """The flow: what goes in and how often, the return, how often it is converted, and the top tax rate."""
    return make_flow(
        "waiting",
        ask("waiting_amount", then("waiting_frequency")),
        ask("waiting_frequency", then("annual_return")),
        ask("annual_return", then("convert_habit")),
        ask("convert_habit", then("bracket")),
        ask("bracket", then("waiting_years")),
        assume("waiting_years", 1, then("cost")),
        Outcome("cost", show_cost),
    )


@guarded(SLOT_OF_FIELD)
def show_cost(view: View) -> Shown:
    """The cost of the user's own habit beside that of all others."""
    answers = view.answers
    late, early = (waiting(_input(answers, timing)) for timing in ("end", "start"))
    name = answers.word("convert_habit")
    mine = next(one for one in early.habits if one.habit == name)
    # One deposit a year at its end earns nothing before it is converted at the same moment.
    least = mine if answers.word("waiting_frequency") == "yearly" else _of(late, mine)
    options = view.library.slots["convert_habit"].options
    values = {
        "contribution": answers.dollars("waiting_amount"),
        "contributed": early.contributed,
        "rate": answers.fraction("annual_return"),
        "bracket": answers.fraction("bracket"),
        "years": answers.whole("waiting_years"),
        "habit": name,
        "habit_words": options[name].label,
        "most": mine,
        "least": least,
        "rows": [(options[one.habit].label, one.earnings, one.tax, one.habit == name) for one in early.habits],
        "rates": tax_at_rates(mine.earnings),
    }
    return Shown(
        values=values,
        headline=mine.earnings if mine.tax is None else mine.tax,
        picture=_picture(view, early),
    )


def _of(result: Waiting, one: HabitResult) -> HabitResult:
    return result.of(one.habit)


def _input(answers: Answers, timing: Timing) -> WaitingInput:
    told = {
        "contribution": answers.dollars("waiting_amount"),
        "frequency": answers.word("waiting_frequency"),
        "annual_return": answers.get("annual_return"),
        "tax_rate": answers.get("bracket"),
        "timing": timing,
        "years": answers.get("waiting_years"),
    }
    return read(WaitingInput, told)


def _picture(view: View, result: Waiting) -> Picture:
    words = view.library.flows["waiting"].phrases
    options = view.library.slots["convert_habit"].options
    bars = [
        {
            "name": options[one.habit].label,
            "earnings": str(max(ZERO, one.earnings)),
            "tax": None if one.tax is None else str(one.tax),
        }
        for one in result.habits
    ]
    data = {"title": words["title"].plain(), "note": words["note"].plain(), "bars": bars}
    said = [(options[one.habit].label, _whole(one.earnings)) for one in result.habits]
    return Picture("waiting", data, words["picture"].plain({"bars": said}))


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1))
