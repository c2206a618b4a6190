"""Activities are planned and held, and who took part is recorded; everybody reads the numbers."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.review.api.activities.answers import (
    ActivityOut,
    AttendanceResults,
    AttendancesOut,
    RoundActivities,
)
from services.review.api.activities.schemas import (
    ActivityIn,
    AttendancesIn,
    CallingOffIn,
    DayAndVenue,
    HoldingIn,
)
from services.review.api.bulk import MOST_BYTES
from services.review.api.officials import official_of
from services.review.usecases.activities.known_activity import ActivityKey
from services.review.usecases.activities.plan_activity import PlanActivity, PlannedActivity
from services.review.usecases.activities.read_activities import ReadActivities
from services.review.usecases.activities.record_attendance import RecordAttendance
from shared.clock import Clock
from shared.http.auth import Caller, allow, public
from shared.http.bounded import takes
from shared.http.documented import refusals

PREFIX = "/review/v1/rounds/{programme}/{round}/activities"
HOLDERS = allow("association", "recommender", "reviewer", "officer")


@dataclass(frozen=True)
class ActivityActs:
    """What the routes lead to."""

    plan: PlanActivity
    record: RecordAttendance
    read: ReadActivities


def public_activity_routes(read: ReadActivities) -> APIRouter:
    """What everybody may read: when, where, and how many took part."""
    router = APIRouter(prefix=PREFIX, tags=["activities"], dependencies=[Depends(public)])

    @router.get(
        "",
        summary="The activities of a round: what is declared, planned and was held",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def of_round(programme: str, round: str) -> RoundActivities:
        """Numbers alone are public, never who took part."""
        return RoundActivities.of(*await read.of_round(programme, round))

    return router


def activity_routes(use: ActivityActs, clock: Clock) -> APIRouter:
    """For the office that holds the activity."""
    router = APIRouter(prefix=PREFIX, tags=["activities"])
    holding = Depends(HOLDERS)

    async def answer(key: ActivityKey) -> ActivityOut:
        return ActivityOut.of(await use.read.one(key))

    @router.post(
        "",
        summary="Plan an activity; planning it again changes nothing",
        status_code=201,
        responses={
            200: {"model": ActivityOut, "description": "It was planned before"},
            **refusals("unknown-programme", "unknown-round", "unknown-activity"),
            **refusals("activity-differs"),
        },
    )
    async def planned(
        programme: str,
        round: str,
        body: ActivityIn,
        caller: Annotated[Caller, holding],
        response: Response,
    ) -> ActivityOut:
        """`activity` is its id in the programme."""
        activity, new = await use.plan(
            PlannedActivity(
                programme=programme,
                round=round,
                declared=body.activity,
                number=body.number,
                held_on=body.held_on,
                venue=body.venue,
            ),
            official=official_of(caller),
            at=clock.now(),
        )
        response.status_code = 201 if new else 200
        return await answer(ActivityKey(programme, round, activity.id))

    @router.put(
        "/{activity}",
        summary="Move an activity to another day or place",
        responses=refusals("not-found", "activity-over"),
    )
    async def moved(
        programme: str,
        round: str,
        activity: str,
        body: DayAndVenue,
        caller: Annotated[Caller, holding],
    ) -> ActivityOut:
        """Possible until it was held or called off."""
        key = ActivityKey(programme, round, activity)
        await use.plan.move(
            key,
            held_on=body.held_on,
            venue=body.venue,
            official=official_of(caller),
            at=clock.now(),
        )
        return await answer(key)

    @router.post(
        "/{activity}/holding",
        summary="Record that an activity was held, or put its day right",
        responses={**refusals("not-found", "activity-over"), **refusals("reason-required")},
    )
    async def held(
        programme: str,
        round: str,
        activity: str,
        body: HoldingIn,
        caller: Annotated[Caller, holding],
    ) -> ActivityOut:
        """Who took part can be recorded from then on. Repeating it is harmless; another day than
        the one recorded needs a reason.
        """
        key = ActivityKey(programme, round, activity)
        await use.plan.hold(
            key,
            held_on=body.held_on,
            reason=body.reason,
            official=official_of(caller),
            at=clock.now(),
        )
        return await answer(key)

    @router.post(
        "/{activity}/calling-off",
        summary="Call an activity off that was planned; repeating it is harmless",
        responses=refusals("not-found", "activity-over"),
    )
    async def called_off(
        programme: str,
        round: str,
        activity: str,
        body: CallingOffIn,
        caller: Annotated[Caller, holding],
    ) -> ActivityOut:
        """It stays to be read, with the reason."""
        key = ActivityKey(programme, round, activity)
        await use.plan.call_off(
            key, reason=body.reason, official=official_of(caller), at=clock.now()
        )
        return await answer(key)

    @router.post(
        "/{activity}/attendances",
        summary="Record who took part as what, one or up to 500; repeating it is harmless",
        responses=refusals("not-found", "request-too-large"),
    )
    @takes(MOST_BYTES)
    async def attended(
        programme: str,
        round: str,
        activity: str,
        body: AttendancesIn,
        caller: Annotated[Caller, holding],
    ) -> AttendanceResults:
        """Each row is recorded by itself. What is recorded of a participant is put right by a row
        with a reason; without any role it took no part after all.
        """
        results = await use.record(
            ActivityKey(programme, round, activity),
            [row.order() for row in body.attendances],
            official=official_of(caller),
            at=clock.now(),
        )
        return AttendanceResults.of(results)

    @router.get(
        "/{activity}/attendances",
        summary="Who took part, page by page, with every correction",
        responses=refusals("not-found"),
    )
    async def attendances(
        programme: str,
        round: str,
        activity: str,
        caller: Annotated[Caller, holding],
        cursor: Annotated[str, Query(max_length=400)] = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> AttendancesOut:
        """Follow `next` until it is null."""
        page = await use.read.attended(
            ActivityKey(programme, round, activity),
            after=cursor,
            limit=limit,
            official=official_of(caller),
        )
        return AttendancesOut.of(page)

    return router
