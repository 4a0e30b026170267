"""Screens as Bot API calls, ready for the outbox."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.delivery.turns import Place
from bot.storage.store import Outgoing
from bot.telegram.splitting import CAPTION_UNITS, split, units, visible_units
from flows.screens import Button, Screen

NO_PREVIEW = '{"is_disabled":true}'
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


ROOM = "room"  # the kind of picture under which the app is offered


@dataclass(frozen=True, slots=True)
class App:
    """The button that opens the app inside Telegram: its `label`, and the `url`."""

    label: str
    url: str


def render(screen: Screen, place: Place, app: App | None = None) -> Sequence[Outgoing]:
    """The calls that show `screen` at `place`: the buttons are under the last of them.

    A text that is too long comes in several messages, one that is too long for a caption follows its picture. Under
    the picture of a room, `app` offers to change its figures.
    """
    keyboard = _keyboard(screen.buttons, app if screen.picture is not None and screen.picture.kind == ROOM else None)
    if screen.picture is not None:
        picture = {"kind": screen.picture.kind, "data": screen.picture.data, "alt": screen.picture.alt}
        return _with_file("sendPhoto", {"picture": picture}, screen.text, keyboard, place, screen.picture.alt)
    if screen.attachment is not None:
        file = {"kind": screen.attachment.kind, "name": screen.attachment.name, "data": screen.attachment.data}
        return _with_file("sendDocument", {"attachment": file}, screen.text, keyboard, place)
    replaced = place.replaceable if screen.replaces else None
    return _texts(screen.text, keyboard, place, replaced)


def keyboard_json(rows: Sequence[Sequence[dict[str, Any]]]) -> str:
    """An inline keyboard as the Bot API takes it."""
    return _dumps({"inline_keyboard": rows})


def target(place: Place) -> dict[str, Any]:
    """The parameters that say where a message goes."""
    if place.thread is None:
        return {"chat_id": place.chat}
    return {"chat_id": place.chat, "message_thread_id": place.thread}


def _texts(text: str, keyboard: str | None, place: Place, replaced: int | None) -> list[Outgoing]:
    parts = split(text)
    messages = []
    for number, part in enumerate(parts):
        payload: dict[str, Any] = {
            **target(place),
            "text": part,
            "parse_mode": "HTML",
            "link_preview_options": NO_PREVIEW,
        }
        if keyboard is not None and number == len(parts) - 1:
            payload["reply_markup"] = keyboard
        if replaced is not None and number == 0:
            messages.append(Outgoing("editMessageText", {**payload, "message_id": replaced}))
        else:
            messages.append(Outgoing("sendMessage", payload))
    return messages


def _with_file(
    method: str, file: dict[str, Any], text: str, keyboard: str | None, place: Place, alt: str = ""
) -> Sequence[Outgoing]:
    if visible_units(text) > CAPTION_UNITS:
        caption = {"caption": alt} if alt and units(alt) <= CAPTION_UNITS else {}
        return [Outgoing(method, {**target(place), **file, **caption}), *_texts(text, keyboard, place, None)]
    payload: dict[str, Any] = {**target(place), **file}
    if text:
        payload |= {"caption": text, "parse_mode": "HTML"}
    if keyboard is not None:
        payload["reply_markup"] = keyboard
    return [Outgoing(method, payload)]


def _keyboard(rows: Sequence[Sequence[Button]], app: App | None) -> str | None:
    opens = [[{"text": app.label, "web_app": {"url": app.url}}]] if app is not None else []
    if not rows and not opens:
        return None
    return keyboard_json([*([_button(button) for button in row] for row in rows), *opens])


def _button(button: Button) -> dict[str, Any]:
    if button.copy:
        return {"text": button.label, "copy_text": {"text": button.copy}}
    return {"text": button.label, "callback_data": button.payload}
