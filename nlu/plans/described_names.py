"""Names that the sentences of a document describe as after-tax money."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from nlu.plans.money_words import MONEY_WORD, NO_NAME, singular
from nlu.plans.name_candidates import (
    PERSON_OR_PLACE,
    QUOTED,
    candidates,
    is_a_word_of_the_document,
    is_first,
    is_heading,
    said_of,
)
from nlu.plans.taxed_money import NOT_PRE_TAX, NOT_ROTH, NOT_SAVED, TAXED, is_taxed_and_not_roth, is_taxed_not_roth
from nlu.plans.wording import without_other_after_tax

_OF_MONEY = re.compile(
    r"\b(?:savings?|contributions?|deposits?|money|accounts?|thrift|plus|sources?|buckets?|options?|dollars|extra"
    r"|supplement\w*|additional|voluntary|regular)\b"
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
# Money of others, and money that comes from elsewhere or goes for something else.
_OF_OTHERS = re.compile(r"\b(?:roth|pre-tax|match\w*|employer|company|rollover)\b")
_STATUS = re.compile(
    r"\b(?:available|permitted|allowed|offered|elected|eligible|included|yes|optional|required|conver\w+|withdraw\w*)\b"
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
_TELLS: Final = re.compile(rf"{TAXED}|{NOT_ROTH}")
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
        if re.search(_THESE_ARE_CALLED, text) and is_taxed_and_not_roth(before):
            yield from (m[1].lower() for m in QUOTED.finditer(quotes[at]) if not _OF_OTHERS.search(m[1].lower()))
        yield from _told_below(text, after)
        names = candidates(quotes[at])
        for name in names:
            if _is_after_tax(name, text, (before, after), names, shown) and not _of_another_kind(name, texts):
                yield singular(name)


def _of_another_kind(name: str, texts: Sequence[str]) -> bool:
    """Whether one of `texts` says outright that `name` is pre-tax or Roth money, or may be either."""
    kind = re.compile(
        rf"\b{re.escape(name)}s? ?(?:\(|—|:|=|is|are|may be|can be|means?)"
        r" ?(?:(?:your|the|an?|made|on|as|only|always|either|our|all|always|designated|contributions|savings"
        r"|money) )*(?:pre-tax|roth)\b"
    )
    return any(kind.search(re.sub(NOT_ROTH, " ", NOT_PRE_TAX.sub(" ", text))) for text in texts)


def _is_after_tax(name: str, text: str, around: tuple[str, Sequence[str]], names: set[str], shown: str) -> bool:
    """Whether `text`, with the sentences before and after it (`around`), makes `name` after-tax money."""
    before, after = around
    each = re.escape(name)
    below = [one for one in after if re.match(rf"{_POINTS_BACK}|(?:with |the |your )?{each}\b", one)]
    said = said_of(name, text, names)
    if re.search(_CALLS.format(each), text):
        back = f"{before}; " if re.match(rf"\W*(?:[\w']+ ){{0,5}}?{_POINTS_BACK}", text) else ""
        return any(is_taxed_and_not_roth(words) for words in (f"{back}{said}", text, *below))
    of_money = _OF_MONEY.search(name) is not None or re.search(rf"\b{each}s? {MONEY_WORD}\b", text) is not None
    if not of_money and not is_a_word_of_the_document(name, shown):
        return False
    if is_heading(name, text):
        return any(is_taxed_and_not_roth(one) for one in below)
    if not of_money and re.search(_NO_MONEY.format(each), shown.lower()):
        return False
    going_on = list(takewhile(lambda one: re.match(rf"{_GOES_ON}|(?:with |the |your )?{each}\b", one), after))
    rest = said[said.find(name) + len(name) :]
    if not of_money and not re.match(_IS, rest):
        return False
    if is_first(name, said, names) and is_taxed_not_roth(f"{said}; {' '.join(going_on)}"):
        return True
    if of_money and re.search(_GOES_INTO.format(each), without_other_after_tax(said)):
        return not NOT_SAVED.search(said)
    return re.search(_SUBJECT.format(each), said) is not None and is_taxed_and_not_roth(said[:_NEAR])


def _in_brackets(text: str) -> Iterator[str]:
    """The names in plain `text` that what stands in brackets behind them tells to be after-tax money."""
    for m in _IN_BRACKETS.finditer(text):
        name = re.sub(r"^(?:(?:to|make|making|the|your|an?|from|in|into|his|her|their|as) )+", "", m[1])
        kind = re.sub(rf" ?{MONEY_WORD}$", "", name)
        # "Employee contributions" are those of nobody in particular until the words behind them tell.
        of_people = PERSON_OR_PLACE.search(kind) if kind == name else None
        names_none = of_people or NO_NAME.search(kind) or _STATUS.search(kind)
        if kind and not names_none and "pre-tax" not in m[2] and is_taxed_and_not_roth(m[2]):
            yield singular(name)


def brought_in(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """Names, in lower case, that sentences of the document give to money that people brought from other plans."""
    shown = " ".join(quotes)
    for text, quote in zip(texts, quotes, strict=False):
        if re.search(_FROM_ELSEWHERE, text):
            for name in candidates(quote):
                each = re.escape(name)
                named = re.search(_CALLS.format(each), text) or re.match(_SUBJECT.format(each), text)
                if (
                    named
                    and is_a_word_of_the_document(name, shown)
                    and not re.search(_NO_MONEY.format(each), shown.lower())
                ):
                    yield name


def _told_below(heading: str, below: Sequence[str]) -> Iterator[str]:
    """The name that is the whole `heading`, where a sentence `below` it that goes on about it tells what it is."""
    heading = heading.rstrip(".: ")
    kind = re.sub(rf" ?{MONEY_WORD}$", "", heading)
    if not kind or kind == heading or len(kind.split()) > _AT_THE_END or NO_NAME.search(kind):
        return
    name = singular(heading)
    for before, text in pairwise((heading, *below)):
        said = text.partition(name)[2] if name in text else text if re.match(_POINTS_BACK, text) else ""
        if name in before and said and is_taxed_and_not_roth(said):
            yield name
            return
