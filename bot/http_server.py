"""The HTTP server of the webhook, the page, and the figures that the operator watches."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.errors import CannotListen
from bot.metrics import Metrics
from bot.storage.store import Store, StoreUnavailable

READY_SECONDS = 2.0


class HttpServer:
    """Serves `routes` at an address until told to stop. Port 0 takes any free one; see `port`."""

    def __init__(self, host: str, port: int, routes: Sequence[BaseRoute], within: float) -> None:
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            self._socket = socket.create_server((host, port), family=family, backlog=512)
        except OSError as error:
            raise CannotListen(f"{host} port {port}: {error.strerror or error}") from error
        self.port = int(self._socket.getsockname()[1])
        config = uvicorn.Config(
            Starlette(routes=list(routes)),
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=max(1, int(within)),
            proxy_headers=False,
        )
        self._server = _Server(config)

    async def run(self) -> None:
        """Serve until `stop`; requests under way are finished."""
        await self._server.serve([self._socket])

    def stop(self) -> None:
        """Take no more connections."""
        self._server.should_exit = True


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The service has its own handlers of signals."""
        yield


def health_routes(store: Store, metrics: Metrics, is_stopping: Callable[[], bool]) -> list[Route]:
    """`/healthz`: the process runs; `/readyz`: it can take updates; `/metrics`: figures for Prometheus."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        if is_stopping():
            return PlainTextResponse("stopping\n", 503)
        try:
            await asyncio.wait_for(store.ping(), READY_SECONDS)
        except (StoreUnavailable, TimeoutError):
            return PlainTextResponse("the database does not answer\n", 503)
        return PlainTextResponse("ready\n")

    async def figures(_: Request) -> Response:
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", figures)]
