"""What stands before every answer of the page: the security headers, the host, the origin of what changes something,
and how large a request may be."""

from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_FORM: Final = 64 * 1024
LARGEST_UPLOAD: Final = 20_000_000 + LARGEST_FORM  # a plan document and the fields beside it
UPLOADS_TO: Final = "/say"
ANYWHERE: Final = ("/room", "/page.js", "/page.css", "/icon.svg", "/fonts/")  # what other sites may embed
TELEGRAM_WEB: Final = "https://web.telegram.org https://webk.telegram.org https://webz.telegram.org"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
)
HEADERS: Final[Mapping[str, str]] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}


class TooLarge(Exception):
    """The request is larger than it may be."""


class Guard:
    """Lets `app` answer what is well-formed and comes from the page itself.

    `hosts` are the names under which the page is reached; empty: any. `https`: the public address is encrypted.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = (), *, https: bool = False) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), str(scope["path"])
        largest = LARGEST_UPLOAD if path == UPLOADS_TO else LARGEST_FORM
        taken, begun = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > largest:
                raise TooLarge
            return message

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._add_headers(MutableHeaders(raw=message["headers"]), path)
            await send(message)

        async def refuse(text: str, status: int) -> None:
            await PlainTextResponse(text, status)(scope, receive, guarded)

        if self._hosts and _host(headers.get("host", "")) not in self._hosts:
            await refuse("this page has another name", 421)
        elif scope["method"] not in ("GET", "HEAD", "POST"):
            await refuse("no such method", 405)
        elif scope["method"] == "POST" and not is_own(headers):
            await refuse("this did not come from the page itself", 403)
        elif int(_digits(headers.get("content-length", "0"))) > largest:
            await refuse("too large", 413)
        else:
            try:
                await self._app(scope, counted, guarded)
            except TooLarge:
                if begun:
                    raise
                await refuse("too large", 413)

    def _add_headers(self, headers: MutableHeaders, path: str) -> None:
        open_to_all = path.startswith(ANYWHERE)
        frames = "*" if path == "/room" else TELEGRAM_WEB if path == "/app" else "'none'"
        headers["content-security-policy"] = POLICY.format(frames=frames)
        headers["cross-origin-resource-policy"] = "cross-origin" if open_to_all else "same-origin"
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if "cache-control" not in headers:
            headers["cache-control"] = "no-store"
        if self._https:
            headers["strict-transport-security"] = "max-age=31536000"


def is_own(headers: Headers) -> bool:
    """Whether a request that changes something comes from a page of this very host, as the browser says."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = urlsplit(headers.get("origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc.lower() == headers.get("host", "").lower() != ""


def _host(given: str) -> str:
    """The name in a Host header, without its port."""
    return (urlsplit(f"//{given}").hostname or "") if given.isascii() and "@" not in given else ""


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 16 else "0"
