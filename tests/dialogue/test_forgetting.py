"""What is forgotten in part takes with it what was kept beside it."""

from dataclasses import replace
from datetime import date

from flows.notes import NONE, Quote
from flows.reminders import reminders_of
from tests.conversation import Talk


def test_the_words_of_a_plans_documents_go_with_the_plan() -> None:
    talk = Talk()
    for said in ("my pay is 200k", "my wife's plan", "she earns 120k", "my plan"):
        talk.say(said)
    notes = replace(talk.session.notes, quotes=(Quote("after_tax", "Participants may …", 4),), supposed=({"pay": 9},))
    talk.session = replace(talk.session, notes=notes)
    talk.say("forget my wife's plan")
    talk.press("Yes, delete it" if "Yes, delete it" in talk.labels else talk.labels[0])
    assert talk.session.notes.quotes == ()
    assert talk.session.notes.supposed is None


def test_nothing_of_a_forgotten_year_is_left_for_an_undo_or_in_an_answer() -> None:
    talk = Talk(today=date(2026, 11, 24))
    for said in (
        "contributed 1,234 on Oct 2",
        "contributed 567 on Nov 6, 2025",
        "contributed 4,321 on Oct 16",
        "converted 4,300 on Nov 20",
    ):
        talk.say(said)
    talk.press("Ask me if it arrived")
    talk.say("delete the Oct 16 contribution")
    talk.say("forget 2026")
    talk.press("Delete it")
    kept = talk.session.dumps()
    assert "567" in kept
    assert not [one for one in ("1234", "1,234", "4321", "4,321", "4300", "4,300") if one in kept]
    assert reminders_of(talk.session) == ()
    talk.say("bring it back")
    assert "4321" not in talk.session.dumps()


def test_nothing_is_left_of_what_is_forgotten_whole() -> None:
    talk = Talk(today=date(2026, 11, 24))
    for said in ("I am 44, pay 310k", "contributed 1,234 on Oct 2", "remind me on Dec 20 to convert", "/forget"):
        talk.say(said)
    talk.press("Delete everything")
    assert talk.session.notes == NONE
    assert "1234" not in talk.session.dumps()
