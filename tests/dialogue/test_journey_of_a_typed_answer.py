"""A typed plain answer goes a short way through the dialogue: few modules, none of them twice."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import dialogue as package
from bot.app import dialogue
from dialogue.events import Said
from flows.session import Session
from tests.conversation import TODAY

ROOM = Path(package.__path__[0])
MOST_MODULES = 8
# What is handed on from one module to the next: to ask such a value is not to enter its module anew.
VALUES = {"Domain", "State", "Heard", "Reply"}


def module_of(frame: FrameType) -> str:
    """The module of the dialogue that `frame` runs in; empty for any other."""
    path = Path(frame.f_code.co_filename)
    return str(path.relative_to(ROOM).with_suffix("")) if path.is_relative_to(ROOM) else ""


class Trace:
    """Every module of the dialogue that a turn runs in, and each function that one module calls of another."""

    def __init__(self) -> None:
        self.modules: set[str] = set()
        self.entered: list[tuple[str, str]] = []

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        here = module_of(frame) if event == "call" else ""
        if not here:
            return
        self.modules.add(here)
        caller = frame.f_back
        while caller is not None and not module_of(caller):
            caller = caller.f_back
        function = frame.f_code.co_qualname if sys.version_info >= (3, 11) else frame.f_code.co_name
        if (caller is None or module_of(caller) != here) and function.partition(".")[0] not in VALUES:
            self.entered.append((here, function))


def traced(answers: Sequence[str]) -> Trace:
    """The way of the last of `answers`, each to the question that the one before leads to."""
    session = Session()
    for text in answers[:-1]:
        session = dialogue().step(session, Said(text), TODAY).session
    dialogue().step(session, Said(answers[-1]), TODAY)  # what is put together once is there from now on
    trace = Trace()
    sys.setprofile(trace)
    try:
        turn = dialogue().step(session, Said(answers[-1]), TODAY)
    finally:
        sys.setprofile(None)
    assert turn.labels.rule == "plain answer"
    return trace


ANSWERS = {
    "an age": ("/capacity", "2026", "42"),
    "an age with its unit": ("/capacity", "2026", "42 years"),
    "pay": ("/capacity", "2026", "42", "400k"),
    "pay in dollars a year": ("/capacity", "2026", "42", "$400,000 a year"),
    "the most that may be deferred": ("/capacity", "2026", "42", "400k", "max"),
    "a match formula": ("/capacity", "2026", "42", "400k", "max", "50% up to 6%"),
    "a no": ("/capacity", "2026", "42", "400k", "max", "50% up to 6%", "none"),
    "an employer": ("/eligibility", "Acme"),
    "a yes": ("/eligibility", "Acme", "401k", "yep"),
    "an answer left open": ("/eligibility", "Acme", "401k", "skip"),
    "an answer that nobody knows": ("/eligibility", "Acme", "401k", "idk"),
}


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS.keys())
def test_a_plain_answer_runs_in_eight_modules_at_most(answers: Sequence[str]) -> None:
    modules = traced(answers).modules
    assert len(modules) <= MOST_MODULES, sorted(modules)


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS.keys())
def test_a_plain_answer_enters_no_module_twice(answers: Sequence[str]) -> None:
    entered = Counter(module for module, _ in traced(answers).entered)
    assert max(entered.values()) == 1, traced(answers).entered
