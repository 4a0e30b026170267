"""Numbers of a message given to slots together: by words near, order, size and unit; one pay, one age."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.entities.amounts import is_year, range_at
from nlu.entities.phrases import Found
from nlu.entities.tokens import Token
from nlu.lexicon import fillers, phrase_table, word_list
from nlu.message.segments import Segment

_REACH = 5  # tokens between a number and the words that say what it is
_LEAST_PAY, _MOST_PAY = Decimal(30_000), Decimal(20_000_000)
_LEAST_BARE_PAY, _MOST_BARE_PAY = 50_000, 5_000_000  # an amount without words below it may be a deferral as well
_LEAST_NAMED = 10  # dollars; "3 dollars for every 4" is no money of the year
_FEW = 5  # tokens of a segment that says nothing else
_BEAM = 24  # ways to give out the numbers that are kept while the next number is given out
# What it costs to leave a number without a slot, to take it by its size alone, to have a second pay or age, and to
# read two numbers by the same words; the nearness of words costs about a point a token.
_NO_SLOT, _BY_SIZE, _TWICE, _SHARED = 20.0, 12.0, 5.0, 2.5
_ONLY_ONE = frozenset({"pay", "age"})
# Beside these words "175" is not taken for 175 thousand.
_NOT_IN_THOUSANDS = frozenset({"a year", "per year", "paid", "/ yr", "/ year", "pays", "yearly", "annually"})
_A_YEAR = frozenset({"a year", "per year", "/ yr", "/ year", "yearly", "per annum", "annually", "annual"})
# What is put in by these words is a deferral only where nothing says that it is after-tax money.
_WEAK_DEFERRAL = frozenset(
    {"put", "puts", "putting", "put in", "putting in", "contribute", "contributing", "contributed", "i contribute"}
)
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
TIMES_A_YEAR = {"quarter": 4, "month": 12, "week": 52, "two_weeks": 26, "half_month": 24}
PERIODS = frozenset({"quarter", "month", "week", "two_weeks", "half_month", "hour", "paycheck"})
_GIVERS = (
    *("company", "employer", "they", "firm", "work", "job", "boss", "corp", "city", "county", "hospital", "school"),
    *("university", "district", "union", "clinic", "agency"),
)
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
_SIGNS = frozenset({":", "=", "-", "~", "$"})
_SORTS_OF_DEFERRAL = frozenset({"roth", "trad", "traditional", "in roth", "in trad", "of roth", "regular", "401k"})
_NOW = frozenset({"now", "currently", "today", "this"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number given to a slot: its place and the anchor's. `doubt`: read in another way it goes elsewhere."""

    slot: str
    place: int
    anchor: Found | None
    doubt: str = ""


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
    several = {one.sentence for one in segments if _of_several(tokens, one)}
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
                options = list(_by_words(tokens, place, phrases, numbers, span))
                if not options and (alone or len(segments) > 1):
                    options = list(
                        _by_size(tokens, segments, index, place, period, several, times_a_paycheck, this_year)
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


def phrases_in(tokens: Sequence[Token], start: int, end: int) -> list[Found]:
    """The words between two places that say what a number is, or how often it comes."""
    return phrase_table("anchors").find(tokens, start, end)


def period_in(tokens: Sequence[Token], start: int, end: int) -> str:
    """How often what stands between `start` and `end` recurs ("month", "paycheck", …); "" where nothing says it."""
    return next((one.tag for one in phrases_in(tokens, start, end) if one.tag in PERIODS), "")


def _by_words(
    tokens: Sequence[Token], place: int, phrases: Sequence[Found], numbers: Sequence[int], span: tuple[int, int]
) -> Iterable[tuple[float, Amount]]:
    """The slots that words near the number at `place` name, with what each costs."""
    if _is_base_of_share(tokens, place):
        yield 0.0, Amount("pay", place, None)
        return
    for one in phrases:
        if one.tag in PERIODS:
            continue
        gap = place - one.end if one.end <= place else one.start - place - 1
        low, high = (one.end, place) if one.end <= place else (place + 1, one.start)
        between = sum(1 for other in numbers if low <= other < high)
        if gap > _REACH or gap < 0 or (between and one.end <= place):
            continue
        told = words_of(tokens, one)
        if told in _GIVERS and not _labels(tokens, one.end, place):
            continue
        if not (fits(tokens, place, one.tag, told) or _is_zero_of(tokens, place, one)) or not _in_its_context(
            one.tag, told, tokens, span
        ):
            continue
        cost = gap + 3 * between + (0.5 if one.start > place else 0)
        if one.tag == "deferral" and told in _WEAK_DEFERRAL and len(numbers) == 1 and _is_after_tax(tokens, phrases):
            if fits(tokens, place, "after_tax_made", told):
                yield 8 + cost - _STRONGER["after_tax_made"], Amount("after_tax_made", place, one)
            continue
        yield 8 + cost - 0.1 * (one.end - one.start) - _STRONGER.get(one.tag, 0), Amount(one.tag, place, one)


def _labels(tokens: Sequence[Token], end: int, place: int) -> bool:
    """Whether only a sign stands between words that end at `end` and the number: "Employer: $18,000", "boss 4,000"."""
    return end <= place and all(tokens[at].text in _SIGNS for at in range(end, place))


def _is_zero_of(tokens: Sequence[Token], place: int, one: Found) -> bool:
    """Whether a plain zero stands right beside what is put in: "aftertax=0", "pretax: 0", "0 after-tax"."""
    token = tokens[place]
    if token.value or token.unit not in {"", "$"} or one.tag not in {"deferral", "after_tax_made", "profit_sharing"}:
        return False
    if words_of(tokens, one) in _SORTS_OF_DEFERRAL:
        return False  # nothing in one sort says nothing of the other
    return one.start == place + 1 or (one.end <= place and _links(tokens, one.end, place))


def _links(tokens: Sequence[Token], start: int, end: int) -> bool:
    return all(tokens[at].text in _SIGNS | {"is", "are", "at", "of", "was", "stands"} for at in range(start, end))


def _is_after_tax(tokens: Sequence[Token], phrases: Sequence[Found]) -> bool:
    """Whether the words say that money goes into the after-tax part alone: "put $800 a month to after tax"."""
    told = {one.tag for one in phrases if not (one.tag == "deferral" and words_of(tokens, one) in _WEAK_DEFERRAL)}
    return "after_tax_made" in told and not {"deferral", "plan_cap"} & told


def words_of(tokens: Sequence[Token], found: Found | None) -> str:
    """The words of a phrase; "" for none."""
    return " ".join(token.text for token in tokens[found.start : found.end]) if found else ""


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


def _by_size(
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


def _of_several(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether a segment speaks of what several people earn: "our incomes are 90k"."""
    return bool(word_list("several_earners") & {token.text for token in tokens[segment.start : segment.end]})


def as_age(number: Token) -> int | None:
    """The age that a bare number is by its size."""
    if number.unit or number.decimals or number.scaled:
        return None
    whole = number.value == number.value.to_integral_value()
    return int(number.value) if whole and 18 <= number.value <= 80 else None


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
    around = {token.text for token in tokens}
    if slot == "plan_cap" and "cap" in words and "plan" in inside and not inside & word_list("matching"):
        return True
    if slot == "plan_cap" and "after" not in words and not words.startswith("plan "):
        nearby = around if words.startswith("cap") else inside
        return bool(nearby & {"aftertax", "mega"}) or {"after", "tax"} <= nearby
    if words == "from them":  # "(12,250 from them)", not "a bonus of 2k from them"
        return span[1] - span[0] <= _FEW
    if slot == "pay" and words in {"make", "makes", "making"} and {"it", "that"} & inside and len(inside) <= _FEW:
        return False  # "make it 21,500" says nothing of pay
    if slot == "pay" and words == "net":
        return bool(around & word_list("own_business"))
    if slot == "pay" and words in {"i made", "made"}:
        return not inside & {"contribution", "contributions", "aftertax", "tax", "conversion", "payment", "match"}
    if (
        slot == "match_dollars"
        and inside & {"if", "whatever", "when"}
        and "%" in {t.unit for t in tokens[span[0] : span[1]]}
    ):
        return False
    if (
        slot == "pay"
        and words in _A_YEAR
        and inside & (word_list("putting_in") | {"company", "employer", "they", "contributes"})
    ):
        return bool(inside & word_list("speaks_of_pay"))
    if slot == "deferral" and words.endswith("regular") and inside & {"safe", "harbor", "nonelective", "match"}:
        return False
    if slot == "deferral" and words.endswith("roth"):
        return bool(around & {"pretax", "pre", "before", "trad", "traditional"}) and not inside & {
            "ira",
            "convert",
            "converted",
        }
    if slot == "deferral" and words.endswith(("401k", "401k at", "401k of")):
        return not inside & word_list("balances")
    return True


def counts_times(tokens: Sequence[Token], place: int) -> bool:
    """Whether the number at `place` is how often something comes: "24 a year"."""
    after = [one.text for one in tokens[place + 1 : place + 3]]
    return len(after) == 2 and after[0] in {"a", "per", "each"} and after[1] in {"year", "yr", "month"}


def fits(tokens: Sequence[Token], place: int, slot: str, words: str) -> bool:
    """Whether the number at `place` may be of `slot` by its unit and size; `words` are those of the anchor."""
    token = tokens[place]
    if token.odd or token.value < 0:
        return slot == "ignore"
    dollars = token.unit in {"", "$"}
    european = token.decimals == 3 and token.value < 1000
    match slot:
        case "age":
            after = tokens[place + 1].text if place + 1 < len(tokens) else ""
            no_age = words in WEAK_AGE and after in word_list("after_no_age")
            return _fits_age(token) and not no_age and not counts_times(tokens, place)
        case "pay":
            return dollars and (_fits_pay(token, words) or european)
        case "deferral" | "plan_cap":
            if token.unit == "%":
                return 0 < token.value <= 100
            least = 100 if "deferral" in words else 500
            if slot == "plan_cap" and _is_calendar_year(token):
                return False
            return dollars and (token.scaled or token.value >= least or european)
        case "match_dollars" if token.unit == "%":
            giver = words.startswith(_GIVERS) and "match" not in words
            return giver and token.value <= 25
        case "after_tax_made" if token.unit == "%":
            return 0 < token.value <= 100
        case "after_tax_made" | "match_dollars" | "profit_sharing" | "true_up":
            named = token.unit == "$" and (token.value >= _LEAST_NAMED or token.value == 0)
            return dollars and (token.scaled or token.value >= 100 or named or european)
        case "nonelective_rate":
            return token.unit == "%" and token.value <= 25
        case _:
            return True


def _fits_age(token: Token) -> bool:
    whole = token.value == token.value.to_integral_value()
    return token.unit in {"", "ordinal"} and not token.scaled and whole and 16 <= token.value <= 95


def _is_calendar_year(token: Token) -> bool:
    return token.unit == "" and not token.scaled and "," not in token.text and 1990 <= token.value <= 2060


def _fits_pay(token: Token, words: str) -> bool:
    value = token.value
    if _is_calendar_year(token):
        return False
    if token.scaled or value >= 1000:
        return value <= _MOST_PAY
    in_thousands = 60 <= value < 1000 and not token.spelled and words not in _NOT_IN_THOUSANDS
    spoken = bool(word_list("speaks_of_pay") & set(words.split()))
    return (in_thousands and spoken) or (token.idiom and value >= 100)
