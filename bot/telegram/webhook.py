"""The webhook: 200 only after the commit, 503 when full, so that Telegram delivers again what was not taken."""

import asyncio
import hashlib
import hmac
import json
import random
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery.chat_locks import LaneFull
from bot.errors import describe
from bot.http_server import HttpServer
from bot.metrics import Metrics
from bot.storage.store import StoreUnavailable
from bot.telegram.api import call
from bot.telegram.reading import ALLOWED_UPDATES

LARGEST_BODY = 1024 * 1024
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name
MOST_CONNECTIONS = 40
log = structlog.get_logger()

Handle = Callable[[dict[str, Any]], Awaitable[None]]


class Endpoint:
    """Takes webhook deliveries; `backlog` is how many may be under way."""

    def __init__(self, handle: Handle, secret: str, backlog: int, metrics: Metrics) -> None:
        self._handle = handle
        self._secret = secret.encode()
        self._backlog = backlog
        self._metrics = metrics
        self._under_way = 0
        self.stopping = False

    async def answer(self, request: Request) -> Response:
        """Answer one delivery."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return PlainTextResponse("wrong secret", 403)
        if self.stopping or self._under_way >= self._backlog:
            return self._busy("stopping" if self.stopping else "full")
        self._under_way += 1
        try:
            body = await _body(request)
            if body is None:
                return PlainTextResponse("too large", 413)
            update = json.loads(body)
            if not isinstance(update, dict):
                return PlainTextResponse("not an update", 400)
            await self._handle(update)
        except ValueError:
            return PlainTextResponse("not JSON", 400)
        except ClientDisconnect:
            return PlainTextResponse("gone", 400)
        except (StoreUnavailable, LaneFull) as error:
            return self._busy("store" if isinstance(error, StoreUnavailable) else "chat")
        finally:
            self._under_way -= 1
        return PlainTextResponse("")

    def _busy(self, reason: str) -> Response:
        self._metrics.busy.labels(reason).inc()
        return PlainTextResponse("busy", 503, {"Retry-After": "1"})


class Webhook:
    """Receives updates by webhook: serves it and tells Telegram about it."""

    def __init__(self, bot: Bot, url: str, secret: str, endpoint: Endpoint, server: HttpServer) -> None:
        self._bot = bot
        self._url = url
        self._secret = secret
        self._endpoint = endpoint
        self._server = server

    async def run(self) -> None:
        """Serve until `stop`."""
        announcing = asyncio.get_running_loop().create_task(self._announce())
        try:
            await self._server.run()
        finally:
            announcing.cancel()

    def stop(self) -> None:
        """Take no more deliveries; Telegram keeps them. The webhook stays set: another replica may serve it."""
        self._endpoint.stopping = True
        self._server.stop()

    async def _announce(self) -> None:
        """Tell Telegram the address, again and again until it has understood."""
        pause = 1.0
        while True:
            try:
                await call(
                    self._bot,
                    "setWebhook",
                    url=self._url,
                    secret_token=self._secret,
                    allowed_updates=ALLOWED_UPDATES,
                    max_connections=MOST_CONNECTIONS,
                )
            except TelegramError as error:
                log.warning("webhook_not_set", error=describe(error))
            else:
                log.info("webhook_set")
                return
            await asyncio.sleep(pause * random.uniform(0.75, 1.25))  # noqa: S311
            pause = min(60.0, pause * 2)


def webhook_path(url: str) -> str:
    """The path at which Telegram's deliveries arrive."""
    return urlsplit(url).path or "/"


def secret_of(token: str) -> str:
    """A webhook secret that all replicas of a bot agree on without being told."""
    return hmac.new(token.encode(), b"webhook secret", hashlib.sha256).hexdigest()


async def _body(request: Request) -> bytes | None:
    """The body, or None if it is too large."""
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
