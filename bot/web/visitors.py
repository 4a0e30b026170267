"""Who visits the page: a signed random number in a cookie, or, in the app inside Telegram, a signed chat."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from itsdangerous import BadData, URLSafeTimedSerializer

from bot.storage.store import END_OF_CHATS, FIRST_WEB_CHAT, is_visitor

COOKIE: Final = "visit"
DAY: Final = 86_400
VISIT_SECONDS: Final = DAY
APP_SECONDS: Final = 12 * 3600
LONGEST_TOKEN: Final = 300


@dataclass(frozen=True, slots=True)
class Visitor:
    """The `chat` whose talk is shown. `kept`: remembered for longer than a day."""

    chat: int
    kept: bool = False

    @property
    def in_app(self) -> bool:
        """Whether this is a Telegram chat, seen in the app inside Telegram."""
        return not is_visitor(self.chat)


class Visitors:
    """Signs and reads what tells visitors apart. `days` is for how long one who asked to be kept is remembered."""

    def __init__(self, secret: str, days: int, clock: Callable[[], float] = time.time) -> None:
        self.days = days
        self._clock = clock
        self._secret = secret.encode()
        self._serializer = URLSafeTimedSerializer(
            secret, salt="visit", signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256}
        )

    def fresh(self) -> Visitor:
        """A visitor who has never been here."""
        return Visitor(FIRST_WEB_CHAT + secrets.randbelow(END_OF_CHATS - FIRST_WEB_CHAT))

    def token(self, visitor: Visitor) -> str:
        """What the visitor shows to be known again; it is fresh from now on."""
        return str(self._serializer.dumps([str(visitor.chat), int(visitor.kept)]))

    def read(self, token: str | None) -> Visitor | None:
        """The visitor who shows `token`; None if it is forged, too old or no token."""
        if not token or len(token) > LONGEST_TOKEN:
            return None
        try:
            told, signed_at = self._serializer.loads(token, return_timestamp=True)
            chat, kept = told
            visitor = Visitor(int(chat), bool(kept))
        except (BadData, ValueError, TypeError):
            return None
        age = self._clock() - signed_at.timestamp()
        return visitor if age <= self.seconds(visitor) else None

    def seconds(self, visitor: Visitor) -> int:
        """For how long the visitor is known without coming back."""
        if visitor.in_app:
            return APP_SECONDS
        return self.days * DAY if visitor.kept else VISIT_SECONDS

    def seal(self, *parts: Any) -> str:
        """A short signature over `parts`, for an address that opens one thing."""
        said = "\0".join(map(str, parts)).encode()
        return hmac.new(self._secret, b"seal\0" + said, hashlib.sha256).hexdigest()[:32]

    def is_sealed(self, seal: str, *parts: Any) -> bool:
        """Whether `seal` is the signature over `parts`."""
        return hmac.compare_digest(self.seal(*parts), seal)


def number_of(name: str) -> int:
    """The number under which a message that the browser called `name` is taken once; 62 bits."""
    return int.from_bytes(hashlib.sha256(name.encode(errors="replace")).digest()[:8]) >> 2
