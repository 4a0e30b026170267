"""Bare and spoken ways to say amounts: "five for five", "dollar ten per dollar", "the third through sixth percent"."""

import re
from dataclasses import replace
from decimal import Decimal

from nlu.entities.tokens import Token
from nlu.match.line import Line, Turn, words
from nlu.match.turns.vocabulary import pattern

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
             "twelfth")  # fmt: skip
_NTH = rf"(?:#o|{'|'.join(_ORDINALS)}|1st|2nd)"
_MOST_SHARE = 15  # percent of pay that a match may go by
_COINS = {"penny": 1, "nickel": 5, "dime": 10, "quarter": 25}
_EACH = r"(?:each|every|the|a|one|any)"
_THEY = r"(?:they|we|he|she|it|company|employer|firm|boss|work)"
_GIVE = r"(?:adds?|gives?|puts?(?: in)?|kicks? in|match(?:es)?|pays?|contributes?|chips? in|throws? in|drops? in)"
_YOU = r"(?: (?:if|when|for))?(?: (?:you|i))(?: (?:put|give|do|add|contribute)(?: in)?)?"
_THEY_TOO = rf"(?: ,| and| then| so)* {_THEY}(?: (?:also|too))? (?:put|give|do|add|match|{_GIVE})(?: in)?"
_OF_DEFERRAL = r"(?:my |your |the |employee |elective )*(?:deferrals?|def|contributions?|contribs?|savings)"
_OF_PAY = r"(?:my |your |the |eligible |annual |base |gross )*(?:pay|compensation|comp|salary|wages|earnings|income)"


def _number(like: Token, value: Decimal, unit: str) -> Token:
    return Token("number", like.text, like.start, like.end, value, unit)


def _nth(line: Line, found: re.Match[str], name: str) -> tuple[int, Token]:
    token = line.group(found, name)[0]
    if token.kind == "number":
        return int(token.value), token
    return {"1st": 1, "2nd": 2}.get(token.text) or _ORDINALS.index(token.text) + 1, token


def _percents_counted(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "The third through sixth percent" lies between 2% and 6%."""
    last, like = _nth(line, found, "last")
    first = _nth(line, found, "first")[0] if found["first"] else last
    if not 0 < first <= last <= _MOST_SHARE or (first == last == 1):
        return None
    high = _number(like, Decimal(last), "%")
    if first == 1:
        return (*words("first", like), high)
    return (*words("between", like), _number(like, Decimal(first - 1), "%"), *words("and", like), high)


def _same_for_same(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "Five for five"; of two that differ the one is what one puts in."""
    given, into = line.group(found, "given")[0], line.group(found, "into")[0]
    bare = all(one.unit in {"", "%"} and not one.scaled and "." not in one.text for one in (given, into))
    if not bare or not 2 <= into.value <= _MOST_SHARE or given.value > _MOST_SHARE:
        return None
    share = _number(into, into.value, "%")
    if given.value == into.value:
        return (*words("dollar for dollar up to", into), share)
    if min(given.value, into.value) <= 4:
        return None  # "2 for 4" may be a rate
    given_share = _number(given, given.value, "%")
    return (*words("if you contribute", into), share, *words(", they put in", into), given_share)


def _as_much_as_put_in(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "You put 1 they put 1, you put 2 they put 2, and so on": a dollar for each dollar."""
    into, given = line.group(found, "into")[0], line.group(found, "given")[0]
    same = into.value == given.value and into.unit == given.unit
    return words("dollar for dollar", into) if same and into.value <= _MOST_SHARE else None


def _dollar_and_cents(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "Dollar ten per dollar"."""
    cents = line.group(found, "cents")[0]
    whole = cents.decimals == 0 and 5 <= cents.value < 100
    return (replace(cents, value=1 + cents.value / 100, unit="$", decimals=2),) if whole else None


def _dollar_four_dollar(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "Dollar 4 dollar"."""
    return words("dollar for dollar", line.group(found, "x")[0]) if line.group(found, "x")[0].value in {2, 4} else None


def _coin(line: Line, found: re.Match[str]) -> tuple[Token, ...]:
    like = line.tokens[line.places(*found.span())[0]]
    return (_number(like, Decimal(_COINS[found["coin"]]), "cents"),)


def _cents_of_pay(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "The first five cents of each dollar that I earn"."""
    x = line.group(found, "x")[0]
    value = x.value if x.unit == "cents" else x.value * 100
    return (replace(x, value=value, unit="%"), *words("of pay", x)) if 0 < value <= _MOST_SHARE else None


def _of_so_many(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "35 for each 100", "for every hundred they add thirty-five", "two of theirs for one of mine"."""
    given, into = line.group(found, "given")[0], line.group(found, "into")[0]
    if into.text == "hundred":
        into = _number(into, Decimal(100), "")
    if not into.value or given.scaled or {given.unit, into.unit} - {"", "$"}:
        return None
    rate = given.value / into.value
    if not Decimal("0.05") <= rate <= 3 or into.value not in {1, 2, 3, 4, 10, 100, 1000}:
        return None
    return (_number(given, rate * 100, "%"), *words("of my contributions", given))


def _share_for_share(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "1% of salary from them per 2% I contribute"."""
    given, into = line.group(found, "given")[0], line.group(found, "into")[0]
    if not 0 < into.value <= 4 or not 0 < given.value <= 4:
        return None
    return (_number(given, given.value / into.value * 100, "%"), *words("of my contributions", given))


def _times_deferral(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ ".5 x deferral"."""
    x = line.group(found, "x")[0]
    return (_number(x, x.value * 100, "%"), *words("of my contributions", x)) if 0 < x.value <= 3 else None


def _times_pay(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ ".06 x pay"."""
    x = line.group(found, "x")[0]
    return (_number(x, x.value * 100, "%"), *words("of pay", x)) if 0 < x.value < Decimal("0.3") else None


def _times_lesser(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "1.00 * min(def, 5% of comp)"."""
    x = line.group(found, "x")[0]
    rate = x.value if x.unit == "%" else x.value * 100
    if not 0 < rate <= 300:
        return None
    return (_number(x, rate, "%"), *words("of my contributions up to", x), *line.group(found, "most"))


def _rate_in_money(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "1.00 on deferrals of", "1.00 per"."""
    x = line.group(found, "x")[0]
    return (_number(x, x.value * 100, "%"),) if x.decimals == 2 and 1 <= x.value <= 2 else None


def _first_dollars_get(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "The first $400 I put in they add $800"."""
    into, given = line.group(found, "into")[0], line.group(found, "given")[0]
    value = into.value if into.value >= 50 else Decimal(0)
    if not value or not Decimal("0.1") <= given.value / value <= 3:
        return None
    rate = _number(given, given.value / value * 100, "%")
    led = "of the next" if found["led"] == "next" else "of the first"
    return (rate, *words(led, into), _number(into, value, "$"), *words("of my contributions", into))


def _no_more(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    return () if line.group(found, "x")[0].value == 0 else None


SPOKEN = (
    Turn(
        (" . per ", " . on ", " . up to "),
        pattern(
            r"(?P<x> #[%$c]?| dollar| percent) \.(?= (?:per (?:dollar|buck)|on (?:the|my|your) first|on first|up to) )"
        ),
        "{x}",
    ),
    Turn(
        (" / ",),
        pattern(r"(?: plan| fiscal| the)*(?: year)?(?: :)? # / # (?:-|to|through|thru) # / #(?= )"),
        "",
    ),
    Turn(
        (" when ", " once ", " as soon as "),
        pattern(
            r"(?: [.,;])?(?: and| but)?"
            r"(?: (?:it|that|this|they|the match|match|matching contributions?|the matching contribution))?"
            r" (?:ends?|stops?|ceases?|quits?|is done|runs out|cuts? off) (?:when|once|as soon as)"
            r" (?:it|that|theirs|(?:the |their )?(?:match|part|side|share|company money|contribution))(?: has| have)?"
            r" (?:reach(?:es|ed)?|hits?|gets? to|comes? to|amounts? to|is at|is|equals?) (?P<x>#%?)(?= )"
        ),
        ", maximum match of {x}",
    ),
    Turn(
        (" till ", " until ", " til "),
        pattern(
            r" (?:till|until|til) (?:(?:the|their|its|company|employer|companys|employers) )*"
            r"(?:money|match|part|side|share|contribution|portion|theirs)(?: has| have)?"
            r" (?:reach(?:es|ed)?|hits?|gets? to|comes? to|amounts? to|is at|is|equals?) (?P<x>#[%$]?)(?= )"
        ),
        ", maximum match of {x}",
    ),
    Turn((" ( ",), pattern(r" # \( [a-z] \)(?: \( # \))?(?: \( [a-z] \))?(?= )"), ""),
    Turn((" secure #",), pattern(r" secure #(?: act)?(?= )"), ""),
    Turn((" c # ",), pattern(r"(?<=#) c #(?= )"), ""),
    Turn(
        (" dollar #", " buck #"),
        pattern(
            r"(?<! #)(?<! a)(?<! one) (?:dollar|buck) (?P<cents>#)"
            r"(?= (?:per|on|for|to) (?:the |each |every |a )?(?:dollar|buck))"
        ),
        _dollar_and_cents,
    ),
    Turn((" dollar / dollar ",), pattern(r" dollar / dollar(?= )"), "dollar for dollar"),
    Turn((" dollar #$ ", " buck #$ "), pattern(r" (?:dollar|buck) (?P<x>#\$)(?= )"), _dollar_four_dollar),
    Turn((" par ", " par,"), pattern(r" (?:at|to) par(?= )"), "dollar for dollar"),
    Turn(
        (" penny ", " nickel ", " dime "),
        pattern(r"(?: a| one)? (?P<coin>penny|nickel|dime)(?= (?:on|per|for|of|to) " + _EACH + r" (?:dollar|buck))"),
        _coin,
    ),
    Turn(
        (" earn", " make ", " paid", " of pay ", " of salary "),
        pattern(
            r" (?P<x>#c|#\$) (?:of|on|in) (?:each|every|a|the) (?:dollar|buck|#\$)(?: that)?"
            r"(?: (?:i|you|we|they) (?:earn|make|am paid|get paid|are paid|get)"
            r"| of (?:my |your )?(?:pay|salary|wages))(?= )"
        ),
        _cents_of_pay,
    ),
    Turn(
        ("#o ", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "second"),
        pattern(
            rf"(?: (?:the|percents?))* (?P<first>{_NTH})(?: percents?)? (?:and|through|thru|to|till|-|&)(?: the)?"
            rf" (?P<last>{_NTH}) percents?(?= )"
        ),
        _percents_counted,
    ),
    Turn(
        ("#o and #o", "#o & #o", "#o - #o", "#o through #o", "#o thru #o", "#o to #o", "second and #o"),
        pattern(
            r"(?: the)? (?P<first>#o|second) (?:and|through|thru|to|-|&) (?P<last>#o)"
            r"(?= (?:[.,;:)]|at|get|is|percents?|and|for) | $)"
        ),
        _percents_counted,
    ),
    Turn(
        (" percent ", "percents "),
        pattern(rf"(?: on| of)? the (?P<last>#o|{'|'.join(_ORDINALS[2:])})(?P<first>) percents?(?= )"),
        _percents_counted,
    ),
    Turn(
        (" theirs ",),
        pattern(
            rf"(?P<mark>)(?: ,)? (?P<given>#\$?) of theirs (?:for|to|per)"
            rf" (?:{_EACH} )?(?P<into>#\$?) of (?:mine|his|hers|yours|ours)(?= )"
        ),
        _of_so_many,
    ),
    Turn(
        (" each #", " every #", " per #", " hundred "),
        pattern(
            r" (?P<given>#\$?)(?: from them)? (?:for|per|on|of|to) (?:each |every )?"
            r"(?P<into>#\$?|hundred)(?= (?:i|you|we|that i|that you|of (?:my|your|mine)) )"
        ),
        _of_so_many,
    ),
    Turn(
        (" every #", " each #", " hundred "),
        pattern(
            rf" for (?:every|each) (?P<into>#\$?|hundred)(?: dollars?| bucks)?(?: [a-z]\w*){{0,6}}?(?: ,)?"
            rf" {_THEY} (?:will |would )?{_GIVE} (?P<given>#\$?)(?= )"
        ),
        _of_so_many,
    ),
    Turn(
        ("for each #", "for every #", " per #%", " each #%"),
        pattern(
            r" (?P<given>#%){PAY}(?: from (?:them|the company|us|my employer|work))? (?:for|per)(?: each| every)?"
            r" (?P<into>#%)(?= )"
        ),
        _share_for_share,
    ),
    Turn(
        ("# for #", "#% for #%"),
        pattern(
            r" (?P<given>#%?) for (?P<into>#%?)"
            r"(?= (?:[.,;:)!]|for|and|but|then|at|no|less|of pay|before|in|when|till|until|now) | $)"
        ),
        _same_for_same,
    ),
    Turn(
        (" put ", " puts ", " give ", " do ", " add ", " match "),
        pattern(
            rf"{_YOU} (?P<into>#%?){_THEY_TOO} (?P<given>#%?)"
            rf"(?:(?: ,| and)*(?:{_YOU})? #%?{_THEY_TOO} #%?)*"
            r"(?: ,)?(?: and so on| and so forth| etc| and on| all the way)*(?: ,)?(?= (?:up to|til|till|until|to) #)"
        ),
        _as_much_as_put_in,
    ),
    Turn((" x ", " * ", " times "), pattern(rf" (?P<x>#) (?:x|\*|times) {_OF_PAY}(?= )"), _times_pay),
    Turn((" x ", " * ", " times "), pattern(rf" (?P<x>#) (?:x|\*|times) {_OF_DEFERRAL}(?= )"), _times_deferral),
    Turn(
        (" min ", " lesser ", " smaller "),
        pattern(
            rf" (?P<x>#%?) (?:x|\*|times|of) (?:min|the lesser of|lesser of|smaller of|the smaller of)"
            rf"(?: \()? {_OF_DEFERRAL} (?:,|and|or) (?P<most>#%{{PAY}})(?: \))?(?= )"
        ),
        _times_lesser,
    ),
    Turn(
        (" # on ", " # per "),
        pattern(r" (?P<x>#)(?= (?:on|per|for) (?:deferrals|contributions|each|every|the|first|dollar))"),
        _rate_in_money,
    ),
    Turn(
        ("first #", "next #"),
        pattern(
            rf"(?: the| my| your)? (?P<led>first|next) (?P<into>#\$?)(?: [a-z]\w*){{0,6}}?(?: ,)?"
            rf" {_THEY} (?:will )?{_GIVE}"
            rf" (?P<given>#\$|#)(?= )"
        ),
        _first_dollars_get,
    ),
    Turn(
        (" after", " past ", " above ", " beyond ", " there"),
        pattern(
            r"(?: ,)?(?: and| then| but)* (?P<x>#%?)(?: percent)?"
            r" (?:afterwards?|thereafter|(?:after|above|beyond|past|over) (?:that|it))(?= )"
        ),
        _no_more,
    ),
)
