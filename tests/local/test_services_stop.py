"""A service that is told to stop ends, with its servers or without them, and says how it went."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from deploy.local.places import PROJECT
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from shared.process import FAULT, STOPPED_WITHIN
from tests.clients.waiting import until

PATIENCE = 90.0
"""Seconds; how long it takes, which is less, is for a machine that has nothing else to do."""


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


async def stop(stack: LocalStack) -> dict[str, int]:
    """The exit status of each service, once all have ended by themselves."""
    children = {name: stack.supervisor.children[name] for name in SERVICES}
    for child in children.values():
        child.signal(signal.SIGTERM)

    async def ended() -> dict[str, int]:
        found = {name: child.status for name, child in children.items()}
        return {name: status for name, status in found.items() if status is not None}

    return await until("all have ended", ended, lambda ended: len(ended) == len(SERVICES), PATIENCE)


async def test_a_service_that_stops_as_it_was_told_ends_with_0(own: LocalStack) -> None:
    assert await stop(own) == dict.fromkeys(SERVICES, 0)


def test_the_compose_file_gives_a_service_longer_to_stop_than_it_takes() -> None:
    described = yaml.safe_load((PROJECT / "docker-compose.yml").read_text(encoding="utf-8"))
    given = {name: described["services"][name]["stop_grace_period"] for name in SERVICES}
    assert {float(period.removesuffix("s")) > STOPPED_WITHIN for period in given.values()} == {True}


async def test_without_servers_and_with_open_requests_it_still_ends_by_itself(
    own: LocalStack, servers_away: Callable[[], None]
) -> None:
    token = {"Authorization": f"Bearer {own.issuer.mint('o', ['officer'])}"}
    address = f"{own.url('intake')}/intake/v1/applications/a-1"
    servers_away()
    async with httpx.AsyncClient(timeout=PATIENCE, headers=token) as client:
        asked = [asyncio.create_task(client.get(address)) for _ in range(5)]
        answered, _ = await asyncio.wait(asked, timeout=0.5)
        assert not answered
        ended = await stop(own)
        await asyncio.gather(*asked, return_exceptions=True)
    assert set(ended.values()) <= {0, FAULT}
