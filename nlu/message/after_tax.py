"""After-tax money that was put in, or is put in again and again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from nlu.entities.calendar_dates import MONTHS
from nlu.entities.part_put_in import part_put_in
from nlu.entities.reading import Reading, Reason, asks, money_choice
from nlu.message.anchors import Amount, phrases_in, words_of
from nlu.message.notes import ELSEWHERE, Notes
from nlu.message.other_money import INTO_PLAN
from nlu.message.periods import period_in
from nlu.message.regular import times_counted, times_since
from nlu.message.segments import Segment
from nlu.message.sizes import MOST_PUT_IN, is_amount
from nlu.message.so_far import SO_FAR, THIS_YEAR
from nlu.message.yearly import times_a_year

AFTER_TAX = re.compile(r"\bafter ?tax\b")
_QUARTERS = frozenset({"1", "2", "3", "4"})
_OF_MONEY = frozenset({"pay", "age", "after_tax_made", "plan_cap", "match_dollars", "profit_sharing", "ignore"})
_LEAST_PUT = 100  # dollars
_AT_MOST = re.compile(r"\b(?:only|most|limit\w*|cap\w*|max\w*|lets?|allows?|more than|cant|cannot|up to)\b")
_OF_DEFERRALS = re.compile(r"pre.?tax|deferr|elective|roth 401|\bcatch", re.IGNORECASE)
_HAVE_PUT = re.compile(r"\b(?:ive|i have|i already|have|already|so far|i)\b.*\b(?:put|contributed|done)\b")
_PUT = frozenset({"put", "put in", "contributed", "i contribute", "in", "putting in"})
_POSSIBLE = frozenset({"can", "could", "may", "room", "allowed", "able", "space"})


def ask_about_put_in(notes: Notes, found: Sequence[Amount]) -> list[Amount]:
    """Asks whether what was put in so far is after-tax money, where the words right before speak of nothing else.

    "I'd love 30k of after-tax. Put in 3k up to now": it is no deferral without asking.
    """
    kept = list(found)
    for index, segment in enumerate(notes.segments[1:], start=1):
        before, numbers = notes.segments[index - 1], notes.numbers_in(segment)
        said, told = " ".join(notes.words_of(segment)), " ".join(notes.words_of(before))
        if len(numbers) != 1 or not segment.stated or not SO_FAR.search(said) or INTO_PLAN.search(said):
            continue
        named = {
            one.tag
            for one in phrases_in(notes.tokens, segment.start, segment.end)
            if words_of(notes.tokens, one) != "up to"  # "up to now"
        }
        token = notes.tokens[numbers[0]]
        amount = (
            token.unit in {"", "$"} and (token.scaled or token.value >= _LEAST_PUT) and numbers[0] not in notes.taken
        )
        if not amount or named & _OF_MONEY or _OF_DEFERRALS.search(said):
            continue
        if not AFTER_TAX.search(told) or _OF_DEFERRALS.search(told) or "after_tax_made" in notes.slots:
            continue
        notes.taken.add(numbers[0])
        notes.unclear.setdefault(
            "after_tax_made", Reading(token.value, True, Reason.GUESS, (money_choice(token.value),))
        )
        kept = [one for one in kept if one.place != numbers[0]]
    return kept


def note_part_put_in(notes: Notes) -> None:
    """Asks about after-tax money that is told as a part of an amount; that amount is as likely a bonus as the pay."""
    part = part_put_in(notes.text)
    place = next((at for at, one in enumerate(notes.tokens) if part is not None and one.start == part.at), None)
    if part is None or place is None or "after_tax_made" in {*notes.slots, *notes.unclear}:
        return
    if not any(one.stated and one.start <= place < one.end for one in notes.segments):
        return
    if notes.places.get("pay") == place and notes.slots.pop("pay", None) and "pay" not in notes.context.known:
        notes.unclear["pay"] = Reading(part.whole, True, Reason.GUESS, (money_choice(part.whole),))
    notes.take_characters(*part.span)
    notes.taken.add(place)
    notes.quoted[place] = ELSEWHERE
    notes.unclear["after_tax_made"] = Reading(part.value, True, Reason.GUESS, (money_choice(part.value),))


def of_capped(notes: Notes, found: Sequence[Amount]) -> list[Amount]:
    """ "The plan caps after-tax at $15,000. I've put in 11,900": what is put in after the cap is after-tax money.

    Where something else in the message speaks of deferrals, either may be meant.
    """
    caps = [one for one in found if _caps_after_tax(notes, one)]
    if (
        not caps
        or any(one.slot == "after_tax_made" and one not in caps for one in found)
        or "after_tax_made" in notes.slots
    ):
        return list(found)
    put = [
        one
        for one in found
        if one.slot == "deferral"
        and words_of(notes.tokens, one.anchor) in _PUT
        and one.place > caps[0].place
        and notes.tokens[one.place].unit != "%"
    ]
    deferrals = _OF_DEFERRALS.search(notes.text) or len([one for one in found if one.slot == "deferral"]) > 1
    if len(put) != 1 or not _HAVE_PUT.search(said := notes.clause_at(put[0].place)) or INTO_PLAN.search(said):
        return list(found)
    dollars = [notes.tokens[one.place].value for one in caps if notes.tokens[one.place].unit != "%"]
    if dollars and notes.tokens[put[0].place].value > max(dollars):
        return list(found)
    if deferrals:
        return [replace(one, doubt="after_tax_made") if one == put[0] else one for one in found]
    notes.firm.add(put[0].place)
    return [replace(one, slot="after_tax_made") if one == put[0] else one for one in found]


def _caps_after_tax(notes: Notes, amount: Amount) -> bool:
    """Whether an amount is said to be the most that may go in after tax."""
    said = notes.clause_at(amount.place)
    return (
        amount.slot in {"plan_cap", "after_tax_made"}
        and AFTER_TAX.search(said) is not None
        and (amount.slot == "plan_cap" or _AT_MOST.search(said) is not None)
    )


def join_dated(notes: Notes) -> None:
    """After-tax money told by its days is added up and asked about: "5,000 after tax in January, 3,000 in May"."""
    place = notes.places.get("after_tax_made", -1)
    at = next((index for index, one in enumerate(notes.segments) if one.start <= place < one.end), None)
    if (
        at is None
        or not isinstance(notes.slots.get("after_tax_made"), Decimal)
        or not _is_dated(notes, notes.segments[at])
    ):
        return
    parts = [place]
    for one in notes.segments[at + 1 :]:
        amounts = [each for each in notes.numbers_in(one) if is_amount(notes.tokens[each]) and each not in notes.taken]
        if one.sentence != notes.segments[at].sentence or len(amounts) != 1 or not one.stated:
            break
        total = sum((notes.tokens[each].value for each in parts), Decimal(0))
        if one.joint == "so" and notes.tokens[amounts[0]].value == total and len(parts) > 1:
            notes.taken |= {*parts, *amounts}
            notes.slots["after_tax_made"] = total  # "… so 8k"
            return
        if not _is_dated(notes, one):
            break
        parts += amounts
    if len(parts) > 1:
        total = sum((notes.tokens[each].value for each in parts), Decimal(0))
        notes.taken |= set(parts)
        del notes.slots["after_tax_made"]
        notes.unclear["after_tax_made"] = Reading(total, True, Reason.GUESS, (money_choice(total),))


def _is_dated(notes: Notes, segment: Segment) -> bool:
    """Whether a segment names a month or a quarter."""
    words = notes.words_of(segment)
    return bool(MONTHS & set(words)) or any(one == "q" and after in _QUARTERS for one, after in pairwise(words))


def _note_after_tax_share(notes: Notes, amount: Amount, words: Sequence[str]) -> None:
    """ "I can only put 10% after tax" is the plan's cap; "5% after tax" is what goes in of each paycheck."""
    share = notes.tokens[amount.place].fraction
    pay = notes.slots.get("pay") or notes.context.dollars("pay")
    if set(words) & {"only", "allowed", "allow", "allows", "most", "limit", "limited", "max", "lets"}:
        notes.put("plan_cap_rate", share, amount.place)
    elif pay is not None:
        value = (Decimal(str(pay)) * share).quantize(Decimal("0.01"))
        if any(one in " ".join(words) for one in THIS_YEAR):  # of the year, or of the pay so far
            notes.unclear["after_tax_made"] = Reading(value, True, Reason.GUESS, (money_choice(value),))
            return
        notes.recurring["after_tax_made"] = (value, amount.place)


def note_after_tax(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes after-tax money: what was put in, the share or the rhythm in which it goes in, or why it is unclear."""
    words = notes.words_of(segment)
    token = notes.tokens[amount.place]
    if token.unit == "%":
        _note_after_tax_share(notes, amount, words)
        return
    if {"make", "earn", "salary", "income", "home"} & set(words) or token.value > MOST_PUT_IN:
        notes.taken.discard(amount.place)
        return
    if _POSSIBLE & set(words) and not any(one in " ".join(words) for one in THIS_YEAR):
        notes.taken.discard(amount.place)  # what may be put in has not been
        return
    period = period_in(notes.tokens, segment.start, segment.end)
    if not period:
        notes.put("after_tax_made", token.value, amount.place)
        return
    times = times_a_year(notes, period)
    count = times_counted(" ".join(words))
    if count is not None and count <= (times or count):
        value = token.value * count
        notes.unclear["after_tax_made"] = Reading(value, True, Reason.GUESS, (money_choice(value),))
        return
    if times is None:
        notes.unclear["after_tax_made"] = asks(Reason.FREQUENCY_NEEDED)
        return
    notes.recurring["after_tax_made"] = (token.value * times, amount.place)
    count = times_since(notes.text, period, notes.context.today)
    if count is not None and notes.context.year == notes.context.today.year:
        value = token.value * count
        notes.unclear["after_tax_made"] = Reading(value, True, Reason.GUESS, (money_choice(value),))
