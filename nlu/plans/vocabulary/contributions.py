"""How documents allow, limit, deny and close after-tax contributions, or name the only other kinds they take."""

from nlu.plans.vocabulary.matching import any_of
from nlu.plans.vocabulary.money import AFTER_TAX

# A stretch of a clause in which nothing else is done with the money and nothing is denied.
OTHER_DEEDS = (
    r"withdraw\w*|distribut\w*|conver(?:t\w*|sions?)|roll\w*|repay\w*|loans?|invest\w*|transfer\w*|mov(?:e|ed|ing)"
    r"|match(?:es|ed)?|not|no|never|premiums?"
    r"|recharacteriz\w*|neither|nor|without|access|ira|tests?|taxed"
)
GAP = rf"(?:(?!\b(?:{OTHER_DEEDS})\b)[^.;])"
DENIED_GAP = (
    r"(?:(?!\b(?:withdraw\w*|distribut\w*|conver(?:t\w*|sions?)|roll\w*|repay\w*|loans?|match\w*|ira"
    r"|in-plan|tests?)\b)[^.;])"
)
CAN = (
    r"(?:\b(?:may|can|could)\b(?! not)|\b(?:is|are|be|being|becomes?)(?: \w+)? (?:permitted|allowed"
    r"|eligible|able|entitled|free)(?: to)?\b|\b(?:has|have|get|gives? you) the"
    r" (?:option|right|opportunity|ability|choice)\b|\b(?:lets?|allows?|allowing|permits?|permitting"
    r"|enables?|enabling)\b|\b(?:elect|choose|want|wish|decide|authori[sz]e|continue)s?\b"
    r"|\bpossible\b|\bstill\b|\bthe (?:option|right|opportunity|ability|choice) (?:to|of)\b)"
)
PUT = (
    r"\b(?:make|making|contribut(?:e|es|ing)|elect(?:ing)?|sav(?:e|es|ing)|put(?:ting)?|set aside"
    r"|designate|choose|authori[sz]e|have"
    r"|defer|add|sign up for|enroll in|participate in|select|direct|keep|withhold|withheld|do|go in|pay in|made)\b"
)
PUT_IN = r"\b(?:make|making|contribut(?:e|es|ing)|sav(?:e|es|ing)|put(?:ting)?|set aside|defer|pay in)\b"
# "Elect to have after-tax contributions distributed" moves what is there.
NOT_MOVED = (
    r"(?![^.;]{0,60}\b(?:transferred|converted|rolled|withdrawn|distributed|paid|moved|invested|returned|refunded)\b)"
)
GIVES = (
    r"\b(?:permits?|permit(?:ting)?|allows?|offers?|accepts?|accept|provides? for|provides|includes?|lets"
    r"|supports?|features|introduc\w+|adds?|added|amended to (?:permit|allow|add|provide for)|takes?)\b"
)
PLAN = r"\b(?:plan|program|401k|403b|company|employer|firm|we|it|bank|university|benefit|feature)\b"
NOT_AN_ACCOUNT = (
    r"(?! ?(?:contributions? )?(?:sub-?)?(?:accounts?|balances?|money|sources?|amounts?|funds|assets"
    r"|portion|earnings)\b)"
)
NOUN = rf"{AFTER_TAX}{NOT_AN_ACCOUNT}"
AMOUNT = (
    r"(?:\$ ?\d|\d{1,9}(?:\.\d{1,9})? ?(?:%|percent)|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|fifteen|twenty|twenty-five|thirty) (?:percent|\())"
)
LEGAL_TOTAL = r"\b(?:annual additions?|415\b|section 415|employer|company|matching|irs|law|code|legal)\b"

PERMITS = any_of(
    rf"\b(?:yes|okay|ok) (?:to|on|for)\b{GAP}{{0,20}}?{AFTER_TAX}",
    (
        r"\b(?:designate|elect|choose|specify|indicate)\b[^.;]{0,60}?\b(?:pre-tax|roth)\b[^.;]{0,40}?\b(?:or|and)\b"
        rf" {AFTER_TAX} (?:savings|contributions?|basis)"
    ),
    (
        r"\b(?:may|can) be(?: made| contributed)?(?: on an)?(?: either)?(?: pre-tax,?(?: or| and)?)?"
        rf" {AFTER_TAX}(?: basis)?(?=\W*$|,)"
    ),
    rf"\b(?:choices?|options?)\b[^.;]{{0,40}}?\b(?:continue|keep)\b{GAP}{{0,20}}?{NOUN}",
    rf"{NOUN}[^.;]{{0,80}}?\b(?:resumed|reinstated|restored|reopened|reintroduced|brought back)\b",
    (
        rf"^\W*to (?:start|stop|change|increase|decrease|make|elect|begin|update)\b{GAP}{{0,40}}?{AFTER_TAX} (?:"
        r"contribution"
        r"|savings|election)[^.;]*?,? (?:press|call|log|go|visit|contact|use|complete|click|select)\b"
    ),
    rf"{NOUN}(?: contributions?| savings)?(?: themselves)? (?:will )?(?:continue|go on|carry on)\b(?! (?:until"
    rf"|through|to be))",
    rf"{CAN}{GAP}{{0,70}}?{PUT_IN}{GAP}{{0,140}}?{AFTER_TAX}{NOT_MOVED}",
    rf"{CAN}{GAP}{{0,70}}?{PUT}{GAP}{{0,140}}?{NOUN}{NOT_MOVED}",
    r"\bmega[- ]?backdoor(?: roths?)?(?: contributions?| conversions?| option| feature)? (?:is |are"
    r" )?(?:available|offered|supported"
    r"|allowed|permitted|enabled)\b",
    rf"{PLAN}{GAP}{{0,60}}?{GIVES}{GAP}{{0,110}}?{NOUN}",
    rf"^(?:and |also )?(?:{GIVES}){GAP}{{0,60}}?{NOUN}",
    (
        rf"\b(?:has|have|there is|there are|offering)\b{GAP}{{0,30}}?(?<!\bon )(?<!\bfor )(?<!\bof"
        rf" )(?<!\bto ){AFTER_TAX}(?: \w+)? (?:option"
        rf"|feature|provision|bucket|election|contributions)\b(?! (?:account|made|in (?!(?:the|our|this)"
        rf" (?:plan|401k))|from))"
    ),
    rf"{PLAN} (?:currently |also )*(?:do|does|has|have) (?:[\w-]+ ){{0,3}}?{NOUN}",
    (
        rf"\b(?:contribut\w+|deferr\w+|savings|elections?|amounts?)\b(?=[^.;]*\b(?:limit|maximum|402\(?g"
        rf"|spill\w*|automatic\w*)\b)"
        r"[^.;]{0,110}?\b(?:continu\w+|spill\w*|switch\w*|redirect\w*|flow\w*|shift\w*|chang\w+|convert\w*|go|made)\b"
        rf"[^.;]{{0,40}}?\b(?:as|to|into|on an)\b[^.;]{{0,20}}?{AFTER_TAX}{NOT_AN_ACCOUNT}"
    ),
    rf"\b(?:spill\w*)\b[^.;]{{0,60}}?\b(?:as|to|into|on an)\b[^.;]{{0,20}}?{AFTER_TAX}{NOT_AN_ACCOUNT}",
    rf"\bcontributions?\b{GAP}{{0,30}}?\b(?:may|can) be\b{GAP}{{0,60}}?{AFTER_TAX}",
    rf"\b(?:may|can) be (?:contributed|made|saved|deferred|withheld|deducted)\b{GAP}{{0,60}}?{AFTER_TAX}",
    rf"{NOUN}{GAP}{{0,60}}?\b(?:may|can|will|shall) be (?:made|contributed|elected|withheld|deducted)\b",
    (
        rf"{NOUN}{GAP}{{0,50}}?\b(?:is|are|be)(?: also| currently| now| again| generally)* (?:permitted"
        r"|allowed|available|offered|accepted|an option|authori[sz]ed|provided for|supported|back|reinstated"
        r"|restored)\b(?! (?:for|to be|as a|upon|after|at|when))"
    ),
    (
        rf"\bcontribut\w+{GAP}{{0,40}}?\b(?:continue|spill\w*|credited|treated|switch\w*|redirected"
        rf"|flow\w*)\b{GAP}{{0,60}}?\b(?:as|to|into)\b{GAP}{{0,12}}?{AFTER_TAX}"
    ),
    r"\bwill automatically (?:convert|switch|change)\b[^.;]{0,45}\bto after-tax contributions",
    rf"^\W*{AFTER_TAX}(?: contributions?| savings| money)? up to\b",
    (
        rf"(?:^\W*(?:you |participants )?|: )(?:contribute|make|save|put in|elect|add)"
        rf"\b(?! how){GAP}{{0,80}}?{AFTER_TAX}{NOT_MOVED}"
    ),
    (
        rf"{CAN}{GAP}{{0,20}}?\b(?:begin|start|resume|change|increase|decrease|stop|adjust"
        rf"|update)\b{GAP}{{0,50}}?{AFTER_TAX} (?:contribution|savings|deferral|election|percentage|rate)"
    ),
)
LIMITS = any_of(
    rf"^\W*(?:[\w-]+ ){{0,2}}{AFTER_TAX} contributions? of (?:up to |from )?\d+(?:\.\d+)? ?(?:%|percent)",
    (
        rf"{AFTER_TAX}[^.;]{{0,90}}?\b(?:may|can|shall|will|must) not (?:in the aggregate )?(?:exceed"
        rf"|be more than)\b[^.;]{{0,30}}?{AMOUNT}"
    ),
    (
        rf"{AFTER_TAX}{GAP}{{0,60}}?\b(?:(?:are |is )?(?:limited|capped|restricted) (?:to|at)|up to"
        rf"|of up to|from|between|maximum|not to exceed|cap|limit)\b{GAP}{{0,40}}?{AMOUNT}"
    ),
    (
        rf"\b(?:maximum|limit|cap|most)\b{GAP}{{0,40}}?{AFTER_TAX}{GAP}{{0,60}}?(?:\bis\b|:"
        rf"|\bof\b){GAP}{{0,20}}?{AMOUNT}"
    ),
    rf"{AFTER_TAX}{GAP}{{0,40}}?\b(?:maximum|limit|cap)\b{GAP}{{0,20}}?(?:\bis\b|:|\bof\b){GAP}{{0,20}}?{AMOUNT}",
    rf"\b(?:limits?|caps?)\b{GAP}{{0,30}}?{AFTER_TAX}{GAP}{{0,30}}?\b(?:to|at)\b{GAP}{{0,20}}?{AMOUNT}",
    (
        rf"\b(?:may|can|shall) not (?:contribute|make|save|elect)\b{GAP}{{0,20}}?\b(?:more than"
        rf"|in excess of|over)\b{GAP}{{0,60}}?{AFTER_TAX}"
    ),
    rf"{AMOUNT}{GAP}{{0,60}}?\b(?:on an |as |in )?{AFTER_TAX}(?: basis| contributions?)?$",
    (
        rf"\b(?:may|can|shall) not (?:make|contribute|elect)\b{DENIED_GAP}{{0,60}}?{AFTER_TAX}"
        rf"[^.;]{{0,40}}?\b(?:until|unless|before)\b[^.;]{{0,60}}?\b(?:pre-tax|reach|limit|max|deferr|year"
        rf"|complet|eligib|age|month)"
    ),
)
# "A transfer of after-tax contributions" speaks of money that is there.
MOVED = (
    rf"\b(?:transfers?|conversions?|rollovers?|withdrawals?|distributions?|converting"
    rf"|withdrawing)(?: \w+){{0,3}}? (?:of|from|for)"
    rf" (?:[\w',-]+ ){{0,4}}?{AFTER_TAX}(?: contributions?| money| savings)?"
    rf"|\b(?:converting|withdrawing|moving|transferring|rolling(?: over)?) (?:[\w',-]+ ){{0,3}}?{AFTER_TAX}"
    r"(?: contributions?| money| savings)?"
)
# "... and rollovers from other plans", behind the contributions.
ROLLED_IN_TOO = (
    r",? (?:and|or|plus|as well as)(?: (?:also|may|can|to|make|contribute|deposit|amounts|representing"
    r"|accepts?|allows?))*"
    r" (?:rollovers?|rolled|transfers?)(?: (?:contributions?|distributions?|amounts?|over|in))*\b[^.;]*"
)
OFFERED_LIST = (
    r"\b(?:types? of contributions?|contribution (?:types?|sources?|options?)|sources?|contributions"
    r"|save|employees|participants|members"
    r"|benefits?|perks|features?|highlights|offers?)\b[^.:]{0,40}:[^.]{0,110}?" + NOUN
)
OFFERED_OVER = r"\b(?:benefits?|perks|features?|highlights|offers?)\b[^.:?]{0,40}:"
WITH_CONVERSION = (
    rf"^\W*(?:\w+ ){{0,2}}{AFTER_TAX} (?:contributions?|savings),? (?:with|and|plus|\+)"
    r" (?:\w+ ){0,2}(?:in-plan|roth|in-service|conversion)"
)
# What a clause speaks of when "may" and "after-tax contributions" meet in it without a permission to contribute.
BESIDE_THE_POINT = (
    r"\b(?:refund\w*|return\w*|test\w*|statements?|taxable|taxes|vest\w*|invest\w*|loans?"
    r"|beneficiar\w*|pay(?:able|ments?)|earnings|forfeit\w*|recharacteriz\w*"
    r"|match\w*|rolled|roll over|rollovers?|transfer\w*|premiums?|deduct(?:ion|ible)|hardship|hold"
    r"|holds|held|includ\w* in|accounts?)\b"
)
SAVES = (
    r"\b(?:contribut(?:e|es|ing)|sav(?:e|es|ing|ings)|defer|put|set aside|make|choose|chooses|elect|elects"
    r"|pick|keep (?:saving|contributing|going))\b"
)
FREELY = rf"{CAN}|\b(?:choose|chooses|elect|elects|pick|lets?|option)\b"
OFFERING = (
    r"\b(?:permit|allow|offer|accept|provid|support|featur|set up|option|available|have|has|includ|add"
    r"|part of|adopted|elected)\w*\b"
)
MATCHED = (
    rf"\bmatch(?:es)?\b[^.;]{{0,90}}\b(?:you|participants?|employees?) (?:contribute|save|make"
    rf"|elect)\b{GAP}{{0,60}}?{AFTER_TAX}"
)
MEANS = (
    rf'^\W*"?{AFTER_TAX}[^.;]{{0,50}}?\b(?:means?|shall mean|refers? to|is defined|are defined'
    r"|(?:is|are) (?:a |an |the |your |those )?(?:contributions?|amounts?|money|dollars|voluntary))\b"
)
HIGHLY_PAID = r"\bhighly[- ]compensated|\bhces?\b|\binterns?\b|\btemporary\b|\bnon-?resident\b|\bleased\b"
NAMELESS = any_of(
    (
        r"\b(?:these|those|such|this)(?! (?:rules?|procedures?|manner|form|time|notice|date|terms|purposes?|year"
        r"|amounts?|plan|participant|employee)\b)(?: (?:types? of"
        r" )?(?:contributions?|savings|money|option|feature"
        r"|limit))?\b"
    ),
    r"\bthem\b",
    r"\bit\b",
    r"\bthey\b",
)
LABELLED = rf"^\W*([^:?]{{0,60}}?{AFTER_TAX}[^:?]{{0,60}}?)(?::| — )\s*(.+)$"
ON_CONTRIBUTIONS_TOO = rf"\bcontribut|\bsav(?:e|ing)|\bfeatures?\b|\bplan\b|{AFTER_TAX}"
# A vote takes hold on a day.
VOTED = (
    r"\b(?:voted|decided|agreed) (?:to )?(?:add|offer|allow|permit|adopt"
    r"|introduc)\w*\b"
)
VOTED_IN = rf"{VOTED}{GAP}{{0,60}}?{NOUN}"
HOW_TO = (
    rf"^\W*how (?:do|can|would|does) (?:i|you|we|a participant|participants|one) (?:make|start|begin|elect"
    rf"|enroll|sign up|set up"
    rf"|change|contribute|add)\b{GAP}{{0,40}}?{NOUN}"
)
INSTRUCTS = (
    r"^\W*(?:(?:you (?:can|may|will|just|simply)\b|please |simply |just )\W*)?(?:call|log|go|visit"
    r"|contact|use|complete|click|select|sign|choose|change)\b"
)
LABEL_ON_ELSE = (
    r"^\W*(?:[\w-]+ ){0,3}(?:match\w*|vest\w*|loans?|hardship|taxed|taxable|earnings|penalt\w*|deductible)\b"
    r"|\b(?:match(?:ed)?|vested|loans?|hardship|taxed(?: when)?|at any (?:age|time)|how often|never|withdraw\w*)\W*$"
    r"|(?:->|→|>|\bto|\binto) (?:\w+ )?roth(?: (?:inside|in(?: the)? plan|within|at work|now))?\W*$"
    r"|\b(?:payable|payouts?|paid|take out|taken out|cash(?:ed)? out|out)(?: (?:at work|now|early|while \w+))?\W*$"
)
BY_PAYROLL = r"\b(?:by|through|via|from)(?: \w+)? payroll deductions?\b"
BARE_AMOUNT = (
    rf"^(?:(?:up to |from |maximum (?:of )?|max\.? |between |limited to ){AMOUNT}"
    r"|up to (?:the )?(?:irs|annual|415|legal|plan|overall) (?:\w+ )?(?:limit|maximum)\b"
    r"|\d+ ?%? ?(?:-|—|to) ?\d+(?:\.\d+)? ?(?:%|percent)"
    r"|(?!0 ?%\W*$)\d+(?:\.\d+)? ?(?:%|percent))"
)
NO_HINDRANCE = r"\bnot only\b|\bnothing in the plan (?:prevents|prohibits|precludes|forbids)\b"
NO_OTHER_KIND = (
    r"\b(?:not|no)\b[^.;]{0,25}?\bother (?:(?:kinds?|types?|sort) of )?(?:employee |payroll |voluntary |member )*"
    r"(?:contributions?|deductions?|deposits?|savings|employee money)\b"
)
# "After-tax" as the colour of money, which Roth money has too.
OF_MONEY = r"after-tax (?:money|dollars|pay|income|basis|earnings)\b"
TAX_FREE = r"\btax[- ]free\b"
ASIDE_ON_HIGHLY_PAID = r"\([^)]*\b(?:highly|hces?)\b[^)]*\)"
ONLY_ROTH = r"\bonly after-tax\b[^.;]{0,40}?\b(?:is|are) (?:the |a )?roth\b"
KINDS_LISTED = (
    rf"^\W*(?:pre-tax|roth)\b[^.;:]{{0,40}}?(?:,|\band\b|&|/)[^.;:]{{0,12}}?{AFTER_TAX}"
    r" (?:options?|contributions?|savings)\W*$"
)


DENIES = any_of(
    rf"\b(?:makes?|making|has|have|contains?|with) no provisions? for\b{DENIED_GAP}{{0,40}}?{AFTER_TAX}",
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
    rf"{AFTER_TAX}[^.;:]{{0,40}}: (?:is |are )?(?:shut|closed|frozen|ended|discontinued)\b",
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
        r"\b(?:the )?only (?:types? of |kinds? of )?(?:employee |payroll )*(?:contributions?|money|savings|deductions?"
        rf"|amounts?|deposits?)\b[^.;]{{0,60}}\b(?:are"
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
