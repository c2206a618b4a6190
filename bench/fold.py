"""(a) Events folded a second, durably, against Quix Streams on the same topic, turn by turn.

Against another checkout of Laurel too, if one is given: what it folds, and what memory it takes.
"""

import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.figures import Figure
from bench.memory import MOST_MB, peak_mb
from bench.stream import messages
from deploy.local.places import PROJECT
from deploy.local.stack import LocalStack
from deploy.local.supervisor import Process, Supervisor
from deploy.provision import provision
from services.stats.main import fold_group
from services.stats.store.tallies import MongoTallies
from shared.messaging.cluster import Cluster
from shared.messaging.kafka import Sender
from shared.mongo import CLOSED_WITHIN
from shared.mongo_driver import Client, close

TARGET = 2.0
LEAST_OF_BEFORE = 0.9
MOST_MEMORY_OF_BEFORE = 1.1
TURNS = 3
LOOK_EVERY = 0.02


@dataclass(frozen=True)
class DataSet:
    """So many applications with so many events each; `with_facts` with facts, subjects and
    milestones that have to be learnt.
    """

    applications: int
    events_each: int
    with_facts: bool

    @property
    def total(self) -> int:
        """How many events it has."""
        return self.applications * self.events_each

    @property
    def name(self) -> str:
        """What it is called among the figures."""
        facts = ", with facts" if self.with_facts else ""
        return f"{self.applications:,} × {self.events_each}{facts}"

    @property
    def prefix(self) -> str:
        """The prefix of its topics."""
        return f"bench-fold-{self.applications}{'-facts' if self.with_facts else ''}"


DATA_SETS = (
    DataSet(20_000, 5, with_facts=False),
    DataSet(100_000, 1, with_facts=False),
    DataSet(20_000, 5, with_facts=True),
    DataSet(100_000, 1, with_facts=True),
)


@dataclass
class Runs:
    """What the turns of one side came to."""

    rates: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)


async def measure(stack: LocalStack, against: Path | None = None) -> list[Figure]:
    """For each data set the rate of each side, and the median of the ratios of the turns."""
    figures = []
    for data in DATA_SETS:
        await provision(Cluster(stack.kafka), data.prefix)
        await _fill(stack.kafka, data)
        ours, before, theirs = Runs(), Runs(), Runs()
        for _ in range(TURNS):
            await _laurel(stack, data, PROJECT, ours)
            if against is not None:
                await _laurel(stack, data, against.resolve(), before)
            theirs.rates.append(data.total / await _quix(stack, data))
        peak, ratio = max(ours.peaks), _ratio(ours, theirs)
        name = data.name
        figures += [
            Figure("fold", f"{name}: Quix Streams", median(theirs.rates), "events/s", "", None),
            Figure("fold", f"{name}: Laurel", median(ours.rates), "events/s", "", None),
            Figure("fold", f"{name}: ratio, median of turns", ratio, "×", "≥ 2 ×", ratio >= TARGET),
            Figure("memory", f"stats, {name}, peak", peak, "MB", "< 150", peak < MOST_MB),
        ]
        if against is not None:
            figures += _against(name, ours, before)
    return figures


def _against(name: str, ours: Runs, before: Runs) -> list[Figure]:
    ratio, memory = _ratio(ours, before), max(ours.peaks) / max(before.peaks)
    fast, small = ratio >= LEAST_OF_BEFORE, memory <= MOST_MEMORY_OF_BEFORE
    return [
        Figure("fold", f"{name}: the other checkout", median(before.rates), "events/s", "", None),
        Figure("fold", f"{name}: ratio to it", ratio, "×", "≥ 0.9 ×", fast),
        Figure("memory", f"stats, {name}, ratio to it", memory, "×", "≤ 1.1 ×", small),
    ]


def _ratio(ours: Runs, others: Runs) -> float:
    return median(a / b for a, b in zip(ours.rates, others.rates, strict=True))


async def _fill(kafka: str, data: DataSet) -> None:
    sender = Sender(Cluster(kafka), "bench-fill")
    filled = messages(data.applications, data.events_each, data.prefix, with_facts=data.with_facts)
    for start in range(0, len(filled), 5000):
        await sender.send(filled[start : start + 5000])
    await sender.stop()


async def _laurel(stack: LocalStack, data: DataSet, checkout: Path, runs: Runs) -> None:
    """Notes the rate, told from the events after the first checkpoint, and the peak memory."""
    database = f"{data.prefix.replace('-', '_')}_stats"
    env = {
        **stack.env("stats"),
        "LAUREL_TOPIC_PREFIX": data.prefix,
        "LAUREL_DATABASE": database,
        "LAUREL_PROGRAMMES": str(checkout / "programmes"),
        "PYTHONPATH": str(checkout),
    }
    url = f"http://127.0.0.1:{env['LAUREL_HTTP_PORT']}/health/live"
    client: Client = Client(stack.mongo)
    tallies = MongoTallies(client[database], fold_group(data.prefix))
    supervisor = Supervisor()
    process = Process(
        name="bench-stats",
        # Of this checkout only what the path says: it may be another's turn.
        argv=[sys.executable, "-P", "-m", "services.stats"],
        env=env,
        log=stack.places.log("bench-stats"),
        ready=url,
    )
    starting = asyncio.create_task(supervisor.start(process))
    first = (0.0, 0)
    try:
        while True:
            positions = await tallies.positions()
            folded = sum(sum(parts.values()) for parts in positions.values())
            if folded and not first[1]:
                first = (time.perf_counter(), folded)
            if folded >= data.total:
                break
            await asyncio.sleep(LOOK_EVERY)
        ended = time.perf_counter()
        await starting
        runs.peaks.append(peak_mb(supervisor.children["bench-stats"].pid))
    finally:
        await supervisor.stop()
        await client.drop_database(database)
        await close(client, CLOSED_WITHIN)
    begun, already = first
    # What the first checkpoint held was folded before the watch began.
    runs.rates.append(max(1, data.total - already) / (ended - begun))


async def _quix(stack: LocalStack, data: DataSet) -> float:
    topic = f"{data.prefix}.applications.v1"
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.quix_fold",
            stack.kafka,
            topic,
            str(data.total),
            str(Path(folder)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        output, _ = await asyncio.wait_for(process.communicate(), 600)
    assert process.returncode == 0, "Quix Streams did not finish"
    return float(output)
