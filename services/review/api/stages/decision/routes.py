"""Decisions of the reviewers."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.review.api.orders import MOST_BYTES, DecisionsIn, Results
from services.review.usecases.stages.decision.decide import Decide, DecisionOrder
from shared.clock import Clock
from shared.http.auth import Caller, allow
from shared.http.bounded import takes
from shared.http.documented import refusals

REVIEWER = allow("reviewer")


def decision_routes(decide: Decide, clock: Clock) -> APIRouter:
    """What the reviewers do."""
    router = APIRouter(prefix="/review/v1", tags=["decisions"])

    @router.post(
        "/decisions",
        summary="Decide on up to 500 recommended applications; repeating it is harmless",
        responses=refusals("request-too-large"),
    )
    @takes(MOST_BYTES)
    async def bulk(body: DecisionsIn, caller: Annotated[Caller, Depends(REVIEWER)]) -> Results:
        """Each row is decided by itself: what can't be done tells why in its row, and the others
        are done.
        """
        orders = [
            DecisionOrder(row.application, row.verdict, row.opinion, row.reason)
            for row in body.decisions
        ]
        results = await decide(orders, by=caller.subject, at=clock.now())
        return Results.of(results)

    return router
