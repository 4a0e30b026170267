"""What an update means to the bot: parsed by python-telegram-bot, turned into an event of the dialogue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from telegram import Bot, CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from dialogue.events import DocumentSent, Edited, Event, Pressed, Received, Said

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")

# An animation carries a document too, a venue a location: the more exact kind comes first.
CONTENT = (
    "animation",
    "live_photo",
    "voice",
    "audio",
    "video",
    "video_note",
    "sticker",
    "contact",
    "venue",
    "location",
    "poll",
    "dice",
    "game",
    "story",
    "checklist",
    "paid_media",
    "invoice",
    "successful_payment",
    "refunded_payment",
    "giveaway",
    "giveaway_winners",
    "gift",
    "unique_gift",
    "users_shared",
    "chat_shared",
    "web_app_data",
    "passport_data",
)


# What the messenger tells by itself, and nobody has said.
SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
    "message_auto_delete_timer_changed",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "connected_website",
    "write_access_allowed",
    "proximity_alert_triggered",
    "boost_added",
    "chat_background_set",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "video_chat_scheduled",
    "video_chat_started",
    "video_chat_ended",
    "video_chat_participants_invited",
    "giveaway_created",
    "giveaway_completed",
)
LONGEST_TEXT = 4096
# The fields of the plainest updates. With any other, an update means what python-telegram-bot's objects say.
PLAIN_TEXT, PLAIN_PRESS = {"update_id", "message"}, {"update_id", "callback_query"}
OF_TEXT = {"message_id", "from", "chat", "date", "text", "entities"}
OF_SHOWN = OF_TEXT | {"reply_markup", "edit_date", "link_preview_options", "photo", "caption", "caption_entities"}
OF_PRESS = {"id", "from", "message", "chat_instance", "data"}


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody did something in the private chat `chat`."""

    update: int
    chat: int
    event: Event
    thread: int | None = None
    album: str = ""  # what the messages have in common that were sent as one


@dataclass(frozen=True, slots=True)
class Press:
    """A button was pressed in the private chat `chat`; `query` wants an answer. `label` is what stood on the button."""

    update: int
    chat: int
    event: Pressed
    thread: int | None
    query: str
    message: int
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """Somebody spoke to the bot in a group, by a message or (with `query`) by a button."""

    update: int
    chat: int
    thread: int | None = None
    message: int | None = None
    query: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """The user of the private chat `chat` has blocked the bot or let it in again."""

    update: int
    chat: int
    blocked: bool


@dataclass(frozen=True, slots=True)
class Inline:
    """Somebody typed `text` after the bot's name in another chat."""

    update: int
    query: str
    text: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """An update that asks nothing of the bot. `query` is a callback query that still wants its answer."""

    update: int
    query: str = ""


Meaning = Talk | Press | Group | Membership | Inline | Nothing


def parse(raw: dict[str, Any], bot: Bot) -> Update:
    """The update in `raw`. Raises whatever python-telegram-bot raises on what is not one."""
    return Update.de_json(raw, bot)


def meaning(update: Update, username: str) -> Meaning:
    """What `update` means to the bot called `username`."""
    number = update.update_id
    if update.message is not None:
        return _message(number, update.message, username)
    if update.edited_message is not None:
        return _edited(number, update.edited_message)
    if update.callback_query is not None:
        return _press(number, update.callback_query)
    if update.inline_query is not None:
        return Inline(number, update.inline_query.id, update.inline_query.query)
    if update.my_chat_member is not None:
        return _membership(number, update.my_chat_member)
    return Nothing(number)


def rough_meaning(raw: dict[str, Any], username: str) -> Meaning:
    """What a raw update means as far as its plainest parts tell.

    For updates that python-telegram-bot cannot parse, for example of a Bot API newer than it knows: whoever sent one
    in a private chat still gets an answer.
    """
    number = raw["update_id"]
    query = raw.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else raw.get("message")
    if not isinstance(message, dict):
        return Nothing(number)
    chat = message.get("chat")
    if not (isinstance(chat, dict) and chat.get("type") == ChatType.PRIVATE and isinstance(chat.get("id"), int)):
        return Nothing(number)
    if isinstance(query, dict):
        data, key, shown = query.get("data"), query.get("id"), message.get("message_id")
        if not (isinstance(data, str) and isinstance(key, str) and isinstance(shown, int)):
            return Nothing(number)
        return Press(number, chat["id"], Pressed(_clean(data)), None, key, shown, "")
    text = message.get("text")
    if isinstance(text, str):
        return Talk(number, chat["id"], Said(_without_name(_clean(text), username), _number(message)))
    return Talk(number, chat["id"], Received(next((kind for kind in CONTENT if message.get(kind)), "message")))


def plain_meaning(raw: dict[str, Any], username: str) -> Meaning | None:
    """What the plainest updates mean, a text or a press in a private chat, as `meaning` would tell; None for all else.

    They are nearly all there are, and parsing one builds objects with hundreds of fields of which four are read.
    """
    number = raw["update_id"]
    try:
        if raw.keys() == PLAIN_TEXT:
            return _plain_text(number, raw["message"], username)
        if raw.keys() == PLAIN_PRESS:
            return _plain_press(number, raw["callback_query"])
    except (AttributeError, KeyError, TypeError):
        pass  # whatever it is, it is not plain
    return None


def _plain_text(number: int, message: dict[str, Any], username: str) -> Meaning | None:
    chat, text = message["chat"], message["text"]
    if not (message.keys() <= OF_TEXT and chat["type"] == ChatType.PRIVATE and type(text) is str):
        return None
    return Talk(number, _whole(chat["id"]), Said(_without_name(_clean(text), username), _whole(message["message_id"])))


def _plain_press(number: int, query: dict[str, Any]) -> Meaning | None:
    message, data, key = query["message"], query["data"], query["id"]
    chat = message["chat"]
    if not (query.keys() <= OF_PRESS and message.keys() <= OF_SHOWN and chat["type"] == ChatType.PRIVATE):
        return None
    if not (message["date"] and type(data) is str and type(key) is str):
        return None  # a message without a date is one that is too old to be read
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    label = next((button["text"] for row in rows for button in row if button.get("callback_data") == data), "")
    return Press(number, _whole(chat["id"]), Pressed(_clean(data)), None, key, _whole(message["message_id"]), label)


def _whole(number: Any) -> int:
    if type(number) is not int:
        raise TypeError("a number is wanted")
    return number


def text_length(raw: dict[str, Any]) -> int:
    """The characters of the text in a raw update, whatever it is."""
    message = raw.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    return len(text) if isinstance(text, str) else 0


def _number(message: dict[str, Any]) -> int:
    number = message.get("message_id")
    return number if isinstance(number, int) else 0


def _message(number: int, message: Message, username: str) -> Meaning:
    if message.chat.type == ChatType.PRIVATE:
        event = _event(message, username)
        if event is None:
            return Nothing(number)
        return Talk(number, message.chat.id, event, _thread(message), message.media_group_id or "")
    if message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) and _addressed(message, username):
        return Group(number, message.chat.id, _thread(message), message.message_id)
    return Nothing(number)


def _event(message: Message, username: str) -> Event | None:
    if message.text is not None:
        return Said(_without_name(_clean(message.text), username), message.message_id)
    caption, group = _clean(message.caption or ""), message.media_group_id or ""
    if message.photo and not message.paid_media:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return DocumentSent(largest.file_id, "", largest.file_size or 0, group, caption, message.message_id)
    for kind in CONTENT:
        if getattr(message, kind, None):
            return Said(caption, message.message_id) if caption else Received(kind)
    if (document := message.document) is not None:
        name = _clean(document.file_name or "")
        return DocumentSent(document.file_id, name, document.file_size or 0, group, caption, message.message_id)
    if words := _clean("\n".join(_words_in(message.api_kwargs.get("rich_message")))):
        return Said(words[:LONGEST_TEXT], message.message_id)
    if any(getattr(message, kind, None) is not None for kind in SERVICE):
        return None
    return Received("other")  # of a kind newer than the library, or one that nobody thought of


def _words_in(block: Any, depth: int = 0) -> Iterator[str]:
    """The words of a rich message, whose blocks stand in blocks."""
    if isinstance(block, dict) and depth < 20:
        for name, inner in block.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _words_in(inner, depth + 1)
    elif isinstance(block, list) and depth < 20:
        for inner in block[:500]:
            yield inner if isinstance(inner, str) else ""
            yield from _words_in(inner, depth + 1)


def _edited(number: int, message: Message) -> Meaning:
    text = message.text if message.text is not None else message.caption
    if message.chat.type != ChatType.PRIVATE or text is None:
        return Nothing(number)
    return Talk(number, message.chat.id, Edited(_clean(text), message.message_id), _thread(message))


def _press(number: int, query: CallbackQuery) -> Meaning:
    message = query.message
    if message is None or query.data is None:
        return Nothing(number, query.id)
    if message.chat.type != ChatType.PRIVATE:
        return Group(number, message.chat.id, message=message.message_id, query=query.id)
    thread, label = None, ""
    if isinstance(message, Message):
        thread = _thread(message)
        rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
        label = next((button.text for row in rows for button in row if button.callback_data == query.data), "")
    return Press(number, message.chat.id, Pressed(_clean(query.data)), thread, query.id, message.message_id, label)


def _membership(number: int, change: ChatMemberUpdated) -> Meaning:
    if change.chat.type != ChatType.PRIVATE:
        return Nothing(number)
    gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return Membership(number, change.chat.id, gone)


def _thread(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _addressed(message: Message, username: str) -> bool:
    """Whether a message in a group is meant for this bot: it holds the bot's own name, or is a reply to it."""
    text = message.text or message.caption or ""
    replied_to = message.reply_to_message.from_user if message.reply_to_message else None
    if replied_to is not None and (replied_to.username or "").lower() == username.lower():
        return True
    # A command without a name may be meant for any bot of the group, and @our_bot2 is another's name.
    return bool(username) and re.search(rf"@{re.escape(username)}(?!\w)", text, re.IGNORECASE) is not None


def _clean(text: str) -> str:
    """`text` without what no database takes: halves of surrogate pairs and the null character."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _without_name(text: str, username: str) -> str:
    """`/start@our_bot limits` as `/start limits`; anything else as it is."""
    if not text.startswith("/") or not username:
        return text
    command = text.split(maxsplit=1)[0]
    name, at, named = command.partition("@")
    return f"{name}{text[len(command) :]}" if at and named.lower() == username.lower() else text
