"""Objections: made by anybody under their real name, decided by officers."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from services.review.api.bounds import Text
from services.review.api.lists.objection_schemas import (
    DISMISSED_AT_ONCE,
    AnswerIn,
    AnswerTaken,
    DismissalIn,
    DismissalPreviewOut,
    ObjectionDecisionIn,
    ObjectionId,
    ObjectionIn,
    ObjectionOut,
    ObjectionsOut,
    ObjectionTaken,
    ObjectorOut,
    OnPaperIn,
    ServiceIn,
)
from services.review.api.lists.routes import CONFIRMED
from services.review.api.officials import acting_in, official_of
from services.review.domain.lists.objection import objection_id
from services.review.usecases.lists.answer_objection import AnswerObjection
from services.review.usecases.lists.decide_objection import DecideObjection
from services.review.usecases.lists.dismiss_objections import Dismissal, DismissObjections
from services.review.usecases.lists.enter_objection import EnterObjection
from services.review.usecases.lists.object_to_entry import ObjectToEntry
from services.review.usecases.lists.read_objections import ReadObjections
from services.review.usecases.lists.serve_objection import ServeObjection
from shared.clock import Clock
from shared.http.arrival import arrived
from shared.http.auth import Caller, allow, public
from shared.http.documented import refusals
from shared.http.source import block_of
from shared.programmes import Programmes
from shared.programmes.path import PublicNotice

Named = Annotated[
    list[ObjectionId],
    Query(
        min_length=1,
        max_length=DISMISSED_AT_ONCE,
        description="Each that is meant.",
        examples=[["o-5f2b8c1d9e07"]],
    ),
]


def objection_routes(
    object_to: ObjectToEntry,
    enter: EnterObjection,
    decide: DecideObjection,
    dismiss: DismissObjections,
    read: ReadObjections,
    serve: ServeObjection,
    answer: AnswerObjection,
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
        responses=refusals(
            "not-found",
            *("objection-late", "entry-removed"),
            *("too-many-objections", "too-many-from-source"),
        ),
        dependencies=[Depends(public)],
    )
    async def made(
        list: str, body: ObjectionIn, request: Request, at: Annotated[datetime, Depends(arrived)]
    ) -> ObjectionTaken:
        """Who objects is kept apart and never published. It counts, and holds the announcement up,
        once the contact is verified: by the code that goes to the e-mail address (`code`), or by an
        officer (`office`). One that comes after the period is kept as a report.
        """
        objector = body.objector.objector()
        filed = await object_to(
            list,
            entry=body.entry,
            objection=objection_id(list, body.entry, objector, body.facts, body.evidence),
            objector=objector,
            facts=body.facts,
            evidence=body.evidence,
            block=block_of(request),
            at=at,
        )
        return ObjectionTaken.of(filed)

    @router.post(
        "/received",
        summary="Enter an objection that came on paper, with the date on which it came",
        status_code=201,
        responses=refusals(
            "not-found",
            *("objection-late", "entry-removed", "not-received-then", "too-many-objections"),
        ),
    )
    async def entered(
        list: str, body: OnPaperIn, caller: Annotated[Caller, acting]
    ) -> ObjectionTaken:
        """In time if it came in time, whenever it is entered. It counts once an officer has
        verified who objects (`/contact`), within the programme's term from now. Your account, the
        time and the proof of the date are kept. Sent again it is the same objection.
        """
        found = await enter(
            list,
            entry=body.entry,
            objector=body.objector.objector(),
            facts=body.facts,
            evidence=body.evidence,
            received_at=body.received_at,
            proof=body.proof,
            official=official_of(caller),
            at=clock.now(),
        )
        return ObjectionTaken.of(found)

    @router.get(
        "",
        summary="All objections to a list, without who made them",
    )
    async def all_of(list: str, caller: Annotated[Caller, acting]) -> ObjectionsOut:
        """The oldest first, late reports among them."""
        return ObjectionsOut.of(await read.of_list(list, official=official_of(caller)))

    @router.post(
        "/{objection}/service",
        summary="Serve an objection on the enterprise, once you have verified who objects",
        responses=refusals("not-found", "objection-closed", "names-objector"),
    )
    async def served(
        list: str, objection: str, body: ServiceIn, caller: Annotated[Caller, acting]
    ) -> ObjectionOut:
        """The enterprise is told the facts, never who objects, and may answer within the
        programme's term from delivery. Serving it again changes nothing.
        """
        at, official = clock.now(), official_of(caller)
        found = await serve(list, objection, facts=body.facts, official=official, at=at)
        return ObjectionOut.of(*found)

    @router.post(
        "/{objection}/answer",
        summary="Answer an objection to your own entry",
        responses=refusals("not-found", "objection-closed", "already-answered", "answer-late"),
    )
    async def answered(
        list: str,
        objection: str,
        body: AnswerIn,
        caller: Annotated[Caller, Depends(allow("enterprise"))],
        at: Annotated[datetime, Depends(arrived)],
    ) -> AnswerTaken:
        """In time by its arrival. It is for the office that decides, and for nobody else; sending
        the same again changes nothing.
        """
        found = await answer(list, objection, text=body.answer, uscc=caller.code, at=at)
        return AnswerTaken.of(found)

    @router.get(
        "/dismissal/preview",
        summary="Objections that would be dismissed together, and the confirmation of it",
        responses=refusals("not-found", "objection-closed", "unknown-reason"),
    )
    async def dismissal_preview(
        list: str,
        objection: Named,
        reason: Annotated[Text, Query(examples=["facts_not_confirmed"])],
        caller: Annotated[Caller, acting],
    ) -> DismissalPreviewOut:
        """Name each that is meant: nothing is dismissed that nobody has read."""
        shown = await dismiss.preview(
            Dismissal(list, tuple(objection), reason),
            official=official_of(caller),
            at=clock.now(),
        )
        return DismissalPreviewOut(
            objections=[ObjectionOut.of(one) for one in shown.objections],
            reason=reason,
            confirmation=shown.confirmation,
        )

    @router.post(
        "/dismissal",
        summary="Dismiss several objections for one reason; repeating it is harmless",
        responses=refusals(
            "not-found", *CONFIRMED, "objection-closed", "already-announced", "unknown-reason"
        ),
    )
    async def all_dismissed(
        list: str, body: DismissalIn, caller: Annotated[Caller, acting]
    ) -> ObjectionsOut:
        """All of them or none. Each has an event of its own with your account and the reason, and
        an enterprise that was served with one is told.
        """
        found = await dismiss(
            Dismissal(list, tuple(body.objections), body.reason),
            body.confirmation,
            official=official_of(caller),
            at=clock.now(),
        )
        return ObjectionsOut.of((one, None) for one in found)

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
        responses=refusals(
            "not-found",
            "objection-closed",
            "objection-not-served",
            "answer-outstanding",
            "already-announced",
            "unknown-reason",
        ),
    )
    async def decided(
        list: str,
        objection: str,
        body: ObjectionDecisionIn,
        caller: Annotated[Caller, acting],
    ) -> ObjectionOut:
        """Final. The reason is one of the programme's catalogue. One is upheld once the enterprise
        has answered it or has let the time for that pass; dismissed it may be at any time.
        """
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
