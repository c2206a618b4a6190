"""(h) A hundred subscribers, some of which fail in every way: what comes, how late, how often."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

import httpx

from bench.failing import INSIDE, WAYS
from bench.figures import Figure
from bench.ledgers import digest
from bench.memory import peak_mb
from bench.stream import BEGINNING, standing
from bench.subscribing import Subscribing
from deploy.local.ports import Ports
from deploy.local.stack import LocalStack
from deploy.local.supervisor import Process, Supervisor
from deploy.local.trial_keys import TrialKeys
from services.notify.domain.agencies.subscription import Subscription
from services.notify.senders.agencies.worker import BATCH
from services.notify.store.agencies import deliveries, outcomes
from services.notify.store.agencies.outcomes import MongoOutcomes
from shared.contracts.outcomes import Recognised
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message, to_message
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from shared.mongo import Collection, connect
from shared.values import Bilingual

HEALTHY, EACH_WAY = 76, 4
SUBSCRIBERS = HEALTHY + EACH_WAY * len(WAYS)
OUTCOMES, KILLS = 5000, 20
TURNS, A_TURN, A_SECOND = 5, 60, 2
SEED = 2019
POLL, STALLED = 0.05, 120.0

MOST_MB, P99_MS, ISOLATED = 200.0, 1000.0, 1.5


@dataclass
class Around:
    """What is around notify: whoever publishes, subscribes and receives."""

    stack: LocalStack
    subscribing: Subscribing
    ledger: MongoOutcomes
    attempts: Collection
    sender: Sender
    client: httpx.AsyncClient
    receivers: Mapping[str, str]
    published: set[str] = field(default_factory=set)

    async def publish(self, count: int) -> set[str]:
        """The ids of so many outcomes that stand on Kafka now, each told as of this moment."""
        known, at = len(self.published), datetime.now(UTC)
        sent = [_outcome(number, at) for number in range(known, known + count)]
        await self.sender.send([message for _, message in sent])
        ids = {identity for identity, _ in sent}
        self.published |= ids
        return ids

    async def begin(self, run: str, *, up_to: int) -> list[Subscription]:
        """The healthy ones."""
        at = self.receivers["ledgers"]
        return await self.subscribing.begin(
            (f"{at}/{run}/{number}" for number in range(HEALTHY)), up_to=up_to
        )

    async def begin_failing(self, *, up_to: int) -> list[Subscription]:
        """The others."""
        urls = [f"{self._fails(way)}/{way}/{n}" for way in WAYS for n in range(EACH_WAY)]
        return await self.subscribing.begin(urls, up_to=up_to)

    async def tell(self, receivers: str, path: str) -> Any:
        """What receivers tell of themselves."""
        return (await self.client.get(f"{self.receivers[receivers]}/{path}")).json()

    async def until(self, run: str, came: int) -> None:
        """Returns once so many messages have come to the healthy. Raises when none comes."""
        most, since = -1, time.monotonic()
        while (now := (await self.tell("ledgers", f"{run}/counts"))["came"]) < came:
            if now > most:
                most, since = now, time.monotonic()
            elif time.monotonic() - since > STALLED:
                raise RuntimeError(f"{run}: {now} of {came} messages, and no more")
            await asyncio.sleep(POLL)

    async def until_noted(self, made: Sequence[Subscription]) -> None:
        """Returns once each has moved behind all that is published."""
        last = await self.ledger.last()
        for each in made:
            while (await self.subscribing.far.of(each.id)).up_to < last:
                await asyncio.sleep(POLL)

    async def fates(self, made: Sequence[Subscription]) -> str:
        """What came of a first attempt in each way, in words."""
        found = []
        for way, one in zip(WAYS, made[::EACH_WAY], strict=True):
            delivery = await self.attempts.find_one({"subscription": one.id})
            attempt = delivery["attempts"][0] if delivery else {}
            found.append(f"{way}: {attempt.get('status') or attempt.get('fault')}")
        return ", ".join(found)

    @property
    def notify_mb(self) -> float:
        """The most memory that notify held since it was started."""
        return peak_mb(self.stack.supervisor.children["notify"].pid)

    def _fails(self, way: str) -> str:
        return self.receivers["tls" if way == "certificate" else "failing"]


async def measure(stack: LocalStack) -> list[Figure]:
    """What came, how late and with how much memory; beside failing ones and without; and killed."""
    async with _around(stack) as around:
        figures = await _at_once(around)
        figures += await _beside_failing(around)
        figures.append(_memory(around.notify_mb, "of both", ""))
        figures += await _killed(around)
        inside = (await around.tell("failing", "came")).get(INSIDE.strip("/"), 0)
    followed = Figure("subscribers", "redirects followed", inside, "", "0", inside == 0)
    return [*figures, followed]


async def _at_once(around: Around) -> list[Figure]:
    """An announcement of all outcomes, heard from Kafka."""
    last = await around.ledger.last()
    healthy = await around.begin("at-once", up_to=last)
    failing = await around.begin_failing(up_to=last)
    begun = time.monotonic()
    ids = await around.publish(OUTCOMES)
    await around.until("at-once", HEALTHY * OUTCOMES)
    rate = HEALTHY * OUTCOMES / (time.monotonic() - begun)
    await around.until_noted(healthy)
    note = f"{SUBSCRIBERS} subscribers × {OUTCOMES:,} outcomes; {await around.fates(failing)}"
    figures = await _proof(around, "at-once", ids, "at once", note, repeats=0)
    await around.subscribing.end([*healthy, *failing])
    return [*figures, Figure("subscribers", "at once, deliveries", rate, "messages/s", "", None)]


async def _beside_failing(around: Around) -> list[Figure]:
    """One outcome after another, turn by turn without failing receivers and with them.

    These have a backlog of all outcomes so far, at which they fail the whole time.
    """
    calm, beside = [], []
    for turn in range(TURNS):
        calm.append(await _p99(around, f"calm-{turn}", failing=False))
        beside.append(await _p99(around, f"beside-{turn}", failing=True))
    worst, ratio = max(beside), median(b / a for a, b in zip(calm, beside, strict=True))
    note = f"{A_SECOND} outcomes/s to {HEALTHY} healthy, {A_TURN} a turn, {TURNS} turns"
    kind = "Kafka → first attempt, p99"
    return [
        Figure("subscribers", f"{kind} without failing", median(calm), "ms", "", None, note),
        Figure("subscribers", f"{kind} beside failing", median(beside), "ms", "", None),
        Figure("subscribers", f"{kind}, worst turn", worst, "ms", "< 1,000", worst < P99_MS),
        Figure("subscribers", "ratio, median of turns", ratio, "×", "≤ 1.5 ×", ratio <= ISOLATED),
    ]


async def _p99(around: Around, run: str, *, failing: bool) -> float:
    """Milliseconds from an event's time, just before it is sent to Kafka, until it comes."""
    made = await around.begin(run, up_to=await around.ledger.last())
    if failing:
        made += await around.begin_failing(up_to=0)
    # Once this one is there, somebody sends to each of them.
    await around.publish(1)
    await around.until(run, HEALTHY)
    start = time.monotonic()
    for number in range(A_TURN):
        await asyncio.sleep(max(0.0, start + number / A_SECOND - time.monotonic()))
        await around.publish(1)
    await around.until(run, HEALTHY * (1 + A_TURN))
    waits: list[float] = (await around.tell("ledgers", f"{run}/waits"))[HEALTHY:]
    await around.subscribing.end(made)
    return quantiles(waits, n=100)[98] * 1000


async def _killed(around: Around) -> list[Figure]:
    """The same outcomes in parts; in the middle of each notify is killed."""
    last, random = await around.ledger.last(), Random(SEED)
    made = await around.begin("killed", up_to=last)
    failing = await around.begin_failing(up_to=last)
    ids: set[str] = set()
    part, peak = OUTCOMES // (KILLS + 1), 0.0
    for _ in range(KILLS):
        there = len(ids)
        ids |= await around.publish(part)
        await around.until("killed", HEALTHY * there + random.randrange(HEALTHY * part))
        peak = max(peak, around.notify_mb)
        around.stack.kill("notify")
        await around.stack.start("notify")
    ids |= await around.publish(OUTCOMES - len(ids))
    await around.until("killed", HEALTHY * OUTCOMES)
    await around.until_noted(made)
    # A batch at most, of each, for each time it was killed.
    figures = await _proof(
        around, "killed", ids, f"{KILLS} × SIGKILL", "", repeats=KILLS * HEALTHY * BATCH
    )
    await around.subscribing.end([*made, *failing])
    return [*figures, _memory(max(peak, around.notify_mb), f"{KILLS} × SIGKILL", "")]


async def _proof(
    around: Around, run: str, ids: set[str], name: str, note: str, *, repeats: int
) -> list[Figure]:
    """What the ledgers of the healthy have, against what was published."""
    found = await around.tell("ledgers", f"{run}/proof")
    share = 100 * found["came"] / (HEALTHY * OUTCOMES)
    everything = found["agencies"] == HEALTHY and found["digests"] == [digest(ids)]
    twice, again = found["twice"], found["repeats"]
    return [
        Figure("subscribers", f"{name}, delivered", share, "%", "100 %", everything, note),
        Figure("subscribers", f"{name}, twice in effect", twice, "", "0", twice == 0),
        Figure("subscribers", f"{name}, came again", again, "", f"≤ {repeats:,}", again <= repeats),
    ]


def _memory(peak: float, when: str, note: str) -> Figure:
    return Figure("subscribers", f"notify, peak, {when}", peak, "MB", "< 200", peak < MOST_MB, note)


@asynccontextmanager
async def _around(stack: LocalStack) -> AsyncIterator[Around]:
    """The receivers are processes of their own, as the world outside is."""
    env, ports = stack.env("notify"), Ports(stack.places.base / "ports.json")
    ledgers, failing, tls = (ports.of(f"bench-{each}") for each in ("ledgers", "failing", "tls"))
    certificate = str(TrialKeys(stack.places.issuer).seal)
    receivers = Supervisor()
    sender = Sender(Cluster(stack.kafka), "bench")
    try:
        await receivers.start(
            _process(stack, "ledgers", [str(ledgers)], f"http://127.0.0.1:{ledgers}/none/counts"),
            _process(
                stack,
                "failing",
                [str(failing), str(tls), certificate],
                f"http://127.0.0.1:{failing}/came",
            ),
        )
        async with (
            connect(env["LAUREL_MONGO"], env["LAUREL_DATABASE"]) as database,
            httpx.AsyncClient(trust_env=False) as client,
        ):
            yield Around(
                stack,
                Subscribing.of(database, Path(env["LAUREL_WEBHOOK_KEY"])),
                MongoOutcomes(database[outcomes.COLLECTION], lambda: None),
                database[deliveries.COLLECTION],
                sender,
                client,
                {
                    "ledgers": f"http://localhost:{ledgers}",
                    "failing": f"http://localhost:{failing}",
                    "tls": f"https://localhost:{tls}",
                },
            )
    finally:
        await sender.stop()
        await receivers.stop()


def _process(stack: LocalStack, name: str, told: list[str], ready: str) -> Process:
    argv = [sys.executable, "-m", f"bench.{name}", *told]
    return Process(name, argv, stack.env("notify"), stack.places.log(name), ready)


def _outcome(number: int, at: datetime) -> tuple[str, Message]:
    """An outcome of an application of its own, with its id."""
    key = f"bench-{number:08}"
    event = Recognised(
        application=key,
        number=f"JM-2019-{number:06}",
        uscc="91350100M000100Y43",
        enterprise=Bilingual(zh=f"江门第{number}科技有限公司", en=f"Technology No. {number}"),
        product=Bilingual(zh=f"第{number}号控制器", en=f"Controller No. {number}"),
        list="gd-hightech-product-jiangmen.2019.1",
        entry=number + 1,
        at=BEGINNING,
        standing=standing(number, 5),
    )
    recorded = RecordedEvent.of(event, seq=1, source="review", key=key, at=at, traceparent=None)
    return recorded.id, to_message(recorded, key=key, source="review", topic_prefix="laurel")
