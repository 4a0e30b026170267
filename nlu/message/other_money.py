"""Money that is none of the room: moved, returned or held, or put into no plan."""

import re
from collections.abc import Mapping, Sequence

from nlu.entities.guarded import guarded
from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table
from nlu.message.anchors import Amount
from nlu.message.notes import ELSEWHERE, Notes
from nlu.message.periods import period_in
from nlu.message.scopes import speaks_of_moving
from nlu.message.segments import Segment
from nlu.message.sizes import is_amount
from nlu.message.so_far import THIS_YEAR
from nlu.message.yearly import OF_EACH_PAY

_MOVED = frozenset({"deferral", "after_tax_made", "plan_cap", "true_up", "match_dollars"})
# What the second reader calls an amount of these slots, and the share from which it is sure.
_SECOND: Mapping[str, str] = {"deferral": "deferral", "after_tax_made": "after_tax", "match_dollars": "employer"}
_SURE = 0.8
_MOVEMENTS = frozenset({"conversion", "refund", "earnings", "excess", "withdrawal", "loan", "pretax_ira", "limit"})
_HOLDING = frozenset({"holds", "hold", "held", "balance", "sitting", "worth", "which"})
# Each clause is gone through once: what comes first is taken for good.
_MATCHED_ITSELF = guarded(
    r"(?:^|(?<=[.;,]))(?>[^.;,]*?\bmatch(?:es|ed|ing)?\b)(?>[^.;,]*?\d)(?>[^.;,]*? (?:of|on) )[^.;,]*?\bafter.?tax\b"
)
INTO_PLAN = re.compile(r"\b40[13][kb]|\broth\b|\bplan\b")


def note_money_elsewhere(notes: Notes) -> None:
    """Sets aside what goes into no plan ("the company puts 750 into my HSA") and what is no money of the person's."""
    for segment in notes.segments:
        if _MATCHED_ITSELF.search(" ".join(notes.words_of(segment))):
            # How far a match of after-tax money goes is no cap on that money; the match was read before.
            notes.taken.update(place for place in notes.numbers_in(segment) if notes.tokens[place].unit == "%")
        found = {one.tag for one in phrase_table("other_pots").find(notes.tokens[segment.start : segment.end])}
        if not found or (found == {"other_pot"} and INTO_PLAN.search(" ".join(notes.words_of(segment)))):
            continue
        for place in notes.numbers_in(segment):
            token = notes.tokens[place]
            beside_match = notes.match_span[0] <= place < notes.match_span[1] and token.unit != "%"
            if token.unit in {"", "$", "%"} and (place not in notes.taken or beside_match):
                notes.taken.add(place)
                notes.quoted[place] = ELSEWHERE


def note_other_money(notes: Notes, amount: Amount, segment: Segment) -> None:
    """An amount that is none of the room: kept with what it is of, where that is known here."""
    kind = kind_of(notes.tokens, segment, amount.place)
    if kind and (kind in _MOVEMENTS or is_amount(notes.tokens[amount.place])):
        notes.taken.add(amount.place)
        notes.quoted[amount.place] = kind


def is_moved(notes: Notes, amount: Amount, segment: Segment) -> bool:
    """Whether the words beside an amount say that it was moved, returned, earned or taken out."""
    token = notes.tokens[amount.place]
    if token.unit not in {"", "$"} or len(notes.numbers_in(segment)) > 2:
        return False
    kind = kind_of(notes.tokens, segment, amount.place)
    return kind in _MOVEMENTS or (kind == "balance" and bool(_HOLDING & set(notes.words_of(segment))))


def kind_of(tokens: Sequence[Token], segment: Segment, place: int) -> str:
    """What an amount is of that fills no slot of the room ("conversion", "refund", …); "" where that is not said."""
    near: tuple[int, Found] | None = None
    for one in phrase_table("moved_money").find(tokens[segment.start : segment.end]):
        start, end = one.start + segment.start, one.end + segment.start
        gap = place - end if end <= place else start - place - 1
        if near is None or gap < near[0]:
            near = (gap, one)
    return near[1].tag if near else ""


def is_quoted(notes: Notes, amount: Amount, segment: Segment) -> bool:
    """Whether an amount is of money moved, returned or held and not of what was put in so far."""
    if amount.slot not in _MOVED:
        return False
    here = " ".join(notes.words_of(segment))
    if amount.slot == "plan_cap" and not speaks_of_moving(here):
        return False
    if amount.slot == "deferral" and OF_EACH_PAY.search(here):
        return False
    second = notes.second.get(notes.tokens[amount.place].start, {})
    if second.get(_SECOND.get(amount.slot, ""), 0) >= _SURE:
        return False
    if period_in(notes.tokens, segment.start, segment.end) and not speaks_of_moving(here):
        return False
    if any(one in here for one in THIS_YEAR) and not speaks_of_moving(here):
        return False
    sentence = " ".join(
        token.text
        for one in notes.segments
        if one.sentence == segment.sentence
        for token in notes.tokens[one.start : one.end]
    )
    own_deferral = amount.slot == "deferral" and any(
        one in here for one in ("defer", "contributing", "pre tax", "pretax")
    )
    if speaks_of_moving(here) or (speaks_of_moving(sentence) and not own_deferral):
        return True
    strong = amount.slot in {"plan_cap", "match_dollars", "true_up"} or any(
        one in here for one in ("defer", "contribut", "put", "pre tax", "pretax")
    )
    return not strong and speaks_of_moving(" ".join(token.text for token in notes.tokens))
