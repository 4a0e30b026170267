"""Sentences that no match is given at all, and those that money is given whatever one does."""

import re

from nlu.entities.tokens import Token
from nlu.match.line import Line, Turn, words
from nlu.match.turns.vocabulary import pattern


def _as_regardless(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    said = found["said"]
    about = re.search(
        r" (?:contrib|defer|sav|participa|elect|put|join|enrol|salary reduction|what|how much|anything)", said
    )
    other = re.search(r" (?:age|service|hours|tenure|employment|match|matched|job|title|hired)", said)
    if found[0].endswith(" participating or not") and not other:
        about = re.match("", said)
    if not about or other:
        return None
    return words("regardless", line.tokens[min(line.places(*found.span())[0], len(line.tokens) - 1)])


NOTHING = (
    Turn(
        (
            "stopped ",
            "suspended ",
            "eliminated ",
            "killed ",
            "ended ",
            "dropped ",
            "paused ",
            "froze ",
            "got rid ",
            "away ",
        ),
        pattern(
            r" (?:stopped|suspended|eliminated|killed|ended|dropped|paused|froze|discontinued|got rid of|took away"
            r"|did away with|axed)(?: (?:the|our|my|its|their|company|employer|all|any"
            r"|401k))* match(?:ing)?(?: contributions?)?"
            r"(?= (?:in|during|last|this|due|because|after|when|since) )"
        ),
        ", no match",
    ),
    Turn(
        (" no ",),
        pattern(
            r" no (?:employer |company |such |further |additional )*match(?:ing)? contributions?"
            r" (?:will|shall|is|are|were|was|may|has|have)(?: been| be)? (?:made|provided|paid|offered|given)"
            r"(?: (?:for|in|under|during) (?:the|this|any)(?: [a-z]\w*)? (?:year|plan)"
            r"| (?:plan|calendar|fiscal) year)?(?= [.;,]| $)"
        ),
        ", no match",
    ),
    Turn(
        (r"neither",),
        pattern(r" neither (?:a )?match(?:ing)?(?: contributions?)? nor(?: \w+){1,3}? contributions?(?= )"),
        ", no match",
    ),
    Turn(
        (
            r" not ",
            r"dont ",
            r"doesnt ",
            r"didnt ",
            r"wont ",
            r"isnt ",
            r"arent ",
            r"cannot ",
            r"cant ",
            r"never ",
            r"aint ",
        ),
        pattern(
            r" (?:(?:do|does|did|will|shall|has|have|can|is|are) )?{NOT}(?: (?:currently|presently|yet|now"
            r"|even|ever|at this time|still|to))*(?: (?:make|makes|made|making|offer|offers|offered|offering"
            r"|provide|provides|give|gives|get|gets|receive|receives|do|does|have|has|contribute|include"
            r"|feature|entitled to))?(?: for)?(?: (?:a|an|any|the|employer|company|401k|safe|harbor|of|kind"
            r"|discretionary|such))* match(?:es|ing)?(?: contributions?| program| benefit| money)?(?: or"
            r" (?:nonelective|profit sharing|other)(?: \w+)? contributions?)?(?: (?:on|to|in|under) (?:the"
            r"|this|our|my|your|any|employee|elective|participant|401k) ?(?:401k|employee|plan|contributions"
            r"|deferrals|participant|savings)?(?: contributions| deferrals| plan)?)?(?: (?:at this time"
            r"|currently|right now|for now|here|yet|at present|whatsoever|at all|of any kind))?(?= [.;,!:)-]"
            r"| $| and | but | so )"
        ),
        ", no match",
    ),
    Turn(
        (
            r"suspend",
            r"eliminat",
            r"discontinu",
            r"ceas",
            r"stopp",
            r"terminat",
            r"cancel",
            r"frozen",
            r"on hold",
            r"paused",
            r"gone ",
            r" not ",
        ),
        pattern(
            r" (?:the |our |my |all |employer |company )*match(?:ing)?(?: contributions?| program)?(?:"
            r" (?:under|in|to|on|for)(?: \w+){1,4}?)?(?: (?:is|are|was|were|has been|have been|got|has"
            r"|have))?(?: (?:currently|now|indefinitely|temporarily))? (?:suspended|eliminated|discontinued"
            r"|ceased|stopped|terminated|cancelled|canceled|frozen|on hold|paused|gone|not permitted"
            r"|not allowed|not made|not offered|not provided)(?: (?:until further notice|indefinitely"
            r"|at this time|currently|for now|under (?:the|this) plan|by the plan))?(?= [.;,!:)-]| $| and )"
        ),
        ", no match",
    ),
)

# Statements that nothing has to be done for it: they belong to the amount before or after them.
REGARDLESS = (
    Turn(
        ("required to", "have to"),
        pattern(
            r"(?: [.,;])? (?:no (?:employee|participant|one|contribution)|nobody)(?: (?:shall|will|is|has|be))*"
            r" (?:required|have|has)? ?to (?:make|defer|contribute|save|elect)(?: [a-z]\w*){0,8}(?= [.,;]| $)"
        ),
        ", regardless",
    ),
    Turn(
        (
            r"whether",
            r"irrespective",
            r"regardless",
            r"even if",
            r"even for",
            r"no matter",
            r"participating or not",
        ),
        pattern(
            r"(?P<mark> [.,;:-])? (?:whether|irrespective|regardless|even if|even for|no matter"
            r"|participating or not)(?P<said>(?: [a-z]\w*| -)*)(?= [.,;:!)#+]| $| and | plus | - )"
        ),
        _as_regardless,
    ),
    Turn(
        (
            r"required",
            r"needed",
            r"necessary",
            r"need",
            r"have to",
            r"do anything",
        ),
        pattern(
            r"(?: [.,;:-])?(?: with)? (?:no (?:(?!match|employer|company)[a-z]+ )?"
            r"(?:employee |participant |personal |own |participation )*"
            r"(?:contributions?|savings?|saving|deferrals?|match|matching|participation)"
            r"(?: from \w+)?(?: is| are)? (?:required|needed|necessary)|(?:i|you|we|employees)(?: really)?"
            r" (?:dont|do not) (?:have|need) to (?:do|put in|contribute|save|add|defer)(?: a)?(?: anything"
            r"| thing| dime)?|(?:nothing|no money|zero) (?:is )?(?:needed|required|expected|necessary) (?:from"
            r"|of) \w+)(?= [.,;:!)]| $| and | plus | - )"
        ),
        "regardless",
    ),
    Turn(
        (r" just for ",),
        pattern(
            r" just for(?: being| working| showing| having)(?: [a-z]\w*){0,4}?(?= [.,;:!)]| $| and | plus "
            r"| - )"
        ),
        "regardless",
    ),
    Turn(
        (r" for all",),
        pattern(r" for all(?= [.,;:!)]| $| and )"),
        "regardless",
    ),
    Turn(
        (
            r" everyones ",
            r" everybodys ",
            r"each employees ",
            r"every employees ",
        ),
        pattern(r" (?:to|into|in) (?:everyones|everybodys|(?:each|every) employees) (?:401k|account|plan|403b)"),
        "to everyone",
    ),
    Turn(
        (r" seed",),
        pattern(
            r" (?:seed|seeds|seeded) (?:it|them|the account|the accounts|accounts|each account|my account"
            r"|my 401k|your account)? ?(?:with )?(?P<x>#\$)"
        ),
        "{x} no matter what",
    ),
)
