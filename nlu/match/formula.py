"""Reads a match formula: "100% of the first 3% and 50% of the next 2%", "50 cents on the dollar to 6%"."""

from collections.abc import Sequence
from itertools import takewhile

from core.limits import limits_for, published_years
from core.match import MatchFormula
from nlu.entities.reading import NOT_UNDERSTOOD, Context, Reading, asks
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token
from nlu.lexicon import word_list
from nlu.match.clauses import clauses_of
from nlu.match.draft import Draft
from nlu.match.fixed import note_fixed, note_safe_harbor
from nlu.match.settled import choices, judged, settled
from nlu.match.tiers import note_tiers
from nlu.match.words import BARE, DOLLARS, LIMIT, QUANTITIES, Item, items_of

_UNKNOWN_WORDS = 3  # with more strange words than this, what was said is no formula
_NO = frozenset(["no", "nope", "nah", "n", ".", "!", "they", "dont"])


def read_match(text: str, context: Context) -> Reading:
    """Reads `text` as a `MatchFormula`. What is no formula is not read as one; what may be two is asked about."""
    return read_match_tokens(tokens_of(text), context)


def read_match_tokens(tokens: Sequence[Token], context: Context, *, strict: bool = False) -> Reading:
    """Like `read_match`, of tokens. `strict`: any strange word is a doubt, as where nobody has asked for a match."""
    if len(tokens) > 200:
        return NOT_UNDERSTOOD
    if tokens and all(token.text in _NO for token in tokens):
        return Reading(MatchFormula(), True, "guess", choices(MatchFormula()))
    items = _without_name(_without_comments(_without_vesting(items_of(tokens))))
    kinds = {item.kind for item in items}
    if "poison" in kinds or not kinds & (
        QUANTITIES | {"none", "basic", "enhanced", "qaca", "safe_harbor", "safe_match"}
    ):
        return NOT_UNDERSTOOD
    unknown = [item for item in items if item.kind == "unknown"]
    if len(unknown) >= _UNKNOWN_WORDS and len(unknown) * 3 >= len(items):
        return NOT_UNDERSTOOD
    items = [_limit_in_dollars(item, context) for item in items if item.kind != "unknown"]
    reason = "" if not unknown or (not strict and _harmless(unknown, items)) else "extra_words"
    if kinds & {"guess"}:
        reason = "guess"
    if kinds & {"not", "or"}:
        reason = "two_readings"
        if ("or" in kinds) == (sum(item.kind in QUANTITIES for item in items) > 2):
            return asks("two_readings") if "or" in kinds else NOT_UNDERSTOOD
    if "none" in kinds and not kinds & QUANTITIES:
        if kinds & {"basic", "enhanced", "qaca", "safe_harbor", "safe_match"}:
            return NOT_UNDERSTOOD
        return asks("rate_missing") if "nonelective" in kinds else judged(MatchFormula(), reason)
    try:
        return _formula(items, kinds, reason, context)
    except ValueError:  # a share of pay above the whole or a rate beyond what any plan has
        return asks("out_of_reason")


def _without_vesting(items: list[Item]) -> list[Item]:
    """`items` without the clauses about vesting or waiting: their numbers are no part of the formula."""
    if not any(_vests(item) for item in items):
        return items
    kept: list[Item] = []
    for part in _parts(items):
        before = list(takewhile(lambda item: not _vests(item), part))
        if len(before) == len(part) or sum(item.kind in QUANTITIES for item in before) > 1:
            kept += before
    return kept


def _without_comments(items: list[Item]) -> list[Item]:
    """`items` without the clauses of strange words alone ("lousy, I know"), where the rest makes a formula."""
    rest = [item for part in _parts(items) if not _only_comments(part) for item in part]
    kinds = {item.kind for item in rest}
    formula = "none" in kinds or (
        kinds & (QUANTITIES - {BARE}) and kinds & {"match", "first", "next", "upto", "nonelective", "of"}
    )
    return rest if formula else items


def _without_name(items: list[Item]) -> list[Item]:
    """`items` without the one strange word in front that does the matching: "Acme matches …"."""
    named = len(items) > 2 and items[0].kind == "unknown" and items[1].kind == "match"
    people = word_list("other_people") | word_list("bygone") | word_list("nobody")
    return items[1:] if named and items[0].word not in people else items


def _harmless(unknown: Sequence[Item], known: Sequence[Item]) -> bool:
    """Whether strange words leave a formula of several parts as it is: one of them, and none that limits it."""
    limiting = word_list("other_people") | word_list("bygone") | word_list("nobody") | word_list("some_only")
    amounts = sum(item.kind in QUANTITIES - {BARE} for item in known)
    return len(unknown) == 1 and amounts >= 2 and unknown[0].word not in limiting and unknown[0].word.isalpha()


def _only_comments(part: Sequence[Item]) -> bool:
    words = [item for item in part if item.kind not in {"sep", "comma"}]
    strange = all(item.kind == "unknown" for item in words)
    return strange and not {item.word for item in words} & (word_list("other_people") | word_list("bygone"))


def _parts(items: Sequence[Item]) -> list[list[Item]]:
    """`items` cut after each separator."""
    parts: list[list[Item]] = [[]]
    for item in items:
        parts[-1].append(item)
        if item.kind in {"sep", "comma"}:
            parts.append([])
    return parts


def _vests(item: Item) -> bool:
    return item.kind == "unknown" and item.word.startswith("vest")


def _limit_in_dollars(item: Item, context: Context) -> Item:
    """The deferral limit said in dollars ("50% up to $24,500") is the limit."""
    years = [year for year in (context.year, context.year - 1) if year in published_years()]
    if item.kind == DOLLARS and any(item.value == limits_for(year).elective_deferral for year in years):
        return Item(LIMIT, start=item.start, end=item.end)
    return item


def _formula(items: list[Item], kinds: set[str], reason: str, context: Context) -> Reading:
    if reason == "extra_words" and not kinds & {
        "match",
        "limit",
        "upto",
        "first",
        "next",
        "of",
        "at",
        "max",
        "nonelective",
        "deferral",
    }:
        return NOT_UNDERSTOOD
    trued_up = any(item.kind == "year" and "true" in item.word for item in items)
    draft = Draft(reason=reason, per="paycheck" if "paycheck" in kinds and not trued_up else "year")
    clauses = clauses_of(items)
    if any("graded" in clause.kinds for clause in clauses):
        return asks("two_readings")
    note_fixed(clauses, draft)
    note_tiers(clauses, draft, context)
    note_safe_harbor(kinds, draft)
    return settled(draft, kinds)
