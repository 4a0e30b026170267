"""`waiting`: what waiting to convert costs, by how often one converts."""

from datetime import date

from bot.commands.calculation import amounts, answered, tax_table, told
from bot.commands.output import Json, amount, lines
from core.reading import read
from core.waiting import HabitResult, WaitingInput, waiting

HELP = """Earnings and tax by how often after-tax money is converted, from never to automatically with each paycheck.

Input: contribution (dollars each time), annual_return; frequency (weekly biweekly semimonthly monthly yearly), timing
("start" or "end" of each period), years, tax_rate.
Example: {"contribution": 3000, "frequency": "monthly", "annual_return": 0.08, "tax_rate": 0.32}"""


def answer(raw: dict[str, object], as_of: date, year: int) -> dict[str, object]:  # noqa: ARG001 - one signature for all
    """All habits for one input object, with the tax at each federal rate where no rate is given."""
    return answered(lambda: _answer(told(raw)))


def _answer(raw: Json) -> Json:
    result = waiting(read(WaitingInput, raw))
    return {"contributed": amount(result.contributed), "habits": [_habit(one) for one in result.habits]}


def _habit(result: HabitResult) -> Json:
    return {
        "habit": result.habit,
        "conversions_a_year": result.conversions_a_year,
        **amounts(result, ("earnings", "taxable", "tax")),
        **({"tax_at_rates": tax_table(result.taxable)} if result.tax is None else {}),
        "lines": lines(result.lines),
    }
