"""What updates mean to the bot, whatever is in them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.telegram.reading import (
    Group,
    Membership,
    Nothing,
    Press,
    Talk,
    meaning,
    parse,
    plain_meaning,
    rough_meaning,
    text_length,
)
from dialogue.events import DocumentSent, Edited, Pressed, Received, Said

BOT = Bot("123456:token")
USER = {"id": 7, "is_bot": False, "first_name": "Ada"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ada"}
GROUP = {"id": -100, "type": "supergroup", "title": "Colleagues"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["chat", "id", "type", "text", "message", "data", "from", "date", "photo", "message_id"]),
            inner | st.just("private"),
            max_size=5,
        )
    ),
    max_leaves=20,
)


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1_700_000_000, "chat": chat, "from": USER, **content}


def read(**update: Any) -> Any:
    raw = {"update_id": 1, **update}
    told = meaning(parse(raw, BOT), "our_bot")
    assert plain_meaning(raw, "our_bot") in (None, told), "the short way tells what the long one does, or nothing"
    return told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("400k", "400k"),
        ("/start limits", "/start limits"),
        ("/start@our_bot limits", "/start limits"),
        ("/start@Our_Bot", "/start"),
        ("/start@other_bot", "/start@other_bot"),
        ("mail@our_bot", "mail@our_bot"),
        ("/ask@our_bot\nrmd?", "/ask\nrmd?"),
        ("", ""),
        ("null\0 and half \ud83d pair", "null and half � pair"),
    ],
)
def test_text_is_said_without_the_bots_own_name(text: str, said: str) -> None:
    assert read(message=message(text=text)) == Talk(1, 7, Said(said))


def test_a_topic_is_kept() -> None:
    assert read(message=message(text="hi", message_thread_id=5, is_topic_message=True)) == Talk(1, 7, Said("hi"), 5)


def test_a_document_a_sticker_and_an_edit_are_told_apart() -> None:
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "spd.pdf", "file_size": 9}
    assert read(message=message(document=document)) == Talk(1, 7, DocumentSent("f", "spd.pdf", 9))
    captioned = read(message=message(document=document, caption="42")).event
    assert (captioned.caption, captioned.message) == ("42", 3), "an edit names the message"
    photo = read(
        message=message(photo=[{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}], caption="42")
    )
    assert (photo.event.caption, photo.event.message) == ("42", 3)
    edited = read(edited_message=message(document=document, caption="51")).event
    assert (edited, edited.message) == (Edited("51"), 3)
    contact = {"phone_number": "1", "first_name": "A"}
    assert read(message=message(contact=contact)) == Talk(1, 7, Received("contact"))
    assert read(edited_message=message(text="450k")) == Talk(1, 7, Edited("450k"))


def test_a_press_knows_its_message_and_what_stood_on_the_button() -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "v1:yes"}]]}
    query = {"id": "9", "from": USER, "chat_instance": "1", "data": "v1:yes"}
    press = read(callback_query={**query, "message": message(text="?", reply_markup=markup)})
    assert press == Press(1, 7, Pressed("v1:yes"), None, "9", 3, "Yes")


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ({"text": "just talking"}, False),
        ({"text": "/start"}, False),
        ({"text": "hey @our_bot2"}, False),
        ({"text": "ask @our_bot."}, True),
        ({"text": "/start@our_bot x"}, True),
        ({"text": "/start@other_bot"}, False),
        ({"text": "hey @Our_Bot, how much?"}, True),
        ({"text": "yes", "reply_to_message": {**message(GROUP), "from": {**USER, "username": "our_bot"}}}, True),
        ({"text": "yes", "reply_to_message": message(GROUP)}, False),
        ({"sticker": None}, False),
    ],
)
def test_in_a_group_only_what_is_meant_for_the_bot_counts(content: dict[str, Any], meant: bool) -> None:
    assert isinstance(read(message=message(GROUP, **content)), Group if meant else Nothing)


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
def test_blocking_and_coming_back_are_noticed(status: str, blocked: bool) -> None:
    member = {"user": {**USER, "id": 4242, "is_bot": True}, "status": status, "until_date": 0}
    change = {"chat": PRIVATE, "from": USER, "date": 1, "old_chat_member": member, "new_chat_member": member}
    assert read(my_chat_member=change) == Membership(1, 7, blocked)


def test_texts_and_presses_in_private_chats_go_the_short_way() -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": 6}]
    said = {"update_id": 1, "message": message(text="/start limits", entities=entities)}
    assert plain_meaning(said, "our_bot") == Talk(1, 7, Said("/start limits"))
    markup = {
        "inline_keyboard": [[{"text": "Site", "url": "https://a.example"}, {"text": "Yes", "callback_data": "y"}]]
    }
    shown = message(text="?", reply_markup=markup, edit_date=1_700_000_001)
    pressed = {"id": "9", "from": USER, "chat_instance": "1", "data": "y", "message": shown}
    expected = Press(1, 7, Pressed("y"), None, "9", 3, "Yes")
    assert plain_meaning({"update_id": 1, "callback_query": pressed}, "our_bot") == expected
    assert read(callback_query=pressed) == expected


@pytest.mark.parametrize(
    "update",
    [
        {"message": message(GROUP, text="hi @our_bot")},
        {"message": message(text="hi", message_thread_id=5, is_topic_message=True)},
        {"message": message(text="hi", of_a_newer_api={"text": "there"})},
        {"message": message(text=None)},
        {"message": message({"id": "7", "type": "private"}, text="hi")},
        {"message": message(text="hi"), "of_a_newer_api": {}},
        {"edited_message": message(text="hi")},
        {"callback_query": {"id": "9", "from": USER, "data": "y", "message": {**message(), "date": 0}}},
        {"callback_query": {"id": "9", "from": USER, "data": "y", "message": message(GROUP)}},
        {"callback_query": {"id": "9", "from": USER, "data": "y"}},
        {"callback_query": {"id": "9", "from": USER, "message": message(), "game_short_name": "chess"}},
    ],
    ids=lambda update: next(iter(update)),
)
def test_whatever_is_a_little_different_goes_the_long_way(update: dict[str, Any]) -> None:
    assert plain_meaning({"update_id": 1, **update}, "our_bot") is None


@given(JSON, st.sampled_from(["message", "callback_query"]))
def test_no_json_breaks_the_short_way(content: Any, kind: str) -> None:
    assert isinstance(plain_meaning({"update_id": 1, kind: content}, "our_bot"), Talk | Press | None)


@given(JSON, st.sampled_from(["message", "callback_query", "edited_message"]))
def test_no_json_breaks_the_rough_reading(content: Any, kind: str) -> None:
    found = rough_meaning({"update_id": 1, kind: content}, "our_bot")
    assert isinstance(found, Talk | Press | Nothing)


@given(JSON)
def test_the_length_of_the_text_of_any_update_is_known(content: Any) -> None:
    assert text_length({"update_id": 1, "message": content}) >= 0
    assert text_length({"update_id": 1, "message": {"text": "four"}}) == 4
