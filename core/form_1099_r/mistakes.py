"""The likely mistakes on a Form 1099-R, and what follows from each."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from core.money import to_cents

Mistake = Literal[
    "form_missing",
    "form_not_expected",
    "two_forms_expected",
    "calendar_year_mismatch",
    "gross_mismatch",
    "other_money_converted",
    "taxable_equals_gross",
    "taxable_missing",
    "earnings_mismatch",
    "earnings_taxed_in_split",
    "box_5_missing",
    "box_5_mismatch",
    "boxes_do_not_add_up",
    "code_says_paid_to_you",
    "code_says_direct",
    "code_h_instead_of_g",
    "code_g_instead_of_h",
    "code_says_withdrawal",
    "code_e_refund",
    "code_8_or_p_refund",
    "code_unexpected",
    "withholding_on_direct_rollover",
]
FollowUp = Literal[
    "ask_plan_for_corrected_form",
    "ask_plan_what_moved",
    "ask_for_second_form",
    "compare_with_statements",
    "keep_statements",
    "report_basis_on_return",
    "report_rollover_on_return",
    "answer_notice_with_proof",
    "check_the_other_year",
    "enter_refund_not_conversion",
    "claim_withholding_on_return",
]

FOLLOWS: Final[Mapping[Mistake, tuple[FollowUp, ...]]] = {
    "form_missing": ("ask_plan_for_corrected_form", "report_rollover_on_return", "keep_statements"),
    "form_not_expected": ("ask_plan_what_moved", "compare_with_statements"),
    "two_forms_expected": ("ask_for_second_form", "compare_with_statements"),
    "calendar_year_mismatch": ("check_the_other_year", "compare_with_statements"),
    "gross_mismatch": ("compare_with_statements", "ask_plan_what_moved"),
    "other_money_converted": ("ask_plan_what_moved", "compare_with_statements"),
    "taxable_equals_gross": ("ask_plan_for_corrected_form", "report_basis_on_return", "keep_statements"),
    "taxable_missing": ("ask_plan_for_corrected_form", "report_basis_on_return", "keep_statements"),
    "earnings_mismatch": ("compare_with_statements", "ask_plan_for_corrected_form"),
    "earnings_taxed_in_split": ("ask_plan_for_corrected_form", "report_rollover_on_return", "keep_statements"),
    "box_5_missing": ("ask_plan_for_corrected_form", "report_basis_on_return", "keep_statements"),
    "box_5_mismatch": ("compare_with_statements", "ask_plan_for_corrected_form"),
    "boxes_do_not_add_up": ("ask_plan_for_corrected_form", "compare_with_statements"),
    "code_says_paid_to_you": ("ask_plan_for_corrected_form", "report_rollover_on_return", "answer_notice_with_proof"),
    "code_says_direct": ("ask_plan_what_moved", "compare_with_statements"),
    "code_h_instead_of_g": ("ask_plan_for_corrected_form", "compare_with_statements"),
    "code_g_instead_of_h": ("ask_plan_for_corrected_form", "compare_with_statements"),
    "code_says_withdrawal": ("ask_plan_what_moved", "ask_plan_for_corrected_form"),
    "code_e_refund": ("enter_refund_not_conversion", "ask_plan_what_moved"),
    "code_8_or_p_refund": ("enter_refund_not_conversion", "ask_plan_what_moved"),
    "code_unexpected": ("ask_plan_what_moved", "ask_plan_for_corrected_form"),
    "withholding_on_direct_rollover": ("claim_withholding_on_return", "ask_plan_what_moved"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A likely mistake: the box it is in, what was expected there and what stands there (dollars, or the code as text).

    `follows` says what to do, in order.
    """

    mistake: Mistake
    box: str
    expected: str
    found: str
    follows: tuple[FollowUp, ...]


def finding(mistake: Mistake, box: str, expected: Decimal | str, found: Decimal | str) -> Finding:
    """The finding with what follows from it; amounts are dollars."""
    return Finding(mistake, box, _text(expected), _text(found), FOLLOWS[mistake])


def _text(value: Decimal | str) -> str:
    return str(to_cents(value)) if isinstance(value, Decimal) else value
