"""The grammar of match formulas: which amounts make a band, a maximum or fixed money; the likeliest ways to part them.

A formula is a row of parts; a part is one of `RULES` over the senses of neighbouring amounts. Every way to cut the
amounts into parts has a cost: that of the senses, of the rules, and of what stands between amounts that one part joins.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.match import senses as sense
from nlu.match.items import Item
from nlu.match.quantity import Quantity
from nlu.match.senses import Costs, senses

MARGIN = 0.75  # two readings whose costs differ by less are asked about
MOST_AMOUNTS = 14
_KEPT = 4  # of the likeliest ways, at each place

BOUNDS = (sense.TOP, sense.FIRST, sense.NEXT, sense.OF, sense.ENDS, sense.TO_LIMIT)
_BOUNDS_IN_DOLLARS = (sense.TOP_DOLLARS, sense.FIRST_DOLLARS, sense.NEXT_DOLLARS)
RULES: tuple[tuple[str, tuple[str, ...], float], ...] = (
    *(("band", (sense.RATE_, bound), 0.0) for bound in (*BOUNDS, *_BOUNDS_IN_DOLLARS)),
    *(("band", (bound, sense.RATE_), 0.2) for bound in (*BOUNDS, *_BOUNDS_IN_DOLLARS)),
    *(("band", (sense.RATE_, sense.RATE_, bound), 0.3) for bound in BOUNDS),
    ("band", (sense.RATE_, sense.LOW, sense.HIGH), 0.0),
    ("band", (sense.LOW, sense.HIGH, sense.RATE_), 0.2),
    ("band", (sense.RATE_, sense.NEXT, sense.TOP), 0.0),
    ("capped", (sense.RATE_, sense.MAX_SHARE), 0.2),
    ("capped", (sense.MAX_SHARE, sense.RATE_), 0.2),
    ("capped", (sense.RATE_, sense.LOW, sense.MAX_SHARE), 0.7),
    ("rate", (sense.RATE_,), 0.9),
    *(("bound", (bound,), 1.6) for bound in BOUNDS if bound != sense.OF),
    ("bound", (sense.LOW, sense.HIGH), 1.6),
    ("maximum", (sense.MAX_DOLLARS,), 0.0),
    ("maximum", (sense.TOP_DOLLARS,), 0.3),
    ("maximum_share", (sense.MAX_SHARE,), 0.0),
    ("flat", (sense.FLAT,), 0.0),
    ("flat_dollars", (sense.FLAT_DOLLARS,), 0.0),
    ("condition", (sense.PUT_IN, sense.GIVEN), 0.0),
    ("condition", (sense.GIVEN, sense.PUT_IN), 0.0),
    ("put_in", (sense.PUT_IN,), 0.3),
    ("loose", (sense.LOOSE,), 0.0),
)


@dataclass(frozen=True, slots=True)
class Part:
    """Amounts joined by one rule: the rule's name, the amounts, and the sense of each."""

    name: str
    amounts: tuple[Quantity, ...]
    senses: tuple[str, ...]

    def of(self, *wanted: str) -> Item | None:
        """The first amount in one of the senses `wanted`."""
        return next((one.item for one, had in zip(self.amounts, self.senses, strict=True) if had in wanted), None)


@dataclass(frozen=True, slots=True)
class Parse:
    """One way to read all amounts, with its cost."""

    cost: float
    parts: tuple[Part, ...]


def parses(amounts: Sequence[Quantity]) -> list[Parse]:
    """The likeliest ways to read `amounts`, the best first; none where there are too many of them."""
    if not amounts or len(amounts) > MOST_AMOUNTS:
        return []
    costs = [senses(one) for one in amounts]
    ways: list[list[Parse]] = [[Parse(0.0, ())], *([] for _ in amounts)]
    for start in range(len(amounts)):
        if not ways[start]:
            continue
        for part, cost in _parts_at(amounts, costs, start):
            end = start + len(part.amounts)
            ways[end] += [Parse(before.cost + cost, (*before.parts, part)) for before in ways[start]]
        ways[start + 1].sort(key=lambda one: one.cost)
        del ways[start + 1][_KEPT:]
    return ways[-1]


def _parts_at(amounts: Sequence[Quantity], costs: Sequence[Costs], start: int) -> list[tuple[Part, float]]:
    found = []
    for name, wanted, rule in RULES:
        end = start + len(wanted)
        if end > len(amounts):
            continue
        cost = rule
        for offset, one in enumerate(wanted):
            own = costs[start + offset].get(one)
            if own is None:
                break
            cost += own
            if offset:
                cost += _gap(amounts[start + offset], wanted[offset - 1], one, alone=len(amounts) == 2)
        else:
            joined = tuple(amounts[start:end])
            if len(wanted) == 3 and wanted[1] == sense.RATE_ and joined[0].item.value != joined[1].item.value:
                continue
            found.append((Part(name, joined, wanted), cost))
    return found


def _gap(after: Quantity, before_sense: str, after_sense: str, *, alone: bool) -> float:
    """What it costs that a part goes on over the words before the amount `after`; `alone`: there are only those two."""
    between = after.before
    if after_sense == sense.PUT_IN and any(item.kind == "must_put" for item in between):
        return 0.2  # "the most is 3% of pay, and you reach it by contributing 6%"
    seps = [item for item in between if item.kind == "sep"]
    cost = 0.0
    if seps:
        ends = any(item.word in {".", "plus", "+", "in addition"} for item in seps)
        cost += (1.2 if alone else 3.0) if ends else 1.0 if all(item.word == ";" for item in seps) else 1.8
        if before_sense == sense.LOW and after_sense == sense.HIGH and not ends:
            cost = 0.2
        elif all(item.word in {"with", "but"} for item in seps):
            cost = 0.4
    if any(item.kind == "comma" and item.word != ":" for item in between):
        cost += 0.3
    if any(item.kind == "if" for item in between) and after_sense != sense.PUT_IN:
        cost += 0.6
    strange = sum(item.kind == "unknown" for item in between)
    return cost + min(0.15 * strange, 0.6)
