"""Formal review by the association: one case, or up to 500."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends

from services.review.api.bulk import MOST_BYTES, Results
from services.review.api.case.schemas import CaseOut
from services.review.api.officials import acting_in, official_of
from services.review.api.stages.formal_review.schemas import (
    FormalReviewIn,
    ReasonIn,
    VerdictIn,
    VerdictsIn,
)
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.verdicts import About
from services.review.usecases.case.read_case import ReadCase
from services.review.usecases.stages.formal_review.review_formally import (
    Conclude,
    ReviewFormally,
    ReviewOrder,
)
from shared.clock import Clock
from shared.http.auth import Caller
from shared.http.bounded import takes
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import FormalReview

ONE = (
    "wrong-stage",
    "case-closed",
    "already-notified",
    "not-complete",
    "nothing-missing",
    "no-supplement-left",
)


def formal_review_routes(
    review: ReviewFormally, read_case: ReadCase, programmes: Programmes, clock: Clock
) -> APIRouter:
    """What the association does."""
    router = APIRouter(prefix="/review/v1", tags=["formal review"])
    acting = Depends(acting_in(programmes, FormalReview))

    async def one(
        application: str,
        caller: Caller,
        verdicts: Sequence[VerdictIn] = (),
        conclude: Conclude | None = None,
        reason: str | None = None,
    ) -> CaseOut:
        at, official = clock.now(), official_of(caller)
        judged = _judgements(verdicts, caller.subject, at)
        order = ReviewOrder(application, judged, conclude, reason)
        (result,) = await review([order], official=official, at=at, repeatable=False)
        if result.problem is not None:
            raise result.problem
        return CaseOut.of_whole(await read_case(application, official=official), official)

    @router.post(
        "/cases/{application}/verdicts",
        summary="Judge items of an application, or single files of them",
        responses=refusals(
            "not-found",
            *ONE,
            "unknown-item",
            "not-applicable",
            "nothing-handed-in",
            "unknown-file",
            "unknown-reason",
            "reason-required",
            "contradictory-verdicts",
        ),
    )
    async def judge(
        application: str, body: VerdictsIn, caller: Annotated[Caller, acting]
    ) -> CaseOut:
        """The last verdict on an item or a file counts; it overrules what the machine found. A word
        on a whole item is one on each of its files that has none of its own. Of an item of which
        one file is refused, the others stay. A reason is of a verdict that refuses, and fits it;
        what the answers make needless is not judged.
        """
        return await one(application, caller, body.verdicts)

    @router.post(
        "/cases/{application}/notification",
        summary="Tell the applicant everything that is missing, once a supplement round",
        responses=refusals("not-found", *ONE),
    )
    async def notify(application: str, caller: Annotated[Caller, acting]) -> CaseOut:
        """The notification names everything missing at once. The clock starts when its delivery is
        proven.
        """
        return await one(application, caller, conclude="notify")

    @router.post(
        "/cases/{application}/acceptance",
        summary="Accept a complete application",
        responses=refusals("not-found", *ONE, "case-on-hold"),
    )
    async def accept(application: str, caller: Annotated[Caller, acting]) -> CaseOut:
        """Every item must be met, by the machine's finding or by an officer's verdict."""
        return await one(application, caller, conclude="accept")

    @router.post(
        "/cases/{application}/non-acceptance",
        summary="End formal review without acceptance, for a reason of the catalogue",
        responses=refusals("not-found", *ONE, "unknown-reason"),
    )
    async def not_accept(
        application: str, body: ReasonIn, caller: Annotated[Caller, acting]
    ) -> CaseOut:
        """Final for this application; the enterprise is told the reason, which fits how the case
        stands: whether a supplement was asked for, and came.
        """
        return await one(application, caller, conclude="not_accept", reason=body.reason)

    @router.post(
        "/formal-review",
        summary="Judge and conclude up to 500 applications; repeating it is harmless",
        responses=refusals("request-too-large"),
    )
    @takes(MOST_BYTES)
    async def bulk(body: FormalReviewIn, caller: Annotated[Caller, acting]) -> Results:
        """Each row is done by itself: what can't be done tells why in its row, and the others are
        done.
        """
        at = clock.now()
        orders = [
            ReviewOrder(
                row.application,
                _judgements(row.verdicts, caller.subject, at),
                row.conclude,
                row.reason,
            )
            for row in body.decisions
        ]
        return Results.of(await review(orders, official=official_of(caller), at=at))

    return router


def _judgements(verdicts: Sequence[VerdictIn], by: str, at: datetime) -> dict[About, Judgement]:
    return {
        v.about: Judgement(verdict=v.verdict, reason=v.reason, note=v.note, by=by, at=at)
        for v in verdicts
    }
