"""Processes that are kept warm: they serve many calls, and none can harm the next."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import psutil
import pytest

from shared.errors import Rejected, Unavailable
from shared.isolated import pool as module
from shared.isolated import spending
from shared.isolated.call import IsolatedFault, Limits, PastLimits
from shared.isolated.pool import IsolatedPool
from shared.isolated.processor import Spent
from tests.unit.isolated import functions
from tests.unit.isolated.test_isolated import LONG, MEMORY, SHORT


@asynccontextmanager
async def pool(
    name: str = "whatever",
    within: timedelta = LONG,
    processes: int = 1,
    *,
    ready: bool = True,
) -> AsyncIterator[IsolatedPool]:
    limits = Limits(within=within, memory=MEMORY)
    made = IsolatedPool(f"{functions.__name__}:{name}", "The work", limits, processes=processes)
    staying = asyncio.create_task(made.stay(ready=ready))
    while ready and not servers():
        await asyncio.sleep(0.01)
    try:
        yield made
    finally:
        staying.cancel()
        await asyncio.gather(staying, return_exceptions=True)
        assert running() == servers() == []


class Told:
    """What a process is said to have spent, one after another."""

    def __init__(self, *spent: Spent) -> None:
        self._first, self._last = spent[0], spent[-1]
        self._asked = 0

    def __call__(self, running: float, waiting: float) -> Spent:
        return Spent(running, waiting)

    def of(self, _: int) -> Spent:
        self._asked += 1
        return self._first if self._asked == 1 else self._last


def servers() -> list[psutil.Process]:
    """The processes that fork others for these tests."""
    return [each for each in psutil.Process().children() if _works(each)]


def running() -> list[psutil.Process]:
    """The processes that are kept warm for these tests."""
    return [each for server in servers() for each in server.children() if _works(each)]


def _works(process: psutil.Process) -> bool:
    try:
        return any(functions.__name__ in word for word in process.cmdline())
    except psutil.NoSuchProcess:
        return False


async def asked(made: IsolatedPool, argument: str, content: bytes = b"", whose: str = "a") -> bytes:
    return await made(argument.encode(), content, whose)


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
async def test_a_content_arrives_whole_whether_it_is_sent_or_handed_over(size: int) -> None:
    content = bytes(n % 251 for n in range(size))
    async with pool("told") as made:
        with TemporaryFile() as file:
            file.write(content)
            for _ in range(2):
                assert await made(b"a", content, "a") == b"a/" + content
                assert await made(b"a", cast("BinaryIO", file), "a") == b"a/" + content


async def test_one_process_serves_call_after_call() -> None:
    async with pool("of_this_process") as made:
        answers = [(await asked(made, "")).split() for _ in range(3)]
    assert len({process for process, _ in answers}) == 1
    assert [calls for _, calls in answers] == [b"1", b"2", b"3"]


async def test_a_process_is_replaced_after_many_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CALLS_EACH", 2)
    async with pool("of_this_process") as made:
        answers = [(await asked(made, "")).split() for _ in range(4)]
    assert [calls for _, calls in answers] == [b"1", b"2", b"1", b"2"]


async def test_no_more_calls_go_on_at_once_than_there_are_processes() -> None:
    async with pool(processes=2) as made:
        calls = [asyncio.create_task(asked(made, "endless")) for _ in range(3)]
        while len(running()) < 2 or made._idle:
            await asyncio.sleep(0.01)
        assert made._slots.locked()
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        assert await asked(made, "doubled", b"a") == b"aa"


@pytest.mark.parametrize("name", ["endless", "busy", "greedy", "aborted"])
async def test_one_that_overstays_or_dies_is_replaced(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "Spent", Told(Spent(0.0, 0.0)))
    within = SHORT if name in ("endless", "busy") else LONG
    async with pool(within=within) as made:
        assert await asked(made, "doubled", b"a") == b"aa"
        before = running()
        with pytest.raises(PastLimits, match=r"The work .* it may take .* and 256 MiB"):
            await asked(made, name)
        assert await asked(made, "doubled", b"a") == b"aa"
        assert not {each.pid for each in before} & {each.pid for each in running()}


async def test_one_that_hardly_got_a_processor_is_no_fault_of_what_it_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with pool(within=SHORT) as made:
        monkeypatch.setattr(module, "Spent", Told(Spent(0.0, 0.0), Spent(0.02, 0.2)))
        with pytest.raises(Unavailable, match=r"The work got no processor") as told:
            await asked(made, "endless")
        assert not isinstance(told.value, PastLimits)


async def test_one_that_takes_long_waits_for_everybody_and_serves_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LONG", 0.0)
    monkeypatch.setattr(module, "POLL_EVERY", 60.0)
    async with pool() as made:
        assert await asked(made, "doubled", b"") == b""
        monkeypatch.setattr(module, "POLL_EVERY", 0.0)
        (before,) = running()
        if sys.platform == "linux":
            assert os.sched_getscheduler(before.pid) == os.SCHED_OTHER
            assert os.getpriority(os.PRIO_PROCESS, before.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        assert await asked(made, "scheduler") in (b"", str(getattr(os, "SCHED_IDLE", "")).encode())
        before.wait(LONG.total_seconds())
        assert await asked(made, "doubled", b"a") == b"aa"


async def test_whose_calls_took_much_waits_for_everybody_from_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with pool() as made:
        assert await asked(made, "scheduled", whose="a") == b"0"
        monkeypatch.setattr(spending, "FREE", 0.0)
        monkeypatch.setattr(spending, "FORGOTTEN", 0.0)
        assert await asked(made, "scheduled", whose="b") == b"0"
        if sys.platform == "linux":
            for whose, policy in (("a", os.SCHED_IDLE), ("b", os.SCHED_IDLE), ("c", 0)):
                assert await asked(made, "scheduled", whose=whose) == str(policy).encode()


async def test_one_that_has_grown_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    async with pool("of_this_process") as made:
        first, second = [(await asked(made, "")).split()[0] for _ in range(2)]
        monkeypatch.setattr(module, "GROWN_AT_MOST", -1)
        third, fourth = [(await asked(made, "")).split()[0] for _ in range(2)]
    assert first == second == third != fourth


@pytest.mark.parametrize("ready", [True, False])
async def test_those_that_nobody_needs_end_and_what_forks_them_unless_it_is_to_be_ready(
    ready: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "UNUSED_AT_MOST", 0.05)
    async with pool("told", processes=3, ready=ready) as made:
        await asyncio.gather(*(asked(made, "a") for _ in range(3)))
        while running() or (servers() and not ready):
            await asyncio.sleep(0.01)
        assert len(servers()) == ready
        assert await asked(made, "a", b"b") == b"a/b"


async def test_what_forks_them_is_replaced_when_it_has_gone() -> None:
    async with pool() as made:
        assert await asked(made, "doubled", b"a") == b"aa"
        (before,) = servers()
        before.kill()
        before.wait()
        with pytest.raises(PastLimits):
            await asked(made, "aborted")
        assert await asked(made, "doubled", b"b") == b"bb"
        assert before not in servers()


async def test_one_that_nobody_waits_for_any_more_is_ended() -> None:
    async with pool() as made:
        call = asyncio.create_task(asked(made, "endless"))
        while not running():
            await asyncio.sleep(0.01)
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        while running():
            await asyncio.sleep(0.01)


async def test_refusals_and_faults_arrive_and_the_process_goes_on() -> None:
    async with pool() as made:
        with pytest.raises(Rejected) as refused:
            await asked(made, "refusing", "䶮".encode())
        assert (refused.value.code, refused.value.zh) == ("not-so", "不能办理。")
        with pytest.raises(Unavailable, match="no font"):
            await asked(made, "away")
        assert len(running()) == 1
        with pytest.raises(IsolatedFault, match=r"LookupError in functions.py:\d+") as failed:
            await asked(made, "faulty", b"a secret")
        assert "secret" not in str(failed.value)


async def test_the_processes_have_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUREL_MONGO", "mongodb://laurel:secret@db/")
    async with pool() as made:
        assert "LAUREL_MONGO" not in json.loads(await asked(made, "environment"))


async def test_a_function_that_is_not_there_does_not_start() -> None:
    made = IsolatedPool("nowhere:none", "The work", Limits(within=LONG, memory=MEMORY))
    with pytest.raises(Unavailable, match="The work did not start"):
        await asked(made, "")
