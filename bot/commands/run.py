"""`run`: the bot on Telegram; without a token, one line on how to get one, the terminal chat and the web page.

All that is heavy is imported late: a signal to stop is heeded from the first moment, and a wrong setting named at once.
"""

import gc
import os
import signal
import stat
import sys
from datetime import date
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings

HOW_TO_GET_ONE = (
    "No TELEGRAM_BOT_TOKEN is set: ask @BotFather on Telegram for /newbot, put the token into .env, and start again. "
    "Until then, here is the same conversation in the terminal."
)
WRONG_SETTINGS = 1


def run(as_of: date | None) -> int:
    """Runs until it is told to stop; returns the exit status."""
    # Until the service has its own handler nothing has been received, so nothing can be lost by leaving at once.
    signal.signal(signal.SIGTERM, _leave)
    # What is loaded at the start stays for good; looking through it for garbage takes a tenth of the start.
    gc.disable()
    from bot.settings import WrongSettings, load_settings

    try:
        settings = load_settings({"as_of": as_of} if as_of else None)
    except WrongSettings as error:
        print(error, file=sys.stderr)
        return WRONG_SETTINGS
    if settings.telegram_bot_token is None:
        print(HOW_TO_GET_ONE, flush=True)
        gc.enable()
        return _without_telegram(settings)
    signal.signal(signal.SIGINT, _leave)
    from bot import service
    from bot.app import dialogue
    from bot.tools import profile, tools

    parts = (dialogue(settings.session_days, settings.contact), tools(settings), profile())
    gc.freeze()
    gc.enable()
    return service.run(settings, *parts)


def _without_telegram(settings: "Settings") -> int:
    """The talk in the terminal and as a web page; where there is nobody at a terminal and nothing piped, the page."""
    from bot.commands.chat import chat
    from bot.commands.web import PageBeside, page_alone

    if not sys.stdin.isatty() and stat.S_ISCHR(os.fstat(sys.stdin.fileno()).st_mode):
        return page_alone(settings)
    page = PageBeside(settings)
    page.start()
    try:
        return chat(settings.today, as_json=False)
    finally:
        page.stop()


def _leave(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise SystemExit(0)
