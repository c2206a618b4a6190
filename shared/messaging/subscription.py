"""FastStream's part: a consumer group that hands whole batches of raw records to a listener."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiokafka import ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage

from shared.logs import logger

Records = Sequence["ConsumerRecord[Any, Any]"]
Take = Callable[[Records], Awaitable[dict[TopicPartition, int]]]

log = logger("subscription")


class Subscription:
    """Consumes topics as one member of a consumer group.

    Offsets are committed by hand after `take`, one batch in flight at a time. With nothing to
    read, a batch is asked for every 2 × `wait_ms`. `co_partitioned` gives a member the same
    partition numbers of every topic, provided that the topics have equally many.
    """

    def __init__(
        self,
        bootstrap: str,
        *,
        group: str,
        topics: Sequence[str],
        take: Take,
        batch: int = 500,
        wait_ms: int = 100,
        listener: ConsumerRebalanceListener | None = None,
        co_partitioned: bool = False,
    ) -> None:
        self._take = take
        self._topics = topics
        self._joined = False
        self._broker = KafkaBroker(
            bootstrap,
            client_id=group,
            allow_auto_create_topics=False,
            # How soon topics that appear, or come back after a loss, are noticed.
            metadata_max_age_ms=5_000,
            graceful_timeout=10.0,
            apply_types=False,
            logger=None,
        )
        self._subscriber = self._broker.subscriber(
            *topics,
            group_id=group,
            batch=True,
            max_records=batch,
            batch_timeout_ms=wait_ms,
            # A partition is not in the fetch that waits at the broker while its last messages are
            # still buffered here; its next ones come when that fetch is over.
            fetch_max_wait_ms=2 * wait_ms,
            # What is fetched ahead of the reader lies in memory, for every partition.
            max_partition_fetch_bytes=256 * 1024,
            ack_policy=AckPolicy.MANUAL,
            auto_offset_reset="earliest",
            session_timeout_ms=10_000,
            heartbeat_interval_ms=2_000,
            max_poll_interval_ms=300_000,
            listener=listener,
            partition_assignment_strategy=(
                RangePartitionAssignor if co_partitioned else RoundRobinPartitionAssignor,
            ),
            parser=_as_they_came,
            decoder=_untouched,
        )
        self._subscriber(self._heard)

    @property
    def consumer(self) -> Any:
        """The aiokafka consumer; None before the start."""
        return self._subscriber.consumer

    async def stay_started(self) -> None:
        """Joins the group, trying until Kafka is there; then returns only if consuming ends."""
        while True:
            try:
                await self._broker.start()
                break
            except (KafkaError, OSError) as error:
                log.warning("Kafka is away, trying again", error=repr(error))
                await self._broker.stop()
                await asyncio.sleep(1)
        log.info("listening", topics=list(self._topics))
        await asyncio.wait(self._subscriber.tasks, return_when=asyncio.FIRST_COMPLETED)

    async def stop(self) -> None:
        """Finishes the batch in flight and leaves the group, so that others take over at once."""
        await self._broker.stop()

    def rejoin(self) -> None:
        """Has the group hand out its partitions anew, so that this member loads its share again."""
        if self.consumer is not None:
            # aiokafka offers no public way that keeps the membership.
            self.consumer._coordinator.request_rejoin()

    async def wrong(self) -> str | None:
        """A health check: has the group given this member its share?"""
        consumer = self.consumer
        if consumer is None:
            return "not connected to Kafka yet"
        if not self._joined and not consumer.assignment():
            return "no partitions assigned yet"
        self._joined = True
        return None

    async def _heard(self, records: Records) -> None:
        offsets = await self._take(records)
        consumer = self.consumer
        if consumer is None or not offsets:
            return
        mine = {tp: offset for tp, offset in offsets.items() if tp in consumer.assignment()}
        try:
            await consumer.commit(mine)
        except KafkaError as error:
            # The batch comes again, and handlers know what they have heard.
            log.warning("offsets not committed", error=repr(error))


async def _as_they_came(records: tuple["ConsumerRecord[Any, Any]", ...]) -> KafkaMessage:
    return KafkaMessage(body=records, raw_message=records, batch_headers=[], consumer=_NoConsumer())


async def _untouched(message: KafkaMessage) -> Any:
    return message.body


class _NoConsumer:
    async def commit(self) -> None: ...

    def seek(self, partition: TopicPartition, offset: int) -> None: ...
