"""The names that a document has for its money, and Roth money that it calls after-tax money."""

import pytest
import yaml

from nlu.plans.names import with_names_resolved
from nlu.plans.passages import passages_of
from nlu.plans.roth import calls_roth_after_tax
from nlu.plans.wording import plain, without_other_after_tax
from tests.nlu.plans.documents import HERE, read

NAMED = (
    (
        "Harbor Savings is a second pocket. It comes out of your check once federal tax has been withheld, and unlike "
        "Roth its growth is taxed later. You may put 1% to 9% of pay into Harbor Savings. "
        "Harbor Savings can be taken out whenever you like while you work here.",
        ("yes", "yes"),
    ),
    (
        "Your statement lists three accounts.\n\nAccount K - Non-Roth after-tax. You may contribute up to 4% "
        "of pay.\n\n"
        "Account M - Pre-tax.\n\nWithdrawals at work\n\nYou may withdraw from Accounts K and R at any time.",
        ("yes", "yes"),
    ),
    (
        "E-1. Members may defer pay before tax.\n\nE-2. Members may also contribute 1% to 5% of pay that has "
        "been taxed, "
        "other than as Roth.\n\nF-1. E-2 contributions may be withdrawn at any time while employed.",
        ("yes", "yes"),
    ),
    (
        "What comes out of your check\n\n- Deferred (not taxed yet)\n- Surplus (already taxed, not Roth): 1-9% of pay"
        "\n\nTaking money out while you work here\n\nDeferred .......... 59½ or hardship\n"
        "Surplus ........... any reason, any age\n",
        ("yes", "yes"),
    ),
    (
        "Staff may also put in up to 5% of salary that is included in income when earned and is not Roth. We call this "
        '"Pot Three". Pot Three amounts are payable on termination of employment and not before.',
        ("yes", "no"),
    ),
    (
        "Overflow savings\n\nOnce deferrals are used up, payroll can take overflow savings for the rest of the year. "
        "They come out of pay that has been taxed, and they aren't Roth. You may save up to 6% of pay.\n\n"
        "Access\n\nMembers in active service may withdraw overflow savings at any age.",
        ("yes", "yes"),
    ),
    (
        "The Nest bucket is filled from your take-home pay and isn't Roth. You may put up to 7% of pay in Nest. "
        "You may withdraw Nest at any time while employed.",
        ("yes", "yes"),
    ),
)


@pytest.mark.parametrize(("words", "verdicts"), NAMED)
def test_a_document_s_own_names_are_followed(words: str, verdicts: tuple[str, str]) -> None:
    found = read([words])
    assert (found.after_tax.verdict, found.in_service_distribution.verdict) == verdicts


@pytest.mark.parametrize(
    "words",
    [
        "You may save from pay that has already been taxed.",
        "Deposits are made from dollars on which you have paid tax.",
        "The amount is taken out of net pay.",
        "It comes out of each check once income taxes have been withheld.",
        "Contributions that are not excluded from gross income are accepted.",
    ],
)
def test_taxed_pay_is_after_tax_money_under_any_words(words: str) -> None:
    assert "after-tax" in without_other_after_tax(plain(words))


def test_a_name_that_the_document_gives_to_pre_tax_money_is_none_for_after_tax_money() -> None:
    text = plain("Core Savings (pre-tax or Roth) is matched. Core Savings is taken before tax.")
    assert with_names_resolved([text], ["Core Savings (pre-tax or Roth) is matched."]) == [text]


_OWN_NAMES = yaml.safe_load((HERE / "own_names.yaml").read_text("utf-8"))


def _cases(key: str) -> list[object]:
    return [pytest.param(one["name"], one["words"], id=one["name"]) for one in _OWN_NAMES[key]]


@pytest.mark.parametrize(("name", "words"), _cases("after_tax"))
def test_a_name_is_known_by_what_the_document_says_of_it(name: str, words: str) -> None:
    last = passages_of([words])[-1].text
    assert "after-tax" in last
    assert name.lower() not in last


@pytest.mark.parametrize(("name", "words"), _cases("others"))
def test_a_name_of_other_money_or_of_none_keeps_its_place(name: str, words: str) -> None:
    text = " ".join(passage.text for passage in passages_of([words]))
    assert name.lower() in text or "rollover account" in text


ROTH_THROUGHOUT = (
    "The After-Tax Choice is a designated Roth account.",
    'On this site "after-tax" means Roth.',
    "After-tax contributions are Roth contributions.",
)


@pytest.mark.parametrize("words", ROTH_THROUGHOUT)
def test_a_document_that_calls_its_roth_money_after_tax_has_no_after_tax_money(words: str) -> None:
    document = f"You can save after tax, up to 50% of pay. {words} Move pre-tax money into it at any time."
    assert read([document]).after_tax.verdict == "not_stated"


@pytest.mark.parametrize(
    "words",
    [
        "After-tax contributions aren't Roth contributions.",
        "The plan has pre-tax, Roth and after-tax contributions. Some say that after-tax is Roth.",
        "The only after-tax contributions are Roth contributions.",
    ],
)
def test_where_the_two_are_told_apart_after_tax_money_keeps_its_name(words: str) -> None:
    assert not calls_roth_after_tax([plain(sentence) for sentence in words.split(". ")])
