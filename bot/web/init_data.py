"""What Telegram tells a Mini App about who opened it, and the proof that Telegram said it.

Source: core.telegram.org/bots/webapps, "Validating data received via the Mini App" (checked November 28, 2026).
"""

import hashlib
import hmac
import json
from typing import Final
from urllib.parse import parse_qsl

LONGEST: Final = 4096  # characters
OLDEST_SECONDS: Final = 3600
EARLY_SECONDS: Final = 60  # by which a clock may be behind Telegram's


class Forged(ValueError):
    """Telegram did not say this."""


class TooOld(ValueError):
    """Telegram said this too long ago."""


def person(init_data: str, token: str, now: float) -> int:
    """The id of the person who opened the Mini App of the bot with `token`, which is that of their private chat.

    Raises Forged and TooOld.
    """
    if not token or len(init_data) > LONGEST:
        raise Forged("too long, or there is no bot")
    try:
        pairs = parse_qsl(init_data, keep_blank_values=True, strict_parsing=True, max_num_fields=30)
    except ValueError as error:
        raise Forged("no such data") from error
    told = dict(pairs)
    given = told.pop("hash", "")
    if len(told) + 1 != len(pairs):
        raise Forged("a field comes twice")
    said = "\n".join(f"{name}={value}" for name, value in sorted(told.items()))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(hmac.new(key, said.encode(), hashlib.sha256).hexdigest(), given):
        raise Forged("the signature is another's")
    try:
        at, user = int(told["auth_date"]), json.loads(told["user"])["id"]
    except (KeyError, ValueError, TypeError) as error:
        raise Forged("no person in it") from error
    if not isinstance(user, int) or isinstance(user, bool) or not 0 < user < 1 << 52:
        raise Forged("no person in it")
    if not -EARLY_SECONDS <= now - at <= OLDEST_SECONDS:
        raise TooOld
    return user
