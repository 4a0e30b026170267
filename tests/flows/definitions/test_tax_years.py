"""The tax flow with years of several moves and several forms, as people list them one at a time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from flows.definitions.tax_moves import MOST, ROUNDS
from flows.definitions.taxes import FORMS, taxes
from flows.ledger import Entry
from tests.flows.definitions.answered import asked, reached, shown, text_of
from tests.flows.definitions.flow_driver import library

FLOW = taxes(library())
IN_PLAN, SPLIT, H, TO_IRA = "in_plan", "split", "roth_401k", "roth_ira"
G = "G"


def answers(
    moves: list[dict[str, Any]], forms: list[tuple[Any, ...]] | None = None, year: int = 2026
) -> dict[str, Any]:
    """What a person answers who lists `moves`, by short names, and `forms` as boxes 1, 2a, 5, 7 and 4."""
    told: dict[str, Any] = {"tax_year": year, "state": None}
    for nth, move in zip(ROUNDS, moves, strict=False):
        told |= {f"{nth}{slot}": value for slot, value in move.items()}
    if len(moves) < MOST:
        told[f"{ROUNDS[len(moves)]}money_moved"] = "nothing"
    told["forms_there"] = FORMS[len(forms or ())]
    for nth, (box_1, box_2a, box_5, code, *box_4) in zip(ROUNDS, forms or (), strict=False):
        boxes = {"box_1": box_1, "box_2a": box_2a, "box_5": box_5, "box_7": code}
        told |= {f"{nth}{box}": "empty" if value is None else value for box, value in boxes.items()}
        told |= {f"{nth}check_withheld": next(iter(box_4), 0), f"{nth}box_ira": "yes" if "ira" in box_4 else "no"}
        if "ira" in box_4:
            told[f"{nth}check_withheld"] = 0
    return told | {"moved_year_before": 0, "moved_year_after": 0}


def move(kind: str, amount: int | float | None, own: int | float | None = None, **more: Any) -> dict[str, Any]:
    """One move; kinds that are refunds are told as such."""
    refunds = ("testing", "annual_additions", "deferral", "auto_enrollment", "unsure")
    what = {"money_moved": "refund", "refund_kind": kind} if kind in refunds else {"money_moved": kind}
    rare = ("pretax_ira", "roth_to_plan", "roth_paid", "roth_match", "ira_conversion")
    if kind in rare:
        what = {"money_moved": "else", "moved_else": kind}
    return {**what, "moved_amount": amount, "moved_basis": own, **more}


def check(amount: float, own: float, traditional: float = 0, roth: float = 0, **more: Any) -> dict[str, Any]:
    put_in = {"check_received": "2026-06-02", "check_traditional": traditional, "check_roth": roth}
    put_in |= {"check_until": "2026-07-01", "past_59_half": "no"}
    return move("check_to_you", amount, own, **{**put_in, **more})


def lines(**told: Any) -> list[Decimal]:
    filed = shown(FLOW, **told).values["filed"]
    return [filed.line_1h, filed.line_4a, filed.line_4b, filed.line_5a, filed.line_5b, filed.income]


def findings(**told: Any) -> list[str]:
    return [one.mistake for one in shown(FLOW, **told).values["check"].findings]


EXCESS: dict[str, Any] = {"refund_source": "pretax"}
PAID_BACK = "deferral"
YEARS: dict[str, tuple[list[dict[str, Any]], list[tuple[Any, ...]], list[int]]] = {
    "M1 in plan and a refund after a failed test": (
        [move(IN_PLAN, 14300, 14120), move("testing", 2760, 2700)],
        [(14300, 180, 14120, G), (2760, 60, 2700, "8")],
        [60, 0, 0, 14300, 180, 240],
    ),
    "M2 in plan and a refund because of the annual limit": (
        [move(IN_PLAN, 28400, 28000), move("annual_additions", 2150, 2000)],
        [(28400, 400, 28000, G), (2150, 150, 2000, "E")],
        [0, 0, 0, 30550, 550, 550],
    ),
    "M3 in plan and an excess deferral paid back within the year": (
        [move(IN_PLAN, 18250, 18000), move(PAID_BACK, 1764, 1700, refund_when="same_year", **EXCESS)],
        [(18250, 250, 18000, G), (1764, 1764, None, "8")],
        [1764, 0, 0, 18250, 250, 2014],
    ),
    "M4 an excess deferral that is paid back the year after": (
        [move(IN_PLAN, 18250, 18000), move(PAID_BACK, 1764, 1700, refund_when="year_after", **EXCESS)],
        [(18250, 250, 18000, G)],
        [1700, 0, 0, 18250, 250, 1950],
    ),
    "M5 code P belongs to the year before": (
        [move(PAID_BACK, 1764, 1700, refund_when="year_before", **EXCESS)],
        [(1700, 1700, None, "P"), (64, 64, None, "8")],
        [64, 0, 0, 0, 0, 64],
    ),
    "M6 a split on two forms and pre-tax money to a traditional IRA": (
        [move(SPLIT, 33600, 32900), move("pretax_ira", 58000)],
        [(32900, 0, 32900, G), (700, 0, None, G), (58000, 0, None, G)],
        [0, 0, 0, 91600, 0, 0],
    ),
    "M6 the same on one form": (
        [move(SPLIT, 33600, 32900), move("pretax_ira", 58000)],
        [(91600, 0, 32900, G)],
        [0, 0, 0, 91600, 0, 0],
    ),
    "M7 a split and a taxable conversion on one form": (
        [move(SPLIT, 33600, 32900), move(TO_IRA, 21000, 0)],
        [(54600, 21000, 32900, G)],
        [0, 0, 0, 54600, 21000, 21000],
    ),
    "M8 H beside 1B at different times": (
        [
            move(H, 47000, 42300),
            move("roth_paid", 5000, 4500, check_received="2026-10-05", check_roth=0, past_59_half="no"),
        ],
        [(47000, 0, 42300, "H"), (5000, 500, 4500, "1B", 100)],
        [0, 0, 0, 52000, 500, 500],
    ),
    "M9 H beside 1B on one day": (
        [
            move(H, 47000, 41800),
            move("roth_paid", 5000, 5000, check_received="2026-10-05", check_roth=0, past_59_half="no"),
        ],
        [(47000, 0, 41800, "H"), (5000, 0, 5000, "1B")],
        [0, 0, 0, 52000, 0, 0],
    ),
    "M10 in plan and a check that went into the Roth IRA in time": (
        [move(IN_PLAN, 10150, 10000), check(20300, 20000, roth=20300)],
        [(10150, 150, 10000, G), (20300, 300, 20000, "1", 60)],
        [0, 0, 0, 30450, 450, 450],
    ),
    "M11 match paid as Roth and in plan": (
        [move("roth_match", 6000), move(IN_PLAN, 15120, 15000)],
        [(6000, 6000, None, G), (15120, 120, 15000, G)],
        [0, 0, 0, 21120, 6120, 6120],
    ),
    "M12 in plan and the ordinary backdoor": (
        [move(IN_PLAN, 40600, 40000), move("ira_conversion", 7500, 7500, ira_left=0)],
        [(40600, 600, 40000, G), (7500, 7500, None, "2", "ira")],
        [0, 7500, 0, 40600, 600, 600],
    ),
    "M13 in plan, Roth 401(k) to a Roth IRA and a refund with code E": (
        [move(IN_PLAN, 25300, 25000), move(H, 44000, 41500), move("annual_additions", 1030, 1000)],
        [(25300, 300, 25000, G), (44000, 0, 41500, "H"), (1030, 30, 1000, "E")],
        [0, 0, 0, 70330, 330, 330],
    ),
    "M14 a refund of pre-tax deferrals and in plan": (
        [move("testing", 2350, 0), move(IN_PLAN, 9090, 9000)],
        [(2350, 2350, None, "8"), (9090, 90, 9000, G)],
        [2350, 0, 0, 9090, 90, 2440],
    ),
    "M15 two conversions, the second at a loss": (
        [move(IN_PLAN, 31500, 31500), move(IN_PLAN, 14200, 15000)],
        [(31500, 0, 31500, G), (14200, None, 15000, G)],
        [0, 0, 0, 45700, 0, 0],
    ),
    "L1 a conversion at a loss": (
        [move(IN_PLAN, 38000, 40000)],
        [(38000, None, 40000, G)],
        [0, 0, 0, 38000, 0, 0],
    ),
    "code BG to another plan": (
        [move("roth_to_plan", 30000, 26000)],
        [(30000, 0, 26000, "BG")],
        [0, 0, 0, 30000, 0, 0],
    ),
    "automatic enrollment undone": (
        [move("auto_enrollment", 420, 0)],
        [(420, 420, None, "2", 0)],
        [420, 0, 0, 0, 0, 420],
    ),
}


@pytest.mark.parametrize(("moves", "forms", "expected"), YEARS.values(), ids=YEARS)
def test_forms_that_are_right_agree_and_their_lines_are_given(
    moves: list[dict[str, Any]], forms: list[tuple[Any, ...]], expected: list[int]
) -> None:
    told = answers(moves, forms)
    assert findings(**told) == []
    assert lines(**told) == expected
    assert shown(FLOW, **told).values["check"].overstated == 0
    assert "agree" in text_of(FLOW, **told)
    assert lines(**answers(moves)) == expected  # before the forms have come


def test_the_second_layout_of_code_8_is_named_and_the_tax_is_the_same() -> None:
    text = text_of(FLOW, **answers(*YEARS["M1 in plan and a refund after a failed test"][:2]))
    assert "line 1h $0, 5a $17,060, 5b $240" in text


def test_a_refund_without_a_reason_is_read_from_its_code() -> None:
    told = answers(
        [move(IN_PLAN, 14300, 14120), move("unsure", 2760, 2700)], [(14300, 180, 14120, G), (2760, 60, 2700, "8")]
    )
    assert findings(**told) == []
    assert lines(**told) == [60, 0, 0, 14300, 180, 240]


def test_a_form_that_taxes_a_whole_conversion_is_found_beside_a_refund_that_is_right() -> None:
    told = answers(
        [move(IN_PLAN, 14300, 14120), move("testing", 2760, 2700)], [(14300, 14300, None, G), (2760, 60, 2700, "8")]
    )
    assert findings(**told) == ["taxable_equals_gross", "box_5_missing"]
    assert "would tax $14,120 too much" in text_of(FLOW, **told)


def test_a_refund_form_that_was_not_told_of_is_no_conversion() -> None:
    told = answers([move(IN_PLAN, 14300, 14120)], [(14300, 180, 14120, G), (2760, 60, 2700, "8")])
    assert findings(**told) == ["code_8_or_p_refund"]


def test_what_is_not_known_is_taken_from_the_form_of_the_same_code() -> None:
    told = answers([move(IN_PLAN, None, None), move(H, None, None)], [(25300, 300, 25000, G), (44000, 0, 41500, "H")])
    assert findings(**told) == []
    assert lines(**told) == [0, 0, 0, 69300, 300, 300]
    assert "agree with each other" in text_of(FLOW, **told)


@pytest.mark.parametrize(
    ("told", "income", "early", "kept"),
    [
        pytest.param(check(40600, 40000, 0, 40600), 600, 0, 0, id="C1"),
        pytest.param(check(40600, 40000, 0, 40480), 600, 0, 120, id="C2"),
        pytest.param(check(40600, 40000, 600, 40000), 0, 0, 0, id="C3"),
        pytest.param(check(40600, 40000, 600, 39880), 0, 0, 120, id="C4"),
        pytest.param(check(40600, 40000), 600, 60, 40000, id="C5"),
        pytest.param(check(40600, 40000, 400), 200, 20, 40000, id="C6"),
        pytest.param(check(40600, 40000, 0, 400), 600, 20, 40000, id="C7"),
        pytest.param(check(52300, 48000, 4300), 0, 0, 48000, id="C8"),
        pytest.param(check(52300, 48000, 4300, 28000), 0, 0, 20000, id="C9"),
        pytest.param(check(630000, 64000, 566000, 64000), 0, 0, 0, id="C10"),
        pytest.param(check(630000, 64000, 500000), 66000, 6600, 64000, id="C11"),
        pytest.param(check(19400, 20000, 0, 19400), 0, 0, 0, id="C12"),
    ],
)
def test_a_check_beside_a_conversion_is_taxed_by_what_was_put_in(
    told: dict[str, Any], income: int, early: int, kept: int
) -> None:
    year = answers([move(IN_PLAN, 10150, 10000), told])
    values = shown(FLOW, **year).values
    assert values["filed"].line_5b == 150 + income
    assert values["filed"].early_tax == early
    assert values["checks"][0].own_kept == kept


def test_a_check_from_a_roth_401k_that_is_put_into_a_roth_ira_in_time_is_not_taxed() -> None:
    paid = move("roth_paid", 50000, 45000, check_received="2026-05-02", check_until="2026-06-01", past_59_half="no")
    told = answers([{**paid, "check_roth": 8000}], [(50000, 5000, 45000, "1B", 1000)])
    assert findings(**told) == []
    assert lines(**told) == [0, 0, 0, 50000, 0, 0]
    part = answers([{**paid, "check_roth": 2000}])
    assert lines(**part) == [0, 0, 0, 50000, 3000, 3000]
    assert "Form 5329: $300" in text_of(FLOW, **part)


def test_a_qualified_roth_payment_is_not_taxed() -> None:
    paid = move("roth_paid", 50000, 45000, check_received="2026-05-02", check_roth=0, past_59_half="yes")
    told = answers([{**paid, "roth_five_years": "yes"}], [(50000, 0, 50000, "7B")])
    assert lines(**told) == [0, 0, 0, 50000, 0, 0]
    assert findings(**answers([{**paid, "roth_five_years": "yes"}], [(50000, 0, 45000, "7B")])) == []


def test_a_loss_on_an_excess_deferral_goes_into_other_income() -> None:
    told = answers([move(PAID_BACK, 3025, 3100, refund_when="year_before", **EXCESS)], [(3025, 3025, None, "P")])
    assert "loss of $75" in text_of(FLOW, **told)


def test_an_excess_deferral_paid_back_too_late_is_taxed_again() -> None:
    told = answers([move(PAID_BACK, 2800, 2500, refund_when="late", refund_source="roth")], [(2800, 2800, None, "8")])
    assert lines(**told) == [2800, 0, 0, 0, 0, 2800]
    assert "taxed again" in text_of(FLOW, **told)


def test_six_moves_and_six_forms_end_and_a_short_year_asks_little() -> None:
    many = answers([move(IN_PLAN, 1000 + n, 1000) for n in range(MOST)], [(1000 + n, n, 1000, G) for n in range(MOST)])
    assert reached(FLOW, **many) == "checked"
    assert findings(**many) == []
    short = answers([move(IN_PLAN, 40600, 40000)])
    assert asked(FLOW, **short) == (
        "tax_year", "money_moved", "moved_amount", "moved_basis", "second_money_moved", "forms_there", "state",
    )  # fmt: skip


LEDGER = (
    Entry("contributed", date(2026, 3, 2), Decimal(42700)),
    Entry("converted", date(2026, 3, 9), Decimal(40600), Decimal(40000), id=2),
    Entry("refunded", date(2026, 11, 2), Decimal(2760), Decimal(2700), reason="acp_after_tax", id=3),
    Entry("refunded", date(2026, 11, 3), Decimal(90), id=4),
)


def test_what_the_ledger_has_is_taken_and_more_can_be_told() -> None:
    told: dict[str, Any] = {"tax_year": 2026, "money_moved": "ledger", "second_money_moved": "nothing", "state": None}
    told |= {"forms_there": "none"}
    assert lines(ledger=LEDGER, **told) == [60, 0, 0, 40600, 600, 660]
    assert "One entry of the ledger" in text_of(FLOW, ledger=LEDGER, **told)
    more = {**told, "second_money_moved": "else", "second_moved_else": "roth_to_plan", "second_moved_amount": 9000}
    more |= {"second_moved_basis": 8000, "third_money_moved": "nothing"}
    assert lines(ledger=LEDGER, **more) == [60, 0, 0, 49600, 600, 660]
    assert "nothing to report" in text_of(FLOW, **told)
