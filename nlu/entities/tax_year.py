"""Reads a tax year: "this year", "TY25", "'25"; a year whose limits are not loaded is said so."""

import re

from core.limits import published_years
from nlu.entities.amounts import corrected
from nlu.entities.hedges import hedges_of
from nlu.entities.money import doubts
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import clean, tokens_of
from nlu.entities.tokens import Token
from nlu.lexicon import fillers, phrase_table
from nlu.requests import asks_what_next

# The return of a year is due in the April after it (IRC 6072(a)).
_FILED_IN = re.compile(
    r"\b(?:(?:taxes|return) )?(?:due|filed?|filing|i file|file)(?: it| them)? (?:in|by|on) (?:mid )?(?:april|apr)"
    r"(?: 15(?:th)?)?,? (?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_GLUED = re.compile(r"\b(?:ty|fy|cy|py)\s?'?(\d{4}|\d{2})\b|(?<!\w)'(\d{2})\b", re.IGNORECASE)


def read_tax_year(text: str, context: Context) -> Reading:
    """Reads `text` as a tax year (int). `not_loaded` where the limits of that year are not published here."""
    this_year = context.today.year
    plain = _FILED_IN.sub(lambda found: str(int(found["year"]) - 1), clean(text))
    years = {int(one or two) for one, two in _GLUED.findall(plain)}
    rest = corrected(tokens_of(_GLUED.sub(" ", plain)))
    found = phrase_table("years").find(rest)
    for one in found:
        offset = int(one.tag)
        inside = rest[one.start : one.end]
        count = next((token.value for token in inside if token.kind == "number" and token.text != "one"), None)
        years.add(this_year + (-int(count) if count is not None and 0 <= count < 50 else offset))
    used = {place for one in found for place in range(one.start, one.end)}
    rest = tuple(token for place, token in enumerate(rest) if place not in used)
    odd = False
    for token in rest:
        if token.kind == "number":
            if _is_year(token, this_year):
                years.add(int(token.value))
            else:
                odd = True
    if odd or not years or asks_what_next(plain):
        return NOT_UNDERSTOOD
    years = {year + 2000 if year < 100 else year for year in years}
    if len(years) > 1:
        return asks(
            Reason.TWO_READINGS, *(Choice(str(year), year) for year in sorted(years) if year in published_years())
        )
    year = years.pop()
    hedges = hedges_of(rest)
    if hedges.negated:
        return NOT_UNDERSTOOD
    if year not in published_years():
        near = 1974 <= year <= this_year + 50
        loaded = [Choice(str(one), one) for one in published_years() if one >= this_year - 1]
        return asks(Reason.NOT_LOADED, *loaded) if near else NOT_UNDERSTOOD
    reason = doubts(rest, hedges, fillers("tax_year"))
    return Reading(year, bool(reason), reason, (Choice(str(year), year),) if reason else ())


def _is_year(token: Token, this_year: int) -> bool:
    """Whether a number is a year; of two figures only up to the next year, as "38" is rather somebody's age."""
    whole = token.unit == "" and token.decimals == 0 and not token.scaled and "," not in token.text
    short = 18 <= token.value <= this_year % 100 + 1 and not token.spelled
    return whole and (1974 <= token.value <= 2099 or short)
