"""`movements`: a year as a dated list of what went in and out, and everything that follows from it."""

from datetime import date
from textwrap import fill

from bot.commands.calculation import amounts, answered, told
from bot.commands.output import Json, amount, lines
from core.clocks import Withdrawal
from core.form_1099_r import Comparison, ExpectedForm, Finding
from core.movements import (
    KINDS,
    AfterTaxAccount,
    Check,
    Clock,
    Deferrals,
    IraYear,
    PlanRoom,
    RothAccount,
    RothLayers,
    TaxReturn,
    YearInput,
    YearResult,
    movements_of_year,
)
from core.reading import InputError, read

HELP = f"""A year as a dated list of movements: room, deferral, basis, Forms 1099-R, lines, clocks, layers.

Input: tax_year, age (on December 31), movements [{{kind, date, amount, ...}}], forms [{{box_1, box_2a, box_4, box_5,
box_7, ira, plan}}] to compare (optional). Dollars above 0, gross; dates as 2026-07-15.
{fill("Kinds: " + ", ".join(KINDS) + ".", 119)}

A movement may also have: id; plan; counts_for (the tax year, if not the date's); account (pretax, after_tax, roth_401k,
traditional_ira, roth_ira: needed for withdrawal, ira_contribution, rolled_within_60_days); basis (own taxed money in
it) or account_value (the account just before it); withheld; distribution (a name that ties the legs of one payment
together: a split, or a check_to_you with its rolled_within_60_days); received (a check); qualified; over_59_half;
early_tax_exception; deducted. A refund has reason (deferral_excess, adp, acp_after_tax, acp_match, annual_additions,
auto_enrollment), and earnings or loss. Enter a correction as a movement of its own.

One plan may be given without a list: pay, plan_cap_dollars, plan_cap_rate, plan_catch_up (none, regular, enhanced),
owner, and what was in it before the first movement: after_tax_basis, after_tax_growth, roth_basis, roth_first_year,
taxed_in_plan [{{year, amount}}]. Several: plans [{{name, pay, group, kind, catch_up, cap_dollars, cap_rate, ...}}].
Also: roth_ira {{first_year, contributions [{{year, amount}}], conversions [{{year, basis, taxable}}], roth_401k,
withdrawals}}, ira_basis and ira_value (Form 8606), over_59_half, as_of. Movements of other years may be in the list:
layers, basis and clocks need them.
Example: {{"tax_year": 2026, "age": 42, "pay": 300000, "movements": [
{{"kind": "deferral_pretax", "date": "2026-06-30", "amount": 24500}},
{{"kind": "match", "date": "2026-06-30", "amount": 9000}},
{{"kind": "after_tax", "date": "2026-07-15", "amount": 20000}},
{{"kind": "in_plan_conversion", "date": "2026-07-16", "amount": 20150, "basis": 20000}}],
"forms": [{{"box_1": 20150, "box_2a": 150, "box_5": 20000, "box_7": "G"}}]}}"""

# What one plan is told in the object itself, by the names that it has there.
_OF_THE_PLAN = {
    "pay": "pay",
    "plan_cap_dollars": "cap_dollars",
    "plan_cap_rate": "cap_rate",
    "plan_catch_up": "catch_up",
    "owner": "owner",
    "after_tax_basis": "after_tax_basis",
    "after_tax_growth": "after_tax_growth",
    "roth_basis": "roth_basis",
    "roth_first_year": "roth_first_year",
    "taxed_in_plan": "taxed_in_plan",
}
_ROOM = (
    "limit",
    "used",
    "left",
    "deferral_counted",
    "becomes_catch_up",
    "employer_money",
    "after_tax",
    "true_excess",
    "over_limit_by",
    "over_plan_cap_by",
    "plan_excess_deferral",
)
_RETURN = (
    "line_1h",
    "line_4a",
    "line_4b",
    "line_5a",
    "line_5b",
    "income",
    "other_loss",
    "left_out_of_roth_magi",
    "early_tax",
    "early_tax_highest",
    "withheld",
)
_CHECK = (
    "withholding_due",
    "withheld",
    "received",
    "added",
    "income",
    "bears_early_tax",
    "early_tax",
    "own_kept",
)


def answer(raw: dict[str, object], as_of: date, year: int) -> dict[str, object]:
    """The year for one input object; `year` and `as_of` stand in where the object names none."""
    return answered(lambda: _answer(told(raw, tax_year=year, as_of=as_of)))


def _answer(raw: Json) -> Json:
    return _as_json(movements_of_year(read(YearInput, _unfolded(raw))))


def _unfolded(raw: Json) -> Json:
    """What one plan is told in the object itself, put where the plans are. Raises `InputError` if both are there."""
    flat = {_OF_THE_PLAN[key]: value for key, value in raw.items() if key in _OF_THE_PLAN}
    rest = {key: value for key, value in raw.items() if key not in _OF_THE_PLAN}
    if not flat:
        return rest
    if "plans" in rest:
        field = next(key for key in raw if key in _OF_THE_PLAN)
        raise InputError(field, f"{field} belongs into one of the plans, since plans are given")
    return {**rest, "plans": [flat]}


def _as_json(result: YearResult) -> Json:
    return {
        "tax_year": result.tax_year,
        "deferrals": None if result.deferrals is None else _deferrals(result.deferrals),
        "rooms": [_room(one) for one in result.rooms],
        "after_tax_accounts": [_after_tax(one) for one in result.after_tax],
        "roth_accounts": [_roth_account(one) for one in result.roth_accounts],
        "forms_expected": [_expected(one) for one in result.forms],
        "form_check": None if result.check is None else _compared(result.check),
        "return": _tax_return(result.tax_return),
        "checks_to_you": [_check(one) for one in result.checks],
        "form_8606": None if result.ira is None else _ira(result.ira),
        "roth_ira": _layers(result.roth_ira),
        "clocks_started": [_clock(one) for one in result.clocks],
        "notes": list(result.notes),
    }


def _deferrals(one: Deferrals) -> Json:
    names = ("limit", "deferred", "returned", "left", "excess", "excess_if_ordinary")
    due = None if one.due is None else one.due.isoformat()
    return {**amounts(one, names), "due": due, "lines": lines(one.lines)}


def _room(one: PlanRoom) -> Json:
    return {
        "plan": one.plan,
        "shares_with": list(one.shares_with),
        **amounts(one, _ROOM),
        "binding": one.binding,
        "closed": one.closed,
        "lines": lines(one.lines),
    }


def _after_tax(one: AfterTaxAccount) -> Json:
    growth = amount(one.growth) if one.growth_known else None
    sums = amounts(one, ("basis", "lost", "not_in_list"))
    return {"plan": one.plan, **sums, "growth": growth, "lines": lines(one.lines)}


def _roth_account(one: RothAccount) -> Json:
    return {
        "plan": one.plan,
        "basis": amount(one.basis),
        "first_year": one.first_year,
        "taxed_in_plan": [{"year": year, "amount": amount(taxed)} for year, taxed in one.taxed_in_plan],
        "lines": lines(one.lines),
    }


def _expected(one: ExpectedForm) -> Json:
    return {
        "stands_for": one.stands_for,
        "plan": one.plan,
        "codes": list(one.codes),
        **amounts(one, ("box_1", "box_2a", "box_4", "box_5")),
        "line": one.line,
        "movements": list(one.movements),
    }


def _compared(check: Comparison) -> Json:
    return {
        "agrees": check.agrees,
        "findings": [_finding(one) for one in check.findings],
        **amounts(check, ("overstated", "withholding_short")),
        "matches": [
            {
                "forms": [{"box_1": amount(form.box_1), "box_7": form.box_7} for form in match.forms],
                "stands_for": [one.stands_for for one in match.expected],
            }
            for match in check.matches
        ],
    }


def _finding(finding: Finding) -> Json:
    return {
        "mistake": finding.mistake,
        "box": finding.box,
        "expected": finding.expected,
        "found": finding.found,
        "follows": list(finding.follows),
    }


def _tax_return(one: TaxReturn) -> Json:
    names = ("line_1h", "line_5a", "line_5b")
    return {
        **amounts(one, _RETURN),
        "line_4a_empty": one.line_4a_empty,
        "line_5a_empty": one.line_5a_empty,
        "rollover_4": one.rollover_4,
        "rollover_5": one.rollover_5,
        "second_layout": None if one.second_layout is None else amounts(one.second_layout, names),
        "form_8606": list(one.form_8606),
        "form_5329": list(one.form_5329),
        "lines": lines(one.lines),
        "early_tax_lines": lines(one.early_tax_lines),
    }


def _check(one: Check) -> Json:
    until = one.movement.put_in_until.isoformat()
    return {"put_in_until": until, **amounts(one.outcome, _CHECK), "lines": lines(one.outcome.lines)}


def _ira(one: IraYear) -> Json:
    names = ("basis", "pool", "untaxed", "taxable", "basis_left")
    return {**amounts(one.lines, names), "value_assumed": one.value_assumed}


def _layers(one: RothLayers) -> Json:
    return {
        "first_year": one.first_year,
        "contributions": amount(one.contributions),
        "conversions": [
            {"year": layer.year, "taxed": amount(layer.taxed), "untaxed": amount(layer.untaxed)}
            for layer in one.conversions
        ],
        "withdrawals": [_withdrawal(result) for _, result in one.withdrawals],
        "lines": lines(one.lines),
    }


def _withdrawal(result: Withdrawal) -> Json:
    return {
        "qualified": result.qualified,
        **amounts(result, ("amount", "taxed", "bears_early_tax", "early_tax", "early_tax_highest")),
        "lines": lines(result.lines),
    }


def _clock(one: Clock) -> Json:
    return {
        "kind": one.kind,
        "plan": one.plan,
        "first_year": one.first_year,
        "met_from": one.met_from,
        "taxed": amount(one.taxed),
        "source": one.source,
    }
