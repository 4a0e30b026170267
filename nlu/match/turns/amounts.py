"""Amounts said in a roundabout way: numbers with a fraction, percents for percents, dollars for several dollars."""

import re
from dataclasses import replace
from decimal import Decimal

from nlu.entities.tokens import Token
from nlu.match.line import Line, Turn, words
from nlu.match.turns.vocabulary import pattern

_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "half": 2, "halve": 2, "sixth": 6, "eighth": 8}


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


def _dollar_for_dollar(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "Your first 5k dollar for dollar", in which "dollar" went into the number."""
    x = line.group(found, "x")[0]
    return (x, *words("dollar for dollar", x)) if x.value >= 100 else None


def _whole(line: Line, found: re.Match[str]) -> tuple[Token, ...]:
    """ "Hundred percent"."""
    like = line.group(found, "x")[0]
    return (Token("number", "#", like.start, like.end, Decimal(100), "%"),)


def _points(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "Three points", "two percentage points"."""
    x = line.group(found, "x")[0]
    return (replace(x, unit="%"),) if 0 < x.value <= 15 else None


def _round_dollars(line: Line, found: re.Match[str]) -> tuple[Token, ...]:
    """ "The first grand"."""
    like = line.group(found, "x")[0]
    dollars = Decimal(100 if like.text == "hundred" else 1000)
    return (*words(found["led"], like), Token("number", "#", like.start, like.end, dollars, "$"))


AMOUNTS = (
    Turn(
        (" inclusive of ", " including ", " includes ", " included "),
        pattern(
            r"(?: ,)? (?:(?:which|that) (?:already )?includes|inclusive of|including)(?: the| a| our| its)? #%{PAY}"
            r"(?: (?:safe harbor|qaca|qualified|required|minimum|basic))*"
            r"(?: (?:non ?elective|employer|core|contributions?|portion|piece))+(?= [.,;)]| $)"
        ),
        "",
    ),
    Turn(
        (" end ", " total ", " all ", " altogether "),
        pattern(
            r"^(?: [a-z]\w*){0,5}? (?P<x>#%){PAY} (?:in the end|in total|total|altogether|all told|all in all|in all)"
            r"(?: match)? [:,](?=.* #.* #)"
        ),
        "maximum match of {x} of pay ,",
    ),
    Turn(
        (" point ", " points "),
        pattern(r" (?P<x>#) (?:percentage )?points?(?= )(?! (?:of|for) (?:age|service))"),
        _points,
    ),
    Turn((" bits ",), pattern(r" # bits(?= )"), "a quarter"),
    Turn((" hundred ",), pattern(r"(?<!#)(?<! a) (?P<x>hundred) percents?(?= )"), _whole),
    Turn(
        (" grand ", " thousand ", " hundred "),
        pattern(r" (?P<led>first|next) (?P<x>grand|thousand|hundred)(?: dollars| bucks)?(?= )"),
        _round_dollars,
    ),
    Turn((" for dollar ", " for buck "), pattern(r" (?P<x>#\$) for (?:dollar|buck)(?= )"), _dollar_for_dollar),
    Turn(
        (
            r"third",
            r"quarter",
            r"fourth",
            r"fifth",
            r"half",
            r"sixth",
            r"eighth",
        ),
        pattern(
            r" (?P<whole>#) and (?P<over>#) (?P<part>thirds?|quarters?|fourths?|fifths?|half|sixths?|eighths?)"
            r"(?P<under>) percents?(?= )"
        ),
        _percent_and_part,
    ),
    Turn(
        (r" / ",),
        pattern(r" (?P<whole>#) -? ?(?P<over>#) / (?P<under>#%)(?P<part>)(?= )"),
        _percent_and_part,
    ),
    Turn(
        (
            r" times ",
            r" x what",
        ),
        pattern(r" (?P<x>#) (?:times|x)(?= (?:what|my|your|the|each|whatever|mine) )"),
        _times,
    ),
    Turn(
        (
            r" qtr ",
            r" qrtr ",
        ),
        pattern(r" (?:a )?(?:qtr|qrtr)(?= )"),
        "a quarter",
    ),
    Turn(
        (
            r" buck #",
            r" dollar #",
        ),
        pattern(r" (?:a|one|#) (?:buck|dollar) (?:and )?(?P<cents>#)(?: cents?)?(?= )"),
        _dollars_and_cents,
    ),
    Turn(
        (
            r"percent",
            r"#% ",
            r"point",
        ),
        pattern(
            r" (?:(?P<given>#%?)(?: (?:match|matching))?|(?P<few>half a|a|quarter of a) percent) (?:for|on|of"
            r"|per)(?: each| every)(?: additional| one)? (?:(?P<each>#%)|percent(?:age point)?)(?= )"
        ),
        _for_each_percent,
    ),
    Turn(
        (
            r" for each #%",
            r" for every #%",
        ),
        pattern(r" for (?:each|every) (?P<each>#%) (?:\w+ ){1,4}(?:, )?(?:\w+ ){1,5}(?P<given>#%)(?P<few>)(?= )"),
        _for_each_percent,
    ),
    Turn(
        (
            r" for every #$ ",
            r" for each #$ ",
        ),
        pattern(
            r" (?P<given>#\$) from (?:them|the company|us|my employer) for (?:every|each) (?P<into>#\$)"
            r"(?P<rest>)(?: of (?:mine|yours|ours))?(?= )"
        ),
        _for_several,
    ),
    Turn(
        (
            r" for every #$ ",
            r" for each #$ ",
        ),
        pattern(
            r" for (?:every|each) (?P<into>#\$) (?:\w+ ){1,6}?(?P<rest>(?:\( "
            r"|, )?(?:up to )?(?:the first )?(?:#%)?{PAY}(?: \))?)(?: ,)? (?:\w+ ){0,6}?(?:contributes?|adds?"
            r"|gives?|puts? in|kicks? in|matches|match|pays?|deposits?) (?P<given>#\$)(?= )"
        ),
        _for_several,
    ),
)
