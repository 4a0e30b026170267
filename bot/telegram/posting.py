"""One message of the outbox to Telegram, and what Telegram's answer means for it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.sender import Blocked, Later, Outcome, Refused, Sent
from bot.errors import describe, log_failure
from bot.notices import Notices
from bot.storage.store import Queued
from bot.telegram.api import call
from bot.telegram.links import with_links
from bot.telegram.requests import NotSent
from bot.telegram.splitting import CAPTION_UNITS, MESSAGE_UNITS, plain, split, visible_units
from flows.screens import Attachment, Picture

Draw = Callable[[Picture], Awaitable[bytes]]
Make = Callable[[Attachment], Awaitable[bytes]]

FILE_ATTEMPTS = 3
FILE_PARAMETERS = ("caption", "photo", "document", "picture", "attachment")
DONE_ALREADY = re.compile(r"message is not modified|query is too old|query ID is invalid", re.IGNORECASE)
BROKEN_MARKUP = re.compile(r"can't parse entities|can't find end|unsupported start tag", re.IGNORECASE)
NOT_IMPLEMENTED = re.compile(r"not implemented|not supported|method not (found|allowed)|unknown method", re.IGNORECASE)
NOBODY_THERE = re.compile(r"chat not found|user not found|PEER_ID_INVALID|user is deactivated", re.IGNORECASE)
NO_SUCH_THREAD = re.compile(r"message thread not found|TOPIC_(CLOSED|DELETED)", re.IGNORECASE)
BROKEN_KEYBOARD = re.compile(r"BUTTON_\w+_INVALID|button|keyboard|reply markup", re.IGNORECASE)
log = structlog.get_logger()


class Poster:
    """Posts messages of the outbox. `draw` and `make` produce what pictures and attachments describe."""

    def __init__(self, bot: Bot, username: str, draw: Draw, make: Make, notices: Notices) -> None:
        self._bot = bot
        self._username = username
        self._draw = draw
        self._make = make
        self._notices = notices

    async def post(self, row: Queued, attempt: int) -> Outcome:
        """Post `row` once, in another shape where Telegram does not take it as it is.

        `attempt` counts from 0; a file that could not be sent a few times comes in words.
        """
        payload = _with_first(row.payload, self._notices.again) if row.tries else row.payload
        simpler = self._in_text(row.method, payload) if attempt >= FILE_ATTEMPTS else None
        try:
            return await (self._post("sendMessage", simpler) if simpler else self._post(row.method, payload))
        except Exception as error:
            log_failure(log, "posting_failed", error, method=row.method)
            return Refused(describe(error))

    async def _post(self, method: str, payload: Mapping[str, Any]) -> Outcome:
        try:
            await self._call(method, payload)
        except RetryAfter as error:
            return Later(_seconds(error), describe(error))
        except Forbidden as error:
            return Blocked(describe(error))
        except ChatMigrated as error:
            return await self._post(method, {**payload, "chat_id": error.new_chat_id})
        except BadRequest as error:
            return await self._after_bad_request(method, payload, error)
        except EndPointNotFound as error:
            return await self._post_in_text(method, payload) or Later(reason=describe(error))
        except TimedOut as error:
            # It may have arrived. A question that comes twice does no harm, since its buttons know their revision;
            # one that never comes leaves its reader waiting. The timeout is long, so that this is rare.
            return Later(reason=describe(error), perhaps=True)
        except NotSent as error:
            return Later(reason=describe(error))
        except (NetworkError, TelegramError) as error:
            if NOT_IMPLEMENTED.search(error.message) and (outcome := await self._post_in_text(method, payload)):
                return outcome
            return Later(reason=describe(error), perhaps=True)
        return Sent()

    async def _post_in_text(self, method: str, payload: Mapping[str, Any]) -> Outcome | None:
        simpler = self._in_text(method, payload)
        return None if simpler is None else await self._post("sendMessage", simpler)

    def _in_text(self, method: str, payload: Mapping[str, Any]) -> dict[str, Any] | None:
        """The same as a new message of nothing but text, for a server that does not take `method`."""
        match method:
            case "editMessageText":
                return {name: value for name, value in payload.items() if name != "message_id"}
            case "sendPhoto":
                return _in_words(payload, payload["picture"]["alt"], "")
            case "sendDocument":
                return _in_words(
                    payload, "", self._notices.attachment_failed.format(name=payload["attachment"]["name"])
                )
            case _:
                return None

    async def _call(self, method: str, payload: Mapping[str, Any]) -> None:
        parameters = dict(payload)
        for name in ("text", "caption"):
            if name in parameters and "parse_mode" in parameters:
                parameters[name] = with_links(parameters[name], self._username)
        if (picture := parameters.pop("picture", None)) is not None:
            try:
                content = await self._draw(Picture(**picture))
            except Exception as error:
                log_failure(log, "picture_failed", error, picture=picture["kind"])
                await call(
                    self._bot, "sendMessage", **_in_words(parameters, picture["alt"], self._notices.picture_failed)
                )
                return
            parameters["photo"] = InputFile(content, filename=f"{picture['kind']}.png")
        if (attachment := parameters.pop("attachment", None)) is not None:
            try:
                content = await self._make(Attachment(**attachment))
            except Exception as error:
                log_failure(log, "attachment_failed", error, attachment=attachment["kind"])
                await call(self._bot, "sendMessage", **_in_words(parameters, "", self._without(attachment)))
                return
            parameters["document"] = InputFile(content, filename=attachment["name"])
        await call(self._bot, method, **parameters)

    def _without(self, attachment: Mapping[str, Any]) -> str:
        return self._notices.attachment_failed.format(name=attachment["name"])

    async def _after_bad_request(self, method: str, payload: Mapping[str, Any], error: BadRequest) -> Outcome:
        said = error.message
        if DONE_ALREADY.search(said):
            return Sent()
        if BROKEN_MARKUP.search(said) and "parse_mode" in payload:
            log.error("broken_markup", method=method, error=describe(error))
            return await self._post(method, _without_markup(payload))
        if NOBODY_THERE.search(said):
            return Blocked(describe(error))
        if NO_SUCH_THREAD.search(said) and "message_thread_id" in payload:
            return await self._post(method, {name: payload[name] for name in payload if name != "message_thread_id"})
        if "reply_markup" in payload and BROKEN_KEYBOARD.search(said):
            # The question without its buttons can still be answered by typing.
            log.error("broken_keyboard", method=method, error=describe(error))
            return await self._post(method, {name: payload[name] for name in payload if name != "reply_markup"})
        # A message that is gone or too old to be edited, a file that is not taken: the text is what matters.
        return await self._post_in_text(method, payload) or Refused(describe(error))


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after if isinstance(after, int | float) else after.total_seconds()


def _with_first(payload: Mapping[str, Any], line: str) -> Mapping[str, Any]:
    """The same message with `line` above it, if there is room."""
    for name, most in (("text", MESSAGE_UNITS), ("caption", CAPTION_UNITS)):
        if name in payload and visible_units(text := f"{line}\n\n{payload[name]}") <= most:
            return {**payload, name: text}
    return payload


def _without_markup(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The same message as plain text, for markup that Telegram cannot parse."""
    cleaned = {name: value for name, value in payload.items() if name != "parse_mode"}
    for name in ("text", "caption"):
        if name in cleaned:
            cleaned[name] = plain(cleaned[name])
    return cleaned


def _in_words(parameters: Mapping[str, Any], alt: str, notice: str) -> dict[str, Any]:
    """A message instead of a file: the caption, what a picture would show, and a notice."""
    instead = {name: value for name, value in parameters.items() if name not in FILE_PARAMETERS}
    escaped = alt.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    caption = parameters.get("caption", "")
    text = "\n\n".join(part for part in (caption if caption != alt else "", escaped, notice) if part)
    return {**instead, "text": split(text)[0], "parse_mode": "HTML"}
