"""Where a document calls its Roth money after-tax money throughout."""

import re
from collections.abc import Sequence
from typing import Final

_SAME: Final = re.compile(
    r"after-tax[\"”]?(?: (?!is\b|are\b|means?\b|can\b|may\b|and\b|or\b|to\b)[a-z-]+){0,2}[\"”]?,?"
    r"(?: on your [\w ]{2,20})? (?:here |in (?:this|our|the) plan )?(?:is|are|means?|refers? to|stands for|=)"
    r"(?: (?:what|the|tax|code|law|irs|calls?|known|as|simply|just|really|only|same|thing|our|your|an?|in"
    r"|this|plan|money"
    r"|that|is|contributions?|other|word|name|for|plan's|called|nothing|but|than|type|kind|of)){0,9} \(?[\"“]?"
    r"(?:designated )?roth\b(?! (?:conver|in-plan|ira|roll))"
    r"|after-tax \((?:i\.e\. |the |our |known as |called )?(?:designated )?roth\b[^)]*\)"
    r"|\broth \(after-tax\)"
    r"|after-tax account\b[^.;]{0,40}\b(?:shown|listed|labell?ed|appears?|named)\b[^.;]{0,12}\broth\b"
    r"|\broth\b[^.;]{0,40}\b(?:is|are) what (?:we|our|the|some|many|people|\w+) (?:[\w ]{0,30}?)?\b(?:mean"
    r"|means|call|calls|say)\b"
    r"[^.;]{0,20}after-tax"
    r"|\bwhat (?:we|some|many|people|the) (?:\w+ )?(?:call|calls|mean by)[^.;]{0,12} after-tax[\"”]?(?: "
    r"\w+)? is (?:our|the|really|just)?"
    r" ?(?:designated )?roth\b"
)
_APART: Final = re.compile(
    r"\bnon-roth|\bother after-tax\b|\b(?:voluntary|traditional) after-tax\b|\b(?:not|other than|unlike|nor"
    r"|neither) (?:a |as |designated |be |is |the )*roth\b"
    r"|\bpre-tax,? roth,? (?:and|or|&)[^.;]{0,12}after-tax|\broth (?:and|or|&|/) (?:[\w-]+ )?after-tax"
    r"|after-tax (?:and|or|&) (?:\w+ )?roth\b"
    r"|\bis another\b|\bthird (?:kind|type)|\bbesides roth\b|\bin addition to (?:pre-tax and |[\w-]+ and )?roth"
)

_ONLY: Final = re.compile(r"\bonly\b|\bno other\b|\bnone other\b")  # what is denied is then said of after-tax money


def calls_roth_after_tax(texts: Sequence[str]) -> bool:
    """Whether the plain `texts` of a document say that its after-tax money is Roth, and never set the two apart."""
    return any(_SAME.search(text) and not _ONLY.search(text) for text in texts) and not any(
        _APART.search(text) for text in texts
    )


def with_roth_named(text: str) -> str:
    """Plain `text` of such a document, with its after-tax money read as the Roth money that it is."""
    return re.sub(r"\bafter-tax(?: (?:option|contributions?|savings|money|dollars|deferrals?))?\b", "roth money", text)
