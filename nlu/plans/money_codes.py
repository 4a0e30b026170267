"""Letters and numbers by which a document calls after-tax money: "line c", "source 3", "2.4"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlu.plans.money_words import MONEY_WORD
from nlu.plans.taxed_money import NOT_ROTH, OTHER_MONEY, TAXED
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
_DEFINES: Final = re.compile(
    rf"[\"“]?({_KIND}) ({_CODE})\b(?: (?:contributions?|savings|money|deposits?))?[\"”]?"
    r"(?: ?[—:.(,=-]| (?:is|are|holds?|being|means?|for|takes?)\b)(.*)"
)
_NUMBER_OF_A_PARAGRAPH = r"[a-z]-?\d{1,2}|\d{1,2}\.\d{1,2}(?:\([a-z]\))?"


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
        said = without_other_after_tax(re.sub(NOT_ROTH, " ", m[3]))
        taxed = re.search(TAXED, said)
        if taxed and not re.search(OTHER_MONEY, said[: taxed.start()]):
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


def numbered(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
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


def lettered(texts: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """The letters of the items that are after-tax money in a list of kinds: "(c) …", which is "kind (c)" elsewhere."""
    letters = [m[1] if (m := re.match(r"\(([a-z])\) ", quote)) else "" for quote in quotes]
    for letter, text in zip(letters, texts, strict=False):
        if not letter or letters.count(letter) > 1:
            continue
        masked = without_other_after_tax(text)
        if "after-tax" in masked and not re.search(OTHER_MONEY, re.sub(NOT_ROTH, " ", masked)):
            yield from (f"{kind} {letter}" for kind in ("kind", "type", "class", "category"))
