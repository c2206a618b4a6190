"""Every request is timed by what it is, never by what its caller made of it."""

import httpx
from fastapi import APIRouter, Depends
from prometheus_client import REGISTRY

from shared.http.auth import allow, public
from tests.unit.http.conftest import app_with

NAME = "laurel_http_request_duration_seconds"


def client() -> httpx.AsyncClient:
    router = APIRouter(prefix="/v1")

    @router.get("/observed/{case}/part", dependencies=[Depends(public)])
    async def part(case: str) -> str:
        return case

    @router.get("/fault", dependencies=[Depends(public)])
    async def fault() -> str:
        raise ZeroDivisionError("a fault of ours")

    @router.get("/closed", dependencies=[Depends(allow("officer"))])
    async def closed() -> str:
        return "never"

    transport = httpx.ASGITransport(app_with(router))
    return httpx.AsyncClient(transport=transport, base_url="http://test")


def count(method: str, route: str, status: str) -> float:
    labels = {"method": method, "route": route, "status": status}
    return REGISTRY.get_sample_value(f"{NAME}_count", labels) or 0.0


def labels_of(name: str) -> set[str]:
    return {
        sample.labels[name]
        for family in REGISTRY.collect()
        if family.name == NAME
        for sample in family.samples
    }


async def test_requests_are_counted_by_route_template_and_class_of_status() -> None:
    async with client() as http:
        for case in ("a", "b", "c"):
            await http.get(f"/v1/observed/{case}/part")
        await http.get("/v1/closed")
    assert count("GET", "/v1/observed/{case}/part", "2xx") == 3
    assert count("GET", "/v1/closed", "4xx") == 1


async def test_what_callers_make_up_becomes_no_label() -> None:
    async with client() as http:
        await http.get("/made/up/91440703MA4UKXYZ12")
        await http.request("BREW", "/v1/fault")
    assert count("GET", "none", "4xx") >= 1
    assert "other" in labels_of("method")
    assert "BREW" not in labels_of("method")
    assert all("made" not in route for route in labels_of("route"))


async def test_a_fault_is_answered_within_its_trace_and_counted() -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    async with client() as http:
        answer = await http.get(
            "/v1/fault", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
        )
    assert (answer.status_code, answer.json()["reference"]) == (500, trace)
    assert answer.headers["traceparent"].split("-")[1] == trace
    assert count("GET", "/v1/fault", "5xx") == 1


async def test_metrics_are_served_as_prometheus_reads_them() -> None:
    async with client() as http:
        answer = await http.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "# TYPE laurel_dead_letters_total counter" in answer.text
