"""Does the plan take voluntary after-tax contributions now?"""

from nlu.plans import vocabulary as v
from nlu.plans.answers import negative, status
from nlu.plans.clauses import Clause
from nlu.plans.statements import GENERAL, IMPLIED, SPECIFIC, Says, Statement, statement
from nlu.plans.vocabulary import AFTER_TAX, first, has, replaced
from nlu.plans.vocabulary import contributions as w
from nlu.plans.wording import without_other_after_tax

_IF_YOU_HAVE = (
    r"\bif (?:you|a participant|they) (?:have|has|had|made|hold|own)\b(?! (?:elected|chosen|reached"
    r"|attained))[^.;,]{0,30}\bafter-tax"
)
_ALL_OF_THEM = (
    r"(?<=permits )both|(?<=allows )both|(?<=offers )both|(?<=has )both|(?<=permit )both|(?<=allow )both"
    r"|(?<=offer )both"
    r"|\b(?:both|all (?:of (?:these|those|them)|three)|each of (?:these|those|them))(?= (?:are|is|may be)"
    r" (?:\w+ )?(?:permitted"
    r"|allowed|offered|available))"
)


# "Is after-tax saving matched?" asks not whether it may be made.
_NONE_SET = r"^\W*none (?:has|have|is|was|were) (?:been )?(?:set|made|imposed|adopted|in force)\b"
_GOES_WITH_ANOTHER = (
    r"^\W*(?:including|incl|excluding|except)\b"  # a box below another: "rollovers", "including after-tax"
)
_ON_ELSE = r"\bmatch(?:ed|es)?\b|\bloans?\b|\bborrow|\bvest|\bcounts?\b|\btaxed\b|\bfees?\b|\bautomatic"


def contributions(clause: Clause) -> Statement | None:
    """What `clause` says on after-tax contributions, if anything."""
    if (
        has(_GOES_WITH_ANOTHER, clause.text)
        or has(_NONE_SET, clause.text)
        or clause.passage.kind == "question"
        or _listed_under_other_deeds(clause)
    ):
        return None
    if has(w.ONLY_OTHER, clause.text) and not has(AFTER_TAX, clause.text):
        return None if clause.not_now else _said("no", GENERAL, clause)
    if has(w.ONLY_ROTH, clause.passage.text):
        return None if clause.not_now else _said("no", GENERAL, clause)
    before = without_other_after_tax(clause.passage.before)
    lists_the_rest = has(r"\broth\b", before) and not has(AFTER_TAX, before)
    if lists_the_rest and has(w.NO_OTHER_KIND, clause.text):
        return _said("no", GENERAL, clause)
    if _is_roth(clause, lists_the_rest=lists_the_rest):
        return None
    listed = (
        clause.passage.kind == "item" and has(AFTER_TAX, clause.text) and has(w.OFFERED_OVER, clause.passage.list_head)
    )
    if listed and not negative(clause.text) and not clause.not_now and has(w.WITH_CONVERSION, clause.text):
        return _said("yes", GENERAL, clause)
    for reading in _readings(clause):
        asides = replaced(w.ROLLED_IN_TOO, " ", replaced(w.ASIDE_ON_HIGHLY_PAID, " ", reading))
        text = replaced(w.MOVED, " money that moves ", asides)
        if not has(AFTER_TAX, text):
            continue
        found = _denied(text, clause) or _allowed(text, clause)
        if found:
            return found
    return _box(clause)


def _listed_under_other_deeds(clause: Clause) -> bool:
    """Whether the clause is an item or row below words on withdrawals or conversions."""
    over = next(iter(clause.passage.over), "")
    listed = clause.passage.kind in ("item", "row") and _moves_money(over)
    return listed and not has(w.ON_CONTRIBUTIONS_TOO, over) and not has(w.PUT_IN, clause.text)


def _is_roth(clause: Clause, *, lists_the_rest: bool) -> bool:
    """Whether "after-tax dollars" are those of the Roth contributions that the text speaks of."""
    text = clause.text
    named = has(r"after-tax contribution|\bin addition\b|\balso\b", text) or has("non-roth", clause.passage.text)
    if named or not has(w.OF_MONEY, text):
        return False
    kinds = f"{text} {clause.passage.before}"
    return has(w.TAX_FREE, clause.passage.text) or (lists_the_rest and not has(r"\bpre-tax\b", kinds))


def _said(says: Says, strength: int, clause: Clause, *, closed: bool = False) -> Statement | None:
    return statement("after_tax", says, strength, clause, closed=closed)


def _about_contributions(text: str) -> bool:
    return has(AFTER_TAX, text) and not _moves_money(text) and not has(v.ROLLED_IN, text)


def _moves_money(text: str) -> bool:
    return has(v.CONVERT, text) or has(v.WITHDRAW, text)


def _readings(clause: Clause) -> list[str]:
    """The clause as it stands and, where it leans on the words before or over it, together with them."""
    text, lead = clause.text, clause.passage.lead
    if has(AFTER_TAX, text):
        leans = clause.bare and lead and not _moves_money(lead)
        return [text, f"{lead.rstrip(': ')}: {text}"] if leans else [text]
    if text.startswith("neither") and any(has(AFTER_TAX, words) for words in clause.contexts):
        return [f"after-tax contributions: {text}"]
    if has(w.HOW_TO, lead) and has(w.INSTRUCTS, text) and not negative(text):
        return [f"to make after-tax contributions, {text}"]
    over = next(iter(clause.passage.over), "")
    if "this way" in text and len(over.split()) <= 4 and _about_contributions(over):
        return [text.replace("this way", "as after-tax contributions")]
    if (
        has(_ALL_OF_THEM, text)
        and not _moves_money(text)
        and has(AFTER_TAX, without_other_after_tax(clause.passage.before))
    ):
        return [replaced(_ALL_OF_THEM, " after-tax contributions ", text)]
    named = (words for words in clause.contexts if has(AFTER_TAX, words) or _another_topic(words))
    over_it = next(named, "")
    if not _about_contributions(over_it) or _moves_money(text) or has(v.OTHER_MONEY, text):
        return []
    if status(text) is not None and has(_ON_ELSE, over_it):
        return []
    if status(text) is not None and clause.first:
        return [f"after-tax contributions: {text}"]
    spelled_out = replaced(
        w.NAMELESS, "after-tax contributions ", text.replace("this way", "as after-tax contributions")
    )
    if spelled_out != text:
        return [spelled_out]
    saves = has(w.SAVES, text) and not has(r"\broth\b", text)
    return [f"after-tax contributions: {text}"] if clause.bare or saves else []


def _another_topic(words: str) -> bool:
    return _moves_money(words) or has(v.OTHER_MONEY, words)


def _denied(text: str, clause: Clause) -> Statement | None:
    """A denial in `text`, or the end of contributions that were taken before."""
    if has(w.HIGHLY_PAID, text) and negative(text):
        return None
    closes = has(w.CLOSES, text) and has(AFTER_TAX, text)
    if closes and not has(v.GENERAL, text) and not has(r"\b(?:again|resum|reopen)\w*", text):
        return _said("no", SPECIFIC, clause, closed=True)
    if _set_aside(text, clause) or has(r"\bnot only\b|\bnothing in\b", text):
        return None
    if has(w.DENIES, _calmed(text)) and not has(w.LIMITS, text):
        closed = has(
            r"\bnot (?:be )?(?:permitted|allowed|accepted|made) after\b|\bno longer\b"
            r"|\b(?:additional|further|new|more) after-tax",
            text,
        )
        return _said("no", SPECIFIC, clause, closed=closed)
    listed = first(r"^([^:]{3,60}):([^.]*)", text)
    if listed and negative(listed[1]) and has(AFTER_TAX, listed[2]) and not _moves_money(listed[1]):
        return _said("no", GENERAL, clause)
    return None


def _allowed(text: str, clause: Clause) -> Statement | None:
    """A permission in `text`; a label with its answer, and last what plainly allows or denies in other words."""
    if has(w.HIGHLY_PAID, text) and negative(text):
        return None
    if _set_aside(text, clause) or has(w.MEANS, text) or (has(v.CLOSED, text) and not has(r"\bagain\b", text)):
        return None
    return _labelled(text, clause) or _permitted(text, clause) or _plainly(text, clause)


def _labelled(text: str, clause: Clause) -> Statement | None:
    label = first(w.LABELLED, text)
    if not label or not _about_contributions(label[1]) or has(v.MONEY_OF_OTHERS, label[1]):
        return None
    if has(w.LABEL_ON_ELSE, label[1]):
        return None
    answer = status(label[2])
    if answer:
        return _said("yes" if answer == "yes" else "no", SPECIFIC, clause)
    return _said("yes", SPECIFIC, clause) if has(w.BARE_AMOUNT, label[2]) else None


def _permitted(text: str, clause: Clause) -> Statement | None:
    calmed = _calmed(replaced(w.NO_HINDRANCE, " may ", text))
    if has(w.VOTED_IN, calmed):
        return _said("yes", SPECIFIC, clause) if clause.effective else None
    if has(w.PERMITS, calmed) and not has(rf"{v.NEGATION}[^.;]*?{AFTER_TAX}", calmed):
        return _said("yes", SPECIFIC, clause)
    if has(w.LIMITS, text) and not has(w.LEGAL_TOTAL, text):
        return _said("yes", GENERAL, clause)
    if has(w.KINDS_LISTED, text) and (clause.passage.kind != "heading" or text.endswith(".")):
        return _said("yes", GENERAL, clause)
    about_moving = has(rf"^[^:]*(?:{v.CONVERT}|{v.WITHDRAW})[^:]*:", text)
    if has(w.OFFERED_LIST, text) and not about_moving and not negative(text):
        return _said("yes", GENERAL, clause)
    return None


def _plainly(text: str, clause: Clause) -> Statement | None:
    calmed = _calmed(replaced(w.NO_HINDRANCE, " may ", text))
    calmed = replaced(w.BY_PAYROLL, " ", calmed)
    text = replaced(w.BY_PAYROLL, " ", text)
    plain = not _moves_money(text) and not has(w.BESIDE_THE_POINT, text)
    denied = has(v.NEGATION, calmed)
    if plain and denied and has(w.OFFERING, text):
        return _said("no", GENERAL, clause)
    if plain and not denied and has(w.SAVES, text) and has(w.FREELY, text) and not has(w.LEGAL_TOTAL, text):
        return _said("yes", GENERAL, clause)
    return _said("yes", IMPLIED, clause) if has(w.MATCHED, text) else None


def _calmed(text: str) -> str:
    return replaced(v.HARMLESS_NOT, " ", text)


def _set_aside(text: str, clause: Clause) -> bool:
    suspended = has(v.SUSPENDED, text) and negative(text)
    return has(_IF_YOU_HAVE, text) or suspended or clause.not_now or has(v.GENERAL, text) or has(v.ROLLED_IN, text)


def _box(clause: Clause) -> Statement | None:
    """A box beside a bare mention: checked is yes, empty is a weak no."""
    passage = clause.passage
    bare = clause.first and len(clause.text.split()) <= 14 and _about_contributions(clause.text)
    if passage.chosen is None or not bare:
        return None
    over = " ".join(passage.over[:2])
    elsewhere = _moves_money(over) or has(r"\bmatch|\bloan|\brollover|\bconver", over)
    if elsewhere or negative(clause.text) or has(v.CLOSED, clause.text):
        return None
    return _said("yes", SPECIFIC, clause)
