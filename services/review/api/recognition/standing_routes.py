"""Recognitions are suspended, resumed, and give way to newer ones."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import ConfigDict

from services.review.api.bounds import Reasoning, Text
from services.review.api.officials import acting_in, official_of
from services.review.api.recognition.schemas import RecognitionOut
from services.review.usecases.recognition.suspend import Suspend
from shared.clock import Clock
from shared.http.auth import Caller
from shared.http.documented import refusals
from shared.http.request_body import RequestBody
from shared.programmes import Programmes
from shared.programmes.path import Announcement


class SuspensionIn(RequestBody):
    """Why a recognition does not count for the time being."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"reason": "under_inquiry", "opinion": "涉嫌重大质量事故，调查期间暂停。"}
        }
    )

    reason: Text
    opinion: Reasoning


class ResumptionIn(RequestBody):
    """Why a recognition counts again."""

    model_config = ConfigDict(json_schema_extra={"example": {"opinion": "调查结束，未发现问题。"}})

    opinion: Reasoning


class NewerIn(RequestBody):
    """The newer recognition of the same holder."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"replaced_by": "example-enterprises-2021.17"}}
    )

    replaced_by: Text


def standing_routes(suspend: Suspend, programmes: Programmes, clock: Clock) -> APIRouter:
    """For those who announce what is recognised."""
    router = APIRouter(prefix="/review/v1/register/{programme}/{recognition}", tags=["register"])
    acting = Depends(acting_in(programmes, Announcement))

    @router.post(
        "/suspension",
        summary="Suspend a recognition",
        responses=refusals(
            "unknown-programme",
            "not-found",
            "revocation-not-provided",
            "unknown-reason",
            "recognition-revoked",
            "already-suspended",
            "recognition-not-in-force",
            "stale-version",
        ),
    )
    async def suspended(
        programme: str,
        recognition: str,
        body: SuspensionIn,
        caller: Annotated[Caller, acting],
    ) -> RecognitionOut:
        """It does not count until it is resumed. Its last day stays."""
        at, official = clock.now(), official_of(caller)
        found = await suspend.suspend(
            programme, recognition, body.reason, body.opinion, official=official, at=at
        )
        return RecognitionOut.of(found, at)

    @router.post(
        "/resumption",
        summary="Let a suspended recognition count again",
        responses=refusals("unknown-programme", "not-found", "not-suspended", "stale-version"),
    )
    async def resumed(
        programme: str,
        recognition: str,
        body: ResumptionIn,
        caller: Annotated[Caller, acting],
    ) -> RecognitionOut:
        """Until its last day."""
        at, official = clock.now(), official_of(caller)
        found = await suspend.resume(programme, recognition, body.opinion, official=official, at=at)
        return RecognitionOut.of(found, at)

    @router.post(
        "/succession",
        summary="Let a recognition give way to a newer one; repeating it is harmless",
        responses=refusals(
            "unknown-programme",
            "not-found",
            "not-newer",
            "recognition-not-in-force",
            "stale-version",
        ),
    )
    async def superseded(
        programme: str,
        recognition: str,
        body: NewerIn,
        caller: Annotated[Caller, acting],
    ) -> RecognitionOut:
        """Of the same holder in the same programme."""
        at, official = clock.now(), official_of(caller)
        found = await suspend.supersede(
            programme, recognition, body.replaced_by, official=official, at=at
        )
        return RecognitionOut.of(found, at)

    return router
