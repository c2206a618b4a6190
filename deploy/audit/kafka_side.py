"""What Kafka holds."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from deploy.discards import identity
from deploy.kept_records import kept_records
from deploy.provision import read_plans
from shared.messaging.access import consuming
from shared.messaging.cluster import Cluster
from shared.messaging.incoming import as_message


@dataclass(frozen=True, slots=True)
class Foreign:
    """A message that no journal knows: where it stands, its id if it has one, its identities."""

    place: str
    id: str
    identities: frozenset[str]

    def __str__(self) -> str:
        return f"{self.id or 'a message without ce_id'} at {self.place}"


@dataclass(frozen=True, slots=True)
class OnKafka:
    """The event ids on each topic, by its name without prefix, and what no journal knows."""

    ids: Mapping[str, Set[str]]
    foreign: tuple[Foreign, ...] = ()


async def on_kafka(kafka: Cluster, prefix: str, known: Set[str]) -> OnKafka:
    """What is there up to the present end; `known` are the ids that the journals have."""
    plans = read_plans()
    ids: dict[str, set[str]] = defaultdict(set)
    foreign: list[Foreign] = []
    topics = {f"{prefix}.{name}": plan.partitions for name, plan in plans.topics.items()}
    async with consuming(kafka, max_partition_fetch_bytes=4_000_000) as consumer:
        async for record in kept_records(consumer, topics):
            topic = record.topic.removeprefix(f"{prefix}.")
            id_ = (dict(record.headers).get("ce_id") or b"").decode("utf-8", "replace")
            ids[topic].add(id_)
            if id_ not in known:
                message = as_message(record)
                place = f"{topic}/{record.partition}/{record.offset}"
                same = frozenset({identity(message), identity(message, f"{prefix}.{place}")})
                foreign.append(Foreign(place, id_, same))
    return OnKafka(ids, tuple(foreign))
