"""Reads how often somebody is paid: "every two weeks", "24 times a year", "15th and last"."""

from collections.abc import Mapping, Sequence

from nlu.entities.hedges import hedges_of
from nlu.entities.phrases import corrected_spelling
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import fillers, phrase_table, word_list

LABELS = {
    "weekly": "Every week",
    "biweekly": "Every two weeks",
    "semimonthly": "Twice a month",
    "monthly": "Once a month",
}
_A_YEAR = {52: "weekly", 53: "weekly", 26: "biweekly", 27: "biweekly", 24: "semimonthly", 12: "monthly"}
_RARE = frozenset({53, 27})


def read_pay_frequency(text: str, context: Context) -> Reading:
    """Reads `text` as weekly, biweekly, semimonthly or monthly."""
    del context
    tokens = corrected_spelling(tokens_of(text), phrase_table("pay_frequency"), word_list("pay_frequency_vocabulary"))
    found = phrase_table("pay_frequency").find(tokens)
    if any(one.tag != "weekdays" for one in found):  # "biweekly on Fridays"
        found = [one for one in found if one.tag != "weekdays"]
    hedges = hedges_of(tokens)
    votes: list[Vote] = []
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
    if any(reason is Reason.UNSUPPORTED_FREQUENCY for _, reason in votes):
        return asks(Reason.UNSUPPORTED_FREQUENCY, *_choices())
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
            return asks(Reason.TWO_READINGS, *_choices(values))
        return asks(Reason.TWO_READINGS, *_choices(values))
    if not values:
        return NOT_UNDERSTOOD
    value = values.pop()
    reason = next((reason for _, reason in votes if reason), Reason.NONE)
    confirming = [token for token in numbers if _A_YEAR.get(int(token.value)) == value]
    if len(confirming) < len([n for n in numbers if n not in dates]) or (
        numbers and not confirming and value != "monthly"
    ):
        reason = reason or Reason.EXTRA_WORDS
    if value == "monthly" and len(dates) == 1 and not confirming:
        reason = reason or (Reason.NONE if dates[0].unit == "ordinal" else Reason.EXTRA_WORDS)
    return _judged(
        value, [t for t in rest if t.kind != "number"], hedges.guess or hedges.question, hedges.negated, reason
    )


Vote = tuple[str, Reason]
_UNSUPPORTED: Vote = ("", Reason.UNSUPPORTED_FREQUENCY)
# What a number of weeks, of days, or of times a month says, and a doubt about it.
_EVERY_WEEKS: Mapping[int, Vote] = {1: ("weekly", Reason.NONE), 2: ("biweekly", Reason.NONE)}
_EVERY_DAYS: Mapping[int, Vote] = {
    7: ("weekly", Reason.NONE),
    14: ("biweekly", Reason.NONE),
    15: ("semimonthly", Reason.TWO_READINGS),
    30: ("monthly", Reason.TWO_READINGS),
}
_A_MONTH: Mapping[int, Vote] = {
    1: ("monthly", Reason.NONE),
    2: ("semimonthly", Reason.NONE),
    4: ("weekly", Reason.TWO_READINGS),
}


def _vote(tag: str, number: Token | None) -> Vote:
    """What a phrase says, and a doubt about it."""
    count = int(number.value) if number is not None else 0
    if tag == "month_end":
        return "monthly", Reason.NONE
    if tag == "weekdays":
        return "weekly", Reason.TWO_READINGS  # "Fridays" may be every other one
    if tag == "bi_monthly":
        return "semimonthly", Reason.TWO_READINGS
    if tag == "a_year":
        return _a_year(count)
    if tag in {"every_months", "a_week"}:
        return _UNSUPPORTED
    table = {"every_weeks": _EVERY_WEEKS, "every_days": _EVERY_DAYS, "a_month": _A_MONTH}.get(tag)
    return (tag, Reason.NONE) if table is None else table.get(count, _UNSUPPORTED)


def _a_year(count: int) -> Vote:
    if count not in _A_YEAR:
        return _UNSUPPORTED
    return _A_YEAR[count], Reason.GUESS if count in _RARE else Reason.NONE


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
    doubt = Reason.GUESS if int(number.value) in _RARE else Reason.NONE
    return _judged(value, [t for t in rest if t is not number], guess, False, doubt)


def _judged(value: str, rest: Sequence[Token], guess: bool, negated: bool, reason: Reason = Reason.NONE) -> Reading:
    if negated:
        return NOT_UNDERSTOOD
    if guess:
        reason = reason or Reason.GUESS
    elif any(
        t.kind == "word" and t.text not in fillers("pay_frequency") and t.text not in {"s", "st", "th"} for t in rest
    ):
        reason = reason or Reason.EXTRA_WORDS
    if not reason:
        return Reading(value)
    return Reading(value, True, reason, tuple(_choices({value} if reason != Reason.TWO_READINGS else None)))


def _choices(values: set[str] | None = None) -> list[Choice]:
    return [Choice(label, value) for value, label in LABELS.items() if values is None or value in values]
