"""What the page promises to a hostile internet, asked over real HTTP."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import dialogue
from bot.delivery.turns import Place
from bot.service import serve_page
from bot.settings import WrongSettings, load_settings
from bot.storage import open_store
from bot.storage.sqlite import SqliteStore
from bot.storage.store import (
    END_OF_CHATS,
    FIRST_WEB_CHAT,
    SHOW,
    Changes,
    FromUpdate,
    Outgoing,
    Shown,
    Store,
    StoreUnavailable,
)
from bot.tools import profile, tools
from bot.web.markup import page_html
from bot.web.messages import html_of, render
from bot.web.rates import Rate, Rates
from bot.web.visitors import Visitor, Visitors, number_of
from flows.screens import Button, Screen
from tests.bot.web.conftest import page_settings

DAY = 86_400
NOW = 1_700_000_000


class Browser:
    """What a browser sends: its cookies, and where it comes from."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def post(self, path: str, data: Any, **headers: str) -> tuple[int, dict[str, Any]]:
        sent = {"origin": self.address, "accept": "application/json", **headers}
        async with self.http.post(f"{self.address}{path}", data=data, headers=sent) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text.startswith("{") else {"text": text}

    async def get(self, path: str, **headers: str) -> aiohttp.ClientResponse:
        answer = await self.http.get(f"{self.address}{path}", headers=headers)
        await answer.read()
        return answer

    async def say(self, text: str, message: str) -> int:
        return (await self.post("/say", {"text": text, "message": message}))[0]

    async def stream(self, count: int, after: int = 0) -> list[dict[str, Any]]:
        """The next `count` messages after the one with the id `after`."""
        found: list[dict[str, Any]] = []
        headers = {"last-event-id": str(after)}
        async with asyncio.timeout(20), self.http.get(f"{self.address}/stream", headers=headers) as answer:
            async for line in answer.content:
                if line.startswith(b"data: "):
                    found.append(json.loads(line[6:]))
                    if len(found) == count:
                        break
        return found


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Where the page is served, by this very loop."""
    stop, ready = asyncio.Event(), asyncio.get_running_loop().create_future()
    settings = load_settings(page_settings(tmp_path), env_file=None)
    task = asyncio.ensure_future(serve_page(settings, dialogue(), tools(settings), profile(), stop, ready.set_result))
    yield await asyncio.wait_for(ready, 600)
    stop.set()
    assert await asyncio.wait_for(task, 20) == 0


@pytest.fixture
async def browser(address: str) -> AsyncIterator[Browser]:
    one = Browser(address)
    yield one
    await one.http.close()


async def test_who_only_looks_leaves_nothing_behind(browser: Browser, tmp_path: Path) -> None:
    answer = await browser.get("/")
    assert answer.status == 200
    assert "set-cookie" not in answer.headers
    assert (await browser.get("/stream")).status == 204
    store = await open_store(f"sqlite:///{tmp_path}/page.sqlite3")
    assert (await store.counts(NOW)).chats == 0
    await store.close()


async def test_the_same_message_twice_is_taken_once_and_streams_go_on_after_the_last_event(browser: Browser) -> None:
    for _ in range(3):
        assert await browser.say("hello", "one") == 200
    assert await browser.say("menu", "two") == 200
    rows = await browser.stream(5)
    assert [row["who"] for row in rows] == ["guide", "you", "guide", "you", "guide"]
    again = await browser.stream(2, after=rows[2]["id"])
    assert again == rows[3:]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://127.0.0.1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"x-forwarded-host": "evil.example", "origin": "https://evil.example"},
    ],
    ids=json.dumps,
)
@pytest.mark.parametrize("path", ["/say", "/keep", "/room", "/app/open", "/app/leave"])
async def test_nothing_is_taken_from_another_site(path: str, headers: dict[str, str], browser: Browser) -> None:
    status, _ = await browser.post(path, {"text": "/forget", "message": "x"}, **headers)
    assert status == 403


async def test_the_page_answers_to_its_own_name_alone(browser: Browser) -> None:
    assert (await browser.get("/", host="evil.example")).status == 421
    assert (await browser.get("/", host="127.0.0.1@evil.example")).status == 421


async def test_a_forged_cookie_is_nobody(browser: Browser, address: str) -> None:
    await browser.say("hello", "one")
    (cookie,) = browser.http.cookie_jar
    for forged in (cookie.value[:-2] + "xx", "1152921504606846977", "", "a" * 5000, "é"):
        other = Browser(address)
        answer = await other.get("/stream", cookie=f"visit={forged}")
        assert answer.status in (204, 400, 431)
        await other.http.close()


async def test_every_answer_carries_the_headers_that_protect(browser: Browser) -> None:
    for path in ("/", "/room", "/app", "/page.js", "/nowhere", "/papers/1/x.pdf"):
        headers = (await browser.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        frames = policy.rpartition("frame-ancestors ")[2]
        assert frames == "*" if path == "/room" else "*" not in frames
    text = await (await browser.get("/")).text()
    assert "<script>" not in text
    assert "style=" not in text
    assert " onclick" not in text


async def test_what_is_too_large_is_refused_before_it_is_read(browser: Browser) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(400):
            yield b"x" * 65_536

    form = {"content-type": "application/x-www-form-urlencoded"}
    try:
        status, _ = await browser.post("/say", endless(), **form)
    except aiohttp.ClientError:
        status = 413  # the server hung up in the middle
    assert status in (400, 413)  # the parser or the guard, whichever has had enough first
    assert (await browser.post("/keep", b"x" * 70_000, **form))[0] == 413
    assert (await browser.post("/say", b"\xff\x00nonsense", **{"content-type": "application/json"}))[0] == 400
    assert (await browser.post("/say", b"x", **{"content-type": "multipart/form-data"}))[0] == 400


async def test_a_long_text_is_read_as_a_document(browser: Browser) -> None:
    plan = "Article 4. A participant may make after-tax employee contributions of up to 10% of compensation. "
    assert await browser.say(plan + "Other words follow here. " * 200, "long") == 200
    shown = " ".join(row["html"] for row in await browser.stream(4))
    assert "pasted-text.txt" in shown
    assert "after-tax employee contributions" in shown


async def test_who_floods_is_slowed_and_others_are_not(browser: Browser, address: str) -> None:
    statuses = [await browser.say(f"m{number}", f"m{number}") for number in range(40)]
    assert 429 in statuses
    other = Browser(address)
    assert await other.say("hello", "one") == 200
    await other.http.close()


async def test_no_line_of_the_log_holds_what_was_said(browser: Browser, capfd: pytest.CaptureFixture[str]) -> None:
    await browser.say("my pay is 231,987 at Wonka Industries", "one")
    await browser.post("/room", {"age": "39", "pay": "231987"})
    await browser.get("/papers/12/secret-name.pdf?c=1&k=2")
    said = capfd.readouterr()
    for word in ("231", "Wonka", "secret-name"):
        assert word not in said.out + said.err


@pytest.mark.parametrize(
    ("error", "named"),
    [(ValueError("pay 231,987 of Wonka Industries"), "upload_not_dropped"), (StoreUnavailable(), "store_unavailable")],
    ids=["a fault nobody foresaw", "a database that is away"],
)
async def test_a_file_that_cannot_be_dropped_is_logged_without_its_words(
    error: Exception, named: str, browser: Browser, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    dropped = asyncio.Event()

    async def fail(self: SqliteStore, number: int) -> None:
        dropped.set()
        raise error

    monkeypatch.setattr(SqliteStore, "drop_upload", fail)
    for _ in range(2):  # the second time it is a file that nobody reads
        file = aiohttp.FormData({"message": "one"})
        file.add_field("file", b"pay 231,987 of Wonka Industries", filename="secret-name.txt")
        assert (await browser.post("/say", file))[0] == 200
    await asyncio.wait_for(dropped.wait(), 20)
    assert await browser.say("hello", "two") == 200
    said = capfd.readouterr()
    assert named in said.out + said.err
    for word in ("231", "Wonka", "secret-name"):
        assert word not in said.out + said.err


async def test_a_paper_is_given_to_who_holds_its_sealed_address_alone(browser: Browser) -> None:
    await browser.say("I'm 42 and make 400k", "one")
    await browser.say("/export", "two")
    (row,) = [row for row in await browser.stream(5) if 'class="paper"' in row["html"]]
    href = row["html"].split('class="paper" href="')[1].split('"')[0].replace("&amp;", "&")
    path, _, query = href.partition("?")
    other = "1" if query.endswith("0") else "0"
    assert (await browser.get(f"{path}?{query[:-1]}{other}")).status == 404
    answer = await browser.get(href)
    assert answer.status == 200
    assert answer.headers["content-disposition"].startswith("attachment")


# --- markup

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b onclick=alert(1)>x</b>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<style>*{display:none}</style>",
    '<b style="position:fixed">x</b>',
    "<iframe src=//evil.example></iframe>",
    '<a href="article:x&quot; onclick=&quot;alert(1)">x</a>',
    "<blockquote><form action=//evil.example><button>x</button></form></blockquote>",
    "<pre><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></pre>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_the_listed_html_comes_through(text: str) -> None:
    made = page_html(text)
    for word in (
        "<script",
        "<img",
        "onclick=",
        "onerror=",
        "javascript:",
        "<style",
        "style=",
        "<iframe",
        "<form",
        "<svg",
    ):
        assert word not in made


def test_what_people_type_is_shown_as_they_typed_it() -> None:
    row = Shown(3, {"who": "you", "text": '<script>"it\'s"</script> & more', "file": "<b>.pdf", "message": '"x'})
    made = html_of(row, lambda key, /, **values: f"{key} {values}", lambda number, name: "")
    assert "<script" not in made
    assert "&lt;script&gt;" in made
    assert 'data-message="&quot;x"' in made


def test_hostile_labels_and_names_are_escaped() -> None:
    screen = Screen("x", ((Button('"><script>', "f:capacity"), Button("<i>", copy='"><script>')),))
    (message,) = render(screen, Place(7, page=True))
    made = html_of(Shown(1, message.payload), lambda key, /, **values: f"{key} {values}", lambda number, name: "")
    assert "<script" not in made
    assert "<i>" not in made


def test_paragraphs_lists_quotes_and_links_are_made_for_the_page() -> None:
    made = page_html(
        'One\nline\n\n• a\n• b\n\n<blockquote>q\n\nr</blockquote> <a href="glossary:after-tax">after-tax</a> /privacy',
        frozenset({"privacy"}),
    )
    assert "<p>One<br>line</p><ul><li>a</li><li>b</li></ul>" in made
    assert "<blockquote><p>q</p><p>r</p></blockquote>" in made
    assert 'name="open" value="g_after-tax|after-tax"' in made
    assert 'name="command" value="/privacy"' in made


# --- visitors and rates


def test_a_visitor_is_known_by_an_unchanged_fresh_token_alone() -> None:
    now = time.time()
    clock = [now]
    visitors = Visitors("s" * 32, 400, lambda: clock[0])
    visitor = visitors.fresh()
    assert FIRST_WEB_CHAT <= visitor.chat < END_OF_CHATS
    token = visitors.token(visitor)
    assert visitors.read(token) == visitor
    assert Visitors("t" * 32, 400).read(token) is None
    assert visitors.read(token[:-1]) is None
    kept = visitors.token(Visitor(visitor.chat, kept=True))
    clock[0] = now + DAY + 5
    assert visitors.read(token) is None
    assert visitors.read(kept) == Visitor(visitor.chat, kept=True)
    clock[0] = now + 400 * DAY + 5
    assert visitors.read(kept) is None


def test_the_numbers_of_messages_fit_every_database() -> None:
    assert all(0 <= number_of(name) < 1 << 63 for name in ("", "a", "\ud800", "x" * 1000))


def test_a_bucket_empties_fills_again_and_forgets() -> None:
    now = [0.0]
    rates, rate = Rates(lambda: now[0]), Rate(3, 1.0)
    assert [rates.allows(rate, "a") for _ in range(4)] == [True, True, True, False]
    assert rates.allows(rate, "b")
    now[0] = 1.1
    assert [rates.allows(rate, "a") for _ in range(2)] == [True, False]
    assert all(rates.allows(rate, None) for _ in range(9))


def test_a_short_secret_and_an_address_with_a_path_are_refused() -> None:
    with pytest.raises(WrongSettings) as refused:
        load_settings({"web_secret": "short", "web_url": "https://x.example/bot"}, env_file=None)
    assert "WEB_SECRET" in str(refused.value)
    assert "WEB_URL" in str(refused.value)
    assert "short" not in str(refused.value)


# --- what is kept (each store)


def shown(text: str) -> Outgoing:
    return Outgoing(SHOW, {"who": "guide", "html": text})


async def take(store: Store, chat: int, update: int, changes: Changes, now: int = NOW) -> None:
    await store.turn(chat, FromUpdate(1, update), lambda _: changes, now)


async def htmls(store: Store, chat: int, after: int = 0) -> list[str]:
    return [row.payload["html"] for row in await store.shown(chat, after)]


async def test_what_is_shown_waits_in_order_and_is_not_sent(store: Store) -> None:
    chat = FIRST_WEB_CHAT + 5
    await take(store, chat, 1, Changes("s", (shown("one"), Outgoing("sendMessage", {"text": "x"}), shown("two"))))
    assert await htmls(store, chat) == ["one", "two"]
    rows = await store.shown(chat, 0)
    assert await htmls(store, chat, rows[0].id) == ["two"]
    assert [row.method for row in await store.pending(chat)] == ["sendMessage"]
    assert (await store.newest_shown([chat, 7])) == {chat: rows[1].id}
    assert await store.session(chat) == "s"


async def test_the_oldest_messages_of_a_long_talk_go(store: Store) -> None:
    for number in range(30):
        await take(store, 7, number, Changes("s", tuple(shown(f"{number}.{place}") for place in range(10))))
    kept = await htmls(store, 7)
    assert kept[-1] == "29.9"
    assert len(kept) <= 210


async def test_forgetting_deletes_what_was_shown_and_sent_in(store: Store) -> None:
    chat = FIRST_WEB_CHAT + 6
    await take(store, chat, 1, Changes("s", (shown("old"),)))
    number = await store.keep_upload(chat, b"file", NOW)
    await take(store, chat, 2, Changes(forget=True, outgoing=(shown("Forgotten."),)))
    assert await htmls(store, chat) == ["Forgotten."]
    assert await store.upload(number) is None


async def test_visitors_go_after_a_day_unless_they_asked_to_be_kept(store: Store) -> None:
    gone, kept, telegram = FIRST_WEB_CHAT + 1, FIRST_WEB_CHAT + 2, 7
    for update, chat in enumerate((gone, kept, telegram), 1):
        changes = Changes("s", (shown("one"), Outgoing("sendMessage", {})), remind=(("plan", NOW + 9 * DAY),))
        await take(store, chat, update, changes)
        await store.keep_upload(chat, b"file", NOW)
    await store.remember(kept, True)
    assert await store.purge(NOW - 400 * DAY, NOW - 3 * DAY, NOW - DAY) == 0
    assert await htmls(store, gone) == ["one"]
    assert await store.purge(NOW - 399 * DAY, NOW - 2 * DAY, NOW + 5) == 1
    assert await store.session(gone) is None
    assert await htmls(store, gone) == []
    assert await store.pending(gone) == []
    assert (await store.session(kept), await htmls(store, kept)) == ("s", ["one"])
    assert (await store.session(telegram), await htmls(store, telegram)) == ("s", [])
    assert len(await store.due_reminders(NOW + 10 * DAY, 9)) == 2


async def test_a_secret_is_made_once(store: Store) -> None:
    assert await store.secret("page", "first") == "first"
    assert await store.secret("page", "second") == "first"


async def test_the_largest_chat_can_be_claimed(store: Store) -> None:
    assert await store.claim("chat", END_OF_CHATS - 1)
    await store.release("chat", END_OF_CHATS - 1)
