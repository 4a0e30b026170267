"""Puts a quantity of a match formula into its clause in the role that its words give it."""

from collections.abc import Sequence
from decimal import Decimal

from nlu.match.clause import Clause
from nlu.match.neighbours import after_is, base_of, following_quantity, intro_of
from nlu.match.words import BARE, DOLLARS, LIMIT, PAIR, PERCENT, RATE, Item

_SMALLEST_RATE = Decimal("0.1")  # nobody says "4%" for a rate of four cents on the dollar
_UNSURE = frozenset({"odd", "unsure", "double", "doubles"})  # what doubles may be one for one or two for one
FIXED = frozenset({"nonelective", "safe_harbor", "if"})
_LEADING = frozenset({"of", "upto", "first", "next", "over", "max"})
RATE_FROM = Decimal("0.2")  # a bare "50" is a rate, a bare "6" a share of pay


def starts_anew(clause: Clause, items: Sequence[Item], place: int) -> bool:
    """Whether the quantity at `place` begins a new clause though nothing parted it from the last one."""
    item, intro = items[place], intro_of(items, place)
    if item.kind == RATE:
        return clause.rate is not None and clause.bounded and clause.rate != item.value
    if item.kind in {PERCENT, BARE, PAIR}:
        if "if" in clause.kinds and (clause.loose or clause.bounded):
            return True
        complete = clause.rate is not None and clause.bounded
        return complete and not clause.limit and intro not in {"upto", "over", "max"}
    return False


def take(clause: Clause, items: Sequence[Item], place: int) -> None:
    """Puts the quantity at `place` into `clause` in the role that its words give it."""
    item, intro = items[place], intro_of(items, place)
    if item.word in _UNSURE:
        clause.doubtful = True
    if item.kind == RATE:
        _take_rate(clause, item.value)
        clause.in_words = True
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
    if intro == "max" or after_is(items, place, "max") or (intro == "upto" and clause.high is not None):
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
    if intro in {"upto", "max", "first"} and clause.rate is not None and base_of(items, place) == "limit":
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
    elif after_is(items, place, "max") and (clause.rate is not None or clause.empty):
        _bind(clause, value, "max")
    else:
        _take_unled(clause, items, place)


def _take_at(clause: Clause, value: Decimal) -> None:
    """ "at 50%" is a rate; "dollar for dollar at 4%" most likely a bound."""
    if clause.rate is None and (clause.bounded or value >= RATE_FROM):
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
    after, after_intro = following_quantity(items, place)
    until = after if after >= 0 else len(items)
    if clause.kinds & FIXED or any(one.kind == "nonelective" for one in items[place + 1 : until]):
        clause.loose.append(value)
        return
    if clause.high is None and value < RATE_FROM and after >= 0 and _is_rate_of(items, place, after, after_intro):
        _bind(clause, value, "of")
        return
    if clause.rate is not None and not clause.bounded and value < RATE_FROM:  # "fully match 6%"
        _bind(clause, value, "of")
        clause.doubtful |= clause.rate != 1
        return
    leads = after >= 0 and (items[after].kind == PAIR or (items[after].kind != RATE and after_intro in _LEADING))
    of_deferrals = value >= _SMALLEST_RATE and base_of(items, place) == "deferral"
    small_bare = item.kind == BARE and value < RATE_FROM
    if clause.rate is None and not small_bare and (leads or of_deferrals or item.kind == BARE):
        clause.rate = value
        clause.doubtful |= value < _SMALLEST_RATE
        return
    clause.loose.append(value)


def _is_rate_of(items: Sequence[Item], place: int, after: int, after_intro: str) -> bool:
    """Whether the quantity at `after` is the rate of the share at `place`: "3% at 100%", "6% dollar for dollar"."""
    if items[after].kind in {PERCENT, BARE} and after_intro == "at" and items[after].value >= RATE_FROM:
        return True
    if items[after].kind == PERCENT and after_intro == "" and items[after].value >= RATE_FROM:
        near = not any(item.kind == "comma" for item in items[place:after])
        return near and not _leads(items, after)
    if items[after].kind != RATE or after_intro not in {"", "at", "of"}:
        return False
    return not _leads(items, after)


def _leads(items: Sequence[Item], place: int) -> bool:
    """Whether the quantity at `place` is followed, in the same breath, by one that it applies to."""
    after, intro = following_quantity(items, place)
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
