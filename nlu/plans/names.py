"""The names and abbreviations that a document gives to after-tax contributions: thrift, supplemental, VAT."""

import re
from collections.abc import Callable, Iterator, Sequence

from nlu.plans.wording import without_other_after_tax

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
_NO_NAME = re.compile(
    r"roth|pre-tax|after-tax|match|employer|company|rollover|\b(?:you|they|these|those|it|this|that|contributions?|money|savings|"
    r"deposits?|there|which|what|who|plan|basis|account|one|source|type|kind|your|also|other|following|both|only|more|next|new)\b"
)
# Capitals, as of a name that the document made: "Supplemental Savings", "THRIFT-PLUS", "the Regular Account".
_CAPITALIZED = re.compile(r"\b((?:[A-Z][a-z]+|[A-Z]{3,})(?:[- ](?:[A-Z][a-z]+|[A-Z]{3,}|\+)){0,2})(?![\w’'])")
_OF_MONEY = (
    r"\b(?:savings?|contributions?|deposits?|money|accounts?|thrift|plus|sources?|buckets?|options?|dollars|extra"
    r"|supplement\w*|additional|voluntary|regular)\b"
)
_SUBJECT = (
    r"^(?:[\w’',-]+ ){{0,6}}?(?:{0})s?\b(?:[\"”),.:—-]| (?:\([^)]*\) )?(?:is|are|means?|has|have|comes?|come"
    r"|goes|go|consists?"
    r"|holds?|can be|may be|accepts?|refers?|takes?|being|lets?)\b)"
)
_GOES_ON = r"(?:it|they|these|this|that|unlike|both|such|the money|your contributions)\b"
_NOT_ROTH = r"\b(?:unlike|other than|not|non-)[ -]?(?:(?:a|as|the|get|be|been|designated|your|in|is|to be) )*roth\b"
_MONEY_WORD = r"(?:contributions?|savings|deposits?|money|accounts?|balances?|dollars|sources?)"


def names_of_after_tax(texts: Sequence[str], quotes: Sequence[str] = ()) -> Callable[[str], str] | None:
    """What reads such names, in any plain text, as after-tax contributions; None where the plain `texts` give none.

    `quotes` are the same texts as the document has them: its own names are told by their capitals.
    """
    names = set(_names(" ".join(texts))) | {name for text in texts for name in _defined(text)}
    names |= set(_described(texts, quotes)) | set(_numbered(texts, quotes))
    coded = set(_coded(texts))
    if not names and not coded:
        return None
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"
    before_money = re.compile(rf"\b(?:{either})(?= {_MONEY_WORD}\b)")
    alone = re.compile(rf"\b(?:{either})(s?)(?=\b)(?! ?\))")

    def resolved(text: str) -> str:
        text = alone.sub(r"after-tax contribution\1", before_money.sub("after-tax", text))
        return _CODES.sub(lambda m: _with_codes_resolved(m, coded), text) if coded else text

    return resolved


def with_names_resolved(texts: Sequence[str], quotes: Sequence[str] = ()) -> list[str]:
    """The plain `texts` of one document, with the names that it gives to after-tax contributions read as such."""
    resolved = names_of_after_tax(texts, quotes)
    return [resolved(text) for text in texts] if resolved else list(texts)


def _described(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """Capitalized names of which a sentence, and those after it that go on about them, say that the money was taxed."""
    whole = " ".join(texts)
    for at, text in enumerate(texts[: len(quotes)]):
        for name in {m[1].lower() for m in _CAPITALIZED.finditer(quotes[at])}:
            bare = re.sub(r"^(?:the|your|our|an?) ", "", name)
            if _NO_NAME.search(re.sub(rf" ?{_MONEY_WORD}$", "", bare)) or not re.search(_OF_MONEY, bare):
                continue
            if re.sub(rf" ?{_MONEY_WORD}$", "", bare) == "" or not re.search(_SUBJECT.format(re.escape(bare)), text):
                continue
            after = list(texts[at + 1 : at + 3])
            goes_on = [one for at_, one in enumerate(after) if all(re.match(_GOES_ON, x) for x in after[: at_ + 1])]
            said = " ".join((text, *goes_on))
            said = said[said.find(bare) + len(bare) :]
            if _is_taxed_and_not_roth(said) and not re.search(rf"\b{re.escape(bare)} \([^)]*(?:pre-tax|roth)", whole):
                yield bare.removesuffix("s") if bare.endswith(("contributions", "deposits", "accounts")) else bare


def _is_taxed_and_not_roth(said: str) -> bool:
    masked = without_other_after_tax(said)
    if re.search(_NOT_ROTH, said) and re.search(r"\btax(?:ed|es)?\b|\bafter-tax\b", said):
        return True
    first = re.search(r"\bafter-tax\b", masked)
    return first is not None and not re.search(r"pre-tax|\broth\b|match|\bloan|rollover", masked[: first.start()])


def _numbered(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """Numbers of paragraphs by which the document calls the after-tax contributions of that paragraph."""
    named = {m[1] for text in texts for m in re.finditer(rf"(?<![\w.-])({_NUMBER_OF_A_PARAGRAPH}) {_MONEY_WORD}", text)}
    number = ""
    for text, quote in zip(texts, quotes, strict=False):
        begins = re.match(rf"\(?({_NUMBER_OF_A_PARAGRAPH})(?![\w%])", quote, re.IGNORECASE)
        number = begins[1].lower() if begins else number
        if number in named:
            masked = without_other_after_tax(text)
            if "after-tax" in masked and "pre-tax" not in masked and number not in text:
                yield number


_NUMBER_OF_A_PARAGRAPH = r"[a-z]-?\d{1,2}|\d{1,2}\.\d{1,2}(?:\([a-z]\))?"
_CODES = re.compile(
    r"\b((?:sub-?)?(?:accounts?|sources?|buckets?)) ([a-z0-9](?:(?:,? and |,? or |, ?)[a-z0-9])*)\b(?! [a-z]-)"
)


def _coded(texts: Sequence[str]) -> Iterator[str]:
    """The letters or numbers of accounts that a document calls by them: "Sub-account D — after-tax"."""
    for text in texts:
        m = re.match(r"(?:sub-?)?(?:account|source|bucket) ([a-z0-9])\b ?[—:.(-]", text)
        if m and "after-tax" in without_other_after_tax(text):
            yield m[1]


def _with_codes_resolved(m: re.Match[str], coded: set[str]) -> str:
    several = re.findall(r"\b[a-z0-9]\b(?<!\ba\b(?= ))", re.sub(r"\b(?:and|or)\b", " ", m[2]))
    return f"{m[0]}, the after-tax account," if coded & set(several) else m[0]


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
        generic = re.sub(rf" ?{_MONEY_WORD}$", "", name)
        if generic and not _NO_NAME.search(generic) and len(generic) > 1:
            yield name.removesuffix("s") if name.endswith(("contributions", "deposits")) else name
        abbreviation = m[2] if m.re.groups > 1 else None
        if abbreviation and not _NO_NAME.search(abbreviation):
            yield abbreviation
