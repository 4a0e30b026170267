"""How much of what the reader was not written for it reads right. The floors lie below what was measured."""

import pytest

from tests.nlu.scorer import HALVES, cases, dollars_of, score_inputs, score_match, score_messages, total

INPUTS_RIGHT, MATCH_RIGHT, MESSAGES_RIGHT, WRONG = 0.97, 0.92, 0.95, 0.01


@pytest.mark.parametrize("half", HALVES)
def test_inputs_are_read_right(half: str) -> None:
    score = total(score_inputs(cases(half)["inputs"]))
    assert score.share_right >= INPUTS_RIGHT, "\n".join(score.lines)
    assert score.share_wrong < WRONG, "\n".join(score.lines)


@pytest.mark.parametrize("half", HALVES)
def test_match_formulas_are_read_right_to_the_dollar(half: str) -> None:
    score = score_match(cases(half)["match"])
    assert score.share_right >= MATCH_RIGHT, "\n".join(score.lines)
    assert score.share_wrong < WRONG, "\n".join(score.lines)


@pytest.mark.parametrize("half", HALVES)
def test_whole_messages_are_read_right_slot_by_slot(half: str) -> None:
    score = score_messages(cases(half)["messages"])
    assert score.share_right >= MESSAGES_RIGHT, "\n".join(score.lines)
    assert score.share_wrong < WRONG, "\n".join(score.lines)


@pytest.mark.parametrize("half", HALVES)
def test_the_dollars_of_each_case_are_those_of_its_formula(half: str) -> None:
    told = [row for row in cases(half)["match"] if "formula" in row]
    assert told
    assert [row["text"] for row in told if dollars_of(row["formula"]) != row["dollars"]] == []
