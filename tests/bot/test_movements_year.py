"""`python -m bot movements --jsonl` on a year with a conversion, a split and two refunds: forms, lines, income."""

import json
import subprocess
import sys
from typing import Any

import pytest

# 51,720 of after-tax money: 14,120 converted in the plan with 180 of growth; 32,900 and 700 of growth split; 2,700
# refunded after a failed test with 60 (code 8); 2,000 returned because of the annual limit with 150 (code E).
YEAR: dict[str, Any] = {
    "tax_year": 2026,
    "age": 42,
    "plans": [{"pay": 300_000}],
    "movements": [
        {"kind": "deferral_pretax", "date": "2026-06-30", "amount": 22_280},
        {"kind": "after_tax", "date": "2026-01-30", "amount": 51_720},
        {"kind": "in_plan_conversion", "date": "2026-02-06", "amount": 14_300, "basis": 14_120},
        {"kind": "refund", "reason": "acp_after_tax", "date": "2026-03-10", "amount": 2_760, "earnings": 60},
        {
            "kind": "rollover_roth_ira",
            "date": "2026-10-01",
            "amount": 32_900,
            "basis": 32_900,
            "distribution": "split",
        },
        {"kind": "rollover_traditional_ira", "date": "2026-10-01", "amount": 700, "distribution": "split"},
        {"kind": "refund", "reason": "annual_additions", "date": "2026-11-10", "amount": 2_150, "earnings": 150},
    ],
}
FORMS = [
    {"box_1": 14_300, "box_2a": 180, "box_5": 14_120, "box_7": "G"},
    {"box_1": 32_900, "box_2a": 0, "box_5": 32_900, "box_7": "G"},
    {"box_1": 700, "box_2a": 0, "box_7": "G"},
    {"box_1": 2_760, "box_2a": 60, "box_5": 2_700, "box_7": "8"},
    {"box_1": 2_150, "box_2a": 150, "box_5": 2_000, "box_7": "E"},
]


def on_the_command_line(*inputs: Any) -> list[dict[str, Any]]:
    lines = "\n".join(json.dumps(one) for one in inputs)
    made = subprocess.run(
        [sys.executable, "-m", "bot", "--as-of", "2026-11-24", "movements", "--jsonl"],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in made.stdout.splitlines()]


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    mixed = [{"box_1": 47_900, "box_2a": 180, "box_5": 47_020, "box_7": "G"}, *FORMS[3:]]
    taxed = [FORMS[0], {**FORMS[1], "box_2a": 32_900}, *FORMS[2:]]
    return on_the_command_line(*({**YEAR, "forms": forms} for forms in (FORMS, mixed, taxed)))


def test_the_forms_to_expect(answers: list[dict[str, Any]]) -> None:
    expected = [
        (one["stands_for"], one["codes"], one["box_1"], one["box_2a"], one["box_5"], one["line"])
        for one in answers[0]["forms_expected"]
    ]

    assert sorted(expected) == [
        ("in_plan", ["G"], 14_300, 180, 14_120, "5"),
        ("refund_8", ["8"], 2_760, 60, 2_700, "1h"),
        ("refund_e", ["E"], 2_150, 150, 2_000, "5"),
        ("split_contributions", ["G"], 32_900, 0, 32_900, "5"),
        ("split_earnings", ["G"], 700, 0, 0, "5"),
    ]


def test_the_lines_and_the_income(answers: list[dict[str, Any]]) -> None:
    filed = answers[0]["return"]

    assert [filed[f"line_{line}"] for line in ("1h", "4a", "4b", "5a", "5b")] == [60, 0, 0, 50_050, 330]
    assert filed["income"] == 390
    assert (filed["form_8606"], filed["form_5329"], filed["early_tax"]) == ([], [], 0)
    second = filed["second_layout"]
    assert [second[f"line_{line}"] for line in ("1h", "5a", "5b")] == [0, 52_810, 390]


def test_the_room_and_the_accounts(answers: list[dict[str, Any]]) -> None:
    room, account = answers[0]["rooms"][0], answers[0]["after_tax_accounts"][0]

    assert (room["after_tax"], room["used"], room["left"], room["over_limit_by"]) == (49_720, 72_000, 0, 0)
    assert account["basis"] == 0
    assert answers[0]["roth_accounts"][0]["basis"] == 14_300
    assert answers[0]["roth_ira"]["conversions"] == [{"year": 2026, "taxed": 0, "untaxed": 32_900}]


def test_right_forms_agree_apart_and_added_up_and_a_taxed_split_is_found(answers: list[dict[str, Any]]) -> None:
    apart, mixed, taxed = (one["form_check"] for one in answers)

    assert (apart["agrees"], apart["overstated"]) == (True, 0)
    assert (mixed["agrees"], mixed["overstated"]) == (True, 0)
    assert (taxed["agrees"], taxed["overstated"]) == (False, 32_900)
