"""What may be a name that the document made for money."""

import re
from collections.abc import Iterable
from typing import Final

from nlu.plans.money_words import MONEY_WORD, NO_NAME

# Capitals, as of a name that the document made: "Supplemental Savings", "THRIFT-PLUS", "the Regular Account".
_CAPITALIZED = re.compile(
    r"\b((?:[A-Z][a-z]+(?:[A-Z][a-z]+)*|[A-Z]{3,})(?:[- ](?:[A-Z][a-z]+|[A-Z]{3,}|\+|\d{1,2}(?![\d.,%/])))"
    r"{0,3}(?: [IVX]{1,3}\b)?)(?!\w|[’']\w)"
)
QUOTED = re.compile(r"[\"“]([A-Za-z][\w-]*(?: [\w-]+){0,3})[\"”]")
_ARTICLES: Final = frozenset(
    {"the", "a", "an", "and", "our", "your", "my", "we", "i", "he", "she", "some", "any", "not"}
)
_OF_PEOPLE = re.compile(r"\b(?:employees?|participants?|members?|associates?)\b")
PERSON_OR_PLACE = re.compile(
    r"(?<![\w-])(?:employees?|participants?|members?|associates?|trustees?|committee|administrator|section|article|chapter|form"
    r"|page|part|step|note|question|answer|example|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|monday|friday|irs|internal|federal|payroll|fidelity|vanguard|schwab|empower|principal|tiaa"
    r"|workday|netbenefits|merrill|voya|alight|hr|yes|no|if|when|while|after|before|in|on|at|for|to|all|any|each|no"
    r"|whereas|resolved|board|memo|hi|dear|corp|corporation|date|agreement|irc|serp|withdrawals?|distributions?"
    r"|conversions?|center|does|reserved|auto|short|medicare|fica|ira|hsa|fsa|espp|compensation|pay|earnings"
    r"|salary|wages|beneficiary|account value|code"
    r"|congress|treasury|schedule|table|appendix|exhibit|box|line|fund|trust|office|company)(?![\w-])"
)
_CLAUSES = re.compile(
    r"(?<=[;.]) |, (?:and|but|while|whereas|though|so) | while | whereas | (?=(?:and|but) (?:the|your|our) )"
)
_ANOTHER_KIND = r"^\W*(?:the |your |our |any |and )*(?:pre-tax|roth|deferr\w+|match\w*|employer|company|rollover)\b"


def candidates(quote: str) -> set[str]:
    """The names in a sentence, in lower case, without those that can be none for money."""
    found = {m[1].lower() for pattern in (_CAPITALIZED, QUOTED) for m in pattern.finditer(quote)}
    bare = {re.sub(r"^(?:the|your|our|an?|what is|what are|does|can|is|are) ", "", name) for name in found}
    kinds = {name: re.sub(rf" ?{MONEY_WORD}$", "", name) for name in bare}
    return {
        name
        for name, kind in kinds.items()
        if kind
        and kind not in _ARTICLES
        and (kind == "savings" or not NO_NAME.search(kind))
        and not PERSON_OR_PLACE.search(_OF_PEOPLE.sub(" ", kind) if kind != name else kind)
    }


def said_of(name: str, text: str, names: Iterable[str]) -> str:
    """The clauses of `text` that speak of `name`, and those behind them that speak of nothing else."""
    others = [re.escape(other) for other in names if other not in name and name not in other]
    another = re.compile(rf"\b(?:{'|'.join(others)})\b|{_ANOTHER_KIND}" if others else _ANOTHER_KIND)
    kept: list[str] = []
    for clause in _CLAUSES.split(text):
        if name in clause or (kept and not another.search(clause)):
            kept.append(clause)
    return "; ".join(kept)


def is_first(name: str, said: str, names: Iterable[str]) -> bool:
    """Whether `said` is about `name`: no other of `names` stands before it, nor a word that makes it an aside."""
    at = said.find(name)
    behind = re.search(r"(?:\bof|\bby|\bunder|\bper|\bsee|%) (?:the |your |such |an? )?[\"“]?$", said[:at])
    return behind is None and all(other in name or name in other or not 0 <= said.find(other) < at for other in names)


def is_heading(name: str, text: str) -> bool:
    """Whether `text` is the name and no more: a heading, or a question what it is."""
    return (
        re.fullmatch(
            rf"\W*(?:(?:what|which) (?:is|are|does) )?(?:an? |the |my |your )?{re.escape(name)}s?\b[^?]{{0,20}}\?"
            rf"|\W*{re.escape(name)}\W*",
            text,
        )
        is not None
    )


def is_a_word_of_the_document(name: str, shown: str) -> bool:
    """Whether the document made the name: it has a number, is an abbreviation, or is capitalized within a sentence."""
    abbreviates = re.search(rf"\b{re.escape(name.upper())}s?\b", shown) is not None and not shown.isupper()
    return re.search(r"\d", name) is not None or (len(name) < 6 and abbreviates) or _within_a_sentence(name, shown)


def _within_a_sentence(name: str, shown: str) -> bool:
    """Whether the document has the name with its capitals within a sentence too."""
    return any(m[0][0].isupper() for m in re.finditer(rf"(?<=[a-z,] ){re.escape(name)}s?\b", shown, re.IGNORECASE))
