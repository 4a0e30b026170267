"""What is told in relation to what is known ("10k more", "2k less match", "half my deferral", "another 12 in").

A change has an amount or a factor, a way (more or less) and what it is of; where it names nothing, it is of the pay.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from core.deferrals import person_limit
from core.limits import limits_for, published_years
from core.match import NO_FORMULA, MatchFormula
from core.match_arithmetic import employer_money
from nlu.entities.deferral import limits_year
from nlu.entities.reading import Context, Json

_OLDEST: Final = 85  # an age; a bare amount up to it is no pay in thousands


def amount_named(name: str) -> str:
    """The pattern of an amount and its unit, as the groups "amount" and "unit" with `name` behind."""
    return rf"\$?(?P<amount{name}>\d[\d,]*(?:\.\d+)?) ?(?P<unit{name}>k|thousand|grand|%|percent|pct)?"


AMOUNT: Final = amount_named("")
_MORE: Final = r"(?:more|extra|higher|up(?! to)|raise|increase|bump|additional|on top)"
_LESS: Final = r"(?:less|lower|fewer|down(?! to)|cut|decrease|pay ?cut|smaller)"
TARGETS: Final[Mapping[str, str]] = {
    "match": r"(?:(?:the|my|their|employer|company) ){0,3}(?:match(?:ing)?(?: money)?|employer money"
    r"|from (?:them|the company|my employer))",
    "profit_sharing": r"(?:(?:the|my|their) ){0,3}profit[- ]?shar\w+",
    "after_tax_made": r"(?:(?:the|my|into|in|to) ){0,3}(?:after[- ]?tax|atc?)(?: money| contributions?)?(?: so far)?",
    "deferral": r"(?:(?:the|my|own|regular|normal|elective) ){0,3}(?:deferrals?|deferred|pre-?tax|regular 401k"
    r"|of mine|mine|my own|from me|my side|own (?:money|contributions?))",
    "pay": r"(?:(?:the|my|in|of) ){0,3}(?:pay|salary|income|wages?|comp(?:ensation)?)",
}
_RAISES: Final = r"(?:raise|increase|bump|up|lift|boost)[sd]?"
_LOWERS: Final = r"(?:cut|reduce|lower|drop|trim|decrease|shrink)(?:s|d|ped|ted|med)?"
FACTORS: Final[Mapping[str, Decimal]] = {
    "half": Decimal("0.5"), "halve": Decimal("0.5"), "halved": Decimal("0.5"), "in half": Decimal("0.5"),
    "double": Decimal(2), "doubled": Decimal(2), "twice": Decimal(2), "triple": Decimal(3), "tripled": Decimal(3),
    "a third of": Decimal(1) / 3, "a quarter of": Decimal("0.25"), "three times": Decimal(3),
}  # fmt: skip
_FACTOR: Final = "|".join(sorted(map(re.escape, FACTORS), key=len, reverse=True))
_TO: Final = r"(?: (?:of|in|from|to|on|for|as))?"
_BE: Final = r"(?:(?: (?:is|was|were|be|would be|went|goes|go|gets|got|had been)){0,3})"


@dataclass(frozen=True, slots=True)
class _Made:
    """How a change of one slot is put: with a `sign` of 1 or -1 for amounts, 0 for a factor."""

    pattern: re.Pattern[str]
    sign: int


def _makes(target: str) -> tuple[_Made, ...]:
    makes = [_Made(re.compile(rf"\b(?P<factor>{_FACTOR})(?: of)?(?: as much)? {target}(?! up to)\b"), 0)]
    makes.append(_Made(re.compile(rf"\b{target}{_BE} (?:cut )?(?P<factor>{_FACTOR})(?! (?:of|the|my))\b"), 0))
    for sign, way, verbs in ((1, _MORE, _RAISES), (-1, _LESS, _LOWERS)):
        makes += [
            _Made(
                re.compile(rf"(?<![\w.,]){AMOUNT} {way}{_TO}(?: the| my)? {target}\b"),
                sign,
            ),
            _Made(re.compile(rf"\b{target}{_BE} {way}(?: by)? {AMOUNT}(?![\w%])"), sign),
            _Made(re.compile(rf"\b{target}{_BE} (?:by )?{AMOUNT} {way}\b"), sign),
            _Made(re.compile(rf"\b{verbs} {target} by {AMOUNT}(?![\w%])"), sign),
        ]
    return tuple(makes)


_CHANGES: Final[Mapping[str, tuple[_Made, ...]]] = {slot: _makes(target) for slot, target in TARGETS.items()}
_ANOTHER: Final = re.compile(
    rf"\b(?:put|puts|add|added|adding|contribute|throw|drop|got)(?: in)? (?:another|an extra|an additional) {AMOUNT}"
    r"(?: more)?(?: (?:in|after[- ]?tax|into after[- ]?tax|to after[- ]?tax|by|before|until|in to it|into it)\b|$)"
    r"(?! (?:match|profit))"
)
# So much more of each of some paychecks ("2,000 more per check for the 3 left", "1k extra from each of the last two").
_CHECK: Final = r"(?:(?:pay ?)?che(?:ck|que)|pay ?day|pay ?period)s?"
_COUNT: Final = r"(?P<count>\d{1,2}|one|two|three|four|five|six)"
_LEFT: Final = r"(?:left|remaining|to go|to come|still coming|last|next|final|coming)"
_EACH_CHECK: Final = re.compile(
    rf"(?<![\w.,]){AMOUNT}(?: (?:more|extra|additional|after[- ]?tax|on top|in)){{0,3}} "
    rf"(?:(?:per|a|each|every|out of each|from each|from every) {_CHECK}"
    rf"(?:,? (?:for|over|on|in|x|times) (?:(?:the|my|all|these|those|other|{_LEFT}) ){{0,3}}{_COUNT}\b"
    rf"(?: {_CHECK})?(?: (?:that are |i have )?{_LEFT})?)"
    rf"|(?:on|from|in|into|with|for|out of) each of (?:(?:the|my|these|those|{_LEFT}) ){{0,3}}"
    rf"{_COUNT.replace('count', 'counted')}(?: {_LEFT})? {_CHECK}(?: {_LEFT})?)"
)
_COUNTS: Final[Mapping[str, int]] = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# What the employer gives beside the match: "the company threw in another 2,000", "a bonus match adds 1,800".
_EMPLOYER_ADDS: Final = re.compile(
    r"\b(?:and |if |a |an |the |my )*(?:(?:company|employer|firm|boss|they)(?: \w+)? "
    r"(?:adds?|added|throws? in|threw in|kicks? in|kicked in|puts? in|gives?|gave|chips? in|chipped in)(?: me)? "
    rf"(?:another|an extra|an additional) {AMOUNT}|(?:bonus|extra|additional|special) match"
    rf"(?: (?:adds?|added|of|is|was|brings?|"
    rf"gives?))+ {amount_named('_of_match')})"
    r"(?! ?(?:%|percent|of match))(?: (?:more|on top|extra|in))*"
)
_NOT_PUT_IN: Final = re.compile(
    r"\b(?:had ?n.?t|had not|never) (?:yet |already |ever )?(?:put|contributed|added|made|paid)(?: (?:in|any))?"
    r"(?: (?:the|that|those|my|any))?(?: \$?\d[\d,.]*k?)?(?: (?:in|after[- ]?tax))*"
)
_NOT_DEFERRED: Final = re.compile(
    r"\b(?:had ?n.?t|had not|never) (?:yet |already |ever )?deferred"
    r"(?: (?:anything|at all|any \w+|the \$?\d[\d,.]*k?))?"
)
_ALSO_BY: Final[Mapping[str, re.Pattern[str]]] = {
    slot: re.compile(rf"\b{target} by {AMOUNT}(?![\w%])") for slot, target in TARGETS.items()
}
_VERBS: Final = ((1, re.compile(rf"\b{_RAISES}\b")), (-1, re.compile(rf"\b{_LOWERS}\b")))
_PROFIT_SHARE: Final = re.compile(
    r"(?<![\w.])(?P<rate>\d+(?:\.\d+)?) ?(?:%|percent|pct)(?: of pay)?(?: in| of| as)? profit[- ]?shar\w*"
    r"|\bprofit[- ]?shar\w*(?: (?:of|at|is|was|were|=))* (?P<rate1>\d+(?:\.\d+)?) ?(?:%|percent|pct)"
)
_PROFIT_DOLLARS: Final = re.compile(
    rf"(?<![\w.,]){AMOUNT}(?! ?(?:%|percent|pct))(?: (?:of|in|as|a|from))* profit[- ]?shar\w*"
    r"|\bprofit[- ]?shar\w*(?: (?:contribution|payment|deposit))?(?: (?:of|at|is|was|were|=|comes? (?:in )?at))* "
    rf"{amount_named('1')}(?! ?(?:%|percent|pct))"
)
# Where the contributions are to end: "stopping once it comes to 12,000".
_STOPPED_AT: Final = re.compile(
    r"\b(?:stop|quit|end)(?:s|ped|ping)?(?: (?:it|contributing|putting (?:any )?(?:more )?in))? "
    r"(?:when|once|as soon as|after|at|if)(?: (?:the|my|i|ive|i have|it))*(?: after[- ]?tax)?"
    r"(?: (?:money|total|side|part|is|has|hits?|reach(?:es|ed)?|gets? to|got to|at|put|in|comes? to))* "
    rf"{AMOUNT}(?: (?:in|of|in total|total|after[- ]?tax))*"
)
# A share of a bonus that would go in: "an 18k bonus, half of it into after-tax".
_SHARE_OF_BONUS: Final = re.compile(
    r"(?:(?<![\w.])(?P<rate>\d{1,3}(?:\.\d+)?) ?(?:%|percent|pct)|\b(?P<part>half|all)) of (?:that|it|this"
    r"|the bonus|my bonus)\b"
    r"(?: \w+){0,4}? (?:after[- ]?tax)\b"
)
_BONUS_OF: Final = re.compile(
    rf"\bbonus\b(?: (?:of|is|was|comes? to|about|around))* {AMOUNT}"
    rf"|(?<![\w.,]){amount_named('1')} bonus\b"
)
# "i would defer 2k less": more or less of what one defers oneself.
_I_DO_MORE: Final = re.compile(
    rf"\bi (?:do|did|defer|deferred|would do|would defer) {AMOUNT} (?P<way>more|less)"
    r"(?: than (?:now|today|before|that|this|i do(?: now)?))?(?! (?:in )?(?:after|of|for|per|a|each|every)\b)"
)
# "suppose payroll lets me get only 8k more in": more of after-tax money.
_MORE_IN: Final = re.compile(
    rf"(?<![\w.,]){AMOUNT} more (?:in\b(?! (?:pay|salary|income|match))|goes in|went in|into it)"
)
_SHARES: Final = frozenset({"%", "percent", "pct"})
_OF_THAT: Final = re.compile(
    rf"^\W*(?:(?:and|or|what if|what about|how about|say|with|just|only|ok|so)\W+)*(?P<factor>{_FACTOR})"
    r"(?: of)?(?: (?:that|it|this))?(?: (?:much|instead|then|only))*\W*$"
)


def changed_by(rest: str, context: Context, found: dict[str, Json]) -> str:
    """Notes in `found` what `rest` tells in relation to what is known; returns what is left of it to be read."""
    known = context.known
    if (share := _PROFIT_SHARE.search(rest)) is not None and (pay := number_in(known.get("pay"))) is not None:
        found["profit_sharing"] = plain(pay * Decimal(share["rate"] or share["rate1"]) / 100)
        rest = without(rest, share)
    if "profit_sharing" not in found and (given := _PROFIT_DOLLARS.search(rest)) is not None:
        amount, unit = given["amount"] or given["amount1"], given["unit"] or given["unit1"]
        found["profit_sharing"] = plain(worth(amount, unit, Decimal(0)))
        rest = without(rest, given)
    rest = _of_after_tax(rest, context, found)
    if (given := _EMPLOYER_ADDS.search(rest)) is not None:
        base = number_in(known.get("profit_sharing")) or Decimal(0)
        amount, unit = given["amount"] or given["amount_of_match"], given["unit"] or given["unit_of_match"]
        found["profit_sharing"] = plain(base + worth(amount, unit, base))
        rest = without(rest, given)
    if (another := _ANOTHER.search(rest)) is not None and another["unit"] not in {"%", "percent", "pct"}:
        base = number_in(known.get("after_tax_made")) or Decimal(0)
        found["after_tax_made"] = plain(base + worth(another["amount"], another["unit"], base))
        rest = without(rest, another)
    rest = _of_each_check(rest, context, found)
    if "after_tax_made" not in found and (more := _MORE_IN.search(rest)) is not None and more["unit"] not in _SHARES:
        base = number_in(context.known.get("after_tax_made")) or Decimal(0)
        found["after_tax_made"] = plain(base + worth(more["amount"], more["unit"], base))
        rest = without(rest, more)
    if (undone := _NOT_PUT_IN.search(rest)) is not None:
        found["after_tax_made"] = 0
        rest = without(rest, undone)
    if (undone := _NOT_DEFERRED.search(rest)) is not None:
        found["deferral"] = 0
        rest = without(rest, undone)
    if (more := _I_DO_MORE.search(rest)) is not None and (own := _base("deferral", context)) is not None:
        sign = 1 if more["way"] == "more" else -1
        found["deferral"] = plain(max(Decimal(0), own + sign * worth(more["amount"], more["unit"], own)))
        rest = without(rest, more)
    signs = [sign for sign, verb in _VERBS if verb.search(rest)]
    for slot, makes in _CHANGES.items():
        # "raise my pay by 20k and the match by 2k"
        also = (_Made(_ALSO_BY[slot], signs[0]),) if len(signs) == 1 else ()
        for make in (*makes, *also):
            change = make.pattern.search(rest) if slot not in found else None
            value = _value(slot, change, make.sign, context) if change is not None else None
            if change is not None and value is not None:
                found[slot] = value
                rest = without(rest, change)
    return rest


def _of_after_tax(rest: str, context: Context, found: dict[str, Json]) -> str:
    """Notes in `found` where after-tax money is to stop, and a share of a bonus that is to go in."""
    if (end := _STOPPED_AT.search(rest)) is not None and "tax" in rest and end["unit"] not in {"%", "percent", "pct"}:
        found["after_tax_made"] = plain(worth(end["amount"], end["unit"], Decimal(0)))
        return without(rest, end)
    share, bonus = _SHARE_OF_BONUS.search(rest), _BONUS_OF.search(rest)
    if share is not None and bonus is not None:
        base = number_in(context.known.get("after_tax_made")) or Decimal(0)
        whole = worth(bonus["amount"] or bonus["amount1"], bonus["unit"] or bonus["unit1"], base)
        rate = (
            Decimal(share["rate"]) / 100 if share["rate"] else Decimal(1) if share["part"] == "all" else Decimal("0.5")
        )
        found["after_tax_made"] = plain(base + whole * rate)
        return (
            without(rest[: share.start()] + " , " + rest[share.end() :], bonus) if bonus.end() <= share.start() else ""
        )
    return rest


def _of_each_check(rest: str, context: Context, found: dict[str, Json]) -> str:
    """Notes in `found` what more from each of some paychecks comes to: after-tax money, or deferrals where named."""
    each = _EACH_CHECK.search(rest)
    if each is None or each["unit"] in {"%", "percent", "pct"}:
        return rest
    slot = "deferral" if re.search(r"\b(?:defer\w*|pre-?tax)\b", rest) else "after_tax_made"
    base = _base(slot, context)
    if base is None or slot in found:
        return rest
    said = each["count"] or each["counted"]
    found[slot] = plain(base + (_COUNTS.get(said) or int(said)) * worth(each["amount"], each["unit"], base))
    return without(rest, each)


def factor_of_that(text: str) -> Decimal | None:
    """The factor by which `text` wants what was spoken of last ("half of that?", "twice that"); None for else."""
    found = _OF_THAT.match(text.lower())
    return None if found is None else FACTORS[found["factor"]]


def worth(amount: str, unit: str | None, base: Decimal) -> Decimal:
    """The dollars of an amount: a percentage of `base`, or dollars; thousands where they are less than one."""
    value = Decimal(amount.replace(",", ""))
    if unit in {"%", "percent", "pct"}:
        return base * value / 100
    return value * 1000 if unit or value < 1000 else value


def thousands(amount: str, scale: str) -> Decimal:
    """Dollars of a pay or a bonus: below a thousand they are thousands."""
    value = Decimal(amount.replace(",", "").rstrip("."))
    scaled = bool(scale) or (value < 1000 and value > _OLDEST)
    return value * 1000 if scaled else value


def plain(value: Decimal) -> Any:
    """`value` as JSON: a whole number where it is one, else rounded to the cent."""
    return int(value) if value == value.to_integral_value() else float(round(value, 2))


def without(rest: str, found: re.Match[str]) -> str:
    """`rest` without what was found in it."""
    return f"{rest[: found.start()]} , {rest[found.end() :]}".strip(" ,")


def _value(slot: str, change: re.Match[str], sign: int, context: Context) -> Json:
    if slot == "match":
        return _match_changed(change, sign, context)
    base = _base(slot, context)
    if base is None:
        return None
    if sign == 0:
        return plain(base * FACTORS[change["factor"]])
    return plain(max(Decimal(0), base + sign * worth(change["amount"], change["unit"], base)))


def _base(slot: str, context: Context) -> Decimal | None:
    value = context.known.get(slot)
    if slot in {"after_tax_made", "profit_sharing"} and value is None:
        return Decimal(0)
    if slot == "deferral" and value == "max":
        age = context.known.get("age")
        return person_limit(age if isinstance(age, int) else 0, limits_for(limits_year(context)))
    return number_in(value)


def _match_changed(change: re.Match[str], sign: int, context: Context) -> Json:
    """The match with so much more or less; None where its dollars are not known, or a factor is wanted."""
    known = context.known.get("match")
    if sign and change["unit"] in {"%", "percent", "pct"}:
        return _rate_changed(known, sign * Decimal(change["amount"]) / 100)
    dollars = _match_dollars(known, context) if known is not None or sign != 1 else Decimal(0)
    if sign == 0 or dollars is None:
        return None
    amount = plain(max(Decimal(0), dollars + sign * worth(change["amount"], change["unit"], dollars)))
    return {**NO_FORMULA, "nonelective_dollars": amount}


def _rate_changed(known: Any, change: Decimal) -> Json:
    """The match with so much of the pay more or less, whatever is put in; None where there is not so much of that."""
    formula = dict(known) if isinstance(known, dict) else dict(NO_FORMULA)
    rate = Decimal(str(formula.get("nonelective_rate") or 0)) + change
    return {**formula, "nonelective_rate": float(rate)} if rate >= 0 else None


def _match_dollars(known: Any, context: Context) -> Decimal | None:
    pay, deferral = number_in(context.known.get("pay")), _base("deferral", context)
    if not isinstance(known, dict):
        return None
    if not known.get("tiers") and not known.get("nonelective_rate"):
        return Decimal(str(known.get("nonelective_dollars") or 0))
    if pay is None or deferral is None or context.year not in published_years():
        return None
    return employer_money(MatchFormula.model_validate(known), pay, deferral, limits_for(context.year)).total


def number_in(value: Any) -> Decimal | None:
    """A JSON number as a Decimal; None for anything else."""
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None
