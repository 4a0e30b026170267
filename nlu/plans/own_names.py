"""Names with capitals, or in quotation marks, of which a document says that the money under them was taxed."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from nlu.plans.wording import without_other_after_tax

MONEY_WORD: Final = (
    r"(?:contributions?|savings|deposits?|money|(?:sub-?)?accounts?|balances?|dollars|sources?|buckets?|pay)"
)
NO_NAME: Final = re.compile(
    r"roth|pre-tax|after-tax|match|employer|company|rollover|\b(?:you|they|these|those|it|this|that|contributions?|money|savings|"
    r"deposits?|there|which|what|who|plan|basis|account|one|source|type|kind|your|also|other|following|both|only|more|next|new)\b"
)
# Capitals, as of a name that the document made: "Supplemental Savings", "THRIFT-PLUS", "the Regular Account".
_CAPITALIZED = re.compile(
    r"\b((?:[A-Z][a-z]+(?:[A-Z][a-z]+)*|[A-Z]{3,})(?:[- ](?:[A-Z][a-z]+|[A-Z]{3,}|\+|\d{1,2}(?![\d.,%/])))"
    r"{0,3}(?: [IVX]{1,3}\b)?)(?![\w’'])"
)
_QUOTED = re.compile(r"[\"“]([A-Za-z][\w-]*(?: [\w-]+){0,3})[\"”]")
_OF_MONEY = re.compile(
    r"\b(?:savings?|contributions?|deposits?|money|accounts?|thrift|plus|sources?|buckets?|options?|dollars|extra"
    r"|supplement\w*|additional|voluntary|regular)\b"
)
_PERSON_OR_PLACE = re.compile(
    r"\b(?:employees?|participants?|members?|associates?|trustees?|committee|administrator|section|article|chapter|form"
    r"|page|part|step|note|question|answer|example|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|monday|friday|irs|internal|federal|payroll|fidelity|vanguard|schwab|empower|principal|tiaa"
    r"|workday|netbenefits|merrill|voya|alight|hr|yes|no|if|when|while|after|before|in|on|at|for|to|all|any|each|no)\b"
)
_VERB = (
    r"(?:—|=|is|are|was|were|means?|has|have|comes?|goes|go|consists?|shall|must|will|made|holds?|can be|may be"
    r"|accepts?"
    r"|refers?|takes?|being|lets?)"
)
_SUBJECT = (
    r"^(?:[\w’',-]+ ){{0,6}}?[\"“]?(?:{0})s?(?:[\"”),.:—-]|\b[\"”]? (?:" + MONEY_WORD + r" )?(?:\([^)]*\) )?"
    rf"{_VERB}(?:\b|(?= )))"
)
_IS = (
    rf"[\"”]?(?: {MONEY_WORD})?"
    r"(?:,? (?:—|is|are|means?|holds?|consists? of|refers? to|being|comes? (?:from|out of))|:)(?= )"
)
_CALLED = (
    r"\bafter-tax\b(?:(?!roth|pre-tax)[^.;]){{0,60}}?\b(?:calls?|called|names?|named|known as|refer(?:s|red)? to as"
    r"|labell?ed|shown as|listed as|goes? by)(?: (?:them|it|the|your|our|an?|name|of))*,? [\"“]?(?:{0})s?\b"
)
_CALLS = (
    r"\b(?:calls?|called|names?|named|known as|refer(?:s|red)? to as)(?: (?:them|the|your|our))*,? [\"“]?(?:{0})s?\b"
)
_GOES_ON = (
    r"(?:it|they|these|this|that|unlike|both|such|the latter|the money|those (?:contributions|savings)"
    r"|your contributions)\b"
)
_POINTS_BACK = r"(?:this|it|they|these|the latter|that money|such money)\b"
_NOT_ROTH = (
    r"\b(?:unlike|other than|not|non-|without|neither|nor|no)[ -]?(?:(?:a|as|the|get|be|been|designated"
    r"|your|in|is|to be"
    r"|any) )*roth\b"
)
_TAXED = (
    r"\btax(?:ed|es)?\b|\bafter-tax\b|\bincluded in (?:[\w']+ ){0,3}(?:income|wages)|\bnot (?:be )?exclud\w+ from"
    r"|\bcurrently taxable\b|\bnon-?deductible|\bnot deductible|\b(?:not|neither) (?:deferred|excluded"
    r"|sheltered) from\b"
)
_OF_OTHERS = re.compile(r"\b(?:roth|pre-tax|match\w*|employer|company|rollover)\b")
_STATUS = re.compile(
    r"\b(?:available|permitted|allowed|offered|elected|eligible|included|yes|optional|required|conver\w+|withdraw\w*)\b"
)
_UNTAXED = (
    r"\b(?:not|never) (?:yet |been |be |being )*taxed\b|\buntaxed\b|\btax(?:ed)? (?:later|deferred)\b"
    r"|\byet to be taxed\b"
)
# "Voluntary (taxed now, not Roth)": a name, and in brackets what it is.
_IN_BRACKETS = re.compile(
    r"(?:^|(?<=[.;:,] )|(?<=\bto )|(?<=\bmake )|(?<=\bthe )|(?<=\byour ))"
    r"([a-z][a-z+-]*(?: [a-z+-]+){0,2}?) \(([^)]{8,120})\)"
)
_THESE_ARE_CALLED = (
    r"^\W*(?:we|the plan|they|the \w+) calls? (?:these|this|them|it|such (?:money|amounts))\b"
    r"|^\W*(?:these|this|they|it|those) (?:is|are|goes by|go by)\b[^.;]{0,20}\b(?:called|known as|named?)\b"
)
_TAXED_FIRST = r"\btaxed (?:before|already)\b(?! (?:withdraw|distrib))"
_NEAR: Final = 60  # characters between a name without a word for money and what says that it was taxed
_AT_THE_END: Final = 3  # words


def described(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """Names, in lower case, that a sentence of the document and those that go on about them give to after-tax money.

    `texts` are the plain wordings of its statements in order, `quotes` the same as the document has them.
    """
    whole = " ".join(texts)
    shown = " ".join(quotes)
    for at, text in enumerate(texts[: len(quotes)]):
        if not text:
            continue
        after = list(texts[at + 1 : at + 3])
        before = texts[at - 1] if at else ""
        if not any(re.search(_TAXED, words) for words in (before, text, *after)):
            continue
        yield from _in_brackets(text)
        if re.search(_THESE_ARE_CALLED, text) and _is_taxed_and_not_roth(before):
            yield from (m[1].lower() for m in _QUOTED.finditer(quotes[at]) if not _OF_OTHERS.search(m[1].lower()))
        yield from _told_below(text, texts[at + 1 : at + 4])
        for name in _candidates(quotes[at]):
            if not _is_after_tax(name, text, after, shown):
                continue
            if not re.search(rf"\b{re.escape(name)} \([^)]*(?:pre-tax|roth)", whole):
                yield _singular(name)


def _candidates(quote: str) -> set[str]:
    """The names in a sentence, in lower case, without those that can be none for money."""
    found = {m[1].lower() for pattern in (_CAPITALIZED, _QUOTED) for m in pattern.finditer(quote)}
    bare = {re.sub(r"^(?:the|your|our|an?|what is|what are|does|can|is|are) ", "", name) for name in found}
    kinds = {name: re.sub(rf" ?{MONEY_WORD}$", "", name) for name in bare}
    return {
        name
        for name, kind in kinds.items()
        if kind and (kind == "savings" or not NO_NAME.search(kind)) and not _PERSON_OR_PLACE.search(kind)
    }


def _is_after_tax(name: str, text: str, after: Sequence[str], shown: str) -> bool:
    """Whether `text`, and the sentences `after` it that go on about it, tell that `name` is after-tax money."""
    each = re.escape(name)
    if re.search(_CALLED.format(each), without_other_after_tax(text)):
        return True
    if re.search(_CALLS.format(each), text) and after and re.match(_POINTS_BACK, after[0]):
        return _is_taxed_and_not_roth(after[0])
    of_money = _OF_MONEY.search(name) is not None
    if not of_money and not _within_a_sentence(name, shown):
        return False
    going_on = list(takewhile(lambda one: re.match(_GOES_ON, one), after))
    if re.match(rf"(?:what|which) (?:is|are|does) (?:an? |the |my |your )?{each}s?\b[^?]{{0,20}}\?", text):
        return _is_taxed_and_not_roth(" ".join(going_on))
    said = text[text.find(name) + len(name) :] if name in text else ""
    at_the_end = name in text and len(said.split()) <= _AT_THE_END
    if at_the_end and going_on and re.match(_POINTS_BACK, going_on[0]):
        return _is_taxed_and_not_roth(going_on[0])
    if not re.search(_SUBJECT.format(each), text):
        return False
    if of_money:
        return _is_taxed_and_not_roth(" ".join((said, *going_on)))
    return re.match(_IS, said) is not None and _is_taxed_and_not_roth(said[:_NEAR])


def _in_brackets(text: str) -> Iterator[str]:
    """The names in plain `text` that what stands in brackets behind them tells to be after-tax money."""
    for m in _IN_BRACKETS.finditer(text):
        name = re.sub(r"^(?:(?:to|make|making|the|your|an?|from|in|into|his|her|their|as) )+", "", m[1])
        kind = re.sub(rf" ?{MONEY_WORD}$", "", name)
        names_none = any(pattern.search(kind) for pattern in (NO_NAME, _PERSON_OR_PLACE, _STATUS))
        if kind and not names_none and "pre-tax" not in m[2] and _is_taxed_and_not_roth(m[2]):
            yield _singular(name)


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


def _within_a_sentence(name: str, shown: str) -> bool:
    """Whether the document has the name with its capitals within a sentence too."""
    return any(m[0][0].isupper() for m in re.finditer(rf"(?<=[a-z,] ){re.escape(name)}\b", shown, re.IGNORECASE))


def _is_taxed_and_not_roth(said: str) -> bool:
    said = re.sub(_UNTAXED, " ", said)
    if re.search(_NOT_ROTH, said) and re.search(_TAXED, said):
        return True
    if "roth" not in said and re.search(_TAXED_FIRST, said):
        return True
    first = re.search(r"\bafter-tax\b", without_other_after_tax(said))
    return first is not None and not re.search(r"pre-tax|\broth\b|match|\bloan|rollover", said[: first.start()])
