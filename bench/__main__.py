"""`make bench`: every benchmark in turn, after one line that names the machine."""

import os
import platform
import subprocess
import sys

import psutil

BENCHMARKS = (
    "calculations",
    "reading",
    "hostile_texts",
    "search",
    "steps",
    "personas",
    "pictures",
    "delivery",
    "reminders",
    "households",
    "web",
)


def machine() -> str:
    """The machine by what matters to a figure: its cores, its memory, its Python."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB memory, Python {platform.python_version()}"


def main() -> int:
    """Runs all benchmarks, or those that are named; 1 if one of them fails."""
    wanted = sys.argv[1:] or BENCHMARKS
    print(f"machine: {machine()}", flush=True)
    failed = 0
    for name in wanted:
        print(f"\n## {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode  # noqa: S603
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
