"""Asks Kafka where the streams end that are folded."""

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from services.stats.domain.row import STREAMS
from shared.errors import Unavailable
from shared.messaging.subscription import Subscription


class StreamEnds:
    """The ends of all partitions, whoever folds them."""

    def __init__(self, subscription: Subscription, topic_prefix: str) -> None:
        self._subscription = subscription
        self._topics = {f"{topic_prefix}.{stream}": stream for stream in STREAMS}

    async def __call__(self) -> dict[str, dict[int, int]]:
        """Stream → partition → the offset of the next message. Raises Unavailable."""
        consumer = self._subscription.consumer
        partitions = {
            topic: consumer.partitions_for_topic(topic) if consumer else None
            for topic in self._topics
        }
        if consumer is None or not all(partitions.values()):
            raise Unavailable("the topics are not known yet")
        every = [TopicPartition(t, p) for t, some in partitions.items() for p in some or ()]
        try:
            ends = await consumer.end_offsets(every)
        except (KafkaError, OSError) as error:
            raise Unavailable(f"Kafka does not tell its ends: {error!r}") from error
        found: dict[str, dict[int, int]] = {stream: {} for stream in STREAMS}
        for tp, end in ends.items():
            found[self._topics[tp.topic]][tp.partition] = end
        return found
