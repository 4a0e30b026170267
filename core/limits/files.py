"""Reads and checks the limits files. Bad files are refused with file, line and what to do."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from core.limits.checks import check_against_year_before, check_order
from core.limits.limits import Constant, Constants, EarlierLimits, Limits, LimitsFileError, LimitsNotPublished, Source
from core.limits.nodes import compose, decimal, line_of, mapping

FOLDER = Path(__file__).parent
CONSTANTS_FILE = "constants.yaml"
EARLIER_FILE = "earlier.yaml"

# Outside of these a number is taken for a slip of the keyboard and refused.
SMALLEST_LIMIT = Decimal(500)
LARGEST_LIMIT = Decimal(1_000_000)
FIRST_YEAR = 2002
LAST_YEAR = 2100

_MAY_BE_NULL = frozenset(field.name for field in fields(Limits) if field.type == (Decimal | None))
_FLAGS = frozenset({"roth_catch_up_enforced"})
_NUMBERS = tuple(field.name for field in fields(Limits) if field.name not in {"tax_year", "sources"} | _FLAGS)


@cache
def published_years(folder: Path = FOLDER) -> tuple[int, ...]:
    """The tax years for which `folder` holds a limits file, in order."""
    return tuple(sorted(int(path.stem) for path in folder.glob("[0-9][0-9][0-9][0-9].yaml")))


@cache
def limits_for(year: int, folder: Path = FOLDER) -> Limits:
    """The limits of tax year `year`.

    Raises `LimitsNotPublished`, which names the years that are there; nothing is ever projected.
    Raises `LimitsFileError` with file and line if the year's file is not fit to be used.
    """
    if year not in published_years(folder):
        raise LimitsNotPublished(year, published_years(folder))
    return read_limits(folder / f"{year}.yaml")


@cache
def constants(folder: Path = FOLDER) -> Constants:
    """The numbers of the law that are not adjusted each year.

    Raises `LimitsFileError` with file and line if the file is not fit to be used.
    """
    return read_constants(folder / CONSTANTS_FILE)


@cache
def earlier_limits(year: int, folder: Path = FOLDER) -> EarlierLimits | None:
    """The limits on plan money of a `year` before those that have a file; None where they are not known.

    Raises `LimitsFileError` with file and line if the file is not fit to be used.
    """
    known = read_constants(folder / EARLIER_FILE).entries
    values = {field.name: known.get(f"{field.name}_{year}") for field in fields(EarlierLimits)}
    found = {name: one.value for name, one in values.items() if one is not None}
    return EarlierLimits(**found) if len(found) == len(values) else None


def read_limits(path: Path) -> Limits:
    """Reads one year's file; raises `LimitsFileError` for whatever is missing or out of reason."""
    top = mapping(path.name, compose(path))
    year = _year(path, top)
    values: dict[str, Decimal | bool | None] = {}
    sources: dict[str, Source] = {}
    for name in (*_NUMBERS, *sorted(_FLAGS)):
        if name not in top:
            last = max(map(line_of, top.values()))
            raise LimitsFileError(path.name, last, f"{name} is missing; add it with amount, source and checked")
        entry = mapping(path.name, top[name])
        sources[name] = _source(path.name, name, entry, top[name])
        values[name] = _flag(path.name, name, entry) if name in _FLAGS else _amount(path.name, name, entry)
    for name, node in top.items():
        if name != "tax_year" and name not in values:
            raise LimitsFileError(path.name, line_of(node), f"{name} is not a limit that this program knows")
    check_order(path.name, top, values)
    check_against_year_before(path, year, top, values)
    return Limits(tax_year=year, sources=MappingProxyType(sources), **values)  # type: ignore[arg-type]


def read_constants(path: Path) -> Constants:
    """Reads the constants file; raises `LimitsFileError` for whatever is missing or not a number."""
    top = mapping(path.name, compose(path))
    entries: dict[str, Constant] = {}
    rates: tuple[Decimal, ...] = ()
    for name, node in top.items():
        entry = mapping(path.name, node)
        source = _source(path.name, name, entry, node)
        value = entry.get("value")
        if name == "federal_rates":
            if not isinstance(value, yaml.SequenceNode):
                raise LimitsFileError(path.name, line_of(node), "federal_rates needs a list of fractions")
            rates = tuple(decimal(path.name, name, one) for one in value.value)
            continue
        if value is None:
            raise LimitsFileError(path.name, line_of(node), f"{name} has no value")
        unit = entry.get("unit")
        if unit is None:
            raise LimitsFileError(path.name, line_of(node), f"{name} has no unit")
        entries[name] = Constant(decimal(path.name, name, value), str(unit.value), source)
    return Constants(MappingProxyType(entries), rates)


def _year(path: Path, top: Mapping[str, yaml.Node]) -> int:
    if "tax_year" not in top:
        raise LimitsFileError(path.name, 1, f"tax_year is missing; add 'tax_year: {path.stem}'")
    year = decimal(path.name, "tax_year", top["tax_year"])
    if not FIRST_YEAR <= year <= LAST_YEAR or str(year) != path.stem:
        raise LimitsFileError(
            path.name, line_of(top["tax_year"]), f"tax_year is {year}, but the file's name says {path.stem}"
        )
    return int(year)


def _amount(file: str, name: str, entry: Mapping[str, yaml.Node]) -> Decimal | None:
    node = entry.get("amount")
    if node is None:
        first = next(iter(entry.values()))
        raise LimitsFileError(file, line_of(first), f"{name} has no amount")
    if node.tag == "tag:yaml.org,2002:null":
        if name in _MAY_BE_NULL:
            return None
        raise LimitsFileError(
            file, line_of(node), f"{name} needs an amount; only {', '.join(sorted(_MAY_BE_NULL))} may be null"
        )
    value = decimal(file, name, node)
    zero_allowed = name == "roth_ira_separate_from"
    if not SMALLEST_LIMIT <= value <= LARGEST_LIMIT and not (value == 0 and zero_allowed):
        raise LimitsFileError(
            file,
            line_of(node),
            f"{name}: {value} is out of reason; a limit is at least {SMALLEST_LIMIT} and at most {LARGEST_LIMIT}",
        )
    return value


def _flag(file: str, name: str, entry: Mapping[str, yaml.Node]) -> bool:
    node = entry.get("value")
    if node is None or not isinstance(node, yaml.ScalarNode) or node.value not in {"true", "false"}:
        at = line_of(node) if node is not None else line_of(next(iter(entry.values())))
        raise LimitsFileError(file, at, f"{name} needs 'value: true' or 'value: false'")
    return bool(node.value == "true")


def _source(file: str, name: str, entry: Mapping[str, yaml.Node], at: yaml.Node) -> Source:
    for wanted in ("source", "checked"):
        if wanted not in entry or not str(entry[wanted].value).strip():
            raise LimitsFileError(
                file, line_of(at), f"{name} has no {wanted}; every number names its source and the day it was checked"
            )
    try:
        checked = date.fromisoformat(str(entry["checked"].value))
    except ValueError:
        raise LimitsFileError(
            file, line_of(entry["checked"]), f"{name}: checked is to be a day such as 2026-11-23"
        ) from None
    verified = "verified" not in entry or entry["verified"].value != "false"
    return Source(str(entry["source"].value), checked, verified)
