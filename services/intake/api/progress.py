"""How far a round has come."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.intake.api.documented import refusals
from services.intake.api.schemas.rounds import ProgressView
from services.intake.ports import Progress
from shared.http.auth import Caller, allow
from shared.programmes import Programmes


def progress_routes(progress: Progress, programmes: Programmes) -> APIRouter:
    """`GET /intake/v1/rounds/{programme}/{round}/progress`."""
    router = APIRouter(prefix="/intake/v1/rounds", tags=["rounds"])

    @router.get(
        "/{programme}/{round}/progress",
        summary="How many applications of a round are in each stage",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def counted(
        programme: str,
        round: str,
        _: Annotated[Caller, Depends(allow("association", "officer", "operator"))],
    ) -> ProgressView:
        """Counts every application of the round once, drafts included."""
        path = programmes.of_round(programme, round).way
        return ProgressView.of(path, await progress.counts(programme, round))

    return router
