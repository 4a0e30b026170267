"""Pictures are drawn once, kept for a while, and drawn again after whatever goes wrong."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.pictures import BadPicture, Painter, draw, svg
from bot.pictures.drawing import painter
from bot.rasterizing import png
from bot.side_process import SideProcess, SideProcessFailed
from flows.screens import Picture

Start = Callable[..., Painter]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[SideProcess] = []

    def start_one(work: str, kept: int = 8) -> Painter:
        started.append(SideProcess(f"tests.bot.side_work:{work}"))
        return Painter(started[-1], kept)

    yield start_one
    for process in started:
        process.close()


def steps(*names: str, title: str = "Steps") -> Picture:
    return Picture("progress", {"title": title, "steps": [{"name": name, "state": "done"} for name in names]}, "alt")


async def test_the_real_painter_draws_what_painting_draws_and_comes_back_when_killed() -> None:
    picture, other = steps("one", "two"), steps("three")
    assert await draw(picture) == png({"svg": svg(picture.kind, picture.data)})
    process = painter().process.process_id
    assert process is not None
    os.kill(process, signal.SIGKILL)
    assert await draw(other) == png({"svg": svg(other.kind, other.data)})


async def test_many_who_want_one_picture_at_once_have_it_drawn_once(start: Start) -> None:
    painted = start("count")
    assert set(await asyncio.gather(*(painted.draw(steps("one")) for _ in range(30)))) == {b"1"}
    assert await painted.draw(steps("two")) == b"2"
    assert await painted.draw(steps("one")) == b"1"


async def test_what_the_alternative_text_says_makes_no_other_picture(start: Start) -> None:
    painted, picture = start("count"), steps("one")
    assert await painted.draw(picture) == b"1"
    assert await painted.draw(Picture(picture.kind, dict(sorted(picture.data.items())), "other")) == b"1"


async def test_the_picture_that_was_wanted_longest_ago_is_dropped_first(start: Start) -> None:
    painted = start("count", kept=2)
    for name, drawn in (("one", b"1"), ("two", b"2"), ("one", b"1"), ("three", b"3"), ("one", b"1"), ("two", b"4")):
        assert await painted.draw(steps(name)) == drawn


async def test_one_who_no_longer_waits_does_not_stop_the_others(start: Start) -> None:
    painted = start("count")
    first, second = (asyncio.ensure_future(painted.draw(steps("one"))) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == b"1"
    assert first.cancelled()


async def test_a_failure_is_told_and_not_kept(tmp_path: Path) -> None:
    process = SideProcess("tests.bot.side_work:fail_once")
    painted, picture = Painter(process), steps("one", title=str(tmp_path / "failed"))
    try:
        with pytest.raises(SideProcessFailed, match="the first time"):
            await painted.draw(picture)
        assert await painted.draw(picture) == b"well"
    finally:
        process.close()


async def test_unfit_data_is_told_without_any_drawing(start: Start) -> None:
    painted = start("count")
    with pytest.raises(BadPicture, match="no picture is called 'pie'"):
        await painted.draw(Picture("pie", {}, "alt"))
    with pytest.raises(BadPicture, match="steps"):
        await painted.draw(Picture("progress", {"title": "none"}, "alt"))
    assert painted.process.process_id is None
