"""An objection counts once its objector's contact is verified, by a code or by an officer."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.review.api.bounds import MOST
from services.review.api.lists.contact_schemas import (
    CodeIn,
    ContactIn,
    UnverifiedOut,
    UnverifiedPage,
)
from services.review.api.lists.objection_schemas import ObjectionOut, ObjectionTaken
from services.review.api.officials import acting_in, official_of
from services.review.usecases.lists.make_code_anew import MakeCodeAnew
from services.review.usecases.lists.read_objections import ReadObjections
from services.review.usecases.lists.verify_objection import VerifyObjection
from shared.clock import Clock
from shared.http.arrival import arrived
from shared.http.auth import Caller, public
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import PublicNotice


def contact_routes(
    verify: VerifyObjection,
    make_code: MakeCodeAnew,
    read: ReadObjections,
    programmes: Programmes,
    clock: Clock,
) -> APIRouter:
    """What objectors and officers do so that objections count, and those that do not."""
    acting = Depends(acting_in(programmes, PublicNotice))
    router = APIRouter(prefix="/review/v1/lists/{list}/objections", tags=["objections"])

    @router.post(
        "/{objection}/verification",
        summary="Verify your contact by the code that was mailed to you, so that it counts",
        responses=refusals(
            *("not-found", "objection-closed", "objection-late"),
            *("wrong-code", "code-worn", "too-many-objections"),
        ),
        dependencies=[Depends(public)],
    )
    async def verified(
        list: str, objection: str, body: CodeIn, at: Annotated[datetime, Depends(arrived)]
    ) -> ObjectionTaken:
        """It was in time if it arrived in time; the code is to be typed within the programme's
        term. Doing it again changes nothing.
        """
        found = await verify.by_code(list, objection, code=body.code, at=at)
        return ObjectionTaken.of(found)

    @router.post(
        "/{objection}/code",
        summary="Have a new code mailed to you; the one before is void then",
        responses=refusals("not-found", "objection-closed", "code-worn", "code-just-sent"),
        dependencies=[Depends(public)],
    )
    async def code(
        list: str, objection: str, at: Annotated[datetime, Depends(arrived)]
    ) -> ObjectionTaken:
        """To the e-mail address of the filing alone, some minutes after the one before, and a few
        times only. It does not prolong the term.
        """
        return ObjectionTaken.of(await make_code(list, objection, at=at))

    @router.post(
        "/{objection}/contact",
        summary="Note that you have verified who objects, by phone, in person or by letter",
        responses=refusals(
            "not-found", "objection-closed", "objection-late", "too-many-objections"
        ),
    )
    async def contact(
        list: str, objection: str, body: ContactIn, caller: Annotated[Caller, acting]
    ) -> ObjectionOut:
        """It counts from now on, and no longer against the limits of where it came from. Your
        account, the time and the proof are kept.
        """
        found = await verify.by_officer(
            list,
            objection,
            how=body.how,
            proof=body.proof,
            official=official_of(caller),
            at=clock.now(),
        )
        return ObjectionOut.of(found)

    @router.get(
        "/unverified",
        summary="Objections to a list that do not count, since nobody stood by them yet or in time",
        responses=refusals("not-found"),
    )
    async def unverified(
        list: str,
        caller: Annotated[Caller, acting],
        cursor: Annotated[int, Query(ge=0, le=MOST)] = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> UnverifiedPage:
        """For the office that hears objections. The enterprise never learns of them."""
        found, refused = await read.unverified(
            list, skip=cursor, limit=limit + 1, official=official_of(caller)
        )
        rows = [UnverifiedOut.of(one, refused.get(one.id)) for one in found[:limit]]
        return UnverifiedPage(objections=rows, next=cursor + limit if len(found) > limit else None)

    return router
