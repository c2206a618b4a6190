"""(f) Messages a second to receivers of agencies against a bare loop of httpx, turn by turn."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import httpx

from bench.figures import Figure
from bench.subscribing import Subscribing
from deploy.local.ports import Ports
from deploy.local.stack import LocalStack
from deploy.local.supervisor import Process, Supervisor
from services.notify.domain.agencies.facts import Facts
from services.notify.domain.agencies.public_outcome import HeardOutcome
from services.notify.senders.agencies.worker import NEW_AT_ONCE
from services.notify.store.agencies import outcomes
from services.notify.store.agencies.outcomes import MongoOutcomes
from shared.mongo import connect

TARGET = 0.8
TURNS = 3
RECEIVERS, OUTCOMES = 8, 1000
POLL = 0.02


async def measure(stack: LocalStack) -> list[Figure]:
    """The rate of each, and the median of the ratios of the turns."""
    env = stack.env("notify")
    port = Ports(stack.places.base / "ports.json").of("bench-receiver")
    url = f"http://127.0.0.1:{port}"
    supervisor = Supervisor()
    await supervisor.start(
        Process(
            name="receiver",
            argv=[sys.executable, "-m", "bench.receiving", str(port)],
            env=env,
            log=stack.places.log("receiver"),
            ready=f"{url}/ready",
        )
    )
    ours, theirs = [], []
    try:
        async with connect(env["LAUREL_MONGO"], env["LAUREL_DATABASE"]) as database:
            ledger = MongoOutcomes(database[outcomes.COLLECTION], lambda: None)
            await ledger.add([_outcome(number) for number in range(OUTCOMES)])
            bodies = stack.places.base / "bodies"
            bodies.write_bytes(b"\n".join([each.body for each in await ledger.after(0, OUTCOMES)]))
            subscribing = Subscribing.of(database, Path(env["LAUREL_WEBHOOK_KEY"]))
            for turn in range(TURNS + 1):
                sent = await _by_notify(subscribing, url, f"turn-{turn}")
                bare = await _by_loop(f"{url}/bare-{turn}", bodies)
                if turn:  # the first warms both up
                    ours.append(RECEIVERS * OUTCOMES / sent)
                    theirs.append(RECEIVERS * OUTCOMES / bare)
    finally:
        await supervisor.stop()
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    what = f"{RECEIVERS} receivers, {OUTCOMES:,} messages each, {NEW_AT_ONCE} at once to each"
    return [
        Figure("deliveries", "bare httpx", median(theirs), "messages/s", "", None, what),
        Figure("deliveries", "signed, sent and noted", median(ours), "messages/s", "", None),
        Figure("deliveries", "ratio, median of turns", ratio, "×", "≥ 0.8 ×", ratio >= TARGET),
    ]


async def _by_notify(subscribing: Subscribing, url: str, name: str) -> float:
    """Seconds from the first message that comes to the last; then the subscriptions end."""
    made = await subscribing.begin(f"{url}/{name}/{number}" for number in range(RECEIVERS))
    loop, begun = asyncio.get_running_loop(), 0.0
    async with httpx.AsyncClient(trust_env=False) as client:
        while True:
            counts = (await client.get(f"{url}/counts")).json()
            came = sum(count for path, count in counts.items() if f"/{name}/" in path)
            begun = begun or (loop.time() if came else 0.0)
            if came >= RECEIVERS * OUTCOMES:
                taken = loop.time() - begun
                break
            await asyncio.sleep(POLL)
    await subscribing.end(made)
    return taken


async def _by_loop(url: str, bodies: Path) -> float:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bench.bare_posts", url, str(bodies), str(RECEIVERS), str(NEW_AT_ONCE)),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    return float(said)


def _outcome(number: int) -> HeardOutcome:
    return HeardOutcome(
        id=f"review/bench-{number:08}/1",
        type="laurel.outcome.recognised.v1",
        source="review",
        subject=f"bench-{number:08}",
        sequence=1,
        time=datetime(2019, 9, 2, tzinfo=UTC),
        facts=Facts("gd-hightech-product-jiangmen", "2019"),
        outcome="recognised",
        data={"application": f"bench-{number:08}", "product": {"zh": "智能伺服控制器" * 20}},
    )
