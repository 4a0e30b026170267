"""Documents and sentences by other authors than of the rules: many forms, many ways to seem to say yes."""

from datetime import date
from typing import Any

import pytest
import yaml

from core.plan_features import FEATURES, Feature
from tests.nlu.plans.documents import HERE, documents, read

TODAY = date(2026, 11, 24)
BY_OTHERS = documents("by_other_authors", ("documents.yaml", "once_held_out.yaml"))
SENTENCES: list[Any] = yaml.safe_load((HERE / "by_other_authors" / "sentences.yaml").read_text("utf-8"))
MEANS = {"y": "yes", "n": "no", "-": "not_stated"}
# Learned from other documents than these, it misses some; before it was learned, rules were fitted to all of them.
RIGHT = 0.92
FALSE_YES = 0.02


def test_nearly_all_documents_are_read_whole() -> None:
    missed = [
        one.name
        for one in BY_OTHERS
        if any(read(one.pages, TODAY).of(feature).verdict != one.verdict(feature) for feature in FEATURES)
    ]
    assert len(missed) <= (1 - RIGHT) * len(BY_OTHERS), missed


@pytest.mark.parametrize("feature", FEATURES)
def test_it_seldom_says_yes_where_the_document_does_not(feature: Feature) -> None:
    said = [one for one in BY_OTHERS if read(one.pages, TODAY).of(feature).verdict == "yes"]
    wrong = [one.name for one in said if one.verdict(feature) != "yes"]
    assert len(wrong) <= FALSE_YES * len(BY_OTHERS), wrong


@pytest.mark.parametrize("place", range(len(FEATURES)), ids=FEATURES)
def test_it_says_of_sentences_what_they_say(place: int) -> None:
    found = [(words, read([words], TODAY).of(FEATURES[place]).verdict, MEANS[says[place]]) for words, says in SENTENCES]
    missed = [words for words, said, right in found if said != right]
    false_yes = [words for words, said, right in found if said == "yes" != right]
    assert len(missed) <= 0.03 * len(found), missed
    assert len(false_yes) <= FALSE_YES * len(found), false_yes
