"""What must hold between the numbers of a limits file, and between a year and the one before it."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import yaml

from core.limits.limits import LimitsFileError
from core.limits.nodes import compose, decimal, line_of, mapping

Values = Mapping[str, Decimal | bool | None]

# Indexed limits never fall, and rise by a few percent a year.
LARGEST_RISE = Decimal("1.5")
CHANGED_BY_LAW = "changed_by_law"


def check_order(file: str, top: Mapping[str, yaml.Node], values: Values) -> None:
    """Raises `LimitsFileError` where a number that must be below another one is not."""

    def must_be_below(low: str, high: str) -> None:
        below, above = values[low], values[high]
        if below is not None and above is not None and below >= above:
            raise LimitsFileError(
                file,
                line_of(top[low]),
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


def check_against_year_before(path: Path, year: int, top: Mapping[str, yaml.Node], values: Values) -> None:
    """Raises `LimitsFileError` where a number leaps against the file of the year before in the same folder."""
    neighbour = path.with_name(f"{year - 1}.yaml")
    if not neighbour.exists():
        return
    before = _amounts(neighbour)
    for name, new in values.items():
        old = before.get(name)
        if old is None or (isinstance(new, Decimal) and old <= new <= old * LARGEST_RISE):
            continue
        entry = mapping(path.name, top[name])
        if CHANGED_BY_LAW not in entry:
            raise LimitsFileError(
                path.name,
                line_of(entry["amount"]),
                f"{name} is {'null' if new is None else new}, and {neighbour.name} says {old}; limits do not end or "
                f"fall, and never rise so far in a year. Correct the one that is mistyped; if a new law did this, "
                f"name it beside the amount, for example '{CHANGED_BY_LAW}: P.L. 119-21'",
            )


def _amounts(path: Path) -> dict[str, Decimal]:
    """The amounts of a year's file as far as they can be read; what is wrong with it is said when it is used itself."""
    found: dict[str, Decimal] = {}
    for name, node in mapping(path.name, compose(path)).items():
        if isinstance(node, yaml.MappingNode):
            amount = mapping(path.name, node).get("amount")
            if isinstance(amount, yaml.ScalarNode) and amount.tag != "tag:yaml.org,2002:null":
                found[name] = decimal(path.name, name, amount)
    return found
