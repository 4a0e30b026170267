"""Whether a clause says what the plan is like now, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlu.plans import vocabulary as v
from nlu.plans.answers import negative
from nlu.plans.dates import effective_date
from nlu.plans.vocabulary import has, replaced

if TYPE_CHECKING:
    from nlu.plans.clauses import Clause

_DEFINES = r"^\W*[^.;]{0,70}?\b(?:means?|shall mean|refers? to|is defined as|are defined as)\b"
_CHARACTERIZES = (
    r"\bis (?:an? |the )?(?:[\w-]+ ){0,3}(?:strategy|technique|approach|term|nickname|process|way|method)\b"
    r"(?: (?:in which|that|where|by which|whereby|for|to|of)\b|\W*$)"
    r"|\b(?:feature|option|provision)s? (?:offered|available|found) (?:by|in|under) (?:some|many|certain)\b"
)
_ASKS_WHAT = r"^\W*what (?:is|are) (?:an? |the mega|mega|in-plan|in-service|roth|after-tax)[^?]{0,60}$"
_DEFINED_SUBJECT = r"^\W*(?:it|they|this|these|that|an?)\b(?! (?:plan|company)\b)"
# When somebody was hired is no date of the plan's.
_HIRED = (
    r"\b(?:hired|rehired|employed|joined|born|employees?|participants?|eligible)\b[^.;,]{0,25}?\b(?:before"
    r"|prior to)\b (?:\w+ \d{1,2},? )?(?:19|20)\d\d"
)


# Headings: "Old way (through March 31)", "After-tax contributions are coming", "Under consideration".
_WAS_OR_IS_TO_COME = (
    r"^\W*(?:the )?(?:old|former|previous|prior) (?:way|rules?|plan|provisions?|process)\b"
    r"|\b(?:through|until|before|ended|closed) (?:\w+ \d{1,2},? )?(?:19|20)\d\d\b"
    r"|\b(?:is|are) (?:also )?coming\b|\bcoming (?:soon|next|in|attractions)\b|^\W*(?:and )?(?:so is|next "
    r"year|on the horizon"
    r"|what we are (?:considering|exploring|working on)|under consideration|not yet|wish ?list|what other|what peers)\b"
)
_NOW = (
    r"\b(?:today|currently|at present|right now|until then|until now|until that (?:date|day|time)"
    r"|not changing|stays the same|remains?|still)\b"
)

# Under a heading on the pension and the savings plan, words on the latter.
_OF_THE_SAVINGS_PLAN = r"\b(?:the|our|your) (?:[\w-]+ )?(?:savings plan|401k|403b)\b"
_IS_PLANNED = r"^\W*(?:scheduled|planned|slated|targeted|expected|proposed|under way|in the works) (?:for|in|with)\b"
_NOTICE = r"special tax notice|your rollover options"


# "The ceiling, formerly 7%, is now 12%" speaks of what is.
_FORMER_AMOUNT = r",? \(?(?:formerly|previously|until now|up from|down from) \$?\d[^,;)]{0,30}[,)]?"


# A provision is quoted and struck out: what it said holds no more.
_QUOTED_AND_STRUCK = (
    r"\b(?:which|that|now|presently|currently) (?:reads?|says?|provides?|states?)\b.{3,300}\b(?:is|are)(?: hereby)? "
    r"(?:deleted|replaced|repealed|revoked|rescinded|stricken|struck|superseded|removed)\b"
)


# Whom a rule leaves out says nothing of those for whom it is.
_ALL_BUT_SOME = (
    r",? \b(?:other than|except(?: for)?|excluding|apart from|but not) [^,;.]*(?:, (?:who|which|whose)\b[^,;.]*)?"
)


def past(text: str) -> bool:
    """Whether `text` speaks of what was."""
    if has(_QUOTED_AND_STRUCK, text):
        return True
    text = replaced(r"\b(?:that|which) (?:was|were) not (?:\w+ )?roth\b|\b(?:was|were) not replaced\b", " ", text)
    return has(v.PAST, replaced(_FORMER_AMOUNT, " ", replaced(_HIRED, " ", text)))


def of_a_few(text: str) -> bool:
    """Whether `text` speaks of a few people only, or of something else than the plan."""
    return has(v.FEW, replaced(_ALL_BUT_SOME, " ", text))


def not_now(clause: Clause) -> bool:
    """Whether the clause speaks of plans in general, of the past, of what may come, or of a few people only."""
    text = clause.text
    if any(has(pattern, text) for pattern in (v.GENERAL, v.OVER, _DEFINES, _IS_PLANNED)) or text.endswith("?"):
        return True
    if of_a_few(text):
        return True
    for words in clause.passage.over:
        if has(_NOTICE, words) or (has(v.FEW, words) and not has(_OF_THE_SAVINGS_PLAN, text)):
            return True
    if has(v.GOVERNED, clause.passage.text) or _under_another_time(clause):
        return True
    if has(_CHARACTERIZES, text) and not negative(text):
        return True
    if _leans_on_what_is_not_now(clause) or _explains(clause):
        return True
    return past(text) and effective_date(text) is None


def _under_another_time(clause: Clause) -> bool:
    """Whether it stands under a heading on what was, or on what is to come on a day that is not told."""
    if has(_NOW, clause.passage.text):
        return False
    for words in clause.passage.headings:
        if has(_NOW, words):
            return False
        if has(_WAS_OR_IS_TO_COME, words) and effective_date(words) is None:
            return True
    return False


def _explains(clause: Clause) -> bool:
    """Whether the clause answers what something is, or goes on about it."""
    asked = has(_ASKS_WHAT, clause.passage.lead.split(": ")[-1]) and has(r"\broth|\bin-|after-tax", clause.passage.lead)
    return asked and has(_DEFINED_SUBJECT, clause.text) and not negative(clause.text)


def _leans_on_what_is_not_now(clause: Clause) -> bool:
    text, sentence, before = clause.text, clause.passage.text, clause.passage.before
    if clause.refers and has(v.FEW, before) and not has(r"\bplan\b", text):
        return True
    if has(v.GENERAL, clause.earlier) and has(r"^\W*(?:may|can|could|is|are|will|then)\b", text):
        return True
    if negative(text):
        return False  # "Some plans allow it. Ours does not."
    if clause.refers and has(v.GENERAL, before) and not has(r"\bours\b|\bour plan\b", before):
        return True
    return has(v.GENERAL, sentence) and (clause.refers or has(r"^\W*(?:if|when|where|unless)\b", sentence))
