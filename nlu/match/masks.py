"""What looks like an amount of a match formula and is none: dates, years, totals, examples, ages, hours of service."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.entities.calendar_dates import MONTHS
from nlu.entities.tokens import Token

_YEARS = range(1970, 2061)
_PAST = frozenset({"prior", "before", "until", "through", "thru", "formerly"})
_TOTAL = frozenset(
    {"totaling", "totalling", "totaled", "totalled", "amounted", "amounting", "approximately", "aggregate"}
)
_NO_MATCH_IS_SO_LARGE = Decimal(40_000)  # no maximum of a match reaches it; money of the whole plan does
_MILLION = Decimal(1_000_000)
_ROUND = 50  # no maximum of a match is a multiple of less
_OF_PAY = frozenset({"pay", "compensation", "salary", "wages", "earnings", "comp", "income"})
_EXAMPLE = frozenset({"example", "eg", "essentially"})
_COUNTED = frozenset(
    {"hours", "hour", "years", "year", "months", "month", "days", "day", "weeks", "quarters", "quarter"}
)
_AGES = frozenset({"age", "aged", "ages", "attained", "attaining"})
_PERIODS = frozenset({"ended", "ending"})
_OF_PERIODS = frozenset({"year", "years", "period", "periods", "quarter", "month", "months"})
_LEADING = _PERIODS | {
    "year",
    "years",
    "plan",
    "fiscal",
    "for",
    "the",
    "on",
    "effective",
    "during",
    "as",
    "period",
    "in",
}
_JOINTS = frozenset({",", "and", "&", "or"})


@dataclass(frozen=True, slots=True)
class Masked:
    """Tokens without what is masked, the places of what was, whether it tells of a time that is over, and of totals."""

    tokens: tuple[Token, ...]
    hidden: frozenset[int]
    bygone: bool = False
    totals: bool = False
    caps_pay: bool = False  # only so much of the pay counts: "of the first $150,000 of pay"


def masked(tokens: Sequence[Token]) -> Masked:
    """`tokens` without dates, years, totals in dollars, and all from "example" on. Places count from 0."""
    hidden = _own_limits(tokens)
    bygone = totals = caps_pay = False
    place = 0
    while place < len(tokens):
        end = _date_end(tokens, place)
        if end > place:
            before = [one.text for one in tokens[max(0, place - 2) : place]]
            bygone = bygone or bool(_PAST & set(before))
            while place - 1 not in hidden and place and tokens[place - 1].text in _LEADING:
                place -= 1
            hidden.update(range(place, end))
            place = end
            continue
        if tokens[place].text in _PERIODS and place and tokens[place - 1].text in _OF_PERIODS:
            hidden.add(place)
        elif tokens[place].text in _EXAMPLE and place > 2:
            hidden.update(range(place, len(tokens)))
            break
        is_total = _is_total(tokens, place)
        totals = totals or is_total
        caps_pay = caps_pay or (is_total and _is_of_pay(tokens, place))
        if is_total or _is_age_or_service(tokens, place):
            hidden.add(place)
            if place and tokens[place - 1].text == "approximately":
                hidden.add(place - 1)
        place += 1
    kept = tuple(one for place, one in enumerate(tokens) if place not in hidden)
    return Masked(kept, frozenset(hidden), bygone, totals, caps_pay)


def _own_limits(tokens: Sequence[Token]) -> set[int]:
    """The places of sentences on how much people may put in themselves: "employees may put in 2% to 60% of pay"."""
    hidden: set[int] = set()
    start = 0
    for place in range(len(tokens) + 1):
        if place < len(tokens) and tokens[place].text not in {".", ";"}:
            continue
        words = [one.text for one in tokens[start:place]]
        may = any(
            word in {"may", "can", "could"}
            and {"contribute", "defer", "elect", "put", "save"} & set(words[at + 1 : at + 4])
            for at, word in enumerate(words)
        )
        people = {"you", "participants", "participant", "employees", "i", "employee", "we"}
        if may and people & set(words[:6]) and not any(word.startswith("match") for word in words):
            hidden.update(range(start, place))
        start = place + 1
    return hidden


def _date_end(tokens: Sequence[Token], place: int) -> int:
    """Where the date or the row of years that begins at `place` ends; `place` itself where none does."""
    token = tokens[place]
    end = place
    if token.text in MONTHS:
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if after is None or after.kind != "number" or after.unit not in {"", "ordinal"}:
            return place
        day = after.value <= 31 and "," not in after.text
        glued = re.fullmatch(r"\d{1,2},\d{4}", after.text) is not None  # "December 31,2024"
        if not (day or glued or int(after.value) in _YEARS):
            return place
        end = place + 2
        if end + 1 < len(tokens) and tokens[end].text == "," and is_calendar_year(tokens[end + 1]):
            end += 2
        elif end < len(tokens) and is_calendar_year(tokens[end]):
            end += 1
    elif token.kind == "number" and _is_slashed(tokens, place):
        end = place + 5
    elif is_calendar_year(token) and _year_is_led(tokens, place):
        end = place + 1
    if end == place:
        return place
    while end + 1 < len(tokens) and tokens[end].text in _JOINTS:
        after_joint = end + 2 if tokens[end + 1].text in _JOINTS else end + 1
        if after_joint >= len(tokens) or not is_calendar_year(tokens[after_joint]):
            break
        end = after_joint + 1
    return end


def is_calendar_year(token: Token) -> bool:
    """Whether a token alone may be a calendar year."""
    plain = token.kind == "number" and token.unit == "" and not token.scaled and token.decimals == 0
    return plain and "," not in token.text and len(token.text) == 4 and int(token.value) in _YEARS


def _year_is_led(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    led = before in {
        "in",
        "for",
        "during",
        "since",
        "of",
        "year",
        "years",
        "ended",
        "ending",
        "both",
        "to",
        "the",
        "after",
    }
    return led or after in {"plan", "year", "calendar"}


def _is_slashed(tokens: Sequence[Token], place: int) -> bool:
    """Whether "12/31/2024" begins here."""
    five = tokens[place : place + 5]
    if len(five) < 5 or five[1].text != "/" or five[3].text != "/":
        return False
    return all(one.kind == "number" and one.unit == "" for one in five[::2]) and five[0].value <= 12


def _is_total(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.kind != "number" or token.unit not in {"$", ""} or (token.unit == "" and not token.scaled):
        return False
    if token.value >= _NO_MATCH_IS_SO_LARGE and (token.unit == "$" or token.value >= _MILLION):
        return True
    before = [one.text for one in tokens[max(0, place - 4) : place]]
    if before[-3:] == ["a", "total", "of"] and before[0] == "for" and token.value % _ROUND:
        return True  # "for a total of $31,611" was paid to all
    return bool(set(before[-3:]) & _TOTAL)


def _is_of_pay(tokens: Sequence[Token], place: int) -> bool:
    after = [one.text for one in tokens[place + 1 : place + 5]]
    before = [one.text for one in tokens[max(0, place - 7) : place]]
    bounded = before[-2:] in (["up", "to"], ["limited", "to"]) or before[-1:] in (["first"], ["over"], ["above"])
    return (after[:1] in (["of"], ["in"]) and bool(_OF_PAY & set(after))) or (bounded and bool(_OF_PAY & set(before)))


def _is_age_or_service(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.kind != "number" or token.unit not in {"", "ordinal"} or token.scaled:
        return False
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    later = tokens[place + 2].text if place + 2 < len(tokens) else ""
    if before in _AGES and token.value >= 18:
        return True
    if after == "quarters" and token.value == 3 and later in {"of", "on"} and before != "first":
        return False  # "three quarters of the first 6%"
    return after in _COUNTED and (token.value > 3 or later in {"of", "after", "or"})
