"""What Prometheus reads from the running services."""

from collections import defaultdict

import httpx
from prometheus_client.parser import text_string_to_metric_families

from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until
from tests.journeys.conftest import House
from tests.monitoring import ALERTS, metrics_of

Values = dict[str, dict[tuple[tuple[str, str], ...], float]]


async def text_of(stack: LocalStack, service: str) -> str:
    async with httpx.AsyncClient() as client:
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
    review = await scraped(house.stack, "review")
    assert review["laurel_review_running_clocks"][()] >= 1
    assert review["laurel_review_overdue_clocks"][()] == 0

    async def folded() -> float:
        return (await scraped(house.stack, "stats"))["laurel_stats_folded_events_total"][()]

    await until("folded events", folded, lambda count: count >= 4)


async def test_a_service_at_rest_has_nothing_waiting_and_nothing_failing(house: House) -> None:
    for service in SERVICES:

        async def at_rest(service: str = service) -> tuple[float, float]:
            found = await scraped(house.stack, service)
            lag = found["laurel_consumer_lag_messages"]
            return sum(lag.values()), found["laurel_outbox_oldest_event_age_seconds"][()]

        await until(f"{service} at rest", at_rest, (0.0, 0.0).__eq__)
        found = await scraped(house.stack, service)
        assert found["laurel_consumer_lag_messages"]
        assert found["laurel_parked_messages"] == {(): 0.0}
        assert set(found["laurel_probe_failed"].values()) == {0.0}
        failing = {dict(k)["check"]: v for k, v in found["laurel_check_failing"].items()}
        assert failing["mongo"] == failing["kafka"] == failing["outbox"] == 0.0


ENDINGS = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("_total",), "gauge": ("",)}


async def test_alerts_use_only_metrics_that_the_services_export(house: House) -> None:
    exported = {"up"}
    for service in SERVICES:
        for family in text_string_to_metric_families(await text_of(house.stack, service)):
            exported |= {family.name + ending for ending in ENDINGS.get(family.type, ("",))}
    used = {name: metrics_of(rule["expr"]) for name, rule in ALERTS.items()}
    assert {name: found - exported for name, found in used.items() if found - exported} == {}


async def test_what_runs_is_told(house: House) -> None:
    for service in SERVICES:
        (labels,) = (await scraped(house.stack, service))["laurel_build_info"]
        assert dict(labels) == {"service": service, "version": "dev", "revision": "unknown"}
