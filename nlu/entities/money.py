"""Reads an amount of dollars that is no pay: "$23.5k", "twenty-five hundred", "maybe 5k?"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlu.entities.amounts import GREATEST, corrected, find_range, is_year
from nlu.entities.calendar_dates import MONTHS
from nlu.entities.hedges import Hedges, hedges_of
from nlu.entities.part_put_in import part_put_in
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks, money_choice
from nlu.entities.text import clean, tokens_of
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import fillers, word_list

_NOTHING = frozenset({"none", "nothing", "nada", "zilch", "zip", "nil", "0", "zero"})
_PART_OF_MONTH = frozenset(
    {"the", "start", "beginning", "end", "middle", "of", "mid", "early", "late", "about", "last"}
)
_DAYS = 32
_NOT_BEGUN = re.compile(
    r"(?:no )?(?:(?:none|nothing) (?:whatsoever|at all)|not (?:a|one|a single) (?:cent|dime|penny|dollar|buck)"
    r"|(?:i )?(?:havent|have not|didnt|did not|never)(?: even| really)? (?:started|begun|begin|start"
    r"|put (?:in )?(?:any|anything)|contributed(?: any| anything)?|done any|made any)"
    r"(?: (?:any )?(?:of )?(?:the )?after tax(?: money| contributions)?)?(?: of it| in)?)(?: yet| so far| this year)*"
)
_FIGURES = frozenset({"figures", "figure"})


def read_money(text: str, context: Context) -> Reading:
    """Reads `text` as dollars (Decimal). Small round numbers and decimals that may mean thousands are asked about."""
    part = part_put_in(clean(text))
    if part is not None:
        return Reading(part.value, True, Reason.GUESS, (money_choice(part.value),))
    tokens = _without_since(corrected(tokens_of(text)))
    hedges = hedges_of(tokens)
    early = unreadable(tokens, hedges)
    if early is not None:
        return early
    amounts = [token for place, token in enumerate(tokens) if _may_be_amount(tokens, place)]
    if not amounts:
        return _nothing(tokens, hedges)
    if len(amounts) > 1:
        return asks(Reason.TWO_READINGS, *(money_choice(one.value) for one in amounts[:4]))
    token = _with_cents(amounts[0], tokens)
    reason = doubts(tokens, hedges, fillers("money"))
    if any(word.text in word_list("periods") for word in tokens):
        reason = Reason.PER_PERIOD
    readings: tuple[Choice, ...] = (money_choice(token.value),)
    if token.odd or (token.unit == "" and not token.scaled and not token.spelled and _may_be_thousands(token)):
        reason = reason or Reason.UNIT_UNCLEAR
        readings = (money_choice(token.value * 1000), money_choice(token.value))
    if token.value > 10_000_000:
        reason = Reason.OUT_OF_REASON
    if not reason and _may_be_year(token, context.today.year):
        reason = Reason.TWO_READINGS
    return Reading(token.value, bool(reason), reason, readings if reason else ())


def _without_since(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """`tokens` without from when on an amount came together: "4,250 since July 14", "700 so far, since mid May"."""
    for place, token in enumerate(tokens):
        behind = [one.text for one in tokens[place + 1 : place + 5]]
        month = next((at for at, word in enumerate(behind) if word in MONTHS), None)
        if token.text == "since" and month is not None and set(behind[:month]) <= _PART_OF_MONTH:
            end = place + month + 2
            day = end < len(tokens) and tokens[end].kind == "number" and 1 <= tokens[end].value < _DAYS
            return tokens[:place] + tokens[end + day :]
    return tokens


def _may_be_year(token: Token, this_year: int) -> bool:
    """Whether a bare number is a year of these days rather than so many dollars."""
    plain = token.unit == "" and not token.scaled and not token.decimals and "," not in token.text
    return plain and abs(int(token.value) - this_year) <= 1


def _with_cents(token: Token, tokens: Sequence[Token]) -> Token:
    """The amount with the cents said apart: "two dollars and 31 cents"."""
    cents = [one.value for one in tokens if one.unit == "cents"]
    return replace(token, value=token.value + cents[0] / 100) if len(cents) == 1 and cents[0] < 100 else token


def _may_be_amount(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    amount = token.kind == "number" and token.unit in {"", "$"}
    return amount and not is_year(tokens, place) and not _is_day_and_month(tokens, place)


def _is_day_and_month(tokens: Sequence[Token], place: int) -> bool:
    """ "13.11. 1,250 $": a day as much of the world writes it, where an amount stands behind it."""
    token, behind = tokens[place], tokens[place + 1 : place + 3]
    day = token.decimals == 2 and token.unit == "" and 1 <= token.value < _DAYS
    return day and len(behind) == 2 and (behind[0].text, behind[1].kind) == (".", "number")


def _may_be_thousands(token: Token) -> bool:
    if token.decimals in {1, 3} and token.value < 1000:
        return True
    return token.decimals == 0 and 0 < token.value < 100


def _nothing(tokens: Sequence[Token], hedges: Hedges) -> Reading:
    words = {token.text for token in tokens if token.kind == "word"}
    if _NOT_BEGUN.fullmatch(" ".join(token.text for token in tokens if token.kind == "word")):
        return Reading(Decimal(0))
    if words == {"not", "yet"}:
        return Reading(Decimal(0), True, Reason.GUESS, (money_choice(Decimal(0)),))
    if words & _NOTHING and not words - _NOTHING - fillers("money"):
        guess = hedges.guess or hedges.question
        return Reading(Decimal(0), guess, Reason.GUESS if guess else Reason.NONE)
    return NOT_UNDERSTOOD


def unreadable(tokens: Sequence[Token], hedges: Hedges) -> Reading | None:
    """What stops an amount from being read at all: another currency, a range, figures, a percentage, a minus."""
    numbers = numbers_of(tokens)
    if any(token.unit == "foreign" for token in numbers) or any(token.text in "€£¥₹" for token in tokens):
        return asks(Reason.FOREIGN_CURRENCY)
    if any(token.value > GREATEST for token in numbers):
        return NOT_UNDERSTOOD
    if any(token.text in _FIGURES for token in tokens):
        return asks(Reason.RANGE)
    found = find_range(tokens)
    if found and found[0].unit in {"", "$"} and found[1].unit in {"", "$"}:
        low, high = found
        return asks(Reason.RANGE, money_choice(low.value), money_choice(high.value))
    if any(_is_plural(tokens, place) for place in range(len(tokens))):
        return asks(Reason.RANGE)
    if any(token.value < 0 for token in numbers):
        return asks(Reason.NEGATIVE)
    if numbers and all(token.unit == "%" for token in numbers):
        return asks(Reason.PERCENT_NOT_DOLLARS)
    if hedges.negated and any(
        token.text == "not" and place + 1 < len(tokens) and tokens[place + 1].kind == "number"
        for place, token in enumerate(tokens)
    ):
        return NOT_UNDERSTOOD
    return None


def _is_plural(tokens: Sequence[Token], place: int) -> bool:
    """ "200s", "the low 200's"."""
    token = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        token.kind == "number"
        and after is not None
        and (after.text == "s" or (after.text == "'" and place + 2 < len(tokens) and tokens[place + 2].text == "s"))
    )


def doubts(tokens: Sequence[Token], hedges: Hedges, known: frozenset[str]) -> Reason:
    """Why the one value among `tokens` has to be asked about before it counts; `NONE` where it need not be."""
    if hedges.guess or hedges.question:
        return Reason.GUESS
    if hedges.range and any(one.tag == "range" and not _harmless(tokens, one.start, one.end) for one in hedges.found):
        return Reason.RANGE
    if hedges.negated:
        return Reason.NEGATED
    for place, token in enumerate(tokens):
        if token.text == "+" and place and tokens[place - 1].kind == "number":
            return Reason.RANGE
        if token.kind == "number" or place in hedges.used:
            continue
        if token.kind == "word" and token.text not in known:
            return Reason.EXTRA_WORDS
    return Reason.NONE


def _harmless(tokens: Sequence[Token], start: int, end: int) -> bool:
    """ "in my account", "in the plan": no range, when no number follows."""
    phrase = " ".join(token.text for token in tokens[start:end])
    return phrase in {"in my", "in the"} and not (end < len(tokens) and tokens[end].kind == "number")
