"""What the content folder holds, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator

from content.templates import Text


def _text(raw: Any) -> Text:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("a text is wanted here; quote it")
    return Text(raw.strip())


def _key(raw: Any) -> Any:
    # YAML reads a bare yes or no as true or false.
    return {True: "yes", False: "no"}.get(raw, raw) if isinstance(raw, bool) else raw


Words = Annotated[Text, PlainValidator(_text)]
Key = Annotated[str, BeforeValidator(_key)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,54}$")]


class Entry(BaseModel):
    """The settings that all entries share: frozen, and no key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Citation(Entry):
    """A source of what is claimed; `content.citations` makes what people read of it.

    Either a `title`, the day it was `checked` and how (see `mark` in CONTRIBUTING), or the names of the `limits` that
    the text shows: their authority, day and mark come from the limits file of the year shown, or of the year before it
    (`of_year_before`), or of all loaded years in one (`of_each_year`). Mark K was not looked up, so it has no day.
    """

    title: str = ""
    limits: tuple[str, ...] = ()
    of_year_before: bool = False
    of_each_year: bool = False
    checked: date | None = None
    mark: Literal["V", "V2", "K"] = "V2"
    url: str | None = Field(default=None, pattern=r"^https://\S+$")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.title) == bool(self.limits):
            raise ValueError("give either a title or the names of limits")
        if self.title and self.mark != "K" and self.checked is None:
            raise ValueError("add the day it was checked, or mark it K: known, not looked up")
        return self

    @property
    def looked_up(self) -> date | None:
        """The day on which a copy was read; None for what was not looked up or stands in a limits file."""
        return None if self.mark == "K" else self.checked


class Applies(Entry):
    """The tax years in which a rule exists, first and last included."""

    first: int | None = Field(default=None, alias="from")
    last: int | None = Field(default=None, alias="to")


class FrontMatter(Entry):
    """What stands above an article.

    `own_numbers` are dollar amounts of the people in its examples that happen to be limits of some year too.
    """

    title: str = Field(max_length=80)
    kind: Literal["concept", "step", "mistake", "fix", "faq", "provider"]
    topic: str
    asks: tuple[str, ...] = Field(min_length=1)
    not_to_confuse: tuple[Identifier, ...] = ()
    related: tuple[Identifier, ...] = ()
    applies: Applies = Applies()
    flow: str | None = None
    own_numbers: tuple[int, ...] = ()
    sources: tuple[Citation, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its public `id`, its front matter and its body in Markdown with template tags."""

    id: str
    front: FrontMatter
    body: str
    body_line: int
    file: str

    @property
    def title(self) -> str:
        """The title, plain text."""
        return self.front.title


class Term(Entry):
    """A glossary entry."""

    id: Identifier
    term: str
    also: tuple[str, ...] = ()
    text: Words
    article: Identifier | None = None


class PortalStep(Entry):
    """One action on a provider's portal or on the phone. `enters`: it is where the after-tax figure is typed in."""

    do: Words
    done_when: Words
    if_not_there: Words
    enters: bool = False


class PortalTask(Entry):
    """What to do on a provider's portal for one task, step by step, with the exact words to say instead."""

    steps: tuple[PortalStep, ...] = Field(min_length=1)
    say: Words


class Provider(Entry):
    """A recordkeeper or a seller of solo plans; its file is all that it takes to be chosen.

    `button` is the label of its button where that is not its name. The lower its `place`, the earlier it is offered;
    the kind `other` comes last.
    """

    id: Identifier
    name: str = Field(max_length=40)
    button: str = Field(default="", max_length=40)
    place: int = 100
    also: tuple[str, ...] = ()
    kind: Literal["recordkeeper", "solo", "other"]
    article: Identifier
    tier: Literal["described_by_provider", "reported_by_users", "unverified"]
    verified: date
    look_for: tuple[Words, ...]
    set_up: PortalTask
    convert: PortalTask
    roll_out: PortalTask
    traps: tuple[Words, ...]
    sources: tuple[Citation, ...]


class ReportedMatch(Entry):
    """A match formula that others reported for an employer, with its structure for the core."""

    formula: str
    structure: dict[str, Any]
    year: int
    source: str


class Employer(Entry):
    """What others reported about an employer's plan; never more than hearsay."""

    name: str
    also: tuple[str, ...] = ()
    reported_by: str
    sure: Literal["two_sources", "one_source", "hearsay"]
    note: str = ""
    match: ReportedMatch | None = None


class StateNote(Entry):
    """How a state treats a conversion of after-tax money; `code` is its two postal letters."""

    code: str = Field(pattern=r"^[A-Z]{2}$")
    name: str
    kind: Literal["no_income_tax", "mostly_exempt", "own_rules", "follows_federal"]
    note: Words
    sources: tuple[Citation, ...] = Field(min_length=1)

    @property
    def checked(self) -> date | None:
        """The day on which the oldest of the sources was looked up, or None if none was."""
        return min((day for source in self.sources if (day := source.looked_up) is not None), default=None)


class Option(Entry):
    """One answer to choose: the `label` of its button, and other words that people type for it."""

    label: str = Field(max_length=40)
    also: tuple[str, ...] = ()


def _option(raw: Any) -> Any:
    return {"label": raw} if isinstance(raw, str) else raw


class SlotWords(Entry):
    """How one thing is asked, wherever it is asked."""

    label: str = Field(max_length=40)
    ask: Words
    simple: Words | None = None
    hint: Words | None = None
    why: Words | None = None
    example: str = ""
    unknown: Words | None = None
    unsure: Words | None = None
    counted: Words | None = None
    options: dict[Key, Annotated[Option, BeforeValidator(_option)]] = {}


class StepWords(Entry):
    """What a flow words differently from the slot's own words.

    `progress` stands above the question instead of "question 1 of 3". `details`, `buttons` and `copies` are those of a
    result, for a question that has parts to open or leads elsewhere.
    """

    label: str | None = None
    ask: Words | None = None
    simple: Words | None = None
    hint: Words | None = None
    why: Words | None = None
    example: str | None = None
    unknown: Words | None = None
    unsure: Words | None = None
    counted: Words | None = None
    options: dict[Key, Annotated[Option, BeforeValidator(_option)]] | None = None
    progress: Words | None = None
    details: dict[str, Words] = {}
    buttons: tuple[dict[str, str], ...] = ()
    copies: dict[str, Words] = {}


class ResultWords(Entry):
    """The screen at the end of a flow, its parts that can be opened, and the buttons under it.

    `simple` says it in two or three plain sentences, for whom the screen is too much. `buttons` are rows; each button
    is `{action: label}` with the actions `detail:NAME`, `flow:ID`, `article:ID`, `change`, `share`, `menu`,
    `copy:NAME`.
    """

    text: Words
    simple: Words | None = None
    details: dict[str, Words] = {}
    buttons: tuple[dict[str, str], ...] = ()
    copies: dict[str, Words] = {}


class FlowWords(Entry):
    """The words of one flow."""

    title: str = Field(max_length=40)
    about: Words
    starts: tuple[str, ...] = ()
    steps: dict[str, StepWords] = {}
    results: dict[str, ResultWords]
    phrases: dict[str, Words] = {}


def provider_options(providers: Mapping[str, Provider]) -> dict[str, Option]:
    """The providers as answers to choose from, in the order in which they are offered."""
    ordered = sorted(providers.values(), key=lambda one: (one.kind == "other", one.place, one.name))
    return {one.id: Option(label=one.button or one.name, also=one.also) for one in ordered}


Messages = Mapping[str, Text]
