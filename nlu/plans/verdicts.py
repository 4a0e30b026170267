"""From the statements of a document to one finding for each feature."""

from collections.abc import Sequence
from datetime import date

from core.plan_features import Feature
from nlu.plans.findings import Evidence, Finding, Verdict
from nlu.plans.statements import IMPLIED, Statement


CLEAR = 0.8


def verdict(feature: Feature, statements: Sequence[Statement], today: date | None = None) -> Finding:
    """What the statements on `feature` come to.

    A later effective date beats an earlier one and none at all; then the more specific statement beats the general; two
    equals that contradict each other leave the feature not stated, with both as evidence. What takes effect after
    `today` does not count yet.
    """
    said = [s for s in statements if s.feature == feature and s.says in ("yes", "no") and _in_force(s, today)]
    other = any(s.feature == feature and s.says == "other_money" for s in statements)
    if other:
        # Where the document lists the money that may be converted, a general word does not widen the list.
        said = [s for s in said if not (s.says == "yes" and s.strength == IMPLIED)]
    dated = [s.effective for s in said if s.effective]
    if dated and {s.says for s in said} == {"yes", "no"}:
        latest = max(dated)
        said = [s for s in said if s.effective == latest]
    if not said:
        return Finding()
    best = sorted(said, key=lambda s: -s.score)
    yes, no = [s for s in best if s.says == "yes"], [s for s in best if s.says == "no"]
    if yes and no:
        closing = [s for s in no if s.closed]
        if not closing:
            if abs(yes[0].score - no[0].score) > CLEAR:
                return Finding("yes" if yes[0].score > no[0].score else "no", (_evidence(best[0]),))
            return Finding("not_stated", (_evidence(yes[0]), _evidence(no[0])))
        yes, no = [], closing
    decided: Verdict = "yes" if yes else "no"
    return Finding(decided, tuple(dict.fromkeys(_evidence(s) for s in yes or no)))


def _in_force(statement: Statement, today: date | None) -> bool:
    return today is None or statement.effective is None or statement.effective <= today


def _evidence(statement: Statement) -> Evidence:
    return Evidence(statement.passage.quote, statement.passage.page)
