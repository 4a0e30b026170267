"""What a chat remembers beside answers: small things that one turn leaves for a later one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from pydantic import TypeAdapter


class Expecting(StrEnum):
    """What the next message is taken for if it fits."""

    REPLY = "reply"  # the words of HR


@dataclass(frozen=True, slots=True)
class Draft:
    """The options ticked so far at the question for `slot`, which takes several."""

    slot: str
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """The words `said` for `slot` that do not stand by themselves, for the `reason` of their reading."""

    slot: str
    said: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a plan document that decided a `feature` (a slot), and their page, 0 where it has none."""

    feature: str
    quote: str
    page: int


@dataclass(frozen=True)
class Notes:
    """`last` is the slot answered last, `pressed` the payload pressed last, `article` the one shown last.

    `choosing`: the answers are listed to be changed. `album` is the group of files that came last, `plan_so_far` what
    the files read so far say, `voted` the articles voted on. `reminders` are kept as `flows.reminders` writes them;
    `wish` is a reminder that waits for the paydays to be told, `wish_asked`: they were asked for just now; `when_for`
    is one for which it was just asked when, `ended` are those ended just now, `zone` the time zone that was named.
    `reminder` is the one just spoken of, 0 where the list was shown; `reminder_came`: it has just come due; `changing`
    are the words of a change for which it was asked which one is meant. `regular` is a regular sum of which it was
    asked how often it came. `entry` is the one of the ledger that was just spoken of, `correcting`: its new words are
    asked for. `fixing` are the new words for an entry where it was asked which one is meant, `undo` is what takes the
    last change of the ledger back, as `flows.ledger` writes it, `fresh`: it was made just now. `ledger_told_none`: that
    there was no after-tax money so far had been told before. `shown` are the labels of the buttons in view, each with
    what its button carries. `quotes` are the words of plan documents that decided. `supposed` is what was supposed
    before there was a result, `tried` what was supposed just now and answered while a question stayed open, `others`
    what else the last message may have wanted, as payloads. `home` is the plan to come back to once what is asked back
    about another one is settled, as `str` of its id. `told` are the kinds of movements that were told without what the
    ledger needs, so that they are known and not written down. `boxes` are the slots of forms that were told before the
    walk through the forms has begun, so that it takes them.
    """

    last: str | None = None
    draft: Draft | None = None
    partial: Partial | None = None
    choosing: bool = False
    expecting: Expecting | None = None
    pressed: str | None = None
    article: str | None = None
    voted: tuple[str, ...] = ()
    album: str | None = None
    plan_so_far: Mapping[str, Any] | None = None
    reminders: Mapping[str, Any] | None = None
    wish: str | None = None
    zone: str | None = None
    wish_asked: bool = False
    when_for: str | None = None
    ended: tuple[Mapping[str, Any], ...] = ()
    reminder: int | None = None
    reminder_came: bool = False
    changing: str | None = None
    regular: Mapping[str, Any] | None = None
    ledger_told_none: bool = False
    entry: int | None = None
    correcting: bool = False
    fixing: str | None = None
    undo: Mapping[str, Any] | None = None
    fresh: bool = False
    shown: tuple[tuple[str, str], ...] = ()
    quotes: tuple[Quote, ...] = ()
    supposed: tuple[Mapping[str, Any], ...] | None = None
    tried: tuple[Mapping[str, Any], ...] = ()
    others: tuple[str, ...] = ()
    home: str | None = None
    told: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()

    @property
    def point_back(self) -> bool:
        """Whether something was spoken of or asked for just now to which the next words may point back."""
        spoken_of = (self.when_for, self.fixing, self.regular, self.reminder, self.changing)
        return any(one is not None for one in spoken_of) or bool(
            self.tried or self.ended or self.wish_asked or self.fresh
        )


NONE: Final = Notes()
_KEPT: Final = TypeAdapter(Notes)


def notes_to_json(notes: Notes) -> dict[str, Any]:
    """`notes` as plain JSON, without those that are not there."""
    kept: dict[str, Any] = {} if notes == NONE else _KEPT.dump_python(notes, mode="json", exclude_defaults=True)
    return kept


def notes_from_json(raw: Mapping[str, Any]) -> Notes:
    """The notes in `raw`; names that no note has are left out. Raises ValueError for a note of a wrong shape."""
    return _KEPT.validate_python(raw) if raw else NONE
