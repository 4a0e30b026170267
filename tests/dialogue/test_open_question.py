"""What the open question makes of words that mean something else where no question is open."""

from datetime import date
from typing import Any

import pytest

from bot.app import dialogue
from dialogue.state import State
from tests.conversation import Talk

ROOM = ("/capacity", "2026", "42", "180k")
WAITING = ("/waiting", "1000")
BOTH = ("/both", "2026", "42", "30k")
TAXES = ("/taxes", "2026", "converted inside the plan", "12,000", "11,900")
PAYCHECKS = ("/paychecks", "2026", "42", "180k", "max", "no match", "0")

TAKEN = {
    "a frequency is no reminder where it is asked for": (PAYCHECKS, "15th and last of the month", "semimonthly"),
    "two days of the month are a frequency": (PAYCHECKS, "the 1st and the 16th", "semimonthly"),
    "a payday that comes every other week": (WAITING, "every second Thursday", "biweekly"),
    "twice a month by its days": (WAITING, "15th and 30th", "semimonthly"),
    "once a month is a habit": ((*WAITING, "monthly", "6%"), "once a month", "monthly"),
    "each quarter is a habit": ((*WAITING, "monthly", "6%"), "each quarter", "quarterly"),
    "a couple names two people": (BOTH, "my husband and me", "couple"),
    "a couple begins with oneself": (BOTH, "me and also my wife", "couple"),
    "alone with a reason": (BOTH, "just me, nobody else", "alone"),
    "a part of a button's label": ((*BOTH, "alone"), "just the amounts", "no"),
    "that was all, in other words": (TAXES, "only that one", "nothing"),
    "not one is none": ((*TAXES, "that was all"), "not one so far", "none"),
    "a frequency in other words": (WAITING, "twice monthly", "semimonthly"),
    "nothing has come yet": ((*TAXES, "that was all"), "still waiting for them", "none"),
}
ASKED_BACK = {
    "an opening in anger is no dispute": (ROOM[:2], "this is ridiculous, 47 I said", 47),
    "a rhetorical question is no addition": (ROOM[:3], "another question? roughly 190K I'd say", 190_000),
    "like I said is no correction": (ROOM[:3], "like I said: should come to 190k this year", 190_000),
    "a strange word is no correction": (ROOM[:3], "the wage is 190,000 dollars brutto", 190_000),
    "that spouse is the one who is asked about": ((*BOTH, "couple"), "my spouse will be 41", 41),
    "again is no addition": ((*WAITING, "monthly", "6%", "monthly"), "again: top rate is 35%", 0.35),
    "a choice is no supposition": ((*WAITING, "monthly"), "I'd go with 10 percent", 0.1),
}


def _after(before: tuple[str, ...], text: str) -> tuple[Talk, str]:
    talk = Talk(date(2026, 5, 12))
    for words in before:
        talk.say(words)
    question = State(dialogue().domain, talk.session, talk.today).question
    assert question is not None
    talk.say(text)
    return talk, question.slot


@pytest.mark.parametrize(("before", "text", "value"), TAKEN.values(), ids=TAKEN)
def test_the_answer_is_taken(before: tuple[str, ...], text: str, value: Any) -> None:
    talk, slot = _after(before, text)
    assert talk.session.pending is None
    assert slot in talk.session.case, talk.text
    assert talk.session.case[slot].value == value


@pytest.mark.parametrize(("before", "text", "value"), ASKED_BACK.values(), ids=ASKED_BACK)
def test_the_answer_is_asked_back(before: tuple[str, ...], text: str, value: Any) -> None:
    talk, slot = _after(before, text)
    if slot in talk.session.case:
        assert talk.session.case[slot].value == value
    else:
        assert talk.session.pending is not None, talk.text
        assert talk.session.pending.slot == slot
        assert [one.value for one in talk.session.pending.readings] == [value]


OF_ANOTHER = {
    "no after-tax money is no deferral": (ROOM, "nothing after-tax so far", "after_tax_made", 0),
    "no after-tax money told while the pay is asked": (ROOM[:3], "no after-tax yet", "after_tax_made", 0),
    "a business told while the pay is asked": (ROOM[:3], "I run my own little business", "self_employed", "yes"),
    "a solo plan told while the match is asked": ((*ROOM, "max"), "I've got a solo 401(k)", "self_employed", "yes"),
}


@pytest.mark.parametrize(("before", "text", "slot", "value"), OF_ANOTHER.values(), ids=OF_ANOTHER)
def test_what_another_question_asks_for_goes_there(before: tuple[str, ...], text: str, slot: str, value: Any) -> None:
    talk, asked = _after(before, text)
    assert asked not in talk.session.case
    assert talk.session.case[slot].value == value


NOT_TAKEN = {
    "an option that is denied": (TAXES, "no other moves at all", "else"),
    "one that is denied": ((*TAXES, "that was all"), "not a single one, not one", "one"),
}


@pytest.mark.parametrize(("before", "text", "value"), NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_an_option_that_is_denied_is_not_chosen(before: tuple[str, ...], text: str, value: str) -> None:
    talk, slot = _after(before, text)
    assert slot not in talk.session.case or talk.session.case[slot].value != value


STILL_HEARD = {
    "a reminder is set when it is asked for": (PAYCHECKS, "remind me every payday", "reminder wanted"),
    "a dispute with a figure": (ROOM[:3], "your numbers look wrong to me", "disputed"),
    "stopping in other words": (ROOM[:3], "can we stop here for now", "command in own words"),
    "who is answering": (ROOM[:3], "am I talking to a human here?", "about the bot"),
    "another person's figures": (ROOM[:3], "my sister earns 90k and she says no", "change not read"),
}


@pytest.mark.parametrize(("before", "text", "rule"), STILL_HEARD.values(), ids=STILL_HEARD)
def test_what_else_is_meant_is_still_heard(before: tuple[str, ...], text: str, rule: str) -> None:
    talk, slot = _after(before, text)
    assert rule in talk.rules[-1], talk.rules[-1]
    assert slot not in talk.session.case


def test_correct_is_a_yes_to_what_was_noted() -> None:
    talk = Talk(date(2026, 5, 12))
    for words in (*ROOM, "max", "no match", "0"):
        talk.say(words)
    assert "Is that right?" in talk.text
    talk.say("correct")
    assert "Your after-tax room for 2026: $47,500" in talk.text
