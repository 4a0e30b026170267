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
_A_PAY = Decimal(60_000)  # what is told in thousands and reaches this is somebody's pay
_MILLION = Decimal(1_000_000)
_ROUND = 50  # no maximum of a match is a multiple of less
_OF_PAY = frozenset({"pay", "compensation", "salary", "wages", "earnings", "comp", "income", "base"})
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
_LIMITING = frozenset(
    {"cap", "caps", "capped", "limit", "limits", "limited", "max", "maximum", "first", "only", "up", "over", "above"}
)
_OF_PAPERS = frozenset({"participant", "participants", "compensation", "elective", "discretionary"})
_GIVING = frozenset({"add", "adds", "give", "gives", "puts", "pays", "kicks", "throws", "chips"})
_LETS = frozenset({"permits", "permit", "permitted", "allows", "allow", "allowed", "lets"})
_PUT_IN = frozenset({"contributions", "contribution", "deferrals", "contribute", "defer", "save", "elect"})
_PUTTING_IN = frozenset({"contribute", "defer", "elect", "put", "save", "make", "designate"})
_PEOPLE = frozenset({"you", "participants", "participant", "employees", "i", "employee", "we"})
_OF_SERVICE = frozenset({"year", "years", "service", "schedule", "termination", "credited", "immediately", "always"})
_LEAST_PAY = Decimal(5_000)
_CLAUSE_ENDS = frozenset({".", ",", ";", "(", ")", "but", ":"})
_MARKS_OF_BOXES = {"☐": False, "□": False, "☒": True, "☑": True, "✓": True, "✔": True, "■": True}


@dataclass(frozen=True, slots=True)
class Masked:
    """Tokens without what is masked, the places of what was, whether it tells of a time that is over, and of totals."""

    tokens: tuple[Token, ...]
    hidden: frozenset[int]
    bygone: bool = False
    totals: bool = False
    papers: bool = False  # what is masked is in the language of plans
    most_pay: Decimal | None = None  # only so much of the pay counts: "of the first $150,000 of pay"


def masked(tokens: Sequence[Token], *, answer: bool = False) -> Masked:
    """`tokens` without dates, years, totals in dollars, and all from "example" on. Places count from 0.

    `answer`: a match was asked for, so that somebody's pay beside it tells nothing that is wanted.
    """
    hidden = _beside(tokens) | _boxes_left_open(tokens)
    bygone = totals = False
    most_pay: Decimal | None = None
    place = 0
    while place < len(tokens):
        end = _date_end(tokens, place)
        if end > place:
            before = [one.text for one in tokens[max(0, place - 2) : place]]
            bygone = bygone or (place not in hidden and bool(_PAST & set(before)))
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
        is_total = _is_total(tokens, place) or (answer and _is_pay(tokens, place))
        totals = totals or is_total
        if bounds_pay(tokens, place):
            most_pay = tokens[place].value
            hidden.update(_clause_alone(tokens, place))
        if is_total or _is_age_or_service(tokens, place):
            hidden.add(place)
            if place and tokens[place - 1].text == "approximately":
                hidden.add(place - 1)
        place += 1
    kept = tuple(one for place, one in enumerate(tokens) if place not in hidden)
    papers = any(tokens[place].text in _OF_PAPERS for place in hidden)
    return Masked(kept, frozenset(hidden), bygone, totals, papers, most_pay)


def _beside(tokens: Sequence[Token]) -> set[int]:
    """The places of sentences on something else: what people may put in themselves, vesting, loans."""
    hidden: set[int] = set()
    start = 0
    for place in range(len(tokens) + 1):
        if place < len(tokens) and tokens[place].text not in {".", ";"}:
            continue
        sentence = tokens[start:place]
        words = [one.text for one in sentence]
        matches = any(word.startswith("match") or word in _GIVING for word in words)
        if (not matches and _is_own_limit(words)) or _is_of_vesting(sentence) or _is_of_loans(words):
            hidden.update(range(start, place))
        start = place + 1
    return hidden


def _is_of_loans(words: Sequence[str]) -> bool:
    """ "Loans are available at prime plus 1%"."""
    return "borrow" in words or (bool({"loan", "loans"} & set(words)) and bool({"prime", "interest"} & set(words)))


def _is_own_limit(words: Sequence[str]) -> bool:
    """ "Employees may put in 2% to 60% of pay", "the plan permits contributions up to the limit"."""
    may = any(
        word in {"may", "can", "could"} and _PUTTING_IN & set(words[at + 1 : at + 4]) for at, word in enumerate(words)
    )
    lets = bool(_LETS & set(words[:8]) and _PUT_IN & set(words[:12]))
    return lets or (may and bool(_PEOPLE & set(words[:6])))


def _is_of_vesting(sentence: Sequence[Token]) -> bool:
    """ "Participants vest 20% after two years and 20% each year thereafter", and nothing that bounds a match."""
    number = next((place for place, one in enumerate(sentence) if one.kind == "number"), len(sentence))
    vests = next((place for place, one in enumerate(sentence) if one.text.startswith("vest")), len(sentence))
    if vests > number + 1 or vests == len(sentence):
        return False
    words = [one.text for one in sentence]
    bounded = any(
        word.startswith(("exceed", "dollar", "defer"))
        or (
            word in {"first", "next", "to"} and sentence[place + 1].kind == "number" and sentence[place + 1].unit == "%"
        )
        for place, word in enumerate(words[:-1])
    )
    return not bounded and bool(_OF_SERVICE & set(words))


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
        *("until", "till", "til", "spring", "summer", "fall", "winter", "early", "late", "mid"),
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
        "fiscal",
        "starting",
        "beginning",
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
    return bool(set(before[-3:]) & _TOTAL) or (
        token.unit == "$" and "forfeitures" in before and token.value % _ROUND > 0
    )


def _is_pay(tokens: Sequence[Token], place: int) -> bool:
    """Whether it is what somebody earns: told in thousands, and nothing in its clause is limited."""
    if not tokens[place].scaled or tokens[place].value < _A_PAY or tokens[place - 1].text == "of":
        return False
    return not _LIMITING & {tokens[at].text for at in _clause(tokens, place)}


def bounds_pay(tokens: Sequence[Token], place: int) -> bool:
    """Whether the number at `place` says how much of somebody's pay counts for a match."""
    return (_is_total(tokens, place) or _may_be_pay(tokens, place)) and _is_of_pay(tokens, place)


def _is_of_pay(tokens: Sequence[Token], place: int) -> bool:
    after = [one.text for one in tokens[place + 1 : place + 5]]
    before = [one.text for one in tokens[max(0, place - 10) : place]]
    bounded = before[-1:] in (["first"], ["over"], ["above"]) or before[-2:] == ["up", "to"]
    bounded = bounded or (before[-1:] in (["at"], ["to"], ["of"]) and bool(_LIMITING & set(before[-6:])))
    return (after[:1] in (["of"], ["in"]) and bool(_OF_PAY & set(after))) or (bounded and bool(_OF_PAY & set(before)))


def _may_be_pay(tokens: Sequence[Token], place: int) -> bool:
    """Whether these are dollars that may be a pay or the first part of one: "of the first $30,000 of pay", "200k"."""
    token = tokens[place]
    first = place > 0 and tokens[place - 1].text == "first" and (token.unit == "$" or token.scaled)
    return token.kind == "number" and (
        (first and token.value >= _LEAST_PAY) or (token.scaled and token.value >= _A_PAY)
    )


def _clause_alone(tokens: Sequence[Token], place: int) -> range:
    """The places of the clause around `place`, where it speaks of nothing but the pay; else that place."""
    start, end = _clause(tokens, place).start, _clause(tokens, place).stop
    alone = all(one.kind != "number" or at == place for at, one in enumerate(tokens[start:end], start))
    rates = any(one.text in {"half", "dollar", "quarter", "third"} for one in tokens[start:end])
    return range(start, end) if alone and not rates else range(place, place + 1)


def _clause(tokens: Sequence[Token], place: int) -> range:
    start = end = place
    while start > 0 and tokens[start - 1].text not in _CLAUSE_ENDS:
        start -= 1
    while end < len(tokens) and tokens[end].text not in _CLAUSE_ENDS:
        end += 1
    return range(start, end)


def _boxes_left_open(tokens: Sequence[Token]) -> set[int]:
    """The places of a form's choices that were not chosen, where some were: "[ ] 3% for everyone [X] 100% up to 4%"."""
    boxes: list[tuple[int, int, bool]] = []
    for place, token in enumerate(tokens):
        if token.text in _MARKS_OF_BOXES:
            boxes.append((place, place + 1, _MARKS_OF_BOXES[token.text]))
        elif token.text in {"[", "("}:
            inside = [one.text for one in tokens[place + 1 : place + 3]]
            close = "]" if token.text == "[" else ")"
            if inside[:1] == [close]:
                boxes.append((place, place + 2, False))
            elif inside[1:] == [close] and inside[0] in {"x", "_", "✓", "✔"}:
                boxes.append((place, place + 3, inside[0] != "_"))
    if not any(chosen for _, _, chosen in boxes):
        return set()
    hidden: set[int] = set()
    ends = [start for start, _, _ in boxes[1:]] + [len(tokens)]
    for (start, after, chosen), end in zip(boxes, ends, strict=True):
        hidden.update(range(start, after if chosen else end))
    return hidden


def _is_age_or_service(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.kind != "number" or token.unit not in {"", "ordinal"} or token.scaled:
        return False
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    later = tokens[place + 2].text if place + 2 < len(tokens) else ""
    if before in _AGES and token.value >= 18:
        return True
    if token.value == 1 and after == "year" and later == "of" and before in {"after", "following", "completing"}:
        return False  # the phrase that it stands in says that people wait so long
    if after == "quarters" and token.value == 3 and later in {"of", "on"} and before != "first":
        return False  # "three quarters of the first 6%"
    return after in _COUNTED and (token.value > 3 or later in {"of", "after", "or"})
