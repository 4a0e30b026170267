"""How well it reads documents that the rules were not tuned on."""

import pytest

from core.plan_features import FEATURES, Feature
from tests.nlu.plans.documents import Document, documents, read

HELD_OUT = documents("held_out")


def test_there_are_enough_of_them_to_measure() -> None:
    assert len(HELD_OUT) >= 25


@pytest.mark.parametrize("feature", FEATURES)
def test_it_reads_most_of_them_right(feature: Feature) -> None:
    right = [read(one.pages).of(feature).verdict == one.verdict(feature) for one in HELD_OUT]
    assert sum(right) / len(right) >= 0.92


@pytest.mark.parametrize("document", HELD_OUT, ids=lambda document: document.name)
def test_it_never_says_yes_where_the_words_do_not(document: Document) -> None:
    found = read(document.pages)
    said = {feature for feature in FEATURES if found.of(feature).verdict == "yes"}
    assert said <= {feature for feature in FEATURES if document.verdict(feature) == "yes"}
