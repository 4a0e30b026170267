"""How fast the command line calculates: `python -m bench.calculations`, 10,000 capacity inputs as JSON lines."""

import json
import random
import subprocess
import sys
import time

INPUTS = 10_000
MATCHES = ("50% up to 6%", "dollar for dollar up to 4%", "100% of the first 3%, then 50% of the next 2%", None)


def inputs(count: int) -> str:
    """`count` different inputs as JSON lines, the same ones at each call."""
    dice = random.Random(1)  # noqa: S311  no secret is made here
    lines = []
    for _ in range(count):
        raw = {
            "age": dice.randint(22, 70),
            "pay": dice.randint(40, 600) * 1000,
            "deferral": dice.choice(["max", 10_000, 20_000, 24_500]),
            "tax_year": dice.choice([2024, 2025, 2026]),
            "match": dice.choice(MATCHES),
            "after_tax_made": dice.choice([0, 5_000]),
        }
        lines.append(json.dumps({key: value for key, value in raw.items() if value is not None}))
    return "\n".join(lines)


def main() -> int:
    """Prints how long the whole process takes, start included, and what it comes to for each input."""
    told = inputs(INPUTS)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "capacity", "--jsonl"], input=told, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    refused = sum("error" in answer for answer in answers)
    each = seconds / INPUTS * 1e6
    print(f"capacity --jsonl: {len(answers):,} inputs in {seconds:.2f} s ({each:.0f} µs each), {refused} refused")
    return 0 if len(answers) == INPUTS else 1


if __name__ == "__main__":
    sys.exit(main())
