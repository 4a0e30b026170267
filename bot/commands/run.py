"""`run`: the bot on Telegram; without a token, one line on how to get one and the terminal chat."""

import sys
from datetime import date

from bot.commands.chat import chat
from bot.settings import WrongSettings, load_settings

HOW_TO_GET_A_TOKEN = (
    "No TELEGRAM_BOT_TOKEN is set: ask @BotFather on Telegram for /newbot, put the token into .env, and start again. "
    "Until then, here is the same conversation in the terminal."
)
WRONG_SETTINGS = 1


def run(as_of: date | None) -> int:
    """Runs until it is told to stop; returns the exit status."""
    try:
        settings = load_settings({"as_of": as_of} if as_of else None)
    except WrongSettings as error:
        print(error, file=sys.stderr)
        return WRONG_SETTINGS
    if settings.telegram_bot_token is None:
        print(HOW_TO_GET_A_TOKEN, flush=True)
        return chat(settings.today, as_json=False)
    from bot import service
    from bot.app import dialogue
    from bot.tools import profile, tools

    return service.run(settings, dialogue(), tools(settings.today), profile())
