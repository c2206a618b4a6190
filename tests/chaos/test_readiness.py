"""A service that can't do its work says so, and says it no longer once it can again."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from pymongo import MongoClient

from deploy.local.server import Server
from deploy.local.stack import LocalStack
from tests.clients.waiting import until
from tests.stack import running_stack

SERVICES = ("review", "stats")

ANSWER_WITHIN = 20.0
"""Seconds; a check takes 3 at most and a scrape 4, on a machine that has nothing else to do."""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """Two services on servers of their own."""
    with running_stack(tmp_path_factory.mktemp("readiness"), services=SERVICES) as running:
        yield running


@contextmanager
def frozen(server: Server) -> Iterator[None]:
    """The server takes connections and answers nothing, as a machine in trouble does."""
    assert server.child is not None
    server.child.signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.child.signal(signal.SIGCONT)


async def health(stack: LocalStack) -> dict[str, set[str]]:
    """The failing checks of each service; every answer has to come, whatever is away."""
    async with httpx.AsyncClient(timeout=ANSWER_WITHIN) as client:
        answers = await asyncio.gather(
            *(client.get(f"{stack.url(name)}/health/ready") for name in SERVICES)
        )
    for answer in answers:
        assert answer.status_code == (503 if "wrong" in answer.json() else 200)
    wrong = [set(answer.json().get("wrong", {})) for answer in answers]
    return dict(zip(SERVICES, wrong, strict=True))


async def scraped(stack: LocalStack, service: str) -> str:
    """Its metrics, which have to come whatever is away."""
    async with httpx.AsyncClient(timeout=ANSWER_WITHIN) as client:
        return (await client.get(f"{stack.url(service)}/metrics")).raise_for_status().text


async def all_well(stack: LocalStack) -> None:
    await until("all well", lambda: health(stack), lambda found: not any(found.values()))


async def test_with_mongodb_away_all_are_red_and_green_again_by_themselves(
    stack: LocalStack,
) -> None:
    await all_well(stack)
    with frozen(stack.infra.mongo):
        await until(
            "red for MongoDB",
            lambda: health(stack),
            lambda found: all("mongo" in wrong for wrong in found.values()),
        )
        metrics = await scraped(stack, "review")
        assert 'laurel_check_failing{check="mongo"} 1.0' in metrics
        assert 'laurel_probe_failed{probe="outbox"} 1.0' in metrics
        assert "process_cpu_seconds_total" in metrics
    await all_well(stack)


def _for_kafka_alone(found: dict[str, set[str]]) -> bool:
    for_kafka = all("kafka" in wrong and "mongo" not in wrong for wrong in found.values())
    return for_kafka and "fold" in found["stats"]


async def test_with_kafka_away_readers_are_red_and_green_again_by_themselves(
    stack: LocalStack,
) -> None:
    await all_well(stack)
    with frozen(stack.infra.kafka):
        await until("red for Kafka alone", lambda: health(stack), _for_kafka_alone)
    await all_well(stack)


async def test_an_event_that_waits_too_long_for_kafka_makes_its_service_red(
    stack: LocalStack,
) -> None:
    await all_well(stack)
    minutes_ago = datetime.now(UTC) - timedelta(minutes=2)
    with MongoClient[dict[str, Any]](stack.mongo) as client, frozen(stack.infra.kafka):
        cases = client[stack.database("review")]["cases"]
        cases.insert_one(
            {
                "_id": "x",
                "version": 1,
                "seq": 0,
                "published": 0,
                "events": [],
                "unsent": minutes_ago,
            }
        )
        await until("red", lambda: health(stack), lambda found: "outbox" in found["review"])
        cases.delete_one({"_id": "x"})
    await all_well(stack)
