"""What one Form 1099-R tells by itself, by its code."""

from decimal import Decimal
from typing import Final

import pytest

from core.form_1099_r import Form1099R, form_alone, lines_alone

# name: the boxes 1, 2a, 5 and 7; the line, the rollover box, what is taxed, the 10% tax, how the boxes add up
FORMS: Final[dict[str, tuple[int, int | None, int | None, str, str, bool | None, int | None, int, str]]] = {
    "a conversion stands on line 5 with the rollover box": (6120, 120, 6000, "G", "5", True, 120, 0, "agrees"),
    "a split leaves what went to a traditional IRA untaxed": (54600, 21000, 32900, "G", "5", True, 21000, 0, "too_low"),
    "a conversion at a loss taxes nothing": (38000, None, 40000, "G", "5", True, 0, 0, "unknown"),
    "Roth money that goes on directly takes its growth along": (47000, 0, 42300, "H", "5", True, 0, 0, "agrees"),
    "Roth money that goes on directly is never taxed": (47000, 4700, 42300, "H", "5", True, 4700, 0, "roth_taxed"),
    "Roth money may go to another plan": (9000, 0, 8000, "BG", "5", True, 0, 0, "agrees"),
    "kept Roth money bears the 10% on its growth": (5000, 500, 4500, "1B", "5", None, 500, 50, "agrees"),
    "a check may still be put into an IRA": (20300, 300, 20000, "1", "5", None, 300, 30, "agrees"),
    "code 7 spares the 10%": (20300, 300, 20000, "7", "5", None, 300, 0, "agrees"),
    "a payment after a death is no rollover": (5000, 500, 4500, "4", "5", False, 500, 0, "agrees"),
    "a refund of after-tax money is no rollover": (2760, 60, 2700, "8", "1h", False, 60, 0, "agrees"),
    "a refund of deferrals is taxed as a whole": (1764, 1764, None, "8", "1h", False, 1764, 0, "all_taxed"),
    "code P is of the year before": (1700, 1700, None, "P", "none", False, 1700, 0, "all_taxed"),
    "code E stands on line 5 by default": (2150, 150, 2000, "E", "5", False, 150, 0, "agrees"),
    "a Roth IRA's payment stands on line 4": (3000, None, None, "J", "4", False, None, 0, "unknown"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_tells_by_its_code(name: str) -> None:
    box_1, box_2a, box_5, code, line, rollover, taxable, early, adds_up = FORMS[name]
    found = form_alone(Form1099R.model_validate({"box_1": box_1, "box_2a": box_2a, "box_5": box_5, "box_7": code}))
    assert (found.line, found.rollover, found.sum) == (line, rollover, adds_up)
    assert found.taxable == (None if taxable is None else Decimal(taxable))
    assert found.early_tax == Decimal(early)


def test_forms_of_a_year_add_up_by_line_and_code_p_belongs_to_the_year_before() -> None:
    forms = [
        Form1099R(box_1=Decimal(14300), box_2a=Decimal(180), box_5=Decimal(14120), box_7="G"),
        Form1099R(box_1=Decimal(2760), box_2a=Decimal(60), box_5=Decimal(2700), box_7="8"),
        Form1099R(box_1=Decimal(1700), box_2a=Decimal(1700), box_7="P"),
    ]
    found = lines_alone(forms)
    assert found.amounts == {"1h": Decimal(60), "5a": Decimal(14300), "5b": Decimal(180)}
    assert (found.year_before, found.second_layout) == (Decimal(1700), True)
