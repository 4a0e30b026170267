"""What README claims at a glance is what the package and its limits say."""

import re
import tomllib
from pathlib import Path

import pytest

from core.limits import published_years

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SYSTEMS = {"Linux": "POSIX :: Linux", "macOS": "MacOS", "Windows": "Microsoft :: Windows"}


def named(classifier: str) -> list[str]:
    """What the package's classifiers say under `classifier`."""
    start = f"{classifier} :: "
    return [one.removeprefix(start) for one in PROJECT["classifiers"] if one.startswith(start)]


def test_the_badges_are_true() -> None:
    pythons = [one for one in named("Programming Language :: Python") if "." in one]
    assert PROJECT["requires-python"] == f">={pythons[0]}"
    assert sorted(named("Operating System")) == sorted(SYSTEMS.values())
    badges = re.findall(r"!\[([^\]]+)\]\(https://img\.shields\.io", README)
    until = int(re.findall(r"\d{4}", badges[2])[-1])  # it stays true when a year is added
    assert until in published_years()
    assert badges == [
        f"Python {pythons[0]} to {pythons[-1]}",
        ", ".join(SYSTEMS),
        f"Limits of {min(published_years())} to {until}",
        f"{PROJECT['license']} license",
    ]
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith(f"{PROJECT['license']} License")


@pytest.mark.parametrize("picture", re.findall(r"\]\((docs/pictures/[^)]+)\)", README))
def test_each_picture_is_there_and_small(picture: str) -> None:
    assert (ROOT / picture).stat().st_size < 200_000
