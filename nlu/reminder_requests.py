"""Whether a message asks to be reminded, to hear no more, or for a calendar file; when is read by `reminders`."""

import re
from typing import Final

_LONGEST: Final = 120  # characters; what is longer says more than that
STOP: Final = frozenset({"stop", "stop it", "stop all", "stop them all"})
_REMIND: Final = re.compile(r"\b(?:remind me|ping me|nudge me|set (?:a|me a|up a) reminder)\b", re.IGNORECASE)
_REMINDING: Final = re.compile(
    r"\b(?:remind\w*|ping|nudge|alert|alarm|notif\w+|calendar|message me|text me|tell me)\b", re.IGNORECASE
)
_NO_MORE: Final = re.compile(
    r"(?:please )?(?:unsubscribe|don'?t (?:remind|message|ping|text) me|no more (?:reminders|messages)|"
    r"stop (?:reminding|messaging|texting|pinging|sending)\b.*)"
)
_ARRIVED: Final = re.compile(
    r"(?:(?:yes|yep|ok|okay|hey|hi|good news|great)[ ,!]+)*"
    r"(?:it|everything|all of it|(?:the|my) (?:money|conversion|transfer|rollover))"
    r"(?:'s| has| is| did)?(?: all| already| just| now| finally)* "
    r"(?:arrived?|there|in the roth(?: account)?|come through|came through|gone through|went through|landed|showed up)"
    r"(?: now| today| yesterday| in the roth(?: account)?)*",
    re.IGNORECASE,
)
_CALENDAR: Final = re.compile(
    r"\b(?:calendar file|ics|ical|icalendar)\b|\b(?:add|put|export|download|send|get|give|save)\b.*\bcalendar\b"
)


def asks_to_be_reminded(text: str) -> bool:
    """Whether `text` asks in so many words to be reminded ("ping me in June")."""
    return _REMIND.search(text) is not None


def speaks_of_reminding(text: str) -> bool:
    """Whether `text` has a word of reminding at all, so that its days are no answer to another question."""
    return _REMINDING.search(text) is not None


def tells_of_arrival(text: str) -> bool:
    """Whether `text` says that a conversion is where it should be ("it arrived", "the money is there now")."""
    return _ARRIVED.fullmatch(text[:_LONGEST].strip().rstrip(".!")) is not None


def speaks_of_pay(text: str) -> bool:
    """Whether `text` has a word of pay, so that a day in it may be a payday."""
    return re.search(r"\b(?:pay\w*|paid|salary|checks?|stubs?)\b", text, re.IGNORECASE) is not None


def ends_reminders(said: str) -> bool:
    """Whether `said`, in lower case without decoration, begins by wanting no more messages."""
    return _NO_MORE.match(said) is not None


def asks_for_calendar(said: str) -> bool:
    """Whether `said`, in lower case without decoration, asks for the dates as a calendar file."""
    return _CALENDAR.search(said) is not None
