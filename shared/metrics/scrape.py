"""One scrape: what was counted, and what has to be asked for, whatever does not answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence

from prometheus_client import REGISTRY, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from shared.errors import Unavailable
from shared.logs import logger
from shared.mongo import PyMongoError

Probe = Callable[[], Awaitable[Iterable[Metric]]]
"""Asks for metrics that lie elsewhere, such as in MongoDB."""

ANSWER_WITHIN = 4.0
"""Seconds: longer than a health check may take, shorter than the 10 that Prometheus waits."""

log = logger("metrics")


class Scrape:
    """The probes of a service, by name; all are asked at once and none for long."""

    def __init__(self) -> None:
        self.probes: dict[str, Probe] = {}

    async def text(self) -> bytes:
        """The metrics in Prometheus' text format; `laurel_probe_failed` tells which are missing."""
        found = await asyncio.gather(*(self._ask(name) for name in self.probes))
        failed = GaugeMetricFamily(
            "laurel_probe_failed",
            "1 when these metrics are missing from this scrape, since what they need is away.",
            labels=["probe"],
        )
        for name, metrics in zip(self.probes, found, strict=True):
            failed.add_metric([name], metrics is None)
        asked = _merged(metric for metrics in (*found, [failed]) for metric in metrics or ())
        # 8 ms for fifty kinds of requests, in which this process would answer none.
        counted = await asyncio.to_thread(generate_latest, REGISTRY)
        return counted + generate_latest(_Asked(asked))

    async def _ask(self, name: str) -> list[Metric] | None:
        try:
            return list(await asyncio.wait_for(self.probes[name](), ANSWER_WITHIN))
        except (TimeoutError, Unavailable, PyMongoError):
            return None
        # The other metrics are needed most when something is wrong.
        except Exception:
            log.exception("probe failed", probe=name)
            return None


def _merged(metrics: Iterable[Metric]) -> list[Metric]:
    # Two probes may tell of the same thing, and a name may stand in a scrape once.
    by_name: dict[str, Metric] = {}
    for metric in metrics:
        known = by_name.setdefault(metric.name, metric)
        if known is not metric:
            known.samples += metric.samples
    return list(by_name.values())


class _Asked:
    def __init__(self, metrics: Sequence[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def gauge(name: str, meaning: str, value: float, /, **labels: str) -> GaugeMetricFamily:
    """A gauge of one value."""
    family = GaugeMetricFamily(name, meaning, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family
