"""Names that a document defines as after-tax contributions, or labels so."""

import re
from collections.abc import Iterator

from nlu.plans.money_words import MONEY_WORD, NO_NAME
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


def named_in(text: str) -> Iterator[str]:
    """The names that the whole plain `text` of a document gives to after-tax contributions."""
    for m in re.finditer(_NAMED, text):
        if "after-tax" not in m[1] and "roth" not in m[1] and m[1] not in ("as", "if any", "and", "or"):
            yield m[1].removesuffix("s") if len(m[1]) > len("irrs") else m[1]
    for m in re.finditer(_CALLED_AFTER_TAX, text):
        yield m[1]
    if re.search(_VOLUNTARY, text):
        yield "voluntary contribution"


def defined_in(text: str) -> Iterator[str]:
    """The names, and their abbreviations, that one plain sentence defines or labels as after-tax contributions."""
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
