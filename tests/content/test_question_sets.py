"""The question sets that measure the library search are sound: real ids, no question twice, both halves filled."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

QUESTIONS = Path(__file__).parent / "questions"
ARTICLES = Path(__file__).parents[2] / "content" / "en" / "articles"
SETS = ("dev", "held")


def read(name: str) -> list[Any]:
    entries = yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(entries, list)
    return entries


@pytest.fixture(scope="module")
def article_ids() -> set[str]:
    return {path.stem for path in ARTICLES.glob("*.md")}


def test_every_question_names_articles_that_exist(article_ids: set[str]) -> None:
    named = {id_ for entry in read("answerable") for id_ in [entry["answer"], *entry.get("also", [])]}
    assert named - article_ids == set()


def test_the_foreign_questions_say_why_no_article_answers_them() -> None:
    kinds = {"small talk", "other finance", "near miss", "injection", "gibberish", "other language"}
    assert {entry["why"] for entry in read("foreign")} == kinds


def test_each_article_asked_about_has_questions_in_both_halves() -> None:
    counts = Counter((entry["answer"], entry["set"]) for entry in read("answerable"))
    thin = [(id_, half) for id_ in {id_ for id_, _ in counts} for half in SETS if counts[id_, half] < 3]
    assert thin == []


def test_no_question_is_asked_twice() -> None:
    asked = Counter(" ".join(entry["q"].lower().split()) for entry in read("answerable") + read("foreign"))
    assert [question for question, times in asked.items() if times > 1] == []


def test_every_question_is_in_the_dev_or_the_held_half() -> None:
    assert {entry["set"] for entry in read("answerable") + read("foreign")} == set(SETS)


def test_twins_are_pairs_of_different_articles_named_once(article_ids: set[str]) -> None:
    pairs = [frozenset(pair) for pair in read("twins")]
    assert [sorted(pair) for pair in pairs if len(pair) != 2 or not pair <= article_ids] == []
    assert len(pairs) == len(set(pairs))
