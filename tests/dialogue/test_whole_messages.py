"""Whole messages through the dialogue: whatever they tell, there is an answer, also to a yes to what is asked back."""

from datetime import date

import pytest

from nlu.message.wordings.stories import authors
from tests.conversation import Talk

DAY = date(2026, 11, 24)
EACH = 9  # every ninth message of each author
TOLD = [
    "".join(text for text, _ in story.pieces)
    for stories in authors().values()
    for place, story in enumerate(stories)
    if place % EACH == 0
]
ONCE_BROKEN = [
    "our hce cap is maybe 9% on after tax. I make 141k and put in 11%",
    "pay 166k, deferred 24,500, they say your after-tax max is $26,100 and I did 17,000. how much is left?",
    "one more thing: company puts in perhaps 7% whatever I do. 52, 133k",
    "I'm 61, earn 151,000, my employer put in 7,300, the booklet says $0 of room up to 72,000, the cap is 12% of pay",
]


@pytest.mark.parametrize("text", [*ONCE_BROKEN, *TOLD])
@pytest.mark.parametrize("before", [(), ("how much can I put in?", "2026")], ids=["at first", "at a question"])
def test_a_whole_message_and_a_yes_get_an_answer(text: str, before: tuple[str, ...]) -> None:
    talk = Talk(DAY)
    for words in before:
        talk.say(words)
    assert talk.say(text)
    assert talk.say("yes")
