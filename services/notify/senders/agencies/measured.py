"""What Prometheus is told of receivers, and of what they have not got yet."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Protocol

from prometheus_client.core import GaugeMetricFamily

from services.notify.ports import Outcomes
from shared.metrics.scrape import Probe, gauge


class Active(Protocol):
    """Which subscriptions are sent to."""

    async def active(self) -> Mapping[str, int]:
        """Those, each with its version."""
        ...


class Failing(Protocol):
    """Since when receivers fail."""

    async def failing(self) -> list[tuple[str, datetime]]:
        """Those that do, with since when."""
        ...

    async def least(self, subscriptions: Collection[str]) -> int | None:
        """How far the one is that is the least far of these."""
        ...


class Waiting(Protocol):
    """What waits to be tried once more."""

    async def oldest_waiting(self, subscriptions: Collection[str]) -> datetime | None:
        """When the first attempt was made for what waits the longest in these subscriptions."""
        ...


def receivers_that_fail(active: Active, failing: Failing) -> Probe:
    """For how long the worst receiver has taken nothing."""

    async def ask() -> list[GaugeMetricFamily]:
        now, sent_to = datetime.now(UTC), await active.active()
        since = [then for name, then in await failing.failing() if name in sent_to]
        longest = max(((now - then).total_seconds() for then in since), default=0.0)
        return [
            gauge(
                "laurel_notify_webhook_failing_receivers",
                "Receivers of active subscriptions that took nothing since they first failed.",
                len(since),
            ),
            gauge(
                "laurel_notify_webhook_failing_seconds",
                "For how long the one of them has that failed first; or 0.",
                longest,
            ),
        ]

    return ask


def undelivered(active: Active, failing: Failing, waiting: Waiting, outcomes: Outcomes) -> Probe:
    """How much receivers have not got yet."""

    async def ask() -> list[GaugeMetricFamily]:
        now, last = datetime.now(UTC), await outcomes.last()
        sent_to = (await active.active()).keys()
        taking = sent_to - {name for name, _ in await failing.failing()}
        least = await failing.least(taking)
        oldest = await waiting.oldest_waiting(sent_to)
        seconds = 0.0 if oldest is None else (now - oldest).total_seconds()
        return [
            gauge(
                "laurel_notify_outcomes",
                "Public outcomes that agencies can read, the first to the newest.",
                last,
            ),
            gauge(
                "laurel_notify_webhook_behind_outcomes",
                "Outcomes that the active subscription with the most of them has not been sent, of "
                "those whose receivers do not fail.",
                0 if least is None else max(0, last - least),
            ),
            gauge(
                "laurel_notify_webhook_oldest_undelivered_seconds",
                "How long ago the first attempt was of the message that is tried once more for the "
                "longest, in active subscriptions; or 0.",
                seconds,
            ),
        ]

    return ask
