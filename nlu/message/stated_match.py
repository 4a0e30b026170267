"""The match formula that a message states."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from core.match import MatchFormula, PayTier
from nlu.entities.reading import Context, Reading, Reason
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table, word_list
from nlu.match.formula import read_match_tokens
from nlu.match.items import PERCENT, RATE, Item, items_of
from nlu.match.masks import masked
from nlu.match.verdict import judged
from nlu.message.notes import Span
from nlu.message.segments import Segment

_MOST_SEGMENTS = 6  # that one match formula runs over
_MOST_WINDOWS = 26  # read for one formula; what people tell has at most 23
_MOST_READ = 850  # tokens read for one formula, numbers as nine; what has more ways to begin and end is none
_UNASKED_SEGMENTS = 2  # a longer window ends with a segment that speaks of a formula
_OF_PAPERS = frozenset(
    {
        *("participant", "participants", "participants", "compensation", "sponsor", "elective", "discretionary"),
        *("contributions", "eligible", "employees", "employer", "employers", "company", "plan", "deferrals"),
    }
)
_MATCHING = frozenset({"match", "matches", "matched", "matching"})
# What goes in or comes out otherwise, beside a match.
_NOT_GIVEN = frozenset(
    {"after", "aftertax", "roth", "tax", "bonus", "fee", "fees", "raise", "vest", "vested", "grow", "growth"}
)
_GIVERS = frozenset({"they", "employer", "company", "boss", "theyll", "firm"})
_OF_FORMULAS = frozenset(
    {
        *("match", RATE, PERCENT, "pair", "dollars", "nonelective", "max", "paycheck", "year", "limit", "bare"),
        *("upto", "none"),
    }
)


def find_match(tokens: Sequence[Token], segments: Sequence[Segment], context: Context) -> tuple[Reading, Span] | None:
    """The match formula stated in the message and the tokens it takes. Not plain where it has to be asked about."""
    items = [items_of(tokens[one.start : one.end]) if one.stated else [] for one in segments]
    kinds = [{item.kind for item in one} for one in items]
    unclear: tuple[Reading, Span] | None = None
    read = windows = 0
    for index, segment in enumerate(segments):
        if read > _MOST_READ or windows >= _MOST_WINDOWS:
            break
        if not segment.stated or not _may_be_match(items[index]):
            continue
        best: tuple[Reading, Span] | None = None
        for span, alone in _windows(tokens, segments, kinds, index):
            if not _tells_more(segments, kinds, span, best):
                continue
            inside = tokens[span[0] : span[1]]
            windows += 1
            read += sum(9 if one.kind == "number" else 1 for one in inside)
            if read > _MOST_READ or windows > _MOST_WINDOWS:
                break
            reading = read_match_tokens(inside, context, strict=True, only_plain=not alone)
            if reading.plain and _about_employer(tokens, span):
                better = best is None or reading.value != best[0].value or span[1] < best[1][1]
                best = (reading, span) if better else best
            elif (reading.readings or reading.confirm) and alone and not (unclear and _names_match(tokens, unclear)):
                unclear = unclear if unclear and not _names_match(tokens, (reading, span)) else (reading, span)
        if best is not None and unclear is not None and _names_match(tokens, unclear):
            return _with_unclear(tokens, unclear, best, context)
        if best is not None:
            told = _without_own(tokens, segments, best, context)
            if (beside := _money_beside(tokens, segments, items, told[1])) is not None:
                return _with_money_beside(tokens, told, beside, context)
            if _leaves_a_group(tokens, segments, kinds, told[1]):
                return _with_group(tokens, segments, told, context)
            return (_doubted(told[0]), told[1]) if _leaves_a_band(tokens, segments, kinds, told[1]) else told
    return unclear if unclear is not None and _names_match(tokens, unclear) else None


def _leaves_a_band(tokens: Sequence[Token], segments: Sequence[Segment], kinds: Sequence[set[str]], span: Span) -> bool:
    """Whether the sentence of a formula tells of a stretch of pay that found no place in it: "first 2% tripled"."""
    inside = [one for one in segments if span[0] <= one.start < span[1]]
    return any(
        {"first", "next"} & kinds[place] and {PERCENT, "bare"} & kinds[place]
        for place, one in enumerate(segments)
        if one.stated
        and not span[0] <= one.start < span[1]
        and inside
        and one.sentence == inside[0].sentence
        and not _own([token.text for token in tokens[one.start : one.end]])
    )


def _leaves_a_group(
    tokens: Sequence[Token], segments: Sequence[Segment], kinds: Sequence[set[str]], span: Span
) -> bool:
    """Whether the sentence of a formula tells what others get: "100% of 3% for the first 5 years, 100% of 6% after"."""
    sentence = {one.sentence for one in segments if span[0] <= one.start < span[1]}
    inside = [place for place, one in enumerate(segments) if one.stated and one.sentence in sentence]
    beside = [place for place in inside if not span[0] <= segments[place].start < span[1]]
    return any({"group", "some"} & kinds[place] for place in inside) and any(
        {PERCENT, RATE} & kinds[place]
        and not _own([token.text for token in tokens[segments[place].start : segments[place].end]])
        for place in beside
    )


def _with_group(
    tokens: Sequence[Token], segments: Sequence[Segment], told: tuple[Reading, Span], context: Context
) -> tuple[Reading, Span]:
    """The formula with that of the others of its sentence, to be chosen from."""
    inside = [one for one in segments if told[1][0] <= one.start < told[1][1]]
    ends = [one.end for one in segments if one.sentence == inside[-1].sentence and one.stated]
    span = (told[1][0], max(ends))
    whole = read_match_tokens(tokens[span[0] : span[1]], context)
    return (whole, span) if len(whole.readings) > 1 else (_doubted(told[0]), told[1])


def _money_beside(
    tokens: Sequence[Token], segments: Sequence[Segment], items: Sequence[Sequence[Item]], span: Span
) -> Segment | None:
    """The stretch behind a formula, in its sentence, that tells of a share for everybody or on top of it."""
    inside = [one for one in segments if span[0] <= one.start < span[1]]
    for segment, found in zip(segments, items, strict=True):
        if segment.start < span[1] or not inside or segment.sentence != inside[0].sentence or not segment.stated:
            continue
        shares = [one for one in found if one.kind == PERCENT]
        given = any(one.kind == "nonelective" or one.word == "on top" for one in found)
        words = [token.text for token in tokens[segment.start : segment.end]]
        if len(shares) == 1 and given and not _own(words) and not _NOT_GIVEN & set(words):
            return segment
    return None


def _with_money_beside(
    tokens: Sequence[Token], told: tuple[Reading, Span], beside: Segment, context: Context
) -> tuple[Reading, Span]:
    """The formula with the share behind it, asked about: its verb is not known to give ("and throw 3% on top")."""
    span = (told[1][0], beside.end)
    whole = read_match_tokens(tokens[span[0] : span[1]], context)
    if whole.readings or (whole.value is not None and whole.value.nonelective_rate):
        return (_doubted(whole), span)
    return (_doubted(told[0]), told[1])


def _doubted(reading: Reading) -> Reading:
    return judged(reading.value, Reason.EXTRA_WORDS) if reading.plain else reading


def _windows(
    tokens: Sequence[Token], segments: Sequence[Segment], kinds: Sequence[set[str]], index: int
) -> Iterator[tuple[Span, bool]]:
    """What the formula of the segment at `index` may run over, each with whether it is that segment alone."""
    for first in range(max(0, index - 2), index + 1):
        earlier = segments[first]
        if first != index and not (
            earlier.sentence == segments[index].sentence and _opens_match(tokens, earlier, kinds[first])
        ):
            continue
        for last in range(index, min(len(segments), first + _MOST_SEGMENTS)):
            if not all(one.stated for one in segments[first : last + 1]):
                break
            yield (earlier.start, segments[last].end), first == last == index


def _with_unclear(
    tokens: Sequence[Token], unclear: tuple[Reading, Span], best: tuple[Reading, Span], context: Context
) -> tuple[Reading, Span]:
    """A formula of which the first part has to be asked about and the rest is plain: "match 5% plus 1% for all"."""
    span = (unclear[1][0], best[1][1])
    whole = read_match_tokens(tokens[span[0] : span[1]], context, strict=True)
    if not (whole.plain or whole.readings) and not _says_match(tokens, unclear[1]):
        return best  # "the plan lets me put in up to 10%" in front of a formula
    return (whole, span) if whole.plain or whole.readings else unclear


def pasted_places(tokens: Sequence[Token], segments: Sequence[Segment]) -> frozenset[int]:
    """The places of dates and years in sentences that are pasted from a plan's papers and hold a match formula.

    They tell when the formula held, not which tax year the message is about.
    """
    hidden = masked(tokens).hidden
    if not hidden:
        return frozenset()
    found: set[int] = set()
    for number in {one.sentence for one in segments}:
        inside = [one for one in segments if one.sentence == number]
        span = range(inside[0].start, inside[-1].end)
        places = hidden & set(span)
        if (
            places
            and _is_pasted({tokens[place].text for place in span})
            and _has_formula(tokens[span.start : span.stop])
        ):
            found |= places
    return frozenset(found)


def _is_pasted(words: set[str]) -> bool:
    """Whether it is the language of plans: somebody who tells of his own match says "they match"."""
    return bool(words & {"matched", "ended", "ending"}) or len(words & _OF_PAPERS) > 1


def _has_formula(tokens: Sequence[Token]) -> bool:
    kinds = [item.kind for item in items_of(masked(tokens).tokens)]
    return bool({RATE, PERCENT} & set(kinds)) and bool({"match", "deferral"} & set(kinds))


def _without_own(
    tokens: Sequence[Token], segments: Sequence[Segment], best: tuple[Reading, Span], context: Context
) -> tuple[Reading, Span]:
    """`best` without the segments in front that tell of what the person puts in, where the formula stands alone."""
    reading, (start, end) = best
    for one in segments:
        inside = tokens[one.start : one.end]
        own = _own([token.text for token in inside]) or bool(phrase_table("maximum").find(inside))
        if one.start != start or one.end >= end or not own:
            continue
        following = next(each.start for each in segments if each.start >= one.end)
        alone = read_match_tokens(tokens[following:end], context, strict=True)
        if alone.plain and alone.value == reading.value:
            start = following
    return reading, (start, end)


def _tells_more(
    segments: Sequence[Segment], kinds: Sequence[set[str]], span: Span, best: tuple[Reading, Span] | None
) -> bool:
    """Whether a window is worth reading: a longer one than the best only if both its ends speak of a match.

    Before there is a best one, what runs over many segments has to end with one that does.
    """
    if best is None:
        inside = [index for index, one in enumerate(segments) if span[0] <= one.start < span[1]]
        return len(inside) <= _UNASKED_SEGMENTS or bool(kinds[inside[-1]] & _OF_FORMULAS)
    if span[0] > best[1][0] or span[1] < best[1][1]:
        return False
    ends = [index for index, one in enumerate(segments) if one.start == span[0] or one.end == span[1]]
    return all(kinds[index] & _OF_FORMULAS for index in ends)


def _opens_match(tokens: Sequence[Token], segment: Segment, kinds: set[str]) -> bool:
    """Whether a match formula may begin with this segment, before the one that looks like a formula."""
    return bool(kinds & _OF_FORMULAS) and _about_employer(tokens, (segment.start, segment.end))


def _may_be_match(items: Sequence[Item]) -> bool:
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
    return bool(word_list("own_doing") & set(words[:1])) or any(
        first in {"i", "im", "ive"} and word_list("own_money") & set(words[place + 1 : place + 3])
        for place, first in enumerate(words)
    )


def _names_match(tokens: Sequence[Token], unclear: tuple[Reading, Span]) -> bool:
    """Whether an unclear formula is worth asking about: it names a match, or somebody gives a rate up to a share."""
    reading, span = unclear
    words = {token.text for token in tokens[span[0] : span[1]]}
    if reading.value is None:  # "they do 4 on 6"
        return _says_match(tokens, span) or (bool(reading.readings) and bool(_GIVERS & words))
    formula = reading.value
    whole = isinstance(formula, MatchFormula) and any(isinstance(tier, PayTier) for tier in formula.tiers)
    return _says_match(tokens, span) or (whole and bool(word_list("employer_words") & words))


def _says_match(tokens: Sequence[Token], span: Span) -> bool:
    return any(token.text in _MATCHING for token in tokens[span[0] : span[1]])


def match_slots(reading: Reading, tokens: Sequence[Token], span: Span) -> dict[str, Any]:
    """What a plain reading of a match fills: the structure, or the rate alone where only fixed money was told."""
    formula: MatchFormula = reading.value
    only_fixed = not formula.tiers and formula.nonelective_rate and not formula.nonelective_dollars
    says_none = any(item.kind == "none" for item in items_of(tokens[span[0] : span[1]]))
    if only_fixed and not says_none:
        return {"nonelective_rate": formula.nonelective_rate}
    words = " ".join(token.text for token in tokens[span[0] : span[1]])
    if (
        formula.nonelective_dollars
        and (formula.tiers or says_none or formula.nonelective_rate)
        and re.search(r"\bprofit shar", words)
    ):
        told = {"profit_sharing": formula.nonelective_dollars}
        return {"match": formula.model_copy(update={"nonelective_dollars": Decimal(0)}), **told}
    return {"match": formula}
