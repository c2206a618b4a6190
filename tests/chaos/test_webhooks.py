"""However often the process that sends is killed, each receiver gets every outcome.

Beside them are such as fail in every way.
"""

import asyncio
import os
import signal
import socket
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from operator import eq, le
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
from tests.store.notify.agencies.receivers import (
    Handle,
    Received,
    Receiver,
    answer,
    certificate,
    listening,
    serving,
)

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


async def slow(_: Received, writer: asyncio.StreamWriter) -> None:
    """Takes it after longer than anybody waits."""
    await asyncio.sleep(60)
    await answer(writer, 204)


async def refusing(_: Received, writer: asyncio.StreamWriter) -> None:
    """Is broken."""
    await answer(writer, 500)


async def resetting(_: Received, writer: asyncio.StreamWriter) -> None:
    """Breaks off, by RST."""
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


async def endless(_: Received, writer: asyncio.StreamWriter) -> None:
    """Never comes to the end of its answer, but when the other side has gone."""
    writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"1\r\na\r\n")
        await writer.drain()
        await asyncio.sleep(0.05)


def redirecting(there: str) -> Handle:
    """Sends everybody inside."""

    async def handle(_: Received, writer: asyncio.StreamWriter) -> None:
        await answer(writer, 307, f"location: {there}")

    return handle


@asynccontextmanager
async def failing(folder: Path) -> AsyncIterator[tuple[list[str], Receiver]]:
    """The addresses of receivers that fail, each in its way; and where one of them redirects to."""
    tls = serving(certificate(folder, "elsewhere.example"))
    async with AsyncExitStack() as stack:
        inside = await stack.enter_async_context(listening())
        ways = (slow, refusing, resetting, endless, redirecting(inside.url))
        opened = [await stack.enter_async_context(listening(way)) for way in ways]
        opened.append(await stack.enter_async_context(listening(tls=tls)))
        yield [each.url for each in opened], inside


async def fate(agencies: Agencies, subscription: str) -> object:
    """What came of the first attempt that was recorded: its status, its fault, or None as yet."""
    page = await agencies.deliveries.page(subscription, fate=None, before=None, limit=100)
    if not page.rows:
        return None
    line = await agencies.deliveries.get(subscription, page.rows[-1].position)
    return line.attempts[0].status or line.attempts[0].fault


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
    env = {**services.env("notify"), "LAUREL_WEBHOOK_SECONDS": "2"}
    random = Random(SEED)
    async with connect(mongo_uri, env["LAUREL_DATABASE"]) as db:
        agencies = Agencies(db, SecretKeeper.from_file(Path(env["LAUREL_WEBHOOK_KEY"])))
        async with AsyncExitStack() as stack:
            receivers = [await stack.enter_async_context(listening()) for _ in range(RECEIVERS)]
            bad, inside = await stack.enter_async_context(failing(tmp_path))
            made = [await agencies.subscribe(each.url) for each in receivers]
            failed = [await agencies.subscribe(url) for url in bad]
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

                async def first_fates() -> list[object]:
                    return [await fate(agencies, one.id) for one in failed]

                as_meant = ["time", 500, "connection", 200, 307, "certificate"]
                await until("each failed in its way", first_fates, partial(eq, as_meant))
    assert inside.received == []
    for each in receivers:
        found = [message.headers["webhook-id"] for message in each.received]
        assert set(found) == set(ids(*range(OUTCOMES)))
        # A batch at most for each time it was killed.
        assert len(found) - OUTCOMES <= KILLS * 64
