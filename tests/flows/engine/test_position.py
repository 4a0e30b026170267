from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from flows.engine.flow import REVIEW, Flow, Outcome, Question, ask, assume, is_, make_flow, then, when
from flows.engine.position import Position, known_ahead, locate, outcome_with
from flows.engine.results import Shown
from flows.session import Fact, Frame

DAY = date(2026, 11, 24)


def show(_: object) -> Shown:
    return Shown()


def flow() -> Flow:
    return make_flow(
        "test",
        ask("a", when(is_("a", "short"), "end"), then("b")),
        ask("b", then("extra")),
        assume("extra", "none", then("end")),
        Outcome("end", show),
    )


def facts(**values: Any) -> Mapping[str, Fact]:
    return {slot: Fact(value, str(value), DAY) for slot, value in values.items()}


def at(position: Position) -> str:
    return position.node.name if position.node is not None else REVIEW


def test_only_accepted_answers_move_the_position() -> None:
    assert at(locate(flow(), Frame("test"), facts(a="x", b="y"))) == "a"
    assert at(locate(flow(), Frame("test", ("a",)), facts(a="x", b="y"))) == "b"


def test_the_review_stands_before_the_outcome_until_it_is_accepted() -> None:
    frame = Frame("test", ("a", "b"))
    assert at(locate(flow(), frame, facts(a="x", b="y"))) == REVIEW
    assert at(locate(flow(), Frame("test", ("a", "b", REVIEW)), facts(a="x", b="y"))) == "end"


def test_an_answer_off_the_new_path_is_kept_but_does_not_count() -> None:
    position = locate(flow(), Frame("test", ("a", "b")), facts(a="short", b="y"))
    assert at(position) == REVIEW
    assert "b" not in position.answers


def test_an_assumed_answer_counts_without_being_asked_and_is_marked() -> None:
    position = locate(flow(), Frame("test", ("a", "b")), facts(a="x", b="y"))
    assert position.answers["extra"] == "none"
    assert position.assumed == {"extra"}


def test_an_assumed_slot_that_is_known_from_before_is_not_silently_assumed() -> None:
    position = locate(flow(), Frame("test", ("a", "b")), facts(a="x", b="y", extra="told"))
    assert at(position) == "extra"
    assert known_ahead(flow(), Frame("test", ("a", "b")), facts(a="x", b="y", extra="told")) == ("extra",)


def test_what_is_known_ahead_follows_the_path_of_the_known_answers() -> None:
    assert known_ahead(flow(), Frame("test"), facts(a="x", b="y")) == ("a", "b")
    assert known_ahead(flow(), Frame("test"), facts(a="short", b="y")) == ("a",)
    assert known_ahead(flow(), Frame("test"), facts(b="y")) == ()


def test_changing_an_answer_asks_it_again_and_keeps_the_rest() -> None:
    position = locate(flow(), Frame("test", ("a", "b"), asking="a"), facts(a="x", b="y"))
    assert isinstance(position.node, Question)
    assert at(position) == "a"
    assert position.changing
    assert position.answers["b"] == "y"


def test_a_flow_that_grew_a_question_asks_only_that_one() -> None:
    grown = make_flow(
        "test",
        ask("a", then("new")),
        ask("new", then("b")),
        ask("b", then("end")),
        Outcome("end", show),
    )
    frame, known = Frame("test", ("a", "b")), facts(a="x", b="y")
    assert at(locate(grown, frame, known)) == "new"
    assert at(locate(grown, Frame("test", ("a", "b", "new")), {**known, **facts(new="z")})) == REVIEW


def test_the_outcome_of_supposed_answers_needs_no_review() -> None:
    outcome, answers = outcome_with(flow(), frozenset({"a", "b"}), facts(a="x", b="y"))
    assert outcome is not None
    assert answers["b"] == "y"
    assert outcome_with(flow(), frozenset({"a"}), facts(a="x", b="y"))[0] is None


@pytest.mark.parametrize(
    ("accepted", "known", "done", "total"),
    [
        ((), {}, 0, 2),
        ((), {"b": "y"}, 1, 2),
        (("a",), {"a": "x"}, 1, 2),
        ((), {"a": "short"}, 1, 1),
    ],
    ids=[
        "nothing is answered",
        "the second was told ahead",
        "the first is answered",
        "the only one was told ahead",
    ],
)
def test_what_was_told_ahead_is_counted_as_answered_from_the_start(
    accepted: tuple[str, ...], known: dict[str, str], done: int, total: int
) -> None:
    position = locate(flow(), Frame("test", accepted), facts(**known))
    assert (position.done, position.total) == (done, total)
