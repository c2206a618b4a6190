"""Who is called to re-evaluation in a round, and what becomes of the calls."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.review.api.cohorts.schemas import (
    CohortOut,
    CohortPreviewOut,
    MemberOut,
    MembersOut,
    MergerIn,
    State,
)
from services.review.api.lists.schemas import ConfirmedIn
from services.review.api.officials import READERS, acting_in, official_of
from services.review.usecases.cohorts.mark_merged import MarkMerged
from services.review.usecases.cohorts.open_cohort import OpenCohort
from services.review.usecases.cohorts.read_cohort import ReadCohort
from shared.clock import Clock
from shared.http.auth import Caller, public
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Cohort
from shared.programmes.path.kinds.cohort import Calling

PREFIX = "/review/v1/rounds/{programme}/{round}/cohort"
_OPENING = ("unknown-programme", "unknown-round", "no-cohort", "call-not-open", "nobody-due")


@dataclass(frozen=True)
class CohortActs:
    """What the routes lead to."""

    open: OpenCohort
    merge: MarkMerged
    read: ReadCohort


def public_cohort_routes(read: ReadCohort) -> APIRouter:
    """For everybody."""
    router = APIRouter(prefix=PREFIX, tags=["cohorts"], dependencies=[Depends(public)])

    @router.get(
        "",
        summary="The cohort of a round: how many are called, by when, and how far they are",
        responses=refusals("not-found"),
    )
    async def cohort(programme: str, round: str) -> CohortOut:
        """Numbers alone are public. All states together are always the whole cohort."""
        return CohortOut.of(await read(programme, round))

    return router


def cohort_routes(use: CohortActs, programmes: Programmes, clock: Clock) -> APIRouter:
    """For the office of the cohort's stage, and for whoever reads cases of the programme."""
    router = APIRouter(prefix=PREFIX, tags=["cohorts"])
    acting = Depends(acting_in(programmes, Cohort))

    @router.get(
        "/preview",
        summary="Who would be called if the cohort were opened now",
        responses=refusals(*_OPENING),
    )
    async def preview(
        programme: str, round: str, caller: Annotated[Caller, acting]
    ) -> CohortPreviewOut:
        """Changes nothing, and gives the confirmation for opening."""
        at = clock.now()
        shown = await use.open.preview(programme, round, official=official_of(caller), at=at)
        return CohortPreviewOut.of(shown, programmes.of_round(programme, round, at).way)

    @router.post(
        "",
        summary="Open the cohort: all members are called at once; repeating it changes nothing",
        status_code=201,
        responses={
            200: {"model": CohortOut, "description": "It was opened before"},
            **refusals(*_OPENING, "confirmation-required", "shown-has-changed"),
        },
    )
    async def opened(
        programme: str,
        round: str,
        body: ConfirmedIn,
        caller: Annotated[Caller, acting],
        response: Response,
    ) -> CohortOut:
        """Who counts is computed as of now and stays so. Each member gets a draft and a letter."""
        _, new = await use.open(
            programme, round, body.confirmation, official=official_of(caller), at=clock.now()
        )
        response.status_code = 201 if new else 200
        return CohortOut.of(await use.read(programme, round))

    @router.get(
        "/members",
        summary="The members of the cohort, page by page",
        responses=refusals("unknown-programme", "unknown-round", "no-cohort", "not-found"),
    )
    async def members(
        programme: str,
        round: str,
        caller: Annotated[Caller, Depends(READERS)],
        cursor: Annotated[str, Query(max_length=100)] = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        state: State | None = None,
    ) -> MembersOut:
        """In order of their numbers in the register."""
        page = await use.read.members(
            programme,
            round,
            official=official_of(caller),
            after=cursor,
            limit=limit,
            state=None if state is None else Calling(state),
            at=clock.now(),
        )
        return MembersOut.of(page)

    @router.put(
        "/members/{application}/merger",
        summary="Record that a member was merged into another enterprise",
        responses=refusals(
            "not-found", "uscc-check-digit", "not-awaited", "merged-into-itself", "stale-version"
        ),
    )
    async def merged(
        programme: str,
        round: str,
        application: str,
        body: MergerIn,
        caller: Annotated[Caller, acting],
    ) -> MemberOut:
        """It need not submit, and stays in the cohort; its recognition stays as it is."""
        at = clock.now()
        member = await use.merge(
            programme, round, application, body.order(), official=official_of(caller), at=at
        )
        return MemberOut.of(member, programmes.get(programme, member.programme_version).way)

    return router
