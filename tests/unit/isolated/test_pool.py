"""Functions that are kept loaded: each call has its own process, and none can harm the next."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import psutil
import pytest

from shared.errors import Rejected, Unavailable
from shared.isolated import pool as module
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
    ready: bool = True,
) -> AsyncIterator[IsolatedPool]:
    limits = Limits(within=within, memory=MEMORY)
    made = IsolatedPool(f"{functions.__name__}:{name}", "The work", limits, processes=processes)
    staying = asyncio.create_task(made.stay(ready=ready))
    await comes(lambda: made._template is not None or not ready)
    try:
        yield made
    finally:
        staying.cancel()
        await asyncio.gather(staying, return_exceptions=True)
        await comes(lambda: running() == [])


async def comes(condition: Callable[[], bool]) -> None:
    """Waits for what the system does by itself."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.01)


def said_to_have(running: float, waiting: float) -> Callable[[int], Spent]:
    """What every process is said to have spent."""
    return lambda _: Spent(running, waiting)


def running() -> list[psutil.Process]:
    """The process that has loaded a function for these tests, and those of its calls."""
    children = psutil.Process().children(recursive=True)
    return [each for each in children if any(functions.__name__ in word for word in each.cmdline())]


async def asked(made: IsolatedPool, argument: str, content: bytes = b"") -> bytes:
    return await made(argument.encode(), content)


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
async def test_a_content_arrives_whole_whether_it_is_sent_or_handed_over(size: int) -> None:
    content = bytes(n % 251 for n in range(size))
    async with pool("told") as made:
        with TemporaryFile() as file:
            file.write(content)
            for _ in range(2):
                assert await made(b"a", content) == b"a/" + content
                assert await made(b"a", cast("BinaryIO", file)) == b"a/" + content


async def test_each_call_has_a_process_that_knows_of_no_other() -> None:
    async with pool("of_this_process") as made:
        (template,) = running()
        answers = [(await asked(made, "")).split() for _ in range(3)]
        assert len({process for process, _ in answers} - {str(template.pid).encode()}) == 3
        assert [calls for _, calls in answers] == [b"1", b"1", b"1"]
        await comes(lambda: running() == [template])


async def test_no_more_calls_go_on_at_once_than_there_may_be_processes() -> None:
    async with pool(processes=2) as made:
        calls = [asyncio.create_task(asked(made, "endless")) for _ in range(3)]
        await comes(lambda: len(running()) == 3)
        assert made._slots.locked()
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        assert await asked(made, "doubled", b"a") == b"aa"


@pytest.mark.parametrize("name", ["endless", "busy", "greedy", "aborted"])
async def test_one_that_overstays_or_dies_keeps_nobody_waiting(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Spent, "of", said_to_have(0.0, 0.0))
    within = SHORT if name in ("endless", "busy") else LONG
    async with pool(within=within) as made:
        (template,) = running()
        with pytest.raises(PastLimits, match=r"The work .* it may take .* and 256 MiB"):
            await asked(made, name)
        await comes(lambda: running() == [template])
        assert await asked(made, "doubled", b"a") == b"aa"


async def test_one_that_hardly_got_a_processor_is_no_fault_of_what_it_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Spent, "of", said_to_have(0.02, 0.2))
    async with pool(within=SHORT) as made:
        with pytest.raises(Unavailable, match=r"The work got no processor") as told:
            await asked(made, "endless")
        assert not isinstance(told.value, PastLimits)


async def test_where_the_loaded_one_is_gone_another_takes_its_place() -> None:
    async with pool(processes=2) as made:
        (template,) = running()
        call = asyncio.create_task(asked(made, "endless"))
        await comes(lambda: len(running()) == 2)
        template.kill()
        assert await asked(made, "doubled", b"a") == b"aa"
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)


async def test_one_that_takes_long_waits_for_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LONG", 0.0)
    monkeypatch.setattr(module, "POLL_EVERY", 0.0)
    async with pool() as made:
        (template,) = running()
        assert await asked(made, "scheduler") in (b"", str(getattr(os, "SCHED_IDLE", "")).encode())
        if sys.platform == "linux":
            lower = os.getpriority(os.PRIO_PROCESS, template.pid)
            assert os.sched_getscheduler(template.pid) == os.SCHED_OTHER
            assert lower > os.getpriority(os.PRIO_PROCESS, 0)


@pytest.mark.parametrize("ready", [True, False])
async def test_what_nobody_calls_is_kept_loaded_only_if_it_is_to_be_ready(
    ready: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "UNUSED_AT_MOST", 0.05)
    async with pool("told", ready=ready) as made:
        assert await asked(made, "a", b"b") == b"a/b"
        for _ in range(5):
            await asyncio.sleep(0.05)
        if ready:
            assert len(running()) == 1
        else:
            await comes(lambda: running() == [])
        assert await asked(made, "a", b"b") == b"a/b"


async def test_one_that_nobody_waits_for_any_more_is_ended() -> None:
    async with pool() as made:
        call = asyncio.create_task(asked(made, "endless"))
        await comes(lambda: len(running()) == 2)
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        await comes(lambda: len(running()) == 1)


async def test_refusals_and_faults_arrive() -> None:
    async with pool() as made:
        with pytest.raises(Rejected) as refused:
            await asked(made, "refusing", "䶮".encode())
        assert (refused.value.code, refused.value.zh) == ("not-so", "不能办理。")
        with pytest.raises(Unavailable, match="no font"):
            await asked(made, "away")
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
