"""The names that a document gives to after-tax contributions: thrift, supplemental, voluntary."""

import re
from collections.abc import Sequence

_NAMED = r"after-tax[^.;()]{0,40}\((?:the |collectively,? |hereinafter,? |called )*\"([a-z][a-z -]{2,40})\"\)"
_VOLUNTARY = (
    r"voluntary after-tax (?:employee )?contribution|voluntary (?:non-?deductible |employee"
    r" ){1,2}contribution|voluntary contributions?\b[^.;]{0,40}\bafter-tax"
    r"|after-tax[^.;]{0,20}\(?\"?voluntary contribution"
)
_CALLED_AFTER_TAX = (
    r"\b((?:thrift|basic|supplemental|regular|voluntary|member|associate|additional|employee)"
    r" (?:contribution|saving|deposit))s?\b"
    r"(?:(?!roth|pre-tax)[^.;]){0,60}?\b(?:are|is|be|made|deducted|withheld|taken)\b(?:(?!roth|pre-tax"
    r"|not)[^.;]){0,40}?\bafter-tax\b"
)


def names_of_after_tax(text: str) -> re.Pattern[str] | None:
    """What matches such a name in the plain `text` of a whole document, its plural s as a group; None without one."""
    names = {
        m[1].removesuffix("s") for m in re.finditer(_NAMED, text) if "after-tax" not in m[1] and "roth" not in m[1]
    }
    names |= {m[1] for m in re.finditer(_CALLED_AFTER_TAX, text)}
    if re.search(_VOLUNTARY, text):
        names.add("voluntary contribution")
    if not names:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(s?)(?=\b)")


def with_names_resolved(texts: Sequence[str]) -> list[str]:
    """The plain `texts` of one document, with the names that it gives to after-tax contributions read as such."""
    pattern = names_of_after_tax(" ".join(texts))
    return [pattern.sub(r"after-tax contribution\1", text) for text in texts] if pattern else list(texts)
