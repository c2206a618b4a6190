"""Which servers a command line talks to: those named by the environment, else the local stack's."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local.places import PROJECT, Places
from deploy.local.record import read_record
from shared.settings import secrets_folder


class NoServers(Exception):
    """Neither the environment nor a running local stack names the servers."""

    def __init__(self) -> None:
        super().__init__(
            "No servers are known. Start the local stack with `make up`, or set LAUREL_KAFKA "
            "(host:port) and LAUREL_MONGO (a URI)."
        )


@dataclass(frozen=True)
class Servers:
    """Kafka, MongoDB and the names that a deployment uses on them."""

    kafka: str
    mongo: str
    topic_prefix: str
    database_prefix: str

    def database(self, service: str) -> str:
        """The database of a service."""
        return f"{self.database_prefix}_{service}"


STACKS = (PROJECT / ".laurel", PROJECT / ".laurel" / "demo")
"""Where `make up` and `make demo` keep their stacks."""


def told(name: str) -> str | None:
    """A variable of the environment, or the secret file that is named like it."""
    folder = secrets_folder()
    file = folder / name.lower() if folder else None
    secret = file.read_text(encoding="utf-8").strip() if file and file.is_file() else None
    return os.environ.get(name, secret)


def find_servers(stacks: Sequence[Path] = STACKS) -> Servers:
    """The servers to talk to. Raises NoServers."""
    kafka, mongo = told("LAUREL_KAFKA"), told("LAUREL_MONGO")
    record = next(filter(None, (read_record(Places(base).record) for base in stacks)), None)
    if kafka and mongo:
        return Servers(
            kafka,
            mongo,
            os.environ.get("LAUREL_TOPIC_PREFIX", "laurel"),
            os.environ.get("LAUREL_DATABASE_PREFIX", "laurel"),
        )
    if record is None:
        raise NoServers
    return Servers(record.kafka, record.mongo, record.topic_prefix, record.database_prefix)
