"""The items of a match formula gathered into clauses: one clause is one tier, one maximum or one fixed contribution.

The grammar, with clauses parted by "and", "plus", "then", commas, or by a second quantity of the same role:

    clause  := [rate] [bound] | bound "at" rate | share fixed-words | "max" dollars
    rate    := share | half | "dollar for dollar" | cents "on the dollar" | 1:1
    bound   := ("up to" | "first" | "next" | "of" | "between") share of pay | the deferral limit | dollars
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from flows.reading.match_words import BARE, DOLLARS, INTROS, LIMIT, PAIR, PERCENT, QUANTITIES, RATE, Item

_SMALLEST_RATE = Decimal("0.1")  # nobody says "4%" for a rate of four cents on the dollar
_FIXED = frozenset({"nonelective", "safe_harbor", "if"})
_LEADING = frozenset({"of", "upto", "first", "next", "over", "max"})
_RATE_FROM = Decimal("0.2")  # a bare "50" is a rate, a bare "6" a share of pay


@dataclass(slots=True)
class Clause:
    """A clause while it is being read. Fractions, dollars; None where nothing was said."""

    rate: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = ""  # the word that brought the bound: upto, first, next, of, max, pair
    limit: bool = False
    limit_share: Decimal | None = None
    first_dollars: Decimal | None = None
    upto_dollars: Decimal | None = None
    max_dollars: Decimal | None = None
    loose: list[Decimal] = field(default_factory=list)
    loose_dollars: list[Decimal] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    doubtful: bool = False

    @property
    def bounded(self) -> bool:
        """Whether it says how far the rate goes."""
        return self.high is not None or self.limit or self.first_dollars is not None or self.upto_dollars is not None

    @property
    def empty(self) -> bool:
        """Whether it holds no amount and no word that says something by itself."""
        return (
            self.rate is None
            and not self.bounded
            and not self.loose
            and not self.loose_dollars
            and self.max_dollars is None
        )


def clauses_of(items: Sequence[Item]) -> list[Clause]:
    """The clauses of a formula in the order said; those that belong together ("50%, up to 6%") are joined."""
    clauses: list[Clause] = []
    clause = Clause()
    place = 0
    while place < len(items):
        item = items[place]
        if item.kind in {"sep", "comma"}:
            if not clause.empty or clause.kinds:
                clauses.append(clause)
                clause = Clause()
        elif item.kind == "if":
            if not clause.empty:
                clauses.append(clause)
                clause = Clause()
            clause.kinds.add("if")
        elif item.kind in QUANTITIES:
            if _starts_anew(clause, items, place):
                clauses.append(clause)
                clause = Clause()
            _take(clause, items, place)
        else:
            own = item.kind == "deferral" and item.word.startswith(("i ", "you ", "we "))
            follows = place + 1 < len(items) and items[place + 1].kind in {PERCENT, BARE}
            clause.kinds.add("if" if own and follows and clause.empty else item.kind)
        place += 1
    clauses.append(clause)
    for one in clauses:
        if one.rate is None and len(one.loose) == 1 and one.loose[0] >= _RATE_FROM and not one.kinds & _FIXED:
            one.rate = one.loose.pop()
    joined = _joined([one for one in clauses if not one.empty or one.kinds])
    for one, following in pairwise(joined):
        if len(one.loose) == 1 and one.rate is None and "match" in one.kinds and following.bound == "next":
            one.rate, one.high, one.bound, one.doubtful = Decimal(1), one.loose.pop(), "of", True
    return joined


def _intro(items: Sequence[Item], place: int) -> str:
    """The word that introduces the quantity at `place`: the strongest of those since the quantity before."""
    found: set[str] = set()
    maximum = False
    for item in reversed(items[:place]):
        if item.kind in QUANTITIES or (item.kind in {"sep", "comma"} and item.word != ":"):
            break
        if item.kind in INTROS:
            found.add(item.kind)
            maximum = maximum or "max" in item.word
        elif item.kind == "match" and found:
            continue
    if items[place].kind == DOLLARS and maximum:
        return "max"
    if {"max", "upto"} <= found:
        return "max" if items[place].kind == DOLLARS else "upto"
    return next((one for one in ("next", "over", "upto", "max", "first", "at", "of") if one in found), "")


def _following(items: Sequence[Item], place: int) -> tuple[int, str]:
    """The place of the next quantity before a strong separator, and its intro; (-1, "") if there is none."""
    for after in range(place + 1, len(items)):
        if items[after].kind in {"sep", "if"}:
            break
        if items[after].kind in QUANTITIES:
            return after, _intro(items, after)
    return -1, ""


def _base(items: Sequence[Item], place: int) -> str:
    """What the quantity at `place` is a share of, by the words right after it: pay, deferral, limit or ""."""
    for item in items[place + 1 :]:
        if item.kind in {"pay", "deferral", "limit"}:
            return item.kind
        if item.kind in {"of", "match", "year", "guess"}:
            continue
        break
    return ""


def _after_is(items: Sequence[Item], place: int, kind: str) -> bool:
    """Whether the item right after the one at `place`, fixed words aside, is of `kind`: "6% max", "$7,000 cap"."""
    for item in items[place + 1 :]:
        if item.kind == kind:
            following = items[items.index(item) + 1 :]
            return kind != "max" or not (following and following[0].kind in QUANTITIES)
        if item.kind not in {"match", "year", "of", "pay"}:
            return False
    return False


def _starts_anew(clause: Clause, items: Sequence[Item], place: int) -> bool:
    """Whether the quantity at `place` begins a new clause though nothing parted it from the last one."""
    item, intro = items[place], _intro(items, place)
    if item.kind == RATE:
        return clause.rate is not None and clause.bounded and clause.rate != item.value
    if item.kind in {PERCENT, BARE, PAIR}:
        if "if" in clause.kinds and (clause.loose or clause.bounded):
            return True
        complete = clause.rate is not None and clause.bounded
        return complete and not clause.limit and intro not in {"upto", "over", "max"}
    return False


def _take(clause: Clause, items: Sequence[Item], place: int) -> None:
    """Puts the quantity at `place` into `clause` in the role that its words give it."""
    item, intro = items[place], _intro(items, place)
    if item.word in {"odd", "unsure"}:
        clause.doubtful = True
    if item.kind == RATE:
        _take_rate(clause, item.value)
    elif item.kind == PAIR:
        clause.low, clause.high, clause.bound = item.value, item.high, "pair"
    elif item.kind == LIMIT:
        if intro == "of" and clause.rate is None and clause.loose:
            clause.rate = clause.loose.pop()
        clause.limit = True
    elif item.kind == DOLLARS:
        _take_dollars(clause, items, place, intro)
    else:
        _take_share(clause, items, place, intro)


def _take_rate(clause: Clause, value: Decimal) -> None:
    if clause.rate is not None and clause.rate != value:
        clause.doubtful = True
    if clause.rate is None and value in clause.loose:
        clause.loose.remove(value)
    clause.rate = value


def _take_dollars(clause: Clause, items: Sequence[Item], place: int, intro: str) -> None:
    value = items[place].value
    if intro == "max" or _after_is(items, place, "max") or (intro == "upto" and clause.high is not None):
        clause.max_dollars = value
    elif intro == "next":
        clause.kinds.add("graded")
    elif intro in {"first", "of"} and (clause.rate is not None or clause.loose):
        if clause.rate is None:
            clause.rate = clause.loose.pop()
        clause.first_dollars = value
    elif intro == "upto":
        clause.upto_dollars = value
    else:
        clause.loose_dollars.append(value)


def _take_share(clause: Clause, items: Sequence[Item], place: int, intro: str) -> None:
    """A percentage, or a bare number: the rate, the bound, or left loose for the whole formula to tell."""
    item = items[place]
    value = item.value
    if intro in {"upto", "max", "first"} and clause.rate is not None and _base(items, place) == "limit":
        clause.limit_share = value
    elif intro == "at":
        _take_at(clause, value)
    elif intro in {"upto", "first", "next", "max"}:
        _bind(clause, value, intro)
    elif intro == "over":
        _take_over(clause, value)
    elif intro == "of" and clause.rate is not None and clause.high is None and not clause.limit:
        _bind(clause, value, "of")
    elif clause.high is not None and clause.rate is None and value >= _SMALLEST_RATE:
        clause.rate = value
    elif _after_is(items, place, "max") and (clause.rate is not None or clause.empty):
        _bind(clause, value, "max")
    else:
        _take_unled(clause, items, place)


def _take_at(clause: Clause, value: Decimal) -> None:
    """ "at 50%" is a rate; "dollar for dollar at 4%" most likely a bound."""
    if clause.rate is None and (clause.bounded or value >= _RATE_FROM):
        clause.rate = value
    elif clause.rate is not None and not clause.bounded:
        _bind(clause, value, "of")
        clause.doubtful = True
    else:
        clause.loose.append(value)


def _take_over(clause: Clause, value: Decimal) -> None:
    """ "exceed 3%" is the lower end of a tier, and a second one after it the upper."""
    if clause.low is not None and clause.high is None:
        _bind(clause, value, "pair")
    else:
        clause.low = value


def _take_unled(clause: Clause, items: Sequence[Item], place: int) -> None:
    """A share that no word leads in: what comes after it tells whether it is a rate or a bound."""
    item = items[place]
    value = item.value
    after, after_intro = _following(items, place)
    until = after if after >= 0 else len(items)
    if clause.kinds & _FIXED or any(one.kind == "nonelective" for one in items[place + 1 : until]):
        clause.loose.append(value)
        return
    if clause.high is None and value < _RATE_FROM and after >= 0 and _is_rate_of(items, place, after, after_intro):
        _bind(clause, value, "of")
        return
    if clause.rate is not None and not clause.bounded and value < _RATE_FROM:  # "fully match 6%"
        _bind(clause, value, "of")
        clause.doubtful |= clause.rate != 1
        return
    leads = after >= 0 and (items[after].kind == PAIR or (items[after].kind != RATE and after_intro in _LEADING))
    of_deferrals = value >= _SMALLEST_RATE and _base(items, place) == "deferral"
    small_bare = item.kind == BARE and value < _RATE_FROM
    if clause.rate is None and not small_bare and (leads or of_deferrals or item.kind == BARE):
        clause.rate = value
        clause.doubtful |= value < _SMALLEST_RATE
        return
    clause.loose.append(value)


def _is_rate_of(items: Sequence[Item], place: int, after: int, after_intro: str) -> bool:
    """Whether the quantity at `after` is the rate of the share at `place`: "3% at 100%", "6% dollar for dollar"."""
    if items[after].kind in {PERCENT, BARE} and after_intro == "at" and items[after].value >= _RATE_FROM:
        return True
    if items[after].kind == PERCENT and after_intro == "" and items[after].value >= _RATE_FROM:
        near = not any(item.kind == "comma" for item in items[place:after])
        return near and not _leads(items, after)
    if items[after].kind != RATE or after_intro not in {"", "at", "of"}:
        return False
    return not _leads(items, after)


def _leads(items: Sequence[Item], place: int) -> bool:
    """Whether the quantity at `place` is followed, in the same breath, by one that it applies to."""
    after, intro = _following(items, place)
    if after < 0 or any(item.kind == "comma" for item in items[place:after]):
        return False
    return intro in _LEADING


def _bind(clause: Clause, value: Decimal, bound: str) -> None:
    if clause.low is not None and clause.high is None and bound in {"upto", "pair", "max"}:
        clause.high, clause.bound = value, "pair"
        return
    if clause.high is not None:
        if clause.bound == "next" and bound == "upto":  # "the next 2% up to 5%"
            clause.low, clause.high, clause.bound = value - clause.high, value, "pair"
            return
        clause.loose.append(value)
        return
    clause.high, clause.bound = value, bound


def _joined(clauses: list[Clause]) -> list[Clause]:
    """Joins a rate without a bound to the bound without a rate next to it, and a lone maximum to what it limits."""
    joined: list[Clause] = []
    for clause in clauses:
        before = joined[-1] if joined else None
        if before is not None and "if" not in before.kinds | clause.kinds:
            rate_then_bound = before.rate is not None and not before.bounded and clause.rate is None and clause.bounded
            bound_then_rate = before.rate is None and before.bounded and clause.rate is not None and not clause.bounded
            if (rate_then_bound or bound_then_rate) and not (before.loose or clause.loose):
                _merge(before, clause)
                continue
            repeated = clause.rate is not None and clause.rate == before.rate and before.bounded and not clause.bounded
            if repeated and not clause.loose and clause.max_dollars is None and "nonelective" not in clause.kinds:
                continue
            words_only = clause.empty and clause.kinds <= {
                "match",
                "pay",
                "deferral",
                "year",
                "paycheck",
                "nonelective",
                "of",
                "upto",
                "guess",
            }
            lone_words_before = before.empty and before.kinds <= {"match", "pay", "deferral", "of"}
            if words_only and ("nonelective" not in clause.kinds or (before.loose and before.rate is None)):
                before.kinds |= clause.kinds
                continue
            if lone_words_before:
                clause.kinds |= before.kinds
                joined[-1] = clause
                continue
        joined.append(clause)
    return joined


def _merge(target: Clause, other: Clause) -> None:
    target.rate = target.rate if target.rate is not None else other.rate
    if other.high is not None:
        target.low, target.high, target.bound = other.low, other.high, other.bound
    target.limit = target.limit or other.limit
    target.limit_share = target.limit_share or other.limit_share
    for name in ("first_dollars", "upto_dollars", "max_dollars"):
        if getattr(target, name) is None:
            setattr(target, name, getattr(other, name))
    target.loose += other.loose
    target.loose_dollars += other.loose_dollars
    target.kinds |= other.kinds
    target.doubtful |= other.doubtful
