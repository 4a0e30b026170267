"""What each passage says on each feature: the learned leaning, the votes of the rules, the vetoes of the guards."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.plan_features import FEATURES, Feature
from nlu.plans import vocabulary as v
from nlu.plans.answers import status
from nlu.plans.clauses import Clause
from nlu.plans.guards import bears_on, outvoted, vetoed
from nlu.plans.model import Leaning, PlanModel, Window
from nlu.plans.money import money_of
from nlu.plans.passages import Passage
from nlu.plans.roth import is_pair
from nlu.plans.statements import IMPLIED, LEARNED, Says, Statement
from nlu.plans.vocabulary import has

# How much a rule's statement counts beside the leaning, by its strength.
_VOTES: dict[int, float] = {3: 2.0, 2: 1.5, 1: 1.0}
_NO_TO_TAKING_OUT: dict[int, float] = {3: 1.9, 2: 1.3, 1: 1.2}  # the rules know the least about it
_EMPTY_BOX: Final = 1.2
_UNCHOSEN: Final = -0.8
_OF_NEW_MONEY: Final = -2.0
_PAIR: Final = -0.5
_UNCHOSEN_AT_MOST: Final = 0.6
_COMES_IN: Final = 2.7  # what is converted as it comes in still comes in
_WITH_ROTH: Final = 1.2  # at most, where Roth money is named beside the after-tax money
# From which score on a passage counts: with a rule behind it, and by what was learned alone.
_BACKED: dict[Says, float] = {"yes": 0.1, "no": 0.0}
# The latter as hands tell that taught nothing: where a lower one finds much and hardly ever says a wrong yes.
_ALONE: dict[tuple[Feature, Says], float] = {
    ("after_tax", "yes"): 0.2,
    ("after_tax", "no"): 0.1,
    ("in_plan_conversion", "yes"): 0.25,
    ("in_plan_conversion", "no"): 0.1,
    ("in_service_distribution", "yes"): 0.1,
    ("in_service_distribution", "no"): 0.1,
    ("automatic_conversion", "yes"): 0.1,
    ("automatic_conversion", "no"): 0.1,
}
_SPECIFIC_MONEY: Final = 0.3  # for naming the after-tax money
_NEAR: Final = -1.5  # from which a passage is shown as near, where a feature is not stated
_APART: Final = r"\bnon-roth|\bnot roth|\bvoluntary|\bnon-?deductible|\bin addition|\balso\b|\bconver|\bin-plan"
_LONGEST_LEAD: Final = 40  # words
_LONGEST_AMOUNT: Final = 8  # words
# What takes up the sentence before: "It may be …", "you can roll it over"; not "their accounts".
_GOES_ON: Final = (
    r"^\W*(?:[\w'-]+,? ){0,4}?(?:these|those|this|such|that|they|it|both|neither)\b|\b(?:it|them"
    r"|these|those|either|doing so|do so)\b"
)
_SHORT: Final = 4  # words that need their heading to be understood


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that bears on `feature` and settles nothing; `score` is how near it comes."""

    feature: Feature
    score: float
    passage: Passage


def judge(
    passage: Passage, clauses: Sequence[Clause], votes: Sequence[Statement], model: PlanModel
) -> Iterator[Statement | Near]:
    """What `passage` says. `clauses` are its parts, `votes` what the rules take them to say; scores may be compared."""
    if passage.kind == "question":
        return
    leanings = [model.leanings(window) for window in windows_of(passage)]
    named = any(money_of(clause).after_tax for clause in clauses)
    for feature in FEATURES:
        by_itself = bears_on(feature, replace(passage, lead=""))
        said = [s for s in votes if s.feature == feature and not outvoted(feature, s.says, passage)]
        yield from (s for s in said if s.says not in ("yes", "no"))
        strongest = max((s.strength for s in said), default=0)
        said = [s for s in said if s.strength >= strongest - 1]  # an aside decides nothing beside plain words
        leaning = max((one[feature] for one in leanings), key=lambda one: max(one.yes, one.no))
        if feature == "after_tax" and is_pair(passage.text):
            # By itself such a pair may mean Roth, so that passages teach that it says nothing: the rules decide.
            leaning = Leaning(max(leaning.yes, _PAIR), min(leaning.no, 0.0))
        if feature == "after_tax" and any(s.strength == IMPLIED and s.says == "yes" for s in said):
            # Passages teach that words on conversions are none on contributions; a rule knows that new money comes in.
            leaning = Leaning(max(leaning.yes, _OF_NEW_MONEY), min(leaning.no, 0.0))
        if passage.chosen is False:
            # The words are those of what nobody chose.
            leaning = Leaning(min(leaning.yes, 0.0), min(max(leaning.no, _UNCHOSEN), _UNCHOSEN_AT_MOST))
            if all(money_of(clause).other_only for clause in clauses):
                said = []
        if feature == "in_service_distribution" and status(passage.text) == "yes" and not has(v.ONLY, passage.text):
            # One event of several upon which money is paid: the others may be open to the younger.
            leaning = Leaning(leaning.yes, min(leaning.no, 0.0))
        says, score = _sum(leaning, said)
        sure = score + (_SPECIFIC_MONEY if named else 0.0)
        backed = [s for s in said if s.says == says]
        if backed and score > _BACKED[says]:
            strongest_one = max(backed, key=lambda s: s.strength)
            yield replace(strongest_one, score=sure, after_tax=named, by_itself=by_itself)
        elif (
            score > _ALONE[feature, says]
            and passage.kind != "heading"
            and not _barred(feature, says, passage, clauses, max(leaning.yes, leaning.no))
        ):
            effective = max((c.effective for c in clauses if c.effective), default=None)
            closed = feature == "after_tax" and says == "no" and any(has(v.CLOSED, c.text) for c in clauses)
            yield Statement(feature, says, LEARNED, passage, effective, closed, sure, named, by_itself)
        elif score > _NEAR and passage.kind != "heading" and bears_on(feature, passage):
            yield Near(feature, score, passage)


def _barred(feature: Feature, says: Says, passage: Passage, clauses: Sequence[Clause], leaning: float) -> bool:
    return outvoted(feature, says, passage) or vetoed(feature, says, passage, clauses, leaning)


def windows_of(passage: Passage) -> Iterator[Window]:
    """What is looked at: `passage` with the words that lead to it, and with the sentence that it points back to."""
    over, lead = " ".join(passage.headings[:2]), passage.lead
    if not lead and passage.headings and (len(passage.text.split()) <= _SHORT or _is_amount(passage.text)):
        lead = passage.headings[0]
    led = lead and len(lead.split()) < _LONGEST_LEAD
    yield Window(f"{lead.rstrip(':')}: {passage.text}" if led else passage.text, over, passage.chosen)
    if passage.before and not lead and has(_GOES_ON, passage.text):
        yield Window(f"{passage.before} {passage.text}", over, passage.chosen)


def _is_amount(text: str) -> bool:
    return re.match(r"(?:up to |between |from )?\$? ?\d", text) is not None and len(text.split()) <= _LONGEST_AMOUNT


def _sum(leaning: Leaning, votes: Sequence[Statement]) -> tuple[Says, float]:
    """The likelier of yes and no, and how likely."""
    for_yes = max((_vote(s) for s in votes if s.says == "yes"), default=0.0)
    for_no = max((_vote(s) for s in votes if s.says == "no"), default=0.0)
    yes, no = leaning.yes + for_yes - for_no, leaning.no + for_no - for_yes
    return ("yes", yes) if yes > no else ("no", no)


def _vote(statement: Statement) -> float:
    passage, says = statement.passage, statement.says
    if passage.chosen is False:
        return _EMPTY_BOX
    if statement.feature == "in_service_distribution" and says == "no":
        return _NO_TO_TAKING_OUT[statement.strength]
    if statement.feature == "after_tax" and says == "yes":
        if statement.strength == IMPLIED:
            return _COMES_IN
        if has(r"\broth\b", passage.text) and not has(_APART, passage.text):
            return min(_WITH_ROTH, _VOTES[statement.strength])
    return _VOTES[statement.strength]
