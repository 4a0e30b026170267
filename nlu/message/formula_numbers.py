"""Which numbers belong to a match formula, by the second reader."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlu.entities.reading import Reason
from nlu.entities.tokens import Token
from nlu.match.describe import describe_match
from nlu.match.formula import read_match_tokens
from nlu.match.masks import bounds_pay
from nlu.match.verdict import judged
from nlu.message.kinds import SURELY_HERE, Shares, share_of
from nlu.message.notes import Notes
from nlu.message.told_numbers import told_here

_ELSEWHERE_TOLD = frozenset({"other", "spouse", "person", "business"})
_NO_FORMULA = 0.2
# Of a formula by the second reader alone: how likely each number is one of a match, how many, and words beside them.
_OF_A_MATCH = 0.8
_MOST_OF_A_MATCH = 6
_BESIDE_A_MATCH = 3


def without_others(
    tokens: Sequence[Token], second: Shares, *, apart: bool = False
) -> tuple[tuple[Token, ...], set[int]]:
    """`tokens` with a comma for each number that is surely of no match formula, and the places of those.

    `apart`: it is read for somebody else or another plan, so that being theirs speaks against no formula.
    """
    aside = {
        place
        for place, token in enumerate(tokens)
        if token.kind == "number"
        and token.start in second
        and (_not_of_match(second[token.start], apart=apart) or _is_what_i_give(tokens, place, second[token.start]))
        and not bounds_pay(tokens, place)
    }
    kept = (replace(one, kind="mark", text=",") if place in aside else one for place, one in enumerate(tokens))
    return tuple(kept), aside


def _not_of_match(found: Mapping[str, float], *, apart: bool) -> bool:
    kind = max(found, key=lambda one: found[one])
    elsewhere = frozenset() if apart else _ELSEWHERE_TOLD
    return kind in {"age", "pay", "moved", "none"} | elsewhere and (
        found[kind] > 0.7 and found["match"] + found["nonelective"] < 0.1
    )


def _is_what_i_give(tokens: Sequence[Token], place: int, found: Mapping[str, float]) -> bool:
    """Whether a bare number is what the writer gives beside what the employer gives: "they give 6%, I give eight"."""
    mine = found["deferral"] >= SURELY_HERE and tokens[place].unit == ""
    return (
        mine and tokens[max(0, place - 2)].text in {"i", "me"} and tokens[max(0, place - 3)].text not in {"if", "when"}
    )


def is_no_formula(notes: Notes, tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Whether the second reader sees nothing of a match or of what an employer gives in the numbers of a formula."""
    numbers = [token for token in tokens[span[0] : span[1]] if token.kind == "number" and token.start in notes.second]
    theirs = frozenset({"match", "nonelective", "employer", "spouse", "person", "other", "business"})
    return bool(numbers) and all(share_of(notes.second[one.start], theirs) < _NO_FORMULA for one in numbers)


def ask_about_match(notes: Notes, second: Shares) -> None:
    """Asks about a formula that the rules left, where the second reader takes all its numbers for those of a match."""
    if {"match", "match_dollars", "nonelective_rate"} & {
        *notes.slots,
        *notes.unclear,
    } or "match" in notes.context.known:
        return
    told = [place for place, kind, share in told_here(notes, second) if kind == "match" and share >= _OF_A_MATCH]
    if not 1 < len(told) <= _MOST_OF_A_MATCH:
        return
    segments = [notes.segment_at(told[0]), notes.segment_at(told[-1])]
    if segments[0].sentence != segments[1].sentence:
        return
    first, last = told[0], told[-1] + 1
    lows = range(first, max(segments[0].start, first - _BESIDE_A_MATCH) - 1, -1)
    highs = range(last, min(segments[1].end, last + _BESIDE_A_MATCH) + 1)
    if any(notes.tokens[at].kind == "number" and at not in told for at in range(first, last)):
        return
    readings = [read_match_tokens(notes.tokens[low:high], notes.context, strict=True) for low in lows for high in highs]
    formulas = {describe_match(one.value): one.value for one in readings if one.plain and one.value.tiers}
    if len(formulas) == 1:
        notes.unclear["match"] = judged(next(iter(formulas.values())), Reason.EXTRA_WORDS)
        notes.taken.update(told)
