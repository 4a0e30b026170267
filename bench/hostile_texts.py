"""How long one message may hold the bot: `python -m bench.hostile_texts [SECONDS]`, for texts of 4,096 characters.

With SECONDS an attacker tries for so long: it mixes words of the lexicons, numbers and marks, and changes again what
was slowest so far, in each state and for each rule that answers.
"""

# ruff: noqa: S311 - a bench may throw dice

import random
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from bot.app import dialogue
from dialogue.events import Said
from flows.session import Session
from tests.conversation import TODAY
from tests.dialogue.hostile_texts import EVOLVED, LONGEST, REPEATED, hostile, repeated, states

SHOWN = 8
LEXICON = Path("nlu/lexicon")
MARKS = (
    *("1", "24,500", "$24,500", "50%", "3.5%", "2026", "42", "12/31", "1/2/2026", "jan 3", "hundred thousand", "24k"),
    *("6 to 8", "1-1", "½", "first", "-5", "$", "%", "up to 6%", "50% of", "or", "next", "(", "((", ")", "'", '"', "?"),
    *(",", ";", "\n", "- ", "/", "|", ":", "<b>", "&amp;", "é", "a", "i", "my", "not", "match", "pay", "after tax"),
    *("each paycheck", "wife", "last year", "what if", "instead of", "sorry", "remind me", "tomorrow", "converted"),
    *("at my old job", "fidelity", "texas", "max", "so far", "hr said", "also", "how much", "why"),
)
SIZES = (300, 590, 610, 1200, 2000, 3990, LONGEST)
KEPT = 4  # of the slowest, for each rule and state
MOST_PIECES = 8
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a text is made: its pieces by turns or by `dice`, with `joint` behind each, until it is `size` long."""

    pieces: tuple[str, ...]
    size: int
    joint: str
    dice: int | None = None

    def text(self) -> str:
        """The text."""
        if self.dice is None:
            return repeated("".join(piece + self.joint for piece in self.pieces) or " ", self.size)
        dice, made = random.Random(self.dice), ""
        while len(made) < self.size:
            made += (dice.choice(self.pieces) + self.joint) * dice.choice((1, 1, 2, 30)) or " "
        return made[: self.size]


@dataclass(frozen=True, slots=True)
class Took:
    """How many seconds of processor time the step of a text took, in which state, and which rule answered."""

    seconds: float
    state: str
    text: str
    rule: str


def took(kept: Mapping[str, Session], state: str, text: str) -> Took:
    """One step, the quicker of two where it is slow."""
    best = float("inf")
    rule = ""
    for _ in range(2):
        start = time.process_time()
        rule = dialogue().step(kept[state], Said(text), TODAY).labels.rule
        best = min(best, time.process_time() - start)
        if best < 0.01:
            break
    return Took(best, state, text, rule)


def words() -> list[str]:
    """The words and phrases of the lexicons."""

    def within(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for name, one in value.items():
                yield str(name)
                yield from within(one)
        elif isinstance(value, list):
            for one in value:
                yield from within(one)
        elif isinstance(value, str):
            yield value

    found = {one for file in LEXICON.rglob("*.yaml") for one in within(yaml.safe_load(file.read_text("utf-8")))}
    return sorted(one for one in found if len(one) < LONGEST_WORD)


def attack(seconds: float, seed: int = 1) -> list[Took]:
    """The slowest texts that were found in `seconds`."""
    dice, kept, lexicon = random.Random(seed), states(), words()
    slowest: dict[tuple[str, str], list[tuple[Took, Recipe]]] = {}
    give_up = time.monotonic() + seconds

    def piece() -> str:
        return dice.choice(dice.choice((lexicon, MARKS, MARKS, REPEATED)))

    def fresh() -> Recipe:
        pieces = tuple(piece() for _ in range(dice.choice((1, 1, 2, 2, 3, 4, 6))))
        return Recipe(pieces, dice.choice(SIZES), dice.choice((" ", " ", "", ", ", ". ", "\n")))

    def changed(one: Recipe) -> Recipe:
        place = dice.randrange(len(one.pieces))
        match dice.randrange(5):
            case 0:
                return replace(one, pieces=(*one.pieces[:place], piece(), *one.pieces[place + 1 :]))
            case 1 if len(one.pieces) < MOST_PIECES:
                return replace(one, pieces=(*one.pieces[:place], piece(), *one.pieces[place:]))
            case 2 if len(one.pieces) > 1:
                return replace(one, pieces=(*one.pieces[:place], *one.pieces[place + 1 :]))
            case 3:
                return replace(one, size=dice.choice(SIZES))
            case _:
                return replace(one, dice=dice.choice((None, dice.randrange(1000))))

    while time.monotonic() < give_up:
        pool = sorted((one for found in slowest.values() for one in found), key=lambda one: -one[0].seconds)[:40]
        recipe, state = fresh(), dice.choice(list(kept))
        if pool and dice.random() < 0.7:
            known, before = dice.choice(pool)
            recipe, state = changed(before), known.state
        one = took(kept, state, recipe.text())
        found = slowest.setdefault((one.rule, one.state), [])
        found.append((one, recipe))
        found.sort(key=lambda each: -each[0].seconds)
        del found[KEPT:]
    return [one for found in slowest.values() for one, _ in found]


def main() -> int:
    """Prints the slowest of the repeated, the mixed and the evolved texts, each in every state."""
    kept = states()
    took(kept, "nothing open", "my match is 50% up to 6%")
    texts = [*(repeated(unit, size) for unit in REPEATED for size in (590, LONGEST)), *hostile(200), *EVOLVED]
    times = [took(kept, state, text) for text in texts for state in kept]
    if len(sys.argv) > 1:
        times += attack(float(sys.argv[1]))
    times.sort(key=lambda one: -one.seconds)
    middle, worst = times[len(times) // 2].seconds, times[0].seconds
    print(f"{len(times)} texts: median {middle * 1e3:.1f} ms, slowest {worst * 1e3:.0f} ms of processor time")
    for one in times[:SHOWN]:
        print(f"  {one.seconds * 1e3:6.1f} ms  {one.state}, {len(one.text)} characters, {one.text[:24]!r}: {one.rule}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
