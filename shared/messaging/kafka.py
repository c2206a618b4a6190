"""How Laurel talks to Kafka: every setting that the clients' defaults get wrong is given here."""

import asyncio
from collections.abc import Sequence

from aiokafka import AIOKafkaProducer
from aiokafka.errors import (
    InvalidTimestampError,
    KafkaError,
    MessageSizeTooLargeError,
    UnknownError,
)
from aiokafka.producer.message_accumulator import BatchBuilder

from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.logs import logger
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message, partition_for

SEND_WITHIN = 15.0
"""Seconds for one round of sends; below the client's own request timeout of 20 s."""

LARGEST = 1_048_576
"""Bytes of one message with all that goes around it; Kafka's own default is 12 more."""

log = logger("kafka")


class TooLarge(Unavailable):
    """Kafka takes no message as large as one of these, until somebody raises its limit."""


class Sender:
    """Sends messages with an idempotent producer that is made anew after every failure."""

    def __init__(self, cluster: Cluster, client_id: str) -> None:
        self._cluster = cluster
        self._client_id = client_id
        self._producer: AIOKafkaProducer | None = None
        self._starting = asyncio.Lock()
        self._partitions: dict[str, int] = {}

    async def send(self, messages: Sequence[Message]) -> None:
        """Returns when Kafka has acknowledged all messages, in order for each key.

        Raises Unavailable when it is unknown whether they arrived: send them again. TooLarge when
        one of them never will.
        """
        producer: AIOKafkaProducer | None = None
        try:
            async with asyncio.timeout(SEND_WITHIN):
                producer = await self._started()
                await self._send(producer, messages)
        except (KafkaError, TimeoutError, OSError) as error:
            if producer is not None:
                await self._drop(producer)
            kind = TooLarge if isinstance(error, MessageSizeTooLargeError) else Unavailable
            raise kind(f"Kafka did not acknowledge: {_error_line(error)}") from error

    async def drop(self) -> None:
        """Forgets the producer without waiting for what it has not sent yet."""
        if self._producer is not None:
            await self._drop(self._producer)

    async def _drop(self, producer: AIOKafkaProducer) -> None:
        # Another send that failed with the same one may have replaced it already.
        if self._producer is producer:
            self._producer = None
            self._partitions.clear()
        # A flush would hang for as long as Kafka is away; whoever sends repeats the messages.
        sending = producer._sender.sender_task
        if sending is not None:
            sending.cancel()
        try:
            await asyncio.wait_for(producer.stop(), 5)
        except (KafkaError, TimeoutError, OSError, asyncio.CancelledError) as error:
            log.warning("producer dropped", error=error_line(error))

    async def stop(self) -> None:
        """Stops the producer; nothing is waiting in it, since `send` waits for its messages."""
        producer, self._producer = self._producer, None
        if producer is not None:
            try:
                await asyncio.wait_for(producer.stop(), 5)
            except (KafkaError, TimeoutError, OSError) as error:
                log.warning("producer not stopped cleanly", error=error_line(error))

    async def _send(self, producer: AIOKafkaProducer, messages: Sequence[Message]) -> None:
        acknowledged = [
            await producer.send_batch(batch, topic, partition=partition)
            for topic, partition, batch in await self._batches(producer, messages)
        ]
        await asyncio.gather(*acknowledged)

    async def _batches(
        self, producer: AIOKafkaProducer, messages: Sequence[Message]
    ) -> list[tuple[str, int, BatchBuilder]]:
        """The messages in batches; those of one partition in order.

        `producer.send` would make a future for every message, which costs more than the message.
        """
        batches: list[tuple[str, int, BatchBuilder]] = []
        filling: dict[tuple[str, int], BatchBuilder] = {}
        for message in messages:
            target = message.topic, await self._partition(producer, message)
            batch = filling.get(target)
            if batch is None or not _added(batch, message):
                batch = filling[target] = producer.create_batch()
                batches.append((*target, batch))
                _added(batch, message)
                if batch.size() > LARGEST:
                    raise TooLarge(f"a message for {message.topic} would be {batch.size()} bytes")
        return batches

    async def _started(self) -> AIOKafkaProducer:
        # Two that send for the first time at once must not make two: one would be left to rot
        # with messages in it.
        async with self._starting:
            if self._producer is None:
                self._producer = await self._new()
            return self._producer

    async def _new(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            **self._cluster.arguments(),
            client_id=self._client_id,
            acks="all",
            enable_idempotence=True,
            linger_ms=1,
            max_batch_size=262_144,
            request_timeout_ms=20_000,
            max_request_size=LARGEST,
        )
        try:
            await producer.start()
        except BaseException:
            await producer.stop()
            raise
        return producer

    async def _partition(self, producer: AIOKafkaProducer, message: Message) -> int:
        count = self._partitions.get(message.topic)
        if count is None:
            found = await producer.partitions_for(message.topic)
            count = self._partitions[message.topic] = len(found)
        return partition_for(message.key, count)


def _error_line(error: Exception) -> str:
    """The error in the client's words, and what to look at where these tell nothing."""
    match error:
        case InvalidTimestampError():
            return (
                f"{error!r}. The clock of this host is more than an hour ahead of the broker's, or "
                "further from it than the topic's message.timestamp.after.max.ms and "
                "message.timestamp.before.max.ms allow: set the clock right"
            )
        case UnknownError():
            return f"{error!r}. The client has no words for the broker's code: see Kafka's log"
    return repr(error)


def _added(batch: BatchBuilder, message: Message) -> bool:
    """Adds the message to the batch; False when the batch is full. An empty one takes any."""
    added = batch.append(
        timestamp=None, key=message.key, value=message.value, headers=list(message.headers)
    )
    return added is not None
