"""Every route says who may call it, or the service does not start."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fastapi import APIRouter, Depends, FastAPI

from shared.http.app import create_app
from shared.http.auth import KeySet, Tokens, allow, public
from shared.http.health import Health


@asynccontextmanager
async def nothing(_: FastAPI) -> AsyncIterator[None]:
    yield


def app_with(*routers: APIRouter) -> FastAPI:
    tokens = Tokens(KeySet("file:none"), issuer="nobody", audience="laurel")
    return create_app(
        title="Test",
        description="Test",
        routers=routers,
        tokens=tokens,
        health=Health(),
        lifespan=nothing,
    )


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
