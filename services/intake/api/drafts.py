"""Drafts are opened and changed."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from services.intake.api.callers import OwnCode
from services.intake.api.documented import refusals
from services.intake.api.headers import WITH_KEY, etag, idempotency_key, required_version
from services.intake.api.schemas import AmendmentBody, ApplicationView, DraftBody, Text
from services.intake.api.views import application_view
from services.intake.domain.drafting import Amendment
from services.intake.ports import Found
from services.intake.usecases.amend_draft import AmendDraft
from services.intake.usecases.open_draft import OpenDraft
from shared.http.arrival import arrived
from shared.values import Bilingual


def draft_routes(open_draft: OpenDraft, amend_draft: AmendDraft) -> APIRouter:
    """`POST /intake/v1/applications` and `PATCH …/{id}`."""
    router = APIRouter(prefix="/intake/v1/applications", tags=["applications"])

    @router.post(
        "",
        status_code=201,
        summary="Open a draft",
        description="The same Idempotency-Key finds the same draft again.",
        response_model=ApplicationView,
        responses=refusals(
            "key-required",
            "unknown-programme",
            "unknown-round",
            "call-closed",
            "enterprise-not-registered",
            "key-reused",
            "invalid-request",
        ),
        openapi_extra=WITH_KEY,
    )
    async def post(
        body: DraftBody,
        request: Request,
        uscc: OwnCode,
        at: Annotated[datetime, Depends(arrived)],
    ) -> JSONResponse:
        amendment = Amendment(_text(body.product), body.category, body.industry, body.answers)
        key = idempotency_key(request)
        found = await open_draft(uscc, key, body.programme, body.round, amendment, at)
        return versioned(found, 201)

    @router.patch(
        "/{application}",
        summary="Change a draft",
        response_model=ApplicationView,
        responses=refusals(
            "not-found", "version-required", "stale-version", "not-a-draft", "invalid-request"
        ),
    )
    async def patch(
        application: str,
        body: AmendmentBody,
        uscc: OwnCode,
        version: Annotated[int, Depends(required_version)],
        at: Annotated[datetime, Depends(arrived)],
    ) -> JSONResponse:
        """Send `If-Match` with the ETag of the version that you have seen."""
        amendment = Amendment(_text(body.product), body.category, body.industry, body.answers)
        return versioned(await amend_draft(application, uscc, version, amendment, at))

    return router


def versioned(found: Found, status: int = 200) -> JSONResponse:
    """The whole application, with its version as the ETag."""
    view = application_view(found.application, found.version)
    return JSONResponse(view, status, headers={"ETag": etag(found.version)})


def _text(body: Text | None) -> Bilingual | None:
    return None if body is None else Bilingual(zh=body.zh, en=body.en)
