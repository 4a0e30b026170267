"""`run`: the bot on Telegram; without a token, one line on how to get one and the terminal chat.

All that is heavy is imported late: a signal to stop is heeded from the first moment, and a wrong setting named at once.
"""

import gc
import signal
import sys
from datetime import date
from types import FrameType

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
        from bot.commands.chat import chat

        print(HOW_TO_GET_ONE, flush=True)
        gc.enable()
        return chat(settings.today, as_json=False)
    signal.signal(signal.SIGINT, _leave)
    from bot import service
    from bot.app import dialogue
    from bot.tools import profile, tools

    parts = (dialogue(settings.session_days, settings.contact), tools(settings), profile())
    gc.freeze()
    gc.enable()
    return service.run(settings, *parts)


def _leave(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise SystemExit(0)
