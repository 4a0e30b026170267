"""Amounts in a message: pay, deferral, after-tax money, employer money, the plan's cap."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlu.entities.hedges import hedges_of
from nlu.entities.pay import PER_YEAR
from nlu.entities.reading import Reading, asks, money_choice
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import word_list
from nlu.message.ages import note_plain_age
from nlu.message.bare_numbers import note_bare
from nlu.message.nearest_words import TIMES_A_YEAR, Amount, assigned, period_in
from nlu.message.notes import Notes
from nlu.message.segments import Segment

_LEAST_PAYCHECK, _LEAST_PAY, _MOST_PAY = 500, 15_000, 20_000_000
_NOT_NOW = frozenset(
    {
        "last year",
        "years ago",
        "used to",
        "previous",
        "previously",
        "former",
        "formerly",
        "old job",
        "back then",
        "last job",
        "next year",
    }
)
_MORE_PAY = frozenset({"bonus", "bonuses", "rsu", "rsus", "stock", "commission", "commissions", "equity"})


def note_amounts(notes: Notes) -> None:
    """Notes every amount of the stated segments that the words near it give to a slot."""
    spans = [(one.start, one.end) for one in notes.segments if one.stated]
    found = _without_totals(notes, assigned(notes.tokens, spans, frozenset(notes.taken)))
    bygone = ""
    for one in found:
        segment = next(each for each in notes.segments if each.start <= one.place < each.end)
        goes_on = one.slot == "" and bygone and _says_now(notes, segment)
        amount = replace(one, slot=bygone) if goes_on else one
        bygone = amount.slot if _is_past(notes, segment) else ""
        if amount.slot in {"ignore", "range"}:
            notes.taken.add(amount.place)
        elif amount.slot:
            note_amount(notes, amount, segment)


def _without_totals(notes: Notes, found: Sequence[Amount]) -> list[Amount]:
    """`found` without the pay that is more than the base, where the base is told too."""
    base = [one for one in found if one.slot == "pay" and "base" in _anchor_words(notes, one)]
    if not base:
        return list(found)
    return [one for one in found if one.slot != "pay" or one in base]


def _anchor_words(notes: Notes, amount: Amount) -> list[str]:
    anchor = amount.anchor
    return [one.text for one in notes.tokens[anchor.start : anchor.end]] if anchor else []


def _says_now(notes: Notes, segment: Segment) -> bool:
    """ "…, this year 170k": a number that goes on from a past one and says nothing else."""
    words = [token.text for token in notes.tokens[segment.start : segment.end] if token.kind == "word"]
    return bool({"now", "currently", "today", "this"} & set(words)) and len(words) <= 4


def _is_past(notes: Notes, segment: Segment) -> bool:
    words = " ".join(token.text for token in notes.tokens[segment.start : segment.end])
    return any(one in words for one in _NOT_NOW)


def note_amount(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes one amount of `segment`, or why it is unclear."""
    token = notes.tokens[amount.place]
    inside = notes.tokens[segment.start : segment.end]
    words = " ".join(one.text for one in inside)
    notes.taken.add(amount.place)
    denied = amount.slot != "plan_cap" and _denied(notes, amount.place, segment)
    if denied or (amount.slot != "age" and _is_past(notes, segment)):
        return
    hedges = hedges_of(inside)
    if hedges.guess or (
        amount.slot != "plan_cap"
        and any(
            one.tag == "range" and _before_number(notes, one.end + segment.start, amount.place) for one in hedges.found
        )
    ):
        notes.unclear[amount.slot] = Reading(reason="guess", readings=(money_choice(token.value),))
        return
    if amount.slot == "age":
        note_plain_age(notes, amount, token)
    elif amount.slot == "pay":
        _note_pay(notes, token, segment)
    elif amount.slot == "deferral":
        _note_deferral(notes, token, segment, words)
    elif amount.slot == "plan_cap":
        share = token.unit == "%"
        notes.put("plan_cap_rate" if share else "plan_cap_dollars", token.fraction if share else token.value)
    elif amount.slot == "match_dollars":
        if "match" not in notes.slots and "%" not in words and not {"up", "max", "cap", "maximum"} & set(words.split()):
            notes.put("match_dollars", token.value)
    elif amount.slot == "nonelective_rate":
        notes.put("nonelective_rate", token.fraction)
    elif amount.slot == "after_tax_made":
        if not {"make", "earn", "salary", "income", "home"} & set(words.split()) and token.value <= 100_000:
            notes.put("after_tax_made", token.value)
    else:
        notes.put(amount.slot, token.value)


def _before_number(notes: Notes, end: int, place: int) -> bool:
    return end == place and notes.tokens[place].kind == "number"


def _denied(notes: Notes, place: int, segment: Segment) -> bool:
    before = [token.text for token in notes.tokens[max(segment.start, place - 4) : place]]
    return bool({"not", "dont", "didnt", "isnt", "never", "cant", "wasnt", "arent"} & set(before))


def _times(notes: Notes, period: str) -> int | None:
    """How many times a year an amount comes: by its own words, or by how often the person is paid."""
    frequency = notes.slots.get("pay_frequency") or notes.context.known.get("pay_frequency")
    return TIMES_A_YEAR.get(period) or (PER_YEAR.get(str(frequency)) if period == "paycheck" else None)


def _note_pay(notes: Notes, token: Token, segment: Segment) -> None:
    period = period_in(notes.tokens, segment.start, segment.end)
    value = token.value
    if not period and token.decimals == 0 and _LEAST_PAYCHECK <= value < _LEAST_PAY and "pay_frequency" in notes.slots:
        period = "paycheck"
    if period:
        times = _times(notes, period)
        if times is None:
            notes.unclear["pay"] = asks("hourly_needs_hours" if period == "hour" else "frequency_needed")
            return
        value *= times
    elif not token.scaled and value < 1000:
        value *= 1000
    elif value < _LEAST_PAY:
        notes.unclear["pay"] = Reading(value, True, "out_of_reason", (money_choice(value),))
        return
    if word_list("household") & {one.text for one in notes.tokens[segment.start : segment.end]}:
        notes.unclear.setdefault("pay", Reading(value, True, "household", (money_choice(value),)))
    elif _with_more(notes, segment):
        notes.unclear["pay"] = Reading(value, True, "plus_more", (money_choice(value),))
    elif value <= _MOST_PAY:
        notes.put("pay", value)


def _with_more(notes: Notes, segment: Segment) -> bool:
    """Whether pay comes with a bonus or stock of an amount that is not told; one that is told stands by itself."""
    following = next((one for one in notes.segments if one.start >= segment.end), None)
    inside = [*notes.tokens[segment.start : segment.end]]
    if following is not None and following.joint in {"plus", "and", "with", "+", ","}:
        more = notes.tokens[following.start : following.end]
        if {token.text for token in more[:2]} & _MORE_PAY:
            inside += more
    return bool({token.text for token in inside} & _MORE_PAY) and len(numbers_of(inside)) < 2


def _note_deferral(notes: Notes, token: Token, segment: Segment, words: str) -> None:
    if word_list("no_own_deferral") & set(words.split()):
        return
    period = period_in(notes.tokens, segment.start, segment.end)
    if token.unit == "%":
        pay = notes.slots.get("pay") or _pay_ahead(notes)
        if pay is None:
            notes.unclear["deferral"] = asks("needs_pay")
            return
        notes.put("deferral", (Decimal(str(pay)) * token.fraction).quantize(Decimal("0.01")))
        return
    value = token.value
    if period:
        times = _times(notes, period)
        if times is None:
            notes.unclear["deferral"] = asks("frequency_needed")
            return
        value *= times
    if value > 100_000:
        return
    notes.put("deferral", value)


def _pay_ahead(notes: Notes) -> Decimal | None:
    """Pay that the message states further on, or that is known."""
    probe = Notes(notes.text, notes.tokens, notes.segments, notes.context, taken=set(notes.taken))
    spans = [(one.start, one.end) for one in notes.segments if one.stated]
    for amount in assigned(probe.tokens, spans, frozenset(probe.taken)):
        if amount.slot == "pay":
            note_amount(probe, amount, next(one for one in probe.segments if one.start <= amount.place < one.end))
    if "pay" not in probe.slots:
        note_bare(probe)
    found = probe.slots.get("pay")
    return found if isinstance(found, Decimal) else notes.context.dollars("pay")
