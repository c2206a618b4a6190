"""Recognitions are revoked: by offices, after their holders could be heard."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path

from services.review.api.bounds import MOST
from services.review.api.officials import acting_in, official_of, roles_in
from services.review.api.recognition.revocation_schemas import (
    AppealIn,
    AppealRulingIn,
    ChargeIn,
    DeliveryIn,
    RevocationOut,
    RevocationsOut,
    RulingIn,
    StatementIn,
)
from services.review.usecases.recognition.known_recognition import Actor
from services.review.usecases.recognition.revoke import Revoke
from shared.clock import Clock
from shared.http.arrival import arrived
from shared.http.auth import Caller, allow
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Announcement

No = Annotated[int, Path(ge=1, le=MOST)]
At = Annotated[datetime, Depends(arrived)]


def revocation_routes(revoke: Revoke, programmes: Programmes, clock: Clock) -> APIRouter:
    """For those who announce what is recognised; a part of it also for the holder."""
    router = APIRouter(
        prefix="/review/v1/register/{programme}/{recognition}/revocations", tags=["register"]
    )
    acting = Depends(acting_in(programmes, Announcement))
    either = Depends(allow("enterprise", *roles_in(programmes, Announcement)))

    @router.post(
        "",
        summary="Open a proceeding to revoke a recognition; repeating it is harmless",
        status_code=201,
        responses=refusals(
            "unknown-programme",
            "not-found",
            "revocation-not-provided",
            "unknown-reason",
            "recognition-revoked",
            "recognition-not-in-force",
            "revocation-open",
            "stale-version",
        ),
    )
    async def opened(
        programme: str,
        recognition: str,
        body: ChargeIn,
        caller: Annotated[Caller, acting],
    ) -> RevocationOut:
        """Its holder is told, with the right to be heard. The term runs from delivery, by mail or
        inbox where it applied here, else by `deliveries`.
        """
        return RevocationOut.of(
            await revoke.open(
                programme,
                recognition,
                body.charge(),
                actor=official_of(caller),
                at=clock.now(),
            )
        )

    @router.get(
        "",
        summary="All proceedings against a recognition",
        responses=refusals("unknown-programme", "not-found"),
    )
    async def read(
        programme: str, recognition: str, caller: Annotated[Caller, either]
    ) -> RevocationsOut:
        """For the office, and for the holder of this one."""
        at = clock.now()
        found = await revoke.read(programme, recognition, actor=_actor(caller), at=at)
        return RevocationsOut.of(found, at)

    @router.post(
        "/{revocation}/deliveries",
        summary="Record that a notice was delivered by hand; repeating it is harmless",
        responses=refusals(
            "not-found", "delivery-day", "revocation-decided", "already-delivered", "stale-version"
        ),
    )
    async def delivered(
        programme: str,
        recognition: str,
        revocation: No,
        body: DeliveryIn,
        caller: Annotated[Caller, acting],
    ) -> RevocationOut:
        """`hearing` starts the term to be heard, `appeal` that to appeal."""
        return RevocationOut.of(
            await revoke.deliver(
                programme,
                recognition,
                revocation,
                body.done(),
                actor=official_of(caller),
                at=clock.now(),
            )
        )

    @router.post(
        "/{revocation}/statements",
        summary="Say something to a proceeding, or record a hearing; repeating it is harmless",
        responses=refusals("not-found", "revocation-decided", "stale-version"),
    )
    async def heard(
        programme: str,
        recognition: str,
        revocation: No,
        body: StatementIn,
        caller: Annotated[Caller, either],
        at: At,
    ) -> RevocationOut:
        """By the holder, or by the office for what came on paper or was said in a hearing."""
        return RevocationOut.of(
            await revoke.hear(
                programme, recognition, revocation, body.how, body.text, actor=_actor(caller), at=at
            )
        )

    @router.post(
        "/{revocation}/ruling",
        summary="Revoke the recognition, or end the proceeding without that",
        responses=refusals(
            "not-found",
            "recognition-revoked",
            "revocation-decided",
            "recognition-not-in-force",
            "hearing-outstanding",
            "stale-version",
        ),
    )
    async def ruled(
        programme: str,
        recognition: str,
        revocation: No,
        body: RulingIn,
        caller: Annotated[Caller, acting],
    ) -> RevocationOut:
        """Nothing is revoked before its holder was heard or the term is over, and nothing twice."""
        return RevocationOut.of(
            await revoke.rule(
                programme,
                recognition,
                revocation,
                body.outcome,
                body.opinion,
                actor=official_of(caller),
                at=clock.now(),
            )
        )

    @router.post(
        "/{revocation}/appeal",
        summary="Appeal against a revocation, once and within the term",
        responses=refusals(
            "not-found", "nothing-to-appeal", "already-appealed", "appeal-late", "stale-version"
        ),
    )
    async def appealed(
        programme: str,
        recognition: str,
        revocation: No,
        body: AppealIn,
        caller: Annotated[Caller, either],
        at: At,
    ) -> RevocationOut:
        """By the holder, or by the office for what came on paper. The revocation stands until the
        appeal is decided.
        """
        return RevocationOut.of(
            await revoke.appeal(
                programme, recognition, revocation, body.grounds, actor=_actor(caller), at=at
            )
        )

    @router.post(
        "/{revocation}/appeal/ruling",
        summary="Decide an appeal: undo the revocation, or leave it as it is",
        responses=refusals(
            "not-found",
            "nothing-to-appeal",
            "appeal-decided",
            "recognition-not-in-force",
            "stale-version",
        ),
    )
    async def appeal_ruled(
        programme: str,
        recognition: str,
        revocation: No,
        body: AppealRulingIn,
        caller: Annotated[Caller, acting],
    ) -> RevocationOut:
        """One that is upheld restores the recognition. One that fails revokes nothing anew."""
        return RevocationOut.of(
            await revoke.rule_on_appeal(
                programme,
                recognition,
                revocation,
                body.outcome,
                body.opinion,
                actor=official_of(caller),
                at=clock.now(),
            )
        )

    return router


def _actor(caller: Caller) -> Actor | None:
    return caller.code if "enterprise" in caller.roles else official_of(caller)
