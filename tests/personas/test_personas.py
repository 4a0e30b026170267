"""Whole conversations of people with facts, a goal and a manner: how many get there, and with what in the case.

The floors lie a little below what is measured (docs/understanding.md); `python -m bench.personas` prints the table and,
with `--show`, a conversation. A test that falls below one says which conversations went wrong.
"""

from collections.abc import Sequence

import pytest

from tests.personas.oracle import expected, same
from tests.personas.people import GOALS, MANNERS, person
from tests.personas.player import Played, play
from tests.personas.score import reported, score
from tests.personas.wordings import NEXT_BEST, Told, of_fact, wordings

SEEDS = (0,)


@pytest.fixture(scope="module")
def played() -> Sequence[Played]:
    return [play(person(goal, manner, seed)) for goal in GOALS for manner in MANNERS for seed in SEEDS]


def test_most_people_reach_their_goal_with_nothing_wrong_or_missing(played: Sequence[Played]) -> None:
    found = score(played)
    assert found.good >= 0.76 * found.talks, reported(played)


def test_hardly_anybody_sees_dollars_that_are_not_right(played: Sequence[Played]) -> None:
    found = score(played)
    assert found.wrong_dollars <= 0.09 * found.talks, reported(played)


def test_few_cases_hold_something_that_nobody_told(played: Sequence[Played]) -> None:
    found = score(played)
    assert found.wrong <= 0.18 * found.talks, reported(played)


def test_a_question_in_between_never_changes_the_case(played: Sequence[Played]) -> None:
    swallowed = [mark for one in played for mark in one.marks if mark.kind == "ask" and mark.became == "swallowed"]
    assert not swallowed


def test_what_was_told_is_seldom_asked_again(played: Sequence[Played]) -> None:
    found = score(played)
    assert found.asked_twice <= 1.9 * found.talks
    assert found.messages <= 14 * found.talks


def test_a_person_is_the_same_each_time() -> None:
    assert person("room", "long story", 3) == person("room", "long story", 3)
    first, again = (play(person("room", "long story", 3)) for _ in range(2))
    assert first.lines == again.lines


@pytest.mark.parametrize("goal", GOALS)
def test_there_is_a_right_outcome_and_a_wording_for_every_fact(goal: str) -> None:
    for manner in MANNERS:
        for seed in range(20):
            one = person(goal, manner, seed)
            for stage in one.stages:
                outcome, _ = expected(one, stage, stage.facts)
                assert outcome
                assert all(of_fact(fact, "answer") for fact in stage.facts.values() if fact.value is not None)


def test_every_formula_differs_from_the_others() -> None:
    formulas = [one["means"] for one in wordings("matches")]
    for one in formulas:
        assert [other for other in formulas if same("match", other, one)] == [one]
        assert all(of_fact(Told("match", one), register) for register in NEXT_BEST if register not in {"correct"})
