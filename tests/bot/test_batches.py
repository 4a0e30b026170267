"""Calls that share trips to the database: each gets its own answer, whoever else came with it."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.storage.batches import Batches


async def doubled(numbers: Sequence[int]) -> Sequence[int | Exception]:
    await asyncio.sleep(0)
    return [ValueError(number) if number < 0 else number * 2 for number in numbers]


async def test_each_caller_gets_the_answer_to_what_it_asked() -> None:
    batches = Batches(doubled, longest=7)

    assert await asyncio.gather(*(batches.ask(number) for number in range(50))) == [2 * number for number in range(50)]


async def test_a_call_right_after_the_last_answer_is_answered_too() -> None:
    batches = Batches(doubled, longest=7)

    for number in range(20):
        async with asyncio.timeout(10):
            assert await batches.ask(number) == 2 * number


async def test_an_answer_that_is_an_exception_is_raised_at_its_caller_alone() -> None:
    batches = Batches(doubled, longest=7)

    told = await asyncio.gather(batches.ask(1), batches.ask(-1), batches.ask(2), return_exceptions=True)

    assert (told[0], type(told[1]), told[2]) == (2, ValueError, 4)


async def test_trouble_of_the_whole_trip_goes_to_all_who_were_on_it() -> None:
    async def broken(_: Sequence[int]) -> Sequence[int | Exception]:
        raise ConnectionError

    batches = Batches(broken, longest=7)

    told = await asyncio.gather(batches.ask(1), batches.ask(2), return_exceptions=True)

    assert [type(one) for one in told] == [ConnectionError, ConnectionError]
    with pytest.raises(ConnectionError):
        await batches.ask(3)


async def test_what_came_for_a_caller_who_had_gone_is_handed_back() -> None:
    unwanted: list[tuple[int, int]] = []
    going = asyncio.Event()

    async def slow(numbers: Sequence[int]) -> Sequence[int | Exception]:
        await going.wait()
        return await doubled(numbers)

    batches = Batches(slow, longest=7, unwanted=lambda asked, told: unwanted.append((asked, told)))
    gone, stays = asyncio.ensure_future(batches.ask(1)), asyncio.ensure_future(batches.ask(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gone.cancel()
    going.set()

    assert await stays == 4
    assert unwanted == [(1, 2)]
