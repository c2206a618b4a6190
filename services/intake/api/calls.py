"""Which calls are open, and what they ask for."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends

from services.intake.api.documented import refusals
from services.intake.api.schemas.rounds import CallsView, CallView
from shared.clock import Clock
from shared.http.auth import public
from shared.programmes import Programme, Programmes, Round


def calls_routes(programmes: Programmes, clock: Clock) -> APIRouter:
    """`GET /intake/v1/calls` and `GET /intake/v1/rounds/{programme}/{round}`."""
    router = APIRouter(prefix="/intake/v1", tags=["calls"])

    def view(programme: Programme, round_: Round, at: datetime) -> CallView:
        before = programmes.round_before(programme.id, round_.id, at)
        return CallView.of(programme, round_, before)

    @router.get("/calls", summary="The calls that are open now")
    async def calls(_: Annotated[None, Depends(public)]) -> CallsView:
        """Each with its districts, categories, form and materials, to build a form from.

        `requirements` says which of these are asked for when, as a tree and in words.
        """
        at = clock.now()
        found = programmes.open_rounds(at)
        return CallsView(calls=tuple(view(*each, at) for each in found))

    @router.get(
        "/rounds/{programme}/{round}",
        summary="What a round asks for, and which of it when; open or not",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def one(_: Annotated[None, Depends(public)], programme: str, round: str) -> CallView:
        """By the newest version in force; an application keeps the version of its submission.

        The reasons that officers may give are at `/review/v1/rounds/{programme}/{round}/reasons`.
        """
        at = clock.now()
        found = programmes.of_round(programme, round, at)
        return view(found, found.round(round), at)

    return router
