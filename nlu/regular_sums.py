"""The same dollars again and again, told in words: "800 every two weeks since January 9"."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from nlu.entities.calendar_dates import add_months, end_of_month, month_only, with_holidays, written_date
from nlu.entities.text import clean
from nlu.intentions import is_of_others
from nlu.movements.amounts import amounts_in
from nlu.movements.kinds import MOVED_OTHERWISE
from nlu.movements.spellings import with_shares

Every = Literal["weekly", "biweekly", "semimonthly", "monthly", "paycheck"]
Money = Literal["after_tax", "deferral", ""]

LONGEST: Final = 40  # words
LONGEST_TEXT: Final = 300  # characters
MOST_TIMES: Final = 400
_FLAGS: Final = re.IGNORECASE
_CHECK: Final = r"(?:pay ?checks?|checks?|pay ?days?|pay ?periods?|pay ?slips?|pay ?stubs?|payrolls?|pay(?! rate))"
_LEADS: Final = r"(?:\b(?:a|per|each|every) |/ ?)"
_OF_CHECK: Final = r"(?:\b(?:every single|from each|of each|out of (?:each|every)|in each|all my|with each) )"
_EVERY: Final[tuple[tuple[Every, re.Pattern[str]], ...]] = (
    (
        "semimonthly",
        re.compile(
            r"\b(?:twice|two times|2 times|2x) (?:a|per|each|every) month\b|\bsemi[- ]?monthly\b"
            r"|\b(?:on )?the (?:1st|5th|10th|15th) and (?:the )?(?:15th|16th|20th|25th|30th|31st|last)"
            r"(?: of (?:the|each|every) month)?",
            _FLAGS,
        ),
    ),
    (
        "biweekly",
        re.compile(
            r"\bevery (?:two|2|other|second) (?:weeks?|wks?|fri\w*|thu\w*|wed\w*|tue\w*|mon\w*)\b|\bbi-?weekly\b"
            r"|\bfortnightly\b|\b(?:a|per|each|every) fortnight\b",
            _FLAGS,
        ),
    ),
    ("weekly", re.compile(rf"{_LEADS}(?:week|wk)\b(?! ago)|\bweekly\b", _FLAGS)),
    ("monthly", re.compile(rf"{_LEADS}(?:single )?(?:month|mo|mth)\b(?! ago)|\bmonthly\b", _FLAGS)),
    (
        "paycheck",
        re.compile(rf"(?:{_LEADS}|{_OF_CHECK}){_CHECK}\b|\bevery time i(?:'m| am| get) paid\b", _FLAGS),
    ),
)
_SINCE: Final = re.compile(
    r"\b(?:(?:ever )?since|starting(?: (?:in|on|from|with))?|beginning(?: (?:in|on|with))?|started(?: (?:in|on))?|"
    r"from|first (?:one )?(?:was |on )+(?:on )?|first (?:contribution|deduction) (?:was )?(?:on )?)"
    r"\s+(?:the |my )?(?P<when>[^,;.]{2,40})",
    _FLAGS,
)
_ITS_CHECK: Final = re.compile(rf"^\s*{_CHECK}\b", _FLAGS)  # "since the July 10 check"
_UNTIL: Final = re.compile(
    r"\b(?:until|till|til|through|thru|to|up to|ending(?: (?:in|on))?|stopped(?: (?:in|on))?|"
    r"last (?:one )?(?:was |on )+(?:on )?)\s+(?:the end of )?(?P<when>[^,;.]{2,30})",
    _FLAGS,
)
_WHOLE_YEAR: Final = re.compile(
    r"\b(?:all (?:this )?year(?: long)?|the (?:whole|entire) year|this (?:whole |entire )?year|throughout the year|"
    r"since the (?:start|beginning) of (?:the|this) year|since new year'?s?|year[- ]to[- ]date)\b",
    _FLAGS,
)
_COUNT: Final = re.compile(
    rf"\b(?P<count>\d{{1,3}})(?: of (?:them|those)| {_CHECK}| times| contributions?| deductions?| months?| weeks?)"
    r"(?! (?:ago|from now|left|to go|remain\w*|more|a year|per year|each year))\b"
    r"|\b(?:that'?s|that is|which is|that makes|makes(?: it)?) (?P<thats>\d{1,3})"
    r"(?! ?(?:%|k\b|a\b|per\b|each\b|every\b|dollars|bucks|more\b))(?![.,/]?\d)(?: by now| now| so far| in all)?"
    r"|\b(?P<sofar>\d{1,3}) (?:so far|already|to date|done)\b|\bso far (?P<after>\d{1,3})\b(?![,.]\d|k)",
    _FLAGS,
)
_SPELLED: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_SPELLED_COUNT: Final = re.compile(
    rf"\b(?:(?:for|the|last|past|over|so far|,) )+(?P<count>{'|'.join(_SPELLED)}) "
    rf"(?P<unit>{_CHECK}|times|months?|weeks?)\b",
    _FLAGS,
)
_MONTHS_BACK: Final = re.compile(
    rf"\b(?:for|over|during|in) (?:the )?(?:last |past )?(?P<count>\d{{1,2}}|{'|'.join(_SPELLED)}) months\b", _FLAGS
)
_SO_FAR: Final = re.compile(r"\b(?:so far|already|to date)\b", _FLAGS)
# "2000 a month" is no year.
_NO_YEAR: Final = re.compile(
    r"(?<![\d$,.])((?:19|20)\d\d)(?=\s*(?:/|dollars|bucks|a |per |each |every |twice |bi|week|month))", _FLAGS
)
_UNIT: Final = re.compile(r"\b(?:months?|weeks?)\b", _FLAGS)
# Something of the past: begun on a day, counted, or done.
_PAST: Final = re.compile(
    r"\b(?:since|so far|already|to date|i'?ve|i have|have been|has been|been|was|were|went|put|contributed|deferred|"
    r"did|saved|deducted|taken|took|started|all year|whole year|this year|past|last)\b",
    _FLAGS,
)
_TO_COME: Final = re.compile(
    r"\b(?:i'?ll|i will|will|gonna|going to|plan(?:ning)? to|want to|would like to|wanna|should|could|can i|may i|"
    r"might|about to|intend|thinking (?:of|about)|hope to|need to|if i|what if|suppose|remind me|next year|"
    r"can spare|afford|(?:left|to go|remaining) (?:this|in the) year)\b",
    _FLAGS,
)
_NO_MONEY_OF_THIS: Final = re.compile(
    r"\b(?:match\w*|employer|company|salary|earn\w*|make|making|gross|net|income|bonus|rent|mortgage|premium|hsa|ira|"
    r"brokerage|savings|loan|529|fee|wife|husband|spouse|converted|converting|conversions?|rolled|rollover|refund\w*|"
    r"withdr\w+|get paid|got paid|paid me|pays me|hours?)\b",
    _FLAGS,
)
_AND_CONVERTED: Final = re.compile(
    r"[,;]? (?:and|,) (?:then |i |they |it |always |just |also )*(?:convert\w*|rolled|swept|moved|gets? converted|"
    r"was converted|is converted)\b[^.;]*$",
    _FLAGS,
)
_AFTER_TAX: Final = re.compile(
    r"\b(?:after[- ]?ta?x|aftr tax|aftertax|at (?:contributions?|money)|mega|spill ?over|voluntary|non-?roth)\b", _FLAGS
)
_DEFERRAL: Final = re.compile(
    r"\b(?:pre[- ]?tax|before[- ]tax|deferrals?|deferr?ed|defer|deferring|elective|roth 401|roth deferral|"
    r"roth contributions?|traditional|regular 401|normal 401|roth part|roth side)\b",
    _FLAGS,
)
_ROTH: Final = re.compile(r"\broth\b", _FLAGS)
_PRETAX: Final = re.compile(r"\b(?:pre[- ]?tax|before[- ]tax|traditional)\b", _FLAGS)
_QUESTION: Final = re.compile(
    r"\?|^\W*(?:what|why|how|when|where|who|which|can|could|is|are|do|does|should|will)\b", _FLAGS
)
# A sum that is told and only wants to be agreed to.
_TAG: Final = re.compile(r"[\s,;]+(?:is that )?(?:right|correct|yeah|yes|no)\W*$", _FLAGS)
_NAMED_DAYS: Final = re.compile(
    r"\bthe (\d{1,2})(?:st|nd|rd|th) and (?:the )?(?:(\d{1,2})(?:st|nd|rd|th)|last)", _FLAGS
)
_BEFORE_DAY: Final = re.compile(
    r"^.{0,40}?\b(?:was|on|is|of|payday|paycheck|one)\b (?:on )?(?=\w{3,9}\.? \d|\d{1,2}/)", _FLAGS
)
_BARE_COUNT: Final = re.compile(r"^\D{0,12}(\d{1,3})\b(?!,|\.\d|k)\D{0,24}$")


@dataclass(frozen=True, slots=True)
class RegularSum:
    """The same `amount` in dollars, `every` so often, between two days or so many times.

    `since` is the first day where `since_day`, else the first of the month or the year in which it began; `until` the
    last day, None for today. `count`: how many times. `days`: the days of the month that were named, `payday` any one
    of the days on which it came. `money`: whether it is after-tax money, "" where the words do not tell; `account` as
    the ledger names it. `converted`: that it was converted is told beside it, without the single conversions.
    """

    amount: Decimal
    every: Every
    since: date | None = None
    since_day: bool = False
    until: date | None = None
    count: int | None = None
    days: tuple[int, ...] = ()
    money: Money = ""
    account: str = ""
    payday: date | None = None
    converted: bool = False


def read_regular_sum(text: str, today: date) -> RegularSum | None:
    """The regular sum of the past that `text` tells; None for anything else, and for what is still to come."""
    if len(text) > LONGEST_TEXT:
        return None
    whole = without_tag(with_shares(with_holidays(clean(text))))
    plain = _AND_CONVERTED.sub(" ", whole)
    if len(plain.split()) > LONGEST or _QUESTION.search(plain) or _TO_COME.search(plain) or is_of_others(plain):
        return None
    every = every_in(plain)
    if every is None or not _PAST.search(plain) or _NO_MONEY_OF_THIS.search(_AFTER_TAX.sub(" ", plain)):
        return None
    if MOVED_OTHERWISE.search(plain):
        return None
    since, since_day, rest = _since(plain, today)
    until, rest = _until(rest, today, since)
    count, rest = _count(rest, every)
    if since is None and every != "monthly" and (back := _MONTHS_BACK.search(plain)) is not None:
        since = add_months(today, -(_SPELLED.get(back["count"].lower()) or int(back["count"])))
    if since is None and count is None and _SO_FAR.search(plain) is None:
        return None
    amounts = _amounts(rest)
    if len(set(amounts)) != 1 or (since is not None and since > today):
        return None
    money, account = _money(plain)
    days, converted = _days(plain), plain != whole
    return RegularSum(amounts[0], every, since, since_day, until, count, days, money, account, converted=converted)


def without_tag(text: str) -> str:
    """`text` without the words at its end by which one only wants to be told that it is so: "…, right?"."""
    return _TAG.sub("", text)


def amend(told: RegularSum, text: str, today: date, *, asked: bool = False) -> RegularSum | None:
    """`told` with what `text` adds to it or corrects: "the first was January 23", "no, 750"; None for nothing.

    `asked`: it was asked how many times it came, so that a bare number is that.
    """
    if len(text) > LONGEST_TEXT:
        return None
    plain = with_holidays(clean(text)).strip()
    if len(plain.split()) > LONGEST // 2 or _QUESTION.search(plain) or _TO_COME.search(plain) or is_of_others(plain):
        return None
    every = every_in(plain) or told.every
    since, since_day, rest = _since(plain, today)
    until, rest = _until(rest, today, since or told.since)
    count, rest = _count(rest, every)
    payday = None
    if (
        since is None
        and until is None
        and (day := _day_or_month(_BEFORE_DAY.sub("", rest), today)) is not None
        and day[1]
    ):
        payday, rest = day[0], ""
    if asked and since is None and count is None and payday is None and (number := bare_count(plain)) is not None:
        count, rest = number, ""
    amounts = _amounts(rest)
    money, account = _money(plain)
    new = replace(
        told,
        amount=amounts[0] if len(set(amounts)) == 1 else told.amount,
        every=every,
        since=since or told.since,
        since_day=since_day if since else told.since_day,
        until=until or told.until,
        count=count or (None if since else told.count),
        days=_days(plain) or told.days,
        money=money or told.money,
        account=account or told.account,
        payday=payday or told.payday,
    )
    return new if new != told else None


def _amounts(text: str) -> tuple[Decimal, ...]:
    rest = _NO_YEAR.sub(r"$\1", text)
    for _, words in _EVERY:
        rest = words.sub(" ", rest)
    return amounts_in(rest)


def _money(text: str) -> tuple[Money, str]:
    after_tax, deferral = _AFTER_TAX.search(text) is not None, _DEFERRAL.search(_AFTER_TAX.sub(" ", text)) is not None
    if after_tax == deferral:
        return "", ""
    if after_tax:
        return "after_tax", ""
    return "deferral", "pretax" if _PRETAX.search(text) else "roth_401k" if _ROTH.search(text) else ""


def every_in(text: str) -> Every | None:
    """How often something comes, by the words of `text`, a real rhythm before "paycheck"; None for none."""
    return next((name for name, words in _EVERY if words.search(text)), None)


def bare_count(text: str) -> int | None:
    """The number that answers "how many paychecks was that?"; None where `text` is no such answer."""
    found = _BARE_COUNT.match(clean(text).strip())
    return int(found[1]) if found is not None and 0 < int(found[1]) <= MOST_TIMES else None


def _since(text: str, today: date) -> tuple[date | None, bool, str]:
    for found in reversed([*_SINCE.finditer(text)]):
        told = _day_or_month(found["when"], today)
        if told is not None:
            day, exact, end = told
            start = found.start("when")
            return day, exact, f"{text[: found.start()]} {_ITS_CHECK.sub('', text[start + end :])}"
    if (whole := _WHOLE_YEAR.search(text)) is not None:
        return date(today.year, 1, 1), False, f"{text[: whole.start()]} {text[whole.end() :]}"
    return None, False, text


def _until(text: str, today: date, since: date | None) -> tuple[date | None, str]:
    if since is None:
        return None, text
    for found in _UNTIL.finditer(text):
        told = _day_or_month(found["when"], today)
        if told is not None and told[0] >= since:
            day, exact, end = told
            last = day if exact else end_of_month(day.year, day.month)
            return min(last, today), f"{text[: found.start()]} {text[found.start('when') + end :]}"
    return None, text


def _day_or_month(text: str, today: date) -> tuple[date, bool, int] | None:
    """The day that `text` begins with, or the first of a month; whether it is a day, and where its words end."""
    written = written_date(text, today=today)
    if written is not None and written != "no_such_day" and written.start <= 8:
        told = written.on(today.year if written.year is None else written.year)
        if told is not None and written.year is None and told > today:
            told = written.on(today.year - 1)
        return None if told is None else (told, True, written.end)
    lead = "in "  # without it, "may" is no month
    month = month_only(f"{lead}{text}")
    if month is None or month[2] > 24:
        return None
    number, year, end = month[0], month[1], month[3] - len(lead)
    year = year or (today.year if number <= today.month else today.year - 1)
    return date(year, number, 1), False, end


def _count(text: str, every: Every) -> tuple[int | None, str]:
    found: re.Match[str] | None
    if (found := _COUNT.search(text)) is not None:
        number = int(found["count"] or found["thats"] or found["sofar"] or found["after"])
        words = found[0]
    elif (found := _SPELLED_COUNT.search(text)) is not None:
        number, words = _SPELLED[found["count"].lower()], found["unit"]
    else:
        return None, text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    unit = _UNIT.search(words)
    months = unit is not None and unit[0].lower().startswith("month")
    if unit is not None and months != (every == "monthly"):
        return None, rest  # "for 10 months" beside "every two weeks" counts no paychecks
    if unit is not None and unit[0].lower().startswith("week") and every != "weekly":
        return None, rest
    return (number, rest) if 0 < number <= MOST_TIMES else (None, rest)


def _days(text: str) -> tuple[int, ...]:
    found = _NAMED_DAYS.search(text)
    return () if found is None else (int(found[1]), int(found[2] or 31))
