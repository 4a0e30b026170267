"""How well and how fast the reader reads: `python -m bench.reading`; `--wrong` lists what is not read right."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.commands.understand import known_names
from nlu.readers import Context, read, read_message
from tests.nlu.scorer import (
    AS_OF,
    HALVES,
    Json,
    Score,
    cases,
    score_inputs,
    score_match,
    score_messages,
    total,
)

ROUNDS = 5
Input = TypeVar("Input")


def main(arguments: list[str]) -> int:
    """Prints the figures of both halves of the unseen inputs, then the time that an input takes."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what is not read right")
    options = parser.parse_args(arguments)
    for half in HALVES:
        rows = cases(half)
        for name, score in (
            ("inputs", total(score_inputs(rows["inputs"]))),
            ("match formulas", score_match(rows["match"])),
            ("slots of whole messages", score_messages(rows["messages"])),
        ):
            _print(half, name, score, wrong=options.wrong)
    _print_times(cases(HALVES[0]))
    return 0


def _print(half: str, name: str, score: Score, *, wrong: bool) -> None:
    figures = f"{score.right}/{score.count} right ({score.share_right:.1%}), {score.share_wrong:.1%} wrong unasked"
    print(f"{half}: {name}: {figures}")
    if wrong:
        print("".join(f"  {line}\n" for line in score.lines), end="")


def _print_times(rows: dict[str, list[Json]]) -> None:
    context = Context(AS_OF)
    employers, providers = known_names()
    answers = _times([(row["slot"], row["text"]) for row in rows["inputs"]], lambda one: read(one[0], one[1], context))
    formulas = _times([row["text"] for row in rows["match"]], lambda one: read("match", one, context))
    messages = _times(
        [row["text"] for row in rows["messages"]], lambda one: read_message(one, context, employers, providers)
    )
    for name, times in (("answer", answers), ("match formula", formulas), ("whole message", messages)):
        middle, late = times[len(times) // 2] * 1e6, times[len(times) * 95 // 100] * 1e6
        print(f"{name}: median {middle:.0f} µs, 95 of 100 within {late:.0f} µs")


def _times(inputs: Iterable[Input], reading: Callable[[Input], object]) -> list[float]:
    """The best of some rounds for each input, sorted, in seconds."""
    found = []
    for one in inputs:
        rounds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            reading(one)
            rounds.append(time.perf_counter() - start)
        found.append(min(rounds))
    return sorted(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
