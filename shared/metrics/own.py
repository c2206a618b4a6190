"""The gauges that every process that answers HTTP has."""

from datetime import UTC, datetime

from prometheus_client.core import GaugeMetricFamily

from shared.http.health import Health, run
from shared.http.keys import KeySet
from shared.metrics.scrape import Probe, gauge


def build(service: str, version: str, revision: str) -> Probe:
    """What runs here."""

    async def ask() -> list[GaugeMetricFamily]:
        labels = {"service": service, "version": version, "revision": revision}
        return [gauge("laurel_build_info", "Always 1; the labels tell what runs.", 1, **labels)]

    return ask


def checks(health: Health) -> Probe:
    """What `/health/ready` says."""

    async def ask() -> list[GaugeMetricFamily]:
        every = health.alive | health.ready
        wrong = await run(every)
        family = GaugeMetricFamily(
            "laurel_check_failing",
            "1 while this check makes the service not ready; /health/ready has the words.",
            labels=["check"],
        )
        for name in every:
            family.add_metric([name], name in wrong)
        return [family]

    return ask


def issuer(keys: KeySet) -> Probe:
    """For how long this replica has not reached the issuer of tokens."""

    async def ask() -> list[GaugeMetricFamily]:
        away = keys.outage
        seconds = 0.0 if away is None else (datetime.now(UTC) - away.since).total_seconds()
        meaning = "For how long this replica could not read the issuer's keys; or 0."
        return [gauge("laurel_issuer_unreachable_seconds", meaning, seconds)]

    return ask
