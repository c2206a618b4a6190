"""A service that is told to stop ends, with its servers or without them, and says how it went."""

import asyncio
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from deploy.local.child import Child
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack

GRACE = 20.0
"""Seconds that docker-compose.yml gives a service to stop."""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[LocalStack]:
    """A stack on servers of its own, which the test takes away."""
    stack = LocalStack(tmp_path, mail=False, environ={})
    asyncio.run(stack.__aenter__())
    try:
        yield stack
    finally:
        asyncio.run(stack.__aexit__(None, None, None))


@pytest.fixture(params=[signal.SIGKILL, signal.SIGSTOP], ids=["gone", "frozen"])
def servers_away(request: pytest.FixtureRequest, own: LocalStack) -> Iterator[Callable[[], None]]:
    """Takes MongoDB and Kafka away at once, as a machine does that is unplugged or hangs."""
    servers = [own.infra.mongo.child, own.infra.kafka.child]

    def strike(number: signal.Signals) -> None:
        for server in servers:
            assert server is not None
            server.signal(number)

    yield lambda: strike(request.param)
    strike(signal.SIGCONT)


async def stop(stack: LocalStack) -> dict[str, tuple[int | None, float]]:
    """The exit status of each service, None if it would be killed, and the seconds it took."""
    children = [stack.supervisor.children[name] for name in SERVICES]
    began = time.monotonic()
    for child in children:
        child.signal(signal.SIGTERM)

    async def ended(child: Child) -> tuple[int | None, float]:
        while child.status is None and time.monotonic() < began + GRACE:
            await asyncio.sleep(0.05)
        return child.status, round(time.monotonic() - began, 1)

    found = await asyncio.gather(*(ended(child) for child in children))
    return dict(zip(SERVICES, found, strict=True))


async def test_a_service_that_stops_as_it_was_told_ends_with_0(own: LocalStack) -> None:
    ended = await stop(own)
    assert {name: status for name, (status, _) in ended.items()} == dict.fromkeys(SERVICES, 0)


async def test_without_servers_and_with_open_requests_it_still_ends_in_time(
    own: LocalStack, servers_away: Callable[[], None]
) -> None:
    token = {"Authorization": f"Bearer {own.issuer.mint('o', ['officer'])}"}
    address = f"{own.url('intake')}/intake/v1/applications/a-1"
    servers_away()
    async with httpx.AsyncClient(timeout=GRACE, headers=token) as client:
        asked = [asyncio.create_task(client.get(address)) for _ in range(5)]
        await asyncio.wait(asked, timeout=0.5)
        assert not any(task.done() for task in asked)
        ended = await stop(own)
        await asyncio.gather(*asked, return_exceptions=True)
    assert all(status is not None for status, _ in ended.values()), ended
