"""Numbers without words of their own: what they may be by their size, or as the number before them."""

from collections.abc import Iterable, Sequence

from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.lexicon import fillers, word_list
from nlu.message.anchors import Amount, phrases_in, words_of
from nlu.message.periods import PERIODS, TIMES_A_YEAR
from nlu.message.segments import Segment
from nlu.message.sizes import as_age, fits

_LEAST_BARE_PAY = 50_000  # dollars; an amount without words below it may be a deferral as well
_MOST_BARE_PAY = 5_000_000
_BY_SIZE = 12.0  # what it costs to take a number by its size alone
_POINTING = frozenset({"thats", "that", "its", "it", "is", "at", "about", "which", "of"})
_ARRIVED = frozenset(
    {
        "landed",
        "came",
        "arrived",
        "posted",
        "deposited",
        "went",
        "paid",
        "got",
        "in",
        "far",
        "date",
        "ytd",
        "is",
        "thats",
    }
)
_NOW = frozenset({"now", "currently", "today", "this"})


def by_size(
    tokens: Sequence[Token],
    segments: Sequence[Segment],
    index: int,
    place: int,
    period: str,
    several: set[int],
    times_a_paycheck: int | None,
    this_year: int,
) -> Iterable[tuple[float, Amount]]:
    """What a number without words of its own may be: an age, pay, or what the number before it was of.

    `period`: how often what its segment tells recurs.
    """
    segment, token = segments[index], tokens[place]
    spoken_of = _spoken_of(tokens, segments, index, place)
    if spoken_of is not None:
        yield _BY_SIZE - 1, Amount(spoken_of.tag, place, spoken_of)
        return
    inherited = _goes_on(tokens, segments, index, place, this_year)
    if inherited is not None:
        yield _BY_SIZE, Amount(inherited.tag, place, None)
        return
    inside = range(segment.start, segment.end)
    others = {tokens[other].text for other in inside if tokens[other].kind != "number"}
    count = sum(1 for other in inside if tokens[other].kind == "number")
    sole = count == 1 and not others - fillers() - word_list("beside_a_bare_number")
    placed = count == 1 and (_after_opener(tokens, segment, place) or _after_trade(tokens, segment, place))
    if count == 1 and others == {"in"} and place + 1 < segment.end and fits(tokens, place, "deferral", "in"):
        yield _BY_SIZE, Amount("deferral", place, None)
        return
    if not sole and not placed and not period:
        return
    if not period and as_age(token) is not None:
        yield _BY_SIZE, Amount("age", place, None)
        return
    times = TIMES_A_YEAR.get(period, 1)
    if period == "paycheck":
        known = others <= fillers() | word_list("beside_a_bare_number") | word_list("each_time")
        if times_a_paycheck is None or not known:
            return
        times = times_a_paycheck
    elif period and not sole:
        return
    fit = token.unit in {"", "$"} and not token.odd and not (token.decimals == 3 and token.value < 1000)
    if fit and segment.sentence not in several and _LEAST_BARE_PAY <= token.value * times <= _MOST_BARE_PAY:
        yield _BY_SIZE, Amount("pay", place, None)


def _spoken_of(tokens: Sequence[Token], segments: Sequence[Segment], index: int, place: int) -> Found | None:
    """The words before a bare amount that say what it is and have no figure themselves: "the match came in, 4,000"."""
    segment, before = segments[index], segments[index - 1] if index else None
    words = {token.text for token in tokens[segment.start : segment.end] if token.kind == "word"}
    alone = words <= _POINTING and segment.joint in {",", ":"}
    if before is None or not alone or not before.stated or before.sentence != segment.sentence:
        return None
    said = {token.text for token in tokens[before.start : before.end]}
    if any(tokens[at].kind == "number" for at in range(before.start, before.end)) or not (said | words) & _ARRIVED:
        return None
    named = [one for one in phrases_in(tokens, before.start, before.end) if one.tag not in PERIODS]
    slots = {one.tag for one in named}
    slot = next(iter(slots)) if len(slots) == 1 else ""
    share = tokens[place].unit == "%"
    if slot not in ({"deferral"} if share else {"match_dollars", "profit_sharing", "true_up", "after_tax_made"}):
        return None
    return named[0] if fits(tokens, place, slot, words_of(tokens, named[0])) else None


def _after_opener(tokens: Sequence[Token], segment: Segment, place: int) -> bool:
    """ "… at 300k with 130k at 43"."""
    return place == segment.start + 1 and tokens[segment.start].text in {"at", "with", "on", "aged"}


def _after_trade(tokens: Sequence[Token], segment: Segment, place: int) -> bool:
    """ "pilot 380k", "s corp owner 44": a number after one or two words that say what the person does."""
    words = [token.text for token in tokens[segment.start : place]]
    if place != segment.end - 1 or not 1 <= len(words) <= 3 or not all(word.isalpha() for word in words):
        return False
    others = ("no_trade", "balances", "question_words", "periods")
    return not any(word_list(name) & set(words) for name in others)


def _goes_on(
    tokens: Sequence[Token], segments: Sequence[Segment], index: int, place: int, this_year: int
) -> Found | None:
    """ "last year 150k, this year 170k": the words of the number before, for one that says only that it is now."""
    segment = segments[index]
    words = {token.text for token in tokens[segment.start : segment.end] if token.kind == "word"}
    year = any(tokens[at].value == this_year for at in range(segment.start, segment.end) if tokens[at].kind == "number")
    mine = words <= word_list("only_mine") | fillers() and bool(words & {"only", "just", "mine"})
    if (
        not (words & _NOW or year or mine)
        or len(words) > 5
        or index == 0
        or segments[index - 1].sentence != segment.sentence
    ):
        return None
    for before in reversed(segments[:index]):
        if before.sentence != segment.sentence:
            return None
        for one in phrases_in(tokens, before.start, before.end):
            if one.tag not in PERIODS | {"ignore"} and fits(tokens, place, one.tag, words_of(tokens, one)):
                return one
    return None


def of_several_earners(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether a segment speaks of what several people earn: "our incomes are 90k"."""
    return bool(word_list("several_earners") & {token.text for token in tokens[segment.start : segment.end]})
