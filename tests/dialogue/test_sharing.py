"""A room passed on, as a picture or a link, and a link opened by somebody else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures import svg
from core.limits import published_years
from dialogue.figure_codes import encode
from dialogue.sharing import PARTS, in_percents
from flows.screens import Picture
from tests.conversation import Talk

TO_THE_ROOM = ("how much room do i have?", "2026", "42", "400k", "max", "50% up to 4%", "0", "yes")


@pytest.fixture
def talk() -> Talk:
    talk = Talk()
    for words in TO_THE_ROOM:
        talk.say(words)
    assert "$40,300" in talk.text
    return talk


def picture(talk: Talk) -> Picture:
    (screen,) = talk.screens
    assert screen.picture is not None
    return screen.picture


def code(talk: Talk) -> str:
    talk.press("Share")
    talk.press("Link with all figures")
    return talk.text.rpartition("/start ")[2].split()[0]


def test_the_picture_in_percents_says_no_dollars_anywhere(talk: Talk) -> None:
    talk.press("Share")
    talk.press("Picture, percentages only")
    shown = picture(talk)
    assert shown.data == {
        "year": 2026, "limit": "100", "deferral": "34", "employer": "10", "made": "0", "room": "56", "percents": True
    }  # fmt: skip
    drawn = svg(shown.kind, shown.data)
    said = f"{drawn}{shown.alt}{talk.text}{talk.screens[0].attachment}"
    for figure in ("$", "40,300", "24,500", "7,200", "72,000", "40300", "400"):
        assert figure not in said.replace("letter-spacing", "")
    assert "56%" in drawn


def test_the_picture_in_dollars_is_that_of_the_result(talk: Talk) -> None:
    talk.press("Share")
    talk.press("Picture with the dollars")
    assert picture(talk).data["room"] == "40300.00"
    assert "$40,300" in svg("room", picture(talk).data)


def test_a_link_brings_the_figures_to_somebody_else_who_sees_them_before_they_count(talk: Talk) -> None:
    other = Talk()
    other.say(f"/start {code(talk)}")
    for line in ("Age on December 31: 42", "Pay for the year: $400,000", "up to 4% of pay", "$40,300", "the maximum"):
        assert line.lower() in other.text.lower()
    assert not other.session.case
    other.press("Use these figures")
    assert "Your after-tax room for 2026: $40,300" in other.text
    assert other.session.case["pay"].value == 400_000


def test_somebody_with_figures_of_their_own_is_told_which_would_be_replaced(talk: Talk) -> None:
    other = Talk()
    other.say("i am 50 and make 180k, match is 100% up to 3%")
    other.say(f"/start {code(talk)}")
    replaced = other.text.partition("they replace")[2]
    for line in ("Age on December 31: 50", "$180,000", "up to 3% of pay"):
        assert line in replaced
    other.say("menu")
    assert other.session.case["pay"].value == 180_000


def test_an_open_question_stays_open_while_a_link_is_looked_at(talk: Talk) -> None:
    other = Talk()
    other.say("how much room do i have?")
    other.say(f"/start {code(talk)}")
    other.say("2026")
    other.say("50")
    assert other.session.case["age"].value == 50


def test_a_link_pressed_after_a_reload_or_by_a_forger_does_only_what_its_figures_say() -> None:
    other = Talk()
    other.play({"payload": "s:use:r1_AAAAAAAAAAAA"})
    assert "can't read" in other.text
    other.play({"payload": "s:percents"})
    assert not other.screens or "share" not in other.text.lower()
    assert not other.session.case


@pytest.mark.parametrize("cut", ["r1_", "r1_abc", "r9_zkWXCKr9AdoHrgKAAQBZCmgA", "R1_ZKWXCKR9ADOH", "r1_../../etc"])
def test_a_link_that_cannot_be_read_is_answered_kindly(cut: str) -> None:
    talk = Talk()
    talk.say(f"/start {cut}")
    assert "can't read" in talk.text
    assert "How much room do I have?" in talk.labels
    assert not talk.session.case


def test_a_link_of_a_year_that_is_not_loaded_says_which_are() -> None:
    talk = Talk()
    year = published_years()[-1] + 1
    talk.say(f"/start {encode({'tax_year': year, 'age': 42, 'pay': 400_000})}")
    assert f"limits for {year} are not published here" in talk.text
    assert not talk.session.case


def test_a_room_that_rests_on_more_than_a_link_carries_is_passed_on_as_a_picture_alone() -> None:
    talk = Talk()
    talk.say("can i do it?")
    for label in ("I don't know", "My own solo 401(k)", "How much room do I have?"):
        talk.press(label)
    talk.say("40")
    talk.press("Schedule C")
    talk.say("120,000")
    talk.say("24,500")
    for label in ("The most allowed", "Nothing yet", "No", "Show the result"):
        talk.press(label)
    talk.press("Share")
    talk.press("Link with all figures")
    assert "a different figure" in talk.text
    assert "r1_" not in talk.text


@given(
    st.integers(1, 100_000).map(Decimal),
    st.lists(st.integers(0, 60_000).map(Decimal), min_size=4, max_size=4),
)
def test_percents_are_whole_and_add_up(limit: Decimal, parts: list[Decimal]) -> None:
    room = {"year": 2026, "limit": str(limit), **dict(zip(PARTS, map(str, parts), strict=True)), "catch_up": "11250"}
    percents = in_percents(room)
    told = [int(percents[name]) for name in PARTS]
    for percent, amount in zip(told, parts, strict=True):
        assert abs(percent - amount / limit * 100) <= 1
    if sum(parts) == limit:
        assert sum(told) == 100
    assert "11250" not in str(percents)
    svg("room", percents)
