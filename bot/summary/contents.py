"""What a summary is made of."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

MOST_CHARACTERS = 300_000
Text = Annotated[str, Field(max_length=MOST_CHARACTERS)]


class BadPaper(ValueError):
    """The kind is unknown, or the data is not what a summary is made of."""


class Section(BaseModel):
    """A heading, a table of labels and values, and lines of text below it."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    title: Text
    rows: tuple[tuple[Text, Text], ...] = ()
    lines: tuple[Text, ...] = ()


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
