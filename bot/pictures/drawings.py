"""What each kind of picture is made of. Dollars come as strings of decimals, as JSON keeps them exactly."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.pictures.labels import WORDS

Dollars = Annotated[Decimal, Field(allow_inf_nan=False, gt=-(10**15), lt=10**15)]
Text = Annotated[str, Field(max_length=300)]
Name = Annotated[str, Field(min_length=1, max_length=120)]


class BadPicture(ValueError):
    """The kind is unknown, or the data is not what that kind is drawn from."""


class Model(BaseModel):
    """What is common to all: `labels` replaces words of the picture by name, `title` its title."""

    model_config = ConfigDict(frozen=True)

    title: Text = ""
    note: Text = ""
    labels: Mapping[str, Text] = {}


class Room(Model):
    """How the annual additions limit of `year` is used up; `catch_up` does not count towards it.

    `percents`: all amounts are percents of the limit, which is 100, so that no dollars are drawn.
    """

    year: Annotated[int, Field(ge=1900, le=9999)]
    limit: Annotated[Dollars, Field(gt=0)]
    deferral: Annotated[Dollars, Field(ge=0)]
    employer: Annotated[Dollars, Field(ge=0)]
    made: Annotated[Dollars, Field(ge=0)]
    room: Dollars
    catch_up: Annotated[Dollars, Field(ge=0)] = Decimal(0)
    percents: bool = False


class Series(BaseModel):
    """One line: (year, dollars). Years are calendar years, or years from now."""

    model_config = ConfigDict(frozen=True)

    name: Name
    points: Annotated[tuple[tuple[Annotated[int, Field(ge=0, le=9999)], Dollars], ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        years = [year for year, _ in self.points]
        if any(later <= year for year, later in pairwise(years)):
            raise ValueError("the years of points must rise")
        return self


class Projection(Model):
    """What deposits may grow to, one line for each way."""

    series: Annotated[tuple[Series, ...], Field(min_length=1, max_length=6)]


class WaitingBar(BaseModel):
    """Earnings before conversion, and the tax on them where a rate is known."""

    model_config = ConfigDict(frozen=True)

    name: Name
    earnings: Dollars
    tax: Dollars | None = None


class Waiting(Model):
    """What waiting costs, by how often one converts."""

    bars: Annotated[tuple[WaitingBar, ...], Field(min_length=1, max_length=8)]


class Step(BaseModel):
    """One step on the way."""

    model_config = ConfigDict(frozen=True)

    name: Name
    state: Literal["done", "open", "later"]


class Progress(Model):
    """How far the steps have come."""

    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=12)]


class Part(BaseModel):
    """A part of a bar."""

    model_config = ConfigDict(frozen=True)

    name: Name
    amount: Annotated[Dollars, Field(ge=0)]


class BothBar(BaseModel):
    """One person's parts."""

    model_config = ConfigDict(frozen=True)

    name: Name
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=5)]


class Both(Model):
    """The regular and the mega backdoor of each person."""

    bars: Annotated[tuple[BothBar, ...], Field(min_length=1, max_length=4)]


class Year(Model):
    """A year month by month: for each month what was contributed and what was converted, and the `room` left.

    `until`: the last month that has begun.
    """

    year: Annotated[int, Field(ge=1900, le=9999)]
    months: Annotated[
        tuple[tuple[Annotated[Dollars, Field(ge=0)], Annotated[Dollars, Field(ge=0)]], ...],
        Field(min_length=12, max_length=12),
    ]
    room: Dollars | None = None
    until: Annotated[int, Field(ge=1, le=12)] = 12


KINDS: Mapping[str, type[Model]] = {
    "room": Room,
    "projection": Projection,
    "waiting": Waiting,
    "progress": Progress,
    "both": Both,
    "year": Year,
}


def read(kind: str, data: Mapping[str, Any]) -> Model:
    """`data` as the model of `kind`. Raises BadPicture, which says what is wrong where."""
    if kind not in KINDS:
        raise BadPicture(f"no picture is called {kind!r}; there are {', '.join(KINDS)}")
    try:
        model = KINDS[kind].model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "data"
        raise BadPicture(f"picture {kind!r}: {place}: {first['msg']}") from None
    if unknown := sorted(model.labels.keys() - WORDS[kind].keys()):
        known = ", ".join(WORDS[kind])
        raise BadPicture(f"picture {kind!r}: labels has no {', '.join(unknown)}; there are {known}")
    return model
