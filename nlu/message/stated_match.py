"""The match formula that a message states."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.match import MatchFormula
from nlu.entities.reading import Context, Reading
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.match.formula import read_match_tokens
from nlu.match.items import PERCENT, RATE, items_of
from nlu.message.notes import Span
from nlu.message.segments import Segment

_OF_A_MATCH = frozenset(
    [
        "match",
        "matches",
        "matched",
        "matching",
        "contribution",
        "contributions",
        "contribute",
        "contributes",
        "employer",
        "company",
        "safe",
        "harbor",
        "qaca",
        "basic",
        "enhanced",
        "dollar",
        "half",
        "cents",
        "percent",
        "nonelective",
    ]
)
_MOST_SEGMENTS = 6  # that one match formula runs over


def find_match(tokens: Sequence[Token], segments: Sequence[Segment], context: Context) -> tuple[Reading, Span] | None:
    """The match formula stated in the message and the tokens it takes. Not plain where it has to be asked about."""
    unclear: tuple[Reading, Span] | None = None
    for index, segment in enumerate(segments):
        if not segment.stated or not _may_be_match(tokens[segment.start : segment.end]):
            continue
        best: tuple[Reading, Span] | None = None
        for first in range(max(0, index - 2), index + 1):
            earlier = segments[first]
            if first != index and not (earlier.sentence == segment.sentence and _opens_match(tokens, earlier)):
                continue
            for last in range(index, min(len(segments), first + _MOST_SEGMENTS)):
                window = segments[first : last + 1]
                if not all(one.stated for one in window):
                    break
                if any(one != segment and _foreign(tokens[one.start : one.end]) for one in window):
                    break
                span = (window[0].start, window[-1].end)
                if not _tells_more(tokens, segments, span, best):
                    continue
                reading = read_match_tokens(tokens[span[0] : span[1]], context, strict=True)
                if reading.plain and _about_employer(tokens, span):
                    better = best is None or reading.value != best[0].value or span[1] < best[1][1]
                    best = (reading, span) if better else best
                elif unclear is None and (reading.readings or reading.confirm) and first == last == index:
                    unclear = (reading, span)
        if best is not None:
            return _without_own(tokens, segments, best, context)
    return unclear if unclear is not None and _names_match(tokens, unclear[1]) else None


def _without_own(
    tokens: Sequence[Token], segments: Sequence[Segment], best: tuple[Reading, Span], context: Context
) -> tuple[Reading, Span]:
    """`best` without the segments in front that tell of what the person puts in, where the formula stands alone."""
    reading, (start, end) = best
    for one in segments:
        if one.start != start or one.end >= end or not _own([token.text for token in tokens[one.start : one.end]]):
            continue
        following = next(each.start for each in segments if each.start >= one.end)
        alone = read_match_tokens(tokens[following:end], context, strict=True)
        if alone.plain and alone.value == reading.value:
            start = following
    return reading, (start, end)


def _foreign(tokens: Sequence[Token]) -> bool:
    """Whether a segment tells another figure than the match: an amount or an age, or what the person puts in."""
    words = {token.text for token in tokens}
    numbers = [token for token in tokens if token.kind == "number"]
    if words & (word_list("matching") | {"up", "first", "next", "cap", "capped", "max", "maximum"}):
        return False
    if _own([token.text for token in tokens]):
        return True
    employer = words & word_list("employer_words")
    return bool(numbers) and not employer and not any(one.unit in {"%", "cents"} or one.value < 16 for one in numbers)


def _tells_more(
    tokens: Sequence[Token], segments: Sequence[Segment], span: Span, best: tuple[Reading, Span] | None
) -> bool:
    """Whether a window is worth reading: a longer one than the best only if both its ends speak of a match."""
    if best is None:
        return True
    if span[0] > best[1][0] or span[1] < best[1][1]:
        return False
    ends = [one for one in segments if one.start == span[0] or one.end == span[1]]
    return all(_adds_to_match(tokens[one.start : one.end]) for one in ends)


def _opens_match(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether a match formula may begin with this segment, before the one that looks like a formula."""
    inside = tokens[segment.start : segment.end]
    return _adds_to_match(inside) and _about_employer(tokens, (segment.start, segment.end))


def _adds_to_match(tokens: Sequence[Token]) -> bool:
    kinds = {item.kind for item in items_of(tokens)}
    return bool(
        kinds
        & {
            "match",
            RATE,
            PERCENT,
            "pair",
            "dollars",
            "nonelective",
            "max",
            "paycheck",
            "year",
            "limit",
            "bare",
            "upto",
            "none",
        }
    )


def _may_be_match(tokens: Sequence[Token]) -> bool:
    words = {token.text for token in tokens}
    if not words & _OF_A_MATCH and not any(token.kind == "number" for token in tokens):
        return False  # cheaper than cutting it into items
    items = items_of(tokens)
    kinds = {item.kind for item in items}
    if kinds & {"basic", "enhanced", "qaca", "safe_match"}:
        return True
    if any(item.kind == "none" and re.search(r"match|contribut|employer", item.word) for item in items):
        return True
    shares = kinds & {PERCENT, RATE, "pair"}
    if RATE in kinds and kinds & {PERCENT, "bare"}:
        return True
    if "match" in kinds and (shares or kinds & {"bare", "dollars", "limit", "upto"}):
        return True
    return bool(shares or "bare" in kinds) and bool(
        kinds & {"upto", "first", "next", "nonelective", "limit", "of", "safe_harbor", "at", "deferral"}
    )


def _about_employer(tokens: Sequence[Token], span: Span) -> bool:
    """Whether a window speaks of the employer's money and not of what the person puts in."""
    words = [token.text for token in tokens[span[0] : span[1]] if token.kind == "word"]
    if word_list("employer_words") & set(words):
        return True
    return not _own(words) and not {"pay", "cap", "caps", "limit", "mortgage", "bonus"} & set(words[:1])


def _own(words: Sequence[str]) -> bool:
    """Whether the words tell of what the person puts in, earns or saves: "I only put in"."""
    return bool((word_list("own_doing") | {"max", "maxed"}) & set(words[:1])) or any(
        first in {"i", "im", "ive"} and word_list("own_money") & set(words[place + 1 : place + 3])
        for place, first in enumerate(words)
    )


def _names_match(tokens: Sequence[Token], span: Span) -> bool:
    return bool({"match", "matches", "matched", "matching"} & {token.text for token in tokens[span[0] : span[1]]})


def match_slots(reading: Reading, tokens: Sequence[Token], span: Span) -> dict[str, Any]:
    """What a plain reading of a match fills: the structure, or the rate alone where only fixed money was told."""
    formula: MatchFormula = reading.value
    only_fixed = not formula.tiers and formula.nonelective_rate and not formula.nonelective_dollars
    says_none = any(item.kind == "none" for item in items_of(tokens[span[0] : span[1]]))
    if only_fixed and not says_none:
        return {"nonelective_rate": formula.nonelective_rate}
    words = " ".join(token.text for token in tokens[span[0] : span[1]])
    if formula.tiers and formula.nonelective_dollars and re.search(r"\bprofit shar", words):
        told = {"profit_sharing": formula.nonelective_dollars}
        return {"match": formula.model_copy(update={"nonelective_dollars": Decimal(0)}), **told}
    return {"match": formula}
