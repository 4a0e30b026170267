"""Own words at every choice of every flow: never a wrong answer taken, and four in five understood or asked about."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.app import dialogue
from dialogue.events import Said
from dialogue.state import State
from flows.session import Session
from tests.conversation import TODAY, Talk
from tests.walker import reached

WORDS: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "dialogue" / "own_words.yaml").read_text(encoding="utf-8")
)
RUNS = 1500  # at most, to come by every question of one flow
LEAVES_OPEN = {None, "unknown", "unsure"}
UNDERSTOOD = 0.8


def _places() -> Iterator[tuple[str, Session]]:
    """Each question of `WORDS` with a session in which it is open."""
    left = set(WORDS)
    for flow in sorted(dialogue().domain.flows):
        for session in reached(flow, RUNS).values():
            state = State(dialogue().domain, session, TODAY)
            slot = state.question.slot if state.question is not None else ""
            if slot in left and session.pending is None and not state.known_from_before:
                left.discard(slot)
                yield slot, session
    assert not left, f"no flow comes to {left}"


def _heard(session: Session, slot: str, option: str, said: str) -> tuple[str, Any]:
    """What became of `said`, meant as `option`: "right", "asked", "wrong" or "other", and what was taken."""
    talk = Talk(session=session)
    talk.send(Said(said))
    before, after = session.case.get(slot), talk.session.case.get(slot)
    several = dialogue().domain.slots[slot].kind == "choices"
    wanted: Any = [option] if several else option
    draft, pending = talk.session.notes.draft, talk.session.pending
    if pending is not None:
        values = [one.value for one in pending.readings]
        return ("asked" if wanted in values else "other"), values
    if several and draft is not None and draft.slot == slot:
        return ("right" if list(draft.chosen) == wanted else "wrong"), draft.chosen
    if after is None or after is before:
        return "other", None
    if after.value == wanted or (option in LEAVES_OPEN and after.value in LEAVES_OPEN):
        return "right", after.value
    return ("other" if after.value in LEAVES_OPEN else "wrong"), after.value


def test_own_words_are_understood_or_asked_about_and_never_taken_for_another_answer() -> None:
    found: Counter[str] = Counter()
    wrong = []
    for slot, session in _places():
        for option, ways in WORDS[slot].items():
            for said in ways:
                outcome, value = _heard(session, slot, option, said)
                found[outcome] += 1
                if outcome == "wrong":
                    wrong.append(f"{said!r} at {slot}, meant as {option}, became {value!r}")
    assert not wrong, "\n".join(wrong)
    assert found["right"] + found["asked"] >= UNDERSTOOD * found.total(), found
