"""A conversion, or a check, of which a question asks what is taxed or withheld, with its figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from core.limits import constants
from nlu.entities.calendar_dates import SHORT_MONTHS
from nlu.entities.text import clean, in_digits
from nlu.figures_told import Figure, dollars, figures_of, is_growth, is_own, shares
from nlu.movements.amounts import amounts_converted
from nlu.questions import asks_within
from nlu.rates_told import RatesTold, read_rates

_LONGEST: Final = 400  # characters
_TAX: Final = re.compile(
    r"\b(?:tax|taxes|taxed|taxable|owe|irs|uncle sam|return|1099(?:-?r)?|bracket|box(?:es)? (?:1|2a|5))\b"
)
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
_BOX: Final = re.compile(r"\bbox(?:es)?\b")
_PENALTY: Final = re.compile(
    r"\b(?:penalt\w+|withdraw\w*|withdrew|take out|took out|loan|medicare|irmaa|bonus|paychecks?)\b"
)
# What is asked in fewer words where the figures of a conversion are told.
_BILL: Final = re.compile(
    r"\b(?:damage|tax bill|the bill|hit(?:s)? my tax\w*|tax hit|bite|any tax\w*|how (?:much|bad)|costs? me"
    r"|tax(?:es|able)?"
    r"|so i owe|come due)\b[^?]{0,40}(?:\?|$)|\bbox(?:es)? (?:2a|5|1)\b|\btaxes?\W*$"
)
_RATE: Final = re.compile(r"\d{1,2}(?:\.\d+)? ?(?:%|percent|pct)|\bat (?:about |around )?\d{1,2}\.\d+(?![\d,])")
_BARE_RATE: Final = re.compile(r"\bat (?:about |around )?(\d{1,2}\.\d+)(?![\d,]| ?(?:%|percent|pct))")
_LOST: Final = re.compile(
    r"\b(?:lost|lose|losing|loss|dropped|fell|down|below|under ?water|shrank|shrunk|tanked|less than (?:i|what))\b"
)
_WAITS: Final = re.compile(
    r"\b(?:sits?|sitting|wait(?:s|ing)?|leave|left|hold(?:ing)?(?: off)?|keep|unconverted|before i (?:convert"
    r"|move|roll))\b"
)
_PRE_TAX_TOO: Final = re.compile(
    r"\b(?:takes?|took|converts?|converted|moves?|moved|rolls?|rolled|grabs?|includ\w+)\b[^.?]{0,30}\bpre-? ?tax\b"
)
_PRE_TAX_AMOUNT: Final = re.compile(
    r"\bpre-? ?tax(?: (?:money|balance|side|of|401k|account|bucket|part|is|the|my))*\W*$"
)
_SUMMED: Final = re.compile(r"^[^.?]{0,20}?(?:\band|\bplus|\+) (?:then )?(?:another|a further|also|\$)")
_MOST_GROWN: Final = Decimal("1.5")  # of what is told as worth more than what it was
_NOT_AT_ALL: Final = re.compile(r"\b(?:match\w*|grow(?:s|ing)?|yearly returns?|% returns?|caps?|defer\w*|room)\b")
_IN_AFTER: Final = re.compile(
    rf"^in\b(?! (?:(?:it|there|the|my|a|an|growth|gains|earnings)\b|{SHORT_MONTHS}))"  # "18,000 in, now worth more"
)
_OWN_BEFORE: Final = re.compile(
    r"\b(?:basis|mine|own(?: part| money)?|principal|contributions?|contributed|put(?: in)?|paid in|deposited)"
    r"(?: (?:of|is|was|were|are|in it|it|my|the|being|part|about|only|just|total|in|makes?|making|up|comes?|to))*\W*$"
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
_ON_TOP: Final = re.compile(r"(?:\+|\bplus\b|\band\b|\bon top\b|\balong\b|\b(?:made|earned|gained)\b)")
_BESIDE: Final = re.compile(r"\bon top\b|\bplus\b|\bcame along\b")
_WORTH_SAID: Final = re.compile(r"\b(?:worth|valued at|came to|moved (?:as|at))\b")
_YEARS: Final = re.compile(r"\b\d{1,2} (?:more )?(?:years?|yrs?)\b")
_THE_REST: Final = re.compile(
    r"\b(?:unconverted|not (?:yet )?converted|the (?:rest|other (?:one|half|part)|remaining \w+))\b"
)
_FALLS: Final = re.compile(r"\b(?:drops?|falls?|tanks?|loses?|crash\w*|goes down|went down)\b")
_SUPPOSED: Final = re.compile(
    r"\b(?:(?:what )?if|suppos\w+|imagine|say|scared|afraid|fear\w*|worried|in case|accident\w*)\b"
)
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
    `beside_ira`: a traditional IRA is spoken of too. `of_state`: the tax of a state is asked for, at `state_rate` (a
    fraction) where that is told beside the federal `rate`. `lost`: dollars by which the account is below its own money.
    `of_rest`: `amount` is what the money is worth that waits to be converted, by the ledger.
    `pre_tax`: the taxed dollars in `growth` are pre-tax money that would be converted too.
    """

    amount: Decimal | None
    own: Decimal | None
    rate: Decimal | None
    growth: Decimal | None = None
    account: Decimal | None = None
    basis: Decimal | None = None
    beside_ira: bool = False
    of_state: bool = False
    state_rate: Decimal | None = None
    lost: Decimal | None = None
    pre_tax: bool = False
    of_rest: bool = False


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
    summed: bool = False


def read_tax_asked(text: str) -> TaxAsked | None:
    """The conversion of which `text` asks what is taxed; None where it asks something else or tells half of it."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or _investment_tax().search(said) or _WITHHOLDING.search(said) or _PENALTY.search(said):
        return None
    rates = read_rates(said)
    if (pre_tax := _pre_tax_too(said, rates)) is not None:
        return pre_tax
    asks = _FOR_TAX.search(said) is not None and _TAX.search(said) is not None
    bill = _BILL.search(said) is not None and asks_within(said)
    bill = bill or (_SUPPOSED.match(said) is not None and rates.federal is not None)
    if not (asks or bill) or _NOT_AT_ALL.search(said):
        return None
    roles = _roles(said)
    sized = _grown_meanwhile(roles, rates) or _sized(roles)
    if (
        _OF_CONVERTING.search(said) is None
        and not (roles.growth and (roles.own or roles.whole))
        and not _waits(said, sized)
    ):
        return None
    if not asks and (
        (sized is None and _THE_REST.search(said) is None)
        or (rates == RatesTold() and _BOX.search(said) is None and sized is not None and sized.lost is None)
    ):
        return None  # fewer words ask for the tax only where all of it is told
    return _with_rates(said, roles, sized, rates, asks=asks)


def _with_rates(said: str, roles: _Roles, sized: TaxAsked | None, rates: RatesTold, *, asks: bool) -> TaxAsked | None:
    bare = _BARE_RATE.findall(said)
    told = {one for one in (rates.federal, rates.state) if one is not None}
    rate = rates.federal or (Decimal(bare[0]) / 100 if len(bare) == 1 and not told else None)
    ira = _TRADITIONAL.search(said.replace("roth ira", "")) is not None
    state = _STATE.search(said) is not None or rates.state is not None
    if rate is None:
        rate = rates.state if rates.state is not None else _only_rate(said)
    state_rate = rates.state if rates.federal is not None else None
    rest = _RATE.sub(" ", said)
    moved = amounts_converted(rest) if asks and _SENT_BACK.search(said) is None and sized is None else None
    if moved is not None and moved[1] <= moved[0]:
        return TaxAsked(*moved, rate, beside_ira=ira, of_state=state, state_rate=state_rate)
    if not (roles.whole or roles.own or roles.growth):
        return TaxAsked(None, None, rate) if not dollars(figures_of(rest)) else None
    if _SENT_BACK.search(said):  # of money that comes back only the growth is asked about
        sized = TaxAsked(None, None, None, roles.growth[0]) if len(roles.growth) == 1 else None
    if sized is None and len(roles.whole) == 1 and not (roles.own or roles.growth) and _THE_REST.search(said):
        sized = TaxAsked(roles.whole[0], None, None, of_rest=True)
    if sized is None:
        return None
    return replace(sized, rate=rate, beside_ira=ira, of_state=state, state_rate=state_rate)


def _only_rate(said: str) -> Decimal | None:
    """The one percentage of a question that tells no other."""
    found = {one.value for one in shares(figures_of(said)) if read_rates(said).growth != one.value}
    return found.pop() if len(found) == 1 else None


def _waits(said: str, sized: TaxAsked | None) -> bool:
    """Whether the question is of money that waits to be converted, with what it has grown."""
    return (sized is not None or _THE_REST.search(said) is not None) and _WAITS.search(said) is not None


def _grown_meanwhile(roles: _Roles, rates: RatesTold) -> TaxAsked | None:
    """Money that would grow by a told share before it is converted: only that growth is taxed."""
    if rates.growth is None or len(roles.whole) + len(roles.own) != 1 or roles.growth or _YEARS.search(roles.words):
        return None
    if _WAITS.search(roles.words) is None:
        return None
    own = (*roles.whole, *roles.own)[0]
    if _LOST.search(roles.words) or _FALLS.search(roles.words):
        return TaxAsked(own * (1 - rates.growth), own * (1 - rates.growth), None, lost=own * rates.growth)
    return TaxAsked(own * (1 + rates.growth), own, None)


def _pre_tax_too(said: str, rates: RatesTold) -> TaxAsked | None:
    """Pre-tax money that a conversion would take along, where that is asked or feared."""
    if _PRE_TAX_TOO.search(said) is None or not (asks_within(said) or _SUPPOSED.search(said)):
        return None
    found = dollars(figures_of(said))
    taken = [one.value for one in found if _PRE_TAX_AMOUNT.search(one.before)]
    if len(taken) != 1 or len({one.value for one in found}) != 1:
        return None
    return TaxAsked(None, None, rates.federal, taken[0], pre_tax=True)


@cache
def _investment_tax() -> re.Pattern[str]:
    """The tax on net investment income, by its names or by its rate."""
    rate = re.escape(f"{(constants().net_investment_income_rate * 100).normalize():f}")
    return re.compile(
        rf"\b{rate} ?(?:%|percent|pct)|\b(?:niit|net investment|investment (?:income )?tax|surtax|obamacare tax)\b"
    )


def asks_investment_tax(text: str) -> bool:
    """Whether `text` asks if the tax on net investment income hits what is converted."""
    said = clean(text).lower()
    return (
        len(said) <= _LONGEST
        and asks_within(text)
        and _investment_tax().search(said) is not None
        and (_OF_CONVERTING.search(said) is not None)
    )


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
        if role and one.value not in found[role]:  # a figure may be said twice
            found[role].append(one.value)
    summed = any(_SUMMED.search(said[one.end :]) for one in dollars(figures_of(said))[:1])
    return _Roles(tuple(found["whole"]), tuple(found["own"]), tuple(found["growth"]), said, summed)


def _role(one: Figure, *, after_tax_is_own: bool) -> str:
    if is_growth(one):
        return "growth"
    if _OTHER_AFTER.match(one.after) or _OTHER_BEFORE.search(one.before):
        return ""
    if _WORTH_BEFORE.search(one.before) or _WORTH_AFTER.match(one.after):
        return "whole"
    if is_own(one) or _IN_AFTER.match(one.after) or _OWN_BEFORE.search(one.before):
        return "own"
    return "own" if after_tax_is_own and _AFTER_TAX.match(one.after) else "whole"


def _sized(roles: _Roles) -> TaxAsked | None:
    """What the figures are of each other; None where they can be read in several ways."""
    whole, own, growth = roles.whole, roles.own, roles.growth
    if (lost := _below_own(roles)) is not None:
        return lost
    if len(whole) == 2 and not own and len(growth) == 1 and roles.summed:
        return TaxAsked(sum(whole) + growth[0], sum(whole, Decimal(0)), None)
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
        return TaxAsked(whole[0], own[0], None) if own[0] <= whole[0] else None
    if grown is None:
        return None
    if _BESIDE.search(roles.words):
        return TaxAsked(whole[0] + grown, whole[0], None)
    if grown <= whole[0] and _IN_IT.search(roles.words) and not _EARNED.search(roles.words):
        return TaxAsked(whole[0], whole[0] - grown, None)
    if _ON_TOP.search(roles.words):
        return TaxAsked(whole[0] + grown, whole[0], None)
    return TaxAsked(None, None, None, grown)


def _below_own(roles: _Roles) -> TaxAsked | None:
    """An account that is worth less than the own money in it; the difference may be told too."""
    amounts = sorted({*roles.whole, *roles.own, *roles.growth}, reverse=True)
    if (
        _LOST.search(roles.words) is None
        or not 2 <= len(amounts) <= 3
        or (len(roles.own) == 1 and roles.own[0] != amounts[0])
    ):
        return None
    if len(amounts) == 3 and amounts[0] - amounts[1] != amounts[2]:
        return None
    return TaxAsked(amounts[1], amounts[1], None, lost=amounts[0] - amounts[1])


def _partial(whole: Sequence[Decimal], own: Sequence[Decimal], grown: Decimal | None, words: str) -> TaxAsked | None:
    """A part of an account that is moved: the smaller of two amounts, where the own money of the larger is told.

    Where the smaller one grew to the larger, it is the own money.
    """
    account, amount = max(whole), min(whole)
    worth = _WORTH_SAID.search(words) is not None and account <= amount * _MOST_GROWN
    if not own and grown is None and (_ROSE.search(words) or worth):
        return TaxAsked(account, amount, None)  # "the 5,000 is up to 5,180"
    basis = own[0] if own else None if grown is None else account - grown
    if basis is None or not 0 <= basis <= account:
        return None
    return TaxAsked(amount, None, None, None, account, basis)
