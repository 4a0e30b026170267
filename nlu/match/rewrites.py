"""The items of a match formula in the wordings that the grammar knows: asides dropped, turns of phrase made plain."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from core.limits import limits_for, published_years
from nlu.entities.reading import Context
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.match.draft import SMALL
from nlu.match.items import BARE, DOLLARS, LIMIT, PERCENT, QUANTITIES, RATE, Item, items_of

_AFTER = frozenset({"after", "after it", "after that", "after them", "after those", "beyond that"})
_OF_FORMULAS = frozenset({"first", "next", "upto", "max", "over", RATE, DOLLARS})
_NAMED = 8  # items that the name of the limit may have in front: "of the Internal Revenue Service (IRS) limit"
_TO_SHARE = frozenset({"upto", "max", "first"})
MAY = frozenset({"may", "might", "could"})

_FORMAL = ("participant", "compensation", "matching contribution", "elective", "discretionary", "employee contribution")


def is_formal(items: Sequence[Item]) -> bool:
    """Whether it is the language of plans, in which "was" tells of the year just reported."""
    words = " ".join(item.word for item in items)
    return any(one in words for one in _FORMAL)


def plain_items(tokens: Sequence[Token]) -> list[Item]:
    """The items of `tokens` without asides (vesting, comments, the company's name), in the grammar's wordings."""
    return in_grammar(items_of(tokens))


def in_grammar(items: list[Item]) -> list[Item]:
    """`items` without asides, in the grammar's wordings."""
    items = _without_name(_without_comments(_without_vesting(_without_other_benefits(items))))
    return _maximum_of_dollars(_nothing_as_rate(_lesser(_stretch_after(_rate_said_last(items)))))


def limits_as_such(items: Sequence[Item], context: Context) -> list[Item]:
    """`items` with the deferral limit of the year said in dollars as the limit, and a share of it as dollars."""
    return _share_of_limit([_limit_in_dollars(item, context) for item in items], context)


def _rate_said_last(items: list[Item]) -> list[Item]:
    """ "4 percent. Full match." is one clause."""
    said = [place for place, item in enumerate(items) if item.kind in QUANTITIES]
    if len(said) != 2 or items[said[1]].kind != RATE or not items[said[1]].word:
        return items
    rest = [item for item in items[said[0] + 1 :] if item.kind not in {"sep", "match"} and item is not items[said[1]]]
    return items if rest else [items[said[1]], *items[: said[1]]]


def _stretch_after(items: list[Item]) -> list[Item]:
    """ "200% of the first 2%, 25% on the 4% after it": the share that comes after is the next stretch."""
    found = list(items)
    if any(item.kind in {"group", "some"} for item in items):
        return found  # "50% for the first years, 75% after that" speaks of years
    for place in range(len(items) - 1, 1, -1):
        share, after = items[place - 1], items[place]
        if after.word not in _AFTER or share.kind not in {PERCENT, BARE} or share.value >= SMALL:
            continue
        led = items[place - 2].kind
        goes_on = items[place + 1 : place + 2]
        if led in {"comma", "sep", "of"} and (not goes_on or goes_on[0].kind in QUANTITIES | {"comma", "sep", "at"}):
            found[place - 1 : place + 1] = [Item("next", start=share.start, end=share.start, word="next"), share]
    return found


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


def without_idle_or(items: list[Item]) -> list[Item]:
    """`items` without an "or" that does not stand before an amount: "pre-tax or Roth", "by law or by the board"."""
    return [
        item
        for place, item in enumerate(items)
        if item.kind != "or"
        or item.word not in {"or", "whichever"}
        or any(one.kind in QUANTITIES for one in items[place + 1 : place + 3])
    ]


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


def _without_vesting(items: list[Item]) -> list[Item]:
    """`items` without the clauses about vesting or waiting: their numbers are no part of the formula."""
    if not any(_vests(item) for item in items):
        return items
    kept: list[Item] = []
    heads = False  # "Vesting: 25% a year", "vested in the match and the profit sharing at 25%": what follows vests too
    for part in _parts(items):
        if heads and not {item.kind for item in part} & _OF_FORMULAS:
            heads = False
            continue
        vests = any(_vests(item) for item in part)
        before = list(takewhile(lambda item: not _vests(item), part))
        heads = vests and part[-1].word in {":", "and", "&"} and not any(item.kind in QUANTITIES for item in part)
        amounts = sum(item.kind in QUANTITIES for item in before)
        of_it = amounts == 1 and before[-1].kind in QUANTITIES  # "100% vested", not "a 5% match that vests"
        if len(before) == len(part) or (amounts and not of_it):
            kept += before
    return kept


def _without_other_benefits(items: list[Item]) -> list[Item]:
    """`items` without the clauses on other benefits ("they put 800 in my HSA"), where the rest makes a formula."""
    if not any(item.kind == "poison" for item in items):
        return items
    kept: list[Item] = []
    for part in _parts(items):
        kinds = {item.kind for item in part}
        own = any(item.kind == "deferral" and not item.word.startswith("they ") for item in part)
        if "poison" not in kinds or kinds & {"match", RATE} or own:
            kept += part
        elif part[-1].word == ".":
            kept.append(part[-1])
    rest = {item.kind for item in kept}
    return kept if RATE in rest or (rest & QUANTITIES and rest & {"match", "first", "upto"}) else items


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
    people = word_list("other_people") | word_list("bygone") | word_list("nobody") | MAY
    return items[1:] if named and items[0].word not in people else items


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
    return item.kind == "unknown" and (item.word.startswith("vest") or item.word in {"cliff", "graded"})


def _limit_in_dollars(item: Item, context: Context) -> Item:
    """The deferral limit said in dollars ("50% up to $24,500") is the limit."""
    years = [year for year in (context.year, context.year - 1) if year in published_years()]
    if item.kind == DOLLARS and any(item.value == limits_for(year).elective_deferral for year in years):
        return Item(LIMIT, start=item.start, end=item.end, word="$")
    return item


def _part_as_share(items: list[Item]) -> list[Item]:
    """ "Half the IRS limit" as "50% of the IRS limit"."""
    found: list[Item] = []
    for item in items:
        if item.kind == LIMIT and found and found[-1].kind == RATE and len(found) > 1 and found[-2].kind in _TO_SHARE:
            found[-1] = replace(found[-1], kind=PERCENT)
            found.append(Item("of", start=item.start, end=item.start, word="of"))
        found.append(item)
    return found


def _share_of_limit(items: list[Item], context: Context) -> list[Item]:
    """ "Up to 50% of the IRS limit" is an amount of dollars; said so seldom that it is asked about."""
    items = _part_as_share(items)
    kinds = [item.kind for item in items]
    for place in range(1, len(items) - 2):
        if kinds[place : place + 2] == [PERCENT, "of"] and kinds[place - 1] in _TO_SHARE:
            end = place + 2
            while end < len(items) and kinds[end] in {"unknown", "comma"} and end < place + _NAMED:
                end += 1
            if kinds[end : end + 1] != [LIMIT]:
                continue
            if context.year not in published_years() or not QUANTITIES & set(kinds[:place]):
                return items
            dollars = items[place].value * limits_for(context.year).elective_deferral
            most = Item(DOLLARS, dollars, start=items[place].start, end=items[end].end, word="unsure")
            return [*items[: place - 1], replace(items[place - 1], kind="max"), most, *items[end + 1 :]]
    return items
