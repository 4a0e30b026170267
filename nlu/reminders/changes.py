"""A change of reminders that are set, in words: which one is meant, and what is to become of it.

"change it to Thursdays", "stop the one about the conversion", "two days later", "not in December", "pause it until
January", "not every payday, only once a month".
"""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from nlu.entities.calendar_dates import DAY_NAMES, SHORT_MONTHS
from nlu.entities.text import clean
from nlu.entities.time_zone import zone_beside_time
from nlu.reminders.change import Does, ReminderChange
from nlu.reminders.moves import CHANGES, NOT_BEHIND, change_told, one_day_moved, one_named_first
from nlu.reminders.pauses import PAUSES, pause_told
from nlu.reminders.requests import asks_for_another
from nlu.reminders.which import (
    BARE_NUMBER,
    BY_ITS_DAY,
    LEAD,
    LONGEST_TEXT,
    REMINDERS,
    SAYS_REMINDER,
    TRAIL,
    Which,
    numbers_in,
    which_by_words,
    which_named,
)
from nlu.reminders.wish import ReminderWish
from nlu.reminders.words import ALWAYS_ASKS, in_plain_words
from nlu.time_of_day import read_time_of_day

LONGEST: Final = 18  # words; more is no order about reminders
LONGEST_PAUSE: Final = 30  # the same where all are put off, and why is told beside
_FLAGS: Final = re.IGNORECASE
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
_INSTEAD: Final = re.compile(r"\b(?:instead|rather|actually|prefer)\b", _FLAGS)
_END: Final = re.compile(
    r"^(?:(?:stop|end|delete|remove|cancel|drop|kill|scrap|ditch|lose|clear|quit|erase|scratch|forget(?: about)?|"
    r"(?:turn|switch|take|call) off|get rid of|no more|unset|no(?= [\w ]{2,30}reminders?\b))\b"
    r"|(?:i )?(?:don'?t|do not|no longer) (?:need|want)(?: to (?:be|get))?\b"
    rf"|(?:don'?t|do not) (?=(?:{ALWAYS_ASKS})\b)"
    r"|(?:turn|switch|take|call) (?=.{1,40}\boff\b))",
    _FLAGS,
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
_WORDED: Final = re.compile(
    r"^(?:(?:change |make |have |let )?(?:the |its )?(?:text|wording|words|title|topic|subject|message|note)"
    r"(?: (?:of|for|on|in) (?P<which>[^:]{2,40}?))? (?:should|must|has to|needs to|to)?\s?(?:be|say|read|is)?\b|"
    r"(?:rename|retitle) (?:it|that|this)(?: (?:to|as))?|(?:call|title) (?:it|that|this)|"
    rf"(?:rename|retitle|call) (?P<called>(?:the|my) [\w' ]{{2,40}}?{REMINDERS})(?: (?:to|as))?|"
    rf"(?:the |my )?(?P<one>[\w' ]{{2,40}}?{REMINDERS}) should (?:say|read|be called)|"
    r"(?:let|have|make) (?:it|that|this) say|(?:it|that|this) should (?:say|read))"
    r"[:,]? (?P<words>\S.{2,})$",
    _FLAGS,
)
# An order put otherwise: "the Friday one should come on the 1st", "put the conversion thing off to February".
_PUT_OTHERWISE: Final = (
    (
        re.compile(
            rf"^(?P<one>(?:the|my) [\w' ]{{2,40}}?{REMINDERS}) (?:should|must|has to|needs to|can|may) "
            r"(?:be|come|go|move|arrive)(?: (?:on|to|at))? (?=\S)",
            _FLAGS,
        ),
        r"move \g<one> to ",
    ),
    (re.compile(rf"^put (?P<one>.{{2,40}}?) off (?:to|until|till) (?=(?:{SHORT_MONTHS}))", _FLAGS),
     r"pause \g<one> until "),
    (re.compile(rf"^(?:push|move|put|shift) (?P<one>(?:the|my) [\w' ]{{2,40}}?{REMINDERS})(?: back| out| off)? to "
                rf"(?=(?:{SHORT_MONTHS})[a-z]*\W*$)", _FLAGS),
     r"pause \g<one> until "),
)  # fmt: skip
_ONE_OF_THEM: Final = re.compile(
    r"^(?:the |that )?(?:one|reminder)? ?(?:on|for|of|from) (?P<which>.+?),? (?:should|needs to|has to|must|can|may) "
    r"(?:be|come|go|move)(?: (?:on|to))? (?P<new>.+)$",
    _FLAGS,
)
# All that a day, a rhythm or a time without a verb may consist of.
_WHEN_WORD: Final = re.compile(
    rf"(?:{DAY_NAMES})s?|(?:{SHORT_MONTHS})[a-z]*|\d{{1,4}}(?:st|nd|rd|th|am|pm)?|"
    r"am|pm|a|an|one|two|three|four|five|six|seven|ten|other|second|third|few|couple|every|each|on|at|the|of|in|to|by|"
    r"and|but|not|no|only|just|once|twice|per|days?|weeks?|months?|quarters?|years?|daily|weekly|biweekly|fortnightly|"
    r"monthly|quarterly|yearly|annually|pay|paydays?|paychecks?|plus|minus|before|after|following|next|this|coming|"
    r"later|earlier|sooner|tomorrow|noon|mornings?|afternoons?|evenings?|night|tonight|first|last|end|new|until|till|til|"
    r"instead|rather|than|better|fine|good|enough|is|works|would|be|it|that|that's|it's|please|thanks|maybe|again|then|"
    r"thing|o'clock|business|working|from|now|today|skip|pause|nothing|start|starting|for|all|time|times|so|do|make|"
    r"reminders?|plenty|come|(?:daily|weekly|biweekly|monthly|quarterly|yearly)'s",
    _FLAGS,
)
_NO_MORE: Final = re.compile(rf"^(?:please )?(?:don'?t|do not) (?:{ALWAYS_ASKS}) me\b", _FLAGS)
_ALL_BUT: Final = re.compile(
    r"^(?P<all>.*\b(?:all|everything|both|every one|them)\b.*?)[,;.]?\s*"
    r"(?:\b(?:except|but not|all but|other than|apart from)(?: for)?|"
    r"(?:\b(?:but|actually|wait|no)[,.]? )+(?:keep|leave|not)|[,;.] ?(?:keep|leave)) "
    r"(?P<but>(?:the |my )?.+?)(?: (?:on|alone|as it is))?$",
    _FLAGS,
)
_EXCEPT: Final = re.compile(r"\b(?:except|but (?:not|keep|the)|all but|other than|apart from)\b", _FLAGS)


def read_reminder_change(text: str, today: date, *, spoken_of: bool = False) -> ReminderChange | None:
    """What `text` wants of reminders that are set; None where it wants none of them.

    `spoken_of`: reminders were just spoken of, so that "it", a day or a time alone are of one of them; else the word
    reminder, or a name of one, has to be in `text`.
    """
    if len(text) > LONGEST_TEXT:
        return None
    plain = " ".join(in_plain_words(clean(text).replace("’", "'")).split()).strip(" .!")
    whole = _new_words(plain, today, spoken_of=spoken_of) or _earliest(plain, spoken_of=spoken_of)
    if (whole := whole or _all_but(plain, today)) is not None:
        return whole
    if (zone := zone_beside_time(plain)) is not None:
        change = read_reminder_change(f"{plain[: zone[1]]}{plain[zone[2] :]}", today, spoken_of=spoken_of)
        return None if change is None else replace(change, zone=zone[0])
    plain = _THE_REST.sub("", _THEM.sub("them", plain)).strip(" .!,")
    for otherwise, said in _PUT_OTHERWISE:
        plain = otherwise.sub(said, LEAD.sub("", plain), count=1) if otherwise.match(LEAD.sub("", plain)) else plain
    if (spoken_of and asks_for_another(plain)) or _DOLLARS.search(plain):
        return None
    named = SAYS_REMINDER.search(plain) is not None or _NO_MORE.match(plain) is not None
    longest = LONGEST_PAUSE if named and PAUSES.search(plain) else LONGEST
    if not plain or len(plain.split()) > longest or "$" in plain or _EXCEPT.search(plain):
        return None
    if spoken_of and (one := _ONE_OF_THEM.match(plain)) and (moved := one_day_moved(one, today)) is not None:
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


def _all_but(plain: str, today: date) -> ReminderChange | None:
    """The end of all reminders but those that are named: "kill them all, actually no, keep the monthly one"."""
    found = _ALL_BUT.match(LEAD.sub("", plain)) if len(plain.split()) <= LONGEST else None
    change = _end(_THEM.sub("them", found["all"]).strip(" .,"), today) if found is not None else None
    if found is None or change is None or not (change.which.everyone or change.which.pointed):
        return None
    kept = which_named(found["but"], today) or which_by_words(found["but"], today)
    return replace(change, which=Which(everyone=True, named=True), but=kept) if kept.told else None


def _order(plain: str, today: date, *, spoken_of: bool, named: bool) -> ReminderChange | None:
    """The pause, the end or the change that `plain` wants, whichever reminder it is of; `named`: it says the word."""
    instead = _INSTEAD.search(plain) is not None
    bare = TRAIL.sub("", LEAD.sub("", plain)).strip(" .!,")
    only_when = named or all(_WHEN_WORD.fullmatch(word) for word in re.findall(r"[\w']+", bare))
    change = (pause_told(bare, today) if only_when or PAUSES.match(bare) or _which_paused(bare) else None) or _end(
        bare, today
    )
    if change is None and named and "," in bare:
        change = _end(LEAD.sub("", bare.rpartition(",")[2]).strip(), today)
    if change is None and (only_when or CHANGES.match(bare) or (spoken_of and one_named_first(bare, today))):
        change = change_told(bare, today, spoken_of=spoken_of, instead=instead)
    return change


def _without_reasons(text: str) -> str:
    """The clauses that only name a day, a rhythm or a time, where others say why: "not the 2nd, I travel, Thursday"."""
    clauses = [one for one in re.split(r"[.,;!?]+\s*", text) if one.strip()]
    kept = [one for one in clauses if all(_WHEN_WORD.fullmatch(word) for word in re.findall(r"[\w']+", one))]
    return ", ".join(kept) if 1 < len(kept) < len(clauses) or (kept and kept == clauses[:1] != clauses) else ""


def _which_paused(text: str) -> bool:
    """Whether a pause stands behind the name of one: "the Friday one not in December"."""
    return re.search(r"\bone\b", text, _FLAGS) is not None


def _end(text: str, today: date) -> ReminderChange | None:
    found = _END.match(text)
    if found is None:
        return None
    rest = re.sub(r"\boff\b", " ", text[found.end() :]) if "off" in text else text[found.end() :]
    rest = " ".join(rest.split()).strip(" .,!")
    if not rest:
        return None
    if bare := BARE_NUMBER.match(rest):
        return ReminderChange(Does.END, Which(numbers=numbers_in(bare["first"], bare["more"]), pointed=True))
    which = which_named(rest, today)
    if which is None and BY_ITS_DAY.fullmatch(rest):
        which = which_by_words(rest, today)  # "cancel Fridays"
    if which is None or not (which.told or which.pointed or which.everyone):
        return None
    return ReminderChange(Does.END, which)


def _new_words(text: str, today: date, *, spoken_of: bool) -> ReminderChange | None:
    """The words that a reminder is to say: "the text should be: call HR", "rename it to payroll"."""
    found = _WORDED.match(LEAD.sub("", text))
    if found is None or not (spoken_of or SAYS_REMINDER.search(text) or found["called"] or found["one"]):
        return None
    about = NOT_BEHIND.sub("", found["words"]).strip(" .\"“”'")
    named = found["which"] or found["called"] or found["one"]
    which = which_named(named, today) if named else None
    if which is not None and not which.told:
        return None
    return ReminderChange(Does.CHANGE, which or Which(pointed=True), about=about) if about else None


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
