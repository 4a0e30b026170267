"""From the statements of a document to one finding for each feature."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from core.plan_features import Feature
from nlu.plans.findings import Evidence, Finding, Verdict
from nlu.plans.statements import IMPLIED, LEARNED, SPECIFIC, Statement
from nlu.plans.vocabulary import AFTER_TAX, has

_MAY_HANG_ON_AGE: Final = ("in_plan_conversion", "in_service_distribution")
_HALF: Final = Decimal("59.5")
_AGE: Final = re.compile(r"\b59half\b|\bage (?:of )?(5\d|6\d|7\d)\b")
# "At that age or any other": no age makes it a yes.
_EVEN_THEN: Final = r"\b(?:or any other|not even|even (?:at|after|from|once)|regardless|whatever)\b|\bat any age\b"
_PLAIN: Final = 0.5  # a score from which a letter says something
_CLEAR: Final = 0.5  # how much surer one side must be, or the two disagree
_DOUBTFUL: Final = 0.5  # a score up to which words that seem outright are not
_CLEAR_BY_RULE: Final = 0.2  # the same, where the surer side is in words that a rule knows and the other is not


def verdict(feature: Feature, statements: Sequence[Statement], today: date | None = None) -> Finding:
    """What the statements on `feature` come to; the evidence is the best passage, then the others that say the same.

    A later effective date beats an earlier one and none at all; words that close an account to new money beat those
    that opened it; then the clearly surer statement wins. Two that are about as sure, or outright, leave the feature
    not stated, with both as evidence. What takes effect after `today` does not count yet.
    """
    said = [s for s in statements if s.feature == feature and s.says in ("yes", "no") and _in_force(s, today)]
    if any(s.feature == feature and s.says == "other_money" for s in statements):
        # Where the document lists the money that may be converted, a general word does not widen the list.
        said = [s for s in said if not (s.says == "yes" and s.strength <= IMPLIED and not s.after_tax)]
    dated = [s.effective for s in said if s.effective]
    if dated and {s.says for s in said} == {"yes", "no"}:
        latest = max(dated)
        said = [s for s in said if s.effective == latest]
    said = list(_of_the_latest_letter(said))
    said.sort(key=lambda s: -s.score)
    yes, no = [s for s in said if s.says == "yes"], [s for s in said if s.says == "no"]
    if any(s.passage.chosen for s in yes):
        # Beside a checked box the empty ones say nothing, unless they name the money.
        no = [s for s in no if s.passage.chosen is not False or has(AFTER_TAX, s.passage.text)]
    if yes and no:
        closing = [s for s in no if s.closed]
        left_out = [s for s in no if s.passage.chosen is False and has(AFTER_TAX, s.passage.text)]
        if left_out and not any(s.after_tax for s in yes):
            return _finding(feature, "no", left_out)  # among the kinds of money to be chosen, this one was not
        if closing:
            yes, no = [], closing
        elif yes[0].strength == SPECIFIC and no[0].strength <= IMPLIED and yes[0].score > no[0].score - _CLEAR:
            no = []
        elif not _clear(yes[0], no[0]):
            return Finding("not_stated", (_evidence(yes[0]), _evidence(no[0])))
    if not yes and not no:
        return Finding()
    decided: Verdict = "yes" if not no or (yes and yes[0].score > no[0].score) else "no"
    return _finding(feature, decided, yes if decided == "yes" else no)


def _finding(feature: Feature, decided: Verdict, deciding: Sequence[Statement]) -> Finding:
    # Words that tell by themselves what they are about are better to be shown than an answer or a line of a list.
    shown = sorted(deciding, key=lambda s: (not s.by_itself, -s.score))
    evidence = tuple(dict.fromkeys(_evidence(s) for s in shown))
    from_age = _from_age(deciding) if decided == "no" and feature in _MAY_HANG_ON_AGE else None
    return Finding(decided, evidence, from_age, deciding[0].effective or deciding[0].passage.written)


def _from_age(denials: Sequence[Statement]) -> Decimal | None:
    """The age from which what is denied is allowed: the one in the surest passage that names one."""
    for statement in denials:
        ages = [_HALF if m[0] == "59half" else Decimal(m[1]) for m in _AGE.finditer(statement.passage.text)]
        if ages and not re.search(_EVEN_THEN, statement.passage.text):
            return min(ages)
    return None


def _of_the_latest_letter(said: Sequence[Statement]) -> Sequence[Statement]:
    """Of letters in one file that contradict each other, what the latest says that says anything plainly."""
    written = sorted({s.passage.written for s in said if s.passage.written and s.score >= _PLAIN}, reverse=True)
    if len(written) < 2 or {s.says for s in said} != {"yes", "no"}:
        return said
    return [s for s in said if s.passage.written == written[0]]


def _clear(one: Statement, other: Statement) -> bool:
    """Whether the surer of two statements is clearly surer."""
    surer, less_sure = (one, other) if one.score > other.score else (other, one)
    if surer.strength == less_sure.strength == SPECIFIC and less_sure.score > _DOUBTFUL:
        return False
    least = _CLEAR_BY_RULE if surer.strength > LEARNED == less_sure.strength else _CLEAR
    return surer.score - less_sure.score >= least


def _in_force(statement: Statement, today: date | None) -> bool:
    return today is None or statement.effective is None or statement.effective <= today


def _evidence(statement: Statement) -> Evidence:
    return Evidence(statement.passage.quote, statement.passage.page)
