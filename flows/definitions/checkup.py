"""A look for the seven usual mistakes: what was done, what each mistake costs in dollars, and what to do now.

What was done is asked first; amounts only afterwards, and only those that a finding needs.
"""

from collections.abc import Callable
from typing import Final

from content.schema import Option, StepWords
from content.templates import percent
from core.limits import constants, limits_for
from core.money import ZERO
from flows.definitions.mistakes import (
    ASSUMED_RETURN,
    MISTAKES,
    SLOW,
    findings_of,
    has_converted,
    money_waits,
    outside_the_plan,
    sure_tax,
)
from flows.engine.answers import Answers
from flows.engine.flow import Branch, Flow, Outcome, Question, ask, is_, make_flow, then, when
from flows.engine.results import Shown, View
from flows.figures import current_year
from flows.slots import Slot, SlotKind

SLOTS = (
    Slot("conversion_habit", SlotKind.CHOICE, fresh=True),
    Slot("way_to_roth", SlotKind.CHOICE, fresh=True),
    Slot("looked_after", SlotKind.CHOICE, fresh=True),
    Slot("because_of_iras", SlotKind.CHOICES, unknown=True, fresh=True),
    Slot("room_errors", SlotKind.CHOICES, unknown=True, fresh=True),
    Slot("early_need", SlotKind.YES_NO_UNKNOWN, fresh=True),
    Slot("records_kept", SlotKind.CHOICE, fresh=True),
    Slot("filed_8606", SlotKind.YES_NO_UNKNOWN, fresh=True),
    Slot("waiting_value", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("waiting_basis", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("waiting_months", SlotKind.COUNT, unknown=True, fresh=True),
    Slot("yearly_after_tax", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("ira_landed", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("ira_pre_tax", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("need_amount", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("converted_total", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("converted_taxable", SlotKind.MONEY, unknown=True, fresh=True),
    Slot("roth_worth", SlotKind.MONEY, unknown=True, fresh=True),
)
ARTICLES: Final = {
    "forgetting": "mistake-forgetting-to-convert",
    "delaying": "mistake-delaying-conversion",
    "verifying": "mistake-not-verifying",
    "pro_rata": "mistake-pro-rata",
    "capacity": "mistake-miscalculating-capacity",
    "liquidity": "mistake-liquidity",
    "records": "mistake-no-records",
}


def checkup() -> Flow:
    """The flow: seven questions on what was done, then the amounts that the findings need."""
    return make_flow(
        "checkup",
        ask(
            "conversion_habit",
            when(is_("conversion_habit", "not_begun"), "room_errors"),
            when(is_("conversion_habit", "never"), "because_of_iras"),
            then("way_to_roth"),
        ),
        ask("way_to_roth", then("looked_after")),
        ask("looked_after", then("because_of_iras")),
        ask("because_of_iras", then("records_kept")),
        ask("records_kept", then("filed_8606")),
        ask("filed_8606", then("room_errors")),
        ask("room_errors", then("early_need")),
        ask("early_need", *_amounts_after()),
        *(_amount(place) for place in range(len(AMOUNTS))),
        Outcome("findings", show_findings),
    )


def _needs_age(answers: Answers) -> bool:
    return _made(answers, "age_total")


def _needs_profit_sharing(answers: Answers) -> bool:
    return _made(answers, "match_only")


def _needs_pay(answers: Answers) -> bool:
    return _made(answers, "whole_pay")


def _made(answers: Answers, error: str) -> bool:
    return error in (answers.get("room_errors") or ())


def _needs_waiting_basis(answers: Answers) -> bool:
    return bool(answers.dollars("waiting_value"))


def _needs_waiting_months(answers: Answers) -> bool:
    value, basis = answers.dollars("waiting_value"), answers.dollars("waiting_basis")
    return value is not None and basis is not None and value > basis


def _needs_yearly_after_tax(answers: Answers) -> bool:
    """For an estimate, where no balance says what waiting has cost."""
    habit = answers.word("conversion_habit")
    unknown = "waiting_value" in answers and answers.dollars("waiting_value") is None
    return (habit == "never" and unknown) or (habit in SLOW and not answers.dollars("waiting_value"))


def _went_through_ira(answers: Answers) -> bool:
    return answers.word("way_to_roth") == "via_traditional"


def _needs_need_amount(answers: Answers) -> bool:
    return answers.is_yes("early_need") and answers.word("conversion_habit") != "not_begun"


def _needs_converted_total(answers: Answers) -> bool:
    nothing_to_show = answers.word("records_kept") == "none" and outside_the_plan(answers)
    counted = has_converted(answers) and answers.word("way_to_roth") != "unknown"
    return nothing_to_show or (_needs_need_amount(answers) and counted)


def _needs_converted_taxable(answers: Answers) -> bool:
    return _needs_need_amount(answers) and bool(answers.dollars("converted_total"))


def _needs_roth_worth(answers: Answers) -> bool:
    return _needs_converted_taxable(answers) and answers.word("way_to_roth") == "in_plan"


def _needs_bracket(answers: Answers) -> bool:
    waits = bool(answers.dollars("waiting_value")) or bool(answers.dollars("yearly_after_tax"))
    lands = bool(answers.dollars("ira_landed")) and bool(answers.dollars("ira_pre_tax"))
    return waits or lands or bool(answers.dollars("converted_total"))


# The amounts in the order in which they are asked, each with the condition under which a finding needs it.
AMOUNTS: Final[tuple[tuple[str, Callable[[Answers], bool]], ...]] = (
    ("age", _needs_age),
    ("profit_sharing", _needs_profit_sharing),
    ("pay", _needs_pay),
    ("match", _needs_pay),
    ("waiting_value", money_waits),
    ("waiting_basis", _needs_waiting_basis),
    ("waiting_months", _needs_waiting_months),
    ("yearly_after_tax", _needs_yearly_after_tax),
    ("ira_landed", _went_through_ira),
    ("ira_pre_tax", _went_through_ira),
    ("need_amount", _needs_need_amount),
    ("converted_total", _needs_converted_total),
    ("converted_taxable", _needs_converted_taxable),
    ("roth_worth", _needs_roth_worth),
    ("bracket", _needs_bracket),
)


def _amounts_after(place: int = -1) -> tuple[Branch, ...]:
    return (*(when(needed, slot) for slot, needed in AMOUNTS[place + 1 :]), then("findings"))


def _amount(place: int) -> Question:
    slot, _ = AMOUNTS[place]
    return ask(slot, *_amounts_after(place), words=bracket_words() if slot == "bracket" else None)


def bracket_words() -> StepWords:
    """The federal rates as answers to choose."""
    rates = constants().federal_rates
    return StepWords(options={str(rate): Option(label=percent(rate)) for rate in rates})


def show_findings(view: View) -> Shown:
    """The findings, the dearest first, each with its cost; a kind word when there is none."""
    year = current_year(view.today)
    findings = findings_of(view.answers, year)
    found = {one.mistake for one in findings}
    taxes = sure_tax(findings)
    hidden = [mistake for mistake in MISTAKES if mistake not in found]
    rates = constants().federal_rates
    return Shown(
        values={
            "findings": findings,
            "by": {one.mistake: one for one in findings},
            "tax": sum(taxes, ZERO),
            "priced": len(taxes),
            "bracket": view.answers.fraction("bracket"),
            "habit": view.answers.word("conversion_habit"),
            "way": view.answers.word("way_to_roth"),
            "middle_rate": rates[len(rates) // 2],
            "highest_rate": rates[-1],
            "assumed_return": ASSUMED_RETURN,
            "limits": limits_for(year),
            "law": constants(),
        },
        words="" if findings else "all_clear",
        hide=frozenset(
            [*(f"detail:{mistake}" for mistake in hidden), *(f"article:{ARTICLES[mistake]}" for mistake in hidden)]
        ),
        headline=sum(taxes, ZERO),
        tax_year=year,
        learned=_learned(view),
    )


def _learned(view: View) -> dict[str, str]:
    """What the plan must allow, since it was done; an answer that the user gave stays."""
    habit, way = view.answers.word("conversion_habit"), view.answers.word("way_to_roth")
    done = {
        "after_tax": habit not in {"not_begun", "unknown"},
        "in_plan_conversion": way == "in_plan",
        "automatic_conversion": habit == "automatic",
    }
    open_ = {slot for slot in done if view.known.word(slot, "unknown") == "unknown"}
    return {slot: "yes" for slot, holds in done.items() if holds and slot in open_}
