"""Reads a filing status: "mfj", "my wife and I file together", "single mom" (asks)."""

from functools import cache

from flows.reading.fillers import COMMON
from flows.reading.hedges import hedges_of
from flows.reading.phrases import PhraseTable, mended_words
from flows.reading.result import NOT_UNDERSTOOD, Choice, Context, Reading, asks
from flows.reading.text import tokens_of
from flows.reading.tokens import Token

LABELS = {
    "single": "Single",
    "married_joint": "Married, filing jointly",
    "married_separate": "Married, filing separately",
    "head_of_household": "Head of household",
}
_WORDS = frozenset(
    ["file", "files", "filing", "filer", "filed", "status", "return", "returns", "tax", "taxes", "our", "my", "spouse", "wife", "husband", "partner", "and", "i", "we", "us", "one", "as", "am", "do", "did", "usually", "always", "year", "years", "last", "this", "irs", "form", "kids", "kid", "child", "children", "with", "no", "dependents", "dependent", "two", "three", "separate", "separately", "joint", "jointly", "but", "both", "each", "own", "for", "together"]
)


@cache
def _table() -> PhraseTable:
    return PhraseTable(
        {
            "single": ["single", "single filer", "unmarried", "not married", "never married", "im not married", "bachelor", "individual", "individually", "by myself", "on my own", "filing single", "no spouse", "single no kids", "unwed", "singl", "alone", "just me"],
            "single?": ["divorced", "engaged", "domestic partner", "domestic partnership", "boyfriend", "girlfriend", "fiance", "fiancee", "fiancé", "fiancée", "in a relationship", "living together", "dating", "cohabiting"],
            "married_joint": ["mfj", "jointly", "joint", "married joint", "married filing joint", "married filing jointly", "married jointly", "file together", "filing together", "married and filing jointly", "together", "joint return", "joint filer", "joint filers", "married joint filers", "one return", "file as a couple", "same return", "a joint return", "joint filing", "married together", "file with my wife", "file with my husband", "file with my spouse", "filing with my wife", "filing with my husband", "filing with my spouse"],
            "married_separate": ["mfs", "separately", "separate", "married filing separate", "married filing separately", "married separate", "file separately", "separate returns", "filing separate", "separate return", "file apart", "own returns", "our own returns", "individually married", "not jointly", "not joint", "not together", "married but separate", "each file our own", "each our own"],
            "head_of_household": ["hoh", "head of household", "head of the household", "head of house", "head household", "head of hh", "h o h", "heads of household"],
            "married?": ["married", "husband", "wife", "spouse", "we", "married couple", "couple", "hitched"],
            "ask": ["separated", "single mom", "single dad", "single mother", "single father", "single parent", "widow", "widower", "widowed", "qualifying widow", "qualifying widower", "qualifying surviving spouse", "surviving spouse", "qss", "legally separated", "its complicated", "complicated", "getting divorced", "getting married", "just married", "divorcing", "about to marry"],
        }
    )


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset({"single", "married", "jointly", "joint", "filing", "separately", "separate", "household", "divorced", "together", "unmarried", "widowed"})


def read_filing_status(text: str, context: Context) -> Reading:
    """Reads `text` as single, married_joint, married_separate or head_of_household."""
    del context
    tokens = mended_words(tokens_of(text), _table(), _vocabulary())
    found = _table().find(tokens)
    tags = {one.tag for one in found}
    used = {place for one in found for place in range(one.start, one.end)}
    hedges = hedges_of(tuple(token for place, token in enumerate(tokens) if place not in used))
    rest = [token for place, token in enumerate(tokens) if place not in used and place not in hedges.used]
    if "ask" in tags:
        return asks("two_readings", *_choices(set(LABELS)))
    sure = tags & set(LABELS)
    if len(sure) > 1:
        return asks("two_readings", *_choices(sure))
    if sure:
        value, reason = next(iter(sure)), ""
        if value == "single" and "married?" in tags:
            return asks("two_readings", *_choices({"single", "married_separate"}))
        if value == "married_joint" and not ("married?" in tags or _says_joint(tokens)):
            reason = "guess"
    elif "married?" in tags and any(token.text in {"married", "hitched"} for token in tokens):
        value, reason = "married_joint", "two_readings"
    elif "single?" in tags:
        value, reason = "single", "guess"
    else:
        return NOT_UNDERSTOOD
    if hedges.negated:
        return asks("negated", *_choices(set(LABELS) - {value}))
    if hedges.guess or hedges.question:
        reason = reason or "guess"
    if any(token.kind == "word" and token.text not in COMMON | _WORDS for token in rest) or any(
        token.kind == "number" and token.value > 12 for token in rest
    ):
        reason = reason or "extra_words"
    if not reason:
        return Reading(value)
    married = {"married_joint", "married_separate"} if reason == "two_readings" else {value}
    return Reading(value, True, reason, _choices(married))


def _says_joint(tokens: tuple[Token, ...]) -> bool:
    return any(token.text in {"mfj", "joint", "jointly", "together", "return", "couple"} for token in tokens)


def _choices(values: set[str]) -> tuple[Choice, ...]:
    return tuple(Choice(label, value) for value, label in LABELS.items() if value in values)
