"""Decisions of the reviewers."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.review.api.bulk import MOST_BYTES, Results
from services.review.api.officials import acting_in, official_of
from services.review.api.stages.decision.schemas import DecisionsIn, verdict_words
from services.review.usecases.stages.decision.decide import Decide, DecisionOrder
from shared.clock import Clock
from shared.http.auth import Caller
from shared.http.bounded import takes
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Decision


def decision_routes(decide: Decide, programmes: Programmes, clock: Clock) -> APIRouter:
    """What the reviewers do."""
    router = APIRouter(prefix="/review/v1", tags=["decisions"])
    reviewer = Depends(acting_in(programmes, Decision))
    words = verdict_words(programmes)

    @router.post(
        "/decisions",
        summary="Decide on up to 500 applications; repeating it is harmless",
        responses=refusals("request-too-large"),
    )
    @takes(MOST_BYTES)
    async def bulk(body: DecisionsIn, caller: Annotated[Caller, reviewer]) -> Results:
        """Each row is decided by itself, in the stage in which its case waits: what can't be done
        tells why in its row, and the others are done.
        """
        body.refuse_other_words(words)
        orders = [
            DecisionOrder(row.application, row.verdict, row.opinion, row.reason, row.stage)
            for row in body.decisions
        ]
        return Results.of(await decide(orders, official=official_of(caller), at=clock.now()))

    return router
