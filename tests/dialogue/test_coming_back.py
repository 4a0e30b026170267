"""What is said to somebody who comes back after a week or more."""

from datetime import date

from core.limits import published_years
from dialogue.events import ReminderDue
from flows.reminders import reminders_of
from tests.conversation import Talk


def test_limits_and_articles_of_before_are_not_called_new_again() -> None:
    talk = Talk(today=date(2026, 2, 2))
    talk.say("put in 1,500 today")
    for day in (date(2026, 2, 16), date(2026, 3, 9), date(2026, 6, 22)):
        talk.today = day
        talk.say("hello")
        assert "Since " in talk.text
        assert "are here now" not in talk.text
        assert "has changed" not in talk.text


def test_it_says_what_was_done_and_what_is_due() -> None:
    talk = Talk(today=date(2026, 2, 2))
    for words in ("put in 1,500 today", "put in 1,500 on Jan 16", "converted 1,505 today, 1,500 of it mine"):
        talk.say(words)
    talk.today = date(2026, 3, 9)
    talk.say("hello")
    assert "$3,000 put in, $1,505 converted" in talk.text
    assert "$1,500 of after-tax money is not converted yet" in talk.text


def test_a_year_that_is_over_is_said_to_be_also_where_none_was_named() -> None:
    last = published_years()[-1]
    talk = Talk(today=date(last, 12, 20))
    talk.say("put in 1,500 today")
    talk.today = date(last + 1, 1, 11)
    talk.say("hello")
    seen = "\n".join(screen.text for screen in talk.history)
    assert f"{last} is over" in seen
    assert f"The limits of {last + 1} are not loaded here yet" in seen


def test_the_reminder_of_the_return_names_its_own_day_alone() -> None:
    talk = Talk(today=date(2026, 2, 2))
    talk.say("remind me of the tax return")
    talk.say("/reminders")
    talk.press("Remind me of these")
    due = next(one for one in reminders_of(talk.session) if one.day == date(2026, 4, 15))
    talk.today = due.day
    talk.send(ReminderDue(due.topic))
    assert "Two things about 2025 by April 15, 2026" in talk.text
    assert "2027" not in talk.text


def test_from_mid_november_what_is_still_open_is_said_with_its_last_day() -> None:
    talk = Talk(today=date(2026, 10, 5))
    for words in ("I'm 42, make 180k, defer the maximum, match 50% up to 6%", "2026", "0", "yes",
                  "paid every two weeks, next payday is October 9"):  # fmt: skip
        talk.say(words)
    talk.say("what next?")
    assert "still open for 2026" not in talk.text
    talk.today = date(2026, 11, 16)
    talk.say("what next?")
    assert talk.text.count("$42,100 of after-tax room is still open for 2026") == 1
    assert "payroll has to know of a change some days before the last payday, by December 14, 2026" in talk.text
    talk.today = date(2026, 12, 28)
    talk.say("what next?")
    assert "still open for 2026" not in talk.text
