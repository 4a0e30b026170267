"""Which day it is for a person: by the state that they live in, else by the setting."""

from collections.abc import Mapping
from datetime import date, datetime
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


def zone_of(session: Session) -> str | None:
    """The time zone of the state that the user has told; None where none is known."""
    told = session.case.get(STATE_SLOT)
    return ZONES.get(told.value) if told is not None and isinstance(told.value, str) else None


def today_in(zone: str) -> date:
    """The day in the time zone called `zone`; that of this machine where it does not know the zone."""
    place = _zone(zone)
    return datetime.now(place).date() if place is not None else date.today()


def is_zone(zone: str) -> bool:
    """Whether this machine knows a time zone called `zone`."""
    return _zone(zone) is not None


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
