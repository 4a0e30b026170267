"""The kinds of wording that misled readers of plans, each with a sentence of its own."""

import pytest

from core.plan_features import FEATURES
from tests.nlu.plans.documents import read

ROTH_IN_AFTER_TAX_CLOTHES = (
    "Associates may make Roth deferrals by means of after-tax contributions.",
    "Staff may set aside a share of their after-tax wages and designate it as Roth deferrals.",
    "Members may save pre-tax or after-tax (as Roth money), or both.",
    "You may save before tax, or on an after-tax basis by way of the Roth option.",
    "You may contribute on a pre-tax or after-tax basis, up to the limit of Section 402(g).",
    "The Plan has a Roth feature, under which members may make after-tax contributions.",
)


@pytest.mark.parametrize("words", ROTH_IN_AFTER_TAX_CLOTHES)
def test_roth_under_the_name_of_after_tax_money_is_no_after_tax_money(words: str) -> None:
    assert read([words]).after_tax.verdict == "not_stated"


@pytest.mark.parametrize(
    ("words", "place", "verdict"),
    [
        ("Members may make pre-tax, Roth or after-tax contributions.", 0, "yes"),
        ("You may save up to 6% of pay after-tax. On unpaid leave you may not make after-tax contributions.", 0, "yes"),
        ("If a member dies while employed, what is not vested is not paid to anyone.", 2, "not_stated"),
        ("At work you may take out after-tax contributions and, once you are 59½, all other money too.", 2, "yes"),
        ("After-tax money can be converted to Roth by phone, on the last day of each month.", 3, "not_stated"),
        ("Each payday the Plan turns your after-tax deposits into Roth money; there is nothing to sign.", 3, "yes"),
        ("New staff have no waiting period for making after-tax contributions.", 0, "yes"),
        ("You can make voluntary after-tax contributions and rollovers from other plans.", 0, "yes"),
        ("The Plan was changed in 2024 to add Roth contributions and remove after-tax contributions.", 0, "no"),
        ("Changes: add a Roth feature; eliminate after-tax contributions.", 0, "no"),
        ("The Plan was amended to drop the after-tax contribution limit.", 0, "not_stated"),
        ("You may end your after-tax contributions on any payday.", 0, "not_stated"),
        (
            "Members may make after-tax contributions. After-tax contributions are not permitted after May 31, 2024.",
            0,
            "no",
        ),
        ("Q. Is there any after-tax money that isn't Roth?\nA. Pre-tax and Roth is all there is.", 0, "no"),
        ("The Plan permits Roth deferrals and in-plan Roth rollover contributions.", 1, "yes"),
        ("You may contribute distributions from other plans, rollovers of after-tax money excepted.", 2, "not_stated"),
        ("Whoever is not yet 59½ may withdraw after-tax contributions while employed.", 2, "yes"),
        ("❏\nAfter-tax money may be taken out at any time at work.\n✔\nOther money may be taken at 59½.", 2, "no"),
        ("Traditional after-tax\n1% to 12% of base pay\nYes, on request\nYes, at any time", 0, "yes"),
        ("After-tax money can be converted by calling us, on the first business day of a month.", 3, "not_stated"),
        ("You may make after-tax contributions, and your after-tax money can be flipped to Roth at any age.", 1, "yes"),
        ("After-tax money can't be paid out, borrowed from or changed to Roth before you leave.", 1, "no"),
        ("All members, other than partners, who have a cash balance plan, may make after-tax contributions.", 0, "yes"),
        ("You may ask for an in-service payout of after-tax savings, which most people send to an IRA.", 2, "yes"),
        ("It doesn't stay after-tax for long: each after-tax deposit is converted to Roth on arrival.", 1, "yes"),
        ("The automatic conversion of after-tax contributions ends with the June payroll.", 3, "no"),
        ("Members may save after-tax. Members may borrow from their accounts at any time.", 2, "not_stated"),
        ("Q. Can after-tax money be withdrawn at any time?\nA. I can see your balance.", 2, "not_stated"),
        ("Q. Can after-tax money be withdrawn at any time?\nA. Waiting for the vendor.", 2, "not_stated"),
        (
            "You may mark your contributions as After-Tax (Roth). Your After-Tax rate may be changed monthly.",
            0,
            "not_stated",
        ),
        ("Extra Savings (XS) are after-tax, non-Roth contributions. XS may be withdrawn twice a year.", 2, "yes"),
        (
            "Q. Must I phone every time?\nA. No, we add recurring Roth conversion and it runs with each payroll.",
            3,
            "yes",
        ),
        ("After-tax money is converted to Roth when you ask. You have to call each time.", 3, "no"),
        ("You no longer have to call each time: after-tax deposits are converted to Roth automatically.", 3, "yes"),
        ("An in-plan Roth rollover election for after-tax money shall not be a continuing one.", 3, "no"),
        ("The nightly sweep of after-tax money to Roth ended in May and was not replaced.", 3, "no"),
        ("After-tax money is moved to the Roth in-plan conversion source every quarter-end, for all of us.", 1, "yes"),
        (
            "You can convert pre-tax money to Roth in the plan. This has nothing to do with after-tax money.",
            1,
            "not_stated",
        ),
        ("Check after payday that the money stands under Roth conversion, not under after-tax.", 1, "not_stated"),
        ("After-tax money that has not been converted may be withdrawn twice a year at any age.", 2, "yes"),
        ("After-tax money may be withdrawn while employed. No such withdrawal shall depend on any age.", 2, "yes"),
        ("After-tax money may leave the plan while you are still working, at any age.", 2, "yes"),
        (
            "You may contribute in any mix of\n(a) pre-tax, (b) Roth and (c) after-tax money, except"
            " that\n(c) stops at 8%.",
            0,
            "yes",
        ),
        (
            "B1. Roth (after-tax) deferrals: [X] Yes [ ] No\nC1. Employee after-tax contributions: [ ] Yes [X] No",
            0,
            "no",
        ),
        (
            "1. Section 2.9 is added: \"'Plus Contribution' means a contribution that is includible in income when made"
            ' and is not a Roth contribution."\n'
            '2. Section 4 is added: "Each Participant may make Plus Contributions of 1% to 9%."',
            0,
            "yes",
        ),
        (
            "How I do it at Tarrow: I put 9% in after-tax. A friend at Corbin has to call each time to convert.",
            3,
            "not_stated",
        ),
    ],
)
def test_each_kind_is_read_for_what_it_says(words: str, place: int, verdict: str) -> None:
    assert read([words]).of(FEATURES[place]).verdict == verdict


PAIRS = (
    "Employees may contribute on a pre-tax or after-tax basis, or a combination of both.",
    "Each year you may make pretax and after-tax contributions, up to the maximum allowed by the Code.",
    "Participants are vested in their pre-tax and after-tax contributions.",
)


@pytest.mark.parametrize("words", PAIRS)
def test_pre_tax_or_after_tax_alone_may_mean_roth(words: str) -> None:
    assert read([words]).after_tax.verdict == "not_stated"


def test_such_a_pair_counts_where_the_document_speaks_of_after_tax_money_apart() -> None:
    apart = "Loans may not be taken from it. You may withdraw after-tax contributions at any time while employed."
    assert read([f"{PAIRS[0]} {apart}"]).after_tax.verdict == "yes"
    assert read([f"{PAIRS[0]} Roth contributions are not offered."]).after_tax.verdict == "yes"


def test_a_silent_feature_shows_what_comes_nearest_and_what_to_ask() -> None:
    found = read(["You may ask the call center how your after-tax account may be withdrawn."])
    assert "ask_hr_after_tax" in found.to_ask
    assert found.after_tax_cap is None
