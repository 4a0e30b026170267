"""How long one message may hold the bot: `python -m bench.hostile_texts`, for texts of 4,096 characters."""

import sys
import time

from bot.app import dialogue
from dialogue.events import Said
from tests.conversation import TODAY
from tests.dialogue.hostile_texts import REPEATED, hostile, repeated, states

SHOWN = 8


def main() -> int:
    """Prints the slowest of the repeated and the mixed texts, each in every state."""
    talk, times = dialogue(), []
    kept = states()
    for text in [*(repeated(unit, size) for unit in REPEATED for size in (590, 4096)), *hostile(200)]:
        for name, session in kept.items():
            start = time.process_time()
            turn = talk.step(session, Said(text), TODAY)
            times.append((time.process_time() - start, name, len(text), text[:24], turn.labels.rule))
    times.sort(reverse=True)
    middle = times[len(times) // 2][0]
    print(f"{len(times)} texts: median {middle * 1e3:.1f} ms, slowest {times[0][0] * 1e3:.0f} ms of processor time")
    for seconds, name, size, head, rule in times[:SHOWN]:
        print(f"  {seconds * 1e3:6.1f} ms  {name}, {size} characters, {head!r}: {rule}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
