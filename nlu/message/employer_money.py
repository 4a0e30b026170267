"""What the employer gives in dollars or as a share of pay, beside a match formula."""

import re

from core.match import MatchFormula
from nlu.entities.reading import Reason, asks
from nlu.lexicon import word_list
from nlu.match.verdict import judged
from nlu.message.anchors import Amount, words_of
from nlu.message.notes import MATCH_SO_FAR, Notes
from nlu.message.periods import period_in
from nlu.message.scopes import is_for_some
from nlu.message.segments import Segment
from nlu.message.so_far import SO_FAR, is_list_so_far
from nlu.message.yearly import period_beside, times_a_year, times_of_pay

_OF_ONE_CHECK = frozenset({"check", "paycheck", "payday"})
_OF_MINE = re.compile(
    r"\bof (?:what(?:ever)? (?:i|you)|my (?:own )?(?:contribution|deferral|money|part|share)s?|mine)\b"
)


def note_rate(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes a share of pay that the employer gives to everybody."""
    del segment
    notes.put("nonelective_rate", notes.tokens[amount.place].fraction, amount.place)


def note_employer_money(notes: Notes, amount: Amount, segment: Segment) -> None:
    """Notes a match or a profit sharing told in dollars, or as a share of pay, or why it is unclear."""
    words = " ".join(notes.words_of(segment))
    token = notes.tokens[amount.place]
    told = words_of(notes.tokens, amount.anchor)
    if token.unit == "%":
        if _OF_MINE.search(words):
            notes.unclear.setdefault("match", asks(Reason.BOUND_MISSING))
            return
        beside_match = bool(word_list("matching") & notes.sentence_at(amount.place)) and "match" not in notes.slots
        if is_for_some(words) or (beside_match and "match" not in words):
            notes.unclear.setdefault("match", judged(MatchFormula(nonelective_rate=token.fraction), Reason.GUESS))
            return
        if "match" not in words and "match" not in notes.unclear:
            notes.put("nonelective_rate", token.fraction, amount.place)
        return
    if amount.slot == "match_dollars" and (SO_FAR.search(words) or "ytd" in words or is_list_so_far(notes, segment)):
        notes.quoted[amount.place] = MATCH_SO_FAR  # the year's match is still to come in part
        if "match" not in {*notes.slots, *notes.unclear}:
            notes.unclear["match"] = judged(MatchFormula(nonelective_dollars=token.value), Reason.SO_FAR)
        return
    limits = {"up", "max", "cap", "maximum"} & set(words.split())
    second = "match" not in told and ("match_dollars" in notes.slots or "match" in notes.slots)
    if amount.slot == "profit_sharing" or (second and not limits):
        if "profit_sharing" in notes.slots:
            notes.slots["profit_sharing"] += token.value
            return
        notes.put("profit_sharing", token.value, amount.place)
    elif "match" not in notes.slots and "%" not in words and not limits:
        period = period_in(notes.tokens, segment.start, segment.end)
        period = period or period_beside(notes, amount, segment)
        of_one = not period and bool(_OF_ONE_CHECK & set(words.split()))  # "480 last check" is not said to be of each
        times = times_a_year(notes, "paycheck" if of_one else period) if of_one or period else 1
        if times is None:
            notes.unclear["match"] = asks(Reason.FREQUENCY_NEEDED)
            return
        each = times_of_pay(notes, token.value) if times == 1 else 0
        if of_one or each:
            year, once = (MatchFormula(nonelective_dollars=token.value * one) for one in (each or times, 1))
            notes.unclear["match"] = judged(year, Reason.GUESS, *((once,) if each else ()))
            return
        notes.put("match_dollars", token.value * times, amount.place)
    else:
        notes.taken.discard(amount.place)
