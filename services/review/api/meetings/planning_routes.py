"""Meetings are planned: when and where, and on which cases."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.review.api.bounds import MOST
from services.review.api.bulk import Results
from services.review.api.meetings.answers import AgendaOut, MeetingOut, RoundMeetings
from services.review.api.meetings.schemas import AgendaIn, MeetingIn, WhenAndWhere
from services.review.api.officials import acting_in, official_of
from services.review.usecases.meetings.known_meeting import MeetingKey
from services.review.usecases.meetings.plan_meeting import PlanMeeting, PlannedMeeting
from services.review.usecases.meetings.read_meetings import ReadMeetings
from services.review.usecases.meetings.set_agenda import SetAgenda
from shared.clock import Clock
from shared.http.auth import Caller
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Decision

PREFIX = "/review/v1/rounds/{programme}/{round}/meetings"
OF_ROUND = ("unknown-programme", "unknown-round", "no-committee")


@dataclass(frozen=True)
class Planning:
    """What the routes lead to."""

    plan: PlanMeeting
    set_agenda: SetAgenda
    read: ReadMeetings


def planning_routes(use: Planning, programmes: Programmes, clock: Clock) -> APIRouter:
    """For the officials of a stage in which a committee votes."""
    router = APIRouter(prefix=PREFIX, tags=["meetings"])
    acting = Depends(acting_in(programmes, Decision))

    @router.get(
        "",
        summary="The meetings of a round",
        responses=refusals(*OF_ROUND),
    )
    async def of_round(
        programme: str, round: str, caller: Annotated[Caller, acting]
    ) -> RoundMeetings:
        """Those of the stages in which the caller acts."""
        found = await use.read.of_round(programme, round, official=official_of(caller))
        return RoundMeetings.of(found)

    @router.post(
        "",
        summary="Plan a meeting of a committee; planning it again changes nothing",
        status_code=201,
        responses={
            200: {"model": MeetingOut, "description": "It was planned before"},
            **refusals(*OF_ROUND, "stage-required", "unknown-stage", "meeting-differs"),
        },
    )
    async def planned(
        programme: str,
        round: str,
        body: MeetingIn,
        caller: Annotated[Caller, acting],
        response: Response,
    ) -> MeetingOut:
        """With every case on its agenda that waits in the stage and is on no other agenda, or with
        none. `stage` names the stage where committees vote in several.
        """
        meeting, new = await use.plan(
            PlannedMeeting(
                programme=programme,
                round=round,
                stage=body.stage,
                number=body.number,
                held_on=body.held_on,
                venue=body.venue,
                with_waiting=body.agenda == "waiting",
            ),
            official=official_of(caller),
            at=clock.now(),
        )
        response.status_code = 201 if new else 200
        return MeetingOut.about(meeting, use.plan.rules.of(meeting))

    @router.get(
        "/{meeting}",
        summary="A meeting, with who came and the quorum",
        responses=refusals("not-found"),
    )
    async def one(
        programme: str, round: str, meeting: str, caller: Annotated[Caller, acting]
    ) -> MeetingOut:
        """Names of members are for those alone who hold the meeting."""
        key = MeetingKey(programme, round, meeting)
        return MeetingOut.of_whole(await use.read.one(key, official=official_of(caller)))

    @router.put(
        "/{meeting}",
        summary="Move a meeting to another day or place",
        responses=refusals("not-found", "meeting-closed"),
    )
    async def moved(
        programme: str,
        round: str,
        meeting: str,
        body: WhenAndWhere,
        caller: Annotated[Caller, acting],
    ) -> MeetingOut:
        """Possible until it is closed."""
        found = await use.plan.move(
            MeetingKey(programme, round, meeting),
            held_on=body.held_on,
            venue=body.venue,
            official=official_of(caller),
            at=clock.now(),
        )
        return MeetingOut.about(found, use.plan.rules.of(found))

    @router.get(
        "/{meeting}/agenda",
        summary="The agenda of a meeting with recusals and votes, page by page",
        responses=refusals("not-found"),
    )
    async def agenda(
        programme: str,
        round: str,
        meeting: str,
        caller: Annotated[Caller, acting],
        cursor: Annotated[int, Query(ge=0, le=MOST)] = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> AgendaOut:
        """In the order in which the cases were put there. Follow `next` until it is null."""
        key = MeetingKey(programme, round, meeting)
        page = await use.read.agenda(key, after=cursor, limit=limit, official=official_of(caller))
        return AgendaOut.of(page)

    @router.post(
        "/{meeting}/agenda",
        summary="Put up to 500 cases on the agenda or take them off; repeating it is harmless",
        responses=refusals("not-found", "meeting-closed"),
    )
    async def set_agenda(
        programme: str,
        round: str,
        meeting: str,
        body: AgendaIn,
        caller: Annotated[Caller, acting],
    ) -> Results:
        """Each by itself: those to be added first, then those to be taken off. A case that is taken
        off loses its recusals and votes. A case is on one agenda at a time.
        """
        results = await use.set_agenda(
            MeetingKey(programme, round, meeting),
            add=body.add,
            take_off=body.take_off,
            official=official_of(caller),
            at=clock.now(),
        )
        return Results.at(results, body.field_of)

    @router.post(
        "/{meeting}/agenda/waiting",
        summary="Put every case on the agenda that waits by now; repeating it is harmless",
        responses=refusals("not-found", "meeting-closed"),
    )
    async def all_waiting(
        programme: str, round: str, meeting: str, caller: Annotated[Caller, acting]
    ) -> MeetingOut:
        """Those that are on no other agenda, after those that are on it already."""
        found = await use.set_agenda.all_waiting(
            MeetingKey(programme, round, meeting), official=official_of(caller), at=clock.now()
        )
        return MeetingOut.about(found, use.plan.rules.of(found))

    return router
