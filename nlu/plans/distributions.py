"""May the after-tax money leave the plan while the participant still works there, at any age?"""

from dataclasses import replace

from nlu.plans import vocabulary as v
from nlu.plans.answers import negative, status
from nlu.plans.clauses import Clause
from nlu.plans.money import Money, money_in, money_of
from nlu.plans.statements import GENERAL, IMPLIED, SPECIFIC, Says, Statement, statement
from nlu.plans.vocabulary import has, replaced
from nlu.plans.vocabulary.contributions import TAX_FREE

_ROLLED_OUT_LATER = (
    r"\broll(?:ed|ing)?[ -]?over\b(?![^.;]*\broth\b(?! ira))[^.;]{0,80}\b(?:only|until|after|upon|once"
    r"|when)\b[^.;]{0,30}"
    r"(?:terminat|separat|leav|retir|sever)"
)
_UNTIL_AN_AGE = (
    r"\b(?:before|until|up to|under|younger than)\b (?:you (?:are|reach|turn) )?(?:age )?(?:59half|5\d|6\d)\b"
)
_STAYS = (
    r"\b(?:stays?|remains?|kept|held|locked|left) in (?:the |your |this )?(?:plan|account"
    r"|trust)\b[^.;]{0,30}\b(?:until|unless)\b"
    r"|\b(?:tied up|locked(?: up| in| away)?)\b[^.;]{0,30}\b(?:until|unless)\b"
    rf"|{_UNTIL_AN_AGE}[^.;]{{0,80}}?(?<!not )\b(?:stays?|remains?)\b(?: put| where| in| there)"
)
_AT_HAND = (
    r"\b(?:money|contributions?|accounts?|balance|savings)\b[^.;]{0,20}\b(?:is|are) (?:always |fully"
    r" )?(?:available|accessible)"
    r" (?:to you|while|at)\b"
)
_PAYMENTS_AT_WORK = r"\bpayments? (?:while|during|before|in)\b"
_PAYS_OUT = rf"(?:{v.WITHDRAW}|{_PAYMENTS_AT_WORK}|\bpayable\b|\bpaid\b|{_ROLLED_OUT_LATER}|{_STAYS}|{_AT_HAND})"
_EXPLICIT = r"\bwithdraw|\bdistribut|\bout\b|\bira\b"
_OTHER_DEEDS = (
    r"\bcontribut|\bsav(?:e|ing)\b|\bput\b|\bchange|\bloan|\bborrow|\belect|\bstop|\bmatch(?:ed|es)\b|\binvest|\bmove\b"
    r"|\bswitch|\bconver"
)
_MAY = (
    rf"(?:{v.PERMISSION}|\bis\b|\bare\b|\bwithout\b|\bno restrict|\bremains?\b|\bstays?\b|\bmust\b|\bneed to\b"
    rf"|\blimited to\b)"
)
_WITHDRAWALS = (
    r"^\W*(?:other |non-hardship |regular |voluntary )*withdrawals?\b(?!.*\b(?:after|when|upon|leav"
    r"|terminat|retire|hardship))"
)
_AGE_WAIVED = (
    r"\bnot (?:have|need|required)\b[^.;]{0,30}\b(?:59half|age)\b|"
    r"\b(?:regardless of|without regard to|before|prior to|even if|whether or not|any|no|under|younger than|below"
    r"|not yet)\b[^.,;]{0,30}\b(?:59half|age)\b"
)
_TAXES = r"(?<!after-)(?<!pre-)\btax(?:ed|es|able|ation|-free| free)?\b|\bwithholding\b|\bpenalty\b|\bordinary income\b"
_TAX_FREE = rf"{TAX_FREE}|\bfree (?:of|from) (?:\w+ )?tax"
_MAY_BE_HAD = r"\b(?:may|can|could|able to|permitted|allowed|available|only)\b(?! apply)(?! be (?:taxed|subject))"
_BESIDES = r"\b(?:in addition to|besides|on top of) [^,.;]{3,60},"
_BUT_FOR = r"\bexcept|\bunless|\bother than|\b(?:apart|aside) from|\bbesides"
_GOES_IN = r"\binto the plan\b|\brolled in\b|\bloans?\b(?!.*withdraw)"
_IF_TAKEN = r"^\W*(?:if|when|after|once) you (?:withdraw|take)\b"
# "Only at 59½ or (rollover account) at any time" is about the rest.
_OTHER_AT_ANY_TIME = (
    r",?(?: or| and)?(?: for| from)?(?: the| your)? \(?rollover (?:accounts?|money"
    r"|contributions?|balances?)\)?:? (?:at any time|whenever)"
)
_MAY_BE_DISTRIBUTED = r"\b(?:otherwise )?(?:eligible for|distributable|qualif(?:y|ies) for)\b[^.;]{0,30}distributions?"


def distribution(clause: Clause) -> Statement | None:
    """What `clause`, which speaks of the plan as it is now, says on taking the after-tax money out while employed."""
    if has(_OTHER_AT_ANY_TIME, clause.text) and (has(v.HALF_AGE, clause.text) or has(v.HARDSHIP, clause.text)):
        clause = replace(clause, text=replaced(_OTHER_AT_ANY_TIME, " ", clause.text))
    found, over = _topic(clause)
    if not found or clause.passage.kind == "question" or _beside_the_point(clause):
        return None
    money = money_of(clause, over)
    if _denies(clause, over):
        return _denied(clause, money, over)
    said = has(_MAY, clause.text) or has(v.ANY_TIME, clause.text) or _limits(clause.text) or clause.bare
    return _allowed(clause, money, over) if said else None


def _said(says: Says, strength: int, clause: Clause) -> Statement | None:
    return statement("in_service_distribution", says, strength, clause)


def _beside_the_point(clause: Clause) -> bool:
    text = clause.text
    if clause.on_closed_account:
        return True
    if has(_TAXES, text) and not has(v.ANY_TIME, text) and not has(_MAY_BE_HAD, text):
        return True  # how payments are taxed, not when they may be had
    if has(_TAX_FREE, text) and not has(v.ANY_TIME, text) and not has(v.IN_SERVICE, text):
        return True
    if has(_GOES_IN, text) and not has(v.IN_SERVICE, text) and status(text) != "no":
        return True
    return (has(_IF_TAKEN, text) or has(v.SUSPENDED, text)) and negative(text)


def _topic(clause: Clause) -> tuple[bool, str]:
    """Whether the clause is about taking money out, and the words over it from which it takes that."""
    text = replaced(_MAY_BE_DISTRIBUTED, " ", clause.text)
    if has(v.CONVERT, text):
        return has(_PAYS_OUT, text) and has(_EXPLICIT, replaced(v.CONVERT, " ", text)), ""
    if has(_PAYS_OUT, text):
        return True, ""
    answer = status(text) is not None
    timed = answer or any(has(pattern, text) for pattern in (v.ANY_TIME, v.HALF_AGE, v.HARDSHIP))
    leans = answer or clause.bare or clause.refers or clause.passage.kind != "prose" or has(_MAY, text)
    if timed and leans:
        for words in clause.contexts:
            if has(v.CONVERT, words):
                return False, ""
            if has(_PAYS_OUT, words) or (words in clause.passage.headings and _asks_when(clause, words)):
                return True, words
    before = clause.passage.before
    goes_on = answer and clause.passage.kind != "row" and has(_PAYS_OUT, before) and not has(v.CONVERT, before)
    return goes_on, before if goes_on else ""


def _asks_when(clause: Clause, heading: str) -> bool:
    """Whether the row of a kind of money stands under a `heading` on those at work, and says when and no more."""
    row = clause.passage.kind in ("row", "item") and ":" in clause.text and money_in(clause.text).named
    return row and has(v.IN_SERVICE, heading) and not has(_OTHER_DEEDS, f"{heading} {clause.text}")


def _limits(text: str) -> bool:
    return has(v.ONLY, text) and not has(_TAXES, text)


def _denies(clause: Clause, over: str) -> bool:
    text, lead = clause.text, clause.passage.lead or over
    if negative(text) or status(text) == "no" or has(rf"{_UNTIL_AN_AGE}.*\b(?:stays?|remains?)\b", text):
        return True
    return bool(lead) and clause.passage.kind == "item" and negative(lead) and status(text) != "yes"


def _denied(clause: Clause, money: Money, over: str) -> Statement | None:
    text = clause.text
    if money.excepted:
        free = has(v.IN_SERVICE, text) or has(v.ANY_TIME, clause.passage.text)
        return _said("yes", SPECIFIC, clause) if free else None
    young = has(r"\b(?:less|fewer) than\b|\bwithin\b|\bfirst\b", text) and has(r"\b(?:months|years)\b", text)
    for_hardship = has(v.HARDSHIP, text) and not has(rf"{v.ONLY}|{_BUT_FOR}", text)
    if money.other_only or young or for_hardship:
        return None
    if money.after_tax:
        return _said("no", SPECIFIC, clause)
    over_it = " ".join((over, *clause.contexts))
    in_service = has(v.IN_SERVICE, f"{text} {over}") or has(r"\bin-service\b|\bwhile\b", over_it)
    until = has(v.HALF_AGE, text) or has(r"\bbefore (?:then|that)\b", text)
    answers = status(text) == "no" and bool(over)
    return _said("no", GENERAL, clause) if in_service or until or answers else None


def _allowed(clause: Clause, money: Money, over: str) -> Statement | None:
    if money.other_only:
        return None
    text = replaced(_BESIDES, " ", clause.text)
    free = has(v.ANY_TIME, text)
    limited_itself = free or has(v.HALF_AGE, text) or has(v.HARDSHIP, text)
    scope = text if limited_itself else " ".join((text, over, *clause.passage.over[:1]))
    aged = has(v.HALF_AGE, scope) and not has(_AGE_WAIVED, scope)
    if money.excepted:
        return None if aged else _said("no", SPECIFIC, clause)
    if not money.named and has(r"\bcontributions\b", text):
        return None  # contributions of a kind that is known by no name here
    strength = SPECIFIC if money.after_tax else IMPLIED
    if aged:
        one_of_several = status(text) == "yes" and not has(v.ONLY, text)  # a row in a list of events
        return _said("no", IMPLIED if one_of_several else strength, clause)
    hardship, only = has(v.HARDSHIP, scope), has(v.ONLY, text)
    if hardship or (has(v.SEVERANCE, scope) and not has(v.IN_SERVICE, text)):
        return _said("no", strength if hardship else max(strength, GENERAL), clause) if only else None
    in_service = has(v.IN_SERVICE, text) or any(has(v.IN_SERVICE, words) for words in clause.contexts)
    in_service = in_service or any(has(_WITHDRAWALS, words) for words in clause.passage.over)
    if money.after_tax and (free or in_service):
        return _said("yes", SPECIFIC, clause)
    return _said("yes", GENERAL, clause) if money.any and free and in_service else None
