"""The one way to the Bot API: python-telegram-bot's client, with plain dictionaries for answers."""

import asyncio
import re
import warnings
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import BadRequest, EndPointNotFound, InvalidToken, NetworkError, RetryAfter
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bot.telegram.requests import AiohttpRequest, JsonParameters

Result = TypeVar("Result")
NOT_PLAIN = {"getUpdates", "sendPhoto", "sendDocument"}  # one waits long at a client of its own, two send files
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def make_bot(token: str, base_url: str, poll_seconds: int) -> Bot:
    """A client for the Bot API at `base_url`, as python-telegram-bot takes it: the token follows it directly."""
    proxies = urlsplit(base_url).hostname not in LOOPBACK
    return Bot(
        token,
        base_url=base_url,
        base_file_url=file_url(base_url),
        request=AiohttpRequest(proxies=proxies),
        get_updates_request=AiohttpRequest(connections=2, read_timeout=poll_seconds + 15, proxies=proxies),
    )


def file_url(base_url: str) -> str:
    """Where files are downloaded, derived from where methods are called: `…/bot` becomes `…/file/bot`."""
    return re.sub(r"/bot(?!.*/bot)", "/file/bot", base_url, count=1)


async def call(bot: Bot, method: str, /, **parameters: Any) -> Any:
    """Call `method` and return Telegram's `result` as it is.

    python-telegram-bot would build a Message of a hundred fields from each answer, which costs more than all the
    rest of a turn, and warns that its own methods are nicer. Raises its TelegramError: EndPointNotFound if the server
    does not know the method, InvalidToken if it does not know the token.
    """
    request = bot.request
    if not isinstance(request, AiohttpRequest) or method in NOT_PLAIN:
        try:
            return await bot.do_api_request(method, api_kwargs=parameters)
        except EndPointNotFound as error:
            # python-telegram-bot makes one of both, 404 and 401.
            if isinstance(error.__cause__, InvalidToken) and "unauthorized" in error.__cause__.message.lower():
                raise error.__cause__ from None
            raise
    try:
        return await request.post(f"{bot.base_url}/{method}", JsonParameters(parameters))  # type: ignore[arg-type]
    except InvalidToken as error:
        if "unauthorized" in error.message.lower():
            raise
        raise EndPointNotFound(f"Endpoint '{method}' not found in Bot API") from error


async def patiently(doing: Callable[[], Awaitable[Result]], tries: int = 3) -> Result:
    """What `doing` returns, which is tried again where the network failed: for what does no harm if done twice.

    A connection that was kept open may have been closed by the other side; so a first try fails now and then.
    """
    for attempt in range(1, tries):
        try:
            return await doing()
        except BadRequest:
            raise
        except RetryAfter as error:
            pause = error.retry_after
            await asyncio.sleep(min(10.0, pause.total_seconds() if isinstance(pause, timedelta) else pause))
        except NetworkError:
            await asyncio.sleep(0.2 * 3 ** (attempt - 1))
    return await doing()


def quiet_warnings() -> None:
    """Silence the advice to use the methods that build objects (see `call`), and on what `retry_after` will become."""
    warnings.filterwarnings("ignore", message="Deprecated since version v22.2", category=PTBDeprecationWarning)
    warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)


def without_none(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """`parameters` without those that are None, which the Bot API takes for text."""
    return {name: value for name, value in parameters.items() if value is not None}
