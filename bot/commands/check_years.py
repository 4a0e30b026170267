"""What `check` refuses in the limits files beyond what reading them refuses: a year copied and left as it was."""

import re
from collections.abc import Iterator
from pathlib import Path

from content.findings import Finding
from content.reading import line_of
from core.limits import limit_names, limits_for
from core.limits.files import FOLDER, published_years

_YEARLY = re.compile(r"\bNotice (20\d\d)-\d+")
MOST_ALIKE = 0.8  # of the numbers; some stay from year to year, never nearly all


def check_years(folder: Path = FOLDER) -> list[Finding]:
    """The faults of the years in `folder`: numbers of the year before, or a yearly notice of another year."""
    years = published_years(folder)
    return [finding for year in years for finding in (*_copied(year, folder), *_of_another_year(year, folder))]


def _copied(year: int, folder: Path) -> Iterator[Finding]:
    if year - 1 not in published_years(folder):
        return
    ours, before = limits_for(year, folder), limits_for(year - 1, folder)
    names = [name for name in limit_names() if getattr(ours, name) is not None]
    alike = [name for name in names if getattr(ours, name) == getattr(before, name)]
    if len(alike) > MOST_ALIKE * len(names):
        yield Finding(
            f"{year}.yaml",
            _line(folder, year, alike[0]),
            f"{len(alike)} of {len(names)} numbers are those of {year - 1}; fill in those of {year}",
        )


def _of_another_year(year: int, folder: Path) -> Iterator[Finding]:
    """The IRS publishes the numbers of a year in a notice of the year before; no other notice holds them."""
    limits = limits_for(year, folder)
    for name, source in limits.sources.items():
        if isinstance(getattr(limits, name), bool):
            continue  # whether a rule is enforced is said once, for years to come
        for found in _YEARLY.finditer(source.authority):
            if int(found[1]) != year - 1:
                yield Finding(
                    f"{year}.yaml",
                    _line(folder, year, name, "source"),
                    f"{name} of {year} is sourced to {found[0]}; its notice is one of {year - 1}",
                )


def _line(folder: Path, year: int, name: str, part: str = "") -> int:
    return line_of((folder / f"{year}.yaml").read_text(encoding="utf-8"), (name, part) if part else (name,))
