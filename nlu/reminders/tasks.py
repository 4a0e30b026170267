"""What a reminder is about, in the person's words."""

import re
from typing import Final

from nlu.entities.calendar_dates import SHORT_MONTHS
from nlu.reminders.words import ASKED_BY, SIGNS

LONGEST_WISH: Final = 200  # characters; what is longer tells a story beside
LONGEST_ABOUT: Final = 80  # characters
_FLAGS: Final = re.IGNORECASE
_OF_MONTH: Final = re.compile(rf"\bof (?=(?:{SHORT_MONTHS})[a-z]*\b)", _FLAGS)
ASKING: Final = re.compile(
    r"^\W*(?:(?:please|ok|okay|hey|hi|and|also|then|now|so|yes|can you|could you|would you|will you|i want you to|"
    r"i(?:'d| would) like you to)\W+)*"
    rf"(?:(?:{ASKED_BY}|reminder) me(?: up)?|(?:i )?(?:need|want)(?: to have)? (?:a |an )?(?:{SIGNS}|reminders?)|"
    r"(?:don'?t|do not|never) let me forget|"
    rf"(?:give|send|drop) me (?:a |an )?(?:{SIGNS}|note|line)|"
    r"(?:set|make|add|create|give me)(?: up)?(?: me)? (?:a |an |the )?(?:[\w-]+ )?reminders?|"
    r"(?:(?:\d|two|three|four|five|six) )?reminders?)\b\W*",
    _FLAGS,
)
TO_DO: Final = re.compile(
    r"(?P<whose>\b(?:she|he|they|(?:my|our|the) (?!reminder)\w+) (?:should|must|needs? to|has to|have to|ought to) .+)|"
    r"\b(?:to|about|that|so (?:that )?(?:i|we)(?: can| could| will)?|so as to|because|"
    r"just say|saying|titled?(?: it)?|call(?:ed)? it)\b:? (?P<what>.+)|"
    r"(?:^|\bme)\W*of (?P<of>.+)|\b(?:say|topic|subject|text|title): ?(?P<say>.+)|"
    r"\bfor (?P<for>(?:check|look|ask|call|convert)\w* .+)|"
    r"(?P<verb>\b(?:convert|roll|move|put in|contribute|send) (?:\w+ )?\$?\d.+)",
    _FLAGS,
)
LEADING: Final = re.compile(r"^\W*(?:(?:on|at|by|in|to|about|that|for|i need to|i have to|i must)\b\W*)+", _FLAGS)
CALLED: Final = re.compile(
    rf"\b(?:{ASKED_BY})s? me(?: up| again)?\b|"
    r"\btell me(?: to\b| that\b)?|\bgive (?:me )?(?:a )?heads[- ]?up\b",
    _FLAGS,
)
_TELL: Final = re.compile(
    r"\btell me (?:to |that )?(?P<what>.+)|\b(?:text|e-?mail|message|send) me (?P<sent>(?:the|my|a|an) .+)", _FLAGS
)
_NEXT_SENTENCE: Final = re.compile(r"(?<=[\w)\s])[.!?]\s+\S.*$")
_POINTS: Final = frozenset({"it", "this", "that", "them", "these", "those", "me", "which"})  # names nothing to do
TRAILING: Final = re.compile(
    r"(?:\W*\b(?:please|thanks|thank you|on|in|at|and|the|of|by|from now|too|again|say|like)\b)+\W*$", _FLAGS
)
POLITE_END: Final = re.compile(r"(?:\W*\b(?:please|thanks|thank you|pls|thx)\b)+\W*$", _FLAGS)
_DAY_CUT: Final = re.compile(r"\s\W*$")
PARTED: Final = re.compile(r"(?:[,;.]|\s+(?:and|then|and then))\s*(?:then |also |on )*$", _FLAGS)
_TELLS_OF_DAY: Final = re.compile(r"^\W*(?:is|was|are|'s|will|would|if|when|works?|at the latest|or)\b", _FLAGS)
_HOW_PAID: Final = re.compile(
    r"[,;] *(?:and )?(?:i|we|they)(?:'m|'re| am| are| get)? ?(?:get )?(?:paid|pay) (?:us |me )?\b.*$", _FLAGS
)
_WHEN_BEHIND: Final = re.compile(
    r"\W+(?:(?:on|by|before|until|at) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}/\d|"
    rf"(?:{SHORT_MONTHS})[a-z]*\.? \d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"(?:tomorrow|next week|next month)\b).*$",
    _FLAGS,
)


def task_told_before(text: str) -> str:
    """What a story says last before it asks for a reminder, in which nothing is said of what is to be done."""
    called = CALLED.search(text) if len(text) > LONGEST_WISH else None
    if called is None:
        return ""
    last = re.split(r"[.!?]\s+", text[: called.start()].strip())[-1]
    return shortened(re.sub(r"(?:\W|\b(?:so|and|then|please)\b)+$", "", last, flags=_FLAGS))


def task_behind_day(text: str) -> str:
    """What is to be done, where it stands behind its day; "" for what tells of the day itself."""
    if _TELLS_OF_DAY.match(text):
        return ""
    return shortened(TRAILING.sub("", LEADING.sub("", PARTED.sub("", text))).strip(" .,;:-"))


def task_of(text: str) -> str:
    """What is to be done, in the person's words: what stands behind "to" or "about"."""
    plain = " ".join(_OF_MONTH.sub(" ", text).split())
    called = CALLED.search(plain)
    found = (
        _TELL.search(plain) or (called and TO_DO.search(plain, called.end())) or TO_DO.search(CALLED.sub(" ", plain))
    )
    if found is None:
        return ""
    what = next(group for group in found.groups() if group)
    what = _HOW_PAID.sub("", _WHEN_BEHIND.sub("", _NEXT_SENTENCE.sub("", what)))
    # A preposition at the end belonged to a day that was cut out; "log what went in" ends with its own.
    cut = _DAY_CUT.search(text) is not None or what != next(group for group in found.groups() if group)
    what = (TRAILING if cut else POLITE_END).sub("", what).strip(" .!,;:").strip()
    return "" if what.lower() in _POINTS else shortened(what)


def shortened(text: str) -> str:
    """The text, cut behind a whole word where it is too long."""
    if len(text) <= LONGEST_ABOUT:
        return text
    return f"{text[: LONGEST_ABOUT - 1].rpartition(' ')[0] or text[: LONGEST_ABOUT - 1]}…"
