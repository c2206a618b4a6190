"""Work that goes on, at once when woken, and whatever fails in passing."""

import asyncio
from datetime import timedelta

import pytest

from shared.errors import StaleWrite, Unavailable
from shared.heard import Position, has_heard, with_heard
from shared.looping import Wake, keep_doing
from shared.retrying import retry

NEVER = timedelta(hours=1)


async def test_a_call_during_the_work_starts_the_next_run_at_once() -> None:
    runs, wake = 0, Wake()
    both = asyncio.Event()

    async def work() -> None:
        nonlocal runs
        runs += 1
        wake() if runs == 1 else both.set()

    loop = asyncio.create_task(keep_doing("test", work, NEVER, wake=wake))
    async with asyncio.timeout(10):
        await both.wait()
    loop.cancel()
    assert runs == 2


async def test_a_server_that_is_away_is_asked_again() -> None:
    tries, done = 0, asyncio.Event()

    async def work() -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise Unavailable("away")
        done.set()

    loop = asyncio.create_task(keep_doing("test", work, timedelta(milliseconds=1)))
    async with asyncio.timeout(10):
        await done.wait()
    loop.cancel()


async def test_a_fault_of_ours_ends_the_loop_so_that_health_shows_it() -> None:
    async def work() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await keep_doing("test", work, NEVER)


async def test_what_is_stale_is_loaded_anew_until_it_is_not() -> None:
    tries = 0

    async def work() -> str:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise StaleWrite("case")
        return "saved"

    assert await retry(work, pause=0) == "saved"


async def test_the_last_try_says_why_it_failed() -> None:
    async def work() -> None:
        raise StaleWrite("case")

    with pytest.raises(StaleWrite):
        await retry(work, tries=2, pause=0)


def test_an_event_is_remembered_once_and_by_its_stream() -> None:
    heard = with_heard(with_heard({}, Position("a", 2)), Position("a", 2))
    assert heard == {"a": (2,)}
    assert has_heard(heard, Position("a", 2))
    assert not has_heard(heard, Position("b", 2))
