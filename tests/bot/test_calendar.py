"""The calendar file: another program's parser reads it, and hostile words stay words."""

import itertools
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from bot.calendar import make
from bot.summary import BadPaper
from flows.screens import Attachment
from tests.conversation import Talk


def attachment(talk: Talk) -> Attachment:
    found = [screen.attachment for screen in talk.screens if screen.attachment is not None]
    assert len(found) == 1
    return found[0]


def events(content: bytes) -> list[tuple[date, str]]:
    return [(event.decoded("dtstart"), str(event["summary"])) for event in Calendar.from_ical(content).walk("VEVENT")]


def test_the_file_holds_what_is_set_and_the_days_of_the_year_in_order() -> None:
    talk = Talk()
    talk.say("paid every two weeks, next payday is December 4")
    talk.say("remind me every payday plus one to convert")
    talk.say("/calendar")
    found = events(make(attachment(talk).data))
    assert (date(2026, 12, 5), "Mega backdoor: convert") in found
    assert (date(2026, 12, 19), "Mega backdoor: convert") in found
    assert (date(2027, 4, 15), "Mega backdoor: tax return, and the last day to get excess deferrals back") in found
    converting = [day for day, title in found if title.endswith(": convert")]
    assert len(converting) == 26
    assert {later - one for one, later in itertools.pairwise(converting)} == {timedelta(days=14)}


def test_the_same_day_has_the_same_key_when_the_file_is_made_again() -> None:
    talk = Talk()
    talk.say("/calendar")
    first = make(attachment(talk).data)
    talk.say("remind me on the 15th to convert")
    talk.say("/calendar")
    again = make(attachment(talk).data)
    keys = [{str(event["uid"]) for event in Calendar.from_ical(one).walk("VEVENT")} for one in (first, again)]
    assert keys[0] < keys[1]


def test_words_of_a_person_cannot_begin_another_line_of_the_file() -> None:
    talk = Talk()
    talk.say("remind me on the 15th to call; BEGIN:VEVENT, DTSTART:20200101 \\n x")
    talk.say("/calendar")
    content = make(attachment(talk).data)
    assert content.count(b"\r\nBEGIN:VEVENT") == len(events(content))
    assert date(2020, 1, 1) not in [day for day, _ in events(content)]


@pytest.mark.parametrize(
    "data", [{}, {"name": "x", "made_on": "2026-01-01", "events": []}, {"name": "x", "made_on": "y"}]
)
def test_unfit_data_make_no_file(data: dict[str, object]) -> None:
    with pytest.raises(BadPaper):
        make(data)
