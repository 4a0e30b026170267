"""The pay that a message tells, as that of a year."""

import re
from collections.abc import Sequence
from decimal import Decimal

from nlu.entities.reading import Reading, Reason, asks, money_choice
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.message.anchors import Amount, words_of
from nlu.message.notes import Notes
from nlu.message.pay_bonus import with_more
from nlu.message.periods import period_in
from nlu.message.segments import Segment
from nlu.message.sizes import LEAST_PAY, MOST_PAY
from nlu.message.yearly import least_of_a_year, times_a_year

_LEAST_PAYCHECK = 500  # dollars
_PAY_FREQUENCIES = {"two_weeks": "biweekly", "half_month": "semimonthly"}  # nobody tells a rate of pay by these
_TOTALS = frozenset({"total comp", "tc", "ote", "compensation", "total compensation"})
_OF_A_CHECK = frozenset({"gross", "check", "checks", "paycheck"})
_SPENT = frozenset({"loan", "loans", "rent", "mortgage", "tuition", "daycare", "childcare", "insurance", "alimony"})
_EARNED = frozenset({"salary", "income", "earn", "earning", "earnings", "make", "making", "gross", "wages", "letter"})
# Pay after what is taken out of it; "I bring home 150k" alone may be meant either way.
_NET = re.compile(r"\b(?:take home|after (?:everything|deductions|taxes)|net pay|in my pocket|clear after)\b")


def with_pay_first(tokens: Sequence[Token], found: Sequence[Amount]) -> list[Amount]:
    """Pay before the rest, so that a share of it can be told in dollars; the base alone where it is told too."""
    base = [one for one in found if one.slot == "pay" and "base" in words_of(tokens, one.anchor)]
    if not base and any(words_of(tokens, one.anchor) in _TOTALS for one in found if one.slot == "pay"):
        base = [one for one in found if one.slot == "pay" and "salary" in words_of(tokens, one.anchor)]
    base = [one for one in base if not _is_part(tokens, one, found)]
    parts = [one for one in found if one.slot == "pay" and one not in base and _is_part(tokens, one, found)]
    kept = [one for one in found if one.slot != "pay" or (one not in parts and (not base or one in base))]
    return sorted(kept, key=lambda one: (one.slot != "age", one.slot != "pay"))


def _is_part(tokens: Sequence[Token], base: Amount, found: Sequence[Amount]) -> bool:
    """Whether a base pay is only a part of what is told too: "165k (140k base and 25k bonus)"."""
    told = tokens[base.place]
    rest = {token.value for token in tokens if token.kind == "number" and token.value > 0} - {told.value}
    totals = [tokens[one.place].value for one in found if one.slot == "pay" and tokens[one.place].value > told.value]
    return told.kind == "number" and any(total - told.value in rest for total in totals)


def note_pay(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes the pay of a year, brought to it where it is told by the hour, the paycheck or in thousands."""
    token = notes.tokens[amount.place]
    words = set(notes.words_of(segment))
    if _SPENT & words and not _EARNED & words:
        notes.taken.discard(amount.place)
        return
    value, period = token.value, _period_of_pay(notes, token, segment)
    if period:
        times = times_a_year(notes, period)
        if times is None:
            notes.unclear["pay"] = asks(Reason.HOURLY_NEEDS_HOURS if period == "hour" else Reason.FREQUENCY_NEEDED)
            return
        value *= times
        if period in _PAY_FREQUENCIES and "pay_frequency" not in notes.context.known:
            notes.slots.setdefault("pay_frequency", _PAY_FREQUENCIES[period])
    elif not token.scaled and value < 1000:
        value *= 1000
    elif value < LEAST_PAY:
        small = Reading(value, True, Reason.OUT_OF_REASON, (money_choice(value),))
        notes.unclear["pay"] = asks(Reason.FREQUENCY_NEEDED) if _OF_A_CHECK & words else small
        return
    _put_pay(notes, amount, segment, value)


def _put_pay(notes: Notes, amount: Amount, segment: Segment, value: Decimal) -> None:
    """Notes the pay of a year, or asks about it where the words beside it leave open what it is."""
    words = set(notes.words_of(segment))
    asked = notes.unclear.get("pay")
    if asked is not None and asked.reason == Reason.HOUSEHOLD and not word_list("household") & words:
        del notes.unclear["pay"]  # "we make 390k together, 210k is mine"
    if {"ytd", "date"} & words and "year" not in words - {"date"}:
        notes.unclear.setdefault("pay", Reading(value, True, Reason.GUESS, (money_choice(value),)))
        return
    if _NET.search(" ".join(notes.words_of(segment))):
        notes.unclear.setdefault("pay", Reading(value, True, Reason.NET_PAY, (money_choice(value),)))
        return
    if word_list("household") & words:
        notes.unclear.setdefault("pay", Reading(value, True, Reason.HOUSEHOLD, (money_choice(value),)))
    elif with_more(notes, segment):
        notes.unclear["pay"] = Reading(value, True, Reason.PLUS_MORE, (money_choice(value),))
    elif value > MOST_PAY:
        return
    else:
        if words_of(notes.tokens, amount.anchor).startswith("before "):
            notes.firm.add(amount.place)  # "11,250 a month before taxes"
        notes.put("pay", value, amount.place)


def _period_of_pay(notes: Notes, number: Token, segment: Segment) -> str:
    """How often the pay comes that `number` tells; "" where it is that of a year."""
    period = period_in(notes.tokens, segment.start, segment.end)
    told = not number.scaled or "pay_frequency" in notes.slots  # "paid weekly, 3k gross"
    if not period and _LEAST_PAYCHECK <= number.value < LEAST_PAY and told:
        period = "paycheck" if "pay_frequency" in notes.slots else _period_of_net(notes, segment)
    # "142k paid every two weeks": how often it is paid, and not what each time.
    return "" if number.value >= least_of_a_year(period) else period


def _period_of_net(notes: Notes, segment: Segment) -> str:
    """How often gross pay comes that stands beside what is left of it: "take-home is 7,100 a month, gross 10,900"."""
    found = {
        period_in(notes.tokens, one.start, one.end)
        for one in notes.segments
        if one.stated and one is not segment and _NET.search(" ".join(notes.words_of(one)))
    } - {""}
    return found.pop() if len(found) == 1 and "gross" in notes.words_of(segment) else ""
