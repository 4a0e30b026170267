"""The least that has to be put in before there is any match: "only if you defer at least 3%"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.match import MatchFormula, PayTier
from nlu.entities.reading import Reading, Reason
from nlu.entities.tokens import Token
from nlu.match.line import Line, words
from nlu.match.turns.vocabulary import PAY
from nlu.match.verdict import judged

_PUT_IN = (
    r"(?:contribut(?:e|es|ed|ing)|defer\w*|sav(?:e|es|ing)|put(?:s|ting)?(?: in)?|elect\w*|do(?:es|ing)?|set aside|hit"
    r"|reach\w*)"
)
_LEAST = r"(?:at least|(?:a |the )?(?:minimum|min)(?: contribution| deferral)?(?: of)?|no less than|not less than)"
_SHORT = r"(?:less than|under|below|fewer than|lower than)"
_NO = r"(?:not|arent|isnt|dont|doesnt|never)"
_NONE = (
    rf"(?:{_NO} (?:be )?(?:matched|eligible)|unmatched|no match\w*(?: \w+)?|nothing|zip|zero|zilch|{_NO} receive"
    r"|receives? none|none)"
)
_TO_THE_END = r"(?: [a-z]\w*)*)(?= [.;,:)]| $)"
_CUES = (
    *("at least ", "minimum ", " min ", "less than ", " or more ", " or greater ", " or higher ", "under #", "below #"),
    *("unless ", "begins", "starts", "kicks in", "until ", "once ", "before "),
)

# What comes below it: nothing. Both ways round: "under 5% is not matched", "no match for those below 5%".
_BELOW = (
    re.compile(
        r"(?P<clause>(?: [.;,])?(?: (?:and|but|otherwise|those|anyone|anybody|people|participants|employees|members"
        r"|contributions|deferrals|who|that|if|you|i|contribute|contributing|defer|deferring|save|saving|put|putting|in"
        r"|do|anything|for|or|a|deferral|contribution|rate|amounts|elect|with))*"
        rf" {_SHORT} (?P<x>#%?){PAY}(?: [a-z]\w*| ,){{0,6}}? {_NONE}{_TO_THE_END}"
    ),
    re.compile(
        r"(?P<clause>(?:^|(?<= [.;,]))(?: (?:there|is|are|they|you|we|get|gets|offer|give|and|but))*"
        r" (?:no|zero) match\w*"
        rf"(?: [a-z]\w*){{0,14}}? (?:{_SHORT}|(?:unless|until)(?: [a-z]\w*){{0,6}}?)"
        rf" (?:{_LEAST} )?(?P<x>#%?){PAY}{_TO_THE_END}"
    ),
)
_THAT = re.compile(
    r"(?: [.;,])?(?: (?:and|but|those|members|employees|participants|people|who))*"
    r"(?: (?:contribut\w*|defer\w*|sav\w*|put\w*(?: in)?))? (?:less|under|below|anything less|anything below)(?: than)?"
    rf"(?: (?:that|it|this))?(?: [a-z]\w*){{0,5}}? {_NONE}(?= )"
)
_ELSE = re.compile(
    r"(?: [.;,])?(?: (?:and|but))?(?: (?:otherwise|or else|else|if not|or))(?: (?:i|you|we|they|its|there|is"
    r"|get|gets|pay|give|put|in))*"
    r" (?:nothing|none|no match|zero|zip|nada)(?= [.;,!]| $)"
)
# What has to be put in. The first two are clauses of their own, the others may stand in the clause of the formula.
_CLAUSE = re.compile(
    r"(?P<clause>(?: (?:but|and|to|receive|get|the|a|any|match|matching|contributions?|,|that"
    r"|provided|first|there|is))*"
    r" (?:you|i|employees|participants|members|people|one|an employee|a participant|we|it)? ?"
    r"(?:must|have to|has to|need to|needs to|gotta|got to|are required to|is required to|requires|should)"
    rf"(?: [a-z]\w*){{0,3}}? (?:{_LEAST} )?(?P<x>#%?){PAY}{_TO_THE_END}"
)
_BEGINS = re.compile(
    r"(?P<clause>(?: (?:the|our|your|any|company|employer))* match\w*(?: contributions?)?"
    r" (?:begins?|starts?|kicks? in|is made|are made|applies)(?: only)? (?:once|when|after|at|if|from)"
    rf"(?: [a-z]\w*){{0,7}}? (?P<x>#%?){PAY}{_TO_THE_END}"
)
_WHOSE = (
    r"(?P<clause>(?: (?:,|but|only|if|when|provided|that|as|long|so|once|for|to|by|on|those|anyone"
    r"|everyone|participants"
    r"|employees|members|who|whose|eligible|you|i|they|the|employee|participant|a|is|are|made))*"
)
_AT_LEAST = (
    re.compile(rf"{_WHOSE} {_PUT_IN}(?: [a-z]\w*){{0,3}}? {_LEAST} (?P<x>#%?){PAY})(?= )"),
    re.compile(
        rf"{_WHOSE} {_PUT_IN}(?: (?:a|rate|of|deferral|is))* (?P<x>#%?){PAY} or (?:more|greater|higher"
        rf"|above){PAY})(?= )"
    ),
)
_MOST = Decimal("0.15")
_FOR_ALL = re.compile(
    r" (?:in order )?to (?:get|receive|earn|take|capture|collect)(?: [a-z]\w*){0,3} (?:full|whole|maximum|max) "
)
_FULL = re.compile(r" (?:full|whole|maximum|max|maximize|entire|all of|most) ")


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least share of pay that has to be put in; `sure` where it was said that below it nothing comes.

    `rest` is the text without it, `asked` the text with the condition in the plainest words.
    """

    share: Decimal
    sure: bool
    full: bool  # the text speaks of the whole match, which a part of the deferral may leave in part
    rest: tuple[Token, ...]
    asked: tuple[Token, ...]


def threshold_of(tokens: Sequence[Token]) -> Threshold | None:
    """The threshold that `tokens` tell of, or None."""
    line = Line(tokens)
    if not any(cue in line.text for cue in _CUES):
        return None
    share: Decimal | None = None
    sure = False
    for pattern in _BELOW:
        if found := pattern.search(line.text):
            share, sure = _share(line, found), True
            line = _cut(line, found)
            line = Line([token for token in line.tokens if token.text != "otherwise"])
    for pattern in (_THAT, _ELSE):
        if found := pattern.search(line.text):
            sure, line = True, _cut(line, found)
    asked = line
    for pattern in (_BEGINS, *_AT_LEAST, _CLAUSE):
        found = pattern.search(line.text)
        if found is None:
            continue
        if pattern is _CLAUSE and not sure and not re.search(_LEAST + r"|before", found["clause"]):
            continue
        if _FULL.search(f"{found['clause']} ") or _FOR_ALL.match(line.text[found.end() :]):
            line = _cut(line, found)
            asked = line
            continue
        told = _share(line, found)
        if share is not None and told != share:
            return None
        share = told
        x = line.group(found, "x")
        start, end = line.places(*found.span("clause"))
        asked = Line(
            (*line.tokens[:start], *words("if you contribute", x[0]), *x, *words(",", x[0]), *line.tokens[end:])
        )
        line = _cut(line, found)
        break
    if share is None or not 0 < share <= _MOST:
        return None if line.tokens == tuple(tokens) else Threshold(Decimal(0), False, True, line.tokens, asked.tokens)
    return Threshold(share, sure, bool(_FULL.search(Line(tokens).text)), line.tokens, asked.tokens)


def _share(line: Line, found: re.Match[str]) -> Decimal:
    return line.group(found, "x")[0].fraction


def _cut(line: Line, found: re.Match[str]) -> Line:
    start, end = line.places(*found.span())
    like = line.tokens[min(start, len(line.tokens) - 1)]
    return Line((*line.tokens[:start], *words(",", like), *line.tokens[end:]))


def with_threshold(rest: Reading, threshold: Threshold) -> Reading | None:
    """`rest`, the reading of all else, with the threshold; None where it is no formula that one could stand beside."""
    if (
        rest.value is None
        or not rest.value.tiers
        or (rest.confirm and rest.reason not in {Reason.GUESS, Reason.TWO_READINGS, Reason.EXTRA_WORDS})
    ):
        return None
    if not threshold.share:
        return rest
    formula: MatchFormula = rest.value
    if not all(isinstance(tier, PayTier) for tier in formula.tiers):
        return None
    reach = max(tier.up_to_pct_of_pay for tier in formula.tiers if isinstance(tier, PayTier))
    if threshold.share > reach:
        return None
    least = formula.model_copy(update={"min_deferral_pct_of_pay": threshold.share})
    if threshold.sure or threshold.share < reach:
        return judged(least, rest.reason)
    return rest if threshold.full else judged(formula, Reason.TWO_READINGS, least)


def with_condition(asked: Reading, threshold: Threshold) -> Reading | None:
    """ "If you defer 6% or more they add 3% of pay": the one over the other, and nothing below where that was said."""
    formula = asked.value
    if not isinstance(formula, MatchFormula) or len(formula.tiers) != 1 or not threshold.share:
        return None
    tier = formula.tiers[0]
    if not isinstance(tier, PayTier) or tier.up_to_pct_of_pay != threshold.share or formula.nonelective_rate:
        return None
    least = formula.model_copy(update={"min_deferral_pct_of_pay": threshold.share})
    if threshold.sure:
        return judged(least, Reason.NONE if asked.reason == Reason.GUESS else asked.reason)
    return judged(least, asked.reason or Reason.GUESS, formula)
