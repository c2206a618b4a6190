"""However often the process that sends is killed, each receiver gets every outcome."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from operator import le
from pathlib import Path
from random import Random

from deploy.local.infra import Infra
from deploy.local.issuer import Issuer
from deploy.local.places import PROJECT, Places
from deploy.local.ports import Ports
from deploy.local.services import Services
from deploy.local.trial_keys import TrialKeys
from services.notify.senders.agencies.keeping import SecretKeeper
from shared.mongo import connect
from tests.clients.waiting import until
from tests.store.notify.agencies.house import Agencies, ids
from tests.store.notify.agencies.receivers import Receiver, listening

SEED = int(os.environ.get("LAUREL_CHAOS_SEED", "2019"))
KILLS, OUTCOMES, RECEIVERS = 6, 1500, 4


@asynccontextmanager
async def notify(env: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """The service itself, killed in the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "services.notify"),
        env=env,
        cwd=PROJECT,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        assert await process.wait() == -signal.SIGKILL


def distinct(receivers: list[Receiver]) -> int:
    """How many messages have come, each of each receiver counted once."""
    return sum(len({m.headers["webhook-id"] for m in each.received}) for each in receivers)


async def test_nothing_is_lost_by_sigkill_and_what_comes_twice_has_its_id(
    infra: Infra, mongo_uri: str, database: str, tmp_path: Path, topic_prefix: str
) -> None:
    places = Places(tmp_path)
    Issuer(places.issuer).ensure()
    TrialKeys(places.issuer).ensure()
    ports = Ports(tmp_path / "ports.json")
    services = Services(places, ports, infra.kafka.address, mongo_uri, topic_prefix, database)
    env = services.env("notify")
    random = Random(SEED)
    async with connect(mongo_uri, env["LAUREL_DATABASE"]) as db:
        agencies = Agencies(db, SecretKeeper.from_file(Path(env["LAUREL_WEBHOOK_KEY"])))
        async with listening() as a, listening() as b, listening() as c, listening() as d:
            receivers = [a, b, c, d]
            made = [await agencies.subscribe(each.url) for each in receivers]
            await agencies.publish(*range(OUTCOMES))
            goal = RECEIVERS * OUTCOMES
            for kill in range(1, KILLS + 1):
                wanted = goal * kill // (KILLS + 1) + random.randrange(40)
                async with notify(env):

                    async def came() -> int:
                        return distinct(receivers)

                    await until(f"{wanted} messages", came, partial(le, wanted))
            async with notify(env):
                await until("all messages", came, lambda n: n == goal)

                async def positions() -> set[int]:
                    return {(await agencies.progress.of(one.id)).up_to for one in made}

                await until("all recorded", positions, lambda found: found == {OUTCOMES})
    for each in receivers:
        found = [message.headers["webhook-id"] for message in each.received]
        assert set(found) == set(ids(*range(OUTCOMES)))
        # A batch at most for each time it was killed.
        assert len(found) - OUTCOMES <= KILLS * 64
