"""Makes of sentences that hide whose a figure is, or what it is of, said over in the words that are read."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from nlu.entities.guarded import guarded
from nlu.message.relative import FACTORS, TARGETS, plain
from nlu.message.replacements import with_slots_named

_FLAGS: Final = re.IGNORECASE
_AMOUNT: Final = r"(?<![\w.,$])\$?\d[\d,]{0,11}(?:\.\d{1,2})?k?"
_ENDS: Final = ".;!?"
# "3,500 went in by hand? no wait, that was the Roth": told and taken back, by what it really was.
_WITHDRAWN: Final = guarded(
    r"\b(?:no,? wait|wait,? no|scratch that|never ?mind|nvm|strike that)\b[,.]?\s{0,3}"
    r"(?:that|it)(?:'s| was| is| were)(?: actually| really)? (?:for |in |to )?(?:the |my |a )?"
    r"(?:roth|pre-?tax|regular|match|employer|last year|his|hers|other)\b[^.;!?]*",
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
# "9,500 a month, no sorry that's net. gross 13,250": the gross one is for the same period.
_NET_FIRST: Final = guarded(
    rf"{_AMOUNT}(?P<period> (?:a|per|each|every) (?:month|week|year|check|paycheck)|/(?:mo|wk|yr))?[,. ]+(?:(?:no|oh|oops"
    r"|wait|sorry|actually|well|hm+)[, ]+)*(?:that'?s|that is|is|was|its|it'?s) (?:the |my |only )?(?:net|take[- ]?home"
    rf"|after[- ]taxes)\b[,.;: ]+(?:(?:the|my|and|but|so) )*gross (?:pay )?(?:is |was |=)?(?P<gross>{_AMOUNT})(?![\w%])",
    _FLAGS,
)
# "No match until I've been here a year": the time bounds no formula.
_NO_MATCH_YET: Final = guarded(
    r"(?P<none>\b(?:no|zero) (?:employer |company )?match(?:ing)?) (?:yet )?(?:til|till|until|for|before|in)"
    r"(?: (?:the|my|a|after|first|i'?ve been (?:here|there)))* \d{1,2}(?:st|nd)? ?(?:yrs?|years?|months?|mos?|days?|weeks?)"
    r"(?: (?:in|of service|anniversary))*\b(?:,? which (?:is|will be|would be) [a-z]{1,12}\b)?",
    _FLAGS,
)
# "Roth was 10k and pre-tax 14k": one deferral.
_KIND: Final = r"(?: (?:part|portion|share|side|half))?(?: (?:was|is|were|=|of)|:)?"
_BOTH_KINDS: Final = guarded(
    rf"(?:the |my )?roth{_KIND} (?P<roth>{_AMOUNT})(?:,| and|;)+ (?:the |my )?(?:pre[- ]?tax|traditional){_KIND} "
    rf"(?P<pre>{_AMOUNT})(?![\w%])|(?P<first>{_AMOUNT}) (?:in |as |of )?roth(?:,| and|;|,? \+)+ (?P<second>{_AMOUNT}) "
    r"(?:in |as |of )?(?:pre[- ]?tax|traditional)\b",
    _FLAGS,
)
_NOT_IN_PLAN: Final = guarded(
    rf"(?:the )?{_AMOUNT} (?:was|is|were) (?:really |actually |only |just )*(?:for |in |into )?(?:my|the|an?|our) "
    r"(?:hsa|fsa|529|ira|roth ira|brokerage)\b"
    rf"|\b(?:hsa|fsa)(?: contributions?| money| of| at|:)* {_AMOUNT}(?![\w%])",
    _FLAGS,
)
# "I make 20k less than him": no pay is told.
_COMPARED: Final = guarded(
    rf"\b(?:i|we) (?:make|earn|get|am paid|take home)(?: about| only| like)? {_AMOUNT} (?:a year )?(?:less|more) than"
    r" (?:him|her|them|he|she|they|my (?!\w* ?(?:pay|salary)\b)\w+|everyone|anybody)\b",
    _FLAGS,
)
# "There was one more after-tax of 740".
_ONE_MORE: Final = guarded(
    r"\bone (?:more|further) (?P<what>after[- ]?tax)(?: contribution| deposit| payment| one)? (?:of|for) "
    rf"(?P<dollars>{_AMOUNT})(?![\w%])",
    _FLAGS,
)
_MY_PART: Final = guarded(
    rf"\bmy (?:own )?(?:part|share|side|end)(?: of it)? (?:is|was|has been) (?={_AMOUNT})", _FLAGS
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_SOME_MONTH: Final = re.compile(_MONTH, _FLAGS)
# "My old plan let me do 25k": what one was allowed there was put in by nobody.
_ALLOWED_THERE: Final = guarded(
    r"\b(?:old|last|previous|former|other|ex) (?:plan|job|employer|company|401k|one) (?:let|lets|allowed|allows|would let)"
    rf" (?:me|us|you|people)(?: to)? (?:do|put in|contribute|defer|add|make) (?:up to )?{_AMOUNT}(?![\w%])",
    _FLAGS,
)
# "On 165k that's 16,500": the pay is told, and what a share of it comes to.
_COMES_TO: Final = guarded(
    rf"\bon (?P<pay>{_AMOUNT}),? (?:(?:that|it|this)(?:'?s| is| would be| comes to| makes| comes out to)) {_AMOUNT}(?![\w%])",
    _FLAGS,
)
# "She have 44 years", as other languages tell an age.
_HAVE_YEARS: Final = guarded(
    r"\b(?P<who>i|she|he|wife|husband) ha(?:ve|s|d) (?P<age>[2-8]\d) years(?: old)?\b(?! (?:of|in|with|at|left|until|to|service))",
    _FLAGS,
)
# "1,900 a month except Jan and Feb, which were 1,000".
_EXCEPT_MONTHS: Final = guarded(
    rf"(?P<usual>{_AMOUNT}) (?:a|per|each|every) month,? (?:except|but|apart from|other than)(?: for| in)?"
    rf" (?P<months>{_MONTH}(?:(?:,| and| &|/)* ?{_MONTH}){{0,4}}),? (?:(?:which|when|where|it|they|i|was|were|did|put|only|at|in) )*"
    rf"(?P<less>{_AMOUNT})(?![\w%])",
    _FLAGS,
)
_EACH_SO_FAR: Final = guarded(
    rf"(?P<each>{_AMOUNT}) (?:a|per|each|every) (?P<unit>quarter|month|week|check|paycheck)(?:,? (?:so far|now|times|x|for|in))+"
    r" (?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven) (?P=unit)s\b(?: so far)?",
    _FLAGS,
)
_COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_TAX_EACH: Final = guarded(
    rf"(?P<what>{_AMOUNT} (?:of )?after[- ]?tax) each\b(?! (?:check|paycheck|month|year|pay|week|quarter))", _FLAGS
)
_BOTH_OF: Final = guarded(r"\bboth (?:of )?(?=(?:hers|his|her|mine)\b)", _FLAGS)
# "The match …, mine is 3% of 95k": what is spoken of is meant, and not what one defers.
_MINE_OF_MATCH: Final = guarded(
    rf"(?P<before>\bmatch\b[^%]*\d%[^%]*)\bmine(?:'?s| is| was) (?P<share>\d{{1,2}}(?:\.\d+)? ?%)(?: of (?P<pay>{_AMOUNT}))?",
    _FLAGS,
)
# "They make 70-85k each": pay of people who are told of.
_PAY_OF_EACH: Final = guarded(
    rf"\b(?:they|who) (?:all )?(?:make|earn|get(?: paid)?) {_AMOUNT}(?: ?(?:-|to) ?{_AMOUNT})? (?:each|apiece|a head|a person)\b",
    _FLAGS,
)
# "That was Roth, not after-tax": of the money noted as after-tax there was none.
_WAS_ROTH: Final = guarded(
    r"\b(?:that|it|this|those)(?:'?s| was| is| were)(?: all| actually| really)? (?:roth|pre-?tax)(?: money| 401k)?"
    r"(?:,| and)? (?:and )?not after[- ]?tax\b",
    _FLAGS,
)
# "I maxed by August … ok, not maxed, I stopped at 21,750".
_NOT_MAXED: Final = guarded(
    r"\bmax(?:ed)?(?: it)?(?: out)?\b[^;!?\d]{0,40}?\bnot (?:quite |really |fully |exactly )?max(?:ed)?(?: out)?\b"
    rf"(?:[,.; ]+(?:(?:i|it|we|only|just|actually|but) )*(?:stopped|ended|topped out|got to|is|was|at)(?: up)?(?: at| with)? "
    rf"(?P<so>{_AMOUNT}))?",
    _FLAGS,
)
# "The 24.5 included 1,500 of after-tax": a part of the deferral that is none.
_PART_AFTER_TAX: Final = guarded(
    rf"(?:the |my |that )?(?P<whole>{_AMOUNT}) (?:included?s?|contains?|contained|has|had)(?: in it)?"
    rf" (?P<part>{_AMOUNT}) (?:(?:of|in|that|which|my|the|plan|is|was|really|calls?|called|actually|counts? as) ){{0,5}}"
    r"after[- ]?tax",
    _FLAGS,
)
# "180 was last year's, this year 7% more".
_MORE_THIS_YEAR: Final = guarded(
    rf"(?P<old>{_AMOUNT}) (?:was|is) (?:from )?last year'?s?[^.;!?\d$%]{{0,12}}[.,;]+ ?(?:and |but )?this year(?:'?s| is|"
    r" it'?s| its)? (?P<rate>\d{1,2}(?:\.\d+)?) ?(?:%|percent) (?P<way>more|higher|up|less|lower|down)\b",
    _FLAGS,
)
_TIMES_THAT: Final = tuple(
    (slot, guarded(rf"\b{target}(?:,? (?:is|was|it'?s|its|should be|actually|really|make it|be))* (?P<factor>"
                   rf"{'|'.join(map(re.escape, FACTORS))}) (?:of )?(?:that|it|what i said|as much)\b", _FLAGS))
    for slot, target in TARGETS.items() if slot in {"after_tax_made", "deferral", "pay", "profit_sharing"}
)  # fmt: skip
_OF: Final = {"after_tax_made": "the after tax", "deferral": "my deferral", "pay": "my pay"}


def reworded(text: str, known: Mapping[str, Any]) -> str:
    """`text` with the sentences said over; a sum that is told by one that is `known` is of that slot."""
    text = _without_withdrawn(text)
    text = _SHARE_AND_DOLLARS.sub(r"\g<what> \g<dollars>", text)
    text = _SAME_SUBJECT.sub(r"\g<first>, ", text)
    text = _PLANNED.sub(lambda found: _left_of_plan(found, known), text)
    text = _NET_FIRST.sub(r"gross \g<gross>\g<period>", text)
    text = _NOT_IN_PLAN.sub(" ", _NO_MATCH_YET.sub(r"\g<none>", text))
    if known.get("after_tax_made"):
        text = _WAS_ROTH.sub("correction, the after tax is 0", text)
    text = _BOTH_OF.sub("", _PAY_OF_EACH.sub(" ", _COMPARED.sub(" ", text)))
    text = _COMES_TO.sub(r"my pay is \g<pay>", _ALLOWED_THERE.sub(" ", text))
    text = _HAVE_YEARS.sub(r"\g<who> is \g<age> years old", text)
    text = _EXCEPT_MONTHS.sub(_of_months, _MY_PART.sub("I defer ", text))
    text = _TAX_EACH.sub(r"\g<what> each paycheck", _EACH_SO_FAR.sub(_so_far, text))
    text = _ONE_MORE.sub(r"another \g<dollars> of \g<what>", text)
    text = _MINE_OF_MATCH.sub(_own_match, text)
    text = _NOT_MAXED.sub(lambda found: f"deferred {found['so']}" if found["so"] else "deferred", text)
    text = _BOTH_KINDS.sub(_deferral_of_both, text)
    text = _PART_AFTER_TAX.sub(lambda found: _apart(found, known), text)
    text = _MORE_THIS_YEAR.sub(lambda found: _grown(found, known), text)
    for slot, times in _TIMES_THAT:
        text = times.sub(lambda found, slot=slot: _times(found, slot, known), text)
    text = with_slots_named(text, known)
    return _MORE_THAN_SAID.sub(lambda found: _added(found, known), text)


def _without_withdrawn(text: str) -> str:
    """`text` without the sentence with an amount that the next words take back, and without these words."""
    found = _WITHDRAWN.search(text)
    if found is None:
        return text
    before = text[: found.start()].rstrip()
    told = before[:-1] if before.endswith((*tuple(_ENDS), ",")) else before
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


def _deferral_of_both(found: re.Match[str]) -> str:
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


def _own_match(found: re.Match[str]) -> str:
    pay = f", my pay is {found['pay']}" if found["pay"] else ""
    return f"{found['before']}my match is {found['share']}{pay}"


def _apart(found: re.Match[str], known: Mapping[str, Any]) -> str:
    """A known deferral without the after-tax money that was counted in it, which is told beside it."""
    whole, part = _dollars(found["whole"]), _dollars(found["part"])
    deferral = known.get("deferral")
    same = isinstance(deferral, int | float) and Decimal(str(deferral)) in {whole, whole * 1000}
    if not same or not 0 < part < Decimal(str(deferral)):
        return found[0]
    return f"my deferral is {Decimal(str(deferral)) - part:,f} and the after tax is {part:,f}"


def _grown(found: re.Match[str], known: Mapping[str, Any]) -> str:
    old, pay = _dollars(found["old"]), known.get("pay")
    if not isinstance(pay, int | float) or Decimal(str(pay)) not in {old, old * 1000}:
        return found[0]
    change = Decimal(found["rate"]) / 100 * (1 if found["way"].lower() in {"more", "higher", "up"} else -1)
    return f"my pay is {plain(Decimal(str(pay)) * (1 + change)):,}"


def _times(found: re.Match[str], slot: str, known: Mapping[str, Any]) -> str:
    value = known.get(slot)
    if not isinstance(value, int | float) or slot not in _OF:
        return found[0]
    return f"{_OF[slot]} is {plain(Decimal(str(value)) * FACTORS[found['factor'].lower()]):,}"


def _thousands(text: str) -> Decimal:
    """The dollars of a part of a deferral, in thousands where it is less than a hundred."""
    value = _dollars(text)
    return value * 1000 if value < 100 else value


def _dollars(text: str) -> Decimal:
    bare = text.lower().replace(",", "").replace("$", "")
    return Decimal(bare.removesuffix("k")) * (1000 if bare.endswith("k") else 1)
