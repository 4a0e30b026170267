"""What is forgotten in part takes with it what was kept beside it."""

from dataclasses import replace

from flows.notes import Quote
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
