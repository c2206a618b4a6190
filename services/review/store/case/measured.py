"""What Prometheus is told about supplement clocks."""

from prometheus_client.core import GaugeMetricFamily

from shared.clock import Clock
from shared.metrics.scrape import Probe, gauge
from shared.mongo import Collection


def clocks(cases: Collection, clock: Clock) -> Probe:
    """How many run, and how many are over without anybody having acted on it."""

    async def ask() -> list[GaugeMetricFamily]:
        running = await cases.count_documents({"expires_at": {"$type": "date"}})
        over = {"$type": "date", "$lte": clock.now()}
        overdue = await cases.count_documents({"expires_at": over})
        return [
            gauge("laurel_review_running_clocks", "Cases whose supplement clock runs.", running),
            gauge(
                "laurel_review_overdue_clocks",
                "Running clocks whose time is over; review ends them within a second.",
                overdue,
            ),
        ]

    return ask
