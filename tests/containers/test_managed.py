"""The override for Kafka and MongoDB of somebody else, over TLS and with logins."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest

from deploy.local.kafka.apache import why_not
from deploy.local.places import Places
from deploy.local.ports import Ports
from deploy.local.services import SERVICES
from tests.containers.compose import Compose, give
from tests.containers.engine import docker
from tests.local.secured.servers import USER, Secured, start_secured

CA_INSIDE = "/run/secrets/mongo-ca.pem"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """Secured servers on this machine, at the address that containers see it by."""
    base = tmp_path_factory.mktemp("servers")
    if lacking := asyncio.run(why_not(Places(base).downloads)):
        pytest.skip(f"needs Apache Kafka on this machine, but there is {lacking}")
    [bridge] = json.loads(docker("network", "inspect", "bridge"))
    host = str(ip_network(bridge["IPAM"]["Config"][0]["Subnet"])[1])
    found = asyncio.run(start_secured(base, host))
    try:
        yield found
    finally:
        for child in found.children:
            asyncio.run(child.stop())


@pytest.fixture(scope="module")
def laurel(
    images: str, servers: Secured, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Compose]:
    """The system on those servers."""
    secrets = tmp_path_factory.mktemp("secrets")
    uri = servers.mongo.replace("directConnection=true", "replicaSet=rs0")
    (secrets / "laurel_mongo").write_text(uri.replace(str(servers.authority), CA_INSIDE))
    (secrets / "laurel_kafka_password").write_text(servers.password)
    for secret in secrets.iterdir():
        give(secret, 0o400)
    project = Compose(
        Ports(tmp_path_factory.mktemp("managed") / "ports.json"),
        files=("docker-compose.yml", "deploy/compose/managed.yml"),
        more={
            "LAUREL_KAFKA": servers.kafka,
            "LAUREL_KAFKA_USER": USER,
            "LAUREL_KAFKA_CA": str(servers.authority),
            "LAUREL_MONGO_CA": str(servers.authority),
            "LAUREL_REPLICATION": "1",
            "LAUREL_SECRETS_FOLDER": str(secrets),
        },
    )
    with project.taken_away():
        project.up()
        yield project


def test_a_round_is_played_on_servers_of_somebody_else_and_the_books_balance(
    laurel: Compose, servers: Secured
) -> None:
    laurel("run", "--rm", "demo", "--applications", "100")
    assert "created 0, found" in laurel("run", "--rm", "provision")
    assert not {"kafka", "mongo"}.intersection(laurel.output("config", "--services").split())
    for service in SERVICES:
        assert servers.password not in json.dumps(laurel.inspect(service))
    assert servers.password not in laurel("logs")


def test_a_backup_is_made_by_the_user_who_reads_the_secrets(
    laurel: Compose, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    give(backups, 0o700)
    run = ["run", "--rm", "-T", "-v", f"{backups}:/backups", "laurel"]
    laurel(*run, "backup", "/backups/laurel.backup")
    assert (backups / "laurel.backup").is_file()


def test_an_authority_that_signed_nothing_here_is_named(laurel: Compose, servers: Secured) -> None:
    wrong = replace(laurel, more={**laurel.more, "LAUREL_KAFKA_CA": str(servers.stranger)})
    said = wrong("run", "--rm", "--no-deps", "review", check=False)
    assert "setting LAUREL_KAFKA_CA_FILE" in said
    assert servers.password not in said
