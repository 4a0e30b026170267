"""The plan's own cap on after-tax contributions, in the document's words and as a number."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from core.limits import limits_for, published_years
from nlu.plans import vocabulary as v
from nlu.plans.clauses import Clause
from nlu.plans.findings import AfterTaxCap, Evidence
from nlu.plans.modality import of_a_few, past
from nlu.plans.vocabulary import has, replaced
from nlu.plans.wording import plain, without_other_after_tax

_WORD_NUMBERS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"twenty-five": 25, "thirty": 30, "forty": 40, "fifty": 50}
_NUMBER_WORD = "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True))
_PAY = (
    r"(?:\s+of\s+(?:an?\s+|the\s+|your\s+|his\s+or\s+her\s+|their\s+|each\s+"
    r"|such\s+)?(?:participant['’]?s['’]?\s+|employee['’]?s['’]?\s+)?(?:[\w&/-]+\s+){0,3}?"
    r"(?:base\s*\+\s*bonus|base\s+(?:and|plus|&)\s+bonus|comp(?=\b)|compensation|paychecks?|checks?|bonus|pay"
    r"|earnings|salary|wages|base(?!\s+(?:pay|salary|compensation|earnings|wages)))\b)?"
)
_PERIOD = (
    r"(?:\s*(?:per|a|each|every|in\s+any|for\s+any)\s+(?:calendar\s+|plan\s+)?(?:year|pay\s+period|payroll"
    r"|month)|\s+annually|/year)?"
)
_VALUE = re.compile(
    (
        rf"(?:\$\s?\d[\d,]*(?:\.\d\d)?k?|(?:{_NUMBER_WORD})\s+percent(?:\s+\(\d+(?:\.\d+)?\s?%\))?"
        rf"|_*\d{{1,9}}(?:\.\d{{1,9}})?_*\s?(?:%|percent\b)){_PAY}{_PERIOD}"
    ),
    re.IGNORECASE,
)
_CAPPING = (
    r"\b(?:up to|limit\w*|max\w*|exceed\w*|cap\w*|more than|most|(?:larger|greater|higher) than|tops?"
    r"|ceiling|as (?:high|much) as|ends? at"
    r"|above|beyond|through|from|between|to|another|additional|yes|on an"
    r"|as|after-tax (?:contributions? )?of|rate of|pick|choose|elect)\b|:|\(|—"
)
_LIMITING = (
    r"\b(?:up to|limit\w*|max\w*|exceed\w*|cap\w*|more than|most|(?:larger|greater|higher) than|tops?"
    r"|ceiling|as much as|per|annually|a year|each year|may|can)\b|/year"
)
_COMBINED = (
    r"(?:pre-tax|roth)(?: \w+)?(?:,| and| or|/)[^.;$%]{0,40}after-tax(?! \w+ (?:of|up to))"
    r"|after-tax(?: contributions?)?(?:,| and| or|/)[^.;$%]{0,30}\b(?:pre-tax|roth)|\bcombin\w+"
    r"|\btotal of\b|\ball contributions\b"
)
_PASSED = r"\b(?:beyond|above|past|over|reach\w*|hit\w*|after)\s+(?:the\s+|your\s+)?(?:irs\s+|annual\s+)?$"
_BESIDE = (
    r"\b(?:in addition to|on top of|besides|beyond|plus|after|apart from|aside from|separate(?:ly)? from"
    r"|distinct from|other than|unlike"
    r"|over and above|independent of)\b[^,.;]{0,60}?(?:pre-tax"
    r"|roth)(?:(?: and | or |/)(?:pre-tax|roth))?(?: 401k)?(?: (?:deferrals?|contributions?))?"
)
# An amount that is named to say what it does not bind, or what is used up first.
_NOT_BOUND = (
    r"\b(?:starts?|begins?|starting|beginning) (?:at|with|from) ?$|"
    r"\bwould (?:leave|be|have|give)\b[^.;$%]{0,20}$|"
    r"\b(?:not|never) (?:held|subject|limited|bound|tied|count\w*|part)\b[^.;$%]{0,40}$"
    r"|\b(?:used up|reach\w*|hit|maxed out|fill\w*|exhaust\w*|beyond|past|outside|inside|within)\b[^.;$%]{0,25}$"
    r"|\b(?:auto-?|automatic(?:ally)? )?(?:increas|enroll|escalat)\w*(?: by| of| at)? ?$"
    r"|\b(?:steps|increments|multiples|units) of ?$|\b(?:goes|go|moves?|raised?|rises?) (?:up )?by ?$"
)
_OF_OTHER_MONEY = (
    r"\s*(?:of |in |for |on )?(?:your |the )?(?:pre-?tax|before-?tax|roth|elective|salary|deferrals?|402|irs"
    r"|(?:pre-?tax/)?roth)\b"
    r"|\s*(?:elective |irs |annual |federal |legal )+(?:deferral )?limit"
)
_ASKS_HOW_MUCH = r"\bhow much\b|\blimits?\b|\bmaximum\b|\bmost\b|\bcap\b"
_LEGAL = r"\blesser of\b|\bannual additions?\b|\b(?:total|sum) of\b|\bemployer contributions?\b"
_LEGAL_TOTAL = r"\blesser of\b|\bannual additions?\b|\bemployer contributions?\b"
# A cap of two parts, of which the lower counts.
_SHARE = rf"(?:(?:{_NUMBER_WORD})\s+percent|\d{{1,9}}(?:\.\d{{1,9}})?\s?(?:%|percent\b)){_PAY}"
_DOLLARS = r"\$\s?\d[\d,]*k?"
_LOWER_OF = re.compile(
    rf"(?:lesser|smaller|lower) of\s+(?:\(\w\)\s*)?(?:{_SHARE},?\s+(?:or|and)\s+(?:\(\w\)\s*)?{_DOLLARS}"
    rf"|{_DOLLARS},?\s+(?:or|and)\s+(?:\(\w\)\s*)?{_SHARE})",
    re.IGNORECASE,
)
# "10% of pay, and no more than $20,000 a year."
_BOTH = re.compile(
    rf"{_SHARE}(?:\s+(?:on\s+an\s+)?(?:after|post)[- ]?tax(?:\s+basis)?)?(?:\s+(?:a|per"
    rf"|each)\s+\w+)?,?\s+(?:(?:and|but|or)\s+)?(?:in no case\s+|never\s+|at\s+)?"
    rf"(?:(?:no|not)\s+(?:be\s+)?(?:more|over)(?:\s+than)?|up\s+to|(?:more|over)\s+than|most|to\s+a\s+max(?:imum)?\s+of"
    rf"|a\s+max(?:imum)?\s+of|max(?:imum)?(?:\s+of)?|capped\s+at|not\s+to\s+exceed|above)\s+{_DOLLARS}",
    re.IGNORECASE,
)
_AFTER_TAX_MONEY = rf"(?:{v.AFTER_TAX}|\bnon-?deductible\b)"
_OTHER_MONEY = r"(?:\bpre-tax\b|\btax-deferred\b|\broth\b|\bdeferrals?\b|\bsalary reduction|\bmatch\w*|\brollovers?\b)"
_NO_ROTH = r"\b(?:not|other than|unlike|non-)[ -]?(?:as |a )?roth\b"
_WITHIN = r"(?:(?!\b(?:and|or|but|plus|while)\b)[^,.;()—:%$])"
_ALL_TOGETHER = (
    r"\b(?:all|every|total)\b[^.;]{0,20}\b(?:types|kinds|sources|three|contributions?|elections|savings)\b[^.;]{0,20}"
    r"\b(?:together|combined|in total|added up)\b|^\W*in (?:all|total),? (?:you|participants?|members?|employees)\b"
    r"|\bin (?:all|total)\W*$"
)
_THE_LIMIT = r"\bthis limit\b|\bmost you can\b|\b(?:limit|cap|maximum) is\b"
# "A whole percentage from 0 to 16": the sign stands nowhere.
_BARE_RANGE = re.compile(
    r"\bpercent(?:age)?s?\b[^.;]*?\b\d{1,2} ?(?:to|-|–) ?(\d{1,2})\b(?! ?(?:%|percent|\d))", re.IGNORECASE
)
_BARE_END = re.compile(r"\b\d{1,2} ?(?:to|-|–) ?(\d{1,2})\b(?! ?(?:%|percent|\d))")
_RANGE = r"\s*(?:to|and|-|–|—|through)\s*"
_OUTSIDE_A_LIMIT = r"\b(?:do|does|are|is) not (?:count\w*|subject|held|limited|included|part)\b[^,;.]{0,60}"
_IN_RANGE = re.compile(
    rf"(?<![\d.,])\d+(?:\.\d+)?\s?%?\s*(?:to|-|–|—|through)\s*(\d+(?:\.\d+)?\s?(?:%|percent\b){_PAY})", re.IGNORECASE
)
_ANOTHER_LIMIT = (
    r"\badditional (?:income )?tax\b|\d ?% (?:\w+ )?tax\b|\bpenalt|\b402\b|\b402g\b|\belective deferral limit"
    r"|\b(?:not|no) (?:be |for )?less than\b|\bat least\b"
    r"|\bminimum\b|\bdeferral limit|\bauto-?(?:matic )?(?:increase|enroll)"
)
_SHORT = 12  # words; so short a sentence goes on about what was said before it
_HIGHLY = r"\bhighly[- ]compensated|\bhces?\b"
_NOT_HIGHLY = (
    r"\bnot (?:available to |open to |an? |in the |among the |part of the )?(?:highly|hce)|\bnon-?(?:highly|hce)"
)


# Those that plan documents name beside contributions.
_LIMITS_OF_THE_LAW: Final = (
    "elective_deferral",
    "catch_up",
    "higher_catch_up",
    "annual_additions",
    "compensation",
    "highly_compensated_pay",
    "ira",
)
_AFTER_TAX_DOLLARS = r"^ ?(?:a year |per year |each year |annually )?(?:in|of|as) (?:voluntary |employee )?after-tax\b"


@cache
def _of_the_law() -> frozenset[Decimal]:
    """The amounts that the law sets in some year, which are no plan's own, and deferrals with a catch-up."""
    years = [limits_for(year) for year in published_years()]
    amounts = [getattr(limits, name) for limits in years for name in _LIMITS_OF_THE_LAW]
    together = [
        limits.elective_deferral + more
        for limits in years
        for more in (limits.catch_up, limits.higher_catch_up)
        if more
    ]
    return frozenset(one for one in (*amounts, *together) if isinstance(one, Decimal))


def combined_cap_in(clause: Clause) -> tuple[AfterTaxCap, date | None] | None:
    """The cap on all kinds of employee contributions together, the after-tax ones among them, that `clause` states."""
    text = clause.text
    named = (
        has(v.AFTER_TAX, text) and has(_COMBINED, replaced(rf"{_BESIDE}|{_NO_ROTH}", " ", text)) and not _apart(text)
    )
    named = named or has(_ALL_TOGETHER, text)
    if not named or clause.not_now or clause.passage.chosen is False or has(_LEGAL_TOTAL, text):
        return None
    if has(rf"{v.WITHDRAW}|{v.CONVERT}|\bmatch(?:es|ing)\b|\bloan", text) or not has(_CAPPING, text):
        return None
    words = next((words for words, _ in _nearest(clause, own=False)), None)
    rate, dollars = amounts(words) if words else (None, None)
    if words is None or not rate or dollars is not None:
        return None
    evidence = Evidence(clause.passage.quote, clause.passage.page)
    return AfterTaxCap(words, rate, None, False, evidence, _per(text), together=True), clause.effective


def caps_in(clause: Clause, *, about_after_tax: bool) -> list[tuple[AfterTaxCap, date | None]]:
    """The caps that `clause` states, each with the date it holds from: everybody's, and that of the highly paid.

    `about_after_tax` says that the clause was found to be about after-tax contributions.
    """
    if ")" in clause.text.split("(")[0]:
        clause = replace(clause, text=clause.text.split(")")[0])  # the end of what another clause began in brackets
    own = has(v.AFTER_TAX, clause.text)
    if not (own or about_after_tax or _leans(clause)):
        return []
    evidence = Evidence(clause.passage.quote, clause.passage.page)
    both = _LOWER_OF.search(clause.passage.quote)
    if both is None and not has(r"\bmatch", clause.text):
        both = next((m for m in _BOTH.finditer(clause.passage.quote) if _share_in(m[0]) in clause.text), None)
    rate, dollars = _share_and_dollars(both[0]) if both else (None, None)
    if (
        both
        and dollars not in _of_the_law()
        and not _beside_the_point(replace(clause, text=_one_amount(clause.text)), own=own)
    ):
        return [(AfterTaxCap(both[0], rate, dollars, False, evidence, _per(clause.text)), clause.effective)]
    if _beside_the_point(clause, own=own):
        return []
    unsigned = _without_a_sign(clause, own=own)
    stated = _nearest(clause, own=own) or ([(unsigned, has(_HIGHLY, clause.text))] if unsigned else [])
    return [cap for words, highly in stated if (cap := _cap(clause, words, evidence, highly=highly)) is not None]


def _cap(clause: Clause, words: str, evidence: Evidence, *, highly: bool) -> tuple[AfterTaxCap, date | None] | None:
    text = clause.text
    rate, dollars = amounts(words)
    own_dollars = has(_AFTER_TAX_DOLLARS, text.partition(plain(words))[2])
    if (dollars in _of_the_law() and not own_dollars) or rate == 0 or dollars == 0:
        return None
    if dollars is not None and not has(_LIMITING, f"{clause.passage.lead} {text}"):
        return None
    return AfterTaxCap(words, rate, dollars, highly, evidence, _per(text)), clause.effective


def _without_a_sign(clause: Clause, *, own: bool) -> str | None:
    """The upper end of a range of percentages without a sign, of several the one nearest to the after-tax money."""
    quote = clause.text
    if not own or not _BARE_RANGE.search(quote):
        return None
    at = [m.start() for m in re.finditer(r"after-tax", quote)] or [0]
    found = min(_BARE_END.finditer(quote), key=lambda m: min(abs(m.start() - a) for a in at), default=None)
    return f"{found[1]}%" if found else None


def _one_amount(text: str) -> str:
    """`text` with "the lesser of a share and dollars" as one amount: two limits of the law are told that way too."""
    return _BOTH.sub("10%", _LOWER_OF.sub("10%", text))


def _share_and_dollars(words: str) -> tuple[Decimal | None, Decimal | None]:
    """The fraction of pay and the dollars in "the lesser of 12% of pay or $15,000"."""
    dollars = re.search(_DOLLARS, words, re.IGNORECASE)
    share = re.search(_SHARE, words, re.IGNORECASE)
    return amounts(share[0])[0] if share else None, amounts(dollars[0])[1] if dollars else None


def _share_in(words: str) -> str:
    """The share of pay in `words`, in plain wording."""
    share = re.search(_SHARE, words, re.IGNORECASE)
    return plain(share[0]) if share else words


def _per(text: str) -> Literal["year", "paycheck"] | None:
    if has(r"\b(?:each|every|per|any|a) (?:pay ?check|pay ?roll|pay period|pay day)", text):
        return "paycheck"
    return "year" if has(r"\b(?:each|every|per|any|a) (?:calendar |plan )?year\b|\bannual|\byearly\b", text) else None


def _leans(clause: Clause) -> bool:
    """Whether the clause goes on about after-tax money that was named before it."""
    near = (clause.passage.before, *clause.contexts[:2])
    goes_on = clause.refers or clause.bare or has(_HIGHLY, clause.text) or has(_THE_LIMIT, clause.text)
    short = len(clause.text.split()) <= _SHORT and not has(rf"{v.OTHER_MONEY}|{v.WITHDRAW}|\bvest", clause.text)
    return (goes_on or (short and has(v.AFTER_TAX, near[0]))) and any(has(v.AFTER_TAX, words) for words in near)


# "will match 50% of after-tax contributions up to 6% of pay": both amounts are of the match.
_MATCHED_ITSELF = rf"\bmatch(?:es|ed|ing)?\b[^.;]{{0,40}}(?:%|percent) (?:of|on) [^.;,]{{0,30}}{v.AFTER_TAX}"


def _beside_the_point(clause: Clause, *, own: bool) -> bool:
    text = clause.text
    capping = has(rf"{_CAPPING}|{_HIGHLY}", f"{clause.passage.lead} {text}" if clause.bare else text)
    capping = capping or (clause.passage.chosen is True and _VALUE.match(text) is not None)
    capping = capping or (
        has(_ASKS_HOW_MUCH, " ".join(clause.passage.over[:1])) and has(v.AFTER_TAX, " ".join(clause.passage.over[:1]))
    )
    if clause.passage.chosen is False or not capping or has(v.GENERAL, text) or of_a_few(text):
        return True
    if has(_MATCHED_ITSELF, text):
        return True
    if has(_ANOTHER_LIMIT, replaced(_OUTSIDE_A_LIMIT, " ", text)) and not (own and _apart(text)):
        return True
    if clause.not_now or (not own and not clause.refers and has(rf"{v.OTHER_MONEY}|\bdefer", text)):
        return True
    if not own and (has(v.WITHDRAW, text) or has(r"\bmatch(?:es|ing)?\b|\bloan|\bminimum\b", text)):
        return True
    if (
        has(_ALL_TOGETHER, text)
        or has(_LEGAL, text)
        or (has(_COMBINED, replaced(rf"{_BESIDE}|{_NO_ROTH}", " ", text)) and not _apart(text))
    ):
        return True
    if past(text) and clause.effective is None and not has(r"\bcurrently\b", text):
        return True
    other = has(r"\bwithdraw|\bconver|\bmatches\b|\bsuspended\b|\bloan", text)
    return other and not has(r"\bcontribut|\bput\b|\bsav", text)


def _apart(text: str) -> bool:
    """Whether the after-tax money has an amount of its own beside the one for other money."""
    if has(r"after-tax(?: \w+)? \([^)]{0,20}\d", text):
        return True
    if len(_BARE_END.findall(text)) > 1:
        return True
    return (
        len(_VALUE.findall(re.sub(r"\d+(?:\.\d+)?%? (?:to|and|-|—) (?=\d)", "", text))) > 1
        and has(r"(?:%|percent|\$\d)[^.;%$]{0,45}after-tax|after-tax[^.;%$]{0,45}(?:\d|\$)", text)
        and not has(r"(?:%|percent)[^.;%$]{0,30}(?:pre-tax|roth)[^.;%$]{0,12}after-tax", text)
    )


def amounts(words: str) -> tuple[Decimal | None, Decimal | None]:
    """The number in a cap's words: (fraction of pay, None) or (None, dollars)."""
    dollars = re.search(r"\$\s?([\d,]+(?:\.\d\d)?)(k?)", words, re.IGNORECASE)
    if dollars:
        return None, Decimal(dollars[1].replace(",", "")) * (1000 if dollars[2] else 1)
    percent = re.search(r"(\d+(?:\.\d+)?)_*\s?(?:%|percent)", words, re.IGNORECASE)
    if percent:
        return Decimal(percent[1]) / 100, None
    word = re.match(rf"({_NUMBER_WORD})\s+percent", words, re.IGNORECASE)
    return (Decimal(_WORD_NUMBERS[word[1].lower()]) / 100, None) if word else (None, None)


def _nearest(clause: Clause, *, own: bool) -> list[tuple[str, bool]]:
    """The amount on after-tax money, in the document's words (False), and the one of the highly paid (True)."""
    text = replaced(_BESIDE, " ", clause.text)
    over = " ".join(clause.passage.over[:1])
    all_highly = has(_HIGHLY, over) and not has(rf"{_NOT_HIGHLY}|\?", over) and not has(_HIGHLY, text)
    # Beside what is set a cell may tell what may be set: "10% (limit 12%)".
    bounded = re.search(
        rf"[%\d] ?(?:— )?\((?:limit|max(?:imum)?|up to|cap)(?: of| is)?:? ({_VALUE.pattern})\)", text, re.IGNORECASE
    )
    if bounded is not None:
        return [(_as_shown(bounded[1].strip(), clause), all_highly)]
    ranges = list(_IN_RANGE.finditer(text))
    if _is_cell(clause) and len(ranges) == 1:
        return [(_as_shown(ranges[0][1].strip(), clause), all_highly or _is_highly(text, *ranges[0].span()))]
    found = [m for m in _VALUE.finditer(text) if _may_cap(text, m)]
    if own:
        found = [m for m in found if not _of_other_money(text, m)]
        at = [m.start() for m in re.finditer(_AFTER_TAX_MONEY, text)] or [0]
        found.sort(key=lambda m: min(abs(m.start() - a) for a in at))
    told: dict[bool, str] = {}
    for best in found:
        # "1% to 8% of pay" and "between 1% and 8%" are caps of 8%.
        upper = next((m for m in found if re.fullmatch(_RANGE, text[best.end() : m.start()])), best)
        told.setdefault(all_highly or _is_highly(text, best.start(), upper.end()), _as_shown(upper[0].strip(), clause))
    return [(words, highly) for highly, words in told.items()]


def _may_cap(text: str, m: re.Match[str]) -> bool:
    before, behind = text[: m.start()], text[m.end() :]
    if re.search(_PASSED, before) or re.search(_NOT_BOUND, before) or re.match(_OF_OTHER_MONEY, behind):
        return False
    return not re.match(
        r"\s*(?:steps|increments|multiples)\b|\s*(?:of |in )?(?:the )?(?:company |employer |nonelective |firm )"
        r"|\s*(?:company |employer )?match",
        behind,
    )


def _of_other_money(text: str, m: re.Match[str]) -> bool:
    """Whether the amount `m` of `text` is that of other money, named right behind it, else the last before it."""
    before, behind = replaced(_NO_ROTH, " ", text[: m.start()]), text[m.end() :]
    named = re.match(rf"{_WITHIN}{{0,30}}?({_AFTER_TAX_MONEY}|{_OTHER_MONEY})", behind)
    if named is None:
        several = list(re.finditer(rf"{_AFTER_TAX_MONEY}|{_OTHER_MONEY}", before))
        named = several[-1] if several else re.search(rf"{_AFTER_TAX_MONEY}|{_OTHER_MONEY}", behind)
    words = named[1] if named is not None and named.re.groups and named[1] else named[0] if named is not None else ""
    return words != "" and not has(_AFTER_TAX_MONEY, words)


def _is_highly(text: str, start: int, end: int) -> bool:
    """Whether the amount at `start` to `end` of `text` binds the highly paid only."""
    before, behind = text[:start], text[end:]
    if not _VALUE.search(f"{before} | {behind}"):
        return has(_HIGHLY, replaced(rf"\([^)]*(?:{_NOT_HIGHLY})[^)]*\)|{_NOT_HIGHLY}", " ", text))
    near = re.split(r"[%$;]|,? and\b|,? but\b|, ", before)[-1]
    after = re.match(r"[^,;%$]{0,40}", behind)
    for words in (after[0] if after else "", near):
        if has(_NOT_HIGHLY, words) or has(r"\b(?:others?|everyone else|rest)\b", words):
            return False
        if has(_HIGHLY, words):
            return True
    return False


def _as_shown(words: str, clause: Clause) -> str:
    """`words` of plain wording as the document has them."""
    if _is_cell(clause):
        return words
    alike = (m[0].strip() for m in _VALUE.finditer(clause.passage.quote))
    return next((shown for shown in alike if plain(shown) == words), words)


def _is_cell(clause: Clause) -> bool:
    return clause.passage.kind == "row" and clause.text == without_other_after_tax(clause.passage.text)
