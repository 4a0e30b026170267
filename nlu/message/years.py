"""The tax year that a message is about."""

import re
from collections.abc import Sequence

from core.limits import published_years
from nlu.entities.calendar_dates import MONTHS
from nlu.entities.guarded import guarded
from nlu.entities.reading import Context, Reading, Reason, asks
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.message.notes import Span
from nlu.message.scopes import ARRIVED
from nlu.message.segments import Segment

# A sentence about what a plan or a company did tells the year that it did it in, not the tax year that is meant.
_PLAN_SPEAKS = frozenset({"company", "corporation", "participants", "participant", "ended", "matched", "contributed"})
_OF_THE_PAST = frozenset({"refund", "refunded", "excess", "returned", "got", "was", "w2", "were", "did", "had"})
# "How much room did I have last year?": the year is what is asked about, and the figures beside it are of it.
_ROOM_BEFORE = guarded(
    r"\b(?:how much|what)\b[^.?!,;]{0,30}\b(?:did|could)\s+i\b[^.?!,;]{0,30}?\b(?P<when>(?:for |in )?last year)\s*\?",
    re.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 2018, 2040
_SHOWN = frozenset({"w2", "shows", "showed"})
_RELATIVE = frozenset({"last", "this", "next", "current", "prior"})
_TY = guarded(r"\b(?:ty|tax (?:year|yr)|calendar(?: year)?|fy)\s?'?(\d{4}|\d{2})\b", re.IGNORECASE)


def find_tax_year(
    text: str, tokens: Sequence[Token], segments: Sequence[Segment], context: Context
) -> tuple[Reading, Span] | None:
    """The tax year that the message is about, questions included ("what's my room for 2025?").

    One that is named as such comes before one that stands alone, which may only head a figure of that year.
    """
    return _find(text, tokens, segments, context, alone_too=False) or _find(
        text, tokens, segments, context, alone_too=True
    )


def _find(
    text: str, tokens: Sequence[Token], segments: Sequence[Segment], context: Context, *, alone_too: bool
) -> tuple[Reading, Span] | None:
    for place, token in enumerate(tokens):
        if token.kind != "number" and token.text not in _RELATIVE:
            continue
        segment = next((one for one in segments if one.start <= place < one.end), None)
        if segment is None or segment.other or segment.supposed:
            continue
        inside = tokens[segment.start : segment.end]
        words = {one.text for one in inside}
        before = tokens[place - 1].text if place > segment.start else ""
        earlier = tokens[place - 2].text if place - 1 > segment.start else ""
        after = tokens[place + 1].text if place + 1 < segment.end else ""
        year: int | None = None
        if (
            token.kind == "number"
            and token.unit == ""
            and "," not in token.text
            and _FIRST_YEAR <= token.value <= _LAST_YEAR
            and token.decimals == 0
            and not token.scaled
        ):
            told_of_plan = bool(words & _PLAN_SPEAKS) or (after == "plan" and before in {"the", "for"})
            told_of_plan = told_of_plan or (before == "for" and not segment.asked and bool(words & (ARRIVED | _SHOWN)))
            named = not told_of_plan and (
                before in {"for", "ty", "do", "about"}
                or (before in {"year", "yr", "calendar"} and "ended" not in words)
                or (before == "is" and earlier in {"year", "it"})
                or (before in {"to", "use", "make", "it"} and bool(words & {"year", "switch", "use", "make"}))
                or after in {"tax", "limits", "limit", "taxes", "numbers", "rules", "return", "instead"}
            )
            loose = (
                before in {"in", "during", "now"}
                and not words & word_list("history")
                and not told_of_plan
                and (int(token.value) == context.today.year or segment.asked)
            )
            alone = (
                alone_too
                and len(inside) == 1
                and not _goes_on_from_year(tokens, segments, segment)
                and not _names_other_years(tokens, token)
            )
            if named or loose or alone:
                year = int(token.value)
        elif (
            token.text in _RELATIVE
            and after in {"year", "years"}
            and before == "for"
            and not words & (_OF_THE_PAST | ARRIVED)
        ):
            year = context.today.year + {"last": -1, "prior": -1, "next": 1}.get(token.text, 0)
        if year is None:
            continue
        if year in published_years():
            return Reading(year), (place, place + 1)
        return asks(Reason.NOT_LOADED), (place, place + 1)
    asked = _ROOM_BEFORE.search(text)
    if asked is not None and context.today.year - 1 in published_years():
        places = [place for place, token in enumerate(tokens) if asked.start("when") <= token.start < asked.end("when")]
        if places:
            return Reading(context.today.year - 1), (places[0], places[-1] + 1)
    glued = _TY.search(text)
    if glued:
        year = int(glued[1])
        year += 2000 if year < 100 else 0
        reading = Reading(year) if year in published_years() else asks(Reason.NOT_LOADED)
        inside_tokens = [place for place, token in enumerate(tokens) if glued.start() <= token.start < glued.end()]
        return reading, (inside_tokens[0], inside_tokens[-1] + 1) if inside_tokens else (0, 0)
    return None


def _names_other_years(tokens: Sequence[Token], year: Token) -> bool:
    """Whether other years are named beside one: "2024: 150k, 2025: 160k" tells figures of each."""
    return any(
        one.kind == "number"
        and one.unit == ""
        and "," not in one.text
        and not one.scaled
        and _FIRST_YEAR <= one.value <= _LAST_YEAR
        and one.value != year.value
        for one in tokens
    )


def _goes_on_from_year(tokens: Sequence[Token], segments: Sequence[Segment], segment: Segment) -> bool:
    """ "in 2024 and 2025": the second year goes on from the first, and is no more the tax year than that."""
    place = segments.index(segment)
    if place == 0 or segment.joint not in {"and", "&", "+", ","} or segments[place - 1].sentence != segment.sentence:
        return False
    end = segments[place - 1].end
    last, before = tokens[end - 1], tokens[end - 2].text if end > 1 else ""
    day = last.kind == "number" and 1 <= last.value <= 31 and (last.unit == "ordinal" or before in MONTHS)
    return day or (last.kind == "number" and last.unit == "" and 1990 <= last.value <= 2060)
