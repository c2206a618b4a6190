"""A pytest plugin: Kafka and MongoDB as containers instead of as processes of this machine.

`pytest -p tests.containers.servers tests/store tests/bus tests/journeys`
"""

import asyncio
import os

import pytest
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from deploy.local.kafka.apache import VERSION
from deploy.local.mongo import PARAMETERS
from deploy.local.places import Places
from deploy.local.ports import Ports
from deploy.replica_set import initiate
from tests.containers.engine import why_not

STARTED_WITHIN = 120
_running: list[DockerContainer] = []


def pytest_configure(config: pytest.Config) -> None:
    """Starts both, once for all workers, and tells the fixtures where they are."""
    if hasattr(config, "workerinput"):
        return  # told by the environment
    if reason := why_not():
        pytest.exit(f"skipped: {reason}", returncode=0)
    places = Places(config.rootpath / ".laurel" / "test-containers")
    ports = Ports(places.base / "ports.json")
    kafka, mongo = _kafka(ports.of("kafka")), _mongo(ports.of("mongo"))
    for container, sign in ((kafka, "Kafka Server started"), (mongo, "Waiting for connections")):
        _running.append(container)
        ready = LogMessageWaitStrategy(sign).with_startup_timeout(STARTED_WITHIN)
        container.waiting_for(ready).start()
    uri = f"mongodb://localhost:{ports.of('mongo')}/?replicaSet=rs0"
    asyncio.run(initiate(uri))
    os.environ["LAUREL_KAFKA"] = f"localhost:{ports.of('kafka')}"
    os.environ["LAUREL_MONGO"] = uri


def pytest_unconfigure() -> None:
    """Takes them away, whatever the tests came to."""
    while _running:
        _running.pop().stop(force=True, delete_volume=True)


def _kafka(port: int) -> DockerContainer:
    settings = {
        "NODE_ID": "1",
        "PROCESS_ROLES": "broker,controller",
        "CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        "LISTENERS": f"HOST://:{port},CONTROLLER://:9093",
        "ADVERTISED_LISTENERS": f"HOST://localhost:{port}",
        "LISTENER_SECURITY_PROTOCOL_MAP": "HOST:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "INTER_BROKER_LISTENER_NAME": "HOST",
        "OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR": "1",
        "SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR": "1",
        "GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        "GROUP_CONSUMER_MIGRATION_POLICY": "disabled",
        "LOG_SEGMENT_DELETE_DELAY_MS": "1000",
        "AUTO_CREATE_TOPICS_ENABLE": "false",
        "HEAP_OPTS": "-Xms256m -Xmx512m",
    }
    container = DockerContainer(os.environ.get("LAUREL_KAFKA_IMAGE", f"apache/kafka:{VERSION}"))
    for name, value in settings.items():
        container = container.with_env(f"KAFKA_{name}", value)
    return container.with_bind_ports(port, port)


def _mongo(port: int) -> DockerContainer:
    # Inside and outside it has the same port: a member must find itself by the set's own address.
    command = f"mongod --replSet rs0 --bind_ip_all --port {port} --wiredTigerCacheSizeGB 0.5"
    command += "".join(f" --setParameter {each}" for each in PARAMETERS)
    image = os.environ.get("LAUREL_MONGO_IMAGE", "mongo:8")
    return DockerContainer(image).with_command(command).with_bind_ports(port, port)
