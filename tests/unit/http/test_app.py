"""Every route says who may call it, or the service does not start."""

import re

import pytest
from fastapi import APIRouter, Depends

from deploy.local.places import PROJECT
from shared.http.app import every_route, who_may_call
from shared.http.auth import allow, public
from shared.http.health import Health, health_routes
from shared.http.metrics import metrics_routes
from shared.metrics.scrape import Scrape
from tests.unit.http.conftest import app_with


async def answer() -> str:
    return "here"


def test_a_route_that_does_not_say_who_may_call_it_is_refused() -> None:
    router = APIRouter()
    router.get("/open-to-whom")(answer)

    with pytest.raises(ValueError, match="/open-to-whom does not say who may call it"):
        app_with(router)


def test_a_silent_route_is_found_inside_an_included_router() -> None:
    inner, outer = APIRouter(), APIRouter(prefix="/v1")
    inner.get("/open-to-whom")(answer)
    outer.include_router(inner)

    with pytest.raises(ValueError, match="/open-to-whom does not say who may call it"):
        app_with(outer)


def test_routes_for_roles_and_for_everybody_are_served() -> None:
    router, everybody = APIRouter(), APIRouter(dependencies=[Depends(public)])
    router.get("/for-officers", dependencies=[Depends(allow("officer"))])(answer)
    everybody.get("/for-all")(answer)

    paths = app_with(router, everybody).openapi()["paths"]

    assert {"/for-officers", "/for-all"} <= paths.keys()


def test_the_front_door_leads_to_no_internal_route() -> None:
    caddyfile = (PROJECT / "deploy" / "compose" / "Caddyfile").read_text(encoding="utf-8")
    (forwarded,) = re.findall(r"path_regexp \w+ (\S+)", caddyfile)
    assert caddyfile.count("reverse_proxy") == 1
    assert re.search(forwarded, "/review/v1/cases")

    routers = (health_routes(Health()), metrics_routes(Scrape()))
    internal = [route for router in routers for route in every_route(router)]
    assert {route.path for route in internal} == {"/health/live", "/health/ready", "/metrics"}
    assert {who_may_call(route) for route in internal} == {("internal",)}
    assert [route.path for route in internal if re.search(forwarded, route.path)] == []
