"""Days and reasons of wishes to be reminded that are put in many words, and several wishes in one message."""

from datetime import date

import pytest

from nlu.reminders.change import Does
from nlu.reminders.changes import read_reminder_change
from nlu.reminders.days import day_ahead, day_told
from nlu.reminders.reading import names_when, read_reminder
from nlu.reminders.requests import asks_to_be_reminded, asks_to_be_told, ends_them_all
from nlu.reminders.several import read_reminders
from nlu.reminders.topics import says_more_than_topic
from nlu.reminders.wish import Repeats

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("two weeks before December 31", "2026-12-17"),
        ("5 days ahead of March 1", "2027-02-24"),
        ("a week before the 31st", "2026-12-24"),
        ("a month before April 15", "2027-03-15"),
        ("a couple days before tax day", "2027-04-13"),
        ("2 days before Thursday", None),
        ("the week before I travel", None),
        ("the day before each payday", None),
    ],
)
def test_a_day_is_counted_back_from_the_one_that_is_named(text: str, day: str | None) -> None:
    found = day_ahead(text, TODAY)
    assert (None if found is None else found.day) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ring the plan on the second Tuesday of January about it", "2027-01-12"),
        ("the last Friday of December works for me", "2026-12-25"),
        ("in the first week of March I am home again", "2027-03-01"),
        ("after the new year, maybe in the third week", "2027-01-18"),
        ("I can do it next monday, at home", "2026-11-30"),
        ("somewhere on February 9 in the afternoon hours", "2027-02-09"),
        ("when I find the time", None),
    ],
)
def test_a_day_is_found_wherever_it_stands(text: str, day: str | None) -> None:
    found = day_told(text, TODAY)
    assert (None if found is None else found.day) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("remind me on December 3 to ask HR for the fee sheet", "ask HR for the fee sheet"),
        ("nudge me on Friday so I can raise the after-tax line", "raise the after-tax line"),
        ("on January 12 tell me the sweep form has to be signed", "the sweep form has to be signed"),
        ("ping me on the 9th about my rollover papers. I am slow", "my rollover papers"),
        ("email me the summary on Friday", "the summary"),
        ("poke me about it next Monday", ""),
    ],
)
def test_the_reason_is_kept_in_the_words_it_was_told_in(text: str, about: str) -> None:
    assert read_reminder(text, TODAY).about == about


@pytest.mark.parametrize(
    ("about", "more"),
    [("convert", False), ("convert my after-tax money", False), ("call Empower and convert", True), ("my rate", False)],
)
def test_a_reason_of_ones_own_is_more_than_the_name_of_a_topic(about: str, more: bool) -> None:
    assert says_more_than_topic(about) is more


@pytest.mark.parametrize(
    "text",
    [
        "bug me on Friday about the form",
        "don't let me forget to sign it on December 9",
        "give me a heads-up on December 2 to call payroll",
        "shout at me on the 14th to lower my rate",
    ],
)
def test_a_wish_is_heard_whatever_the_word_for_it(text: str) -> None:
    assert asks_to_be_reminded(text)
    assert names_when(text, TODAY)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("write to me in three weeks about the rollover", True),
        ("tell me the window is open on December 8", True),
        ("tell me what changes on January 1", False),
        ("tell me about the limit of 2027", False),
    ],
)
def test_to_be_told_a_thing_on_a_day_is_a_reminder_and_a_question_is_none(text: str, asks: bool) -> None:
    assert asks_to_be_told(text) is asks


def test_several_reminders_are_read_each_with_its_day_and_reason() -> None:
    numbered = read_reminders("remind me: 1) December 7 sign the form 2) February 2 look for the 1099-R", TODAY)
    assert [(one.day, one.about) for one in numbered] == [
        (date(2026, 12, 7), "sign the form"),
        (date(2027, 2, 2), "look for the 1099-R"),
    ]
    joined = read_reminders("remind me on December 4 to sign it and on December 18 to convert", TODAY)
    assert [(one.day, one.about) for one in joined] == [
        (date(2026, 12, 4), "sign it"),
        (date(2026, 12, 18), "convert"),
    ]
    assert read_reminders("remind me on December 4 to sign and send the form", TODAY) == ()


def test_two_days_of_each_month_make_two_reminders() -> None:
    found = read_reminders("paid the 5th and the 20th, ping me the day before each one to check the stub", TODAY)
    assert [(one.day, one.repeats, one.day_of_month) for one in found] == [
        (date(2026, 12, 4), Repeats.MONTHS, 4),
        (date(2026, 12, 19), Repeats.MONTHS, 19),
    ]


def test_every_two_weeks_on_a_weekday_begins_on_the_day_that_is_told() -> None:
    found = read_reminder("biweekly on Thursdays starting December 10, just say: look at the stub", TODAY)
    assert (found.day, found.count, found.about) == (date(2026, 12, 10), 14, "look at the stub")


def test_the_day_before_the_weekday_of_pay_comes_every_week() -> None:
    found = read_reminder("I get paid on Thursday, ping me the day before to check the stub", TODAY)
    assert (found.day, found.repeats, found.count) == (date(2026, 11, 25), Repeats.DAYS, 7)


def test_why_another_day_is_wanted_does_not_hide_the_day() -> None:
    found = read_reminder_change("not the 3rd, I have surgery then. friday", TODAY, spoken_of=True)
    assert found is not None
    assert (found.does, found.wish.day) == (Does.CHANGE, date(2026, 11, 27))
    assert read_reminder_change("and another for March 3", TODAY, spoken_of=True) is None


@pytest.mark.parametrize("text", ["put in 1,500 on Nov 13", "put 700 in on Nov 13", "put in 2k on Nov 6"])
def test_money_that_moved_is_no_new_day_for_a_reminder(text: str) -> None:
    assert read_reminder_change(text, TODAY, spoken_of=True) is None


def test_to_snooze_to_a_day_moves_and_does_not_pause() -> None:
    found = read_reminder_change("snooze it to saturday", TODAY, spoken_of=True)
    assert found is not None
    assert (found.does, found.wish.day) == (Does.CHANGE, date(2026, 11, 28))


@pytest.mark.parametrize(("said", "ends"), [("cancel all of 'em", True), ("drop everything", True), ("drop it", False)])
def test_all_of_them_are_ended_by_few_words(said: str, ends: bool) -> None:
    assert ends_them_all(said) is ends


def test_days_of_one_month_make_as_many_reminders() -> None:
    found = read_reminders("3 reminders on Dec 4, 11 and 18 to look at my stub", TODAY)
    assert [(one.day, one.about) for one in found] == [(date(2026, 12, day), "look at my stub") for day in (4, 11, 18)]


def test_the_end_of_a_month_is_its_last_day() -> None:
    found = read_reminder("need a ping at the end of February for the form", TODAY)
    assert found.day == date(2027, 2, 28)


def test_dollars_behind_the_verb_are_part_of_what_is_to_be_done() -> None:
    assert read_reminder("nudge me tomorrow 7am convert 1,900", TODAY).about == "convert 1,900"
