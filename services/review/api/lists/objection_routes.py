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
from services.review.domain.lists.objection import objection_id
from services.review.ports import Objections
from services.review.usecases.lists.decide_objection import DecideObjection
from services.review.usecases.lists.object_to_entry import ObjectToEntry
from shared.clock import Clock
from shared.errors import NotFound
from shared.http.arrival import arrived
from shared.http.auth import Caller, allow, public
from shared.http.documented import refusals

OFFICER = allow("officer")


def objection_routes(
    object_to: ObjectToEntry, decide: DecideObjection, objections: Objections, clock: Clock
) -> APIRouter:
    """Objections to the entries of a list."""
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
        return ObjectionTaken(objection=filed.id, in_time=filed.state != "late")

    @router.get(
        "",
        summary="All objections to a list, without who made them",
        dependencies=[Depends(OFFICER)],
    )
    async def all_of(list: str) -> ObjectionsOut:
        """The oldest first, late reports among them."""
        found = await objections.of_list(list)
        return ObjectionsOut(objections=[ObjectionOut.of(objection) for objection in found])

    @router.get(
        "/{objection}/objector",
        summary="Who made an objection, to verify it",
        responses=refusals("not-found"),
        dependencies=[Depends(OFFICER)],
    )
    async def objector(list: str, objection: str) -> ObjectorOut:
        """For the officer who verifies the identity; nobody else can read this."""
        known = await objections.get(list, objection)
        who = None if known is None else await objections.objector(objection)
        if who is None:
            raise NotFound("objection", objection)
        return ObjectorOut.model_validate(who, from_attributes=True)

    @router.post(
        "/{objection}/decision",
        summary="Uphold an objection, which removes its entry, or dismiss it",
        responses=refusals("not-found", "objection-closed", "already-announced", "unknown-reason"),
    )
    async def decided(
        list: str,
        objection: str,
        body: ObjectionDecisionIn,
        caller: Annotated[Caller, Depends(OFFICER)],
    ) -> ObjectionOut:
        """Final. The reason is one of the programme's catalogue."""
        found = await decide(
            list,
            objection,
            outcome=body.outcome,
            reason=body.reason,
            by=caller.subject,
            at=clock.now(),
        )
        return ObjectionOut.of(found)

    return router
