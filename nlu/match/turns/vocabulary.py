"""The words that turns of speech about a match are made of, and how they are put into a pattern."""

import re

PAY = r"(?: of (?:\w+ ){0,3}?(?:pay|compensation|salary|wages|earnings|comp|income|base|gross))?"
MATCH = (
    r"(?:(?:the|a|any|such|its|their|your|our|each|total|annual|employer|company|companys|resulting|yearly|safe|harbor"
    r"|discretionary|fixed|basic) )*match(?:ing)?(?: contributions?| amounts?| allocations?| dollars| money)?"
)
FOR_WHOM = (
    r"(?: (?:for|to|on|behalf|of|the|a|an|any|each|every|participant|participants|employee|employees|plan|year|in|under"
    r"|you|me|us|person|made|paid|itself|i|we|get|gets|receive|shall|will|may|can|must|which|that|is|are|be))*"
)
THEIR_MONEY = (
    r"(?:(?:the|their|our|its) )*(?:company|employer|companys|employers|firms|their|our)"
    r" (?:money|part|share|side|portion|half|piece|end)"
)
NOT = r"(?:not|dont|doesnt|didnt|wont|isnt|arent|cannot|cant|never|aint)"
THEIR_OWN = (
    r"(?:(?:the|each|a|an|your|my|his|her|or|their|our|every|employees?|participants?|members?|workers?|elective|salary"
    r"|own|eligible|pre|tax|pretax|401k|roth|total|regular|annual|reduction|such|that) )*(?:contributions?|deferrals?)"
)


def pattern(text: str) -> re.Pattern[str]:
    """`text` as a pattern of the line of words, with `{PAY}`, `{MATCH}` and `{NOT}` for what is often said."""
    return re.compile(text.replace("{PAY}", PAY).replace("{MATCH}", MATCH).replace("{NOT}", NOT))
