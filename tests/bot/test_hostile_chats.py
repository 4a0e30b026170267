"""Chats that send what is made to be slow hold up nobody: others have their answers first, and each of theirs comes."""

from pathlib import Path

from tests.bot.bot_api_server import BotApiServer
from tests.bot.conftest import REAL_BOT, BotProcess, settings_for
from tests.bot.person import Person
from tests.bot.test_hostile_documents import hostile as hostile_files
from tests.dialogue.hostile_texts import LONGEST, REPEATED, hostile, repeated

TEXTS, FILES, QUIET = 7, 8, 9
GIVEN_UP = 400  # seconds; no more than what a test waits for, and no claim
SOME_FILES = 12


async def test_a_quiet_chat_is_answered_while_others_send_what_is_slow(server: BotApiServer, tmp_path: Path) -> None:
    values = settings_for(server, f"sqlite:///{tmp_path}/bot.sqlite3", as_of="2026-11-28", chat_backlog=1000)
    bot = BotProcess(values, tmp_path / "log", REAL_BOT)
    await bot.start()
    try:
        quiet = Person(server, QUIET)
        await quiet.say("/start")
        texts = [*(repeated(unit, LONGEST) for unit in REPEATED[:10]), *hostile(10)]
        files = [*hostile_files()][:SOME_FILES]
        for number, (data, name) in enumerate(files):
            server.files[f"f{number}"] = data
            document = {"file_id": f"f{number}", "file_unique_id": "u", "file_name": name, "file_size": len(data)}
            await server.send(FILES, document=document)
        for text in texts:
            await server.say(TEXTS, text)
        answer = await quiet.hold("how much room do I have?", "2026", "42", "400,000")
        assert "What" in answer.text or "how much" in answer.text.lower()
        read = [text for text in server.texts(FILES) if not text.startswith("Reading")]
        assert len(read) < SOME_FILES, "its answers came before the last file was read"
        # A chat that has used up its processor time gets little of it: on a slow machine its answers take minutes.
        await server.until(lambda: len(server.sent(TEXTS)) >= len(texts), GIVEN_UP)
        await server.until(lambda: len([t for t in server.texts(FILES) if not t.startswith("Reading")]) > 0, GIVEN_UP)
        assert "42" in (await quiet.say("/case")).text
    finally:
        await bot.kill()
