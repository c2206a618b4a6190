"""The gauges of what a service sends to Kafka and hears from it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from prometheus_client.core import GaugeMetricFamily

from shared.journal.sweeper import oldest_unsent
from shared.messaging.parked import Parking
from shared.messaging.subscription import Subscription
from shared.metrics.scrape import Probe, gauge
from shared.mongo import Collection


def outbox(collections: Mapping[str, Collection]) -> Probe:
    """How long the oldest event waits for Kafka; the same from every replica."""

    async def ask() -> list[GaugeMetricFamily]:
        oldest = await oldest_unsent(collections)
        age = 0.0 if oldest is None else (datetime.now(UTC) - oldest).total_seconds()
        meaning = "For how long the oldest event that Kafka does not have yet has been saved; or 0."
        return [gauge("laurel_outbox_oldest_event_age_seconds", meaning, max(0.0, age))]

    return ask


def parked(parking: Parking) -> Probe:
    """How many messages wait for another try; the same from every replica."""

    async def ask() -> list[GaugeMetricFamily]:
        meaning = "Messages that failed and wait for another try, or for one before them."
        return [gauge("laurel_parked_messages", meaning, await parking.count())]

    return ask


def lag(subscription: Subscription) -> Probe:
    """How far this replica is behind in the partitions that it holds."""

    async def ask() -> list[GaugeMetricFamily]:
        family = GaugeMetricFamily(
            "laurel_consumer_lag_messages",
            "Messages on Kafka that this replica has not dealt with yet.",
            labels=["group", "topic", "partition"],
        )
        for partition, behind in (await subscription.lag()).items():
            family.add_metric(
                [subscription.group, partition.topic, str(partition.partition)], behind
            )
        return [family]

    return ask
