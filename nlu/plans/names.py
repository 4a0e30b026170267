"""The names that a document gives to after-tax money: its own words, letters and numbers, abbreviations."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from typing import Final

from nlu.plans.wording import without_other_after_tax

_KIND: Final = (
    r"(?:(?:sub-?)?accounts?|sources?|buckets?|lines?|class(?:es)?|types?|dials?|pockets?|tiers?|categor(?:y|ies)"
    r"|headings?|pots?|jars?|drawers?|layers?|streams?|kinds?)"
)
_CODE: Final = r"(?:[a-z]|\d{1,2}|[ivx]{2,4})"
_SHOWN: Final = rf"(?:{_CODE}(?!\w)|\({_CODE}\))"
_SEVERAL: Final = re.compile(
    rf"\b({_KIND}) ({_SHOWN}(?:(?:,? and |,? or |,? & |, ?| to ){_SHOWN})*)(?! [a-z]-)(?![%\w])"
)
_MONEY: Final = r" (?:contributions?|savings|deposits?|money|(?:sub-?)?accounts?|balances?|dollars|sources?)\b"
_OF_ACCOUNTS: Final = r"(?:sub-?)?account|source|bucket|heading|pocket|pot|jar|drawer"
_OTHER: Final = r"pre-tax|\broth\b|match|\bloan|rollover"
_DEFINES: Final = re.compile(
    rf"[\"“]?({_KIND}) ({_CODE})\b(?: (?:contributions?|savings|money|deposits?))?[\"”]?"
    r"(?: ?[—:.(,=-]| (?:is|are|holds?|being|means?|for|takes?)\b)(.*)"
)
_ABBREVIATED: Final = re.compile(
    r"(?m)^[ \t]*(?:[-•*] )?([A-Z]{2,4})(?:[ \t]{2,}|[ \t]*[:=|—–][ \t]*| - )"
    r"(?i:(?:(?:regular|traditional|voluntary|employee|ee|non-roth)[ ,]+)*(?:after|post)[-"
    r" ]?tax\b(?![^\n]{0,30}\broth\b))"
)
_WORDS: Final = frozenset(
    {"NEW", "YES", "NO", "NOTE", "TYPE", "THE", "NOT", "NOW", "ALL", "ADD", "TIP", "FAQ", "STEP", "ROTH"}
)
_STANDS_FOR: Final = "\ue300"


@dataclass(frozen=True)
class Abbreviations:
    """The capitals (AT) that a list in the document explains as after-tax money, which may be words elsewhere.

    They are replaced by a private-use character, which is read as "after-tax", and put back in quotations.
    """

    text: str

    @classmethod
    def of(cls, pages: Iterable[str]) -> "Abbreviations":
        """The abbreviations of a document whose text is given page by page."""
        return cls("\n".join(pages))

    @cached_property
    def _codes(self) -> list[str]:
        found = dict.fromkeys(m[1] for m in _ABBREVIATED.finditer(self.text))
        used = [code for code in found if len(re.findall(rf"\b{code}\b", self.text)) > 1]
        return [code for code in used if code not in _WORDS][:1]

    def mark(self, page: str) -> str:
        """`page` with the abbreviation as one private-use character."""
        return re.sub(rf"\b{self._codes[0]}\b", _STANDS_FOR, page) if self._codes else page

    def unmark(self, text: str) -> str:
        """`text` with the abbreviation as the document has it."""
        return text.replace(_STANDS_FOR, self._codes[0]) if self._codes else text


def coded(texts: Sequence[str]) -> set[str]:
    """The letters or numbers that `texts` give to after-tax money, each with the kind of thing before it: "line c"."""
    return set(_coded(texts))


def with_codes_resolved(text: str, codes: set[str]) -> str:
    """Plain `text` with these letters and numbers read as after-tax money."""
    return _SEVERAL.sub(lambda m: _resolved(m, text, codes), text) if codes else text


def _coded(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        m = _DEFINES.match(text)
        if m is None:
            continue
        said = without_other_after_tax(re.sub(_NOT_ROTH, " ", m[3]))
        taxed = re.search(_TAXED, said)
        if taxed and not re.search(_OTHER, said[: taxed.start()]):
            yield f"{_one_kind(m[1])} {m[2]}"
            if m[2].isalpha() and _one_kind(m[1]) in ("class", "account", "type"):
                # The account of a letter holds the contributions of that letter.
                yield from (f"{kind} {m[2]}" for kind in ("account", "class", "type"))


def _one_kind(kind: str) -> str:
    if kind.startswith("sub"):
        return "account"
    return "class" if kind.startswith("class") else re.sub(r"ies$", "y", kind).removesuffix("s")


def _resolved(m: re.Match[str], text: str, codes: set[str]) -> str:
    kind = _one_kind(m[1])
    numbers = re.findall(rf"\b{_CODE}\b", re.sub(r"\b(?:and|or|to)\b", " ", m[2]))
    if not any(f"{kind} {number}" in codes for number in numbers):
        others = any(code.startswith(f"{kind} ") for code in codes)
        return f"the other money in {m[0]}" if others else m[0]
    if len(numbers) > 1:
        return f"{m[0]}, the after-tax account,"
    if re.match(_MONEY, text[m.end() :]):
        return "after-tax"
    return "after-tax account" if re.match(_OF_ACCOUNTS, kind) else "after-tax contributions"


MONEY_WORD: Final = (
    r"(?:contributions?|savings|deposits?|money|(?:sub-?)?accounts?|balances?|dollars|sources?|buckets?|pay|sides?|pots?"
    r"|jars?|lanes?|pockets?|sliders?|dials?)"
)
NO_NAME: Final = re.compile(
    r"roth|pre-tax|after-tax|match|employer|company|rollover|\b(?:you|they|these|those|it|this|that|contributions?|money|savings|"
    r"deposits?|there|which|what|who|plan|basis|account|one|source|type|kind|your|also|other|following|both|only|more|next|new)\b"
)
# Capitals, as of a name that the document made: "Supplemental Savings", "THRIFT-PLUS", "the Regular Account".
_CAPITALIZED = re.compile(
    r"\b((?:[A-Z][a-z]+(?:[A-Z][a-z]+)*|[A-Z]{3,})(?:[- ](?:[A-Z][a-z]+|[A-Z]{3,}|\+|\d{1,2}(?![\d.,%/])))"
    r"{0,3}(?: [IVX]{1,3}\b)?)(?!\w|[’']\w)"
)
_QUOTED = re.compile(r"[\"“]([A-Za-z][\w-]*(?: [\w-]+){0,3})[\"”]")
_OF_MONEY = re.compile(
    r"\b(?:savings?|contributions?|deposits?|money|accounts?|thrift|plus|sources?|buckets?|options?|dollars|extra"
    r"|supplement\w*|additional|voluntary|regular)\b"
)
_ARTICLES: Final = frozenset(
    {"the", "a", "an", "and", "our", "your", "my", "we", "i", "he", "she", "some", "any", "not"}
)
_OF_PEOPLE = re.compile(r"\b(?:employees?|participants?|members?|associates?)\b")
_PERSON_OR_PLACE = re.compile(
    r"(?<![\w-])(?:employees?|participants?|members?|associates?|trustees?|committee|administrator|section|article|chapter|form"
    r"|page|part|step|note|question|answer|example|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|monday|friday|irs|internal|federal|payroll|fidelity|vanguard|schwab|empower|principal|tiaa"
    r"|workday|netbenefits|merrill|voya|alight|hr|yes|no|if|when|while|after|before|in|on|at|for|to|all|any|each|no"
    r"|whereas|resolved|board|memo|hi|dear|corp|corporation|date|agreement|irc|serp|withdrawals?|distributions?"
    r"|conversions?|center|does|reserved|auto|short|medicare|fica|ira|hsa|fsa|espp|compensation|pay|earnings"
    r"|salary|wages|beneficiary|account value|code"
    r"|congress|treasury|schedule|table|appendix|exhibit|box|line|fund|trust|office|company)(?![\w-])"
)
_VERB = (
    r"(?:—|=|is|are|was|were|means?|has|have|comes?|goes|go|consists?|shall|must|will|made|holds?|can be|may be"
    r"|accepts?|draws?|gives?|contains?|deducted|taken"
    r"|refers?|takes?|being|lets?)"
)
_SUBJECT = (
    r"^(?:[\w’',(\"“-]+ ){{0,6}}?[\"“'‘]*(?:{0})s?(?:[\"”'’),.:—-]|\b[\"”]? (?:" + MONEY_WORD + r" )?(?:\([^)]*\) )?"
    rf"{_VERB}(?:\b|(?= )))"
)
_IS = (
    rf"s?[\"”)]?(?: {MONEY_WORD})?"
    r"(?:,? (?:—|->|→|=|is|are|means?|holds?|stands? for|consists? of|refers? to|being|comes? (?:from|out)"
    r"|draws?|goes in"
    r"|takes? (?:money|pay|dollars)|(?:have|has) been|can be filled|is filled)"
    r"|:)(?= (?!(?:i|we|you|they|he|she)\b))"
)
_CLAUSES = re.compile(
    r"(?<=[;.]) |, (?:and|but|while|whereas|though|so) | while | whereas | (?=(?:and|but) (?:the|your|our) )"
)
_ANOTHER_KIND = r"^\W*(?:the |your |our |any |and )*(?:pre-tax|roth|deferr\w+|match\w*|employer|company|rollover)\b"
# What acts or is asked, and what money goes through, is no money: "at Acme", "through the Center".
_NO_MONEY = (
    r"\b(?:through|via|at|by|(?<!we )(?<!what )call|contact|visit|ask|website|app) (?:the |our )?(?:{0})\b"
    r"|\b(?:{0}) (?:offers?|matches|permits?|allows?|employees?|plan|401|will|shall|inc\b|llc|compan|corp|benefits|pays"
    r"|retirement|center|team|savings plan|adds|contributes)"
)
# "… called Overflow", "a slider labeled “Extra”", "out of pay as Thrift Savings"; what is called so stands around it.
_CALLS = (
    r"\b(?:calls?|called|names?|named|known(?: here)? as|refer(?:s|red)? to as|labell?ed|marked|titled|dubbed"
    r"|stands? for|(?:use|say|uses|says) the (?:word|name|term)|(?:shown|shows?(?: up)?|listed|appears?"
    r"|go(?:es)? on|carr(?:y|ies) on|continues?|deposited|saved|made|taken|withheld|kept|held|contributed"
    r"|put(?: \w+)?|wages|pay) as|go(?:es)? by)"
    r"(?: (?:them|it|the|your|our|an?|name|of))*,? [\"“]?(?:{0})s?\b"
)
_GOES_INTO = (
    r"\bafter-tax\b(?:(?!\broth\b|pre-tax)[^.;,:]){{0,40}}?\b(?:in|into|to) (?:an?|the|your|our) [\"“]?(?:{0})\b"
)
_GOES_ON = (
    r"(?:it|they|these|this|that|unlike|both|such|the latter|the money|those (?:contributions|savings)"
    r"|your contributions)\b"
)
_POINTS_BACK = r"(?:this|it|they|these|the latter|that money|such money)\b"
_NOT_ROTH = (
    r"\b(?:unlike|other than|not(?! only| just)|non-|without|neither|nor|no|none|never|instead of|apart from|aside from"
    r"|separate(?:ly)? from|distinct from|different from|besides|as opposed to)[ -]?(?:[\w'-]+,? ){0,3}?"
    r"(?<!in-plan )roth\b(?! ira)"
)
_NOT_PRE_TAX = re.compile(
    r"\b(?:unlike|not|non-|neither|nor|no|never|other than|rather than|instead of)[ -]?(?:(?:an?|the|as|get|be|been|is"
    r"|are|in|elective|made|even) )*(?:pre-tax|deferrals?|elective deferrals?|deferred|salary reduction)\b"
)
_PRE_TAX = (
    r"\bpre-tax\b|\bdeferr(?:al|ed)\b|\bbefore (?:[\w']+ ){0,4}tax(?:ed|es)?\b"
    r"|\btax-(?:deferred|deductible)\b"
)
_TAXED = (
    r"(?<!-)\btaxed\b|\bafter-tax\b|\bincluded in (?:[\w']+ ){0,3}(?:income|wages)|\bnot (?:be )?exclud\w+ from"
    r"|\bincludible in (?:[\w']+ ){0,3}(?:income|wages)|\bcurrently taxable\b|\bnon-?deductible"
    r"|\bnot deductible|\b(?:not|neither) (?:deferred|excluded|sheltered) from\b"
    r"|\btax(?:es)?\b[^.;,]{0,20}\b(?:withheld|taken|paid|deducted|held back|come out|comes out)\b"
    r"|\b(?:after|had|have paid|net of|once|less|minus) (?:[\w']+ ){0,3}tax(?:es)?\b"
    r"|\b(?:irs|uncle sam|government|treasury|tax ?man)\b[^.;]{0,30}\b(?:had|has had|takes|took|taken|got|gotten)"
    r" (?:already )?(?:its|his|their) (?:share|cut|bite|part|due)\b"
    r"|\bno (?:income |tax )*(?:deduction|exclusion|advantage|break|deferral)\b"
    r"|\bpay (?:the |your |income )*tax(?:es)? (?:on (?:it|them) )?(?:now|first|up ?front|today)\b"
    r"|\btax(?:es)? (?:comes?|is|are|goes) (?:taken |paid )?(?:out|off|paid) (?:first|before|up ?front)\b"
    r"|\bnot (?:be )?(?:deducted|subtracted|taken) from (?:[\w']+ ){0,3}(?:wages|income)\b"
    r"|\bnot (?:lower|reduce|cut)s? (?:[\w']+ ){0,2}(?:taxable|taxes)\b"
    r"|\b(?:net|take-home) (?:pay|wages|salary)\b"
    r"|\b(?:part of|counted (?:in|as)) (?:[\w'-]+ ){0,3}(?:wages|income)\b|\b401 ?\(m\)"
)
# Money of others, and money that comes from elsewhere or goes for something else.
_OF_OTHERS = re.compile(r"\b(?:roth|pre-tax|match\w*|employer|company|rollover)\b")
_NOT_SAVED = re.compile(
    r"\b(?:match(?:es|ing)?|employer|company) (?:contribut|money|account|amount|put|adds|pays|stock)"
    r"|\bmatching\b|\bloans?\b|\bpremiums?\b"
    r"|\brolled (?:in|over)\b|\brollover\b|\bfrom (?:an?)?other plans?\b|\binsurance\b"
    r"|\boutside (?:of )?the plan\b|\bseparate from the plan\b|\bpension\b|\bdividends?\b|\bcame (?:in )?from\b"
    r"|\b(?:brought|bring) (?:with|over|in|along)\b"
)
_STATUS = re.compile(
    r"\b(?:available|permitted|allowed|offered|elected|eligible|included|yes|optional|required|conver\w+|withdraw\w*)\b"
)
# Tax that is still to come, or that only the growth bears.
_UNTAXED = (
    r"\b(?:not|never) (?:yet |been |be |being )*taxed\b|\buntaxed\b|\btax(?:ed)? (?:later|deferred)\b"
    r"|\byet to be taxed\b|\b(?:owe|pay) (?:(?:the|your|any|no|only|income"
    r"|ordinary) ){0,2}tax(?:es)?\b(?! (?:on it )?(?:now|first|up ?front))"
    r"|\btax(?:ed|es|able)?\b(?: (?:is|are|due|owed|only|income))* (?:when|once|until|at|upon|as|on) (?:[\w']+ ){0,4}?"
    r"(?:withdr\w+|tak\w+|paid|distribut\w+|retire\w*|later|out|leav\w+|payment)\b"
)
# "Voluntary (taxed now, not Roth)": a name, and in brackets what it is.
_IN_BRACKETS = re.compile(
    r"(?:^|(?<=[.;:,] )|(?<=\bto )|(?<=\bmake )|(?<=\bthe )|(?<=\byour ))"
    r"([a-z][a-z+-]*(?: [a-z+-]+){0,2}?) \(((?:[^()]|\([^()]*\)){8,120})\)"
)
_THESE_ARE_CALLED = (
    r"^\W*(?:we|the plan|they|the \w+) calls? (?:these|this|them|it|such (?:money|amounts))\b"
    r"|^\W*(?:these|this|they|it|those) (?:is|are|goes by|go by)\b[^.;]{0,20}\b(?:called|known as|named?)\b"
)
# 'Section 2.40 is added: "…"': the words of an amendment before those that it adds.
_IS_ADDED = (
    r"^(?:[\w. ()§-]{0,40} )?(?:is|are) (?:hereby )?(?:added|inserted|amended|replaced)"
    r"(?: (?:to read|to provide|by adding|as follows|in its entirety|to the plan))*: ?[\"“]*"
)
_FROM_ELSEWHERE = (
    r"\b(?:brought (?:with|over|in|along)|bring (?:with|over|in)|(?<!be )rolled (?:in\b|over from)|came (?:in "
    r"|over )?from"
    r"|moved (?:in|over) from|transferred (?:in|from))\b[^.;]{0,60}?\b(?:plans?|employers?|iras?|mergers?|jobs?)\b"
)
_TELLS: Final = re.compile(rf"{_TAXED}|{_NOT_ROTH}")
_TAXED_FIRST = r"\btaxed (?:before|already)\b(?! (?:withdraw|distrib))"
_NEAR: Final = 160  # characters between a name without a word for money and what says that it was taxed
_AT_THE_END: Final = 3  # words
_BELOW: Final = 4  # sentences below a name in which it is told what it is


def described(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """Names, in lower case, that a sentence of the document and those that go on about them give to after-tax money.

    `texts` are the plain wordings of its statements in order, `quotes` the same as the document has them.
    """
    shown = " ".join(quotes)
    telling = [_TELLS.search(text) is not None for text in texts]
    for at, added in enumerate(texts[: len(quotes)]):
        text = re.sub(_IS_ADDED, "", added)
        if not text:
            continue
        after = texts[at + 1 : at + 1 + _BELOW]
        before = texts[at - 1] if at else ""
        if not any(telling[max(at - 1, 0) : at + 1 + _BELOW]):
            continue
        yield from _in_brackets(text)
        if re.search(_THESE_ARE_CALLED, text) and _is_taxed_and_not_roth(before):
            yield from (m[1].lower() for m in _QUOTED.finditer(quotes[at]) if not _OF_OTHERS.search(m[1].lower()))
        yield from _told_below(text, after)
        names = _candidates(quotes[at])
        for name in names:
            if _is_after_tax(name, text, (before, after), names, shown) and not _of_another_kind(name, texts):
                yield _singular(name)


def _of_another_kind(name: str, texts: Sequence[str]) -> bool:
    """Whether one of `texts` says outright that `name` is pre-tax or Roth money, or may be either."""
    kind = re.compile(
        rf"\b{re.escape(name)}s? ?(?:\(|—|:|=|is|are|may be|can be|means?)"
        r" ?(?:(?:your|the|an?|made|on|as|only|always|either|our|all|always|designated|contributions|savings"
        r"|money) )*(?:pre-tax|roth)\b"
    )
    return any(kind.search(re.sub(_NOT_ROTH, " ", _NOT_PRE_TAX.sub(" ", text))) for text in texts)


def _candidates(quote: str) -> set[str]:
    """The names in a sentence, in lower case, without those that can be none for money."""
    found = {m[1].lower() for pattern in (_CAPITALIZED, _QUOTED) for m in pattern.finditer(quote)}
    bare = {re.sub(r"^(?:the|your|our|an?|what is|what are|does|can|is|are) ", "", name) for name in found}
    kinds = {name: re.sub(rf" ?{MONEY_WORD}$", "", name) for name in bare}
    return {
        name
        for name, kind in kinds.items()
        if kind
        and kind not in _ARTICLES
        and (kind == "savings" or not NO_NAME.search(kind))
        and not _PERSON_OR_PLACE.search(_OF_PEOPLE.sub(" ", kind) if kind != name else kind)
    }


def _said_of(name: str, text: str, names: Iterable[str]) -> str:
    """The clauses of `text` that speak of `name`, and those behind them that speak of nothing else."""
    others = [re.escape(other) for other in names if other not in name and name not in other]
    another = re.compile(rf"\b(?:{'|'.join(others)})\b|{_ANOTHER_KIND}" if others else _ANOTHER_KIND)
    kept: list[str] = []
    for clause in _CLAUSES.split(text):
        if name in clause or (kept and not another.search(clause)):
            kept.append(clause)
    return "; ".join(kept)


def _is_first(name: str, said: str, names: Iterable[str]) -> bool:
    """Whether `said` is about `name`: no other of `names` stands before it, nor a word that makes it an aside."""
    at = said.find(name)
    behind = re.search(r"(?:\bof|\bby|\bunder|\bper|\bsee|%) (?:the |your |such |an? )?[\"“]?$", said[:at])
    return behind is None and all(other in name or name in other or not 0 <= said.find(other) < at for other in names)


def _is_after_tax(name: str, text: str, around: tuple[str, Sequence[str]], names: set[str], shown: str) -> bool:
    """Whether `text`, with the sentences before and after it (`around`), makes `name` after-tax money."""
    before, after = around
    each = re.escape(name)
    below = [one for one in after if re.match(rf"{_POINTS_BACK}|(?:with |the |your )?{each}\b", one)]
    said = _said_of(name, text, names)
    if re.search(_CALLS.format(each), text):
        back = f"{before}; " if re.match(rf"\W*(?:[\w']+ ){{0,5}}?{_POINTS_BACK}", text) else ""
        return any(_is_taxed_and_not_roth(words) for words in (f"{back}{said}", text, *below))
    of_money = _OF_MONEY.search(name) is not None or re.search(rf"\b{each}s? {MONEY_WORD}\b", text) is not None
    if not of_money and not _is_a_word_of_the_document(name, shown):
        return False
    if _is_alone(name, text):
        return any(_is_taxed_and_not_roth(one) for one in below)
    if not of_money and re.search(_NO_MONEY.format(each), shown.lower()):
        return False
    going_on = list(takewhile(lambda one: re.match(rf"{_GOES_ON}|(?:with |the |your )?{each}\b", one), after))
    rest = said[said.find(name) + len(name) :]
    if not of_money and not re.match(_IS, rest):
        return False
    if _is_first(name, said, names) and _is_taxed_not_roth(f"{said}; {' '.join(going_on)}"):
        return True
    if of_money and re.search(_GOES_INTO.format(each), without_other_after_tax(said)):
        return not _NOT_SAVED.search(said)
    return re.search(_SUBJECT.format(each), said) is not None and _is_taxed_and_not_roth(said[:_NEAR])


def _is_alone(name: str, text: str) -> bool:
    """Whether `text` is the name and no more: a heading, or a question what it is."""
    return (
        re.fullmatch(
            rf"\W*(?:(?:what|which) (?:is|are|does) )?(?:an? |the |my |your )?{re.escape(name)}s?\b[^?]{{0,20}}\?"
            rf"|\W*{re.escape(name)}\W*",
            text,
        )
        is not None
    )


def _in_brackets(text: str) -> Iterator[str]:
    """The names in plain `text` that what stands in brackets behind them tells to be after-tax money."""
    for m in _IN_BRACKETS.finditer(text):
        name = re.sub(r"^(?:(?:to|make|making|the|your|an?|from|in|into|his|her|their|as) )+", "", m[1])
        kind = re.sub(rf" ?{MONEY_WORD}$", "", name)
        # "Employee contributions" are those of nobody in particular until the words behind them tell.
        of_people = _PERSON_OR_PLACE.search(kind) if kind == name else None
        names_none = of_people or NO_NAME.search(kind) or _STATUS.search(kind)
        if kind and not names_none and "pre-tax" not in m[2] and _is_taxed_and_not_roth(m[2]):
            yield _singular(name)


def _brought_in(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """Names, in lower case, that sentences of the document give to money that people brought from other plans."""
    shown = " ".join(quotes)
    for text, quote in zip(texts, quotes, strict=False):
        if re.search(_FROM_ELSEWHERE, text):
            for name in _candidates(quote):
                each = re.escape(name)
                named = re.search(_CALLS.format(each), text) or re.match(_SUBJECT.format(each), text)
                if (
                    named
                    and _is_a_word_of_the_document(name, shown)
                    and not re.search(_NO_MONEY.format(each), shown.lower())
                ):
                    yield name


def _told_below(heading: str, below: Sequence[str]) -> Iterator[str]:
    """The name that is the whole `heading`, where a sentence `below` it that goes on about it tells what it is."""
    heading = heading.rstrip(".: ")
    kind = re.sub(rf" ?{MONEY_WORD}$", "", heading)
    if not kind or kind == heading or len(kind.split()) > _AT_THE_END or NO_NAME.search(kind):
        return
    name = _singular(heading)
    for before, text in pairwise((heading, *below)):
        said = text.partition(name)[2] if name in text else text if re.match(_POINTS_BACK, text) else ""
        if name in before and said and _is_taxed_and_not_roth(said):
            yield name
            return


def _singular(name: str) -> str:
    return name.removesuffix("s") if name.endswith(("contributions", "deposits", "accounts")) else name


def _is_a_word_of_the_document(name: str, shown: str) -> bool:
    """Whether the document made the name: it has a number, is an abbreviation, or is capitalized within a sentence."""
    abbreviates = re.search(rf"\b{re.escape(name.upper())}s?\b", shown) is not None and not shown.isupper()
    return re.search(r"\d", name) is not None or (len(name) < 6 and abbreviates) or _within_a_sentence(name, shown)


def _within_a_sentence(name: str, shown: str) -> bool:
    """Whether the document has the name with its capitals within a sentence too."""
    return any(m[0][0].isupper() for m in re.finditer(rf"(?<=[a-z,] ){re.escape(name)}s?\b", shown, re.IGNORECASE))


def _is_taxed_not_roth(said: str) -> bool:
    """Whether plain `said` tells that money has been taxed, or is not pre-tax, and that it is not Roth."""
    rest = re.sub(_UNTAXED, " ", said)
    left = _NOT_PRE_TAX.sub(" ", rest)
    if re.search(_PRE_TAX, left) or _NOT_SAVED.search(left):
        return False
    apart = re.search(_NOT_ROTH, said) is not None or re.search(r"\bneither\b[^.;]*\broth\b", said) is not None
    return apart and (re.search(_TAXED, rest) is not None or left != rest)


def _is_taxed_and_not_roth(said: str) -> bool:
    """The same of words that speak of a name alone: there after-tax money is enough where Roth money is not named."""
    if _is_taxed_not_roth(said):
        return True
    rest = re.sub(_UNTAXED, " ", said)
    left = _NOT_PRE_TAX.sub(" ", rest)
    if re.search(_PRE_TAX, left) or _NOT_SAVED.search(left):
        return False
    if "roth" not in said and re.search(rf"{_TAXED_FIRST}|\b(?:net|take-home) (?:pay|wages|salary)\b", rest):
        return True
    first = re.search(r"\bafter-tax\b", without_other_after_tax(rest))
    return first is not None and not re.search(r"pre-tax|\broth\b|match|\bloan|rollover", rest[: first.start()])


_NAMED = (
    r"after-tax[^.;()]{0,40}\((?:the |collectively,? |hereinafter,? |called |or )*[\"“]?([a-z][a-z -]{1,40}?)[\"”]?\)"
)
_VOLUNTARY = (
    r"voluntary after-tax (?:employee )?contribution|voluntary (?:non-?deductible |employee"
    r" ){1,2}contribution|voluntary contributions?\b(?:(?!pre-tax)[^.;]){0,40}\bafter-tax"
    r"|after-tax[^.;]{0,20}\(?\"?voluntary contribution"
    r"|voluntary contributions?\b[^;]{0,60}\b(?:they|which|these|that) (?:are|were) taxed (?:when|as"
    r"|before|at the time)"
)
_CALLED_AFTER_TAX = (
    r"\b((?:thrift|basic|supplemental|regular|voluntary|member|associate|additional|employee)"
    r" (?:contribution|saving|deposit))s?\b"
    r"(?:(?!roth|pre-tax)[^.;]){0,60}?\b(?:are|is|be|made|deducted|withheld|taken)\b(?:(?!roth|pre-tax"
    r"|not)[^.;]){0,40}?\bafter-tax\b"
)
# "Extra savings (ES) are non-Roth after-tax contributions"; "the Regular account holds after-tax money".
_DEFINED = (
    r"(?:^|(?<=[.;] )|(?<=\bthe )|(?<=\byour )|(?<=\")"
    r"|(?<=“))([a-z][a-z-]*(?: [a-z][a-z-]*){0,2}?)[\"”]?(?: \(\"?([a-z]{2,6})\"?\))?"
    r" (?:are|is|means?|refers? to|holds?|contains?|stands for|=) (?:your |the |those |all |only |any )?"
    r"(?:non-roth,? |voluntary |employee |additional )*after-tax,? (?:non-roth,? |employee |voluntary )*"
    r"(?:contributions?|savings|money|deposits?|dollars)"
)
_LABELED = (
    r"(?:^|(?<=[.;] ))([a-z]+ (?:savings|contributions?|deposits?)):? (?:—|:"
    r"|=) ?(?:non-roth )?after-tax contributions?\W*$"
)
_NOT_A_KIND = frozenset(
    {"employee", "participant", "member", "associate", "personal", "elective", "deferral", "salary", "payroll", "total"}
    | {"annual", "own", "the", "savings", "contribution", "all", "such", "plan", "tax"}
)
_CREDITED = re.compile(
    r"\bafter-tax contributions?\b[^.;]{0,60}? (?:are|is|be|been) (?:credited|allocated|added|posted|deposited|held"
    r"|kept) (?:to|in|into) (?:an? |the |your |his or her |a separate |my )*([a-z-]+(?: [a-z-]+)?)"
    r" (?:sub-?)?accounts?\b"
)


def names_of_after_tax(texts: Sequence[str], quotes: Sequence[str] = ()) -> Callable[[str], str] | None:
    """What reads such names, in any plain text, as after-tax contributions; None where the plain `texts` give none.

    `quotes` are the same texts as the document has them: its own names are told by their capitals.
    """
    names = set(_names(" ".join(texts))) | {name for text in texts for name in _defined(text)}
    names |= set(described(texts, quotes)) | set(_numbered(texts, quotes))
    codes = coded(texts) | set(_lettered(texts, quotes))
    elsewhere = set(_brought_in(texts, quotes)) - names
    if not names and not codes and not elsewhere:
        return None
    first = _resolving(names, codes, elsewhere)
    credited = {m[1] for text in texts for m in _CREDITED.finditer(first(text)) if not NO_NAME.search(m[1])}
    return _resolving(names | {f"{name} account" for name in credited}, codes, elsewhere) if credited else first


def _resolving(names: set[str], codes: set[str], elsewhere: set[str]) -> Callable[[str], str]:
    either = _any_of(names) if names else r"(?!)"
    kinds = {re.sub(rf" {MONEY_WORD}$", "", name) for name in names} - _NOT_A_KIND
    before_money = re.compile(rf"\b(?:{_any_of(names | kinds) or '(?!)'})(?: contributions?)?(?= {MONEY_WORD}\b)")
    alone = re.compile(rf"(?<!roth )(?<!pre-tax )(?<!elective )\b(?:{either})(s?)(?=\b)(?! ?\))")

    from_elsewhere = re.compile(rf"\b(?:{_any_of(elsewhere) or '(?!)'})(?: {MONEY_WORD})?\b")

    def resolved(text: str) -> str:
        text = alone.sub(_named_after_tax, before_money.sub("after-tax", text))
        text = from_elsewhere.sub("rollover account", text) if elsewhere else text
        return with_codes_resolved(text, codes)

    return resolved


def _any_of(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted((name for name in names if name), key=len, reverse=True)))


def _named_after_tax(m: re.Match[str]) -> str:
    return f"after-tax {'account' if re.search('accounts?$', m[0]) else 'contribution'}{m[1]}"


def with_names_resolved(texts: Sequence[str], quotes: Sequence[str] = ()) -> list[str]:
    """The plain `texts` of one document, with the names that it gives to after-tax contributions read as such."""
    resolved = names_of_after_tax(texts, quotes)
    return [resolved(text) for text in texts] if resolved else list(texts)


def _numbered(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """Numbers of paragraphs by which the document calls the after-tax contributions of that paragraph."""
    named = {m[1] for text in texts for m in re.finditer(rf"(?<![\w.-])({_NUMBER_OF_A_PARAGRAPH}) {MONEY_WORD}", text)}
    number = ""
    for text, quote in zip(texts, quotes, strict=False):
        begins = re.match(rf"\(?({_NUMBER_OF_A_PARAGRAPH})(?![\w%])", quote, re.IGNORECASE)
        number = begins[1].lower() if begins else number
        if number in named:
            masked = without_other_after_tax(text)
            if "after-tax" in masked and "pre-tax" not in masked and number not in text:
                yield number


def _lettered(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """The letters of the items that are after-tax money in a list of kinds: "(c) …", which is "kind (c)" elsewhere."""
    letters = [m[1] if (m := re.match(r"\(([a-z])\) ", quote)) else "" for quote in quotes]
    for letter, text in zip(letters, texts, strict=False):
        if not letter or letters.count(letter) > 1:
            continue
        masked = without_other_after_tax(text)
        if "after-tax" in masked and not re.search(_OTHER, re.sub(_NOT_ROTH, " ", masked)):
            yield from (f"{kind} {letter}" for kind in ("kind", "type", "class", "category"))


_NUMBER_OF_A_PARAGRAPH = r"[a-z]-?\d{1,2}|\d{1,2}\.\d{1,2}(?:\([a-z]\))?"


def _names(text: str) -> Iterator[str]:
    for m in re.finditer(_NAMED, text):
        if "after-tax" not in m[1] and "roth" not in m[1] and m[1] not in ("as", "if any", "and", "or"):
            yield m[1].removesuffix("s") if len(m[1]) > len("irrs") else m[1]
    for m in re.finditer(_CALLED_AFTER_TAX, text):
        yield m[1]
    if re.search(_VOLUNTARY, text):
        yield "voluntary contribution"


def _defined(text: str) -> Iterator[str]:
    if "after-tax" not in text:
        return
    masked = without_other_after_tax(text)
    for m in (*re.finditer(_DEFINED, masked), *re.finditer(_LABELED, masked)):
        name = re.sub(r"^(?:the|your|an?) ", "", m[1])
        generic = re.sub(rf" ?{MONEY_WORD}$", "", name)
        if generic and not NO_NAME.search(generic) and len(generic) > 1:
            yield name.removesuffix("s") if name.endswith(("contributions", "deposits")) else name
        abbreviation = m[2] if m.re.groups > 1 else None
        if abbreviation and not NO_NAME.search(abbreviation):
            yield abbreviation
