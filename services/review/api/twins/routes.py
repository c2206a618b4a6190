"""Whether two applications are for the same thing, as officials see and settle it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import ConfigDict

from services.review.api.bounds import Reasoning
from services.review.api.case.schemas import CaseOut
from services.review.api.officials import acting_in, official_of
from services.review.usecases.case.read_case import ReadCase
from services.review.usecases.twins.settle_twin import SettleTwin
from shared.clock import Clock
from shared.http.auth import Caller
from shared.http.documented import refusals
from shared.http.request_body import RequestBody
from shared.http.sent import SentFlag
from shared.programmes import Programmes
from shared.programmes.path import Decision, FormalReview, Recommendation


class SettlementIn(RequestBody):
    """What an official has found; of the same thing the application of the address ends."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"same": False, "reason": "系同一专利的两种不同产品。"}}
    )

    same: SentFlag
    reason: Reasoning


def twin_routes(
    settle: SettleTwin, read_case: ReadCase, programmes: Programmes, clock: Clock
) -> APIRouter:
    """`POST /review/v1/cases/{application}/twins/{other}`."""
    router = APIRouter(prefix="/review/v1", tags=["cases"])
    acting = Depends(acting_in(programmes, FormalReview, Recommendation, Decision))

    @router.post(
        "/cases/{application}/twins/{other}",
        summary="Settle whether two applications are for the same thing",
        responses=refusals(
            *("not-found", "wrong-stage", "case-closed", "list-frozen", "left-out"),
            "stale-version",
        ),
    )
    async def settled(
        application: str,
        other: str,
        body: SettlementIn,
        caller: Annotated[Caller, acting],
    ) -> CaseOut:
        """Both are on hold until then. If they are not the same, both go on. If they are, the
        application of the address ends for the programme's reason and the other one goes on: in
        formal review, and where one official decides, at once; elsewhere it goes on no further. The
        last word counts, and all are kept. Whoever wants the other one to end settles it there.
        """
        official = official_of(caller)
        await settle(
            application,
            other,
            same=body.same,
            reason=body.reason,
            official=official,
            at=clock.now(),
        )
        return CaseOut.of_whole(await read_case(application, official=official), official)

    return router
