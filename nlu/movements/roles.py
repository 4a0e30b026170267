"""What a number is in a movement: what moved, own money in it, growth, a sum to date, or another."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from nlu.entities.tokens import Token

Role = Literal["main", "own", "growth", "to_date", "other"]
_FLAGS = re.IGNORECASE
GROWTH_WORDS: Final = r"growth|earnings?|gains?|interest"
_OWN_AFTER: Final = re.compile(
    r"^(?:(?:of|in|it|that|this|which|them|was|were|is|are|all|being|my|own|the|came|from) )*"
    r"(?:mine|hers|his(?= *(?:$|[,.;]))|basis|contributions?(?! (?:after|to|in)\b)|own(?: money)?|after tax money|"
    r"principal)\b",
)
_OWN_BEFORE: Final = re.compile(
    r"(?:\b(?:basis|mine|own(?: part| money)?|principal|contributions? (?:in it|of it|part)|my contributions?|"
    r"just (?:the )?contributions?|only (?:the )?contributions?|contributions? only))"
    r"(?: (?:of|is|was|were|in it|it|my|the|being|part))*\W*$"
)
GROWTH: Final = r"(?:growth|earnings?|gains?|taxable(?: amount| part)?|interest|profits?|appreciation)"
_GROWTH_AFTER: Final = re.compile(
    rf"^(?:(?:of|in|it|that|which|was|were|is|are|the|being|bucks|dollars|untaxed) )*(?:{GROWTH})\b"
)
_GROWTH_BEFORE: Final = re.compile(rf"\b{GROWTH}(?: (?:of|is|was|were|in it|the|about|like|around|maybe|only))*\W*$")
_INTO_AFTER_TAX: Final = re.compile(r"^(?:(?:for|to|into|in|of|as|the|my) )*after ?tax\b")
_WHOLE_BEFORE: Final = re.compile(r"\b(?:out of(?: the)?|of(?: the| my)|instead of|rather than|of)\W*$")
_OTHER_BEFORE: Final = re.compile(
    r"\b(?:pay|salary|salaries|earn|earning|earned|make|making|income|bonus|wages?|match(?:ed|es)?|limit|room|cap|"
    r"balance|value|worth|account|fees?|rent|mortgage|withh?e?ld|withholding|(?<!after )tax(?:es)?|left|"
    r"(?<!the )remaining|of the|deferral|deferred|pre ?tax|plan holds|gross pay|price|cost|net(?: of)?)"
    r"(?: (?:is|was|of|at|are|to|now|me|us|by|about|on|conversion|day|still))*\W*$"
)
_OTHER_AFTER: Final = re.compile(
    r"^(?:(?:of|in|from|the|my|a|per|is|was) )*(?:pay|salary|income|match|withheld|withholding|limit|room|balance|"
    r"left|remaining|stayed|a year|per year|annually|pre ?tax|deferral|hours?|shares?|employer|percent|in tax|"
    r"gross|net|"
    r"after (?:the )?(?:withholding|taxes)|in hand)\b"
)
_STAYED: Final = re.compile(r"\b(?:stayed|left behind|remained|remains)\b")
_TOTAL_BEFORE: Final = re.compile(r"\b(?:total|altogether|in all)(?: (?:of|is|was|now))*\W*$")
_TO_DATE_BEFORE: Final = re.compile(
    r"\b(?:ytd|year to date|so far|to date)(?: (?:is|now|of|was|after tax|amount))*\W*$"
)
_TO_DATE_AFTER: Final = re.compile(r"^(?:(?:after|tax|is|now|the) )*(?:ytd|year to date|so far|to date)\b")
# "another 600 went in, so 3,600": what the year comes to by now.
_COMES_TO: Final = re.compile(r"\b(?:so|(?:that |which )?makes?(?: it| that)?|bring(?:s|ing) (?:it|me|us) to)\W*$")
_ENDS: Final = re.compile(r"(?:(?:then|now|yes|ok|okay|please|thanks) ?)*")  # nothing more is told
_THIS_ONE_BEFORE: Final = re.compile(r"\b(?:current|this period|this check|this time|this paycheck)\W*$")
PLUS: Final = re.compile(r"(?:\+|\bplus|\band) ?\$?$")


def role_of(tokens: Sequence[Token], place: int, text: str, count: int) -> Role:
    """What the number at `place` is, from the words beside it within its clause."""
    token = tokens[place]
    before, after = words_before(tokens, place), _after(tokens, place)
    led = _GROWTH_BEFORE.search(before) is not None
    following = tokens[place + len(after.split()) + 1] if place + len(after.split()) + 1 < len(tokens) else None
    free = following is None or following.kind != "number" or len(after.split()) > 3
    if _STAYED.search(after):
        return "other"
    if _TO_DATE_BEFORE.search(before) or (free and _TO_DATE_AFTER.search(after)):
        return "to_date"
    if count > 1 and _ENDS.fullmatch(after) and _COMES_TO.search(before):
        return "to_date"
    if _THIS_ONE_BEFORE.search(before):
        return "main" if count == 1 else "other"
    if led:
        return "growth"
    if _OWN_BEFORE.search(before):
        return "own"
    if free and _GROWTH_AFTER.search(after):
        return "growth"
    if free and _OWN_AFTER.search(after):
        return "own"
    into = count == 1 and _INTO_AFTER_TAX.search(after) is not None  # "payroll withheld 980 for the after-tax account"
    if not into and (_OTHER_AFTER.search(after) or _OTHER_BEFORE.search(before)):
        return "other"
    if count > 1 and (_WHOLE_BEFORE.search(before) and not before.endswith(("contribution of", "conversion of"))):
        return "other" if _is_whole(before) else "main"
    if count > 1 and _TOTAL_BEFORE.search(before) and "gain" not in text and "earning" not in text:
        return "other"
    if count > 1 and token.value < 100 and PLUS.search(text[: token.start].lower().rstrip()):
        return "growth" if re.search(GROWTH, text, _FLAGS) else "main"
    return "main"


def _is_whole(before: str) -> bool:
    return bool(re.search(r"\b(?:out of|of the|of my|instead of|rather than)(?: the)?\W*$", before)) or bool(
        re.search(r"^of\W*$", before)
    )


def words_before(tokens: Sequence[Token], place: int) -> str:
    words: list[str] = []
    for token in reversed(tokens[max(0, place - 5) : place]):
        if token.kind == "number" or token.text in {".", ";", ",", "(", ")", "+"}:
            break
        words.append(token.text)
    return " ".join(one for one in reversed(words) if one not in {"$", ":", "=", "-", "'"})


def _after(tokens: Sequence[Token], place: int) -> str:
    words: list[str] = []
    for token in tokens[place + 1 : place + 7]:
        if token.kind == "number" or token.text in {".", ";", ",", ":", "(", ")", "+", "-"}:
            break
        words.append(token.text)
    return " ".join(words)
