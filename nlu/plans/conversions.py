"""May the after-tax money be converted to Roth inside the plan while employed, and does the plan do so by itself?"""

from nlu.plans import vocabulary as v
from nlu.plans.answers import negative, status
from nlu.plans.clauses import Clause
from nlu.plans.money import Money, money_in, money_of
from nlu.plans.statements import GENERAL, IMPLIED, SPECIFIC, Says, Statement, statement
from nlu.plans.vocabulary import any_of, has, replaced
from nlu.plans.vocabulary.contributions import VOTED

_OFFERS = (
    r"\b(?:may|can|able to|eligible|entitled|permit(?:s|ted)?|allow(?:s|ed)?|offer(?:s|ed)?|available"
    r"|provides? for|provides|accepts?|lets?|option|opportunity|right to|choice|elect(?:s|ed)?"
    r"|request(?:ed|s)?"
    r"|enables?|support(?:s|ed)?|features?|will convert|if you ask|(?:on|upon) request|yes|yep|once a"
    r"|per (?:calendar |plan )?(?:month|quarter|year)|(?:once|twice|times) (?:a|per|each|every)"
    r"|(?:plan|we|it) (?:also )?(?:does|do|has|have)|turn on|switch on|open to|unlimited|limited to|restricted to"
    r"|benefits?:|benefits? (?:include|are))\b"
)
_CONSEQUENCE = (
    r"^\W*(?:if|when|once|because|before) you\b[^.;]*\b(?:tax\w*|owe|income|1099|irrevocable|consider|keep in mind)\b"
)
_EXPLAINS = (
    r"^\W*(?:an?|what is an?) (?:mega backdoor|roth|in-plan|after-tax)[^.;]{0,60}?\b(?:lets|allows|enables"
    r"|permits|gives|is|means|moves)\b"
)
_IMPERATIVE = (
    r"^\W*to convert\b[^.;]*?,? (?:press|call|log|go|visit|contact|use"
    r"|complete|click|select)\b"
    r"|^\W*(?:call|log in|request|ask|turn on|then|convert|move)\b|\bthen (?:convert|move|roll)"
    r"|\b(?:call|log in|ask|submit)\b[^.;]{0,40}\bconver|\b(?:want|wish|like) to convert\b"
    r"|\b(?:convert|converting) them\b|\blets?\b"
)
_LISTS_WHAT_IS_OFFERED = (
    r"^\W*(?:(?:our|your|this|the)\b(?! (?:questions?|following questions))[^:?]{0,40}\b)?"
    r"(?:highlights|benefits|perks|features?|offers?|includes?|allows?|permits?|provides?)\b[^:?]{0,30}:"
)
_PERMITTED_LIST = r"\b(?:may|can|permitted|allowed|entitled|able|right|elect|eligible)\b[^;.]{0,20}:"
_OFFERED_TOO = (
    r"^\W*(?:and )?conversions?\b (?:is|are)(?: also| then)? (?:allowed|permitted|available"
    r"|offered|possible|supported)\b"
)
# A plan without Roth accounts has none to convert into.
_NO_ROTH_ACCOUNTS = (
    r"\bno (?:designated )?roth (?:option|accounts?|feature|source|provision|program)\b"
    r"|\bnot (?:currently )?(?:offer|have|maintain|provide(?: for)?|permit|allow|include"
    r"|support)\w* (?:an? |any )?(?:designated )?"
    r"roth (?:option|accounts?|feature|source|provision|program|contributions?|deferrals?)\b(?! (?:to|from|in excess))"
)
# In running prose only a plain offer counts: somebody may convert, the plan offers it, or it is available.
_PLAIN_OFFER = any_of(
    VOTED,
    (
        r"\b(?:may|can|could|able to|ability to|eligible to|entitled to|elect to|choose to|wish to|want to"
        r"|like to|free to|lets?"
        r"|allows?|permits?|enables?|opportunity to|option (?:to|of)|right to|choice (?:to|of)|call to|log"
        r" in to)\b[^.;]{0,80}?"
        r"\b(?:convert(?:ed|ing)?|roll(?:ed|ing)?|transfer(?:red)?|mov(?:e|ed|ing)|sweep|swept|turn(?:ed)?)\b"
    ),
    (
        r"\b(?:make|made|do|request\w*|elect\w*|take|choose|perform|initiate|use|using|via|through|with"
        r"|direct|about|eligible for"
        r"|including)\b (?:an? |one |any |the |your |our )?(?:[\w-]+ ){0,3}?(?:conver\w*|in-plan|roth|mega)\b"
    ),
    (
        r"\b(?:permit\w*|allow\w*|offer\w*|provid\w+(?: for)?|supports?|accepts?|features?|includes?|adds?"
        r"|added|has|have|does|do"
        r"|adopted|introduced|turned on|enabled|enables?|lets?)\b[^.;]{0,80}?\b(?:conver|in-plan|roth|mega"
        r"|both|each|all)"
    ),
    (
        r"\b(?:conver\w*|in-plan|roll\w*|transfers?|roth|mega)\b[^.;]{0,120}?(?:\b(?:is|are|be|been|now"
        r"|also|and|both) (?:\w+ )?"
        r"(?:available|permitted|allowed|offered|possible|an option|supported|enabled|eligible|unlimited"
        r"|open|limited|restricted)\b"
        r"|\b(?:can|may|must|has to|have to|needs? to) be (?:\w+ )?(?:requested|made|done|elected"
        r"|processed|initiated)\b)"
    ),
    r"\byes\b|\b(?:permitted|allowed|available|offered)\W*$|\bautomat|\bdaily\b",
    (
        r"^\W*(?:turn on|switch on|call|log in|sign on|log on|convert|then|request|move|to convert)\b|\bthen"
        r" (?:convert|move|roll)"
    ),
)
_CAN_NOT_BE_UNDONE = rf"\b(?:can|may|could|does|do|is|are|will) {v.HARMLESS_NOT}"
_WHETHER_OR_NOT = r"\bwhether or not|\beven if\b|\bregardless\b|\birrespective\b|\bwithout regard"
_NOT_OTHERWISE = r"\bnot (?:otherwise )?(?:distributable|eligible for distribution)|\bnot otherwise\b"
_NOT_BY_ITSELF = r"\bnot (?:done |made |processed )?automatic(?:ally)?\b"
# What was converted may not be withdrawn, borrowed or matched.
_DENIES_ELSE = (
    r"\b(?:amounts?|money|balances?|contributions?) (?:that (?:are|were|have been) )?(?:converted"
    r"|transferred)\b[^.;]*\bnot\b"
    r"|\bconverted (?:amounts?|money|balances?)\b[^.;]*\bnot\b"
)
_OR_OTHERWISE = r"\b(?:automatic(?:ally)?|by itself) or (?:otherwise|not|on request)\b"
# A cell of a table that has the age and no more.
_AGE_ALONE = r": (?:(?:at|from|only at|once|after) )*(?:you (?:are|reach) )?(?:age )?59half(?: or (?:older|later))?\W*$"
_NO_OTHER = r"^\W*no other (?:accounts?|amounts?|sources?|money|contributions?)\b"
_SOME_OF_IT_LATER = r"\b(?:or|and),? (?:after|upon|once|at|from) (?:\w+ ){0,4}59half\b[^.;]*"
_OTHER_TIMES = r"\bat (?:any )?other times?\b|\botherwise\b|\bmore (?:often|frequently)\b"


def conversion(clause: Clause) -> Statement | None:
    """What `clause`, which speaks of the plan as it is now, says on in-plan conversion of the after-tax money."""
    text = replaced(_OR_OTHERWISE, " ", v.without_the_way_to_after_tax(clause.text))
    if has(_NO_ROTH_ACCOUNTS, text) and clause.passage.kind != "question":
        return _said("no", GENERAL, clause)
    found, over = _topic(clause, text)
    if not found or clause.passage.kind == "question" or _beside_the_point(clause, text):
        return None
    automatic = has(v.AUTOMATIC, v.without_other_automatic(f"{text} {over}"))
    denies = _denies(clause, replaced(_NOT_BY_ITSELF, " ", text), over)
    if automatic and denies:
        return None  # what is denied is that it happens by itself
    money = money_of(clause, over)
    if _kept_for_later(text):
        return _for_later(clause, text, denies=denies)
    if denies:
        return _denied(clause, text, money)
    if money.excepted:
        return _said("no", SPECIFIC, clause)
    if has(v.DISTRIBUTABLE, text) and not has(_WHETHER_OR_NOT, clause.passage.text) and not money.other_only:
        return _said("if_distributable", GENERAL, clause)
    if clause.passage.kind == "prose" and not clause.bare and not _plainly_offered(text):
        return None
    return _allowed(clause, text, money) if _offered(clause, text, over, automatic=automatic) else None


def _said(says: Says, strength: int, clause: Clause) -> Statement | None:
    return statement("in_plan_conversion", says, strength, clause)


def _beside_the_point(clause: Clause, text: str) -> bool:
    closed = clause.on_closed_account and not (negative(text) and not has(r"\bafter-tax\b", text))
    return closed or any(has(pattern, text) for pattern in (v.ROLLED_IN, _EXPLAINS, _CONSEQUENCE))


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
    if clause.passage.kind == "row" and status(text) is None and not money_in(text).named:
        return False, ""  # a row on something else, below one on conversion
    for words in (*clause.contexts, *((clause.passage.before,) if loose else ())):
        of_a_form = clause.passage.chosen is not None and has(v.CONVERT_LOOSE, words) and not has(v.WITHDRAW, words)
        if has(v.CONVERT, words) or of_a_form:
            leans = (
                loose
                or clause.bare
                or status(text) is not None
                or (clause.refers and has(_OFFERS, text) and not has(v.WITHDRAW, text))
            )
            return leans and not (has(v.WITHDRAW, text) and not loose), words
        if loose and has(_OFFERED_TOO, text) and has(v.AFTER_TAX, words):
            return True, words
        if loose and has(r"\broth\b", words) and words not in clause.passage.headings:
            return True, words
        if has(v.WITHDRAW, words) or (has(v.AFTER_TAX, words) and words in clause.passage.headings):
            continue
    return False, ""


def _denies(clause: Clause, text: str, over: str) -> bool:
    answer = status(text)
    named = has(v.CONVERT, text) or has(v.CONVERT_LOOSE, text)
    own = answer == "no" or ((named or answer is None) and negative(text))
    lead = clause.passage.lead or over
    if own or not lead or clause.passage.kind != "item":
        return own
    return negative(lead) and answer != "yes"


def _kept_for_later(text: str) -> bool:
    """Whether the conversion is for those who left, or from an age on; what stands in brackets is an example."""
    main = replaced(_SOME_OF_IT_LATER, " ", replaced(r"\([^)]*\)", " ", text))
    left = has(v.SEVERANCE, main) and not has(v.IN_SERVICE, main)
    return left or (has(v.HALF_AGE, main) and not has(v.ANY_TIME, main))


def _for_later(clause: Clause, text: str, *, denies: bool) -> Statement | None:
    shut = has(v.ONLY, text) or has(_AGE_ALONE, text) or (denies and has(r"\b(?:until|before|unless|prior)\b", text))
    other = has(r"\b(?:pre-tax|match\w*|deferrals?)\b", text)
    return _said("no", GENERAL, clause) if shut and not other else None


def _denied(clause: Clause, text: str, money: Money) -> Statement | None:
    if has(_NO_OTHER, text):
        return _said("no", GENERAL, clause)
    if has(_DENIES_ELSE, text) or has(r"^\W*(?:outstanding )?loans?\b", text):
        return None
    if money.other_only or has(_NOT_OTHERWISE, text) or has(_OTHER_TIMES, text):
        return None
    return _said("no", SPECIFIC if money.after_tax else GENERAL, clause)


def _allowed(clause: Clause, text: str, money: Money) -> Statement | None:
    if money.after_tax:
        return _said("yes", SPECIFIC, clause)
    if money.any:
        return _said("yes", GENERAL, clause)
    if money.other:
        only = has(r"\bonly\b|\bsolely\b|\blimited to\b|\brestricted to\b", text)
        return _said("no" if only else "other_money", GENERAL, clause)
    opens_list = clause.passage.text.endswith(":")
    if opens_list or (clause.passage.kind == "heading" and status(text) is None):
        return None
    return _said("yes", IMPLIED, clause)


def _plainly_offered(text: str) -> bool:
    words = replaced(_CAN_NOT_BE_UNDONE, " ", text)
    return has(_PLAIN_OFFER, words) or has(v.CONVERTED_NOW, words) or status(text) == "yes"


def _offered(clause: Clause, text: str, over: str, *, automatic: bool) -> bool:
    passage = clause.passage
    text = replaced(_CAN_NOT_BE_UNDONE, " ", text)
    if (passage.chosen is not None and len(text.split()) <= 12) or (passage.kind == "row" and has(v.ANY_TIME, text)):
        return True
    if (
        has(_OFFERS, text)
        or status(text) == "yes"
        or has(_IMPERATIVE, text)
        or (has(VOTED, text) and clause.effective is not None)
        or (automatic and has(v.CONVERTED_NOW, text))
    ):
        return True
    if has(r"^\W*(?:and |or )?to \w+", text) and has(_PERMITTED_LIST, passage.text):
        return True
    if passage.kind == "item" and has(_LISTS_WHAT_IS_OFFERED, passage.list_head):
        return True
    borrows = bool(over) and (
        passage.chosen is True or passage.kind == "item" or (passage.alone and money_in(text).named)
    )
    return borrows and (passage.chosen is not None or has(_OFFERS, over))


_ASKED_FOR = r"\b(?:may|can)\b[^.;]{0,30}\b(?:request|elect to convert|convert|be requested|ask)\b"
# "You no longer have to call each time", "instead of calling every quarter".
_NO_NEED_TO_ASK = (
    r"\b(?:not|never|no longer|instead of|rather than|without|used to|had to|until now|no need to)\b[^.;,]{0,30}"
    r"\b(?:call|ask|ring|phone|contact|writ|request|form)\w*\b[^.;,]{0,30}\b(?:each|every) [\w-]+"
)
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
    if (
        has(v.EACH_ON_REQUEST, replaced(_NO_NEED_TO_ASK, " ", text))
        and (named or over)
        and not (left_off or _also_by_itself(clause.passage.text))
    ):
        return _said_automatic("no", SPECIFIC, clause)
    if _answers(clause, text):
        return _said_automatic("yes" if status(text) == "yes" else "no", SPECIFIC, clause)
    outright = has(v.OUTRIGHT_AUTOMATIC, text)
    borrows = bool(over) and (clause.refers or clause.bare or outright)
    if not has(v.AUTOMATIC, text) or not (named or borrows):
        return None
    money = money_of(clause, "" if named else over)
    if money.other_only or money.excepted or _to_after_tax(clause, text, over):
        return None
    if negative(text) or status(text) == "no":
        return _said_automatic("no", SPECIFIC, clause)
    done = has(v.CONVERTED_NOW, text) and not has(_ASKED_FOR, text)
    if (outright or done) and clause.passage.kind != "heading":
        return _said_automatic("yes", SPECIFIC if money.after_tax or outright else GENERAL, clause)
    return None


def _said_automatic(says: Says, strength: int, clause: Clause) -> Statement | None:
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
