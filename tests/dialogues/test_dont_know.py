"""Who does not know an answer is told, at every question of every flow, what is assumed or what to do."""

import pytest

from bot.app import dialogue
from dialogue.events import Said
from dialogue.state import State
from flows.session import Session
from tests.conversation import TODAY, Talk
from tests.walker import dead_end, reached

SAID = (
    "idk",
    "no idea",
    "not sure",
    "dunno",
    "no clue",
    "can't say",
    "haven't a clue",
    "skip",
    "I'd have to check",
    "?",
)
RUNS = 1500  # at most, to come by every question of one flow


def _values(session: Session) -> dict[str, object]:
    return {slot: fact.value for slot, fact in session.case.items()}


@pytest.mark.parametrize("flow", sorted(dialogue().domain.flows))
def test_not_knowing_is_answered_at_every_question(flow: str) -> None:
    for node, session in reached(flow, RUNS).items():
        state = State(dialogue().domain, session, TODAY)
        if state.question is None or state.question.again or session.pending is not None:
            continue
        for said in SAID:
            talk = Talk(session=session)
            turn = talk.send(Said(said))
            where = f"{said!r} at {flow}/{node}: {talk.text}"
            before, after = _values(session), _values(talk.session)
            changed = {slot for slot in after if slot not in before or after[slot] != before[slot]}
            assert changed <= {state.question.slot}, where
            assert talk.session.misses == session.misses, where
            assert talk.session.pending is None, where
            assert talk.session.frames[-1].flow == flow, where
            assert not dead_end(turn, TODAY), where
            if changed:
                _is_an_answer_of_who_does_not_know(state, after[state.question.slot], where)
            else:
                assert len(talk.text.splitlines()) > 1, where


def _is_an_answer_of_who_does_not_know(state: State, value: object, where: str) -> None:
    slot = state.question.slot if state.question is not None else ""
    options = _options(state)
    unsure = value in options and {"dont know", "i don't know", "i dont know", "not sure"} & set(options[str(value)])
    assert value in (None, "unknown") or unsure, f"{where}: {slot} became {value!r}"


def _options(state: State) -> dict[str, tuple[str, ...]]:
    assert state.flow is not None
    assert state.question is not None
    return {key: one.also for key, one in state.domain.asking(state.flow.id, state.question).options.items()}
