"""Corrections in a message: "sorry, it's 270 not 240", "the match is 5, I misread", "make it 2025"."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from core.limits import limits_for, published_years
from core.match import MatchFormula
from nlu.control import slot_names
from nlu.entities.amounts import corrected
from nlu.entities.deferral import limits_year
from nlu.entities.guarded import guarded
from nlu.entities.reading import Context
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token, numbers_of
from nlu.lexicon import phrase_table
from nlu.match.formula import read_match_tokens
from nlu.message.fact import Plan, Whose
from nlu.message.notes import Notes
from nlu.message.replacements import replacements

_CUE = guarded(
    r"""\b(?:sorry|i\ meant?|meant\ to\ (?:say|type|write)|correction|w?oops|whoops|my\ (?:bad|mistake)|make\ (?:it
        |that)
    |should(?:\ have)?\ (?:be|been|say|read)|typo|mistyped|misread|misspoke|misremembered|miscounted|got\ (?:it
        |that)\ wrong
    |was\ wrong|scratch\ that|no\ wait|wait(?=\W+(?:it|that|this|my|the|i|no)\b)|actually|instead(?:\ of)?
    |(?<!\bid\ )(?<!'d\ )(?<!would\ )rather
    |change\ (?:it|that|(?:my|the)\ [\w\ ]{2,20})\ to|(?:not|(?:is|was|are)n'?t)\ \$?[\d.,]+\ ?k?%?,?\ (?:but|it'?s)
    |(?:it'?s|is|was|i'?m)\ [^.!?]{0,25}\bnot\b\ \$?\d|wrong\ (?:one|number|age|salary|year|state)
    |wrong\ (?:match|pay|amount|provider|plan)|update|edit|to\ correct
        |let\ me\ correct
    |i\ (?:said|told\ you|wrote|typed|entered)\ [^.!?]{1,30}\bbut
    |(?:the|my)\ (?:earlier|previous|first|other)\ (?:figure|number|amount|answer)
    |(?:rate|percentage|bound|rest)\ stays\ (?:the\ same|as\ it\ (?:is|was))|did(?:n'?t|\ not)\ mean
    |should'?ve\ (?:been|said|told)|got\ (?:me|it|that)\ (?:all\ )?wrong
    |(?:the|that)\ [\w\ ]{2,15}\ i\ (?:gave|told)\ (?:you\ )?(?:was|were|is)
    |please\ change\ (?:the\ |my\ )?[a-z]+|i\ was\ off|apologies|let\ me\ fix|fix\ that|that'?s\ wrong|err
        |i\ told\ you\ wrong
    |is\ wrong|(?:yes|yep|yeah|right|correct|ok|okay|fine|good|sure|almost)\W+(?:but|except|only|just)
    |hold\ on|switch\ (?:it|that|to))\b
    |^\W*(?:no|nope|nah)\W+(?:no\W+)?(?:it'?s|its|i'?m|my|the|that'?s|make|\$?\d[\d,.]*k?)\b
    |^\W*(?:drop|remove|scrap|delete)\s+the\b""",
    re.IGNORECASE | re.VERBOSE,
)


_THE_AMOUNT = re.compile(r"\bthe (?:\w+ )?amount\b", re.IGNORECASE)
_SHOULD_BE = (("should", "have", "been"), ("should", "be"), ("should", "say"), ("should", "read"))
_YEARS, _AGES = range(2015, 2061), range(14, 111)
_LEAST_GIVEN = 100
_LEAST_FIGURE, _LEAST_PAY = 1_000, 15_000  # dollars that a figure told anew may be at least
_FAR = 4  # a figure told anew is no more times the old one, or the old one in thousands
_MOST_SHARE = 200  # percent
_TOLD = frozenset({"said", "told", "wrote", "typed", "entered", "gave"})
_OF_WORDS = frozenset({"employer", "provider", "state", "filing_status"})  # no number can be one of these


def is_correction(text: str) -> bool:
    """Whether the words say that something told before is to be corrected."""
    return _CUE.search(text) is not None


def names_the_amount(text: str) -> bool:
    """Whether `text` calls what it corrects the amount, by no other name ("the amount should be 2,500")."""
    return _THE_AMOUNT.search(text) is not None


def old_and_new(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The numbers taken back, and those that stand: of "270 not 240" they are 240 and 270."""
    kept: Sequence[Token] = corrected(tokens)
    if len(numbers_of(kept)) == 2 == len(numbers_of(tokens)):
        kept = _without_told(kept)
    standing = numbers_of(kept)
    denied_again = {(one.value, one.unit) for one in _said_not(tokens) if one not in standing}
    # "6% deferral. It's 16, not 6": the figure that is denied was told before.
    again = [one for one in standing if (one.value, one.unit) in denied_again or (one.value, "") in denied_again]
    standing = [one for one in standing if one not in again] if len(again) < len(standing) else standing
    known = set(standing)
    return [token for token in numbers_of(tokens) if token not in known], standing


def _said_not(tokens: Sequence[Token]) -> list[Token]:
    """The numbers right behind "not"."""
    return [one for before, one in pairwise(tokens) if one.kind == "number" and before.text in {"not", "isnt", "wasnt"}]


def new_for_old(text: str) -> tuple[Decimal, Decimal] | None:
    """The amount that `text` puts in the place of another, and that one ("103 not 130"); None for none or several."""
    if (said := replacements(text)) and len(said) == 1:
        return said[0].new, said[0].old
    tokens = tokens_of(text)
    found = [
        (tokens[place - 1 - gap], tokens[place + 1])
        for place in range(1, len(tokens) - 1)
        if tokens[place].text == "not" and tokens[place + 1].kind == "number"
        for gap in (0, 1)
        if place - 1 - gap >= 0
        and tokens[place - 1 - gap].kind == "number"
        and (not gap or tokens[place - 1].text == ",")
    ]
    return (found[0][0].value, found[0][1].value) if len(found) == 1 else None


def as_told_in_the_end(text: str, tokens: Sequence[Token]) -> str:
    """`text` with each number that is taken back replaced, where it stands, by the one told instead.

    The words of the old number say what the new one is of: "18k deferral (typo, 19k)" becomes "19k deferral (typo, )".
    """
    for one in reversed(old_and_new(tokens)[0]):
        new = _told_instead(tokens, one)
        if new is not None and _alike(one, new) and not _begins_anew(tokens, one, new):
            said = text[new.start : new.end]
            text = text[: one.start] + said + text[one.end : new.start] + text[new.end :]
    return text


def _begins_anew(tokens: Sequence[Token], old: Token, new: Token) -> bool:
    """Whether the words that take `old` back end its sentence, so that `new` is another figure: "39 actually. 22k"."""
    between = tokens[tokens.index(old) + 1 : tokens.index(new)]
    end = next((at for at in reversed(range(len(between))) if between[at].text in {".", "!", "?"}), -1)
    return bool(phrase_table("takes_back").find([one for one in between[: end + 1] if one.kind == "word"]))


def denied(tokens: Sequence[Token]) -> list[Token]:
    """The numbers that are said not to hold: of "270 not 240" it is 240."""
    return [one for one in old_and_new(tokens)[0] if _told_instead(tokens, one) is None]


def _told_instead(tokens: Sequence[Token], old: Token) -> Token | None:
    """The next number, where words that take back what stands before them part it from `old`."""
    place = tokens.index(old)
    new = next((at for at in range(place + 1, len(tokens)) if tokens[at].kind == "number"), None)
    between = [one for one in tokens[place + 1 : new] if one.kind == "word"]
    return tokens[new] if new is not None and phrase_table("takes_back").find(between) else None


def _alike(one: Token, other: Token) -> bool:
    """Whether two numbers may be of the same figure by unit and size; "I'm 40, sorry, 210k" takes nothing back."""
    if {one.unit, other.unit} - {""} and one.unit != other.unit and "" not in {one.unit, other.unit}:
        return False
    sizes = sorted((abs(one.value), abs(other.value)))
    return sizes[1] <= _FAR * sizes[0] or sizes[1] <= _FAR * sizes[0] * 1000 <= _FAR**2 * sizes[1]


def _without_told(tokens: Sequence[Token]) -> Sequence[Token]:
    """`tokens` without what was said to be told before: "I told you 24,500 but it's only 16,300"."""
    place = next(at for at, token in enumerate(tokens) if token.kind == "number")
    before = [token.text for token in tokens[max(0, place - 3) : place]]
    after = [token.text for token in tokens[place + 1 : place + 3]]
    told = (before[:1] in (["i"], ["ive"]) and bool(_TOLD & set(before))) or (before[-1:] and before[-1] in _TOLD)
    return [*tokens[:place], *tokens[place + 1 :]] if told and "but" in after else tokens


def as_it_stands(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` of a correction with "should be" as "is": what it should be is no guess."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        words = tuple(one.text for one in tokens[place : place + 3])
        length = next((len(one) for one in _SHOULD_BE if words[: len(one)] == one), 0)
        kept.append(replace(tokens[place], text="is", end=tokens[place + length - 1].end) if length else tokens[place])
        place += length or 1
    return tuple(kept)


def _mended_slot(
    tokens: Sequence[Token], old: Sequence[Token], context: Context, meant: Callable[[Token], str | None]
) -> str | None:
    """Which slot a correction is about, where its number has no words of its own: by name, by
    what was known and is taken back (`old`), by what the number is `meant` for, by size.
    """
    named = slot_names([token.text for token in tokens if token.kind == "word"])
    standing = numbers_of(tokens)
    if named is not None and not (standing and named in _OF_WORDS) and all(_may_be(named, one) for one in standing):
        return named
    if len(standing) != 1 or len(old) > 1:
        return None
    if len(slots := _holding(old, context)) == 1:
        return slots[0]
    if _is_of_match(standing[0], old, context):
        return "match"
    given = standing[0].unit in {"", "$"} and standing[0].value >= _LEAST_GIVEN
    if named == "employer" and given and {"employer", "employers", "company"} & {token.text for token in tokens}:
        return "match_dollars"  # "the employer number was wrong, it's 8,120"
    if named is None and not old and len(_fitting(standing[0], context)) > 1:
        return None  # "make it 21,500" may be pay, deferral or after-tax money
    slot = meant(standing[0])
    return slot if slot is not None and _may_be(slot, standing[0]) else _by_size(standing[0], old, context)


def _holding(old: Sequence[Token], context: Context) -> list[str]:
    """The slots whose known figure is the one number that is taken back."""
    return [slot for slot, value in context.known.items() if len(old) == 1 and _same(value, old[0].value)]


def _fitting(number: Token, context: Context) -> list[str]:
    """The known figures that a bare amount may take the place of by its size."""
    if number.unit not in {"", "$"} or not (number.scaled or number.value >= _LEAST_FIGURE):
        return []
    law = limits_for(limits_year(context))
    most = {
        "deferral": law.elective_deferral + (law.higher_catch_up or law.catch_up),
        **dict.fromkeys(("after_tax_made", "match_dollars", "profit_sharing"), law.annual_additions),
    }
    found = [slot for slot, limit in most.items() if slot in context.known and number.value <= limit]
    return ["pay", *found] if number.value >= _LEAST_PAY and "pay" in context.known else found


def figure_to_change(text: str, context: Context) -> tuple[Decimal, list[str]] | None:
    """The bare amount that `text` puts in the place of a known one, and the slots whose figure it may be.

    None where the words name one, or only one slot can be meant.
    """
    tokens = tokens_of(text)
    standing = numbers_of(tokens)
    if not is_correction(text) or len(standing) != 1 or slot_names([one.text for one in tokens if one.kind == "word"]):
        return None
    slots = _fitting(standing[0], context)
    return (standing[0].value, slots) if len(slots) > 1 else None


def _is_of_match(standing: Token, old: Sequence[Token], context: Context) -> bool:
    """Whether a number corrects the known match: it is in cents, or a share in place of one that the formula has."""
    known = context.known.get("match")
    if not isinstance(known, Mapping):
        return False
    if standing.unit == "cents":
        return True
    formula = MatchFormula.model_validate(known)
    shares = {share for tier in formula.tiers for share in (tier.rate, getattr(tier, "up_to_pct_of_pay", None))}
    given = standing.unit in {"", "%"} and not standing.scaled and standing.value <= _MOST_SHARE
    return given and bool(old) and all(one.unit != "$" and one.value / 100 in shares for one in old)


def _may_be(slot: str, number: Token) -> bool:
    """Whether a number can be a year or an age at all, where the slot is one."""
    if slot == "tax_year":
        return not number.scaled and number.unit == "" and number.value in _YEARS
    if slot == "age":
        return not number.scaled and number.unit in {"", "ordinal"} and number.value in _AGES
    return slot != "pay" or number.unit in {"", "$"}


def _same(known: Any, said: Decimal) -> bool:
    if isinstance(known, bool) or not isinstance(known, int | float | Decimal):
        return False
    value = Decimal(str(known))
    return value != 0 and value in {said, said * 1000, said / 100}


def _by_size(token: Token, old: Sequence[Token], context: Context) -> str | None:
    """A slot that only a number of this size can be of; None where there may be two."""
    if token.unit == "%" and old and all(one.unit in {"%", ""} for one in old):
        return "match" if "plan_cap" not in context.known or "match" in context.known else None
    value, whole = token.value, token.value == token.value.to_integral_value()
    known: Mapping[str, Any] = context.known
    if token.unit not in {"", "$"} or value < 0:
        return None
    if token.unit == "" and not token.scaled and whole:
        if int(value) in published_years() and "," not in token.text:
            return "tax_year"
        if 18 <= value <= 85 and not token.decimals and all(18 <= one.value <= 85 for one in old):
            return "age" if "pay" not in known or "age" in known else None
        if 100 <= value < 1000:
            return "pay"
    if value >= 50_000 and value <= 5_000_000:
        return "pay"
    return None


def _said_anew(tokens: Sequence[Token]) -> Sequence[Token]:
    """What comes after "change the match to", or all of it where nothing of the kind leads it."""
    led_by = {"change", "make", "match", "set"}
    for place, token in enumerate(tokens[:6]):
        if token.text in {"to", "is", "be"} and led_by & {one.text for one in tokens[:place]}:
            return tokens[place + 1 :]
    return tokens


def _all_apart(notes: Notes) -> bool:
    """Whether every number is told of another person, plan or year, so that none of one's own is taken back."""
    with_numbers = [one for one in notes.segments if numbers_of(notes.tokens[one.start : one.end])]
    return bool(with_numbers) and not any(one.stated for one in with_numbers)


def _said_before(notes: Notes) -> bool:
    """Whether what is told as said before may be of one's own plan and year: "it was 1,400, not the 1,500"."""
    return all(one.scope == replace(one.scope, whose=Whose.ME, plan=Plan.THIS, year=None) for one in notes.segments)


def corrected_slot(notes: Notes, old: Sequence[Token], meant: Callable[[Token], str | None]) -> str | None:
    """Which slot a correction is about. A number without words of its own goes to the slot that it must be of.

    `meant`: the slot that the second reader sees in a number, if it is sure of one.
    """
    if notes.slots:
        return next((slot for slot in notes.slots if slot != "tax_year"), "tax_year")
    tokens = notes.tokens
    slot = _mended_slot(tokens, old, notes.context, meant)
    repeated = slot in _holding(old, notes.context) and _said_before(notes)
    if _all_apart(notes) and not (slot or "").startswith("other_") and not repeated:
        return None
    if slot is None:
        named = slot_names([token.text for token in tokens if token.kind == "word"])
        return named or next(iter(notes.unclear), None)
    numbers = numbers_of(tokens)
    if slot == "match":
        reading = read_match_tokens(_said_anew(tokens), notes.context)
        if reading.plain:
            notes.unclear.pop("match", None)
            notes.put("match", reading.value)
        elif reading.readings:
            notes.unclear["match"] = reading
        return slot
    if len(numbers) != 1:
        return slot
    one = numbers[0]
    notes.taken.add(notes.tokens.index(one))
    if slot == "pay" and one.unit in {"", "$"}:
        value = one.value * 1000 if not one.scaled and one.value < 1000 else one.value
        if value >= 15_000:
            notes.put("pay", value)
    elif slot in {"plan_cap_rate", "plan_cap_dollars", "plan_cap"} and (one.unit == "%" or one.value >= _LEAST_GIVEN):
        share = one.unit == "%"
        notes.put("plan_cap_rate" if share else "plan_cap_dollars", one.fraction if share else one.value)
    elif slot in {"age", "tax_year"} and one.unit == "" and one.value == one.value.to_integral_value():
        notes.put(slot, int(one.value))
    elif (slot == "deferral" and one.unit in {"", "$"} and (one.scaled or one.value >= 500)) or (
        (slot in {"profit_sharing", "true_up", "after_tax_made", "match_dollars"} or slot.startswith("other_"))
        and one.unit in {"", "$"}
    ):
        notes.put(slot, one.value)
    return slot
