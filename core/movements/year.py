"""Everything that follows from the movements of a tax year (facts 7.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.form_1099_r import Comparison, ExpectedForm, compare
from core.limits import Limits, LimitsNotPublished, limits_for
from core.money import ZERO
from core.movements.accounts import AfterTaxAccount, Books, RothAccount, books
from core.movements.checks import Check, checks
from core.movements.clocks import Clock, clocks_started
from core.movements.deferral import Deferrals, deferrals, pretax_excess
from core.movements.forms import expected_forms
from core.movements.room import PlanRoom, rooms
from core.movements.roth_iras import RothLayers, roth_layers
from core.movements.tax_return import TaxReturn, tax_return
from core.movements.traditional_ira import IraYear, ira_years
from core.movements.year_input import YearInput

Note = Literal[
    "limits_not_loaded",
    "basis_assumed",
    "own_money_not_in_list",
    "near_59_half",
    "excess_deferral_late",
    "code_8_has_two_layouts",
    "code_e_line_not_settled",
    "ira_value_assumed",
    "withheld_below_law",
    "sixty_days_still_running",
]


@dataclass(frozen=True, slots=True)
class YearResult:
    """What the list comes to for one tax year, in dollars and cents.

    `deferrals` is None, and `rooms` empty, for a year whose limits are not loaded. `forms` are the Forms 1099-R to
    expect, `check` how those that came compare with them (None where none were told). `checks` are checks made out to
    the person in the year, `ira` the year's Form 8606 (None without one). `clocks` are those that began this year.
    """

    tax_year: int
    deferrals: Deferrals | None
    rooms: tuple[PlanRoom, ...]
    after_tax: tuple[AfterTaxAccount, ...]
    roth_accounts: tuple[RothAccount, ...]
    tax_return: TaxReturn
    forms: tuple[ExpectedForm, ...]
    check: Comparison | None
    checks: tuple[Check, ...]
    ira: IraYear | None
    roth_ira: RothLayers
    clocks: tuple[Clock, ...]
    notes: tuple[Note, ...]


def movements_of_year(what: YearInput) -> YearResult:
    """All sums of the tax year. What needs limits is left out for a year that is not loaded, with a note."""
    try:
        limits = limits_for(what.tax_year)
    except LimitsNotPublished:
        limits = None
    ledger = books(what)
    found = checks(what, ledger)
    iras = ira_years(what, ledger, found)
    roth = roth_layers(what, ledger, found, iras)
    forms = expected_forms(what, ledger, what.tax_year)
    filed = tax_return(what, ledger, forms, found, iras, roth, pretax_excess(what, limits))
    around = (what.tax_year - 1, what.tax_year + 1)
    other_years = {year: [one.box_1 for one in expected_forms(what, ledger, year)] for year in around}
    compared = None if what.forms is None else compare(what.forms, forms, other_years)
    of_year = tuple(one for one in found if one.movement.date.year == what.tax_year)
    ira = next((one for one in iras if one.year == what.tax_year), None)
    return YearResult(
        tax_year=what.tax_year,
        deferrals=None if limits is None else deferrals(what, limits),
        rooms=() if limits is None else rooms(what, limits),
        after_tax=ledger.after_tax,
        roth_accounts=ledger.roth,
        tax_return=filed,
        forms=forms,
        check=compared,
        checks=of_year,
        ira=ira,
        roth_ira=roth,
        clocks=clocks_started(what, ledger, roth),
        notes=tuple(_notes(what, limits, ledger, of_year, forms, ira, compared)),
    )


def _notes(
    what: YearInput,
    limits: Limits | None,
    ledger: Books,
    found: tuple[Check, ...],
    forms: tuple[ExpectedForm, ...],
    ira: IraYear | None,
    compared: Comparison | None,
) -> Iterator[Note]:
    if limits is None:
        yield "limits_not_loaded"
    if any(one.assumed and one.day.year == what.tax_year for one in ledger.payments):
        yield "basis_assumed"
    if any(one.not_in_list > ZERO for one in ledger.after_tax):
        yield "own_money_not_in_list"
    paid_out = [
        one for one in what.movements if one.kind in ("check_to_you", "withdrawal") and one.date.year == what.tax_year
    ]
    if any(what.near_59_half(one.date, one.over_59_half) for one in paid_out):
        yield "near_59_half"
    stands_for = {one.stands_for for one in forms}
    if "late_refund" in stands_for:
        yield "excess_deferral_late"
    if any(one.stands_for == "refund_8" and one.box_5 for one in forms):
        yield "code_8_has_two_layouts"
    if "refund_e" in stands_for:
        yield "code_e_line_not_settled"
    if ira is not None and ira.value_assumed:
        yield "ira_value_assumed"
    short = any(one.outcome.withheld < one.outcome.withholding_due for one in found)
    if short or (compared is not None and compared.withholding_short > ZERO):
        yield "withheld_below_law"
    if what.as_of is not None and any(what.as_of <= one.movement.put_in_until for one in found):
        yield "sixty_days_still_running"
