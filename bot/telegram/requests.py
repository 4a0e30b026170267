"""python-telegram-bot's HTTP client, on aiohttp: its default one gets slower the more requests are under way."""

import contextlib
import json
from collections.abc import Mapping
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 10.0


class NotSent(NetworkError):
    """No connection came about, so nothing has arrived."""


class JsonParameters:
    """What `AiohttpRequest` needs of python-telegram-bot's RequestData, of plain values without files."""

    contains_files = False
    multipart_data = None

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.json_parameters = {
            name: value if isinstance(value, str) else str(value) if type(value) is int else json.dumps(value)
            for name, value in parameters.items()
            if value is not None
        }


class AiohttpRequest(BaseRequest):
    """Sends requests of python-telegram-bot through one aiohttp session.

    `proxies`: heed HTTPS_PROXY and its kin. No error message ever contains the address, since the token is part of it.
    """

    def __init__(
        self, *, connections: int = 64, read_timeout: float = 30.0, media_timeout: float = 120.0, proxies: bool = True
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._media_timeout = media_timeout
        self._proxies = proxies
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=self._proxies)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The JSON object of an answer. Raises TelegramError without repeating the answer, which may quote a user."""
        try:
            answer = json.loads(payload)
        except ValueError as error:
            raise NetworkError("The server's answer is not JSON") from error
        if not isinstance(answer, dict):
            raise NetworkError("The server's answer is not an object")
        return {"result": None, **answer}

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - aiohttp has no timeout for writing alone
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - waiting for a connection is not limited
    ) -> tuple[int, bytes]:
        """Send one request; returns the status and the body. Raises TimedOut, NotSent and NetworkError."""
        if self._session is None:
            raise TelegramError("the HTTP client is not open")
        uploads = request_data is not None and request_data.contains_files
        reading = self._media_timeout if uploads else self._read_timeout
        timeout = aiohttp.ClientTimeout(
            sock_connect=_or(connect_timeout, CONNECT_SECONDS), sock_read=_or(read_timeout, reading)
        )
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as response:
                body = await response.read()
                return _status(response.status, body), body
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


def _status(status: int, body: bytes) -> int:
    """The status of an answer: some servers put it into the body alone."""
    if status != 200 or b"false" not in body[:32]:
        return status
    with contextlib.suppress(ValueError, AttributeError, TypeError):
        answer = json.loads(body)
        if answer.get("ok") is False:
            return int(answer.get("error_code", 500))
    return status


def _or(value: Any, default: float) -> float | None:
    return value if value is None or isinstance(value, int | float) else default


def _body(request_data: RequestData | None) -> Any:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters or None
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
