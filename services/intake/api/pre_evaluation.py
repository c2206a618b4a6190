"""Drafts are put up for advice, and advised on. It decides nothing."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.intake.api.callers import OFFICES, OwnCode, WhoAdvises, WhoReads
from services.intake.api.cursor import cursor_at, position_after
from services.intake.api.documented import refusals
from services.intake.api.schemas.pre_evaluation import (
    AdviceBody,
    PreEvaluationView,
    WaitingDrafts,
)
from services.intake.usecases.access import Reader
from services.intake.usecases.advise import Advise
from services.intake.usecases.ask_for_advice import AskForAdvice
from services.intake.usecases.read_pre_evaluation import ReadPreEvaluation, ReadPutUp
from shared.clock import Clock
from shared.http.arrival import arrived
from shared.http.auth import Caller

Arrived = Annotated[datetime, Depends(arrived)]


def pre_evaluation_routes(
    ask: AskForAdvice, advise: Advise, read: ReadPreEvaluation, waiting: ReadPutUp, clock: Clock
) -> APIRouter:
    """`…/applications/{id}/pre-evaluation`, and the queue of those who advise."""
    router = APIRouter(prefix="/intake/v1", tags=["pre-evaluation"])
    path = "/applications/{application}/pre-evaluation"

    @router.put(
        path,
        summary="Put your draft up for advice; repeating it is harmless",
        responses=refusals(
            "not-found", "no-pre-evaluation", "not-a-draft", "already-withdrawn", "call-closed"
        ),
    )
    async def put(application: str, uscc: OwnCode, at: Arrived) -> PreEvaluationView:
        """The office that advises may look at the draft until it has, or you take it back, submit
        or delete it. You go on with the draft as before, and may submit without advice.
        """
        return PreEvaluationView.of(await ask(application, uscc, at))

    @router.delete(
        path,
        status_code=204,
        summary="Take your draft back; nobody but you may look at it any more",
        response_class=Response,
        response_description="It is yours alone.",
        responses=refusals("not-found", "no-pre-evaluation", "stale-version"),
    )
    async def delete(application: str, uscc: OwnCode, at: Arrived) -> Response:
        """Advice that was given stays."""
        await ask.take_back(application, uscc, at)
        return Response(status_code=204)

    @router.get(
        path,
        summary="Whether a draft is put up for advice, and what was advised",
        responses=refusals("not-found", "no-pre-evaluation"),
    )
    async def get(application: str, reader: WhoReads) -> PreEvaluationView:
        """For its enterprise, also after the submission; for the office that advises while the
        draft is put up.
        """
        return PreEvaluationView.of(await read(application, reader, clock.now()))

    @router.post(
        f"{path}/advice",
        summary="Give advice on a draft; repeating it is harmless",
        responses=refusals(
            "not-found",
            "no-pre-evaluation",
            "not-put-up",
            "not-a-draft",
            "already-withdrawn",
            "stale-version",
            "invalid-request",
        ),
    )
    async def post(
        application: str, body: AdviceBody, caller: WhoAdvises, at: Arrived
    ) -> PreEvaluationView:
        """It decides nothing: formal review looks at the application anew. The draft is no longer
        put up by it.
        """
        given = await advise(
            application,
            body.opinion,
            [(one.item, one.text) for one in body.findings],
            reader=_reader(caller),
            account=caller.subject,
            at=at,
        )
        return PreEvaluationView.of(given)

    @router.get(
        "/rounds/{programme}/{round}/pre-evaluations",
        summary="The drafts that wait for advice, the longest waiting first",
        responses=refusals(
            "unknown-programme", "unknown-round", "no-pre-evaluation", "invalid-request"
        ),
    )
    async def queue(
        programme: str,
        round: str,
        caller: WhoAdvises,
        cursor: str | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> WaitingDrafts:
        """For the office that advises. Follow `next` until it is null."""
        found = await waiting(
            programme, round, _reader(caller), after=position_after(cursor), limit=limit + 1
        )
        page = found[:limit]
        drafts = WaitingDrafts.of(page)
        if len(found) > limit:
            last = drafts.drafts[-1]
            return WaitingDrafts(
                drafts=drafts.drafts, next=cursor_at(last.put_up_at, last.application)
            )
        return drafts

    return router


def _reader(caller: Caller) -> Reader:
    return Reader(None, caller.roles.intersection(OFFICES), caller.office)
