"""What if I take money out early? The parts in which Roth money comes out, the tax on each, and the clocks."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core.clocks import (
    Contribution,
    Roth401kRollover,
    RothConversion,
    RothIraWithdrawal,
    RothPlanWithdrawal,
    Withdrawal,
    new_jersey_income,
    withdraw_from_roth_401k,
    withdraw_from_roth_ira,
)
from core.limits import constants
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, assume, is_, make_flow, then, when
from flows.engine.results import Shown, View
from flows.figures import current_year
from flows.slots import Slot, SlotKind

SLOTS = (
    Slot("roth_account", SlotKind.CHOICE, fresh=True, in_wish=True),
    Slot("past_59_half", SlotKind.YES_NO_UNKNOWN, fresh=True),
    Slot("left_at_55", SlotKind.YES_NO_UNKNOWN, fresh=True),
    Slot("clock_over", SlotKind.YES_NO_UNKNOWN, fresh=True),
    Slot("take_out", SlotKind.MONEY, fresh=True),
    Slot("roth_value", SlotKind.MONEY, fresh=True),
    Slot("roth_basis", SlotKind.MONEY, fresh=True),
    Slot("ira_contributed", SlotKind.MONEY, fresh=True),
    Slot("ira_401k_basis", SlotKind.MONEY, fresh=True),
    Slot("ira_401k_taxed", SlotKind.MONEY, fresh=True),
    Slot("ira_rolled_in_before", SlotKind.MONEY, fresh=True),
    Slot("ira_rolled_in", SlotKind.MONEY, fresh=True),
    Slot("recently_taxed", SlotKind.MONEY, fresh=True),
    Slot("conversions_by_year", SlotKind.CONVERSIONS, unknown=True, fresh=True),
    Slot("roth_iras_worth", SlotKind.MONEY, fresh=True),
)
ZERO = Decimal(0)
NEW_JERSEY = "NJ"


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
        ask("ira_contributed", then("ira_401k_basis")),
        ask(
            "ira_401k_basis",
            when(_rolled_in_from_plan, "ira_401k_taxed"),
            when(is_("clock_over", "no"), "ira_rolled_in"),  # then no conversion can be older than the clock
            then("ira_rolled_in_before"),
        ),
        ask("ira_401k_taxed", when(is_("clock_over", "no"), "ira_rolled_in"), then("ira_rolled_in_before")),
        ask("ira_rolled_in_before", then("ira_rolled_in")),
        ask("ira_rolled_in", when(_converted_lately, "recently_taxed"), when(_does_not_fit, "misfit"), then("state")),
        ask(
            "recently_taxed",
            when(_does_not_fit, "misfit"),
            when(_from_the_plan, "cost"),
            when(_years_matter, "conversions_by_year"),
            then("state"),
        ),
        ask("conversions_by_year", when(_does_not_fit, "misfit"), then("state")),
        assume("state", None, when(_new_jersey_early, "roth_iras_worth"), then("cost")),
        ask("roth_iras_worth", then("cost")),
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
    if told["ira_401k_taxed"] > told["ira_401k_basis"]:
        return "taxed_above_moved"
    if told["recently_taxed"] > told["ira_rolled_in"]:
        return "taxed_above_moved"
    by_year = _by_year(answers)
    sums = sum((one.basis + one.taxable for one in by_year), ZERO), sum((one.taxable for one in by_year), ZERO)
    return "years_differ" if by_year and sums != (told["ira_rolled_in"], told["recently_taxed"]) else ""


def _by_year(answers: Answers) -> list[RothConversion]:
    """The recent conversions as told one by one; empty where they were not."""
    told = answers.get("conversions_by_year")
    return [
        RothConversion(
            year=one["year"],
            basis=Decimal(str(one["amount"])) - Decimal(str(one["taxed"])),
            taxable=Decimal(str(one["taxed"])),
        )
        for one in (told if isinstance(told, list) else ())
    ]


def _years_matter(answers: Answers) -> bool:
    """Whether it depends on the years of the recent conversions how much of their taxed parts comes out."""
    told = _dollars(answers)
    before = told["ira_contributed"] + told["ira_401k_basis"] + told["ira_rolled_in_before"]
    from_recent = told["take_out"] - before
    bears = told["recently_taxed"] > 0 and answers.word("past_59_half") != "yes"
    return bears and ZERO < from_recent < told["ira_rolled_in"]


def _rolled_in_from_plan(answers: Answers) -> bool:
    return bool(answers.dollars("ira_401k_basis"))


def _converted_lately(answers: Answers) -> bool:
    return bool(answers.dollars("ira_rolled_in"))


def _from_the_plan(answers: Answers) -> bool:
    return answers.word("roth_account") == "roth_401k"


def _new_jersey_early(answers: Answers) -> bool:
    """Whether New Jersey taxes a share of the payment, because it is not a qualified one."""
    qualified = answers.word("past_59_half") == "yes" and answers.word("clock_over") == "yes"
    return answers.word("state") == NEW_JERSEY and not qualified


def _does_not_fit(answers: Answers) -> bool:
    return misfit(answers) != ""


def take_out(answers: Answers, year: int) -> Withdrawal:
    """The withdrawal in tax year `year` by the answers, which fit together.

    Conversions of the last five years come out year by year where their years were told. Else they are put into one of
    this year, which takes their taxed parts first of all: that is the most they can bear.
    Older ones bear nothing. Roth 401(k) basis that was rolled in counts as contributions.
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
    basis = told["ira_401k_basis"]
    taxed_there = told["ira_401k_taxed"]
    rolled_in = [Roth401kRollover(year=year, amount=basis, basis=basis, recently_taxed=taxed_there)] if basis else []
    before = RothConversion(year=year - int(constants().five_year_clock), basis=told["ira_rolled_in_before"])
    lately = _by_year(answers) or [RothConversion(year=year, basis=told["ira_rolled_in"] - taxed, taxable=taxed)]
    return withdraw_from_roth_ira(
        RothIraWithdrawal(
            **common,
            contributions=(Contribution(year=year, amount=told["ira_contributed"]),),
            conversions=tuple(one for one in (before, *lately) if one.basis + one.taxable > 0),
            roth_401k=tuple(rolled_in),
        )
    )


def new_jersey(answers: Answers) -> Decimal | None:
    """What New Jersey counts as income, in dollars; None where its rule does not come in or the worth is not told."""
    told = _dollars(answers)
    if "roth_iras_worth" not in answers:
        return None
    own = told["ira_contributed"] + told["ira_401k_basis"] + told["ira_rolled_in_before"] + told["ira_rolled_in"]
    return new_jersey_income(told["take_out"], max(told["roth_iras_worth"], told["take_out"]), own)


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
            "several": view.answers.is_unknown("conversions_by_year"),
            "from_401k": bool(view.answers.dollars("ira_401k_basis")),
            "new_jersey": new_jersey(view.answers),
            "form_8606": not plan and not result.qualified,
            "law": constants(),
        },
        headline=result.early_tax,
        tax_year=year,
    )


def _show_misfit(view: View) -> Shown:
    return Shown(values={"problem": misfit(view.answers), **_dollars(view.answers)}, tax_year=current_year(view.today))


def _dollars(answers: Answers) -> Mapping[str, Decimal]:
    return {slot.name: answers.dollars(slot.name) or ZERO for slot in SLOTS if slot.kind is SlotKind.MONEY}
