"""What applicants do and read of what they build, and officials beside them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends

from services.review.api.officials import official_of
from services.review.api.stages.construction.answers import ConstructionOut
from services.review.api.stages.construction.schemas import (
    AbandonmentIn,
    IndicatorsIn,
    SelfAssessmentIn,
    TasksIn,
)
from services.review.usecases.stages.construction.abandon_construction import AbandonConstruction
from services.review.usecases.stages.construction.build import Build
from services.review.usecases.stages.construction.own_case import Builder, OwnCase
from shared.clock import Clock
from shared.http.arrival import arrived
from shared.http.auth import Caller, allow
from shared.http.documented import refusals

Applicant = Annotated[Caller, Depends(allow("enterprise"))]
Overseer = Annotated[Caller, Depends(allow("officer"))]
Arrived = Annotated[datetime, Depends(arrived)]
Reader = Annotated[
    Caller,
    Depends(allow("enterprise", "association", "recommender", "reviewer", "officer", "operator")),
]
NOT_BUILT = ("not-found", "wrong-stage", "case-closed")


def construction_routes(own: OwnCase, clock: Clock) -> APIRouter:
    """Everything about the construction of a case."""
    router = APIRouter(prefix="/review/v1/cases/{application}/construction", tags=["construction"])
    build, abandon = Build(own), AbandonConstruction(own)
    calendar = own.rules.calendar

    @router.get(
        "",
        summary="What an application builds: tasks, indicators, and which figures are due",
        responses=refusals("not-found"),
    )
    async def whole(application: str, caller: Reader) -> ConstructionOut:
        """For the applicant of the application, and the officials of its programme."""
        is_applicant = "enterprise" in caller.roles
        who = builder_of(caller) if is_applicant else official_of(caller)
        return ConstructionOut.of(await own.of(application, who), calendar)

    @router.post(
        "/tasks",
        summary="Report how far your tasks are; repeating it is harmless",
        responses=refusals(*NOT_BUILT, "report-differs"),
    )
    async def tasks(
        application: str, body: TasksIn, caller: Applicant, at: Arrived
    ) -> ConstructionOut:
        """All of them are taken, or none. What was reported otherwise before is kept."""
        rows = [row.said() for row in body.tasks]
        found = await build.tasks(application, rows, who=builder_of(caller), at=at)
        return ConstructionOut.of(found, calendar)

    @router.post(
        "/indicators",
        summary="Report bases, targets and actual figures; repeating it is harmless",
        responses=refusals(*NOT_BUILT, "report-differs", "target-fixed"),
    )
    async def indicators(
        application: str, body: IndicatorsIn, caller: Applicant, at: Arrived
    ) -> ConstructionOut:
        """All of them are taken, or none. Once an indicator has an actual figure, its base and
        target stay as they are.
        """
        rows = [row.said() for row in body.indicators]
        found = await build.indicators(application, rows, who=builder_of(caller), at=at)
        return ConstructionOut.of(found, calendar)

    @router.post(
        "/self-assessment",
        summary="Assess what you have built, so that it is evaluated",
        responses=refusals(*NOT_BUILT, "construction-incomplete", "list-frozen"),
    )
    async def self_assessment(
        application: str, body: SelfAssessmentIn, caller: Applicant, at: Arrived
    ) -> ConstructionOut:
        """Every task has to be reported as done, and of each indicator base, target and a figure.
        After it nothing more can be reported.
        """
        found = await build.assess(application, body.text, who=builder_of(caller), at=at)
        return ConstructionOut.of(found, calendar)

    @router.post(
        "/abandonment",
        summary="End a construction that comes to nothing",
        responses=refusals(*NOT_BUILT, "unknown-reason"),
    )
    async def abandonment(
        application: str, body: AbandonmentIn, caller: Overseer
    ) -> ConstructionOut:
        """For the office that oversees it. The applicant is told the reason and the note."""
        found = await abandon(
            application,
            reason=body.reason,
            note=body.note,
            official=official_of(caller),
            at=clock.now(),
        )
        return ConstructionOut.of(found, calendar)

    return router


def builder_of(caller: Caller) -> Builder:
    """The applicant's account that calls."""
    return Builder(caller.subject, caller.code)
