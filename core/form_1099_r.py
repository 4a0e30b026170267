"""Checks Forms 1099-R against what was converted: they agree, or the likely mistake by identifier and what follows.

The form reports the calendar year in which money left the after-tax account, taxable or not (1099-R instructions).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from core.inputs import Dollars, DollarsAboveZero, shown, unfit
from core.money import ZERO, to_cents
from core.reading import Input, Year

MoveTo = Literal["in_plan", "roth_ira", "split", "check_to_you", "roth_401k_to_roth_ira"]
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
# Returns may be filed in whole dollars, so that less than a dollar is no difference.
TOLERANCE = Decimal(1)
_PAID_TO_YOU = frozenset("127")
_WITHDRAWAL = frozenset("BJTQ")
_KNOWN_CODES = frozenset("123456789ABCDEFGHJKLMNPQRSTUWY")

_FOLLOWS: dict[Mistake, tuple[FollowUp, ...]] = {
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


def distribution_code(value: object, info: ValidationInfo) -> str:
    """Checks box 7: one or two of the form's codes, such as G or 1B."""
    code = str(value).strip().upper().replace(" ", "") if isinstance(value, str | int) else ""
    if not 1 <= len(code) <= 2 or not set(code) <= _KNOWN_CODES:
        raise unfit(info.field_name, f"must be the code in box 7, for example G or 1B; I got {shown(value)}")
    return code


Code = Annotated[str, BeforeValidator(distribution_code)]


class Form1099R(Input):
    """What one Form 1099-R says, in dollars. An empty box 2a or 5 is None; `box_4` is federal tax withheld."""

    box_1: Dollars = Field(description="the gross distribution in dollars, for example 40600")
    box_2a: Dollars | None = None
    box_4: Dollars = ZERO
    box_5: Dollars | None = None
    box_7: Code = Field(description="the distribution code, for example G")


class Moved(Input):
    """A conversion: the calendar year it was carried out in, the `amount` moved and the `basis` in it, in dollars.

    `split` sends the basis to a Roth IRA and the earnings to a traditional IRA. `check_to_you` was paid out and put
    into Roth within 60 days. `roth_401k_to_roth_ira` moves money that is Roth already.
    """

    year: Year
    amount: DollarsAboveZero = Field(description="the dollars that were converted, for example 40600")
    basis: Dollars = Field(description="the after-tax contributions in what was converted, for example 40000")
    to: MoveTo = "in_plan"


class FormInput(Input):
    """The forms of one plan for `tax_year`, and all that was converted, neighbouring years included if known.

    `contributed` are after-tax contributions of the year: they alone never make a form.
    """

    tax_year: Year
    forms: tuple[Form1099R, ...] = Field(default=(), max_length=50)
    moved: tuple[Moved, ...] = Field(default=(), max_length=400)
    contributed: Dollars = ZERO

    @model_validator(mode="after")
    def _kinds_of_money_apart(self) -> Self:
        if not self.forms and not self.moved and not self.contributed:
            raise unfit("forms", "is missing; give the forms, what was converted (moved), or both")
        kinds = {one.to for one in self.moved if one.year == self.tax_year}
        if len(kinds) > 1:
            raise unfit("moved", f"must go to one place at a time; check {' and '.join(sorted(kinds))} one by one")
        return self


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


@dataclass(frozen=True, slots=True)
class FormCheck:
    """What came of the check, in dollars.

    `overstated` is income that the forms show as taxable beyond what it is (negative: too little). `line_5a`, `line_5b`
    and `rollover` are what the conversion is on Form 1040: gross, taxable, and whether the rollover box is ticked.
    """

    agrees: bool
    findings: tuple[Finding, ...]
    expected_gross: Decimal
    expected_taxable: Decimal
    expected_basis: Decimal
    expected_codes: tuple[str, ...]
    overstated: Decimal
    line_5a: Decimal
    line_5b: Decimal
    rollover: bool


def check_forms(what: FormInput) -> FormCheck:
    """Compares the sums of the forms with the year's conversions (facts 5.2); less than a dollar is no difference."""
    year = _Year.of(what)
    findings = tuple(_findings(what, year))
    shown_taxable = sum((one.box_2a or ZERO for one in what.forms), ZERO)
    return FormCheck(
        not findings,
        findings,
        year.gross,
        year.taxable,
        year.basis,
        year.codes,
        to_cents(shown_taxable) - year.taxable if what.forms else ZERO,
        year.gross,
        year.taxable,
        bool(year.gross),
    )


@dataclass(frozen=True, slots=True)
class _Year:
    """What the forms of the year should say."""

    to: MoveTo | None
    gross: Decimal
    basis: Decimal
    taxable: Decimal
    codes: tuple[str, ...]

    @classmethod
    def of(cls, what: FormInput, year: int | None = None) -> Self:
        moved = [one for one in what.moved if one.year == (what.tax_year if year is None else year)]
        to = moved[0].to if moved else None
        gross = to_cents(sum((one.amount for one in moved), ZERO))
        basis = to_cents(sum((min(one.basis, one.amount) for one in moved), ZERO))
        untaxed = to in ("split", "roth_401k_to_roth_ira")
        return cls(to, gross, basis, ZERO if untaxed else gross - basis, _EXPECTED_CODES[to])


_EXPECTED_CODES: dict[MoveTo | None, tuple[str, ...]] = {
    None: (),
    "in_plan": ("G",),
    "roth_ira": ("G",),
    "split": ("G",),
    "check_to_you": ("1", "2", "7"),
    "roth_401k_to_roth_ira": ("H",),
}


def _findings(what: FormInput, year: _Year) -> Iterator[Finding]:
    if not what.forms:
        if year.to is not None:
            yield _finding("form_missing", "1", year.gross, ZERO)
        return
    refunds = [one for one in what.forms if set(one.box_7) & set("E8P")]
    for form in refunds:
        mistake: Mistake = "code_e_refund" if "E" in form.box_7 else "code_8_or_p_refund"
        yield _finding(mistake, "7", ", ".join(year.codes), form.box_7)
    forms = [one for one in what.forms if one not in refunds]
    if not forms:
        if year.to is not None:
            yield _finding("form_missing", "1", year.gross, ZERO)
        return
    gross = sum((one.box_1 for one in forms), ZERO)
    if year.to is None:
        other = _other_year(what, gross)
        yield _finding("form_not_expected" if other is None else "calendar_year_mismatch", "1", ZERO, gross)
        return
    for form in forms:
        yield from _code_findings(form, year)
    yield from _amount_findings(what, year, forms, gross)
    if year.to != "check_to_you" and any(one.box_4 for one in forms):
        yield _finding("withholding_on_direct_rollover", "4", ZERO, sum((one.box_4 for one in forms), ZERO))


def _code_findings(form: Form1099R, year: _Year) -> Iterator[Finding]:
    codes = set(form.box_7)
    if codes & set(year.codes) and not codes & _WITHDRAWAL:
        return
    mistake: Mistake = "code_unexpected"
    if codes & _WITHDRAWAL:
        mistake = "code_says_withdrawal"
    elif year.to == "check_to_you" and codes & set("GH"):
        mistake = "code_says_direct"
    elif codes & _PAID_TO_YOU:
        mistake = "code_says_paid_to_you"
    elif "H" in codes:
        mistake = "code_h_instead_of_g"
    elif "G" in codes:
        mistake = "code_g_instead_of_h"
    yield _finding(mistake, "7", " or ".join(year.codes), form.box_7)


def _amount_findings(what: FormInput, year: _Year, forms: Sequence[Form1099R], gross: Decimal) -> Iterator[Finding]:
    """At most one finding a box: what explains a difference best stands for those that come of it."""
    taxable = _box(forms, lambda one: one.box_2a)
    basis = _box(forms, lambda one: one.box_5)
    if _differ(gross, year.gross):
        yield _gross_finding(what, year, forms, gross)
        if taxable is not None and basis is not None and _differ(gross, taxable + basis) and year.to != "split":
            yield _finding("boxes_do_not_add_up", "1", taxable + basis, gross)
        return
    if taxable is None:
        if year.to != "roth_401k_to_roth_ira":
            yield _finding("taxable_missing", "2a", year.taxable, "")
    elif year.to == "split" and _differ(taxable, ZERO) and not _differ(taxable, gross - year.basis):
        yield _finding("earnings_taxed_in_split", "2a", ZERO, taxable)
    elif _differ(taxable, year.taxable):
        whole = not _differ(taxable, gross)
        yield _finding("taxable_equals_gross" if whole else "earnings_mismatch", "2a", year.taxable, taxable)
    if not year.basis or not _differ(basis or ZERO, year.basis):
        return
    yield _finding("box_5_mismatch" if basis else "box_5_missing", "5", year.basis, basis or ZERO)


def _gross_finding(what: FormInput, year: _Year, forms: Sequence[Form1099R], gross: Decimal) -> Finding:
    if year.to == "split" and len(forms) == 1 and _is_one_leg(gross, year):
        return _finding("two_forms_expected", "1", year.gross, gross)
    if _other_year(what, gross) is not None:
        return _finding("calendar_year_mismatch", "1", year.gross, gross)
    basis = _box(forms, lambda one: one.box_5)
    if gross > year.gross and basis is not None and year.basis and not _differ(basis, year.basis):
        return _finding("other_money_converted", "1", year.gross, gross)
    return _finding("gross_mismatch", "1", year.gross, gross)


def _is_one_leg(gross: Decimal, year: _Year) -> bool:
    return not _differ(gross, year.basis) or not _differ(gross, year.gross - year.basis)


def _other_year(what: FormInput, gross: Decimal) -> int | None:
    """The neighbouring year whose conversions, alone or with this year's, make up what the forms show."""
    here = _Year.of(what).gross
    for other in (what.tax_year - 1, what.tax_year + 1):
        there = [one.amount for one in what.moved if one.year == other]
        total = sum(there, ZERO)
        shifted = {total, here + total, *(here + one for one in there)}
        if total and any(not _differ(gross, one) for one in shifted):
            return other
    return _moved_out_of_year(what, gross, here)


def _moved_out_of_year(what: FormInput, gross: Decimal, here: Decimal) -> int | None:
    """The next year, if the forms lack exactly one of several conversions of this year: it was carried out then."""
    this_year = [one.amount for one in what.moved if one.year == what.tax_year]
    lacks_one = len(this_year) > 1 and any(not _differ(gross, here - one) for one in this_year)
    return what.tax_year + 1 if lacks_one else None


def _box(forms: Sequence[Form1099R], box: Callable[[Form1099R], Decimal | None]) -> Decimal | None:
    """The sum of a box over the forms; None if it is empty on all of them."""
    filled = [amount for amount in map(box, forms) if amount is not None]
    return sum(filled, ZERO) if filled else None


def _differ(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) >= TOLERANCE


def _finding(mistake: Mistake, box: str, expected: Decimal | str, found: Decimal | str) -> Finding:
    return Finding(mistake, box, _text(expected), _text(found), _FOLLOWS[mistake])


def _text(value: Decimal | str) -> str:
    return str(to_cents(value)) if isinstance(value, Decimal) else value
