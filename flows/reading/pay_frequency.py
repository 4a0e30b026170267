"""Reads how often somebody is paid: "every two weeks", "24 times a year", "15th and last"."""

from collections.abc import Sequence
from functools import cache

from flows.reading.fillers import COMMON
from flows.reading.hedges import hedges_of
from flows.reading.phrases import PhraseTable, mended_words
from flows.reading.result import NOT_UNDERSTOOD, Choice, Context, Reading, asks
from flows.reading.text import tokens_of
from flows.reading.tokens import Token, numbers_of

LABELS = {
    "weekly": "Every week",
    "biweekly": "Every two weeks",
    "semimonthly": "Twice a month",
    "monthly": "Once a month",
}
_A_YEAR = {52: "weekly", 53: "weekly", 26: "biweekly", 27: "biweekly", 24: "semimonthly", 12: "monthly"}
_RARE = frozenset({53, 27})
_WORDS = frozenset(
    ["paid", "pay", "pays", "paycheck", "paychecks", "check", "checks", "payday", "paydays", "schedule", "payroll", "period", "periods", "get", "gets", "salary", "come", "comes", "deposit", "deposits", "direct", "day", "days", "friday", "fridays", "thursday", "thursdays", "wednesday", "wednesdays", "tuesday", "monday", "mondays", "saturday", "sunday", "like", "clockwork", "times", "time", "basis", "frequency", "each", "every", "company", "employer", "job", "hit", "hits", "usually", "always", "normally", "new", "cycle", "run", "runs", "roll", "receive", "money", "us", "they", "per", "year", "a", "the", "on", "of", "month", "week", "weeks", "deposited", "working", "business", "means", "which"]
)


@cache
def _table() -> PhraseTable:
    days = ["monday", "tuesday", "wednesday", "thursday", "friday"]
    other = [
        f"{joint} {day}{s}"
        for joint in ("every other", "every second", "every 2nd", "alternate", "alternating", "every alternate")
        for day in (*days, "fri", "thurs", "thu", "wed")
        for s in ("", "s")
    ]
    each = [
        f"{joint} {day}" for joint in ("every", "each", "every single") for day in (*days, "fri", "thurs", "thu", "wed")
    ]
    return PhraseTable(
        {
            "weekly": [
                "weekly",
                "every week",
                "each week",
                "once a week",
                "per week",
                "a week",
                "every single week",
                "week to week",
                "1x a week",
                "once per week",
                "once weekly",
                *each,
            ],
            "biweekly": ["biweekly", "bi weekly", "every other week", "every second week", "every 2nd week", "fortnightly", "every fortnight", "once a fortnight", "each fortnight", "a fortnight", "alternate weeks", "alternating weeks", "other week", "every alternate week", "other friday", "second friday", "every 14 days", "once every other week", "each other week", "every couple of weeks", "every couple weeks"]
            + other,
            "semimonthly": ["semimonthly", "semi monthly", "twice a month", "twice monthly", "twice per month", "two times a month", "twice each month", "twice every month", "two times per month", "half monthly", "every half month", "mid month and end of month", "mid and end of month", "middle and end of the month", "middle and end of month", "mid month and month end", "middle and the end of the month", "mid and end of the month", "beginning and middle of the month", "2x a month", "2x monthly", "2x per month", "2x month", "twice / month", "semi month", "mid month and end", "start and middle of the month", "beginning and end of the month", "mid month and last day"],
            "monthly": ["monthly", "once a month", "every month", "each month", "per month", "a month", "once per month", "once monthly", "first of the month", "once every month", "one time a month", "1x a month", "start of the month", "beginning of the month", "first of every month", "first of each month", "month to month"],
            "month_end": ["end of the month", "end of month", "month end", "last day of the month", "last day of each month", "last day of every month", "end of each month", "end of every month", "last business day of the month", "last working day of the month", "last friday of the month", "last friday of each month", "last of the month", "last day of month"],
            "bi_monthly": ["bimonthly", "bi monthly"],
            "every_weeks": ["every # weeks", "every # wks", "each # weeks", "every # week", "once every # weeks"],
            "every_days": ["every # days"],
            "every_months": [
                "every # months",
                "every other month",
                "every second month",
                "quarterly",
                "every quarter",
                "once a quarter",
                "annually",
                "yearly",
                "once a year",
                "every year",
                "daily",
                "every day",
                "each day",
            ],
            "a_year": [
                "# times a year",
                "# times per year",
                "# x a year",
                "# x per year",
                "# paychecks",
                "# pay periods",
                "# checks",
                "# paydays",
                "# a year",
                "# per year",
                "# pays",
                "# times yearly",
                "# / year",
                "# times annually",
                "# pay checks",
                "# annual paychecks",
                "# payments",
                "# x / year",
                "# pay days",
                "# payrolls",
                "# times / year",
                "# annually",
                "# payments a year",
                "# paychecks a year",
            ],
            "a_month": [
                "# times a month",
                "# times per month",
                "# x a month",
                "# paychecks a month",
                "# paychecks per month",
                "# checks a month",
                "# x per month",
                "# a month",
                "# per month",
                "# x month",
                "# x monthly",
                "# times monthly",
                "# checks per month",
                "# pays a month",
                "# times each month",
            ],
            "a_week": ["twice a week", "# times a week", "# x a week", "twice weekly", "twice per week"],
            "last": [
                "last",
                "last day",
                "last business day",
                "eom",
                "the end",
                "end",
                "last of the month",
                "end of the month too",
                "month end too",
                "last day of month",
            ],
        }
    )


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(
        {
            "weekly",
            "biweekly",
            "fortnightly",
            "semimonthly",
            "monthly",
            "bimonthly",
            "twice",
            "every",
            "other",
            "month",
            "weeks",
            "friday",
        }
    )


def read_pay_frequency(text: str, context: Context) -> Reading:
    """Reads `text` as weekly, biweekly, semimonthly or monthly."""
    del context
    tokens = mended_words(tokens_of(text), _table(), _vocabulary())
    found = _table().find(tokens)
    hedges = hedges_of(tokens)
    votes: list[tuple[str, str]] = []
    used: set[int] = set(hedges.used)
    for one in found:
        used.update(range(one.start, one.end))
        number = next((token for token in tokens[one.start : one.end] if token.kind == "number"), None)
        votes.append(_vote(one.tag, number))
    rest = [token for place, token in enumerate(tokens) if place not in used]
    dates = [token for token in rest if token.kind == "number" and 1 <= token.value <= 31]
    numbers = numbers_of(rest)
    values = {value for value, _ in votes if value and value != "last"}
    has_last = any(one.tag in {"last", "month_end"} for one in found)
    if any(reason == "unsupported" for _, reason in votes):
        return asks("unsupported_frequency", *_choices())
    day_pair = len(dates) == 2 or (len(dates) == 1 and has_last and dates[0].value > 1)
    if day_pair and values <= {"semimonthly", "monthly"} and _fit_for_days(dates):
        return _judged("semimonthly", rest, hedges.guess or hedges.question, hedges.negated)
    if not values and len(numbers) == 1:
        return _single_number(numbers[0], rest, hedges.guess or hedges.question)
    if len(values) > 1:
        if (
            values == {"biweekly", "weekly"}
            and {value for value, _ in votes if value != "weekly"} == {"biweekly"}
            and len(votes) == 2
        ):
            return asks("two_readings", *_choices(values))
        return asks("two_readings", *_choices(values))
    if not values:
        return NOT_UNDERSTOOD
    value = values.pop()
    reason = next((reason for _, reason in votes if reason), "")
    confirming = [token for token in numbers if _A_YEAR.get(int(token.value)) == value]
    if len(confirming) < len([n for n in numbers if n not in dates]) or (
        numbers and not confirming and value != "monthly"
    ):
        reason = reason or "extra_words"
    if value == "monthly" and len(dates) == 1 and not confirming:
        reason = reason or ("" if dates[0].unit == "ordinal" else "extra_words")
    return _judged(
        value, [t for t in rest if t.kind != "number"], hedges.guess or hedges.question, hedges.negated, reason
    )


def _vote(tag: str, number: Token | None) -> tuple[str, str]:
    """What a phrase says, and a doubt about it."""
    count = int(number.value) if number is not None else 0
    if tag == "month_end":
        return "monthly", ""
    if tag == "bi_monthly":
        return "semimonthly", "two_readings"
    if tag == "every_weeks":
        return ({1: "weekly", 2: "biweekly"}.get(count, ""), "" if count in {1, 2} else "unsupported")
    if tag == "every_days":
        return (
            {7: "weekly", 14: "biweekly", 15: "semimonthly", 30: "monthly"}.get(count, ""),
            {7: "", 14: "", 15: "two_readings", 30: "two_readings"}.get(count, "unsupported"),
        )
    if tag in {"every_months", "a_week"}:
        return "", "unsupported"
    if tag == "a_year":
        return _A_YEAR.get(count, ""), "guess" if count in _RARE else "" if count in _A_YEAR else "unsupported"
    if tag == "a_month":
        return {1: "monthly", 2: "semimonthly", 4: "weekly"}.get(count, ""), {1: "", 2: "", 4: "two_readings"}.get(
            count, "unsupported"
        )
    return tag, ""


def _fit_for_days(dates: Sequence[Token]) -> bool:
    """Two days of a month about half a month apart: 1st and 15th, 15th and 30th, 10th and 25th."""
    if len(dates) < 2:
        return True
    first, second = sorted(int(token.value) for token in dates)
    return 12 <= second - first <= 17


def _single_number(number: Token, rest: Sequence[Token], guess: bool) -> Reading:
    value = _A_YEAR.get(int(number.value)) if number.decimals == 0 and number.unit == "" else None
    if value is None:
        return NOT_UNDERSTOOD
    return _judged(
        value, [t for t in rest if t is not number], guess, False, "guess" if int(number.value) in _RARE else ""
    )


def _judged(value: str, rest: Sequence[Token], guess: bool, negated: bool, reason: str = "") -> Reading:
    if negated:
        return NOT_UNDERSTOOD
    if guess:
        reason = reason or "guess"
    elif any(
        t.kind == "word" and t.text not in COMMON and t.text not in _WORDS and t.text not in {"s", "st", "th"}
        for t in rest
    ):
        reason = reason or "extra_words"
    if not reason:
        return Reading(value)
    return Reading(value, True, reason, tuple(_choices({value} if reason != "two_readings" else None)))


def _choices(values: set[str] | None = None) -> list[Choice]:
    return [Choice(label, value) for value, label in LABELS.items() if values is None or value in values]
