"""Checks forms against conversions that are told in one line each; `core.movements` does it for whole years.

The form reports the calendar year in which money left the after-tax account, taxable or not (1099-R instructions).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from core.form_1099_r.boxes import Form1099R
from core.form_1099_r.comparison import compare
from core.form_1099_r.expected import ExpectedForm, StandsFor, added_up
from core.form_1099_r.mistakes import Finding
from core.inputs import Dollars, DollarsAboveZero, unfit
from core.money import ZERO, to_cents
from core.reading import Input, Year
from core.sixty_days import withholding_on

MoveTo = Literal[
    "in_plan",
    "roth_ira",
    "traditional_ira",
    "split",
    "check_to_you",
    "roth_401k_to_roth_ira",
    "roth_401k_to_plan",
]
_UNTAXED = ("traditional_ira", "roth_401k_to_roth_ira", "roth_401k_to_plan")


class Moved(Input):
    """A conversion: the calendar year it was carried out in, the `amount` moved and the `basis` in it, in dollars.

    `basis` is own taxed money; above `amount` the account has lost money. `split` sends the basis to a Roth IRA and the
    earnings to a traditional IRA. `check_to_you` was paid out and put into a Roth IRA within 60 days.
    `roth_401k_to_roth_ira` and `roth_401k_to_plan` move money that is Roth already: there the basis is Roth
    contributions and everything that was converted in the plan, the part that was taxed then included.
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
    def _says_something(self) -> Self:
        if not self.forms and not self.moved and not self.contributed:
            raise unfit("forms", "is missing; give the forms, what was converted (moved), or both")
        return self


@dataclass(frozen=True, slots=True)
class FormCheck:
    """What came of the check, in dollars.

    `expected_*` are sums over the forms that the conversions should bring. `overstated` is income that the forms show
    as taxable beyond what it is (negative: too little); a refund form is not counted in it. `line_5a`, `line_5b` and
    `rollover` are what the conversions are on Form 1040: gross, taxable, and whether the rollover box is ticked.
    `line_1h` is the taxable amount of refund forms with code 8, which is income of its own; code P belongs to the year
    before. `withholding_short` is by how much box 4 is below what is withheld from a check to the person by law.
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
    line_1h: Decimal
    withholding_short: Decimal


def check_forms(what: FormInput) -> FormCheck:
    """Compares the forms with the year's conversions (facts 5.2, 7.3); less than a dollar is no difference."""
    expected = _expected(what, what.tax_year)
    around = (what.tax_year - 1, what.tax_year + 1)
    other_years = {year: [to_cents(one.amount) for one in what.moved if one.year == year] for year in around}
    found = compare(what.forms, expected, other_years)
    gross = sum((one.box_1 for one in expected), ZERO)
    taxable = sum((one.box_2a for one in expected), ZERO)
    return FormCheck(
        found.agrees,
        found.findings,
        gross,
        taxable,
        sum((one.box_5 for one in expected), ZERO),
        tuple(dict.fromkeys(code for one in expected for code in one.codes)),
        found.overstated,
        gross,
        taxable,
        bool(gross),
        sum((one.taxable for one in what.forms if "8" in one.codes and not one.ira), ZERO),
        found.withholding_short,
    )


def _expected(what: FormInput, year: int) -> tuple[ExpectedForm, ...]:
    return added_up(form for one in what.moved if one.year == year for form in _forms_of(one))


def _forms_of(moved: Moved) -> Iterator[ExpectedForm]:
    amount, basis = to_cents(moved.amount), to_cents(moved.basis)
    own = min(amount, basis)
    if moved.to == "split":
        if own:
            yield ExpectedForm("split_contributions", own, ZERO, basis, "5", box_5_least=own)
        if amount > own:
            yield ExpectedForm("split_earnings", amount - own, ZERO, ZERO, "5")
        return
    kind: StandsFor = moved.to
    taxable = ZERO if kind in _UNTAXED else amount - own
    withheld = withholding_on(taxable) if kind == "check_to_you" else ZERO
    yield ExpectedForm(kind, amount, taxable, basis, "5", box_4=withheld, box_5_least=own)
