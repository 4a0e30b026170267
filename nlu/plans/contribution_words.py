"""How documents allow, limit, deny and close after-tax contributions."""

from nlu.plans.vocabulary import AFTER_TAX, any_of

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
    r"(?:\$ ?\d|\d+(?:\.\d+)? ?(?:%|percent)|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve"
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
    r"^\W*(?:you (?:can|may|will|just|simply)\b|please |simply |just )?\W*(?:call|log|go|visit"
    r"|contact|use|complete|click|select|sign|choose|change)\b"
)
LABEL_ON_ELSE = (
    r"^\W*(?:[\w-]+ ){0,3}(?:match\w*|vest\w*|loans?|hardship|taxed|taxable|earnings|penalt\w*|deductible)\b"
    r"|\b(?:match(?:ed)?|vested|loans?|hardship|taxed(?: when)?|at any (?:age|time)|how often|never|withdraw\w*)\W*$"
)
BY_PAYROLL = r"\b(?:by|through|via|from)(?: \w+)? payroll deductions?\b"
BARE_AMOUNT = (
    rf"^(?:(?:up to |from |maximum (?:of )?|max\.? |between |limited to ){AMOUNT}"
    r"|up to (?:the )?(?:irs|annual|415|legal|plan|overall) (?:\w+ )?(?:limit|maximum)\b"
    r"|\d+ ?%? ?(?:-|—|to) ?\d+(?:\.\d+)? ?(?:%|percent)"
    r"|(?!0 ?%\W*$)\d+(?:\.\d+)? ?(?:%|percent))"
)
NO_HINDRANCE = r"\bnot only\b|\bnothing in the plan (?:prevents|prohibits|precludes|forbids)\b"
NO_OTHER_KIND = r"\b(?:not|no)\b[^.;]{0,25}?\bother (?:(?:kinds?|types?) of )?(?:employee )?contributions?\b"
# "After-tax" as the colour of money, which Roth money has too.
OF_MONEY = r"after-tax (?:money|dollars|pay|income|basis|earnings)\b"
TAX_FREE = r"\btax[- ]free\b"
ASIDE_ON_HIGHLY_PAID = r"\([^)]*\b(?:highly|hces?)\b[^)]*\)"
ONLY_ROTH = r"\bonly after-tax\b[^.;]{0,40}?\b(?:is|are) (?:the |a )?roth\b"
KINDS_LISTED = (
    rf"^\W*(?:pre-tax|roth)\b[^.;:]{{0,40}}?(?:,|\band\b|&|/)[^.;:]{{0,12}}?{AFTER_TAX}"
    r" (?:options?|contributions?|savings)\W*$"
)
