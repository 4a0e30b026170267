"""Numbers of a message given to slots together: by words near, order, size and unit; one pay, one age."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlu.entities.amounts import is_year, range_at
from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.message.anchors import Amount, phrases_in, words_of
from nlu.message.bare_numbers import by_size, of_several_earners
from nlu.message.named_numbers import by_words
from nlu.message.periods import PERIODS
from nlu.message.segments import Segment
from nlu.message.sizes import fits

_BEAM = 24  # ways to give out the numbers that are kept while the next number is given out
# What it costs to leave a number without a slot, to have a second pay or age, and to read two numbers by the same
# words; the nearness of words costs about a point a token.
_NO_SLOT = 20.0
_TWICE = 5.0
_SHARED = 2.5
_ONLY_ONE = frozenset({"pay", "age"})


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to give out the numbers so far."""

    cost: float
    given: tuple[Amount, ...]


def assigned(
    tokens: Sequence[Token],
    segments: Sequence[Segment],
    taken: frozenset[int],
    times_a_paycheck: int | None,
    filled: frozenset[str] = frozenset(),
    *,
    alone: bool = False,
    this_year: int = 0,
) -> list[Amount]:
    """Gives the numbers within the stated ones of `segments`, those in `taken` aside, to slots.

    `times_a_paycheck`: how many paychecks a year has, if it is known. `filled`: slots that no number is given to by
    its size alone. `alone`: a message of one segment may be read by size too.
    """
    ways = [_Way(0.0, ())]
    several = {one.sentence for one in segments if of_several_earners(tokens, one)}
    for index, segment in enumerate(segments):
        if not segment.stated:
            continue
        span = (segment.start, segment.end)
        said = phrases_in(tokens, *span)
        phrases = [one for one in said if not taken & set(range(one.start, one.end))]
        period = next((one.tag for one in said if one.tag in PERIODS), "")
        numbers = [place for place in range(*span) if tokens[place].kind == "number" and place not in taken]
        ordered = _by_order(phrases, numbers)
        for place in numbers:
            if is_year(tokens, place) or any(one.start <= place < one.end for one in phrases if one.tag in PERIODS):
                continue
            if range_at(tokens, place) or (place >= 2 and range_at(tokens, place - 2)):
                options = [(0.0, Amount("range", place, None))]
            else:
                options = list(by_words(tokens, place, phrases, numbers, span))
                if not options and (alone or len(segments) > 1):
                    options = list(
                        by_size(tokens, segments, index, place, period, several, times_a_paycheck, this_year)
                    )
                    options = [one for one in options if one[1].slot not in filled]
                options = [*options, (_NO_SLOT, Amount("", place, None))]
                options = [(cost, _doubted(tokens, one, ordered)) for cost, one in options]
            ways = _best(
                _Way(way.cost + _joint_cost(tokens, way, one, cost), (*way.given, one))
                for way in ways
                for cost, one in options
            )
    return list(ways[0].given)


def _best(ways: Iterable[_Way]) -> list[_Way]:
    return sorted(ways, key=lambda way: way.cost)[:_BEAM]


def _joint_cost(tokens: Sequence[Token], way: _Way, one: Amount, cost: float) -> float:
    """What giving `one` costs beside what was given already."""
    if not one.slot or one.slot in {"range", "ignore"}:
        return cost
    for before in way.given:
        if before.slot != one.slot:
            continue
        if before.anchor is not None and before.anchor == one.anchor:
            cost += _SHARED
        if one.slot in _ONLY_ONE and tokens[before.place].value != tokens[one.place].value:
            cost += _TWICE
    return cost


def _by_order(phrases: Sequence[Found], numbers: Sequence[int]) -> dict[int, Found]:
    """The second reading, by order alone: where words and numbers take turns, each number goes with its words."""
    named = [one for one in phrases if one.tag not in PERIODS]
    if len(numbers) < 2 or len(named) != len(numbers):
        return {}
    first = all(one.end <= place for one, place in zip(named, numbers, strict=True)) and all(
        place < one.start for one, place in zip(named[1:], numbers, strict=False)
    )
    last = all(place < one.start for one, place in zip(named, numbers, strict=True)) and all(
        one.end <= place for one, place in zip(named, numbers[1:], strict=False)
    )
    return dict(zip(numbers, named, strict=True)) if first or last else {}


def _doubted(tokens: Sequence[Token], one: Amount, ordered: dict[int, Found]) -> Amount:
    """`one` with the slot that the second reading gives it to, where that differs and the number fits there."""
    other = ordered.get(one.place)
    if other is None or not one.slot or other.tag in {one.slot, "ignore"} or one.slot == "ignore":
        return one
    if not fits(tokens, one.place, other.tag, words_of(tokens, other)):
        return one
    return Amount(one.slot, one.place, one.anchor, doubt=other.tag)
