"""What two readers of a match formula come to: what they agree on counts, what only one is sure of is asked about.

The first reader is the grammar (`nlu.match.chart`), which doubts whatever stands beside a formula. The second knows by
the words around it which amount is of the formula and which is not, but nothing of how formulas are made.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.match import MatchFormula, PayTier
from nlu.entities.reading import Reading, Reason
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.match.items import DOLLARS, PERCENT, QUANTITIES, Item
from nlu.match.rewrites import MAY, is_formal
from nlu.match.second_reader.assembled import assembled
from nlu.match.second_reader.roles import Role, roles
from nlu.match.verdict import MOST_DOLLARS, judged

_AGREEING = 0.2  # of all roles, where the grammar reads the same without what is no part of it
_SURE_APART = 0.85  # that an amount in the midst of a formula is no part of it
_SURE_ELSEWHERE = 0.65  # that one in a sentence of its own is not
_CONFIRMED = 0.3  # where what the formula comes to was told too
_SURE_TOGETHER = 0.45  # where the grammar thinks of the formula among others
_SURE_ALONE = 0.8
_SURE_AGAINST = 0.9
_MOST_AMOUNTS = 16
_ENDS = frozenset({".", "?", "!", ";"})
_BYGONE = frozenset({"was", "were"})
_MOST_WORTH = Decimal("0.16")
_MOST_RATE, _MOST_TOLD = Decimal(2), Decimal(3)
_SMALLEST_RATE = Decimal("0.05")
_OF_ALL = frozenset({"none", "nonelective", "paycheck", "year"})  # what holds of the formula wherever it stands
_OLD = frozenset({"old", "former", "formerly", "previous", "previously"})
_NOW = frozenset({"now", "today", "currently", "nowadays", "presently", "since"})
_CHANGE = ("increas", "chang", "amend", "rais", "reduc", "decreas", "went", "goes", "modif")
_TELLING = MAY | {"respectively", "ranging"}  # strange words that change what amounts say
_OPEN = frozenset({Reason.RATE_MISSING, Reason.BOUND_MISSING})
_FINE = Decimal("0.00001")  # of pay: no paycheck shows the difference


@dataclass(frozen=True, slots=True)
class Second:
    """The second reader's formula, how sure all roles in it are, and whether words beside its amounts doubt it.

    `confirmed`: what it comes to was told too. `items`: what is left for the grammar without what is no part of the
    formula. `others`: somebody else is spoken of beside it.
    `either`: alternatives are told. `left_out`: some amount is no part of it, `elsewhere`: such a one stands
    in a sentence of its own.
    """

    formula: MatchFormula
    confirmed: bool
    share: float
    doubted: bool
    items: tuple[Item, ...]
    either: bool
    left_out: bool
    elsewhere: bool
    others: bool


def second_reading(tokens: Sequence[Token], items: Sequence[Item]) -> Second | None:
    """What the second reader makes of `items` and the tokens that they are in; None where the roles make no formula."""
    amounts = sum(item.kind in QUANTITIES for item in items)
    if not 0 < amounts <= _MOST_AMOUNTS:
        return None
    found = roles(tokens, items)
    used = [place for place, role in found.items() if role.kind != "other"]
    in_proportion = any(item.kind == "in_proportion" for item in items)
    told = assembled([(found[place].kind, items[place]) for place in used], _per(items), in_proportion=in_proportion)
    if told is None or not _of_reason(told[0], confirmed=told[1]):
        return None
    share = math.prod(role.share for role in found.values())
    sentences = _sentences(tokens)
    speaking = {sentences[items[place].start] for place in used}
    beside = _beside(items, sentences, speaking)
    kept = _kept(items, found, matched=bool(told[0].tiers))
    apart = [
        place for place, role in found.items() if role.kind == "other" and sentences[items[place].start] in speaking
    ]
    doubted = (
        _doubted(beside, items, told_of_me=any(item.kind == "me" for item in items))
        or any(found[place].share < _SURE_APART or _bounds(items, place) for place in apart)
        or any(role.kind == "other" and role.share < _SURE_ELSEWHERE for role in found.values())
        or _is_over(tokens, sentences, beside, items)
        or any(item.word in _OLD and _leads(items, items.index(item)) for item in beside)
        or (bool(apart) and _changes(tokens, sentences, {sentences[items[place].start] for place in apart}))
        or (bool(apart) and not told[0].tiers and any(item.kind == "match" for item in kept))
    )
    either = any(item.kind in {"or", "lesser"} for item in kept)
    elsewhere = any(sentences[items[place].start] not in speaking for place in found)
    others = any(item.kind == "unknown" and item.word.removesuffix("s") in word_list("other_people") for item in beside)
    return Second(told[0], told[1], share, doubted, tuple(kept), either, len(used) < len(found), elsewhere, others)


def _per(items: Sequence[Item]) -> Literal["year", "paycheck"]:
    trued_up = any(item.kind == "year" and "true" in item.word for item in items)
    return "paycheck" if not trued_up and any(item.kind == "paycheck" for item in items) else "year"


def _sentences(tokens: Sequence[Token]) -> list[int]:
    """The number of the sentence that each token stands in."""
    found, number = [], 0
    for token in tokens:
        found.append(number)
        number += token.text in _ENDS
    return found


def _beside(items: Sequence[Item], sentences: Sequence[int], told: Collection[int]) -> list[Item]:
    """The items of the sentences `told` that are no amounts."""
    return [item for item in items if item.kind not in QUANTITIES and sentences[item.start] in told]


def _kept(items: Sequence[Item], found: Mapping[int, Role], *, matched: bool) -> list[Item]:
    """`items` without what is no part of the formula: other amounts, strange words, the clauses of neither.

    `matched`: the formula has a match, so that what is said of none is said of something else.
    """
    kept: list[Item] = []
    clause: list[Item] = []
    speaks = False
    of_all = _OF_ALL - {"none"} if matched else _OF_ALL
    for place, item in enumerate(items):
        role = found.get(place)
        if role is not None:
            if role.kind not in {"other", "again"}:
                clause.append(item)
                speaks = True
            continue
        if item.kind == "unknown" and item.word not in _TELLING:
            continue
        if item.kind == "guess" and _is_bygone(item):
            continue
        clause.append(item)
        if item.kind in {"sep", "comma"} and (item.word in _ENDS or item.word in {",", "(", ")", "-", "—"}):
            kept += clause if speaks else [one for one in clause if _holds(one, of_all)]
            clause, speaks = [], False
    return kept + (clause if speaks else [one for one in clause if _holds(one, of_all)])


def _holds(item: Item, of_all: Collection[str]) -> bool:
    """Whether an item of a clause without amounts says something of the formula too."""
    return item.kind in of_all or item.word == "." or item.word in _TELLING


def _is_bygone(item: Item) -> bool:
    return item.word in _BYGONE or item.word.startswith("used to")


def agreed(first: Reading, rest: Reading, second: Second, *, bygone: bool = False) -> Reading:
    """What both readings come to; `rest` is what the grammar makes of the formula without all else.

    `bygone`: the formula held for a time that is over.
    """
    if isinstance(first.value, MatchFormula) and not first.confirm:
        if not second.left_out or second.doubted or same(first.value, second.formula):
            return first
        both = rest.plain and same(rest.value, second.formula)
        if second.share < (_SURE_TOGETHER if both else _SURE_AGAINST):
            return first
        return judged(first.value, Reason.TWO_READINGS, second.formula)
    thought_of = [one for one in (rest.value, *(choice.value for choice in rest.readings)) if one is not None]
    told = next((one for one in thought_of if same(one, second.formula)), None)
    if second.doubted or second.share < _AGREEING:
        return first
    if rest.plain and told is not None:
        return rest if second.share >= (_SURE_TOGETHER if second.others else _AGREEING) else first
    if second.confirmed and second.share >= _CONFIRMED and not bygone:
        return Reading(second.formula)
    if second.share < _SURE_TOGETHER:
        return first
    if rest.plain:
        return judged(rest.value, Reason.TWO_READINGS, second.formula)
    if not second.left_out and (first.value is not None or first.readings):
        return first
    gift = second.formula.nonelective_rate or second.formula.nonelective_dollars
    if told is not None and gift and second.share >= _SURE_ALONE:
        return Reading(told)  # money that comes anyhow is told from a match by words that the grammar need not know
    if told is not None:
        return judged(told, rest.reason or Reason.TWO_READINGS, *thought_of)
    if second.share >= _SURE_ALONE and not second.either and not thought_of and rest.reason not in _OPEN:
        return Reading(second.formula)
    return judged(second.formula, rest.reason or Reason.TWO_READINGS, *thought_of)


def same(one: MatchFormula, other: MatchFormula) -> bool:
    """Whether two formulas come to the same dollars for everybody."""
    return _plainest(one) == _plainest(other)


def _plainest(formula: MatchFormula) -> tuple[object, ...]:
    """A formula as what it comes to: bands of one rate as one, ends rounded to what a paycheck can show."""
    bands: list[tuple[Decimal, Decimal, Decimal]] = []
    others: list[object] = []
    for tier in formula.tiers:
        if not isinstance(tier, PayTier):
            others.append(tier)
            continue
        rate = tier.rate.quantize(_FINE)
        low, high = tier.from_pct_of_pay.quantize(_FINE), tier.up_to_pct_of_pay.quantize(_FINE)
        if bands and bands[-1][0] == rate and bands[-1][2] == low:
            bands[-1] = (rate, bands[-1][1], high)
        else:
            bands.append((rate, low, high))
    whole = formula.model_copy(update={"tiers": ()})
    return (tuple(bands), tuple(others), whole)


def _of_reason(formula: MatchFormula, *, confirmed: bool) -> bool:
    """Whether a plan may have it: what is beyond is misread more often than meant."""
    bands = [tier for tier in formula.tiers if isinstance(tier, PayTier)]
    worth = sum((one.rate * (one.up_to_pct_of_pay - one.from_pct_of_pay) for one in bands), Decimal(0))
    most = _MOST_TOLD if confirmed else _MOST_RATE
    rates = all(_SMALLEST_RATE <= tier.rate <= most for tier in formula.tiers)
    dollars = (formula.max_dollars or Decimal(0)) <= MOST_DOLLARS and formula.nonelective_dollars <= MOST_DOLLARS
    return rates and worth <= _MOST_WORTH and dollars


def _doubted(beside: Sequence[Item], items: Sequence[Item], *, told_of_me: bool) -> bool:
    """Whether a hedge, an alternative, a group of people or a denial stands beside the formula."""
    for item in beside:
        if item.kind in {"alarm", "poison"} or (item.kind in {"some", "group"} and not told_of_me):
            return True
        if item.kind == "guess" and not _is_bygone(item):
            return True
        if item.word in {"respectively", "ranging"} or item.word.startswith(("greater", "higher of")):
            return True
        if item.kind == "not":
            place = items.index(item)
            if any(one.kind in QUANTITIES for one in items[place + 1 : place + 3]):
                return True
    return False


def _bounds(items: Sequence[Item], place: int) -> bool:
    """Whether an amount bounds something: "only on the first 150k of pay", "or $6,000 if less", "nor exceed 3%"."""
    led = {item.kind for item in items[max(0, place - 2) : place]}
    if items[place].kind != DOLLARS:
        return (
            items[place].kind == PERCENT
            and "match" in {item.kind for item in items[max(0, place - 6) : place]}
            and (items[place - 1].kind == "max" or items[place - 1].word.startswith(("exceed", "more than", "over")))
        )
    return bool(led & {"of", "first", "upto", "max", "or", "lesser", "next", "over"})


def _leads(items: Sequence[Item], place: int) -> bool:
    """Whether what stands at `place` speaks of the amount that follows: "old ones: 100%"."""
    return any(item.kind in QUANTITIES for item in items[place + 1 : place + 4])


def _is_over(tokens: Sequence[Token], sentences: Sequence[int], beside: Sequence[Item], items: Sequence[Item]) -> bool:
    """Whether the formula itself is told as one that was, and not one beside it: "was 3%, now half of 6"."""
    past = {sentences[item.start] for item in beside if item.kind == "guess" and _is_bygone(item)}
    if not past or (is_formal(items) and not any(item.word.startswith("used to") for item in beside)):
        return False
    now = {sentence for token, sentence in zip(tokens, sentences, strict=True) if token.text in _NOW}
    return not past <= now


def _changes(tokens: Sequence[Token], sentences: Sequence[int], told: Collection[int]) -> bool:
    """Whether one of the sentences `told` tells that something became something else."""
    return any(
        token.text.startswith(_CHANGE) for token, sentence in zip(tokens, sentences, strict=True) if sentence in told
    )
