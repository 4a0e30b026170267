"""Reads yes, no or don't know in the forms people use: "yep", "HR says yes", "not that I know of", 👍, 🤷."""

import re
from collections.abc import Sequence

from nlu.entities.phrases import Found
from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import clean
from nlu.entities.tokens import Token, raw_tokens
from nlu.lexicon import fillers, phrase_table, word_list

_LONG_LETTER = re.compile(r"([a-z])\1{2,}")


_BOTH = (Choice("Yes", "yes"), Choice("No", "no"))


def read_yes_no(text: str, context: Context) -> Reading:
    """Reads `text` as "yes", "no" or "unknown". A guess or a condition is asked about."""
    del context
    plain = _LONG_LETTER.sub(r"\1", clean(text).lower())
    tokens = [
        token
        for token in raw_tokens(plain)
        if token.text not in {",", ".", "!", ";", ":", "-", '"', "(", ")", "/", "…"}
    ]
    asked = bool(tokens) and tokens[-1].text == "?" and len(tokens) > 1
    while len(tokens) > 1 and tokens[-1].text == "?":
        tokens.pop()
    if not tokens or len(tokens) > 60:
        return NOT_UNDERSTOOD
    found = [_turned(one, tokens) for one in phrase_table("yes_no").find(tokens)]
    tags = {one.tag for one in found}
    if (
        "neutral" in tags
        and not tags - {"neutral", "condition"}
        and all(
            " ".join(t.text for t in tokens[one.start : one.end])
            in {"no problem", "no worries", "thank you", "never mind", "nevermind", "know", "n a"}
            for one in found
            if one.tag == "neutral"
        )
    ):
        return NOT_UNDERSTOOD
    used = {place for one in found for place in range(one.start, one.end)}
    rest = [token for place, token in enumerate(tokens) if place not in used]
    said = tags & {"yes", "no", "unknown", "unsure_yes", "unsure_no"}
    if said == {"no", "unknown"} and found[-1].tag == "unknown":
        return Reading("unknown")  # "no, I don't know"
    if "maybe" in tags and not said - {"unsure_yes"}:
        return Reading("unknown", True, Reason.GUESS, _BOTH)
    strange = [token for token in rest if _strange(token)]
    if said:
        return _from_said(said, bool("condition" in tags), strange, rest, asked, found[0].tag, found[0].start, tokens)
    return _from_verbs(tokens, strange, "condition" in tags, asked)


def _turned(found: Found, tokens: Sequence[Token]) -> Found:
    """ "it does not" is a no."""
    negated = found.end < len(tokens) and tokens[found.end].text == "not"
    return Found("no", found.start, found.end + 1) if found.tag == "yes" and negated else found


def _strange(token: Token) -> bool:
    if token.kind == "mark":
        return False
    return (
        token.text not in fillers()
        and token.text not in word_list("yes_no")
        and token.text not in word_list("yes_no_can")
        and token.text not in word_list("yes_no_negations")
    )


def _from_said(
    said: set[str],
    condition: bool,
    strange: Sequence[Token],
    rest: Sequence[Token],
    asked: bool,
    first: str,
    start: int,
    tokens: Sequence[Token],
) -> Reading:
    negated = sum(token.text in word_list("yes_no_negations") for token in rest)
    if said == {"unknown"}:
        wordy = len(strange) > 6
        return Reading("unknown", wordy, Reason.EXTRA_WORDS if wordy else Reason.NONE)
    if "unknown" in said:
        other = next((one for one in ("yes", "no", "unsure_yes", "unsure_no") if one in said), "")
        value = "yes" if other.endswith("yes") else "no"
        if other.startswith("unsure") or not other:
            return Reading("unknown", True, Reason.GUESS, _BOTH)
        return Reading(value, True, Reason.GUESS, _BOTH)
    sides = {one.removeprefix("unsure_") for one in said}
    if len(sides) > 1:
        if said in ({"no", "unsure_yes"}, {"yes", "unsure_yes", "no"}) and first == "no":
            return Reading("no", True, Reason.GUESS, _BOTH)
        if said == {"no", "unsure_yes"}:  # "I think no", "pretty sure the answer is no"
            return Reading("no", True, Reason.GUESS, _BOTH)
        if first in {"yes", "no"} and start == 0:
            return Reading(first, True, Reason.TWO_READINGS, _BOTH)
        return asks(Reason.TWO_READINGS, *_BOTH)
    value = sides.pop()
    unsure = any(one.startswith("unsure") for one in said) or asked
    if value == "yes" and negated:
        return Reading("no" if said == {"unsure_yes"} else value, True, Reason.TWO_READINGS, _BOTH)
    if condition and (strange or rest):
        return Reading(value, True, Reason.CONDITIONAL, _BOTH)
    if unsure:
        return Reading(value, True, Reason.GUESS, _BOTH)
    weak = value == "yes" and not {"yes", "yep", "yeah", "yup", "ja", "y", "si"} & {token.text for token in tokens}
    if strange and (len(strange) > 2 or not {"yes", "no"} & said or (weak and len(strange) > 1)):
        return Reading(value, True, Reason.EXTRA_WORDS, _BOTH)
    if strange and start > 0:
        return Reading(value, True, Reason.EXTRA_WORDS, _BOTH)
    return Reading(value)


def _from_verbs(tokens: Sequence[Token], strange: Sequence[Token], condition: bool, asked: bool) -> Reading:
    """ "they allow it", "the SPD says it isn't permitted": what a sentence without yes or no says."""
    words = [token.text for token in tokens if token.kind == "word"]
    if not any(word in word_list("yes_no_can") for word in words) and not any(
        word in {"stopped", "removed"} for word in words
    ):
        return NOT_UNDERSTOOD
    if {"work", "works"} & set(words) and {"i", "we", "still"} & set(words):
        return NOT_UNDERSTOOD  # "I still work there"
    if len(strange) > 1 or words[:1] in (
        ["what"],
        ["how"],
        ["why"],
        ["when"],
        ["who"],
        ["where"],
        ["can"],
        ["does"],
        ["is"],
        ["do"],
        ["are"],
    ):
        return NOT_UNDERSTOOD
    negations = sum(word in word_list("yes_no_negations") for word in words)
    strong = (
        any(
            word
            in word_list("yes_no_can")
            - {
                "is",
                "are",
                "was",
                "have",
                "has",
                "had",
                "am",
                "got",
                "get",
                "will",
                "would",
                "does",
                "do",
                "did",
                "can",
            }
            for word in words
        )
        or negations
    )
    if not strong:
        return NOT_UNDERSTOOD
    value = "no" if negations == 1 else "yes"
    doubtful = bool(strange) or condition or asked or negations > 1
    return Reading(
        value,
        doubtful,
        Reason.CONDITIONAL if condition else Reason.GUESS if doubtful else Reason.NONE,
        _BOTH if doubtful else (),
    )
