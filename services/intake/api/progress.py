"""How far a round has come."""

from typing import Annotated, get_args

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from services.intake.api.documented import refusals
from services.intake.api.schemas import ProgressView
from services.intake.domain.application import Stage
from services.intake.ports import Progress
from shared.http.auth import Caller, allow
from shared.programmes import Programmes


def progress_routes(progress: Progress, programmes: Programmes) -> APIRouter:
    """`GET /intake/v1/rounds/{programme}/{round}/progress`."""
    router = APIRouter(prefix="/intake/v1/rounds", tags=["rounds"])

    @router.get(
        "/{programme}/{round}/progress",
        summary="How many applications of a round are in each stage",
        response_model=ProgressView,
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def counted(
        programme: str,
        round: str,
        _: Annotated[Caller, Depends(allow("association", "officer", "operator"))],
    ) -> JSONResponse:
        """Counts every application of the round once, drafts included."""
        programmes.of_round(programme, round)
        found = await progress.counts(programme, round)
        return JSONResponse(
            {
                "counts": {stage: sum(found.get(stage, {}).values()) for stage in get_args(Stage)},
                "supplement_open": sum(by_open.get(True, 0) for by_open in found.values()),
            }
        )

    return router
