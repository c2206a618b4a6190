"""(c) How long after its answer a submission stands on the live board, at a moderate load."""

import asyncio
import json
import re
import time
from statistics import quantiles

import httpx

from bench.drafts import open_drafts, register
from bench.figures import Figure
from bench.load import load
from bench.stream import PROGRAMME, ROUND
from deploy.local.stack import LocalStack

A_SECOND = 20
SUBMISSIONS = 400
TARGET_MS = 500.0
SUBMITTED = re.compile(r'data-figure="step-submitted">([\d,]+)<')


async def measure(stack: LocalStack) -> list[Figure]:
    """p50 and p99 in milliseconds, from the answer to the submission to the board's event."""
    requests = await open_drafts(stack, await register(stack), SUBMISSIONS, "visible")
    begun = asyncio.Event()
    shown: list[tuple[int, float]] = []
    watching = asyncio.create_task(_watch(stack.url("stats"), begun, shown, SUBMISSIONS))
    await asyncio.wait_for(begun.wait(), 30)
    before = shown[-1][0]
    answered: list[float] = []
    start = time.perf_counter()
    for n, message in enumerate(requests):
        await asyncio.sleep(max(0.0, start + n / A_SECOND - time.perf_counter()))
        await load(stack.url("intake"), [message], connections=1)
        answered.append(time.perf_counter())
    await asyncio.wait_for(watching, 30)
    waits, seen = [], iter(shown)
    count, at = next(seen)
    for place, moment in enumerate(answered, before + 1):
        while count < place:
            count, at = next(seen)
        waits.append(max(0.0, at - moment) * 1000)
    cuts = quantiles(waits, n=100)
    note = f"{A_SECOND} submissions/s, {SUBMISSIONS} in all"
    return [
        Figure("visible", "answer → board, p50", cuts[49], "ms", "", None, note),
        Figure(
            "visible", "answer → board, p99", cuts[98], "ms", "< 500", cuts[98] < TARGET_MS, note
        ),
    ]


async def _watch(
    url: str, begun: asyncio.Event, shown: list[tuple[int, float]], expected: int
) -> None:
    address = f"{url}/stats/v1/rounds/{PROGRAMME}/{ROUND}/stream"
    async with (
        httpx.AsyncClient(timeout=None, trust_env=False) as client,
        client.stream("GET", address, params={"lang": "en"}) as answer,
    ):
        async for line in answer.aiter_lines():
            if not line.startswith("data: "):
                continue
            funnel = json.loads(line[6:])["fragments"]["funnel"]
            found = SUBMITTED.search(funnel)
            assert found, "the board's funnel does not tell how many were submitted"
            shown.append((int(found[1].replace(",", "")), time.perf_counter()))
            begun.set()
            if shown[-1][0] >= shown[0][0] + expected:
                return
