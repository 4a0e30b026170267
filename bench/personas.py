"""Plays people with facts, a goal and a manner to the end: `python -m bench.personas [SEEDS] [--goal G] [--manner M]`.

Prints by goal and by manner how many reach their goal with the right dollars and nothing wrong or missing in the case.
`--first N` begins at that seed, `--failures` lists why the others do not, `--show` prints their conversations.
"""

import argparse
import multiprocessing
import os
from collections.abc import Callable, Sequence

from bot.app import dialogue, plans
from tests.personas.people import GOALS, MANNERS, person
from tests.personas.player import Played, play
from tests.personas.score import Score, reported, score

SEEDS = 5
HEAD = "talks   good  goal  wrong $  wrong  missing  asked twice  in vain  messages"


def one(which: tuple[str, str, int]) -> Played:
    """The conversation of the person of that goal, manner and seed."""
    return play(person(*which))


def _row(found: Score) -> str:
    each = found.talks or 1
    return (
        f"{found.talks:5}{found.good / each:7.0%}{found.reached / each:6.0%}{found.wrong_dollars / each:9.0%}"
        f"{found.wrong / each:7.0%}{found.missing / each:9.0%}{found.asked_twice / each:13.1f}"
        f"{found.in_vain / each:9.1f}{found.messages / each:10.1f}"
    )


def _table(played: Sequence[Played], names: Sequence[str], of: Callable[[Played], str]) -> None:
    for name in names:
        talks = [one for one in played if of(one) == name]
        if talks:
            print(f"{name:18}{_row(score(talks))}")


def report(played: Sequence[Played]) -> None:
    """Print the tables of `played`, and what became of each fact, wish and question."""
    print(f"{'':18}{HEAD}")
    _table(played, GOALS, lambda one: one.person.goal)
    print()
    _table(played, MANNERS, lambda one: one.person.manner)
    found = score(played)
    print(f"\n{'all':18}{_row(found)}")
    for kind, counts in (("facts", found.facts), ("wishes", found.wishes), ("questions", found.asks)):
        total = sum(counts.values()) or 1
        print(f"{kind}: " + ", ".join(f"{name} {count} ({count / total:.0%})" for name, count in counts.most_common()))


def main() -> int:
    """Play on every processor, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.personas")
    parser.add_argument("seeds", nargs="?", type=int, default=SEEDS, help="how many people of each goal and manner")
    parser.add_argument("--goal", choices=GOALS)
    parser.add_argument("--manner", choices=MANNERS)
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the first seed")
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--show", action="store_true")
    told = parser.parse_args()
    dialogue(), plans()  # read and learnt once, before the processes part
    which = [
        (goal, manner, seed)
        for goal in ([told.goal] if told.goal else GOALS)
        for manner in ([told.manner] if told.manner else MANNERS)
        for seed in range(told.first, told.first + told.seeds)
    ]
    with multiprocessing.Pool(os.cpu_count()) as pool:
        played = pool.map(one, which, chunksize=5)
    report(played)
    if told.failures:
        print("\n" + reported(played))
    if told.show:
        for talk in played:
            if not talk.good:
                print(f"\n=== {talk.person.name} {talk.stopped}", *talk.lines, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
