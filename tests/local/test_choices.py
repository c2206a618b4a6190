"""Which servers are chosen, and that the reason is told."""

import os
import socket
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from pymongo import MongoClient

from deploy.local.errors import StackError
from deploy.local.infra import Infra, start_infra
from deploy.local.kafka.choice import broker_from, start_kafka
from deploy.local.mongo import start_mongo
from deploy.local.places import Places
from deploy.local.ports import Ports


async def topics(kafka: str, create: str | None = None) -> list[str]:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        if create:
            await admin.create_topics([NewTopic(create, num_partitions=1, replication_factor=1)])
        return sorted(await admin.list_topics())
    finally:
        await admin.close()


def test_an_unknown_broker_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        StackError,
        match="should be 'auto', 'apache' or 'embedded'",
    ):
        broker_from({"LAUREL_LOCAL_BROKER": "redpanda"})


async def test_without_java_the_embedded_broker_is_taken_and_says_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    places, ports = Places(tmp_path), Ports(tmp_path / "ports.json")
    with pytest.raises(StackError, match="there is no Java on PATH"):
        await start_kafka(places, ports, "apache", {})
    server = await start_kafka(places, ports, "auto", {})
    assert server.child is not None
    await server.child.stop()
    assert "no Java on PATH for Apache Kafka" in server.chosen
    assert "loses everything when it is killed" in server.chosen


async def test_existing_servers_are_used_and_not_stopped(infra: Infra, tmp_path: Path) -> None:
    existing = {"LAUREL_KAFKA": infra.kafka.address, "LAUREL_MONGO": infra.mongo.address}
    found = await start_infra(Places(tmp_path), Ports(tmp_path / "ports.json"), "auto", existing)
    assert (found.kafka.address, found.mongo.address) == tuple(existing.values())
    assert found.chosen == "MongoDB: MongoDB at LAUREL_MONGO. Kafka: Kafka at LAUREL_KAFKA."
    await found.stop()
    assert (await start_infra(Places(tmp_path), Ports(tmp_path / "p"), "auto", existing)).chosen


@pytest.mark.parametrize(
    ("password", "said"), [("hush", "does not answer as a MongoDB"), ("hu@sh", "percent-encoded")]
)
async def test_a_server_that_does_not_answer_is_named_without_its_password(
    tmp_path: Path, password: str, said: str
) -> None:
    uri = f"mongodb://laurel:{password}@127.0.0.1:1/?directConnection=true"
    with pytest.raises(StackError, match=f"LAUREL_MONGO.*{said}") as refused:
        await start_mongo(Places(tmp_path), 1, {"LAUREL_MONGO": uri})
    assert "sh@" not in str(refused.value)


async def test_mongodb_keeps_its_data_on_another_port(tmp_path: Path) -> None:
    places = Places(tmp_path)
    first = await start_mongo(places, Ports(tmp_path / "ports.json").of("mongo"), {})
    assert first.child is not None
    with MongoClient[dict[str, int]](first.address) as client:
        client["kept"]["things"].insert_one({"_id": 1})
    await first.child.stop()
    with socket.socket() as other:
        # A connection that mongod closed may linger at its port.
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", Ports(tmp_path / "ports.json").of("mongo")))
        other.listen()
        second = await start_mongo(places, Ports(tmp_path / "ports.json").of("mongo"), {})
        assert second.child is not None
        assert second.address != first.address
        with MongoClient[dict[str, int]](second.address) as client:
            assert client["kept"]["things"].count_documents({}) == 1
        await second.child.stop()


@pytest.mark.skipif(
    os.environ.get("LAUREL_LOCAL_BROKER") == "embedded", reason="the embedded broker forgets"
)
async def test_kafka_comes_back_at_its_address_with_its_topics_or_wiped(tmp_path: Path) -> None:
    infra = await start_infra(Places(tmp_path), Ports(tmp_path / "ports.json"), environ={})
    address = infra.kafka.address
    try:
        await topics(address, create="kept")
        infra.kill_kafka()
        await infra.start_kafka()
        assert (infra.kafka.address, await topics(address)) == (address, ["kept"])
        infra.kill_kafka()
        await infra.start_kafka(wiped=True)
        assert (infra.kafka.address, await topics(address)) == (address, [])
    finally:
        await infra.stop()
