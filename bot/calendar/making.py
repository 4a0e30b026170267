"""Makes a calendar file (RFC 5545): one event of a whole day for each date, with an alarm in the morning."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Annotated, Any, Final

from icalendar import Alarm, Calendar, Event
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.summary import BadPaper

KIND: Final = "calendar"
MOST_EVENTS: Final = 600
MORNING: Final = timedelta(hours=9)
Text = Annotated[str, Field(max_length=400)]


class Day(BaseModel):
    """An event: `key` is the same whenever the same day is handed out, so that a calendar takes it once.

    `at`: minutes after midnight of its alarm, None for the morning.
    """

    model_config = ConfigDict(frozen=True)

    key: Text
    day: date
    title: Annotated[Text, Field(min_length=1)]
    text: Text = ""
    at: Annotated[int | None, Field(ge=0, lt=24 * 60)] = None


class Days(BaseModel):
    """All that the file holds."""

    model_config = ConfigDict(frozen=True)

    name: Text
    made_on: date
    events: Annotated[tuple[Day, ...], Field(min_length=1, max_length=MOST_EVENTS)]


def make(data: Mapping[str, Any]) -> bytes:
    """The calendar file of `data`; the same data give the same bytes. Raises BadPaper for unfit data."""
    try:
        days = Days.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "data"
        raise BadPaper(f"paper {KIND!r}: {place}: {first['msg']}") from None
    calendar = Calendar()
    calendar.add("prodid", "-//mega-backdoor-roth//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", days.name)
    for day in days.events:
        calendar.add_component(_event(day, days.made_on))
    return bytes(calendar.to_ical())


def _event(day: Day, made_on: date) -> Event:
    event = Event()
    event.add("uid", f"{sha256(day.key.encode()).hexdigest()[:24]}@mega-backdoor-roth")
    event.add("dtstamp", datetime.combine(made_on, time(), UTC))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", day.title)
    event.add("transp", "TRANSPARENT")
    if day.text:
        event.add("description", day.text)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", day.title)
    alarm.add("trigger", MORNING if day.at is None else timedelta(minutes=day.at))
    event.add_component(alarm)
    return event
