"""`python -m bot run`: the real dialogue in a process of its own, on real python-telegram-bot, as people use it."""

import asyncio
import io
import json
import random
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.bot import pdfs
from tests.bot.bot_api_server import BotApiServer, Fault
from tests.bot.conftest import REAL_BOT, BotProcess
from tests.bot.person import Person, labels

ADA, GRACE = 7, 8
ROOM = "How much room do I have?"
TYPED = (ROOM, "2026", "42", "400,000", "maximum", "50% up to 4%", "0", "[Show the result]")
PRESSED = (
    "/start",
    f"[{ROOM}]",
    "[◀ Back]",
    "[2025]",
    "42",
    "400,000",
    "[The maximum]",
    "50% up to 4%",
    "[Nothing yet]",
    "[Show the result]",
)
ELIGIBLE = (
    "[Can I do it?]",
    "[I don't know]",
    "[401(k)]",
    "[Yes]",
    "[Yes]",
    "[I don't know]",
    "[I don't know]",
    "none",
)
MEASURES = frozenset({"timestamp", "ms", "seconds"})
CAPTION_LIMIT = 1024
PLAN = (
    "Section 4.3 Voluntary After-Tax Contributions. A Participant may elect to contribute up to 10% of Eligible "
    "Compensation to the Plan as Voluntary After-Tax Contributions, which are not Elective Deferrals.",
    "Section 9.2 In-Plan Roth Rollovers. A Participant may elect at any time to convert all or part of the vested "
    "After-Tax Contribution Account to the Roth Rollover Account.",
)

MakeBot = Callable[..., BotProcess]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite3"


@pytest.fixture
def make_bot(bot_process: Callable[..., BotProcess], database: Path) -> MakeBot:
    def make(database_url: str = f"sqlite:///{database}", **more: Any) -> BotProcess:
        return bot_process(database_url, REAL_BOT, as_of="2026-11-24", **more)

    return make


@pytest.fixture
async def ada(server: BotApiServer, make_bot: MakeBot) -> AsyncIterator[Person]:
    """A person in a chat with the running bot, which must end in order and must not have been refused anything."""
    bot = make_bot()
    await bot.start()
    yield Person(server, ADA)
    assert await bot.terminate() == 0
    assert server.refused == []


async def test_a_whole_capacity_conversation_with_typed_answers(ada: Person) -> None:
    greeting = await ada.say("/start")
    assert labels(greeting)[0] == "Can I do it?"
    result = await ada.hold(*TYPED)
    assert result.method == "sendPhoto"
    assert result.files["photo"].startswith(b"\x89PNG")
    assert "$40,300" in result.text
    assert "2026" in result.text
    assert len(result.text) <= CAPTION_LIMIT
    lines = await ada.press("How this adds up")
    assert [amount in lines.text for amount in ("$72,000", "$24,500", "$7,200", "$40,300")] == [True] * 4


async def test_a_whole_capacity_conversation_with_buttons(ada: Person) -> None:
    result = await ada.hold(*PRESSED)
    assert "$39,500" in result.text
    assert "2025" in result.text


async def test_a_whole_eligibility_conversation_leads_on_to_the_room(ada: Person) -> None:
    verdict = await ada.hold("/start", *ELIGIBLE)
    assert "Yes." in verdict.text
    assert "inside the plan" in verdict.text
    assert "old will you be" in (await ada.press(ROOM)).text


async def test_the_summary_is_a_pdf_that_holds_the_figures(ada: Person) -> None:
    await ada.hold(*TYPED)
    summary = await ada.say("/export")
    assert summary.method == "sendDocument"
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(summary.files["document"])).pages)
    assert "40,300" in text
    assert b'"room": 40300' in (await ada.press("As data (JSON)")).files["document"]


async def test_a_plan_document_is_read_and_what_it_says_is_taken_over_when_confirmed(ada: Person) -> None:
    ada.server.files["spd"] = pdfs.pdf(PLAN)
    document = {"file_id": "spd", "file_unique_id": "spd", "file_name": "our <plan>.pdf", "file_size": 9000}
    found = await ada.send_and_wait(2, document=document)
    assert "our &lt;plan&gt;.pdf" in ada.server.texts(ADA)[0]
    assert "After-Tax Contributions" in found.text
    assert "page 2" in found.text
    await ada.press("Yes, use it")
    case = await ada.say("/case")
    assert "after-tax" in case.text.lower()
    assert "10%" in case.text


async def test_a_document_that_cannot_be_read_is_named_so(ada: Person) -> None:
    ada.server.files |= {"scan": pdfs.scan(), "locked": pdfs.pdf(PLAN, password="secret")}
    for name in ("scan", "locked"):
        document = {"file_id": name, "file_unique_id": name, "file_name": f"{name}.pdf", "file_size": 9000}
        answer = await ada.send_and_wait(2, document=document)
        assert f"{name}.pdf" in answer.text
        assert "paste the sentences" in answer.text.lower()


async def test_old_buttons_double_taps_and_forgeries_count_once_at_most(ada: Person) -> None:
    await ada.say(ROOM)
    year = await ada.say("back")
    age = await ada.press("2026", year)
    assert "old will you be" in age.text
    await ada.server.press(ADA, "2026", year)
    await ada.server.push_query(ADA, "o:1:tax_year:1999", year.message_id)
    await ada.server.push_query(ADA, "'; DROP TABLE chats", year.message_id)
    await ada.server.until(lambda: len(ada.server.of("answerCallbackQuery")) == 4)
    for number in (4, 5):
        assert "old will you be" in (await ada.server.reply(ADA, number)).text
    await ada.hold("42", "400,000", "maximum", "50% up to 4%", "0")
    stale = await ada.press("2025", year)
    assert "Tax year: <b>2026</b>" in stale.text
    assert "$40,300" in (await ada.press("Show the result")).text


async def test_what_is_no_answer_gets_a_kind_reply_and_the_question_stays(ada: Person) -> None:
    await ada.hold(ROOM, "2026")
    assert "/nonsense" in (await ada.say("/nonsense")).text
    sticker = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "type": "regular"}
    answer = await ada.send(sticker={**sticker, "is_animated": False, "is_video": False})
    assert "only read text" in answer.text
    for nonsense in ("<b>bold</b> & {{ year }}", "🤷", "word " * 1000):
        answer = await ada.say(nonsense)
        assert "<b>bold" not in answer.text
        assert "&amp; 2026" not in answer.text
        assert "old will you be" in answer.text
    assert "your pay" in (await ada.say("42")).text
    assert "43" in (await ada.edit("43")).text


async def test_a_group_is_led_to_a_private_chat(ada: Person) -> None:
    group = {"id": -100, "type": "supergroup", "title": "Colleagues"}
    message = ada.server.message(ADA, text="/start@mega_test_bot")
    await ada.server.push({"message": {**message, "chat": group}})
    refusal = await ada.server.reply(-100, 1)
    assert "https://t.me/mega_test_bot?start=" in refusal.parameters["reply_markup"]


async def test_a_deep_link_opens_its_article_whose_links_are_deep_links(ada: Person) -> None:
    article = await ada.say("/start pro-rata")
    assert "Pro-rata" in article.text
    page = await ada.press("Read more")
    assert page.method == "editMessageText"
    assert 'href="article:' not in page.text


async def test_inline_mode_offers_articles(ada: Person) -> None:
    user = {"id": GRACE, "is_bot": False, "first_name": "Grace"}
    query = {"id": "1", "from": user, "query": "does my rollover IRA matter?", "offset": ""}
    await ada.server.push({"inline_query": query})
    await ada.server.until(lambda: bool(ada.server.of("answerInlineQuery")))
    results = ada.server.of("answerInlineQuery")[0].parameters["results"]
    assert "pro-rata" in results
    assert "article:" not in results


async def test_forget_removes_every_row(ada: Person, database: Path) -> None:
    await ada.hold(*TYPED)
    await ada.hold("/forget", "[Delete everything]")
    await asyncio.sleep(0.2)
    with sqlite3.connect(database) as connection:
        for table in ("chats", "outbox", "reminders", "documents"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert "400000" not in "".join(connection.iterdump())


async def test_privacy_says_for_how_long_things_are_kept(server: BotApiServer, make_bot: MakeBot) -> None:
    bot = make_bot(session_days=123)
    await bot.start()
    answer = await Person(server, ADA).say("/privacy")
    assert "After 123 days without a message everything is deleted." in answer.text
    assert await bot.terminate() == 0


async def test_operators_and_nobody_else_see_numbers(server: BotApiServer, make_bot: MakeBot) -> None:
    bot = make_bot(admin_ids=str(GRACE))
    await bot.start()
    assert "/stats" in (await Person(server, ADA).say("/stats")).text
    assert "Chats: 1" in (await Person(server, GRACE).say("/stats")).text
    assert await bot.terminate() == 0


async def test_the_profile_and_the_commands_are_set(ada: Person) -> None:
    await ada.server.until(lambda: bool(ada.server.of("setMyShortDescription")))
    assert {one.method for one in ada.server.calls} >= {"setMyCommands", "setMyDescription"}
    assert '"start"' in ada.server.of("setMyCommands")[0].parameters["commands"]


async def test_a_server_that_takes_no_pictures_and_no_files_gets_words(server: BotApiServer, make_bot: MakeBot) -> None:
    server.missing = frozenset({"sendPhoto", "sendDocument", "editMessageText", "setMyCommands", "sendChatAction"})
    server.faults += [Fault(method, 501, times=99) for method in ("answerCallbackQuery", "editMessageReplyMarkup")]
    bot = make_bot()
    await bot.start()
    ada = Person(server, ADA)
    result = await ada.hold(*TYPED)
    assert result.method == "sendMessage"
    assert "$40,300" in result.text
    assert labels(result)
    assert "summary" in (await ada.say("/export")).text
    assert {call.method for call in server.sent()} == {"sendMessage"}
    assert await bot.terminate() == 0


async def test_killed_at_any_moment_no_answer_is_lost_and_no_question_asked_twice(
    server: BotApiServer, make_bot: MakeBot
) -> None:
    """What a person has told counts whenever the process dies; what was being sent at that moment may come twice."""
    bot, chance = make_bot(), random.Random(11)
    await bot.start()
    ada = Person(server, ADA)

    def distinct() -> list[str]:
        return list(dict.fromkeys(server.texts(ADA)))

    for number, part in enumerate(("/start", *TYPED), 1):
        pressing = part.startswith("[")
        await (server.press(ADA, part[1:-1]) if pressing else server.say(ADA, part))
        await asyncio.sleep(chance.uniform(0, 0.03))
        await bot.kill()
        await bot.start()
        await server.until(lambda number=number: len(distinct()) >= number, 40)  # type: ignore[misc]
    assert "$40,300" in distinct()[-1]
    assert len(distinct()) == 1 + len(TYPED)
    assert "$40,300" in (await ada.say("/case")).text
    assert await bot.terminate() == 0


def without_measures(line: str) -> str:
    """A line of the log without times and durations, whose digits may be those of any amount."""
    try:
        fields = json.loads(line)
    except ValueError:
        return line
    return json.dumps({name: value for name, value in fields.items() if name not in MEASURES}, ensure_ascii=False)


async def test_nothing_that_people_tell_and_no_secret_is_in_the_log(
    server: BotApiServer, make_bot: MakeBot, database_url: str, unused_tcp_port: int
) -> None:
    """Polling on SQLite, and with a webhook on PostgreSQL."""
    server.token = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
    more: dict[str, Any] = {"webhook_secret": "a-webhook-secret", "metrics_port": 0}
    if database_url.startswith("postgresql"):
        url = f"http://127.0.0.1:{unused_tcp_port}/hook"
        more |= {"webhook_url": url, "listen_port": unused_tcp_port}
    bot = make_bot(database_url, log_level="DEBUG", telegram_bot_token=server.token, **more)
    await bot.start()
    ada = Person(server, ADA)
    server.faults += [
        Fault("sendMessage", 500, description="Internal Server Error: 400000"),
        Fault("sendMessage", 400, description='Bad Request: can\'t parse entities: unsupported tag "400,000"'),
        Fault("sendPhoto", "cut", times=2),
        Fault("getUpdates", "cut"),
        Fault("answerCallbackQuery", "cut"),
    ]
    await ada.hold(*PRESSED)
    server.files["spd"] = pdfs.pdf(PLAN)
    document = {"file_id": "spd", "file_unique_id": "spd", "file_name": "Hopper.pdf", "file_size": 9000}
    await ada.send_and_wait(2, document=document)
    await ada.hold("[Yes, use it]", "my sister Grace earns 212,345", "/start pro-rata", "/export")
    assert await bot.terminate() == 0
    lines = bot.log.read_text().splitlines()
    assert sum('"event": "turn"' in line for line in lines) > 10
    log = "\n".join(map(without_measures, lines))
    told = ("400000", "400,000", "39,500", "39500", "212,345", "212345", "Grace", "sister", "Hopper", "Eligible", "50%")
    for word in (server.token, "AAbbCCddEEffGGhh", "a-webhook-secret", *told):
        assert word not in log, word
