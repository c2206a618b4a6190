"""Fixtures that every tier may ask for; servers start only when a test asks for one."""

import asyncio
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pymongo import MongoClient

from deploy.local.infra import Infra
from tests.stack import delete_topics, running_infra

TESTS = Path(__file__).parent
TIERS = {"unit", "contracts", "store", "bus", "journeys", "chaos", "pages", "local", "containers"}

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks each test with the folders it lies in, so that `-m unit` picks a tier."""
    for item in items:
        if TESTS in item.path.parents:
            for tier in TIERS.intersection(item.path.relative_to(TESTS).parts[:-1]):
                item.add_marker(tier)


@pytest.fixture(scope="session")
def infra(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Infra]:
    """MongoDB and Kafka, once a session; LAUREL_LOCAL_BROKER picks the broker."""
    with running_infra(tmp_path_factory.mktemp("infra")) as servers:
        yield servers


@pytest.fixture
def mongo_uri(infra: Infra) -> str:
    """Where MongoDB is."""
    return infra.mongo.address


@pytest.fixture
def kafka(infra: Infra) -> str:
    """Where Kafka is, as host:port."""
    return infra.kafka.address


@pytest.fixture
def topic_prefix(request: pytest.FixtureRequest) -> Iterator[str]:
    """A prefix for topics and consumer groups that no other test has; its topics are deleted."""
    name = f"t{uuid.uuid4().hex[:10]}"
    kafka = request.getfixturevalue("kafka") if "kafka" in request.fixturenames else None
    yield name
    if kafka:
        asyncio.run(delete_topics(kafka, name))


@pytest.fixture
def database(mongo_uri: str) -> Iterator[str]:
    """The name of a database that no other test has, dropped afterwards.

    Databases named `<name>_…` are dropped too, so it also serves as a prefix.
    """
    name = f"t{uuid.uuid4().hex[:10]}"
    yield name
    with MongoClient[dict[str, object]](mongo_uri) as client:
        for each in client.list_database_names():
            if each == name or each.startswith(f"{name}_"):
                client.drop_database(each)
