"""Queues, whole cases and a round's progress."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.review.api.case.schemas import CaseOut, CasePage, RoundProgress
from services.review.api.officials import READERS, official_of
from services.review.ports import CaseFilter
from services.review.usecases.case.read_case import ReadCase
from services.review.usecases.case.read_queue import ReadQueue
from shared.http.auth import Caller
from shared.http.documented import refusals

Reader = Annotated[Caller, Depends(READERS)]


def case_routes(read_queue: ReadQueue, read_case: ReadCase) -> APIRouter:
    """What officers read."""
    router = APIRouter(prefix="/review/v1", tags=["cases"])

    @router.get(
        "/rounds/{programme}/{round}/progress",
        summary="How many cases of a round are in each stage",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def progress(programme: str, round: str, caller: Reader) -> RoundProgress:
        """Counts every case of the round once, by where it stands in the programme's path."""
        found = await read_queue.progress(programme, round, official=official_of(caller))
        return RoundProgress.of(found)

    @router.get(
        "/cases",
        summary="A queue of cases, the oldest statutory due date first",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def page(
        programme: str,
        round: str,
        caller: Reader,
        stage: str | None = None,
        complete: bool | None = None,
        cursor: str | None = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> CasePage:
        """Those without a due date come last. Follow `next` until it is null."""
        which = CaseFilter(programme, round, stage, complete)
        official = official_of(caller)
        return CasePage.of(await read_queue.page(which, cursor, limit, official=official), official)

    @router.get(
        "/cases/{application}",
        summary="A whole case with its findings",
        responses=refusals("not-found"),
    )
    async def whole(application: str, caller: Reader) -> CaseOut:
        """What the enterprise sent, what the machine found, and what officers did so far."""
        official = official_of(caller)
        return CaseOut.of_whole(await read_case(application, official=official), official)

    return router
