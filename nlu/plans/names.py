"""The names and abbreviations that a document gives to after-tax contributions: thrift, supplemental, VAT."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from nlu.plans.codes import coded, with_codes_resolved
from nlu.plans.own_names import MONEY_WORD, NO_NAME, described
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
    codes = coded(texts)
    if not names and not codes:
        return None
    first = _resolving(names, codes)
    credited = {m[1] for text in texts for m in _CREDITED.finditer(first(text)) if not NO_NAME.search(m[1])}
    return _resolving(names | {f"{name} account" for name in credited}, codes) if credited else first


def _resolving(names: set[str], codes: set[str]) -> Callable[[str], str]:
    either = _any_of(names) if names else r"(?!)"
    kinds = {re.sub(rf" {MONEY_WORD}$", "", name) for name in names} - _NOT_A_KIND
    before_money = re.compile(rf"\b(?:{_any_of(names | kinds) or '(?!)'})(?: contributions?)?(?= {MONEY_WORD}\b)")
    alone = re.compile(rf"\b(?:{either})(s?)(?=\b)(?! ?\))")

    def resolved(text: str) -> str:
        text = alone.sub(_named_after_tax, before_money.sub("after-tax", text))
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
