"""Several figures to be tried one after the other ("for 300, 350 and 500", "a cap of 10%, then 15"), told apart."""

import re
from typing import Final

from nlu.entities.text import clean

_LONGEST: Final = 300  # characters
_MOST: Final = 4
_THOUSAND: Final = 1000
_FIGURE: Final = r"\$?\d[\d,]*(?:\.\d+)? ?(?:k\b|%|percent\b|pct\b|grand\b|thousand\b)?"
_AND: Final = (
    r"(?:[\s,;.]*(?:,|;|\bvs\.?|\bversus\b|\band then\b|\band\b|\bthen\b|\bor\b|/|\.)\s*)"
    r"(?:(?:and|or|then|also|maybe|even|suppose|say|at|for|with|try|what about|how about"
    r"|if it (?:is|was|were))\s+){0,3}"
)
_LIST: Final = re.compile(
    rf"(?<![\w.,$])(?<!up to )(?<!first ){_FIGURE}(?:{_AND}{_FIGURE}){{1,3}}"
    r"(?![\w%]|[.,]\d| ?(?:up to|of the|of my|on the)\b)",
    re.IGNORECASE,
)
# A second figure that is only named at the end: "what is it on 130k of pay, and then with 170?"
_AT_END: Final = re.compile(
    rf"^(?P<before>\D*)(?P<one>{_FIGURE})(?P<between>[^\d$]+?)[\s,;.]*\b(?:and|or|vs\.?|versus|then) "
    r"(?:(?:also|then|again|what about|what of|what if|how about|if it (?:is|was|were)|say|at|with|for|it'?s|its) )+"
    rf"(?P<two>{_FIGURE})\W*$",
    re.IGNORECASE,
)
_ONE: Final = re.compile(_FIGURE, re.IGNORECASE)
_UNIT: Final = re.compile(r"(?:k|%|percent|pct|grand|thousand)$", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+$")


# "What would I get if it was 0? and if it was 9,000": "it" is what is being asked for.
_IF_IT: Final = re.compile(
    r"\bif (?:it|that)(?:'?s| is| was| were| would be| had been|'?d be) (?:like |about |only |just |maybe )?"
    r"(?P<said>[^?.!;]{1,40}?)(?=\s*(?:[?!;]|[.,](?!\d)|$|,? (?:and|or|vs|versus|then)\b))",
    re.IGNORECASE,
)
_PRETENDED: Final = re.compile(
    r"\b(?:(?:let'?s |just )?(?:pretend|suppose|assume|imagine|say)(?: (?:it'?s|it is|it was|it were|that))?"
    r"|(?:it )?(?:could|might|may) be)(?: (?:like|about|only|just))* "
    r"(?P<said>\$?\d[\d,]*(?:\.\d+)? ?(?:k\b|%|percent\b|grand\b|thousand\b)?)"
    r"(?=\s*(?:[?!;]|[.,](?!\d)|$|,? (?:and|or|vs|versus|then)\b))",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d[\d,.]*")


def answers_tried(text: str) -> tuple[str, ...]:
    """The answers to the open question of which `text` asks what each would give; empty where it tells more figures."""
    said = clean(text)
    if len(said) > _LONGEST:
        return ()
    found = [one["said"].strip() for pattern in (_IF_IT, _PRETENDED) for one in pattern.finditer(said)]
    if any(one.lower().endswith(("k", "thousand", "grand")) for one in found):  # "suppose 8k, or suppose 11"
        found = [f"{one}k" if one.isdigit() and int(one) < _THOUSAND else one for one in found]
    figures = sum(len(_DIGITS.findall(one)) for one in found)
    return tuple(found) if len(found) <= _MOST and figures == len(_DIGITS.findall(said)) else ()


def alternatives(text: str) -> tuple[str, ...]:
    """`text` once for each of the figures that it lists to be tried; empty where it lists none, or two kinds of them.

    A unit that stands only behind the last figure, or only behind the first, counts for all.
    """
    said = clean(text)
    if len(said) > _LONGEST:
        return ()
    found = _LIST.search(said)
    if found is None:
        return _named_at_end(said)
    if _LIST.search(said, found.end()) is not None:
        return ()
    if _THOUSANDS.fullmatch(found[0].strip().lstrip("$")):
        return ()  # one figure with its commas
    figures = [one.strip(" ,.") for one in _ONE.findall(found[0])]
    units = {behind[0].lower() for one in figures if (behind := _UNIT.search(one)) is not None}
    if len(units) > 1 or not 2 <= len(figures) <= _MOST or len(set(figures)) < len(figures):
        return ()
    unit = units.pop() if units else ""
    whole = [one if not unit or _UNIT.search(one) else f"{one}{'' if unit == '%' else ' '}{unit}" for one in figures]
    return tuple(f"{said[: found.start()]}{one}{said[found.end() :]}" for one in whole)


def _named_at_end(said: str) -> tuple[str, ...]:
    """`said` up to its second figure, once for each of the two; empty where no second one is only named at the end."""
    found = _AT_END.match(said)
    if found is None:
        return ()
    first, second = found["one"].strip(), found["two"].strip()
    unit = _UNIT.search(first)
    if unit is not None and _UNIT.search(second) is None:
        second += unit[0]
    ways = tuple(f"{found['before']}{one} {found['between'].strip()}".strip() for one in (first, second))
    return ways if first != second else ()
