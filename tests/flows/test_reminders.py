"""Reminders: kept, replaced, and the days on which they come again."""

from dataclasses import replace
from datetime import date

import pytest

from core.paychecks import PaySchedule
from flows.notes import Notes
from flows.reminders import (
    MOST,
    ONCE,
    Purpose,
    Reminder,
    Rhythm,
    Unit,
    add,
    by_topic,
    drop,
    find,
    following,
    payday_after,
    put,
    reminders_of,
)
from flows.session import Session
from flows.year_dates import forms_due, last_change, year_dates

BIWEEKLY = PaySchedule(pay_frequency="biweekly", known_payday=date(2026, 12, 4))


def reminder(day: str, rhythm: Rhythm = ONCE, purpose: Purpose = Purpose.CONVERT, **more: object) -> Reminder:
    return Reminder(0, purpose, date.fromisoformat(day), rhythm, **more)  # type: ignore[arg-type]


def kept(*reminders: Reminder) -> Session:
    session = Session()
    for one in reminders:
        session, _ = add(session, one)
    return Session.loads(session.dumps())


def test_a_reminder_comes_back_from_the_store_as_it_was_set() -> None:
    told = reminder("2026-12-15", Rhythm(Unit.MONTHS, 1, 15), Purpose.OWN, about="water the plants", entry=4)
    (found,) = reminders_of(kept(told))
    assert found == replace(told, id=1, topic="r1")
    assert by_topic(kept(told), "r1") == found


def test_the_same_wish_twice_is_one_reminder() -> None:
    assert len(reminders_of(kept(reminder("2026-12-15"), reminder("2026-12-15")))) == 1


def test_a_number_is_never_given_twice() -> None:
    session = drop(kept(reminder("2026-12-15"), reminder("2026-12-16")), 2)
    session, new = add(session, reminder("2026-12-17"))
    assert (new.id, find(session, 2)) == (3, None)


def test_a_chat_has_only_so_many() -> None:
    session = Session()
    for count in range(MOST):
        session, _ = add(session, reminder("2026-12-15", entry=count + 1))
    with pytest.raises(ValueError, match="at most"):
        add(session, reminder("2026-12-15"))


def test_one_that_is_put_keeps_its_number_and_topic() -> None:
    session = kept(reminder("2026-12-15"))
    session = put(session, replace(reminders_of(session)[0], day=date(2027, 1, 15)))
    assert [(one.id, one.topic, one.day) for one in reminders_of(session)] == [(1, "r1", date(2027, 1, 15))]


def test_reminders_that_were_kept_by_topic_go_on() -> None:
    notes = {"reminders": {"wish.taxes.30": "2026-12-24", "wish.guide.0": "2026-11-27"}}
    session = replace(Session(), notes=Notes(reminders=notes["reminders"]))
    assert [(one.topic, one.purpose, one.rhythm) for one in reminders_of(session)] == [
        ("wish.guide.0", Purpose.CONVERT, ONCE),
        ("wish.taxes.30", Purpose.FORMS, Rhythm(Unit.DAYS, 30)),
    ]


@pytest.mark.parametrize(
    "raw", [None, {}, {"x": "y"}, {"set": [{"id": "x"}, 4, {"id": 1, "for": "spam", "day": "2026-01-01"}]}]
)
def test_notes_that_this_program_did_not_write_hold_no_reminder(raw: dict[str, object] | None) -> None:
    assert reminders_of(replace(Session(), notes=Notes(reminders=raw))) == ()


@pytest.mark.parametrize(
    ("one", "today", "next_day"),
    [
        (reminder("2026-01-31", Rhythm(Unit.MONTHS, 1, 31)), "2026-01-31", "2026-02-28"),
        (reminder("2026-02-28", Rhythm(Unit.MONTHS, 1, 31)), "2026-02-28", "2026-03-31"),
        (reminder("2026-01-15", Rhythm(Unit.MONTHS, 3, 15)), "2026-08-01", "2026-10-15"),
        (reminder("2026-12-01", Rhythm(Unit.DAYS, 14)), "2026-12-01", "2026-12-15"),
        (reminder("2026-12-01", Rhythm(Unit.DAYS, 14)), "2026-12-20", "2026-12-29"),
        (reminder("2026-12-05", Rhythm(Unit.PAYDAYS, 1)), "2026-12-05", "2026-12-19"),
        (reminder("2026-12-19", Rhythm(Unit.PAYDAYS, 1)), "2026-12-19", "2027-01-02"),
        (reminder("2026-12-02", Rhythm(Unit.PAYDAYS, -2)), "2026-12-02", "2026-12-16"),
    ],
)
def test_what_comes_again_comes_on_its_next_day(one: Reminder, today: str, next_day: str) -> None:
    assert following(one, date.fromisoformat(today), BIWEEKLY) == date.fromisoformat(next_day)


def test_what_comes_once_does_not_come_again() -> None:
    assert following(reminder("2026-12-01"), date(2026, 12, 1), BIWEEKLY) is None


def test_without_paydays_a_reminder_by_paydays_ends() -> None:
    assert following(reminder("2026-12-05", Rhythm(Unit.PAYDAYS, 1)), date(2026, 12, 5), None) is None


def test_the_payday_before_new_year_is_followed_by_one_of_the_next_year() -> None:
    assert payday_after(BIWEEKLY, date(2026, 12, 18), 0) == date(2027, 1, 1)


def test_the_last_change_is_as_many_days_before_the_last_payday_as_payroll_needs() -> None:
    assert last_change(BIWEEKLY, date(2026, 11, 24), 10) == date(2026, 12, 8)
    assert last_change(BIWEEKLY, date(2026, 12, 9), 10) is None


def test_where_it_is_not_known_what_payroll_needs_the_last_change_is_some_days_before_the_last_payday() -> None:
    assert last_change(BIWEEKLY, date(2026, 11, 24), 0) == date(2026, 12, 14)
    assert last_change(BIWEEKLY, date(2026, 12, 16), 0) == date(2026, 12, 16)  # today or never
    assert last_change(BIWEEKLY, date(2026, 12, 19), 0) is None


def test_the_dates_of_a_year_lie_ahead_and_end_with_its_return() -> None:
    found = [
        (one.purpose.value, one.day.isoformat(), one.reminded.isoformat())
        for one in year_dates(date(2026, 3, 2), BIWEEKLY, 0)
    ]
    assert found == [
        ("return", "2026-04-15", "2026-04-01"),
        ("return", "2026-04-15", "2026-04-15"),
        ("year_check", "2026-11-10", "2026-11-10"),
        ("last_payday", "2026-12-14", "2026-12-11"),
        ("last_payday", "2026-12-14", "2026-12-14"),
        ("forms", "2027-01-31", "2027-01-31"),
        ("return", "2027-04-15", "2027-04-01"),
        ("return", "2027-04-15", "2027-04-15"),
    ]
    later = [one.purpose for one in year_dates(date(2026, 11, 24), None, 0)]
    assert later == [Purpose.FORMS, Purpose.RETURN, Purpose.RETURN]
    assert forms_due(2026) == date(2027, 1, 31)
