"""Questions for a share of pay, or for what each paycheck has to take, with their figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.limits import limits_for, published_years
from nlu.entities.calendar_dates import SHORT_MONTHS
from nlu.entities.text import clean, in_digits
from nlu.figures_told import Figure, dollars, figures_of, shares
from nlu.questions import asks_within

_LONGEST: Final = 300  # characters
YEARS_PAY: Final = 20_000  # dollars from which pay is that of a year
PERIODS: Final = {
    26: re.compile(r"\bbi-?weekly\b|\bevery (?:2|two|other) (?:weeks?|wks?)\b|\bfortnight\w*\b"),
    24: re.compile(
        r"\bsemi-? ?monthly\b|\b(?:twice|two times|2x) (?:a|per|each) month\b|\b15th and (?:the )?(?:last|30th)"
    ),
    52: re.compile(r"\b(?:every|each|a|per) (?:week|wk)\b|\bweekly\b"),
    12: re.compile(r"\bmonthly\b|\b(?:every|each|a|per) (?:month|mo)\b"),
}
_ASKS: Final = re.compile(
    r"\bhow (?:much|many)\b|\bwhat(?:['’]?s| is|s)? (?:that|it|is|the|my|\d|would)\b|\bso that['’]?s\b"
    r"|\bthat['’]?s (?:what|like|about)\b"
    r"|\bis (?:that|it)\b|\bisn['’]?t (?:that|it)\b|\bcomes? (?:out )?to\b|\bdoes (?:the |my )?bonus\b"
    r"|\bwhich (?:%|percent)"
    r"|\bwhat (?:%|percent\w*|pct|rate|dollar|amount)|\bso\s*\?|\?\s*$|\bso\W*$|\bright\W*$"
)
_NO_SHARE: Final = re.compile(
    r"\b(?:match\w*|return|returns|growth|grow\w*|interest|apr|loan|bracket|tax rate|in taxes|federal|raise|vest\w*"
    r"|(?<!after )(?<!after-)tax(?:ed|es)? (?:on|at)|withh\w+|earnings|gains?|first|nonelective|profit sharing"
    r"|whatever i|no matter what)\b"
)
_OF_CHECK: Final = re.compile(
    r"\b(?:pay ?checks?|checks?|gross|each|payday|every (?:2|two|other)|bi-?weekly|semi-? ?monthly|weekly"
    r"|twice a month)\b"
)
_OF_PAY: Final = re.compile(
    r"\b(?:make|makes|making|earn|earns|earning|pay|paid|salary|base|income|comp|compensation|wages?|gross)\b"
)
_BONUS: Final = re.compile(r"\b(?:bonus|bonuses|commissions?|rsus?)\b")
_UNTIL: Final = re.compile(
    r"\b(?:till?|until|to (?:get to|reach|hit|fill)|reach|hit|for|fill|max(?: out)?|make it to)(?: (?:the|my"
    r"|a|i|ive|i've|have|got|get|is|at|to))*\W*$"
)
_WANTED_PERIOD: Final = re.compile(
    r"\b(?:how much|goes|go|is that|that)\b[^,.?]{0,20}?\b(?:a|per|each|every) (?:month|mo|year|yr|week)\b"
)
_AGREES: Final = re.compile(r"^\W*(?:something|ish|or so)?\W*(?:right|correct|yes|no)\b")
_AFTER_TAX: Final = re.compile(r"\bafter[- ]?tax\b")
_CAP: Final = re.compile(r"\b(?:cap|caps|capped|max|maximum|limit|limits|limited|up to|at most|no more than)\b")
_HIGHLY: Final = re.compile(r"\bhces?\b|\bhighly compensated\b")
_NUMBERS: Final = {"one": 1, "last": 1, "couple": 2, "couple of": 2}
_LEFT: Final = r"(?:left|remaining|more|to go|to come|still to come|i have|until)"
_CHECK: Final = r"(?:pay ?checks?|checks?|paydays?|pay ?periods?|payrolls?)"
_CHECKS: Final = re.compile(rf"\b(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)}) (?:{_LEFT} )?(?:more )?{_CHECK}\b")
# Paydays told by their days ("paydays on nov 13 and nov 27"), and by a rule that says how many are left.
_DAY: Final = rf"(?:{SHORT_MONTHS})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?\b"
_DAYS: Final = re.compile(
    rf"\b{_CHECK}\b[^\d?]{{0,20}}?(?P<days>{_DAY}(?:\W+(?:and |then |& |\+ )*(?:{_DAY}|\d{{1,2}}(?:st|nd|rd|th)))+)"
)
_ONE_DAY: Final = re.compile(rf"{_DAY}|\d{{1,2}}(?:st|nd|rd|th)")
_BY_RULE: Final = re.compile(r"\b15th (?:and|&|\+) (?:the )?(?:last|end|30th|31st)\b")
_AIM: Final = re.compile(
    r"\b(?:to|on|at|of|the|my|a|hits?|reach(?:es)?|gets? to|land(?:s)? (?:on|at)|finish(?:es)?|max(?:es)?(?: out)?|full"
    r"|fills?|make|exactly|limit)(?: (?:the|my|a|full|out|at|of|to|limit))*\W*$"
)
_SO_FAR_AFTER: Final = re.compile(
    r"^\W*(?:(?:into|in|of|to|the|my|a|pre-?tax|roth|401\w*|403\w*|deferrals?|own|money) )*"
    r"(?:so far|already|deferred|in already|ytd|year to date|contributed|put in|done)\b|^\W*(?:into|in) (?:the"
    r"|my) 40[13]"
)
_SO_FAR_BEFORE: Final = re.compile(
    r"\b(?:deferred|so far|already|ytd|contributed|put in|done)(?: (?:is|was|about|of|at|in))*[^\w,;]*$"
)
_FROM_EACH: Final = re.compile(
    r"^\W*(?:out )?(?:of|from|out of|per|a|each|every)(?: (?:each|every|one))*(?: (?:one|check|pay ?check|payday))?\b"
)
_BARE_RATES: Final = re.compile(
    r"\b(?:put|puts|set|go|went|do|did|elect|use|bump(?: it)?(?: to)?|make it|at)(?: in)? (?P<one>\d{1,2}) "
    r"(?:instead of|rather than|vs\.?|versus|not|or) (?P<two>\d{1,2})(?![\d,.]*\d|k)"
)

_CHECKS_OF: Final = re.compile(rf"\b{_LEFT}\b|\b(?:over|across|in|into|from|with|between|have|got|only|by)\b")
_FOR_EACH: Final = re.compile(
    r"\bhow much\b|\bwhat (?:%|percent\w*|pct|rate|amount|dollar)|\beach\b|\bper (?:pay ?)?check\b"
    r"|\ba (?:pay ?)?check\b"
    r"|\bwhich (?:rate|share)|\bdivided\b|\bapiece\b|\bpossible\b|\bfit\b|\bso\s*\?|\bwhat do i (?:type|put"
    r"|enter|set)|\b(?:in)?to (?:a )?(?:%|percent\w*"
    r"|pct)|\bwhich (?:%|percent)|\bcan i still\b"
)
_STUFF: Final = re.compile(
    r"\b(?:wanna|want|need|gets?|got|put|turn|stuff|cram|squeeze|contribute|fill|room|left over|still|more|max|split"
    r"|spread|shove|throw|possible|divided|land|reach|hit|finish\w*|each|per|complete|get to|go(?:ing)? in)\b"
)
_WHOLE_YEAR: Final = re.compile(
    r"\b(?:next (?:year|yr)|(?:a|per|the whole|all|each|every|full) (?:year|yr)|starting jan\w*|from jan\w*"
    r"|in 20\d\d)\b"
)
_IT: Final = re.compile(r"\b(?:it|that|this|my room|the room|all of it|the rest|everything)\b")
MOST_CHECKS: Final = 53
_MOST_RATES: Final = 3
_COMPARED_IF: Final = re.compile(
    r"\b(?:what (?:happens|changes|if)|if)\b[^?]*?\d ?(?:%|percent|pct)\D{1,14}\d{1,2}(?:\.\d+)? ?(?:%|percent|pct)"
)
_COUNTED: Final = re.compile(
    r"\b(?:not all(?: of)?(?: my| the)? (?:pay|salary)|how much of my (?:pay|salary)|all (?:my"
    r"|of my) pay) ?\w* ?counts?\b|\bpay counts?\b"
)
_THOUSAND: Final = 1000
_LEAST_OF_YEAR: Final = 1000  # dollars that somebody defers or is paid in a year
_TOGETHER: Final = re.compile(
    r"\b(?:combined|together|in total|total of all|all contributions|all (?:three|types|sources)|aggregate)\b"
)
_CAPS: Final = re.compile(r"\b(?:exceed|max\w*|cap\w*|limit\w*|up to|at most|no more than|may not)\b")
_DEFERS: Final = re.compile(r"\b(?:defer\w*|pre-?tax|contribut\w+|put(?:ting)? in)(?: (?:is|of|about|only|just))*\W*$")
_BARE_PAY: Final = re.compile(r"\bof (?P<pay>[1-9]\d{1,2})(?![\d,.]*\d|k| ?(?:%|percent|pct))\b")
_COMPARES: Final = re.compile(
    r"(?:%|percent|pct)(?: \w+)? (?:vs\.?|versus|or|against|compared (?:to|with)|instead of|rather than) \d"
    r"|\bfrom \d{1,2}(?:\.\d+)? ?(?:%|percent|pct) (?:down |up )?to \d|\bdifference\b"
)
_WHICH_SHARE: Final = re.compile(r"\b(?:what|which) (?:%|percent\w*|pct|rate|share)")
_ANY_LEFT: Final = re.compile(r"\bhow many\b|\bleft\b|\bremaining\b|\bto go\b")
_HORIZON: Final = re.compile(r"\b\d{1,2} (?:years?|yrs?)\b")


# "What's 6 percent of 84,200 and …": a sum by itself, whatever is asked besides; "half of 6%" is a share of a share.
_PLAIN_SUM: Final = re.compile(
    r"^\W*(?:(?:so|ok|okay|hey|hi|and|also|um|quick question|hold on|wait|sec|one sec|hm+|well)\b[\s,:]*){0,3}"
    r"(?:(?:(?:can|could|would) you )?(?:please )?(?:tell me|say|show me) )?(?:what(?:['’]?s| is|s)?"
    r"|how much(?:['’]?s| is)?|calc\w*|compute|work out)\s+"
    r"(?:(?:(?P<half>half)|(?P<part>\d{1,3}(?:\.\d+)?) ?(?:%|percent|pct)) of )?"
    r"(?P<rate>\d{1,3}(?:\.\d+)?) ?(?:%|percent|pct) of (?:a |an |my )?"
    r"(?P<base>\$?\d[\d,]*(?:\.\d+)? ?(?:k|thousand|grand)?)\b(?! ?(?:of|in|up to|%)\b)"
)
_OF_KNOWN_PAY: Final = re.compile(
    r"\b(?:what|how much)(?:['’]?s| is| would)?(?: be)? (?P<rate>\d{1,3}(?:\.\d+)?) ?(?:%|percent|pct) of "
    r"(?:my|her|his) (?:\w+ )?(?:pay|salary|income|gross|comp\w*)\b"
)
_RATE_OF_IT: Final = re.compile(
    r"\b(?P<part>\d{1,3}(?:\.\d+)?) ?(?:%|percent|pct)(?: \w+)? (?:on|of) (?:that|it|this)\b"
    r"|\b(?P<half>half)(?: \w+)? (?:on|of) (?:that|it|this)\b"
)


@dataclass(frozen=True, slots=True)
class ShareAsked:
    """A share of pay that is asked for in dollars.

    `rate` is a fraction; `check` is the pay of a paycheck and `times` how many a year has (0: not told); `year` the pay
    of a year; `bonus` what is paid on top. None where not told. `until`: dollars of which it is asked how many
    paychecks they take. `cap`: the share is the most that the plan lets in; `highly`: it lets in of highly paid people.
    `others`: further shares of the same pay, to be compared; `left`: how many paychecks are still to come (0: not
    told).
    `of_it`: a share of what it comes to, asked for besides ("and a 50% match on that"). `alone`: nothing but a sum is
    asked for, whose amount need be nobody's pay.
    """

    rate: Decimal
    check: Decimal | None
    times: int
    year: Decimal | None
    bonus: Decimal | None
    until: Decimal | None
    cap: bool
    highly: bool
    of_it: Decimal | None = None
    alone: bool = False
    others: tuple[Decimal, ...] = ()
    left: int = 0


@dataclass(frozen=True, slots=True)
class CombinedCapAsked:
    """A cap of the plan on one's own deferrals and after-tax money together: a fraction of pay.

    `pay` and `own`, the deferrals, are dollars of a year; None where not told.
    """

    rate: Decimal
    pay: Decimal | None
    own: Decimal | None


@dataclass(frozen=True, slots=True)
class ChecksAsked:
    """Dollars that a number of paychecks are to take; `total` is None for the room there is, `gross` where not told.

    `by_rule`: pay comes on the 15th and the last day, and how many paychecks are left is asked. `aim`: the `total` is
    what is missing to these dollars.
    """

    checks: int
    total: Decimal | None
    gross: Decimal | None
    by_rule: bool = False
    aim: Decimal | None = None


def read_share_asked(text: str) -> ShareAsked | None:
    """The share of pay whose dollars `text` asks for; None where it asks for something else."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST:
        return None
    if (plain := _plain_sum(said)) is not None:
        return plain
    if not _asks_share(said) or (_NO_SHARE.search(said) and _COUNTED.search(said) is None):
        return None
    found = figures_of(said)
    rates = _rates(said, found)
    pays = _pays(said, found) if rates else None
    if pays is None or not (pays.of_check_or_year or pays.bonus or _about_cap(said) or _OF_KNOWN_PAY.search(said)):
        return None
    if len(rates) > 1 and (pays.bonus or pays.until or not pays.of_check_or_year):
        return None
    return ShareAsked(
        rates[0],
        pays.check,
        pays.times,
        pays.year,
        pays.bonus,
        pays.until,
        cap=_CAP.search(said) is not None and _about_cap(said),
        highly=_HIGHLY.search(said) is not None,
        others=tuple(rates[1:]),
        left=0 if pays.check is None else _checks_told(said),
    )


def _asks_share(said: str) -> bool:
    return any(pattern.search(said) for pattern in (_ASKS, _OF_KNOWN_PAY, _COMPARED_IF, _BARE_RATES))


def _rates(said: str, found: Sequence[Figure]) -> list[Decimal]:
    """The shares that are asked for: one, or some that are compared; empty where they are something else."""
    rates, bare = [one.value for one in shares(found)], _BARE_RATES.search(said)
    if bare is not None and not rates:
        return [Decimal(bare["one"]) / 100, Decimal(bare["two"]) / 100]
    if len(rates) > 1 and _COMPARES.search(said) is None:
        return []
    return rates if 1 <= len(rates) <= _MOST_RATES and len(set(rates)) == len(rates) else []


@dataclass(frozen=True, slots=True)
class _Pays:
    """Dollars of which a share is asked, None where not told, and how many paychecks a year has."""

    check: Decimal | None
    times: int
    year: Decimal | None
    bonus: Decimal | None
    until: Decimal | None

    @property
    def of_check_or_year(self) -> bool:
        return self.check is not None or self.year is not None


def _pays(said: str, found: Sequence[Figure]) -> _Pays | None:
    """What each amount is by its words and its size; None where one is of something else."""
    paid = _WANTED_PERIOD.sub(" ", said)
    times = next((count for count, words in PERIODS.items() if words.search(paid)), 0)
    told: dict[str, Decimal] = {}
    for one in dollars(found):
        if _AGREES.search(one.after):
            continue  # the answer as the person has it
        if _BONUS.search(one.after[:14]) or _BONUS.search(one.before[-20:]):
            told.setdefault("bonus", one.value)
        elif _UNTIL.search(one.before):
            told["until"] = one.value
        elif one.value < YEARS_PAY and (_is_check(one, said) or times):
            told.setdefault("check", one.value)
        elif _is_years(one, shares(found), said):
            told.setdefault("year", one.value)
        else:
            return None
    return _Pays(told.get("check"), times, told.get("year"), told.get("bonus"), told.get("until"))


def _plain_sum(said: str) -> ShareAsked | None:
    """A share of an amount asked for as the first thing of a message; None where it begins otherwise."""
    found = _PLAIN_SUM.match(said)
    base_at = (found.start("base"), found.end("base")) if found is not None else (0, 0)
    amounts = [one for one in dollars(figures_of(said)) if base_at[0] <= one.start < base_at[1]]
    if found is None or len(amounts) != 1:
        return None
    base, rate, rest = amounts[0].value, _rate(found) * Decimal(found["rate"]) / 100, said[found.end() :]
    limits = limits_for(published_years()[-1])
    quoted = {base, limits.annual_additions, limits.elective_deferral}
    if any(one.value not in quoted for one in dollars(figures_of(rest))) or "bonus" in rest or _UNTIL.search(rest):
        return None  # more is told than that sum
    besides = _RATE_OF_IT.search(rest)
    times = next((count for count, words in PERIODS.items() if words.search(rest)), 0)
    check = base if base < YEARS_PAY else None
    year = None if base < YEARS_PAY else base
    of_it = None if besides is None else _rate(besides)
    return ShareAsked(rate, check, times, year, None, None, cap=False, highly=False, of_it=of_it, alone=True)


def _rate(found: re.Match[str]) -> Decimal:
    """The fraction that the share of a share is: the whole where none is told."""
    if found["half"]:
        return Decimal("0.5")
    return Decimal(found["part"]) / 100 if found["part"] else Decimal(1)


def read_checks_asked(text: str) -> ChecksAsked | None:
    """The paychecks, and the dollars that they are to take, of which `text` asks what each of them takes."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or _FOR_EACH.search(said) is None or _HORIZON.search(said):
        return None
    found = figures_of(said)
    if (of_one := _of_one_check(said, found)) is not None:
        return of_one
    checks, by_rule = _checks_told(said), _BY_RULE.search(said) is not None and _ANY_LEFT.search(said) is not None
    if not (checks or by_rule) and _WHOLE_YEAR.search(said):
        checks = next((count for count, words in PERIODS.items() if words.search(said)), 0)
    if not ((0 < checks <= MOST_CHECKS) or by_rule) or shares(found) or not _STUFF.search(said):
        return None
    gross: Decimal | None = None
    made: Decimal | None = None
    totals: list[Figure] = []
    for one in dollars(found):
        if _SO_FAR_AFTER.match(one.after) or _SO_FAR_BEFORE.search(one.before):
            made = one.value if made is None else made
        elif _is_gross(one):
            gross = one.value
        else:
            totals.append(one)
    if made is not None:
        aims = [one.value for one in totals if _AIM.search(one.before)]
        if len(aims) != 1 or len(totals) != 1 or aims[0] <= made:
            return None
        return ChecksAsked(checks, aims[0] - made, gross, by_rule=by_rule, aim=aims[0])
    if len(totals) > 1 or (not totals and gross is None and _IT.search(said) is None):
        return None
    return ChecksAsked(checks, totals[0].value if totals else None, gross, by_rule=by_rule)


def read_combined_cap_asked(text: str) -> CombinedCapAsked | None:
    """The cap on deferrals and after-tax money together of which `text` asks what it leaves; None for anything else."""
    said = in_digits(clean(text).lower())
    if len(said) > _LONGEST or not asks_within(text) or _TOGETHER.search(said) is None or _CAPS.search(said) is None:
        return None
    found = figures_of(said)
    rates = {one.value for one in shares(found)}
    if len(rates) != 1 or re.search(r"\bmatch\w*|\bwife|\bhusband|\bjobs\b", said):
        return None
    rate = rates.pop()
    amounts = [one for one in dollars(found) if one.value >= _LEAST_OF_YEAR]
    own = [one.value for one in amounts if _DEFERS.search(one.before)]
    others = [one.value for one in amounts if not _DEFERS.search(one.before)]
    bare = [one * _THOUSAND for one in (Decimal(each) for each in _BARE_PAY.findall(said))]
    pays = [one for one in bare if one * rate in others] or [one for one in others if one >= YEARS_PAY]
    return CombinedCapAsked(rate, pays[0] if len(set(pays)) == 1 else None, own[0] if len(own) == 1 else None)


def _of_one_check(said: str, found: Sequence[Figure]) -> ChecksAsked | None:
    """What is wanted of each paycheck, where the percentage for it is asked and the pay of a paycheck is told."""
    if _WHICH_SHARE.search(said) is None or shares(found):
        return None
    gross = [one.value for one in dollars(found) if _is_gross(one)]
    wanted = [one.value for one in dollars(found) if not _is_gross(one) and _FROM_EACH.match(one.after)]
    if len(gross) != 1 or len(wanted) != 1 or len(dollars(found)) != 2 or wanted[0] >= gross[0]:
        return None
    return ChecksAsked(1, wanted[0], gross[0])


def _checks_told(said: str) -> int:
    """How many paychecks are said to be left, by their number or by their days; 0 for none."""
    if (days := _DAYS.search(said)) is not None:
        return len(_ONE_DAY.findall(days["days"]))
    counted = _CHECKS.search(said)
    if counted is None or _CHECKS_OF.search(said) is None:
        return 0
    return _NUMBERS.get(counted["count"]) or int(counted["count"])


def _is_check(one: Figure, said: str) -> bool:
    return _OF_CHECK.search(one.around) is not None or _OF_CHECK.search(said) is not None


def _is_gross(one: Figure) -> bool:
    return one.value < YEARS_PAY and (
        re.search(
            r"\b(?:gross|check is|paycheck is|paychecks are|checks? of|payrolls? of|paid|pay is"
            r"|each is)(?: (?:of|is|about|at))*[^\w,;]*$",
            one.before,
        )
        is not None
        or re.search(r"^\W*(?:gross|each\b|a (?:pay ?)?check|per (?:pay ?)?check|before tax)", one.after) is not None
    )


def _is_years(one: Figure, rates: Sequence[Figure], said: str) -> bool:
    """Whether the figure is a year's pay: by its words, or as what a percentage is of."""
    of_share = any(
        one.start >= rate.end and re.fullmatch(r"\W*(?:of|x|times|on|\*)?\W*", said[rate.end : one.start])
        for rate in rates
    )
    spoken = _OF_PAY.search(one.around) is not None or re.search(r"\bon\W*$", one.before) is not None
    return one.value >= YEARS_PAY and (of_share or spoken)


def _about_cap(said: str) -> bool:
    """Whether the share is one of after-tax money, or the plan's cap on it: then the known pay is meant."""
    plan = re.search(r"\b(?:plan|screen|site|portal|they|it|page|employer|hr|irs|legal)\b", said) is not None
    asks = asks_within(said) or re.search(r"\b(?:what|which|how)\b", said) is not None
    return asks and (_AFTER_TAX.search(said) is not None or (plan and _CAP.search(said) is not None))
