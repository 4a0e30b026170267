"""What a message asks beside the person's own room."""

import pytest

from nlu.questions import asks_if_deleted, questions_in, without_room


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("39, 215k, half up to 8, what's my max and does a sep count?", ["does a SEP count?"]),
        ("39, 215k, half up to 8. what's my max? also is the match taxed", ["also is the match taxed"]),
        ("how much can I add / and how much tax is due when I convert", ["how much tax is due when I convert"]),
        ("What's my limit, and how long does a rollover take?", ["how long does a rollover take?"]),
        ("39, 215k, half up to 8. does that include the match?", ["does that include the match?"]),
        ("My plan moves it once a quarter. Is that too slow?", ["My plan moves it once a quarter. Is that too slow?"]),
        ("39, 215k, half up to 8, how much can I put in?", []),
        ("how much can I convert", []),
        ("39, 215k, and my wife is 41", []),
    ],
    ids=[
        "joined by a word",
        "in a sentence of its own",
        "joined by a stroke, another amount",
        "behind a comma",
        "no figures are pointed back to",
        "a sentence is pointed back to",
        "the room alone",
        "an amount alone",
        "nothing at all",
    ],
)
def test_a_question_beside_the_room_is_found(text: str, asked: list[str]) -> None:
    assert [one.lower() for one in without_room(questions_in(text))] == [one.lower() for one in asked]


@pytest.mark.parametrize(
    "text",
    ["did you erase that?", "have you deleted my numbers", "is it gone?", "why did you remove it", "you deleted it?"],
)
def test_a_question_after_deleting_is_no_wish_to_delete(text: str) -> None:
    assert asks_if_deleted(text)


@pytest.mark.parametrize(
    "text", ["delete it", "can you delete everything?", "please forget me", "could you erase that"]
)
def test_a_polite_wish_to_delete_is_one(text: str) -> None:
    assert not asks_if_deleted(text)
