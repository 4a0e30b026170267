"""When somebody wants to be reminded, and of what."""

from datetime import date

import pytest

from nlu.entities.time_zone import read_time_zone
from nlu.reminders.paydays import payday_beside, read_payday
from nlu.reminders.reading import read_reminder
from nlu.reminders.several import read_reminders
from nlu.reminders.wish import Anchor, Repeats

TODAY = date(2026, 11, 24)  # a Tuesday

ONCE_ON = {
    "remind me in 3 days": "2026-11-27",
    "on the 15th": "2026-12-15",
    "remind me on the 20th to ring HR": "2026-12-20",
    "ping me tomorrow": "2026-11-25",
    "remind me next week": "2026-12-01",
    "remind me in two weeks about payroll": "2026-12-08",
    "remind me on Dec 4 to call Fidelity": "2026-12-04",
    "set a reminder for December 10": "2026-12-10",
    "remind me in 3 business days": "2026-11-27",
    "remind me in 4 business days": "2026-11-30",
    "remind me at the end of the month": "2026-11-30",
    "remind me after the new year": "2027-01-02",
    "a week from now": "2026-12-01",
    "remind me on 12/15 to convert 4,000": "2026-12-15",
    "the form is due Jan 31, nudge me two weeks before": "2027-01-17",
    "open enrollment ends December 11, ping me around a week in advance": "2026-12-04",
    "remind me a couple of days early, the cutoff is on Dec 9": "2026-12-07",
    "my forms come on Jan 29, nudge me 3 days after": "2027-02-01",
    "remind me on the last business day of January to convert": "2027-01-29",
    "ping me on the last working day of the month": "2026-11-30",
}
REPEATED = {
    "monthly": ("2026-12-24", Repeats.MONTHS, 1),
    "remind me once a month": ("2026-12-24", Repeats.MONTHS, 1),
    "every month on the 15th": ("2026-12-15", Repeats.MONTHS, 1),
    "on the 31st of every month": ("2026-11-30", Repeats.MONTHS, 1),
    "remind me every 3rd to look": ("2026-12-03", Repeats.MONTHS, 1),
    "remind me first of each month": ("2026-12-01", Repeats.MONTHS, 1),
    "ping me 5th of every month to look": ("2026-12-05", Repeats.MONTHS, 1),
    "remind me on the last business day of every month": ("2026-11-30", Repeats.MONTHS, 1),
    "every month on the first working day": ("2026-12-01", Repeats.MONTHS, 1),
    "at the end of each month": ("2026-11-30", Repeats.MONTHS, 1),
    "quarterly": ("2027-02-24", Repeats.MONTHS, 3),
    "every two weeks": ("2026-12-08", Repeats.DAYS, 14),
    "every other Friday": ("2026-11-27", Repeats.DAYS, 14),
    "ping me on Fridays": ("2026-11-27", Repeats.DAYS, 7),
    "every 10 days": ("2026-12-04", Repeats.DAYS, 10),
    "remind me every year in January": ("2027-01-02", Repeats.MONTHS, 12),
}
BY_PAYDAY = {
    "every payday plus one": (1, False),
    "remind me every payday": (0, False),
    "the day after each payday remind me to convert": (1, False),
    "two days before every paycheck": (-2, False),
    "remind me after my next paycheck": (1, True),
    "remind me to convert the day after payday": (1, True),
    "every paycheck + 3 days": (3, False),
}
ANCHORED = {
    "before the last paycheck": Anchor.LAST_PAYCHECK,
    "remind me on the last payday I can change": Anchor.LAST_PAYCHECK,
    "remind me before the 60 days are over, the check came October 3": Anchor.SIXTY_DAYS,
    "remind me when the 1099-R comes": Anchor.FORMS,
    "remind me of tax day": Anchor.TAX_DAY,
    "remind me before the end of the year": Anchor.YEAR_CHECK,
}
NO_DAY = ["remind me", "remind me later", "remind me sometime to convert", "remind me of that"]
ABOUT = {
    "remind me on Dec 4 to call the plan": "call the plan",
    "remind me to water the plants on the 3rd": "water the plants",
    "remind me in two weeks to ask HR about the cap": "ask HR about the cap",
    "remind me every month to look at my statement": "look at my statement",
    "remind me on Dec 18 to look at the final paycheck": "look at the final paycheck",
    "remind me tomorrow": "",
    "remind me on the 3rd my wife has to move hers to 12%": "my wife has to move hers to 12%",
    "the recharacterization is due Mar 2, warn me a week ahead": "the recharacterization is due Mar 2",
}


@pytest.mark.parametrize("text", ONCE_ON)
def test_a_day_is_read(text: str) -> None:
    wish = read_reminder(text, TODAY)
    assert (wish.day, wish.repeats) == (date.fromisoformat(ONCE_ON[text]), Repeats.ONCE)


def test_a_day_of_its_own_stands_before_what_the_task_speaks_of() -> None:
    wish = read_reminder("remind me on Dec 18 to look at the final paycheck", TODAY)
    assert (wish.day, wish.anchor) == (date(2026, 12, 18), Anchor.NONE)


@pytest.mark.parametrize("text", REPEATED)
def test_a_rhythm_is_read_with_its_first_day(text: str) -> None:
    wish = read_reminder(text, TODAY)
    day, repeats, count = REPEATED[text]
    assert (wish.day, wish.repeats, wish.count) == (date.fromisoformat(day), repeats, count)


@pytest.mark.parametrize("text", BY_PAYDAY)
def test_paydays_are_read_with_the_days_around_them(text: str) -> None:
    wish = read_reminder(text, TODAY)
    assert (wish.repeats, wish.count, wish.once) == (Repeats.PAYDAYS, *BY_PAYDAY[text])


@pytest.mark.parametrize("text", ANCHORED)
def test_a_day_that_follows_from_something_else_is_named_by_that(text: str) -> None:
    assert read_reminder(text, TODAY).anchor is ANCHORED[text]


@pytest.mark.parametrize("text", NO_DAY)
def test_where_no_day_is_said_none_is_guessed(text: str) -> None:
    wish = read_reminder(text, TODAY)
    assert (wish.day, wish.anchor, wish.repeats) == (None, Anchor.NONE, Repeats.ONCE)


@pytest.mark.parametrize("text", ABOUT)
def test_what_is_to_be_done_is_kept_in_the_persons_words(text: str) -> None:
    assert read_reminder(text, TODAY).about == ABOUT[text]


def test_no_reminder_is_for_a_day_that_has_been() -> None:
    for text in (*ONCE_ON, *REPEATED, "remind me on November 3", "remind me yesterday"):
        day = read_reminder(text, TODAY).day
        assert day is None or day > TODAY, text


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("remind me every Friday at 7 pm to convert", 19 * 60),
        ("remind me on Dec 4 at 7:30am", 7 * 60 + 30),
        ("remind me tomorrow at noon", 12 * 60),
        ("every payday plus one, in the evening", 19 * 60),
        ("remind me on the 15th at 6", 18 * 60),
        ("remind me on 12/15 to convert 4,000", None),
        ("remind me in 3 days", None),
    ],
)
def test_a_time_of_the_day_is_kept_beside_the_day(text: str, minutes: int | None) -> None:
    assert read_reminder(text, TODAY).at == minutes


def test_the_31st_of_each_month_stays_the_31st_where_a_month_is_shorter() -> None:
    assert read_reminder("monthly on the 31st", TODAY).day_of_month == 31
    assert read_reminder("every month on the 15th", TODAY).day_of_month == 15
    assert read_reminder("at the end of each month", TODAY).day_of_month == 31


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("paid every two weeks, next payday is December 4", "2026-12-04"),
        ("biweekly, next one is on Friday", "2026-11-27"),
        ("every two weeks, my last paycheck was on November 13", "2026-11-13"),
        ("biweekly, I was paid on Nov 20", "2026-11-20"),
        ("I get paid monthly on the 28th", "2026-11-28"),
        ("twice a month on the 15th and the 30th", None),
        ("weekly", None),
    ],
)
def test_a_payday_is_read_beside_how_often_pay_comes(text: str, day: str | None) -> None:
    assert read_payday(text, TODAY) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Pacific time", "America/Los_Angeles"),
        ("I'm on Eastern", "America/New_York"),
        ("EST", "America/New_York"),
        ("my time zone is central", "America/Chicago"),
        ("Mountain Time please", "America/Denver"),
        ("Hawaii time", "Pacific/Honolulu"),
        ("Hawaii", None),
        ("I'm in Arizona", None),
        ("the central question is the limit", None),
        ("pacific life is my insurer", None),
    ],
)
def test_a_time_zone_is_taken_only_where_nothing_else_can_be_meant(text: str, zone: str | None) -> None:
    assert read_time_zone(text) == zone


RHYTHMS_IN_OTHER_WORDS = {
    "nudge me biweekly thursdays to look at the deposit": ("2026-11-26", Repeats.DAYS, 14, 0),
    "write to me on the twelfth of each month to convert": ("2026-12-12", Repeats.MONTHS, 1, 0),
    "ping me eom to log the statement": ("2026-11-30", Repeats.ONCE, 0, 0),
    "remind me tuesdays to convert": ("2026-12-01", Repeats.DAYS, 7, 0),
    "second tuesday of every month remind me to convert": ("2026-12-08", Repeats.MONTHS, 1, 2),
    "remind me the last friday of each month to convert": ("2026-11-27", Repeats.MONTHS, 1, -1),
    "remind me the 8th of feb, may, aug and nov to check": ("2027-02-08", Repeats.MONTHS, 3, 0),
    "remind me every other friday to convert, last payday was the 20th": ("2026-12-04", Repeats.DAYS, 14, 0),
}


@pytest.mark.parametrize("text", RHYTHMS_IN_OTHER_WORDS)
def test_a_rhythm_is_read_in_other_words(text: str) -> None:
    found = read_reminder(text, TODAY)
    told = (found.day.isoformat() if found.day else None, found.repeats, found.count, found.place)
    assert told == RHYTHMS_IN_OTHER_WORDS[text]


LISTED = {
    "ping me on the 2nd, the 5th and again the 9th to re-enroll": [
        ("2026-12-02", "re-enroll"), ("2026-12-05", "re-enroll"), ("2026-12-09", "re-enroll"),
    ],
    "remind me to ring payroll on dec 9 and to log the match on dec 4": [
        ("2026-12-09", "ring payroll"), ("2026-12-04", "log the match"),
    ],
    "remind me to ask HR tomorrow, convert on dec 11 and then look at the statement on jan 8 please": [
        ("2026-11-25", "ask HR"), ("2026-12-11", "convert"), ("2027-01-08", "look at the statement"),
    ],
    "remind me: dec 3 call payroll, dec 17 see that it was changed": [
        ("2026-12-03", "call payroll"), ("2026-12-17", "see that it was changed"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", LISTED)
def test_days_that_are_listed_are_each_a_reminder(text: str) -> None:
    found = read_reminders(text, TODAY)
    assert [(one.day.isoformat() if one.day else "", one.about) for one in found] == LISTED[text]


def test_a_rhythm_beside_a_day_is_a_reminder_of_its_own() -> None:
    rhythm, day = read_reminders("remind me every other friday to convert, and on dec 20 to look for the form", TODAY)
    assert (rhythm.repeats, rhythm.count, rhythm.about) == (Repeats.DAYS, 14, "convert")
    assert (day.day, day.repeats, day.about) == (date(2026, 12, 20), Repeats.ONCE, "look for the form")


def test_a_day_in_the_task_is_no_day_of_the_reminder() -> None:
    assert read_reminder("remind me on dec 10 to move the money before dec 31", TODAY).day == date(2026, 12, 10)
    assert read_reminders("remind me on dec 10 to move the money before dec 31", TODAY) == ()


def test_a_task_keeps_its_own_preposition() -> None:
    assert read_reminder("remind me on friday to log what went in", TODAY).about == "log what went in"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ping me each payday, we're paid biweekly, the last one was nov 20", "2026-11-20"),
        ("every payday please; next payday is Dec 4, every two weeks", "2026-12-04"),
        ("remind me the day after every payday, I'm paid weekly", None),
        ("remind me every payday until dec 31", None),
    ],
)
def test_a_payday_is_read_beside_the_wish(text: str, day: str | None) -> None:
    assert payday_beside(text, TODAY) == (None if day is None else date.fromisoformat(day))


def test_how_pay_comes_is_no_part_of_what_is_to_be_done() -> None:
    assert read_reminder("remind me every payday to look, we get paid every other friday", TODAY).about == "look"
