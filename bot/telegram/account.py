"""Who the bot is on Telegram."""

from dataclasses import dataclass

import structlog
from telegram import Bot
from telegram.error import InvalidToken

from bot.errors import describe

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Account:
    """The bot's `id`, and its `username` for links to it; empty if the server does not tell."""

    id: int
    username: str = ""


async def open_account(bot: Bot) -> Account:
    """Open the client and ask who the bot is. Raises InvalidToken if the token is refused, TelegramError otherwise.

    A server that does not know the question, or whose answer lacks what belongs to it, still serves a bot: its id is
    the first half of its token.
    """
    from_token = Account(int(bot.token.partition(":")[0]))
    try:
        await bot.initialize()
    except InvalidToken as error:
        # python-telegram-bot makes one of both, 404 and 401.
        if error.__cause__ is None or "unauthorized" in str(error.__cause__).lower():
            raise
        log.warning("account_unknown", error=describe(error.__cause__))
        return from_token
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        log.warning("account_unknown", error=describe(error))
        return from_token
    return Account(bot.id, bot.username or "")
