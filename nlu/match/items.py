"""The words of match formulas, as benefits pages, plan documents and forums use them, and text cut into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.entities.amounts import is_year
from nlu.entities.calendar_dates import MONTHS
from nlu.entities.percent import fraction_said
from nlu.entities.phrases import corrected_spelling
from nlu.entities.tokens import Token
from nlu.lexicon import fillers, phrase_table, word_list

RATE, PERCENT, BARE, DOLLARS, PAIR, LIMIT = "rate", "percent", "bare", "dollars", "pair", "limit"
QUANTITIES = frozenset({RATE, PERCENT, BARE, DOLLARS, PAIR, LIMIT})
INTROS = frozenset({"upto", "first", "next", "over", "of", "at", "max"})


@dataclass(frozen=True, slots=True)
class Item:
    """One meaningful piece of a formula: its `kind`, its amount (a fraction or dollars), and its token places.

    `high` is the upper end of a pair. `kind` "unknown" is a word that this list does not hold.
    """

    kind: str
    value: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    start: int = 0
    end: int = 0
    word: str = ""


_TIMES_A_YEAR = {"month": 12, "monthly": 12, "week": 52, "weekly": 52, "quarter": 4, "quarterly": 4}
_WORDS_BETWEEN = 10  # of "for every two dollars that I put in the company puts in one"
_MOST_DOLLARS_FOR = 4
_CENT_JOINTS = frozenset({"per", "for", "on", "to", "of", "/", ":"})
_BEFORE_AMOUNTS = frozenset(
    {
        *(
            "first",
            "initial",
            "max",
            "maximum",
            "limit",
            "cap",
            "irs",
            "federal",
            "annual",
            "402g",
            "legal",
            "full",
            "about",
        ),
        *(
            "half",
            "quarter",
            "third",
            "whatever",
            "what",
            "around",
            "only",
            "lesser",
            "deferral",
            "statutory",
            "yearly",
        ),
        *("point", "total", "$", "matching", "employee", "contribution", "government", "elective", "code"),
    }
)
_ARTICLES = frozenset({"the", "every", "each", "a", "an", "my", "your", "one", "employee", "any", "of", "whole"})


def items_of(tokens: Sequence[Token]) -> list[Item]:
    """`tokens` as the items of a match formula, fillers left out."""
    return items_in(spelled(tokens))


def spelled(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` in right spelling, without figures that only repeat a number in words."""
    respelled = corrected_spelling(tokens, phrase_table("match"), word_list("match_vocabulary"))
    counted = word_list("counted") | MONTHS
    return _said_once(tuple(old if old.text in counted else new for old, new in zip(tokens, respelled, strict=True)))


def items_in(tokens: Sequence[Token]) -> list[Item]:
    """The items of tokens that are `spelled` already; their places are those of `tokens`."""
    items: list[Item] = []
    place = 0
    while place < len(tokens):
        item = _mixed(tokens, place) or _ratio(tokens, place) or _words(tokens, place) or _number(tokens, place)
        if item is None:
            token = tokens[place]
            known = token.kind == "mark" or token.text in fillers("match")
            item = (
                None
                if known and token.text not in {"$", "%"}
                else Item("unknown", start=place, end=place + 1, word=token.text)
            )
            if item is None:
                place += 1
                continue
        if item.kind not in {"ignore"}:
            items.append(item)
        place = item.end
    return items


def _said_once(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`tokens` without the figures in brackets that repeat a number in words: "fifty percent (50%)"."""
    repeated: set[int] = set()
    for place, token in enumerate(tokens):
        inside = tokens[place + 1 : place + 4]
        if token.kind == "number" and [one.text for one in inside[::2]] == ["(", ")"]:
            again = inside[1]
            if again.kind == "number" and again.value == token.value and again.unit in {token.unit, ""}:
                repeated |= {place + 1, place + 2, place + 3}
    return tuple(token for place, token in enumerate(tokens) if place not in repeated)


def _mixed(tokens: Sequence[Token], place: int) -> Item | None:
    """ "66-2/3%"."""
    five = tokens[place : place + 5]
    if len(five) < 5 or [one.text for one in five[1::2]] != ["-", "/"] or five[4].unit != "%":
        return None
    if any(one.kind != "number" for one in five[::2]) or not 0 < five[2].value < five[4].value:
        return None
    value = (five[0].value + five[2].value / five[4].value) / 100
    return Item(PERCENT, value.quantize(Decimal("0.0000000001")), start=place, end=place + 5)


def _ratio(tokens: Sequence[Token], place: int) -> Item | None:
    """ "50 cents on the dollar", "$.50 per $1", "1:1", "1 for 2": what the employer adds for what goes in."""
    first = tokens[place]
    if first.text in {"for", "per", "on"}:
        return _per_dollar(tokens, place) or _for_several_one(tokens, place)
    if first.text in {"a", "one"} or (first.kind == "number" and first.value == 1):
        for_several = _dollar_for_several(tokens, place)
        if for_several is not None:
            return for_several
    if first.kind != "number" or place + 2 >= len(tokens):
        return None
    joint = tokens[place + 1].text
    as_money = first.unit == "" and first.decimals == 2 and first.value <= 2  # ".50 for every 1.00"
    money = (first.unit in {"cents", "$"} or as_money) and not first.scaled
    if joint not in _CENT_JOINTS and not (joint == "-" and not money):
        return None
    after = place + 2
    while money and after < len(tokens) and tokens[after].text in _ARTICLES:
        after += 1
    if after >= len(tokens):
        return None
    second = tokens[after]
    given = first.value / 100 if first.unit == "cents" else first.value
    if money and second.text in {"dollar", "buck", "$"} and given <= 3:
        return Item(RATE, given, start=place, end=after + 1)
    if second.kind != "number" or second.value == 0:
        return None
    if money and (second.unit in {"$", "cents"} or (second.unit == "" and second.value == 1)):
        taken = second.value / 100 if second.unit == "cents" else second.value
        return Item(RATE, given / taken, start=place, end=after + 1) if taken <= 4 and given <= 4 else None
    plain = all(
        one.unit == "" and one.decimals <= 2 and Decimal("0.1") <= one.value <= 4 and not one.scaled
        for one in (first, second)
    )
    if plain and joint in {":", "for", "to", "/", "-"} and first.value == second.value == 1:
        return Item(RATE, Decimal(1), start=place, end=after + 1)
    if plain and (joint in {":", "for"} or (joint == "to" and second.value == 1)):
        word = "" if second.value == 1 and (joint != ":" or first.value < 1) else "unsure"  # "1 for 2": whose is which?
        return Item(RATE, first.value / second.value, start=place, end=after + 1, word=word)
    return None


def _dollar_for_several(tokens: Sequence[Token], place: int) -> Item | None:
    """ "A dollar for every two dollars"."""
    after = place + 1
    if tokens[place].unit == "" and after < len(tokens) and tokens[after].text in {"dollar", "buck"}:
        after += 1
    elif tokens[place].unit != "$":
        return None
    if after >= len(tokens) or tokens[after].text not in {"for", "per", "on"}:
        return None
    after += 1
    while after < len(tokens) and tokens[after].text in _ARTICLES:
        after += 1
    if after >= len(tokens) or tokens[after].kind != "number" or not 1 < tokens[after].value <= 4:
        return None
    said = tokens[after]
    follows = tokens[after + 1].text if after + 1 < len(tokens) else ""
    if said.unit not in {"$", ""} or (said.unit == "" and follows not in {"dollars", "bucks", "i", "you", ""}):
        return None
    return Item(RATE, 1 / said.value, start=place, end=after + 1)


def _per_dollar(tokens: Sequence[Token], place: int) -> Item | None:
    """ "for every $1": says nothing by itself, the cents that come for it do."""
    after = place + 1
    while after < len(tokens) and tokens[after].text in _ARTICLES:
        after += 1
    if after == place + 1 or after >= len(tokens):
        return None
    one = tokens[after]
    return (
        Item("ignore", start=place, end=after + 1)
        if one.kind == "number" and one.unit == "$" and one.value == 1
        else None
    )


def _for_several_one(tokens: Sequence[Token], place: int) -> Item | None:
    """ "For every two dollars I put in they add one", "for each $4 you save the company puts in $1"."""
    after = place + 1
    while after < len(tokens) and tokens[after].text in _ARTICLES:
        after += 1
    if after == place + 1 or after >= len(tokens) or not _few_dollars(tokens[after]):
        return None
    given = after + 1
    while given < min(len(tokens), after + _WORDS_BETWEEN) and tokens[given].kind == "word":
        if tokens[given].text in {"a", "one"} and [one.text for one in tokens[given + 1 : given + 2]] == ["dollar"]:
            return Item(RATE, 1 / tokens[after].value, start=place, end=given + 2)
        given += 1
    if given >= len(tokens) or not _few_dollars(tokens[given]) or tokens[given].value > tokens[after].value:
        return None
    return Item(RATE, tokens[given].value / tokens[after].value, start=place, end=given + 1)


def _few_dollars(token: Token) -> bool:
    few = token.kind == "number" and token.unit in {"$", ""} and not token.scaled
    return few and 1 <= token.value <= _MOST_DOLLARS_FOR


def _fraction(tokens: Sequence[Token], place: int) -> Item | None:
    """ "half", "a quarter", "two thirds" of what goes in; "half a percent" is a percentage."""
    token = tokens[place]
    if token.kind == "number" and not (token.spelled or (place + 1 < len(tokens) and tokens[place + 1].text == "/")):
        return None
    if token.kind == "mark" or token.text in {"all", "everything", "none", "nothing", "zilch", "nada", "nil"}:
        return None
    said = fraction_said(tokens[place : place + 6], 2)  # that of "66 2/3" begins before its bar
    if said is None or said[1] != 0:
        return None
    value, _, length = said
    kind = PERCENT if value < Decimal("0.01") else RATE
    return Item(kind, value, start=place, end=place + length)


def _words(tokens: Sequence[Token], place: int) -> Item | None:
    """The phrase or the fraction at `place`: "half a dollar for every dollar" says more than "half"."""
    if tokens[place].text == "percent" and place and tokens[place - 1].text == "first":
        return Item(PERCENT, Decimal("0.01"), start=place, end=place + 1)  # "the first percent"
    item = _phrase(tokens, place)
    if item is not None and item.kind == RATE and item.end > place + 2:
        return item
    return _fraction(tokens, place) or item


def _phrase(tokens: Sequence[Token], place: int) -> Item | None:
    token = tokens[place]
    if token.text == ";":
        return Item("sep", start=place, end=place + 1, word=";")
    found = phrase_table("match").at(tokens, place)
    if found is None:
        return None
    kind, _, value = found.tag.partition("=")
    if kind == "upto" and token.text == "to" and found.end == place + 1 and not _leads_to_amount(tokens, place + 1):
        kind = "ignore"  # "elected to make a match of 50%"
    return Item(
        kind, Decimal(value or 0), start=place, end=found.end, word=" ".join(t.text for t in tokens[place : found.end])
    )


def _leads_to_amount(tokens: Sequence[Token], place: int) -> bool:
    """Whether an amount, or a word that bounds one, stands at `place`, an article aside."""
    while place < len(tokens) and tokens[place].text in _ARTICLES:
        place += 1
    following = tokens[place] if place < len(tokens) else None
    return following is not None and (following.kind == "number" or following.text in _BEFORE_AMOUNTS)


def _number(tokens: Sequence[Token], place: int) -> Item | None:
    token = tokens[place]
    if token.kind != "number":
        return None
    if token.unit == "ordinal":
        if token.value == 1:
            return Item("first", start=place, end=place + 1)
        return Item("unknown", start=place, end=place + 1, word=token.text)
    if is_year(tokens, place):
        return Item("ignore", start=place, end=place + 1)
    if token.unit == "" and 0 < token.value <= 3 and place + 1 < len(tokens) and tokens[place + 1].text == "x":
        return Item(RATE, token.value, start=place, end=place + 2)  # "1.5x on the first 4%"
    pair = _pair(tokens, place)
    if pair is not None:
        return pair
    if token.unit == "cents" or (token.unit == "$" and token.value <= 2 and not token.scaled):
        return Item(RATE, token.fraction if token.unit == "cents" else token.value, start=place, end=place + 1)
    if token.unit == "%":
        return Item(PERCENT, token.fraction, start=place, end=place + 1, word="odd" if token.odd else "")
    if token.unit == "$" or token.scaled or (token.unit == "" and token.value >= 400):
        times, length = _times_a_year(tokens, place + 1)
        word = "odd" if token.odd else ""
        return Item(DOLLARS, token.value * times, start=place, end=place + 1 + length, word=word)
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if token.spelled and token.value == 1 and token.unit == "" and tokens[place].text == "one":
        return Item("ignore", start=place, end=place + 1)  # "one job", "one of them"
    if token.unit == "" and following in word_list("counted"):
        return Item("unknown", start=place, end=place + 1, word=token.text)
    if token.unit == "" and 0 <= token.value <= 200:
        value = token.value if 0 < token.value < 1 else token.fraction
        return Item(BARE, value, start=place, end=place + 1)
    return Item("unknown", start=place, end=place + 1, word=token.text)


_EACH = frozenset({"a", "per", "each", "every", "/"})


def _times_a_year(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """How often a year dollars come by the words after them ("$200 a month"), and how many words say it."""
    words = [token.text for token in tokens[place : place + 3]]
    lead = int(len(words) > 1 and words[0] == "in" and words[1] in _EACH)  # "$50 in every month"
    lead += len(words) > lead + 1 and words[lead] in _EACH
    times = _TIMES_A_YEAR.get(words[lead] if words else "", 0)
    return (times, 1 + lead) if times else (1, 0)


def _is_counted(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text in word_list("counted")


def _pair(tokens: Sequence[Token], place: int) -> Item | None:
    """ "3-5%", "between 3% and 5%", "3% to 5%": two ends of a tier."""
    if place + 2 >= len(tokens):
        return None
    first, joint, second = tokens[place], tokens[place + 1].text, tokens[place + 2]
    if second.kind != "number" or first.unit not in {"%", ""} or second.unit not in {"%", ""}:
        return None
    after_between = place > 0 and tokens[place - 1].text in {"between", "from"}
    after_on = place > 0 and tokens[place - 1].text in {"on", "for"} and not _is_counted(tokens, place + 3)
    if not (
        joint in {"-", "thru", "through"}
        or (after_between and joint in {"and", "to"})
        or (joint == "to" and (second.unit == "%" or after_on))
    ):
        return None
    low, high = first.fraction, abs(second.fraction)
    if not low < high <= Decimal("0.25"):
        return None
    word = "between" if place and tokens[place - 1].text == "between" else ""
    return Item(PAIR, low, high, start=place, end=place + 3, word=word)
