"""A plan year is open or closed on a day, and all that shows a room of it says which: talk, page, papers, commands."""

import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest

from bot.app import dialogue, library
from bot.command_line import main
from bot.tools import inline_results
from bot.web import calculator
from dialogue.state import State
from flows.session import Session
from tests.conversation import Talk

NOVEMBER, LAST_DAY, JANUARY, APRIL = date(2026, 11, 24), date(2026, 12, 31), date(2027, 1, 5), date(2027, 4, 20)
CLOSED = (LAST_DAY, JANUARY, APRIL)
DAYS = (NOVEMBER, *CLOSED)
PERSON = {"tax_year": 2026, "age": 38, "pay": 220_000, "deferral": "max"}
FIGURES = {"age": "38", "pay": "220k", "tax_year": "2026"}
SCHEDULE = {"pay_frequency": "biweekly", "known_payday": "2026-11-27"}


def told(day: date, *said: str) -> Talk:
    """A talk on `day` in which the room of 2026 was worked out, and then `said`."""
    talk = Talk(day)
    for text in ("how much room do I have", "2026", "38", "220k", "the maximum", "no match", "0", "show the result"):
        talk.say(text)
    for text in said:
        talk.say(text)
    return talk


def _message(name: str, **values: Any) -> str:
    return library().messages[name].plain(values)


@pytest.mark.parametrize("day", DAYS)
def test_the_talk_says_that_a_room_is_history(day: date) -> None:
    talk = told(day)

    assert ("2026 is closed" in talk.text) is (day in CLOSED)
    assert ("left unused" in talk.text) is (day in CLOSED)
    assert "$47,500" in talk.text


@pytest.mark.parametrize("day", DAYS)
def test_what_is_known_says_that_a_room_is_history(day: date) -> None:
    text = told(day, "what do you know about me").text

    assert ("was left unused. That year is closed." in text) is (day in CLOSED)
    assert "$47,500" in text


@pytest.mark.parametrize("day", DAYS)
def test_the_picture_says_that_a_room_is_history(day: date) -> None:
    picture = told(day).screens[-1].picture

    assert picture is not None
    assert ("that was left" in picture.alt) is (day in CLOSED)
    assert ("Left unused" in json.dumps(picture.data)) is (day in CLOSED)


@pytest.mark.parametrize("day", DAYS)
def test_paychecks_without_a_schedule_leave_nothing_to_divide_in_a_closed_year(day: date) -> None:
    talk = told(day, "per paycheck", "yes", "I don't know", "20,000", "show the result")

    assert ("Still open for 2026" in talk.text) is (day == NOVEMBER)
    assert ("For the record" in talk.text) is (day in CLOSED)


@pytest.mark.parametrize("day", DAYS)
def test_the_summary_says_that_a_room_is_history(day: date) -> None:
    talk = told(day, "summary to keep")
    data = json.dumps([screen.attachment.data for screen in talk.screens if screen.attachment is not None])

    assert ("Left unused; 2026 is closed" in data) is (day in CLOSED)
    assert ("Room left" in data) is (day == NOVEMBER)


@pytest.mark.parametrize("day", DAYS)
def test_the_guide_offers_the_room_of_an_open_year_alone(day: date) -> None:
    talk = told(day, "guide", "done", "done")

    assert ("Your room is $47,500" in talk.text) is (day == NOVEMBER)
    assert ("has to be worked out again" in talk.text) is (day in CLOSED)


@pytest.mark.parametrize("day", DAYS)
def test_the_pages_calculator_says_that_a_room_is_history(day: date) -> None:
    state = State(dialogue().domain, Session(), day)
    _, shown = calculator.figures(state, FIGURES, partial(_message))
    rooms = [part["label"] for part in shown["parts"] if part["name"] == "room"]

    assert ("2026 is closed" in shown["said"]) is (day in CLOSED)
    assert rooms == ["Left unused" if day in CLOSED else "Room left"]


@pytest.mark.parametrize("day", DAYS)
def test_inline_mode_says_that_a_room_is_history(day: date) -> None:
    first = inline_results("38, 220k, 2026", day)[0]

    assert ("left unused" in first["title"]) is (day in CLOSED)
    assert ("2026 is closed" in first["input_message_content"]["message_text"]) is (day in CLOSED)


COMMANDS = {
    "capacity": PERSON,
    "paychecks": {**PERSON, **SCHEDULE, "after_tax": "max"},
    "both": {"tax_year": 2026, "people": [{"age": 40}]},
    "employers": {"tax_year": 2026, "age": 40, "employers": [{"name": "A", "pay": 150_000}]},
}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_whether_the_year_is_closed(
    command: str, day: date, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", _lines(COMMANDS[command]))
    assert main(["--as-of", day.isoformat(), command, "--jsonl"]) == 0

    year = json.loads(capsys.readouterr().out)["year"]
    assert year["closed"] is (day in CLOSED)


@pytest.mark.parametrize(
    ("day", "left", "changeable", "last"),
    [
        (date(2026, 11, 24), 3, 2, "2026-12-25"),
        (date(2026, 12, 14), 1, 1, "2026-12-25"),
        (date(2026, 12, 20), 1, 0, None),
        (date(2026, 12, 25), 0, 0, None),
    ],
)
def test_the_calculator_counts_the_paydays_that_can_still_be_changed(
    day: date, left: int, changeable: int, last: str | None, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    monkeypatch.setattr("sys.stdin", _lines({**PERSON, "pay_schedule": SCHEDULE, "lead_days": 7}))
    assert main(["--as-of", day.isoformat(), "capacity", "--jsonl"]) == 0

    year = json.loads(capsys.readouterr().out)["year"]
    assert (year["paydays_left"], year["changeable_left"], year["last_changeable"]) == (left, changeable, last)
    assert year["closed"] is (changeable == 0)


def test_the_paydays_left_are_told_for_options_too(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--age", "38", "--pay", "220000", "--deferral", "max", "--lead-days", "7"]
    assert main(["--as-of", "2026-12-14", "capacity", *given, "--pay-schedule", json.dumps(SCHEDULE)]) == 0

    year = json.loads(capsys.readouterr().out)["year"]
    assert (year["paydays_left"], year["last_changeable"]) == (1, "2026-12-25")


def _lines(value: Any) -> Any:
    class Lines:
        def __iter__(self) -> Iterator[str]:
            yield json.dumps(value)

    return Lines()
