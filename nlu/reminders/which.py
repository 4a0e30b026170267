"""Which of the reminders that are set is meant: by its number, place, day, rhythm or what it is about."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from nlu.entities.calendar_dates import DAY_NAMES, weekday_number
from nlu.entities.text import clean
from nlu.reminders.reading import read_when
from nlu.reminders.topics import topics_in, words_in
from nlu.reminders.wish import Repeats
from nlu.reminders.words import ALWAYS_ASKS

LONGEST_TEXT: Final = 200  # characters
LAST_OF_ALL: Final = -1
_FLAGS: Final = re.IGNORECASE
ORDINALS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "last": LAST_OF_ALL, "bottom": LAST_OF_ALL, "top": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Which:
    """The reminders that are meant, as far as the words tell; all fields empty where they only say "it" or nothing.

    `place` is one in the list that is shown, LAST_OF_ALL the last. `weekday`: Monday is 0. `topics` and `words` are
    what they are about. `everyone`: all that fit, not one of them. `named`: the word reminder was said.
    """

    numbers: tuple[int, ...] = ()
    place: int = 0
    weekday: int | None = None
    repeats: Repeats | None = None
    count: int = 0
    day: date | None = None
    topics: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    everyone: bool = False
    pointed: bool = False
    named: bool = False

    @property
    def told(self) -> bool:
        """Whether the words tell one from another."""
        return bool(
            self.numbers
            or self.place
            or self.weekday is not None
            or self.repeats
            or self.day
            or self.topics
            or self.words
        )


LEAD: Final = re.compile(
    r"^\W*(?:(?:please|pls|ok|okay|hey|hi|and|also|then|now|so|yes|yeah|oh|oops|sorry|wait|hmm|actually|"
    r"no(?! (?:more|need|[\w ]{0,30}(?:reminders?|messages?)\b))|can you|could you|would you|will you|can we|could we|"
    r"let'?s|i want you to|i want to|i'?d like to|i would like to|i(?:'d| would) like you to|you can|"
    r"(?:can|could|should|may|might) (?=(?:it|they|these|those|that one) (?:come|be|go|arrive|start)\b)|"
    r"just(?! once| one| this)|i meant|i mean|i said|maybe|better|rather|i(?:'d| would) (?:rather|prefer)|i prefer)"
    r"\b\W*)+",
    _FLAGS,
)
TRAIL: Final = re.compile(
    r"(?:\W*\b(?:please|pls|thanks|thank you|thx|instead|then|for me|any ?more|any longer|from now on|if possible|"
    r"if you can|ok|okay)\b)+\W*$",
    _FLAGS,
)
SAYS_REMINDER: Final = re.compile(r"\bremind(?:er|ers|ing)?\b|\bnudges?\b|\balarms?\b|\bpings?\b", _FLAGS)
REMINDERS: Final = r"(?:one|ones|things?|reminders?|nudges?|pings?|alarms?)"
BY_ITS_DAY: Final = re.compile(
    rf"(?:the |my |every |on )?(?:(?:{DAY_NAMES})s?|\d{{1,2}}(?:st|nd|rd|th)|the end of the month|paydays?|"
    r"weekly|monthly|quarterly|daily|yearly)",
    _FLAGS,
)
ANY_DAY: Final = re.compile(rf"\b(?P<day>{DAY_NAMES})s?\b", _FLAGS)
_MORE: Final = r"(?:(?:,| and| &|, and) #?\d{1,3})*"
_NO_DAY: Final = r"\b(?!(?:st|nd|rd|th|/|:| ?[ap]\.?m))"
NUMBERED: Final = re.compile(
    rf"\b(?:my |the )?reminders? (?:no\.? ?|number |nr\.? ?|#)?(?P<first>\d{{1,3}})(?P<more>{_MORE}){_NO_DAY}"
    rf"|(?:\bnumbers? |\bno\.? |#)(?P<first2>\d{{1,3}})(?P<more2>{_MORE}){_NO_DAY}",
    _FLAGS,
)
BARE_NUMBER: Final = re.compile(r"^(?P<first>\d{1,3})(?P<more>(?:(?:,| and| &|, and) \d{1,3})*)$")
_PLACED: Final = re.compile(
    rf"\b(?:the |my )?(?P<place>{'|'.join(ORDINALS)})(?: (?:one|reminder|of them|(?:on|in) the list))?\W*$",
    _FLAGS,
)
_ABOUT: Final = re.compile(
    rf"\b(?:(?:the |my |that )?(?:{REMINDERS}|reminding me|(?:{ALWAYS_ASKS}) me|be reminded|reminded)"
    r"(?: (?:that is|that's|which is))? "
    r"(?:(?:about|for|on|of|to)\b|(?=(?:when|every|each|before|after)\b))) ?(?P<topic>.+)$",
    _FLAGS,
)
NAMED: Final = re.compile(
    rf"\b(?:(?:the|my|that|this|a|any|all|all the|both|these|those|both the) )?(?P<name>(?:[\w'’-]+ ){{1,5}}?)"
    rf"{REMINDERS}\b",
    _FLAGS,
)
_NO_NAME: Final = frozenset({"the", "my", "that", "this", "all", "both", "all of my", "all my", "all the"})
POINTED: Final = re.compile(
    r"^(?:it|that(?: one)?|this(?: one)?|(?:the|my|that|this) reminder|that thing|them|they|these|those)\b"
    r"(?: (?:come|be|go|arrive|start)\b)?",
    _FLAGS,
)
_ALL: Final = re.compile(r"\b(?:all|every one|everything|them all|all of (?:them|those|these)|both)\b", _FLAGS)
_MANY: Final = re.compile(r"\b(?:ones|reminders)\b", _FLAGS)
_RHYTHM: Final = (
    (re.compile(r"\b(?:pay ?days?|pay ?checks?)\b", _FLAGS), Repeats.PAYDAYS, 0),
    (re.compile(r"\b(?:bi-?weekly|fortnightly|every (?:two|2|other) weeks?)\b", _FLAGS), Repeats.DAYS, 14),
    (re.compile(r"\b(?:weekly|every week|each week)\b", _FLAGS), Repeats.DAYS, 7),
    (re.compile(r"\b(?:daily|every ?day|each day)\b", _FLAGS), Repeats.DAYS, 1),
    (re.compile(r"\b(?:quarterly|every (?:quarter|three months|3 months))\b", _FLAGS), Repeats.MONTHS, 3),
    (re.compile(r"\b(?:monthly|every month|each month)\b", _FLAGS), Repeats.MONTHS, 1),
    (re.compile(r"\b(?:yearly|annual|every year)\b", _FLAGS), Repeats.MONTHS, 12),
)


def read_which(text: str, today: date) -> Which:
    """The reminder that an answer to "which one?" names: "the second", "2", "Friday", "the one about the forms"."""
    plain = " ".join(clean(text[:LONGEST_TEXT]).split()).strip(" .!")
    bare = TRAIL.sub("", LEAD.sub("", plain)).strip(" .!,")
    if found := BARE_NUMBER.match(bare):
        return Which(numbers=numbers_in(found["first"], found["more"]))
    return which_named(bare, today) or which_by_words(bare, today)


def which_named(text: str, today: date) -> Which | None:
    """The reminders that `text`, and nothing else in it, names; None where it names none."""
    everyone = _ALL.search(text) is not None
    named = SAYS_REMINDER.search(text) is not None
    if found := NUMBERED.search(text):
        numbers = numbers_in(found["first"] or found["first2"], found["more"] or found["more2"] or "")
        return Which(numbers=numbers, named=named)
    if found := _PLACED.fullmatch(text):
        return Which(place=ORDINALS[found["place"].lower()], named=named)
    many = everyone or _MANY.search(text) is not None
    if found := _ABOUT.search(text):
        about = which_by_words(f"{text[: found.start()]} {found['topic']}", today)
        return _of(about, everyone=(many and everyone) or _MANY.search(found[0][:8]) is not None, named=named)
    if (found := NAMED.search(text)) and found["name"].strip().lower() not in _NO_NAME:
        about = which_by_words(found["name"], today)
        if about.told:
            return _of(about, everyone=many, named=named)
    if found := POINTED.match(text):
        return Which(pointed=True, named=named)
    return Which(everyone=True, named=named) if everyone and (named or "thing" not in text) else None


def _of(which: Which, *, everyone: bool, named: bool) -> Which:
    return Which(
        (), 0, which.weekday, which.repeats, which.count, which.day, which.topics, which.words, everyone, named=named
    )


def which_by_words(text: str, today: date) -> Which:
    """The reminders that are told apart by their day, their rhythm or what they are about."""
    weekday = ANY_DAY.search(text)
    rhythm = next(((repeats, count) for words, repeats, count in _RHYTHM if words.search(text)), None)
    topics = topics_in(text)
    if "last_payday" in topics:
        rhythm = None
    wish = read_when(text, today)
    day = (
        wish.day
        if weekday is None and rhythm is None and wish.repeats is Repeats.ONCE and re.search(r"\d", text)
        else None
    )
    rest = ANY_DAY.sub(" ", text)
    for spelled, _, _ in _RHYTHM:
        rest = spelled.sub(" ", rest)
    words: frozenset[str] = frozenset() if topics or day is not None else words_in(rest)
    if wish.repeats is Repeats.MONTHS and wish.day_of_month:
        return Which(repeats=Repeats.MONTHS, count=1, day=wish.day, topics=topics)
    return Which(
        weekday=None if weekday is None else weekday_number(weekday["day"]),
        repeats=None if rhythm is None else rhythm[0],
        count=0 if rhythm is None else rhythm[1],
        day=day,
        topics=topics,
        words=words,
    )


def numbers_in(first: str, more: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(one) for one in [first, *re.findall(r"\d+", more)]))
