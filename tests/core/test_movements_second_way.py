"""Random years, computed a second time with piles of cents, and their forms mixed up."""

from collections import Counter
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.limits import limits_for
from core.movements import KINDS, YearInput, YearResult, movements_of_year
from core.reading import InputError, read
from tests.core.ira_piles import IraPiles
from tests.core.movement_piles import cents, room_by_booking
from tests.core.test_movements import assert_explained

ACTIONS = (
    "in_plan",
    "roth_ira",
    "split",
    "check",
    "kept",
    "acp",
    "over_limit",
    "enrollment_undone",
    "roth_rolled",
    "roth_kept",
    "roth_check",
    "nothing",
)
IRA_ACTIONS = (
    "ira_put_in",
    "roth_ira_put_in",
    "roth_ira_excess",
    "ira_converted",
    "ira_kept",
    "roth_ira_kept",
    "nothing",
)
# Cents of an IRA's payment: forms of less than two dollars could stand for any other.
LEAST = 2_00
LEAST_OF_A_FORM = 10_00


@st.composite
def years(draw: st.DrawFn) -> IraPiles:
    """A year of up to ten months: money goes in, grows, and leaves one way or the other, IRAs beside the plan."""
    piles = IraPiles(contributed=draw(st.integers(0, 9_000_00)))
    if draw(st.booleans()):
        piles.own, piles.pretax = draw(st.integers(0, 20_000_00)), draw(st.integers(0, 90_000_00))
    for year in draw(st.sets(st.integers(2019, 2025), max_size=3)):
        piles.before.append((year, draw(st.integers(0, 3_000_00)), draw(st.integers(0, 9_000_00))))
    for month in range(1, draw(st.integers(1, 10)) + 1):
        piles.month = month
        piles.put_in("after_tax", draw(st.integers(100_00, 9_000_00)))
        if draw(st.booleans()):
            piles.put_in("deferral_roth", draw(st.integers(1, 2_000_00)))
        if grown := draw(st.integers(0, 900_00)):
            piles.grow(grown)
        if piles.taxed["roth_plan"]:
            piles.grow_roth(draw(st.integers(0, 300_00)))
        _act(draw, piles)
        _act_on_iras(draw, piles)
    piles.close()
    return piles


def _act_on_iras(draw: st.DrawFn, piles: IraPiles) -> None:
    action = draw(st.sampled_from(IRA_ACTIONS))
    if action == "ira_put_in":
        piles.put_into_ira(draw(st.integers(1, 4_000_00)), "traditional_ira", deducted=draw(st.booleans()))
    elif action == "roth_ira_put_in":
        piles.put_into_ira(draw(st.integers(1, 4_000_00)), "roth_ira")
    elif action == "roth_ira_excess" and piles.removable >= LEAST:
        piles.remove_excess(draw(st.integers(LEAST, piles.removable)), draw(st.integers(0, 90_00)))
    elif action in ("ira_converted", "ira_kept") and piles.bag >= LEAST:
        kind = "ira_conversion" if action == "ira_converted" else "withdrawal"
        piles.take_from_bag(draw(st.integers(LEAST, piles.bag)), kind)
    elif action == "roth_ira_kept":
        piles.take_from_stack(draw(st.integers(LEAST, 40_000_00)))


def _act(draw: st.DrawFn, piles: IraPiles) -> None:
    action = draw(st.sampled_from(ACTIONS))
    amount = piles.value if draw(st.booleans()) else draw(st.integers(1, piles.value))
    untaxed, taxed = piles.row(amount)
    if action == "in_plan":
        piles.pay(amount, [("roth_plan", amount)], "G", [("in_plan_conversion", "after_tax", amount)])
    elif action == "roth_ira":
        piles.pay(amount, [("roth_ira", amount)], "G", [("rollover_roth_ira", "after_tax", amount)])
    elif action == "split" and untaxed and taxed:
        legs = [("rollover_roth_ira", "after_tax", taxed), ("rollover_traditional_ira", "after_tax", untaxed)]
        piles.pay(amount, [("traditional_ira", untaxed), ("roth_ira", taxed)], "split", legs)
    elif action == "check":
        traditional = draw(st.integers(0, amount))
        roth = draw(st.integers(0, amount - traditional))
        places = [("traditional_ira", traditional), ("roth_ira", roth), ("pocket", amount - traditional - roth)]
        legs = [("check_to_you", "after_tax", amount)]
        legs += [("rolled_within_60_days", place, part) for place, part in places[:2] if part]
        piles.pay(amount, places, "1", legs)
    elif action == "kept":
        piles.pay(amount, [("pocket", amount)], "1", [("withdrawal", "after_tax", amount)])
    elif action in ("acp", "over_limit") and piles.taxed["after_tax"]:
        principal = draw(st.integers(1, piles.taxed["after_tax"]))
        earnings = draw(st.integers(0, piles.untaxed["after_tax"]))
        piles.refund("acp_after_tax" if action == "acp" else "annual_additions", principal, earnings)
    elif action == "enrollment_undone" and piles.deferred:
        piles.undo_enrollment(draw(st.integers(1, piles.deferred)), draw(st.integers(0, 40_00)))
    elif action.startswith("roth_") and (whole := piles.taxed["roth_plan"] + piles.untaxed["roth_plan"]):
        out = draw(st.integers(1, whole))
        if action == "roth_rolled":
            piles.roll_roth(out)
        elif action == "roth_kept":
            piles.keep_roth(out)
        elif action == "roth_check":
            piles.keep_roth(out, draw(st.integers(0, out)))


def derived(piles: IraPiles, **more: Any) -> YearResult:
    raw = {"tax_year": 2026, "age": 42, "movements": piles.movements, **piles.told(), **more}
    return movements_of_year(read(YearInput, raw))


@given(piles=years())
@settings(deadline=None, max_examples=60)
def test_piles_of_cents_come_to_the_same_return(piles: IraPiles) -> None:
    result = derived(piles)
    filed = result.tax_return

    assert cents(filed.line_1h) == piles.income["1h"]
    assert cents(filed.line_4a) == piles.gross["4"]
    assert cents(filed.line_4b) == piles.income["4"]
    assert cents(filed.line_5a) == piles.gross["5"]
    assert cents(filed.line_5b) == piles.income["5"]
    assert cents(filed.income) == sum(piles.income.values())
    assert abs(cents(filed.early_tax) - piles.early / 10) <= len(piles.forms)
    assert filed.early_tax <= filed.early_tax_highest


@given(piles=years())
@settings(deadline=None, max_examples=60)
def test_piles_of_cents_come_to_the_same_accounts(piles: IraPiles) -> None:
    result = derived(piles)
    on_the_stack: Counter[str] = Counter()
    for kind, _, amount in piles.stack:
        on_the_stack[kind] += amount

    assert cents(result.after_tax[0].basis) == piles.taxed["after_tax"]
    assert cents(result.after_tax[0].growth) == piles.untaxed["after_tax"]
    assert cents(result.roth_accounts[0].basis) == piles.taxed["roth_plan"]
    assert cents(result.roth_ira.contributions) == on_the_stack["contributions"]
    layers = result.roth_ira.conversions
    assert cents(sum(one.taxed + one.untaxed for one in layers)) == on_the_stack["taxed"] + on_the_stack["own"]
    assert abs(cents(sum(one.taxed for one in layers)) - on_the_stack["taxed"]) <= len(piles.bag_out)
    if piles.bag_out:
        assert result.ira is not None
        assert cents(result.ira.lines.basis_left) == piles.own_left


@given(piles=years(), pick=st.data())
@settings(deadline=None, max_examples=60)
def test_right_forms_agree_however_a_plan_adds_them_up(piles: IraPiles, pick: st.DataObject) -> None:
    forms = pick.draw(st.permutations(piles.forms))
    # No form comes for less than ten dollars, so that single ones below are never told from one another by cents.
    together = pick.draw(st.booleans()) or any(cents(one["box_1"]) < LEAST_OF_A_FORM for one in forms)

    found = derived(piles, forms=_added_up(forms) if together else forms).check

    assert found is not None
    assert found.agrees, found.findings
    assert abs(found.overstated) < 1


@given(piles=years(), pick=st.data())
@settings(deadline=None, max_examples=60)
def test_a_form_that_taxes_own_money_is_found_and_refunds_are_never_too_much(
    piles: IraPiles, pick: st.DataObject
) -> None:
    forms = _added_up(piles.forms)
    wrong = [
        place
        for place, form in enumerate(forms)
        if not form["ira"] and cents(form["box_1"]) - cents(form["box_2a"]) >= 200_00
    ]
    if not wrong:
        return
    place = pick.draw(st.sampled_from(wrong))
    too_much = Decimal(forms[place]["box_1"]) - Decimal(forms[place]["box_2a"])
    forms[place] = {**forms[place], "box_2a": forms[place]["box_1"]}

    found = derived(piles, forms=forms).check

    assert found is not None
    assert not found.agrees
    refunded = forms[place]["box_7"] in ("8", "8B", "E")
    assert abs(found.overstated - (0 if refunded else too_much)) < 1


def _added_up(forms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One form a code, as plans send them."""
    sums: dict[tuple[str, bool], dict[str, Decimal]] = {}
    for form in forms:
        boxes = sums.setdefault((form["box_7"], form.get("ira", False)), {})
        for box in ("box_1", "box_2a", "box_4", "box_5"):
            boxes[box] = boxes.get(box, Decimal(0)) + Decimal(form[box])
    return [
        {**{box: str(amount) for box, amount in boxes.items()}, "box_7": code, "ira": ira}
        for (code, ira), boxes in sums.items()
    ]


ODD_MOVEMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(KINDS),
            "date": st.dates(date(2020, 1, 1), date(2028, 12, 31)).map(date.isoformat),
            "amount": st.integers(1, 90_000),
        },
        optional={
            "counts_for": st.integers(2023, 2027),
            "account": st.sampled_from(["pretax", "after_tax", "roth_401k", "traditional_ira", "roth_ira"]),
            "basis": st.integers(0, 90_000),
            "account_value": st.integers(1, 200_000),
            "reason": st.sampled_from(["deferral_excess", "adp", "acp_after_tax", "annual_additions"]),
            "earnings": st.integers(0, 900),
            "distribution": st.sampled_from(["a", "b"]),
        },
    ),
    max_size=8,
)


@given(movements=ODD_MOVEMENTS, age=st.integers(20, 80))
@settings(deadline=None, max_examples=200)
def test_any_list_that_is_not_refused_is_explained(movements: list[dict[str, Any]], age: int) -> None:
    fit: list[dict[str, Any]] = []
    for one in movements:
        with suppress(InputError):
            read(YearInput, {"tax_year": 2026, "age": age, "movements": [*fit, one]})
            fit.append(one)

    result = movements_of_year(read(YearInput, {"tax_year": 2026, "age": age, "movements": fit, "forms": []}))

    assert_explained(result)
    assert result.tax_return.income >= 0
    assert all(one.basis >= 0 for one in result.after_tax)
    assert all(one.basis >= 0 for one in result.roth_accounts)
    assert all(one.box_2a <= one.box_1 for one in result.forms)


@given(
    age=st.sampled_from([30, 49, 50, 55, 61, 64]),
    pay=st.integers(0, 500_000),
    deferral=st.integers(0, 40_000),
    employer=st.integers(0, 90_000),
    after_tax=st.integers(0, 60_000),
    pieces=st.integers(1, 6),
)
@settings(deadline=None, max_examples=60)
def test_additions_booked_one_by_one_leave_the_same_room(
    age: int, pay: int, deferral: int, employer: int, after_tax: int, pieces: int
) -> None:
    limits = limits_for(2026)
    catch_up = 0 if age < 50 else int(limits.higher_catch_up or 0) if 60 <= age <= 63 else int(limits.catch_up)
    base = int(limits.elective_deferral)
    amounts = Counter(deferral=deferral, employer=employer, after_tax=after_tax)
    movements = [
        {"kind": kind, "date": f"2026-0{1 + place}-15", "amount": part}
        for kind, total in (("deferral_pretax", deferral), ("match", employer), ("after_tax", after_tax))
        for place, part in enumerate(_pieces(total, pieces))
        if part
    ]

    result = movements_of_year(
        read(YearInput, {"tax_year": 2026, "age": age, "plans": [{"pay": pay}], "movements": movements})
    )

    booked = room_by_booking(base, catch_up, min(int(limits.annual_additions), pay), amounts)
    assert result.rooms[0].left == booked
    assert result.deferrals is not None
    assert result.deferrals.left == max(0, base + catch_up - deferral)
    assert result.tax_return.line_1h == max(0, deferral - base - catch_up)


def _pieces(total: int, pieces: int) -> list[int]:
    each = total // pieces
    return [each] * (pieces - 1) + [total - each * (pieces - 1)]
