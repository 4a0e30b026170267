"""Goes through the dialogue at random, many times: `python -m bench.steps [RUNS]`.

Prints how fast it goes, what went wrong, and how much of the flows was seen.
"""

import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass

from bot.app import dialogue
from dialogue.events import Said
from tests.walker import Broken, Walk, reached

RUNS, STEPS = 2000, 200
ROUNDS = 1500  # runs at most to come by every node of one flow
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Run:
    """One random run: its steps, the nodes it came by, and what went wrong, if anything."""

    steps: int
    seen: frozenset[tuple[str, str]]
    failure: str


def run(seed: int) -> Run:
    """One run of `STEPS` steps, repeatable by its seed."""
    one = Walk(seed)
    failure = ""
    try:
        one.take(Said("/start"))
        one.go(STEPS)
    except Broken as broken:
        failure = str(broken)
    except Exception as error:
        # Something else than a step, a look whether a screen leads on for example; it ends this run and no other.
        where = traceback.extract_tb(error.__traceback__)[-1]
        failure = f"seed {seed}: {error!r} in {where.name} ({where.filename}:{where.lineno}) after {one.trail[-12:]}"
    return Run(len(one.trail), frozenset(one.seen), failure)


def report(runs: Iterable[Run], seconds: float) -> int:
    """Print what came of `runs`; 1 if one of them failed or a node cannot be come to, else 0."""
    runs = list(runs)
    steps = sum(one.steps for one in runs)
    failures = [one.failure for one in runs if one.failure]
    seen = {place for one in runs for place in one.seen}
    print(f"{len(runs)} runs, {steps} steps in {seconds:.1f} s: {steps / seconds:,.0f} steps a second")
    print(f"{len(failures)} failures")
    for failure in failures[:MOST_SHOWN]:
        print(f"  {failure}")
    lost = False
    for flow, declared in dialogue().domain.flows.items():
        nodes = set(declared.nodes)
        wandered = {node for name, node in seen if name == flow} & nodes
        aimed = wandered if wandered == nodes else wandered | (reached(flow, ROUNDS).keys() & nodes)
        lost = lost or aimed != nodes
        never = f", never: {', '.join(sorted(nodes - aimed))}" if aimed != nodes else ""
        print(f"{flow:18}{len(wandered):4} of {len(nodes)} nodes by chance, {len(aimed)} when looked for{never}")
    return int(bool(failures) or lost)


def main() -> int:
    """Run on every processor, and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    dialogue()  # read and learnt once, before the processes part
    began = time.perf_counter()
    with multiprocessing.Pool(os.cpu_count()) as pool:
        done = pool.map(run, range(runs), chunksize=10)
    return report(done, time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
