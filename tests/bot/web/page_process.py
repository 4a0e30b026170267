"""The page as a process of its own, to be killed."""

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[3]
STARTS = 6000  # tenths of a second; what is learned is learned at the first start


class PageProcess:
    """`python -m bot web`."""

    def __init__(self, folder: str | Path, port: int, database_url: str = "") -> None:
        """With a database of its own in `folder` unless `database_url` names one."""
        self.address = f"http://127.0.0.1:{port}"
        self._log = Path(folder) / "log"
        self._environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": "",
            "DATABASE_URL": database_url or f"sqlite:///{folder}/page.sqlite3",
            "WEB_PORT": str(port),
            "LOG_LEVEL": "WARNING",
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "web", cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        async with aiohttp.ClientSession() as http:
            for _ in range(STARTS):
                if self._process.returncode is not None:
                    break
                try:
                    async with http.get(f"{self.address}/healthz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)
        raise RuntimeError(f"the page did not start; see {self._log}")

    @property
    def process_id(self) -> int:
        """Of the one that was started last."""
        assert self._process is not None
        return self._process.pid

    async def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def stop(self) -> None:
        """SIGTERM; its status must be 0."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        if await asyncio.wait_for(self._process.wait(), 30) != 0:
            raise RuntimeError(f"the page ended in disorder; see {self._log}")
