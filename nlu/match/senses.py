"""What an amount in a match formula may mean, each sense with its cost: the less the words speak for it, the more.

Costs are in one unit for the whole grammar: two readings that lie within `chart.MARGIN` of each other are both likely.
"""

from decimal import Decimal

from nlu.match.items import BARE, DOLLARS, LIMIT, PAIR, RATE
from nlu.match.quantity import Quantity

Sense = str
Costs = dict[Sense, float]

# What a sense is: a rate; a bound (the top of a band, its first or next stretch, a bare "of 6%", its low and high end,
# both ends at once, the deferral limit); the same in dollars; the most that the match comes to, in dollars or a share
# of pay; money that comes whatever one puts in; what is put in and what comes for it; an amount without a place.
RATE_, TOP, FIRST, NEXT, OF = "rate", "top", "first", "next", "of"
LOW, HIGH, ENDS, TO_LIMIT = "low", "high", "ends", "limit"
TOP_DOLLARS, FIRST_DOLLARS, NEXT_DOLLARS = "top_dollars", "first_dollars", "next_dollars"
MAX_DOLLARS, MAX_SHARE = "max_dollars", "max_share"
FLAT, FLAT_DOLLARS = "flat", "flat_dollars"
PUT_IN, GIVEN, LOOSE = "put_in", "given", "loose"

_RATE_FROM = Decimal("0.2")  # a bare "50" is a rate, a bare "6" a share of pay
_SMALLEST_RATE = Decimal("0.1")
_WIDEST = Decimal("0.25")  # few plans match more of the pay
_HALF = Decimal("0.5")
_PUT_IN = ("deferred", "contributed", "saved")
_MORE = ("another", "additional", "extra")


def senses(one: Quantity) -> Costs:
    """The senses that an amount may have, by its kind, size and words."""
    kind = one.item.kind
    if kind == RATE:
        weak = one.item.word in {"full", "fully", "completely"}
        return {RATE_: 0.0, LOOSE: 1.0 if weak else 2.5, **_stated_rate_as_share(one)}
    if kind == PAIR:
        return {ENDS: 0.0, LOOSE: 2.5}
    if kind == LIMIT:
        return {TO_LIMIT: 0.0, LOOSE: 0.8}
    if kind == DOLLARS:
        return _dollars(one)
    return _share(one)


def _stated_rate_as_share(one: Quantity) -> Costs:
    return {FIRST_DOLLARS: 1.5} if "first" in one.led_by and one.item.word == "$" else {}


def _share(one: Quantity) -> Costs:
    costs: Costs = {LOOSE: 2.5}
    costs[RATE_] = _rate_cost(one)
    costs.update(_bound_costs(one))
    costs.update(_maximum_costs(one))
    flat = _flat_cost(one)
    if flat is not None:
        costs[FLAT] = flat
    value = one.item.value
    if one.conditional and value <= _WIDEST:
        costs[PUT_IN] = 0.0
    if value <= _WIDEST or one.item.kind != BARE:
        costs[GIVEN] = 0.4
    return costs


def _rate_cost(one: Quantity) -> float:
    value, led_by = one.item.value, one.led_by
    cost = 0.0 if value >= _RATE_FROM else 0.6 if value >= _SMALLEST_RATE else 3.0
    if one.item.kind == BARE:
        cost += 0.2 if value >= _RATE_FROM else 1.0
    if "upto" in led_by:
        cost += 0.3 if one.before_first else 0.8
    if led_by & {"first", "over"}:
        cost += 3
    if "next" in led_by:
        cost += 0 if value >= _RATE_FROM else 2
    if "max" in led_by:
        cost += 0.6 if one.before_first else 2.5
    if "at" in led_by:
        cost -= 0.2
    if one.base == "pay":
        cost += 1.0 if value < _RATE_FROM else 0.5 if value < 1 else 0.1
    elif one.base == "deferral":
        cost -= 0.3
    if one.fixed and value < _RATE_FROM:
        cost += 1.0
    if one.conditional or (one.given and value < _RATE_FROM):
        cost += 1.0
    return cost


def _bound_costs(one: Quantity) -> Costs:
    value, led_by = one.item.value, one.led_by
    wide = 0.0 if value <= _WIDEST else 0.7 if value <= _HALF else 1.2
    costs: Costs = {}
    if "next" in led_by and value < _RATE_FROM:
        costs[NEXT] = 1.5 if "over" in led_by else 0.0
    elif "first" in led_by:
        costs[FIRST] = wide
    elif "upto" in led_by and "over" not in led_by:
        costs[TOP] = wide + (1.5 if one.names_match else 0.0)
        if one.last and [item.word for item in one.tail if item.kind not in {"of", "pay"}][:1] == ["match"]:
            costs[MAX_SHARE] = wide + 0.9  # "50% up to 4% match"
    if "upto" in led_by and "next" in led_by:
        costs[TOP] = wide + 0.6
    if "over" in led_by or "between" in led_by:
        costs[LOW] = wide if value <= _WIDEST else 2.0
    if led_by & {"upto", "max", "over"}:
        costs[HIGH] = wide + (1.5 if one.names_match else 0.0)
    elif any(item.kind == "sep" for item in one.before) and not led_by:
        costs[HIGH] = wide + 0.6
    if not led_by & {"upto", "first", "next", "over", "max"} and not one.max_follows:
        of = 0.1 if "of" in led_by else 0.3 if "at" in led_by else 0.5
        of += (
            0.8 if not led_by and any(item.kind == "sep" for item in one.before) else 0.0
        )  # "I put in 10, they put in 5"
        if one.given:
            of += 1.5
        costs[OF] = of + wide + (1.0 if value >= _RATE_FROM else 0.0) + (0.8 if one.fixed else 0.0)
    return costs


def _maximum_costs(one: Quantity) -> Costs:
    """ "max 3%": most of what is matched, or most of what is paid? The words that name the match tell."""
    if one.item.value > _HALF:
        return {}
    if one.names_match and one.led_by & {"max", "upto", "over"}:
        return {MAX_SHARE: 0.0, **({TOP: 1.5} if "max" in one.led_by else {})}
    if "max" in one.led_by and any(item.word.endswith(_PUT_IN) for item in one.after[:4]):
        return {TOP: 0.0}  # "at most 5% of the compensation deferred"
    if "max" in one.led_by:
        return {TOP: 0.0, MAX_SHARE: 1.2} if _bounds_deferrals(one) else {TOP: 0.2, MAX_SHARE: 0.5}
    if one.max_follows and not one.led_by & {"upto", "first", "next"}:
        return {TOP: 0.3, MAX_SHARE: 0.6}
    return {}


def _bounds_deferrals(one: Quantity) -> bool:
    """Whether "not to exceed" stands right after the deferrals, and so speaks of them."""
    place = max(place for place, item in enumerate(one.before) if item.kind == "max")
    words = [item for item in one.before[:place] if item.kind not in {"comma", "unknown", "paycheck"}]
    says_not = one.before[place].word.startswith(("not ", "no more", "limited"))
    return says_not and bool(words) and words[-1].kind == "deferral"


def _flat_cost(one: Quantity) -> float | None:
    wide = 0.0 if one.item.value <= _WIDEST else 1.0
    if one.fixed:
        more = any(item.kind == "next" and item.word.endswith(_MORE) for item in one.lead)
        led = (
            0.3
            if more
            else 2.0
            if one.led_by & {"first", "next"}
            else 0.6
            if one.led_by & {"upto", "over", "max"}
            else 0.0
        )
        return wide + led
    if one.fixed_nearby:
        return wide + 0.6
    if one.base == "pay" and not one.led_by - {"of"} and one.item.value < _RATE_FROM and not one.max_follows:
        return wide + (1.0 if one.parted else 2.2)
    return None


def _dollars(one: Quantity) -> Costs:
    led_by = one.led_by
    costs: Costs = {LOOSE: 1.5}
    if one.base == "pay":
        return {LOOSE: 0.0}  # "of the first $50,000 of pay" bounds the pay that counts
    if one.base == "deferral" and led_by & {"max", "upto"}:
        costs[FIRST_DOLLARS] = 0.0  # "up to $4,000 of what you put in"
    elif "max" in led_by or one.max_follows:
        costs[MAX_DOLLARS] = 0.0
    elif "first" in led_by:
        costs[FIRST_DOLLARS] = 0.0
    elif "next" in led_by:
        costs[NEXT_DOLLARS] = 0.0
    elif any(item.kind == "upto" and "max" in item.word for item in one.lead):
        costs[MAX_DOLLARS] = 0.0
    elif "upto" in led_by and one.bounds_deferral:
        costs[FIRST_DOLLARS] = 0.0  # "until your contributions reach $8,000"
    elif "upto" in led_by and any(item.word.startswith(("that do", "which do", "as do")) for item in one.lead):
        costs[FIRST_DOLLARS] = 0.0  # "of the deferrals that do not exceed $4,000"
    elif "upto" in led_by:
        costs[TOP_DOLLARS] = 0.0
        costs[MAX_DOLLARS] = 0.2
    elif "of" in led_by:
        costs[FIRST_DOLLARS] = 0.5
    elif one.lead[-1:] and one.lead[-1].word in {"match", "matches"}:
        costs[FIRST_DOLLARS] = 0.3  # "they match $50 a paycheck dollar for dollar"
    if one.fixed or (one.fixed_nearby and not led_by):
        costs[FLAT_DOLLARS] = 0.0
    return costs
