"""Queues, whole cases and a round's progress."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from services.review.api.bounds import Text
from services.review.api.case.schemas import CaseOut, CasePage, RoundProgress
from services.review.api.officials import READERS, official_of
from services.review.ports import CaseFilter, Order
from services.review.usecases.case.read_case import ReadCase
from services.review.usecases.case.read_queue import ReadQueue
from shared.clock import Clock
from shared.errors import FieldError
from shared.http.also_wrong import also_wrong
from shared.http.auth import Caller
from shared.http.documented import refusals

Reader = Annotated[Caller, Depends(READERS)]
Searched = Annotated[
    Text | None,
    Query(
        description="a part of the number, the credit code, or a name of enterprise or product",
        examples=["控制器"],
    ),
]
Ordered = Annotated[
    Order, Query(description="by statutory due date, or by number", examples=["due"])
]


def case_routes(read_queue: ReadQueue, read_case: ReadCase, clock: Clock) -> APIRouter:
    """What officers read."""
    router = APIRouter(prefix="/review/v1", tags=["cases"])

    @router.get(
        "/rounds/{programme}/{round}/progress",
        summary="How many cases of a round are in each stage",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def progress(programme: str, round: str, caller: Reader) -> RoundProgress:
        """Counts every case of the round once, by where it stands in the programme's path."""
        official, at = official_of(caller), clock.now()
        found = await read_queue.progress(programme, round, official=official, at=at)
        return RoundProgress.of(found)

    async def also(request: Request, _: Any) -> Iterable[FieldError]:
        asked = request.query_params
        official = official_of(await READERS(request))
        wanted = (asked.get("programme"), asked.get("round"), asked.get("stage"))
        return read_queue.faults(*wanted, official=official)

    @router.get(
        "/cases",
        summary="A queue of cases, the oldest statutory due date first; search in it",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    @also_wrong(also)
    async def page(
        programme: str,
        round: str,
        caller: Reader,
        stage: str | None = None,
        complete: bool | None = None,
        q: Searched = None,
        deemed_acceptance_soon: bool = False,
        accepted_incomplete: bool | None = None,
        on_hold: bool | None = None,
        order: Ordered = "due",
        cursor: str | None = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> CasePage:
        """Those without a due date come last; those due together come by number.

        Follow `next` until it is null. A due date that comes or goes meanwhile moves its case; by
        `order=number` each comes exactly once whatever happens. With `deemed_acceptance_soon` only
        files that are about to count as accepted, since nobody has asked for anything yet;
        `accepted_incomplete` tells apart those that do so already, `on_hold` those that wait until
        it is settled whether the same thing was filed twice.
        """
        text = (q or "").strip() or None
        which = CaseFilter(
            programme, round, stage, complete, text, order, accepted_incomplete, on_hold=on_hold
        )
        official = official_of(caller)
        found = await read_queue.page(
            which,
            cursor,
            limit,
            official=official,
            at=clock.now(),
            deemed_acceptance_soon=deemed_acceptance_soon,
        )
        return CasePage.of(found, official)

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
