"""Reads the time zone that somebody names: "Pacific time", "I'm on Eastern", "EST"."""

import re
from typing import Final

_ZONES: Final = (
    ("America/Los_Angeles", r"pacific|pst|pdt|west coast"),
    ("America/Denver", r"mountain|mst|mdt"),
    ("America/Chicago", r"central|cst|cdt"),
    ("America/New_York", r"eastern|est|edt|east coast"),
    ("America/Phoenix", r"arizona"),
    ("America/Anchorage", r"alaskan?|akst|akdt"),
    ("Pacific/Honolulu", r"hawaii(?:an)?|hst"),
)
ZONES: Final = tuple(zone for zone, _ in _ZONES)  # all that can be named
_NAMED: Final = tuple(
    (
        zone,
        re.compile(
            r"\W*(?:(?:i'?m|i am|we'?re|my time ?zone is|time ?zone|i live|my time is|set my time ?zone to|make it|"
            r"it'?s|change my time ?zone to|use|my clock is)\W+)?(?:(?:in|on|is|to|the)\W+)*(?:us[ /])?"
            rf"(?P<name>{words})(?P<time> (?:standard |daylight )?(?:time(?: zone)?|zone))?(?: now| please)?\W*",
            re.IGNORECASE,
        ),
    )
    for zone, words in _ZONES
)
_LETTERS: Final = re.compile(
    r"[ehmacp]k?[sd]t|(?:pacific|mountain|central|eastern|east coast|west coast)", re.IGNORECASE
)


def read_time_zone(text: str) -> str | None:
    """The zone that `text` says and nothing else, as `America/Chicago`; None where it may mean something else.

    The bare name of a state is left to the reading of states.
    """
    for zone, pattern in _NAMED:
        found = pattern.fullmatch(text)
        if found is not None and (found["time"] or _LETTERS.fullmatch(found["name"])):
            return zone
    return None


_BESIDE: Final = re.compile(
    r"(?<=\w) (?:in )?(?P<name>(?:us )?(?:pacific|mountain|central|eastern|hawaii(?:an)?|alaskan?|[ehmacp]k?[sd]t)"
    r"(?: (?:standard |daylight )?time)?)\b(?!:)",
    re.IGNORECASE,
)


def zone_beside_time(text: str) -> tuple[str, int, int] | None:
    """The zone that stands behind a time of the day in `text`, with where its words begin and end."""
    for found in _BESIDE.finditer(text):
        name = found["name"] if found["name"].lower().endswith("time") else f"{found['name']} time"
        zone = read_time_zone(name)
        if zone is not None and re.search(
            r"(?:\d ?(?:[ap]\.?m\.?)?|o'?clock|noon)$", text[: found.start()], re.IGNORECASE
        ):
            return zone, found.start(), found.end()
    return None
