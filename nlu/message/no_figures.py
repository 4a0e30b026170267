"""Amounts in a message that are by their words no figure of the plan."""

import re

from core.limits import limits_for, published_years
from nlu.message.notes import ELSEWHERE, Notes

_DOLLARS = r"\$?\d[\d,]*(?:\.\d+)?(?: ?k\b)?"
_NO_OWN_FIGURE = re.compile(
    r"\b(?:(?:m?agi|(?:household|combined|family) income)\b(?:\W+(?:of|is|are|was|will|be|right|at|about|around|like"
    r"|roughly|and|we|make|earn|with|total|comes?|to)\b){0,6}"
    r"|joint(?:ly)?\b(?:\W+(?:we|make|earn|about|around|roughly|like|with|total|together|at|and)\b){1,5})"
    r"\W*(?P<joint>\$?(?:\d{2,3} ?k\b|\d{1,3},\d{3}|\d{3,}))(?! ?%)"
    rf"|(?<![\w.,$])(?P<of_limit>{_DOLLARS}) of (?:the|that) \$?(?:6[69]|7[02])(?:k|,000)?\b(?! ?%)"
    r"|(?<![\w.])(?P<given>\d{1,2}(?:\.\d+)? ?(?:%|percent|pct)) (?:goes|comes|is put|gets put|lands"
    r"|that goes) in (?:\w+ ){0,2}?"
    r"(?:no matter what|regardless|either way|automatically|whether)"
    rf"|\bafter ?-?tax(?: (?:is|has|at|of|side|balance|money|holds|about))* (?P<balance>{_DOLLARS}) "
    rf"(?:with|incl\w*|of which) {_DOLLARS}(?: of| in| are| is)* (?:gains?|growth|earnings)\b"
)
_QUOTING = frozenset({"the", "full", "whole", "irs"})  # before a limit that is quoted
_OF_AGE = frozenset({"yo", "year", "years", "yr", "yrs"})


def take_no_figures(notes: Notes) -> None:
    """Takes as read what is no figure of the plan by its words.

    A limit of the law that is quoted in thousands ("the whole 70") and what is said to be of it ("48,000 of the
    70"), an income of a household or of a return, a share that goes in whatever one does, and a balance that is told
    with its gains.
    """
    limits = {
        one / 1000
        for year in published_years()
        for one in (limits_for(year).annual_additions, limits_for(year).elective_deferral)
    }
    for place, (before, token) in enumerate(zip(notes.tokens, notes.tokens[1:], strict=False), start=1):
        after = notes.tokens[place + 1].text if place + 1 < len(notes.tokens) else ""
        bare = token.kind == "number" and token.unit == "" and not token.scaled and token.value in limits
        if bare and before.text in _QUOTING and after not in _OF_AGE:
            notes.taken.add(place)
    for found in _NO_OWN_FIGURE.finditer(notes.text.lower()):
        name = next(one for one, said in found.groupdict().items() if said)
        for place, token in enumerate(notes.tokens):
            if found.start(name) <= token.start < found.end(name):
                notes.taken.add(place)
                notes.quoted[place] = ELSEWHERE
