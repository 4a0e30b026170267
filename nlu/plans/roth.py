"""Roth money under the name of after-tax money: throughout a document, or as the half of a pair of deferrals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from nlu.plans import vocabulary as v
from nlu.plans.vocabulary import has
from nlu.plans.wording import without_other_after_tax

if TYPE_CHECKING:
    from nlu.plans.passages import Passage

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
    r"\bnon-roth|\bother after-tax\b|\b(?:voluntary|traditional|employee) after-tax\b|\b(?:not|other than|unlike|nor"
    r"|neither) (?:a |as |designated |be |is |the )*roth\b(?! ira)"
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


_PRE_TAX = (
    r"(?:pre-tax|tax-deferred|(?<!roth )(?:salary |elective )?deferrals?)"
    r"(?: (?:basis|contributions?|savings|deferrals?|dollars|money|401k|elective|salary|employee|percentage|election))*"
)
_AFTER_TAX = (
    r"(?:an? |on an? |on |as |in )*after-tax"
    r"(?: (?:basis|contributions?|savings|deferrals?|dollars|money|401k|elective|salary|employee|percentage|rates?))*"
)
_BETWEEN = r",? ?(?:and ?/ ?or|/|,|and|or|as well as|plus|—)(?: both| a combination of)? ?"
_PAIR = re.compile(
    rf"\b(?:pre|before)- ?(?:and|or|/) ?{_AFTER_TAX}|{_PRE_TAX}{_BETWEEN}{_AFTER_TAX}"
    rf"|{_AFTER_TAX}{_BETWEEN}(?:an? |on an? |on )?{_PRE_TAX}|\bpre-tax basis {_AFTER_TAX}"
)
# A third kind beside the two, or words that after-tax money alone has.
_THREE = (
    r"\bnon-roth|\bnot roth|\bother than roth|\bnon-?deductible|\bvoluntary after-tax|\bthree\b|\btraditional after-tax"
)
# "Pre-tax, Roth or after-tax" names three kinds.
_BESIDE_ROTH = (
    r"\broth(?: \w+)?,? ?(?:and ?/ ?or|and|or|/|,) both\b"
    r"|\bboth ,? ?(?:and ?/ ?or|/|,|and|or) ?(?:on )?(?:an? )?(?:designated )?roth\b"
)
NO_ROTH = r"\bno roth\b|\broth\b[^.;]{0,30}\b(?:is|are) not (?:\w+ )?(?:offered|available|permitted|allowed|part)\b"
# Only deferrals, pre-tax and Roth together, have the limits of sections 401(k) and 402(g).
_LEGAL_LIMIT = (
    r"\b(?:402g|402\s?\(g\)|section 40[12]\b|elective deferral limit|\$2[2-4],[05]00)"
    r"|\b(?:dollar|irs|irc|internal revenue|code|elective|annual|statutory|legal)\b[^.;]{0,40}\b(?:limit|maximum)"
    r"|\b(?:limit\w*|maximums?)\b[^.;]{0,60}\b(?:by law|the law|irs|irc|internal revenue|code|federal|statut\w*)"
    r"|\bmaximum\b[^.;]{0,60}\blaw\b|\bstatutory\b"
)


def is_pair(text: str) -> bool:
    """Whether all that plain `text` says of after-tax money is to name it as the other half of pre-tax deferrals."""
    masked = without_other_after_tax(text)
    if "after-tax" not in masked or has(_THREE, masked):
        return False
    left = _PAIR.sub(" both ", masked)
    return left != masked and not has(v.AFTER_TAX, left) and not has(_BESIDE_ROTH, left)


def is_pair_up_to_the_law(text: str) -> bool:
    """Whether plain `text` names such a pair under the limit that the law sets for deferrals."""
    return has(_LEGAL_LIMIT, text) and is_pair(text)


def names_after_tax_apart(passages: Iterable[Passage]) -> bool:
    """Whether one of `passages` speaks of after-tax money of the plan's own, or says that there is no Roth money."""
    said = [passage for passage in passages if not passage.supposed and passage.kind != "question"]
    return any(_apart(passage) or has(NO_ROTH, passage.text) for passage in said)


def _apart(passage: Passage) -> bool:
    masked = without_other_after_tax(passage.text)
    return has(v.AFTER_TAX, _PAIR.sub(" both ", masked)) and not has(
        r"\bloans?\b|\brollovers?\b|\bdistributions? from other|\bpremium|\bmatch", masked
    )
