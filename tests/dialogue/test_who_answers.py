"""Who answers here: a program; and where a person is to be had, the operator among them if they say how."""

from datetime import date

import pytest

from bot.app import library, search
from bot.plain_text import plain_text
from dialogue.dialogue import make_dialogue
from dialogue.events import Said
from flows.session import Session

ASKED = ("can I talk to a human?", "I want to talk to a real person", "let me speak to a representative")


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("contact", ["", "help@example.org", "t.me/helper <b>&"])
def test_whoever_asks_for_a_person_is_told_how_the_operator_is_reached_if_that_is_set(
    question: str, contact: str
) -> None:
    turn = make_dialogue(library(), search(), None, contact).step(Session(), Said(question), date(2026, 11, 28))
    html = "\n".join(screen.text for screen in turn.screens)
    assert "HR" in html, "a person at the plan is named in any case"
    assert ("About this bot itself" in html) is bool(contact)
    assert not contact or contact in plain_text(html), "as it was set, and as text"
    assert "<b>&\n" not in html
