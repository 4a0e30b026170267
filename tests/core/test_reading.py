"""Input that a calculation cannot use is refused in words that a person can read."""

from typing import Any

import pytest
from pydantic import BaseModel

from core.both_backdoors import BothInput
from core.clocks import RothIraWithdrawal, RothPlanWithdrawal
from core.conversions import ConversionInput
from core.form_1099_r import FormInput
from core.paychecks import PaycheckInput
from core.reading import InputError, read
from core.waiting import WaitingInput
from tests.core.cases_from import cases

MODELS: dict[str, type[BaseModel]] = {
    "paychecks": PaycheckInput,
    "conversion": ConversionInput,
    "waiting": WaitingInput,
    "both": BothInput,
    "roth_ira": RothIraWithdrawal,
    "roth_401k": RothPlanWithdrawal,
    "form": FormInput,
}
PAYCHECKS = {"tax_year": 2026, "as_of": "2026-11-23", "pay_frequency": "biweekly", "known_payday": "2026-11-20"}


@pytest.mark.parametrize("case", cases("calculation_errors.yaml"))
def test_refused_input(case: dict[str, Any]) -> None:
    raw = {**PAYCHECKS, **case["input"]} if case["model"] == "paychecks" else case["input"]

    with pytest.raises(InputError) as refused:
        read(MODELS[case["model"]], raw)

    assert (refused.value.field, refused.value.message) == (case["field"], case["message"])
