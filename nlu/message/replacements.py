"""Which amount a text puts in the place of which, however it says so: "5,000 was 500", "20, the 25 was a typo"."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from nlu.entities.guarded import guarded

_FLAGS: Final = re.IGNORECASE


def _amount(name: str) -> str:
    return rf"(?<![\w.,$])(?P<{name}>\$?\d[\d,]{{0,11}}(?:\.\d{{1,2}})?(?: ?(?:k|thousand|grand|%|percent)\b|%)?)"


_OLD: Final = _amount("old")
# A figure for each month or paycheck takes the place of none for the year.
_NEW: Final = _amount("new") + r"(?:ish)?(?![\w%]|[.,]\d| ?(?:a|per|each|every) (?:month|week|check|paycheck|year)|/)"
_WRONG: Final = (
    r"(?:(?:a|all|just|my|completely|plain|the) )*(?:wrong|typo|off|incorrect|mistyped|mistake|slip|misread|outdated"
    r"|not right|too (?:high|low))\b"
)
_SO: Final = (
    r"(?:really |actually |in fact |only |just |more like |closer to |about |around |supposed to be |meant to be )*"
)
_BETWEEN: Final = r"[^.;!?\d$%]"
_TOLD: Final = r"(?:i (?:told|gave|said|wrote|typed|entered|put)(?: you| u| down| in)? )?"
_IT_IS: Final = (
    r"(?:it(?:'?s| is| was| must be| should(?:'?ve| have)? be(?:en)?)|that(?:'?s| is)|make (?:it|that)|really|actually"
    r"|the (?:right|correct|real|true) (?:one|number|figure|amount)(?: is|'s)?|(?:should|must|ought to) be|i meant)"
)
_FRAMES: Final = tuple(
    guarded(pattern, _FLAGS)
    for pattern in (
        rf"(?<!\bat )(?<!\bfor )(?<!\bof )(?<!\bin )(?<!\bover ){_OLD} {_TOLD}(?:was|is|were) {_SO}{_NEW}",
        rf"{_OLD} {_TOLD}(?:should|ought to|must|needs? to|has to|was to)(?:'?ve| have)? (?:be|been|read|say) "
        rf"{_SO}{_NEW}",
        rf"{_OLD} {_TOLD}(?:is|was|'s|are|were) {_WRONG}{_BETWEEN}{{0,30}}[,.;:-] ?(?:(?:and|but|so) )?{_IT_IS} "
        rf"{_SO}{_NEW}",
        rf"{_NEW}(?: is (?:right|correct|the right one))?[,;(. -]{{1,3}}(?:and )?(?:the |that )?{_OLD} "
        rf"{_TOLD}(?:was|is|were) {_WRONG}",
        rf"{_NEW},? (?:btw|by the way|actually|really|though|now),? not {_OLD}",
        rf"{_OLD} (?:becomes|turns into|changes to|goes (?:up |down )?to|is now|->|→|=>) {_SO}{_NEW}",
        rf"(?<!i )(?<!we )(?<!he )(?<!she )(?<!they )\b(?:change|make|bump|raise|lower|correct|switch|turn|move"
        rf"|adjust|update) (?:the |my |that |his |her )?{_OLD}"
        rf" (?:to|into|up to|down to) {_SO}{_NEW}",
    )
)
# "I told you 20,000 pretax, it's really 22,000": the words between say what both are of.
_SAID_BEFORE: Final = guarded(
    rf"\bi(?:'?ve| have)? (?:said|told (?:you|u)|wrote|written|typed|entered|put(?: down)?|gave(?: you| u)?)\b"
    rf"{_BETWEEN}{{0,25}}{_OLD}(?P<between>{_BETWEEN}{{0,25}}?),? (?:but |and )?{_IT_IS} {_SO}{_NEW}",
    _FLAGS,
)
_SLOTS: Final[Mapping[str, str]] = {
    "after_tax_made": "the after tax is", "deferral": "my deferral is", "pay": "my pay is", "age": "I am",
    "profit_sharing": "profit sharing is", "net_profit": "net profit is",
    "other_deferral": "at my other job I deferred",
}  # fmt: skip
_THOUSAND: Final = 1000
_ONE: Final = re.compile(_amount("one") + r"(?![\w%]|[.,]\d)", _FLAGS)
_TWO, _SHORT, _FAR = 2, 110, 3  # amounts; characters of a text that says nothing else; times one amount is another
# Words that only somebody uses who puts a figure right.
_CORRECTS: Final = guarded(
    r"\b(?:wrong|incorrect|(?:isn'?t|not|wasn'?t|aren'?t) (?:right|correct|true)|should(?:'ve)?|ought|meant|scrap"
    r"|scratch"
    r"|forget|whoops|oops|typo|mis\w+|closer to|more like|turns? out|(?:was|were) (?:for )?last year|the portal shows"
    r"|(?:stub|statement|portal|paystub|w-?2) (?:says|shows)|fat.?finger\w*|transposed|swapped digits)\b",
    _FLAGS,
)
# What moved, or is a part of the other amount, takes no place.
_MOVES: Final = guarded(
    r"\b(?:convert\w*|roll\w*|moved|refund\w*|return\w*|left|more|extra|another|of (?:which|that|it)|balance|worth"
    r"|plus|limit|if|per|each|every|matched|bonus)\b",
    _FLAGS,
)
_OF_ANOTHER: Final = re.compile(r"\b(?:hers?|his|she|he|wife|husband|spouse|partner)(?:'?s)?\b", _FLAGS)
_NEAR: Final = 30  # characters in which it is said that the amounts are somebody else's


@dataclass(frozen=True, slots=True)
class Replacement:
    """A `new` amount for an `old` one, in dollars, years or percent as typed, and the characters that say so."""

    old: Decimal
    new: Decimal
    start: int
    end: int


@lru_cache(maxsize=16)  # of one message: it is asked for in several places
def replacements(text: str) -> tuple[Replacement, ...]:
    """The amounts that `text` puts in the place of others, one for each of those."""
    found = [
        Replacement(_value(one["old"]), _value(one["new"]), one.start(), one.end())
        for frame in (*_FRAMES, _SAID_BEFORE)
        for one in frame.finditer(text)
        if _percent(one["old"]) == _percent(one["new"])
    ]
    first: list[Replacement] = []
    for one in sorted(found, key=lambda each: each.start):
        if not first or one.start >= first[-1].end:
            first.append(one)
    return tuple(first)


def replaced_among(text: str, values: Collection[Decimal]) -> Replacement | None:
    """The one amount that `text` puts in the place of one of `values`, by whatever words, where it tells two amounts.

    `values`: dollars or years; in the text they may stand in thousands.
    """
    said = list(_ONE.finditer(text))
    if len(said) != _TWO or len(text) > _SHORT or "?" in text or not _CORRECTS.search(text) or _MOVES.search(text):
        return None
    amounts = [_value(one["one"]) for one in said]
    held = [one in values or one * _THOUSAND in values for one in amounts]
    if sum(held) != 1:
        return None
    old, new = (amounts[0], amounts[1]) if held[0] else (amounts[1], amounts[0])
    alike = 0 < old <= _FAR * new and new <= _FAR * old
    return Replacement(old, new, said[0].start(), said[1].end()) if alike else None


def with_slots_named(text: str, known: Mapping[str, Any]) -> str:
    """`text` with each amount that takes the place of a `known` one told as that slot's, else told once."""
    found = replacements(text) or tuple(filter(None, [replaced_among(text, _values(known))]))
    for one in reversed(found):
        if _OF_ANOTHER.search(text, max(0, one.start - _NEAR), one.end + _NEAR) is not None:
            continue
        slots = [slot for slot in _SLOTS if _is(known.get(slot), one.old)]
        if len(slots) == 1:
            thousands = one.new < _THOUSAND and Decimal(str(known[slots[0]])) != one.old
            new = one.new * _THOUSAND if thousands else one.new
            text = f"{text[: one.start]} {_SLOTS[slots[0]]} {new:,f} {text[one.end :]}"
    return _SAID_BEFORE.sub(lambda one: f"{one['new']} {one['between']}", text)


def replaces_known(text: str, known: Mapping[str, Any]) -> bool:
    """Whether `text` puts another amount in the place of a `known` one, or of one that it says to have told before."""
    held = any(_is(known.get(slot), one.old) for one in replacements(text) for slot in _SLOTS)
    return held or replaced_among(text, _values(known)) is not None or _SAID_BEFORE.search(text) is not None


def _values(known: Mapping[str, Any]) -> set[Decimal]:
    return {Decimal(str(one)) for slot, one in known.items() if slot in _SLOTS and type(one) in {int, float}}


def _is(known: Any, said: Decimal) -> bool:
    if isinstance(known, bool) or not isinstance(known, int | float):
        return False
    return Decimal(str(known)) in {said, said * _THOUSAND}


def _percent(said: str) -> bool:
    return said.rstrip().endswith(("%", "percent"))


def _value(said: str) -> Decimal:
    bare = said.lower().replace(",", "").replace("$", "").strip()
    number = re.match(r"[\d.]+", bare)
    value = Decimal(number[0].rstrip(".")) if number is not None else Decimal(0)
    return value * _THOUSAND if bare.endswith(("k", "thousand", "grand")) else value
