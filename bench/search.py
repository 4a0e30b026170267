"""Scores the search on questions that it has not learnt: `python -m bench.search`.

`--held` scores the questions that are kept back until the end, `--fit` prints the rule of relevance anew from questions
left out of the learning, `--wrong` lists what went wrong.
"""

import argparse
import dataclasses
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import yaml

QUESTIONS = Path(__file__).parents[1] / "tests" / "content" / "questions"
FOLDS = 3


def main(arguments: list[str]) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--held", action="store_true", help="the questions kept back, instead of the development set")
    parser.add_argument("--fit", action="store_true", help="fit the rule of relevance")
    parser.add_argument("--wrong", action="store_true", help="list the questions that went wrong")
    options = parser.parse_args(arguments)
    if options.fit:
        return _fit()
    return _score("held" if options.held else "dev", wrong=options.wrong)


def bare(question: str) -> str:
    """The letters and digits of a question, to tell whether an ask says the same."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in question.lower()).split())


def right_answers(question: dict[str, Any], twins: Collection[Collection[str]]) -> set[str]:
    """The articles that count as right for a question of the set."""
    answer = question["answer"]
    return {answer, *question.get("also", ()), *(one for pair in twins if answer in pair for one in pair)}


def _score(which: str, *, wrong: bool) -> int:
    begun = time.perf_counter()
    from bot.app import library, search

    find = search().find
    ready = time.perf_counter() - begun
    learnt = {bare(ask) for article in library().articles.values() for ask in article.front.asks}
    answerable, foreign, twins = (_questions(name) for name in ("answerable", "foreign", "twins"))
    times: list[float] = []
    first = with_twin = among = refused = close = 0
    asked = [question for question in answerable if question["set"] == which]
    chosen = [question for question in asked if bare(question["q"]) not in learnt]
    for question in chosen:
        start = time.perf_counter()
        found = find(question["q"])
        times.append(time.perf_counter() - start)
        right = right_answers(question, twins)
        best = [hit.id for hit in found.alternatives[:3]]
        first += best[:1] == [question["answer"]]
        with_twin += bool(best) and best[0] in right
        among += bool(right & set(best))
        refused += found.answer is None
        close += found.close
        if wrong and (not best or best[0] not in right or found.answer is None):
            print(f"{'refused' if found.answer is None else 'wrong':8} {question['answer']:30} {best} {question['q']}")
    others = [question for question in foreign if question["set"] == which]
    answered = 0
    for question in others:
        start = time.perf_counter()
        found = find(question["q"])
        times.append(time.perf_counter() - start)
        answered += found.answer is not None
        if wrong and found.answer is not None:
            print(f"answered {found.score:.2f} {found.answer:30} {question['q']}")
    count = len(chosen)
    lines = (
        ("questions", f"{count} to answer, {len(others)} foreign, set: {which}"),
        ("left out, being asks", f"{len(asked) - count}"),
        ("right first", f"{first / count:.1%}"),
        ("right or twin first", f"{with_twin / count:.1%}"),
        ("among the first three", f"{among / count:.1%}"),
        ("offered as close", f"{close / count:.1%}"),
        ("wrongly refused", f"{refused / count:.1%}"),
        ("wrongly answered", f"{answered / len(others):.1%}"),
        ("p50, p99", f"{np.quantile(times, 0.5) * 1000:.2f} ms, {np.quantile(times, 0.99) * 1000:.2f} ms"),
        ("library and search ready", f"{ready:.2f} s"),
        ("memory of the process", f"{psutil.Process().memory_info().rss / 2**20:.0f} MiB"),
    )
    for name, value in lines:
        print(f"{name:26}{value}")
    return 0


def _questions(name: str) -> list[Any]:
    with (QUESTIONS / f"{name}.yaml").open(encoding="utf-8") as file:
        loaded: list[Any] = yaml.safe_load(file)
    return loaded


def _fit() -> int:
    from content.library import load
    from content.search.index import foreign_questions
    from content.search.relevance import Measures

    library = load()
    measured = list(_left_out(library, foreign_questions(library.folder)))
    table = np.array([dataclasses.astuple(measures) for measures, _ in measured])
    ours = np.array([own for _, own in measured])
    slopes, level = _logistic(table, ours)
    names = [field.name for field in dataclasses.fields(Measures)]
    fitted = ", ".join(f"{name}={slope:.2f}" for name, slope in zip(names, slopes, strict=True))
    print(f"_SLOPES = Measures({fitted})")
    print(f"_LEVEL = {level:.2f}")
    total = table @ slopes + level
    refused, answered = (total[ours] < 0).mean(), (total[~ours] >= 0).mean()
    print(f"left out: {refused:.1%} of ours refused, {answered:.1%} of foreign answered")
    return 0


def _left_out(library: Any, foreign: tuple[str, ...]) -> Iterator[tuple[Any, bool]]:
    from content.search.finder import Finder
    from content.search.index import build
    from nlu.learning.tokenizer import words

    for fold in range(FOLDS):
        kept = {
            name: dataclasses.replace(
                article,
                front=article.front.model_copy(
                    update={"asks": tuple(ask for at, ask in enumerate(article.front.asks) if at % FOLDS != fold)}
                ),
            )
            for name, article in library.articles.items()
        }
        part = tuple(question for at, question in enumerate(foreign) if at % FOLDS != fold)
        index = build(dataclasses.replace(library, articles=kept), part)
        finder = Finder(index)
        for article in library.articles.values():
            for ask in article.front.asks[fold::FOLDS]:
                yield finder.weigh(ask, words(ask))[1], True
        for question in foreign[fold::FOLDS]:
            if asked := words(question):
                yield finder.weigh(question, asked)[1], False


def _logistic(table: Any, ours: Any) -> tuple[Any, float]:
    # Both kinds weigh the same; Newton's method.
    design = np.hstack([table, np.ones((len(table), 1))])
    share = np.where(ours, 0.5 / ours.sum(), 0.5 / (~ours).sum()) * len(ours)
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (share * (ours - likely)) - weights
        bend = (design.T * (share * likely * (1 - likely))) @ design + np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights[:-1], float(weights[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
