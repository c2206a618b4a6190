"""Drafts are opened and changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from services.intake.api.callers import OwnCode, own_code
from services.intake.api.documented import refusals
from services.intake.api.headers import WITH_KEY, idempotency_key
from services.intake.api.schemas.applications import ApplicationView
from services.intake.api.schemas.requests import (
    AmendmentBody,
    DraftBody,
    Id,
    RoundId,
    readable_amendment,
)
from services.intake.usecases.amend_draft import AmendDraft
from services.intake.usecases.delete_draft import DeleteDraft
from services.intake.usecases.open_draft import OpenDraft
from shared.errors import FieldError
from shared.http.also_wrong import also_wrong, readable
from shared.http.arrival import arrival_of, arrived
from shared.http.if_match import (
    MAY_NAME_VERSION,
    WITH_VERSION,
    Versions,
    etag,
    required_versions,
    wanted_versions,
)


def draft_routes(
    open_draft: OpenDraft, amend_draft: AmendDraft, delete_draft: DeleteDraft
) -> APIRouter:
    """`POST /intake/v1/applications`, `PATCH` and `DELETE …/{id}`."""
    router = APIRouter(prefix="/intake/v1/applications", tags=["applications"])

    async def wrong_with_new(request: Request, sent: Any) -> Iterable[FieldError]:
        programme, round_id = readable(Id, sent, "programme"), readable(RoundId, sent, "round")
        said = readable_amendment(sent)
        return open_draft.faults(programme, round_id, said, arrival_of(request))

    async def wrong_with_changes(request: Request, sent: Any) -> Iterable[FieldError]:
        application, owner = request.path_params["application"], await own_code(request)
        said = readable_amendment(sent)
        return await amend_draft.faults(application, owner, said, arrival_of(request))

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
            "not-called",
            "enterprise-not-registered",
            "wrong-subject",
            "key-reused",
            "invalid-request",
        ),
        openapi_extra=WITH_KEY,
    )
    @also_wrong(wrong_with_new)
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
        openapi_extra=WITH_VERSION,
    )
    @also_wrong(wrong_with_changes)
    async def patch(
        application: str,
        body: AmendmentBody,
        uscc: OwnCode,
        versions: Annotated[Versions, Depends(required_versions)],
        at: Annotated[datetime, Depends(arrived)],
        response: Response,
    ) -> ApplicationView:
        """Send `If-Match` with the ETag of the version that you have seen."""
        found = await amend_draft(application, uscc, versions, body.amendment(), at)
        response.headers["ETag"] = etag(found.version)
        return ApplicationView.of(found)

    @router.delete(
        "/{application}",
        status_code=204,
        summary="Delete a draft",
        response_class=Response,
        response_description="It is gone, and its files with it.",
        responses=refusals(
            "not-found",
            "not-a-draft",
            "already-withdrawn",
            "draft-of-a-call",
            "stale-version",
            "invalid-request",
        ),
        openapi_extra=MAY_NAME_VERSION,
    )
    async def delete(
        application: str,
        uscc: OwnCode,
        versions: Annotated[Versions, Depends(wanted_versions)],
        at: Annotated[datetime, Depends(arrived)],
    ) -> Response:
        """What was submitted can only be withdrawn. If-Match is optional here."""
        await delete_draft(application, uscc, versions, at=at)
        return Response(status_code=204)

    return router
