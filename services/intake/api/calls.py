"""Which calls are open, and what they ask for."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.intake.api.documented import refusals
from services.intake.api.schemas.rounds import CallsView, CallView
from shared.clock import Clock
from shared.http.auth import public
from shared.programmes import Programmes


def calls_routes(programmes: Programmes, clock: Clock) -> APIRouter:
    """`GET /intake/v1/calls` and `GET /intake/v1/rounds/{programme}/{round}`."""
    router = APIRouter(prefix="/intake/v1", tags=["calls"])

    @router.get("/calls", summary="The calls that are open now")
    async def calls(_: Annotated[None, Depends(public)]) -> CallsView:
        """Each with its districts, categories, form and materials, to build a form from.

        `requirements` says which of these are asked for when, as a tree and in words.
        """
        found = programmes.open_rounds(clock.now())
        return CallsView(calls=tuple(CallView.of(*each) for each in found))

    @router.get(
        "/rounds/{programme}/{round}",
        summary="What a round asks for, and which of it when; open or not",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def one(_: Annotated[None, Depends(public)], programme: str, round: str) -> CallView:
        """By the newest version in force; an application keeps the version of its submission.

        The reasons that officers may give are at `/review/v1/rounds/{programme}/{round}/reasons`.
        """
        found = programmes.of_round(programme, round, clock.now())
        return CallView.of(found, found.round(round))

    return router
