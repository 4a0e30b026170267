"""Whether a message asks to be reminded, to hear no more, or for a calendar file; when is read by `reminders`."""

import re
from typing import Final

from nlu.reminders.words import ALWAYS_ASKS, ASKS_ON_A_DAY, SIGNS

_LONGEST: Final = 120  # characters; what is longer says more than that
STOP: Final = frozenset({"stop", "stop it", "stop all", "stop them all"})
_REMIND: Final = re.compile(
    rf"\b(?:(?:{ALWAYS_ASKS})s?|please remember) me\b|\bwake me (?:up )?about\b|"
    r"\b(?:\d|two|three|four|five|six) reminders (?=on\b|for\b|in\b|at\b|:|\d|[a-z]{3,9} \d)|"
    r"\bset (?:a|me a|up a) reminder\b|\b(?:don'?t|do not|never) let me forget\b|"
    rf"\b(?:give|send|drop) me (?:a |an )?(?:{SIGNS})\b|\bgive (?:a )?heads[- ]?up\b|"
    r"\bbe my (?:alarm|reminder|memory)\b|\bremind (?:my|us)\b|"
    r"\bmake sure i (?:don'?t|do not|won'?t) forget\b",
    re.IGNORECASE,
)
_ANOTHER: Final = re.compile(
    r"^\W*(?:(?:and|also|plus|ok|then|please)\W+)*(?:one more|one|another(?: one)?|a second(?: one)?)"
    r"(?: reminder)? (?:for|on|in|to|about|at)\b|"
    r"^\W*(?:and|also|plus)\W+(?:also\W+)?(?:on|at|every|each|in|by|the|monthly|weekly|quarterly|daily)\b"
    r".* (?:to|about|for) \w",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    rf"\b(?:{ALWAYS_ASKS}|{ASKS_ON_A_DAY}|tell) (?:us\b|both\b|him\b|her\b|them\b|(?:me and )?my "
    r"(?:wife|husband|spouse|partner|boss|accountant|cpa)\b)",
    re.IGNORECASE,
)
_WIPES: Final = re.compile(
    r"\b(?:wipe|delete|erase|remove|destroy|purge|clear)\b (?:\w+ ){0,3}?(?:data|everything|info|information|"
    r"answers|facts|account|files?|what you (?:know|have|kept)|all you (?:know|have))\b",
    re.IGNORECASE,
)
_ALL_GONE: Final = re.compile(
    r"(?:please |ok |just )*(?:drop|delete|remove|cancel|kill|clear|end|stop|scrap|lose) "
    r"(?:them all|all|everything|the lot|all (?:of )?(?:them|'?em|those|these|the reminders|my reminders))(?: please)?",
    re.IGNORECASE,
)
# Said of other things too, so that a day has to stand beside it.
_REMIND_ON_A_DAY: Final = re.compile(
    rf"\b(?<!do you )(?:{ASKS_ON_A_DAY}|e-?mail)s? me\b|\bjust say:|"
    r"\bheads[- ]?up (?:the|an?|on|every|each|for|when|\d)|"
    r"\btell me (?!(?:what|how|if|whether|why|which|when|where|who|about|more|everything|"
    r"the\b(?!.*\b(?:is|are|has|have|opens?|closes?|starts?|ends?)\b)|again|all)\b)|"
    r"\b(?:put|set|schedule|leave) (?:something|a note|one|an alarm|an alert|a ping) (?:in|up|for|on|down)\b",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"(?:so |ok |and )*(?:what'?s|what is|what (?:all )?do i have|which (?:ones )?(?:do i have|are)) "
    r"(?:on|set|up|there|scheduled|coming|coming up|left|active|running)(?: (?:now|there|so far|again|next))*|"
    r"(?:show|list)(?: me)? (?:them|all|them all|what is set)|"
    r"(?:and )?(?:(?:was|is|when'?s|when is|when was|when does|what day (?:is|was)|which day (?:is|was))) (?:the|my) "
    r"(?:other|others|remaining|next|first|second|last)(?: ones?| reminders?)?(?: .{0,40})?"
)
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
_WHEN_SOMETHING_IS: Final = re.compile(
    r"(?:and |so |btw |fyi )?(?:our|my|the|their|this year'?s) (?:\w+ ){1,4}(?:closes?|ends?|opens?|starts?|begins?"
    r"|expires?|runs (?:until|till|to|through)|is|are|will be) (?:on |by |from )?(?:the )?\w+ \w+"
)
_CALENDAR: Final = re.compile(
    r"\b(?:calendar file|ics|ical|icalendar|outlook|(?:google|apple|phone) calendar)\b|"
    r"\b(?:add|put|export|download|send|get|give|save)\b.*\bcalendar\b"
)

_ASKED_ABOUT: Final = re.compile(r"^\W*(?:so |and |ok |hey )?(?:what(?:'?s)?|when(?:'?s)?|which|who)\b", re.IGNORECASE)


def asks_to_be_reminded(text: str) -> bool:
    """Whether `text` asks in so many words to be reminded ("ping me in June")."""
    return _REMIND.search(text) is not None


def reminds_others(text: str) -> bool:
    """Whether somebody else than the writer is to be reminded, alone or as well: "remind us both"."""
    return _OTHERS.search(text) is not None


def asks_for_another(text: str) -> bool:
    """Whether `text`, behind a reminder that was set, asks for one more: "and one for March 3"."""
    return _ANOTHER.match(text) is not None


def wipes_data(text: str) -> bool:
    """Whether `text` also wants deleted what is kept: "unsubscribe me and erase my data"."""
    return _WIPES.search(text) is not None


def ends_them_all(said: str) -> bool:
    """Whether `said`, where reminders were spoken of, wants all of them gone: "drop all of them"."""
    return _ALL_GONE.fullmatch(said) is not None


def lists_what_is_set(said: str) -> bool:
    """Whether `said`, where reminders were spoken of, wants to see them: "what's on", "show me all"."""
    return _LISTED.fullmatch(said) is not None


def asks_to_be_told(text: str) -> bool:
    """Whether `text` asks to be told something, which is a wish to be reminded where it names a day to come."""
    return _REMIND_ON_A_DAY.search(text) is not None


def asks_about_days(text: str) -> bool:
    """Whether `text` asks what some day holds, or when something is, which sets no reminder: "what's tomorrow?"."""
    return _ASKED_ABOUT.search(text) is not None and not speaks_of_reminding(text)


def speaks_of_reminding(text: str) -> bool:
    """Whether `text` has a word of reminding at all, so that its days are no answer to another question."""
    return _REMINDING.search(text) is not None or _REMIND.search(text) is not None


def tells_of_arrival(text: str) -> bool:
    """Whether `text` says that a conversion is where it should be ("it arrived", "the money is there now")."""
    return _ARRIVED.fullmatch(text[:_LONGEST].strip().rstrip(".!")) is not None


def tells_when_something_is(said: str) -> bool:
    """Whether `said`, in lower case without decoration, only tells on which day something is."""
    return _WHEN_SOMETHING_IS.fullmatch(said) is not None


def speaks_of_pay(text: str) -> bool:
    """Whether `text` has a word of pay, so that a day in it may be a payday."""
    return re.search(r"\b(?:pay\w*|paid|salary|checks?|stubs?)\b", text, re.IGNORECASE) is not None


def ends_reminders(said: str) -> bool:
    """Whether `said`, in lower case without decoration, begins by wanting no more messages."""
    return _NO_MORE.match(said) is not None


def asks_for_calendar(said: str) -> bool:
    """Whether `said`, in lower case without decoration, asks for the dates as a calendar file."""
    return _CALENDAR.search(said) is not None
