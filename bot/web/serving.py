"""Puts the page together and serves it: beside Telegram, or alone."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.delivery.documents import DocumentReader, fetching
from bot.delivery.purging import purge_for_ever
from bot.delivery.reminders import remind_for_ever
from bot.delivery.turns import Place, Turns, rules_of
from bot.http_server import HttpServer, health_routes
from bot.metrics import Metrics
from bot.notices import Notices
from bot.plan_files import read_words
from bot.settings import Settings
from bot.storage.store import Outgoing, Store
from bot.telegram.rendering import render as in_chat
from bot.web.assets import Assets
from bot.web.guard import Guard
from bot.web.hub import Hub
from bot.web.messages import render
from bot.web.page import Options, Page
from bot.web.rates import Rates
from bot.web.visitors import Visitors
from dialogue.dialogue import Dialogue
from dialogue.events import DocumentRead
from flows.screens import Attachment, Screen

SECRET: Final = "page"  # noqa: S105 - under which the database keeps it
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
log = structlog.get_logger()

Make = Callable[[Attachment], Awaitable[bytes]]
ReadDocument = Callable[[bytes, str], Awaitable[DocumentRead]]


async def mounted(
    settings: Settings,
    store: Store,
    turns: Turns,
    dialogue: Dialogue,
    make: Make,
    hub: Hub,
    metrics: Metrics,
    bot: str = "",
) -> Mount:
    """All addresses of the page, behind its guard. `bot` is the bot's name on Telegram, where it is known.

    Raises StoreUnavailable.
    """
    given = settings.web_secret.get_secret_value() if settings.web_secret else ""
    secret = given or await store.secret(SECRET, secrets.token_urlsafe(32))
    token = settings.telegram_bot_token
    page = Page(
        store=store,
        turns=turns,
        dialogue=dialogue,
        make=make,
        today_of=rules_of(settings).today_of,
        hub=hub,
        visitors=Visitors(secret, settings.session_days),
        rates=Rates(),
        metrics=metrics,
        assets=Assets(),
        options=Options(settings.page_url, token.get_secret_value() if token else "", bot),
    )
    guard = Guard(Starlette(routes=page.routes()), hosts_of(settings), https=settings.page_url.startswith("https://"))
    return Mount("/", app=guard)


def hosts_of(settings: Settings) -> frozenset[str]:
    """The names under which the page is reached; empty where any may be right.

    A page that only this machine reaches answers to this machine's names alone, so that no other site can lead a
    browser to it under a name of its own.
    """
    if settings.page_url:
        return LOOPBACK | {urlsplit(settings.page_url).hostname or ""}
    return LOOPBACK if settings.web_host in LOOPBACK else frozenset()


def address_of(settings: Settings, port: int) -> str:
    """Where a browser on this machine finds the page."""
    return f"http://{'127.0.0.1' if settings.web_host in (*LOOPBACK, '0.0.0.0', '::') else settings.web_host}:{port}"  # noqa: S104


class PageService:
    """The page alone, without Telegram: turns, documents, reminders and the purge."""

    def __init__(
        self, settings: Settings, store: Store, dialogue: Dialogue, make: Make, read: ReadDocument, notices: Notices
    ) -> None:
        self._settings = settings
        self._store = store
        self._dialogue = dialogue
        self._make = make
        self._stopping = False
        self.metrics = Metrics()
        self.hub = Hub(store, self.metrics)
        self.reader = DocumentReader(
            store,
            fetching(store),
            read,
            _no_sign,
            self.metrics,
            read_words=lambda words, asked: read_words(words, asked, settings.today),
        )
        self.turns = Turns(
            store,
            dialogue,
            _render,
            rules_of(settings),
            notices,
            self.metrics,
            lambda _: None,
            self.reader.wake,
            self.hub.wake,
        )
        self.reader.turns = self.turns

    async def run(self, stop: asyncio.Event, ready: Callable[[str], None], keep_at: "KeepAt") -> int:
        """Serve until `stop`; `ready` is told the address. Raises CannotListen."""
        settings = self._settings
        page = await mounted(settings, self._store, self.turns, self._dialogue, self._make, self.hub, self.metrics)
        health = health_routes(self._store, self.metrics, lambda: self._stopping)[:2]
        server = HttpServer(settings.web_host, settings.web_port, [*health, page], settings.drain_seconds)
        figures = None
        if settings.metrics_port is not None:
            routes = health_routes(self._store, self.metrics, lambda: self._stopping)
            figures = HttpServer(settings.listen_host, settings.metrics_port, routes, 1)
        work: list[Callable[[], Coroutine[Any, Any, None]]] = [
            self.hub.look_for_ever,
            self.reader.sweep_for_ever,
            lambda: remind_for_ever(self._store, self.turns, self.metrics, settings.reminder_seconds),
            lambda: purge_for_ever(self._store, settings.session_days),
            *([figures.run] if figures is not None else []),
        ]
        loop = asyncio.get_running_loop()
        background = [loop.create_task(keep_at(one)) for one in work]
        serving, stopping = loop.create_task(server.run()), loop.create_task(stop.wait())
        ready(address_of(settings, server.port))
        await asyncio.wait([serving, stopping], return_when=asyncio.FIRST_COMPLETED)
        status = 1 if serving.done() else 0
        self._stopping = True
        self.hub.stop()
        server.stop()
        stopping.cancel()
        await asyncio.wait([serving], timeout=settings.drain_seconds)
        for task in (serving, *background):
            task.cancel()
        await asyncio.wait([serving, *background], timeout=1.0)
        await self.reader.stop(1.0)
        return status


KeepAt = Callable[[Callable[[], Coroutine[Any, Any, None]]], Coroutine[Any, Any, None]]


def _render(screen: Screen, place: Place) -> Sequence[Outgoing]:
    """On the page; what belongs into a chat on Telegram waits there for the process that serves it."""
    return render(screen, place) if place.page else in_chat(screen, place)


async def _no_sign(chat: int, thread: int | None) -> None:
    """The page shows by itself that a document is being read."""
    del chat, thread
