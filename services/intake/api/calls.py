"""Which calls are open, and what they ask for."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.intake.api.schemas.rounds import CallsView, CallView
from shared.clock import Clock
from shared.http.auth import public
from shared.programmes import Programmes


def calls_routes(programmes: Programmes, clock: Clock) -> APIRouter:
    """`GET /intake/v1/calls`."""
    router = APIRouter(prefix="/intake/v1", tags=["calls"])

    @router.get("/calls", summary="The calls that are open now")
    async def calls(_: Annotated[None, Depends(public)]) -> CallsView:
        """Each with its districts, categories, form and materials, to build a form from."""
        found = programmes.open_rounds(clock.now())
        return CallsView(calls=tuple(CallView.of(*each) for each in found))

    return router
