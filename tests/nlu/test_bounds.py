"""How much of one message is read for facts."""

from datetime import date

from nlu.entities.bounds import MOST_NUMBERS, MOST_TOKENS, readable
from nlu.entities.text import LONGEST, clean
from nlu.readers import Context, read_message

CONTEXT = Context(date(2026, 11, 24))
ASIDE = "We went for a walk by the lake and it was warm. "


def test_what_people_write_is_read_whole() -> None:
    told = "I am 42, I make 210k and put in 10%. The match is 50% up to 6%. " * 2
    assert readable(told) is told


def test_too_many_words_are_cut_after_a_sentence() -> None:
    read = readable(ASIDE * 40)
    assert read != ASIDE * 40
    assert read.endswith("warm.")
    assert len(read.split()) <= MOST_TOKENS


def test_too_many_numbers_are_cut_between_two_of_them() -> None:
    read = readable(" ".join(f"{number}k" for number in range(100, 200)))
    assert read.split() == [f"{number}k" for number in range(100, 100 + MOST_NUMBERS)]


def test_words_without_end_are_cut_too() -> None:
    assert len(readable("supercalifragilistic" * 200)) < 4000


def test_a_message_says_that_its_end_was_not_read() -> None:
    told = read_message("I make 210k. I am 42. " + ASIDE * 40 + "My match is 50% up to 6%.", CONTEXT)
    assert told.unread
    assert told.slots == {"pay": 210_000, "age": 42}
    assert not read_message("I make 210k. I am 42.", CONTEXT).unread


def test_letters_that_stand_for_many_make_no_longer_text() -> None:
    assert len(clean("\ufdfa" * 4096)) <= LONGEST


def test_a_number_in_one_letter_counts_as_one() -> None:
    assert read_message("½" * 4096, CONTEXT).unread
