"""A conversion, or a check, of which a question asks what is taxed or withheld, with its figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.text import clean
from nlu.figures_told import Figure, dollars, figures_of
from nlu.movement_amounts import amounts_converted

_LONGEST: Final = 400  # characters
_TAX: Final = re.compile(r"\b(?:tax|taxes|taxed|taxable|owe|irs|uncle sam|return|1099(?:-?r)?|bracket)\b")
_OF_CONVERTING: Final = re.compile(
    r"\b(?:convert\w*|conversions?|roll(?:ed|ing)?|rollovers?|in[- ]plan|moved?|moving|to (?:the |my |a )?roth"
    r"|after[- ]?tax (?:account|money|401\w*|balance|bucket|source|dollars|contributions?|stuff))\b"
)
_FOR_TAX: Final = re.compile(
    r"\b(?:how much|what)(?:['’]?s| is| are| would be| will be)?(?: of (?:it|that|this|my \w+"
    r"|the \w+))?(?: \w+){0,3}? "
    r"(?:tax|taxes|taxed|taxable|owe)\b|\b(?:do|does|will|would|must|should) (?:i|we|they|it) (?:owe|pay"
    r"|be taxed|get taxed)\b"
    r"|\b(?:tax|taxes|taxable(?: amount| part)?) (?:on|of|for|due|if|bill|hit|when|at)\b"
    r"|(?<!how )\bis (?:it|that|this|any of it|all of it|everything|(?:the|my) (?:whole )?[\w,.$]+"
    r"|all \w+)(?: \w+)? "
    r"tax(?:ed|able)"
    r"|\b(?:what|how much|which)(?: \w+){0,4} (?:is|gets?|are|was|be) taxe?d\b|\bowe\b"
    r"|\bcosts? (?:me |us )?(?:\w+ )?tax(?:es)?\b|\b(?:the )?(?:irs|uncle sam)(?: is| are|'s)? "
    r"(?:gonna|going to|will|would|wants?|gets?|takes?)\b|\btaxed on\b"
    r"|\bhow(?:['’]?s| is) (?:the|my|that) tax|\bwhat(?:['’]?s| is) (?:the|my) tax\b|\btaxable(?: part| amount"
    r"| portion)?\W*$"
    r"|\bwhat (?:do|will|would) i pay\b"
    r"|\bwhat (?:goes|(?:do|should|will) (?:i|we) (?:put|report|enter|show))\b(?: \w+){0,2} (?:on|in)\b"
)
_PENALTY: Final = re.compile(
    r"\b(?:penalt\w+|withdraw\w*|withdrew|take out|took out|loan|medicare|irmaa|bonus|paychecks?)\b"
)
_RATE: Final = re.compile(r"(\d{1,2}(?:\.\d+)?) ?(?:%|percent|pct)|\bat (?:about |around )?(\d{1,2}\.\d+)(?![\d,])")
_NOT_AT_ALL: Final = re.compile(r"\b(?:match\w*|grow(?:s|ing)?|yearly returns?|% returns?|caps?|defer\w*|room)\b")
_GROWTH: Final = r"(?:growth|gains?|earnings?|interest|profits?|appreciation|dividends?)"
_GROWTH_AFTER: Final = re.compile(
    r"^(?:(?:bucks|dollars|or so|of|in|is|are|was|were|the|my|that|which|just|only|more|from|being|like|pure|market"
    rf"|untaxed|investment|it|its) )*(?:{_GROWTH}|grown|earned|made)\b"
)
_GROWTH_BEFORE: Final = re.compile(
    rf"(?<!i )\b(?:{_GROWTH}|earned|grew|grown|gained|made(?: me| us)?|up)"
    r"(?: (?:of|is|was|are|were|in it|it|about|like|around|only|just|a|roughly|maybe|by|so far|another))*\W*$"
)
_OWN_AFTER: Final = re.compile(
    r"^(?:(?:of|in|it|that|this|which|them|was|were|is|are|all|being|my|own|the|came|from) )*"
    r"(?:mine|basis|contributions?|contributed|own(?: money)?|principal|what i put|i put|i contributed"
    r"|already taxed)\b"
    r"|^in\b(?! (?:it|there|the|my|a|an|growth|gains|earnings)\b)"
)
_OWN_BEFORE: Final = re.compile(
    r"\b(?:basis|mine|own(?: part| money)?|principal|contributions?|contributed|put(?: in)?|paid in|deposited)"
    r"(?: (?:of|is|was|were|are|in it|it|my|the|being|part|about|only|just|total|in))*\W*$"
)
_AFTER_TAX: Final = re.compile(r"^(?:(?:of|in|it|that|my|the|is|are|was) )*after[- ]?tax\b")
_WORTH_BEFORE: Final = re.compile(
    r"\b(?:worth|value|balance|gr[eo]wn? to|up to|sits at|stands at|total|account)(?: (?:of|is|was|now|at|about"
    r"|has|with))*[^\w,;]*$"  # "in the account, 30,000 is mine"
)
_WORTH_AFTER: Final = re.compile(r"^(?:(?:in|of|is|the|my|a) )*(?:balance|total|account|now)\b")
_OTHER_AFTER: Final = re.compile(
    r"^(?:(?:of|in|a|an|my|is|old|from|the|another) )*(?:(?:trad\w*|rollover|pre[- ]?tax|sep|simple) )*"
    r"(?:iras?|pre[- ]?tax|salary|income|a year|pay|match)\b"
)
_OTHER_BEFORE: Final = re.compile(
    r"\b(?:iras?|salary|income|earn|make|making|pay|paid|limit|pre[- ]?tax)(?: (?:of|is|with|at|has|holds|about"
    r"|worth))*\W*$"
)
_IN_IT: Final = re.compile(
    r"\b(?:in it|in there|of (?:it|which|that|this)|includ\w+|within|has|have|with|w/?|theres?)\b"
)
_ON_TOP: Final = re.compile(r"(?:\+|\bplus\b|\band\b|\b(?:made|earned|gained)\b)")
_ROSE: Final = re.compile(r"\b(?:up to|grew|grown|now worth|went to|went up|is now|turned into|became|risen)\b")
_SENT_BACK: Final = re.compile(
    r"\b(?:sen[dt]|gave|give|pay|paid|came|come|get|got)(?: \w+){0,3} back\b|\brefund\w*|\bcorrective\b"
    r"|\breturned\b"
)
_STATE: Final = re.compile(r"\bstate\b")
_EARNED: Final = re.compile(r"\b(?:made|earned|gained|grew)\b")
_TRADITIONAL: Final = re.compile(r"\b(?:trad\w*|rollover|old|sep|pre[- ]?tax|other)? ?iras?\b")
_WITHHOLDING: Final = re.compile(r"\bwith-?h(?:e?o?ld|eld)\w*\b|\bhold back\b|\btake out of (?:the|my) check\b")
_ASKS_SUM: Final = re.compile(r"\b(?:how much|what|whats|do|does|will|would)\b")
_CHECK: Final = re.compile(
    r"\b(?:check|cheque|paid (?:out )?to me|cash(?:ed|ing)? out|pay(?:s|ing)? me out|distribution)\b"
)
_PAYCHECK: Final = re.compile(r"\b(?:pay ?checks?|salary|payroll)\b")


@dataclass(frozen=True, slots=True)
class TaxAsked:
    """A conversion of which the tax is asked: dollars moved, own money in them, a rate where one is told (a fraction).

    `amount` and `own` are None where the question names neither; `growth` is told alone then, or nothing is.
    `account` and `basis` are the whole account and the own money in it, where only `amount` of it is moved.
    `beside_ira`: a traditional IRA is spoken of too. `of_state`: the tax of a state is asked for.
    """

    amount: Decimal | None
    own: Decimal | None
    rate: Decimal | None
    growth: Decimal | None = None
    account: Decimal | None = None
    basis: Decimal | None = None
    beside_ira: bool = False
    of_state: bool = False


@dataclass(frozen=True, slots=True)
class WithholdingAsked:
    """A payment to the person of which it is asked what is withheld: dollars paid and own taxed money in them."""

    amount: Decimal
    own: Decimal


@dataclass(frozen=True, slots=True)
class _Roles:
    whole: tuple[Decimal, ...]
    own: tuple[Decimal, ...]
    growth: tuple[Decimal, ...]
    words: str


def read_tax_asked(text: str) -> TaxAsked | None:
    """The conversion of which `text` asks what is taxed; None where it asks something else or tells half of it."""
    said = clean(text).lower()
    if len(said) > _LONGEST or _FOR_TAX.search(said) is None or _TAX.search(said) is None:
        return None
    if _PENALTY.search(said) or _NOT_AT_ALL.search(said) or _WITHHOLDING.search(said):
        return None
    roles = _roles(said)
    if _OF_CONVERTING.search(said) is None and not (roles.growth and (roles.own or roles.whole)):
        return None
    rest = _RATE.sub(" ", said)
    rates = [one or other for one, other in _RATE.findall(said)]
    rate = Decimal(rates[0]) / 100 if len(rates) == 1 else None
    told = amounts_converted(rest) if _SENT_BACK.search(said) is None else None
    ira = _TRADITIONAL.search(said.replace("roth ira", "")) is not None
    state = _STATE.search(said) is not None
    if told is not None and told[1] <= told[0]:
        return TaxAsked(*told, rate, beside_ira=ira, of_state=state)
    if not (roles.whole or roles.own or roles.growth):
        return TaxAsked(None, None, rate) if not dollars(figures_of(rest)) else None
    sized = _sized(roles)
    if _SENT_BACK.search(said):  # of money that comes back only the growth is asked about
        sized = TaxAsked(None, None, None, roles.growth[0]) if len(roles.growth) == 1 else None
    if sized is None:
        return None
    return TaxAsked(sized.amount, sized.own, rate, sized.growth, sized.account, sized.basis, ira, state)


def read_withholding_asked(text: str) -> WithholdingAsked | None:
    """The payment of which `text` asks what is withheld; None where its whole or its own part is not told."""
    said = clean(text).lower()
    if len(said) > _LONGEST or _WITHHOLDING.search(said) is None or _ASKS_SUM.search(said) is None:
        return None
    if _CHECK.search(said) is None or _PAYCHECK.search(said):
        return None
    roles = _roles(said, after_tax_is_own=True)
    if len(roles.whole) == 1 and len(roles.own) == 1 and roles.own[0] <= roles.whole[0]:
        return WithholdingAsked(roles.whole[0], roles.own[0])
    if len(roles.whole) == 1 and len(roles.growth) == 1 and not roles.own and roles.growth[0] <= roles.whole[0]:
        return WithholdingAsked(roles.whole[0], roles.whole[0] - roles.growth[0])
    return None


def _roles(said: str, *, after_tax_is_own: bool = False) -> _Roles:
    found: dict[str, list[Decimal]] = {"whole": [], "own": [], "growth": []}
    for one in dollars(figures_of(said)):
        role = _role(one, after_tax_is_own=after_tax_is_own)
        if role:
            found[role].append(one.value)
    return _Roles(tuple(found["whole"]), tuple(found["own"]), tuple(found["growth"]), said)


def _role(one: Figure, *, after_tax_is_own: bool) -> str:
    if _GROWTH_BEFORE.search(one.before) or _GROWTH_AFTER.match(one.after):
        return "growth"
    if _OTHER_AFTER.match(one.after) or _OTHER_BEFORE.search(one.before):
        return ""
    if _WORTH_BEFORE.search(one.before) or _WORTH_AFTER.match(one.after):
        return "whole"
    if _OWN_AFTER.match(one.after) or _OWN_BEFORE.search(one.before):
        return "own"
    return "own" if after_tax_is_own and _AFTER_TAX.match(one.after) else "whole"


def _sized(roles: _Roles) -> TaxAsked | None:
    """What the figures are of each other; None where they can be read in several ways."""
    whole, own, growth = roles.whole, roles.own, roles.growth
    if len(growth) > 1 or len(own) > 1 or len(whole) > 2:
        return None
    grown = growth[0] if growth else None
    if len(whole) == 2:
        return _partial(whole, own, grown, roles.words)
    if not whole:
        if grown is None:
            return None
        return TaxAsked(own[0] + grown, own[0], None) if own else TaxAsked(None, None, None, grown)
    if own:
        return TaxAsked(whole[0], min(own[0], whole[0]), None)
    if grown is None:
        return None
    if grown <= whole[0] and _IN_IT.search(roles.words) and not _EARNED.search(roles.words):
        return TaxAsked(whole[0], whole[0] - grown, None)
    if _ON_TOP.search(roles.words):
        return TaxAsked(whole[0] + grown, whole[0], None)
    return TaxAsked(None, None, None, grown)


def _partial(whole: Sequence[Decimal], own: Sequence[Decimal], grown: Decimal | None, words: str) -> TaxAsked | None:
    """A part of an account that is moved: the smaller of two amounts, where the own money of the larger is told.

    Where the smaller one grew to the larger, it is the own money.
    """
    account, amount = max(whole), min(whole)
    if not own and grown is None and _ROSE.search(words):
        return TaxAsked(account, amount, None)  # "the 5,000 is up to 5,180"
    basis = own[0] if own else None if grown is None else account - grown
    if basis is None or not 0 <= basis <= account:
        return None
    return TaxAsked(amount, None, None, None, account, basis)
