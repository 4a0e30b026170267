"""The parts of a message that are more than a number: the match, the deferral maximum, status, frequency, year, age."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from core.limits import published_years
from core.match import MatchFormula
from flows.reading.age import read_age
from flows.reading.dates import written_date
from flows.reading.filing_status import read_filing_status
from flows.reading.match_formula import read_match_tokens
from flows.reading.match_words import PERCENT, RATE, items_of
from flows.reading.result import Context, Reading, asks
from flows.reading.segments import Segment
from flows.reading.tokens import Token
from flows.reading.words import phrase_table, word_list

Span = tuple[int, int]
_MOST_SEGMENTS = 6  # that one match formula runs over


def find_match(tokens: Sequence[Token], segments: Sequence[Segment], context: Context) -> tuple[Reading, Span] | None:
    """The match formula stated in the message and the tokens it takes. Not plain where it has to be asked about."""
    unclear: tuple[Reading, Span] | None = None
    for index, segment in enumerate(segments):
        if not segment.stated or not _may_be_match(tokens[segment.start : segment.end]):
            continue
        best: tuple[Reading, Span] | None = None
        for first in range(max(0, index - 2), index + 1):
            for last in range(index, min(len(segments), first + _MOST_SEGMENTS)):
                window = segments[first : last + 1]
                if not all(one.stated for one in window):
                    break
                span = (window[0].start, window[-1].end)
                if not _tells_more(tokens, segments, span, best):
                    continue
                reading = read_match_tokens(tokens[span[0] : span[1]], context)
                if reading.plain and _about_employer(tokens, span):
                    better = best is None or reading.value != best[0].value or span[1] < best[1][1]
                    best = (reading, span) if better else best
                elif unclear is None and (reading.readings or reading.confirm) and first == last == index:
                    unclear = (reading, span)
        if best is not None:
            return best
    return unclear if unclear is not None and _names_match(tokens, unclear[1]) else None


def _tells_more(
    tokens: Sequence[Token], segments: Sequence[Segment], span: Span, best: tuple[Reading, Span] | None
) -> bool:
    """Whether a window is worth reading: a longer one than the best only if both its ends speak of a match."""
    if best is None:
        return True
    if span[0] > best[1][0] or span[1] < best[1][1]:
        return False
    ends = [one for one in segments if one.start == span[0] or one.end == span[1]]
    return all(_adds_to_match(tokens[one.start : one.end]) for one in ends)


def _adds_to_match(tokens: Sequence[Token]) -> bool:
    kinds = {item.kind for item in items_of(tokens)}
    return bool(
        kinds
        & {
            "match",
            RATE,
            PERCENT,
            "pair",
            "dollars",
            "nonelective",
            "max",
            "paycheck",
            "year",
            "limit",
            "bare",
            "upto",
            "none",
        }
    )


def _may_be_match(tokens: Sequence[Token]) -> bool:
    items = items_of(tokens)
    kinds = {item.kind for item in items}
    if kinds & {"basic", "enhanced", "qaca", "safe_match"}:
        return True
    if any(item.kind == "none" and re.search(r"match|contribut|employer", item.word) for item in items):
        return True
    shares = kinds & {PERCENT, RATE, "pair"}
    if "match" in kinds and (shares or kinds & {"bare", "dollars", "limit", "upto"}):
        return True
    return bool(shares or "bare" in kinds) and bool(
        kinds & {"upto", "first", "next", "nonelective", "limit", "of", "safe_harbor", "at", "deferral"}
    )


def _about_employer(tokens: Sequence[Token], span: Span) -> bool:
    """Whether a window speaks of the employer's money and not of what the person puts in."""
    words = [token.text for token in tokens[span[0] : span[1]] if token.kind == "word"]
    if word_list("employer_words") & set(words):
        return True
    own = any(first in {"i", "im", "ive"} and second in word_list("own_money") for first, second in pairwise(words))
    return not own and not {"pay", "cap", "caps", "limit", "mortgage", "bonus"} & set(words[:1])


def _names_match(tokens: Sequence[Token], span: Span) -> bool:
    return bool({"match", "matches", "matched", "matching"} & {token.text for token in tokens[span[0] : span[1]]})


def match_slots(reading: Reading, tokens: Sequence[Token], span: Span) -> dict[str, Any]:
    """What a plain reading of a match fills: the structure, or the rate alone where only fixed money was told."""
    formula: MatchFormula = reading.value
    only_fixed = not formula.tiers and formula.nonelective_rate and not formula.nonelective_dollars
    says_none = any(item.kind == "none" for item in items_of(tokens[span[0] : span[1]]))
    if only_fixed and not says_none:
        return {"nonelective_rate": formula.nonelective_rate}
    words = " ".join(token.text for token in tokens[span[0] : span[1]])
    if formula.tiers and formula.nonelective_dollars and re.search(r"\bprofit shar", words):
        told = {"profit_sharing": formula.nonelective_dollars}
        return {"match": formula.model_copy(update={"nonelective_dollars": Decimal(0)}), **told}
    return {"match": formula}


def find_maximum(tokens: Sequence[Token], segment: Segment) -> Span | None:
    """Where a segment says that the person defers the maximum; not where it speaks of after-tax money or an IRA."""
    words = [token.text for token in tokens[segment.start : segment.end]]
    joined = " ".join(words)
    if re.search(
        r"\b(?:not|dont|never|cant|wont|stopped|isnt|hsa|ira|after tax|aftertax|mega|match|matches)\b", joined
    ):
        return None
    if any(token.kind == "number" and token.unit == "%" for token in tokens[segment.start : segment.end]):
        return None
    if words in (["max"], ["the", "max"], ["maximum"], ["the", "maximum"]):
        return segment.start, segment.end
    for place in range(segment.start, segment.end):
        found = phrase_table("maximum").at(tokens[: segment.end], place)
        if found:
            return found.start, found.end
    return None


def find_filing_status(
    tokens: Sequence[Token], segments: Sequence[Segment], context: Context
) -> tuple[str, Span] | None:
    """The filing status stated in the message."""
    for segment in segments:
        if not (segment.stated or segment.other) or segment.asked or segment.supposed:
            continue
        for place in range(segment.start, segment.end):
            found = phrase_table("statuses").at(tokens[: segment.end], place)
            if found and not (place > 0 and tokens[place - 1].text in {"not", "dont", "isnt"}):
                return found.tag, (found.start, found.end)
    for first, second in pairwise(segments):
        if (
            first.stated
            and second.stated
            and tokens[first.start : first.end][-1:]
            and tokens[first.end - 1].text == "married"
        ):
            text = " ".join(token.text for token in tokens[first.end - 1 : second.end])
            reading = read_filing_status(text, context)
            if reading.plain:
                return reading.value, (first.end - 1, second.end)
    for segment in segments:
        words = [token.text for token in tokens[segment.start : segment.end]]
        if segment.stated and words in (["single"], ["im", "single"]):
            return "single", (segment.start, segment.end)
    return None


_COUNTS = {26: "biweekly", 24: "semimonthly", 12: "monthly", 52: "weekly"}


def find_pay_frequency(tokens: Sequence[Token], segments: Sequence[Segment]) -> tuple[str, Span] | None:
    """How often the person says to be paid. Not where an amount or a conversion is what happens so often."""
    for index, segment in enumerate(segments):
        if not segment.stated:
            continue
        words = {token.text for token in tokens[segment.start : segment.end]}
        if words & {"convert", "conversion", "conversions", "converting", "contribute", "rebalance", "not", "rent"}:
            continue
        for place in range(segment.start, segment.end):
            found = _spelled(tokens, place, segment.end)
            if found is None:
                continue
            value, end = found
            before = tokens[place - 1] if place > segment.start else None
            if before is not None and before.kind == "number":
                continue
            if value == "monthly" and not words & {"paid", "paycheck", "paychecks", "pay", "payroll", "salary"}:
                continue
            return value, (place, end)
        days = [token for token in tokens[segment.start : segment.end] if token.unit == "ordinal"]
        following = segments[index + 1] if index + 1 < len(segments) else None
        if days and following is not None and words & {"paid", "payday", "paydays", "paycheck", "paychecks"}:
            more = tokens[following.start : following.end]
            last = any(token.text == "last" for token in more)
            other = [token for token in more if token.unit == "ordinal"]
            if len(days) == 1 and (last or (other and 12 <= abs(other[0].value - days[0].value) <= 17)):
                return "semimonthly", (segment.start, following.end)
    return None


def _spelled(tokens: Sequence[Token], place: int, end: int) -> tuple[str, int] | None:
    """A frequency phrase at `place`; numbers in it may be digits or words."""
    token = tokens[place]
    after = [one.text for one in tokens[place + 1 : min(end, place + 4)]]
    if token.kind == "number" and token.unit == "" and int(token.value) in _COUNTS and token.value == int(token.value):
        if after[:1] and after[0] in {"paychecks", "checks", "paydays", "payrolls", "pays"}:
            return _COUNTS[int(token.value)], place + 2
        if after[:2] in (["pay", "periods"], ["times", "a"], ["pay", "checks"]) and "month" not in after:
            return _COUNTS[int(token.value)], place + 3
        return None
    if (
        token.text == "every"
        and place + 2 < end
        and tokens[place + 1].kind == "number"
        and after[1:2]
        and after[1] in {"weeks", "wks"}
    ):
        return ("biweekly", place + 3) if tokens[place + 1].value == 2 else None
    found = phrase_table("frequencies").at(tokens[:end], place)
    if found is None or found.tag == "bimonthly":
        return None
    return found.tag, found.end


_TY = re.compile(r"\b(?:ty|tax year|fy)\s?'?(\d{4}|\d{2})\b", re.IGNORECASE)


def find_tax_year(
    text: str, tokens: Sequence[Token], segments: Sequence[Segment], context: Context
) -> tuple[Reading, Span] | None:
    """The tax year that the message is about, questions included ("what's my room for 2025?")."""
    for place, token in enumerate(tokens):
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
            and 2018 <= token.value <= 2040
            and token.decimals == 0
            and not token.scaled
        ):
            named = (
                before in {"for", "ty", "year"}
                or (before == "is" and earlier == "year")
                or after in {"tax", "limits", "limit", "taxes", "numbers", "rules"}
            )
            loose = (
                before in {"in", "during"}
                and not words & word_list("history")
                and int(token.value) >= context.today.year - 1
            )
            alone = len(inside) == 1
            if named or loose or alone:
                year = int(token.value)
        elif (
            token.text in {"last", "this", "next", "current", "prior"}
            and after in {"year", "years"}
            and before == "for"
        ):
            year = context.today.year + {"last": -1, "prior": -1, "next": 1}.get(token.text, 0)
        if year is None:
            continue
        if year in published_years():
            return Reading(year), (place, place + 1)
        return asks("not_loaded"), (place, place + 1)
    glued = _TY.search(text)
    if glued:
        year = int(glued[1])
        year += 2000 if year < 100 else 0
        reading = Reading(year) if year in published_years() else asks("not_loaded")
        inside_tokens = [place for place, token in enumerate(tokens) if glued.start() <= token.start < glued.end()]
        return reading, (inside_tokens[0], inside_tokens[-1] + 1) if inside_tokens else (0, 0)
    return None


_BORN = re.compile(r"\b(?:born|dob|d\.o\.b\.|birth\s?da(?:y|te)|date of birth|b\.)\b[^!?;]{0,40}", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d$,.])(?:19[3-9]\d|20[01]\d)(?![\d,]|\.\d)|'\d\d\b")


def find_birth(text: str, context: Context) -> tuple[Reading, Span] | None:
    """An age from "born 3/4/1966" or "born in '66", with the characters that say so."""
    for match in _BORN.finditer(text):
        snippet = match[0]
        written = written_date(snippet, born=True, today=context.today)
        if written not in {None, "no_such_day"} and getattr(written, "year", None):
            end: int = getattr(written, "end", 0)
            said = snippet[:end]
        else:
            year = _YEAR.search(snippet) or re.search(r"(?<=born in )\d{2}\b", snippet)
            if year is None:
                continue
            said, end = f"born in {year[0]}", year.end()
        reading = read_age(said, context)
        if reading.plain:
            return reading, (match.start(), match.start() + end)
    return None
