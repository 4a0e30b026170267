"""What a message wants changed in reminders that are set, and which one it means."""

from datetime import date

import pytest

from nlu.reminders.change import Does
from nlu.reminders.changes import read_reminder_change
from nlu.reminders.which import LAST_OF_ALL, read_which
from nlu.reminders.wish import Repeats
from nlu.time_of_day import read_time_of_day

TODAY = date(2026, 11, 24)  # a Tuesday

JUST_SPOKEN_OF = {
    "make it Wednesdays instead": (Does.CHANGE, 2, "2026-11-25"),
    "no, I meant the 18th": (Does.CHANGE, None, "2026-12-18"),
    "push that to Dec 9 please": (Does.CHANGE, None, "2026-12-09"),
    "Monday, not Friday": (Does.CHANGE, 0, "2026-11-30"),
    "not on Fridays but on Mondays": (Does.CHANGE, 0, "2026-11-30"),
}
EARLIEST = {
    "you woke me at 4am, not before 8 please": 8 * 60,
    "the reminders come too early, 10am or later": 10 * 60,
    "u pinged me at 6. 8:30 at the earliest": 8 * 60 + 30,
    "none of the messages before noon": 12 * 60,
}
SHIFTED = {
    "three days later": 3,
    "a week earlier please": -7,
    "push it back two days": 2,
    "the day before would be better": -1,
    "delay it by a week": 7,
    "move it a couple of days earlier": -2,
}
PAUSED = {
    "not in January": ("2027-01-01", "2027-01-31"),
    "skip December": ("2026-12-01", "2026-12-31"),
    "pause it until February": ("2026-11-24", "2027-01-31"),
    "until Jan 10 nothing": ("2026-11-24", "2027-01-09"),
    "pause it for two weeks": ("2026-11-24", "2026-12-08"),
    "start again in March": ("2026-11-24", "2027-02-28"),
    "don't remind me in December": ("2026-12-01", "2026-12-31"),
    "no reminders until the new year": ("2026-11-24", "2026-12-31"),
    "don't nag me till March 1": ("2026-11-24", "2027-02-28"),
    "push the conversion nudge to February": ("2026-11-24", "2027-01-31"),
}
NAMED = {
    "stop the one about the conversion": ("topics", ("convert",)),
    "cancel the Friday one": ("weekday", 4),
    "kill the monthly reminder": ("repeats", Repeats.MONTHS),
    "I don't need the payday one any more": ("repeats", Repeats.PAYDAYS),
    "get rid of the third one": ("place", 3),
    "drop the last": ("place", LAST_OF_ALL),
    "stop reminders 2 and 4": ("numbers", (2, 4)),
    "don't remind me about the 1099 anymore": ("topics", ("forms",)),
    "turn the tax one off": ("topics", ("return",)),
    "remove the reminder for the 15th": ("day", date(2026, 12, 15)),
    "I left that job, no payday reminders any more": ("repeats", Repeats.PAYDAYS),
}
NO_CHANGE_OUT_OF_THE_BLUE = [
    "change my pay to 300k",
    "make the match 5%",
    "change it to Thursdays",
    "delete entry 3",
    "stop",
    "no more reminders",
    "stop reminding me",
    "remind me on Fridays",
    "cancel the contribution",
    "the match is 5% not 4%",
    "forget the second plan",
]
NO_CHANGE_OF_ONE_SPOKEN_OF = [
    "I'm paid every two weeks",
    "my next payday is Dec 4",
    "I did not contribute in December",
    "what is the limit?",
    "I converted 4,000 on Nov 20",
    "I turned 50 in March",
    "remind me on Mondays to look at my pay stub",
    "thanks",
    "ok",
]


@pytest.mark.parametrize(("text", "expected"), JUST_SPOKEN_OF.items())
def test_a_new_day_is_read_for_the_reminder_just_spoken_of(text: str, expected: tuple[Does, int | None, str]) -> None:
    found = read_reminder_change(text, TODAY, spoken_of=True)
    assert found is not None
    does, weekday, day = expected
    assert (found.does, found.weekday, found.wish.day) == (does, weekday, date.fromisoformat(day))


@pytest.mark.parametrize(("text", "days"), SHIFTED.items())
def test_a_reminder_is_moved_by_days(text: str, days: int) -> None:
    found = read_reminder_change(text, TODAY, spoken_of=True)
    assert found is not None
    assert (found.does, found.shift) == (Does.CHANGE, days)


@pytest.mark.parametrize(("text", "span"), PAUSED.items())
def test_a_pause_has_its_first_and_its_last_day(text: str, span: tuple[str, str]) -> None:
    found = read_reminder_change(text, TODAY, spoken_of=True)
    assert found is not None
    assert found.does is Does.PAUSE
    assert (found.since, found.until) == tuple(map(date.fromisoformat, span))


@pytest.mark.parametrize(("text", "expected"), NAMED.items())
def test_the_one_to_end_is_told_by_its_name(text: str, expected: tuple[str, object]) -> None:
    found = read_reminder_change(text, TODAY)
    assert found is not None
    assert found.does is Does.END
    assert getattr(found.which, expected[0]) == expected[1]


@pytest.mark.parametrize("text", NO_CHANGE_OUT_OF_THE_BLUE)
def test_what_names_no_reminder_changes_none(text: str) -> None:
    assert read_reminder_change(text, TODAY) is None


@pytest.mark.parametrize("text", NO_CHANGE_OF_ONE_SPOKEN_OF)
def test_what_tells_something_else_changes_no_reminder_just_spoken_of(text: str) -> None:
    assert read_reminder_change(text, TODAY, spoken_of=True) is None


def test_another_rhythm_keeps_the_day_unless_one_is_named() -> None:
    monthly = read_reminder_change("not every payday, only once a month", TODAY, spoken_of=True)
    last = read_reminder_change("monthly on the 31st", TODAY, spoken_of=True)
    assert monthly is not None
    assert (monthly.wish.repeats, monthly.wish.count, monthly.wish.day_said) == (Repeats.MONTHS, 1, False)
    assert last is not None
    assert (last.wish.repeats, last.wish.day_of_month, last.wish.day) == (Repeats.MONTHS, 31, date(2026, 11, 30))


def test_the_name_of_one_and_its_new_day_are_told_apart() -> None:
    found = read_reminder_change("move the reminder to convert to Mondays", TODAY)
    assert found is not None
    assert (found.which.topics, found.weekday) == (("convert",), 0)
    dated = read_reminder_change("make the conversion reminder monthly on the 31st", TODAY)
    assert dated is not None
    assert (dated.which.topics, dated.wish.day_of_month) == (("convert",), 31)


def test_how_much_earlier_has_to_be_asked() -> None:
    found = read_reminder_change("a bit earlier", TODAY, spoken_of=True) or read_reminder_change(
        "earlier", TODAY, spoken_of=True
    )
    assert found is not None
    assert (found.direction, found.shift) == ("earlier", 0)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("the second", "place", 2),
        ("2", "numbers", (2,)),
        ("the Friday one", "weekday", 4),
        ("the one about my taxes", "topics", ("return",)),
    ],
)
def test_which_one_is_answered_in_few_words(text: str, name: str, value: object) -> None:
    assert getattr(read_which(text, TODAY), name) == value


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("at 7 pm", 19 * 60), ("7:15am", 7 * 60 + 15), ("at 8", 8 * 60), ("at 5", 17 * 60), ("noon", 12 * 60),
        ("12 am", 0), ("at 7 in the evening", 19 * 60), ("19:30", 19 * 60 + 30), ("on the 15th", None), ("25 pm", None),
        ("I make 300k", None),
    ],
)  # fmt: skip
def test_a_time_of_the_day_is_read(text: str, minutes: int | None) -> None:
    found = read_time_of_day(text)
    assert (found[0] if found else None) == minutes


def test_a_reminder_gets_other_words() -> None:
    found = read_reminder_change("it should say: ring the plan, ask for Ana", TODAY, spoken_of=True)
    assert found is not None
    assert (found.does, found.about) == (Does.CHANGE, "ring the plan, ask for Ana")


def test_one_day_of_a_rhythm_is_moved() -> None:
    found = read_reminder_change("the one on Dec 25 should be Dec 23, we close early", TODAY, spoken_of=True)
    assert found is not None
    assert (found.which.day, found.wish.day) == (date(2026, 12, 25), date(2026, 12, 23))


def test_a_pause_lies_between_two_days_whatever_is_said_beside() -> None:
    text = "I am away without pay from 12/10 through 2/5 this time, could you hold my reminders until I am back?"
    found = read_reminder_change(text, TODAY, spoken_of=True)
    assert found is not None
    assert (found.since, found.until, found.which.everyone) == (date(2026, 12, 10), date(2027, 2, 5), True)


def test_a_time_is_read_with_its_zone() -> None:
    found = read_reminder_change("could it come 6:30am mountain", TODAY, spoken_of=True)
    assert found is not None
    assert (found.wish.at, found.zone) == (390, "America/Denver")


def test_one_is_ended_by_its_day_alone() -> None:
    found = read_reminder_change("cancel Mondays, keep the others", TODAY, spoken_of=True)
    assert found is not None
    assert (found.does, found.which.weekday) == (Does.END, 0)


@pytest.mark.parametrize("text", EARLIEST)
def test_an_hour_before_which_none_is_to_come_is_that_of_all(text: str) -> None:
    change = read_reminder_change(text, TODAY)
    assert change is not None
    assert (change.which.everyone, change.wish.at, change.at_earliest) == (True, EARLIEST[text], True)


def test_a_wish_for_a_new_one_sets_no_hour_for_all() -> None:
    assert read_reminder_change("remind me on Dec 4 not before 9am", TODAY) is None


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("make the monthly one the last working day", Repeats.MONTHS),
        ("move the weekly reminder the first business day of the month", Repeats.DAYS),
    ],
)
def test_the_rhythm_in_the_name_of_one_is_no_new_rhythm(text: str, repeats: Repeats) -> None:
    change = read_reminder_change(text, TODAY, spoken_of=True)
    assert change is not None
    assert (change.which.repeats, change.wish.workday, change.wish.repeats) == (repeats, True, Repeats.ONCE)


@pytest.mark.parametrize(
    "text",
    [
        "stop all of them except the monthly one",
        "kill all reminders. wait, keep the monthly one",
        "delete them all but not the monthly one",
    ],
)
def test_all_are_ended_but_the_one_that_is_to_stay(text: str) -> None:
    found = read_reminder_change(text, TODAY, spoken_of=True)
    assert found is not None
    assert found.does is Does.END
    assert found.which.everyone
    assert found.but is not None
    assert found.but.repeats is Repeats.MONTHS


def test_an_hour_is_told_by_the_part_of_the_day() -> None:
    told = read_time_of_day("weekly and 6 in the morning")
    assert told is not None
    assert told[0] == 6 * 60
