"""The page beside Telegram, and on several replicas."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import dialogue
from bot.service import serve, serve_page
from bot.settings import load_settings
from bot.tools import profile, tools
from tests.bot.bot_api_server import BotApiServer
from tests.bot.conftest import REAL_BOT, BotProcess, settings_for
from tests.bot.web.conftest import page_settings
from tests.bot.web.test_safety import Browser


@asynccontextmanager
async def page_at(**values: Any) -> AsyncIterator[str]:
    """The address of a page that is served with these settings."""
    stop, ready = asyncio.Event(), asyncio.get_running_loop().create_future()
    settings = load_settings(values, env_file=None)
    task = asyncio.ensure_future(serve_page(settings, dialogue(), tools(settings), profile(), stop, ready.set_result))
    yield await asyncio.wait_for(ready, 600)
    stop.set()
    assert await asyncio.wait_for(task, 30) == 0


async def test_what_is_said_at_one_replica_is_shown_by_the_other(fresh_postgresql: str, tmp_path: Path) -> None:
    values = page_settings(tmp_path, database_url=fresh_postgresql)
    async with page_at(**values) as first, page_at(**values) as second:
        browser = Browser(first)
        assert await browser.say("hello", "one") == 200
        browser.address = second
        listening = asyncio.ensure_future(browser.stream(5))
        await asyncio.sleep(0.5)
        browser.address = first
        assert await browser.say("menu", "two") == 200
        assert [row["who"] for row in await listening] == ["guide", "you", "guide", "you", "guide"]
        browser.address = second
        assert await browser.say("menu", "two") == 200
        assert len(await browser.stream(5)) == 5
        await browser.http.close()


async def test_beside_telegram_the_page_is_served_and_the_app_is_in_the_menu(
    server: BotApiServer, tmp_path: Path, unused_tcp_port: int
) -> None:
    url = f"sqlite:///{tmp_path}/bot.sqlite3"
    values = settings_for(server, url, web=True, web_port=unused_tcp_port, web_url="https://bot.example.org")
    settings, stop = load_settings(values, env_file=None), asyncio.Event()
    task = asyncio.ensure_future(serve(settings, dialogue(), tools(settings), profile(), stop))
    async with aiohttp.ClientSession() as http:
        for _ in range(600):
            try:
                async with http.get(f"http://127.0.0.1:{unused_tcp_port}/") as answer:
                    assert answer.status == 200
                    assert answer.headers["strict-transport-security"]
                    break
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
        else:
            raise AssertionError("the page is not served")
        async with http.get(f"http://127.0.0.1:{unused_tcp_port}/", headers={"host": "evil.example"}) as answer:
            assert answer.status == 421
    await server.until(lambda: any(call.method == "setChatMenuButton" for call in server.calls))
    stop.set()
    assert await asyncio.wait_for(task, 30) == 0


async def test_without_a_token_and_a_terminal_the_page_alone_is_served(
    bot_process: Callable[..., BotProcess], tmp_path: Path
) -> None:
    bot = bot_process(f"sqlite:///{tmp_path}/bot.sqlite3", REAL_BOT, web_port=0)
    bot.environment["TELEGRAM_BOT_TOKEN"] = ""
    await bot.start()
    for _ in range(6000):
        if "http://127.0.0.1:" in bot.log.read_text():
            break
        await asyncio.sleep(0.1)
    address = bot.log.read_text().split("browser: ")[1].split()[0]
    browser = Browser(address)
    assert (await browser.get("/")).status == 200
    await browser.http.close()
    assert await bot.terminate() == 0
