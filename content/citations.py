"""What people read of the sources of an article, by tax year."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from content.schema import Citation

_NOTICE = re.compile(r"Notice (?:19|20)(\d\d)-(\d+)")
_NOTICES = "https://www.irs.gov/pub/irs-drop/n-{year}-{number:02}.pdf"


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as it is shown. `checked` is None for what is known but was not looked up."""

    title: str
    checked: date | None
    url: str | None = None


def cited(sources: Iterable[Citation], values: Mapping[str, Any]) -> tuple[Cited, ...]:
    """The `sources` as they are shown for the year of `values`, which hold what the templates may use.

    Limits that a year does not have loaded are left out. Raises KeyError for a limit that no limits file names.
    """
    return tuple(_each(sources, values))


def _each(sources: Iterable[Citation], values: Mapping[str, Any]) -> Iterator[Cited]:
    for source in sources:
        if not source.limits:
            yield Cited(source.title, source.looked_up, source.url)
            continue
        if source.of_each_year:
            yield _of_each_year(source.limits, values)
            continue
        year = values["year"] - source.of_year_before
        if year in values["years"]:
            held = values["limits_in"](year).sources
            yield _of_limits([held[name] for name in source.limits], f" ({year})" if source.of_year_before else "")


def _of_each_year(names: Iterable[str], values: Mapping[str, Any]) -> Cited:
    """The notices that the limits called `names` come from, those of the latest year first, each with its year."""
    years = sorted(values["years"], reverse=True)
    held = {year: [values["limits_in"](year).sources[name] for name in names] for year in years}
    notices = [
        (notice.group(), year)
        for year in years
        for notice in [next(filter(None, (_NOTICE.search(one.authority) for one in held[year])), None)]
        if notice is not None
    ]
    verified = all(one.verified for year in years for one in held[year])
    checked = min(one.checked for year in years for one in held[year]) if verified else None
    title = ", ".join(f"{notice.removeprefix('Notice ')} ({year})" for notice, year in notices)
    return Cited(f"IRS Notices {title}", checked, _address(notices[0][0]) if notices else None)


def _of_limits(held: list[Any], marked: str) -> Cited:
    parts = dict.fromkeys(part for one in held for part in one.authority.split("; "))
    notices = [part for part in parts if _NOTICE.search(part)]
    title = "; ".join([*(part for part in parts if part not in notices), *notices])
    checked = min(one.checked for one in held) if all(one.verified for one in held) else None
    return Cited(title + marked, checked, _address(notices[0]) if notices else None)


def _address(notice: str) -> str | None:
    match = _NOTICE.search(notice)
    return match and _NOTICES.format(year=match.group(1), number=int(match.group(2)))
