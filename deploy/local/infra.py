"""MongoDB and Kafka together."""

import asyncio
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass

from deploy.local.errors import StackError
from deploy.local.kafka.choice import broker_from, cluster_at, start_kafka
from deploy.local.mongo import start_mongo
from deploy.local.places import Places
from deploy.local.ports import Ports
from deploy.local.progress import Say, silent
from deploy.local.server import Server
from deploy.local.settings import Broker
from shared.messaging.cluster import Cluster


@dataclass
class Infra:
    """Both servers, ready; Kafka can be killed and come back at its address."""

    places: Places
    ports: Ports
    broker: Broker
    environ: Mapping[str, str]
    mongo: Server
    kafka: Server

    @property
    def chosen(self) -> str:
        """One line: which servers, and why these."""
        return f"MongoDB: {self.mongo.chosen}. Kafka: {self.kafka.chosen}."

    @property
    def cluster(self) -> Cluster:
        """How clients reach Kafka."""
        return cluster_at(self.kafka.address, self.environ)

    def kill_kafka(self) -> None:
        """SIGKILL; StackError if it is not ours."""
        if self.kafka.child is None:
            raise StackError(f"Kafka at {self.kafka.address} was not started here.")
        self.kafka.child.kill()

    async def start_kafka(self, wiped: bool = False) -> None:
        """Starts it again after a kill, with its data or, `wiped`, empty."""
        if wiped:
            shutil.rmtree(self.places.data("kafka"))
            shutil.rmtree(self.places.data("embedded-kafka"))
        self.kafka = await start_kafka(self.places, self.ports, self.broker, self.environ)

    async def stop(self) -> None:
        """Stops what was started."""
        children = [server.child for server in (self.kafka, self.mongo) if server.child]
        await asyncio.gather(*(child.stop() for child in children))


async def start_infra(
    places: Places,
    ports: Ports,
    broker: Broker = "auto",
    environ: Mapping[str, str] = os.environ,
    say: Say = silent,
) -> Infra:
    """Starts both at once; if one fails the other is stopped and the failure raised."""
    choice = broker_from(environ) if broker == "auto" else broker
    mongo, kafka = (
        asyncio.create_task(start_mongo(places, ports.of("mongo"), environ, say)),
        asyncio.create_task(start_kafka(places, ports, choice, environ, say)),
    )
    try:
        await asyncio.gather(mongo, kafka)
    except BaseException:
        for task in (mongo, kafka):
            task.cancel()
        for result in await asyncio.gather(mongo, kafka, return_exceptions=True):
            if isinstance(result, Server) and result.child:
                await result.child.stop()
        raise
    return Infra(places, ports, choice, environ, mongo.result(), kafka.result())
