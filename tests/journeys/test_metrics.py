"""What Prometheus reads from the running services."""

from collections import defaultdict

import httpx
from prometheus_client.parser import text_string_to_metric_families

from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until, until_equal
from tests.journeys.conftest import House
from tests.monitoring import ALERTS, metrics_of

Values = dict[str, dict[tuple[tuple[str, str], ...], float]]

AT_REST = (
    "laurel_consumer_lag_messages",
    "laurel_outbox_oldest_event_age_seconds",
    "laurel_parked_messages",
    "laurel_probe_failed",
    "laurel_check_failing",
)
"""What is 0 where nothing waits and nothing fails."""


async def text_of(stack: LocalStack, service: str) -> str:
    async with httpx.AsyncClient(timeout=30) as client:
        return (await client.get(f"{stack.url(service)}/metrics")).raise_for_status().text


async def scraped(stack: LocalStack, service: str) -> Values:
    """Each sample's values by its labels."""
    text = await text_of(stack, service)
    found: Values = defaultdict(dict)
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = tuple(sorted(sample.labels.items()))
            assert labels not in found[sample.name], f"{sample.name}{labels} stands there twice"
            found[sample.name][labels] = sample.value
    return found


async def test_a_notice_on_its_way_can_be_followed_in_the_metrics(
    house: House, small_round: SmallRound
) -> None:
    application = await small_round.asked(lacking=["M05"])
    await small_round.due_at(application)

    intake = await scraped(house.stack, "intake")
    routes = {
        dict(labels)["route"] for labels in intake["laurel_http_request_duration_seconds_sum"]
    }
    assert "/intake/v1/applications/{application}/submission" in routes
    assert [route for route in routes if application.id in route] == []

    notify = await scraped(house.stack, "notify")
    assert notify["laurel_notice_delivery_seconds_count"][(("channel", "mail"),)] >= 1

    # Clocks of earlier rounds ran out when the time of this one came, and review ends them.
    async def clocks() -> tuple[bool, float]:
        review = await scraped(house.stack, "review")
        return (
            review["laurel_review_running_clocks"][()] >= 1,
            review["laurel_review_overdue_clocks"][()],
        )

    await until_equal("clocks", clocks, (True, 0.0))

    async def folded() -> float:
        return (await scraped(house.stack, "stats"))["laurel_stats_folded_events_total"][()]

    await until("folded events", folded, lambda count: count >= 4)


async def test_a_service_at_rest_has_nothing_waiting_and_nothing_failing(house: House) -> None:
    for service in SERVICES:

        async def waiting_and_failing(service: str = service) -> dict[str, set[float]]:
            found = await scraped(house.stack, service)
            return {name: set(found[name].values()) for name in AT_REST}

        nothing = {name: {0.0} for name in AT_REST}
        await until_equal(f"{service} at rest", waiting_and_failing, nothing)
        checks = (await scraped(house.stack, service))["laurel_check_failing"]
        assert {dict(labels)["check"] for labels in checks} >= {"mongo", "kafka", "outbox"}


ENDINGS = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("_total",), "gauge": ("",)}


async def test_alerts_use_only_metrics_that_the_services_export(house: House) -> None:
    used = {name: metrics_of(rule["expr"]) for name, rule in ALERTS.items()}
    exported = {"up"}

    async def unknown() -> dict[str, set[str]]:
        # A scrape goes without what could not be asked for in time.
        for service in SERVICES:
            for family in text_string_to_metric_families(await text_of(house.stack, service)):
                exported.update(family.name + end for end in ENDINGS.get(family.type, ("",)))
        return {name: found - exported for name, found in used.items() if found - exported}

    await until("alerts on what is exported", unknown, lambda seen: not seen)


async def test_what_runs_is_told(house: House) -> None:
    for service in SERVICES:
        (labels,) = (await scraped(house.stack, service))["laurel_build_info"]
        assert dict(labels) == {"service": service, "version": "dev", "revision": "unknown"}
