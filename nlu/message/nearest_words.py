"""Numbers in a message given to the slot whose words stand nearest; a number that fits nowhere stays unread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.entities.amounts import is_year, range_at
from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table, word_list

_REACH = 5  # tokens between a number and the words that say what it is
_LEAST_PAY, _MOST_PAY = Decimal(30_000), Decimal(20_000_000)
# Beside these words "175" is not taken for 175 thousand.
_NOT_IN_THOUSANDS = frozenset({"a year", "per year", "paid", "/ yr", "/ year", "pays", "pay", "yearly", "annually"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number given to a slot: its place and the anchor's."""

    slot: str
    place: int
    anchor: Found | None


WEAK_AGE = frozenset({"im", "i am", "am", "will be", "ill be", "going to be", "i will be"})
# After-tax words and cap words tell more than "contribute" or "paid" beside them.
_STRONGER = {
    "plan_cap": 8,
    "after_tax_made": 6,
    "profit_sharing": 6,
    "true_up": 6,
    "nonelective_rate": 6,
    "ignore": 0.5,
}
TIMES_A_YEAR = {"month": 12, "week": 52, "two_weeks": 26, "half_month": 24}
PERIODS = frozenset({"month", "week", "two_weeks", "half_month", "hour", "paycheck"})


def assigned(tokens: Sequence[Token], spans: Iterable[tuple[int, int]], taken: frozenset[int]) -> list[Amount]:
    """Gives the numbers within `spans` of `tokens`, those in `taken` aside, to slots by their nearest words."""
    found: list[Amount] = []
    for start, end in spans:
        phrases = [one for one in _phrases(tokens, start, end) if not taken & set(range(one.start, one.end))]
        numbers = [place for place in range(start, end) if tokens[place].kind == "number" and place not in taken]
        for place in numbers:
            if is_year(tokens, place) or any(one.start <= place < one.end for one in phrases if one.tag in PERIODS):
                continue
            if range_at(tokens, place) or (place >= 2 and range_at(tokens, place - 2)):
                found.append(Amount("range", place, None))
                continue
            found.append(_slot_of(tokens, place, phrases, numbers, (start, end)))
    return found


def period_in(tokens: Sequence[Token], start: int, end: int) -> str:
    """How often what stands between `start` and `end` recurs ("month", "paycheck", …); "" where nothing says it."""
    return next((one.tag for one in _phrases(tokens, start, end) if one.tag in PERIODS), "")


def _phrases(tokens: Sequence[Token], start: int, end: int) -> list[Found]:
    found, place = [], start
    while place < end:
        one = phrase_table("anchors").at(tokens[:end], place)
        if one is None:
            place += 1
            continue
        found.append(one)
        place = one.end
    return found


def _slot_of(
    tokens: Sequence[Token], place: int, phrases: Sequence[Found], numbers: Sequence[int], span: tuple[int, int]
) -> Amount:
    if _is_base_of_share(tokens, place):
        return Amount("pay", place, None)
    best: tuple[float, Found] | None = None
    for one in phrases:
        if one.tag in PERIODS:
            continue
        gap = place - one.end if one.end <= place else one.start - place - 1
        if gap > _REACH or gap < 0:
            continue  # before the numbers are counted, of which there may be hundreds
        low, high = (one.end, place) if one.end <= place else (place + 1, one.start)
        between = sum(1 for other in numbers if low <= other < high)
        if between and one.end <= place:
            continue
        told = " ".join(token.text for token in tokens[one.start : one.end])
        if not fits(tokens, place, one.tag, told) or not _in_its_context(one.tag, told, tokens, span):
            continue
        score = gap + 3 * between + (0.5 if one.start > place else 0)
        score -= 0.1 * (one.end - one.start) + _STRONGER.get(one.tag, 0)
        if best is None or score < best[0]:
            best = (score, one)
    if best is None:
        return Amount("", place, None)
    return Amount(best[1].tag, place, best[1])


def _is_base_of_share(tokens: Sequence[Token], place: int) -> bool:
    """ "15% of 180k", "12% of my 150k pay": what a share is of, where it is as large as pay."""
    before = [token.text for token in tokens[max(0, place - 2) : place]]
    joint = place - 1 - (before[-1:] in (["my"], ["the"], ["a"]))
    share = tokens[joint - 1] if joint >= 1 else None
    whole = tokens[place].unit in {"", "$"} and _LEAST_PAY <= tokens[place].value <= _MOST_PAY
    return whole and share is not None and share.unit == "%" and tokens[joint].text == "of"


def _in_its_context(slot: str, words: str, tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Whether an anchor that says little by itself stands among words that make it plain."""
    inside = {token.text for token in tokens[span[0] : span[1]]}
    if slot == "plan_cap" and "after" not in words and not words.startswith("plan "):
        around = {token.text for token in tokens} if words.startswith("cap") else inside
        return bool(around & {"aftertax", "mega"}) or {"after", "tax"} <= around
    if slot == "deferral" and words.endswith(("401k", "401k at", "401k of")):
        return not inside & word_list("balances")
    return True


def fits(tokens: Sequence[Token], place: int, slot: str, words: str) -> bool:
    """Whether the number at `place` may be of `slot` by its unit and size; `words` are those of the anchor."""
    token = tokens[place]
    if token.odd or token.value < 0:
        return slot == "ignore"
    dollars = token.unit in {"", "$"}
    match slot:
        case "age":
            after = tokens[place + 1].text if place + 1 < len(tokens) else ""
            return _fits_age(token) and (words not in WEAK_AGE or after not in word_list("after_no_age"))
        case "pay":
            return dollars and _fits_pay(token, words)
        case "deferral" | "plan_cap":
            if token.unit == "%":
                return 0 < token.value <= 100
            return dollars and (token.scaled or token.value >= 500)
        case "after_tax_made" | "match_dollars" | "profit_sharing" | "true_up":
            return dollars and (token.scaled or token.value >= 100 or token.unit == "$")
        case "nonelective_rate":
            return token.unit == "%" and token.value <= 25
        case _:
            return True


def _fits_age(token: Token) -> bool:
    whole = token.value == token.value.to_integral_value()
    return token.unit in {"", "ordinal"} and not token.scaled and whole and 16 <= token.value <= 95


def _fits_pay(token: Token, words: str) -> bool:
    value = token.value
    if token.unit == "" and not token.scaled and "," not in token.text and 1990 <= value <= 2060:
        return False  # a calendar year
    if token.scaled or value >= 1000:
        return value <= _MOST_PAY
    in_thousands = 60 <= value < 1000 and not token.spelled and words not in _NOT_IN_THOUSANDS
    return in_thousands or (token.idiom and value >= 100)
