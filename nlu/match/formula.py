"""Reads a match formula: "100% of the first 3% and 50% of the next 2%", "50 cents on the dollar to 6%"."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from core.limits import limits_for, published_years
from core.match import MatchFormula, PayTier
from core.paychecks.calendar import PAYDAYS_A_YEAR
from nlu.entities.reading import NOT_UNDERSTOOD, Context, Reading, Reason, asks
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table, word_list
from nlu.match.chart import MARGIN, Parse, parses
from nlu.match.draft import Draft, draft_of
from nlu.match.items import BARE, DOLLARS, PERCENT, QUANTITIES, RATE, Item, items_in, spelled
from nlu.match.masks import Masked, is_calendar_year, masked
from nlu.match.points import points_of
from nlu.match.quantity import quantities_of
from nlu.match.rewrites import MAY, in_grammar, is_formal, limits_as_such, plain_items, without_idle_or
from nlu.match.safe_harbor import note_safe_harbor
from nlu.match.second_reader.agreement import agreed, second_reading
from nlu.match.threshold import Threshold, threshold_of, with_condition, with_threshold
from nlu.match.turns.plain import in_plain_words
from nlu.match.verdict import choices, judged, verdict

_MOST_TOKENS = 200
_UNKNOWN_WORDS = 3  # with more strange words than this, what was said is no formula
_NO = frozenset(["no", "nope", "nah", "n", ".", "!", "they", "dont"])
_SAFE = frozenset({"basic", "enhanced", "qaca", "safe_harbor", "safe_match"})
_YEARS_FROM = 2015  # a bare number from here on may be a tax year
_SLASHED_RATE, _SLASHED_BOUND = Decimal("0.25"), Decimal("0.12")
_MOST_OWN_LIMIT = Decimal(250_000)  # of pay; more is rather what the law let count in an earlier year
_OF_ONE_BAND = 3
_USUAL_PAYDAYS = (26, 24, 12)
_MOST_OF_A_CHECK = 1000  # dollars; more is the most of a year, however often it is paid
_NOT_EACH = frozenset({"no", "without", "not"})
_BYGONE = frozenset({"was", "were"})
_OF_PEOPLE = frozenset({"join", "enroll", "participate", "enter", "become"})  # what people may do, not the employer
_SPEAKS_OF_MATCH = frozenset(
    {"match", "limit", "upto", "first", "next", "of", "at", "max", "nonelective", "deferral", "over", "if"}
)


def read_match(text: str, context: Context) -> Reading:
    """Reads `text` as a `MatchFormula`. What is no formula is not read as one; what may be two is asked about."""
    return read_match_tokens(tokens_of(text), context)


def read_match_tokens(
    tokens: Sequence[Token], context: Context, *, strict: bool = False, only_plain: bool = False
) -> Reading:
    """Like `read_match`, of tokens. `strict`: any strange word is a doubt, as where nobody has asked for a match.

    `only_plain`: what would have to be confirmed is not worked out, and counts as not understood.
    """
    if len(tokens) > _MOST_TOKENS:
        return NOT_UNDERSTOOD
    if tokens and all(token.text in _NO for token in tokens):
        return Reading(MatchFormula(), True, Reason.GUESS, choices(MatchFormula()))
    clear = masked(tokens, answer=not strict)
    plain = in_plain_words(clear.tokens)
    threshold = threshold_of(plain)
    words = spelled(plain)
    items = items_in(words)
    first = _by_grammar(replace(clear, tokens=plain), items, threshold, context, strict=strict, only_plain=only_plain)
    if strict or clear.most_pay is not None or _uses_all(first, plain):
        return _of_counted_pay(first, clear.most_pay)
    asks_least = threshold is not None and bool(threshold.share)
    rest = plain
    if threshold is not None and not asks_least:
        rest = threshold.rest
        words = spelled(rest)
        items = items_in(words)
    second = second_reading(words, items)
    if second is None or (asks_least and not (second.confirmed and len(second.formula.tiers) > 1)):
        return first  # the second reader knows nothing of a least deferral, but of tables that end with "or more"
    left = replace(clear, tokens=rest, bygone=clear.bygone and not second.elsewhere)
    return agreed(
        first, _read_items(in_grammar(list(second.items)), left, context, strict=strict), second, bygone=left.bygone
    )


def _of_counted_pay(reading: Reading, most: Decimal | None) -> Reading:
    """`reading` where only pay up to `most` dollars counts: of one band from zero that makes a maximum in dollars.

    What the law lets count anyhow changes nothing. Of more bands each would end at its own share of `most`.
    """
    if most is None or not isinstance(reading.value, MatchFormula):
        return reading
    formula: MatchFormula = reading.value
    if most >= min(limits_for(year).compensation for year in published_years()):
        return reading
    sole = formula.tiers[0] if len(formula.tiers) == 1 else None
    if not isinstance(sole, PayTier) or sole.from_pct_of_pay or formula.nonelective_rate or most > _MOST_OWN_LIMIT:
        return judged(formula, reading.reason or Reason.GUESS)
    dollars = sole.rate * sole.up_to_pct_of_pay * most
    limited = formula.model_copy(update={"max_dollars": min(dollars, formula.max_dollars or dollars)})
    return judged(limited, reading.reason)


def _uses_all(first: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a plain reading of one band has a place for each number, so that none can be no part of it."""
    if not first.plain or len(first.value.tiers) > 1:
        return False
    formula: MatchFormula = first.value
    others = (formula.nonelective_rate, formula.nonelective_dollars, formula.max_dollars)
    return sum(token.kind == "number" for token in tokens) <= 2 * len(formula.tiers) + sum(map(bool, others))


def _by_grammar(
    clear: Masked,
    items: list[Item],
    threshold: Threshold | None,
    context: Context,
    *,
    strict: bool,
    only_plain: bool = False,
) -> Reading:
    """What the grammar makes of tokens in its wordings and the items in them, with the least that has to be put in."""
    if threshold is not None:
        rest = _read_masked(replace(clear, tokens=threshold.rest), context, strict=strict)
        if told := with_threshold(rest, threshold):
            return told
        asked = _read_masked(replace(clear, tokens=threshold.asked), context, strict=strict)
        if told := with_condition(asked, threshold):
            return told
    return _read_items(in_grammar(items), clear, context, strict=strict, only_plain=only_plain)


def _read_masked(clear: Masked, context: Context, *, strict: bool) -> Reading:
    """Reads tokens without dates and totals, in the wordings of the grammar."""
    return _read_items(plain_items(clear.tokens), clear, context, strict=strict)


def _read_items(
    items: list[Item], clear: Masked, context: Context, *, strict: bool, only_plain: bool = False
) -> Reading:
    """Reads items in the grammar's wordings; `clear` is what they are of."""
    firm = _is_firm(items)
    items = limits_as_such(without_idle_or(items) if firm else items, context)
    if not _may_be_formula(items, clear, firm=firm or (not strict and _says_none(items))):
        return NOT_UNDERSTOOD
    kinds = {item.kind for item in items}
    reason = _doubt_of_words(items, clear, firm=firm, strict=strict)
    if reason in {Reason.NONE, Reason.EXTRA_WORDS} and (table := points_of(items, clear.tokens)):
        return Reading(table)
    if only_plain and (reason or kinds & {"not", "or"}):
        return NOT_UNDERSTOOD
    if kinds & {"not", "or"}:
        reason = Reason.TWO_READINGS
        if ("or" in kinds) == (sum(item.kind in QUANTITIES for item in items) > 2):
            if "or" in kinds:
                return asks(Reason.TWO_READINGS)
            if not firm and not _says_none(items):
                return NOT_UNDERSTOOD
    if "none" in kinds and not kinds & QUANTITIES:
        return _none(kinds, reason)
    if reason == Reason.EXTRA_WORDS and not kinds & (_SPEAKS_OF_MATCH | _SAFE):
        return NOT_UNDERSTOOD
    try:
        return _by_the_year(items, reason, clear, context)
    except ValueError:  # a share of pay above the whole or a rate beyond what any plan has
        return asks(Reason.OUT_OF_REASON)


def _may_be_formula(items: Sequence[Item], clear: Masked, *, firm: bool) -> bool:
    """Whether there is anything to read: amounts or a name, not mostly strange words, and no lone tax year."""
    kinds = {item.kind for item in items}
    if "poison" in kinds or not kinds & (QUANTITIES | _SAFE | {"none"}):
        return False
    unknown = sum(item.kind == "unknown" for item in items)
    if not firm and unknown >= _UNKNOWN_WORDS and unknown * 3 >= len(items):
        return False
    years = any(is_calendar_year(one) and one.value >= _YEARS_FROM for one in clear.tokens)
    return not (years and kinds & QUANTITIES == {DOLLARS})


def _says_none(items: Sequence[Item]) -> bool:
    """Whether it was said that there is no match, and nothing of amounts."""
    none = any(item.kind == "none" and item.word.startswith("no ") and "match" in item.word for item in items)
    return none and not any(item.kind in QUANTITIES for item in items)


def _none(kinds: set[str], reason: Reason) -> Reading:
    if kinds & _SAFE:
        return NOT_UNDERSTOOD
    return asks(Reason.RATE_MISSING) if "nonelective" in kinds else judged(MatchFormula(), reason)


def _by_the_year(items: Sequence[Item], reason: Reason, clear: Masked, context: Context) -> Reading:
    """The likeliest reading, with dollars of a paycheck turned into those of a year. How many there are is asked."""
    places = [place for place, item in enumerate(items) if item.kind == DOLLARS and _is_each_paycheck(items, place)]
    if not places:
        return _likeliest(items, reason)
    told = {found.tag for found in phrase_table("frequencies").find(clear.tokens)}
    often: Any = context.known.get("pay_frequency") or (told.pop() if len(told) == 1 else "")
    known = PAYDAYS_A_YEAR.get(often)
    readings = []
    for count in (known,) if known else _USUAL_PAYDAYS:
        yearly = [
            replace(item, value=item.value * count) if place in places else item for place, item in enumerate(items)
        ]
        readings.append(_likeliest(yearly, reason))
    if known:
        return readings[0]
    found = [reading.value for reading in readings if reading.value is not None]
    return asks(Reason.TWO_READINGS, *choices(*found)) if found else readings[0]


def _is_each_paycheck(items: Sequence[Item], place: int) -> bool:
    """Whether the dollars at `place` are those of a paycheck: "$150 per paycheck", "a maximum each payday of $100"."""
    before = [item.kind for item in items[max(0, place - 4) : place] if item.kind not in {"of", "match"}]
    if before[-1:] == ["paycheck"]:
        return True  # "a maximum each payday of $100", "each check they match $40"
    earlier = list(items[:place])
    ends = [at for at, item in enumerate(earlier) if item.kind == "sep" and item.word == "."]
    sentence = earlier[ends[-1] + 1 :] if ends else earlier
    if items[place].value < _MOST_OF_A_CHECK and any(
        item.kind == "paycheck" and item.word.split()[0] not in _NOT_EACH for item in sentence
    ):
        return True  # "each pay period they match dollar for dollar up to $150"
    after = items[place + 1 : place + 2]
    return bool(after) and after[0].kind == "paycheck" and after[0].word.split()[0] not in _NOT_EACH


def _likeliest(items: Sequence[Item], reason: Reason) -> Reading:
    """The reading of the likeliest parse; with another formula of like cost beside it, both are asked about."""
    kinds = {item.kind for item in items}
    trued_up = any(item.kind == "year" and "true" in item.word for item in items)
    per = "paycheck" if "paycheck" in kinds and not trued_up else "year"
    amounts = quantities_of(items)
    found = parses(amounts) if amounts else [Parse(0.0, ())]
    if not found:
        return asks(Reason.TWO_READINGS)
    best, reading = found[0], NOT_UNDERSTOOD
    rivals: list[MatchFormula] = []
    for index, parse in enumerate(found):
        if parse.cost - best.cost >= MARGIN:
            break
        try:
            draft = draft_of(
                parse, reason, "paycheck" if per == "paycheck" else "year", by_group=bool({"group", "some"} & kinds)
            )
        except ValueError:
            if index == 0:
                raise
            continue
        if index == 0:
            reading = _read(draft, kinds)
        elif (rival := _read(draft, kinds)).plain:
            rivals.append(rival.value)
    if reading.plain and any(one != reading.value for one in rivals):
        return judged(reading.value, Reason.TWO_READINGS, *rivals)
    return reading


def _read(draft: Draft, kinds: set[str]) -> Reading:
    note_safe_harbor(kinds, draft)
    return verdict(draft, kinds)


def _doubt_of_words(items: Sequence[Item], clear: Masked, *, firm: bool, strict: bool) -> Reason:
    """The doubt that words beside the amounts raise, or ""."""
    kinds = {item.kind for item in items}
    unknown = [item for item in items if item.kind == "unknown"]
    guesses = {item.word for item in items if item.kind == "guess"}
    formal = firm and (clear.papers or is_formal(items))
    if "alarm" in kinds or ("some" in kinds and not _of_me(items)):
        return Reason.GUESS  # for some people only, or with words that may turn it all round
    if guesses - _BYGONE or (guesses and not formal) or clear.bygone or _told_for_each(unknown, clear):
        return Reason.GUESS
    if strict and not firm and kinds & QUANTITIES == {DOLLARS}:
        return Reason.EXTRA_WORDS  # an amount alone is a match only where one was asked for
    if unknown and (strict or not formal):
        limiting = word_list("other_people") | word_list("bygone") | word_list("nobody")
        harmless = not {item.word for item in unknown} & limiting if firm else _harmless(unknown, items)
        if strict or not harmless:
            return Reason.EXTRA_WORDS
    if firm and _only_may(items):
        return Reason.GUESS
    return Reason.TWO_READINGS if any(_parts_two(items, place) for place in range(len(items))) else Reason.NONE


def _of_me(items: Sequence[Item]) -> bool:
    """Whether the group that was told of is the writer's, and no other: "… for those hired after 2015, which is me"."""
    kinds = [item.kind for item in items]
    return "me" in kinds and kinds.count("some") == 1 and sum(kind in QUANTITIES for kind in kinds) <= _OF_ONE_BAND


def _parts_two(items: Sequence[Item], place: int) -> bool:
    """Whether a slash at `place` leaves open what is what: "3/6" does, "100/3" can only be a rate and a bound."""
    if items[place].word != "/" or [item.kind for item in items[place + 1 : place + 2]] in (["first"], ["upto"]):
        return False
    beside = (*items[max(0, place - 1) : place], *items[place + 1 : place + 2])
    if len(beside) < 2 or beside[0].kind not in {PERCENT, BARE} or beside[1].kind not in {PERCENT, BARE}:
        return True
    return beside[0].value < _SLASHED_RATE or beside[1].value > _SLASHED_BOUND


def _told_for_each(items: Sequence[Item], clear: Masked) -> bool:
    """Whether "respectively" may speak of the shares: it does where no totals in dollars were told."""
    totals = any(one.unit == "$" for one in clear.tokens) or clear.totals
    return not totals and any(item.word in {"respectively", "ranging"} for item in items)


def _only_may(items: Sequence[Item]) -> bool:
    """Whether the first amount is one that the employer may give: "may make a discretionary match equal to 50% …"."""
    may = False
    for item, following in zip(items, (*items[1:], None), strict=True):
        if item.kind in QUANTITIES:
            return may
        if item.word in MAY:
            may = following is None or following.word not in _OF_PEOPLE
        elif item.kind == "sep":
            may = False
    return False


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


def _harmless(unknown: Sequence[Item], known: Sequence[Item]) -> bool:
    """Whether strange words leave a formula of several parts as it is: one of them, and none that limits it."""
    limiting = word_list("other_people") | word_list("bygone") | word_list("nobody") | word_list("some_only")
    amounts = sum(item.kind in QUANTITIES - {BARE} for item in known)
    return len(unknown) == 1 and amounts >= 2 and unknown[0].word not in limiting and unknown[0].word.isalpha()
