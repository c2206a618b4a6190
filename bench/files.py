"""(g) What foreign files cost others while they come, and whoever uploads an ordinary one."""

import asyncio
import io
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from random import Random
from statistics import median, quantiles
from typing import Any

import pikepdf
import psutil

from bench import hostile
from bench.drafts import Applicant, open_drafts, register
from bench.figures import Figure
from bench.load import Connection, load, request
from bench.stream import PROGRAMME, ROUND
from deploy.local.ports import Ports
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from deploy.local.supervisor import Process, Supervisor
from services.intake.domain.application import draft_id
from shared.isolated.pool import UNUSED_AT_MOST

AT_ONCE = 8
TURNS = 5
OTHERS = 400
OTHERS_A_SECOND = 50
UPLOADS = 60
P99, MEMORY, LATENCY = 1.5, 1.2, 1.15
REFUSED = {422}
READY = {"intake": 1, "review": 0}
"""Processes of its own that a service keeps when nobody needs them."""
OUTSIDE = 10
"""How much less the sender is worth than the services: it is no part of them."""
BOUNDARY = "laurel-bench"


@dataclass(frozen=True)
class Sent:
    """A prepared request, and the service that it is for."""

    service: str
    message: bytes


async def measure(stack: LocalStack) -> list[Figure]:
    """The ratios, each of the same run: with against without, apart against in-process."""
    hostile_one, ordinary_one = (await register(stack))[:2]
    await open_drafts(stack, [hostile_one, ordinary_one], 2, "files")
    figures = await _under_fire(stack, hostile_one, draft_id(hostile_one.uscc, "files-0"))
    return figures + await _ordinary(stack, ordinary_one, draft_id(ordinary_one.uscc, "files-1"))


async def _under_fire(stack: LocalStack, one: Applicant, application: str) -> list[Figure]:
    recommender = stack.issuer.mint("city", ["recommender"], office="jiangmen")
    foreign = [
        *(
            Sent("intake", _upload(stack.url("intake"), one, application, content, "M05"))
            for content in hostile.files().values()
        ),
        *(
            Sent("review", _sheet(stack.url("review"), recommender, content))
            for content in hostile.sheets().values()
        ),
    ]
    draft = f"{stack.url('intake')}/intake/v1/applications/{application}"
    catalogue = f"{stack.url('review')}/review/v1/rounds/{PROGRAMME}/{ROUND}/reasons"
    others = [
        Sent("intake", request("GET", draft, Authorization=f"Bearer {one.token}")),
        Sent("review", request("GET", catalogue, Authorization=f"Bearer {recommender}")),
    ]
    ordinary = [
        Sent("intake", _upload(stack.url("intake"), one, application, document(1), "M06")),
        Sent("review", _sheet(stack.url("review"), recommender, b"1,2\n")),
    ]
    calm, fired = [], []
    refused: Counter[int] = Counter()
    urls = {name: stack.url(name) for name in ("intake", "review")}
    await _all(stack, ordinary * 4)
    before = {name: await _resident_mb(stack, name) for name in urls}
    for _ in range(TURNS):
        calm.append(await _p99(stack, others))
        async with _Fire(urls, foreign) as fire:
            fired.append(await _p99(stack, others))
        refused += fire.statuses
    await _all(stack, ordinary * 4)
    assert set(refused) <= REFUSED, json.dumps(refused)
    ratio = median(b / a for a, b in zip(calm, fired, strict=True))
    note = f"{refused.total()} hostile files, {AT_ONCE} at once"
    figures = [
        Figure("files", "other requests, p99 without", median(calm), "ms", "", None),
        Figure("files", "other requests, p99 with", median(fired), "ms", "", None, note),
        Figure("files", "ratio, median of turns", ratio, "×", "≤ 1.5 ×", ratio <= P99),
    ]
    for name, earlier in before.items():
        now = await _resident_mb(stack, name)
        grown = now / earlier
        note = f"{earlier:.0f} MB before, {now:.0f} after, with their processes"
        figures.append(
            Figure("files", f"memory of {name}", grown, "×", "≤ 1.2 ×", grown <= MEMORY, note)
        )
    return figures


async def _ordinary(stack: LocalStack, one: Applicant, application: str) -> list[Figure]:
    port = Ports(stack.places.base / "ports.json").of("bench-opened-here")
    here = f"http://127.0.0.1:{port}"
    supervisor = Supervisor()
    await supervisor.start(
        Process(
            name="opened-here",
            argv=[sys.executable, "-m", "bench.opened_here"],
            env={**stack.env("intake"), "LAUREL_HTTP_PORT": str(port)},
            log=stack.places.log("opened-here"),
            ready=f"{here}/health/ready",
        )
    )
    seeds = iter(range(2, sys.maxsize))
    ours, theirs = [], []
    try:
        for turn in range(TURNS + 1):
            apart = await _latency(stack.url("intake"), one, application, seeds)
            inside = await _latency(here, one, application, seeds)
            if turn:  # the first warms both up
                ours.append(apart)
                theirs.append(inside)
    finally:
        await supervisor.stop()
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    note = f"a PDF of {len(document(1)) // 1000} kB"
    return [
        Figure("files", "upload, opened in the service", median(theirs), "ms", "", None, note),
        Figure("files", "upload, opened apart", median(ours), "ms", "", None, note),
        Figure("files", "ratio, median of turns", ratio, "×", "≤ 1.15 ×", ratio <= LATENCY),
    ]


async def _latency(url: str, one: Applicant, application: str, seeds: Iterator[int]) -> float:
    """The median time of an upload, in milliseconds."""
    took = []
    async with Connection(url) as line:
        for _ in range(UPLOADS):
            message = _upload(url, one, application, document(next(seeds)), "M06")
            begun = time.perf_counter()
            status = await line.send(message)
            took.append((time.perf_counter() - begun) * 1000)
            assert status == 200, status
    return median(took)


async def _p99(stack: LocalStack, others: Iterable[Sent]) -> float:
    """Milliseconds that 99 of 100 requests take at most, sent at a moderate rate."""
    took: list[float] = []
    start = time.perf_counter()

    async def one_by_one(sent: Sent) -> None:
        async with Connection(stack.url(sent.service)) as line:
            for n in range(OTHERS):
                due = start + n / OTHERS_A_SECOND
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                begun = time.perf_counter()
                status = await line.send(sent.message)
                took.append((time.perf_counter() - begun) * 1000)
                assert status == 200, status

    await asyncio.gather(*(one_by_one(sent) for sent in others))
    return quantiles(took, n=100)[98]


class _Fire:
    """Sends hostile files, from entering to leaving, and each at least once.

    By a process of its own, as the world outside has processors of its own.
    """

    def __init__(self, urls: Mapping[str, str], foreign: list[Sent]) -> None:
        context = get_context("spawn")
        self._done, self._answers = context.Event(), context.Queue()
        self._ready = context.Event()
        self._process = context.Process(
            target=_fire, args=(urls, foreign, self._ready, self._done, self._answers), daemon=True
        )

    async def __aenter__(self) -> "_Fire":
        self._process.start()
        await asyncio.to_thread(self._ready.wait)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._done.set()
        self.statuses: Counter[int] = await asyncio.to_thread(self._answers.get)
        await asyncio.to_thread(self._process.join)


def _fire(
    urls: Mapping[str, str], foreign: list[Sent], ready: Event, done: Event, answers: Any
) -> None:
    os.nice(OUTSIDE)
    statuses: Counter[int] = Counter()
    waiting = cycle(foreign)

    async def one_after_another() -> None:
        while not done.is_set() or statuses.total() < len(foreign):
            sent = next(waiting)
            async with Connection(urls[sent.service]) as line:
                statuses[await line.send(sent.message)] += 1

    async def at_once() -> None:
        ready.set()
        await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))

    asyncio.run(at_once())
    answers.put(statuses)


async def _all(stack: LocalStack, requests: Iterable[Sent]) -> None:
    """Sends them, so many at once that every process has started."""
    by_service: dict[str, list[bytes]] = {name: [] for name in SERVICES}
    for sent in requests:
        by_service[sent.service].append(sent.message)
    for name, messages in by_service.items():
        if messages:
            await load(stack.url(name), messages, connections=2)


async def _resident_mb(stack: LocalStack, name: str) -> float:
    """Memory that a service and the processes of its own hold, once those not needed have ended."""
    service = psutil.Process(stack.supervisor.children[name].pid)
    async with asyncio.timeout(3 * UNUSED_AT_MOST):
        while len(every := [service, *service.children(recursive=True)]) > 1 + READY[name]:
            await asyncio.sleep(1)
    held: float = sum(each.memory_info().rss for each in every)
    return held / 2**20


def document(seed: int) -> bytes:
    """A PDF as offices scan them: twelve pages, each with a picture that packs no further."""
    random, out = Random(seed), io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(12):
            page = made.add_blank_page()
            picture = made.make_stream(random.randbytes(30_000))
            page.Contents = made.make_stream(b"q /P Do Q")
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        made.save(out, deterministic_id=True)
    return out.getvalue()


def _upload(url: str, one: Applicant, application: str, content: bytes, material: str) -> bytes:
    part = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        f'name="{material}"; filename="a.pdf"\r\n\r\n'
    )
    body = part.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return request(
        "POST",
        f"{url}/intake/v1/applications/{application}/materials?replace=true",
        body,
        Content_Type=f"multipart/form-data; boundary={BOUNDARY}",
        Authorization=f"Bearer {one.token}",
    )


def _sheet(url: str, token: str, content: bytes) -> bytes:
    return request(
        "POST",
        f"{url}/review/v1/rounds/{PROGRAMME}/{ROUND}/recommendations?sheet=bench&opinion=x",
        content,
        Content_Type="application/octet-stream",
        Authorization=f"Bearer {token}",
    )
