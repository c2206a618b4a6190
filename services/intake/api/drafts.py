"""Drafts are opened and changed."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.api.callers import OwnCode
from services.intake.api.documented import refusals
from services.intake.api.headers import (
    WITH_KEY,
    etag,
    idempotency_key,
    required_version,
    wanted_version,
)
from services.intake.api.schemas.applications import ApplicationView
from services.intake.api.schemas.requests import AmendmentBody, DraftBody
from services.intake.usecases.amend_draft import AmendDraft
from services.intake.usecases.delete_draft import DeleteDraft
from services.intake.usecases.open_draft import OpenDraft
from shared.http.arrival import arrived


def draft_routes(
    open_draft: OpenDraft, amend_draft: AmendDraft, delete_draft: DeleteDraft
) -> APIRouter:
    """`POST /intake/v1/applications`, `PATCH` and `DELETE …/{id}`."""
    router = APIRouter(prefix="/intake/v1/applications", tags=["applications"])

    @router.post(
        "",
        status_code=201,
        summary="Open a draft",
        description="The same Idempotency-Key finds the same draft again.",
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
        response: Response,
    ) -> ApplicationView:
        key = idempotency_key(request)
        found = await open_draft(uscc, key, body.programme, body.round, body.fields(), at)
        response.headers["ETag"] = etag(found.version)
        return ApplicationView.of(found)

    @router.patch(
        "/{application}",
        summary="Change a draft",
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
        response: Response,
    ) -> ApplicationView:
        """Send `If-Match` with the ETag of the version that you have seen."""
        found = await amend_draft(application, uscc, version, body.amendment(), at)
        response.headers["ETag"] = etag(found.version)
        return ApplicationView.of(found)

    @router.delete(
        "/{application}",
        status_code=204,
        summary="Delete a draft",
        response_class=Response,
        response_description="It is gone, and its files with it.",
        responses=refusals(
            "not-found", "not-a-draft", "already-withdrawn", "stale-version", "invalid-request"
        ),
    )
    async def delete(
        application: str, uscc: OwnCode, version: Annotated[int | None, Depends(wanted_version)]
    ) -> Response:
        """What was submitted can only be withdrawn. If-Match is optional here."""
        await delete_draft(application, uscc, version)
        return Response(status_code=204)

    return router
