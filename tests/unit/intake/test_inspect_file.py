"""Files are opened where none of them can harm the service."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from tempfile import SpooledTemporaryFile
from typing import cast

import pytest

from services.intake.domain.inspection.inspect import ALL, inspect
from services.intake.domain.inspection.inspected import FileRefused
from services.intake.domain.received_file import ReceivedFile
from services.intake.usecases.inspect_file import InspectFile, inspectors
from shared.isolated.call import Limits
from shared.isolated.pool import IsolatedPool
from shared.spool import IN_MEMORY_AT_MOST
from tests.unit.intake.files import EXE, ofd, packed_pdf, pdf, png
from tests.unit.intake.test_check_files import received
from tests.unit.isolated import functions
from tests.unit.isolated.test_isolated import LONG

LIMITS = Limits(within=timedelta(minutes=1), memory=2**29)


@asynccontextmanager
async def inspecting(limits: Limits = LIMITS) -> AsyncIterator[InspectFile]:
    pool = inspectors(limits)
    staying = asyncio.create_task(pool.stay())
    await asyncio.sleep(0)
    try:
        yield InspectFile(pool, limits)
    finally:
        staying.cancel()
        await asyncio.gather(staying, return_exceptions=True)


SMALL = replace(LIMITS, memory=2**28)


async def test_what_unpacks_to_more_memory_than_there_is_is_refused_and_the_next_file_taken() -> (
    None
):
    content = packed_pdf(300_000_000, as_lzw=True)
    async with inspecting(SMALL) as inspect_apart:
        with pytest.raises(FileRefused) as refused:
            await inspect_apart(received("M01", "a.pdf", content), ALL, "a")
        assert (refused.value.code, "256 MiB" in refused.value.text) == ("file-too-complex", True)
        assert (await inspect_apart(received("M01", "b.pdf", pdf()), ALL, "a")).pages == 1


async def refusal(file: ReceivedFile) -> FileRefused:
    """Why it is not taken."""
    async with inspecting() as inspect_apart:
        with pytest.raises(FileRefused) as refused:
            await inspect_apart(file, ALL, "a")
    return refused.value


@pytest.mark.parametrize("content", [pdf, png, ofd])
async def test_a_file_is_found_to_be_what_it_is(content: Callable[[], bytes]) -> None:
    file = received("M01", "a", content())
    async with inspecting() as inspect_apart:
        assert await inspect_apart(file, ALL, "a") == inspect(file.content, "a")


async def test_a_large_file_is_handed_over_and_can_be_read_afterwards() -> None:
    content = pdf() + b"%" + b"x" * 2 * IN_MEMORY_AT_MOST + b"\n%%EOF\n"
    with SpooledTemporaryFile(max_size=IN_MEMORY_AT_MOST) as spool:
        spool.write(content)
        file = replace(received("M01", "a.pdf", content), content=cast("object", spool))  # type: ignore[arg-type]
        async with inspecting() as inspect_apart:
            assert (await inspect_apart(file, ALL, "a")).kind == "pdf"
        spool.seek(0)
        assert hashlib.sha256(spool.read()).hexdigest() == file.sha256


async def test_a_refusal_says_the_same_as_here() -> None:
    with pytest.raises(FileRefused) as here:
        inspect(received("M01", "申请表.pdf", EXE).content, "申请表.pdf")
    apart = await refusal(received("M01", "申请表.pdf", EXE))
    assert (apart.code, apart.text, apart.zh) == (here.value.code, here.value.text, here.value.zh)


@pytest.mark.parametrize(
    ("work", "code"), [("never", "file-too-complex"), ("broken", "unreadable-file")]
)
async def test_what_a_file_does_to_its_process_is_told_as_a_refusal(work: str, code: str) -> None:
    limits = replace(LIMITS, within=timedelta(seconds=0.2) if work == "never" else LONG)
    pool = IsolatedPool(f"{functions.__name__}:{work}", "Opening the file", limits)
    with pytest.raises(FileRefused) as refused:
        await InspectFile(pool, limits)(received("M01", "a.pdf", b"x"), ALL, "a")
    assert refused.value.code == code
    assert code != "file-too-complex" or "0.2 s and 512 MiB" in refused.value.text


async def test_one_applicant_s_files_do_not_keep_the_others_waiting() -> None:
    limits = replace(LIMITS, within=LONG)
    pool = IsolatedPool(f"{functions.__name__}:of_name", "Opening", limits, processes=2)
    inspect_apart = InspectFile(pool, limits)
    one = [
        asyncio.create_task(inspect_apart(received("M01", "endless", b"x"), ALL, "one"))
        for _ in range(5)
    ]
    await asyncio.sleep(0)
    try:
        other = await inspect_apart(received("M01", "b.pdf", pdf()), ALL, "other")
    finally:
        for each in one:
            each.cancel()
        await asyncio.gather(*one, return_exceptions=True)
    assert (other.kind, other.pages) == ("pdf", 1)
    staying = asyncio.create_task(pool.stay())
    await asyncio.sleep(0)
    staying.cancel()
    await asyncio.gather(staying, return_exceptions=True)
