"""What is done about notices that did not arrive."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from services.notify.api.schemas import FollowedNotice
from services.notify.api.serving_schemas import (
    FailedPage,
    ResendingIn,
    ServiceCorrectionIn,
    ServiceIn,
)
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.office import Official
from services.notify.domain.resending import Resending
from services.notify.ports import FailedDeliveries
from services.notify.usecases.resend_notice import ResendNotice
from services.notify.usecases.serve_notice import Proof, ServeNotice
from shared.clock import Clock
from shared.errors import NotFound
from shared.http.auth import Caller, allow
from shared.http.documented import refusals
from shared.programmes import Programmes

Office = Annotated[Caller, Depends(allow("association", "recommender", "reviewer", "officer"))]
Operator = Annotated[Caller, Depends(allow("operator"))]
Key = Annotated[
    str,
    Path(
        min_length=1,
        max_length=200,
        description="A key of your own making, such as a UUID: the same key, the same call.",
        examples=["3f0c1a52-6a0e-4f6e-9a55-0b6d6c3f7b11"],
    ),
]


def serving_routes(
    failed: FailedDeliveries,
    serve: ServeNotice,
    resend: ResendNotice,
    programmes: Programmes,
    clock: Clock,
) -> APIRouter:
    """The queue of failed deliveries, service by other means, and sending again."""
    router = APIRouter(prefix="/notify/v1", tags=["failed deliveries"])

    @router.get(
        "/rounds/{programme}/{round}/failed-deliveries",
        summary="Notices of a round that mail could not deliver, the longest waiting first",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def list_failed(
        programme: str,
        round: str,
        caller: Office,
        cursor: Annotated[
            str | None, Query(max_length=200, description="`next` of the page before")
        ] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> FailedPage:
        """Each waits to be opened in the inbox, or to be served by other means: by the offices of
        the programme. Follow `next` until it is null.
        """
        official_of(caller).check_serves(programmes.of_round(programme, round))
        return FailedPage.of(await failed.page(programme, round, after=cursor, limit=limit))

    @router.post(
        "/notices/{notice}/service",
        summary="Record that a notice was served by post, by phone or by publication",
        responses=refusals("not-found", "notice-moot", "already-delivered"),
    )
    async def record_service(notice: str, body: ServiceIn, caller: Office) -> FollowedNotice:
        """It proves the delivery of the notice, once, and the supplement clock starts by it. A
        letter and a call count when they were taken. A publication counts 30 days later (60 days
        for one before 2022), and until then nothing is told as delivered: `counts_from` says when
        it will be, unless the enterprise opens the notice before. Repeating the same record changes
        nothing.
        """
        served = await serve(
            notice,
            _proof(body),
            official=official_of(caller),
            at=clock.now(),
            real=datetime.now(UTC),
        )
        return _followed(served, notice)

    @router.put(
        "/notices/{notice}/service",
        summary="Correct what was recorded of a service, with a reason; both are kept",
        responses=refusals("not-found", "notice-moot", "already-delivered", "nothing-to-correct"),
    )
    async def correct_service(
        notice: str, body: ServiceCorrectionIn, caller: Office
    ) -> FollowedNotice:
        """With another time or method, what was told of the delivery is taken back and the right
        one told: a clock that ran from it runs anew. A case that the clock has ended meanwhile, or
        a supplement that came, is not touched. Repeating the same correction changes nothing.
        """
        served = await serve(
            notice,
            _proof(body),
            official=official_of(caller),
            at=clock.now(),
            real=datetime.now(UTC),
            corrects=body.reason,
        )
        return _followed(served, notice)

    @router.put(
        "/notices/{notice}/resendings/{key}",
        summary="Have a notice sent again by mail, once for each key",
        responses=refusals("not-found", "notice-moot", "key-reused"),
    )
    async def resend_notice(
        notice: str, key: Key, body: ResendingIn, caller: Operator
    ) -> FollowedNotice:
        """At once, and as a new message to the present address. A delivery that is proven stays
        proven. The same key with another reason is refused.
        """
        resending = Resending(
            key=key, notice=notice, by=caller.subject, reason=body.reason, at=clock.now()
        )
        return _followed(await resend(resending, real=datetime.now(UTC)), notice)

    return router


def _proof(body: ServiceIn) -> Proof:
    return Proof(
        method=body.method,
        done_at=body.done_at,
        received_by=body.received_by,
        reference=body.reference,
        note=body.note,
    )


def official_of(caller: Caller) -> Official:
    """The official who calls."""
    return Official(caller.subject, caller.roles, caller.office)


def _followed(correspondence: Correspondence, identity: str) -> FollowedNotice:
    notice = correspondence.notice(identity)
    if notice is None:
        raise NotFound("notice", identity)
    return FollowedNotice.of(correspondence, notice)
