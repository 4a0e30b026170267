"""The second reader of match formulas: what it learned, and what both readers come to."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from core.match import MatchFormula, PayTier
from nlu.entities.reading import Reading
from nlu.match.items import Item
from nlu.match.second_reader.agreement import Second, agreed, same
from nlu.match.second_reader.assembled import assembled
from nlu.match.second_reader.invented import invented
from nlu.match.second_reader.learn import fingerprint
from nlu.match.second_reader.roles import FILE, KINDS
from nlu.readers import Context, read


def _band(rate: str, high: str, low: str = "0") -> PayTier:
    return PayTier(rate=Decimal(rate), from_pct_of_pay=Decimal(low), up_to_pct_of_pay=Decimal(high))


def _item(kind: str, value: str) -> Item:
    return Item(kind, Decimal(value))


def test_what_was_learned_was_learned_from_the_wordings_as_they_are() -> None:
    with np.load(FILE) as kept:
        learned_from = bytes(kept["fingerprint"]).decode()
    assert learned_from == fingerprint(), "run `python -m nlu.match.second_reader.learn`"


def test_invented_formulas_are_the_same_each_time_and_name_only_known_roles() -> None:
    first, again = invented(200, seed=3), invented(200, seed=3)
    assert first == again
    assert {role for told in first for _, role in told.pieces} <= {*KINDS, ""}


def test_bands_of_one_rate_come_to_the_same_dollars_as_one_band() -> None:
    parted = MatchFormula(tiers=(_band("1", "0.02"), _band("1", "0.04", "0.02")))
    assert same(parted, MatchFormula(tiers=(_band("1", "0.04"),)))
    assert not same(parted, MatchFormula(tiers=(_band("1", "0.05"),)))


@pytest.mark.parametrize(
    ("said", "tiers"),
    [
        ([("rate", "0.5"), ("top", "0.06")], (_band("0.5", "0.06"),)),
        ([("top", "0.06"), ("rate", "0.5")], (_band("0.5", "0.06"),)),
        (
            [("rate", "1"), ("top", "0.03"), ("rate", "0.5"), ("width", "0.02")],
            (_band("1", "0.03"), _band("0.5", "0.05", "0.03")),
        ),
        ([("rate", "0.5"), ("cap", "0.03")], (_band("0.5", "0.06"),)),
        ([("put", "0.02"), ("given", "0.02"), ("put", "0.04"), ("given", "0.03")],
         (_band("1", "0.02"), _band("0.5", "0.04", "0.02"))),
    ],
)  # fmt: skip
def test_amounts_of_known_roles_come_to_a_formula(said: list[tuple[str, str]], tiers: tuple[PayTier, ...]) -> None:
    told = assembled([(role, _item("percent", value)) for role, value in said], "year")
    assert told is not None
    assert told[0].tiers == tiers


@pytest.mark.parametrize(
    "said",
    [
        [("open", "0.06")],
        [("rate", "0.5")],
        [("put", "0.06"), ("given", "0.03")],
        [("rate", "1"), ("top", "0.03"), ("rate", "0.5")],
        [("rate", "0.5"), ("top", "0.06"), ("cap", "0.05")],
    ],
)
def test_amounts_that_leave_something_open_come_to_none(said: list[tuple[str, str]]) -> None:
    assert assembled([(role, _item("percent", value)) for role, value in said], "year") is None


def test_what_both_readers_read_counts_and_what_only_one_is_sure_of_is_asked_about() -> None:
    mine, other = MatchFormula(tiers=(_band("0.5", "0.06"),)), MatchFormula(tiers=(_band("1", "0.06"),))
    second = Second(mine, False, 0.95, False, (), False, True, True, False)
    assert agreed(Reading(None), Reading(mine), second).plain
    assert agreed(Reading(other), Reading(mine), second).confirm
    assert agreed(Reading(None), Reading(other), second).confirm


def test_a_formula_in_much_talk_is_read_without_asking() -> None:
    text = (
        "Pilot, 14 years. We had a 9% pension until 2011. Balance is $412,000. After-tax goes up to 15%. "
        "The match is 75 cents on the dollar, first 8 percent of pay. I turn 53 in May."
    )
    reading = read("match", text, Context(date(2026, 11, 24)))
    assert reading.plain
    assert reading.value == MatchFormula(tiers=(_band("0.75", "0.08"),))
