"""A function in a process of its own: what arrives, what does not, and that nothing stays."""

import asyncio
import json
import sys
from datetime import timedelta

import psutil
import pytest

from shared.errors import FieldError, Rejected, Unavailable
from shared.isolated.call import IsolatedFault, IsolatedFunction, Limits, PastLimits
from tests.unit.isolated import functions

MEMORY = 2**28
LONG = timedelta(minutes=1)
SHORT = timedelta(milliseconds=300)


def isolated(name: str, within: timedelta = LONG, at_once: int = 1) -> IsolatedFunction:
    limits = Limits(within=within, memory=MEMORY)
    return IsolatedFunction(f"{functions.__name__}:{name}", "The work", limits, at_once=at_once)


def running() -> list[psutil.Process]:
    """The processes of calls that have not ended."""
    children = psutil.Process().children(recursive=True)
    return [child for child in children if "shared.isolated.child" in child.cmdline()]


async def test_the_result_arrives_however_large_it_is() -> None:
    argument = bytes(range(256)) * 20_000
    assert await isolated("doubled")(argument) == argument * 2


async def test_no_call_knows_of_another() -> None:
    counted = isolated("counted")
    assert [await counted(b"") for _ in range(2)] == [b"1", b"1"]


async def test_the_process_has_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUREL_MONGO", "mongodb://laurel:secret@db/")
    assert "LAUREL_MONGO" not in json.loads(await isolated("environment")(b""))


async def test_what_libraries_print_is_no_part_of_the_answer() -> None:
    assert await isolated("talkative")(b"answer") == b"answer"


async def test_no_more_calls_go_on_at_once_than_may() -> None:
    period = isolated("period")
    answers = await asyncio.gather(*(period(b"") for _ in range(3)))
    begun_and_ended = sorted(json.loads(answer) for answer in answers)
    ordered = [moment for both in begun_and_ended for moment in both]
    assert ordered == sorted(ordered)


async def test_a_refusal_arrives_as_it_was_raised() -> None:
    with pytest.raises(Rejected) as refused:
        await isolated("refusing")("䶮".encode())
    assert refused.value.code == "not-so"
    assert refused.value.detail == "It can't be done."
    assert refused.value.errors == (FieldError("name", "䶮"),)


async def test_what_the_function_misses_is_said() -> None:
    with pytest.raises(Unavailable, match=r"^There is no font\.$"):
        await isolated("away")(b"")


async def test_a_fault_says_kind_and_line_and_never_what_it_was_about() -> None:
    with pytest.raises(IsolatedFault) as failed:
        await isolated("faulty")(b"a name that nobody may read")
    assert str(failed.value).startswith("The work failed: LookupError in functions.py:")
    assert "nobody" not in str(failed.value)


async def test_a_function_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(IsolatedFault, match="AttributeError"):
        await isolated("missing")(b"")


async def test_a_call_that_takes_too_long_is_ended() -> None:
    with pytest.raises(IsolatedFault, match=r"took too long: it may take 0\.3 s and 256 MiB"):
        await isolated("endless", SHORT)(b"")
    assert running() == []


async def test_a_call_that_nobody_waits_for_is_ended() -> None:
    call = asyncio.create_task(isolated("endless")(b""))
    async with asyncio.timeout(30):
        while not running():
            await asyncio.sleep(0.01)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert running() == []


async def test_the_next_call_goes_on_after_one_that_was_ended() -> None:
    limits = Limits(within=LONG, memory=MEMORY)
    call = IsolatedFunction(f"{functions.__name__}:counted", "The work", limits)
    waiting = asyncio.create_task(call(b""))
    await asyncio.sleep(0)
    waiting.cancel()
    assert await call(b"") == b"1"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
async def test_a_call_gets_no_more_memory_than_it_may_take() -> None:
    with pytest.raises(PastLimits, match=r"no more memory: .* 256 MiB"):
        await isolated("greedy")(b"")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux picks a process by a score")
async def test_it_goes_before_the_service_when_a_container_has_no_memory_left() -> None:
    assert await isolated("first_to_go")(b"") == b"1000"


async def test_a_process_that_can_not_start_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(IsolatedFault, match="The work did not start: No such file"):
        await isolated("doubled")(b"")


async def test_a_process_that_dies_is_told_by_its_signal() -> None:
    with pytest.raises(IsolatedFault, match="The work was ended by SIGABRT"):
        await isolated("aborted")(b"")
