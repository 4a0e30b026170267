"""What a number comes to as a figure of a kind: dollars of a year, a fraction, an age."""

from decimal import Decimal

from nlu.entities.deferral import deferral_limit
from nlu.lexicon import word_list
from nlu.message.kinds import SLOT_OF_KIND, SURELY_HERE
from nlu.message.notes import Notes
from nlu.message.periods import period_in
from nlu.message.sizes import LEAST_PAY, MOST_PUT_IN, as_age, counts_times
from nlu.message.yearly import least_of_a_year, times_a_year

_PROFIT = frozenset({"profit", "ps", "pension", "esop", "core", "nonelective"})
_HOURS = frozenset({"hrs", "hours", "hr"})
_WEEKS = 52  # a year
_LEAST_HOURS = 8  # a week, as the next
_MOST_HOURS = 80
_MOST_AN_HOUR = 500  # dollars
_LEAST_YEARLY_HOURS = 400
_LEAST_AMOUNT = 500  # dollars, as the next
_LEAST_EMPLOYER = 100
_LEAST_IN_THOUSANDS = 60  # "pay 185"
_MOST_K = 40  # "24.5" is in thousands below this
_MOST_PAY = 3_000_000  # dollars; more is not noted on the word of the second reader
_MOST_NONELECTIVE = 25  # percent of pay, as the next
_MOST_BARE_SHARE = 25
_COUNTED = frozenset({"hrs", "hr", "paychecks", "checks", "times", "kids", "people", "employees", "payments", "yrs"})


def slot_of_kind(notes: Notes, kind: str, place: int) -> str:
    """The slot that the number at `place` fills as one of this kind."""
    segment = notes.segment_at(place)
    if kind == "employer" and _PROFIT & set(notes.words_of(segment)):
        return "profit_sharing"
    if kind == "cap" and notes.tokens[place].unit != "%":
        return "plan_cap_dollars"
    return SLOT_OF_KIND[kind]


def period_at(notes: Notes, place: int) -> str:
    """How often the amount at `place` comes, by the words close to it."""
    segment = notes.segment_at(place)
    if sum(notes.tokens[at].kind == "number" for at in range(segment.start, segment.end)) == 1:
        return period_in(notes.tokens, segment.start, segment.end)
    return period_in(notes.tokens, max(segment.start, place - 3), min(segment.end, place + 5))


def worth_as(notes: Notes, kind: str, place: int) -> int | Decimal | None:
    """What the number at `place` comes to as a figure of this kind; None where it does not fit."""
    token = notes.tokens[place]
    period = period_at(notes, place)
    dollars = token.unit in {"", "$"}
    if kind == "pay" and period == "hour" and dollars and token.value < _MOST_AN_HOUR:
        hours = _hours(notes, place)
        return token.value * hours * _WEEKS if hours is not None else None
    if kind == "age":
        after = notes.tokens[place + 1].text if place + 1 < len(notes.tokens) else ""
        sure = notes.second.get(token.start, {}).get("age", 0) >= SURELY_HERE
        no_age = (
            (after in word_list("after_no_age") and not sure) or after in _COUNTED or counts_times(notes.tokens, place)
        )
        return None if no_age else as_age(token)
    if kind == "pay":
        return _pay_of(notes, place, period) if dollars else None
    if kind == "nonelective" or (kind == "cap" and token.unit == "%"):
        most = _MOST_NONELECTIVE if kind == "nonelective" else 100
        return token.fraction if token.unit == "%" and token.value <= most else None
    if kind == "deferral" and (token.unit == "%" or _is_bare_share(notes, place)):
        pay = notes.slots.get("pay") or notes.context.dollars("pay")
        return (
            within_limit(notes, Decimal(str(pay)) * token.value / 100)
            if pay is not None and token.value <= 100
            else None
        )
    if not dollars:
        return None
    if token.value == 0:
        return _zero(notes, kind, place)
    if kind == "deferral" and not token.unit and token.decimals == 1 and not token.scaled and token.value < _MOST_K:
        return within_limit(notes, token.value * 1000)
    if period and kind in {"deferral", "employer"}:
        times = times_a_year(notes, period)
        if times is None:
            return None
        value = token.value * times
        return within_limit(notes, value) if kind == "deferral" else value
    if period or not (token.scaled or token.value >= (_LEAST_EMPLOYER if kind == "employer" else _LEAST_AMOUNT)):
        return None
    if kind == "deferral":
        return within_limit(notes, token.value)
    return token.value if token.value <= MOST_PUT_IN else None


def _zero(notes: Notes, kind: str, place: int) -> Decimal | None:
    """Nothing put in; nothing in one sort of deferral says nothing of the other."""
    roth = "roth" in notes.words_of(notes.segment_at(place))
    return Decimal(0) if kind in {"deferral", "after_tax"} and not roth else None


def _is_bare_share(notes: Notes, place: int) -> bool:
    """Whether a small bare number is a share of pay, as others in the message are: "they give 6%, I give eight"."""
    token = notes.tokens[place]
    bare = not token.unit and not token.scaled and token.decimals == 0 and 1 <= token.value <= _MOST_BARE_SHARE
    return bare and any(one.kind == "number" and one.unit == "%" for one in notes.tokens)


def _hours(notes: Notes, place: int) -> Decimal | None:
    """How many hours a week the person works, where the message says so: "36 hrs a week", "40 hours"."""
    found = {
        token.value
        for token, after in zip(notes.tokens, notes.tokens[1:], strict=False)
        if token.kind == "number" and after.text in _HOURS and token.start != notes.tokens[place].start
    }
    hours = next(iter(found)) if len(found) == 1 else None
    if hours is not None and _LEAST_YEARLY_HOURS <= hours <= _MOST_HOURS * _WEEKS:
        return hours / _WEEKS  # "2,080 hours": those of the year
    return hours if hours is not None and _LEAST_HOURS <= hours <= _MOST_HOURS else None


def _pay_of(notes: Notes, place: int, period: str) -> Decimal | None:
    """The pay of a year that the number at `place` comes to; a bare "185" beside words of pay is in thousands."""
    token = notes.tokens[place]
    if period in {"", "hour"} or token.value >= least_of_a_year(period):
        told = token.value
        if period != "hour" and not token.scaled and not token.decimals and _LEAST_IN_THOUSANDS <= told < 1000:
            told *= 1000
        return told if LEAST_PAY <= told <= _MOST_PAY else None
    times = times_a_year(notes, period)
    value = token.value * times if times is not None else None
    return value if value is not None and LEAST_PAY <= value <= _MOST_PAY else None


def within_limit(notes: Notes, value: Decimal) -> Decimal | None:
    """`value`, in dollars and cents, where the person may defer so much in the year; None otherwise."""
    return value.quantize(Decimal("0.01")) if value <= deferral_limit(notes.with_age()) else None
