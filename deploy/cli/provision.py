"""`laurel provision`: makes the servers ready for the services."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console

from deploy.cli.elsewhere import Elsewhere, servers_of
from deploy.indexes import create_indexes
from deploy.local.issuer import Issuer
from deploy.local.places import BASE, Places
from deploy.provision import Provisioned, provision
from deploy.replica_set import initiate
from deploy.servers import Servers


def run_provision(
    replication: Annotated[
        int | None,
        typer.Option(min=1, help="copies of new topics", show_default="LAUREL_REPLICATION"),
    ] = None,
    trial: Annotated[bool, typer.Option(help="make the development issuer's key")] = False,
    base: Elsewhere = None,
) -> None:
    """Creates what the services need in Kafka and MongoDB; doing it again changes nothing.

    Creates the topics that deploy/topics.yaml names and the indexes of every service. A MongoDB
    that was started as a member of a replica set but is in none yet becomes the set that the URI
    names (replicaSet=…). With --trial the development issuer gets its key.

    Examples:

    \b
      laurel provision
      LAUREL_KAFKA=broker:9092 LAUREL_MONGO=mongodb://db/ laurel provision --replication 3
    """
    console = Console()
    initiated, topics, collections = asyncio.run(_provision(servers_of(base), replication))
    if trial:
        Issuer(Places(base or BASE).issuer).ensure()
    if initiated:
        console.print("MongoDB: initiated the replica set")
    console.print(f"MongoDB: {collections} collections have their indexes")
    console.print(f"Kafka: created {len(topics.created)}, found {len(topics.found)} topics")
    for name in topics.created:
        console.print(f"  {name}")


async def _provision(servers: Servers, replication: int | None) -> tuple[bool, Provisioned, int]:
    initiated = await initiate(servers.mongo)
    copies = replication or servers.replication
    topics = await provision(servers.kafka, servers.topic_prefix, replication=copies)
    return initiated, topics, await create_indexes(servers)
