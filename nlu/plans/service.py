"""The plan reader with what it has learned, loaded when the first document comes."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from nlu.plans.findings import PlanFindings
from nlu.plans.model import PlanModel, load_or_learn
from nlu.plans.reader import read_plan
from nlu.plans.reply import ALL_QUESTIONS, read_reply


class PlanReader:
    """Reads plan documents and replies of HR. `kept`: the file in which what was learned is kept for the next start."""

    def __init__(self, kept: Path | None = None) -> None:
        self._kept = kept

    @cached_property
    def model(self) -> PlanModel:
        """What was learned; the first use takes a moment, or some seconds where nothing was kept."""
        return load_or_learn(self._kept)

    def learned(self) -> None:
        """Make sure that it is learned, and kept where that can be."""
        _ = self.model

    def read(self, pages: Sequence[str], today: date | None = None) -> PlanFindings:
        """As `read_plan`."""
        return read_plan(pages, self.model, today)

    def reply(self, text: str, today: date | None = None, asked: Sequence[int] = ALL_QUESTIONS) -> PlanFindings:
        """As `read_reply`."""
        return read_reply(text, self.model, today, asked)
