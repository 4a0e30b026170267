"""`withdrawal`: what taking Roth money out would tax, and what would bear the 10% tax."""

from datetime import date

from bot.commands.calculation import amounts, answered, told
from bot.commands.output import Json, amount, lines
from core.clocks import (
    RothIraWithdrawal,
    RothPlanWithdrawal,
    Slice,
    Withdrawal,
    withdraw_from_roth_401k,
    withdraw_from_roth_ira,
)
from core.reading import InputError, read

HELP = """What of a withdrawal of Roth money would be taxed, and what would carry the 10% early distribution tax.

Input: account ("roth_ira" or "roth_401k"), amount, year, age (59.5 for 59 1/2) or over_59_half, disability, death,
conversions [{year, basis, taxable}], contributions [{year, amount}], first_year, exempt_from_early_tax, tax_rate.
Roth IRA: earlier_withdrawals [{year, amount}], roth_401k [{year, amount, basis, qualified, recently_taxed}], value,
first_home. Roth 401(k): value, basis, separated_at_55.
Example: {"account": "roth_ira", "year": 2028, "age": 42, "amount": 40600,
"conversions": [{"year": 2026, "basis": 40000, "taxable": 600}]}"""


def answer(raw: dict[str, object], as_of: date, year: int) -> dict[str, object]:  # noqa: ARG001 - one signature for all
    """The withdrawal for one input object; `year` stands in where the object names none."""
    return answered(lambda: _answer(told(raw, year=year)))


def _answer(raw: Json) -> Json:
    account = raw.get("account", "roth_ira")
    told = {key: value for key, value in raw.items() if key != "account"}
    if account == "roth_ira":
        return _as_json(withdraw_from_roth_ira(read(RothIraWithdrawal, told)))
    if account == "roth_401k":
        return _as_json(withdraw_from_roth_401k(read(RothPlanWithdrawal, told)))
    raise InputError("account", f"account must be 'roth_ira' or 'roth_401k'; I got {account!r}")


def _as_json(result: Withdrawal) -> Json:
    return {
        "account": result.account,
        "qualified": result.qualified,
        "clock_start": result.clock_start,
        "clock_met_from": result.clock_met_from,
        **amounts(result, ("amount", "taxed", "bears_early_tax", "early_tax", "early_tax_highest", "income_tax")),
        "slices": [_slice(one) for one in result.slices],
        "lines": lines(result.lines),
    }


def _slice(part: Slice) -> Json:
    return {
        "kind": part.kind,
        "year": part.year,
        "amount": amount(part.amount),
        **amounts(part, ("taxed", "bears_early_tax", "early_tax")),
        "reason": part.reason,
    }
