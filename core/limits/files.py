"""Reads and checks the limits files. Bad files are refused with file, line and the mend."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from core.limits.model import Constant, Constants, Limits, LimitsFileError, LimitsNotPublished, Source

FOLDER = Path(__file__).parent
CONSTANTS_FILE = "constants.yaml"

# Outside of these a number is taken for a slip of the keyboard and refused.
SMALLEST_LIMIT = Decimal(500)
LARGEST_LIMIT = Decimal(1_000_000)
# Indexed limits never fall, and rise by a few percent a year.
LARGEST_RISE = Decimal("1.5")
CHANGED_BY_LAW = "changed_by_law"
FIRST_YEAR = 2002
LAST_YEAR = 2100

_MAY_BE_NULL = frozenset(field.name for field in fields(Limits) if field.type == (Decimal | None))
_FLAGS = frozenset({"roth_catch_up_enforced"})
_NUMBERS = tuple(field.name for field in fields(Limits) if field.name not in {"tax_year", "sources"} | _FLAGS)


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


def read_limits(path: Path) -> Limits:
    """Reads one year's file; raises `LimitsFileError` for whatever is missing or out of reason."""
    top = _mapping(path.name, _compose(path))
    year = _year(path, top)
    values: dict[str, Decimal | bool | None] = {}
    sources: dict[str, Source] = {}
    for name in (*_NUMBERS, *sorted(_FLAGS)):
        if name not in top:
            raise LimitsFileError(path.name, 1, f"{name} is missing; add it with amount, source and checked")
        entry = _mapping(path.name, top[name])
        sources[name] = _source(path.name, name, entry, top[name])
        values[name] = _flag(path.name, name, entry) if name in _FLAGS else _amount(path.name, name, entry)
    for name, node in top.items():
        if name != "tax_year" and name not in values:
            raise LimitsFileError(path.name, _line(node), f"{name} is not a limit that this program knows")
    _check_order(path.name, top, values)
    _check_against_year_before(path, year, top, values)
    return Limits(tax_year=year, sources=MappingProxyType(sources), **values)  # type: ignore[arg-type]


def read_constants(path: Path) -> Constants:
    """Reads the constants file; raises `LimitsFileError` for whatever is missing or not a number."""
    top = _mapping(path.name, _compose(path))
    entries: dict[str, Constant] = {}
    rates: tuple[Decimal, ...] = ()
    for name, node in top.items():
        entry = _mapping(path.name, node)
        source = _source(path.name, name, entry, node)
        value = entry.get("value")
        if name == "federal_rates":
            if not isinstance(value, yaml.SequenceNode):
                raise LimitsFileError(path.name, _line(node), "federal_rates needs a list of fractions")
            rates = tuple(_decimal(path.name, name, one) for one in value.value)
            continue
        if value is None:
            raise LimitsFileError(path.name, _line(node), f"{name} has no value")
        unit = entry.get("unit")
        if unit is None:
            raise LimitsFileError(path.name, _line(node), f"{name} has no unit")
        entries[name] = Constant(_decimal(path.name, name, value), str(unit.value), source)
    return Constants(MappingProxyType(entries), rates)


def _compose(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LimitsFileError(path.name, line, f"this is not YAML: {error.problem}") from error
    if node is None:
        raise LimitsFileError(path.name, 1, "the file is empty")
    return node


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def _mapping(file: str, node: yaml.Node) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise LimitsFileError(file, _line(node), "here a name with amount, source and checked is wanted")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise LimitsFileError(file, _line(key), "a name is to be one word, such as catch_up")
        if key.value in found:
            raise LimitsFileError(file, _line(key), f"{key.value} stands here a second time; remove one")
        found[str(key.value)] = value
    return found


def _year(path: Path, top: Mapping[str, yaml.Node]) -> int:
    if "tax_year" not in top:
        raise LimitsFileError(path.name, 1, f"tax_year is missing; add 'tax_year: {path.stem}'")
    year = _decimal(path.name, "tax_year", top["tax_year"])
    if not FIRST_YEAR <= year <= LAST_YEAR or str(year) != path.stem:
        raise LimitsFileError(
            path.name, _line(top["tax_year"]), f"tax_year is {year}, but the file's name says {path.stem}"
        )
    return int(year)


def _decimal(file: str, name: str, node: yaml.Node) -> Decimal:
    try:
        value = Decimal(str(node.value).replace("_", ""))
    except InvalidOperation:
        raise LimitsFileError(file, _line(node), f"{name}: {node.value!r} is not a number") from None
    if not value.is_finite():
        raise LimitsFileError(file, _line(node), f"{name}: {node.value!r} is not a number")
    return value


def _amount(file: str, name: str, entry: Mapping[str, yaml.Node]) -> Decimal | None:
    node = entry.get("amount")
    if node is None:
        first = next(iter(entry.values()))
        raise LimitsFileError(file, _line(first), f"{name} has no amount")
    if node.tag == "tag:yaml.org,2002:null":
        if name in _MAY_BE_NULL:
            return None
        raise LimitsFileError(
            file, _line(node), f"{name} needs an amount; only {', '.join(sorted(_MAY_BE_NULL))} may be null"
        )
    value = _decimal(file, name, node)
    zero_allowed = name == "roth_ira_separate_from"
    if not SMALLEST_LIMIT <= value <= LARGEST_LIMIT and not (value == 0 and zero_allowed):
        raise LimitsFileError(
            file,
            _line(node),
            f"{name}: {value} is out of reason; a limit is at least {SMALLEST_LIMIT} and at most {LARGEST_LIMIT}",
        )
    return value


def _flag(file: str, name: str, entry: Mapping[str, yaml.Node]) -> bool:
    node = entry.get("value")
    if node is None or not isinstance(node, yaml.ScalarNode) or node.value not in {"true", "false"}:
        line = _line(node) if node is not None else _line(next(iter(entry.values())))
        raise LimitsFileError(file, line, f"{name} needs 'value: true' or 'value: false'")
    return bool(node.value == "true")


def _source(file: str, name: str, entry: Mapping[str, yaml.Node], at: yaml.Node) -> Source:
    for wanted in ("source", "checked"):
        if wanted not in entry or not str(entry[wanted].value).strip():
            raise LimitsFileError(
                file, _line(at), f"{name} has no {wanted}; every number names its source and the day it was checked"
            )
    try:
        checked = date.fromisoformat(str(entry["checked"].value))
    except ValueError:
        raise LimitsFileError(
            file, _line(entry["checked"]), f"{name}: checked is to be a day such as 2026-11-23"
        ) from None
    verified = "verified" not in entry or entry["verified"].value != "false"
    return Source(str(entry["source"].value), checked, verified)


def _check_against_year_before(
    path: Path, year: int, top: Mapping[str, yaml.Node], values: Mapping[str, Decimal | bool | None]
) -> None:
    neighbour = path.with_name(f"{year - 1}.yaml")
    if not neighbour.exists():
        return
    before = _amounts(neighbour)
    for name in _NUMBERS:
        old, new = before.get(name), values[name]
        if old is None or not isinstance(new, Decimal) or old <= new <= old * LARGEST_RISE:
            continue
        entry = _mapping(path.name, top[name])
        if CHANGED_BY_LAW not in entry:
            raise LimitsFileError(
                path.name,
                _line(entry["amount"]),
                f"{name} is {new}, and {neighbour.name} says {old}; limits do not fall and never rise so far in a "
                f"year. Correct the one that is mistyped; if a new law did this, name it "
                f"beside the amount, for example '{CHANGED_BY_LAW}: P.L. 119-21'",
            )


def _amounts(path: Path) -> dict[str, Decimal]:
    """The amounts of a year's file as far as they can be read; what is wrong with it is said when it is used itself."""
    found: dict[str, Decimal] = {}
    for name, node in _mapping(path.name, _compose(path)).items():
        if isinstance(node, yaml.MappingNode):
            amount = _mapping(path.name, node).get("amount")
            if isinstance(amount, yaml.ScalarNode) and amount.tag != "tag:yaml.org,2002:null":
                found[name] = _decimal(path.name, name, amount)
    return found


def _check_order(file: str, top: Mapping[str, yaml.Node], values: Mapping[str, Decimal | bool | None]) -> None:
    def must_be_below(low: str, high: str) -> None:
        below, above = values[low], values[high]
        if below is not None and above is not None and below >= above:
            raise LimitsFileError(
                file,
                _line(top[low]),
                f"{low} ({below}) is to be less than {high} ({above}); one of the two is mistyped",
            )

    must_be_below("catch_up", "elective_deferral")
    must_be_below("catch_up", "higher_catch_up")
    must_be_below("higher_catch_up", "elective_deferral")
    must_be_below("elective_deferral", "annual_additions")
    must_be_below("annual_additions", "compensation")
    must_be_below("ira", "elective_deferral")
    must_be_below("ira_catch_up", "ira")
    for kind in (
        "roth_ira_single",
        "roth_ira_joint",
        "roth_ira_separate",
        "ira_deduction_single",
        "ira_deduction_joint",
    ):
        must_be_below(f"{kind}_from", f"{kind}_to")
