"""What is done with money: converted, taken out, by itself or on request."""

from nlu.plans.vocabulary.matching import any_of, has, replaced

CONVERT = any_of(
    r"\bconver\w+\b[^.;]{0,40}\bin-plan\b",
    r"\b(?:amounts?|money|accounts?|sources?|balances?) (?:that )?(?:you|participants) (?:can|may) convert\b",
    r"\bin-plan (?:roth |designated roth |after-tax )?(?:rollover|conver\w*|transfer)s?",
    r"\broth in-plan(?: \w+)?",
    r"\bin-plan roth",
    r"\bconver(?:t\w*|sions?)\b[^.;]{0,120}?\broth\b(?! ira)",
    r"\broth (?:money )?(?:conversions?|transfers?|switch(?:es)?|flips?|relabel\w*)\b",
    (
        r"\b(?:convert\w*|conversions?)\b[^.;]{0,40}\b(?:in|within|inside) (?:the |your |our )?(?:plan|401k"
        r"|403b)\b"
    ),
    r"\bconversion of\b[^.;]{0,60}after-tax",
    r"\bafter-tax (?:to |into )?(?:roth )?conver\w*",
    r"\bauto-conver\w*",
    (
        r"\b(?:roll\w*|transfer\w*|mov\w+|sweep\w*|swept|get|reclassif\w*|re-?character\w*|turn\w*"
        r"|treat\w*|re-?label\w*|re-?tag\w*|re-?cast|re-?designat\w*|flip\w*|scoop\w*|shift\w*|chang\w*)\b"
        r"[^.;]{0,140}?\b(?:in)?(?:to|as)\b[^.;]{0,30}?\broth\b(?! ira)(?! deferr)"
    ),
    (
        r"\bswitch\w* (?:it|them|that|(?:the |your )?(?:money|balance)"
        r"|after-tax [^.;]{0,30}) (?:over )?(?:in)?to roth\b(?! ira)"
    ),
    r"\b(?:hops?|flows?|lands?|pass(?:es)?)\b[^.;]{0,20}\b(?:in)?(?:to|in)\b[^.;]{0,20}\broth\b(?! ira)",
    r"\b(?:is|are) (?:all )?roth (?:by|within|the|on|right|at|that|before)\b",
    r"\bbecomes? (?:an? |your |part of your |in-plan )?(?:designated )?roth\b(?! ira)",
    r"\broth rollovers?\b[^.;]{0,30}\b(?:in|within|inside)\b",
    r"\birrs?\b",
)
CONVERT_LOOSE = r"\bconver(?:t(?:s|ed|ing)?|sions?)\b"
OUTSIDE = any_of(
    r"\broth ira",
    r"\btraditional ira",
    r"\bto an? ira",
    r"\brollover ira",
    r"\bout of the plan",
    r"\boutside",
)
WITHDRAW = any_of(
    r"\b(?:get|getting) (?:at|to|out) (?:my|your|the|their) (?:money|accounts?|savings|balance)\b",
    r"\bwithdraw\w*",
    r"\b(?:empty|emptied|drain(?:ed)?|dip into|payouts?)\b",
    r"\bdraw(?:n|s|ing)?\b[^.;]{0,60}\b(?:accounts?|contributions?|money|savings|part|portion|value)\b",
    r"\bleaves? the plan\b",
    r"\b(?:take|taking|get|getting) (?:any |your |their |the )?money (?:from|out)\b",
    r"\bmust (?:stay|remain) in\b",
    r"\b(?:pull|pulls|pulled|tap|taps)\b",
    r"\bdistributable\b(?= (?:upon|at|on|to|while|without|irrespective))",
    r"\bdistributable events?\b(?= are| include|:)",
    r"\bdistribut(?:e|ed|ion|ions|ing)\b",
    r"\bin-service\b",
    r"\b(?:take|takes|taken|taking|took|pull)\b[^.;]{0,40}?\bout\b",
    r"\bcash(?:ed)? out",
    (
        r"\b(?:roll(?:ed|ing|s)?|rollovers?|mov(?:e|ed|ing)|send|transfer(?:red)?"
        r"|convert(?:ed)?)\b[^.;]{0,120}?\b(?:to|into)\b[^.;]{0,40}?\bira\b"
    ),
    r"\broll(?:ed|ing|s)?\b[^.;]{0,50}? out\b",
    r"\baccess(?:ed)?\b",
    r"\bpayments? (?:of|from)\b",
    r"\b(?:paid|pays|pay) (?:out|to you|to (?:a|any|an|the) (?:participant|member|employee))\b",
    r"\breceive\b[^.;]{0,40}?(?:account|balance|payment)",
)
AUTOMATIC = any_of(
    r"\bon the (?:\w+ ){0,3}of (?:each|every)\b",
    r"\bby the (?:recordkeeper|plan|trustee|administrator|plan administrator)\b",
    r"\bunless you opt out\b",
    r"\bopt out of conver\w+",
    r"\bby default\b",
    r"\bat the time (?:they|it|you|of)\b",
    r"\bupon (?:contribution|deposit|receipt)\b",
    r"\bthe (?:next|following) (?:business )?day\b",
    r"\bthe (?:business )?day after\b",
    r"\bafter each (?:payroll|pay period|contribution)\b",
    r"\bautomat\w*",
    r"\bstanding (?:\w+ )?(?:instruction|election|order|conversion|request)s?\b",
    r"\brecurring (?:roth )?(?:in-plan )?(?:conversion|instruction)s?\b",
    r"\bauto-?conver\w*",
    r"\bauto (?:roth )?(?:in-plan )?conver\w*",
    r"\bon the (?:very )?(?:same )?(?:day|night|date) (?:it|they|each|that it|your)\b",
    r"\beach new (?:[\w-]+ ){0,2}(?:contribution|deposit|dollar)s?\b",
    r"\bdaily\b",
    r"\bovernight\b",
    r"\bnightly\b",
    r"\bsame[- ]day\b",
    r"\bthe same day\b",
    r"\breal[- ]time\b",
    r"\bas soon as\b",
    (
        r"\b(?:each|every|with each|with every|per) (?:business day|day|night|pay cycle|payroll|pay ?period"
        r"|paycheck|pay ?day|pay date)\b"
    ),
    r"\beach time (?:you|they|a) ",
    r"\bevery (?:monday|tuesday|wednesday|thursday|friday|week)\b",
    (
        r"\bwhen (?:it is|they are|each is|each [\w-]+(?: contribution)? is|deposited|posted|contributed"
        r"|received)\b"
    ),
    r"\bimmediately (?:upon|after|when|convert)",
    r"\bconver\w+ immediately (?:upon|after|when|following)",
    r"\bsweep\w*",
    r"\bconversion (?:feature|service) (?:on\b(?! (?:\w+ )?\d)|off\b)",
)
NOT_CONVERSION_AUTOMATIC = any_of(
    (
        r"\bautomatic(?:ally)?,? (?:enrol\w*|increas\w*|escalat\w*|rollovers?|rolled|roll|deduct\w*|rebalanc\w*"
        r"|invest\w*|payroll|contribut\w*|defer\w*|cash\w*|payment\w*|paid|distribut\w*|withh\w*|stop\w*"
        r"|switch\w*|adjust\w*|vest\w*|continu\w*|suspend\w*|credited)\b"
    ),
    (
        r"\b(?:enrol\w*|increases?|contributions? (?:will |are )?increase|rises?|stops?|ends?"
        r"|cease\w*) automatically"
    ),
)
TO_AFTER_TAX = (
    r"\b(?:conver\w*|switch\w*|chang\w*|redirect\w*|spill\w*|recharacteriz\w*|continu\w*|credited|treated"
    r"|flow\w*)\b[^.;]{0,60}?\b(?:to|as|into) (?:an? )?(?:voluntary )?after-tax\b(?! to)"
)
# Conversion that is done, rather than possible.
CONVERTED_NOW = any_of(
    r"\b(?:is|are|be|being|get|gets) (?:\w+ ){0,3}(?:converted|swept|moved|rolled|transferred)\b",
    r"\b(?:shall|will)\b[^.;]{0,60}?\b(?:convert|transfer|move|sweep|roll)\b",
    r"\bconverts?\b",
    r"\b(?:hops|flows|lands|passes|moves|turns|rolls|transfers|shifts|relabels|flips|switches)\b",
    r"\bsweep(?:s|ing)?\b",
    r"\bdaily (?:roth )?(?:in-plan )?(?:roth )?conver",
    r"\bauto-conver",
    r"\bconversions? (?:happens?|occurs?|takes? place)",
)
_STANDING = (
    r"\bstanding (?:\w+ )?(?:instruction|election|order|conversion|request)s?\b"
    r"|\brecurring (?:roth )?(?:in-plan )?(?:conversion|instruction)s?\b"
)
OUTRIGHT_AUTOMATIC = rf"\bautomat|\bauto-?(?: roth)?(?: in-plan)? ?conver|{_STANDING}"


def without_the_way_to_after_tax(text: str) -> str:
    """`text` without contributions that turn into after-tax ones, which is no conversion to Roth."""
    return text if has(r"\broth\b", text) else replaced(TO_AFTER_TAX, " ", text)


def without_other_automatic(text: str) -> str:
    """`text` without what else is automatic: enrolment, increases, small rollovers."""
    return replaced(NOT_CONVERSION_AUTOMATIC, " ", text)
