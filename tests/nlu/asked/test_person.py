"""For whom of the household a message asks."""

import pytest

from nlu.asked.person import PersonAsked, as_own, asks_for_sum, read_person_asked
from nlu.message.fact import Whose


@pytest.mark.parametrize(
    "text",
    [
        "how much may my husband put in, he's 44",
        "please work out what my wife can contribute after tax",
        "what is her room this year?",
        "spouse: 39, 88k, no match, how much?",
        "could she do more? what would her maximum be",
    ],
)
def test_a_wish_for_the_spouse_is_heard_in_whole_words(text: str) -> None:
    assert read_person_asked(text) == PersonAsked(Whose.SPOUSE, same=False)


@pytest.mark.parametrize("text", ["and hers?", "and for my husband?", "what about him?", "same for her please"])
def test_few_words_mean_what_was_just_done_for_another(text: str) -> None:
    assert read_person_asked(text) == PersonAsked(Whose.SPOUSE, same=True)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("and hers? she turned 49 and earns 115k", Whose.SPOUSE),
        ("what about my husband, 38, 92k", Whose.SPOUSE),
        ("and mine? 47, 310k, half up to 5", Whose.ME),
    ],
)
def test_whose_turn_it_is_stands_before_the_figures(text: str, whose: Whose) -> None:
    assert read_person_asked(text) == PersonAsked(whose, same=True)


@pytest.mark.parametrize("text", ["and mine?", "what about me", "and my own?"])
def test_few_words_go_back_to_the_writer(text: str) -> None:
    assert read_person_asked(text) == PersonAsked(Whose.ME, same=True)


@pytest.mark.parametrize(
    "text",
    [
        "how much can we put in together",
        "how much can my wife and I put in?",
        "does her room change if I fill mine",
        "how much can I put in?",
        "my wife's plan",
        "what about my match?",
        "does my wife's income matter",
        "can I name my wife as beneficiary",
        "what about my match? half up to 5",
        "and she, a nurse, earns 92k",
    ],
)
def test_what_is_about_both_or_about_the_writer_is_no_wish_for_the_spouse(text: str) -> None:
    assert read_person_asked(text) is None


def test_a_message_about_the_spouse_reads_as_the_spouse_would_have_written_it() -> None:
    assert as_own("she's 38, my wife's match is 4%, she maxes hers") == "I'm 38, my match is 4%, I max it"
    assert as_own("she's 49 earns 115k no match puts 7k in") == "I'm 49, I earn 115k no match, I put 7k in"
    assert as_own("her job matches 4% and puts 2% in, he saves 7k") == "my job matches 4% and puts 2% in, I save 7k"
    assert as_own("he earns 98k and saves 7k") == "I earn 98k and I save 7k"
    assert as_own("how much this year for his plan") == "how much this year for my plan"


def test_an_amount_is_asked_for_only_where_the_words_say_so() -> None:
    assert asks_for_sum("how much can he put in")
    assert not asks_for_sum("can he do it at all")
