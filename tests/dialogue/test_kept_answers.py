"""Nothing that is told is lost: ticks, edits of older messages, several files, captions, and what cannot be."""

from bot.app import plans
from dialogue.events import DocumentRead, DocumentSent, Edited, Pressed, Problem, Said
from flows import payloads
from tests.conversation import Talk

CONTRIBUTIONS = "The Plan permits voluntary after-tax contributions of up to 10% of eligible compensation."
CONVERSIONS = "A participant may convert after-tax amounts to Roth in the plan at any time."


def test_options_of_one_list_tapped_faster_than_it_is_shown_again_all_count() -> None:
    talk = Talk()
    slot = at_a_list(talk)
    shown = [button for row in talk.screens[-1].buttons for button in row if f":{slot}:" in button.payload]
    ticked = [button for button in shown if not button.payload.endswith(":done")][:3]
    for button in ticked:
        talk.send(Pressed(button.payload))
    draft = talk.session.notes.draft
    assert draft is not None
    assert sorted(draft.chosen) == sorted(b.payload.rsplit(":", 1)[1] for b in ticked)


def test_options_of_a_list_that_was_answered_are_old() -> None:
    talk = Talk()
    slot = at_a_list(talk)
    option = next(b for row in talk.screens[-1].buttons for b in row if f":{slot}:" in b.payload)
    done = next(b for row in talk.screens[-1].buttons for b in row if b.payload.endswith(":done"))
    talk.send(Pressed(option.payload))
    talk.send(Pressed(payloads.make("o", slot, "done", revision=talk.session.revision)))
    told = talk.session.case[slot].value
    talk.send(Pressed(done.payload))
    talk.send(Pressed(option.payload))
    assert talk.session.case[slot].value == told


def at_a_list(talk: Talk) -> str:
    """Brings `talk` to a question that takes several options; returns its slot."""
    from bot.app import dialogue

    lists = {name for name, slot in dialogue().domain.slots.items() if slot.kind == "choices"}
    for flow, declared in dialogue().domain.flows.items():
        if lists & declared.slots:
            talk.send(Said(f"/{flow}"))
            for _ in range(12):
                slot = asked(talk)
                if slot in lists:
                    return slot
                talk.send(Pressed(next(b.payload for b in buttons(talk) if b.payload.startswith("o:"))))
    raise AssertionError("no list was come to")


def buttons(talk: Talk) -> list:  # type: ignore[type-arg]
    return [button for row in talk.screens[-1].buttons for button in row]


def asked(talk: Talk) -> str:
    options = [button.payload.split(":") for button in buttons(talk) if button.payload.startswith("o:")]
    return options[0][2] if options else ""


def told(*messages: str) -> Talk:
    talk = Talk()
    for number, text in enumerate(messages, start=1):
        talk.send(Said(text, number))
    return talk


def test_an_edit_of_an_older_message_changes_what_that_message_said() -> None:
    talk = told("/capacity", "2026", "42", "180k")
    talk.send(Edited("51", 3))
    assert talk.session.case["age"].value == 51
    assert talk.session.case["pay"].value == 180_000
    talk.send(Edited("190k", 4))
    assert talk.session.case["pay"].value == 190_000
    assert talk.session.case["age"].value == 51


def test_an_edit_of_a_message_that_said_nothing_changes_nothing() -> None:
    talk = told("/capacity", "2026", "what is a true-up?", "42", "180k")
    talk.send(Edited("51", 3))
    assert talk.session.case["age"].value == 42
    assert talk.session.case["pay"].value == 180_000


def test_an_edit_of_what_was_not_understood_answers_the_open_question() -> None:
    talk = told("/capacity", "2026", "forty-twoish and then some banana")
    talk.send(Edited("42", 3))
    assert talk.session.case["age"].value == 42


def test_an_edit_that_cannot_be_read_keeps_the_answer() -> None:
    talk = told("/capacity", "2026", "42", "180k")
    talk.send(Edited("banana", 3))
    assert talk.session.case["age"].value == 42
    assert talk.session.case["pay"].value == 180_000


def test_what_two_files_say_of_one_plan_is_taken_together() -> None:
    talk = Talk()
    talk.send(DocumentRead("one.pdf", plans().read((CONTRIBUTIONS,))))
    talk.send(DocumentRead("two.pdf", plans().read((CONVERSIONS,))))
    talk.send(Pressed(next(b.payload for b in buttons(talk) if b.payload.startswith("p:"))))
    assert talk.session.case["after_tax"].value == "yes"
    assert talk.session.case["in_plan_conversion"].value == "yes"


def test_files_that_are_under_way_are_said_together() -> None:
    talk = Talk()
    talk.send(DocumentRead("one.jpg", plans().read((CONTRIBUTIONS,)), left=1))
    assert talk.screens == ()
    talk.send(DocumentRead("two.jpg", problem=Problem.NO_TEXT))
    assert "two.jpg" in talk.text
    assert "after-tax" in talk.text.lower()
    assert talk.session.pending is not None
    assert talk.session.pending.readings[0].value["after_tax"] == "yes"


def test_an_album_is_announced_once() -> None:
    talk = Talk()
    said = [len(talk.send(DocumentSent(f"f{n}", "", 1000, "album")).screens) for n in range(5)]
    assert said == [1, 0, 0, 0, 0]
    assert len(talk.send(DocumentSent("g", "", 1000)).screens) == 1


def test_a_caption_is_heard_beside_its_file() -> None:
    talk = told("/capacity", "2026", "42")
    turn = talk.send(DocumentSent("f", "spd.pdf", 1000, caption="180k"))
    assert talk.session.case["pay"].value == 180_000
    assert len(turn.effects) == 1
    assert "spd.pdf" in talk.text


def test_a_caption_that_says_nothing_is_passed_over() -> None:
    talk = Talk()
    talk.send(DocumentSent("f", "spd.pdf", 1000, caption="here it is"))
    assert talk.text.count("spd.pdf") == 1
    assert len(talk.screens) == 1


def test_an_edited_caption_changes_the_answer_that_it_gave() -> None:
    talk = told("/capacity", "2026")
    talk.send(DocumentSent("f", "spd.pdf", 1000, caption="42", message=3))
    talk.send(Said("180k", 4))
    talk.send(Edited("51", 3))
    assert talk.session.case["age"].value == 51
    assert talk.session.case["pay"].value == 180_000
    talk.send(DocumentSent("f", "spd.pdf", 1000, caption="here it is", message=5))
    talk.send(Edited("here they are", 5))
    assert talk.session.case["age"].value == 51
    assert talk.session.case["pay"].value == 180_000


def test_a_caption_that_is_added_later_tells_what_it_says() -> None:
    talk = told("/capacity", "2026", "42")
    talk.send(DocumentSent("f", "spd.pdf", 1000, message=4))
    talk.send(Edited("my pay is 180k", 4))
    assert talk.session.case["pay"].value == 180_000
    assert talk.session.case["age"].value == 42


def test_a_file_without_a_name_has_one_when_it_is_spoken_of() -> None:
    talk = Talk()
    talk.send(DocumentSent("f", " \u202e", 1000))
    assert talk.text == "Reading your file …"


def test_a_tax_year_that_no_button_offers_is_not_taken() -> None:
    talk = told("/capacity", "back")
    for year in ("9" * 30, "1999", "2024x"):
        talk.send(Pressed(payloads.make("o", "tax_year", year, revision=talk.session.revision)))
        assert "tax_year" not in talk.session.case


def test_an_age_that_nobody_has_is_refused_where_it_is_said() -> None:
    talk = told("/capacity", "2026")
    assert "can't be an age" in talk.say("24,500")
    talk.say("yes")
    assert "age" not in talk.session.case
