"""Where "pre-tax or after-tax" names the two kinds of deferral, of which the second is Roth."""

import re
from collections.abc import Iterable

from nlu.plans import vocabulary as v
from nlu.plans.passages import Passage
from nlu.plans.vocabulary import has
from nlu.plans.wording import without_other_after_tax

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
