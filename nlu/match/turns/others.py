"""What was, will be or holds for others, told beside a match: none of it is part of the formula."""

import re

from nlu.entities.tokens import Token
from nlu.match.line import Line, Turn, words
from nlu.match.turns.vocabulary import pattern

_TOLD = 2  # amounts that make a formula
_MINE = r" (?:im (?:non|not|an?|in)|but (?:i|im|me|mine|we)|mine|i get|we get|us) "  # whose the formula is
_FAMILY = (
    r"(?:wife|wifes|husband|husbands|spouse|spouses|partner|partners|girlfriend|boyfriend|brother|sister|friend)s?"
)
_OTHERS = (
    rf"(?:{_FAMILY}|(?:[a-z]+ ){{1,2}}(?:guys|folks|people|timers|ones|staff|employees|workers|crew|members)|execs"
    r"|executives|managers|others|everyone else|everybody else|the rest)"
)


def _as_changed(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "The match was increased from 50% to 60% of …": what it came to be holds."""
    old, new = line.group(found, "old")[0], line.group(found, "new")[0]
    if {old.unit, new.unit} - {"%", "", "cents"} or re.search(
        r" (?:will|shall|may|would|next|planned|proposed) ", line.text
    ):
        return None
    return words("is", old)


def _of_other_times(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """What was, will be or holds elsewhere is no part of the formula, unless nothing else is told."""
    rest = line.text[: found.start()] + line.text[found.end() :]
    formula = rest.count("#") >= _TOLD or ("#" in rest and re.search(r" (?:match\w*|half|full|dollar|quarter) ", rest))
    return words(".", line.tokens[0]) if formula else None


def _as_corrected(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "50% up to 6, no wait, 100% up to 6": a whole formula told after all takes the place of what was told before."""
    new = line.text[found.end() :]
    whole = new.count("#") >= _TOLD or ("#" in new and re.search(r" (?:half|dollar for|full|quarter|in full) ", new))
    return () if whole else None


def _of_others(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """What somebody of the family has is no part of the formula, unless nothing else is told."""
    rest = line.text[: found.start()] + line.text[found.end() :]
    family = re.search(_FAMILY, found[0]) or re.search(_MINE, rest)
    told = "#" in rest or re.search(r" (?:dont|doesnt|wont|never|not|no) (?:even )?match ", rest)
    return words(".", line.tokens[0]) if told and family else None


def _ended(line: Line, found: re.Match[str]) -> tuple[Token, ...] | None:
    """ "They stopped matching, before that it was 50% of 6": there is none now, if none came after it."""
    said = re.sub(r" (?:not|isnt|never)(?: \w+){0,2} back ", " ", found[0])
    again = re.search(r" (?:now|back|again|restored|reinstated|resumed|returned|starting|will|instead) ", said)
    told = re.search(r" (?:before|was|were|used to|had|previously|until|had been)(?: \S+){0,6}? #", line.text)
    return words(", maybe no match .", line.tokens[0]) if told and not again else None


_ENDED = r"(?:stopped|suspended|ended|killed|dropped|eliminated|cancell?ed|paused|scrapped|axed|discontinued|cut|froze)"
OTHERS = (
    Turn(
        (
            *(" stopped ", " suspended ", " ended ", " killed ", " dropped ", " eliminated ", " cancel", " paused "),
            *(" scrapped ", " axed ", " discontinued ", " cut ", " froze "),
        ),
        pattern(
            rf"(?: [a-z]\w*){{0,4}}? (?:{_ENDED}(?: (?:the|our|their|its|my|all|employer|company|401k))*"
            rf" match(?:ing)?(?: contributions?)?|match(?:ing)?(?: contributions?)?(?: (?:was|is|has been|got|were))? "
            rf"{_ENDED})(?! (?:to|from|in half|by|down|back|on|at))[^#]*? (?:before|was|were|used to|had|previously"
            r"|until)(?: \S+)*(?= $)"
        ),
        _ended,
    ),
    Turn(
        (
            " wait ",
            " hang on ",
            " scratch that ",
            " correction ",
            " sorry ",
            " oops ",
            " hold on ",
            " no no ",
            " nope ",
        ),
        pattern(
            r"^(?: \S+)*?(?: (?:#\S*|match|matching)(?: \S+)*?)"
            r" (?:(?:no|oh|nope|oops|sorry|actually|ah|hm+|but)(?: ,)? )*"
            r"(?:wait|hang on|scratch that|correction|sorry|oops|hold on|no no|nope)"
            r"(?: (?:no|sorry|wait|,|\.|:|-|i mean|actually|its|it is|there is one|there is|they do|i meant))*(?= )"
        ),
        _as_corrected,
    ),
    Turn(
        (" from #",),
        pattern(
            r"(?: (?:was|were|has|have|had|been|got|is|are|be|being|we|it|they|company|employer|its|the|their|our|rate"
            r"|match|matching|contribution|contributions))*"
            r" (?:increased|raised|changed|reduced|decreased|lowered|amended|moved|bumped|cut|went|improved)"
            r"(?: (?:the|its|their|our|it|that|this|up|down|company|employer|match|matching|rate"
            r"|contributions?|formula))*"
            r" from (?P<old>#[%c]?)(?: (?:of|on|up to|to) (?:the )?(?:first )?#%?"
            r"| of (?:[a-z]\w* ){0,6}?[a-z]\w*| match"
            r"| on the dollar| per dollar)?(?: ,)? to"
            r"(?= (?P<new>#[%c]?) )"
        ),
        _as_changed,
    ),
    Turn(
        (
            " ( was ",
            " ( used ",
            " ( previously ",
            " ( formerly ",
            " ( up from ",
            " ( before ",
            " ( it was ",
            " ( it used ",
        ),
        pattern(r" \((?: it)? (?:was|used to be|previously|formerly|up from|before)(?: [^()]*)? \)"),
        "",
    ),
    Turn(
        (
            *("wife", "husband", "spouse", "partner", "girlfriend", "boyfriend", "brother", "sister", "friend"),
            *(
                " guys ",
                " folks ",
                " people ",
                " execs ",
                " executives ",
                " managers ",
                " others ",
                " else ",
                " timers ",
            ),
            *(" staff ", " employees ", " workers "),
        ),
        pattern(
            rf"(?:^|(?P<mark> [.;,(]| and| but| while))(?: (?:my|our|the))? {_OTHERS}(?: [a-z]\w*){{0,3}}?"
            r" (?:gets?|has|does|is|matches|match)(?: [a-z]\w*){0,3}? (?P<x>#%?)"
            r"(?: (?!i |my |mine |me |we |they )[a-z#]\S*)*(?= [.;,)]| and | but | $)"
        ),
        _of_others,
    ),
    Turn(
        (" will ", " going to ", " set to ", " supposed to ", " goes up ", " planning to "),
        pattern(
            r" [.;,(](?: and| but| which| then)?(?: (?:it|they|the match|that|this|we|company|employer|theyll|itll))?"
            r" (?:(?:will|(?:is|are) (?:going|set|supposed|planning) to)"
            r" (?:go|increase|rise|change|move|jump|switch|bump|drop|become|raise)|goes up)(?: [a-z]\w*){0,4}? #[%$c]?"
            r"[^.;,)]*?(?= [.;,)]| $)"
        ),
        _of_other_times,
    ),
    Turn(
        (" next year ", " year after "),
        pattern(
            r"(?: [.;,(])?(?: and| but)? (?:starting |from )?(?:next year|the year after)(?: [a-z]\w*){0,6}? #[%$c]?"
            r"[^.;,)]*?(?= [.;,)]| but | $)"
        ),
        _of_other_times,
    ),
    Turn(
        (" before ", " until ", " till ", " prior ", " was ", " used to ", " were "),
        pattern(
            r"(?:^|(?<= [.;,(]))(?: (?:before|until|till|prior to|up until))(?: [a-z]\w*){1,6}? #[^.;]*?"
            r"(?: [.;,]| but| and)"
            r"(?= (?:since|now|but now|today|these days|currently|this year|after that|afterwards) )"
        ),
        _of_other_times,
    ),
    Turn(
        (" was ", " used to ", " were "),
        pattern(
            r"(?: (?:it|they|match|the match|that|we|ours))? (?:was|were|used to (?:be|do|match|give"
            r"|get)) [^.;#]*#[^.;]*?"
            r"(?: [.;,])?(?: but| and)? (?=(?:now|nowadays|today|these days|currently|since) )"
        ),
        _of_other_times,
    ),
    Turn(
        (
            *(" job ", " employer ", " company ", " place ", " plan ", " ones ", " owners ", " shop ", " outfit "),
            *(" startup ", " school ", " hospital ", " gig ", " firm ", " one ", " formula ", " match "),
        ),
        pattern(
            r"(?:^|(?<= [.;,(])|(?<= and)|(?<= but))(?: (?:at|in|with|under))?(?: (?:my|the|our))?"
            r" (?:old|last|previous|former|prior|other|ex|second|side)"
            r" (?:job|employer|company|place|plan|ones|owners|gig|firm|one|shop|outfit|startup|school|hospital"
            r"|formula|match)(?: [a-z]\w*| :){0,9}? #[^.;,]*?"
            r"(?= [.;,]| but | $)"
        ),
        _of_other_times,
    ),
    Turn(
        (" instead ", " lieu ", " place of ", " replac", " rather than "),
        pattern(
            r"(?P<mark>^| [.;,])?(?: (?:instead|in lieu|in place|rather than|replacing|replaces)(?: of)?)"
            r"(?: (?:the|a|an|our|its|their|old|former|previous|prior|last|years|used|in|for|that|was|we|had|they"
            r"|made|earlier|plans?|year|#%?|of|pay|compensation))*"
            r" (?:nonelective|non elective|pension|profit sharing|core|fixed)(?: contributions?| contribution)?"
            r"(?: (?:used|made|given|in|for|prior|previous|earlier|former|years?|of|the|plan|that|was|were|we|had|they"
            r"|#%|pay|compensation|under))*(?P<end> ,| \.|(?= $))"
        ),
        "{mark}",
    ),
    Turn(
        (" nothing ", " no match ", " not match ", " doesnt ", " dont ", " zero ", " zilch "),
        pattern(
            rf"(?:^|(?<= [.,;]))(?: (?:my|our|the))? {_OTHERS}(?: [a-z]\w*){{0,4}}?"
            r" (?:does|do|doesnt|dont|gets?|has|have|offers?|gives?|is|puts?|matches?)(?: in)?"
            r" (?:nothing|no match|zero|zilch|not match|match|squat|nada|a match|any match)(?: at all)?"
            r" (?:but|and|,|;|while|though|\.)(?= )"
        ),
        "",
    ),
)
