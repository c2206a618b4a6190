"""The shell of every service's HTTP interface: problems, health, metrics, and deny by default."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from shared.http import problems
from shared.http.auth import Tokens, internal, public
from shared.http.bodyless import Bodyless, takes_no_body
from shared.http.bounded import Bounded
from shared.http.guarded import Guarded
from shared.http.health import Health, health_routes
from shared.http.metrics import metrics_routes
from shared.http.observed import Observed
from shared.http.openapi import ROLES, describe
from shared.http.parameters import Asked, parameters_of
from shared.http.slashes import OtherSlash
from shared.http.words import Words
from shared.metrics.scrape import Scrape

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
"""What runs while the app is up."""


def create_app(
    *,
    title: str,
    description: str,
    routers: Iterable[APIRouter],
    tokens: Tokens,
    health: Health,
    scrape: Scrape,
    lifespan: Lifespan,
    words: Words = MappingProxyType({}),
    in_chinese: Path | None = None,
) -> FastAPI:
    """An app whose every route says who may call it; `words` are what its fields mean.

    `in_chinese` is the file of what its operations and fields mean in Chinese.

    Raises ValueError for a route that depends on none of `allow(…)`, `public` and `internal`.
    """
    app = FastAPI(
        title=title,
        description=description,
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.router.default = OtherSlash(app.router)
    app.state.tokens = tokens
    problems.install(app)
    for router in (health_routes(health), metrics_routes(scrape), *routers):
        for route in every_route(router):
            guard = _guard_of(route.dependant)
            if guard is None:
                raise ValueError(f"{route.path} does not say who may call it")
            if takes_no_body(route):
                route.app = Bodyless(route.app)
            passed_on = not route.include_in_schema
            route.app = Asked(route.app, parameters_of(route), passed_on=passed_on)
            if guard not in (public, internal):
                route.app = Guarded(route.app, guard)
            route.openapi_extra = {ROLES: list(guard.allowed), **(route.openapi_extra or {})}
        # Side by side and not as routers within the app, which would match each request twice.
        app.router.routes.extend(router.routes)
    describe(app, words, in_chinese)
    app.add_middleware(Bounded)
    app.add_middleware(Observed)
    return app


def every_route(router: APIRouter) -> Iterator[APIRoute]:
    """The routes of a router and of the routers that it includes."""
    for route in router.routes:
        # FastAPI keeps an included router whole; its routes are not among the outer one's.
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from every_route(included)
        elif isinstance(route, APIRoute):
            yield route


def who_may_call(route: APIRoute) -> tuple[str, ...]:
    """The roles that a route lets in; empty when it does not say."""
    guard = _guard_of(route.dependant)
    return () if guard is None else tuple(guard.allowed)


def _guard_of(dependant: Any) -> Any:
    """The dependency that says who may call; None when there is none."""
    for inner in dependant.dependencies:
        if getattr(inner.call, "allowed", None):
            return inner.call
        if (found := _guard_of(inner)) is not None:
            return found
    return None
