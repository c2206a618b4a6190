"""Which servers a command line talks to: those named by the environment, else the local stack's."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.places import BASE, DEMO, REPLAY, Places
from deploy.local.record import read_record
from deploy.settings import Settings
from shared.messaging.cluster import Cluster
from shared.settings import KafkaSettings, read, secrets_folder


class NoServers(Exception):
    """Neither the environment nor a running local stack names the servers."""

    def __init__(self) -> None:
        super().__init__(
            "No servers are known. Start the local stack with `make up`, or set LAUREL_KAFKA "
            "(host:port) and LAUREL_MONGO (a URI); `laurel settings` lists the rest."
        )


@dataclass(frozen=True)
class Servers:
    """Kafka, MongoDB, the names and copies that a deployment has there, and the services' URLs."""

    kafka: Cluster
    mongo: str = field(repr=False)
    topic_prefix: str
    database_prefix: str
    services: Mapping[str, str] = field(default_factory=dict)
    replication: int | None = None
    agencies: Mapping[str, str] | None = field(default=None, repr=False)
    """The password of each agency; None where nobody says which agencies there are."""

    def database(self, service: str) -> str:
        """The database of a service."""
        return f"{self.database_prefix}_{service}"


def kept_value(name: str) -> str | None:
    """A variable of the environment, or the secret file that is named like it."""
    folder = secrets_folder()
    file = folder / name.lower() if folder else None
    secret = file.read_text(encoding="utf-8").strip() if file and file.is_file() else None
    return os.environ.get(name) or secret


def find_servers(stacks: Sequence[Path] = (BASE, DEMO, REPLAY)) -> Servers:
    """The servers to talk to. Raises NoServers; WrongSettings when the environment is wrong."""
    kafka, mongo = kept_value("LAUREL_KAFKA"), kept_value("LAUREL_MONGO")
    record = next(filter(None, (read_record(Places(base).record) for base in stacks)), None)
    if record and not (kafka and mongo):
        same = kafka == record.kafka
        cluster = read(KafkaSettings).cluster() if same else Cluster(record.kafka)
        urls = {name: url for name, url in record.urls.items() if name != "mail"}
        return Servers(cluster, record.mongo, record.topic_prefix, record.database_prefix, urls)
    if not (kafka or mongo):
        raise NoServers
    settings = read(Settings)
    return Servers(
        settings.cluster(),
        settings.mongo.get_secret_value(),
        settings.topic_prefix,
        settings.database_prefix,
        settings.urls(),
        settings.replication,
        settings.logins(),
    )
