"""Reads dead letters from their topics and sends them back to where they came from."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiokafka import TopicPartition

from deploy.provision import read_plans
from shared.messaging.cluster import Cluster
from shared.messaging.dead_letters import (
    ATTEMPTS,
    CONSUMER,
    CUT,
    DEAD_HEADERS,
    DIED_AT,
    REASON,
    SUFFIX,
)
from shared.messaging.entry import consuming
from shared.messaging.envelope import Message
from shared.messaging.kafka import Sender

POLL_MS = 1000


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A dead letter at its place; `id` names it for show and replay.

    `whole_at` is where the message was read of which only the start could be kept, else empty.
    """

    id: str
    topic: str
    message: Message
    consumer: str
    attempts: str
    reason: str
    died_at: str
    whole_at: str

    @property
    def event(self) -> str:
        """The event's id, if it has one."""
        return dict(self.message.headers).get("ce_id", b"").decode("utf-8", "replace")


def _partitions(prefix: str) -> list[TopicPartition]:
    plans = read_plans()
    return [
        TopicPartition(f"{prefix}.{name}{SUFFIX}", number)
        for name in plans.topics
        for number in range(plans.dead_letters.partitions)
    ]


async def kept(kafka: Cluster, prefix: str) -> int:
    """How many dead letters Kafka keeps, those that were sent again included."""
    async with consuming(kafka) as consumer:
        partitions = _partitions(prefix)
        ends = await consumer.end_offsets(partitions)
        begins = await consumer.beginning_offsets(partitions)
        return sum(ends[place] - begins[place] for place in partitions)


async def read_letters(kafka: Cluster, prefix: str) -> AsyncIterator[KeptLetter]:
    """Every dead letter that Kafka still keeps, oldest first on each topic."""
    async with consuming(kafka) as consumer:
        partitions = _partitions(prefix)
        ends = await consumer.end_offsets(partitions)
        begins = await consumer.beginning_offsets(partitions)
        left = {tp for tp in partitions if begins[tp] < ends[tp]}
        consumer.assign(list(left))
        if left:
            await consumer.seek_to_beginning(*left)
        while left:
            for tp, records in (await consumer.getmany(timeout_ms=POLL_MS)).items():
                for record in records:
                    headers = {
                        name: value.decode("utf-8", "replace") for name, value in record.headers
                    }
                    topic = tp.topic.removesuffix(SUFFIX)
                    yield KeptLetter(
                        id=f"{topic.removeprefix(prefix + '.')}/{tp.partition}/{record.offset}",
                        topic=topic,
                        message=Message(
                            topic,
                            record.key or b"",
                            record.value or b"",
                            tuple(h for h in record.headers if h[0] not in DEAD_HEADERS),
                        ),
                        consumer=headers.get(CONSUMER, ""),
                        attempts=headers.get(ATTEMPTS, ""),
                        reason=headers.get(REASON, ""),
                        died_at=headers.get(DIED_AT, ""),
                        whole_at=headers.get(CUT, ""),
                    )
            left = {tp for tp in left if await consumer.position(tp) < ends[tp]}


async def replay_letters(
    kafka: Cluster, prefix: str, ids: frozenset[str] | None
) -> tuple[list[str], list[str]]:
    """Sends the letters with these ids (all, when None) to their topics again; tells which.

    Then those that it does not send, since only their start was kept. Readers that had handled a
    message before ignore it; the one that gave up tries again.
    """
    found = [x async for x in read_letters(kafka, prefix) if ids is None or x.id in ids]
    letters = [letter for letter in found if not letter.whole_at]
    sender = Sender(kafka, "laurel-dlq")
    try:
        await sender.send([letter.message for letter in letters])
    finally:
        await sender.stop()
    return [letter.id for letter in letters], [x.id for x in found if x.whole_at]
