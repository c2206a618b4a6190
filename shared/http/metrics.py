"""Where Prometheus asks."""

from fastapi import APIRouter, Depends, Response
from prometheus_client import CONTENT_TYPE_LATEST

from shared.http.auth import internal
from shared.metrics.scrape import Scrape


def metrics_routes(scrape: Scrape) -> APIRouter:
    """`/metrics` in Prometheus' text format."""
    router = APIRouter(tags=["metrics"], dependencies=[Depends(internal)])

    @router.get("/metrics", summary="Metrics for Prometheus", response_class=Response)
    async def metrics() -> Response:
        return Response(await scrape.text(), media_type=CONTENT_TYPE_LATEST)

    return router
