"""A stack of its own to be killed, and one battered round for all tests of this folder."""

import asyncio
import os
from collections.abc import Iterator, Mapping

import pytest

from deploy.local.record import read_record
from deploy.local.stack import LocalStack
from deploy.servers import Servers
from shared.messaging.cluster import Cluster
from tests.chaos.battered_round import BatteredRound
from tests.chaos.blows import KILLS, planned
from tests.stack import running_stack

SEED = int(os.environ.get("LAUREL_CHAOS_SEED", "2019"))
APPLICATIONS = 100


def pytest_report_header() -> str:
    """Tells how to repeat a run."""
    return f"chaos: LAUREL_CHAOS_SEED={SEED} repeats this plan of kills"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """A stack on servers of its own."""
    with running_stack(tmp_path_factory.mktemp("chaos")) as running:
        yield running


@pytest.fixture(scope="module")
def durable(stack: LocalStack) -> bool:
    """Whether Kafka keeps what it acknowledged when it is killed."""
    return stack.infra.kafka.chosen.startswith("Apache Kafka")


def battered_round(
    stack: LocalStack, scenario: str, applications: int | None, kills: Mapping[str, int]
) -> BatteredRound:
    """A round that was played while these were killed so often."""
    round_ = BatteredRound(stack, applications, SEED, scenario)
    blows = planned(round_.replay, SEED, kills)
    try:
        asyncio.run(round_.play(blows))
    except Exception as error:
        error.add_note(f"{scenario}, LAUREL_CHAOS_SEED={SEED}: {blows}")
        raise
    return round_


@pytest.fixture(scope="module")
def battered(stack: LocalStack, durable: bool) -> BatteredRound:
    """A round of 100 that was played while everything was killed once or twice."""
    kills = {victim: times for victim, times in KILLS.items() if durable or victim != "kafka"}
    return battered_round(stack, "jiangmen-2019", APPLICATIONS, kills)


@pytest.fixture(scope="module")
def servers(stack: LocalStack) -> Servers:
    """The servers and names of the stack, as the command line needs them."""
    record = read_record(stack.places.record)
    assert record is not None
    return Servers(Cluster(record.kafka), record.mongo, record.topic_prefix, record.database_prefix)
