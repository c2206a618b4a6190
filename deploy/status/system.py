"""Everything at one look."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import httpx
from aiokafka.errors import KafkaError

from deploy.dead_letters import read_letters
from deploy.servers import Servers
from deploy.status.addresses import replicas_at
from deploy.status.replica import ANSWER_WITHIN, Replica, look_at
from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.messaging.access import check_access
from shared.mongo import PyMongoError, connect, ping
from shared.settings import WrongSettings

T = TypeVar("T")


@dataclass(frozen=True)
class System:
    """The servers' faults, None when they answer; every replica; dead letters that wait."""

    kafka: str | None
    mongo: str | None
    replicas: Sequence[Replica]
    dead_letters: int | None

    @property
    def ready(self) -> bool:
        """Whether everything can do its work."""
        return not (self.kafka or self.mongo) and all(r.live and r.ready for r in self.replicas)


async def look_around(servers: Servers) -> System:
    """Asks everything at once; takes a few seconds at most, whatever is away."""
    kafka, mongo, replicas, dead = await asyncio.gather(
        _fault(check_access(servers.kafka)),
        _fault(_mongo(servers)),
        _replicas(servers),
        _or_none(_dead_letters(servers)),
    )
    return System(kafka, mongo, replicas, dead)


async def _replicas(servers: Servers) -> list[Replica]:
    found = await asyncio.gather(*(replicas_at(*named) for named in servers.services.items()))
    places = [place for of_service in found for place in of_service]
    async with httpx.AsyncClient(timeout=ANSWER_WITHIN, trust_env=False) as client:
        return list(await asyncio.gather(*(look_at(client, place) for place in places)))


async def _dead_letters(servers: Servers) -> int:
    return len((await read_letters(servers.kafka, servers.topic_prefix)).waiting)


async def _mongo(servers: Servers) -> None:
    async with connect(servers.mongo, servers.database("status")) as database:
        await ping(database)


async def _fault(question: Awaitable[None]) -> str | None:
    try:
        await asyncio.wait_for(question, ANSWER_WITHIN)
    except WrongSettings as error:
        return str(error)
    except (Unavailable, KafkaError, PyMongoError, OSError, TimeoutError) as error:
        return error_line(error)
    return None


async def _or_none(question: Awaitable[T]) -> T | None:
    try:
        return await asyncio.wait_for(question, ANSWER_WITHIN)
    except (Unavailable, WrongSettings, KafkaError, OSError, TimeoutError):
        return None
