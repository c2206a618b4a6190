"""A supplement: what was asked for, in one request."""

import json
from typing import Any

from fastapi import APIRouter, Request

from services.intake.api.callers import OwnCode
from services.intake.api.documented import form_of_files, refusals
from services.intake.api.headers import WITH_KEY, idempotency_key
from services.intake.api.materials import FILE_REFUSALS, limits
from services.intake.api.multipart import received_form
from services.intake.api.schemas.receipts import SupplementReceipt
from services.intake.usecases.supplement import Supplement
from shared.errors import FieldError, Rejected
from shared.http.arrival import arrival_of
from shared.http.bounded import takes


def supplement_routes(supplement: Supplement, largest_request: int) -> APIRouter:
    """`POST …/{id}/supplement`."""
    router = APIRouter(prefix="/intake/v1/applications/{application}", tags=["submission"])

    @router.post(
        "/supplement",
        summary="Send everything that was asked for; in time by the instant of arrival",
        description="Files are named by the id of their requirement and take the place of those "
        "sent before for it; `answers` is a JSON object. Only what the notification names can be "
        "sent, once for each notification. A repetition with the same key gets the same receipt.",
        responses=refusals(
            "key-required",
            "not-found",
            "supplement-not-asked",
            "supplement-item-not-asked",
            "supplement-late",
            "supplement-already-received",
            "supplement-empty",
            "invalid-request",
            *FILE_REFUSALS,
        ),
        openapi_extra={**form_of_files("answers"), **WITH_KEY},
    )
    @takes(largest_request)
    async def post(
        application: str,
        request: Request,
        uscc: OwnCode,
    ) -> SupplementReceipt:
        key, at = idempotency_key(request), arrival_of(request)
        found, programme, done = await supplement.before(application, uscc, key, at)
        if done is None:
            async with received_form(request, limits(programme)) as form:
                answers = _answers(form.answers)
                done = await supplement(found, form.files, answers, key, at)
        return SupplementReceipt.of_round(done.application, done.received)

    return router


def _answers(given: str | None) -> dict[str, Any]:
    if given is None:
        return {}
    try:
        answers = json.loads(given)
    except (ValueError, RecursionError) as error:
        raise _not_an_object(str(error)) from error
    if not isinstance(answers, dict):
        raise _not_an_object("it is no object")
    return answers


def _not_an_object(why: str) -> Rejected:
    return Rejected(
        "The part `answers` must be a JSON object of answers by id. Nothing was stored.",
        (FieldError("answers", why),),
        code="invalid-request",
    )
