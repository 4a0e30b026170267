"""`check`: validates content, flows and limits; a line for each finding with file and line."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from bot.app import dialogue, library
from content.check import check_library, report
from content.findings import ContentError
from core.limits import Limits, LimitsFileError, constants, limits_for, published_years
from dialogue.checks import check_flows, check_slots
from flows.figures import STALE_DAYS, text_values

CONTENT = Path("content/en")
LIMITS = Path("core/limits")
SMALLEST = Decimal(1_000)  # smaller amounts stand in examples too often to be told apart


def check(today: date, out: TextIO) -> int:
    """Writes what is wrong to `out`; returns 0 if nothing is, else 1."""
    try:
        lines = [*_content(today)]
    except LimitsFileError as error:
        lines = [f"{LIMITS / error.file}:{error.line}: {error.problem}"]
    except ContentError as error:
        lines = list(report(error.findings, CONTENT))
    for line in lines:
        out.write(f"{line}\n")
    if not lines:
        articles, flows = len(library().articles), len(dialogue().domain.flows)
        years = ", ".join(str(year) for year in published_years())
        out.write(f"check: {articles} articles, {flows} flows and the limits of {years} are in order\n")
    return 1 if lines else 0


def _content(today: date) -> list[str]:
    values = {year: text_values(year) for year in published_years()}
    domain = dialogue().domain
    findings = [
        *check_library(library(), values, law_numbers(), today, STALE_DAYS),
        *check_flows(domain),
        *check_slots(library(), domain.slots),
    ]
    return list(report(findings, CONTENT))


def law_numbers() -> Mapping[Decimal, str]:
    """Each dollar amount that the limits files hold, and what a text is to write in its place."""
    named: dict[Decimal, str] = {}
    for year in published_years():
        limits = limits_for(year)
        derived = [name for name, value in vars(Limits).items() if isinstance(value, property)]
        for name in (*(one.name for one in fields(Limits)), *derived):
            value = getattr(limits, name)
            if isinstance(value, Decimal) and value >= SMALLEST:
                named.setdefault(value, f"limits.{name}")
    for name, constant in constants().entries.items():
        if "dollar" in constant.unit and constant.value >= SMALLEST:
            named.setdefault(constant.value, f"law.{name}")
    return named
