"""Which day it is for a person, and when their morning is: by the zone or the state they told, else by the setting."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flows.session import Session

_STATES: Final = {
    "America/New_York": "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}
# A state with two zones counts in the one in which most of its people live.
ZONES: Final[Mapping[str, str]] = MappingProxyType(
    {state: zone for zone, states in _STATES.items() for state in states.split()}
)
STATE_SLOT: Final = "state"
WAKING: Final = time(9, 30)
# Where nothing is known of the zone, a moment that is in waking hours from Hawaii to Maine.
SOMEWHERE: Final = "America/New_York"
WAKING_ANYWHERE: Final = time(13, 0)
SPREAD_SECONDS: Final = 3600  # over which reminders of one morning are spread
_SPREADING: Final = 2_654_435_761  # a number that scatters those that follow one another


def zone_of(session: Session) -> str | None:
    """The time zone that the user has told, else that of their state; None where none is known."""
    named = session.notes.zone
    if named is not None and is_zone(named):
        return named
    told = session.case.get(STATE_SLOT)
    return ZONES.get(told.value) if told is not None and isinstance(told.value, str) else None


def today_in(zone: str) -> date:
    """The day in the time zone called `zone`; that of this machine where it does not know the zone."""
    place = _zone(zone)
    return datetime.now(place).date() if place is not None else date.today()


def due_at(day: date, today: date, now: float, zone: str | None, chat: int, minutes: int | None = None) -> int:
    """The second of the clock at which `day` has come for a person in `zone`, in the morning; `now` if it has.

    It is `today` there at `now`. Reminders of one morning are spread over an hour, by `chat`. `minutes` after midnight
    is the time that was asked for instead of the morning.
    """
    days = (day - today).days
    if days < 0 or (days == 0 and minutes is None):
        return int(now)
    place = _zone(zone or SOMEWHERE)
    local = datetime.fromtimestamp(now, place) + timedelta(days=days)
    if minutes is not None:
        moment = datetime.combine(local.date(), time(minutes // 60, minutes % 60), place)
        return max(int(now), int(moment.timestamp()))
    morning = datetime.combine(local.date(), WAKING if zone else WAKING_ANYWHERE, place)
    return int(morning.timestamp()) + chat * _SPREADING % SPREAD_SECONDS


def is_zone(zone: str) -> bool:
    """Whether this machine knows a time zone called `zone`."""
    return _zone(zone) is not None


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
