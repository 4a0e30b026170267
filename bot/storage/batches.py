"""Calls that come while others are under way wait a moment and share the next trip to the database."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Told = TypeVar("Told")


class Batches(Generic[Asked, Told]):
    """Answers many calls of `ask` by few of `run`, which answers a sequence of them in its order.

    At most `at_once` batches of at most `longest` calls are under way. An answer that is an exception is raised at its
    caller, and an exception of `run` itself at all of them.
    `unwanted` is told what came for a caller who had gone meanwhile.
    """

    def __init__(
        self,
        run: Callable[[Sequence[Asked]], Awaitable[Sequence[Told | Exception]]],
        *,
        longest: int,
        at_once: int = 1,
        unwanted: Callable[[Asked, Told], None] = lambda *_: None,
    ) -> None:
        self._run = run
        self._longest = longest
        self._at_once = at_once
        self._unwanted = unwanted
        self._waiting: deque[tuple[Asked, asyncio.Future[Told]]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, asked: Asked) -> Told:
        """The answer to `asked`, once its batch is done."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Told] = loop.create_future()
        self._waiting.append((asked, future))
        if len(self._tasks) < self._at_once:
            self._tasks.add(loop.create_task(self._drain()))
        return await future

    async def _drain(self) -> None:
        try:
            await self._answer_all()
        finally:
            # At once, not when the task is found done: a call in between would wait for nobody.
            self._tasks.discard(asyncio.current_task())

    async def _answer_all(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._longest))]
            batch = [(asked, future) for asked, future in batch if not future.done()]
            if not batch:
                continue
            told: Sequence[Told | Exception]
            try:
                told = await self._run([asked for asked, _ in batch])
            except Exception as error:
                told = [error] * len(batch)
            for (asked, future), one in zip(batch, told, strict=True):
                if isinstance(one, Exception):
                    if not future.done():
                        future.set_exception(one)
                elif future.done():
                    self._unwanted(asked, one)
                else:
                    future.set_result(one)
