"""A room passed on: as a picture, in percents or in dollars, or as a link that carries its figures; and such a link
opened."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from core.limits import published_years
from dialogue.figure_codes import NoCode
from dialogue.figures import (
    EMPTY,
    YearNotLoaded,
    code_of,
    read_figures,
    room_of,
    take_figures,
    typed_from,
    typed_of,
)
from dialogue.menus import flow_button, menu_row
from dialogue.prompts import answer_lines
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows import payloads
from flows.definitions.capacity import CAPACITY
from flows.screens import Attachment, Button, Picture, Rows, Screen, joined
from flows.session import Session

ROOM: Final = "room"  # the kind of picture that is passed on
PICTURE: Final = "picture"  # the kind of paper that is a picture
FIGURES: Final = "figures"  # the scheme of a link that carries a calculation
USE: Final = "use"
ALWAYS_SHOWN: Final = ("deferral", "match")  # even where they are what an empty field stands for
PARTS: Final = ("deferral", "employer", "made", "room")


class Way(StrEnum):
    """How a room is passed on."""

    ASK = "ask"
    PERCENTS = "percents"
    DOLLARS = "dollars"
    LINK = "link"


def room_shown(state: State) -> Picture | None:
    """The picture of the room that the open flow has come to, if it has."""
    if state.outcome is None or state.flow is None or state.flow.id != CAPACITY:
        return None
    picture = state.result.picture
    return picture if picture is not None and picture.kind == ROOM else None


def share(state: State, way: Way) -> Reply:
    """Passes the room that is shown on. Raises ValueError where none is."""
    room = room_shown(state)
    if room is None:
        raise ValueError("there is no room to be passed on")
    match way:
        case Way.ASK:
            screen = Screen(state.domain.message("share_how"), _ways(state, way))
        case Way.LINK:
            screen = _link(state, room)
        case Way.PERCENTS:
            data = in_percents(room.data)
            parts = {name: f"{data[name]}%" for name in PARTS}
            alt = state.domain.button("share_percents_alt", year=data["year"], **parts)
            screen = _picture(state, way, Picture(ROOM, data, alt))
        case Way.DOLLARS:
            screen = _picture(state, way, room)
    return Reply(state.session, (screen,), prompt=Prompt.NEVER, outcome=Done.SHARED, detail=way)


def in_percents(room: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a picture of the room in whole percents of the limit: no dollars, and nothing beside the limit.

    The percents of what counts add up to 100, or to what is over it.
    """
    limit = Decimal(room["limit"])
    amounts = {name: Decimal(room[name]) for name in PARTS}
    blocked = limit - sum(amounts.values())
    exact = {name: amount / limit * 100 for name, amount in (*amounts.items(), ("blocked", max(Decimal(0), blocked)))}
    floors = {name: int(value // 1) for name, value in exact.items()}
    spare = round(sum(exact.values())) - sum(floors.values())
    for name in sorted(exact, key=lambda one: floors[one] - exact[one])[:spare]:
        floors[name] += 1
    percents = {name: str(floors[name]) for name in PARTS}
    labels = {"labels": room["labels"]} if "labels" in room else {}
    return {"year": room["year"], "limit": "100", **percents, "percents": True, **labels}


def show_linked(state: State, code: str) -> Reply:
    """Shows the figures that a link brought along and what they come to, before any of it is kept."""
    domain, fresh = state.domain, State(state.domain, Session(), state.today)
    try:
        typed = typed_of(fresh, code)
    except YearNotLoaded as error:
        years = ", ".join(map(str, published_years()))
        return _unread(state, domain.message("year_not_loaded", year=error.year, years=years))
    except NoCode:
        return _unread(state, domain.message("link_unread"))
    screen = Screen(joined(_linked(state, fresh, typed)), ((_use(state, code),), *menu_row(state)))
    return Reply(state.session, (screen,), prompt=Prompt.NEVER, outcome=Done.LINK_SHOWN)


def use(state: State, code: str) -> Reply:
    """Takes the figures that a link brought along, and goes on with them."""
    try:
        typed = typed_of(State(state.domain, Session(), state.today), code)
    except NoCode:
        return _unread(state, state.domain.message("link_unread"))
    return take_figures(state, typed)


def _linked(state: State, fresh: State, typed: Mapping[str, str]) -> Iterator[str]:
    """What a link brought along, paragraph by paragraph: its figures, what they come to, what they would replace."""
    domain = state.domain
    yield domain.message("link_figures")
    figures = read_figures(fresh, typed).values
    values = {slot: figures[slot] for slot in EMPTY if slot in figures}
    yield answer_lines(domain, {slot: value for slot, value in values.items() if slot in typed or slot in ALWAYS_SHOWN})
    room = room_of(fresh, typed)
    if room.parts:
        yield domain.message("link_comes_to", room=max(Decimal(0), Decimal(room.parts["room"])), year=room.year)
    case = state.session.case
    known = {slot: case[slot].value for slot in values if slot in case}
    own = {slot: value for slot, value in known.items() if domain.say(slot, value) != domain.say(slot, values[slot])}
    if own:
        yield domain.message("link_replaces")
        yield answer_lines(domain, own)
    yield domain.message("disclaimer", year=room.year)


def _use(state: State, code: str) -> Button:
    return Button(state.domain.button("button_use_figures"), payloads.make(payloads.SHARE, USE, code))


def _unread(state: State, text: str) -> Reply:
    screen = Screen(text, ((flow_button(state, CAPACITY),), *menu_row(state)))
    return Reply(state.session, (screen,), prompt=Prompt.OPEN, outcome=Done.LINK_UNREAD)


def _picture(state: State, way: Way, picture: Picture) -> Screen:
    """The picture with few words under it, which go where it goes; on the page it can be saved too."""
    year = picture.data["year"]
    words = {Way.PERCENTS: "share_percents", Way.DOLLARS: "share_dollars"}[way]
    name = f"after-tax-room-{year}.png"
    paper = Attachment(PICTURE, name, {"kind": picture.kind, "data": dict(picture.data)})
    text = joined([state.domain.message(words, year=year), state.domain.message("disclaimer", year=year)])
    return Screen(text, _ways(state, way), picture=picture, attachment=paper)


def _link(state: State, room: Picture) -> Screen:
    """The link that carries the figures; where they are more than it holds, or others than it can, that it is so."""
    code = _code(state, room)
    if not code:
        return Screen(state.domain.message("share_no_link"), _ways(state, Way.LINK))
    link = f'<a href="{FIGURES}:{code}">/start {code}</a>'
    return Screen(joined([state.domain.message("share_link"), link]), _ways(state, Way.LINK))


def _code(state: State, room: Picture) -> str:
    """The code of the figures that alone come to `room`; empty where the room rests on more than they say."""
    fresh, typed = State(state.domain, Session(), state.today), typed_from(state)
    return code_of(fresh, typed) if room_of(fresh, typed).parts == room.data else ""


def _ways(state: State, here: Way) -> Rows:
    return tuple(
        (Button(state.domain.button(f"button_share_{way}"), payloads.make(payloads.SHARE, way)),)
        for way in (Way.PERCENTS, Way.DOLLARS, Way.LINK)
        if way is not here
    )
