"""Does the plan convert after-tax money to Roth by itself?"""

from nlu.plans import vocabulary as v
from nlu.plans.answers import negative, status
from nlu.plans.clauses import Clause
from nlu.plans.money import money_of
from nlu.plans.statements import GENERAL, SPECIFIC, Says, Statement, statement
from nlu.plans.vocabulary import has

_ASKED_FOR = r"\b(?:may|can)\b[^.;]{0,30}\b(?:request|elect to convert|convert|be requested|ask)\b"
_LEFT_OFF = r"\bun(?:tick|check|mark)ed\b|\bleav\w+ (?:it|this|the box|the switch)\b|\bif you (?:would rather|prefer)\b"
_FEATURE_WORDS = r"\bconver|\bin-plan|\broth\b|\bauto"
_UNRELATED = rf"{v.WITHDRAW}|\benrol|\bincreas|\bescalat"


def automatic_conversion(clause: Clause) -> Statement | None:
    """What `clause`, which speaks of the plan as it is now, says on conversion that happens by itself."""
    if clause.passage.kind == "question":
        return None
    text = v.without_other_automatic(v.without_the_way_to_after_tax(clause.text))
    named = _converts(text)
    over = next((words for words in (*clause.contexts, clause.passage.before) if _converts(words)), "")
    left_off = has(_LEFT_OFF, clause.passage.text)
    if has(v.EACH_ON_REQUEST, text) and (named or over) and not (left_off or _also_by_itself(clause.passage.text)):
        return _said("no", SPECIFIC, clause)
    if _answers(clause, text):
        return _said("yes" if status(text) == "yes" else "no", SPECIFIC, clause)
    outright = has(v.OUTRIGHT_AUTOMATIC, text)
    borrows = bool(over) and (clause.refers or clause.bare or outright)
    if not has(v.AUTOMATIC, text) or not (named or borrows):
        return None
    money = money_of(clause, "" if named else over)
    if money.other_only or money.excepted or _to_after_tax(clause, text, over):
        return None
    if negative(text) or status(text) == "no":
        return _said("no", SPECIFIC, clause)
    done = has(v.CONVERTED_NOW, text) and not has(_ASKED_FOR, text)
    if (outright or done) and clause.passage.kind != "heading":
        return _said("yes", SPECIFIC if money.after_tax or outright else GENERAL, clause)
    return None


def _said(says: Says, strength: int, clause: Clause) -> Statement | None:
    return statement("automatic_conversion", says, strength, clause)


def _converts(text: str) -> bool:
    return has(v.CONVERT, text) or has(v.CONVERT_LOOSE, text)


def _also_by_itself(sentence: str) -> bool:
    """Whether the sentence offers conversion by itself too, beside that on request."""
    return has(v.OUTRIGHT_AUTOMATIC, sentence) and not negative(sentence)


def _answers(clause: Clause, text: str) -> bool:
    """Whether the clause is a bare answer to a question or label about automatic conversion."""
    asked = next(iter(clause.passage.over), "")
    about = has(v.AUTOMATIC, asked) and has(_FEATURE_WORDS, asked)
    return about and status(text) is not None and not has(v.AUTOMATIC, text) and not has(_UNRELATED, text)


def _to_after_tax(clause: Clause, text: str, over: str) -> bool:
    """Whether what is automatic is that contributions go on as after-tax contributions."""
    roth = has(r"\broth\b", f"{text} {over} {clause.passage.text}")
    return not roth and has(v.TO_AFTER_TAX, clause.text)
