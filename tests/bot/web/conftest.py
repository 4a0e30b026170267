"""The page, served by a thread of the tests, and a real browser to look at it."""

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bot.app import dialogue
from bot.service import serve_page
from bot.settings import load_settings
from bot.tools import profile, tools

TOKEN = "4242:AAF-test_token_of_no_bot_at_all_0123456"
TODAY = "2026-11-28"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTS = 600  # seconds; what is learned is learned at the first start, and a machine may be busy
PATIENCE = 30_000  # milliseconds; a busy machine is no fault of the page


@dataclass
class Served:
    """A page that is served: its `address`, and its `database`."""

    address: str
    database: str


class Serving:
    """Serves the page in a thread with a loop of its own."""

    def __init__(self, **values: Any) -> None:
        self._values = values
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.address = ""

    def start(self) -> str:
        """Serve; returns the address."""
        self._thread.start()
        assert self._ready.wait(STARTS)
        assert self.address, "the page did not start"
        return self.address

    def stop(self) -> None:
        """Stop serving."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)

    def _run(self) -> None:
        def ready(address: str) -> None:
            self.address = address
            self._ready.set()

        settings = load_settings(self._values, env_file=None)
        asyncio.set_event_loop(self._loop)
        try:
            work = serve_page(settings, dialogue(), tools(settings), profile(), self._stop, ready)
            self._loop.run_until_complete(work)
        finally:
            self._ready.set()


def page_settings(folder: Path, **more: Any) -> dict[str, Any]:
    """Settings of a page on a free port."""
    return {
        "telegram_bot_token": TOKEN,
        "database_url": f"sqlite:///{folder}/page.sqlite3",
        "web_port": 0,
        "as_of": TODAY,
        "drain_seconds": 1,
        **more,
    }


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page of all tests of this process; each has its own visitors."""
    folder = tmp_path_factory.mktemp("page")
    values = page_settings(folder)
    serving = Serving(**values)
    yield Served(serving.start(), values["database_url"])
    serving.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium of this machine; where there is none, the test is skipped.

    Its driver keeps an event loop running in this thread, so it is gone before the next file's tests want theirs.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium: neither CHROMIUM is set nor is there a program of that name")
    with sync_playwright() as playwright:
        expect.set_options(PATIENCE)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser contexts, each of them a visitor of its own."""
    opened: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 860}, **options})
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext], served: Served) -> Iterator[Page]:
    """The page as a newcomer on a desktop sees it; nothing may go wrong in its script."""
    shown = open_context().new_page()
    problems: list[str] = []
    shown.on("pageerror", lambda error: problems.append(str(error)))
    shown.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
    shown.goto(served.address)
    yield shown
    assert not problems
