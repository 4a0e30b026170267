"""Something went wrong: from the symptom by two or three questions to the cause, the fix and what to ask for."""

from collections.abc import Callable
from typing import Any

from core.capacity import capacity
from core.capacity_input import CapacityInput
from core.conversions import ConversionInput, convert, earnings_share
from core.deferrals import excess_deferral_due, person_limit
from core.limits import constants, limits_for
from core.money import ZERO, to_cents
from core.sixty_days import CheckInput, last_day_to_put_in, sixty_days, withholding_on
from flows.definitions.plan_facts import show_deferral
from flows.definitions.unfit import guarded
from flows.definitions.year_end import year_of, year_words
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, is_, make_flow, then, when
from flows.engine.results import Show, Shown, View
from flows.figures import current_year
from flows.slots import Slot, SlotKind

CHOICES = (
    "trouble",
    "trouble_tax",
    "trouble_payer",
    "trouble_paper",
    "trouble_payroll",
    "trouble_confirmed",
    "trouble_elected",
    "trouble_cut",
    "trouble_conversion",
    "trouble_reason",
    "trouble_form",
    "trouble_rolled",
    "trouble_too_much",
    "trouble_letter",
    "trouble_refunded",
    "trouble_place",
    "trouble_payee",
    "trouble_request",
    "trouble_said",
)
AMOUNTS = (
    "trouble_value",
    "trouble_basis",
    "trouble_box_1",
    "trouble_box_5",
    "trouble_ira_total",
    "trouble_ira_basis",
    "trouble_gross",
    "trouble_own",
    "trouble_put_in",
    "trouble_earnings",
    "trouble_pretax",
    "trouble_deferred",
    "trouble_employer",
)
SLOTS = (
    *(Slot(name, SlotKind.CHOICE, fresh=True) for name in CHOICES),
    *(Slot(name, SlotKind.MONEY, unknown=True, fresh=True) for name in AMOUNTS),
    Slot("trouble_received", SlotKind.DATE, unknown=True, fresh=True),
    Slot("trouble_iras", SlotKind.YES_NO_UNKNOWN, fresh=True),
)
TROUBLESHOOTING = "troubleshooting"
PLACES = ("provider_task", "guide_plan")  # known as soon as somebody has begun the flow that they belong to
WAYS_BACK = ("flow:provider", "flow:guide")


def troubleshooting() -> Flow:
    """The flow: the symptom, what it is about, and one or two questions that tell the causes apart."""
    return make_flow(
        TROUBLESHOOTING,
        ask(
            "trouble",
            when(is_("trouble", "tax"), "trouble_tax"),
            when(is_("trouble", "no_option"), "trouble_paper"),
            when(is_("trouble", "payroll"), "trouble_payroll"),
            when(is_("trouble", "conversion"), "trouble_conversion"),
            when(is_("trouble", "form"), "trouble_form"),
            when(is_("trouble", "too_much"), "trouble_too_much"),
            when(is_("trouble", "place"), "trouble_place"),
            then("something_else"),
        ),
        *_about_tax(),
        *_about_payroll(),
        *_about_conversions(),
        *_about_forms(),
        *_about_too_much(),
        *_about_places(),
        Outcome("something_else", _with()),
        reviewed=False,
    )


def _about_tax() -> tuple[Any, ...]:
    return (
        ask(
            "trouble_tax",
            when(is_("trouble_tax", "taxed"), "trouble_payer"),
            when(is_("trouble_tax", "gain"), "trouble_value"),
            then("pro_rata_worry"),
        ),
        ask("trouble_payer", when(is_("trouble_payer", "ira"), "trouble_ira_total"), then("trouble_box_1")),
        ask("trouble_ira_total", then("trouble_ira_basis")),
        ask("trouble_ira_basis", then("pro_rata_tax")),
        ask("trouble_value", then("trouble_basis")),
        ask("trouble_basis", then("large_earnings")),
        Outcome("pro_rata_worry", _with()),
        Outcome("pro_rata_tax", _with(form_figures, ira_figures)),
        Outcome("large_earnings", _with(gain_figures)),
    )


def _about_payroll() -> tuple[Any, ...]:
    return (
        ask("trouble_paper", then("no_after_tax_option")),
        ask(
            "trouble_payroll",
            when(is_("trouble_payroll", "nothing"), "trouble_confirmed"),
            when(is_("trouble_payroll", "wrong_kind"), "trouble_elected"),
            then("trouble_cut"),
        ),
        ask("trouble_confirmed", then("payroll_missed")),
        ask("trouble_elected", then("deferral_instead")),
        ask("trouble_cut", then("rate_cut")),
        Outcome("no_after_tax_option", _with()),
        Outcome("payroll_missed", _with()),
        Outcome("deferral_instead", _with()),
        Outcome("rate_cut", _with()),
    )


def _about_conversions() -> tuple[Any, ...]:
    return (
        ask(
            "trouble_conversion",
            when(is_("trouble_conversion", "gain"), "trouble_value"),
            when(is_("trouble_conversion", "wrong_money"), "trouble_request"),
            then("trouble_reason"),
        ),
        ask("trouble_reason", then("conversion_denied")),
        Outcome("conversion_denied", _with()),
    )


def _about_forms() -> tuple[Any, ...]:
    return (
        ask("trouble_form", when(is_("trouble_form", "penalty"), "trouble_rolled"), then("trouble_box_1")),
        ask("trouble_box_1", then("trouble_box_5")),
        ask("trouble_box_5", when(is_("trouble", "tax"), "pro_rata_tax"), then("wrong_1099_r")),
        ask("trouble_rolled", when(is_("trouble_rolled", "part"), "trouble_gross"), then("penalty_notice")),
        ask("trouble_gross", then("trouble_own")),
        ask("trouble_own", then("trouble_put_in")),
        ask("trouble_put_in", then("penalty_notice")),
        Outcome("wrong_1099_r", _with(form_figures)),
        Outcome("penalty_notice", _with(penalty_figures)),
    )


def _about_too_much() -> tuple[Any, ...]:
    return (
        ask("trouble_too_much", when(is_("trouble_too_much", "refund"), "trouble_letter"), then("tax_year")),
        ask(
            "trouble_letter",
            when(is_("trouble_letter", "annual", "excess"), "tax_year"),
            when(is_("trouble_letter", "adp"), "acp_refund"),
            then("trouble_refunded"),
        ),
        ask("trouble_refunded", then("acp_refund")),
        ask("tax_year", then("age")),
        ask("age", when(_is_about_deferrals, "trouble_deferred"), then("pay")),
        ask("trouble_deferred", then("excess_deferral")),
        ask("pay", then("deferral")),
        ask("deferral", then("trouble_employer"), show=show_deferral),
        ask("trouble_employer", then("after_tax_made")),
        ask("after_tax_made", then("over_limit")),
        Outcome("excess_deferral", _with(excess_figures)),
        Outcome("over_limit", _with(over_limit_figures)),
        Outcome("acp_refund", _with()),
    )


def _about_places() -> tuple[Any, ...]:
    return (
        ask(
            "trouble_place",
            when(is_("trouble_place", "check"), "trouble_payee"),
            when(is_("trouble_place", "traditional"), "trouble_said"),
            then("trouble_request"),
        ),
        ask("trouble_payee", when(is_("trouble_payee", "me"), "trouble_received"), then("check_by_post")),
        ask("trouble_received", then("trouble_earnings")),
        ask("trouble_earnings", then("check_by_post")),
        ask("trouble_said", then("trouble_iras")),
        ask("trouble_iras", then("landed_in_traditional")),
        ask("trouble_request", then("trouble_pretax")),
        ask("trouble_pretax", then("wrong_source")),
        Outcome("check_by_post", _with(check_figures)),
        Outcome("landed_in_traditional", _with()),
        Outcome("wrong_source", _with(pretax_figures)),
    )


def _is_about_deferrals(answers: Answers) -> bool:
    return answers.word("trouble_too_much") == "two_jobs" or answers.word("trouble_letter") == "excess"


Figures = Callable[[View], dict[str, Any]]


def _with(*figures: Figures) -> Show:
    """What an outcome shows: the answers by their short names, the figures, and ways back to a flow that was begun."""

    @guarded({"match_dollars": "trouble_employer"})
    def show(view: View) -> Shown:
        values: dict[str, Any] = {name.removeprefix("trouble_"): view.answers.word(name) for name in CHOICES[1:]}
        values |= {"iras": view.answers.word("trouble_iras"), "solo": view.known.word("plan_type") == "solo"}
        values |= {"law": constants(), "limits_of_year": limits_for(current_year(view.today)), "tax_year": None}
        for one in figures:
            values |= one(view)
        hide = frozenset(way for way, begun in zip(WAYS_BACK, PLACES, strict=True) if begun not in view.known)
        return Shown(values=values, hide=hide, tax_year=values["tax_year"])

    return show


def gain_figures(view: View) -> dict[str, Any]:
    """What converting the account of `trouble_value` and `trouble_basis` dollars taxes; None where they are unknown."""
    value, basis = view.answers.dollars("trouble_value"), view.answers.dollars("trouble_basis")
    known = value is not None and basis is not None and value > 0
    conversion = convert(ConversionInput(value=value, basis=basis)) if known else None
    rates = constants().federal_rates
    return {
        "gain": None if conversion is None else conversion.taxable,
        "value": value,
        "basis": basis,
        "at_rates": [] if conversion is None else [(rate, to_cents(conversion.taxable * rate)) for rate in rates[2:5]],
        "half": None if conversion is None else to_cents(conversion.taxable / 2),
    }


def form_figures(view: View) -> dict[str, Any]:
    """What box 2a should hold by boxes 1 and 5, in dollars; None where a box is unknown or they do not fit together."""
    box_1, box_5 = view.answers.dollars("trouble_box_1"), view.answers.dollars("trouble_box_5")
    if box_1 is None or box_5 is None:
        return {"box_1": box_1, "box_5": box_5, "box_2a": None, "misfit": False}
    misfit = box_5 > box_1 or box_1 == 0
    taxable = None if misfit else convert(ConversionInput(value=box_1, basis=box_5)).taxable
    return {"box_1": box_1, "box_5": box_5, "box_2a": taxable, "misfit": misfit}


def ira_figures(view: View) -> dict[str, Any]:
    """The fraction of each dollar converted out of the IRAs that is taxable; None where a figure is unknown."""
    total, basis = view.answers.dollars("trouble_ira_total"), view.answers.dollars("trouble_ira_basis")
    known = total is not None and basis is not None and total > 0
    return {
        "ira_total": total,
        "ira_basis": basis,
        "ira_share": earnings_share(total or ZERO, basis or ZERO) if known else None,
    }


def penalty_figures(view: View) -> dict[str, Any]:
    """What of the taxable part stayed out, and the early distribution tax on it; None where a figure is not known.

    What was put in counts as the taxable part first, so tax that was withheld and not replaced is own money.
    """
    answers = view.answers
    gross, own = answers.dollars("trouble_gross"), answers.dollars("trouble_own")
    put_in = answers.dollars("trouble_put_in")
    if not gross or own is None or put_in is None:
        return {"kept": None, "penalty": None, "own_kept": None}
    result = sixty_days(CheckInput(amount=gross, own=own, roth=min(put_in, gross)))
    return {"kept": result.bears_early_tax, "penalty": result.early_tax, "own_kept": result.own_kept}


def check_figures(view: View) -> dict[str, Any]:
    """The last day for putting a check to oneself into the Roth IRA, the days left, and what was withheld."""
    law = constants()
    received, earnings = view.answers.day("trouble_received"), view.answers.dollars("trouble_earnings")
    last = None if received is None else last_day_to_put_in(received)
    return {
        "last_day": None if last is None else f"{last:%B} {last.day}, {last.year}",
        "days_left": None if last is None else (last - view.today).days,
        "earnings": earnings,
        "withheld": None if earnings is None else withholding_on(earnings),
        "penalty": None if earnings is None else to_cents(earnings * law.early_distribution_tax),
    }


def pretax_figures(view: View) -> dict[str, Any]:
    """The federal tax on pre-tax dollars that were converted, at three rates; the rates of other years may differ."""
    amount = view.answers.dollars("trouble_pretax")
    rates = constants().federal_rates[2:5]
    return {
        "pretax": amount,
        "at_rates": [] if not amount else [(rate, to_cents(amount * rate)) for rate in rates],
    }


def excess_figures(view: View) -> dict[str, Any]:
    """By how many dollars the deferrals of all jobs pass the person's limit, and the day by which they must be out.

    The person's limit does not ask what the plans offer; `excess_if_ordinary` is the excess if at 60 to 63 only the
    ordinary catch-up counts.
    """
    answers = view.answers
    year, age = answers.whole("tax_year", 0) or 0, answers.whole("age", 0) or 0
    deferred = answers.dollars("trouble_deferred")
    limits = limits_for(year)
    limit, ordinary = person_limit(age, limits), person_limit(age, limits, "regular")
    due = excess_deferral_due(year)
    return {
        "tax_year": year,
        "limit": limit,
        "deferred": deferred,
        "excess": None if deferred is None else max(ZERO, deferred - limit),
        "excess_if_ordinary": None if deferred is None else max(ZERO, deferred - ordinary),
        "due": f"{due:%B} {due.day}, {due.year}",
        "missed": view.today > due,
        "higher_catch_up": limit > ordinary,
    }


def over_limit_figures(view: View) -> dict[str, Any]:
    """By how many dollars the year's additions pass the limit, with the lines that lead to it."""
    answers = view.answers
    told = {
        "tax_year": answers.whole("tax_year"),
        "age": answers.whole("age"),
        "pay": answers.dollars("pay"),
        "deferral": answers.get("deferral"),
        "match_dollars": answers.dollars("trouble_employer", ZERO),
        "after_tax_made": answers.dollars("after_tax_made", ZERO),
    }
    result = capacity(CapacityInput.model_validate(told))
    return {
        "tax_year": result.tax_year,
        "over": result.over_limit_by,
        "room": result.after_tax_room,
        "limit": result.annual_additions_limit,
        "deferral": result.deferral_counted,
        "employer": result.employer_total,
        "after_tax": answers.dollars("after_tax_made", ZERO),
        "employer_unknown": answers.get("trouble_employer") is None,
        "becomes": result.becomes_catch_up,
        "true_excess": result.true_excess,
        "catch_up_left": result.catch_up_left,
        "year_note": year_words(view, year_of(view, result.tax_year)),
    }
