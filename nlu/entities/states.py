"""Reads a US state, by name or by its postal letters."""

import re
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.entities.reading import NOT_UNDERSTOOD, Choice, Context, Reading, Reason, asks
from nlu.entities.text import clean
from nlu.lexicon import exact, load, word_list

_LEAD = re.compile(
    r"""^(?:(?:well|hi|um|uh|so|ok|okay|currently|now|actually|right\ now)[\s,]+)*
    (?:i'?m|i\ am|i|we|we're|we\ are|it's|its|(?:(?:my|the)\ )?state\ is|state)?\s*
    (?:(?:currently|now|moved|just)\ )*
    (?:(?:a\ )?resident\ of|(?:living|live|reside|based|located|work|working)\ in|from|in|to|at|of)?\s*
    (?:the\ )?(?:great\ )?(?:state\ of\ )?""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = re.compile(
    r"""[\s,]*(?:resident|usa|us|u\.s\.a?\.?|united\ states|state|please|now|currently|since\ \d{4}|for\ now|here)?
    [\s.!,]*$""",
    re.IGNORECASE | re.VERBOSE,
)


@cache
def states() -> dict[str, str]:
    """The names of the states by their postal letters."""
    return {code: names.split(";")[0] for code, names in load("states").items()}


def read_state(text: str, context: Context) -> Reading:
    """Reads `text` as the two postal letters of a US state, or DC or PR."""
    del context
    plain = " ".join(clean(text).split())
    if len(plain) > 80:
        return NOT_UNDERSTOOD
    bare = plain.rstrip("?!. ")
    after_comma = bare.rpartition(",")[2].strip()
    if "," in bare and after_comma.isupper() and after_comma in states():
        return Reading(after_comma)
    for candidate in (bare, _TAIL.sub("", _LEAD.sub("", bare, count=1)), _TAIL.sub("", bare)):
        code, sure = _lookup(candidate)
        if code is None:
            continue
        if not sure or plain.endswith("?"):
            return Reading(code, True, Reason.GUESS, (Choice(states()[code], code),))
        return Reading(code)
    return _several(bare)


def _several(bare: str) -> Reading:
    """Two states, or one said twice: "New York, NY"."""
    pieces = re.split(r"\s+(?:and|or)\s+|[,/&]\s*", bare)
    codes = [code for piece in pieces if (code := _lookup(_LEAD.sub("", piece, count=1))[0])]
    if len(codes) < 2:
        return NOT_UNDERSTOOD
    if len(set(codes)) == 1:
        return Reading(codes[0])
    return asks(Reason.TWO_READINGS, *(Choice(states()[code], code) for code in dict.fromkeys(codes)))


def _lookup(words: str) -> tuple[str | None, bool]:
    """The state that `words` name, and whether that is sure; a city or a misspelling is not."""
    said = words.strip(" .,'\"")
    low = said.lower()
    if len(low) == 2 and low.upper() in states():
        return low.upper(), said.isupper() or low not in word_list("plain_words")
    for one in (low, f"{low}."):
        if one in _names():
            return _names()[one], True
    if low in exact("cities"):
        return exact("cities")[low], False
    if len(low) >= 5:
        allowed = 1 if len(low) < 8 else 2
        best = process.extractOne(low, _names().keys(), scorer=OSA.distance, score_cutoff=allowed)
        if best and len(best[0]) >= 4:
            return _names()[best[0]], False
    return None, False


@cache
def _names() -> dict[str, str]:
    return {name.lower(): code for name, code in exact("states").items()}


def state_named(words: str) -> str | None:
    """The code of the state that `words` name without doubt; None otherwise."""
    code, sure = _lookup(words)
    return code if sure else None
