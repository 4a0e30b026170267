"""What is near-certain about a passage whatever its wording: vetoes on what the classifier would take it to say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.plan_features import Feature
from nlu.plans import vocabulary as v
from nlu.plans.answers import negative, status
from nlu.plans.clauses import Clause
from nlu.plans.money import money_in, money_of
from nlu.plans.passages import Passage
from nlu.plans.roth import NO_ROTH, is_pair_up_to_the_law
from nlu.plans.statements import Says
from nlu.plans.vocabulary import has, replaced
from nlu.plans.vocabulary.contributions import ASIDE_ON_HIGHLY_PAID, CLOSES, HIGHLY_PAID, ONLY_OTHER, REMOVED
from nlu.plans.wording import without_other_after_tax

_PUT_IN_WORDS = rf"{v.AFTER_TAX}|non-?deductible|\bvoluntary contribution"
_CONVERT_WORDS = r"\bconver|\broth\b|\bin-plan|\bmega|\birrs?\b|\birc\b|\bsweep|\bswept|\bauto-"
_OUT_WORDS = (
    r"\bwithdr|\bdistribut|\btak(?:e|en|ing)\b|\bout\b|\bpaid\b|\bpull|\btap\b|\baccess|\bcash|\broll|\bget at\b"
    r"|\breach(?:ed)?\b|\bdraw|\bin-service\b|\bget(?:ting)? (?:at|to|my|your)\b|\btouch|\bpayable|\bliquid|\bstays? "
    r"in\b|\block"
    r"|\b(?:may|can|will) receive\b|\bempt(?:y|ied)\b|\bpayouts?\b|\btied up\b|\bleave the plan\b|\bspigot"
    r"|\btapped\b|\brefund"
)
_BY_ITSELF = (
    r"\bautomat|\bauto-|\bby itself|\bsweep|\bswept|\beach (?:payroll|pay ?check|pay period|night|day)\b|\bstanding\b"
    r"|\bnothing to (?:sign|do)\b|\bno (?:action|form|request|call)\b|\bwithout (?:your|any|a|further)\b|\brecurring"
    r"|\b(?:each|every) (?:[\w-]+ ){0,2}(?:contributions?|deposits?|dollar|payroll|payday)\b|\bsame day\b"
    r"|\bopt(?:ed)? in\b|\b(?:each|every) (?:(?:quarter|month)-?end|pay ?(?:roll|day|date|period"
    r"|cycle|check)|business day)"
    r"|\bunless\b[^.;]{0,50}\b(?:contrary|otherwise|opts? out|object\w*)\b|\bcontinuing (?:election"
    r"|instruction|direction)\b"
    r"|\b(?:choose|select|pick|set|mark|frequency)\b[^.;]{0,60}\b(?:daily|weekly|monthly|quarterly|every|each|ongoing|always)\b"
    r"|\bthe (?:day|night|moment) (?:it|they)\b|\bsign(?:ed)? up once\b|\b(?:turn|switch"
    r"|flip)\w*\b[^.;]{0,40}\b(?:on|switch)\b"
    r"|\b(?:for you|going forward|ongoing)\b|\bevery time (?:payroll|you contribute)"
    r"|\b(?:each|every) (?:monday|tuesday|wednesday|thursday|friday|week)\b|\brepeat"
    r"|\bovernight|\bnightly|\bas soon as\b|\bthe (?:plan|trustee|recordkeeper) (?:turns|converts|moves)\b"
)
_ON_REQUEST = (
    r"\b(?:when|if|after|once|whenever) (?:you|a participant|the participant|someone) (?:asks?|requests?"
    r"|calls?|submits?)\b"
    r"|\bhave to ask\b|\bdo (?:so|it|this) again\b|\b(?:i|we|people) (?:do|convert|move|call|log in"
    r"|have to|must|need to)\b[^.;]{0,40}\b(?:each|every)\b"
    r"|\b(?:up)?on (?:your )?request\b|\bby (?:calling|phone|asking|request)|\beach (?:conversion )?request\b"
)
_MAY_BE = r"\b(?:may|can)\b(?: only)? (?:be )?(?:convert|request|mov|roll|transfer)"
_STANDING = (
    r"\b(?:turn|switch|sign|opt|enroll|set)\w* (?:it )?(?:on|up|in|out)\b|\bstanding\b|\bset (?:it|this|them"
    r"|your \w+) to\b"
    r"|\brecurring\b|\bautomat\w*[^.;]*,? or\b"
)
_CLOSED_GROUP = (
    r"\b(?:hired|employed|enrolled|joined|rehired|participat\w+|saving|members?)\b[^.;,]{0,30}\b(?:before"
    r"|prior to|on or"
    r" before)\b (?:\w+ \d{1,2},? )?(?:19|20)\d\d|\bgrandfathered\b"
)
_STOPPED_FOR_A_TIME = (
    r"\bsuspen(?:d|sion)(?!ed indefinitely)[^.;]{0,40}\b(?:period|months?|after|following|withdrawal"
    r"|while)\b|\bunpaid leave|\bon (?:military )?leave\b"
    r"|\b(?:after|following) (?:a|an|the|any|your) (?:hardship |in-service )?(?:withdrawal"
    r"|distribution)\b|\bsuspension period|\bfor six months\b"
    r"|\bwaiting period"
)
# "Take out after-tax money and, once you are 59½, everything else."
_REST_LATER = (
    rf"{v.AFTER_TAX}[^.;]{{0,40}}(?:\band\b|\bbut\b|,)[^.;]{{0,15}}\b(?:once|from|at|after|when)\b[^.;]{{0,30}}59half"
    r"[^.;]{0,20}\b(?:everything|other\b|the rest|remaining|all else)"
)
_ROLLED_AFTER_TAX = rf"\brollovers? (?:contributions? )?(?:of|from) {v.AFTER_TAX}[^.;,]*"
_PUT_IN_BESIDE = rf"\b(?:make|making|contribut\w+|elect|permit\w*|allow\w*|accepts?)\b[^.;]{{0,50}}?{v.AFTER_TAX}"
_PUTS_IN = (
    r"\bcontribute\b|\bmak(?:e|es|ing)\b|\bsav(?:e|es|ing)\b|\bput\b|\bdeposits?\b|\bnew\b"
    r"|\bcontributing\b|\bup to\b|\bautomat"
)
# "Contribute amounts from other plans, after-tax money excepted" is about what comes in.
_MONEY_COMING_IN = (
    r"\bcontribute amounts\b|\bfrom (?:another|other) (?:qualified|eligible|employer|plan)|\brolled? into the plan"
    r"|\brollovers? of after-tax"
)
_YOUNGER_MAY = (
    r"\b(?:not|before|prior to|younger|under)\b[^.;]{0,30}59half[^.;]{0,40}\b(?:may|can)\b[^.;]{0,60}"
    rf"{v.AFTER_TAX}"
    rf"|59half[^.;]*,? or\b[^.;]{{0,50}}{v.AFTER_TAX}"
)
_ANY_REASON_FROM_AGE = (
    r"\bany (?:reason|time) (?:on or )?(?:after|upon|once|from|on)\b[^.;]{0,30}59half"
    r"|59half[^.;]{0,40}\bprior to\b[^.;]{0,30}59half"
)
# "Only deferrals count toward it, not after-tax money" denies nothing.
_NO_OTHER_DEED = (
    r"\bno (?:[\w-]+ ){0,3}(?:conversions?|withdrawals?|distributions?|loans?|match)\b|\b(?:not|never) be"
    r" (?:bought|invested|borrowed|held)"
)
_COUNTED = r"\bcounts? (?:for|toward|towards|against)\b"
_SPILLS = r"^\W*(?:[\w-]+ ){0,2}spill\w*[^.;:]*:"  # a row on what contributions turn into, not on whether there are any
_HOW_INVESTED = r"\bhow (?:your|the|these|those|their|all)\b[^.;]{0,50}\b(?:is|are|be) (?:to be )?invested\b"
_OF_THE_EMPLOYER = (
    r"\b(?:company|employer|firm|sponsor|bank|hospital|university) (?:also |then )?(?:contributes|adds|matches)\b"
)
_SUM_OF_MONEY = r"^\W*[\w -]{3,40}: \$[\d,]+\.\d\d\b"
_IF_CONVERTED = r"\b(?:if|when|should) (?:you|they|one|somebody|someone) (?:convert|wait)"
_CAUSES_NOTHING = (
    r"\bno (?:conversion|contribution|withdrawal|payment)s? (?:causes?|results?|triggers?|leads?|counts?|changes?)\b"
)
_CHANGES_ELSE = (
    r"\bconver\w*\b[^.;]{0,40}\b(?:shares?|stock|units?|leave|machines?|company|corporation|polic(?:y|ies)|coverage|annuity"
    r"|currency|fund|recordkeepers?|pension)\b"
    r"|\b(?:shares?|stock|units?|leave|policy|coverage|members)\b[^.;]{0,60}\bconver\w*"
)
_OVER_ROLLED_IN = (
    r"\b(?:rolled|brought|moved|transferred)[ -](?:it )?(?:in|over)\b|\brollovers?\b|\bfrom (?:an?|your)"
    r" (?:old|former|previous|prior)\b"
)
_SWITCHES = r"\b(?:never|off|none|no)\b[^.;/]{0,20}/ ?[^.;]{0,30}\b(?:daily|weekly|monthly|quarterly|each|every|on)\b"
# What one may take for a hardship tells nothing of other withdrawals.
_ON_HARDSHIP = (
    r"\bhardship (?:withdrawals?|distributions?) (?:may|can|must|are|will|from|of)\b"
    r"|\b(?:pay|make|take|request|receive|get) an? hardship (?:withdrawal|distribution|payment)\b"
)
_WAY_OF_PAYING = (
    r"\b(?:direct rollovers?|wires?(?: transfers?)?|checks?|direct deposits?|ach|partial (?:payments?"
    r"|withdrawals?)|installments?|in kind"
    r"|overnight delivery|electronic (?:payments?|transfers?))\b[^.;]{0,60}\b(?:not|no|never)\b"
)
_NO_LONGER = (
    r"\bonly\b|\bonce\b|\bended\b|\bremov|\bclosed\b|\bfroz|\ball there is\b|\bdelet|\brefus|\bdisabl"
    r"|\b(?:turned|switched) off\b"
    r"|\bstruck\b|\brepeal|\bexpired\b|\bterminat|\bexclud|\bthat is (?:it|all)\b|\bcarved out\b|\bnothing else\b"
)
_ON_PUTTING_IN = r"\bcontribut|\bsav(?:e|es|ing)|\bput\b|\bdeposit|\bpercent|%|\$|^\W*(?:yes|sure|yep|yeah|correct)\b"
_EXCEPTION = r"\b(?:except|other than|apart from|aside from|save for)\b[^.;]*"
_NOT_ON_TIMING = (
    r"\bclaim|\bdie[sd]?\b|\bdeath\b|\bbeneficiar|\bforfeit|\bloans?\b|\bnot vested\b|\bunvested|\bdenied\b|\bappeal"
)
# Over what holds for some people only: "If you are a pilot".
_FOR_A_GROUP = (
    r"^\W*(?:if you (?:are|work as)|for) an? (?!active|participant|eligible|employee|current|regular|full"
    r"|part|new|member"
    r"|salaried|team|staff|colleague|associate|benefit|highly|limited|fee|quick|complete|list|more|copy|year"
    r"|plan)[a-z]+(?: [a-z]+)?\W*$"
)
# "Loans may not be taken from it" denies no contributions.
_ON_ANOTHER_DEED = r"\bloans?\b|\bborrow|\bmatch|\bwithdr|\bvest|\binvest|\btaken out\b|\bbeneficiar|\bfees?\b"
_ON_EARNINGS = r"^\W*(?:the |any |their |its |investment )*earnings\b"
# A definition, a place left to fill in, what follows from doing something, what can't be undone, a Roth IRA, a loan.
_OFFERS_NOTHING = (
    r"^\W*[a-z][\w -]{3,40}: (?:an? |moving |contributions? made |amounts? (?:that|which) )"
    r"(?!.*(?:\b(?:may|can|permit|allow|available|up to)\w*\b|\d ?%))"
    r"|(?<![\d_])_{3,} ?%|\benter your\b"
    r"|^\W*(?:talk|speak) (?:to|with)\b|^\W*(?:sign|log) (?:in|on)\b[^.;]*\bto (?:see|learn|find|check)\b"
    r"|^\W*(?:if|when|once) you (?:withdraw|convert|take)\b[^.;]*"
    r"\b(?:owe|tax|taxes|taxed|may not|can not|suspend\w*|pro rata|comes? along)\b"
    r"|\bconversions? (?:can not|may not|is not|are not) (?:\w+ )?(?:be )?(?:undone|reversed|recharacterized|revoked)\b"
    r"|\byour roth ira (?:contributions?|money)\b|\bin-service loans?\b"
    r"|^\W*(?:look|search|check|ask|watch)\b[^.;]{0,40}\b(?:words?|terms?|phrases?|whether|if)\b"
    r"|\b(?:shows?|tells?|lists?|marks?) (?:you )?(?:which|when|whether|what|(?:the|those) (?:sources|accounts))\b"
    r"|\bnothing to do with\b|\bno bearing on\b|\bunrelated to\b|\bnot (?:to )?(?:be )?confused with\b"
)
_ONLY_THEN = (
    r"\bonly\b|\bsolely\b|\bno earlier\b|\bnot (?:\w+ ){0,4}(?:until|before|unless)\b|\b(?:limited|restricted) to\b"
)
_MAY_CHOOSE = r"\b(?:may|can) (?:elect|choose|receive|leave|take|select)\b"
_FORM_OF_PAYMENT = rf"{v.SEVERANCE}.*{_MAY_CHOOSE}|{_MAY_CHOOSE}.*{v.SEVERANCE}"
# "The plan offers them for eligible amounts" does not say for which.
_OF_SOME_MONEY = (
    r"\b(?:eligible|certain|some|permitted|qualifying)"
    r" (?:amounts|sources|accounts|money|contributions|balances|types)\b"
    r"|\b(?:in|under) (?:some|certain|limited) (?:cases|situations|circumstances)\b"
)
_NO_CONVERSION = r"\bno (?:[\w-]+ ){0,3}conversions?\b|\bnot (?:[\w-]+ ){0,3}(?:conver|in-plan)"
_SAYS_WHEN = rf"{v.ANY_TIME}|{v.PERMISSION}|\bat any age\b|\bautomat|\bsubject to\b|\bonce\b|\bdaily\b"
_OTHERS_MAY = r"\b(?:each|all|every|any|for all) others?\b|\beveryone else\b|\bothers (?:may|can)\b|\bthe rest of us\b"
_PLAIN = 1.0  # from which leaning on
_WAITS = (
    r"\btaxed\b|\bincluded in (?:your )?(?:gross )?income|\bpenalt|\badditional tax|\bincome tax"
    r"|\bordinary income|\btaxable\b"
)


def vetoed(feature: Feature, says: Says, passage: Passage, clauses: Sequence[Clause], leaning: float = 0.0) -> bool:
    """Whether `passage`, which is cut into `clauses`, can't say `says` on `feature`, whatever its words are like.

    One that leans very plainly to money staying need not have the words without which that hardly ever is said.
    """
    now = [clause for clause in clauses if not clause.not_now]
    if says == "yes" and any(has(_FOR_A_GROUP, words) for words in passage.headings):
        return True
    if says == "yes" and has(_OFFERS_NOTHING, passage.text):
        return True
    if says == "yes" and passage.kind == "item" and passage.lead.endswith(":") and negative(passage.lead):
        return True  # in a list of what there is not
    if passage.chosen is False and negative(passage.text):
        return True  # nobody chose the denial
    if not now or passage.kind == "question":
        return True
    near = " ".join(
        (passage.text, passage.lead, passage.before if any(c.refers for c in clauses) else "", *passage.over)
    )
    if says == "yes" and passage.chosen is None and _leans_only(feature, passage):
        return True
    plainly_no = says == "no" and feature == "in_service_distribution" and leaning >= _PLAIN
    plainly_no = plainly_no and not (
        passage.alone and passage.lead and status(passage.text)
    )  # it answers something else
    if not plainly_no and not has(_ABOUT[feature], without_other_after_tax(near)):
        return True
    return (_NO_YES if says == "yes" else _NO_NO)[feature](passage, now)


def _leans_only(feature: Feature, passage: Passage) -> bool:
    """Whether `passage` has no word of its own that answers what stands over it: "I can see your account."."""
    text = passage.text
    if bears_on(feature, replace(passage, lead="")) or status(text) is not None or has(v.AFTER_TAX, text):
        return False
    if has(rf"{v.ANY_TIME}|{v.HALF_AGE}|{v.HARDSHIP}|{_BY_ITSELF}|{v.IN_SERVICE}", text):
        return False
    if feature == "after_tax" and has(r"\d ?%|\$ ?\d|\bpercent\b|\bcontribut|\bsav|\bput\b", text):
        return False
    return not (has(v.ANAPHOR, text) and has(v.PERMISSION, text))


def bears_on(feature: Feature, passage: Passage) -> bool:
    """Whether `passage` has the words without which nothing is said on `feature`."""
    return has(_ABOUT[feature], without_other_after_tax(f"{passage.lead} {passage.text}"))


def outvoted(feature: Feature, says: Says, passage: Passage) -> bool:
    """Whether no rule may say `says` on `feature` of `passage` either."""
    text = passage.text
    if feature == "after_tax" and says == "yes":
        return is_pair_up_to_the_law(text) or has(rf"{_CLOSED_GROUP}|{REMOVED}", text) or _denied_to_some(text)
    if feature == "after_tax" and says == "no":
        if has(rf"{_COUNTED}|{_SPILLS}", text):
            return True
        elsewhere = has(_ON_ANOTHER_DEED, text) and not has(rf"{_PUT_IN_WORDS}|\bcontribut|\bsav|\bput\b", text)
        return elsewhere or has(_STOPPED_FOR_A_TIME, text)
    if feature == "in_service_distribution" and says == "yes":
        return has(_ANY_REASON_FROM_AGE, text)
    if feature == "in_plan_conversion" and says == "yes" and has(_OF_SOME_MONEY, text) and not has(v.AFTER_TAX, text):
        return True
    if feature == "in_service_distribution" and says == "no":
        return _denies_no_taking_out(text)
    if says == "yes" and has(_CHANGES_ELSE, text) and not has(r"\broth\b|\bin-plan\b", text):
        return True  # shares, leave or a firm
    if has(_CAUSES_NOTHING, text):
        return feature in ("in_plan_conversion", "automatic_conversion")
    if feature == "automatic_conversion":
        if (says == "yes" and has(_IF_CONVERTED, text)) or (says == "no" and has(_SWITCHES, text)):
            return True
        asked = says == "yes" and has(_ON_REQUEST, text) and not has(rf"{_STANDING}|\bor\b[^.;]{{0,50}}\bautomat", text)
        timed = says == "yes" and has(_MAY_BE, text) and not has(_BY_ITSELF, text)
        return asked or timed or (says == "no" and has(_WAITS, text))
    return False


def _denies_no_taking_out(text: str) -> bool:
    """Whether `text`, though it denies something, can't deny that the after-tax money may leave the plan."""
    for_the_young = has(_YOUNGER_MAY, text) and not has(r"\b(?:nobody|no one|none|no \w+) (?:\w+ )?under\b", text)
    if (
        for_the_young
        or has(rf"{_REST_LATER}|{_MONEY_COMING_IN}", text)
        or has(_ON_HARDSHIP, replaced(_EXCEPTION, " ", text))
    ):
        return True
    if has(_ON_EARNINGS, text):
        return True
    if has(_FORM_OF_PAYMENT, text) and not negative(text) and not has(rf"{_ONLY_THEN}|{v.HALF_AGE}|{v.HARDSHIP}", text):
        return True  # what those who leave may choose from
    if has(_WAY_OF_PAYING, text) and not has(v.AFTER_TAX, text):
        return True
    main = replaced(_EXCEPTION, " ", text)
    return has(_NOT_ON_TIMING, main) and not has(rf"{v.AFTER_TAX}|{v.ONLY}|{v.HALF_AGE}", text)


def _no_contributions_yes(passage: Passage, clauses: Sequence[Clause]) -> bool:
    text = " ".join(c.text for c in clauses)
    near = [f"{passage.lead}: {text}", *(words for c in clauses if c.refers or c.bare for words in c.contexts)]
    if not any(has(_PUT_IN_WORDS, without_other_after_tax(words)) for words in near):
        return True
    if not has(_PUT_IN_WORDS, without_other_after_tax(f"{passage.lead} {text}")) and not has(_ON_PUTTING_IN, text):
        return True  # a loan or an enrollment named after a sentence on after-tax money
    if not has(_PUT_IN_WORDS, without_other_after_tax(f"{passage.lead} {text}")) and has(r"\bmatch", text):
        return True
    if has(_OF_THE_EMPLOYER, text) and not has(_PUT_IN_WORDS, without_other_after_tax(text)):
        return True
    masked = without_other_after_tax(text)
    if "roth money" in masked and not has(v.AFTER_TAX, f"{passage.lead} {masked}"):
        return True
    if has(r"\bvest(?:ed|ing)\b", text) and not has(rf"{v.PERMISSION}|{_PUTS_IN}", text):
        return True
    moved = [c for c in clauses if has(v.AFTER_TAX, c.text)]
    if moved and all(has(rf"{v.CONVERT}|{v.WITHDRAW}", c.text) and not has(_PUTS_IN, c.text) for c in moved):
        return True
    if has(rf"{_ON_EARNINGS}|{_SUM_OF_MONEY}|{_HOW_INVESTED}", text) or has(
        r"^\W*loans?\b", " ".join(passage.headings[:1])
    ):
        return True
    if _rolled_in(text) or has(r"\bloan|\bpremium", text) or has(_CLOSED_GROUP, text) or status(text) == "no":
        return True
    return passage.chosen is False or has(r":\W*0 ?%\W*$", text)


def _denied_to_some(text: str) -> bool:
    """Whether `text` denies something to a part of the staff, and not in passing."""
    plainly = replaced(ASIDE_ON_HIGHLY_PAID, " ", text)
    return has(HIGHLY_PAID, plainly) and negative(plainly) and not has(_OTHERS_MAY, text)


def _rolled_in(text: str) -> bool:
    """Whether the after-tax money of `text` comes from other plans, and none is put in."""
    return has(v.ROLLED_IN, text) and not has(_PUT_IN_BESIDE, replaced(_ROLLED_AFTER_TAX, " ", text))


def _no_contributions_no(passage: Passage, clauses: Sequence[Clause]) -> bool:
    text = " ".join(c.text for c in clauses)
    near = passage.lead or " ".join(passage.headings[:1])
    if has(v.SUSPENDED, text) or has(_STOPPED_FOR_A_TIME, text) or has(v.ROLLED_IN, text) or has(_WAITS, text):
        return True
    if has(NO_ROTH, text) and not has(_PUT_IN_WORDS, without_other_after_tax(text)):
        return True
    if has(_NO_OTHER_DEED, text) or (has(r"^\W*(?:the )?match|\bconver", near) and not has(_PUT_IN_BESIDE, text)):
        return True
    if passage.chosen is False:
        return False  # an empty box denies without a word
    denies = negative(text) or status(text) == "no" or has(CLOSES, text) or has(ONLY_OTHER, text)
    return not denies and not has(_NO_LONGER, text)


def _no_conversion_yes(passage: Passage, clauses: Sequence[Clause]) -> bool:
    text = " ".join(c.text for c in clauses)
    if has(v.OUTSIDE, text) and not has(
        r"\bin-plan\b|\b(?:within|inside|in) (?:the|our|your) (?:plan|401k|403b)\b|\broth 40", text
    ):
        return True
    if has(_NO_CONVERSION, passage.before) and not has(r"\bconver|\broth\b|\bin-plan", passage.text):
        return True  # it goes on about what there is not
    if not has(_CONVERT_WORDS, f"{passage.lead} {text}") and not has(_SAYS_WHEN, text):
        return True  # under a heading on conversions, and on something else
    if not any(money_of(c).after_tax for c in clauses) and _goes_on_about_other_money(passage, clauses):
        return True
    return all(_of_other_money(c) or c.on_closed_account or _left(c) for c in clauses) or passage.chosen is False


def _goes_on_about_other_money(passage: Passage, clauses: Sequence[Clause]) -> bool:
    """Whether `passage` names no money, and the sentence before it, to which it may belong, names other money only."""
    if any(money_of(c).named for c in clauses) or not passage.before:
        return False
    return bool(clauses) and money_in(without_other_after_tax(passage.before)).other_only


def _no_conversion_no(_passage: Passage, clauses: Sequence[Clause]) -> bool:
    text = " ".join(c.text for c in clauses)
    denies = (
        negative(text)
        or status(text) == "no"
        or has(rf"{v.ONLY}|{v.HALF_AGE}|\bend(?:ed|s)\b|{v.SEVERANCE}|{_NO_LONGER}", text)
    )
    return not denies or has(r"\bloans?\b|\brecharacteriz|\bundo|\brevers|\birrevoc|\bhardship", text)


def _no_distribution_yes(passage: Passage, clauses: Sequence[Clause]) -> bool:
    before = passage.before if any(c.refers for c in clauses) else ""
    if (
        has(v.HALF_AGE, before)
        and not has(rf"{v.ANY_TIME}|{v.IN_SERVICE}", passage.text)
        and not has(v.ANY_TIME, before)
    ):
        return True  # "From 59½ any account may be tapped. That includes the after-tax account."
    rolled_in = has(_OVER_ROLLED_IN, " ".join((passage.text, *passage.headings[:1], passage.lead, before)))
    of_all = any(money_in(c.text).any and not c.refers for c in clauses)
    if rolled_in and not of_all and not any(money_in(c.text).after_tax for c in clauses):
        return True
    return (
        all(
            _of_other_money(c)
            or c.on_closed_account
            or _left(c)
            or (has(v.HARDSHIP, c.text) and not has(v.ANY_TIME, c.text))
            or (has(v.HALF_AGE, c.text) and not has(v.ANY_TIME, c.text) and not has(v.AFTER_TAX, c.text))
            for c in clauses
        )
        or passage.chosen is False
    )


def _no_distribution_no(_passage: Passage, clauses: Sequence[Clause]) -> bool:
    text = " ".join(c.text for c in clauses)
    if has(
        r"\bclaim|\bdie[sd]?\b|\bdeath\b|\bbeneficiar|\bvested\b|\bloans?\b|\bhardship withdrawals?\b(?! only)", text
    ):
        return not (has(v.ONLY, text) or (negative(text) and has(v.AFTER_TAX, text)))
    if has(v.HARDSHIP, text) and status(text) == "no" and not has(rf"{v.ONLY}|\bexcept|\bother than|\bunless", text):
        return True  # no hardship withdrawals
    if status(text) == "yes" and not has(v.ONLY, text):
        return True  # a list of events, of which this is one
    denies = negative(text) or status(text) == "no" or has(rf"{v.ONLY}|{v.HALF_AGE}|{v.SEVERANCE}|\buntil\b", text)
    return not denies or all(_of_other_money(c) for c in clauses)


def _no_automatic_yes(passage: Passage, clauses: Sequence[Clause]) -> bool:
    text = " ".join((passage.lead, *(c.text for c in clauses), *passage.headings[:1]))
    asked = has(_ON_REQUEST, text) and not has(_STANDING, text)
    return asked or not has(_BY_ITSELF, v.without_other_automatic(text)) or passage.chosen is False


def _no_automatic_no(passage: Passage, clauses: Sequence[Clause]) -> bool:
    text = " ".join((passage.lead, *(c.text for c in clauses), *passage.headings[:1]))
    return has(_WAITS, text) or not (negative(text) or status(text) == "no" or has(r"\beach\b|\bonly\b", text))


def _of_other_money(clause: Clause) -> bool:
    money = money_of(clause)
    return money.other_only or money.excepted


def _left(clause: Clause) -> bool:
    """Whether the clause is for those who left."""
    return has(v.SEVERANCE, clause.text) and not has(v.IN_SERVICE, clause.text)


_Guard = Callable[[Passage, Sequence[Clause]], bool]
_NO_YES: Mapping[Feature, _Guard] = {
    "after_tax": _no_contributions_yes,
    "in_plan_conversion": _no_conversion_yes,
    "in_service_distribution": _no_distribution_yes,
    "automatic_conversion": _no_automatic_yes,
}
_NO_NO: Mapping[Feature, _Guard] = {
    "after_tax": _no_contributions_no,
    "in_plan_conversion": _no_conversion_no,
    "in_service_distribution": _no_distribution_no,
    "automatic_conversion": _no_automatic_no,
}
_ABOUT: Mapping[Feature, str] = {
    "after_tax": rf"{_PUT_IN_WORDS}|\bcontributions?\b|\bpre-tax\b[^.;]{{0,20}}\broth\b",
    "in_plan_conversion": _CONVERT_WORDS,
    "in_service_distribution": _OUT_WORDS,
    "automatic_conversion": rf"{_CONVERT_WORDS}|^\W*automat\w* (?:is|are) (?:not|un)",
}
