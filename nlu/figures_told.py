"""The figures of a message, each with the words beside it, for questions that hold the figures of their answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.entities.amounts import is_year
from nlu.entities.calendar_dates import SHORT_MONTHS
from nlu.entities.text import clean, tokens_of_clean
from nlu.entities.tokens import Token

NEAR: Final = 44  # characters beside a figure in which its words stand
_NAMES: Final = frozenset({"401", "402", "403", "415", "457", "529", "1099", "8606"})  # of plans, rules and forms
LEAST_BARE: Final = 100  # a bare number below it is no amount
_NO_AMOUNT_AFTER: Final = re.compile(
    r"^\W{0,2}(?:years?|yrs?|yo\b|y/o|months?|mos?\b|weeks?|wks?|days?|(?:more |last |remaining )?(?:pay ?)?checks?\b"
    r"|paydays?|pay ?periods?|people|employees|jobs?|forms?|times)",
)
_NO_AMOUNT_BEFORE: Final = re.compile(
    rf"(?:\b(?:{SHORT_MONTHS})[a-z]*\.?|\b(?:box|line|form|forms|section|code|age|aged|day|step|notice|page)"
    r"|\b(?:i ?a?m|turn(?:s|ed|ing)?|im|i'm|i'll be|she's|he's)) ?#?$"
)
_THOUSANDS_BEFORE: Final = re.compile(
    r"\b(?:make|makes|making|earn|earns|earning|pay|pays|paid|salary|base|bonus|income|comp)(?: (?:is|of|about"
    r"|like))* ?$"
)
_THOUSANDS_AFTER: Final = re.compile(r"^ ?(?:base|bonus|salary|pay|income|total comp)\b")
GROWTH: Final = r"(?:growth|gains?|earnings?|interest|profits?|appreciation|dividends?)"
_GROWTH_AFTER: Final = re.compile(
    r"^(?:(?:bucks|dollars|or so|of|in|is|are|was|were|the|my|that|which|just|only|more|from|being|like|pure|market"
    rf"|untaxed|investment|it|its) )*(?:{GROWTH}|grown|earned|made)\b"
)
_GROWTH_BEFORE: Final = re.compile(
    rf"(?<!i )\b(?:{GROWTH}|earned|grew|grown|gained|made(?: me| us)?|(?<!make )(?<!makes )(?<!come )(?<!add )up)"
    r"(?: (?:of|is|was|about|are|were|in it|it|about|like|around|only|just|a|roughly|maybe|by|so far|another))*\W*$"
)
_OWN_AFTER: Final = re.compile(
    r"^(?:(?:of|in|it|that|this|which|them|was|were|is|are|all|being|my|own|the|came|from) )*"
    r"(?:mine|basis|contributions?|contributed|own(?: money)?|principal|what i put|i put|i contributed|already taxed)\b"
)
_OF_SHARE: Final = re.compile(r"(?:%|percent|pct)(?: of| x| times)? ?$")
_STOP: Final = re.compile(r"[.;?!](?:\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a message: dollars, or a fraction where it is a `share`; with the words `before` and `after` it."""

    value: Decimal
    share: bool
    start: int
    end: int
    before: str
    after: str

    @property
    def around(self) -> str:
        """The words on both sides."""
        return f"{self.before} # {self.after}"


def is_growth(one: Figure) -> bool:
    """Whether the words beside the amount say that it is what money has earned."""
    return _GROWTH_BEFORE.search(one.before) is not None or _GROWTH_AFTER.match(one.after) is not None


def is_own(one: Figure) -> bool:
    """Whether the words behind the amount say that it is one's own money, on which tax was paid."""
    return _OWN_AFTER.match(one.after) is not None


def figures_of(text: str) -> tuple[Figure, ...]:
    """The dollars and the shares in `text`, in order; no ages, days, years, counts and numbers of forms.

    "230" beside words of pay, and behind "of" beside a percentage, is thousands.
    """
    said = clean(text).lower()
    tokens = tokens_of_clean(said)
    places = [place for place, token in enumerate(tokens) if token.kind == "number"]
    found: list[Figure] = []
    for nth, place in enumerate(places):
        token = tokens[place]
        first = tokens[places[nth - 1]].end if nth else 0
        last = tokens[places[nth + 1]].start if nth + 1 < len(places) else len(said)
        before = _STOP.split(said[max(first, token.start - NEAR) : token.start])[-1]
        after = _STOP.split(said[token.end : min(last, token.end + NEAR)])[0]
        value = _value(tokens, place, said, before, after)
        if value is not None:
            share = token.unit == "%"
            found.append(Figure(value, share, token.start, token.end, before.strip(), after.strip()))
    return tuple(found)


def dollars(found: Iterable[Figure]) -> tuple[Figure, ...]:
    """Those of the figures `found` that are amounts."""
    return tuple(one for one in found if not one.share)


def shares(found: Iterable[Figure]) -> tuple[Figure, ...]:
    """Those of the figures `found` that are percentages."""
    return tuple(one for one in found if one.share)


def _value(tokens: Sequence[Token], place: int, said: str, before: str, after: str) -> Decimal | None:
    token = tokens[place]
    if token.unit == "%":
        return token.fraction if 0 < token.value <= 100 else None
    if token.unit not in {"", "$"} or token.value <= 0 or is_year(tokens, place):
        return None
    if token.unit == "" and token.text in _NAMES:
        return None
    written = token.scaled or token.decimals == 2 or "," in token.text  # as amounts are: "I'm paid 8,076.92"
    if token.unit == "" and not written and _NO_AMOUNT_BEFORE.search(before):
        return None
    if token.unit == "" and token.value < LEAST_BARE and not written and _NO_AMOUNT_AFTER.match(after):
        return None
    if token.unit == "$" or token.scaled or token.decimals == 2:  # cents
        return token.value
    if token.spelled and token.value < LEAST_BARE:
        return None
    if _GROWTH_AFTER.match(after.strip()):
        return token.value
    few = 20 <= token.value < 1000 and not token.decimals  # nobody is paid so few dollars a year
    if few and (_THOUSANDS_BEFORE.search(before) or _THOUSANDS_AFTER.match(after)):
        return token.value * 1000
    if few and _OF_SHARE.search(said[max(0, token.start - 14) : token.start]):
        return token.value * 1000
    if 1990 <= token.value <= 2060 and "," not in token.text:  # a year
        return None
    return token.value if token.value >= LEAST_BARE else None
