"""The filing status and the pay frequency that a message states."""

from collections.abc import Sequence
from itertools import pairwise

from nlu.entities.filing_status import read_filing_status
from nlu.entities.pay_frequency import read_pay_frequency
from nlu.entities.reading import Context
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table
from nlu.message.notes import Span
from nlu.message.segments import Segment

_COUNTS = {26: "biweekly", 24: "semimonthly", 12: "monthly", 52: "weekly"}


def find_filing_status(
    tokens: Sequence[Token], segments: Sequence[Segment], context: Context
) -> tuple[str, Span] | None:
    """The filing status stated in the message."""
    for segment in segments:
        if not (segment.stated or segment.other) or segment.asked or segment.supposed:
            continue
        for place in range(segment.start, segment.end):
            found = phrase_table("statuses").at(tokens, place, segment.end)
            if found and not (place > 0 and tokens[place - 1].text in {"not", "dont", "isnt"}):
                return found.tag, (found.start, found.end)
    for first, second in pairwise(segments):
        if (
            first.stated
            and second.stated
            and tokens[first.start : first.end][-1:]
            and tokens[first.end - 1].text == "married"
        ):
            text = " ".join(token.text for token in tokens[first.end - 1 : second.end])
            reading = read_filing_status(text, context)
            if reading.plain:
                return reading.value, (first.end - 1, second.end)
    for segment in segments:
        words = [token.text for token in tokens[segment.start : segment.end]]
        if segment.stated and words in (["single"], ["im", "single"]):
            return "single", (segment.start, segment.end)
    return None


def find_pay_frequency(
    tokens: Sequence[Token], segments: Sequence[Segment], context: Context
) -> tuple[str, Span] | None:
    """How often the person says to be paid. Not where an amount or a conversion is what happens so often."""
    for index, segment in enumerate(segments):
        if not segment.stated:
            continue
        words = {token.text for token in tokens[segment.start : segment.end]}
        if words & {"convert", "conversion", "conversions", "converting", "rebalance", "rent"}:
            continue
        if "contribute" in words and not words & {"paycheck", "paychecks", "check", "checks"}:
            continue
        alone = _alone(tokens[segment.start : segment.end], context)
        if alone:
            return alone, (segment.start, segment.end)
        for place in range(segment.start, segment.end):
            found = _spelled(tokens, place, segment.end)
            if found is None:
                continue
            value, end = found
            before = tokens[place - 1] if place > segment.start else None
            if before is not None and (before.text == "not" or not _of_paychecks(tokens, place, value, segment.start)):
                continue
            if value == "monthly" and not words & {"paid", "paycheck", "paychecks", "pay", "payroll", "salary"}:
                continue
            return value, (place, end)
        days = [token for token in tokens[segment.start : segment.end] if token.unit == "ordinal"]
        following = segments[index + 1] if index + 1 < len(segments) else None
        if days and following is not None and words & {"paid", "payday", "paydays", "paycheck", "paychecks", "checks"}:
            more = tokens[following.start : following.end]
            last = any(token.text == "last" for token in more)
            other = [token for token in more if token.unit == "ordinal"]
            if len(days) == 1 and (last or (other and 12 <= abs(other[0].value - days[0].value) <= 17)):
                return "semimonthly", (segment.start, following.end)
    return None


_A_YEARS = 20_000
_OF_PAYCHECKS = frozenset({"biweekly", "semimonthly", "weekly"})
_CHECKS = frozenset({"check", "checks", "paycheck", "paychecks", "pay", "payroll", "paydays"})
_OF_OTHER_MONEY = frozenset(
    {"rent", "loan", "mortgage", "hours", "hrs", "shifts", "daycare", "convert", "conversion", "invest", "allowance"}
)


def _of_paychecks(tokens: Sequence[Token], place: int, value: str, start: int) -> bool:
    """Whether a frequency right behind a number is that of the paychecks, from `start` on: "140k biweekly"."""
    before = tokens[place - 1]
    if before.kind != "number":
        return True
    after = {token.text for token in tokens[place : place + 4]}
    near = {token.text for token in tokens[max(start, place - 8) : place + 5]}
    amount = before.unit in {"", "$"} and before.value >= _A_YEARS
    own = before.unit in {"", "$", "%"} and before.value > 1 and not near & _OF_OTHER_MONEY
    return value in _OF_PAYCHECKS and (amount or own or bool(_CHECKS & after))


def _alone(inside: Sequence[Token], context: Context) -> str | None:
    """The frequency of a segment of a few words that says nothing else: "weekly", "every other Friday"."""
    if len(inside) > 4 or any(token.kind == "number" for token in inside):
        return None
    reading = read_pay_frequency(" ".join(token.text for token in inside), context)
    return str(reading.value) if reading.plain else None


def _spelled(tokens: Sequence[Token], place: int, end: int) -> tuple[str, int] | None:
    """A frequency phrase at `place`; numbers in it may be digits or words."""
    token = tokens[place]
    after = [one.text for one in tokens[place + 1 : min(end, place + 4)]]
    if token.kind == "number" and token.unit == "" and int(token.value) in _COUNTS and token.value == int(token.value):
        if after[:1] and after[0] in {"paychecks", "checks", "paydays", "payrolls", "pays"}:
            return _COUNTS[int(token.value)], place + 2
        if after[:2] in (["pay", "periods"], ["times", "a"], ["pay", "checks"]) and "month" not in after:
            return _COUNTS[int(token.value)], place + 3
        if after[:1] == ["times"] and tokens[place - 1].text == "paid" and "month" not in after:
            return _COUNTS[int(token.value)], place + 2
        return None
    if (
        token.text == "every"
        and place + 2 < end
        and tokens[place + 1].kind == "number"
        and after[1:2]
        and after[1] in {"weeks", "wks"}
    ):
        return ("biweekly", place + 3) if tokens[place + 1].value == 2 else None
    found = phrase_table("frequencies").at(tokens, place, end)
    if found is None or found.tag == "bimonthly":
        return None
    return found.tag, found.end
