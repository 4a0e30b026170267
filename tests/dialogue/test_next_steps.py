"""What comes next, by what was just said, told or read."""

from datetime import date

import pytest

from flows.ledger import entries_of
from flows.reminders import reminders_of
from nlu.requests import asks_for_next_step
from tests.conversation import Talk

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("what's my next step", True),
        ("ok so what do I do now", True),
        ("what is left for me to do?", True),
        ("did that. next step", True),
        ("my checklist please", True),
        ("what do I do if I am over the limit", False),
        ("what is the next limit for 2027", False),
        ("am I done with pre-tax if I am 50", False),
    ],
)
def test_the_next_step_is_asked_for_and_nothing_else(text: str, asks: bool) -> None:
    assert asks_for_next_step(text) is asks


def test_money_that_waits_in_the_plan_comes_first() -> None:
    talk = Talk(today=TODAY)
    talk.say("put in 4,200 after tax on Nov 13")
    talk.say("what's my next step?")
    assert "1. Convert" in talk.text


def test_what_was_converted_without_dollars_is_not_asked_to_be_converted() -> None:
    talk = Talk(today=TODAY)
    talk.say("I converted all of it last week")
    talk.say("what is left for me to do?")
    assert "Find out whether" not in talk.text
    assert "Forms" in talk.text


def test_a_plan_without_after_tax_money_has_ways_of_its_own() -> None:
    talk = Talk(today=TODAY)
    talk.say("our plan has no after-tax contributions")
    talk.say("what are my options now?")
    assert "Ask your employer" in talk.text
    assert "Work out your room" not in talk.text


def test_one_step_is_said_where_one_is_wanted() -> None:
    talk = Talk(today=TODAY)
    talk.say("tell me the one thing I should do today")
    assert "1. Find out whether" in talk.text
    assert "2." not in talk.text


def test_entries_of_a_month_are_deleted_without_forgetting_the_rest() -> None:
    talk = Talk(today=TODAY)
    for said in ("put in 300 on Oct 2", "put in 310 on Oct 16", "put in 320 on Nov 13"):
        talk.say(said)
    talk.say("delete everything you wrote down for October")
    assert [one.day.month for one in entries_of(talk.session)] == [11]
    talk.say("delete everything you wrote down for July")
    assert "no such entry" in talk.text


def test_one_of_two_that_say_the_same_is_taken_out() -> None:
    talk = Talk(today=TODAY)
    for said in ("put in 300 on Oct 2", "put in 310 on Oct 16", "put in 310 on Oct 16"):
        talk.say(said)
    talk.say("Oct 16 is in there twice, drop one")
    assert [one.day.day for one in entries_of(talk.session)] == [2, 16]


def test_a_conversion_that_went_out_to_the_roth_ira_becomes_a_rollover() -> None:
    talk = Talk(today=TODAY)
    talk.say("converted 5,000 on May 4")
    talk.say("converted 2,100 on Aug 10")
    talk.say("the August one went to my Roth IRA")
    assert [(one.kind, one.account) for one in entries_of(talk.session)][-1] == ("rolled", "roth_ira")


def test_to_hear_no_more_and_to_be_forgotten_are_both_heard() -> None:
    talk = Talk(today=TODAY)
    talk.say("remind me on December 3 to sign the form")
    talk.say("unsubscribe me and erase all my data")
    assert "Delete everything" in talk.text
    assert not reminders_of(talk.session)
