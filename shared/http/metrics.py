"""Where Prometheus asks."""

from fastapi import APIRouter, Depends, Response
from prometheus_client import CONTENT_TYPE_LATEST

from shared.http.auth import internal
from shared.metrics.scrape import Scrape

EXAMPLE = "# TYPE laurel_dead_letters_total counter\nlaurel_dead_letters_total 0.0\n"
CONTENT = {"text/plain": {"schema": {"type": "string"}, "example": EXAMPLE}}


def metrics_routes(scrape: Scrape) -> APIRouter:
    """`/metrics` in Prometheus' text format."""
    router = APIRouter(tags=["metrics"], dependencies=[Depends(internal)])

    @router.get(
        "/metrics",
        summary="Metrics for Prometheus",
        response_class=Response,
        responses={200: {"description": "Prometheus' text format.", "content": CONTENT}},
    )
    async def metrics() -> Response:
        """Everything that is counted and measured, asked for at this moment."""
        return Response(await scrape.text(), media_type=CONTENT_TYPE_LATEST)

    return router
