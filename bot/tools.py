"""What the service is given to do its work: pictures, documents, plan files, inline answers, and its profile."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from bot.app import library, search
from bot.inline_room import inline_room
from bot.notices import Notices
from bot.plan_files import read_file, read_words
from bot.service import Profile, Tools
from bot.settings import Settings
from dialogue.sharing import PICTURE
from flows.figures import current_year, text_values
from flows.screens import Attachment, Picture

INLINE_ANSWERS = 8
COMMANDS = ("start", "menu", "ask", "case", "ledger", "reminders", "export", "forget", "privacy", "help")


def tools(settings: Settings) -> Tools:
    """The tools of the real bot."""
    return Tools(
        draw=draw,
        make=make,
        read_document=lambda data, name: read_file(data, name, settings.today),
        read_words=lambda words, asked: read_words(words, asked, settings.today),
        answer_inline=lambda query: inline_results(query, settings.today),
    )


# What draws and makes papers is imported when the first is wanted: the first answer need not wait for it.


async def draw(picture: Picture) -> bytes:
    """`picture` as PNG. Raises `bot.pictures.BadPicture` for an unknown kind or unfit data."""
    from bot import pictures

    return await pictures.draw(picture)


async def make(attachment: Attachment) -> bytes:
    """The document that `attachment` describes. Raises `bot.summary.BadPaper` for an unknown kind or unfit data.

    One that is a picture raises what `draw` raises.
    """
    if attachment.kind == PICTURE:
        return await draw(Picture(str(attachment.data["kind"]), attachment.data["data"], ""))
    from bot import calendar
    from bot.summary import make as make_summary

    return calendar.make(attachment.data) if attachment.kind == calendar.KIND else await make_summary(attachment)


def profile() -> Profile:
    """The command list and descriptions that people see before they write, from the messages."""
    messages = library().messages
    flows = library().flows
    commands = [(name, messages[f"command_{name}"].plain()) for name in COMMANDS]
    commands += [(flow, flows[flow].title) for flow in ("eligibility", "capacity") if flow in flows]
    return Profile(
        commands=commands,
        description=messages["profile_description"].plain(),
        short_description=messages["profile_short"].plain(),
        notices=notices(),
        app=messages["app_button"].plain(),
        app_room=messages["app_button_room"].plain(),
    )


def notices() -> Notices:
    """The few things that the bot says outside any dialogue, in the words of the messages where those have them."""
    messages = library().messages
    names = [name for name in Notices.__dataclass_fields__ if f"notice_{name}" in messages]
    return Notices(**{name: messages[f"notice_{name}"].plain() for name in names})


def inline_results(query: str, today: date) -> list[dict[str, Any]]:
    """What inline mode (`@bot question` in any chat) offers on the day `today`: the room, if it can be computed."""
    year = current_year(today)
    room = inline_room(query, today, year, library().messages)
    return [*([room] if room else []), *inline_answers(query, year)]


def inline_answers(query: str, year: int) -> list[dict[str, Any]]:
    """What inline mode (`@bot question` in any chat) offers for `query`: articles with their short answers.

    `year` is the tax year of the figures in them.
    """
    found = search().find(query) if query.strip() else None
    wanted = [hit.id for hit in found.alternatives] if found else ["what-is-it", "requirements", "pro-rata"]
    values = text_values(year)
    entries = library().articles
    return [
        {
            "type": "article",
            "id": article,
            "title": entries[article].title,
            "description": entries[article].front.topic.replace("-", " "),
            "input_message_content": {"message_text": _answer(article, values), "parse_mode": "HTML"},
        }
        for article in wanted[:INLINE_ANSWERS]
        if article in entries
    ]


def _answer(article: str, values: Mapping[str, Any]) -> str:
    title = escape(library().articles[article].title, quote=False)
    return f"<b>{title}</b>\n\n{library().article_short(article, values)}\n\n{_disclaimer(values)}"


def _disclaimer(values: Mapping[str, Any]) -> str:
    return library().messages["disclaimer"].render(values)
