"""Makes of sentences that hide whose a figure is, or what it is of, said over in the words that are read."""

import re
from collections.abc import Mapping
from typing import Any, Final

from nlu.entities.guarded import guarded
from nlu.message.asides import without_asides
from nlu.message.replacements import with_slots_named
from nlu.message.sums_said import worked_out

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
# "9,500 a month, no sorry that's net. gross 13,250": the gross one is for the same period.
_NET_FIRST: Final = guarded(
    rf"{_AMOUNT}(?P<period> (?:a|per|each|every) (?:month|week|year|check|paycheck)|/(?:mo|wk|yr))?[,. ]+(?:(?:no"
    rf"|oh|oops"
    r"|wait|sorry|actually|well|hm+)[, ]+)*(?:that'?s|that is|is|was|its|it'?s) (?:the |my |only )?(?:net|take[- ]?home"
    rf"|after[- ]taxes)\b[,.;: ]+(?:(?:the|my|and|but|so) )*gross (?:pay )?(?:is |was "
    rf"|=)?(?P<gross>{_AMOUNT})(?![\w%])",
    _FLAGS,
)
# "No match until I've been here a year": the time bounds no formula.
_NO_MATCH_YET: Final = guarded(
    r"(?P<none>\b(?:no|zero) (?:employer |company )?match(?:ing)?) (?:yet )?(?:til|till|until|for|before|in)"
    r"(?: (?:the|my|a|after|first|i'?ve been (?:here|there)))* \d{1,2}(?:st|nd)? ?(?:yrs?|years?|months?|mos?|days?"
    r"|weeks?)"
    r"(?: (?:in|of service|anniversary))*\b(?:,? which (?:is|will be|would be) [a-z]{1,12}\b)?",
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
# "On 165k that's 16,500": the pay is told, and what a share of it comes to.
_COMES_TO: Final = guarded(
    rf"\bon (?P<pay>{_AMOUNT}),? (?:(?:that|it|this)(?:'?s| is| would be| comes to| makes| comes out to)) "
    rf"{_AMOUNT}(?![\w%])",
    _FLAGS,
)
# "She have 44 years", as other languages tell an age.
_HAVE_YEARS: Final = guarded(
    r"\b(?P<who>i|she|he|wife|husband) ha(?:ve|s|d) (?P<age>[2-8]\d) years(?: old\b|(?=\W*$|[,.;!?]| and\b))",
    _FLAGS,
)
_TAX_EACH: Final = guarded(
    rf"(?P<what>{_AMOUNT} (?:of )?after[- ]?tax) each\b(?! (?:check|paycheck|month|year|pay|week|quarter))", _FLAGS
)
_BOTH_OF: Final = guarded(r"\bboth (?:of )?(?=(?:hers|his|her|mine)\b)", _FLAGS)
# "The match …, mine is 3% of 95k": what is spoken of is meant, and not what one defers.
_MINE_OF_MATCH: Final = guarded(
    rf"(?P<before>\bmatch\b[^%]{{0,120}}\d%[^%]{{0,120}})\bmine(?:'?s| is| was) (?P<share>\d{{1,2}}(?:\.\d+)? "
    rf"?%)(?: of "
    rf"(?P<pay>{_AMOUNT}))?",
    _FLAGS,
)
# "The bonus got paid after all, so add 12k".
_BONUS_ADDED: Final = guarded(
    rf"(?P<lead>[,;:.]?) ?(?:the |my )?bonus\b[^.;!?\d$%]{{0,40}}\b(?:so|and|please|pls) add "
    rf"(?P<dollars>{_AMOUNT})(?![\w%])",
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
    rf"(?:[,.; ]+(?:(?:i|it|we|only|just|actually|but) )*(?:stopped|ended|topped out|got to|is|was|at)(?: up)?(?: "
    rf"at| with)? "
    rf"(?P<so>{_AMOUNT}))?",
    _FLAGS,
)


_SAID_OVER: Final = (
    (_SHARE_AND_DOLLARS, r"\g<what> \g<dollars>"),
    (_SAME_SUBJECT, r"\g<first>, "),
    (_NET_FIRST, r"gross \g<gross>\g<period>"),
    (_NO_MATCH_YET, r"\g<none>"),
    (_BOTH_OF, ""),
    (_COMES_TO, r"my pay is \g<pay>"),
    (_HAVE_YEARS, r"\g<who> is \g<age> years old"),
    (_MY_PART, "I defer "),
    (_BONUS_ADDED, r"\g<lead> plus \g<dollars> bonus"),
    (_TAX_EACH, r"\g<what> each paycheck"),
    (_ONE_MORE, r"another \g<dollars> of \g<what>"),
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


def reworded(text: str, known: Mapping[str, Any]) -> str:
    """`text` with the sentences said over; a sum that is told by one that is `known` is of that slot."""
    text = _without_withdrawn(text)
    for pattern, said in _SAID_OVER:
        text = pattern.sub(said, text)
    text = _NOT_MAXED.sub(lambda found: f"deferred {found['so']}" if found["so"] else "deferred", text)
    text = _MINE_OF_MATCH.sub(_own_match, text)
    if known.get("after_tax_made"):
        text = _WAS_ROTH.sub("correction, the after tax is 0", text)
    text = _PRICE.sub(r"\1 something", _GOAL.sub("some day", _AGE_TO_COME.sub(" later", text)))
    return with_slots_named(worked_out(without_asides(text), known), known)


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


def _own_match(found: re.Match[str]) -> str:
    pay = f", my pay is {found['pay']}" if found["pay"] else ""
    return f"{found['before']}my match is {found['share']}{pay}"
