import pytest

from flows.engine.answers import Answers
from flows.engine.drawing import mermaid
from flows.engine.flow import FlowError, Outcome, ask, assume, is_, make_flow, then, when
from flows.engine.results import Shown


def show(_: object) -> Shown:
    return Shown()


END = Outcome("end", show)


@pytest.mark.parametrize(
    ("nodes", "problem"),
    [
        ((ask("age"), END), "without a condition"),
        ((ask("age", when(is_("age", 1), "end")), END), "without a condition"),
        ((ask("age", then("end"), then("end")), END), "could never be taken"),
        ((ask("age", then("nowhere")), END), "not there"),
        ((ask("age", then("end")), END, Outcome("lost", show)), "no answer leads to lost"),
        ((ask("age", then("pay")), ask("pay", then("age"))), "leads back to itself"),
        ((ask("age", then("end")), END, Outcome("end", show)), "same name"),
    ],
    ids=[
        "a question without branches",
        "a question whose last branch has a condition",
        "a branch after an unconditional one",
        "a branch to a node that is not there",
        "a node that no answer leads to",
        "a circle",
        "two nodes of one name",
    ],
)
def test_a_flow_that_would_leave_somebody_stuck_is_refused(nodes: tuple[object, ...], problem: str) -> None:
    with pytest.raises(FlowError, match=problem):
        make_flow("test", *nodes)  # type: ignore[arg-type]


def test_the_first_branch_whose_condition_holds_is_taken() -> None:
    flow = make_flow(
        "test",
        ask("age", when(is_("age", 1, 2), "young"), when(is_("age", 2), "never"), then("end")),
        Outcome("young", show),
        Outcome("never", show),
        END,
    )
    assert flow.next("age", Answers({"age": 2})) == "young"
    assert flow.next("age", Answers({"age": 3})) == "end"


def test_a_trigger_leaves_nothing_behind_in_the_shared_machine() -> None:
    flow = make_flow("test", ask("age", then("end")), END)
    for _ in range(3):
        flow.next("age", Answers({"age": 3}))
    assert flow.machine.models == []


def test_the_usual_number_of_questions_leaves_out_the_assumed_ones() -> None:
    flow = make_flow(
        "test",
        ask("age", then("pay")),
        assume("pay", 0, when(is_("pay", 1), "more"), then("end")),
        ask("more", then("end")),
        END,
    )
    assert flow.usual["age"] == 1
    assert flow.usual["more"] == 1


def test_a_flow_is_drawn_with_every_node_and_condition() -> None:
    flow = make_flow("test", ask("age", when(is_("age", 1), "young"), then("end")), Outcome("young", show), END)
    drawn = mermaid(flow)
    assert 'state "age" as age' in drawn
    assert "age --> young: age is 1" in drawn
    assert "age --> end: otherwise" in drawn
