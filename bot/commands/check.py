"""`check`: validates content, flows and limits; a line for each finding with file and line."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from bot.app import library
from bot.commands.check_years import check_years
from bot.commands.new import MARK
from content.check import check_library, report
from content.findings import ContentError, Finding
from content.found import NOTHING_IN_VIEW, Found
from content.library import Library
from core.limits import Limits, LimitsFileError, constants, limits_for, published_years
from dialogue.check_articles import check_articles
from dialogue.check_flows import check_flows, check_slots, check_topics
from dialogue.check_messages import check_messages
from dialogue.check_texts import check_texts
from dialogue.domain import Domain
from flows.figures import STALE_DAYS, text_values
from flows.registry import all_flows, all_slots
from flows.slots import SlotKind

ROOT = Path(__file__).parents[2]
CONTENT = Path("content/en")
FLOWS = Path("flows/definitions")
LIMITS = Path("core/limits")
SMALLEST = Decimal(1_000)  # smaller amounts stand in examples too often to be told apart


def check(today: date, out: TextIO) -> int:
    """Writes what is wrong to `out`; returns 0 if nothing is, else 1."""
    try:
        lines = [*report(check_years(), LIMITS), *_content(today), *report(unfilled(ROOT / FLOWS), FLOWS)]
    except LimitsFileError as error:
        lines = [f"{LIMITS / error.file}:{error.line}: {error.problem}"]
    except ContentError as error:
        lines = list(report(error.findings, CONTENT))
    for line in lines:
        out.write(f"{line}\n")
    if not lines:
        articles, flows = len(library().articles), len(all_flows(library()))
        years = ", ".join(str(year) for year in published_years())
        out.write(f"check: {articles} articles, {flows} flows and the limits of {years} are in order\n")
    return 1 if lines else 0


def _content(today: date) -> list[str]:
    return [line.replace("content/en/../../", "") for line in report(check_content(library(), today), CONTENT)]


def check_content(words: Library, today: date) -> list[Finding]:
    """All that is wrong with the content `words` on the day `today`: in itself, and with the flows that show it."""
    return [*check_words(words, today), *check_flow_words(words, today)]


def check_words(words: Library, today: date) -> list[Finding]:
    """What is wrong with articles, providers, terms and examples."""
    values = {year: text_values(year) for year in published_years()}
    found = check_library(words, values, law_numbers(), today, STALE_DAYS)
    return [*found, *check_topics(words), *check_articles(words), *unfilled(words.folder)]


def unfilled(folder: Path) -> list[Finding]:
    """The places below `folder` that `new` marked and nobody filled in."""
    return [
        Finding(path.relative_to(folder).as_posix(), number, f"{MARK}: this is still to be filled in")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".md", ".yaml", ".py"}
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if MARK in line
    ]


def check_flow_words(words: Library, today: date, only: frozenset[str] = frozenset()) -> list[Finding]:
    """What is wrong between flows, slots, messages and what shows them; `only` these flows are answered, if named."""
    slots = all_slots()
    domain = Domain(words, all_flows(words), slots, NoSearch())
    findings = [*check_flows(domain), *check_slots(words, slots), *check_messages(words)]
    if any(not isinstance(slot.kind, SlotKind) for slot in slots.values()):
        return findings  # what cannot be read cannot be shown
    return [*findings, *check_texts(domain, today, only)]


class NoSearch:
    """Stands where the search would: a check asks nothing, and need not wait until the questions are learned."""

    def find(self, question: str, in_view: Mapping[str, float] = NOTHING_IN_VIEW) -> Found:
        """Finds nothing."""
        del question, in_view
        raise LookupError("nothing is searched while the content is checked")


def law_numbers() -> Mapping[int, Mapping[Decimal, str]]:
    """Each dollar amount that the limits files hold, by tax year, and what a text is to write in its place."""
    found: dict[int, dict[Decimal, str]] = {}
    for year in published_years():
        limits, named = limits_for(year), found.setdefault(year, {})
        derived = [name for name, value in vars(Limits).items() if isinstance(value, property)]
        for name in (*(one.name for one in fields(Limits)), *derived):
            value = getattr(limits, name)
            if isinstance(value, Decimal) and value >= SMALLEST:
                named.setdefault(value, f"limits.{name}")
    always = found[published_years()[0]]
    for name, constant in constants().entries.items():
        if "dollar" in constant.unit and constant.value >= SMALLEST:
            always.setdefault(constant.value, f"law.{name}")
    return found
