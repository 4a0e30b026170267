"""A side process works beside the event loop, within its time, and is replaced when it dies."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.side_process import SideProcess, SideProcessDied, SideProcessFailed, SideProcessTooSlow

Start = Callable[..., SideProcess]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[SideProcess] = []

    def start_one(work: str, seconds: float = 60, idle_seconds: float = 60) -> SideProcess:
        started.append(SideProcess(f"tests.bot.side_work:{work}", seconds, idle_seconds))
        return started[-1]

    yield start_one
    for process in started:
        process.close()


async def test_nothing_is_started_before_there_is_work(start: Start) -> None:
    process = start("echo")
    assert process.process_id is None
    assert await process.do("a") == b"a"
    assert process.process_id is not None


async def test_one_process_does_one_piece_of_work_after_another(start: Start) -> None:
    process = start("count")
    assert await asyncio.gather(*(process.do(place) for place in range(5))) == [b"1", b"2", b"3", b"4", b"5"]


async def test_the_loop_goes_on_while_the_process_works(start: Start) -> None:
    process = start("echo")
    work = asyncio.ensure_future(process.do("a"))
    turns = 0
    while not work.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert work.result() == b"a"
    assert turns > 5


async def test_one_process_serves_several_event_loops(start: Start) -> None:
    process = start("count")
    assert await process.do("here") == b"1"
    assert await asyncio.to_thread(lambda: asyncio.run(process.do("there"))) == b"2"


async def test_killed_between_two_pieces_of_work_it_is_replaced(start: Start) -> None:
    process = start("echo")
    await process.do("a")
    before = process.process_id
    assert before is not None
    os.kill(before, signal.SIGKILL)
    assert await process.do("b") == b"b"
    assert process.process_id not in (None, before)


async def test_dying_in_the_middle_the_work_is_tried_again(start: Start, tmp_path: Path) -> None:
    process = start("obey")
    assert await process.do({"do": "die", "once": str(tmp_path / "died")}) == b"well"


async def test_dying_of_the_same_work_twice_is_an_error_and_the_next_work_is_done(start: Start) -> None:
    process = start("obey")
    with pytest.raises(SideProcessDied):
        await process.do({"do": "die"})
    assert await process.do({"do": "nothing"}) == b"well"


async def test_work_that_fails_tells_why_and_keeps_the_process(start: Start) -> None:
    process = start("obey")
    with pytest.raises(SideProcessFailed, match="ValueError: no such thing"):
        await process.do({"do": "fail"})
    before = process.process_id
    assert await process.do({"do": "nothing"}) == b"well"
    assert process.process_id == before


async def test_work_that_cannot_be_found_is_an_error(start: Start) -> None:
    with pytest.raises(SideProcessFailed, match="nowhere"):
        await start("nowhere").do("a")


async def test_work_beyond_its_time_is_ended_and_the_next_work_is_done(start: Start) -> None:
    process = start("obey", seconds=4)
    with pytest.raises(SideProcessTooSlow):
        await process.do({"do": "sleep"})
    assert await process.do({"do": "nothing"}) == b"well"


async def test_an_idle_process_ends_by_itself_and_comes_back(start: Start) -> None:
    process = start("echo", idle_seconds=0.2)
    await process.do("a")
    while process.process_id is not None:  # noqa: ASYNC110 (nobody tells when it ends)
        await asyncio.sleep(0.02)
    assert await process.do("b") == b"b"


async def test_the_process_knows_no_secret_of_the_bot(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@host/name")
    known = (await start("obey").do({"do": "environment"})).decode().split("\n")
    assert "PATH" in known
    assert not {"TELEGRAM_BOT_TOKEN", "DATABASE_URL"} & set(known)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
async def test_a_signal_meant_for_the_bot_does_not_end_its_work(start: Start) -> None:
    process = start("echo")
    await process.do("a")
    before = process.process_id
    assert before is not None
    os.kill(before, signal.SIGINT)
    os.kill(before, signal.SIGTERM)
    assert await process.do("b") == b"b"
    assert process.process_id == before


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
async def test_the_process_ends_with_the_bot() -> None:
    script = (
        "import asyncio, os, signal, sys\n"
        "from bot.side_process import SideProcess\n"
        "process = SideProcess('tests.bot.side_work:echo')\n"
        "asyncio.run(process.do('a'))\n"
        "print(process.process_id, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ran = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    child = int(ran.stdout)
    while Path(f"/proc/{child}").exists():  # noqa: ASYNC110, ASYNC240 (nobody tells when it ends)
        await asyncio.sleep(0.02)
    assert ran.returncode == -signal.SIGKILL


def test_the_bot_itself_imports_neither_the_rasterizer_nor_fpdf2() -> None:
    script = "import json, sys, bot.tools, bot.pictures, bot.summary; print(json.dumps(sorted(sys.modules)))"
    if not (ROOT / "bot" / "plan_files").exists():
        script = script.replace("bot.tools, ", "")
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"resvg_py", "fpdf", "PIL", "fontTools"} & set(json.loads(ran.stdout))


def test_the_side_process_for_pictures_imports_little_so_that_the_first_picture_comes_soon() -> None:
    script = "import json, sys, bot.side_worker.__main__, bot.rasterizing; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"pydantic", "numpy", "yaml", "asyncio", "fpdf"} & set(json.loads(ran.stdout))
