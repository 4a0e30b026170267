"""Words that tell of money that it has been taxed, is pre-tax or Roth, or is no saving."""

import re
from typing import Final

from nlu.plans.wording import without_other_after_tax

OTHER_MONEY: Final = r"pre-tax|\broth\b|match|\bloan|rollover"
NOT_ROTH = (
    r"\b(?:unlike|other than|not(?! only| just)|non-|without|neither|nor|no|none|never|instead of|apart from|aside from"
    r"|separate(?:ly)? from|distinct from|different from|besides|as opposed to)[ -]?(?:[\w'-]+,? ){0,3}?"
    r"(?<!in-plan )roth\b(?! ira)"
)
NOT_PRE_TAX = re.compile(
    r"\b(?:unlike|not|non-|neither|nor|no|never|other than|rather than|instead of)[ -]?(?:(?:an?|the|as|get|be|been|is"
    r"|are|in|elective|made|even) )*(?:pre-tax|deferrals?|elective deferrals?|deferred|salary reduction)\b"
)
_PRE_TAX = (
    r"\bpre-tax\b|\bdeferr(?:al|ed)\b|\bbefore (?:[\w']+ ){0,4}tax(?:ed|es)?\b"
    r"|\btax-(?:deferred|deductible)\b"
)
TAXED = (
    r"(?<!-)\btaxed\b|\bafter-tax\b|\bincluded in (?:[\w']+ ){0,3}(?:income|wages)|\bnot (?:be )?exclud\w+ from"
    r"|\bincludible in (?:[\w']+ ){0,3}(?:income|wages)|\bcurrently taxable\b|\bnon-?deductible"
    r"|\bnot deductible|\b(?:not|neither) (?:deferred|excluded|sheltered) from\b"
    r"|\btax(?:es)?\b[^.;,]{0,20}\b(?:withheld|taken|paid|deducted|held back|come out|comes out)\b"
    r"|\b(?:after|had|have paid|net of|once|less|minus) (?:[\w']+ ){0,3}tax(?:es)?\b"
    r"|\b(?:irs|uncle sam|government|treasury|tax ?man)\b[^.;]{0,30}\b(?:had|has had|takes|took|taken|got|gotten)"
    r" (?:already )?(?:its|his|their) (?:share|cut|bite|part|due)\b"
    r"|\bno (?:income |tax )*(?:deduction|exclusion|advantage|break|deferral)\b"
    r"|\bpay (?:the |your |income )*tax(?:es)? (?:on (?:it|them) )?(?:now|first|up ?front|today)\b"
    r"|\btax(?:es)? (?:comes?|is|are|goes) (?:taken |paid )?(?:out|off|paid) (?:first|before|up ?front)\b"
    r"|\bnot (?:be )?(?:deducted|subtracted|taken) from (?:[\w']+ ){0,3}(?:wages|income)\b"
    r"|\bnot (?:lower|reduce|cut)s? (?:[\w']+ ){0,2}(?:taxable|taxes)\b"
    r"|\b(?:net|take-home) (?:pay|wages|salary)\b"
    r"|\b(?:part of|counted (?:in|as)) (?:[\w'-]+ ){0,3}(?:wages|income)\b|\b401 ?\(m\)"
)
NOT_SAVED = re.compile(
    r"\b(?:match(?:es|ing)?|employer|company) (?:contribut|money|account|amount|put|adds|pays|stock)"
    r"|\bmatching\b|\bloans?\b|\bpremiums?\b"
    r"|\brolled (?:in|over)\b|\brollover\b|\bfrom (?:an?)?other plans?\b|\binsurance\b"
    r"|\boutside (?:of )?the plan\b|\bseparate from the plan\b|\bpension\b|\bdividends?\b|\bcame (?:in )?from\b"
    r"|\b(?:brought|bring) (?:with|over|in|along)\b"
)
# Tax that is still to come, or that only the growth bears.
_UNTAXED = (
    r"\b(?:not|never) (?:yet |been |be |being )*taxed\b|\buntaxed\b|\btax(?:ed)? (?:later|deferred)\b"
    r"|\byet to be taxed\b|\b(?:owe|pay) (?:(?:the|your|any|no|only|income"
    r"|ordinary) ){0,2}tax(?:es)?\b(?! (?:on it )?(?:now|first|up ?front))"
    r"|\btax(?:ed|es|able)?\b(?: (?:is|are|due|owed|only|income))* (?:when|once|until|at|upon|as|on) (?:[\w']+ ){0,4}?"
    r"(?:withdr\w+|tak\w+|paid|distribut\w+|retire\w*|later|out|leav\w+|payment)\b"
)
_TAXED_FIRST = r"\btaxed (?:before|already)\b(?! (?:withdraw|distrib))"


def is_taxed_not_roth(said: str) -> bool:
    """Whether plain `said` tells that money has been taxed, or is not pre-tax, and that it is not Roth."""
    rest = re.sub(_UNTAXED, " ", said)
    left = NOT_PRE_TAX.sub(" ", rest)
    if re.search(_PRE_TAX, left) or NOT_SAVED.search(left):
        return False
    apart = re.search(NOT_ROTH, said) is not None or re.search(r"\bneither\b[^.;]*\broth\b", said) is not None
    return apart and (re.search(TAXED, rest) is not None or left != rest)


def is_taxed_and_not_roth(said: str) -> bool:
    """The same of words that speak of a name alone: there after-tax money is enough where Roth money is not named."""
    if is_taxed_not_roth(said):
        return True
    rest = re.sub(_UNTAXED, " ", said)
    left = NOT_PRE_TAX.sub(" ", rest)
    if re.search(_PRE_TAX, left) or NOT_SAVED.search(left):
        return False
    if "roth" not in said and re.search(rf"{_TAXED_FIRST}|\b(?:net|take-home) (?:pay|wages|salary)\b", rest):
        return True
    first = re.search(r"\bafter-tax\b", without_other_after_tax(rest))
    return first is not None and not re.search(r"pre-tax|\broth\b|match|\bloan|rollover", rest[: first.start()])
