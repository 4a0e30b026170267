"""What the person defers, as dollars of the year."""

import re
from decimal import Decimal

from nlu.entities.deferral import MAXIMUM, deferral_limit
from nlu.entities.guarded import guarded
from nlu.entities.reading import Choice, Reading, Reason, asks, money_choice
from nlu.lexicon import phrase_table, word_list
from nlu.message.anchors import PRE_TAX, Amount
from nlu.message.notes import Notes
from nlu.message.periods import period_in
from nlu.message.segments import Segment
from nlu.message.sizes import MOST_PUT_IN
from nlu.message.yearly import OF_EACH_PAY, period_beside, times_a_year, times_of_pay

_SO_FAR = frozenset({"far", "ytd", "year", "total", "already", "annual", "annually", "yearly", "date"})
_SORT = r"(?:roth|trad(?:itional)?|pre-?\s?tax|regular)"
_TWO_SHARES = guarded(
    rf"(?P<a>\d+(?:\.\d+)?)\s?(?:%|pct|percent)\s*(?:to|into|in|as|for)?\s*(?:the\s)?(?P<first>{_SORT})\b,?\s*(?:and"
    rf"|plus|\+|&|,)\s*"
    rf"(?:another\s)?(?P<b>\d+(?:\.\d+)?)\s?(?:%|pct|percent)?\s*(?:to|into|in|as|for)?\s*"
    rf"(?:the\s)?(?P<second>{_SORT})\b",
    re.IGNORECASE,
)
_OF_PLAN_YEAR = re.compile(r"\bplan year\b", re.IGNORECASE)
_OF_A_TOTAL = frozenset({"total", "totals", "altogether", "combined", "together", "statement", "all"})


def note_deferral(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes what the person defers: told in dollars, by the paycheck, or as a share of a pay that is known."""
    token = notes.tokens[amount.place]
    if word_list("no_own_deferral") & _words_aside(notes, segment):
        return
    period = period_in(notes.tokens, segment.start, segment.end) or period_beside(notes, amount, segment)
    value = token.value
    before = [one.text for one in notes.tokens[max(0, amount.place - 4) : amount.place]]
    if token.unit == "%" and {"if", "when"} & set(before) and {"i", "you"} & set(before):
        notes.taken.discard(amount.place)  # "they put 3.5% if I put 7%" tells the match
        return
    if token.unit == "%":
        pay = notes.slots.get("pay") or notes.context.dollars("pay")
        if pay is None:
            notes.unclear["deferral"] = asks(Reason.NEEDS_PAY)
            return
        value = (Decimal(str(pay)) * token.fraction).quantize(Decimal("0.01"))
    elif period or OF_EACH_PAY.search(" ".join(notes.words_of(segment))):
        times = times_a_year(notes, period or "paycheck")
        if times is None:
            notes.unclear["deferral"] = asks(Reason.FREQUENCY_NEEDED)
            return
        value *= times
        if not period:
            notes.firm.add(amount.place)
    elif value > MOST_PUT_IN:
        notes.taken.discard(amount.place)
        return
    _put_deferral(notes, amount, segment, value)


def _put_deferral(notes: Notes, amount: Amount, segment: Segment, value: Decimal) -> None:
    """Notes the deferral of a year, or asks about it where that leaves open what it is."""
    if value > deferral_limit(notes.with_age()) and _OF_A_TOTAL & set(notes.words_of(segment)):
        notes.taken.discard(amount.place)  # both sides together
        return
    if value > deferral_limit(notes.with_age()):
        readings = (Choice("The maximum", MAXIMUM), money_choice(value))
        notes.unclear["deferral"] = Reading(value, True, Reason.ABOVE_LIMIT, readings)
        return
    if "since" in notes.words_of(segment) and _OF_PLAN_YEAR.search(notes.text):
        notes.unclear["deferral"] = Reading(value, True, Reason.GUESS, (money_choice(value),))
        return  # deferrals count by the calendar year (IRC 402(g)), whatever the plan's year is
    raw = value == notes.tokens[amount.place].value
    times = times_of_pay(notes, value) if raw and not _SO_FAR & set(notes.words_of(segment)) else 0
    if times:
        both = (money_choice(value * times), money_choice(value))
        notes.unclear["deferral"] = Reading(value * times, True, Reason.GUESS, both)
        return
    kind = _deferral_kind(notes, amount, segment)
    if kind and kind not in notes.parts:
        notes.parts[kind] = value
        notes.places.setdefault("deferral", amount.place)
        return
    notes.put("deferral", value, amount.place)


def _words_aside(notes: Notes, segment: Segment) -> set[str]:
    """The words of a segment without those that only tell whose plan it is of."""
    inside = notes.tokens[segment.start : segment.end]
    used = {place for one in phrase_table("scopes").find(inside) for place in range(one.start, one.end)}
    return {token.text for place, token in enumerate(inside) if place not in used}


def _deferral_kind(notes: Notes, amount: Amount, segment: Segment) -> str:
    """ "roth" or "pretax" where the words beside an amount tell which of the two kinds of deferral it is."""
    if amount.anchor is None:
        return ""
    low, high = min(amount.anchor.start, amount.place), max(amount.anchor.end, amount.place + 1)
    near = {token.text for token in notes.tokens[low:high]} | set(notes.words_of(segment))
    roth, pretax = "roth" in near, bool(near & PRE_TAX)
    return "" if roth == pretax else "roth" if roth else "pretax"


def join_parts(notes: Notes) -> None:
    """ "15k pre-tax and 9k Roth": both are deferrals, and both count."""
    if not notes.parts:
        return
    total = sum(notes.parts.values(), Decimal(0))
    notes.parts.clear()
    if total > deferral_limit(notes.with_age()):
        readings = (Choice("The maximum", MAXIMUM), money_choice(total))
        notes.unclear["deferral"] = Reading(total, True, Reason.ABOVE_LIMIT, readings)
        return
    notes.put("deferral", total)


def join_shares(notes: Notes) -> None:
    """ "10% to Roth and 5 to traditional": both are shares of pay, and both count."""
    found = _TWO_SHARES.search(notes.text)
    pay = notes.slots.get("pay") or notes.context.dollars("pay")
    if found is None or pay is None or found["first"].lower()[:3] == found["second"].lower()[:3]:
        return
    here = {place for place, token in enumerate(notes.tokens) if found.start() <= token.start < found.end()}
    if not any(one.stated and here & set(range(one.start, one.end)) for one in notes.segments):
        return
    shares = Decimal(found["a"]) + Decimal(found["b"])
    one = (Decimal(str(pay)) * Decimal(found["a"]) / 100).quantize(Decimal("0.01"))
    both = (Decimal(str(pay)) * shares / 100).quantize(Decimal("0.01"))
    if notes.slots.get("deferral") == one and both <= deferral_limit(notes.with_age()):
        notes.slots["deferral"] = both
        notes.clashing.pop("deferral", None)
        notes.taken |= here
