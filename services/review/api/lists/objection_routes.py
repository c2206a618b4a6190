"""Objections: made by anybody under their real name, decided by officers."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends

from services.review.api.lists.objection_schemas import (
    ObjectionDecisionIn,
    ObjectionIn,
    ObjectionOut,
    ObjectionsOut,
    ObjectionTaken,
    ObjectorOut,
)
from services.review.api.officials import acting_in, official_of
from services.review.domain.lists.objection import objection_id
from services.review.usecases.lists.decide_objection import DecideObjection
from services.review.usecases.lists.object_to_entry import ObjectToEntry
from services.review.usecases.lists.read_objections import ReadObjections
from shared.clock import Clock
from shared.http.arrival import arrived
from shared.http.auth import Caller, public
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import PublicNotice


def objection_routes(
    object_to: ObjectToEntry,
    decide: DecideObjection,
    read: ReadObjections,
    programmes: Programmes,
    clock: Clock,
) -> APIRouter:
    """Objections to the entries of a list."""
    acting = Depends(acting_in(programmes, PublicNotice))
    router = APIRouter(prefix="/review/v1/lists/{list}/objections", tags=["objections"])

    @router.post(
        "",
        summary="Object to one entry under your real name, within the notice period",
        status_code=201,
        responses=refusals("not-found", "objection-late", "entry-removed", "too-many-objections"),
        dependencies=[Depends(public)],
    )
    async def made(
        list: str, body: ObjectionIn, at: Annotated[datetime, Depends(arrived)]
    ) -> ObjectionTaken:
        """Who objects is kept apart and never published. One that comes after the period is kept as
        a report.
        """
        objector = body.objector.objector()
        filed = await object_to(
            list,
            entry=body.entry,
            objection=objection_id(list, body.entry, objector, body.facts, body.evidence),
            objector=objector,
            facts=body.facts,
            evidence=body.evidence,
            at=at,
        )
        return ObjectionTaken.of(filed)

    @router.get(
        "",
        summary="All objections to a list, without who made them",
    )
    async def all_of(list: str, caller: Annotated[Caller, acting]) -> ObjectionsOut:
        """The oldest first, late reports among them."""
        return ObjectionsOut.of(await read.of_list(list, official=official_of(caller)))

    @router.get(
        "/{objection}/objector",
        summary="Who made an objection, to verify it",
        responses=refusals("not-found"),
    )
    async def objector(list: str, objection: str, caller: Annotated[Caller, acting]) -> ObjectorOut:
        """For the officer who verifies the identity; nobody else can read this."""
        official = official_of(caller)
        return ObjectorOut.of(await read.objector(list, objection, official=official))

    @router.post(
        "/{objection}/decision",
        summary="Uphold an objection, which removes its entry, or dismiss it",
        responses=refusals("not-found", "objection-closed", "already-announced", "unknown-reason"),
    )
    async def decided(
        list: str,
        objection: str,
        body: ObjectionDecisionIn,
        caller: Annotated[Caller, acting],
    ) -> ObjectionOut:
        """Final. The reason is one of the programme's catalogue."""
        found = await decide(
            list,
            objection,
            outcome=body.outcome,
            reason=body.reason,
            official=official_of(caller),
            at=clock.now(),
        )
        return ObjectionOut.of(found)

    return router
