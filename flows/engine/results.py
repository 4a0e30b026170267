"""What an outcome gives to the words that show it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from content.library import Library
from flows.effects import Effect
from flows.engine.answers import Answers
from flows.household.household import Household
from flows.ledger import Entry
from flows.notes import Quote
from flows.screens import Attachment, Picture


@dataclass(frozen=True, slots=True)
class View:
    """What an outcome may look at: the answers on the path, all that the case and the ledger know, the day, the words.

    `quotes` are the words of a plan document that decided.
    `label` gives what a slot is called, `say` a slot's value in plain words; both are plain text.
    """

    answers: Answers
    known: Answers
    today: date
    library: Library
    label: Callable[[str], str] = str
    say: Callable[[str, Any], str] = lambda _, value: str(value)
    ledger: tuple[Entry, ...] = ()
    household: Household = field(default_factory=Household)
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """The values for the outcome's words, and what goes with them.

    `words` names the entry under `results` (default: the outcome's name). `hide` lists actions of buttons that do not
    fit this result. `headline` is the figure by which two results are compared, in dollars. `learned` are facts that
    follow from the answers and belong in the case. `picture` and `attachment` go with the result itself, `pictures` and
    `attachments` with the detail of that name. `problem` says instead why the answers give no result.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    hide: frozenset[str] = frozenset()
    headline: Decimal | None = None
    tax_year: int | None = None
    learned: Mapping[str, Any] = field(default_factory=dict)
    picture: Picture | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    attachment: Attachment | None = None
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    problem: str = ""


Show = Callable[[View], Shown]
