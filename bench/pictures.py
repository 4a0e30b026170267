"""How long pictures and the summary take: `python -m bench.pictures`, in milliseconds."""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import yaml

from bot.pictures import Painter
from bot.summary import PaperMaker
from flows.screens import Attachment, Picture

CASES = Path(__file__).parents[1] / "tests" / "bot" / "cases" / "pictures.yaml"
ROUNDS = 20
SUMMARY: dict[str, Any] = {
    "title": "Summary",
    "made_on": "2026-01-31",
    "tax_year": 2026,
    "sections": [
        {"title": f"Section {part}", "rows": [["Label", "$72,000"]] * 8, "lines": ["A rule."]} for part in "abcd"
    ],
    "disclaimer": "General information, not advice.",
}


async def milliseconds(work: Callable[[], Awaitable[bytes]]) -> tuple[float, int]:
    """How long `work` takes, and how many bytes it gives."""
    start = time.perf_counter()
    size = len(await work())
    return (time.perf_counter() - start) * 1000, size


async def measure() -> None:
    """Print a line for the first picture, one for each kind drawn anew, one for a kept picture and one for the PDF."""
    painter, papers = Painter(), PaperMaker()
    try:
        first: dict[str, Picture] = {}
        for case in yaml.safe_load(CASES.read_text(encoding="utf-8")):
            first.setdefault(case["kind"], Picture(case["kind"], case["data"], case["name"]))
        took, _ = await milliseconds(lambda: painter.draw(first["room"]))
        print(f"{'first picture, with the start':32}{took:8.1f} ms")
        for kind, picture in first.items():
            times, size = [], 0
            for place in range(ROUNDS):
                new = Picture(kind, {**picture.data, "title": f"Drawn {place}"}, "")
                took, size = await milliseconds(lambda new=new: painter.draw(new))  # type: ignore[misc]
                times.append(took)
            print(f"{kind:32}{statistics.median(times):8.1f} ms, at most {max(times):6.1f} ms, {size / 1024:5.1f} KiB")
        times = [(await milliseconds(lambda: painter.draw(first["room"])))[0] for _ in range(ROUNDS)]
        print(f"{'a kept picture':32}{statistics.median(times):8.3f} ms")
        summary = Attachment("summary_pdf", "summary.pdf", SUMMARY)
        took, _ = await milliseconds(lambda: papers.make(summary))
        print(f"{'first summary, with the start':32}{took:8.1f} ms")
        found = [await milliseconds(lambda: papers.make(summary)) for _ in range(ROUNDS)]
        print(f"{'summary':32}{statistics.median(took for took, _ in found):8.1f} ms, {found[0][1] / 1024:5.1f} KiB")
    finally:
        painter.process.close()
        papers.process.close()


def main() -> int:
    """Measure and print."""
    asyncio.run(measure())
    return 0


if __name__ == "__main__":
    sys.exit(main())
