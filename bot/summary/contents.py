"""What a summary is made of."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

MOST_CHARACTERS = 300_000
MOST_COLUMNS, MOST_ROWS = 8, 2_000
Text = Annotated[str, Field(max_length=MOST_CHARACTERS)]


class BadPaper(ValueError):
    """The kind is unknown, or the data is not what a summary is made of."""


class Section(BaseModel):
    """A heading, a table of labels and values with a total, a table with heads, and lines of text below it."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    title: Text
    rows: tuple[tuple[Text, Text], ...] = ()
    total: tuple[Text, Text] | None = None
    head: Annotated[tuple[Text, ...], Field(max_length=MOST_COLUMNS)] = ()
    table: Annotated[tuple[tuple[Text, ...], ...], Field(max_length=MOST_ROWS)] = ()
    lines: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _even(self) -> Self:
        if any(len(row) != len(self.head) for row in self.table):
            raise ValueError("each row of a table has as many cells as its head")
        return self


class Summary(BaseModel):
    """All that the summary says; `raw` is the same for programs."""

    model_config = ConfigDict(frozen=True)

    title: Annotated[Text, Field(min_length=1)]
    made_on: date
    tax_year: Annotated[int, Field(ge=1900, le=9999)] | None = None
    sections: tuple[Section, ...] = ()
    disclaimer: Text = ""
    raw: Mapping[str, JsonValue] = {}


def read(kind: str, data: Mapping[str, Any]) -> Summary:
    """`data` as a summary. Raises BadPaper, which says what is wrong where."""
    try:
        summary = Summary.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "data"
        raise BadPaper(f"paper {kind!r}: {place}: {first['msg']}") from None
    if len(summary.model_dump_json(exclude={"raw"})) > MOST_CHARACTERS:
        raise BadPaper(f"paper {kind!r}: the text is longer than {MOST_CHARACTERS} characters")
    return summary


class Table(BaseModel):
    """Rows of cells, the first the head, for a spreadsheet."""

    model_config = ConfigDict(frozen=True)

    rows: Annotated[tuple[tuple[Text, ...], ...], Field(min_length=1, max_length=MOST_ROWS * 4)]


def read_table(kind: str, data: Mapping[str, Any]) -> Table:
    """`data` as a table. Raises BadPaper, which says what is wrong where."""
    try:
        return Table.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "data"
        raise BadPaper(f"paper {kind!r}: {place}: {first['msg']}") from None
