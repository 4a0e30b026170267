"""A change of reminders that are set, in words: which one is meant, and what is to become of it.

"change it to Thursdays", "stop the one about the conversion", "two days later", "not in December", "pause it until
January", "not every payday, only once a month".
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from nlu.entities.calendar_dates import SHORT_MONTHS, WEEKDAYS, end_of_month, month_only, weekday_after
from nlu.entities.text import clean
from nlu.entities.time_zone import zone_beside_time
from nlu.reminder_days import days_told
from nlu.reminder_requests import asks_for_another
from nlu.reminder_topics import topics_in, words_in
from nlu.reminder_words import ALWAYS_ASKS, COUNTS, in_plain_words
from nlu.reminders import ReminderWish, Repeats, read_when
from nlu.time_of_day import read_time_of_day

LONGEST: Final = 18  # words; more is no order about reminders
LONGEST_PAUSE: Final = 30  # the same where all are put off, and why is told beside
LONGEST_TEXT: Final = 200  # characters
LAST_OF_ALL: Final = -1
_FLAGS: Final = re.IGNORECASE
_ORDINALS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "last": LAST_OF_ALL, "bottom": LAST_OF_ALL, "top": 1,
}  # fmt: skip
_DAY_NAMES: Final = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)


_HOUR: Final = r"\d{1,2}(?::[0-5]\d)?(?: ?[ap]\.?m\b\.?| ?o'?clock)?|noon"
_EARLIEST: Final = re.compile(
    rf"\b(?P<before>{_HOUR})(?: ?(?:at (?:the )?(?:very )?earliest|or (?:a bit |a little )?later|earliest|onwards?))\b"
    rf"|\b(?:not|none|nothing|never|no|don'?t|only)(?: \w+){{0,4}}? (?:before|earlier than|sooner than|after) "
    rf"(?P<after>{_HOUR})(?=\W*$|\W*(?:please|thanks|in the morning)\b|[,.;])",
    _FLAGS,
)
# A reminder that has come, or those that come: not one that is asked for.
_CAME: Final = re.compile(
    r"\b(?:you|u|it|they|bot) (?:just |always |keep |kept |keeps )?"
    r"(?:remind(?:ed|ing|s)?|ping(?:ed|ing|s)?|nudg(?:ed|ing|es)|woke|wake|messag(?:ed|ing|es)|text(?:ed|ing|s)?)\b|"
    r"\b(?:reminders?|pings?|nudges?|messages?)\b",
    _FLAGS,
)


class Does(StrEnum):
    """What is to become of a reminder."""

    END = "end"
    CHANGE = "change"
    PAUSE = "pause"
    SKIP = "skip"  # once


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


@dataclass(frozen=True, slots=True)
class ReminderChange:
    """What is to become of the reminders in `which`.

    A change has a new day or rhythm in `wish`, a `weekday` alone (Monday is 0), a `shift` in days, both of which keep
    the rhythm, a `direction` ("earlier", "later") without how much, or `once`. A pause lasts from `since` to `until`,
    both included; without `until` it has to be asked. `at` stands in `wish`, new words for it in `about`; `zone` is
    that of the time. `at_earliest`: what comes later than that time anyway stays.
    """

    does: Does
    which: Which = field(default_factory=Which)
    wish: ReminderWish = field(default_factory=ReminderWish)
    weekday: int | None = None
    shift: int = 0
    direction: str = ""
    once: bool = False
    since: date | None = None
    until: date | None = None
    about: str = ""
    zone: str = ""
    at_earliest: bool = False

    @property
    def says_what(self) -> bool:
        """Whether it says what to change to."""
        wish = self.wish
        return bool(
            wish.day or wish.repeats is not Repeats.ONCE or wish.at is not None or self.weekday is not None
            or self.shift or self.direction or self.once or self.about
        )  # fmt: skip


_LEAD: Final = re.compile(
    r"^\W*(?:(?:please|pls|ok|okay|hey|hi|and|also|then|now|so|yes|yeah|oh|oops|sorry|wait|hmm|actually|"
    r"no(?! (?:more|need|[\w ]{0,30}(?:reminders?|messages?)\b))|can you|could you|would you|will you|can we|could we|"
    r"let'?s|i want you to|i want to|i'?d like to|i would like to|i(?:'d| would) like you to|you can|"
    r"(?:can|could|should|may|might) (?=(?:it|they|these|those|that one) (?:come|be|go|arrive|start)\b)|"
    r"just(?! once| one| this)|i meant|i mean|i said|maybe|better|rather|i(?:'d| would) (?:rather|prefer)|i prefer)"
    r"\b\W*)+",
    _FLAGS,
)
_TRAIL: Final = re.compile(
    r"(?:\W*\b(?:please|pls|thanks|thank you|thx|instead|then|for me|any ?more|any longer|from now on|if possible|"
    r"if you can|ok|okay)\b)+\W*$",
    _FLAGS,
)
_INSTEAD: Final = re.compile(r"\b(?:instead|rather|actually|prefer)\b", _FLAGS)
_SAYS_REMINDER: Final = re.compile(r"\bremind(?:er|ers|ing)?\b|\bnudges?\b|\balarms?\b|\bpings?\b", _FLAGS)
_END: Final = re.compile(
    r"^(?:(?:stop|end|delete|remove|cancel|drop|kill|scrap|ditch|lose|clear|quit|erase|scratch|forget(?: about)?|"
    r"(?:turn|switch|take|call) off|get rid of|no more|unset|no(?= [\w ]{2,30}reminders?\b))\b"
    r"|(?:i )?(?:don'?t|do not|no longer) (?:need|want)(?: to (?:be|get))?\b"
    r"|(?:don'?t|do not) (?=remind)"
    r"|(?:turn|switch|take|call) (?=.{1,40}\boff\b))",
    _FLAGS,
)
_CHANGE: Final = re.compile(
    r"^(?:change|make|move|shift|set|switch|put|reschedule|push|pull|bring|postpone|delay|do|have|send|adjust|"
    r"update|edit|turn|remind me(?: of)?|repeat|only|it should be|that should be)\b",
    _FLAGS,
)
_ASKED: Final = re.compile(
    rf"(?:{ALWAYS_ASKS})s? me\b|set (?:a|up|me|one|another)\b(?! (?:on|about|of|from|that)\b)", _FLAGS
)
_NEW_TASK: Final = re.compile(rf"\b(?:{ALWAYS_ASKS})s? me (?:to|about|of|that)\b", _FLAGS)
_PAUSE: Final = re.compile(
    r"\b(?:pause|suspend|hold(?: off| on)?|snooze|mute|take a break|give (?:it|me) a break|freeze)\b", _FLAGS
)
_UNTIL: Final = re.compile(
    r"\b(?:(?:not|nothing|none|no (?:more )?(?:reminders?|messages?)|pause\w*|hold(?: off| on)?|snooze|wait|"
    r"don'?t (?:remind|ping|nudge|message) me|stop|skip|quiet|silent|mute|suspend|starting|start(?: again)?|resume|"
    r"back)\b.*?)?\b(?:until|till|til|before|to start in|again in|again on|resume(?:s)?(?: in| on)?|starting in)\b"
    r"(?P<when>.+)$",
    _FLAGS,
)
_NOT_IN: Final = re.compile(
    r"\b(?:not|nothing|none|skip|except|but not|leave out|no (?:reminders?|messages?)|without|omit|"
    r"(?:don'?t|do not) (?:remind|ping|nudge|message|do|send)(?: me| it| that| anything)?)\b"
    r"(?: \w+){0,4}? ?(?:in|during|for|over|through)?(?: all of| the whole of| the month of)? "
    rf"(?=(?:this |next )?(?:month|week|{SHORT_MONTHS}))",
    _FLAGS,
)
_SPAN: Final = re.compile(
    r"\bfor (?:the (?:next|coming) )?(?P<count>\d{1,2}|a couple of|a few|an?|one|two|three|four|five|six|ten)? ?"
    r"(?P<unit>day|week|month)s?\b"
    r"|\b(?P<which>this|next) (?P<whole>month|week)\b",
    _FLAGS,
)
_THROUGH: Final = re.compile(r"\s*(?:through|thru|to|until|till?|up to|-|–|and)\s*", _FLAGS)
_SKIP: Final = re.compile(
    r"\b(?:skip|miss|leave out|not)\b (?:the |my |this )?(?:next|coming|this|upcoming)"
    r"(?: (?:one|time|reminder|payday))?\b|^skip (?:it|that|this)(?: (?:one|time|once))*$",
    _FLAGS,
)
_MANY_DAYS: Final = r"\d{1,2}|a couple of|couple of|a few|an?|one|two|three|four|five|six|seven|ten"
_SHIFT: Final = re.compile(
    rf"\b(?:by )?(?P<count>{_MANY_DAYS}) (?P<unit>day|week|month)s? "
    r"(?P<way>earlier|sooner|before|ahead|forward|later|after|afterwards?)\b"
    r"(?! (?:each|every|the|my|payday|paycheck|pay))"
    r"|\b(?:(?:push|move|delay|postpone|shift|put)\b.{0,30}?\b(?:back|out|off|by)?|later by|earlier by)(?: by)? "
    rf"(?P<count2>{_MANY_DAYS}) (?P<unit2>day|week|month)s?\b",
    _FLAGS,
)
_WAY: Final = re.compile(r"\b(?:earlier|sooner|ahead|forward|later)\b", _FLAGS)
_EARLIER: Final = frozenset({"earlier", "sooner", "before", "ahead", "forward"})
_DIRECTION: Final = re.compile(r"\b(?:(?P<earlier>earlier|sooner)|(?P<later>later))\b", _FLAGS)
_DAY_BEFORE: Final = re.compile(
    r"\b(?:the|a) day (?P<way>before|after|earlier|later)\b(?! (?:each|every|my|the|pay))", _FLAGS
)
# What no day or time is: "put in 1,500 on May 3" tells of money, whatever was spoken of.
_DOLLARS: Final = re.compile(
    r"\d,\d{3}\b|\b(?!40[13]k)\d+(?:\.\d+)?k\b|"
    r"\b(?!(?:20\d\d|1099|8606|40[13]|457)\b)\d{3,}\b(?! ?[ap]\.?m)|\bput in \d",
    _FLAGS,
)
_THEM: Final = re.compile(r"(?<=\w )'?em\b", _FLAGS)
_THE_REST: Final = re.compile(
    r"[,;.]? *(?:and |but |just )?(?:keep|leave) (?:only )?(?:the )?"
    r"(?:others?|rest)(?: ones?)?(?: (?:alone|as it is))?$",
    _FLAGS,
)
_PUT_OFF: Final = re.compile(
    r"^(?:snooze|postpone|put off|delay)\b(?: (?:it|that|this)\b)?[,;:]? *(?:it )?(?:until |till |to )?", _FLAGS
)
_REMINDERS: Final = r"(?:one|ones|things?|reminders?|nudges?|pings?|alarms?)"
_WORDED: Final = re.compile(
    r"^(?:(?:change |make |have |let )?(?:the |its )?(?:text|wording|words|title|topic|subject|message|note)"
    r"(?: (?:of|for|on|in) (?P<which>[^:]{2,40}?))? (?:should|must|has to|needs to|to)?\s?(?:be|say|read|is)?\b|"
    r"(?:rename|retitle) (?:it|that|this)(?: (?:to|as))?|(?:call|title) (?:it|that|this)|"
    rf"(?:rename|retitle|call) (?P<called>(?:the|my) [\w' ]{{2,40}}?{_REMINDERS})(?: (?:to|as))?|"
    rf"(?:the |my )?(?P<one>[\w' ]{{2,40}}?{_REMINDERS}) should (?:say|read|be called)|"
    r"(?:let|have|make) (?:it|that|this) say|(?:it|that|this) should (?:say|read))"
    r"[:,]? (?P<words>\S.{2,})$",
    _FLAGS,
)
_BY_ITS_DAY: Final = re.compile(
    rf"(?:the |my |every |on )?(?:(?:{_DAY_NAMES})s?|\d{{1,2}}(?:st|nd|rd|th)|the end of the month|paydays?|"
    r"weekly|monthly|quarterly|daily|yearly)",
    _FLAGS,
)
# An order put otherwise: "the Friday one should come on the 1st", "put the conversion thing off to February".
_PUT_OTHERWISE: Final = (
    (
        re.compile(
            rf"^(?P<one>(?:the|my) [\w' ]{{2,40}}?{_REMINDERS}) (?:should|must|has to|needs to|can|may) "
            r"(?:be|come|go|move|arrive)(?: (?:on|to|at))? (?=\S)",
            _FLAGS,
        ),
        r"move \g<one> to ",
    ),
    (re.compile(rf"^put (?P<one>.{{2,40}}?) off (?:to|until|till) (?=(?:{SHORT_MONTHS}))", _FLAGS),
     r"pause \g<one> until "),
)  # fmt: skip
_OF_A_REMINDER: Final = r"(?:time|day|date|hour|rhythm|text|reminders?|ones?|first|next)\b"
_CALLED_OTHERWISE: Final = re.compile(
    rf"(?:the|my) (?!{_OF_A_REMINDER})(?P<name>[\w' ]{{2,30}}?) (?:to|on|for)\b", _FLAGS
)
_ONE_OF_THEM: Final = re.compile(
    r"^(?:the |that )?(?:one|reminder)? ?(?:on|for|of|from) (?P<which>.+?),? (?:should|needs to|has to|must|can|may) "
    r"(?:be|come|go|move)(?: (?:on|to))? (?P<new>.+)$",
    _FLAGS,
)
_ONCE: Final = re.compile(
    r"\b(?:only|just) (?:the )?(?:once|one time|this once|that one time)\b(?! (?:a|per|every|each))"
    r"|\bnot (?:repeat(?:ed|ing)?|recurring|every (?:time|week|month|day))$|\b(?:don'?t|do not) repeat\b"
    r"|\bone[- ]time only\b",
    _FLAGS,
)
_EACH_DAY: Final = re.compile(rf"^(?:on |every |each |to )*(?P<day>{_DAY_NAMES})(?P<plural>s?)\b", _FLAGS)
_ANY_DAY: Final = re.compile(rf"\b(?P<day>{_DAY_NAMES})s?\b", _FLAGS)
_BARE_NTH: Final = re.compile(r"^(?:on |to |the |every |each )*(?P<day>\d{1,2})(?:st|nd|rd|th)\b", _FLAGS)
# All that a day, a rhythm or a time without a verb may consist of.
_WHEN_WORD: Final = re.compile(
    rf"(?:{_DAY_NAMES})s?|(?:{SHORT_MONTHS})[a-z]*|\d{{1,4}}(?:st|nd|rd|th|am|pm)?|"
    r"am|pm|a|an|one|two|three|four|five|six|seven|ten|other|second|third|few|couple|every|each|on|at|the|of|in|to|by|"
    r"and|but|not|no|only|just|once|twice|per|days?|weeks?|months?|quarters?|years?|daily|weekly|biweekly|fortnightly|"
    r"monthly|quarterly|yearly|annually|pay|paydays?|paychecks?|plus|minus|before|after|following|next|this|coming|"
    r"later|earlier|sooner|tomorrow|noon|mornings?|afternoons?|evenings?|night|tonight|first|last|end|new|until|till|til|"
    r"instead|rather|than|better|fine|good|enough|is|works|would|be|it|that|that's|it's|please|thanks|maybe|again|then|"
    r"thing|o'clock|business|working|from|now|today|skip|pause|nothing|start|starting|for|all|time|times|so|do|make|"
    r"reminders?|plenty|come|(?:daily|weekly|biweekly|monthly|quarterly|yearly)'s",
    _FLAGS,
)
# What it should not be stands before what it should, or behind it.
_NOT_BEFORE: Final = re.compile(
    r"\bnot [^,;.!]{2,30}?\s*(?:[,;.!–—-]+\s*|\s)(?:but |just |only |rather |do )+(?:on |do )?"
    r"|\bnot [^,;.!]{2,30}[,;.!–—-]+\s*",
    _FLAGS,
)
_NOT_BEHIND: Final = re.compile(r"[,;]?\s*(?:\b(?:instead of|rather than|and not|not)) .{2,30}$", _FLAGS)

_MORE: Final = r"(?:(?:,| and| &|, and) #?\d{1,3})*"
_NO_DAY: Final = r"\b(?!(?:st|nd|rd|th|/|:| ?[ap]\.?m))"
_NUMBERED: Final = re.compile(
    rf"\b(?:my |the )?reminders? (?:no\.? ?|number |nr\.? ?|#)?(?P<first>\d{{1,3}})(?P<more>{_MORE}){_NO_DAY}"
    rf"|(?:\bnumbers? |\bno\.? |#)(?P<first2>\d{{1,3}})(?P<more2>{_MORE}){_NO_DAY}",
    _FLAGS,
)
_BARE_NUMBER: Final = re.compile(r"^(?P<first>\d{1,3})(?P<more>(?:(?:,| and| &|, and) \d{1,3})*)$")
_PLACED: Final = re.compile(
    rf"\b(?:the |my )?(?P<place>{'|'.join(_ORDINALS)})(?: (?:one|reminder|of them|(?:on|in) the list))?\W*$",
    _FLAGS,
)
_PLACED_FIRST: Final = re.compile(
    rf"(?:the |my )?(?:{'|'.join(_ORDINALS)}) (?:one|reminder|of them|of those|of these)\b", _FLAGS
)
_ABOUT: Final = re.compile(
    rf"\b(?:(?:the |my |that )?(?:{_REMINDERS}|reminding me|remind me|be reminded|reminded)"
    r"(?: (?:that is|that's|which is))? "
    r"(?:(?:about|for|on|of|to)\b|(?=(?:when|every|each|before|after)\b))) ?(?P<topic>.+)$",
    _FLAGS,
)
_NAMED: Final = re.compile(
    rf"\b(?:(?:the|my|that|this|a|any|all|all the|both|these|those|both the) )?(?P<name>(?:[\w'’-]+ ){{1,5}}?)"
    rf"{_REMINDERS}\b",
    _FLAGS,
)
_NO_NAME: Final = frozenset({"the", "my", "that", "this", "all", "both", "all of my", "all my", "all the"})
# Where the new day, rhythm or time may begin behind the name of a reminder.
_PARTING: Final = re.compile(
    r" (?:to|on|for|until|till|by|back|every|each|at|daily|weekly|biweekly|monthly|quarterly|yearly|once|only|"
    r"the \d{1,2}(?:st|nd|rd|th)|off (?:to|until|till)|"
    r"\d+ (?:days?|weeks?)|an? (?:day|week|month)|the day|two|three|four|one|earlier|later|sooner|tomorrow|next)\b",
    _FLAGS,
)
_IT: Final = re.compile(
    r"^(?:it|that(?: one)?|this(?: one)?|(?:the|my|that|this) reminder|that thing|them|they|these|those)\b"
    r"(?: (?:come|be|go|arrive|start)\b)?",
    _FLAGS,
)
_ALL: Final = re.compile(r"\b(?:all|every one|everything|them all|all of (?:them|those|these)|both)\b", _FLAGS)
_MANY: Final = re.compile(r"\b(?:ones|reminders)\b", _FLAGS)
_EXCEPT: Final = re.compile(r"\b(?:except|but (?:not|keep|the)|all but|other than|apart from)\b", _FLAGS)
_RHYTHM: Final = (
    (re.compile(r"\b(?:pay ?days?|pay ?checks?)\b", _FLAGS), Repeats.PAYDAYS, 0),
    (re.compile(r"\b(?:bi-?weekly|fortnightly|every (?:two|2|other) weeks?)\b", _FLAGS), Repeats.DAYS, 14),
    (re.compile(r"\b(?:weekly|every week|each week)\b", _FLAGS), Repeats.DAYS, 7),
    (re.compile(r"\b(?:daily|every ?day|each day)\b", _FLAGS), Repeats.DAYS, 1),
    (re.compile(r"\b(?:quarterly|every (?:quarter|three months|3 months))\b", _FLAGS), Repeats.MONTHS, 3),
    (re.compile(r"\b(?:monthly|every month|each month)\b", _FLAGS), Repeats.MONTHS, 1),
    (re.compile(r"\b(?:yearly|annual|every year)\b", _FLAGS), Repeats.MONTHS, 12),
)


def read_reminder_change(text: str, today: date, *, spoken_of: bool = False) -> ReminderChange | None:
    """What `text` wants of reminders that are set; None where it wants none of them.

    `spoken_of`: reminders were just spoken of, so that "it", a day or a time alone are of one of them; else the word
    reminder, or a name of one, has to be in `text`.
    """
    if len(text) > LONGEST_TEXT:
        return None
    plain = " ".join(in_plain_words(clean(text).replace("’", "'")).split()).strip(" .!")
    if (worded := _new_words(plain, today, spoken_of=spoken_of)) is not None:
        return worded
    if (hour := _earliest(plain, spoken_of=spoken_of)) is not None:
        return hour
    if (zone := zone_beside_time(plain)) is not None:
        change = read_reminder_change(f"{plain[: zone[1]]}{plain[zone[2] :]}", today, spoken_of=spoken_of)
        return None if change is None else replace(change, zone=zone[0])
    plain = _THE_REST.sub("", _THEM.sub("them", plain)).strip(" .!,")
    for otherwise, said in _PUT_OTHERWISE:
        plain = otherwise.sub(said, _LEAD.sub("", plain), count=1) if otherwise.match(_LEAD.sub("", plain)) else plain
    if (spoken_of and asks_for_another(plain)) or _DOLLARS.search(plain):
        return None
    named = _SAYS_REMINDER.search(plain) is not None
    longest = LONGEST_PAUSE if named and _PAUSE.search(plain) else LONGEST
    if not plain or len(plain.split()) > longest or "$" in plain or _EXCEPT.search(plain):
        return None
    if spoken_of and (one := _ONE_OF_THEM.match(plain)) and (moved := _one_moved(one, today)) is not None:
        return moved
    change = _order(plain, today, spoken_of=spoken_of, named=named)
    if change is None and spoken_of and (short := _without_reasons(plain)):
        return read_reminder_change(short, today, spoken_of=True)
    if change is None:
        return None
    if len(plain.split()) > LONGEST:
        change = replace(change, which=Which(everyone=True))  # the words beside the pause say why, not which
    which = change.which
    if not (spoken_of or named or which.told):
        return None
    return replace(change, which=replace(which, named=True)) if named else change


def _order(plain: str, today: date, *, spoken_of: bool, named: bool) -> ReminderChange | None:
    """The pause, the end or the change that `plain` wants, whichever reminder it is of; `named`: it says the word."""
    instead = _INSTEAD.search(plain) is not None
    bare = _TRAIL.sub("", _LEAD.sub("", plain)).strip(" .!,")
    only_when = named or all(_WHEN_WORD.fullmatch(word) for word in re.findall(r"[\w']+", bare))
    change = (_pause(bare, today) if only_when or _PAUSE.match(bare) or _which_paused(bare) else None) or _end(
        bare, today
    )
    if change is None and named and "," in bare:
        change = _end(_LEAD.sub("", bare.rpartition(",")[2]).strip(), today)
    if change is None and (only_when or _CHANGE.match(bare) or (spoken_of and _one_first(bare, today))):
        change = _change(bare, today, spoken_of=spoken_of, instead=instead)
    return change


def _without_reasons(text: str) -> str:
    """The clauses that only name a day, a rhythm or a time, where others say why: "not the 2nd, I travel, Thursday"."""
    clauses = [one for one in re.split(r"[.,;!?]+\s*", text) if one.strip()]
    kept = [one for one in clauses if all(_WHEN_WORD.fullmatch(word) for word in re.findall(r"[\w']+", one))]
    return ", ".join(kept) if 1 < len(kept) < len(clauses) or (kept and kept == clauses[:1] != clauses) else ""


def _which_paused(text: str) -> bool:
    """Whether a pause stands behind the name of one: "the Friday one not in December"."""
    return re.search(r"\bone\b", text, _FLAGS) is not None


def read_which(text: str, today: date) -> Which:
    """The reminder that an answer to "which one?" names: "the second", "2", "Friday", "the one about the forms"."""
    plain = " ".join(clean(text[:LONGEST_TEXT]).split()).strip(" .!")
    bare = _TRAIL.sub("", _LEAD.sub("", plain)).strip(" .!,")
    if found := _BARE_NUMBER.match(bare):
        return Which(numbers=_numbers(found["first"], found["more"]))
    return _which(bare, today) or _by_words(bare, today)


# Ending.


def _end(text: str, today: date) -> ReminderChange | None:
    found = _END.match(text)
    if found is None:
        return None
    rest = re.sub(r"\boff\b", " ", text[found.end() :]) if "off" in text else text[found.end() :]
    rest = " ".join(rest.split()).strip(" .,!")
    if not rest:
        return None
    if bare := _BARE_NUMBER.match(rest):
        return ReminderChange(Does.END, Which(numbers=_numbers(bare["first"], bare["more"]), pointed=True))
    which = _which(rest, today)
    if which is None and _BY_ITS_DAY.fullmatch(rest):
        which = _by_words(rest, today)  # "cancel Fridays"
    if which is None or not (which.told or which.pointed or which.everyone):
        return None
    return ReminderChange(Does.END, which)


# Other words for it.


def _new_words(text: str, today: date, *, spoken_of: bool) -> ReminderChange | None:
    """The words that a reminder is to say: "the text should be: call HR", "rename it to payroll"."""
    found = _WORDED.match(_LEAD.sub("", text))
    if found is None or not (spoken_of or _SAYS_REMINDER.search(text) or found["called"] or found["one"]):
        return None
    about = _NOT_BEHIND.sub("", found["words"]).strip(" .\"“”'")
    named = found["which"] or found["called"] or found["one"]
    which = _which(named, today) if named else None
    if which is not None and not which.told:
        return None
    return ReminderChange(Does.CHANGE, which or Which(pointed=True), about=about) if about else None


# An hour for all that come.


def _earliest(text: str, *, spoken_of: bool) -> ReminderChange | None:
    """The hour before which none is to come: "you reminded me at 5am, 9 at the earliest", "none before 8 am"."""
    told = _CAME.search(text)
    found = _EARLIEST.search(text)
    if found is None or len(text.split()) > LONGEST or not (told or spoken_of):
        return None
    hour = next(one for one in (found["after"], found["before"]) if one)
    time = read_time_of_day(hour if re.search(r"[:apno]", hour, _FLAGS) else f"at {hour}:00")
    if time is None:
        return None
    return ReminderChange(Does.CHANGE, Which(everyone=True, named=True), ReminderWish(at=time[0]), at_earliest=True)


# Which one.


def _which(text: str, today: date) -> Which | None:
    """The reminders that `text`, and nothing else in it, names; None where it names none."""
    everyone = _ALL.search(text) is not None
    named = _SAYS_REMINDER.search(text) is not None
    if found := _NUMBERED.search(text):
        numbers = _numbers(found["first"] or found["first2"], found["more"] or found["more2"] or "")
        return Which(numbers=numbers, named=named)
    if found := _PLACED.fullmatch(text):
        return Which(place=_ORDINALS[found["place"].lower()], named=named)
    many = everyone or _MANY.search(text) is not None
    if found := _ABOUT.search(text):
        about = _by_words(f"{text[: found.start()]} {found['topic']}", today)
        return _of(about, everyone=(many and everyone) or _MANY.search(found[0][:8]) is not None, named=named)
    if (found := _NAMED.search(text)) and found["name"].strip().lower() not in _NO_NAME:
        about = _by_words(found["name"], today)
        if about.told:
            return _of(about, everyone=many, named=named)
    if found := _IT.match(text):
        return Which(pointed=True, named=named)
    return Which(everyone=True, named=named) if everyone and (named or "thing" not in text) else None


def _of(which: Which, *, everyone: bool, named: bool) -> Which:
    return Which(
        (), 0, which.weekday, which.repeats, which.count, which.day, which.topics, which.words, everyone, named=named
    )


def _by_words(text: str, today: date) -> Which:
    """The reminders that are told apart by their day, their rhythm or what they are about."""
    weekday = _ANY_DAY.search(text)
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
    rest = _ANY_DAY.sub(" ", text)
    for spelled, _, _ in _RHYTHM:
        rest = spelled.sub(" ", rest)
    words: frozenset[str] = frozenset() if topics or day is not None else words_in(rest)
    if wish.repeats is Repeats.MONTHS and wish.day_of_month:
        return Which(repeats=Repeats.MONTHS, count=1, day=wish.day, topics=topics)
    return Which(
        weekday=None if weekday is None else _weekday(weekday["day"]),
        repeats=None if rhythm is None else rhythm[0],
        count=0 if rhythm is None else rhythm[1],
        day=day,
        topics=topics,
        words=words,
    )


def _numbers(first: str, more: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(one) for one in [first, *re.findall(r"\d+", more)]))


def _weekday(name: str) -> int:
    return next(place for place, day in enumerate(WEEKDAYS) if day.startswith(name[:3].lower()))


# Pausing.


def _pause(text: str, today: date) -> ReminderChange | None:
    if _SKIP.search(text):
        return ReminderChange(Does.SKIP, _left_in(_SKIP.sub(" ", text), today))
    until = _UNTIL.search(text)
    if (
        until is not None
        and (until.start() == 0 or _PAUSE.search(text))
        and not re.match(r"(?:change|make|move|set|push|put|reschedule|shift)\b", text, _FLAGS)
    ):
        last = _day_before(until["when"], today)
        if last is not None:
            return ReminderChange(Does.PAUSE, _left_in(text[: until.start("when")], today), since=today, until=last)
    if found := _NOT_IN.search(text):
        span = _span(text[found.end() :], today)
        if span is not None:
            which = _left_in(f"{text[: found.start()]} {_head(found[0])}", today)
            return ReminderChange(Does.PAUSE, which, since=span[0], until=span[1])
    if (put_off := _PUT_OFF.match(text)) and (rest := text[put_off.end() :]) and _span(text, today) is None:
        new = _new(rest, rest, today)
        if new is not None and (new[0].day is not None or new[1] is not None):
            return ReminderChange(Does.CHANGE, Which(pointed=True), *new)
    if _PAUSE.search(text):
        span = _span(text, today)
        which = _left_in(_PAUSE.sub(" ", text), today)
        return ReminderChange(Does.PAUSE, which, since=span[0] if span else today, until=span[1] if span else None)
    return None


def _head(text: str) -> str:
    return text if _SAYS_REMINDER.search(text) and "remind me" not in text.lower() else ""


def _left_in(text: str, today: date) -> Which:
    """The reminder that the rest of an order names; with none named, all where all are spoken of."""
    rest = " ".join(
        re.sub(
            r"\b(?:until|till|til|before|again|for|in|on|pause|snooze|mute|suspend|hold|off|skip|not|nothing|don'?t|do)\b",
            " ",
            text,
            flags=_FLAGS,
        ).split()
    ).strip(" .,")
    which = _which(rest, today) if rest else None
    if which is not None:
        return which
    everyone = re.search(r"\breminders\b|\ball\b|\beverything\b|\bremind me\b|\bmessages\b", text, _FLAGS) is not None
    return Which(everyone=everyone, named=_SAYS_REMINDER.search(text) is not None)


def _day_before(when: str, today: date) -> date | None:
    """The last day on which nothing is to come, from the words for the first on which it may."""
    month = month_only(when.strip())
    told = read_when(when, today).day
    if re.search(r"\bnew year\b|\bnext year\b", when, _FLAGS):
        told = date(today.year + 1, 1, 1)
    elif month is not None and not re.search(r"\d{1,2}(?:st|nd|rd|th)?\b(?!\d)", when.replace(str(month[1] or ""), "")):
        number, year = month[0], month[1]
        year = year or (today.year if number > today.month else today.year + 1)
        told = date(year, number, 1)
    elif told is None and (found := _ANY_DAY.search(when)):
        told = weekday_after(today, _weekday(found["day"]))
    return None if told is None or told <= today else told - timedelta(days=1)


def _span(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the time that `text` names: a month, "for two weeks", "this week"."""
    month = month_only(text.strip())
    if month is not None:
        number, year = month[0], month[1]
        year = year or (today.year if number >= today.month else today.year + 1)
        return date(year, number, 1), end_of_month(year, number)
    if (between := _between(text, today)) is not None:
        return between
    found = _SPAN.search(text)
    if found is None:
        return None
    if found["which"]:
        return _whole(found["whole"].lower(), found["which"].lower() == "next", today)
    count = _count(found["count"] or "one")
    days = count * {"day": 1, "week": 7, "month": 30}[found["unit"].lower()]
    return today, today + timedelta(days=days)


def _between(text: str, today: date) -> tuple[date, date] | None:
    """The days between two that are joined: "12/14 through 3/1", "from Dec 20 to Jan 4"."""
    days = days_told(text, today)
    if len(days) != 2 or not _THROUGH.fullmatch(text[days[0].end : days[1].start]) or days[1].day < days[0].day:
        return None
    return days[0].day, days[1].day


def _whole(unit: str, later: bool, today: date) -> tuple[date, date]:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * later)
        return monday, monday + timedelta(days=6)
    number = (today.month - 1 + later) % 12 + 1
    year = today.year + (today.month == 12 and later)
    return date(year, number, 1), end_of_month(year, number)


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else COUNTS.get(word.lower(), 1)


# Changing.


def _change(text: str, today: date, *, spoken_of: bool, instead: bool) -> ReminderChange | None:
    verb = _CHANGE.match(text)
    asked = _ASKED.match(text)
    if asked and not (spoken_of and instead):
        return None  # a new one
    if verb is None and (not spoken_of or (_NEW_TASK.search(text) and not instead)):
        return None
    rest = text[verb.end() :].strip() if verb is not None else text
    which, new = _parted(rest, today, alone=verb is not None)
    if which is None and verb is not None and not spoken_of:
        return None
    found = _new(new, text, today)
    if found is None:
        return (
            ReminderChange(Does.CHANGE, which) if which is not None and (which.told or which.named) and verb else None
        )
    wish, weekday, shift, direction, once = found
    if which is None and verb is not None and (called := _CALLED_OTHERWISE.match(rest)) is not None:
        which = Which(words=words_in(called["name"]))  # one of another name than that just spoken of
    return ReminderChange(Does.CHANGE, which or Which(), wish, weekday, shift, direction, once)


def _one_moved(found: re.Match[str], today: date) -> ReminderChange | None:
    """One day of a reminder that is to come on another day this once: "the one on Dec 25 should be the 24th"."""
    which, new = _by_words(found["which"], today), _by_words_of_day(found["new"], today)
    return None if which.day is None or new is None else ReminderChange(Does.CHANGE, which, ReminderWish(new))


def _by_words_of_day(text: str, today: date) -> date | None:
    told = days_told(text, today)
    numbered = [one for one in told if re.search(r"\d", text[one.start : one.end])] or told
    return numbered[0].day if numbered else None


def _parted(text: str, today: date, *, alone: bool) -> tuple[Which | None, str]:
    """Which one stands at the beginning of `text`, and the words behind it."""
    if found := _NUMBERED.match(text):
        return Which(numbers=_numbers(found["first"] or found["first2"], ""), named=True), text[found.end() :].strip()
    if not alone:
        if found := _IT.match(text):
            return Which(pointed=True), text[found.end() :].strip()
        return _one_first(text, today) or (None, text)
    marks = [*_PARTING.finditer(text)]
    last_to = [mark for mark in reversed(marks) if mark[0].strip().lower() == "to"]
    for mark in [*last_to, *marks]:
        head, tail = text[: mark.start()], text[mark.start() :].strip()
        which = _which(head, today) or (_by_words(head, today) if _BY_ITS_DAY.fullmatch(head.strip()) else None)
        if which is not None and which.told and _new(tail, tail, today) is not None:
            return which, tail
    if found := _IT.match(text):
        return Which(pointed=True, named=_SAYS_REMINDER.search(found[0]) is not None), text[found.end() :].strip()
    if (found := _NAMED.match(text)) and (tail := text[found.end() :].strip(" ,")):
        which = _which(found[0], today)
        if which is not None and which.told:
            return which, tail  # "make the monthly one the last business day": its name is no new rhythm
    return (_which(text, today) if _new(text, text, today) is None else None), text


def _one_first(text: str, today: date) -> tuple[Which, str] | None:
    """The reminder that `text` begins with, by place or name, and what it is to be: "the second one a day later"."""
    for pattern in (_PLACED_FIRST, _NAMED):
        found = pattern.match(text)
        if found is None or not (rest := text[found.end() :].strip(" ,")) or _new(rest, rest, today) is None:
            continue
        which = _which(found[0].strip(), today)
        if which is not None and which.told:
            return which, rest
    return None


_New = tuple[ReminderWish, int | None, int, str, bool]


def _new(text: str, whole: str, today: date) -> _New | None:
    """The new day, rhythm, time, or by how much; None where `text` names none."""
    told = re.sub(
        r"^(?:to|for|until|till|by|(?:only|just)(?! once| one| this| that)|be|into|back to|come)\s+",
        "",
        text.strip(),
        flags=_FLAGS,
    )
    told = _NOT_BEFORE.sub(" ", told, count=1).strip()
    told = _NOT_BEHIND.sub("", told).strip() if not told.lower().startswith("not ") else told
    none = ReminderWish()
    if found := (_SHIFT.search(told) or _SHIFT.search(whole)):
        return none, None, _shifted(found), "", False
    if found := _DAY_BEFORE.search(told):
        return none, None, -1 if found["way"].lower() in ("before", "earlier") else 1, "", False
    wish = read_when(told, today)
    if wish.repeats is not Repeats.ONCE:
        weekly = wish.repeats is Repeats.DAYS and wish.count == 7 and wish.day is not None and _ANY_DAY.search(told)
        return wish, wish.day.weekday() if weekly and wish.day else None, 0, "", False
    if found := _EACH_DAY.match(_without_time(told)):
        weekday = _weekday(found["day"])
        plural = found["plural"] or re.search(r"\b(?:every|each)\b", found[0], _FLAGS)
        first = weekday_after(today, weekday)
        made = ReminderWish(first, Repeats.DAYS, 7, at=wish.at) if plural else ReminderWish(first, at=wish.at)
        return made, weekday, 0, "", False
    if _ONCE.search(told):
        return wish, None, 0, "", True
    if found := _BARE_NTH.match(told):
        nth = read_when(f"on the {found['day']}th", today)
        return ReminderWish(nth.day, at=wish.at, day_of_month=int(found["day"])), None, 0, "", False
    if wish.day is not None and not _DIRECTION.fullmatch(told):
        return wish, None, 0, "", False
    if found := _DIRECTION.search(told):
        return none, None, 0, "earlier" if found["earlier"] else "later", False
    return (wish, None, 0, "", False) if wish.at is not None else None


def _without_time(text: str) -> str:
    return re.sub(r"^(?:at )?\d{1,2}(?::\d\d)? ?[ap]\.?m\.?\s*(?:on )?", "", text, flags=_FLAGS)


def _shifted(found: re.Match[str]) -> int:
    count, unit = _count(found["count"] or found["count2"]), (found["unit"] or found["unit2"]).lower()
    days = count * {"day": 1, "week": 7, "month": 30}[unit]
    way = found["way"] or next(iter(_WAY.findall(found.string)), "later")
    return -days if way.lower() in _EARLIER else days
