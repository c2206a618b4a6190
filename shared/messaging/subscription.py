"""FastStream's part: a consumer group that hands whole batches of raw records to a listener."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from itertools import chain
from typing import Any

from aiokafka import ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage

from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.logs import logger
from shared.messaging.cluster import Cluster
from shared.metrics.counted import DEAD_LETTERS, LAST_HEARD

Records = Sequence["ConsumerRecord[Any, Any]"]
Take = Callable[[Records], Awaitable[dict[TopicPartition, int]]]

SILENT_AT_MOST = 20.0
"""Seconds; a partition for which Kafka answers no fetch for longer makes the service not ready."""

IN_HAND_AT_MOST = 120.0
"""Seconds; a batch that is not dealt with for longer makes the service not ready."""

KAFKA_AWAY = 1.0
"""Seconds between tries to join while Kafka is away."""

RETRY_AFTER = 1.0
"""Seconds until a batch comes again that could not be taken."""

IDLE_MS = 500
"""How long Kafka holds a fetch of a reader that has read all."""

STILL_MS = 1_000
"""After so long without a message a reader has read all."""

log = logger("subscription")


class Subscription:
    """Consumes topics as one member of a consumer group.

    Offsets are committed by hand after `take`, one batch in flight at a time. While messages come,
    Kafka holds a fetch for `wait_ms`, and IDLE_MS once all is read. Batches begin `apart` seconds
    from one another or more: the first message is dealt with at once, and in a rush those behind
    it share what a batch costs Kafka and MongoDB. `co_partitioned` gives a member the same
    partition numbers of every topic, provided that the topics have equally many.
    """

    def __init__(
        self,
        cluster: Cluster,
        *,
        group: str,
        topics: Sequence[str],
        take: Take,
        batch: int = 500,
        wait_ms: int = 200,
        apart: float = 0.0,
        listener: ConsumerRebalanceListener | None = None,
        co_partitioned: bool = False,
    ) -> None:
        self.group = group
        self._take = take
        self._batch, self._wait_ms, self._apart = batch, wait_ms, apart
        self._topics = topics
        self._joined = _Joined(listener)
        self._in_hand: Counter[TopicPartition] = Counter()
        self._begun = 0.0
        for topic in topics:
            # Prometheus sees no increase in a series that begins with its first dead letter.
            DEAD_LETTERS.labels(topic)
        self._broker = KafkaBroker(
            cluster.bootstrap,
            security=cluster.for_faststream(),
            client_id=group,
            allow_auto_create_topics=False,
            # Its producer and admin client would ask for the metadata of every topic of the
            # cluster, as often as the consumer asks for its own.
            consumer_only=True,
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
            # A partition is not in the fetch that waits at the broker while its last messages are
            # still buffered here; its next ones come when that fetch is over.
            fetch_max_wait_ms=wait_ms,
            # What is fetched ahead of the reader lies in memory, for every partition.
            max_partition_fetch_bytes=256 * 1024,
            ack_policy=AckPolicy.MANUAL,
            auto_offset_reset="earliest",
            # The shortest that brokers allow: so long nobody reads what a killed member had.
            session_timeout_ms=6_000,
            rebalance_timeout_ms=10_000,
            heartbeat_interval_ms=2_000,
            max_poll_interval_ms=300_000,
            listener=self._joined,
            partition_assignment_strategy=(
                RangePartitionAssignor if co_partitioned else RoundRobinPartitionAssignor,
            ),
            parser=_as_they_came,
            decoder=_untouched,
        )
        self._subscriber(self._heard)
        # Its own sleeps after each wait in vain, and what comes meanwhile would lie there.
        self._subscriber.get_msg = self._next_batch  # type: ignore[method-assign]

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
                log.warning("Kafka is away, trying again", error=error_line(error))
                await self._broker.stop()
                await asyncio.sleep(KAFKA_AWAY)
        log.info("listening", topics=list(self._topics))
        await asyncio.wait(self._subscriber.tasks, return_when=asyncio.FIRST_COMPLETED)

    async def stop(self) -> None:
        """Finishes the batch in flight and leaves the group, so that others take over at once."""
        await self._broker.stop()

    def rejoin(self) -> None:
        """Has the group hand out its partitions anew, so that this member loads what it holds."""
        if self.consumer is not None:
            # aiokafka offers no public way that keeps the membership.
            self.consumer._coordinator.request_rejoin()

    async def wrong(self) -> str | None:
        """A health check: is this member in the group, does Kafka answer, does its batch end?"""
        if self.consumer is None:
            return "not connected to Kafka yet"
        if self._joined.at is None:
            return "not in its consumer group yet"
        # While a batch is dealt with nothing is fetched, and that is no fault of Kafka's.
        if self._in_hand:
            held = time.monotonic() - self._begun
            return f"a batch is in hand for {held:.0f} s" if held > IN_HAND_AT_MOST else None
        silence = self._silence(self._joined.at)
        if silence > SILENT_AT_MOST:
            return f"Kafka has not answered for {silence:.0f} s"
        return None

    async def lag(self) -> dict[TopicPartition, int]:
        """How many messages Kafka has that were not dealt with, by partition of this member's.

        Asks Kafka for the ends: those of the last fetch grow old while a batch is stuck, which is
        when the lag matters. Raises Unavailable.
        """
        consumer = self.consumer
        if consumer is None or not consumer.assignment():
            return {}
        try:
            ends = await consumer.end_offsets(consumer.assignment())
            done = {partition: await consumer.position(partition) for partition in ends}
        except (KafkaError, OSError) as error:
            raise Unavailable(f"Kafka does not tell its ends: {error!r}") from error
        return {p: max(0, end - done[p] + self._in_hand[p]) for p, end in ends.items()}

    def _silence(self, since: float) -> float:
        consumer = self.consumer
        answers = [
            (consumer.last_poll_timestamp(partition) or 0) / 1000
            for partition in consumer.assignment() - consumer.paused()
        ]
        return time.time() - max(since, min(answers, default=time.time()))

    async def _next_batch(self, consumer: Any) -> tuple["ConsumerRecord[Any, Any]", ...]:
        """What comes next, as soon as it is there."""
        # aiokafka offers no public way, and reads it for every fetch.
        fetcher = consumer._fetcher
        while True:
            found = await consumer.getmany(timeout_ms=STILL_MS, max_records=self._batch)
            if found:
                # From here on a partition may be missing in the next fetch.
                fetcher._fetch_max_wait_ms = self._wait_ms
                return tuple(chain(*found.values()))
            fetcher._fetch_max_wait_ms = IDLE_MS

    async def _heard(self, records: Records) -> None:
        self._begun = time.monotonic()
        try:
            await self._deal_with(records)
        # FastStream would pass over it in silence, and the next commit over these messages.
        except Exception:
            log.exception("batch not taken", messages=len(records))
            self._go_back(records)
            await asyncio.sleep(RETRY_AFTER)
        await asyncio.sleep(max(0.0, self._apart - (time.monotonic() - self._begun)))

    async def _deal_with(self, records: Records) -> None:
        self._in_hand.update(TopicPartition(r.topic, r.partition) for r in records)
        try:
            offsets = await self._take(records)
        finally:
            self._in_hand.clear()
        LAST_HEARD.labels(self.group).set(records[-1].timestamp / 1000)
        consumer = self.consumer
        if consumer is None:
            return
        mine = {tp: offset for tp, offset in offsets.items() if tp in consumer.assignment()}
        if not mine:
            return
        try:
            await consumer.commit(mine)
        except KafkaError as error:
            # The batch comes again, and handlers know what they have heard.
            log.warning("offsets not committed", error=error_line(error))

    def _go_back(self, records: Records) -> None:
        """Has the next batch begin where this one began."""
        consumer = self.consumer
        assigned = consumer.assignment() if consumer is not None else ()
        for record in reversed(records):
            partition = TopicPartition(record.topic, record.partition)
            if partition in assigned:
                consumer.seek(partition, record.offset)


class _Joined(ConsumerRebalanceListener):  # type: ignore[misc]
    """Notes when the group last gave this member its share, which may be none."""

    def __init__(self, listener: ConsumerRebalanceListener | None) -> None:
        self._listener = listener
        self.at: float | None = None

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        if self._listener is not None:
            await self._listener.on_partitions_revoked(revoked)

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        self.at = time.time()
        if self._listener is not None:
            await self._listener.on_partitions_assigned(assigned)


async def _as_they_came(records: tuple["ConsumerRecord[Any, Any]", ...]) -> KafkaMessage:
    return KafkaMessage(body=records, raw_message=records, batch_headers=[], consumer=_NoConsumer())


async def _untouched(message: KafkaMessage) -> Any:
    return message.body


class _NoConsumer:
    async def commit(self) -> None: ...

    def seek(self, partition: TopicPartition, offset: int) -> None: ...
