"""What a sentence leaves to be worked out: two kinds of one deferral, so many so far, a multiple of what is known."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any, Final

from nlu.entities.guarded import guarded
from nlu.message.relative import FACTORS, TARGETS, plain

_FLAGS: Final = re.IGNORECASE
_AMOUNT: Final = r"(?<![\w.,$])\$?\d[\d,]{0,11}(?:\.\d{1,2})?k?"
_MORE_THAN_SAID: Final = guarded(
    rf"\b(?:(?:it|that)(?:'?s| is| was) |its )?not (?P<old>{_AMOUNT})[,;]?(?: but)?(?: (?:it|that)(?:'?s| is|"
    rf" was)| its)? "
    rf"(?P<more>{_AMOUNT}) (?P<way>more|less) than (?:that|it|i said|what i said|i told you|before|i had)\b",
    _FLAGS,
)
# "20.5 was the plan but it will only come to 19,800": what is left of a plan is what counts.
_PLANNED: Final = guarded(
    rf"\b(?:(?:i |we )?(?:planned|wanted|aimed|hoped|was going)(?: (?:on|for|to (?:do|put in|defer|reach)))? "
    rf"(?P<wish>{_AMOUNT})|(?P<plan>{_AMOUNT}) (?:was|is|had been) (?:(?:the|my|our) (?:original )?"
    r"(?:plan|goal|target|idea|intention|aim)|planned|intended))"
    rf"[, ]+(?:but|though|only|except)\b(?P<between>[^.;!?\d$%]{{0,45}}?)(?P<so>{_AMOUNT})(?![\w%]| ?(?:percent|pct))"
    r"(?: (?:by|until|till) (?:the )?(?:dec\w*(?: \d{1,2}(?:st)?)?|year'?s? end|end of (?:the )?year))?",
    _FLAGS,
)
# "Roth was 10k and pre-tax 14k": one deferral.
_KIND: Final = r"(?: (?:part|portion|share|side|half))?(?: (?:was|is|were|=|of)|:)?"
_BOTH_KINDS: Final = guarded(
    rf"(?:the |my )?roth{_KIND} (?P<roth>{_AMOUNT})(?:,| and|;)+ (?:the |my )?(?:pre[- ]?tax|traditional){_KIND} "
    rf"(?P<pre>{_AMOUNT})(?![\w%])|(?P<first>{_AMOUNT}) (?:in |as |of )?roth(?:,|;| and| \+){{1,3}} "
    rf"(?P<second>{_AMOUNT}) "
    r"(?:in |as |of )?(?:pre[- ]?tax|traditional)\b",
    _FLAGS,
)
_NO_DEFERRAL: Final = re.compile(
    r"\b(?:convert\w*|conversions?|roll\w*|mov(?:ed?|ing)|transferr?\w*|withdr\w+|refund\w*|returned|iras?|balances?|"
    r"holds?|accounts?|shows?|have)\b",
    _FLAGS,
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
_SOME_MONTH: Final = re.compile(_MONTH, _FLAGS)
# "1,900 a month except Jan and Feb, which were 1,000".
_EXCEPT_MONTHS: Final = guarded(
    rf"(?P<usual>{_AMOUNT}) (?:a|per|each|every) month,? (?:except|but|apart from|other than)(?: for| in)?"
    rf" (?P<months>{_MONTH}(?:(?:,|/)?(?: and| &)? ?{_MONTH}){{0,4}}),? (?:(?:which|when|where|it|they|i|was|were|did"
    rf"|put|only|at|in) ){{0,6}}"
    rf"(?P<less>{_AMOUNT})(?![\w%])",
    _FLAGS,
)
_EACH_SO_FAR: Final = guarded(
    rf"(?P<each>{_AMOUNT}) (?:a|per|each|every) (?P<unit>quarter|month|week|check|paycheck)(?:,? (?:so far|now"
    rf"|times|x|for|in))+"
    r" (?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven) (?P=unit)s\b(?: so far)?",
    _FLAGS,
)
_COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
# "The 24.5 included 1,500 of after-tax": a part of the deferral that is none.
_PART_AFTER_TAX: Final = guarded(
    rf"(?:the |my |that )?(?P<whole>{_AMOUNT}) (?:included?s?|contains?|contained|has|had)(?: in it)?"
    rf" (?P<part>{_AMOUNT}) (?:(?:of|in|that|which|my|the|plan|is|was|really|calls?|called|actually|counts? as) "
    rf"){{0,5}}"
    r"after[- ]?tax",
    _FLAGS,
)
# "180 was last year's, this year 7% more".
_MORE_THIS_YEAR: Final = guarded(
    rf"(?P<old>{_AMOUNT}) (?:was|is) (?:from )?last year'?s?[^.;!?\d$%]{{0,12}}[.,;]+ ?(?:and |but )?this "
    rf"year(?:'?s| is|"
    r" it'?s| its)? (?P<rate>\d{1,2}(?:\.\d+)?) ?(?:%|percent) (?P<way>more|higher|up|less|lower|down)\b",
    _FLAGS,
)
_OF: Final = {"after_tax_made": "the after tax", "deferral": "my deferral", "pay": "my pay"}
_BY_FACTOR: Final = rf"(?P<factor>{'|'.join(map(re.escape, FACTORS))})"
_TIMES_THAT: Final = tuple(
    (slot, guarded(rf"\b{target}(?:,? (?:is|was|it'?s|there|that one|should be|actually|really|make it|be)){{0,5}} "
                   rf"{_BY_FACTOR} (?:of )?(?:that|it|what i said|as much)\b"
                   rf"|\b{target},? (?:there |that one )?(?:is|it'?s|should be|was) "
                   r"(?:actually |really |in fact ){0,3}"
                   rf"{_BY_FACTOR.replace('factor', 'alone')}(?=\W*$|[.,;!])", _FLAGS))
    for slot, target in TARGETS.items() if slot in _OF
)  # fmt: skip
# "A third of that was Roth", said of after-tax money: it is none.
_PART_ROTH: Final = guarded(
    r"\b(?P<part>half|a half|a third|a quarter|two thirds|three quarters) (?:of )?(?:that|it|this|those) (?:was|is"
    r"|were) "
    r"(?:actually |really |all |in )*(?:roth|pre-?tax)\b",
    _FLAGS,
)
_PARTS: Final[Mapping[str, Decimal]] = {
    "half": Decimal("0.5"), "a half": Decimal("0.5"), "a third": Decimal(1) / 3, "a quarter": Decimal("0.25"),
    "two thirds": Decimal(2) / 3, "three quarters": Decimal("0.75"),
}  # fmt: skip
_MISSTATED: Final = tuple(
    (slot, guarded(rf"\b(?P<way>over|under)[- ]?(?:stated|reported|estimated|counted) {target} by (?:about )?"
                   rf"(?P<more>{_AMOUNT})(?![\w%])", _FLAGS))
    for slot, target in TARGETS.items() if slot in _OF
)  # fmt: skip
_THAN_TOLD: Final = tuple(
    (slot, guarded(rf"\b{target}(?:,? (?:is|was|it'?s|comes out|actually|really)){{0,4}} (?:about )?"
                   rf"(?P<more>{_AMOUNT}) "
                   r"(?P<way>less|lower|more|higher) than (?:i (?:said|told (?:you|u)|gave(?: you)?|typed)"
                   r"|what i (?:said|told (?:you|u)|gave(?: you)?)|that)\b", _FLAGS))
    for slot, target in TARGETS.items() if slot in _OF
)  # fmt: skip

_OF_ANOTHER: Final = re.compile(r"\b(?:hers?|his|she|he|wife|husband|spouse|partner)(?:'?s)?\b", _FLAGS)


def worked_out(text: str, known: Mapping[str, Any]) -> str:
    """`text` with each of its sums as what it comes to, of the slot that it is of where it is a `known` one."""
    text = _PLANNED.sub(lambda found: _left_of_plan(found, known), text)
    text = _EXCEPT_MONTHS.sub(_of_months, text)
    text = _EACH_SO_FAR.sub(_so_far, text)
    if _OF_ANOTHER.search(text) is not None:
        return text  # what is known is the writer's
    text = _BOTH_KINDS.sub(_deferral_of_both, text)
    text = _PART_ROTH.sub(lambda found: _without_roth(found, known), text)
    text = _PART_AFTER_TAX.sub(lambda found: _apart(found, known), text)
    text = _MORE_THIS_YEAR.sub(lambda found: _grown(found, known), text)
    for slot, times in _TIMES_THAT:
        text = times.sub(partial(_times, slot=slot, known=known), text)
    for slot, changed in (*_THAN_TOLD, *_MISSTATED):
        text = changed.sub(partial(_changed, slot=slot, known=known), text)
    return _MORE_THAN_SAID.sub(lambda found: _added(found, known), text)


def _left_of_plan(found: re.Match[str], known: Mapping[str, Any]) -> str:
    """What a plan comes to after all, of the slot that holds what was planned; by the words between for none."""
    planned = _dollars(found["wish"] or found["plan"])
    alike = {planned, planned * 1000}
    slots = [slot for slot in _OF if isinstance(known.get(slot), int | float) and Decimal(str(known[slot])) in alike]
    return f"{_OF[slots[0]]} is {found['so']}" if len(slots) == 1 else f"{found['between'].strip()} {found['so']}"


def _added(found: re.Match[str], known: Mapping[str, Any]) -> str:
    old = _dollars(found["old"])
    slots = [slot for slot in _OF if isinstance(known.get(slot), int | float) and Decimal(str(known[slot])) == old]
    if len(slots) != 1:
        return found[0]
    verb, way = ("add", "to") if found["way"].lower() == "more" else ("take", "off")
    return f"{verb} {found['more']} {way} {_OF[slots[0]]}"


def _deferral_of_both(found: re.Match[str]) -> str:
    """What was deferred both ways; as it stands where it was moved, or is what accounts hold."""
    if _NO_DEFERRAL.search(found.string) is not None:
        return found[0]
    one, two = found["roth"] or found["first"], found["pre"] or found["second"]
    return f"my deferral is {_thousands(one) + _thousands(two):,f}"


def _of_months(found: re.Match[str]) -> str:
    """What a year comes to, of which some months had another amount."""
    few = len(_SOME_MONTH.findall(found["months"]))
    return f"{(12 - few) * _dollars(found['usual']) + few * _dollars(found['less']):,f} a year"


def _so_far(found: re.Match[str]) -> str:
    """What so many equal amounts come to by now; as it stands where it is not said to be so far."""
    if "so far" not in found[0].lower():
        return found[0]
    said = found["count"].lower()
    count = int(said) if said.isdigit() else _COUNTS.index(said) + 2
    return f"{count * _dollars(found['each']):,f} so far"


def _apart(found: re.Match[str], known: Mapping[str, Any]) -> str:
    """A known deferral without the after-tax money that was counted in it, which is told beside it."""
    whole, part = _dollars(found["whole"]), _dollars(found["part"])
    deferral = known.get("deferral")
    same = isinstance(deferral, int | float) and Decimal(str(deferral)) in {whole, whole * 1000}
    if not same or not 0 < part < Decimal(str(deferral)):
        return found[0]
    return f"my deferral is {Decimal(str(deferral)) - part:,f} and the after tax is {part:,f}"


def _without_roth(found: re.Match[str], known: Mapping[str, Any]) -> str:
    """The known after-tax money without a part that was none, where no deferral in dollars can be meant."""
    made = known.get("after_tax_made")
    if not isinstance(made, int | float) or made <= 0 or isinstance(known.get("deferral"), int | float):
        return found[0]  # it may be said of the deferral
    if any(character.isdigit() for character in found.string[: found.start()]):
        return found[0]  # or of the amount that the message tells before it
    rest = Decimal(str(made)) * (1 - _PARTS[found["part"].lower()])
    return f"correction, the after tax is {plain(rest):,}"


def _grown(found: re.Match[str], known: Mapping[str, Any]) -> str:
    old, pay = _dollars(found["old"]), known.get("pay")
    if not isinstance(pay, int | float) or Decimal(str(pay)) not in {old, old * 1000}:
        return found[0]
    change = Decimal(found["rate"]) / 100 * (1 if found["way"].lower() in {"more", "higher", "up"} else -1)
    return f"my pay is {plain(Decimal(str(pay)) * (1 + change)):,}"


def _changed(found: re.Match[str], slot: str, known: Mapping[str, Any]) -> str:
    """A known amount with so much more or less, told as what is corrected."""
    value = known.get(slot)
    if not isinstance(value, int | float):
        return found[0]
    change = _dollars(found["more"]) * (1 if found["way"].lower() in {"more", "higher", "under"} else -1)
    total = Decimal(str(value)) + change
    return f"correction, {_OF[slot]} is {plain(total):,}" if total > 0 else found[0]


def _times(found: re.Match[str], slot: str, known: Mapping[str, Any]) -> str:
    value = known.get(slot)
    if not isinstance(value, int | float):
        return found[0]
    return f"{_OF[slot]} is {plain(Decimal(str(value)) * FACTORS[(found['factor'] or found['alone']).lower()]):,}"


def _thousands(text: str) -> Decimal:
    """The dollars of a part of a deferral, in thousands where it is less than a hundred."""
    value = _dollars(text)
    return value * 1000 if value < 100 else value


def _dollars(text: str) -> Decimal:
    bare = text.lower().replace(",", "").replace("$", "")
    return Decimal(bare.removesuffix("k")) * (1000 if bare.endswith("k") else 1)
