"""Does the plan take voluntary after-tax contributions now?"""

from flows.plan_reader import vocabulary as v
from flows.plan_reader.clauses import Clause, negative, not_now, status
from flows.plan_reader.statements import GENERAL, IMPLIED, SPECIFIC, Statement, statement
from flows.plan_reader.vocabulary import AFTER_TAX, first, has, replaced

# A stretch of a clause in which nothing else is done with the money and nothing is denied.
_OTHER_DEEDS = (
    r"withdraw\w*|distribut\w*|conver(?:t\w*|sions?)|roll\w*|repay\w*|loans?|invest\w*|transferred|match(?:es|ed)?|not|no|never|premiums?"
    r"|recharacteriz\w*|neither|nor|without|access|ira|tests?|taxed"
)
_GAP = rf"(?:(?!\b(?:{_OTHER_DEEDS})\b)[^.;])"
_DENIED_GAP = r"(?:(?!\b(?:withdraw\w*|distribut\w*|conver(?:t\w*|sions?)|roll\w*|repay\w*|loans?|match\w*|ira|in-plan|tests?)\b)[^.;])"
_CAN = (
    r"(?:\b(?:may|can|could)\b(?! not)|\b(?:is|are|be|being|becomes?)(?: \w+)? (?:permitted|allowed|eligible|able|entitled|free)(?: to)?\b|\b(?:has|have|get|gives? you) the"
    r" (?:option|right|opportunity|ability|choice)\b|\b(?:lets?|allows?|allowing|permits?|permitting|enables?|enabling)\b|\b(?:elect|choose|want|wish|decide|authorize|continue)s?\b"
    r"|\bpossible\b|\bstill\b)"
)
_PUT = (
    r"\b(?:make|making|contribut(?:e|es|ing)|elect(?:ing)?|sav(?:e|es|ing)|put(?:ting)?|set aside|designate|choose|authorize|have"
    r"|defer|add|select|direct|keep|withhold|withheld|go in|pay in|made)\b"
)
_GIVES = r"\b(?:permits?|permit(?:ting)?|allows?|offers?|accepts?|accept|provides? for|provides|includes?|lets|supports?|features|introduc\w+|adds?|added|amended to (?:permit|allow|add|provide for)|takes?)\b"
_PLAN = r"\b(?:plan|program|401k|403b|company|employer|firm|we|it|bank|university|benefit|feature)\b"
_NOT_AN_ACCOUNT = r"(?! ?(?:contributions? )?(?:sub-?)?(?:accounts?|balances?|money|sources?|amounts?|funds|assets|portion|earnings)\b)"
_NOUN = rf"{AFTER_TAX}{_NOT_AN_ACCOUNT}"
_AMOUNT = r"(?:\$ ?\d|\d+(?:\.\d+)? ?(?:%|percent)|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|twenty-five|thirty) (?:percent|\())"
_LEGAL_TOTAL = r"\b(?:annual additions?|415\b|section 415|employer|company|matching|irs|law|code|legal)\b"

_PERMITS = (
    rf"{_CAN}{_GAP}{{0,70}}?{_PUT}{_GAP}{{0,140}}?{AFTER_TAX}",
    rf"{_PLAN}{_GAP}{{0,60}}?{_GIVES}{_GAP}{{0,110}}?{_NOUN}",
    rf"^(?:and |also )?(?:{_GIVES}){_GAP}{{0,60}}?{_NOUN}",
    rf"\b(?:has|have|there is|there are|offering)\b{_GAP}{{0,30}}?{AFTER_TAX}(?: \w+)? (?:option|feature|provision|bucket|election|contributions)\b(?! (?:account|made|in|from))",
    rf"\bcontributions?\b{_GAP}{{0,30}}?\b(?:may|can) be\b{_GAP}{{0,60}}?{AFTER_TAX}",
    rf"{_NOUN}{_GAP}{{0,60}}?\b(?:may|can|will|shall) be (?:made|contributed|elected|withheld|deducted)\b",
    rf"{_NOUN}{_GAP}{{0,50}}?\b(?:is|are|be)(?: also| currently| now| again| generally)* (?:permitted|allowed|available|offered|accepted|an option|authorized|provided for|supported)\b"
    r"(?! (?:for|to be|as a|upon|after|at|when))",
    rf"\bcontribut\w+{_GAP}{{0,40}}?\b(?:continue|spill\w*|credited|treated|switch\w*|redirected|flow\w*)\b{_GAP}{{0,60}}?\b(?:as|to|into)\b{_GAP}{{0,12}}?{AFTER_TAX}",
    r"\bwill automatically (?:convert|switch|change)\b[^.;]{0,20}\bto after-tax contributions",
    rf"^\W*{AFTER_TAX}(?: contributions?| savings| money)? up to\b",
    rf"^\W*(?:you |participants )?(?:contribute|make|save|put in|elect|add)\b{_GAP}{{0,80}}?{AFTER_TAX}",
    rf"\bonce\b[^.;]{{0,120}}\b(?:may|can|lets?|allows?)\b{_GAP}{{0,60}}?{_PUT}",
    rf"{_CAN}{_GAP}{{0,20}}?\b(?:begin|start|resume|change|increase|decrease|stop|adjust|update)\b{_GAP}{{0,50}}?{AFTER_TAX} (?:contribution|savings|deferral|election|percentage|rate)",
)
_LIMITS = (
    rf"{AFTER_TAX}[^.;]{{0,90}}?\b(?:may|can|shall|will|must) not (?:in the aggregate )?(?:exceed|be more than)\b[^.;]{{0,30}}?{_AMOUNT}",
    rf"{AFTER_TAX}{_GAP}{{0,60}}?\b(?:(?:are |is )?(?:limited|capped|restricted) (?:to|at)|up to|of up to|from|between|maximum|not to exceed|cap|limit)\b{_GAP}{{0,40}}?{_AMOUNT}",
    rf"\b(?:maximum|limit|cap|most)\b{_GAP}{{0,40}}?{AFTER_TAX}{_GAP}{{0,60}}?(?:\bis\b|:|\bof\b){_GAP}{{0,20}}?{_AMOUNT}",
    rf"{AFTER_TAX}{_GAP}{{0,40}}?\b(?:maximum|limit|cap)\b{_GAP}{{0,20}}?(?:\bis\b|:|\bof\b){_GAP}{{0,20}}?{_AMOUNT}",
    rf"\b(?:limits?|caps?)\b{_GAP}{{0,30}}?{AFTER_TAX}{_GAP}{{0,30}}?\b(?:to|at)\b{_GAP}{{0,20}}?{_AMOUNT}",
    rf"\b(?:may|can|shall) not (?:contribute|make|save|elect)\b{_GAP}{{0,20}}?\b(?:more than|in excess of|over)\b{_GAP}{{0,60}}?{AFTER_TAX}",
    rf"{_AMOUNT}{_GAP}{{0,60}}?\b(?:on an |as |in )?{AFTER_TAX}(?: basis| contributions?)?$",
    rf"\b(?:may|can|shall) not (?:make|contribute|elect)\b{_DENIED_GAP}{{0,60}}?{AFTER_TAX}[^.;]{{0,40}}?\b(?:until|unless|before)\b[^.;]{{0,60}}?\b(?:pre-tax|reach|limit|max|deferr|year|complet|eligib|age|month)",
)
_DENIES = (
    rf"\b(?:does|do|did|will|shall|has|have|can|may|would|is|are) (?:not|no longer)(?: currently| yet| presently| now| otherwise| at this time)*"
    rf" (?:be )?(?:permit|allow|offer|accept|provide|include|authoriz|support|have|elect|add|feature|contain|permitting|allowing|take|adopt)\w*\b{_DENIED_GAP}{{0,90}}?{AFTER_TAX}",
    rf"\bno longer (?:permits?|allows?|offers?|accepts?|provides?)\b{_DENIED_GAP}{{0,60}}?{AFTER_TAX}",
    rf"{AFTER_TAX}{_DENIED_GAP}{{0,60}}?\b(?:is|are|be|been|were|was|shall|will|may|can)\b (?:not|no longer)(?: be| been| currently| yet| otherwise| presently)*"
    r" (?:permitted|allowed|available|offered|accepted|authorized|provided|made|an option|part of|elected|contributed|supported|possible|included in|applicable|feature)"
    r"(?! (?:for|as collateral|from (?!time)|during|until|unless|while|after|by (?!the plan|this|our|your)))",
    rf"\bno (?:[\w()-]+ ){{0,4}}?{AFTER_TAX}(?: employee| voluntary)?(?: contributions?| option| feature)?{_DENIED_GAP}{{0,30}}?\b(?:may|shall|can|will|are|is) (?:be )?(?:made|permitted|accepted|allowed|available|offered|contributed)",
    rf"\b(?:there (?:is|are)|has|have|offers?|permits?|allows?|accepts?|provides?(?: for)?|includes?) no (?:[\w()-]+ ){{0,3}}?{AFTER_TAX}",
    rf"\b(?:may|can|will|shall|are|is|be) (?:not|no longer)(?: be)?(?: currently)?(?: able to| permitted to| allowed to| eligible to)? (?:make|contribute|elect|save|put|defer|add)\b{_DENIED_GAP}{{0,70}}?{AFTER_TAX}",
    rf"\b(?:not|unable) (?:able|permitted|allowed|eligible|possible) to (?:make|contribute|elect|save|put)\b{_DENIED_GAP}{{0,60}}?{AFTER_TAX}",
    rf"(?:\b(?:does|do|will|shall|has|have|can|is|are) (?:not|no longer)\b|\bnor\b)[^.;]{{0,40}}?\b(?:permit|allow|offer|accept|provide|include|have|support)\w*\b[^.;]{{0,110}}?(?:,|\bor|\bnor)(?: or| nor| any)? (?:voluntary |employee |traditional |non-roth )*{AFTER_TAX} (?:employee )?(?:contributions?|option|savings)",
    rf"\bno (?:eligible )?(?:participants?|employees?|members?|one)\b[^.;]{{0,30}}?\b(?:may|shall|can|will|is|are)\b{_DENIED_GAP}{{0,60}}?{AFTER_TAX}",
    rf"\bneither\b{_DENIED_GAP}{{0,50}}?{AFTER_TAX}|{AFTER_TAX}[^;]{{0,80}}\bneither (?:\w+ )?(?:is|has|are)\b",
    rf"\b(?:prohibits?|forbids?|precludes?|disallows?|excludes?)\b{_DENIED_GAP}{{0,40}}?{_NOUN}",
    rf"{AFTER_TAX}{_DENIED_GAP}{{0,40}}?\b(?:prohibited|forbidden|unavailable|excluded|disallowed)\b(?! from)",
    rf"\b(?:permits?|allows?|accepts?|offers?|make|contribute)\b[^.;]{{0,60}}\bbut not\b{_DENIED_GAP}{{0,40}}?{AFTER_TAX}",
    rf"\b(?:decided|elected|chosen|opted|voted|chose) (?:not to|against)\b{_DENIED_GAP}{{0,60}}?{AFTER_TAX}",
    rf"\bnot (?:{AFTER_TAX})(?: contributions)?(?! basis)\W*$",
)
_CLOSES = (
    rf"{AFTER_TAX}{_DENIED_GAP}{{0,50}}?\b(?:were|have been|has been|was|are|is)? ?(?:discontinued|ceased|eliminated|frozen|closed|suspended indefinitely|ended|terminated)\b",
    rf"\b(?:discontinued|ceased|eliminated|froze|stopped|suspended)\b{_DENIED_GAP}{{0,40}}?{AFTER_TAX}",
    r"\bno (?:further|new|additional|more|future)\b[^.;]{0,40}\bcontributions?\b[^.;]{0,80}",
    rf"\bnew {AFTER_TAX} contributions have not been accepted",
)
_PRE_TAX_AND_ROTH = (
    r"(?:pre-tax|traditional|roth)(?: \w+)?(?:,| and| or|/)[^.;]{0,20}?\b(?:pre-tax|roth|catch-up)\b"
    r"(?: 401k)?(?: elective)?(?: contributions?| deferrals?| money| savings)*"
)
_ONLY_OTHER = (
    rf"\b(?:make|contribute|save|accepts?|permits?|allows?|offers?) only {_PRE_TAX_AND_ROTH}"
    rf"|\bonly (?:makes? |contributes? |saves? |accepts? |permits? |allows? |offers? )(?:\w+ )?{_PRE_TAX_AND_ROTH}"
    rf"|\bonly {_PRE_TAX_AND_ROTH} (?:are|is|may be|can be) (?:permitted|allowed|accepted|made|available|offered)\b(?! for)"
)
_OFFERED_LIST = (
    r"\b(?:types? of contributions?|contribution (?:types?|sources?|options?)|sources?|contributions|save|employees|participants|members"
    r"|benefits?|perks|features?|highlights|offers?)\b[^.:]{0,40}:[^.]{0,110}?" + _NOUN
)
# What a clause speaks of when "may" and "after-tax contributions" meet in it without a permission to contribute.
_BESIDE_THE_POINT = (
    r"\b(?:refund\w*|return\w*|test\w*|statements?|taxable|taxes|vest\w*|invest\w*|loans?|beneficiar\w*|pay(?:able|ments?)|earnings|forfeit\w*|recharacteriz\w*"
    r"|match\w*|rolled|roll over|rollovers?|transfer\w*|premiums?|deduct(?:ion|ible)|hardship|hold|holds|held|includ\w* in|accounts?)\b"
)
_SAVES = r"\b(?:contribut(?:e|es|ing)|sav(?:e|es|ing|ings)|defer|put|set aside|make|choose|chooses|elect|elects|pick|keep (?:saving|contributing|going))\b"
_FREELY = rf"{_CAN}|\b(?:choose|chooses|elect|elects|pick|lets?|option)\b"
_OFFERING = r"\b(?:permit|allow|offer|accept|provid|support|featur|set up|option|available|have|has|includ|add|part of|adopted|elected)\w*\b"
_MATCHED = rf"\bmatch(?:es)?\b[^.;]{{0,90}}\b(?:you|participants?|employees?) (?:contribute|save|make|elect)\b{_GAP}{{0,60}}?{AFTER_TAX}"
_MEANS = rf'^\W*"?{AFTER_TAX}[^.;]{{0,50}}?\b(?:means?|shall mean|refers? to|is defined|are defined|(?:is|are) (?:a |an |the |your |those )?(?:contributions?|amounts?|money|dollars|voluntary))\b'
_HIGHLY_PAID = r"\bhighly[- ]compensated|\bhces?\b|\binterns?\b|\btemporary\b|\bnon-?resident\b|\bleased\b"


def contributions(clause: Clause) -> Statement | None:
    """What `clause` says on after-tax contributions, if anything."""
    if clause.passage.kind == "question":
        return None
    if has(_ONLY_OTHER, clause.text) and not has(AFTER_TAX, clause.text):
        return None if not_now(clause) else statement("after_tax", "no", GENERAL, clause)
    for text in _readings(clause):
        found = _read(text, clause)
        if found:
            return found
    return _box(clause)


def _about_contributions(text: str) -> bool:
    return (
        has(AFTER_TAX, text) and not has(v.CONVERT, text) and not has(v.WITHDRAW, text) and not has(v.ROLLED_IN, text)
    )


def _readings(clause: Clause) -> list[str]:
    """The clause as it stands and, where it leans on the words before or over it, together with them."""
    text = clause.text
    if has(AFTER_TAX, text):
        texts = [text]
        if (
            clause.bare
            and clause.passage.lead
            and not has(v.CONVERT, clause.passage.lead)
            and not has(v.WITHDRAW, clause.passage.lead)
        ):
            texts.append(f"{clause.passage.lead.rstrip(': ')}: {text}")
        return texts
    topic = next((words for words in clause.contexts if has(AFTER_TAX, words) or _another_topic(words)), "")
    if not _about_contributions(topic) or has(v.CONVERT, text) or has(v.WITHDRAW, text):
        return []
    answer = status(text)
    leans = answer is not None and (clause.first or text.startswith("neither"))
    if leans and not has(v.OTHER_MONEY, text):
        return [f"{_subject(topic)}: {text}"]
    replaced_text = text.replace("this way", "as after-tax contributions")
    replaced_text = replaced(
        r"\b(?:these|those|such|this)(?: (?:types? of )?(?:contributions?|savings|money|option|feature|limit))?\b|\bthem\b|\bit\b|\bthey\b",
        "after-tax contributions ",
        replaced_text,
    )
    if replaced_text != text and not has(v.OTHER_MONEY, text):
        return [replaced_text]
    saves = has(_SAVES, text) and not has(v.OTHER_MONEY, text) and not has(r"\broth\b", text)
    return [f"after-tax contributions: {text}"] if clause.bare or saves else []


def _another_topic(words: str) -> bool:
    return has(v.CONVERT, words) or has(v.WITHDRAW, words) or has(v.OTHER_MONEY, words)


def _subject(topic: str) -> str:
    return "after-tax contributions" if has(AFTER_TAX, topic) else topic


def _read(text: str, clause: Clause) -> Statement | None:
    if has(_HIGHLY_PAID, text) and negative(text):
        return None
    closes = any(has(p, text) for p in _CLOSES) and (has(AFTER_TAX, text))
    if closes and not has(v.GENERAL, text) and not has(r"\b(?:again|resum|reopen)\w*", text):
        return statement("after_tax", "no", SPECIFIC, clause, closed=True)
    if has(v.SUSPENDED, text) and negative(text):
        return None
    calmed = replaced(v.HARMLESS_NOT, " ", text)
    denies = any(has(p, calmed) for p in _DENIES) and not any(has(p, text) for p in _LIMITS)
    if denies and not has(r"\bnot only\b|\bnothing in\b", text):
        return (
            None
            if _set_aside(clause, text)
            else statement("after_tax", "no", SPECIFIC, clause, closed=has(r"\bno longer\b|\b(?:additional|further|new|more) after-tax", text))
        )
    if _set_aside(clause, text) or has(_MEANS, text) or (has(v.CLOSED, text) and not has(r"\bagain\b", text)):
        return None
    label = first(rf"^\W*([^:?]{{0,60}}?{AFTER_TAX}[^:?]{{0,60}}?)(?::| — )\s*(.+)$", text)
    if (
        label
        and _about_contributions(label[1])
        and not has(v.OTHER_MONEY.replace("|rollover(?= and| or|,)", ""), label[1].replace("match", ""))
    ):
        answer = status(label[2])
        if answer:
            return statement("after_tax", "yes" if answer == "yes" else "no", SPECIFIC, clause)
        if has(
            rf"^(?:(?:up to |from |maximum (?:of )?|max\.? |between |limited to ){_AMOUNT}|(?!0 ?%\W*$)\d+(?:\.\d+)? ?(?:%|percent))",
            label[2],
        ):
            return statement("after_tax", "yes", SPECIFIC, clause)
    calmed = replaced(r"\bnot only\b|\bnothing in the plan (?:prevents|prohibits|precludes|forbids)\b", " may ", text)
    calmed = replaced(v.HARMLESS_NOT, " ", calmed)
    denied_before = first(rf"{v.NEGATION}[^.;]*?{AFTER_TAX}", calmed)
    if any(has(p, calmed) for p in _PERMITS) and not denied_before:
        return statement("after_tax", "yes", SPECIFIC, clause)
    if any(has(p, text) for p in _LIMITS) and not has(_LEGAL_TOTAL, text):
        return statement("after_tax", "yes", GENERAL, clause)
    if has(_OFFERED_LIST, text) and not has(rf"^[^:]*(?:{v.CONVERT}|{v.WITHDRAW})[^:]*:", text) and not negative(text):
        return statement("after_tax", "yes", GENERAL, clause)
    plainly = not has(v.CONVERT, text) and not has(v.WITHDRAW, text) and not has(_BESIDE_THE_POINT, text)
    if plainly and has(v.NEGATION, calmed) and has(_OFFERING, text):
        return statement("after_tax", "no", GENERAL, clause)
    if plainly and has(_SAVES, text) and has(_FREELY, text) and not has(v.NEGATION, calmed) and not has(_LEGAL_TOTAL, text):
        return statement("after_tax", "yes", GENERAL, clause)
    if has(_MATCHED, text):
        return statement("after_tax", "yes", IMPLIED, clause)
    return None


def _set_aside(clause: Clause, text: str) -> bool:
    return not_now(clause) or has(v.GENERAL, text) or has(v.ROLLED_IN, text)


def _box(clause: Clause) -> Statement | None:
    """A box beside a bare mention: checked is yes, empty is a weak no."""
    passage = clause.passage
    if (
        passage.chosen is None
        or not clause.first
        or len(clause.text.split()) > 14
        or not _about_contributions(clause.text)
    ):
        return None
    over = passage.lead or next(iter(passage.headings), "")
    if _another_deed(over) or negative(clause.text) or has(v.CLOSED, clause.text):
        return None
    return statement("after_tax", "yes", SPECIFIC, clause)


def _another_deed(words: str) -> bool:
    return has(v.CONVERT, words) or has(v.WITHDRAW, words) or has(r"\bmatch|\bloan|\brollover", words)
