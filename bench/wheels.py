"""Proves that the bot installs everywhere: `make wheels` downloads what the run lock names for each platform.

Nothing is installed and nothing is built. For each platform and Python the lock's environment markers are evaluated as
they would be there, and pip is asked for wheels alone, by their hashes. One line a combination, then what is missing.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

LOCK = Path(__file__).parents[1] / "requirements" / "run.lock"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Platform:
    """A kind of machine: pip's tags for it, best first, and what environment markers see there."""

    name: str
    tags: tuple[str, ...]
    system: str
    machine: str


PLATFORMS = (
    # glibc 2.28 is that of Debian 10 and RHEL 8; musl 1.2 that of Alpine 3.13.
    Platform("Linux x86-64", ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"), "L", "x86_64"),
    Platform(
        "Linux ARM", ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"), "L", "aarch64"
    ),
    Platform("Linux musl x86-64", ("musllinux_1_2_x86_64", "musllinux_1_1_x86_64"), "L", "x86_64"),
    Platform("Linux musl ARM", ("musllinux_1_2_aarch64", "musllinux_1_1_aarch64"), "L", "aarch64"),
    Platform("macOS 13 Intel", ("macosx_13_0_x86_64",), "D", "x86_64"),
    Platform("macOS 13 ARM", ("macosx_13_0_arm64",), "D", "arm64"),
    Platform("Windows x86-64", ("win_amd64",), "W", "AMD64"),
)
SYSTEMS: Mapping[str, tuple[str, str, str]] = {
    "L": ("Linux", "linux", "posix"),
    "D": ("Darwin", "darwin", "posix"),
    "W": ("Windows", "win32", "nt"),
}


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of the lock with the hashes of its files."""

    requirement: Requirement
    hashes: tuple[str, ...]

    def line(self) -> str:
        """The pin as a line of a requirements file, without its marker."""
        return " ".join([f"{self.requirement.name}{self.requirement.specifier}", *self.hashes])


def pins(lock: str) -> Iterator[Pin]:
    """The packages of a lock file's text."""
    for line in re.sub(r"\\\n", " ", lock).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            said, *hashes = re.split(r"\s+(?=--hash=)", line.strip())
            yield Pin(Requirement(said), tuple(hashes))


def environment(platform: Platform, python: str) -> dict[str, str]:
    """What environment markers see on `platform` with `python`, for example 3.14."""
    name, short, os_name = SYSTEMS[platform.system]
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "platform_system": name,
        "sys_platform": short,
        "os_name": os_name,
        "platform_machine": platform.machine,
        "platform_release": "",
        "platform_version": "",
        "extra": "",
    }


def wanted(all_pins: Sequence[Pin], platform: Platform, python: str) -> list[Pin]:
    """The pins whose markers hold on `platform` with `python`."""
    seen = environment(platform, python)
    return [pin for pin in all_pins if pin.requirement.marker is None or pin.requirement.marker.evaluate(seen)]


def download(chosen: Sequence[Pin], platform: Platform, python: str, into: Path) -> str:
    """Download the wheels; returns pip's complaint, or nothing when all are there."""
    listed = into / "wanted.txt"
    listed.write_text("\n".join(pin.line() for pin in chosen), encoding="utf-8")
    tags = [part for tag in platform.tags for part in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--require-hashes", "--implementation", "cp", "--python-version", python, *tags]
    command += ["--dest", str(into), "--requirement", str(listed)]
    ran = subprocess.run(  # noqa: S603 (pip of this interpreter)
        command,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in ran.stderr.splitlines() if line.startswith("ERROR")]
    return "" if ran.returncode == 0 else (said[-1] if said else ran.stderr[-300:])


def prove(all_pins: Sequence[Pin], platform: Platform, python: str) -> tuple[str, str]:
    """The line for one combination, and what is missing there."""
    chosen = wanted(all_pins, platform, python)
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder)
        problem = download(chosen, platform, python, into)
        megabytes = sum(file.stat().st_size for file in into.glob("*.whl")) / 1e6
    said = "FAILED" if problem else f"{len(chosen)} wheels, {megabytes:.0f} MB"
    return f"{platform.name:20} Python {python}   {said}", problem


def main() -> int:
    """Try every combination; returns 1 if a wheel is missing anywhere."""
    parser = argparse.ArgumentParser(prog="python -m bench.wheels", description=__doc__)
    parser.add_argument("--lock", type=Path, default=LOCK, help="another lock file, for example that of the server")
    all_pins = list(pins(parser.parse_args().lock.read_text(encoding="utf-8")))
    combinations = [(platform, python) for platform in PLATFORMS for python in PYTHONS]
    problems = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for line, problem in pool.map(lambda both: prove(all_pins, *both), combinations):
            print(line, flush=True)
            if problem:
                problems.append(f"{line}: {problem}")
    for said in problems:
        print(said, file=sys.stderr)
    print(f"{len(combinations) - len(problems)} of {len(combinations)} combinations have all their wheels")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
