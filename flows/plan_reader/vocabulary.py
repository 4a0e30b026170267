"""The word families by which plan documents speak of money, of what is done with it, and of permission.

All patterns are for text that went through `wording.plain`.
"""

import re
from functools import cache


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def has(pattern: str, text: str) -> bool:
    """Whether `pattern` occurs in `text`."""
    return _compile(pattern).search(text) is not None


def first(pattern: str, text: str) -> re.Match[str] | None:
    """The first occurrence of `pattern` in `text`."""
    return _compile(pattern).search(text)


def replaced(pattern: str, to: str, text: str) -> str:
    """`text` with every occurrence of `pattern` replaced."""
    return _compile(pattern).sub(to, text)


# Money

AFTER_TAX = (
    r"(?:\bafter-tax\b|\bvoluntary (?:non-?deductible |employee |participant ){1,2}contributions?\b"
    r"|\bnon-?deductible (?:voluntary |employee ){1,2}contributions?\b|\bmega[- ]?backdoor\b(?: roths?)?)"
)
ANY_MONEY = (
    r"(?:\b(?:any|all|entire|whole|full|total|every|each|either|part|portion|some)\b[^.,;:]{0,40}?\b(?:accounts?|balances?|sources?|money"
    r"|amounts?|funds)\b|\bvested (?:account|balance|amount|portion)s?\b|\b(?:your|his|her|their|the|a participant's|the participant's)"
    r" (?:plan |401k |403b |individual )*(?:account|balance)s?\b(?! (?:for|of))|\bnon-roth (?:\w+ )?(?:account|balance|amount|money|source)s?"
    r"|\ball (?:vested )?(?:contribution )?(?:sources|accounts|(?:money |contribution )types)\b|\beverything\b|\bany (?:money|amount))"
)
OTHER_MONEY = (
    r"\b(?:pre-tax|elective deferrals?|deferrals?|salary (?:deferrals?|reductions?)|401k contributions?|match(?:ing)?|company contributions?"
    r"|employer (?:contributions?|money|match\w*|accounts?|discretionary)|rollovers? (?:account|contribution|money|amount|balance|source)s?"
    r"|rollover(?= and| or|,)|profit[- ]sharing(?! plan| 401k)|safe harbor|nonelective|non-elective|qnecs?|roth (?:deferral|elective|contribution|account|money"
    r"|401k)s?|roth money|other money)\b"
)
ROLLED_IN = r"(?:into the plan|from (?:another|a (?:prior|previous|former)|other|an eligible)|rolled into|accepts? (?:\w+ )?rollover)"
CLOSED = (
    r"\b(?:pre-?(?:19)?\d\d\b|frozen|legacy|grandfathered|predecessor|prior plan|former plan|merged|discontinued|closed)"
    r"|\bno (?:further|new|additional|more)\b[^.;]{0,30}contribut|\bno longer (?:accept|permit|allow|make|offer|receiv)\w* (?:[\w-]+ ){0,2}contribut|\bnew after-tax contributions have not|(?:made|contributed|held)[^.;]{0,30}(?:before|prior to) (?:\w+ \d{1,2},? )?(?:19|20)\d\d"
    r"|after-tax[^.;]{0,30}(?:before|prior to) (?:\w+ \d{1,2},? )?(?:19|20)\d\d"
)

# Actions

CONVERT = (
    r"(?:\bin-plan (?:roth |designated roth |after-tax )?(?:rollover|conver\w*|transfer)s?|\broth in-plan(?: \w+)?|\bin-plan roth"
    r"|\bconver(?:t\w*|sions?)\b[^.;]{0,120}?\broth\b(?! ira)|\broth (?:money )?(?:conversions?|transfers?)\b"
    r"|\b(?:convert\w*|conversions?)\b[^.;]{0,40}\b(?:in|within|inside) (?:the |your |our )?(?:plan|401k|403b)\b|\bconversion of\b[^.;]{0,60}after-tax"
    r"|\bafter-tax (?:to |into )?(?:roth )?conver\w*|\bauto-conver\w*"
    r"|\b(?:roll\w*|transfer\w*|mov\w+|sweep\w*|swept|get|reclassif\w*|recharacteriz\w*|turn\w*|treat\w*)\b[^.;]{0,140}?\b(?:in)?(?:to|as)\b[^.;]{0,30}?"
    r"\broth\b(?! ira)(?! deferr)|\broth rollovers?\b[^.;]{0,30}\b(?:in|within|inside)\b|\birrs?\b)"
)
CONVERT_LOOSE = r"\bconver(?:t(?:s|ed|ing)?|sions?)\b"
OUTSIDE = r"\broth ira|\btraditional ira|\bto an? ira|\brollover ira|\bout of the plan|\boutside"
WITHDRAW = (
    r"(?:\bwithdraw\w*|\bmust (?:stay|remain) in\b|\b(?:pull|pulls|pulled|tap|taps)\b|\bdistributable\b(?= (?:upon|at|on|to|while|without|irrespective))|\bdistributable events?\b(?= are| include|:)|\bdistribut(?:e|ed|ion|ions|ing)\b|\bin-service\b|\b(?:take|takes|taken|taking|took|pull)\b[^.;]{0,40}?\bout\b|\bcash(?:ed)? out"
    r"|\b(?:roll(?:ed|ing|s)?|rollovers?|mov(?:e|ed|ing)|send|transfer(?:red)?|convert(?:ed)?)\b[^.;]{0,120}?\b(?:to|into)\b[^.;]{0,40}?\bira\b"
    r"|\broll(?:ed|ing|s)?\b[^.;]{0,50}? out\b|\baccess(?:ed)?\b|\bpayments? (?:of|from)\b|\bpaid (?:out|to you)\b|\breceive\b[^.;]{0,40}?(?:account|balance|payment))"
)
AUTOMATIC = (
    r"(?:\bautomat\w*|\bauto-?conver\w*|\bauto (?:roth )?(?:in-plan )?conver\w*|\bdaily\b|\bovernight\b|\bnightly\b|\bsame[- ]day\b|\bthe same day\b|\breal[- ]time\b|\bas soon as\b"
    r"|\b(?:each|every|with each|with every|per) (?:business day|day|night|pay cycle|payroll|pay ?period|paycheck|pay ?day|pay date)\b"
    r"|\beach time (?:you|they|a) |\bwhen (?:it is|they are|each is|each [\w-]+(?: contribution)? is|deposited|posted|contributed|received)\b"
    r"|\bimmediately (?:upon|after|when|convert)|\bconver\w+ immediately (?:upon|after|when|following)|\bsweep\w*|\bconversion (?:feature|service) (?:on|off))"
)
NOT_CONVERSION_AUTOMATIC = (
    r"\bautomatic(?:ally)?,? (?:enrol\w*|increas\w*|escalat\w*|rollovers?|rolled|roll|deduct\w*|rebalanc\w*|invest\w*|payroll|contribut\w*"
    r"|defer\w*|cash\w*|payment\w*|paid|distribut\w*|withh\w*|stop\w*|switch\w*|adjust\w*|vest\w*|continu\w*|suspend\w*|credited)\b"
    r"|\b(?:enrol\w*|increases?|contributions? (?:will |are )?increase|rises?|stops?|ends?|cease\w*) automatically"
)
TO_AFTER_TAX = (
    r"\b(?:conver\w*|switch\w*|chang\w*|redirect\w*|spill\w*|recharacteriz\w*|continu\w*|credited|treated|flow\w*)\b[^.;]{0,60}?"
    r"\b(?:to|as|into) (?:an? )?(?:voluntary )?after-tax\b(?! to)"
)

# Conditions

HALF_AGE = r"(?:\b59half\b|\bage (?:5[05]|6\d|7\d)\b|\bage 59\b|\bnormal retirement age\b)"
SEVERANCE = (
    r"(?:\b(?:terminat\w+|separat\w+|sever\w*|severance|end|cessation|retire\w*)\b(?: of| from| your| his| her| their| the)*(?: the)?"
    r" (?:employment|service|company|firm|employer)\b|\bseparation\b|\bseverance\b|\btermination\b|\b(?:leave|leaves|leaving|left|quit)\b(?: the| your)?"
    r"(?: company| firm| job| employment| us| employer)?|\bemployment (?:ends|terminates|is terminated)|\bno longer employed|\bformer (?:employee|participant)s?"
    r"|\b(?:terminated|separated|retired)(?: vested)? (?:participant|employee|member)s?|\bretire(?:ment)?\b|\bterminated employment\b)"
)
HARDSHIP = r"(?<!non-)\bhardship|\bheavy financial need|\bfinancial emergenc"
IN_SERVICE = (
    r"(?:\bin-service\b|\b(?:while|even though|although|when|as) (?:you |they |he or she |a participant |participants? |still |is |are )*(?:still |actively |an? active |currently )*"
    r"(?:employ\w*|work\w*|active\w*|in service|in the employ)|\bstill (?:actively )?(?:work|employ)\w*|\bduring (?:your |his |active )*employment|\bactive(?:ly)? employ\w*"
    r"|\bactive participants?|\bcurrent(?:ly)? employ\w*|\bwithout leaving|\bwithout (?:having to )?(?:leave|quit|terminat|separat)\w*|\bno need to (?:quit|leave)"
    r"|\bnot have to (?:leave|quit)|\bwhile (?:you are )?here\b|\bwhile you work\b"
    r"|\b(?:before|prior to|without|preceding)\b[^.,;:]{0,40}?(?:terminat|separat|sever|leav|retire|quit)\w*)"
)
ANY_TIME = (
    r"(?:\b(?:at )?any ?time\b|\bat any (?:age|point)\b|\bwhenever\b|\bfor any reason\b|\bany reason\b|\bregardless of\b[^.,;]{0,20}age|\bany age\b|\bno age\b"
    r"|\b(?:without regard to|irrespective of)\b[^.,;]{0,20}(?:age|employment)|\bupon request\b|\b(?:up to |no more than |maximum of )?(?:one|two|three|four|six|twelve|\d+) times?\b|\btwice\b|\bonce (?:a|an|every|each|per|in any|in each|during)\b"
    r"|\b(?:each|every|per) (?:calendar |plan )?(?:month|quarter|year|six months)\b|\bmonthly\b|\bquarterly\b|\bannually\b|\bmore often than\b|\bon request\b|\bno restrictions?\b|\bon demand\b|\bas often as\b|\bno (?:\w+ ){0,3}(?:limit|restriction)s? on\b[^.;]{0,40}withdrawals?"
    r"|\b(?:before|prior to|under|younger than|below|regardless of|without regard to|not (?:yet )?(?:reached|attained))\b[^.,;]{0,25}59half|\bone (?:withdrawal|distribution) (?:per|each|every|in)\b"
    r"|\b(?:two|five|24|60) (?:months|years) (?:of participation|in the plan|after (?:they|it|the)))"
)
DISTRIBUTABLE = (
    r"\bqualif(?:y|ies) for an? (?:\w+ )?distribution|\botherwise (?:distributable|eligible|available)|\beligible (?:for|to (?:receive|take)) (?:an? )?(?:\w+ )?(?:in-service )?(?:distribution|withdrawal)"
    r"|\bdistributable (?:amount|event|balance)|\beligible rollover distributions?\b|\bamounts? (?:that|which) (?:are|is|may be) (?:eligible for|distribut)"
)

# Modality

SUSPENDED = r"\b(?:for|during) (?:the |a |at least )*(?:next |following )*(?:six|6|\d+|twelve)[- ]months?\b|\bblackout\b|\bdefault"
FEW = (
    r"\bpuerto rico\b|\blocal \d+|\bcollective(?:ly)? bargain\w*|\bunion\b|\bcanad\w+|\bexpat\w*|\btfsa\b|\brrsp\b|\bunited kingdom\b|\buk\b|\bhourly employees (?:at|of|in)\b|\bexecutives?\b|\b(?:non-?qualified|deferred compensation|pension(?! benefit guaranty)|cash balance"
    r"|stock purchase|espp|health savings|hsa|457b|money purchase)\b(?: \w+)? ?(?:plan|account)?\b"
)
GENERAL = (
    r"\b(?:if|where|when|provided|unless|to the extent|whether)\b[^.;]{0,25}\b(?:your |the |a |our )?(?:plan|employer|adoption agreement|company|sponsor)\b(?:'s)?[^.;]{0,30}"
    r"\b(?:permits?|allows?|offers?|elects?|elected|provides?|so|includes?|accepts?|authoriz\w*|selects?|selected|adopts?)\b"
    r"|\b(?:if|where|when|unless|to the extent|whether)\b(?: it is| they are| so| otherwise| and to the extent)* (?:elected|permitted|allowed|selected|authorized|specified|offered|provided|available)\b"
    r"(?! by (?:law|you))|\b(?:your|a|the|an) (?:plan|employer|company|committee|sponsor|administrator|board)(?: administrator| sponsor)? (?:may|might|could)\b[^;]{0,60}?\b(?:permit|allow|offer|add|authorize"
    r"|adopt|provide|include|elect|accept|amend|decide|recharacterize)|\b(?:some|many|most|certain|other|not all|more and more) (?:[\w()-]+ ){0,2}(?:plans|employers|companies|firms)\b"
    r"|\bplans (?:may|that|can|often|with|generally|usually)\b|\ba plan (?:may|can|that|must)\b|\bconsidering\b|\bexploring\b|\bevaluating\b|\bunder (?:review|consideration)\b|\bpropos(?:ed|al)\b"
    r"|\b(?:hope|hopes|intend|intends|plan|plans|planning|expect|expects) to (?:add|offer|introduce|allow|permit|launch)\b|\bin the future\b|\bfuture plan years?\b|\bask (?:your (?:employer|hr|plan|benefits|company)|hr)\b|\bcheck (?:with|your (?:plan|summary|spd))\b"
    r"|\bwhether\b[^.;]{0,40}\b(?:plan|employer)\b|\bdepend(?:s|ing)? (?:up)?on (?:your|the) (?:plan|employer)|\bspecial tax notice\b|\byour rollover options\b|\bif (?:a|any|your) (?:payment|distribution)\b"
    r"|\brecordkeep\w+ (?:system|platform)\b|\beligible plans\b|\bmay be (?:available|permitted|allowed) (?:under|in) (?:your|some)|\bif any\b|\bif applicable\b"
    r"|\byou may be able to\b|\bassum(?:es?|ing)\b|\bsuppose\b|\bhypothetical|\b(?:at|with) another (?:company|employer|firm)|\bi (?:heard|read|think|believe|guess)\b|\bnot sure\b|\bprobably\b|\bperhaps\b"
    r"|\bwould (?:allow|permit|let|be able|be allowed|need)\b|\b(?:express|opinion)\b|\bemployer may elect\b"
)
PAST = (
    r"\b(?:prior to|before|until|through)\b (?:\w+ \d{1,2},? )?(?:19|20)\d\d\b|\bpreviously\b|\bformerly\b|\bused to\b|\bin the past\b|\bhistorically\b|\bat one time\b"
    r"|\b(?:were|was|had been) (?:permitted|allowed|able|available|eligible|required|accepted)\b|\bdid not\b|\bexpired\b|\bcould (?:make|contribute|elect|withdraw|convert)\b|\bbefore that date\b"
)
OVER = r"\b(?:through|until)\b (?:\w+ \d{1,2},? )?(?:19|20)\d\d\b|\bexpired\b|\b(?:were|was) (?:permitted|allowed|able|available|eligible)\b"
HARMLESS_NOT = (
    r"\bnot (?:\w+ )?be (?:reversed|undone|revoked|recharacterized|changed back|converted back|transferred back)\b|\bwhether or not\b|\bnot only\b|\bnot just\b|\bnot merely\b|\brather not\b|\bno action\b|\bno longer than\b|\bnot more (?:often|frequently)\b|\b(?:no|not) (?:later|more|less|fewer|earlier) than\b|\bmore than\b|\bnot (?:in the aggregate )?(?:to )?exceed\b"
    r"|\bnot (?:be )?(?:yet )?(?:subject to|taxed|taxable|tax[- ]deductible|deductible|matched|match\w*|roth|included|considered|counted|count|treated|limited|required|require|reduce\w*|affect\w*|need|necessary|have to|must"
    r"|reversed|reversible|undone|undo|revoked|revocable|recharacterized|changed back|returned|incur|pay|owe|lose|forfeit\w*|transferred back|converted back|change|apply to|eligible for (?:the |any |a )*(?:company |employer )*match\w*)\b"
    r"|\bno (?:penalt\w*|tax(?:es)?|limits?|minimum|maximum|age (?:requirement|restriction|limit)s?|fees?|charges?|match\w*|need|restrictions?|withholding|waiting|income limits?|spousal|matter|other changes?|cost|company match)\b"
    r"|\bno (?:\w+ (?:or|and) )?\w+ (?:restrictions?|requirements?|limits?|limitations?)\b|\bwithout (?:penalty|regard|leaving|limit\w*|restrictions?|tax\w*|withholding|having|a|incurring|quitting|terminating)\b|\bdoes not set a\b|\bnothing in the plan (?:prevents|prohibits|precludes|forbids)\b"
    r"|\bnot (?:distributable|eligible for distribution|otherwise distributable)\b|\bnot otherwise (?:distributable|eligible|available)\b|\birrevocable\b|\bthan \d|\bnot a highly\b|\bwhether you are\b"
)
NEGATION = r"\b(?:not|no|never|none|neither|nor|n/a|nope|unable|prohibit\w*|forbid\w*|preclud\w*|disallow\w*|unavailable|ineligible|discontinu\w*|ceas(?:e|ed|es)|eliminat\w*|suspend\w*|cannot|has to wait|must wait|must (?:stay|remain) in)\b"
PERMISSION = (
    r"\b(?:may|can|could|able|permit(?:s|ted)?|allow(?:s|ed|able)?|offer(?:s|ed)?|provid(?:e|es|ed)|available|eligible|entitled|option|opportunity|right|choose|elect(?:ed|s)?|request(?:ed|s)?|accept(?:s|ed)?|yes|yep|yeah|sure|lets?"
    r"|enabl\w*|includes?d?|support(?:s|ed)?|possible|turn on|switch on|feature|enroll|opt in|sign up|set up|call)\b"
)
ONLY = r"\b(?:only(?! from)|solely|exclusively|limited to|restricted to|not (?:\w+ ){0,6}(?:until|before|unless|prior to|except)|until|sole|must (?:first )?(?:be (?:at least )?(?:age )?59half|terminate|separate|leave|retire|sever|quit|reach|attain|have (?:reached|attained|terminated|separated)))\b"
EACH_ON_REQUEST = (
    r"\b(?:only|solely) (?:on|upon|at|by) (?:your |the participant's |participant |a )?(?:written )?(?:request|election)|\b(?:on|upon|by) (?:\w+ )?request only|\bmust (?:\w+ ){0,3}(?:request|call|initiate|elect|ask|submit|log in)\b[^.;]{0,40}\b(?:each|every)\b"
    r"|\b(?:request|initiate|submit|call|elect|process)\w*\b[^.;]{0,25}\b(?:each|every) (?:time|conversion|one|separately|individual)|\beach (?:\w+ ){0,2}conversion (?:must|has to|needs to|requires)|\bmanual(?:ly)?\b|\b(?:yourself|by hand)\b"
)
EXCEPTED = r"\b(?:other than|except(?:ing)?(?: for| from)?|excluding|excludes?|but not|not including|with the exception of|apart from)\b(?! (?:for )?hardship (?:withdrawals )?\.)[^.;:)]{0,70}?"
ANAPHOR = r"\b(?:these|those|this|such|that|them|they|it|its|their|both|doing so|do so)\b"
