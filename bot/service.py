"""Wires everything together and runs it until it is told to stop."""

import asyncio
import contextlib
import ctypes
import gc
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.delivery.documents import DocumentReader, DocumentTooLarge, fetching
from bot.delivery.purging import purge_for_ever
from bot.delivery.reminders import remind_for_ever
from bot.delivery.sender import Sender
from bot.delivery.turns import Dialogue, Place, Turns, rules_of
from bot.errors import CannotListen, describe, first_words, log_failure
from bot.logs import configure_logging
from bot.metrics import Metrics
from bot.notices import Notices
from bot.settings import Settings
from bot.side_process import end_all_now
from bot.storage import open_store
from bot.storage.store import Outgoing, SchemaOutOfDate, Store, StoreUnavailable
from bot.telegram.account import Account, open_account
from bot.telegram.admin import Admin
from bot.telegram.api import call, make_bot, patiently, quiet_warnings, without_none
from bot.telegram.intake import AnswerInline, Intake
from bot.telegram.polling import Polling
from bot.telegram.posting import Poster
from bot.telegram.rendering import App, render
from bot.web.hub import Hub
from dialogue.events import DocumentRead, WordsRead
from flows.screens import Attachment, Picture, Screen

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from dialogue.dialogue import Dialogue as WholeDialogue

CONNECT_ATTEMPTS = 8
STORE_ATTEMPTS = 6
BEGIN_ANEW_SECONDS = 5.0
GRACE_SECONDS = 1.0  # after DRAIN_SECONDS, for what has to be closed
log = structlog.get_logger()

Work = Callable[[], Coroutine[Any, Any, None]]
Ready = Callable[[str], None]
Result = TypeVar("Result")


class Receiver(Protocol):
    """Runs until it is told to stop."""

    async def run(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What the bot is given to do its work. `answer_inline` returns InlineQueryResult objects as dictionaries."""

    draw: Callable[[Picture], Awaitable[bytes]]
    make: Callable[[Attachment], Awaitable[bytes]]
    read_document: Callable[[bytes, str], Awaitable[DocumentRead]]
    answer_inline: AnswerInline | None = None
    read_words: Callable[[str, Sequence[int]], Awaitable[WordsRead]] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What people see before they write: commands by name, and the texts of the bot's profile."""

    commands: Sequence[tuple[str, str]] = ()
    description: str = ""
    short_description: str = ""
    notices: Notices = field(default_factory=Notices)
    app: str = ""  # what the button says that opens the app inside Telegram
    app_room: str = ""  # and the one under a room


def run(settings: Settings, dialogue: Dialogue, tools: Tools, profile: Profile | None = None) -> int:
    """Run the bot until SIGTERM or SIGINT; returns the exit status. Logs go to standard error."""
    _configure_logging(settings)
    try:
        import uvloop
    except ImportError:  # not on Windows, and elsewhere only with the extra fast
        factory = None
    else:
        factory = uvloop.new_event_loop
    try:
        with asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(_serve_to_the_end(settings, dialogue, tools, profile))
    except Exception as error:
        log_failure(log, "crashed", error)
        return 1
    finally:
        end_all_now()


async def _serve_to_the_end(settings: Settings, dialogue: Dialogue, tools: Tools, profile: Profile | None) -> int:
    """As `serve`, and the process ends a little after DRAIN_SECONDS even if something does not come to its end.

    That is safe at any moment: what is not done yet is in the database.
    """
    stop = asyncio.Event()

    async def watch() -> None:
        await stop.wait()
        last = threading.Timer(settings.drain_seconds + GRACE_SECONDS, _leave)
        last.daemon = True
        last.start()

    watching = asyncio.get_running_loop().create_task(watch())
    try:
        return await serve(settings, dialogue, tools, profile, stop)
    finally:
        watching.cancel()


def _leave() -> None:
    log.warning("stopped_late")
    os._exit(0)


async def serve(
    settings: Settings,
    dialogue: Dialogue,
    tools: Tools,
    profile: Profile | None = None,
    stop: asyncio.Event | None = None,
) -> int:
    """Serve until SIGTERM, SIGINT or `stop`, then finish what is under way within DRAIN_SECONDS.

    Returns 0 after an orderly stop and 1 if the bot could not start or something essential has failed; the log says
    what and how to fix it.
    """
    stop = stop or asyncio.Event()
    _heed_signals(stop)
    if settings.telegram_bot_token is None:
        log.critical("cannot_start", reason="TELEGRAM_BOT_TOKEN is not set; @BotFather gives one")
        return 1
    try:
        store = await unless(stop, _open_store(settings.database_url.get_secret_value()))
    except Stopped:
        return 0
    except (StoreUnavailable, SchemaOutOfDate) as error:
        log.critical("cannot_start", reason=str(error))
        return 1
    quiet_warnings()
    token = settings.telegram_bot_token.get_secret_value()
    bot = make_bot(token, settings.telegram_api_base_url, settings.poll_seconds)
    try:
        account = await unless(stop, _connect(bot))
        if account is None:
            return 1
        settle()
        service = Service(settings, store, bot, account, dialogue, tools, profile or Profile())
        return await service.run(stop)
    except Stopped:
        return 0
    except CannotListen as error:
        log.critical("cannot_start", reason=f"cannot listen on {error}")
        return 1
    finally:
        with contextlib.suppress(TelegramError, RuntimeError):
            await bot.shutdown()
        await store.close()


def run_page(settings: Settings, dialogue: "WholeDialogue", tools: Tools, profile: Profile, ready: Ready) -> int:
    """Run the page alone until SIGTERM or SIGINT; `ready` is told its address. Returns the exit status."""
    _configure_logging(settings)
    try:
        return asyncio.run(serve_page(settings, dialogue, tools, profile, asyncio.Event(), ready))
    except Exception as error:
        log_failure(log, "crashed", error)
        return 1
    finally:
        end_all_now()


async def serve_page(
    settings: Settings, dialogue: "WholeDialogue", tools: Tools, profile: Profile, stop: asyncio.Event, ready: Ready
) -> int:
    """Serve the page alone until SIGTERM, SIGINT or `stop`; see `serve`."""
    _heed_signals(stop)
    try:
        store = await unless(stop, _open_store(settings.database_url.get_secret_value()))
    except Stopped:
        return 0
    except (StoreUnavailable, SchemaOutOfDate) as error:
        log.critical("cannot_start", reason=str(error))
        return 1
    from bot.web.serving import PageService

    service = PageService(settings, store, dialogue, tools.make, tools.read_document, profile.notices)
    settle()
    try:
        return await service.run(stop, ready, _keep_at)
    except CannotListen as error:
        log.critical("cannot_start", reason=f"cannot listen on {error}")
        return 1
    finally:
        await store.close()


def _heed_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_log_stray)
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError):  # not on Windows, nor beside the main thread
            loop.add_signal_handler(number, stop.set)


def settle() -> None:
    """Leave what is loaded alone from here on, and give back to the system what loading needed.

    The content lives as long as the process: no turn should wait while the garbage collector goes through it.
    """
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:  # the GNU C library has it, others do not
        trim(0)


class Service:
    """The parts of one running bot."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        bot: Bot,
        account: Account,
        dialogue: Dialogue,
        tools: Tools,
        profile: Profile,
    ) -> None:
        self._settings = settings
        self._store = store
        self._bot = bot
        self._profile = profile
        self._stopping = False
        self._dialogue = dialogue
        self._tools = tools
        self.metrics = Metrics()
        self.hub = Hub(store, self.metrics)
        self._username = account.username
        poster = Poster(bot, account.username, tools.draw, tools.make, profile.notices)
        self.sender = Sender(store, poster.post, self.metrics, give_up_hours=settings.outbox_hours)
        fetch = fetching(store, self._fetch)
        self.reader = DocumentReader(
            store, fetch, tools.read_document, self._show_busy, self.metrics, read_words=tools.read_words
        )
        self.turns = Turns(
            store,
            dialogue,
            self._render,
            rules_of(settings),
            profile.notices,
            self.metrics,
            self.sender.wake,
            self.reader.wake,
            self.hub.wake,
        )
        self.reader.turns = self.turns
        admin = Admin(store, settings.admin_ids)
        self.intake = Intake(bot, account, self.turns, profile.notices, self.metrics, admin, tools.answer_inline)

    async def run(self, stop: asyncio.Event) -> int:
        """Work until `stop`; returns the exit status."""
        settings, background = self._settings, set[asyncio.Task[None]]()

        def start(work: Work) -> None:
            background.add(asyncio.get_running_loop().create_task(_keep_at(work)))

        page = await self._page() if settings.web else ()
        receiver, health = self._receiver(page), self._health_server()
        site = self._site(page) if page and not settings.webhook_url else None
        start(self.sender.sweep_for_ever)
        start(self.reader.sweep_for_ever)
        start(
            lambda: remind_for_ever(
                self._store, self.turns, self.metrics, settings.reminder_seconds, wake=self.sender.wake
            )
        )
        start(lambda: purge_for_ever(self._store, settings.session_days))
        start(self._introduce)
        start(self.hub.look_for_ever)
        if site is not None:
            start(site.run)
        receiving = asyncio.get_running_loop().create_task(receiver.run())
        if health is not None:
            start(health.run)
        log.info("started", receiving="webhook" if settings.webhook_url else "polling")
        stopping = asyncio.get_running_loop().create_task(stop.wait())
        done, _ = await asyncio.wait([receiving, stopping], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        status = _status(receiving) if receiving in done else 0
        self._stopping = True
        log.info("stopping", within_seconds=settings.drain_seconds)
        give_up = asyncio.get_running_loop().time() + settings.drain_seconds

        def left() -> float:
            return max(0.0, give_up - asyncio.get_running_loop().time())

        self.hub.stop()
        receiver.stop()
        if site is not None:
            site.stop()
        if not receiving.done():
            await asyncio.wait([receiving], timeout=left())
            receiving.cancel()
        for task in background:
            task.cancel()
        await asyncio.wait([receiving, *background], timeout=max(0.5, left()))
        # A picture that is being drawn would keep the sender; it is drawn again after the next start.
        await asyncio.gather(self.reader.stop(min(1.0, left())), self.sender.stop(left()))
        await self.intake.close(min(1.0, left()))
        log.info("stopped", status=status)
        return status

    def _render(self, screen: Screen, place: Place) -> Sequence[Outgoing]:
        if not place.page:
            return render(screen, place, self._app)
        from bot.web.messages import render as on_page

        return on_page(screen, place)

    @property
    def _app(self) -> App | None:
        """How the app inside Telegram is opened under a result; Telegram opens encrypted addresses only."""
        url = self._settings.page_url
        known = self._settings.web and url.startswith("https://") and self._profile.app_room
        return App(self._profile.app_room, f"{url}/app?view=room") if known else None

    async def _page(self) -> Sequence["BaseRoute"]:
        """The addresses of the web page; none for a dialogue that has no content to show beside the talk."""
        from bot.web.serving import mounted
        from dialogue.dialogue import Dialogue as WholeDialogue

        if not isinstance(self._dialogue, WholeDialogue):
            return ()
        store, make = self._store, self._tools.make
        page = await mounted(
            self._settings, store, self.turns, self._dialogue, make, self.hub, self.metrics, self._username
        )
        return (page,)

    # The HTTP server is imported where it is wanted: the first answer to a poll need not wait for it.

    def _site(self, page: Sequence["BaseRoute"]) -> Receiver:
        """What serves the page where no webhook does. Raises CannotListen."""
        from bot.http_server import HttpServer

        return HttpServer(self._settings.web_host, self._settings.web_port, page, 1)

    def _receiver(self, page: Sequence["BaseRoute"]) -> Receiver:
        """What receives updates; with a webhook, it serves `page` too. Raises CannotListen."""
        settings, token = self._settings, self._settings.telegram_bot_token
        if settings.webhook_url is None or token is None:
            return Polling(self._bot, self.intake.handle_all, settings.poll_seconds)
        from starlette.routing import Route

        from bot.http_server import HttpServer, health_routes
        from bot.telegram import webhook

        given = settings.webhook_secret
        secret = given.get_secret_value() if given else webhook.secret_of(token.get_secret_value())
        endpoint = webhook.Endpoint(self.intake.handle, secret, settings.webhook_backlog, self.metrics)
        hook = Route(webhook.webhook_path(settings.webhook_url), endpoint.answer, methods=["POST"])
        routes = [*health_routes(self._store, self.metrics, self._is_stopping), hook, *page]
        server = HttpServer(settings.listen_host, settings.listen_port, routes, settings.drain_seconds)
        return webhook.Webhook(self._bot, settings.webhook_url, secret, endpoint, server)

    def _health_server(self) -> Receiver | None:
        """What serves metrics and health on METRICS_PORT, if that is set. Raises CannotListen."""
        settings = self._settings
        if settings.metrics_port is None:
            return None
        from bot.http_server import HttpServer, health_routes

        routes = health_routes(self._store, self.metrics, self._is_stopping)
        return HttpServer(settings.listen_host, settings.metrics_port, routes, 1)

    def _is_stopping(self) -> bool:
        return self._stopping

    async def _introduce(self) -> None:
        """Set what people see before they write. Nothing of it is essential, so a refusal is only logged."""
        commands = [{"command": name, "description": text} for name, text in self._profile.commands]
        wanted: list[tuple[str, dict[str, Any]]] = []
        if commands:
            wanted.append(("setMyCommands", {"commands": commands}))
        if self._profile.description:
            wanted.append(("setMyDescription", {"description": self._profile.description[:512]}))
        if self._profile.short_description:
            wanted.append(("setMyShortDescription", {"short_description": self._profile.short_description[:120]}))
        if self._app is not None:
            opens = {"type": "web_app", "text": self._profile.app, "web_app": {"url": f"{self._settings.page_url}/app"}}
            wanted.append(("setChatMenuButton", {"menu_button": opens}))
        for method, parameters in wanted:
            try:
                await call(self._bot, method, **parameters)
            except TelegramError as error:
                log.warning("not_introduced", method=method, error=describe(error))

    async def _fetch(self, file: str) -> bytes:
        async def fetch() -> bytes:
            found = await self._bot.get_file(file)
            return bytes(await found.download_as_bytearray())

        try:
            return await patiently(fetch)
        except TelegramError as error:
            if "too big" in error.message.lower():
                raise DocumentTooLarge from error
            raise

    async def _show_busy(self, chat: int, thread: int | None) -> None:
        parameters = without_none({"chat_id": chat, "message_thread_id": thread, "action": "typing"})
        await call(self._bot, "sendChatAction", **parameters)


async def _keep_at(work: Work) -> None:
    """Do `work` until it is done; an unexpected error is logged, and it begins anew."""
    while True:
        try:
            await work()
        except Exception as error:
            log_failure(log, "background_failed", error)
            await asyncio.sleep(BEGIN_ANEW_SECONDS)
        else:
            return


def _log_stray(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log an error that nobody has taken. By itself, asyncio would write the task with all that it holds."""
    error = context.get("exception")
    if isinstance(error, BaseException):
        log_failure(log, "stray_error", error)
    else:
        log.error("stray_error", error=first_words(str(context.get("message", ""))))


def _configure_logging(settings: Settings) -> None:
    reporter = None
    if settings.sentry_dsn is not None:
        from bot.sentry import sentry_reporter

        try:
            reporter = sentry_reporter(settings.sentry_dsn.get_secret_value())
        except ImportError:
            configure_logging(settings.log_level, settings.secrets)
            log.warning(
                "no_sentry", reason="SENTRY_DSN is set, and sentry-sdk is not installed; install the extra sentry"
            )
    configure_logging(settings.log_level, settings.secrets, reporter=reporter)


class Stopped(Exception):
    """Told to stop in the middle of the start."""


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, Result]) -> Result:
    """The result of `work`, which is given up if `stop` comes first. Raises Stopped in that case."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        raise Stopped
    return working.result()


async def _open_store(url: str) -> Store:
    """Open the database; one that is only just starting is waited for."""
    attempt = 1
    while True:
        try:
            return await open_store(url)
        except StoreUnavailable as error:
            if attempt == STORE_ATTEMPTS or url.startswith("sqlite:"):
                raise
            log.warning("store_unavailable", while_doing="start", error=str(error), attempt=attempt)
        await asyncio.sleep(0.25 * 2**attempt)
        attempt += 1


async def _connect(bot: Bot) -> Account | None:
    """Learn who the bot is, again and again for a while; None, and a line in the log, if that fails."""
    for attempt in range(CONNECT_ATTEMPTS):
        try:
            return await open_account(bot)
        except InvalidToken:
            log.critical("cannot_start", reason="Telegram does not know TELEGRAM_BOT_TOKEN; @BotFather gives a new one")
            return None
        except TelegramError as error:
            log.warning("telegram_unreachable", error=describe(error), attempt=attempt + 1)
        await asyncio.sleep(min(10.0, 0.25 * 2**attempt))
    log.critical("cannot_start", reason="Telegram could not be reached; is TELEGRAM_API_BASE_URL right?")
    return None


def _status(receiving: asyncio.Task[None]) -> int:
    """The exit status after the receiver has ended by itself, which it never should."""
    error = receiving.exception()
    if isinstance(error, InvalidToken):
        log.critical("receiver_failed", reason="Telegram no longer accepts TELEGRAM_BOT_TOKEN")
    else:
        log.critical("receiver_failed", reason=type(error).__name__ if error else "it ended by itself")
    return 1
