"""How documents deny and close after-tax contributions, or name the only other kinds they take."""

from nlu.plans.contribution_words import DENIED_GAP, NOUN
from nlu.plans.vocabulary import AFTER_TAX, any_of

DENIES = any_of(
    rf"\bno (?:to|on) (?:the )?{AFTER_TAX}",
    rf"^\W*no {AFTER_TAX}(?: contributions?| option| money)?(?=\W*$|,| and\b| or\b)",
    rf"\bthere (?:is|are) (?:no|not)\b(?: currently| any| an?)*(?: [\w-]+){{0,2}}? {AFTER_TAX}",
    (
        r"\b(?:does|do|did|will|shall|has|have|can|may|would|is|are) (?:not|no longer)(?: currently| yet"
        r"| presently| now| otherwise| at this time)*"
        rf" (?:be )?(?:permit|allow|offer|accept|provide|include|authoriz|support|have|elect|add|feature"
        rf"|contain|permitting|allowing|take|adopt)\w*\b{DENIED_GAP}{{0,90}}?{AFTER_TAX}"
    ),
    rf"\bno longer (?:permits?|allows?|offers?|accepts?|provides?)\b{DENIED_GAP}{{0,60}}?{AFTER_TAX}",
    (
        rf"{AFTER_TAX}{DENIED_GAP}{{0,60}}?\b(?:is|are|be|been|were|was|shall|will|may|can)\b (?:not"
        r"|no longer)(?: be| been| currently| yet| otherwise| presently)*"
        r" (?:permitted|allowed|available|offered|accepted|authori[sz]ed|provided|made|an option|part of"
        r"|elected|contributed|supported|possible|included in|applicable|feature|an? (?:\w+ )?(?:provision"
        r"|feature|part|choice|benefit|option))"
        r"(?! (?:for|as collateral|from (?!time)|during|until|unless|while|after|by (?!the plan|this|our|your)))"
    ),
    (
        rf"\bno (?:[\w()-]+ ){{0,4}}?{AFTER_TAX}(?: employee| voluntary)?(?: contributions?| option"
        rf"| feature)?{DENIED_GAP}{{0,30}}?\b(?:may|shall|can|will|are|is) (?:be )?(?:made|permitted"
        rf"|accepted|allowed|available|offered|contributed)"
    ),
    (
        rf"\b(?:there (?:is|are)|has|have|offers?|permits?|allows?|accepts?|provides?(?: for)?"
        rf"|includes?) no (?:[\w()-]+ ){{0,3}}?{AFTER_TAX}"
    ),
    (
        rf"\b(?:may|can|will|shall|are|is|be) (?:not|no longer)(?: be)?(?: currently)?(?: able to"
        rf"| permitted to| allowed to| eligible to)? (?:make|contribute|elect|save|put|defer"
        rf"|add)\b{DENIED_GAP}{{0,70}}?{AFTER_TAX}"
    ),
    (
        rf"\b(?:not|unable) (?:able|permitted|allowed|eligible|possible) to (?:make|contribute|elect|save"
        rf"|put)\b{DENIED_GAP}{{0,60}}?{AFTER_TAX}"
    ),
    (
        rf"(?:\b(?:does|do|will|shall|has|have|can|is|are) (?:not|no longer)\b"
        rf"|\bnor\b)[^.;]{{0,40}}?\b(?:permit|allow|offer|accept|provide|include|have"
        rf"|support)\w*\b[^.;]{{0,110}}?(?:,|\bor|\bnor)(?: or| nor| any)? (?:voluntary |employee "
        rf"|traditional |non-roth )*{AFTER_TAX} (?:employee )?(?:contributions?|option|savings)"
    ),
    (
        rf"\bno (?:eligible )?(?:participants?|employees?|members?|one)\b[^.;]{{0,30}}?\b(?:may|shall|can"
        rf"|will|is|are)\b{DENIED_GAP}{{0,60}}?{AFTER_TAX}"
    ),
    rf"\bnot (?:among|one of) {AFTER_TAX}",
    rf"\bnone of\b[^.;]{{0,60}}?{AFTER_TAX}",
    rf"\bneither\b{DENIED_GAP}{{0,50}}?{AFTER_TAX}|{AFTER_TAX}[^;]{{0,80}}\bneither (?:\w+ )?(?:is|has|are)\b",
    rf"\b(?:prohibits?|forbids?|precludes?|disallows?|excludes?)\b{DENIED_GAP}{{0,40}}?{NOUN}",
    rf"{AFTER_TAX}{DENIED_GAP}{{0,40}}?\b(?:prohibited|forbidden|unavailable|excluded|disallowed)\b(?! from)",
    (
        rf"\b(?:permits?|allows?|accepts?|offers?|make|contribute)\b[^.;]{{0,60}}\bbut"
        rf" not\b{DENIED_GAP}{{0,40}}?{AFTER_TAX}"
    ),
    rf"\b(?:decided|elected|chosen|opted|voted|chose) (?:not to|against)\b{DENIED_GAP}{{0,60}}?{AFTER_TAX}",
    rf"\bnot (?:{AFTER_TAX})(?: contributions)?(?! basis)\W*$",
)
REMOVED = (
    rf"\b(?:remov|eliminat|delet|discontinu|drop|end|abolish)(?:e|es|ed|ing|s|ped)? (?:[\w-]+ ){{0,2}}?{AFTER_TAX}"
)
# It is the plan that does so: people who end their own contributions close nothing.
_BY_NOBODY_ELSE = r"(?!.*\b(?:you|your|participants?|members?|employees?|elect\w*|may|can)\b)"
CLOSES = any_of(
    rf"^{_BY_NOBODY_ELSE}.*{REMOVED} (?:contributions?|savings|money|feature|option|source)\b"
    r"(?! (?:limit|cap|maximum|rate))",
    rf"\b(?:had|offered|allowed|permitted|accepted)\b[^.;]{{0,40}}?{AFTER_TAX}[^.;]{{0,40}}?\b(?:until|through)\b"
    r" (?:\w+ )?(?:\d{1,2},? )?(?:19|20)\d\d",
    rf"\b(?:dropped|got rid of|did away with|took out)\b{DENIED_GAP}{{0,40}}?{AFTER_TAX}",
    (
        rf"{AFTER_TAX}(?: contributions?| savings)? (?:will )?(?:ends?|ceases?|stops?)\b(?! when| if| once"
        rf"| automatically| at| by itself| on its own)"
    ),
    rf"\bclosed\b[^.;]{{0,25}}?\bto (?:all )?(?:new |further |additional )?{AFTER_TAX}",
    rf"{AFTER_TAX}{DENIED_GAP}{{0,50}}?\b(?:removed from the plan|deleted(?! and| in its entirety and)|repealed)\b",
    rf"{AFTER_TAX}{DENIED_GAP}{{0,20}}?\bstopped (?:being|in|on|as of|effective)\b",
    (
        rf"{AFTER_TAX}{DENIED_GAP}{{0,50}}?\b(?:were|have been|has been|was|are|is)? ?(?:discontinued"
        rf"|ceased|eliminated|frozen|closed|suspended indefinitely|ended|terminated)\b"
    ),
    (
        rf"\b(?:discontinu(?:ed|ing)|ceas(?:ed|ing)|eliminat(?:ed|ing)|froze|freezing|stopped|suspend(?:ed"
        rf"|ing))\b{DENIED_GAP}{{0,40}}?{AFTER_TAX}"
    ),
    r"\bno (?:further|new|additional|more(?! than)|future)\b[^.;]{0,40}\bcontributions?\b[^.;]{0,80}",
    rf"\bnew {AFTER_TAX} contributions have not been accepted",
)
PRE_TAX_AND_ROTH = (
    r"(?:pre-tax|traditional|roth)(?: \w+)?(?:,| and| or|/)[^.;]{0,20}?\b(?:pre-tax|roth|catch-up)\b"
    r"(?: 401k)?(?: elective)?(?: contributions?| deferrals?| money| savings)*"
)
ONLY_OTHER = any_of(
    (
        r"\bno (?:[\w-]+ )?contributions?\b[^.;]{0,30}\b(?:other than|except)\b[^.;]{0,80}\b(?:deferral|pre-tax|roth)"
        r"[^.;]{0,80}\b(?:permitted|allowed|accepted|made)\b"
    ),
    (
        r"\b(?:not|nor|no|never)\b[^.;]{0,15}\b(?:permits?|accepts?|takes?|allows?|offers?|made|make"
        r"|accepted|permitted)\b"
        r"[^.;]{0,30}\b(?:contributions?|money|savings)\b[^.;]{0,10}\b(?:other than|except(?: for)?|apart"
        r" from|besides)\b"
        r"[^.;]{0,20}\b(?:pre-tax|elective|salary|roth|deferrals?)\b"
    ),
    (
        rf"\bcontributions?\b[^.;:]{{0,20}}\b(?:limited|restricted|confined) to\b[^.;]{{0,30}}?{PRE_TAX_AND_ROTH}"
        r"(?! (?:limit|maximum|\d))"
    ),
    (
        rf"\b(?:the )?only (?:types? of |kinds? of )?contributions?[^.;]{{0,40}}\b(?:are"
        rf"|is)\b[^.;]{{0,12}}?{PRE_TAX_AND_ROTH}"
    ),
    rf"{PRE_TAX_AND_ROTH} (?:are|is) the only (?:types? of |kinds? of )?(?:contribution|option|choice)",
    rf"^\W*only {PRE_TAX_AND_ROTH}\W*$",
    rf"\b(?:make|contribute|save|accepts?|permits?|allows?|offers?) only {PRE_TAX_AND_ROTH}",
    rf"\bonly (?:makes? |contributes? |saves? |accepts? |permits? |allows? |offers? )(?:\w+ )?{PRE_TAX_AND_ROTH}",
    rf"\b(?:make|contribute|save|accepts?|permits?|allows?|offers?)\b[^.;]{{0,20}}?{PRE_TAX_AND_ROTH},? only\b",
    rf"\bonly {PRE_TAX_AND_ROTH} (?:are|is|may be|can be) (?:permitted|allowed|accepted|made|available"
    r"|offered)\b(?! for)",
)
