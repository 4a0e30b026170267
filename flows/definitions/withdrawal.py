"""What if I take money out early? The parts in which Roth money comes out, the tax on each, and the clocks."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core.clocks import (
    Contribution,
    RothConversion,
    RothIraWithdrawal,
    RothPlanWithdrawal,
    Withdrawal,
    withdraw_from_roth_401k,
    withdraw_from_roth_ira,
)
from core.limits import constants
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, is_, make_flow, then, when
from flows.engine.results import Shown, View
from flows.figures import current_year
from flows.slots import Slot

SLOTS = (
    Slot("roth_account", "choice", fresh=True),
    Slot("past_59_half", "yes_no_unknown", fresh=True),
    Slot("left_at_55", "yes_no_unknown", fresh=True),
    Slot("clock_over", "yes_no_unknown", fresh=True),
    Slot("take_out", "money", fresh=True),
    Slot("roth_value", "money", fresh=True),
    Slot("roth_basis", "money", fresh=True),
    Slot("ira_contributed", "money", fresh=True),
    Slot("ira_rolled_in", "money", fresh=True),
    Slot("recently_taxed", "money", fresh=True),
)
ZERO = Decimal(0)


def withdrawal() -> Flow:
    """The flow: which account, age and clock, how much, what is in it; then what comes out and what it costs."""
    return make_flow(
        "withdrawal",
        ask("roth_account", then("past_59_half")),
        ask(
            "past_59_half",
            when(is_("past_59_half", "yes"), "clock_over"),
            when(is_("roth_account", "roth_401k"), "left_at_55"),
            then("clock_over"),
        ),
        ask("left_at_55", then("clock_over")),
        ask("clock_over", then("take_out")),
        ask("take_out", when(is_("roth_account", "roth_401k"), "roth_value"), then("ira_contributed")),
        ask("roth_value", then("roth_basis")),
        ask("roth_basis", then("recently_taxed")),
        ask("ira_contributed", then("ira_rolled_in")),
        ask("ira_rolled_in", then("recently_taxed")),
        ask("recently_taxed", when(_does_not_fit, "misfit"), then("cost")),
        Outcome("cost", show_cost),
        Outcome("misfit", _show_misfit),
    )


def misfit(answers: Answers) -> str:
    """Which figures cannot go together: `nothing_out`, `empty`, `more_than_there_is`, `taxed_above_moved`; else ""."""
    told = _dollars(answers)
    if not told["take_out"]:
        return "nothing_out"
    if answers.word("roth_account") == "roth_401k":
        if not told["roth_value"]:
            return "empty"
        if told["take_out"] > told["roth_value"]:
            return "more_than_there_is"
        return "taxed_above_moved" if told["recently_taxed"] > told["roth_basis"] else ""
    return "taxed_above_moved" if told["recently_taxed"] > told["ira_rolled_in"] else ""


def _does_not_fit(answers: Answers) -> bool:
    return misfit(answers) != ""


def take_out(answers: Answers, year: int) -> Withdrawal:
    """The withdrawal in tax year `year` by the answers, which fit together.

    What was taxed at conversions of the last five years is put into one of this year; it bears the same tax.
    """
    told = _dollars(answers)
    clock_start = year - int(constants().five_year_clock) if answers.word("clock_over") == "yes" else year
    common: dict[str, Any] = {
        "year": year,
        "amount": told["take_out"],
        "over_59_half": answers.word("past_59_half") == "yes",
        "first_year": clock_start,
    }
    taxed = told["recently_taxed"]
    if answers.word("roth_account") == "roth_401k":
        return withdraw_from_roth_401k(
            RothPlanWithdrawal(
                **common,
                value=told["roth_value"],
                basis=told["roth_basis"],
                conversions=(RothConversion(year=year, taxable=taxed),),
                separated_at_55=answers.word("left_at_55") == "yes",
            )
        )
    return withdraw_from_roth_ira(
        RothIraWithdrawal(
            **common,
            contributions=(Contribution(year=year, amount=told["ira_contributed"]),),
            conversions=(RothConversion(year=year, basis=told["ira_rolled_in"] - taxed, taxable=taxed),),
        )
    )


def show_cost(view: View) -> Shown:
    """What of the withdrawal is taxed, what bears the early distribution tax, and the parts in their order."""
    year = current_year(view.today)
    result = take_out(view.answers, year)
    plan = view.answers.word("roth_account") == "roth_401k"
    return Shown(
        values={
            "result": result,
            "plan": plan,
            "parts": [(one.kind, one.amount, one.taxed, one.early_tax) for one in result.slices if one.amount],
            "clock": view.answers.word("clock_over", "unknown"),
            "past": view.answers.word("past_59_half") == "yes",
            "left_at_55": view.answers.word("left_at_55") == "yes",
            "form_8606": not plan and not result.qualified,
            "law": constants(),
        },
        headline=result.early_tax,
        tax_year=year,
    )


def _show_misfit(view: View) -> Shown:
    return Shown(values={"problem": misfit(view.answers), **_dollars(view.answers)}, tax_year=current_year(view.today))


def _dollars(answers: Answers) -> Mapping[str, Decimal]:
    return {slot.name: answers.dollars(slot.name) or ZERO for slot in SLOTS if slot.kind == "money"}
