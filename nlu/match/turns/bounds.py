"""What bounds a match: the most that it comes to, what is not matched, and what goes in as a whole."""

import re

from nlu.entities.tokens import Token
from nlu.match.line import Line, Turn, words
from nlu.match.turns.vocabulary import FOR_WHOM, NOT, THEIR_MONEY, THEIR_OWN, pattern

_NOT_MATCHED = (
    rf"(?:{NOT}(?: be| be being| get| being)? (?:matched|eligible for a match|eligible for matching)|unmatched"
    r"|get nothing|gets nothing|(?:receive|receives|get|gets) no match\w*(?: contributions?)?"
    r"|(?:be )?(?:disregarded|ignored|left out|not considered|not counted|not taken into account|excluded)"
    rf"|(?:do |does )?{NOT} count)"
)
_EXCEED = (
    r"(?:exceed|be more than|be greater than|be over|be higher than|go (?:past|over|above|beyond|higher than)"
    r"|total more than|surpass)"
)
_EXCEEDS = ("exceed", "more", "greater", "over", "past", "above", "beyond", "higher", "total", "surpass")  # its words
_NO_RATE = r"(?= )(?! #%? of (?:\w+ ){0,4}?(?:deferrals?|contributions?)(?= ))"
_LIMITED = (
    r"(?:(?:is|are|be|being)(?: always)? )?(?:limited to|capped at|capped to|tops out at|top out at|topped out at"
    r"|maxes out at|max out at|stops at|stop at|stopping at|tops at|caps at|caps out at)"
)


def _as_maximum(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "The maximum annual Matching Contribution for any Participant is $2,000"."""
    x = line.group(found, "x")
    if x[0].unit == "%" and re.search(r" (?:considered|matched|counted|eligible)\b", found["of"]):
        return (*words(", up to", x[0]), *x)
    if re.search(r" (?:compensation|pay|salary|earnings|wages|deferrals?|irs|legal|what)\b", found["of"]):
        return None
    theirs = re.search(
        r" match| they (?:give|put|pay|contribute|add|will)| their | the company (?:pays|gives|puts)"
        r"| from (?:them|us|the company|the employer|my employer)",
        found["of"],
    )
    if not theirs and x[0].unit == "%":
        return None
    said = "maximum match of" if theirs else "maximum of"
    return (*words(f", {said}", x[0]), *x)


def _as_whole(line: Line, found: re.Match[str]) -> tuple[Token, ...]:
    """ "The lesser of 5% of pay or your deferrals"; of that, a rate told before it may come."""
    like = line.tokens[line.places(*found.span())[0]]
    return (*words("up to" if found["of"] else "fully matched up to", like), *line.group(found, "x"))


BOUNDS = (
    Turn(
        ("once ", "when ", "after "),
        pattern(
            r"(?: ,)?(?: and)? (?:ceases?|stops?|ends?|cuts? off|tops? out|caps? out|maxes out)"
            r" (?:once|when|after|as soon as) (?:i|you|im|youve|ive|we"
            r"|(?:your|my|the|employee)(?: own)? (?:contributions?|deferrals?|savings))(?: [a-z]+){0,3}?"
            r" (?P<x>#%?)(?= )"
        ),
        ", up to {x}",
    ),
    Turn(
        (" or less ", " or fewer ", " or lower "),
        pattern(r" (?:that|which)(?: are| is)?(?: equal to| at)? (?P<x>#%) or (?:less|fewer|lower)(?= of )"),
        "up to {x}",
    ),
    Turn(
        (" on more than #",),
        pattern(
            r"(?: but)?(?: shall| will| is| are)? (?:not|never)(?: be)?(?: made| paid| given| matched)?"
            r" on more than (?P<x>#%?)"
        ),
        "up to {x}",
    ),
    Turn(
        (
            r"matched ",
            r" no match",
            r"nothing",
            r"disregard",
            r"ignored",
            r"consider",
            r" count",
            r"into account",
            r"left out",
            r"excluded",
            r"eligible for",
        ),
        pattern(
            r"(?: [.;,(-])?(?: and| but)?(?: (?:any|all|the|your|my|elective|contributions?|deferrals?"
            r"|amounts?|anything|everything|whatever|money|savings|that|is|contributed|you|i|save|put in"
            r"|portion))* (?:over|above|beyond|past|in excess of|exceeding|greater than|more than)"
            r" (?P<x>#%?){PAY}(?: (?:in|for|during|of)"
            r"(?: (?:any|each|a|the|one|#|plan|payroll|pay|period|year))+)?"
            r"(?: (?:is|are|was|were|will|shall|gets?|does|do))? " + _NOT_MATCHED + r"(?= )"
        ),
        ", up to {x}",
    ),
    Turn(
        (
            r"nothing",
            r"none",
            r"no match",
        ),
        pattern(
            r" (?:nothing|none|no (?:match(?:ing)?|company|employer)(?: contributions?| match| money)?)(?: is"
            r"| are| gets)?(?: matched| made"
            r"| paid)? (?:past|above|over|beyond|in excess of|on (?:amounts|anything|deferrals|contributions)"
            r" (?:over|above)) (?P<x>#%?)(?: ,)?"
        ),
        "up to {x}",
    ),
    Turn(
        (
            r"account",
            r"consider",
            r"matched",
            r"counted",
        ),
        pattern(
            r"(?: in no event| under no circumstances)? (?:(?:will|shall|may|can) )?(?:no )?more than"
            r" (?P<x>#%){PAY} (?:(?:will|shall|may|can) )?(?:is |be )(?:taken into account|considered|matched"
            r"|counted)(?= )"
        ),
        "up to {x}",
    ),
    Turn(
        (
            r" from ",
            r" by ",
        ),
        pattern(
            r" (?:to |up to |with )?(?:(?:a |an )?(?:maximum|max|limit|cap) of|up to) (?P<x>#%"
            r"|#\$){PAY}(?: total| in total)? (?:from"
            r"|by) (?:us|them|the company|the employer|the firm|my employer|[a-z]+)(?= [.,;]| $)"
        ),
        ", maximum match of {x}",
    ),
    Turn(
        (
            r"total",
            r"combined",
            r"overall",
            r"aggregate",
            r"resulting",
            r" with ",
        ),
        pattern(
            r"(?: [,;])?(?: with| and| for| but)?(?: (?:a|the))? (?:(?:total|combined|overall|aggregate"
            r"|resulting|such)(?: \w+)?|(?<=with )(?:the |a )?(?:company|employer)|(?<=with )(?:the"
            r"|a)) match(?:ing)?(?: contributions?)? (?:not exceeding|not to exceed|never exceeding|capped at"
            r"|limited to|of no more than|of not more than|of at most|not over|no more than|not going over"
            r"|topping out at|maxing out at)(?= #)"
        ),
        ", maximum match of",
    ),
    Turn(
        (r" up to #%",),
        pattern(
            r"(?<! what)(?<! whatever)(?<! amount)(?<! dollar)"
            r" (?:they|theyll|company|employer|we|well|it|firm)(?: will| shall| can)? (?:only )?(?:give|gives"
            r"|pay|pays|kick in|kicks in|contributes?|adds?|put in|puts in)(?: (?:you|me|us))? up to(?= #%)"
        ),
        "in doubt up to",
    ),
    Turn(
        (
            r"lesser of :",
            r"smaller of :",
            r"lower of :",
            r"lesser of the",
            r"smaller of the",
        ),
        pattern(r" (?P<l>lesser|smaller|lower) of(?: the following)?(?: :)?(?= )"),
        "{l} of",
    ),
    Turn(
        (
            r" ( a )",
            r" ( b )",
            r" ( i )",
            r" ( ii )",
        ),
        pattern(r"(?P<mark> :| ,| ;| of| or| and| plus)? \( (?:a|b|c|i|ii|iii) \)(?= )"),
        "{mark}",
    ),
    Turn(
        (r" ; or ",),
        pattern(r" ; (?P<o>or)(?= )"),
        "{o}",
    ),
    Turn(
        (r"whichever",),
        pattern(
            r" (?P<a>#%(?: of (?:[a-z]\w* ){0,5}?(?:contributions?|deferrals?|\w+))?)(?: ,)? or (?P<b>#%{PAY})"
            r"(?: ,)? whichever is (?:less|lower|smaller|lesser)(?= )"
        ),
        "the lesser of {a} or {b}",
    ),
    Turn(
        (r"first",),
        pattern(
            r"(?: up to)? the first (?P<x>#%){PAY} (?:shall|will|is|are|does)?(?: be)? ?(?:{NOT}"
            r" (?:be )?matched|unmatched)"
        ),
        "nothing on the first {x}",
    ),
    Turn(
        _EXCEEDS,
        pattern(
            r"(?: [.;,])?(?: (?:and|but|provided|however|except|that))* (?:in no event|under no circumstances"
            r"|in no case) (?:shall|will|may|can|does) {MATCH}" + FOR_WHOM + r" " + _EXCEED + _NO_RATE
        ),
        ", maximum match of",
    ),
    Turn(
        _EXCEEDS,
        pattern(
            r" {MATCH}" + FOR_WHOM + r" (?:{NOT}|in no event|in no case|under no circumstances)"
            r"(?: ever| in any event| in the aggregate| be allowed to)? " + _EXCEED + _NO_RATE
        ),
        ", maximum match of",
    ),
    Turn(
        (
            r" past ",
            r" over ",
            r" above ",
            r" beyond ",
        ),
        pattern(
            r" (?:with )?(?:our|their|its|the companys|the employers|employers|companys) (?:half|part|share"
            r"|portion|side|piece|contribution|money) (?:(?:will|can) )?(?:never|not|wont|cant|cannot|doesnt)"
            r" (?:going|go|exceeding|exceed)(?: past| over| above| beyond)?(?= )"
        ),
        ", maximum match of",
    ),
    Turn(
        (
            r" capped ",
            r" limited ",
            r" tops ",
            r" top ",
            r" stops ",
            r" caps ",
            r" max",
        ),
        pattern(
            r"(?: [.;,]| and| but| with)(?: (?:and|with|but|provided|that|however))* (?:"
            + THEIR_MONEY
            + r"|{MATCH}"
            + FOR_WHOM
            + r") "
            + _LIMITED
            + _NO_RATE
        ),
        ", maximum match of",
    ),
    Turn(
        (
            r"match",
            r"contribut",
        ),
        pattern(
            r" (?:no|not) more than (?P<x>#%){PAY} (?:shall|will|may|can) (?:ever )?be (?:contributed|paid"
            r"|made|given)(?: as a match| in matching contributions| by the employer)?"
        ),
        "maximum match of {x}",
    ),
    Turn(
        (
            r"maximum",
            r"max ",
            r"most",
            r"cap ",
            r"ceiling",
            r"limit ",
        ),
        pattern(
            r"(?: [.;,])?(?: and| with)?(?: (?:the|a|an|our|their|annual|yearly|your))* (?:maximum|max|most"
            r"|cap|ceiling|limit)(?P<of>(?: [a-z]\w*){1,8}?) (?:is|are|of|equals|=|:|shall be|will be"
            r"|shall not exceed|will not exceed)(?: equal to)? (?P<x>#\$|#%{PAY})"
        ),
        _as_maximum,
    ),
    Turn(
        (r" tops ",),
        pattern(
            r" (?:only )?(?:pay|pays|give|gives|put in|match|matches)? ?(?P<x>#\$?)(?P<a> a (?:yr|year)"
            r"| per year)? tops(?= )"
        ),
        "max {x} {a}",
    ),
    Turn(
        (r" as do",),
        pattern(r" as (?P<x>do|does) not exceed"),
        "that {x} not exceed",
    ),
    Turn(
        (r"thereof",),
        pattern(r" (?:of )?so much thereof as exceeds"),
        "in excess of",
    ),
    Turn(
        (r"so much of",),
        pattern(r" of so much of"),
        "of",
    ),
    Turn(
        (r" but not #",),
        pattern(r" but not (?P<x>#%)"),
        "but not exceeding {x}",
    ),
    Turn(
        (r" from there ",),
        pattern(r" (?:from there|from then on)(?P<x> up to| to)"),
        "and then {x}",
    ),
    Turn(
        (" not eligible ", " not matched "),
        pattern(
            r" (?:(?:elective|salary|employee|any|the|such) )*(?:deferrals|contributions|amounts?)(?: made)?"
            r" (?:on|of|up to|for|within) the first (?P<x>#%?){PAY} (?:are|is|will be|shall be) not"
            r" (?:eligible for(?: a| the| any)? match\w*(?: contributions?)?|matched)"
        ),
        "no match on the first {x}",
    ),
    Turn(
        (
            r"not taking",
            "taking no account",
            r"taking into account only",
            r"considering",
            r"counting only",
            r"disregard",
        ),
        pattern(
            r" (?:not (?:taking into account|considering|counting)|taking no account of) (?:any |the |[a-z]+ ){0,4}?"
            r"(?:contributions|deferrals|amounts?) (?:exceeding|over|above|in excess of|beyond|that exceed)"
        ),
        "up to",
    ),
    Turn(
        (
            r"account only",
            r"considering",
            r"counting only",
        ),
        pattern(
            r" (?:taking into account only|considering only|counting only|considering) (?:any |the "
            r"|[a-z]+ ){0,4}?(?:contributions|deferrals|amounts?) (?:not exceeding|up to|not in excess of"
            r"|no greater than|not over|not above|no higher than)"
        ),
        "up to",
    ),
)

IN_FULL = (
    Turn(
        (r"equal",),
        pattern(
            r" (?:equal to|equals|identical to|equivalent to|equal in amount to|equal (?=(?:the|each|your|my"
            r"|employees?|participants?) )) ?(?P<own>" + THEIR_OWN + r")(?= )"
        ),
        "fully matched {own}",
    ),
    Turn(
        (
            r"lesser",
            r"smaller",
            r"lower",
        ),
        pattern(
            r"(?P<of> of)? (?:the )?(?:lesser|smaller|lower) of (?:\( ?\w+ ?\) )?(?P<x>#%){PAY}(?: ,)? (?:or"
            r"|and) (?:\( ?\w+ ?\) )?(?:100% of |the amount of )?(?:what (?:you|i|they) (?:contribute|put in"
            r"|save|defer)|" + THEIR_OWN + r")(?= )"
        ),
        _as_whole,
    ),
    Turn(
        (
            r"lesser",
            r"smaller",
            r"lower",
        ),
        pattern(
            r"(?P<of> of)? (?:the )?(?:lesser|smaller|lower) of (?:\( ?\w+ ?\) )?(?:what (?:you|i|they)"
            r" (?:contribute|put in|save|defer)|"
            + THEIR_OWN
            + r")(?: ,)? (?:or|and) (?:\( ?\w+ ?\) )?(?P<x>#%){PAY}(?= )"
        ),
        _as_whole,
    ),
)
