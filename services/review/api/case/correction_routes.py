"""An office takes back what it did last on a case."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import ConfigDict

from services.review.api.bounds import Reasoning
from services.review.api.case.schemas import CaseOut
from services.review.api.officials import acting_in, official_of
from services.review.usecases.case.correct import Correct
from services.review.usecases.case.read_case import ReadCase
from shared.clock import Clock
from shared.http.auth import Caller
from shared.http.documented import refusals
from shared.http.request_body import RequestBody
from shared.programmes import Programmes
from shared.programmes.path import Decision, FormalReview, Recommendation


class CorrectionIn(RequestBody):
    """Why it is taken back; the enterprise reads it, unless the decision is sealed."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "检验报告系另一产品的，误判为齐全。"}}
    )

    reason: Reasoning


def correction_routes(
    correct: Correct, read_case: ReadCase, programmes: Programmes, clock: Clock
) -> APIRouter:
    """For every office that acts on cases."""
    router = APIRouter(prefix="/review/v1", tags=["cases"])
    acting = Depends(acting_in(programmes, FormalReview, Recommendation, Decision))

    @router.post(
        "/cases/{application}/correction",
        summary="Take back what your office did last, to do it anew; both are kept",
        responses=refusals(
            "not-found",
            *("nothing-to-correct", "acted-on-since", "list-frozen", "already-announced"),
            *("sheet-still-applied", "case-closed", "stale-version", "supplement-begun"),
        ),
    )
    async def corrected(
        application: str, body: CorrectionIn, caller: Annotated[Caller, acting]
    ) -> CaseOut:
        """A notification of what is missing, of which nothing has come yet, an acceptance or
        non-acceptance, a recommendation, a decision, or your own letter of a joint one. Possible
        until a later stage has acted or the list is frozen. The case then stands where it stood
        before, and what was taken back is among its `corrections` or `notifications`.
        """
        official = official_of(caller)
        await correct(application, reason=body.reason, official=official, at=clock.now())
        return CaseOut.of_whole(await read_case(application, official=official), official)

    return router
