"""`laurel provision`: makes the servers ready for the services."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Console

from deploy.agencies import Agencies, let_agencies_in
from deploy.cli.elsewhere import Elsewhere, servers_of
from deploy.indexes import create_indexes
from deploy.local.issuer import Issuer
from deploy.local.places import BASE, Places
from deploy.local.trial_keys import TrialKeys
from deploy.provision import Provisioned, provision
from deploy.replica_set import initiate
from deploy.servers import Servers


def run_provision(
    replication: Annotated[
        int | None,
        typer.Option(min=1, help="copies of new topics", show_default="LAUREL_REPLICATION"),
    ] = None,
    trial: Annotated[bool, typer.Option(help="make the keys of a trial")] = False,
    base: Elsewhere = None,
) -> None:
    """Creates what the services need in Kafka and MongoDB; doing it again changes nothing.

    Creates the topics that deploy/topics.yaml names and the indexes of every service. A MongoDB
    that was started as a member of a replica set but is in none yet becomes the set that the URI
    names (replicaSet=…). With --trial the development issuer and the portal get
    their keys.

    Agencies that LAUREL_AGENCIES (a secret) names may read the outcomes from Kafka afterwards, in
    consumer groups that begin with their login, and nothing else; others may no more.

    Examples:

    \b
      laurel provision
      LAUREL_KAFKA=broker:9092 LAUREL_MONGO=mongodb://db/ laurel provision --replication 3
    """
    console = Console()
    done = asyncio.run(_provision(servers_of(base), replication))
    if trial:
        Issuer(Places(base or BASE).issuer).ensure()
        TrialKeys(Places(base or BASE).issuer).ensure()
    if done.initiated:
        console.print("MongoDB: initiated the replica set")
    console.print(f"MongoDB: {done.collections} collections have their indexes")
    console.print(
        f"Kafka: created {len(done.topics.created)}, found {len(done.topics.found)} topics"
    )
    for name in done.topics.created:
        console.print(f"  {name}")
    if done.agencies is not None:
        console.print(f"Agencies that may read the outcomes: {_named(done.agencies.let_in)}")
        if done.agencies.shut_out:
            console.print(f"Agencies that may no more: {_named(done.agencies.shut_out)}")


def _named(logins: Sequence[str]) -> str:
    return ", ".join(logins) or "none"


@dataclass(frozen=True)
class _Done:
    initiated: bool
    topics: Provisioned
    collections: int
    agencies: Agencies | None


async def _provision(servers: Servers, replication: int | None) -> _Done:
    initiated = await initiate(servers.mongo)
    copies = replication or servers.replication
    topics = await provision(servers.kafka, servers.topic_prefix, replication=copies)
    agencies = None
    if servers.agencies is not None:
        agencies = await let_agencies_in(servers.kafka, servers.topic_prefix, servers.agencies)
    return _Done(initiated, topics, await create_indexes(servers), agencies)
