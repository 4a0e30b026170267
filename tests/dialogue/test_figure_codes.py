"""A calculation in a few letters: all of it comes back, and nothing else is taken for one."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.app import dialogue
from core.limits import published_years
from dialogue.figure_codes import LONGEST, NoCode, decode, encode, is_meant
from dialogue.figures import YearNotLoaded, code_of, typed_of
from dialogue.state import State
from flows import payloads
from flows.session import Session

ALLOWED = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what Telegram takes after ?start=
PLAIN = {"tax_year": 2026, "age": 42, "pay": 400_000}

dollars = st.one_of(st.integers(0, 2_000_000), st.integers(0, 200_000_000).map(lambda cents: cents / 100))
rates = st.integers(0, 4_000).map(lambda share: share / 1000)
tiers = st.one_of(
    st.builds(lambda rate, to: {"rate": rate, "from_pct_of_pay": 0, "up_to_pct_of_pay": to}, rates, rates),
    st.builds(lambda rate: {"rate": rate, "up_to_deferral_limit": True}, rates),
    st.builds(lambda rate, to: {"rate": rate, "from_dollars": 0, "up_to_dollars": to}, rates, dollars),
)
matches = st.builds(
    lambda some, rate, most, per, more: {
        "tiers": some, "nonelective_rate": rate, "nonelective_dollars": 0, "max_dollars": most, "per": per, **more
    },
    st.lists(tiers, max_size=3),
    rates,
    st.none() | dollars,
    st.sampled_from(["year", "paycheck"]),
    st.sampled_from([{}, {"match_after_tax": True}, {"match_catch_up": True}, {"min_deferral_pct_of_pay": 0.02}]),
)  # fmt: skip
figures = st.fixed_dictionaries(
    {"tax_year": st.sampled_from(published_years()), "age": st.integers(18, 90), "pay": dollars},
    optional={
        "deferral": dollars,
        "match": matches,
        "after_tax_made": dollars,
        "profit_sharing": dollars,
        "true_up": dollars,
        "plan_cap": rates.map(lambda rate: {"rate": rate}) | dollars.map(lambda most: {"dollars": most}),
        "other_deferral": dollars,
        "plan_catch_up": st.sampled_from(["enhanced", "regular", "none"]),
    },
)


@pytest.fixture(scope="module")
def state() -> State:
    return State(dialogue().domain, Session(), date(2026, 11, 28))


@given(figures)
def test_all_figures_come_back_and_fit_a_link_and_a_button(values: dict[str, Any]) -> None:
    try:
        code = encode(values)
    except NoCode:
        assume(False)
    assert decode(code) == values
    assert len(code) <= LONGEST
    assert ALLOWED.fullmatch(code)
    assert payloads.parse(payloads.make(payloads.SHARE, "use", code)) is not None


@given(st.text(alphabet="ABCxyz019_-", max_size=64).map(lambda text: f"r1_{text}") | st.text(max_size=80))
def test_what_nobody_encoded_is_refused_or_was_encoded_after_all(code: str) -> None:
    try:
        values = decode(code)
    except NoCode:
        return
    assert encode(values) == code


@given(st.integers(0, 60), st.sampled_from("ABCdef012_-"))
def test_a_code_with_a_letter_changed_is_refused(place: int, letter: str) -> None:
    code = encode({**PLAIN, "match": {"tiers": [{"rate": 0.5, "from_pct_of_pay": 0, "up_to_pct_of_pay": 0.06}]}})
    at = place % len(code)
    assume(code[at] != letter)
    with pytest.raises(NoCode):
        decode(code[:at] + letter + code[at + 1 :])


@pytest.mark.parametrize("cut", range(3, 15))
def test_a_code_that_was_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(NoCode):
        decode(encode(PLAIN)[:-cut])


@pytest.mark.parametrize(
    "more",
    [
        {"pay": 10**30}, {"pay": -5}, {"pay": "a lot"}, {"pay": True}, {"pay": float("nan")}, {"pay": float("inf")},
        {"deferral": "max"}, {"plan_cap": {"none": True}}, {"plan_catch_up": "yes"}, {"state": "NJ"},
        {"match": {"tiers": [{"rate": 0.1, "up_to_deferral_limit": True}] * 9}},
        {"match": {"tiers": [{"rate": 0.123457, "from_pct_of_pay": 0.111111, "up_to_pct_of_pay": 0.222223}] * 6}},
    ],
    ids=repr,
)  # fmt: skip
def test_what_no_code_holds_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(NoCode):
        encode({**PLAIN, **more})


FILLED: tuple[dict[str, str], ...] = (
    {"age": "42", "pay": "400k", "match": "50% up to 4%"},
    {"age": "42", "pay": "400k", "plan_cap": "10%", "true_up": "500", "after_tax_made": "1,234.56"},
    {"age": "30", "pay": "95,500", "match": "100% of the first 3% and 50% of the next 2%, per paycheck"},
    {"age": "61", "pay": "150k", "match": "dollar for dollar on the first $1000", "plan_catch_up": "no"},
    {"age": "52", "pay": "150k", "tax_year": "2025", "deferral": "20,000", "other_deferral": "5000", "plan_cap": "8k"},
    {"age": "39", "pay": "220k", "match": "3% whatever I put in", "profit_sharing": "12,000"},
)


@pytest.mark.parametrize("typed", FILLED, ids=str)
def test_what_was_filled_in_comes_back_as_fields_of_the_same_code(typed: dict[str, str], state: State) -> None:
    code = code_of(state, typed)
    assert code
    back = typed_of(state, code)
    assert back.keys() == typed.keys() | {"tax_year"}
    assert code_of(state, back) == code


@pytest.mark.parametrize(
    "typed", [{}, {"age": "42"}, {"age": "42", "pay": "a lot"}, {"age": "42", "pay": "400k", "match": "1/3 of it"}]
)
def test_what_is_missing_or_unread_gets_no_code(typed: dict[str, str], state: State) -> None:
    assert code_of(state, typed) == ""


@pytest.mark.parametrize(
    "values",
    [{"tax_year": 2026, "age": 42}, {**PLAIN, "age": 900}, {**PLAIN, "age": 41.5}, {**PLAIN, "deferral": 10**12}],
    ids=str,
)
def test_a_code_of_figures_that_nobody_could_fill_in_is_refused(values: dict[str, Any], state: State) -> None:
    with pytest.raises(NoCode):
        typed_of(state, encode(values))


def test_the_figures_of_a_year_that_is_not_loaded_say_which(state: State) -> None:
    year = published_years()[-1] + 1
    with pytest.raises(YearNotLoaded) as caught:
        typed_of(state, encode({**PLAIN, "tax_year": year}))
    assert caught.value.year == year


@given(st.binary(max_size=48))
def test_no_payload_of_random_bytes_is_read_or_breaks_anything(content: bytes) -> None:
    from base64 import urlsafe_b64encode
    from binascii import crc_hqx

    packed = crc_hqx(content, 1).to_bytes(2, "big") + content  # with a checksum that fits
    code = "r1_" + urlsafe_b64encode(packed).rstrip(b"=").decode()
    here = State(dialogue().domain, Session(), date(2026, 11, 28))
    try:
        typed = typed_of(here, code)
    except NoCode:
        return
    assert code_of(here, typed) == code


meant: Callable[[str], bool] = is_meant


def test_old_new_and_broken_codes_are_told_from_articles_and_terms() -> None:
    assert all(map(meant, ("r1_abc", "r0_", "r2_-_-", "R1_ABC", "r12_x y")))
    assert not any(map(meant, ("pro-rata", "g_basis", "capacity", "r1", "", "r_1", "rule_1", "r1_" + "x" * 300)))
    articles = dialogue().domain.library.articles
    assert not any(map(meant, articles))
