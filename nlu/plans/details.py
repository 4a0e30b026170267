"""What else a document says that bears on the way: how often, fees, minimums, match, true-up, vesting, spillover."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from core.match import MatchFormula
from nlu.entities.reading import Context
from nlu.match.formula import read_match
from nlu.plans import vocabulary as v
from nlu.plans.findings import Detail, Evidence
from nlu.plans.passages import Passage
from nlu.plans.vocabulary import has

_OFTEN = (
    r"\b(?:once|twice|one|two|three|four|six|twelve|\d+)(?: times?| conversions?)? (?:a|an|per|each|every"
    r"|in (?:any|a|each))\b"
    r"|\b(?:daily|weekly|monthly|quarterly|annually)\b|\b(?:each|every|per) (?:day|week|month|quarter|pay"
    r"|payroll)|\bany ?time\b"
    r"|\bas often as\b"
)
_MONEY = r"\$ ?\d"
_PATTERNS: Mapping[Detail, tuple[str, ...]] = {
    "fees": (
        r"\b(?:fees?|charges?|charged|costs?)\b",
        rf"{v.CONVERT}|{v.WITHDRAW}|\bconver",
        rf"{_MONEY}|\bno\b|\bfree\b",
    ),
    "minimum": (r"\bminimum\b|\bat least\b|\bnot less than\b", rf"{v.CONVERT}|{v.WITHDRAW}|\bconver", _MONEY),
    "true_up": (r"\btrue[- ]?(?:up|ed)\b",),
    "vesting": (r"\bvest(?:s|ed|ing)?\b", r"\bimmediate|\balways\b|100 ?%|\byears?\b"),
    "spillover": (r"\bspill|\b(?:continue|switch|change|roll|redirect)\w*\b[^.;]{0,40}\b(?:as|to) after-tax",),
}


def details_in(passages: Iterable[Passage], today: date | None = None) -> dict[Detail, Evidence]:
    """The details that `passages` state, each with the first words that state it; the match where `today` is known."""
    found: dict[Detail, Evidence] = {}
    context = Context(today) if today else None
    for passage in passages:
        if passage.kind in ("question", "heading") or passage.chosen is False:
            continue
        near = f"{passage.lead} {passage.text} {' '.join(passage.headings[:1])}"
        evidence = Evidence(passage.quote, passage.page)
        converts = has(rf"{v.CONVERT}|\bconver", near)
        if converts and has(_OFTEN, passage.text) and not has(v.WITHDRAW, passage.text):
            found.setdefault("how_often", evidence)
        for detail, patterns in _PATTERNS.items():
            own, *others = patterns
            if detail not in found and has(own, passage.text) and all(has(pattern, near) for pattern in others):
                found[detail] = evidence
        if "match" not in found and context and _states_match(passage, context):
            found["match"] = evidence
    return found


def _states_match(passage: Passage, context: Context) -> bool:
    if not re.search(r"\bmatch", passage.text) or not re.search(r"\d ?(?:%|percent)|\$ ?\d", passage.text):
        return False
    return isinstance(read_match(passage.quote, context).value, MatchFormula)
