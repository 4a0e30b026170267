"""What a message says of deferring the maximum and of the plan's catch-up."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from core.limits import limits_for, published_years
from core.match import MatchFormula
from nlu.entities.deferral import MAXIMUM, deferral_limit, limits_year
from nlu.entities.tokens import Token
from nlu.lexicon import phrase_table, word_list
from nlu.message.notes import Notes, Span
from nlu.message.segments import Segment

_ONLY_MAXIMUM = re.compile(r"(?:the )?max(?:imum)?(?: (?:incl|including|with|plus|w|\+|and)(?: the| my)? catch ?ups?)?")


_NO_CATCH_UP = re.compile(
    r"\b(?:without|excluding|but no|but not|but without|no|not incl\w*|minus|except) (?:the |my |any )?catch ?ups?\b"
)
_MINE = frozenset({"my", "im", "ive", "am", "hit", "deferring", "contributing"})
_ONLY_HOPED = re.compile(r"\b(?:wanted to|hopefully|someday|some day|eventually|soon|one day|hope to|hoping to|wish)\b")
_ADVISED = re.compile(
    r"\b(?:everybody|everyone|people|they|he|she|friends?|dad|mom|advis[eo]r|planner|reddit|internet|guy)"
    r"(?: all| always)? (?:says?|said|tells?|told|recommends?|keeps? (?:saying|telling)|suggests?|thinks?)\b"
)


def note_catch_up(notes: Notes) -> None:
    """What catch-up the plan offers, where the message says so in plain words."""
    for segment in notes.segments:
        if not segment.stated:
            continue
        words = " ".join(token.text for token in notes.tokens[segment.start : segment.end])
        if "catch" not in words or "plan" not in words:
            continue
        higher = any(one in words for one in ("60 63", "60 to 63", "60 - 63", "super", "higher", "enhanced"))
        denied = any(one in words.split() for one in ("no", "not", "doesnt", "without", "lacks", "isnt", "only"))
        if higher:
            notes.put("plan_catch_up", "regular" if denied else "enhanced")
        elif denied:
            notes.put("plan_catch_up", "regular" if "only" in words.split() else "none")
        notes.take((segment.start, segment.end))


def note_maximum(notes: Notes) -> None:
    """Notes a deferral of the maximum."""
    for segment, following in zip_longest(notes.segments, notes.segments[1:]):
        if not segment.stated:
            continue
        if _says_nothing_deferred(notes.tokens[segment.start : segment.end]):
            notes.put("deferral", Decimal(0), segment.start)
            notes.take((segment.start, segment.end))
            continue
        span = find_maximum(notes.tokens, segment)
        if span is None or _with_after_tax(notes, following):
            continue
        if notes.taken & set(range(*span)) and not _stands_alone(notes, segment, span):
            continue
        after = notes.words_of(following)[:4] if following is not None and following.joint == "but" else []
        without = _NO_CATCH_UP.search(
            " ".join((*notes.words_of(segment), *(["but"] if after else []), *after))
        ) or _skips_catch_up(notes, segment)
        notes.put("deferral", _base_limit(notes) if without else MAXIMUM, span[0])
        amounts = [
            place
            for place in range(segment.start, segment.end)
            if notes.tokens[place].kind == "number" and notes.tokens[place].value == deferral_limit(notes.context)
        ]
        notes.taken.update(amounts)
        notes.take(span)


def _stands_alone(notes: Notes, segment: Segment, span: Span) -> bool:
    """Whether the word "max" is a segment by itself and bounds no match that follows it ("210k, max, half up to 6")."""
    match = notes.slots.get("match")
    bounds = isinstance(match, MatchFormula) and match.max_dollars is not None
    return span == (segment.start, segment.end) and not bounds and "match" not in notes.unclear


def _with_after_tax(notes: Notes, following: Segment | None) -> bool:
    """Whether what goes to the maximum is after-tax money ("go to the limit with after tax")."""
    if following is None or following.joint not in {"with", "in"}:
        return False
    words = notes.words_of(following)[:2]
    return words[:1] == ["aftertax"] or words == ["after", "tax"]


def _skips_catch_up(notes: Notes, segment: Segment) -> bool:
    """Whether what is said right before the maximum rules the catch-up out: "no catch-up for me, just the max"."""
    before = [one for one in notes.segments if one.sentence == segment.sentence and one.start < segment.start]
    return any(_NO_CATCH_UP.match(" ".join(notes.words_of(one))) for one in before if one.stated)


def _base_limit(notes: Notes) -> Decimal:
    """The limit on deferrals without a catch-up (IRC 402(g)(1)), in dollars."""
    return Decimal(limits_for(limits_year(notes.context)).elective_deferral)


@cache
def _limits() -> frozenset[Decimal]:
    """The limits on deferrals of all years, with and without a catch-up, in dollars."""
    years = [limits_for(year) for year in published_years()]
    return frozenset(
        Decimal(one.elective_deferral + more) for one in years for more in (0, one.catch_up, one.higher_catch_up or 0)
    )


def _says_nothing_deferred(tokens: Sequence[Token]) -> bool:
    words = {token.text for token in tokens}
    if words & {"need", "box"} or words & (word_list("employer_words") | word_list("elsewhere")):
        return False
    return bool(phrase_table("no_deferral").find(tokens))


def find_maximum(tokens: Sequence[Token], segment: Segment) -> Span | None:
    """Where a segment says that the person defers the maximum; not where it speaks of after-tax money or an IRA."""
    words = [token.text for token in tokens[segment.start : segment.end]]
    joined = " ".join(words)
    joined_without = _NO_CATCH_UP.sub(" ", joined)
    if re.search(
        r"\b(?:not|dont|didnt|wasnt|never|cant|wont|stopped|isnt|hsa|ira|after tax|aftertax|mega|match|matches)\b",
        joined_without,
    ):
        return None
    if _ONLY_HOPED.search(joined) or _ADVISED.search(joined):
        return None
    if re.search(r"\b(?:the|401k|irs|deferral) max(?:imum)? (?:is|was|in|for|at)\b", joined) and not _MINE & set(words):
        return None
    if any(token.kind == "number" and token.unit == "%" for token in tokens[segment.start : segment.end]):
        return None
    if _ONLY_MAXIMUM.fullmatch(joined):
        return segment.start, segment.end
    for place in range(segment.start, segment.end):
        found = phrase_table("maximum").at(tokens, place, segment.end)
        if found and all(one.value in _limits() for one in tokens[found.start : found.end] if one.kind == "number"):
            return found.start, found.end
    return None
