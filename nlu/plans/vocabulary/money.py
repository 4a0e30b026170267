"""How plan documents name the money of a plan."""

from nlu.plans.vocabulary.matching import any_of

AFTER_TAX = any_of(
    r"\bafter-tax\b",
    r"\bvoluntary (?:non-?deductible |employee |participant ){1,2}contributions?\b",
    r"\bnon-?deductible (?:voluntary |employee ){1,2}contributions?\b",
    r"\bnon-?deductible contributions?\b(?!(?: \w+){0,3} ira)|\bon an? non-?deductible basis\b",
    r"\bmega[- ]?backdoor\b(?: roths?)?",
)
ANY_MONEY = any_of(
    (
        r"\b(?:any|all|entire|whole|full|total|every|each|either|part|portion|some)"
        r"\b(?:(?!\bfollowing\b)[^.,;:]){0,40}?\b(?:accounts?"
        r"|balances?|sources?|money|amounts?|funds)\b"
    ),
    r"\bvested (?:account|balance|amount|portion)s?\b",
    (
        r"\b(?:your|his|her|their|the|a participant's|the participant's) (?:plan |401k |403b "
        r"|individual )*(?:account|balance)s?\b(?! (?:for|of))"
    ),
    r"\bnon-roth (?:\w+ )?(?:account|balance|amount|money|source)s?",
    r"\ball (?:vested )?(?:contribution )?(?:sources|accounts|(?:money |contribution )types)\b",
    r"\beverything\b",
    r"\bany (?:money|amount)",
)
OTHER_MONEY = (
    r"\b(?:pre-tax|(?<=from )traditional(?= (?:in)?to )|traditional (?:401k|403b|contributions?|money|savings"
    r"|balances?)"
    r"|elective deferrals?|deferrals?|salary (?:deferrals?|reductions?)|401k contributions?"
    r"|match(?:ing)?|company contributions?|employer (?:contributions?|money|match\w*|accounts?"
    r"|discretionary)|rollovers? (?:account|contribution|money|amount|balance|source)s?|(?<!withdrawals"
    r" and )(?<!loans and )rollover(?= and| or| in\b|s in\b"
    r"|,)|profit[- ]sharing(?! plan| 401k)|safe harbor|nonelective|non-elective|qnecs?|profit shares?|roth (?:deferral"
    r"|elective|contribution|account|money|401k)s?|roth money|other (?:sources?|(?:sub-?)?accounts?"
    r"|balances?|money|amounts?|funds|dollars|savings|portions?|buckets?)|regular 40[13][kb])\b"
)
ROLLED_IN = any_of(
    r"into the plan\b(?!'s)",
    r"from (?:another|a (?:prior|previous|former)|other|an eligible)",
    r"rolled into",
    r"accepts? (?:\w+ )?rollover",
)
CLOSED = any_of(
    r"\b(?:already|previously|earlier) (?:made|contributed)\b",
    r"\bexisting (?:after-tax )?(?:balances?|accounts?|contributions?)\b",
    (
        r"\b(?:pre-?(?:19)?\d\d\b|frozen|legacy|grandfathered|predecessor|prior plan|former plan|merged"
        r"|discontinued|closed|shut)"
    ),
    r"\bno (?:further|new|additional|more(?! than))\b[^.;]{0,30}contribut",
    r"\bno longer (?:accept|permit|allow|make|offer|receiv)\w* (?:[\w-]+ ){0,2}contribut",
    r"\bnew after-tax contributions have not",
    r"(?:made|contributed|held)[^.;]{0,30}(?:before|prior to) (?:\w+ \d{1,2},? )?(?:19|20)\d\d",
    r"after-tax[^.;]{0,30}(?:before|prior to) (?:\w+ \d{1,2},? )?(?:19|20)\d\d",
)
# Other money that makes a label speak of it; in a label, "match" and "rollover" may say what is not done.
MONEY_OF_OTHERS = (
    r"\b(?:pre-tax|deferrals?|salary (?:deferrals?|reductions?)|401k contributions?|company contributions?"
    r"|employer (?:contributions?|money|accounts?)|rollover (?:account|contribution|money|amount|balance|source)s?"
    r"|profit[- ]sharing|safe harbor|nonelective|roth (?:deferral|elective|contribution|account|money|401k)s?)\b"
)
