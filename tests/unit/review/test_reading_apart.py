"""Sheets are read where they can't harm the service: the same comes of them as if read here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from services.review.api.stages.recommendation.reading.job import SheetReader
from services.review.api.stages.recommendation.reading.read import ReadSheet, read_sheet
from services.review.api.stages.recommendation.reading.refusals import NotASheet
from shared.errors import Rejected
from shared.isolated.call import Limits
from tests.unit.isolated.functions import never
from tests.unit.review.sheet_files import filled_in

LIMITS = Limits(within=timedelta(minutes=1), memory=768 * 2**20)
SHEET = filled_in((1, "GHPJ-2019-000001"), (None, "GHPJ-2019-000002"))


@asynccontextmanager
async def reading(reader: SheetReader) -> AsyncIterator[SheetReader]:
    staying = asyncio.create_task(reader.stay())
    await asyncio.sleep(0)
    try:
        yield reader
    finally:
        staying.cancel()
        await asyncio.gather(staying, return_exceptions=True)


async def read_apart(content: bytes) -> ReadSheet:
    async with reading(SheetReader(LIMITS)) as read:
        return await read(content, "a")


async def test_a_sheet_that_is_read_apart_has_the_same_rows() -> None:
    assert await read_apart(SHEET) == read_sheet(SHEET)


async def test_a_refusal_says_the_same() -> None:
    with pytest.raises(Rejected) as apart:
        await read_apart(b"nothing of a sheet")
    with pytest.raises(NotASheet) as here:
        read_sheet(b"nothing of a sheet")
    assert (apart.value.code, apart.value.zh) == (here.value.code, here.value.zh)
    assert apart.value.errors == here.value.errors


async def test_a_sheet_that_takes_too_long_is_refused_with_the_bound() -> None:
    limits = Limits(within=timedelta(seconds=0.2), memory=LIMITS.memory)
    async with reading(SheetReader(limits, f"{never.__module__}:{never.__name__}")) as read:
        with pytest.raises(NotASheet, match="far more to read") as refused:
            await read(SHEET, "a")
    assert "may take 0.2 s and 768 MiB" in refused.value.errors[0].message
