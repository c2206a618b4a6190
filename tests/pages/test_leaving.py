"""A viewer who leaves the board costs nothing from then on."""

import asyncio
import gc
from collections.abc import Iterator

import httpx
import pytest

from services.stats.api.stream import COMMENT_EVERY
from services.stats.usecases.watch_board import WatchBoard
from tests.clients.waiting import until_equal

STREAM = "/stats/v1/rounds/gd-hightech-product-jiangmen/2019/stream"
POLLING = f"{WatchBoard.__name__}._poll"


@pytest.fixture
def uncollected() -> Iterator[None]:
    """What is forgotten in a cycle stays."""
    gc.disable()
    yield
    gc.enable()


async def polls() -> int:
    coroutines = [task.get_coro() for task in asyncio.all_tasks()]
    return sum(getattr(one, "__qualname__", "") == POLLING for one in coroutines)


@pytest.mark.usefixtures("uncollected")
async def test_nobody_polls_for_viewers_who_closed_their_tab(
    site: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        for _ in range(5):
            async with client.stream("GET", STREAM) as answer:
                await anext(answer.aiter_bytes())
                await until_equal("polls while a viewer is there", polls, 1)

    # Sooner than a comment to them, the next thing that is sent, could find out.
    await until_equal("polls after all have left", polls, 0, bound=COMMENT_EVERY * 0.8)
    assert [record.message for record in caplog.records if record.exc_info] == []
