"""What each passage says on each feature: the learned leaning, with the votes and vetoes of the rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.plan_features import FEATURES, Feature
from nlu.plans import vocabulary as v
from nlu.plans.clauses import Clause
from nlu.plans.looks import Window
from nlu.plans.model import Leaning, PlanModel
from nlu.plans.passages import Passage
from nlu.plans.statements import Says, Statement
from nlu.plans.vocabulary import has
from nlu.plans.wording import without_other_after_tax

VOTE = {3: 1.0, 2: 0.7, 1: 0.4}
FROM: Mapping[tuple[Feature, Says], float] = {}
T = {"yes": 0.1, "no": 0.0}
LONG = 40


def windows_of(passage: Passage) -> Iterator[Window]:
    over = " ".join(passage.headings[:2])
    lead = passage.lead
    text = f"{lead.rstrip(':')}: {passage.text}" if lead and len(lead.split()) < LONG else passage.text
    yield Window(text, over, passage.chosen)
    if passage.before and not lead and has(v.ANAPHOR, passage.text):
        yield Window(f"{passage.before} {passage.text}", over, passage.chosen)


def judge(passage: Passage, clauses: Sequence[Clause], votes: Sequence[Statement], model: PlanModel) -> Iterator[Statement]:
    if passage.kind == "question":
        return
    leanings = [model.leanings(window) for window in windows_of(passage)]
    for feature in FEATURES:
        found = max((one[feature] for one in leanings), key=lambda one: max(one.yes, one.no))
        said = [s for s in votes if s.feature == feature]
        yield from (s for s in said if s.says not in ("yes", "no"))
        yes = found.yes + max((VOTE[s.strength] for s in said if s.says == "yes"), default=0)
        no = found.no + max((VOTE[s.strength] for s in said if s.says == "no"), default=0)
        says: Says = "yes" if yes > no else "no"
        score = max(yes, no)
        if score <= T[says]:
            continue
        backed = [s for s in said if s.says == says]
        if backed:
            yield replace(max(backed, key=lambda s: s.strength), score=score)
            continue
        now = [c for c in clauses if not c.not_now]
        if passage.kind == "heading" or (says == "yes" and not now):
            continue
        if passage.chosen is False:
            continue
        effective = max((c.effective for c in clauses if c.effective), default=None)
        closed = feature == "after_tax" and says == "no" and any(has(v.CLOSED, c.text) for c in clauses)
        yield Statement(feature, says, 0, passage, effective, closed, score)
