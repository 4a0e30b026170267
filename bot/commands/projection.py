"""`projection`: what deposits may grow to in Roth, left unconverted, and in a taxable account."""

from datetime import date

from bot.commands.calculation import amounts, answered, told
from bot.commands.output import Json, amount, lines
from core.projection import AccountProjection, ProjectionInput, project
from core.reading import read

HELP = """What deposits may grow to: in Roth, left unconverted, in a taxable account. Arithmetic, not a forecast.

Input: amount, annual_return, years; deposit ("once" or "yearly"), timing ("start" or "end" of each year), inflation,
withdrawal_tax_rate, dividend_yield, dividend_tax_rate, capital_gains_rate.
Example: {"amount": 47500, "annual_return": 0.08, "years": 30, "deposit": "yearly", "inflation": 0.03}"""


def answer(raw: dict[str, object], as_of: date, year: int) -> dict[str, object]:  # noqa: ARG001 - one signature for all
    """The three accounts for one input object, nominal and in today's dollars."""
    return answered(lambda: _answer(told(raw)))


def _answer(raw: Json) -> Json:
    what = read(ProjectionInput, raw)
    result = project(what)
    return {
        "deposit": what.deposit,
        "timing": what.timing,
        "years": what.years,
        "contributed": amount(result.contributed),
        "roth": _account(result.roth),
        "unconverted": _account(result.unconverted),
        "taxable": _account(result.taxable),
    }


def _account(account: AccountProjection) -> Json:
    return {
        **amounts(account, ("value", "tax", "drag", "after_tax", "after_tax_today")),
        "lines": lines(account.lines),
    }
