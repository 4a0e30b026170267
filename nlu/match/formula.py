"""Reads a match formula: "100% of the first 3% and 50% of the next 2%", "50 cents on the dollar to 6%"."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from core.limits import limits_for, published_years
from core.match import MatchFormula
from core.paychecks.calendar import PAYDAYS_A_YEAR
from nlu.entities.reading import NOT_UNDERSTOOD, Context, Reading, asks
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.match.chart import MARGIN, Parse, parses
from nlu.match.draft import SMALL, Draft, draft_of
from nlu.match.items import BARE, DOLLARS, LIMIT, PERCENT, QUANTITIES, RATE, Item, items_of
from nlu.match.masks import Masked, is_calendar_year, masked
from nlu.match.quantity import quantities_of
from nlu.match.safe_harbor import note_safe_harbor
from nlu.match.verdict import choices, judged, verdict

_MOST_TOKENS = 200
_UNKNOWN_WORDS = 3  # with more strange words than this, what was said is no formula
_NO = frozenset(["no", "nope", "nah", "n", ".", "!", "they", "dont"])
_SAFE = frozenset({"basic", "enhanced", "qaca", "safe_harbor", "safe_match"})
_YEARS_FROM = 2015  # a bare number from here on may be a tax year
_USUAL_PAYDAYS = (26, 24, 12)
_NOT_EACH = frozenset({"no", "without", "not"})
_MAY = frozenset({"may", "might", "could"})
_BYGONE = frozenset({"was", "were"})
_FORMAL = ("participant", "compensation", "matching contribution", "elective", "discretionary", "employee contribution")
_SPEAKS_OF_MATCH = frozenset(
    {"match", "limit", "upto", "first", "next", "of", "at", "max", "nonelective", "deferral", "over", "if"}
)


def read_match(text: str, context: Context) -> Reading:
    """Reads `text` as a `MatchFormula`. What is no formula is not read as one; what may be two is asked about."""
    return read_match_tokens(tokens_of(text), context)


def read_match_tokens(tokens: Sequence[Token], context: Context, *, strict: bool = False) -> Reading:
    """Like `read_match`, of tokens. `strict`: any strange word is a doubt, as where nobody has asked for a match."""
    if len(tokens) > _MOST_TOKENS:
        return NOT_UNDERSTOOD
    if tokens and all(token.text in _NO for token in tokens):
        return Reading(MatchFormula(), True, "guess", choices(MatchFormula()))
    clear = masked(tokens)
    items = _without_name(_without_comments(_without_vesting(items_of(clear.tokens))))
    items = _maximum_of_dollars(_nothing_as_rate(_lesser(items)))
    kinds = {item.kind for item in items}
    if "poison" in kinds or not kinds & (QUANTITIES | _SAFE | {"none"}):
        return NOT_UNDERSTOOD
    unknown = [item for item in items if item.kind == "unknown"]
    firm = _is_firm(items)
    if firm:
        items = _without_idle_or(items)
        kinds = {item.kind for item in items}
    if not firm and len(unknown) >= _UNKNOWN_WORDS and len(unknown) * 3 >= len(items):
        return NOT_UNDERSTOOD
    items = _share_of_limit([_limit_in_dollars(item, context) for item in items], context)
    reason = _doubt_of_words(items, unknown, kinds, firm=firm, strict=strict)
    if clear.bygone or (unknown and _told_for_each(items, clear)):
        reason = "guess"
    if firm and _only_may(items):
        reason = reason or "guess"
    if any(item.word == "/" for item in items):
        reason = reason or "two_readings"  # "100/3, 50/2"
    if kinds & {"not", "or"}:
        reason = "two_readings"
        if ("or" in kinds) == (sum(item.kind in QUANTITIES for item in items) > 2):
            return asks("two_readings") if "or" in kinds else NOT_UNDERSTOOD
    if "none" in kinds and not kinds & QUANTITIES:
        if kinds & _SAFE:
            return NOT_UNDERSTOOD
        return asks("rate_missing") if "nonelective" in kinds else judged(MatchFormula(), reason)
    if reason == "extra_words" and not kinds & _SPEAKS_OF_MATCH:
        return NOT_UNDERSTOOD
    if kinds & QUANTITIES == {DOLLARS} and any(
        is_calendar_year(one) and one.value >= _YEARS_FROM for one in clear.tokens
    ):
        return NOT_UNDERSTOOD
    if strict and not firm and kinds & QUANTITIES == {DOLLARS}:
        reason = reason or "extra_words"  # an amount alone is a match only where one was asked for
    try:
        return _by_the_year(items, kinds, reason, context)
    except ValueError:  # a share of pay above the whole or a rate beyond what any plan has
        return asks("out_of_reason")


def _by_the_year(items: Sequence[Item], kinds: set[str], reason: str, context: Context) -> Reading:
    """The likeliest reading, with dollars of a paycheck turned into those of a year. How many there are is asked."""
    places = [place for place, item in enumerate(items) if item.kind == DOLLARS and _is_each_paycheck(items, place)]
    if not places:
        return _likeliest(items, kinds, reason)
    known = PAYDAYS_A_YEAR.get(context.known.get("pay_frequency", ""))
    readings = []
    for count in (known,) if known else _USUAL_PAYDAYS:
        yearly = [
            replace(item, value=item.value * count) if place in places else item for place, item in enumerate(items)
        ]
        readings.append(_likeliest(yearly, kinds, reason))
    if known:
        return readings[0]
    found = [reading.value for reading in readings if reading.value is not None]
    return asks("two_readings", *choices(*found)) if found else readings[0]


def _is_each_paycheck(items: Sequence[Item], place: int) -> bool:
    """Whether the dollars at `place` are those of a paycheck: "$150 per paycheck", "a maximum per pay period of $100"."""
    before = [item.kind for item in items[max(0, place - 4) : place] if item.kind not in {"of", "match"}]
    if before[-2:] == ["max", "paycheck"]:
        return True
    after = items[place + 1 : place + 2]
    return bool(after) and after[0].kind == "paycheck" and after[0].word.split()[0] not in _NOT_EACH


def _likeliest(items: Sequence[Item], kinds: set[str], reason: str) -> Reading:
    """The reading of the likeliest parse; with another formula of like cost beside it, both are asked about."""
    trued_up = any(item.kind == "year" and "true" in item.word for item in items)
    per = "paycheck" if "paycheck" in kinds and not trued_up else "year"
    amounts = quantities_of(items)
    found = parses(amounts) if amounts else [Parse(0.0, ())]
    if not found:
        return asks("two_readings")
    best, reading = found[0], NOT_UNDERSTOOD
    rivals: list[MatchFormula] = []
    for index, parse in enumerate(found):
        if parse.cost - best.cost >= MARGIN:
            break
        try:
            draft = draft_of(parse, reason, "paycheck" if per == "paycheck" else "year", by_group="group" in kinds)
        except ValueError:
            if index == 0:
                raise
            continue
        if index == 0:
            reading = _read(draft, kinds)
        elif (rival := _read(draft, kinds)).plain:
            rivals.append(rival.value)
    if reading.plain and any(one != reading.value for one in rivals):
        return judged(reading.value, "two_readings", *rivals)
    return reading


def _read(draft: Draft, kinds: set[str]) -> Reading:
    note_safe_harbor(kinds, draft)
    return verdict(draft, kinds)


def _doubt_of_words(
    items: Sequence[Item], unknown: Sequence[Item], kinds: set[str], *, firm: bool, strict: bool
) -> str:
    """The doubt that words beside the amounts raise, or ""."""
    guesses = {item.word for item in items if item.kind == "guess"}
    if guesses - _BYGONE or (guesses and not (firm and _is_formal(items))):
        return "guess"
    if not unknown:
        return ""
    limiting = word_list("other_people") | word_list("bygone") | word_list("nobody")
    if firm and not strict and _is_formal(items):
        return ""
    if firm and not strict:
        return "extra_words" if {item.word for item in unknown} & limiting else ""
    return "" if not strict and _harmless(unknown, items) else "extra_words"


def _told_for_each(items: Sequence[Item], clear: Masked) -> bool:
    """Whether "respectively" may speak of the shares: it does where no totals in dollars were told."""
    totals = any(one.unit == "$" for one in clear.tokens) or clear.totals
    return not totals and any(item.word in {"respectively", "ranging"} for item in items)


def _only_may(items: Sequence[Item]) -> bool:
    """Whether the first amount is one that the employer may give: "may make a discretionary match equal to 50% …"."""
    may = False
    for item in items:
        if item.kind in QUANTITIES:
            return may
        if item.word in _MAY:
            may = True
        elif item.kind == "sep":
            may = False
    return False


def _is_formal(items: Sequence[Item]) -> bool:
    """Whether it is the language of plans, in which "was" tells of the year just reported."""
    words = " ".join(item.word for item in items)
    return any(one in words for one in _FORMAL)


def _is_firm(items: Sequence[Item]) -> bool:
    """Whether a rate, a word that bounds it and its bound stand in one row: a formula, whatever else is told."""
    led = rate = asked = False
    for item in items:
        if item.kind in {"upto", "first", "next", "over", "max"}:
            led = rate
        elif item.kind in QUANTITIES:
            if led and item.kind != RATE:
                return True
            if asked and item.kind == PERCENT and rate:
                return True
            rate, led = item.kind != DOLLARS, False
        elif item.kind == "if":
            asked = True
        elif item.kind == "sep" and item.word == ".":
            rate = led = False
    return False


def _nothing_as_rate(items: list[Item]) -> list[Item]:
    """ "Nothing on the first 2%" is a rate of zero; "then nothing" at the end says no more."""
    found = list(items)
    if len(items) > 2 and items[-1].word == "nothing" and items[-2].kind in {"sep", "comma"}:
        found.pop()  # "then nothing"
    for place, item in enumerate(found):
        after = [one.kind for one in items[place + 1 : place + 3]]
        if item.kind == "none" and item.word in {"nothing", "none", "no match"} and {"first", "next"} & set(after):
            found[place] = replace(item, kind=RATE, value=Decimal(0))
    return found


def _lesser(items: list[Item]) -> list[Item]:
    """ "The lesser of 3% of pay or $2,500": the second bounds what the first has left."""
    if not any(item.kind == "lesser" for item in items):
        return items
    found: list[Item] = []
    inside = of_pay = False
    bounding = -1  # where the dollars stand that may bound what is matched rather than the match
    for place, item in enumerate(items):
        if item.kind == "lesser":
            inside = True
            first = next((one for one in items[place + 1 :] if one.kind in QUANTITIES), None)
            of_pay = first is not None and first.kind == PERCENT and first.value < SMALL
            found.append(replace(item, kind="upto"))
            continue
        if item.kind in {"or", "sep"} and inside and item.word in {"or", "and"}:
            inside = False
            following = next((one.kind for one in items[place + 1 :] if one.kind in QUANTITIES), "")
            if following == DOLLARS:
                bounding = place if of_pay else -1
                found.append(replace(item, kind="comma", word=","))
                found.append(replace(item, kind="max", word="max"))
            elif following == PERCENT and not of_pay and "first" not in {one.kind for one in items[place + 1 :]}:
                found.append(replace(item, kind="comma", word=","))
                found.append(replace(item, kind="max", word="max match"))
            elif following:
                found.append(replace(item, kind="comma", word=","))
            continue
        bounds = item.kind == DOLLARS and bounding >= 0
        found.append(replace(item, word="lesser") if bounds else item)
        bounding = -1 if bounds else bounding
    return found


def _maximum_of_dollars(items: list[Item]) -> list[Item]:
    """ "A $5,000 maximum contribution", "the maximum matching contribution of $2,250": no limit of the law is meant."""
    found = list(items)
    for place, item in enumerate(items):
        if item.kind != LIMIT or "max" not in item.word:
            continue
        share_follows = [one.kind for one in items[place + 1 : place + 3]]
        if share_follows == ["of", PERCENT] and "match" not in item.word:
            found[place] = replace(item, kind="upto", word="up to")  # "up to a maximum deferral of 4% of pay"
            continue
        before, after = items[place - 1 : place], [one for one in items[place + 1 : place + 4] if one.kind != "of"]
        led = [one.kind for one in after[:2]]
        if (before and before[0].kind == DOLLARS) or led[:1] == [DOLLARS] or led == ["match", DOLLARS]:
            found[place] = replace(item, kind="max")
    return found


def _without_idle_or(items: list[Item]) -> list[Item]:
    """`items` without an "or" that does not stand before an amount: "pre-tax or Roth", "by law or by the board"."""
    return [
        item
        for place, item in enumerate(items)
        if item.kind != "or"
        or item.word not in {"or", "whichever"}
        or any(one.kind in QUANTITIES for one in items[place + 1 : place + 3])
    ]


def _without_vesting(items: list[Item]) -> list[Item]:
    """`items` without the clauses about vesting or waiting: their numbers are no part of the formula."""
    if not any(_vests(item) for item in items):
        return items
    kept: list[Item] = []
    for part in _parts(items):
        before = list(takewhile(lambda item: not _vests(item), part))
        if len(before) == len(part) or sum(item.kind in QUANTITIES for item in before) > 1:
            kept += before
    return kept


def _without_comments(items: list[Item]) -> list[Item]:
    """`items` without the clauses of strange words alone ("lousy, I know"), where the rest makes a formula."""
    rest = [item for part in _parts(items) if not _only_comments(part) for item in part]
    kinds = {item.kind for item in rest}
    formula = "none" in kinds or (
        kinds & (QUANTITIES - {BARE}) and kinds & {"match", "first", "next", "upto", "nonelective", "of"}
    )
    return rest if formula else items


def _without_name(items: list[Item]) -> list[Item]:
    """`items` without the one strange word in front that does the matching: "Acme matches …"."""
    named = len(items) > 2 and items[0].kind == "unknown" and items[1].kind == "match"
    people = word_list("other_people") | word_list("bygone") | word_list("nobody") | _MAY
    return items[1:] if named and items[0].word not in people else items


def _harmless(unknown: Sequence[Item], known: Sequence[Item]) -> bool:
    """Whether strange words leave a formula of several parts as it is: one of them, and none that limits it."""
    limiting = word_list("other_people") | word_list("bygone") | word_list("nobody") | word_list("some_only")
    amounts = sum(item.kind in QUANTITIES - {BARE} for item in known)
    return len(unknown) == 1 and amounts >= 2 and unknown[0].word not in limiting and unknown[0].word.isalpha()


def _only_comments(part: Sequence[Item]) -> bool:
    words = [item for item in part if item.kind not in {"sep", "comma"}]
    strange = all(item.kind == "unknown" for item in words)
    return strange and not {item.word for item in words} & (word_list("other_people") | word_list("bygone"))


def _parts(items: Sequence[Item]) -> list[list[Item]]:
    """`items` cut after each separator."""
    parts: list[list[Item]] = [[]]
    for item in items:
        parts[-1].append(item)
        if item.kind in {"sep", "comma"}:
            parts.append([])
    return parts


def _vests(item: Item) -> bool:
    return item.kind == "unknown" and item.word.startswith("vest")


def _limit_in_dollars(item: Item, context: Context) -> Item:
    """The deferral limit said in dollars ("50% up to $24,500") is the limit."""
    years = [year for year in (context.year, context.year - 1) if year in published_years()]
    if item.kind == DOLLARS and any(item.value == limits_for(year).elective_deferral for year in years):
        return Item(LIMIT, start=item.start, end=item.end, word="$")
    return item


def _share_of_limit(items: list[Item], context: Context) -> list[Item]:
    """ "Up to 50% of the IRS limit" is an amount of dollars; said so seldom that it is asked about."""
    kinds = [item.kind for item in items]
    for place in range(1, len(items) - 2):
        if kinds[place : place + 3] == [PERCENT, "of", LIMIT] and kinds[place - 1] in {"upto", "max", "first"}:
            if context.year not in published_years() or not QUANTITIES & set(kinds[:place]):
                return items
            dollars = items[place].value * limits_for(context.year).elective_deferral
            most = Item(DOLLARS, dollars, start=items[place].start, end=items[place + 2].end, word="unsure")
            return [*items[: place - 1], replace(items[place - 1], kind="max"), most, *items[place + 3 :]]
    return items
