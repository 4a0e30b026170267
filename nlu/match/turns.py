"""Turns of speech about a match, said over in the few wordings that the grammar knows.

Each is a make of sentence, not a sentence: who gives or does not, on what, and what is only said again.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlu.entities.tokens import Token
from nlu.match.line import Line, Turn, said_over, words

_PAY = r"(?: of (?:\w+ ){0,3}?(?:pay|compensation|salary|wages|earnings|comp|income|base|gross))?"
_MATCH = (
    r"(?:(?:the|a|any|such|its|their|your|our|each|total|annual|employer|company|companys|resulting|yearly|safe|harbor"
    r"|discretionary|fixed|basic) )*match(?:ing)?(?: contributions?| amounts?| allocations?| dollars| money)?"
)
_FOR_WHOM = (
    r"(?: (?:for|to|on|behalf|of|the|a|an|any|each|every|participant|participants|employee|employees|plan|year|in|under"
    r"|you|me|us|person|made|paid|itself|i|we|get|gets|receive|shall|will|may|can|must|which|that|is|are|be))*"
)
_NOT = r"(?:not|dont|doesnt|didnt|wont|isnt|arent|cannot|cant|never|aint)"
_THEIR_OWN = (
    r"(?:(?:the|each|a|an|your|my|his|her|or|their|our|every|employees?|participants?|members?|workers?|elective|salary"
    r"|own|eligible|pre|tax|pretax|401k|roth|total|regular|annual|reduction|such|that) )*(?:contributions?|deferrals?)"
)
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "half": 2, "halve": 2, "sixth": 6, "eighth": 8}


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{PAY}", _PAY).replace("{MATCH}", _MATCH).replace("{NOT}", _NOT))


# ---- amounts


def _percent_and_part(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "Sixty-six and two-thirds percent" and "66-2/3%" as one number."""
    whole, over, *_ = line.group(found, "whole") + line.group(found, "over")
    under = line.group(found, "under")
    parts = under[0].value if under else Decimal(_PARTS.get(found["part"].rstrip("s"), 0))
    if not 0 < over.value < parts or whole.decimals or over.decimals:
        return None
    value = (whole.value + over.value / parts).quantize(Decimal("0.00000001"))
    return (replace(whole, value=value, unit="%"),)


def _for_each_percent(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "Half a percent for each percent", "2% for every 1%", "33% of each 1%": what comes over what goes in."""
    given, each = line.group(found, "given"), line.group(found, "each")
    value = given[0].value if given else Decimal(str({"half a": "0.5", "a": "1", "quarter of a": "0.25"}[found["few"]]))
    into = each[0].value if each else Decimal(1)
    if not 0 < into <= 4:
        return None
    rate = value if value >= 10 else value / into * 100
    like = line.tokens[line.places(*found.span())[0]]
    number = Token("number", "#", like.start, like.end, rate, "%")
    return (number, *words("of my contributions", like)) if rate <= 300 else None


def _dollars_and_cents(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "A buck fifty"."""
    cents = line.group(found, "cents")[0]
    if not cents.spelled or not 5 <= cents.value < 100:
        return None
    return (replace(cents, value=1 + cents.value / 100, unit="$", decimals=2),)


def _times(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "1.5 times what I put in"."""
    x = line.group(found, "x")[0]
    return (replace(x, value=x.value * 100, unit="%"), *words("of", x)) if 0 < x.value <= 3 else None


def _for_several(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "$1 from them for every $3 of mine", "for each $1 contributed the Employer gives $2": the one over the other."""
    given, into = line.group(found, "given")[0], line.group(found, "into")[0]
    rate = given.value / into.value if into.value else Decimal(0)
    if given.scaled or into.scaled or into.value > 4 or given.value > 4 or not 0 < rate <= 3:
        return None
    number = Token("number", "#", given.start, given.end, rate * 100, "%")
    return (number, *words("of my contributions", given), *line.group(found, "rest"))


_AMOUNTS = (
    Turn(
        ("third", "quarter", "fourth", "fifth", "half", "sixth", "eighth"),
        _re(r" (?P<whole>#) and (?P<over>#) (?P<part>thirds?|quarters?|fourths?|fifths?|half|sixths?|eighths?)(?P<under>) percents?(?= )"),
        _percent_and_part,
    ),
    Turn((" / ",), _re(r" (?P<whole>#) -? ?(?P<over>#) / (?P<under>#%)(?P<part>)(?= )"), _percent_and_part),
    Turn((" times ", " x what"), _re(r" (?P<x>#) (?:times|x)(?= (?:what|my|your|the|each|whatever|mine) )"), lambda line, found: _times(line, found)),
    Turn((" qtr ", " qrtr "), _re(r" (?:a )?(?:qtr|qrtr)(?= )"), "a quarter"),
    Turn((" buck #", " dollar #"), _re(r" (?:a|one|#) (?:buck|dollar) (?:and )?(?P<cents>#)(?: cents?)?(?= )"), _dollars_and_cents),
    Turn(
        ("percent", "#% ", "point"),
        _re(
            r" (?:(?P<given>#%?)(?: (?:match|matching))?|(?P<few>half a|a|quarter of a) percent)"
            r" (?:for|on|of|per)(?: each| every)(?: additional| one)? (?:(?P<each>#%)|percent(?:age point)?)(?= )"
        ),
        _for_each_percent,
    ),
    Turn(
        (" for each #%", " for every #%"),
        _re(r" for (?:each|every) (?P<each>#%) (?:\w+ ){1,4}(?:, )?(?:\w+ ){1,5}(?P<given>#%)(?P<few>)(?= )"),
        _for_each_percent,
    ),
    Turn(
        (" for every #$ ", " for each #$ "),
        _re(r" (?P<given>#\$) from (?:them|the company|us|my employer) for (?:every|each) (?P<into>#\$)(?P<rest>)(?: of (?:mine|yours|ours))?(?= )"),
        _for_several,
    ),
    Turn(
        (" for every #$ ", " for each #$ "),
        _re(r" for (?:every|each) (?P<into>#\$) (?:\w+ ){1,6}?(?P<rest>(?:\( |, )?(?:up to )?(?:the first )?(?:#%)?{PAY}(?: \))?)(?: ,)? (?:\w+ ){0,6}?(?:contributes?|adds?|gives?|puts? in|kicks? in|matches|match|pays?|deposits?) (?P<given>#\$)(?= )"),
        _for_several,
    ),
)  # fmt: skip

# ---- who gives or does not

_NOTHING = (
    Turn(("neither",), _re(r" neither (?:a )?match(?:ing)?(?: contributions?)? nor(?: \w+){1,3}? contributions?(?= )"), ", no match"),
    Turn(
        (" not ", "dont ", "doesnt ", "didnt ", "wont ", "isnt ", "arent ", "cannot ", "cant ", "never ", "aint "),
        _re(
            r" (?:(?:do|does|did|will|shall|has|have|can|is|are) )?{NOT}(?: (?:currently|presently|yet|now|even|ever|at this time|still|to))*"
            r"(?: (?:make|makes|made|making|offer|offers|offered|offering|provide|provides|give|gives|get|gets|receive|receives|do|does|have|has"
            r"|contribute|include|feature|entitled to))?(?: for)?(?: (?:a|an|any|the|employer|company|401k|safe|harbor|of|kind|discretionary|such))*"
            r" match(?:es|ing)?(?: contributions?| program| benefit| money)?"
            r"(?: or (?:nonelective|profit sharing|other)(?: \w+)? contributions?)?"
            r"(?: (?:on|to|in|under) (?:the|this|our|my|your|any|employee|elective|participant|401k) ?(?:401k|employee|plan|contributions|deferrals|participant|savings)?(?: contributions| deferrals| plan)?)?"
            r"(?: (?:at this time|currently|right now|for now|here|yet|at present|whatsoever|at all|of any kind))?(?= [.;,!:)-]| $| and | but | so )"
        ),
        ", no match",
    ),
    Turn(
        ("suspend", "eliminat", "discontinu", "ceas", "stopp", "terminat", "cancel", "frozen", "on hold", "paused", "gone ", " not "),
        _re(
            r" (?:the |our |my |all |employer |company )*match(?:ing)?(?: contributions?| program)?(?: (?:under|in|to|on|for)(?: \w+){1,4}?)?"
            r"(?: (?:is|are|was|were|has been|have been|got|has|have))?(?: (?:currently|now|indefinitely|temporarily))?"
            r" (?:suspended|eliminated|discontinued|ceased|stopped|terminated|cancelled|canceled|frozen|on hold|paused|gone|not permitted|not allowed|not made|not offered|not provided)"
            r"(?: (?:until further notice|indefinitely|at this time|currently|for now|under (?:the|this) plan|by the plan))?(?= [.;,!:)-]| $| and )"
        ),
        ", no match",
    ),
)
_REGARDLESS = (
    # Statements that nothing has to be done for it: they belong to the amount before or after them.
    Turn(
        ("whether", "irrespective", "regardless", "even if", "even for", "no matter", "participating or not"),
        _re(
            r"(?P<mark> [.,;:-])? (?:whether|irrespective|regardless|even if|even for|no matter|participating or not)"
            r"(?P<said>(?: [a-z]\w*| -)*)(?= [.,;:!)#+]| $| and | plus | - )"
        ),
        lambda line, found: _as_regardless(line, found),
    ),
    Turn(
        ("required", "needed", "necessary", "need", "have to", "do anything"),
        _re(
            r"(?: [.,;:-])?(?: with)? (?:no (?:employee |participant |personal |own |participation |participant )*(?:contributions?|savings?|saving|deferrals?|match|matching|participation)"
            r"(?: from \w+)?(?: is| are)? (?:required|needed|necessary)|(?:i|you|we|employees)(?: really)? (?:dont|do not) (?:have|need) to (?:do|put in|contribute|save|add|defer)(?: a)?(?: anything| thing| dime)?"
            r"|(?:nothing|no money|zero) (?:is )?(?:needed|required|expected|necessary) (?:from|of) \w+)(?= [.,;:!)]| $| and | plus | - )"
        ),
        "regardless",
    ),
    Turn((" just for ",), _re(r" just for(?: being| working| showing| having)(?: [a-z]\w*){0,4}?(?= [.,;:!)]| $| and | plus | - )"), "regardless"),
    Turn((" for all",), _re(r" for all(?= [.,;:!)]| $| and )"), "regardless"),
    Turn((" everyones ", " everybodys ", "each employees ", "every employees "), _re(r" (?:to|into|in) (?:everyones|everybodys|(?:each|every) employees) (?:401k|account|plan|403b)"), "to everyone"),
    Turn((" seed",), _re(r" (?:seed|seeds|seeded) (?:it|them|the account|the accounts|accounts|each account|my account|my 401k|your account)? ?(?:with )?(?P<x>#\$)"), "{x} no matter what"),
)  # fmt: skip


def _as_regardless(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    said = found["said"]
    about = re.search(r" (?:contrib|defer|sav|participa|elect|put|join|enrol|salary reduction|what|how much|anything)", said)
    other = re.search(r" (?:age|service|hours|tenure|employment|match|matched|job|title|hired)", said)
    if found[0].endswith(" participating or not") and not other:
        about = re.match("", said)
    if not about or other:
        return None
    return words("regardless", line.tokens[min(line.places(*found.span())[0], len(line.tokens) - 1)])


# ---- what bounds

_NOT_MATCHED = rf"(?:{_NOT}(?: be| be being| get| being)? (?:matched|eligible for a match|eligible for matching)|unmatched|get nothing|gets nothing|(?:receive|receives|get|gets) no match\w*(?: contributions?)?|(?:be )?(?:disregarded|ignored|left out|not considered|not counted|not taken into account|excluded)|(?:do |does )?{_NOT} count)"
_EXCEED = r"(?:exceed|be more than|be greater than|be over|be higher than|go (?:past|over|above|beyond|higher than)|total more than|surpass)"
_NO_RATE = r"(?= )(?! #%? of (?:\w+ ){0,4}?(?:deferrals?|contributions?)(?= ))"
_LIMITED = r"(?:(?:is|are|be|being)(?: always)? )?(?:limited to|capped at|capped to|tops out at|top out at|topped out at|maxes out at|max out at|stops at|stop at|stopping at|tops at|caps at|caps out at)"
_BOUNDS = (
    Turn(
        ("matched ", " no match", "nothing", "disregard", "ignored", "consider", "counted", "into account", "left out", "excluded", "eligible for"),
        _re(
            r"(?: [.;,(-])?(?: and| but)?(?: (?:any|all|the|your|my|elective|contributions?|deferrals?|amounts?|anything|everything|whatever|money|savings|that|is|contributed|you|i|save|put in|portion))*"
            r" (?:over|above|beyond|past|in excess of|exceeding|greater than|more than) (?P<x>#%?){PAY}(?: (?:is|are|was|were|will|shall|gets?|does|do))? " + _NOT_MATCHED + "(?= )"
        ),
        ", up to {x}",
    ),
    Turn(
        ("nothing", "none", "no match"),
        _re(r" (?:nothing|none|no match(?:ing)?(?: contributions?)?)(?: is| are| gets)?(?: matched| made| paid)? (?:past|above|over|beyond|in excess of|on (?:amounts|anything|deferrals|contributions) (?:over|above)) (?P<x>#%?)(?: ,)?"),
        "up to {x}",
    ),
    Turn(
        ("account", "consider", "matched", "counted"),
        _re(r"(?: in no event| under no circumstances)? (?:(?:will|shall|may|can) )?(?:no )?more than (?P<x>#%){PAY} (?:(?:will|shall|may|can) )?(?:is |be )(?:taken into account|considered|matched|counted)(?= )"),
        "up to {x}",
    ),
    Turn(
        (" from ", " by "),
        _re(r" (?:to |up to |with )?(?:(?:a |an )?(?:maximum|max|limit|cap) of|up to) (?P<x>#%){PAY} (?:from|by) (?:us|them|the company|the employer|the firm|my employer|[a-z]+)(?= [.,;]| $)"),
        ", maximum match of {x}",
    ),
    Turn(
        ("total", "combined", "overall", "aggregate", "resulting", " with "),
        _re(r"(?: [,;])?(?: with| and| for| but)?(?: (?:a|the))? (?:(?:total|combined|overall|aggregate|resulting|such)(?: \w+)?|(?<=with )(?:the |a )?(?:company|employer)|(?<=with )(?:the|a)) match(?:ing)?(?: contributions?)? (?:not exceeding|not to exceed|never exceeding|capped at|limited to|of no more than|of not more than|of at most|not over|no more than|not going over|topping out at|maxing out at)(?= #)"),
        ", maximum match of",
    ),
    Turn(
        (" up to #%",),
        _re(r" (?:they|theyll|company|employer|we|well|it|firm)(?: will| shall| can)? (?:only )?(?:give|gives|pay|pays|kick in|kicks in|contributes?|adds?|put in|puts in)(?: (?:you|me|us))? up to(?= #%)"),
        "in doubt up to",
    ),
    Turn(("lesser of :", "smaller of :", "lower of :", "lesser of the", "smaller of the"), _re(r" (?P<l>lesser|smaller|lower) of(?: the following)?(?: :)?(?= )"), "{l} of"),
    Turn((" ( a )", " ( b )", " ( i )", " ( ii )"), _re(r"(?P<mark> :| ,| ;| of| or| and| plus)? \( (?:a|b|c|i|ii|iii) \)(?= )"), lambda line, found: line.group(found, "mark")),
    Turn((" ; or ",), _re(r" ; (?P<o>or)(?= )"), "{o}"),
    Turn(
        ("whichever",),
        _re(r" (?P<a>#%(?: of (?:[a-z]\w* ){0,5}?(?:contributions?|deferrals?|\w+))?)(?: ,)? or (?P<b>#%{PAY})(?: ,)? whichever is (?:less|lower|smaller|lesser)(?= )"),
        "the lesser of {a} or {b}",
    ),
    Turn(
        ("first",),
        _re(r"(?: up to)? the first (?P<x>#%){PAY} (?:shall|will|is|are|does)?(?: be)? ?(?:{NOT} (?:be )?matched|unmatched)"),
        "nothing on the first {x}",
    ),
    Turn(
        ("exceed", "more", "greater", "over", "past", "above", "beyond", "higher", "total", "surpass"),
        _re(
            r"(?: [.;,])?(?: (?:and|but|provided|however|except|that))* (?:in no event|under no circumstances|in no case) (?:shall|will|may|can|does)"
            r" {MATCH}" + _FOR_WHOM + " " + _EXCEED + _NO_RATE
        ),
        ", maximum match of",
    ),
    Turn(
        ("exceed", "more", "greater", "over", "past", "above", "beyond", "higher", "total", "surpass"),
        _re(r" {MATCH}" + _FOR_WHOM + r" {NOT}(?: ever| in any event| in the aggregate| be allowed to)? " + _EXCEED + _NO_RATE),
        ", maximum match of",
    ),
    Turn(
        (" past ", " over ", " above ", " beyond "),
        _re(r" (?:with )?(?:our|their|its|the companys|the employers|employers|companys) (?:half|part|share|portion|side|piece|contribution|money) (?:(?:will|can) )?(?:never|not|wont|cant|cannot|doesnt) (?:going|go|exceeding|exceed)(?: past| over| above| beyond)?(?= )"),
        ", maximum match of",
    ),
    Turn(
        (" capped ", " limited ", " tops ", " top ", " stops ", " caps ", " max"),
        _re(r"(?P<mark> [.;,])(?: (?:and|with|but|provided|that|however))* (?P<match>{MATCH}" + _FOR_WHOM + ") " + _LIMITED + _NO_RATE),
        ", maximum match of",
    ),
    Turn(
        ("match", "contribut"),
        _re(r" (?:no|not) more than (?P<x>#%){PAY} (?:shall|will|may|can) (?:ever )?be (?:contributed|paid|made|given)(?: as a match| in matching contributions| by the employer)?"),
        "maximum match of {x}",
    ),
    Turn(
        ("maximum", "max ", "most", "cap ", "ceiling", "limit "),
        _re(
            r"(?: [.;,])?(?: and| with)?(?: (?:the|a|an|our|their|annual|yearly|your))* (?:maximum|max|most|cap|ceiling|limit)(?P<of>(?: [a-z]\w*){1,8}?)"
            r" (?:is|are|of|equals|=|:|shall be|will be|shall not exceed|will not exceed)(?: equal to)? (?P<x>#\$|#%{PAY})"
        ),
        lambda line, found: _as_maximum(line, found),
    ),
    Turn((" tops ",), _re(r" (?:only )?(?:pay|pays|give|gives|put in|match|matches)? ?(?P<x>#\$?)(?P<a> a (?:yr|year)| per year)? tops(?= )"), "max {x} {a}"),
    Turn((" as do",), _re(r" as (?P<x>do|does) not exceed"), "that {x} not exceed"),
    Turn(("thereof",), _re(r" (?:of )?so much thereof as exceeds"), "in excess of"),
    Turn(("so much of",), _re(r" of so much of"), "of"),
    Turn((" but not #",), _re(r" but not (?P<x>#%)"), "but not exceeding {x}"),
    Turn((" from there ",), _re(r" (?:from there|from then on)(?P<x> up to| to)"), "and then {x}"),
    Turn(("not taking", "taking into account only", "considering", "counting only", "disregard"), _re(r" not (?:taking into account|considering|counting) (?:any |the |[a-z]+ ){0,4}?(?:contributions|deferrals|amounts?) (?:exceeding|over|above|in excess of|beyond|that exceed)"), "up to"),
    Turn(("account only", "considering", "counting only"), _re(r" (?:taking into account only|considering only|counting only|considering) (?:any |the |[a-z]+ ){0,4}?(?:contributions|deferrals|amounts?) (?:not exceeding|up to|not in excess of|no greater than|not over|not above|no higher than)"), "up to"),
)  # fmt: skip


def _as_maximum(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "The maximum annual Matching Contribution for any Participant is $2,000"."""
    x = line.group(found, "x")
    if x[0].unit == "%" and re.search(r" (?:considered|matched|counted|eligible)\b", found["of"]):
        return (*words(", up to", x[0]), *x)
    if re.search(r" (?:compensation|pay|salary|earnings|wages|deferrals?|irs|legal|what)\b", found["of"]):
        return None
    if "match" not in found["of"] and x[0].unit == "%":
        return None
    said = "maximum match of" if "match" in found["of"] else "maximum of"
    return (*words(f", {said}", x[0]), *x)


# ---- the whole of what goes in

_IN_FULL = (
    Turn(
        ("equal",),
        _re(r" (?:equal to|equals|identical to|equivalent to|equal in amount to|equal (?=(?:the|each|your|my|employees?|participants?) )) ?(?P<own>" + _THEIR_OWN + ")(?= )"),
        "fully matched {own}",
    ),
    Turn(
        ("lesser", "smaller", "lower"),
        _re(r"(?P<of> of)? (?:the )?(?:lesser|smaller|lower) of (?:\( ?\w+ ?\) )?(?P<x>#%){PAY}(?: ,)? (?:or|and) (?:\( ?\w+ ?\) )?(?:100% of |the amount of )?(?:what (?:you|i|they) (?:contribute|put in|save|defer)|" + _THEIR_OWN + ")(?= )"),
        lambda line, found: _as_whole(line, found),
    ),
    Turn(
        ("lesser", "smaller", "lower"),
        _re(r"(?P<of> of)? (?:the )?(?:lesser|smaller|lower) of (?:\( ?\w+ ?\) )?(?:what (?:you|i|they) (?:contribute|put in|save|defer)|" + _THEIR_OWN + r")(?: ,)? (?:or|and) (?:\( ?\w+ ?\) )?(?P<x>#%){PAY}(?= )"),
        lambda line, found: _as_whole(line, found),
    ),
)  # fmt: skip


def _as_whole(line: Line, found: re.Match[str]) -> tuple[Token, ...]:
    """ "The lesser of 5% of pay or your deferrals"; of that, a rate told before it may come."""
    like = line.tokens[line.places(*found.span())[0]]
    return (*words("up to" if found["of"] else "fully matched up to", like), *line.group(found, "x"))


# ---- what is only said beside it

_BESIDE = (
    Turn(
        (" from #", " from the ", " from a "),
        _re(r" (?:chang|increas|decreas|reduc|rais|modif|mov|rise|rose|went|goes|go)\w*(?: [a-z]\w*| ,){0,14}? from(?= (?:#|the first|a match|a discretionary))"),
        "in doubt from",
    ),
    Turn(
        (" e . g . ", " i . e . ", " eg ", " ie ", "for example", "for instance", " meaning ", " means ", " so you ", " so i ", "other words", " so if ", " so when ", " so someone ", "illustrat", " so a person "),
        _re(r"(?: [.,;(-])* (?:e \. g \.|i \. e \.|eg|ie|for example|for instance|meaning|which means|that means|in other words|so (?:you|i|they|we) (?:get|receive|end up with|earn)|so if|so when|so someone|so a person|to illustrate)(?P<rest> [^;)]*?)(?= \)| ;| \. [a-z]| \. $| $)"),
        lambda line, found: _as_example(line, found),
    ),
    Turn(
        (" may ", " can ", " could ", " permitted to ", " allowed to "),
        _re(r" (?:you|i|we|employees|participants|members|eligible employees)(?: [a-z]\w*){0,2}? (?:may|can|could|are permitted to|are allowed to)(?: elect to| choose to)? (?:contribute|defer|save|put in|put away|put|set aside)(?: [^.;#]*?)?#%[^.;]*?(?= ,? ?(?:and|but|while|with|;|\.) ?(?:the |our |your )?(?:company|employer|we|they|firm|sponsor|match\w*|it) )"),
        lambda line, found: None if "match" in found[0] else words(".", line.tokens[0]),
    ),
    Turn(("match",), _re(r" match(?:ing)?(?: contribution)?(?: is| of| :| =| -)? (?P<x>#\$|#%|#)(?= [.,;]| $| and )"), lambda line, found: words("no match", line.tokens[0]) if line.group(found, "x")[0].value == 0 else None),
    Turn((" contribution of #", " match of #"), _re(r" (?:up )?to (?:a |an )?(?:maximum |max |total )?(?:company|employer)(?: matching| match)?(?: contribution| match) of(?= #)"), ", maximum match of"),
    Turn((" just ",), _re(r" (?:\. |, |; )?(?:they|it|we|the company) just (?:give|gives|put|puts|deposit|deposits|hand|hands|goes|go|add|adds)(?: (?:it|that|you|me|us|in|to))*(?= [.,;]| $)"), ", regardless"),
    Turn(
        (" and ", ", "),
        _re(r"(?P<mark>^|(?<= [.;:!,]))(?: so)? (?:you |i |employees )?(?:contribute|save|defer|put in|put|do) (?P<x>#%?){PAY} (?:and|,|and then)(?= (?:(?:the|my|your) )?(?:we|well|they|theyll|company|employer|receive|get|he|it) )"),
        "if you contribute {x} , and in turn",
    ),
    Turn(("note #", "section #", "article #", "step #", "item #", "exhibit #", "appendix #"), _re(r" (?:note|section|article|item|exhibit|appendix|paragraph|page) #(?: - | \. | : |(?= ))"), ""),
    Turn((" ( # ) ",), _re(r"(?<![#%$] )(?<!percent )\( # \)(?= [a-z#])"), ""),
    Turn((" tier",), _re(r" (?:single|double|triple|two|three|multi|#) tier(?:ed)?(?= [a-z:])"), "tiered"),
    Turn((" im # ", " am # ", " age # "), _re(r" (?:im|i am) (?P<x>#)(?= [,.;]| and | years| yrs| yo )"), lambda line, found: _as_age(line, found)),
    Turn(
        ("enrol", "escalat", "automatic increase", "auto increase", "default", "increasing", "rising"),
        _re(
            r" (?:auto |automatic |automatically |are |is |be |am |im |participants |employees |you |i |get |new hires |all )*(?:enrol\w*|escalat\w*|increases?|increasing|rising|defaults?|defaulted)"
            r"(?: [a-z]\w*){0,8}? #%(?:(?: [a-z]\w*){0,4}?(?: up)? to(?: a| the)?(?: maximum| max)?(?: of)? #%)?{PAY}(?: (?:a|per|each|every) year)?(?:(?: [a-z]\w*){0,4}?(?: up)? to(?: a| the)?(?: maximum| max)?(?: of)? #%)?{PAY}"
        ),
        lambda line, found: _without_match_inside(line, found),
    ),
    Turn(("catch up", "rollover", "after tax"), _re(r" (?:\( )?(?:excluding|less|not including|exclusive of|but not|other than|not counting|net of)(?: any| for| the)?(?: \")? (?:catch up|rollovers?|after tax|non roth after tax)(?: \")?(?:,? (?:and|or) (?:\")?(?:catch up|rollovers?|after tax)(?:\")?)?(?: \")?(?: contributions?)?(?: \")?(?: \))?(?= )"), ""),
)  # fmt: skip


def _as_example(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """An example after a formula only says it again; one that comes first may be all there is."""
    return words(",", line.tokens[0]) if line.text[: found.start()].count("#") >= (1 if " g . " in found[0] else 2) else None


def _as_age(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    return () if 18 <= line.group(found, "x")[0].value <= 80 else None


def _without_match_inside(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """An enrolment at a share of pay is no part of the formula, unless the match itself is spoken of in between."""
    told = found[0]
    if "match" in told or not re.search(r"auto|enrol|escalat|default| (?:a|per|each|every) year| annually", told):
        return None
    return words(".", line.tokens[line.places(*found.span())[0]])


TURNS = (*_BESIDE, *_AMOUNTS, *_NOTHING, *_BOUNDS, *_IN_FULL, *_REGARDLESS)


def in_plain_words(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with the turns of speech said over."""
    return said_over(tokens, TURNS)
