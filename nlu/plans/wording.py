"""Brings the many spellings of plan documents to one, so that the rules can be written once."""

import re
import unicodedata
from functools import cache

_CHARACTERS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "­": "", "−": "-", "–": "—", "\u200b": ""}
)

# The same without the word: "pay that has been taxed", "once income tax has been withheld", "out of net pay".
_PAY = (
    r"(?:pay|wages|salary|earnings|compensation|paychecks?|money|dollars|contributions?|amounts|savings|deposits|cash)"
)
_TAX_IS_TAKEN = (
    r"(?:the |all |any |income |federal |state |applicable |regular |payroll |your |and |have |has |had |been |are "
    r"|is |were |was"
    r" |been |being |already )*(?:withheld|taken(?: out| off)?|deducted|paid|figured|computed|calculated"
    r"|held back|come(?:s)? (?:out|off))"
)
_TAXED_ALREADY = (
    r"\b(?:once|after|when) (?:the |all |any |your |income |federal |state |applicable )*tax(?:es)?"
    rf"(?:(?:,| and|, and) (?:(?:income|federal|state|local|social|security|medicare|payroll|fica|other"
    rf"|the|all|any) ?)+"
    rf"(?:tax(?:es)?)?)?(?<! ) ?{_TAX_IS_TAKEN}",
    r"(?<=\bpay )after withholding\b|(?<=\bpaycheck )after withholding\b|(?<=\bwages )after withholding\b",
    r"\b(?:remaining |left |left over )*after (?:the )?withholding (?:of|for) (?:all |applicable |income "
    r"|federal )*taxes",
    rf"\b(?:already|previously)[ -]taxed(?= {_PAY}\b)|(?<!not )(?<!be )(?<!the )\btaxed(?=,? (?:non-roth "
    rf")?{_PAY}\b)(?! if| when| at| as)",
    r"(?<!not )(?<=from )(?:your |his or her |their )?(?:net|take-home)(?= (?:pay|wages|salary)\b)"
    r"|(?<=out of )(?:your |his or her |their )?(?:net|take-home)(?= (?:pay|wages|salary)\b)",
)
# Words that follow the money they speak of; what stands for them goes before it.
_TAXED_BEHIND = (
    rf"\b({_PAY}) (?:that|which|on which) (?:(?:you|they|he or she|a participant|the participant|has|have"
    rf"|had|is|are|was|were)"
    r" )?(?:(?:has|have|had|'ve) )?(?:(?:already|previously) )?(?:been )?(?:already )?(?:taxed|paid "
    r"(?:income )?tax(?:es)?(?: on)?)\b"
    r"(?! (?:when|if|at|as|once|upon|on|only)\b)",
    # "Contributions taxed when made", "6% of salary that is included in income when earned and is not Roth"
    rf"\b({_PAY})(?:,? (?:that|which) (?:is|are|was|were))? (?:taxed|included in (?:[\w']+ )?income) (?:when|as|at the"
    r" time|on the way|going)(?: (?:it|they|you) (?:is|are|was|were)?)? ?(?:made|earned|paid|contributed|put in|go in"
    r"|goes in|in)\b",
    rf"\b({_PAY})(?: from [\w ]{{3,20}})? (?:that|which) (?:is|are) taxed (?:first|up ?front|right away|now"
    r"|at (?:the (?:start|outset)|once))\b",
    rf"\b({_PAY}) (?:you have )?already (?:been )?taxed(?: on)?\b(?! (?:when|if|at|as)\b)",
    rf"\b({_PAY}) (?:on which )?(?:you|they|he or she) have (?:already )?paid (?:(?:income|the) )*tax(?:es)?(?: on)?\b",
    r"\b(contributions?|savings|amounts|money) (?:that|which) (?:are|is) (?:not (?:excluded|excludable) "
    r"from|includ(?:ed|ible) in)"
    r" (?:your |gross |taxable |the |member's |participant's |employee's |his |or |her )*income(?: when "
    r"(?:made|contributed))?",
)
# What is said in many ways of age, time and work, in one: few examples then teach about all of them.
_AGE = r"(?:59half|(?:a certain|any (?:certain|particular|specific)) age|(?:of )?retirement age|older)"
_ONE_WAY = (
    (
        r"\b(?:neither|never|nor|without being) (?:conditioned|contingent|dependent) (?:up)?on"
        r" (?:(?:your|the|having|attain\w*|reach\w*) )*(?:any |an )?age\b(?:,? (?:or|nor) (?:up)?on [^.,;:]{3,40})?",
        "at any age",
    ),
    (
        r"\b(?:no (?:such )?(?=(?:withdrawals?|distributions?|payments?|conversions?|transfers?) (?:shall"
        r"|will|may|is|are)\b))"
        r"([\w-]+ (?:shall|will|may|is|are)) (?:be )?(?:conditioned|contingent|dependent|depend) (?:up)?on "
        r"(?:(?:the|his|her|their|or|a|participant's|having|attain\w*|reach\w*|of) )*(?:any|an|a certain"
        r"|a given) age\b",
        r"\1 made at any age",
    ),
    (
        r"\b(?:shall|will|does|do|is|are) not (?:be )?(?:conditioned|contingent|dependent|depend) (?:up)?on "
        r"(?:(?:the|his|her|their|or|a|participant's|having|attain\w*|reach\w*|of) )*"
        r"(?:any|an|a certain|a given) age\b",
        "may be made at any age",
    ),
    (
        r"\b(?:there is |with |has |have )?(?:no|without (?:an?|any)|free of an?|not (?:\w+ )?any) (?:minimum "
        r"|such |59half )?age"
        r" (?:gate|floor|minimum|requirement|limit|condition|test|restriction|rule|barrier|threshold|cut-?off"
        r"|hurdle)s?\b(?: (?:on|to"
        r"|for) (?:it|this))?",
        "at any age",
    ),
    (
        r"\b(?:at )?(?:whatever|any) age(?: (?:you|they) (?:are|may be))?\b|\bno age to reach\b"
        r"|\b(?:there is|is there) no age\b(?! (?:of|at|59))|\bage and reason are not considered\b",
        "at any age",
    ),
    (
        r"\b(?:do|does|did|need|needs|will|shall|is|are|must)? ?(?:not|never) (?:(?:be )?(?:require\w*|have"
        r"|need)|need) ?(?:you|participants?|members?|employees|them|anyone)?"
        rf" ?(?:to )?(?:be|reach|have (?:reached|turned|attained)|attain|turn|wait (?:until|till|for)|wait to be)"
        rf" ?(?:you (?:are|turn|reach)|they (?:are|turn|reach))? ?(?:age |at least )*{_AGE}\b",
        "at any age",
    ),
    (
        rf"\b(?:need|must) not (?:be|reach|have (?:reached|attained)|attain|wait (?:until|for)) (?:age )?{_AGE}\b",
        "at any age",
    ),
    (r"\bno minimum age\b(?! for)", "at any age"),
    (r"\b(?:minimum age|age (?:requirement|minimum|limit|floor))(?: for [^.;:]{3,50})?(?: is)?:? none\b", "at any age"),
    (
        r"\b(?:whatever|regardless of|no matter|irrespective of|without regard to) (?:the |your |his |her "
        r"|their |a participant's |his or her )*age\b",
        "at any age",
    ),
    (
        r"\b(?:your |their )?age (?:does not|is not|will not) (?:matter|(?:come|enter) into it|a condition|count)\b",
        "at any age",
    ),
    (
        r"\bit (?:does not matter|makes no difference) (?:how old|what age) (?:you|they) are\b|\bhowever (?:old"
        r"|young) (?:you|they) (?:are|may "
        r"be)\b|\b(?:people|employees|members) of (?:any|every|all) ages?\b",
        "at any age",
    ),
    (
        r"\b(?:have|has|are|is|had) not (?:yet )?(?:turned|reached|attained|been|at)? ?(?:age )?59half\b",
        "are under 59half",
    ),
    (r"\bno (?:oftener|more often|more frequently) than\b|\bnot (?:to be )?more (?:often|frequently) than\b", "up to"),
    (
        r"\b(?:while|when|as long as|although|even though|even if|and) (?:you are |you're |they are |still "
        r"|a participant is |the participant is )*(?:still )*(?:on (?:our|the|active) (?:payroll|job|duty|roster"
        r"|rolls|books|staff|seniority list"
        r"|service)|on the job|here with us|in (?:active|\w+) service|in our employ)\b",
        "while employed",
    ),
    (
        r"\b(?:on|by) (?:autopilot|its own|their own|itself|themselves)\b|\bset[- ]it[- ]and[- ]forget[- ]it\b"
        r"|\bhands[- ]off\b|\bwithout (?:you |your |their )*(?:lifting|raising) a finger\b",
        "automatically",
    ),
    (
        r"\b(?:was |were |been )?(?:turned down|voted down|declined|decided against|not provided for|chosen "
        r"not to(?: \w+)?)\b",
        "not permitted",
    ),
    (r"\bmyth: [^.?!]{3,120}[.?!] (?=(?:the )?fact)", ""),
)

_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("\ue300", "after-tax"),  # an abbreviation that the document explains (`codes`)
    # A word broken at the end of a line. A prefix keeps its hyphen; "pre- and post-" keeps its gap.
    (r"\b(after|pre|post|before|in|non|self|co|cost|of|year|long|full|part|so)- (?!and\b|or\b|to\b)(?=\w)", r"\1-"),
    (r"(?<=[a-z])- (?!and\b|or\b|to\b)(?=[a-z])", ""),
    (r"\b59\s?(?:½|-?\s?1[/⁄]2|\.5|(?:and|&) (?:a|one)[- ]half)", "59half"),
    (r"\b(?:fifty-nine|59) and (?:a|one)[- ]half(?: \(59half\))?", "59half"),
    *((pattern, "after-tax") for pattern in _TAXED_ALREADY),
    (r"\b(?:after|post)[ -]?tax(?:ed|es)?\b|\ba/t\b", "after-tax"),
    (
        (
            r"\bafter (?:all |applicable |income )*taxes (?:have been |are |were |being )?(?:withheld|taken"
            r" out|deducted|paid)\b"
        ),
        "after-tax",
    ),
    (r"\b(?:pre|before)[ -]?tax(?:ed)?\b", "pre-tax"),
    (r"\bnon[ -]roth\b", "non-roth"),
    # Money that is taxed and not Roth, and money that nobody may deduct, is after-tax money.
    (r"\b(?:already )?taxed,? (?:and |but )?(?=non-roth\b|not roth\b)", "after-tax "),
    (r"(?<=non-roth),? already taxed\b", " after-tax"),
    (
        r"\bneither (?:an? |as |elective |made )*(?:pre-tax|deferrals?|tax-deferred)(?: (?:contributions?"
        r"|deferrals?|savings|money))?"
        r",? (?:nor|or) (?:an? |as |in |designated )*roth\b",
        "after-tax, non-roth",
    ),
    (
        r"\bnon-?deductible (?=(?:voluntary |employee |participant |member )*(?:contributions?|savings|deposits)\b"
        r"(?!(?: \w+){0,3} ira))",
        "after-tax ",
    ),
    (r"\bin[ -]service\b(?= (?:distrib|withdr|roll|transf|acc|conv|—|:)|:|$|\s*\()", "in-service"),
    (r"\bin[ -]plan\b(?= (?:roth|conv|roll|transf))", "in-plan"),
    (r"\bintra-plan\b", "in-plan"),
    # The name of the account that holds what was converted is no conversion, unless money goes there.
    (
        r"(?<!to )(?<!to the )(?<!to your )(?<!to an )(?<!to a )(?<!to his )(?<!participant's )\broth (?:in-plan )?"
        r"(conversion|rollover|transfer)(?= (?:sub-?)?(?:account|source|balance|bucket|money)s?\b(?!:))",
        r"\1",
    ),
    (
        r"(?<!to )(?<!to the )(?<!to your )(?<!to an )(?<!to a )(?<!to his )(?<!to their )(?<!participant's )"
        r"\bin-plan (roth)(?= (?:sub-?)?(?:account|source|balance|bucket|money)s?\b(?!:))",
        r"\1",
    ),
    (r"\b(40[13])\s?\(?([kb])\)?(?=\W|$)", r"\1\2"),
    (r"\b457\s?\(b\)", "457b"),
    (r"\bcan ?not\b|\bcan't\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"\bshan't\b", "shall not"),
    (r"n't\b", " not"),
    (r"'ve\b", " have"),
    (r"'re\b", " are"),
    (r"'ll\b", " will"),
    (r"\b(it|that|there|what|here)'s\b", r"\1 is"),
    (r"\bper ?cent\b", "percent"),
    (r"\b(?:pay|salary|compensation) conversion\b", "salary reduction"),
    (r"\broll-?overs?\b", "rollover"),
    (r"\bauto[- ]?(?=convert|conversion)", "auto-"),
    *((pattern, r"after-tax \1") for pattern in _TAXED_BEHIND),
    *_ONE_WAY,
)


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), to) for pattern, to in _SPELLINGS)


def plain(text: str) -> str:
    """`text` in lower case with one spelling for each term: after-tax, pre-tax, in-plan, in-service, 401k, 59half."""
    text = re.sub(r"(\d)\s?½", r"\1.5", text.translate(_CHARACTERS))
    text = re.sub(r"(?<=[\w)]) -{1,2} (?=\S)", " — ", text)
    text = re.sub(r"(?<=[\w)])\s*(?:\.\s?){4,}\s*(?=\S)", ": ", text)  # dot leaders
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"\s+", " ", text).strip()
    for pattern, to in _compiled():
        text = pattern.sub(to, text)
    return text


# Where "after-tax" speaks of Roth money, or of something that is not a contribution to the plan.
_NOT_ROTH = (
    r"after-tax,? \((?:non-roth|not roth|other than roth[^)]*|traditional)\)",
    r"(?:non-roth|traditional|regular|conventional),? ?\(?after-tax\)?",
    r"after-tax,? non-roth",
    r"after-tax traditional",
)
_ROTH = (
    r"\broth(?: 40[13][kb])?(?: option| feature| contributions?| election| account| source)?\b(?: also)?"
    r" (?:lets?|allows?|permits?"
    r"|enables?)(?: you| participants| employees)?(?: to)? (?:contribut\w+|sav\w+|put"
    r"|make)[^.;:,]{0,20}?after-tax(?: \w+)?",
    r"\broth\b[^.;:]{0,40}?\bif you (?:prefer|want|would rather|choose)\b[^.;:]{0,40}?after-tax(?: \w+)?",
    r"after-tax\s?/\s?roth|roth\s?/\s?after-tax",
    r"(?<!backdoor )\broth \(after-tax[^)]*\)",
    (
        r"after-tax(?: basis| contributions?| deferrals?| dollars)? \((?:i\.e\.,? |also called |known as "
        r"|called |the )*roth[^)]*\)"
    ),
    r"after-tax(?: basis)?(?: contributions?| deferrals?)? designated as roth"
    r"|after-tax(?: basis)?, roth (?:elective )?(?:deferrals?|contributions?)(?! and after-tax|,)",
    r"after-tax roth(?!,? (?:in-plan|conver|rollover|transfer|and\b|or\b))",
    (
        r"\broth(?: 40[13][kb])? after-tax(?= (?:basis|contrib|defer|sav|option|dollar|elective|account|40"
        r"|payroll|money|employee))"
    ),
    r"after-tax(?: contributions?| dollars| money)? (?:in)?to (?:your|a|the|their) (?:designated )?roth"
    r"(?: 40[13][kb])?(?: account)?(?= ?(?:[.,;)]|$|or\b|and\b))",
    r"\broth\b[^.;:]{0,60}?\b(?:are|is|were|was|be|being)\b[^.;:,]{0,30}?\b(?:made|paid|contributed"
    r"|withheld|taken|deducted"
    r"|after-tax)\b[^.;:,]{0,40}?(?:after-tax|taxes)(?: basis| dollars| pay| money| income| earnings)?",
    (
        r"\broth\b(?! conversion)(?:(?!\b(?:can|may|and|or|plus|while|but)\b)[^.;:,]){0,70}? (?:on an?|with|from"
        r"|using|in) after-tax(?: basis| dollars| pay| money| income| earnings)?"
    ),
    r"\broth(?: 40[13][kb])?(?: option| election| feature| contributions?)?, on an after-tax(?: basis)?",
    r"after-tax[^.;]{0,40}?\b(?:that is|which is|i\.e\.|meaning|called|known as|through|via"
    r"|in) (?:our |the |your |a )?(?:designated )?roth\b(?!,? (?:conver|in-plan|ira|rollover|bucket))"
    r"(?: 40[13][kb])?(?: option| contributions?| account)?(?= ?(?:[.,;)]|$))",
    r"after-tax(?: basis| dollars)?,? (?:that is|meaning|namely|which is|called),? (?:as )?(?:a )?roth\w*",
)
_ELSEWHERE = (
    r"after-tax (?:voluntary )?(?:benefits?|coverage|insurance|elections? for)\b(?! plans?)",
    r"rollover(?: contributions?| accounts?| amounts?)? \((?:including|and|pre-tax,?|both)\b[^)]*after-tax[^)]*\)",
    (
        r"after-tax (?:ltd|std|life|disability|dental|vision|medical|insurance|premiums?|payments?"
        r"|repayments?|payroll deductions?\b(?! (?:of|from"
        r"|in) (?:[\w-]+ ){0,3}\d)|loan|cost|return"
        r"|income|yield|value)"
    ),
    r"(?:loan|premium|coverage|insurance|repay\w*|repaid|hsa|fsa|disability)[^.;]{0,60}after-tax"
    r"(?: basis| dollars| payroll)?(?! contrib)",
    r"after-tax (?:rollovers?|amounts? rolled)(?: \w+)?",
    r"after-tax (?:season|day|time)",
)


@cache
def _masks() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (
        *((re.compile(p), "after-tax") for p in _NOT_ROTH),
        *((re.compile(p), "roth money") for p in _ROTH),
        *((re.compile(p), "other money") for p in _ELSEWHERE),
    )


def without_other_after_tax(text: str) -> str:
    """`plain` text in which "after-tax" is left only where it can mean the non-Roth after-tax money of the plan."""
    if "after-tax" not in text or "roth" not in _NO_ROTH_MONEY.sub("", text):
        return _masked(text, "after-tax", "other money") if "after-tax" in text else text
    listed = re.search(
        r"pre-tax(?: \w+)?(?:,| or| and|/)[^.;]{0,20}roth[^.;]{0,30}(?:,|or|and|/)\s?(?:an? )?after-tax", text
    )
    # The last member of "pre-tax, Roth or after-tax" is not the Roth money before it.
    text = _masked(text, "after-tax", "roth money", "other money", kept=listed.end() if listed else 0)
    if "after-tax" not in text or "roth" not in text:
        return text
    return "".join(_without_roth_in_its_clothes(sentence) for sentence in _SENTENCE.split(text))


def _masked(text: str, *names: str, kept: int = 0) -> str:
    """`text` with what the masks of these `names` find named so; Roth money only after the first `kept` characters."""
    for pattern, to in _masks():
        if to in names:
            start = kept if to == "roth money" else 0
            text = text[:start] + pattern.sub(to, text[start:])
    return text


# "Other than Roth": the money is none.
_NO_ROTH_MONEY = re.compile(
    r"\b(?:other than|not|without|unlike|apart from|aside from|besides|rather than|separate(?:ly)? from|distinct "
    r"from|different from"
    r"|on top of|in addition to)(?: (?:be|been|a|an|as|to be|designated|your|the|any|get|second|another|really"
    r"|in|pre-tax|contributions"
    r"|deferrals|and|or|both))*,?"
    r" roth\b(?: (?:contributions?|deferrals?|money|savings|accounts?|stamp|dollars|treatment|status))?|\bnon-roth\b"
)
_SENTENCE = re.compile(r"(?<=[.;?])(?=\s)")
_AND = r"(?:\band\b|\bor\b|/|&|\bplus\b|\bbut\b|\bwhile\b|\bnot\b|\bthan\b|\bthen\b|\bbesides\b|—|:|•|\|)"
# Two kinds of money side by side, or words that after-tax money alone has.
_APART = re.compile(
    rf"\broth\b[^.;()]{{0,80}}{_AND} (?:(?!through|via"
    rf"|using)[\w-]+,? ){{0,2}}?(?<!on an )(?<!with )(?<!from )(?<!using )"
    r"(?<!as )after-tax(?! [\w-]* ?roth)"
    rf"|after-tax(?! salary| elective)[^.;()]{{0,40}}{_AND}"
    r" (?:(?!known|called|designat|through|via|as\b|which|that|utiliz|using)[\w-]+ ){0,3}?roth\b"
    r"|\bnon-roth|\bnot roth|\bother than roth|\bvoluntary,? (?:[\w-]+,? ){0,2}\(?after-tax"
    r"|\bvoluntary contributions? \(after-tax"
    r"|after-tax \(?(?:employee |voluntary )"
    r"|\bnon-?deductible|\bemployee after-tax|\bon top of\b|\bover and above\b"
    r"|\b(?:reach|hit|max\w*|used up|exhaust|fill)(?:ed|es|ing)?\b[^.;]{0,40}\b(?:limit|pre-tax|roth|maximum|cap)\b"
    r"|%[^.;]{0,80}\broth\b[^.;]{0,60}%[^.;]{0,40}after-tax"
    r"|\b(?:flip|chang|relabel|re-?tag|shift|send|sent|becom)\w*\b[^.;]{0,40}\broth\b|\bpay-?outs?\b|\bpaid out\b"
    r"|\bconver|\bin-plan|\broll|\bmov(?:e|ed|es|ing)\b|\bsweep|\bswept|\bturn|\btransfer"
    r"|\bwithdr|\bdistribut|\btaken? out\b|\bmega|\bbackdoor|\bin addition to\b[^.;,]{0,30}roth"
    r"|\bbeyond\b|\bneither\b|\bonly\b|\broth (?:upgrade|sweep|switch|boost\w*|conver\w+)\b"
)
_LISTED = re.compile(
    r"(?:pre-tax|traditional)[^.;()]{0,60}\broth\b(?: \w+)?, after-tax(?! roth)"
    r"|after-tax(?: \w+)?, (?:pre-tax|roth)\b[^.;()]{0,30},"
    r"|pre-tax(?: \w+)?, (?:on )?(?:an )?after-tax(?: \w+)?,? (?:and|or|roth)"
)
_ASIDE = re.compile(r" \((?![^)]*(?:roth|tax))[^)]*\)")  # "(since 2023)" within a list
_AFTER_TAX_PAY = re.compile(
    r"after-tax(?= (?:annual |regular |eligible |base )*(?:compensation|wages|pay|earnings|salary)\b)"
)


def _without_roth_in_its_clothes(sentence: str) -> str:
    """A sentence that names Roth and after-tax money, where the two are one, with both read as Roth money."""
    if "after-tax" not in sentence or "roth" not in sentence:
        return sentence
    sentence = _AFTER_TAX_PAY.sub("roth money", sentence)
    told = _ASIDE.sub("", sentence)
    if _APART.search(told) or _LISTED.search(told):
        return sentence
    return sentence.replace("after-tax", "roth money")
