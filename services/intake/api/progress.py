"""How far a round has come."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.intake.api.callers import OFFICES
from services.intake.api.documented import refusals
from services.intake.api.schemas.rounds import ProgressView
from services.intake.ports import Progress
from services.intake.usecases.access import check_takes_part
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
        caller: Annotated[Caller, Depends(allow("association", "officer", "operator"))],
    ) -> ProgressView:
        """Counts every application of the round once, drafts included. An association or officer
        sees the programmes in which its office takes part.
        """
        rules = programmes.of_round(programme, round)
        if "operator" not in caller.roles:
            check_takes_part(rules, caller.roles.intersection(OFFICES), caller.office)
        return ProgressView.of(rules.way, await progress.counts(programme, round))

    return router
