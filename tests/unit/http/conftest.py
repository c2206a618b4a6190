"""Apps without servers behind them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from shared.http.app import create_app
from shared.http.auth import Tokens
from shared.http.health import Health
from shared.http.keys import KeySet
from shared.metrics.scrape import Scrape


@asynccontextmanager
async def nothing(_: FastAPI) -> AsyncIterator[None]:
    yield


def app_with(*routers: APIRouter) -> FastAPI:
    """An app of these routers."""
    tokens = Tokens(KeySet("file:none"), issuer="nobody", audience="laurel")
    return create_app(
        title="Test",
        description="Test",
        routers=routers,
        tokens=tokens,
        health=Health(),
        scrape=Scrape(),
        lifespan=nothing,
    )
