"""What one replica says of itself."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from deploy.status.addresses import Place

ANSWER_WITHIN = 6.0
"""Seconds; a health check takes 3 at most and a scrape 4."""


@dataclass(frozen=True)
class Replica:
    """One replica as it was seen; what it did not tell is None."""

    service: str
    address: str
    live: bool
    ready: bool
    wrong: dict[str, str] = field(default_factory=dict)
    warned: dict[str, str] = field(default_factory=dict)
    version: str | None = None
    revision: str | None = None
    lag: int | None = None
    oldest_unpublished_seconds: float | None = None
    parked: int | None = None
    dead_letters: int | None = None
    newest_event_at: datetime | None = None
    running_clocks: int | None = None


async def look_at(client: httpx.AsyncClient, place: Place) -> Replica:
    """Asks a replica for health and metrics at once."""
    try:
        live, ready, metrics = await asyncio.gather(
            *(
                client.get(place.url + path)
                for path in ("/health/live", "/health/ready", "/metrics")
            )
        )
        wrong, warned = _listed(ready, "wrong"), _listed(ready, "warned")
        if not (ready.is_success or wrong):
            wrong = {"ready": f"answers {ready.status_code}"}
        told = _figures(text_string_to_metric_families(metrics.raise_for_status().text))
    except (httpx.HTTPError, ValueError) as error:
        said = str(error) or type(error).__name__
        return Replica(place.service, place.address, False, False, {"no answer": said})
    up = live.is_success, ready.is_success
    return Replica(place.service, place.address, *up, wrong, warned, **told)


def _listed(answer: httpx.Response, what: str) -> dict[str, str]:
    try:
        return dict(answer.json().get(what, {}))
    except (ValueError, AttributeError, TypeError):
        return {}


def _figures(families: Iterable[Metric]) -> dict[str, Any]:
    samples = {family.name: family.samples for family in families}

    def total(name: str) -> float | None:
        return sum(sample.value for sample in samples[name]) if name in samples else None

    def whole(name: str) -> int | None:
        return None if (found := total(name)) is None else int(found)

    build = next((sample.labels for sample in samples.get("laurel_build_info", ())), {})
    # The statistics have two groups; how far the figures are is told by the one that folds.
    heard = {s.labels["group"]: s.value for s in samples.get(NEWEST, ())}
    newest = next((at for group, at in heard.items() if group.endswith(".fold")), None)
    newest = newest or max(heard.values(), default=None)
    return {
        "version": build.get("version"),
        "revision": build.get("revision"),
        "lag": whole("laurel_consumer_lag_messages"),
        "oldest_unpublished_seconds": total("laurel_outbox_oldest_event_age_seconds"),
        "parked": whole("laurel_parked_messages"),
        "dead_letters": whole("laurel_dead_letters"),
        "newest_event_at": None if newest is None else datetime.fromtimestamp(newest, UTC),
        "running_clocks": whole("laurel_review_running_clocks"),
    }


NEWEST = "laurel_consumer_last_message_timestamp_seconds"
