"""A supplement: what was asked for, handed in piece by piece or all at once, and sent."""

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from services.intake.api.callers import OwnCode
from services.intake.api.documented import form_of_files, refusals, some_refused
from services.intake.api.headers import WITH_KEY, idempotency_key
from services.intake.api.materials import FILE_REFUSALS, Replace, limits
from services.intake.api.multipart import received_form
from services.intake.api.schemas.supplement import SupplementReceipt, SupplementView
from services.intake.domain.refusals import SupplementNotAsked
from services.intake.domain.request_digest import KeyedRequest, form_digest
from services.intake.usecases.access import Reader
from services.intake.usecases.hand_in_supplement import HandInSupplement
from services.intake.usecases.read_application import ReadApplication
from services.intake.usecases.send_supplement import SendSupplement
from shared.errors import FieldError, Rejected
from shared.http.arrival import arrival_of, arrived
from shared.http.bounded import takes
from shared.together import Together

NOT_NOW = (
    "not-found",
    "not-submitted",
    "already-withdrawn",
    "supplement-not-asked",
    "supplement-late",
    "supplement-already-received",
)
AS_IT_STANDS = Query(
    description="Whether it is sent although something is still empty; nothing can be added in "
    "this round after that."
)
Anyway = Annotated[bool, AS_IT_STANDS]


def supplement_routes(
    hand_in: HandInSupplement, send: SendSupplement, read: ReadApplication, largest_request: int
) -> APIRouter:
    """`GET` and `POST …/{id}/supplement`, `…/supplement/items`, `…/supplement/submission`."""
    router = APIRouter(prefix="/intake/v1/applications/{application}", tags=["submission"])
    _handing_in(router, hand_in, largest_request)

    @router.get(
        "/supplement",
        summary="What is asked for, what is there of it, and what is still empty",
        responses=refusals("not-found", "supplement-not-asked"),
    )
    async def get(
        application: str, uscc: OwnCode, at: Annotated[datetime, Depends(arrived)]
    ) -> SupplementView:
        """Of several rounds it is the last."""
        found, _ = await read(application, Reader(uscc), at)
        rounds = [asked for asked in found.application.supplements if asked.asked_at is not None]
        if not rounds:
            raise SupplementNotAsked("No supplement was asked for.", "没有要求补正。")
        return SupplementView.of(found.application, rounds[-1], at)

    @router.post(
        "/supplement/submission",
        summary="Send what was handed in; in time by the instant of arrival",
        description="The final act of a supplement, once for each notification. Sending again "
        "changes nothing and gets the same receipt. While something is still empty it is refused, "
        "unless it is to be sent as it stands. What is never sent is taken as it stands at the end "
        "of the term.",
        responses=refusals(
            "key-required", "key-reused", "supplement-incomplete", "supplement-empty", *NOT_NOW
        ),
        openapi_extra=WITH_KEY,
    )
    async def submission(
        application: str, request: Request, uscc: OwnCode, as_it_stands: Anyway = False
    ) -> SupplementReceipt:
        asked = KeyedRequest(idempotency_key(request), form_digest((), {}))
        at = arrival_of(request)
        done = await send(application, uscc, asked, at, as_it_stands=as_it_stands)
        return SupplementReceipt.of_round(done)

    return router


def _handing_in(router: APIRouter, hand_in: HandInSupplement, largest_request: int) -> None:
    @router.post(
        "/supplement/items",
        summary="Hand in something of what was asked for; nothing is sent by it",
        description="Files are named by the id of their requirement; `answers` is a JSON object, "
        "of which null takes an answer out again. Files are added to what is there, the same bytes "
        "for the same requirement once. When they are sent, those of a part `M05` take the place "
        "of the refused files of M05, that of `M05/` and the id of a refused file takes the place "
        "of that one, and `M05/add` of none; files that are not refused stay. The same bytes as a "
        "refused file are refused again. Each file is judged by itself: if some can't be taken, "
        "the others stay (207, see `refused`). Open until the supplement is due.",
        responses=some_refused(SupplementView)
        | refusals(
            "supplement-item-not-asked",
            "supplement-empty",
            "kept-already",
            "refused-before",
            "invalid-request",
            *NOT_NOW,
            *FILE_REFUSALS,
        ),
        openapi_extra=form_of_files("answers"),
    )
    @takes(largest_request)
    async def items(
        application: str,
        request: Request,
        uscc: OwnCode,
        response: Response,
        replace: Replace = False,
    ) -> SupplementView:
        at = arrival_of(request)
        found, programme = await hand_in.before(application, uscc, at)
        async with received_form(request, limits(programme)) as form:
            answers, together = _answers(form.answers)
            done = await hand_in(found, form.files, answers, at, replace=replace, together=together)
        if done.refused:
            response.status_code = 207
        return SupplementView.of(done.application, done.round, at, done.refused)

    @router.delete(
        "/supplement/items/{material}",
        status_code=204,
        summary="Take out a file that is not sent yet",
        response_class=Response,
        response_description="It is out.",
        responses=refusals(*NOT_NOW),
    )
    async def remove(
        application: str, material: str, uscc: OwnCode, at: Annotated[datetime, Depends(arrived)]
    ) -> Response:
        """What was sent before, and is to be replaced, stays."""
        await hand_in.remove(application, uscc, material, at)
        return Response(status_code=204)

    @router.post(
        "/supplement",
        summary="Hand in what was asked for, and send it if nothing is empty any more",
        description="In one request what the two others do: files named by the id of their "
        "requirement, and `answers`, a JSON object, are added to what is there. If everything that "
        "was asked for is there then, it is sent, and files take the place of refused ones as "
        "they do when handed in piece by piece. If not, it stays and is not sent: see `sent`, "
        "`empty` and `next_step`. Nothing is sent either if a file can't be taken (207, see "
        "`refused`). A repetition with the same key gets the same receipt.",
        responses=some_refused(SupplementReceipt)
        | refusals(
            "key-required",
            "key-reused",
            "supplement-item-not-asked",
            "supplement-empty",
            "kept-already",
            "refused-before",
            "invalid-request",
            *NOT_NOW,
            *FILE_REFUSALS,
        ),
        openapi_extra={**form_of_files("answers"), **WITH_KEY},
    )
    @takes(largest_request)
    async def post(
        application: str,
        request: Request,
        uscc: OwnCode,
        response: Response,
        as_it_stands: Anyway = False,
    ) -> SupplementReceipt:
        key, at = idempotency_key(request), arrival_of(request)
        wishes = ("as_it_stands",) if as_it_stands else ()
        found, programme = await hand_in.before(application, uscc, at, key)
        async with received_form(request, limits(programme)) as form:
            answers, together = _answers(form.answers)
            done = await hand_in(
                found,
                form.files,
                answers,
                at,
                request=KeyedRequest(key, form_digest(form.files, answers, *wishes)),
                sends="as_it_stands" if as_it_stands else "complete",
                together=together,
            )
        if done.refused:
            response.status_code = 207
        return SupplementReceipt.of_round(done)


def _answers(given: str | None) -> tuple[dict[str, Any], Together]:
    """The answers, and what is wrong with them where they can't be read."""
    together = Together()
    answers: dict[str, Any] = {}
    with together:
        answers = _read(given or "{}")
    return answers, together


def _read(given: str) -> dict[str, Any]:
    try:
        answers = json.loads(given)
    except (ValueError, RecursionError) as error:
        raise _not_an_object(f"is no JSON: {error}", f"不是 JSON：{error}") from error
    if not isinstance(answers, dict):
        raise _not_an_object("must be an object", "须为对象")
    return answers


def _not_an_object(why: str, zh: str) -> Rejected:
    return Rejected(
        "The part `answers` must be a JSON object of answers by id. Nothing was stored.",
        (FieldError("answers", why, zh=zh),),
        code="invalid-request",
        zh="`answers` 部分须为 JSON 对象，按填报项的 id 给出内容。未保存任何内容。",
    )
