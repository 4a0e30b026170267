"""Whatever somebody types, reading it ends without an exception and with values of the right kind."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.household.household import household_of
from flows.session import Fact, Session
from nlu.readers import READERS, Context, read, read_control, read_message

CONTEXT = Context(date(2026, 11, 24), known={"pay": 200000, "age": 44, "pay_frequency": "biweekly"})
WORDS = [
    "50%",
    "6%",
    "100%",
    "up",
    "to",
    "of",
    "the",
    "first",
    "next",
    "and",
    "plus",
    "match",
    "max",
    "$7,000",
    "irs",
    "limit",
    "dollar",
    "for",
    "half",
    "three",
    "percent",
    "no",
    "matter",
    "what",
    "if",
    "I",
    "put",
    "in",
    "they",
    "44",
    "1966",
    "3/4/66",
    "turning",
    "december",
    "age",
    "pay",
    "310k",
    "€",
    "maybe",
    "?",
    "not",
    "-",
    "/",
    ".",
    ",",
    "401(k)",
    "born",
    "next",
    "month",
    "safe",
    "harbor",
    "1:1",
    "cents",
    "on",
    "every",
    "a",
    "hundred",
    "grand",
    "thousand",
    "million",
    "point",
    "999999999999",
    "0",
    "½",
    "👍",
    "🤷",
    "<b>",
    "&amp;",
    "'",
    '"',
    "(",
    ")",
    "sorry",
    "meant",
    "make",
    "it",
    "2025",
    "NJ",
    "married",
    "jointly",
    "biweekly",
    "what",
    "if",
]
MESSY = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
    st.from_regex(r"[-+$€]?[0-9,.]{1,20}[kKmM%]?", fullmatch=True),
)


@pytest.mark.parametrize("slot", sorted(READERS))
@given(text=MESSY)
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_a_slot(slot: str, text: str) -> None:
    reading = read(slot, text, CONTEXT)
    json.dumps(reading.json)
    json.dumps([one.json for one in reading.readings])
    assert reading.value is not None or not reading.confirm
    assert not reading.confirm or reading.reason
    assert all(one.label for one in reading.readings)


@given(text=MESSY)
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_a_message(text: str) -> None:
    message = read_message(text, CONTEXT, ("Google",), ("fidelity",))
    read_control(text)
    case = {slot: Fact(value, text, CONTEXT.today) for slot, value in message.slots.items()}
    assert set(Session.loads(Session(household=household_of(case)).dumps()).case) == set(message.slots)


@pytest.mark.parametrize(
    "text",
    [
        "50% up to 6% " * 380,
        "a" * 5000,
        "9" * 5000,
        "one hundred " * 400,
        "5 million million " * 270,
        "<b>" * 1600,
        "👩‍👩‍👧‍👦" * 700,
        "((((" * 1250,
        "-" * 5000,
        "\u202e" + "44" + "\u0000" * 10,
        "١٢٣",
        "½" * 2000,
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_long_and_strange_texts_are_read_or_declined(text: str) -> None:
    for slot in READERS:
        reading = read(slot, text, CONTEXT)
        assert json.dumps(reading.json) is not None
    assert read_message(text, CONTEXT) is not None
    assert read_control(text) is None
