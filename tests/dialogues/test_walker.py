"""What the random walks look for would be found if it were there."""

from collections.abc import Sequence
from datetime import date

import pytest

from dialogue.turn import Turn
from flows.screens import Button, Screen
from flows.session import Session
from tests import walker
from tests.walker import dead_end, problems

DAY = date(2026, 11, 28)


@pytest.mark.parametrize("text", ["Dead end.", "I could not read that. Your 401(k)/IRA is lost…", "Type / or wait …"])
def test_a_dead_end_is_found_whatever_its_words(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walker, "_leads_on", lambda *_: False)
    assert dead_end(Turn(Session(), (Screen(text),)), DAY) == text


def test_where_something_leads_on_there_is_no_dead_end() -> None:
    rows = ((Button("How much room do I have?", "f:capacity"),),)
    assert dead_end(Turn(Session(), (Screen("Well …", rows),)), DAY) == ""


@pytest.mark.parametrize(
    ("screens", "toast"),
    [
        ((), ""),
        ((Screen(" "),), ""),
        ((Screen("x" * 5000),), ""),
        ((Screen("Hello"),), "t" * 300),
        ((Screen("Hello", ((),)),), ""),
        ((Screen("Hello", ((Button(" ", "m"),),)),), ""),
        ((Screen("Hello", ((Button("Go", ""),),)),), ""),
        ((Screen("Hello", ((Button("Go", "x" * 65),),)),), ""),
    ],
    ids=["silence", "blank", "too long", "long toast", "empty row", "blank label", "no payload", "long payload"],
)
def test_what_must_not_be_is_found(screens: Sequence[Screen], toast: str) -> None:
    assert list(problems(screens, toast))


def test_a_good_answer_has_no_problems() -> None:
    assert not list(problems((Screen("Hello", ((Button("Go", "m:menu"),),)),), "Noted"))
