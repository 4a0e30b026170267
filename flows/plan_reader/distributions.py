"""May the after-tax money leave the plan while the participant still works there, at any age?"""

from flows.plan_reader import vocabulary as v
from flows.plan_reader.clauses import Clause, negative, not_now, status
from flows.plan_reader.money import Money, money_of
from flows.plan_reader.statements import GENERAL, IMPLIED, SPECIFIC, Statement, statement
from flows.plan_reader.vocabulary import has, replaced

_FEATURE = "in_service_distribution"
_PAYS_OUT = rf"(?:{v.WITHDRAW}|\bpayable\b|\bpaid\b)"
_EXPLICIT = r"\bwithdraw|\bdistribut|\bout\b|\bira\b"
_MAY = rf"(?:{v.PERMISSION}|\bis\b|\bare\b|\bwithout\b|\bno restrict|\bremains?\b|\bmust\b|\bneed to\b|\blimited to\b)"
_WITHDRAWALS = r"^\W*(?:other |non-hardship |regular |voluntary )*withdrawals?\b(?!.*\b(?:after|when|upon|leav|terminat|retire|hardship))"
_AGE_WAIVED = r"\b(?:regardless of|without regard to|before|prior to|even if|any|no|under|younger than|below|not yet)\b[^.,;]{0,30}\b(?:59half|age)\b"


def distribution(clause: Clause) -> Statement | None:
    """What `clause` says on taking the after-tax money out while employed."""
    text = clause.text
    found, over = _topic(clause)
    if not found or clause.passage.kind == "question" or not_now(clause) or has(v.CLOSED, text):
        return None
    if _about_taxes(text):
        return None
    if has(r"\binto the plan\b|\brolled in\b|\bloans?\b(?!.*withdraw)", text) and not has(v.IN_SERVICE, text):
        return None
    if has(r"^\W*(?:if|when|after|once) you (?:withdraw|take)\b", text) and negative(text):
        return None
    if any(has(v.CLOSED, words) for words in clause.contexts[:2]):
        return None
    money = money_of(clause, over)
    if _denies(clause, over):
        return _denied(clause, money, over)
    if not (has(_MAY, text) or clause.bare or has(v.ANY_TIME, text)):
        return None
    return _allowed(clause, money, over)


def _about_taxes(text: str) -> bool:
    """Whether `text` says how payments are taxed rather than when they may be had."""
    taxes = has(r"(?<!after-)(?<!pre-)\btax(?:ed|es|able|ation|-free| free)?\b|\bwithholding\b|\bpenalty\b|\bordinary income\b", text)
    return taxes and not has(v.ANY_TIME, text) and not has(r"\b(?:may|can|could|able to|permitted|allowed|available|only)\b(?! apply)(?! be (?:taxed|subject))", text)


def _topic(clause: Clause) -> tuple[bool, str]:
    text = replaced(r"\b(?:otherwise )?(?:eligible for|distributable|qualif(?:y|ies) for)\b[^.;]{0,30}distributions?", " ", clause.text)
    converts = has(v.CONVERT, text)
    if has(_PAYS_OUT, text) and not (converts and not has(_EXPLICIT, replaced(v.CONVERT, " ", text))):
        return True, ""
    if converts:
        return False, ""
    timed = has(v.ANY_TIME, text) or has(v.HALF_AGE, text) or has(v.HARDSHIP, text) or status(text) is not None
    for words in (*clause.contexts, clause.passage.before):
        if has(_PAYS_OUT, words) and not has(v.CONVERT, words):
            return timed and (
                clause.bare or clause.refers or clause.passage.kind != "prose" or bool(status(text)) or has(_MAY, text)
            ), words
        if has(v.CONVERT, words):
            return False, ""
    return False, ""


def _denies(clause: Clause, over: str) -> bool:
    text = clause.text
    if negative(text) or status(text) == "no" or has(r"\bhas to wait\b|\bmust wait\b", text):
        return True
    lead = clause.passage.lead or over
    return bool(lead) and clause.passage.kind == "item" and negative(lead) and status(text) != "yes"


def _denied(clause: Clause, money: Money, over: str) -> Statement | None:
    text = clause.text
    if money.excepted:
        free = has(v.ANY_TIME, text) or has(v.IN_SERVICE, text) or has(v.ANY_TIME, clause.passage.text)
        return (
            statement(_FEATURE, "yes", SPECIFIC, clause)
            if free and not _waits(text, replaced(v.EXCEPTED, " ", text))
            else None
        )
    young = has(r"\b(?:less|fewer) than\b|\bwithin\b|\bfirst\b", text) and has(r"\b(?:months|years)\b", text)
    if money.other_only or young or (has(v.HARDSHIP, text) and not has(rf"{v.ONLY}|\bexcept|\bunless", text)):
        return None
    if money.after_tax:
        return statement(_FEATURE, "no", SPECIFIC, clause)
    about_service = (
        has(v.IN_SERVICE, f"{text} {over}")
        or has(v.HALF_AGE, text)
        or has(r"\bin-service\b|\bwhile\b", " ".join(clause.contexts))
    )
    before_then = has(r"\bbefore (?:then|that)\b", text)
    if about_service or before_then or (status(text) == "no" and over):
        return statement(_FEATURE, "no", GENERAL, clause)
    return None


def _waits(text: str, remaining: str) -> bool:
    del text
    return has(v.HALF_AGE, remaining) and has(v.AFTER_TAX + r"[^.;]{0,40}59half", remaining)


def _allowed(clause: Clause, money: Money, over: str) -> Statement | None:
    text = clause.text
    free = has(v.ANY_TIME, text)
    scope = (
        text
        if free or has(v.HALF_AGE, text) or has(v.HARDSHIP, text)
        else " ".join((text, over, *clause.passage.over[:1]))
    )
    aged = has(v.HALF_AGE, scope) and not has(_AGE_WAIVED, scope)
    hard = has(v.HARDSHIP, scope)
    in_service = has(v.IN_SERVICE, text) or any(has(v.IN_SERVICE, words) for words in clause.contexts)
    in_service = in_service or any(has(_WITHDRAWALS, words) for words in clause.passage.over)
    left = has(v.SEVERANCE, scope) and not has(v.IN_SERVICE, text)
    only = has(v.ONLY, text)
    if money.excepted:
        return statement(_FEATURE, "no", SPECIFIC, clause) if not aged else None
    if money.other_only:
        return None
    strength = SPECIFIC if money.after_tax else IMPLIED
    if aged:
        return statement(_FEATURE, "no", strength, clause)
    if hard:
        return statement(_FEATURE, "no", strength, clause) if only else None
    if left:
        return statement(_FEATURE, "no", max(strength, GENERAL), clause) if only else None
    if money.after_tax and (free or in_service):
        return statement(_FEATURE, "yes", SPECIFIC, clause)
    if money.any and free and in_service:
        return statement(_FEATURE, "yes", GENERAL, clause)
    return None
