"""Meetings are held: who came, who left for which case, how they voted; then they are closed."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from services.review.api.bulk import MOST_BYTES, Results
from services.review.api.meetings.answers import MeetingOut
from services.review.api.meetings.planning_routes import PREFIX
from services.review.api.meetings.schemas import (
    AdjournmentIn,
    AdjournmentsIn,
    AttendanceIn,
    RecusalsIn,
    VotesIn,
)
from services.review.api.officials import acting_in, official_of
from services.review.usecases.meetings.close_meeting import CloseMeeting
from services.review.usecases.meetings.known_meeting import MeetingKey
from services.review.usecases.meetings.record_meeting import RecordMeeting
from shared.clock import Clock
from shared.http.auth import Caller
from shared.http.bounded import takes
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Decision


@dataclass(frozen=True)
class Recording:
    """What the routes lead to."""

    record: RecordMeeting
    close: CloseMeeting


def recording_routes(use: Recording, programmes: Programmes, clock: Clock) -> APIRouter:
    """For the officials of a stage in which a committee votes."""
    router = APIRouter(prefix=f"{PREFIX}/{{meeting}}", tags=["meetings"])
    acting = Depends(acting_in(programmes, Decision))
    rules = use.record.rules

    @router.put(
        "/attendance",
        summary="Record who came; the last record counts until the meeting is closed",
        responses=refusals("not-found", "meeting-closed", "too-many-votes"),
    )
    async def attendance(
        programme: str,
        round: str,
        meeting: str,
        body: AttendanceIn,
        caller: Annotated[Caller, acting],
    ) -> MeetingOut:
        """All members at once. The programme says how many there are; whoever is not named is not
        there. Nothing can be voted on without a quorum.
        """
        found = await use.record.attendance(
            MeetingKey(programme, round, meeting),
            body.all(),
            official=official_of(caller),
            at=clock.now(),
        )
        return MeetingOut.about(found, rules.of(found))

    @router.post(
        "/recusals",
        summary="Record who leaves for which case, for up to 500; repeating it is harmless",
        responses=refusals("not-found", "meeting-closed", "request-too-large"),
    )
    @takes(MOST_BYTES)
    async def recusals(
        programme: str,
        round: str,
        meeting: str,
        body: RecusalsIn,
        caller: Annotated[Caller, acting],
    ) -> Results:
        """Each row names all who leave for its case, in place of those recorded before. Whoever has
        left counts neither for the quorum of the case nor among those who may vote on it.
        """
        results = await use.record.recusals(
            MeetingKey(programme, round, meeting),
            [row.order() for row in body.cases],
            official=official_of(caller),
            at=clock.now(),
        )
        return Results.of(results, "cases")

    @router.post(
        "/votes",
        summary="Record the votes on up to 500 cases; the last record counts",
        responses=refusals("not-found", "meeting-closed", "request-too-large"),
    )
    @takes(MOST_BYTES)
    async def votes(
        programme: str,
        round: str,
        meeting: str,
        body: VotesIn,
        caller: Annotated[Caller, acting],
    ) -> Results:
        """Each row is recorded by itself. Those who vote or abstain on a case must be the quorum,
        and not more than are there and have not left for it. A case passes when the votes in favour
        exceed the majority's part of those in favour and against; else it needs a reason.
        """
        results = await use.record.votes(
            MeetingKey(programme, round, meeting),
            [row.order() for row in body.votes],
            official=official_of(caller),
            at=clock.now(),
        )
        return Results.of(results, "votes")

    @router.post(
        "/agenda/adjournments",
        summary="Put up to 500 cases off to another meeting; repeating it is harmless",
        responses=refusals("not-found", "meeting-closed", "request-too-large"),
    )
    @takes(MOST_BYTES)
    async def adjournments(
        programme: str,
        round: str,
        meeting: str,
        body: AdjournmentsIn,
        caller: Annotated[Caller, acting],
    ) -> Results:
        """In place of votes: such a case waits on. It can go on another agenda once this meeting is
        closed.
        """
        results = await use.record.adjournments(
            MeetingKey(programme, round, meeting),
            [row.order() for row in body.cases],
            official=official_of(caller),
            at=clock.now(),
        )
        return Results.of(results, "cases")

    @router.post(
        "/closing",
        summary="Close a meeting: all its cases are decided by its votes, and nothing changes more",
        response_model=MeetingOut,
        responses={
            202: {"model": MeetingOut, "description": "Closed; its cases are still being decided."},
            **refusals(
                "not-found",
                "meeting-closed",
                "not-held-yet",
                "nothing-on-agenda",
                "no-quorum",
                "votes-missing",
                "list-frozen",
            ),
        },
    )
    async def closing(
        programme: str,
        round: str,
        meeting: str,
        caller: Annotated[Caller, acting],
        response: Response,
    ) -> MeetingOut:
        """Every case of the agenda must have been voted on or put off; those that were withdrawn
        meanwhile are passed over. Answers 200 when all are decided, 202 while the rest follows by
        itself. Closing it again changes nothing.
        """
        found = await use.close(
            MeetingKey(programme, round, meeting), official=official_of(caller), at=clock.now()
        )
        response.status_code = 200 if found.state == "held" else 202
        return MeetingOut.about(found, rules.of(found))

    @router.post(
        "/adjournment",
        summary="Adjourn a meeting: it decides nothing, and its cases wait for another one",
        responses=refusals("not-found", "meeting-closed"),
    )
    async def adjourned(
        programme: str,
        round: str,
        meeting: str,
        body: AdjournmentIn,
        caller: Annotated[Caller, acting],
    ) -> MeetingOut:
        """All that there is to do with a meeting without a quorum. What was recorded of it stays to
        be read. Its cases can go on the agenda of another meeting.
        """
        found = await use.close.adjourn(
            MeetingKey(programme, round, meeting),
            why=body.why,
            official=official_of(caller),
            at=clock.now(),
        )
        return MeetingOut.about(found, rules.of(found))

    return router
