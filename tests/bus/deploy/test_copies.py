"""New topics get as many copies as the system is told, whichever command creates them."""

import os

import pytest

from tests.clients.process import run_module


@pytest.mark.parametrize("command", [["provision"], ["journal", "replay"]], ids=" ".join)
async def test_two_copies_are_more_than_one_broker_can_keep(
    kafka: str, mongo_uri: str, topic_prefix: str, database: str, command: list[str]
) -> None:
    told = {
        "LAUREL_KAFKA": kafka,
        "LAUREL_MONGO": mongo_uri,
        "LAUREL_TOPIC_PREFIX": topic_prefix,
        "LAUREL_DATABASE_PREFIX": database,
        "LAUREL_REPLICATION": "2",
    }
    status, said = await run_module("deploy.cli.main", {**os.environ, **told}, *command)
    assert (status, "InvalidReplicationFactor" in said) == (2, True), said
