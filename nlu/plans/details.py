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


# "25% of pay, our match included" is no formula of a match.
_NO_FORMULA = (
    r"\b(?:including|includes?|plus|minus|less|counting|with|after|before) (?:our|the|your|company|any"
    r"|employer)(?: company)? match"
    r"|\b(?:not|never) (?:be )?matched\b|\bunmatched\b|\bno match\b|\bmatch (?:included|excluded)\b"
)
_GOES_ON = r"^\W*(?:and |then |the |that is,? |namely,? )*(?:first|next|\d+(?:\.\d+)? ?%)[^.]*\d ?%"
_OWN_MONEY_VESTED = (
    r"\bin (?:their|your|his or her|his|all|own)(?: own| employee)? (?:employee "
    r"|own )?(?:contributions|money|savings|deferrals)\b"
)
_EMPLOYER = r"\bmatch|\bcompany\b|\bemployer\b|\bfirm\b"


def details_in(passages: Iterable[Passage], today: date | None = None) -> dict[Detail, Evidence]:
    """The details that `passages` state, each with the first words that state it; the match where `today` is known."""
    found: dict[Detail, Evidence] = {}
    context = Context(today) if today else None
    every = list(passages)
    for passage, following in zip(every, [*every[1:], None], strict=False):
        if passage.kind in ("question", "heading") or passage.chosen is False or passage.quote.isupper():
            continue
        near = f"{passage.lead} {passage.text} {' '.join(passage.headings[:1])}"
        evidence = Evidence(passage.quote, passage.page)
        converts = has(rf"{v.CONVERT}|\bconver", near)
        if converts and has(_OFTEN, passage.text) and not has(v.WITHDRAW, passage.text):
            found.setdefault("how_often", evidence)
        for detail, patterns in _PATTERNS.items():
            own, *others = patterns
            if detail == "vesting" and has(_OWN_MONEY_VESTED, passage.text) and not has(_EMPLOYER, passage.text):
                continue
            if detail not in found and has(own, passage.text) and all(has(pattern, near) for pattern in others):
                found[detail] = evidence
        if "match" not in found and context and (words := _match_in(passage, following, context)):
            found["match"] = Evidence(words, passage.page)
    return found


def _match_in(passage: Passage, following: Passage | None, context: Context) -> str:
    """The words of `passage` that state the match, with those of the sentence that goes on about it; "" if none do."""
    if not re.search(r"\bmatch", passage.text) or not re.search(r"\d ?(?:%|percent)|\$ ?\d", passage.text):
        return ""
    if has(_NO_FORMULA, passage.text):
        return ""
    goes_on = following is not None and has(_GOES_ON, following.text) and not re.search(r"\bmatch", following.text)
    words = f"{passage.quote} {following.quote}" if goes_on and following is not None else passage.quote
    return words if isinstance(read_match(words, context).value, MatchFormula) else ""
