"""Submission and withdrawal."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.api.callers import OwnCode
from services.intake.api.documented import refusals
from services.intake.api.headers import WITH_KEY, idempotency_key
from services.intake.api.schemas.receipts import Receipt
from services.intake.api.schemas.requests import WithdrawalBody
from services.intake.usecases.submit import Submit
from services.intake.usecases.withdraw import Withdraw
from shared.http.arrival import arrival_of, arrived


def submission_routes(submit: Submit, withdraw: Withdraw) -> APIRouter:
    """`POST …/{id}/submission` and `POST …/{id}/withdrawal`."""
    router = APIRouter(prefix="/intake/v1/applications/{application}", tags=["submission"])

    @router.post(
        "/submission",
        status_code=201,
        summary="Submit an application; in time by the instant of arrival",
        description="A repetition with the same Idempotency-Key gets the same receipt (200). An "
        "incomplete application is taken: what is missing is asked for once, in formal review.",
        response_model=Receipt,
        responses={
            200: {"model": Receipt, "description": "Submitted before with this key"},
            **refusals(
                "key-required",
                "not-found",
                "already-submitted",
                "not-eligible",
                "too-many-applications",
                "call-closed",
                "call-ended",
                "rules-changed",
            ),
        },
        openapi_extra=WITH_KEY,
    )
    async def post(application: str, request: Request, uscc: OwnCode) -> Response:
        done = await submit(application, uscc, idempotency_key(request), arrival_of(request))
        receipt = Receipt.of(done.application).model_dump_json()
        # Written by hand: what FastAPI does with a model costs a fiftieth of a submission.
        return Response(receipt, 201 if done.new else 200, media_type="application/json")

    @router.post(
        "/withdrawal",
        summary="Withdraw an application; possible until the announcement",
        responses=refusals(
            "not-found",
            "not-submitted",
            "already-announced",
            "already-not-accepted",
            "already-ended",
        ),
    )
    async def withdrawal(
        application: str,
        body: WithdrawalBody,
        uscc: OwnCode,
        at: Annotated[datetime, Depends(arrived)],
    ) -> Receipt:
        """It is taken back when review announced the list in the meantime."""
        return Receipt.of(await withdraw(application, uscc, body.reason, at))

    return router
