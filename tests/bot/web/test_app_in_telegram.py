"""The app inside Telegram, in a real browser: it shows the person's own private chat, and the chat goes on there."""

import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.delivery.turns import Place, Turns
from bot.metrics import Metrics
from bot.notices import Notices
from bot.storage import open_store
from bot.storage.store import FromUpdate, Outgoing
from bot.telegram.rendering import App, render
from dialogue.events import Said
from flows.screens import Picture, Screen
from tests.bot.web.conftest import TOKEN, Served
from tests.bot.web.init_data import init_data
from tests.bot.web.talking import LAST, assert_accessible, say

Open = Callable[..., BrowserContext]
PHONE = {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True}


def open_app(context: BrowserContext, served: Served, data: str, view: str = "") -> Page:
    page = context.new_page()
    query = f"?view={view}" if view else ""
    theme = quote('{"bg_color":"#17212b"}')
    page.goto(f"{served.address}/app{query}#tgWebAppData={quote(data)}&tgWebAppVersion=8.0&tgWebAppThemeParams={theme}")
    return page


async def in_the_chat(served: Served, user: int, text: str, update: int) -> list[Outgoing]:
    """Say `text` in the private chat on Telegram; all that then waits to be sent there."""
    from bot.app import dialogue
    from bot.delivery.turns import rules_of
    from bot.settings import load_settings

    store = await open_store(served.database)
    settings = load_settings({"as_of": "2026-11-28"}, env_file=None)
    turns = Turns(store, dialogue(), render, rules_of(settings), Notices(), Metrics(), lambda _: None, lambda _: None)
    await turns.take(FromUpdate(4242, update), Place(user), Said(text))
    waiting = [Outgoing(row.method, row.payload) for row in await store.pending(user)]
    for row in await store.pending(user):
        await store.sent(row)
    await store.close()
    return waiting


async def waiting_in_the_chat(served: Served, user: int) -> str:
    store = await open_store(served.database)
    waiting = await store.pending(user)
    await store.close()
    return " ".join(str(row.payload.get("text")) for row in waiting)


def test_what_was_told_in_the_chat_is_there_and_what_is_told_here_goes_on_in_the_chat(
    open_context: Open, served: Served
) -> None:
    import asyncio

    def run(work: object) -> object:
        import threading

        found: list[object] = []
        thread = threading.Thread(target=lambda: found.append(asyncio.run(work)))  # type: ignore[arg-type]
        thread.start()
        thread.join(60)
        return found[0]

    user = 7001
    run(in_the_chat(served, user, "how much room do I have? I'm 39 and make 220k, for 2026", 1))
    page = open_app(open_context(**PHONE), served, init_data(TOKEN, user))
    expect(page.locator(LAST)).to_contain_text("Welcome back")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert "tgWebAppData" not in page.url
    page.get_by_role("link", name="Your case").click()
    expect(page.locator("#case")).to_contain_text("$220,000")
    assert_accessible(page)
    page.get_by_role("link", name="Chat", exact=True).click()
    say(page, "the maximum")
    page.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { value: true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    for _ in range(100):
        if run(waiting_in_the_chat(served, user)):
            break
        page.wait_for_timeout(50)
    assert "Welcome back" in str(run(waiting_in_the_chat(served, user)))
    said = run(in_the_chat(served, user, "50% up to 6%", 2))
    assert "already put in" in str(said)


def test_the_app_opens_at_the_calculator_with_the_figures_of_the_case(open_context: Open, served: Served) -> None:
    page = open_app(open_context(**PHONE), served, init_data(TOKEN, 7002), view="room")
    expect(page.get_by_role("heading", name="Your room, live")).to_be_visible()
    page.get_by_label("Age on December 31").fill("39")
    page.get_by_label("Pay for the year").fill("220k")
    page.get_by_role("button", name="Continue with these figures").click()
    expect(page.locator(LAST)).to_contain_text("$47,500")
    assert_accessible(page)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (init_data("4242:forged", 7003), "could not be opened"),
        (init_data(TOKEN, 7003, time.time() - 90_000), "expired"),
        ("", "could not be opened"),
    ],
    ids=["forged", "old", "without any"],
)
def test_who_is_not_proven_sees_nothing(data: str, said: str, open_context: Open, served: Served) -> None:
    page = open_app(open_context(**PHONE), served, data)
    expect(page.get_by_role("status")).to_contain_text(said)
    expect(page.locator("#log .message")).to_have_count(0)
    assert page.request.get(f"{served.address}/stream").status == 204


def test_the_app_is_offered_under_a_room_in_the_chat_and_nowhere_else() -> None:
    app = App("Adjust the figures", "https://bot.example.org/app?view=room")
    room = Screen("The room", picture=Picture("room", {}, "the room"))
    (message,) = render(room, Place(7), app)
    assert '"web_app":{"url":"https://bot.example.org/app?view=room"}' in message.payload["reply_markup"]
    assert "reply_markup" not in render(room, Place(7))[0].payload
    assert "reply_markup" not in render(Screen("Text"), Place(7), app)[0].payload
