"""May the after-tax money be converted to Roth inside the plan while employed, and does the plan do it by itself?"""

from flows.plan_reader import vocabulary as v
from flows.plan_reader.clauses import Clause, negative, not_now, status
from flows.plan_reader.money import money_of
from flows.plan_reader.statements import GENERAL, IMPLIED, SPECIFIC, Statement, statement
from flows.plan_reader.vocabulary import has, replaced

_OFFERS = (
    r"\b(?:may|can|able to|eligible|permit(?:s|ted)?|allow(?:s|ed)?|offer(?:s|ed)?|available|provides? for|provides|accepts?|lets?|option|opportunity|right to|choice|elect(?:s|ed)?|request(?:ed|s)?"
    r"|enables?|supports?|features?|yes|yep|once a|per (?:month|quarter|year)|turn on|switch on|open to|benefits?:|benefits? (?:include|are))\b"
)
_DONE = (
    r"\b(?:is|are|be|being|get|gets) (?:\w+ ){0,3}(?:converted|swept|moved|rolled|transferred)\b|\bconverts?\b|\bsweep(?:s|ing)?\b|\bdaily (?:roth )?(?:in-plan )?(?:roth )?conver|\bauto-conver"
    r"|\bconversions? (?:happens?|occurs?|takes? place)"
)
_ASKED_FOR = r"\b(?:may|can)\b[^.;]{0,30}\b(?:request|elect to convert|convert|be requested|ask)\b"
_CONSEQUENCE = (
    r"^\W*(?:if|when|once|because|before) you\b[^.;]*\b(?:tax\w*|owe|income|1099|irrevocable|consider|keep in mind)\b"
)
_EXPLAINS = r"^\W*(?:an?|what is an?) (?:mega backdoor|roth|in-plan|after-tax)[^.;]{0,60}?\b(?:lets|allows|enables|permits|gives|is|means|moves)\b"
_HARD_AUTOMATIC = r"\bautomat|\bauto-?(?: roth)?(?: in-plan)? ?conver"
_FEATURE_WORDS = r"\bconver|\bin-plan|\broth\b|\bauto"


def conversion(clause: Clause) -> Statement | None:
    """What `clause` says on in-plan conversion of the after-tax money."""
    text = _own(clause)
    found, over = _topic(clause, text)
    if not found or clause.passage.kind == "question" or has(v.ROLLED_IN, text) or has(_EXPLAINS, text):
        return None
    automatic = has(v.AUTOMATIC, _without_other_automatic(f"{text} {over}"))
    denies = _denies(clause, text, over)
    if (automatic and denies) or not_now(clause) or has(_CONSEQUENCE, text) or has(v.CLOSED, text):
        return None
    money = money_of(clause, over)
    limited = _limited(replaced(r"\([^)]*\)", " ", text), over, denies, clause)
    if limited is not None:
        return limited or None
    hangs = has(v.DISTRIBUTABLE, text) and not has(r"\bwhether or not|\beven if\b|\bregardless\b|\birrespective\b|\bwithout regard", clause.passage.text)
    if hangs and not denies and not money.excepted and not money.other_only:
        return statement("in_plan_conversion", "if_distributable", GENERAL, clause)
    if denies:
        return _denied(clause, text, money.after_tax, money.any, money.other)
    if money.excepted:
        return statement("in_plan_conversion", "no", SPECIFIC, clause)
    if not _offered(clause, text, over, automatic=automatic):
        return None
    if money.after_tax:
        return statement("in_plan_conversion", "yes", SPECIFIC, clause)
    if money.any:
        return statement("in_plan_conversion", "yes", GENERAL, clause)
    if money.other:
        only = has(r"\bonly\b|\bsolely\b|\blimited to\b|\brestricted to\b", text)
        return statement("in_plan_conversion", "no" if only else "other_money", GENERAL, clause)
    if clause.passage.text.endswith(":") or (clause.passage.kind == "heading" and status(text) is None):
        return None
    return statement("in_plan_conversion", "yes", IMPLIED, clause)


def automatic_conversion(clause: Clause) -> Statement | None:
    """What `clause` says on conversion that happens by itself."""
    text = _without_other_automatic(_own(clause))
    if clause.passage.kind == "question" or not_now(clause):
        return None
    contexts = clause.contexts
    converts = has(v.CONVERT, text) or has(v.CONVERT_LOOSE, text)
    over = next(
        (words for words in (*contexts, clause.passage.before) if has(v.CONVERT, words) or has(v.CONVERT_LOOSE, words)),
        "",
    )
    asked = next(iter(clause.passage.over), "")
    by_itself = has(_HARD_AUTOMATIC, text) and not negative(text)
    if has(v.EACH_ON_REQUEST, text) and (converts or over) and not by_itself:
        return statement("automatic_conversion", "no", SPECIFIC, clause)
    answers = (
        has(v.AUTOMATIC, asked)
        and has(_FEATURE_WORDS, asked)
        and status(text) is not None
        and not has(v.AUTOMATIC, text)
    )
    if answers and not _unrelated(text):
        yes = status(text) == "yes"
        return statement("automatic_conversion", "yes" if yes else "no", SPECIFIC, clause)
    if not has(v.AUTOMATIC, text) or not (
        converts or (over and (clause.refers or clause.bare or has(_HARD_AUTOMATIC, text)))
    ):
        return None
    money = money_of(clause, over if not converts else "")
    if (
        money.other_only
        or money.excepted
        or (not has(r"\broth\b", f"{text} {over} {clause.passage.text}") and has(v.TO_AFTER_TAX, clause.text))
    ):
        return None
    if negative(text) or status(text) == "no":
        return statement("automatic_conversion", "no", SPECIFIC, clause)
    hard = has(_HARD_AUTOMATIC, text)
    if (hard or (has(_DONE, text) and not has(_ASKED_FOR, text))) and clause.passage.kind != "heading":
        return statement("automatic_conversion", "yes", SPECIFIC if money.after_tax or hard else GENERAL, clause)
    return None


def _own(clause: Clause) -> str:
    text = clause.text
    return text if has(r"\broth\b", text) else replaced(v.TO_AFTER_TAX, " ", text)


def _without_other_automatic(text: str) -> str:
    return replaced(v.NOT_CONVERSION_AUTOMATIC, " ", text)


def _unrelated(text: str) -> bool:
    return has(v.WITHDRAW, text) or has(r"\benrol|\bincreas|\bescalat", text)


def _topic(clause: Clause, text: str) -> tuple[bool, str]:
    """Whether the clause is about in-plan conversion, and the words over it from which it takes that."""
    outside_only = has(v.OUTSIDE, text) and not has(r"\bin-plan\b|\b(?:within|inside) the plan\b|\broth 40", text)
    if has(v.CONVERT, text) and not outside_only:
        return True, ""
    if outside_only:
        return False, ""
    loose = has(v.CONVERT_LOOSE, text)
    asked = clause.passage.lead if clause.passage.alone and has(v.CONVERT_LOOSE, clause.passage.lead) else ""
    if asked and not has(v.WITHDRAW, text):
        return True, asked
    for words in (*clause.contexts, *((clause.passage.before,) if loose else ())):
        if has(v.CONVERT, words):
            leans = (
                loose
                or clause.bare
                or status(text) is not None
                or (clause.refers and has(_OFFERS, text) and not has(v.WITHDRAW, text))
            )
            return leans and not (has(v.WITHDRAW, text) and not loose), words
        if loose and has(r"\broth\b", words) and words not in clause.passage.headings:
            return True, words
        if has(v.WITHDRAW, words) or (has(v.AFTER_TAX, words) and words in clause.passage.headings):
            continue
    return False, ""


def _denies(clause: Clause, text: str, over: str) -> bool:
    if has(v.CONVERT, text) or has(v.CONVERT_LOOSE, text):
        own = negative(text) or status(text) == "no"
    else:
        own = status(text) == "no" or (status(text) is None and negative(text))
    lead = clause.passage.lead or over
    if own or not lead or clause.passage.kind != "item":
        return own
    return negative(lead) and status(text) != "yes"


def _limited(text: str, over: str, denies: bool, clause: Clause) -> "Statement | None | bool":
    """A conversion for those who left, or from an age on: no if for them only; False where that is all it says."""
    left = has(v.SEVERANCE, text) and not has(v.IN_SERVICE, text)
    aged = has(v.HALF_AGE, text) and not has(v.ANY_TIME, text)
    if not left and not aged:
        return None
    shut = has(v.ONLY, text) or (denies and has(r"\b(?:until|before|unless|prior)\b", text))
    if shut and not has(r"\b(?:pre-tax|match\w*|deferrals?)\b", text):
        return statement("in_plan_conversion", "no", GENERAL, clause) or False
    return False


def _denied(clause: Clause, text: str, after_tax: bool, any_money: bool, other: bool) -> Statement | None:
    if has(r"\bnot (?:otherwise )?(?:distributable|eligible for distribution)|\bnot otherwise\b", text):
        return None
    if (other and not after_tax and not any_money) or has(r"\bat (?:any )?other times?\b|\botherwise\b|\bmore (?:often|frequently)\b", text):
        return None
    return statement("in_plan_conversion", "no", SPECIFIC if after_tax else GENERAL, clause)


def _offered(clause: Clause, text: str, over: str, *, automatic: bool) -> bool:
    if clause.passage.chosen is not None and len(text.split()) <= 12:
        return True
    if has(_OFFERS, text) or status(text) == "yes" or (automatic and has(_DONE, text)):
        return True
    if has(
        r"^\W*(?:call|log in|request|ask|turn on|then|convert|move)\b|\bthen (?:convert|move|roll)|\b(?:convert|converting) them\b|\blets?\b",
        text,
    ):
        return True
    return (
        bool(over)
        and (clause.passage.chosen is True or clause.passage.kind == "item" or clause.passage.alone)
        and (clause.passage.chosen is not None or has(_OFFERS, over))
    )
