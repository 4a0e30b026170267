"""A local HTTP server that speaks enough of the Bot API for a real bot to run against it.

It checks what it is sent as Telegram does and refuses it in Telegram's words, redelivers updates until they are
confirmed, delivers webhooks until they are answered with 200, and misbehaves on demand (`Fault`).
"""

import asyncio
import contextlib
import html
import itertools
import json
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

ME = {"id": 4242, "is_bot": True, "first_name": "Mega", "username": "mega_test_bot", "can_join_groups": True}
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler"}
SHOWN = ("sendMessage", "sendPhoto", "sendDocument", "editMessageText")


class Refusal(Exception):
    """An error answer in Telegram's form."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method as it was accepted. `at` is the monotonic time; `files` maps field names to contents."""

    method: str
    parameters: dict[str, Any]
    at: float
    files: dict[str, bytes] = field(default_factory=dict)
    message_id: int = 0

    @property
    def text(self) -> str:
        """The text or caption."""
        return str(self.parameters.get("text", self.parameters.get("caption", "")))

    @property
    def chat(self) -> int:
        """The chat it went to."""
        return int(self.parameters.get("chat_id", 0))


@dataclass(slots=True)
class Fault:
    """Misbehaviour for the next `times` calls of `method` (of `chat` only, if given).

    `kind`: 429, 403, 500, 501, 502, 404, 400 (with `description`), "cut" (the connection closes before the call is
    heard), "lost" (the call is done, and the connection closes before the answer), "slow" (the answer takes `seconds`).
    """

    method: str
    kind: int | str
    times: int = 1
    chat: int | None = None
    seconds: float = 1
    description: str = ""


class BotApiServer:
    """The server. `async with BotApiServer() as server:` and then TELEGRAM_API_BASE_URL is `server.base_url`."""

    def __init__(self, token: str = "123456:test-token", missing: frozenset[str] = frozenset()) -> None:
        self.token = token
        self.missing = missing
        self.calls: list[Call] = []
        self.last_said = 0  # the id of the newest message of any user
        self._sent: dict[int, list[Call]] = {}
        self.faults: list[Fault] = []
        self.blocked: set[int] = set()
        self.files: dict[str, bytes] = {}
        self.webhook: dict[str, Any] = {}
        self.refused: list[tuple[str, str]] = []
        self.delivered: dict[int, int] = {}
        self.me: Any = ME
        self.odd_updates: list[Any] = []
        self.always_200 = False
        self._updates: dict[int, dict[str, Any]] = {}
        self._messages: dict[tuple[int, int], dict[str, Any]] = {}
        self._queries: dict[str, float] = {}
        self._message_ids = itertools.count(1000)
        self._update_ids = itertools.count(5000)
        self._changed = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self._delivering: set[asyncio.Task[None]] = set()
        self._webhook_places = asyncio.Semaphore(40)
        self.port = 0

    # --- life ---

    async def __aenter__(self) -> "BotApiServer":
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.*}", self._download)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._delivering:
            task.cancel()
        await asyncio.gather(*self._delivering, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        """What TELEGRAM_API_BASE_URL must be."""
        return f"http://127.0.0.1:{self.port}/bot"

    # --- what users do ---

    def new_message_id(self) -> int:
        """A message id that nobody has."""
        return next(self._message_ids)

    async def push(self, content: dict[str, Any], number: int | None = None) -> int:
        """Put an update into the queue (and deliver it to the webhook, if one is set); returns its id."""
        number = next(self._update_ids) if number is None else number
        update = {"update_id": number, **content}
        async with self._changed:
            self._updates[number] = update
            self._changed.notify_all()
        if self.webhook.get("url"):
            self._deliver(update)
        return number

    async def say(self, chat: int, text: str, number: int | None = None) -> int:
        """`chat` types `text`."""
        return await self.push({"message": self.message(chat, text=text)}, number)

    async def send(self, chat: int, **content: Any) -> int:
        """`chat` sends something that is not text."""
        return await self.push({"message": self.message(chat, **content)})

    async def edit(self, chat: int, text: str, message_id: int) -> int:
        """`chat` edits an earlier message."""
        message = {**self.message(chat, text=text), "message_id": message_id, "edit_date": int(time.time())}
        return await self.push({"edited_message": message})

    async def press(self, chat: int, label: str, call: Call | None = None, query: str | None = None) -> int:
        """`chat` presses the button called `label` under `call`, by default the newest message with such a button."""
        candidates = [call] if call else [one for one in reversed(self.calls) if one.chat == chat]
        for one in candidates:
            for row in keyboard(one.parameters.get("reply_markup")):
                for button in row:
                    if button["text"] == label and "callback_data" in button:
                        message_id = one.message_id or int(one.parameters.get("message_id", 0))
                        return await self.push_query(chat, button["callback_data"], message_id, query)
        raise AssertionError(f"no button {label!r} in chat {chat}")

    async def push_query(self, chat: int, data: str, message_id: int, query: str | None = None) -> int:
        """A callback query with any `data`, as a forger could send it."""
        query = query or f"query{next(self._message_ids)}"
        self._queries.setdefault(query, time.monotonic())
        message = self._messages.get((chat, message_id)) or {
            **self.message(chat, text="an old message"),
            "message_id": message_id,
        }
        return await self.push(
            {
                "callback_query": {
                    "id": query,
                    "from": _user(chat),
                    "chat_instance": str(chat),
                    "data": data,
                    "message": message,
                }
            }
        )

    def message(self, chat: int, **content: Any) -> dict[str, Any]:
        """A message of the user of the private chat `chat`."""
        if isinstance(content.get("text"), str) and content["text"].startswith("/"):
            length = len(content["text"].split()[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self.last_said = self.new_message_id()
        return {
            "message_id": self.last_said,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "Ada"},
            "from": _user(chat),
            **content,
        }

    # --- what tests look at ---

    def sent(self, chat: int | None = None) -> list[Call]:
        """The messages sent (or put in the place of others), to `chat` or to all."""
        if chat is not None:
            return self._sent.get(chat, [])
        return [one for one in self.calls if one.method in SHOWN]

    def texts(self, chat: int) -> list[str]:
        """The texts of `sent`."""
        return [one.text for one in self.sent(chat)]

    def of(self, method: str) -> list[Call]:
        """The accepted calls of `method`."""
        return [one for one in self.calls if one.method == method]

    def unconfirmed(self) -> int:
        """How many updates have not been confirmed."""
        return len(self._updates)

    async def until(self, condition: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait until `condition` holds; AssertionError if it does not."""
        async with self._changed:
            try:
                await asyncio.wait_for(self._changed.wait_for(condition), seconds)
            except TimeoutError:
                raise AssertionError("it did not come about in time") from None

    async def reply(self, chat: int, count: int, seconds: float = 20.0) -> Call:
        """Wait until `chat` has got `count` messages in all, and return the last of them."""
        await self.until(lambda: len(self.sent(chat)) >= count, seconds)
        return self.sent(chat)[count - 1]

    def expire_queries(self) -> None:
        """Make all callback queries too old to be answered."""
        self._queries = dict.fromkeys(self._queries, 0.0)

    # --- the Bot API ---

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _error(Refusal(401, "Unauthorized"), 401)
        parameters, files = await _parameters(request)
        fault = self._fault(method, parameters)
        if fault is not None and fault.kind == "cut":
            return await _cut(request)
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        try:
            result = await self._result(method, fault, parameters, files)
        except Refusal as refusal:
            self.refused.append((method, refusal.description))
            await self._notify()
            return _error(refusal, 200 if self.always_200 else refusal.code)
        await self._notify()
        if fault is not None and fault.kind == "lost":
            return await _cut(request)
        return web.json_response({"ok": True, "result": result})

    async def _result(
        self, method: str, fault: Fault | None, parameters: dict[str, Any], files: dict[str, bytes]
    ) -> Any:
        if fault is not None and isinstance(fault.kind, int):
            raise _refusal(fault)
        handler = getattr(self, f"_do_{method.lower()}", None)
        if handler is None or method in self.missing:
            raise Refusal(404, "Not Found")
        return await handler(parameters, files)

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _fault(self, method: str, parameters: dict[str, Any]) -> Fault | None:
        for fault in self.faults:
            chat = parameters.get("chat_id")
            if fault.times > 0 and fault.method == method and fault.chat in (None, chat and int(chat)):
                fault.times -= 1
                return fault
        return None

    async def _do_getme(self, *_: Any) -> Any:
        return self.me

    async def _do_getupdates(self, parameters: dict[str, Any], _: Any) -> Any:
        if self.odd_updates:
            return self.odd_updates.pop()
        if self.webhook.get("url"):
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
                "webhook first",
            )
        offset = int(parameters.get("offset") or 0)
        limit = int(parameters.get("limit") or 100)
        for number in [number for number in self._updates if number < offset]:
            del self._updates[number]

        def waiting() -> list[dict[str, Any]]:
            return [self._updates[number] for number in sorted(self._updates)][:limit]

        async with self._changed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait_for(waiting), float(parameters.get("timeout") or 0) or 0.001)
        for update in waiting():
            self.delivered[update["update_id"]] = self.delivered.get(update["update_id"], 0) + 1
        return waiting()

    async def _do_sendmessage(self, parameters: dict[str, Any], _: Any) -> dict[str, Any]:
        self._check_chat(parameters)
        text = _checked_text(parameters.get("text", ""), parameters.get("parse_mode"), 4096, "message")
        return self._record("sendMessage", parameters, text=text)

    async def _do_sendphoto(self, parameters: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        return self._send_file("sendPhoto", "photo", parameters, files)

    async def _do_senddocument(self, parameters: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        return self._send_file("sendDocument", "document", parameters, files)

    def _send_file(self, method: str, name: str, parameters: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        self._check_chat(parameters)
        content = _attached(parameters, files, name)
        if not content:
            raise Refusal(400, f"Bad Request: there is no {name} in the request")
        caption = parameters.get("caption", "")
        if caption:
            caption = _checked_text(caption, parameters.get("parse_mode"), 1024, "message caption")
        key = f"{name}{next(self._message_ids)}"
        self.files[key] = content
        file = {"file_id": key, "file_unique_id": key, "file_size": len(content)}
        shown: dict[str, Any] = (
            {"document": file} if name == "document" else {"photo": [{**file, "width": 9, "height": 9}]}
        )
        return self._record(method, parameters, files={name: content}, caption=caption, **shown)

    async def _do_editmessagetext(self, parameters: dict[str, Any], _: Any) -> dict[str, Any]:
        message = self._edited(parameters)
        if "text" not in message:
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        text = _checked_text(parameters.get("text", ""), parameters.get("parse_mode"), 4096, "message")
        return self._change("editMessageText", message, parameters, text=text)

    async def _do_editmessagereplymarkup(self, parameters: dict[str, Any], _: Any) -> dict[str, Any]:
        return self._change("editMessageReplyMarkup", self._edited(parameters), parameters)

    async def _do_answercallbackquery(self, parameters: dict[str, Any], _: Any) -> bool:
        asked = self._queries.get(parameters.get("callback_query_id", ""), 0.0)
        if time.monotonic() - asked > 15:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if len(parameters.get("text", "")) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self._note(Call("answerCallbackQuery", parameters, time.monotonic()))
        return True

    async def _do_setwebhook(self, parameters: dict[str, Any], _: Any) -> bool:
        secret = parameters.get("secret_token", "")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = dict(parameters)
        self._note(Call("setWebhook", parameters, time.monotonic()))
        for number in sorted(self._updates):
            self._deliver(self._updates[number])
        return True

    async def _do_deletewebhook(self, parameters: dict[str, Any], _: Any) -> bool:
        self.webhook = {}
        self._note(Call("deleteWebhook", parameters, time.monotonic()))
        return True

    async def _do_getwebhookinfo(self, *_: Any) -> dict[str, Any]:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }

    async def _do_setmycommands(self, parameters: dict[str, Any], _: Any) -> bool:
        for command in json.loads(parameters.get("commands", "[]")):
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self._note(Call("setMyCommands", parameters, time.monotonic()))
        return True

    async def _do_setmydescription(self, parameters: dict[str, Any], _: Any) -> bool:
        if len(parameters.get("description", "")) > 512:
            raise Refusal(400, "Bad Request: description is too long")
        self._note(Call("setMyDescription", parameters, time.monotonic()))
        return True

    async def _do_setmyshortdescription(self, parameters: dict[str, Any], _: Any) -> bool:
        if len(parameters.get("short_description", "")) > 120:
            raise Refusal(400, "Bad Request: short description is too long")
        self._note(Call("setMyShortDescription", parameters, time.monotonic()))
        return True

    async def _do_setchatmenubutton(self, parameters: dict[str, Any], _: Any) -> bool:
        opens = parameters["menu_button"]
        opens = json.loads(opens) if isinstance(opens, str) else opens
        if opens["type"] == "web_app" and not opens["web_app"]["url"].startswith("https://"):
            raise Refusal(400, "Bad Request: menu button web app URL is invalid: Only HTTPS links are allowed")
        self._note(Call("setChatMenuButton", parameters, time.monotonic()))
        return True

    async def _do_sendchataction(self, parameters: dict[str, Any], _: Any) -> bool:
        self._check_chat(parameters)
        self._note(Call("sendChatAction", parameters, time.monotonic()))
        return True

    async def _do_answerinlinequery(self, parameters: dict[str, Any], _: Any) -> bool:
        if len(json.loads(parameters.get("results", "[]"))) > 50:
            raise Refusal(400, "Bad Request: RESULTS_TOO_MUCH")
        self._note(Call("answerInlineQuery", parameters, time.monotonic()))
        return True

    async def _do_getfile(self, parameters: dict[str, Any], _: Any) -> dict[str, Any]:
        key = parameters.get("file_id", "")
        if key not in self.files:
            raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(self.files[key]) > 20 * 1024 * 1024:
            raise Refusal(400, "Bad Request: file is too big")
        return {
            "file_id": key,
            "file_unique_id": key,
            "file_size": len(self.files[key]),
            "file_path": f"documents/{key}",
        }

    async def _download(self, request: web.Request) -> web.StreamResponse:
        content = self.files.get(request.match_info["path"].removeprefix("documents/"))
        if request.match_info["token"] != self.token or content is None:
            return web.Response(status=404)
        return web.Response(body=content)

    # --- inside ---

    def _note(self, call: Call) -> None:
        self.calls.append(call)
        if call.method in SHOWN:
            self._sent.setdefault(call.chat, []).append(call)

    def _check_chat(self, parameters: dict[str, Any]) -> None:
        chat = int(parameters.get("chat_id") or 0)
        if not chat:
            raise Refusal(400, "Bad Request: chat_id is empty")
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        _check_keyboard(parameters.get("reply_markup"))

    def _record(
        self, method: str, parameters: dict[str, Any], files: dict[str, bytes] | None = None, **content: Any
    ) -> dict[str, Any]:
        chat = int(parameters["chat_id"])
        message = {
            "message_id": self.new_message_id(),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "first_name": "Ada", "title": "G"},
            "from": ME,
            **content,
        }
        if rows := keyboard(parameters.get("reply_markup")):
            message["reply_markup"] = {"inline_keyboard": rows}
        self._messages[chat, message["message_id"]] = message
        self._note(Call(method, parameters, time.monotonic(), files or {}, message["message_id"]))
        return message

    def _edited(self, parameters: dict[str, Any]) -> dict[str, Any]:
        self._check_chat(parameters)
        message = self._messages.get((int(parameters["chat_id"]), int(parameters.get("message_id") or 0)))
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        return message

    def _change(
        self, method: str, message: dict[str, Any], parameters: dict[str, Any], **content: Any
    ) -> dict[str, Any]:
        rows = keyboard(parameters.get("reply_markup"))
        before = {key: value for key, value in message.items() if key != "edit_date"}
        after = {**before, **content}
        after.pop("reply_markup", None)
        if rows:
            after["reply_markup"] = {"inline_keyboard": rows}
        if after == before:
            raise Refusal(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message",
            )
        message.clear()
        message.update(after, edit_date=int(time.time()))
        self._note(Call(method, parameters, time.monotonic(), {}, message["message_id"]))
        return message

    def _deliver(self, update: dict[str, Any]) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver_until_taken(update))
        self._delivering.add(task)
        task.add_done_callback(self._delivering.discard)

    async def _deliver_until_taken(self, update: dict[str, Any]) -> None:
        """Deliver `update` to the webhook again and again until it is answered with 200."""
        number, pause = update["update_id"], 0.1
        async with aiohttp.ClientSession() as session:
            while number in self._updates and self.webhook.get("url"):
                async with self._webhook_places:
                    status = await self.deliver_once(session, update)
                self.delivered[number] = self.delivered.get(number, 0) + 1
                if status == 200:
                    self._updates.pop(number, None)
                    await self._notify()
                    return
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))
                pause = min(1.0, pause * 2)

    async def deliver_once(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> int:
        """One webhook delivery; returns the status, 0 if there was none."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        timeout = aiohttp.ClientTimeout(total=30)
        try:
            async with session.post(self.webhook["url"], json=update, headers=headers, timeout=timeout) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0


def _user(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "Ada", "language_code": "en"}


async def _parameters(request: web.Request) -> tuple[dict[str, Any], dict[str, bytes]]:
    parameters: dict[str, Any] = dict(request.query)
    files: dict[str, bytes] = {}
    if request.content_type == "application/json":
        parameters |= await request.json()
        return parameters, files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = value.file.read()
        else:
            parameters[name] = value
    return parameters, files


def _attached(parameters: dict[str, Any], files: dict[str, bytes], name: str) -> bytes:
    value = str(parameters.get(name, ""))
    return files.get(value.removeprefix("attach://"), b"") if value.startswith("attach://") else files.get(name, b"")


async def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _refusal(fault: Fault) -> Refusal:
    match fault.kind:
        case 429:
            seconds = int(fault.seconds)
            return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        case 403:
            return Refusal(403, fault.description or "Forbidden: bot was blocked by the user")
        case 404:
            return Refusal(404, "Not Found")
        case 500:
            return Refusal(500, fault.description or "Internal Server Error")
        case 501:
            return Refusal(501, fault.description or "Not Implemented")
        case 502:
            return Refusal(502, "Bad Gateway")
        case _:
            return Refusal(400, fault.description or "Bad Request")


def _error(refusal: Refusal, status: int) -> web.Response:
    answer: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        answer["parameters"] = refusal.parameters
    return web.json_response(answer, status=status)


def keyboard(markup: Any) -> list[list[dict[str, Any]]]:
    if not markup:
        return []
    parsed = json.loads(markup) if isinstance(markup, str) else markup
    return list(parsed.get("inline_keyboard", []))


def _check_keyboard(markup: Any) -> None:
    buttons = [button for row in keyboard(markup) for button in row]
    if len(buttons) > 100:
        raise Refusal(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not button.get("text"):
            raise Refusal(400, "Bad Request: can't parse inline keyboard button: Text buttons must be non-empty")
        kinds = [kind for kind in ("callback_data", "url", "copy_text", "web_app") if kind in button]
        if len(kinds) != 1:
            raise Refusal(
                400,
                "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            )
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
            raise Refusal(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")


def _checked_text(text: str, mode: str | None, limit: int, what: str) -> str:
    """What Telegram shows of `text`; Refusal where Telegram would not take it."""
    shown = _parsed_html(text) if (mode or "").upper() == "HTML" else text
    if not shown.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(shown.encode("utf-16-le")) // 2 > limit:
        raise Refusal(400, f"Bad Request: {what} is too long")
    return shown


def _parsed_html(text: str) -> str:
    shown: list[str] = []
    opened: list[str] = []
    at = 0
    for match in re.finditer(r"<([^>]*)(>?)", text):
        shown.append(text[at : match.start()])
        at = match.end()
        offset = len(text[: match.start()].encode())
        inside, closed = match[1], match[2]
        name = re.match(r"/?\s*([a-zA-Z0-9-]*)", inside)
        tag = name[1].lower() if name else ""
        if not closed:
            raise Refusal(
                400, f'Bad Request: can\'t parse entities: Unclosed start tag "{tag}" at byte offset {offset}'
            )
        if inside.startswith("/"):
            if not opened or (tag and opened[-1] != tag):
                raise Refusal(400, f"Bad Request: can't parse entities: Unexpected end tag at byte offset {offset}")
            opened.pop()
        elif tag == "span" and "tg-spoiler" in inside:
            opened.append(tag)
        elif tag not in TAGS:
            raise Refusal(
                400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}" at byte offset {offset}'
            )
        else:
            opened.append(tag)
    if opened:
        raise Refusal(
            400, f"Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1]}\""
        )
    shown.append(text[at:])
    return html.unescape("".join(shown))
