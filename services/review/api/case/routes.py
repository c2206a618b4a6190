"""Queues, whole cases and a round's progress."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.review.api.case.schemas import CaseLine, CaseOut, CasePage
from services.review.api.known_round import known_round
from services.review.api.stages.recommendation.schemas import RoundProgress, StageCounts
from services.review.domain.case.case import Stage
from services.review.ports import CaseFilter, Queues
from services.review.usecases.case.read_case import ReadCase
from shared.http.auth import Caller, allow
from shared.http.documented import refusals
from shared.programmes import Programmes

READERS = allow("association", "recommender", "reviewer", "officer", "operator")


def case_routes(queues: Queues, read_case: ReadCase, programmes: Programmes) -> APIRouter:
    """What officers read."""
    known = Depends(known_round(programmes))
    router = APIRouter(prefix="/review/v1", tags=["cases"], dependencies=[Depends(READERS)])

    @router.get(
        "/rounds/{programme}/{round}/progress",
        summary="How many cases of a round are in each stage",
        responses=refusals("unknown-programme", "unknown-round"),
        dependencies=[known],
    )
    async def progress(programme: str, round: str) -> RoundProgress:
        """Counts every case of the round once, by its present stage."""
        found = await queues.progress(programme, round)
        return RoundProgress(
            cases=sum(found.stages.values()),
            stages=StageCounts.model_validate(found.stages),
            supplement_returned=found.supplement_returned,
            incomplete=found.incomplete,
            clocks_running=found.stages.get("awaiting_supplement", 0),
            delivery_failed=found.delivery_failed,
        )

    @router.get(
        "/cases",
        summary="A queue of cases, the oldest statutory due date first",
        responses=refusals("unknown-programme", "unknown-round"),
        dependencies=[known],
    )
    async def page(
        programme: str,
        round: str,
        stage: Stage | None = None,
        complete: Annotated[bool | None, Query(description="nothing stands in the way")] = None,
        cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> CasePage:
        """Those without a due date come last. Follow `next` until it is null."""
        found = await queues.page(CaseFilter(programme, round, stage, complete), cursor, limit)
        return CasePage(cases=[CaseLine.of(case) for case in found.records], next=found.next)

    @router.get(
        "/cases/{application}",
        summary="A whole case with its findings",
        responses=refusals("not-found"),
    )
    async def whole(application: str, caller: Annotated[Caller, Depends(READERS)]) -> CaseOut:
        """What the enterprise sent, what the machine found, and what officers did so far."""
        return CaseOut.whole(*await read_case(application), caller.roles)

    return router
