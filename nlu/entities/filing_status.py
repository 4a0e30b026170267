"""Reads a filing status: "mfj", "my wife and I file together", "single mom" (asks)."""

import re

from nlu.entities.hedges import hedges_of
from nlu.entities.phrases import corrected_spelling
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import tokens_of
from nlu.entities.tokens import Token
from nlu.lexicon import fillers, phrase_table, word_list

LABELS = {
    "single": "Single",
    "married_joint": "Married, filing jointly",
    "married_separate": "Married, filing separately",
    "head_of_household": "Head of household",
}


_LETTERS = re.compile(r"\b([a-z])\.\s?([a-z])\.\s?([a-z])\b\.?", re.IGNORECASE)  # "h.o.h."
_TOGETHER = frozenset({"mfj", "joint", "jointly", "together", "return", "couple", "wife", "husband", "spouse"})


def read_filing_status(text: str, context: Context) -> Reading:
    """Reads `text` as single, married_joint, married_separate or head_of_household."""
    del context
    typed = tokens_of(_LETTERS.sub(r"\1\2\3", text))
    tokens = corrected_spelling(typed, phrase_table("filing_status"), word_list("filing_status_vocabulary"))
    found = phrase_table("filing_status").find(tokens)
    tags = {one.tag for one in found}
    used = {place for one in found for place in range(one.start, one.end)}
    hedges = hedges_of(tuple(token for place, token in enumerate(tokens) if place not in used))
    rest = [token for place, token in enumerate(tokens) if place not in used and place not in hedges.used]
    if "ask" in tags and "head_of_household" not in tags:
        return asks(Reason.TWO_READINGS, *_choices(set(LABELS)))
    sure = _sure(tags & set(LABELS), tokens)
    if len(sure) > 1:
        return asks(Reason.TWO_READINGS, *_choices(sure))
    if sure:
        value, reason = next(iter(sure)), Reason.NONE
        if value == "single" and "married?" in tags:
            return asks(Reason.TWO_READINGS, *_choices({"single", "married_separate"}))
        if value == "married_joint" and not ("married?" in tags or _says_joint(tokens)):
            reason = Reason.GUESS
    elif "married?" in tags and any(token.text in {"married", "hitched"} for token in tokens):
        value, reason = "married_joint", Reason.TWO_READINGS
    elif "single?" in tags:
        value, reason = "single", Reason.GUESS
    else:
        return NOT_UNDERSTOOD
    if hedges.negated:
        return asks(Reason.NEGATED, *_choices(set(LABELS) - {value}))
    if hedges.guess or hedges.question:
        reason = reason or Reason.GUESS
    if any(token.kind == "word" and token.text not in fillers("filing_status") for token in rest) or any(
        token.kind == "number" and token.value > 12 for token in rest
    ):
        reason = reason or Reason.EXTRA_WORDS
    if not reason:
        return Reading(value)
    married = {"married_joint", "married_separate"} if reason == Reason.TWO_READINGS else {value}
    return Reading(value, True, reason, _choices(married))


def _sure(said: set[str], tokens: tuple[Token, ...]) -> set[str]:
    """The statuses `said`; a head of household has to be unmarried, so "unmarried" beside it says no other one."""
    apart = {"or", "/", "?"} & {token.text for token in tokens}
    return {"head_of_household"} if said == {"single", "head_of_household"} and not apart else said


def _says_joint(tokens: tuple[Token, ...]) -> bool:
    return any(token.text in _TOGETHER for token in tokens)


def _choices(values: set[str]) -> tuple[Choice, ...]:
    return tuple(Choice(label, value) for value, label in LABELS.items() if value in values)
