"""(a) Events folded a second, durably, against Quix Streams on the same topic, turn by turn."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from motor.motor_asyncio import AsyncIOMotorClient

from bench.figures import Figure
from bench.memory import MOST_MB, peak_mb
from bench.stream import messages
from deploy.local.stack import LocalStack
from deploy.local.supervisor import Process, Supervisor
from deploy.provision import provision
from services.stats.main import fold_group
from services.stats.store.tallies import MongoTallies
from shared.messaging.cluster import Cluster
from shared.messaging.kafka import Sender

TARGET = 2.0
TURNS = 3
DATA_SETS = ((20_000, 5), (100_000, 1))
LOOK_EVERY = 0.02


async def measure(stack: LocalStack) -> list[Figure]:
    """For each data set the rate of each, and the median of the ratios of the turns."""
    figures = []
    for applications, events_each in DATA_SETS:
        total = applications * events_each
        prefix = f"bench-fold-{applications}"
        await provision(Cluster(stack.kafka), prefix)
        await _fill(stack.kafka, prefix, applications, events_each)
        ours, theirs, peaks = [], [], []
        for _ in range(TURNS):
            seconds, peak = await _laurel(stack, prefix, total)
            ours.append(total / seconds)
            theirs.append(total / await _quix(stack, prefix, total))
            peaks.append(peak)
        name = f"{applications:,} × {events_each}"
        ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
        peak = max(peaks)
        figures += [
            Figure("fold", f"{name}: Quix Streams, stateful", median(theirs), "events/s", "", None),
            Figure("fold", f"{name}: Laurel", median(ours), "events/s", "", None),
            Figure("fold", f"{name}: ratio, median of turns", ratio, "×", "≥ 2 ×", ratio >= TARGET),
            Figure("memory", f"stats, {name}, peak", peak, "MB", "< 150", peak < MOST_MB),
        ]
    return figures


async def _fill(kafka: str, prefix: str, applications: int, events_each: int) -> None:
    sender = Sender(Cluster(kafka), "bench-fill")
    filled = messages(applications, events_each, prefix)
    for start in range(0, len(filled), 5000):
        await sender.send(filled[start : start + 5000])
    await sender.stop()


async def _laurel(stack: LocalStack, prefix: str, total: int) -> tuple[float, float]:
    """Seconds for all events, told from those after the first checkpoint; and peak MB."""
    database = f"{prefix.replace('-', '_')}_stats"
    env = {
        **stack.env("stats"),
        "LAUREL_TOPIC_PREFIX": prefix,
        "LAUREL_DATABASE": database,
    }
    url = f"http://127.0.0.1:{env['LAUREL_HTTP_PORT']}/health/live"
    client = AsyncIOMotorClient(stack.mongo)
    pages = MongoTallies(client[database], fold_group(prefix))
    supervisor = Supervisor()
    process = Process(
        name="bench-stats",
        argv=[sys.executable, "-m", "services.stats"],
        env=env,
        log=stack.places.log("bench-stats"),
        ready=url,
    )
    starting = asyncio.create_task(supervisor.start(process))
    first = (0.0, 0)
    try:
        while True:
            positions = await pages.positions()
            folded = sum(sum(parts.values()) for parts in positions.values())
            if folded and not first[1]:
                first = (time.perf_counter(), folded)
            if folded >= total:
                break
            await asyncio.sleep(LOOK_EVERY)
        ended = time.perf_counter()
        await starting
        peak = peak_mb(supervisor.children["bench-stats"].pid)
    finally:
        await supervisor.stop()
        await client.drop_database(database)
        client.close()
    begun, already = first
    # What the first checkpoint held was folded before the watch began.
    return (ended - begun) * total / max(1, total - already), peak


async def _quix(stack: LocalStack, prefix: str, total: int) -> float:
    topic = f"{prefix}.applications.v1"
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.quix_fold",
            stack.kafka,
            topic,
            str(total),
            str(Path(folder)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        output, _ = await asyncio.wait_for(process.communicate(), 600)
    assert process.returncode == 0, "Quix Streams did not finish"
    return float(output)
