"""Makes of sentences that hide whose a figure is, or what it is of, said over in the words that are read."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from nlu.entities.guarded import guarded

_FLAGS: Final = re.IGNORECASE
_AMOUNT: Final = r"(?<![\w.,$])\$?\d[\d,]{0,11}(?:\.\d{1,2})?k?"
_ENDS: Final = ".;!?"
# "3,500 went in by hand? no wait, that was the Roth": told and taken back, by what it really was.
_WITHDRAWN: Final = guarded(
    r"\b(?:no,? wait|wait,? no|scratch that|never ?mind|nvm|strike that)\b[,.]?\s{0,3}"
    r"(?:that|it|those|these)(?:'s| was| is| were| are)(?: actually| really)? (?:for |in |to |from |of )?"
    r"(?:the |my |a )?(?:roth|pre-?tax|regular|match|employer|last year|his|hers|other)\b[^.;!?]*",
    _FLAGS,
)
_SOME_AMOUNT: Final = re.compile(_AMOUNT)
# "A 5% profit sharing, $10,500": the share comes to these dollars.
_SHARE_AND_DOLLARS: Final = guarded(
    r"\b\d{1,2}(?:\.\d+)? ?(?:%|percent) (?P<what>profit[- ]?shar\w+(?: contribution)?),? \(?"
    r"(?P<dollars>\$ ?\d[\d,]*(?:\.\d+)?|\d{1,3},\d{3})\)?",
    _FLAGS,
)
# "My wife is 40. Makes 90k": the next sentence has the same subject.
_SAME_SUBJECT: Final = guarded(
    r"(?P<first>\b(?:wife|husband|spouse|partner|hubby|she|he)\b[^.;!?]{0,160})[.;!]\s{1,3}"
    r"(?=(?:makes|earns|puts|defers|contributes|gets|has|works|maxes|is \d|saves)\b)",
    _FLAGS,
)
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
# An age that is only looked forward to, and so nobody's age now.
_AGE_TO_COME: Final = guarded(
    r"\b(?:by the time|until|till|til|once|before|as soon as|by when|when) (?:i am|i'?m|i turn|i reach|i hit|i get to"
    r"|i'?ll be|i will be) (?:age )?\d{2}(?:\.5|½| and a half)?(?![\w,.%]*\d)\b"
    r"|(?<![\d$,.])\b\d{2} by then\b"
    r"|\b(?:\d{1,2}|a few|two|three|four|five) (?:years?|yrs?) (?:away from|short of|shy of|from|until|till|to|before)"
    r" (?:age )?[3-7]\d\b(?![,.%]?\d)",
    _FLAGS,
)
# What somebody wants to have one day is no pay: "retire at 55 with 2M".
_GOAL: Final = guarded(
    r"\b(?:retire|retiring|retirement|goal|target|dream)\b[^.;!?]{0,30}?\$?\d+(?:\.\d+)? ?(?:m|mm|mil|million)\b"
    r"(?: (?:at|by) (?:age )?\d\d\b(?![,.]?\d|k|%))?",
    _FLAGS,
)
# What a provider or an adviser takes is no figure of the plan.
_A_PRICE: Final = (
    r"\$?\d[\d,]*(?:\.\d\d)?(?: (?:to set up|up front|a year|a yr|per year|a month|monthly|yearly|annually))"
)
_PRICE: Final = guarded(
    r"\b((?:costs?|charges?|charging|fees? (?:is|are|of)|priced at|quoted(?: me)?)"
    r"(?: about| around| like| only|(?= ?~))?)"
    rf" ?~?{_A_PRICE}(?:(?:,| and| plus)+ (?:another |then )?{_A_PRICE})?",
    _FLAGS,
)
_OF: Final = {"after_tax_made": "the after tax", "deferral": "my deferral", "pay": "my pay"}


def reworded(text: str, known: Mapping[str, Any]) -> str:
    """`text` with the sentences said over; a sum that is told by one that is `known` is of that slot."""
    text = _without_withdrawn(text)
    text = _SHARE_AND_DOLLARS.sub(r"\g<what> \g<dollars>", text)
    text = _SAME_SUBJECT.sub(r"\g<first>, ", text)
    text = _PLANNED.sub(lambda found: _left_of_plan(found, known), text)
    text = _MORE_THAN_SAID.sub(lambda found: _added(found, known), text)
    text = _GOAL.sub("some day", _AGE_TO_COME.sub(" later", text))
    return _PRICE.sub(r"\1 something", text)


def _without_withdrawn(text: str) -> str:
    """`text` without the sentence with an amount that the next words take back, and without these words."""
    found = _WITHDRAWN.search(text)
    if found is None:
        return text
    before = text[: found.start()].rstrip()
    told = before.rstrip(f"{_ENDS}, …")
    start = max(told.rfind(end) for end in _ENDS) + 1
    if _SOME_AMOUNT.search(told, start) is None:
        return text
    return f"{text[:start]} {text[found.end() :]}"


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


def _dollars(text: str) -> Decimal:
    bare = text.lower().replace(",", "").replace("$", "")
    return Decimal(bare.removesuffix("k")) * (1000 if bare.endswith("k") else 1)
