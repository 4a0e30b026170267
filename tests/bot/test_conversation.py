"""A bot on real python-telegram-bot over HTTP: what users do, and what they get."""

import asyncio
from datetime import date
from typing import Any

from tests.bot.bot_api_server import BotApiServer, Fault
from tests.bot.conftest import Running

ADA = 7


async def test_a_command_a_text_and_a_press_are_answered(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "/start limits")
        assert (await server.reply(ADA, 1)).text == "1: started limits"
        await server.say(ADA, "400k <b>")
        assert (await server.reply(ADA, 2)).text == "2: said 400k &lt;b&gt;"
        await server.press(ADA, "More")
        assert (await server.reply(ADA, 3)).text == "3: pressed more"
    assert server.unconfirmed() <= 1
    assert server.refused == []


async def test_a_press_is_answered_and_its_keyboard_shows_what_was_chosen(
    server: BotApiServer, running: Running
) -> None:
    async with running():
        await server.say(ADA, "hello")
        question = await server.reply(ADA, 1)
        await server.press(ADA, "More")
        await server.until(lambda: bool(server.of("answerCallbackQuery") and server.of("editMessageReplyMarkup")))
    (mark,) = server.of("editMessageReplyMarkup")
    assert int(mark.parameters["message_id"]) == question.message_id
    assert "✓ More" in mark.parameters["reply_markup"]
    assert "In place" not in mark.parameters["reply_markup"]


async def test_a_screen_that_replaces_takes_the_place_of_the_pressed_message(
    server: BotApiServer, running: Running
) -> None:
    async with running():
        await server.say(ADA, "hello")
        question = await server.reply(ADA, 1)
        await server.press(ADA, "In place")
        edited = await server.reply(ADA, 2)
    assert edited.method == "editMessageText"
    assert edited.message_id == question.message_id
    assert server.of("editMessageReplyMarkup") == []


async def test_a_message_that_is_gone_is_not_edited_but_sent(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "hello")
        await server.reply(ADA, 1)
        await server.push_query(ADA, "place:1", 999_999)
        again = await server.reply(ADA, 2)
    assert (again.method, again.text) == ("sendMessage", "2: pressed place")


async def test_a_double_tap_counts_once_and_the_second_is_told_so(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "hello")
        question = await server.reply(ADA, 1)
        await server.press(ADA, "More", question)
        await server.press(ADA, "More", question)
        await server.until(lambda: len(server.of("answerCallbackQuery")) == 2)
        await server.say(ADA, "end")
        await server.reply(ADA, 3)
    assert server.texts(ADA) == ["1: said hello", "2: pressed more", "3: said end"]
    assert sorted(one.text for one in server.of("answerCallbackQuery")) == ["", "That button is old."]


async def test_a_forged_button_does_nothing(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "hello")
        await server.reply(ADA, 1)
        for data in ("more:99", "'; DROP TABLE chats", "more", "\ud83d", "x" * 5000):
            await server.push_query(ADA, data, 1)
        await server.until(lambda: len(server.of("answerCallbackQuery")) == 5)
        await server.say(ADA, "end")
        assert (await server.reply(ADA, 2)).text == "2: said end"


async def test_an_expired_query_disturbs_nobody(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "hello")
        await server.reply(ADA, 1)
        await server.press(ADA, "More", query="old")
        server.expire_queries()
        assert (await server.reply(ADA, 2)).text == "2: pressed more"
        await server.say(ADA, "end")
        await server.reply(ADA, 3)


async def test_an_unknown_command_is_answered(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "/nonsense")
        assert (await server.reply(ADA, 1)).text == "I do not know that command."


async def test_other_content_is_named_to_the_dialogue(server: BotApiServer, running: Running) -> None:
    file = {"file_id": "f", "file_unique_id": "u"}
    contents: dict[str, dict[str, Any]] = {
        "sticker": {
            "sticker": {**file, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}
        },
        "voice": {"voice": {**file, "duration": 3}},
        "contact": {"contact": {"phone_number": "1", "first_name": "A"}},
        "location": {"location": {"latitude": 1.0, "longitude": 2.0}},
        "video": {"video": {**file, "width": 1, "height": 1, "duration": 1}},
        "animation": {
            "animation": {**file, "width": 1, "height": 1, "duration": 1},
            "document": {**file, "file_name": "a.gif"},
        },
        "poll": {
            "poll": {
                "id": "1",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
            }
        },
        "dice": {"dice": {"emoji": "🎲", "value": 3}},
    }
    async with running():
        for number, (kind, content) in enumerate(contents.items(), 1):
            await server.send(ADA, **content)
            assert (await server.reply(ADA, number)).text == f"A {kind} is no answer. Please type."


async def test_a_service_message_is_passed_over(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.send(ADA, message_auto_delete_timer_changed={"message_auto_delete_time": 86400})
        await server.say(ADA, "hello")
        await server.reply(ADA, 1)
    assert server.texts(ADA) == ["1: said hello"]


async def test_an_edited_message_reaches_the_dialogue_as_edited(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "400k")
        await server.reply(ADA, 1)
        await server.edit(ADA, "450k", 1000)
        assert (await server.reply(ADA, 2)).text == "2: edited 450k"


async def test_a_delivery_that_comes_twice_is_answered_once(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "one", number=50)
        await server.reply(ADA, 1)
        await server.say(ADA, "one", number=50)
        await server.say(ADA, "two", number=51)
        await server.reply(ADA, 2)
    assert server.texts(ADA) == ["1: said one", "2: said two"]


async def test_a_burst_of_one_chat_is_answered_in_order(server: BotApiServer, running: Running) -> None:
    for number in range(40):
        await server.say(ADA, f"m{number}")
    async with running():
        await server.reply(ADA, 40)
    assert server.texts(ADA) == [f"{number + 1}: said m{number}" for number in range(40)]


async def test_nonsense_updates_do_not_stop_the_bot(server: BotApiServer, running: Running) -> None:
    await server.push({"message": {"nonsense": True}})
    await server.push({"message": "not an object"})
    await server.push({})
    await server.push({"message": server.message(ADA, text=12)})
    await server.push({"new_kind_of_update": {"id": 3}})
    async with running():
        await server.push({"message": {"message_id": 1, "chat": {"id": ADA, "type": "private"}, "text": "no date"}})
        assert (await server.reply(ADA, 2)).text == "1: said no date"
        await server.say(ADA, "half a pair \ud83d and a null \0 here")
        assert "half a pair" in (await server.reply(ADA, 3)).text
        await server.say(ADA, "fine")
        assert (await server.reply(ADA, 4)).text == "3: said fine"


async def test_a_failing_dialogue_apologises_and_keeps_the_session(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "one")
        await server.say(ADA, "/fail")
        assert "Something went wrong on my side" in (await server.reply(ADA, 2)).text
        await server.say(ADA, "two")
        assert (await server.reply(ADA, 3)).text == "2: said two"


async def test_a_long_text_comes_in_parts_that_telegram_takes(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "/long")
        await server.reply(ADA, 4)
    assert server.refused == []
    assert all(text.startswith("<b>") for text in server.texts(ADA))


async def test_broken_markup_is_sent_as_plain_text(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "/broken")
        sent = await server.reply(ADA, 1)
    assert sent.text == "broken & markup"
    assert "parse_mode" not in sent.parameters


async def test_a_picture_and_a_file_are_sent(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "/picture")
        picture = await server.reply(ADA, 1)
        await server.say(ADA, "/file")
        file = await server.reply(ADA, 2)
    assert (picture.method, picture.text, picture.files["photo"]) == ("sendPhoto", "see", b"PNG one, two")
    assert (file.method, file.text, file.files["document"]) == ("sendDocument", "here", b"ics {'days': 3}")


async def test_a_picture_that_the_server_does_not_take_comes_in_words(server: BotApiServer, running: Running) -> None:
    server.missing = frozenset({"sendPhoto"})
    async with running():
        await server.say(ADA, "/picture")
        assert (await server.reply(ADA, 1)).text == "see\n\none, two"


async def test_a_document_is_read_and_the_dialogue_gets_its_text(server: BotApiServer, running: Running) -> None:
    server.files["plan"] = b"after-tax contributions are allowed"
    document = {"file_id": "plan", "file_unique_id": "p", "file_name": "spd.txt", "file_size": 35}
    async with running():
        await server.send(ADA, document=document)
        assert (await server.reply(ADA, 2)).text == "1: read spd.txt: after-tax contributions are allowed"
    assert server.of("sendChatAction")


async def test_a_document_that_cannot_be_had_or_is_too_large_is_named_so(
    server: BotApiServer, running: Running
) -> None:
    document = {"file_id": "gone", "file_unique_id": "p", "file_name": "spd.pdf", "file_size": 35}
    async with running():
        await server.send(ADA, document=document)
        assert (await server.reply(ADA, 2)).text == "1: read spd.pdf: unavailable"
        await server.send(ADA, document={**document, "file_size": 30_000_000})
        assert (await server.reply(ADA, 4)).text == "2: read spd.pdf: too_large"


async def test_a_reminder_that_is_due_comes_once(server: BotApiServer, running: Running) -> None:
    async with running(reminder_seconds=0.1):
        await server.say(ADA, "/remind 0")
        assert (await server.reply(ADA, 2)).text == "1: reminder plan"
        await asyncio.sleep(0.4)
        assert len(server.texts(ADA)) == 2


async def test_forget_says_goodbye_and_starts_anew(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.say(ADA, "one")
        await server.reply(ADA, 1)
        await server.say(ADA, "/forget")
        assert (await server.reply(ADA, 2)).text == "Forgotten."
        await server.say(ADA, "two")
        assert (await server.reply(ADA, 3)).text == "1: said two"


async def test_a_group_is_offered_a_private_chat_and_nothing_is_said_there(
    server: BotApiServer, running: Running
) -> None:
    group = {"id": -100, "type": "supergroup", "title": "Colleagues"}
    async with running():
        await server.push({"message": {**server.message(ADA, text="just talking"), "chat": group}})
        await server.push({"message": {**server.message(ADA, text="/start@other_bot"), "chat": group}})
        await server.push({"message": {**server.message(ADA, text="/start@mega_test_bot"), "chat": group}})
        refusal = await server.reply(-100, 1)
        await server.push({"message": {**server.message(ADA, text="/menu@mega_test_bot"), "chat": group}})
        await server.push_query(ADA, "more:1", 5)
        await server.until(lambda: bool(server.of("answerCallbackQuery")))
    assert "private chat" in refusal.text
    assert "https://t.me/mega_test_bot?start=" in refusal.parameters["reply_markup"]
    assert '"message_id"' in refusal.parameters["reply_parameters"]
    assert len(server.sent(-100)) == 1


async def test_an_album_of_videos_is_answered_once(server: BotApiServer, running: Running) -> None:
    video = {"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1, "duration": 1}
    async with running():
        for _ in range(4):
            await server.push({"message": {**server.message(ADA, video=video), "media_group_id": "77"}})
        await server.say(ADA, "and now")
        assert (await server.reply(ADA, 2)).text.endswith("said and now")
    assert len(server.sent(ADA)) == 2


async def test_inline_mode_answers(server: BotApiServer, running: Running) -> None:
    user = {"id": ADA, "is_bot": False, "first_name": "Ada"}
    async with running():
        await server.push({"inline_query": {"id": "1", "from": user, "query": "limits", "offset": ""}})
        await server.until(lambda: bool(server.of("answerInlineQuery")))
    assert '"title": "limits"' in server.of("answerInlineQuery")[0].parameters["results"]


async def test_who_blocks_the_bot_gets_nothing_until_coming_back(server: BotApiServer, running: Running) -> None:
    async with running(reminder_seconds=0.1):
        await server.say(ADA, "one")
        await server.reply(ADA, 1)
        server.blocked.add(ADA)
        await server.say(ADA, "/remind 1")
        await server.until(lambda: any("blocked" in said for _, said in server.refused))
        refusals = len(server.refused)
        await asyncio.sleep(0.4)
        assert len(server.refused) == refusals
        server.blocked.clear()
        await server.say(ADA, "two")
        assert (await server.reply(ADA, 2)).text == "2: said two"


async def test_commands_and_descriptions_are_set_at_start(server: BotApiServer, running: Running) -> None:
    async with running():
        await server.until(lambda: bool(server.of("setMyShortDescription")))
    assert [one.method for one in server.calls[:2]] == ["setMyCommands", "setMyDescription"]


async def test_a_server_that_knows_only_the_essential_methods_is_enough(server: BotApiServer, running: Running) -> None:
    known = {"getMe", "getUpdates", "sendMessage"}
    handlers = [name for name in dir(server) if name.startswith("_do_")]
    server.missing = frozenset(_camel(name) for name in handlers) - known
    async with running():
        await server.say(ADA, "hello")
        question = await server.reply(ADA, 1)
        await server.press(ADA, "In place", question)
        assert (await server.reply(ADA, 2)).text == "2: pressed place"


async def test_a_webhook_left_behind_does_not_keep_a_polling_bot_from_its_work(
    server: BotApiServer, running: Running
) -> None:
    server.webhook = {"url": "http://127.0.0.1:9/gone"}
    async with running():
        await server.until(lambda: not server.webhook)
        await server.say(ADA, "hello")
        await server.reply(ADA, 1)


async def test_the_day_can_be_set(server: BotApiServer, running: Running) -> None:
    async with running(as_of=date(2025, 12, 31)):
        await server.say(ADA, "/today")
        assert (await server.reply(ADA, 1)).text == "2025-12-31"


async def test_operators_see_numbers_and_nobody_else_does(server: BotApiServer, running: Running) -> None:
    async with running(admin_ids=frozenset({1}), keep_unanswered=True):
        await server.say(ADA, "/helpful")
        await server.reply(ADA, 1)
        await server.say(1, "/stats")
        assert "Chats: 1" in (await server.reply(1, 1)).text
        await server.say(1, "/unanswered")
        assert "1 × why is the sky blue" in (await server.reply(1, 2)).text
        await server.say(ADA, "/stats")
        assert (await server.reply(ADA, 2)).text == "I do not know that command."


async def test_unanswered_questions_are_kept_only_where_the_operator_wants_it(
    server: BotApiServer, running: Running
) -> None:
    async with running(admin_ids=frozenset({1})):
        await server.say(ADA, "/helpful")
        await server.reply(ADA, 1)
        await server.say(1, "/unanswered")
        assert (await server.reply(1, 1)).text == "No unanswered questions are kept."


async def test_a_flooding_chat_is_told_once_and_others_are_answered(server: BotApiServer, running: Running) -> None:
    server.faults.append(Fault("sendMessage", "slow", times=10_000, chat=ADA, seconds=0.02))
    for number in range(200):
        await server.say(ADA, f"m{number}")
    async with running(chat_backlog=20):
        await server.say(8, "hello")
        await server.reply(8, 1)
        await server.until(lambda: server.unconfirmed() == 0)
        await server.until(lambda: any("faster than I am" in text for text in server.texts(ADA)))
        await asyncio.sleep(0.3)
        await server.say(ADA, "calm again")
        await server.until(lambda: any("calm again" in text for text in server.texts(ADA)))
    notices = [text for text in server.texts(ADA) if "faster than I am" in text]
    assert len(notices) == 1
    assert len(server.texts(ADA)) < 200


def _camel(handler: str) -> str:
    names = (
        "getWebhookInfo setWebhook deleteWebhook setMyCommands setMyDescription setMyShortDescription sendPhoto "
        "sendDocument editMessageText editMessageReplyMarkup answerCallbackQuery sendChatAction answerInlineQuery "
        "getFile getMe getUpdates sendMessage setChatMenuButton"
    )
    return next(name for name in names.split() if name.lower() == handler.removeprefix("_do_"))
