"""What is only said beside a formula: examples, ages, enrolment, people's own limits, and who goes first."""

import re

from nlu.entities.tokens import Token
from nlu.match.line import Line, Turn, words
from nlu.match.turns.vocabulary import pattern


def _as_example(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """An example after a formula only says it again; one that comes first may be all there is."""
    if re.search(r" scales | in proportion | proportional| pro rata ", found[0]):
        return None
    return (
        words(",", line.tokens[0])
        if line.text[: found.start()].count("#") >= (1 if " g . " in found[0] else 2)
        else None
    )


def _as_age(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    return () if 18 <= line.group(found, "x")[0].value <= 80 else None


def _without_match_inside(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """An enrolment at a share of pay is no part of the formula, unless the match itself is spoken of in between."""
    told = found[0]
    if "match" in told or not re.search(r"auto|enrol|escalat|default| (?:a|per|each|every) year| annually", told):
        return None
    return words(".", line.tokens[line.places(*found.span())[0]])


def _own_limit(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "You may contribute 1% to 75% of pay, and the company matches …"."""
    return None if "match" in found[0] else words(".", line.tokens[0])


def _none_at_all(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "Match $0"."""
    return words("no match", line.tokens[0]) if line.group(found, "x")[0].value == 0 else None


def _as_heading(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """The questions of a page of answers: "What does the company add? …" """
    goes_on = "#" in line.text[found.end() :] or "#" in line.text[: found.start()]
    return words(".", line.tokens[line.places(*found.span())[0]]) if goes_on else None


def _named_only(line: Line, _: re.Match[str]) -> tuple[Token, ...] | None:
    """ "I think it's called a QACA" doubts the name of what was told, not what was told."""
    return () if line.text.count("#") >= _TOLD else None


def _as_told_before(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "2% for all, and half of the first 5%; that 2% comes even if nobody saves" tells of one gift."""
    place = line.places(*found.span("x"))[0]
    again = any(one.kind == "number" and one.value == line.tokens[place].value for one in line.tokens[:place])
    return words(".", line.tokens[place]) if again else None


_TOLD = 2  # amounts that make a formula

BESIDE = (
    Turn(
        (" : ", " said ", " says ", " told ", " tells ", " writes ", " wrote ", " states "),
        pattern(
            r"^(?: (?:my|the|our|from|per|at|new|so|ok))*(?: (?:hr|benefits?|payroll|human|resources|portal|handbook"
            r"|booklet|notice|spd|recruiter|letter|offer|manager|boss|coworker|admin|lady|guy|gal|rep|person|team|dept"
            r"|department|website|email|brochure))+"
            r" (?:said|says|told me|tells me|wrote|writes|states|:)(?: that| '| \")*"
        ),
        "",
    ),
    Turn(
        (" ? ",),
        pattern(
            r"(?:^|(?<= [.?!;:)]))(?: (?:so|and|q|:))* (?:what|how|when|does|do|is|are|who|will|can|which|where)"
            r"(?: [a-z]\w*| ,| \( [a-z]+ \)){0,14} \?"
        ),
        _as_heading,
    ),
    Turn(
        (" even if ", " whether ", " regardless", " no matter", " anyway", " always ", " automatic"),
        pattern(
            r" [.;,(](?: and| so)? (?:the|that|this) (?P<x>#%)(?: [a-z]\w*){1,4}?"
            r" (?:even if|even when|whether|regardless|no matter|anyway|always|automatically?)(?: [a-z]\w*"
            r"| #){0,8}(?= [.;,)]| $)"
        ),
        _as_told_before,
    ),
    Turn(
        (" bonus",),
        pattern(
            r"(?: (?:and|with|plus|,|\+))?(?: a| an)? (?:(?:target |annual )?bonus(?: target)?(?: of| is| :)? #%"
            r"|#% (?:target |annual )?bonus)(?= )"
        ),
        ",",
    ),
    Turn((" full ",), pattern(r"(?<= [:(=-]) full(?= (?:[.,;)]|$))"), "in full"),
    Turn(
        (" vested ",),
        pattern(
            r"(?: (?:fully|immediately|completely|always|#%))? vested"
            r"(?= (?:safe harbor|match|employer|company|discretionary|nonelective|non|qualified|basic|enhanced|qaca))"
        ),
        "",
    ),
    Turn(
        (" called ", " think ", " believe ", " guess "),
        pattern(
            r"(?: [.,;(-])?(?: and| so| which)?(?: (?:i|we) (?:think|believe|guess|assume))?(?: that)?"
            r" (?:its|it is|thats|this is|they call it|thats what they call|known as|is)"
            r" (?:called|named|known as|the|a|an)"
            r"(?: (?:a|an|the|qaca|safe|harbor|harbour|basic|enhanced|standard|match|matching|plan|one|thing"
            r"|formula|kind"
            r"|type|design))+(?= [.,;)!]| $)"
        ),
        _named_only,
    ),
    Turn(
        (" my deferral", " my contribution"),
        pattern(r" my (?:deferrals?|contributions?)(?: rate)? (?:of|is|are) #%(?= (?:gets?|is|are) matched)"),
        "my deferral",
    ),
    Turn((" match",), pattern(r" (?P<x>#%?) match(?:ing)?(?= [.,;]| $)"), _none_at_all),
    Turn(
        (
            r" from #",
            r" from the ",
            r" from a ",
        ),
        pattern(
            r" (?:chang|increas|decreas|reduc|rais|modif|mov|rise|rose|went|goes|go)\w*(?: [a-z]\w*"
            r"| ,){0,14}? from(?= (?:#|the first|a match|a discretionary))"
        ),
        "in doubt from",
    ),
    Turn(
        (
            r" e . g . ",
            r" i . e . ",
            r" eg ",
            r" ie ",
            r"for example",
            r"for instance",
            r" meaning ",
            r" means ",
            r" so you ",
            r" so i ",
            r"other words",
            r" so if ",
            r" so when ",
            r" so someone ",
            r"illustrat",
            r" so a person ",
        ),
        pattern(
            r"(?: [.,;(-])* (?:e \. g \.|i \. e \.|eg|ie|for example|for instance|meaning|which means"
            r"|that means|in other words|so (?:you|i|they|we) (?:get|receive|end up with|earn)|so if|so when"
            r"|so someone|so a person|to illustrate)(?P<rest> [^;)]*?)(?= \)| ;| \. [a-z]| \. $| $)"
        ),
        _as_example,
    ),
    Turn(
        (
            r" may ",
            r" can ",
            r" could ",
            r" permitted to ",
            r" allowed to ",
        ),
        pattern(
            r" (?:you|i|we|employees|participants|members|eligible employees)(?: [a-z]\w*){0,2}? (?:may|can"
            r"|could|are permitted to|are allowed to)(?: elect to| choose to)? (?:contribute|defer|save|put in"
            r"|put away|put|set aside)(?: [^.;#]*?)?#%[^.;]*?(?= ,? ?(?:and|but|while|with|;|\.) ?(?:the |our "
            r"|your )?(?:company|employer|we|they|firm|sponsor|match\w*|it) )"
        ),
        _own_limit,
    ),
    Turn(
        (r"match",),
        pattern(r" match(?:ing)?(?: contribution)?(?: is| of| :| =| -)? (?P<x>#\$|#%|#)(?= [.,;]| $| and )"),
        _none_at_all,
    ),
    Turn(
        (
            r" contribution of #",
            r" match of #",
        ),
        pattern(
            r" (?:up )?to (?:a |an )?(?:maximum |max |total )?(?:company|employer)(?: matching"
            r"| match)?(?: contribution| match) of(?= #)"
        ),
        ", maximum match of",
    ),
    Turn(
        (r" just ",),
        pattern(
            r" (?:\. |, |; )?(?:they|it|we|the company) just (?:give|gives|put|puts|deposit|deposits|hand"
            r"|hands|goes|go|add|adds)(?: (?:it|that|you|me|us|in|to))*(?= [.,;]| $)"
        ),
        ", regardless",
    ),
    Turn(
        (
            r" and ",
            r", ",
        ),
        pattern(
            r"(?P<mark>^|(?<= [.;:!,]))(?: so)? (?:you |i |employees )?(?:contribute|save|defer|put in|put|do)"
            r" (?P<x>#%?){PAY} (?:and|,|and then)(?= (?:(?:the|my|your) )?(?:we|well|they|theyll|company"
            r"|employer|receive|get|he|it) )"
        ),
        "if you contribute {x} , and in turn",
    ),
    Turn(
        (
            r"note #",
            r"section #",
            r"article #",
            r"step #",
            r"item #",
            r"exhibit #",
            r"appendix #",
        ),
        pattern(r" (?:note|section|article|item|exhibit|appendix|paragraph|page) #(?: - | \. | : |(?= ))"),
        "",
    ),
    Turn(
        (r" ( # ) ",),
        pattern(r"(?<![#%$] )(?<!percent )\( # \)(?= [a-z#])"),
        "",
    ),
    Turn(
        (r" tier",),
        pattern(r" (?:single|double|triple|two|three|multi|#) tier(?:ed)?(?= [a-z:])"),
        "tiered",
    ),
    Turn(
        (
            r" im # ",
            r" am # ",
            r" age # ",
        ),
        pattern(r" (?:im|i am) (?P<x>#)(?= [,.;]| and | years| yrs| yo )"),
        _as_age,
    ),
    Turn((" yo ", " y / o ", " old "), pattern(r" (?P<x>#) (?:yo|y / o|(?:years|year|yrs|yr) old)(?= )"), _as_age),
    Turn(
        (
            r"enrol",
            r"escalat",
            r"automatic increase",
            r"auto increase",
            r"default",
            r"increasing",
            r"rising",
        ),
        pattern(
            r" (?:auto |automatic |automatically |are |is |be |am |im |participants |employees |you |i |get "
            r"|new hires |all )*(?:enrol\w*|escalat\w*|increases?|increasing|rising|defaults?|defaulted)"
            r"(?: [a-z]\w*){0,8}?(?: :)? #%(?:(?: [a-z]\w*){0,4}?(?: up)? to(?: a| the)?(?: maximum"
            r"| max)?(?: of)? #%)?{PAY}(?: (?:a|per|each|every) year)?(?:(?: [a-z]\w*){0,4}?(?: up)? to(?: a"
            r"| the)?(?: maximum| max)?(?: of)? #%)?{PAY}"
        ),
        _without_match_inside,
    ),
    Turn(
        (
            r"catch up",
            r"rollover",
            r"after tax",
        ),
        pattern(
            r" (?:\( )?(?:excluding|less|not including|exclusive of|but not|other than|not counting|net of)"
            r"(?: any| for| the)?(?: \")? (?:catch up|rollovers?|after tax|non roth after tax)(?: \")?(?:,?"
            r" (?:and|or) (?:\")?(?:catch up|rollovers?|after tax)"
            r"(?:\")?)?(?: \")?(?: contributions?)?(?: \")?(?: \))?(?= )"
        ),
        "",
    ),
)
