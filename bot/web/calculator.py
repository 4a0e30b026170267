"""The calculator's fields and figures, as the page draws them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from bot.web.markup import page_html
from bot.web.messages import Words
from content.templates import money
from core.limits import published_years
from dialogue.figures import EMPTY, Room, code_of, room_of
from dialogue.state import State

# Field, the message with its example, whether it stands among the first.
FIELDS: Final = (
    ("age", "web_room_example_age", True),
    ("pay", "web_room_example_pay", True),
    ("deferral", "web_room_empty_deferral", True),
    ("match", "web_room_example_match", True),
    ("after_tax_made", "web_room_empty_none", True),
    ("profit_sharing", "web_room_empty_none", False),
    ("true_up", "web_room_empty_none", False),
    ("plan_cap", "web_room_example_cap", False),
    ("other_deferral", "web_room_empty_none", False),
)
WIDTH: Final = 1000  # of the bar, in its own units
GAP: Final = 4


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its `name`, `label`, an `example`, what is typed in it, and what is wrong with that."""

    name: str
    label: str
    example: str
    typed: str
    problem: str
    first: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bar: what it is, its dollars in words, and where it lies (`x` and `wide` of WIDTH)."""

    name: str
    label: str
    amount: str
    x: int
    wide: int


def typed_fields(given: Mapping[str, Any]) -> dict[str, str]:
    """The calculator's fields in `given`; anything else in it is left out."""
    return {name: value for name in EMPTY if isinstance(value := given.get(name), str)}


def fields(typed: Mapping[str, str], room: Room, words: Words) -> tuple[Field, ...]:
    """The fields to be filled in."""
    return tuple(
        Field(name, words(f"web_room_{name}"), words(example), typed.get(name, ""), room.problems.get(name, ""), first)
        for name, example, first in FIELDS
    )


def years() -> tuple[int, ...]:
    """The tax years to choose from, the latest first."""
    return tuple(reversed(published_years()))


def catch_up_options(state: State) -> tuple[tuple[str, str], ...]:
    """The values and labels of what a plan may offer as catch-up."""
    return tuple((name, option.label) for name, option in state.domain.options("plan_catch_up").items())


def figures(state: State, typed: Mapping[str, str], words: Words) -> tuple[Room, dict[str, Any]]:
    """What the fields come to: as the core says it, and as the page draws it (JSON)."""
    room = room_of(state, typed)
    parts = bar(room, words)
    over = _over(room)
    headline, said = "", words("web_room_wanted")
    if room.parts:
        headline = money(over or max(Decimal(0), Decimal(room.parts["room"])))
        said = words(f"web_room_{'over' if over else 'unused' if room.closed else 'left'}", year=room.year)
    return room, {
        "year": room.year,
        "headline": headline,
        "said": said,
        "limit": words("web_room_of", limit=money(Decimal(room.limit))),
        "over": bool(over),
        "parts": [
            {"name": part.name, "label": part.label, "amount": part.amount, "x": part.x, "wide": part.wide}
            for part in parts
        ],
        "html": page_html(room.text) if room.text else "",
        "code": code_of(state, typed) if room.parts else "",
        "problems": dict(room.problems),
        "asks": sorted(room.asks),
    }


def bar(room: Room, words: Words) -> tuple[Part, ...]:
    """The parts of the limit, each at least a sliver wide where it is anything; without figures, nothing."""
    if not room.parts:
        return ()
    given = {name: Decimal(room.parts[name]) for name in ("deferral", "employer", "made", "room", "limit", "catch_up")}
    over = _over(room)
    left = max(Decimal(0), given["room"])
    blocked = max(Decimal(0), given["limit"] - given["deferral"] - given["employer"] - given["made"] - left)
    amounts = {"deferral": given["deferral"], "employer": given["employer"], "made": given["made"]}
    amounts |= {"over": over} if over else {"room": left, "blocked": blocked}
    whole = sum(amounts.values()) - (over if over else 0) or Decimal(1)
    parts, x = [], 0
    for name, amount in amounts.items():
        if not amount and name != "room":
            continue
        wide = min(WIDTH - x, max(GAP * 2 if amount else 0, round(amount / max(whole, given["limit"]) * WIDTH)))
        called = "unused" if name == "room" and room.closed else name
        parts.append(Part(name, words(f"web_room_part_{called}"), money(amount), x, wide))
        x += wide
    if given["catch_up"]:
        label, said = words("web_room_part_catch_up"), f"+ {money(given['catch_up'])}"
        parts.append(Part("catch_up", label, said, x, 0))
    return tuple(parts)


def _over(room: Room) -> Decimal:
    if not room.parts:
        return Decimal(0)
    used = sum((Decimal(room.parts[name]) for name in ("deferral", "employer", "made")), Decimal(0))
    return max(Decimal(0), used - Decimal(room.parts["limit"]))
