"""Letters and numbers by which a document calls its after-tax money: Line C, Account 3, Class II, AT."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from nlu.plans.wording import without_other_after_tax

_KIND: Final = (
    r"(?:(?:sub-?)?accounts?|sources?|buckets?|lines?|class(?:es)?|types?|dials?|pockets?|tiers?|categor(?:y|ies)"
    r"|headings?|pots?|jars?|drawers?|layers?|streams?)"
)
_CODE: Final = r"(?:[a-z]|\d{1,2}|[ivx]{2,4})"
_SEVERAL: Final = re.compile(rf"\b({_KIND}) ({_CODE}(?:(?:,? and |,? or |,? & |, ?| to ){_CODE})*)\b(?! [a-z]-)(?!%)")
_MONEY: Final = r" (?:contributions?|savings|deposits?|money|(?:sub-?)?accounts?|balances?|dollars|sources?)\b"
_OF_ACCOUNTS: Final = r"(?:sub-?)?account|source|bucket|heading|pocket|pot|jar|drawer"
_TAXED: Final = (
    r"\bafter-tax\b|\btaxed (?:before|already)\b|\bincluded in (?:[\w']+ ){0,3}(?:income|wages)"
    r"|\bnot (?:be )?exclud\w+ from|\bnon-?deductible"
)
_OTHER: Final = r"pre-tax|\broth\b|match|\bloan|rollover"
_NO_ROTH: Final = (
    r"\b(?:unlike|other than|not|non-|without|neither|nor)[ -]?(?:(?:a|as|the|be|designated|any) )*roth(?: \w+)?"
)
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
        said = without_other_after_tax(re.sub(_NO_ROTH, " ", m[3]))
        taxed = re.search(_TAXED, said)
        if taxed and not re.search(_OTHER, said[: taxed.start()]):
            yield f"{_singular(m[1])} {m[2]}"
            if m[2].isalpha() and _singular(m[1]) in ("class", "account", "type"):
                # The account of a letter holds the contributions of that letter.
                yield from (f"{kind} {m[2]}" for kind in ("account", "class", "type"))


def _singular(kind: str) -> str:
    if kind.startswith("sub"):
        return "account"
    return "class" if kind.startswith("class") else re.sub(r"ies$", "y", kind).removesuffix("s")


def _resolved(m: re.Match[str], text: str, codes: set[str]) -> str:
    kind = _singular(m[1])
    numbers = re.findall(rf"\b{_CODE}\b", re.sub(r"\b(?:and|or|to)\b", " ", m[2]))
    if not any(f"{kind} {number}" in codes for number in numbers):
        others = any(code.startswith(f"{kind} ") for code in codes)
        return f"the other money in {m[0]}" if others else m[0]
    if len(numbers) > 1:
        return f"{m[0]}, the after-tax account,"
    if re.match(_MONEY, text[m.end() :]):
        return "after-tax"
    return "after-tax account" if re.match(_OF_ACCOUNTS, kind) else "after-tax contributions"
