"""How far consumer groups of others are, as Kafka has it."""

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.logs import logger
from shared.messaging.access import administering, consuming
from shared.messaging.cluster import Cluster
from shared.settings.faults import WrongSettings

log = logger("groups")


class Groups:
    """Asks for one topic. A cluster may keep what it knows of others' groups to itself."""

    def __init__(self, cluster: Cluster, topic: str) -> None:
        self._cluster = cluster
        self._topic = topic

    async def behind(self, group: str) -> int | None:
        """Messages that the group has not committed.

        None where it has committed nothing, or Kafka does not say.
        """
        try:
            return await self._behind(group)
        except (KafkaError, Unavailable, WrongSettings) as error:
            log.warning("Kafka does not tell of a group", group=group, error=error_line(error))
            return None

    async def _behind(self, group: str) -> int | None:
        async with administering(self._cluster, client_id="laurel-groups") as admin:
            committed = await admin.list_consumer_group_offsets(group)
            (described,) = await admin.describe_topics([self._topic])
        read = {tp: found.offset for tp, found in committed.items() if tp.topic == self._topic}
        if not read:
            return None
        numbers = [partition["partition"] for partition in described["partitions"]]
        async with consuming(self._cluster) as consumer:
            ends = await consumer.end_offsets([TopicPartition(self._topic, n) for n in numbers])
        # The topic keeps everything, so that each partition begins at 0.
        left = [max(0, int(end) - int(read.get(tp, 0))) for tp, end in ends.items()]
        return sum(left)
