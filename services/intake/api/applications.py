"""Applications are looked at: one, or all of an enterprise."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from services.intake.api.callers import OwnCode, Owner
from services.intake.api.cursor import cursor_after, position_after
from services.intake.api.documented import refusals
from services.intake.api.drafts import versioned
from services.intake.api.schemas import ApplicationPage, ApplicationView, SelfCheckView
from services.intake.api.views import self_check_view, summary_view
from services.intake.ports import Applications
from services.intake.usecases.read_application import ReadApplication
from services.intake.usecases.self_check import self_check
from shared.clock import Clock


def application_routes(
    read: ReadApplication, applications: Applications, clock: Clock
) -> APIRouter:
    """`GET /intake/v1/applications`, `…/{id}` and `…/{id}/self-check`."""
    router = APIRouter(prefix="/intake/v1/applications", tags=["applications"])

    @router.get(
        "",
        summary="Your own applications, the newest first",
        response_model=ApplicationPage,
        responses=refusals("invalid-request"),
    )
    async def listed(
        uscc: OwnCode,
        cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> JSONResponse:
        """Drafts are among them. Follow `next` until it is null."""
        after = position_after(cursor)
        found = [f.application async for f in applications.of(uscc, after=after, limit=limit + 1)]
        page = found[:limit]
        more = cursor_after(page[-1]) if len(found) > limit else None
        return JSONResponse({"applications": [summary_view(a) for a in page], "next": more})

    @router.get(
        "/{application}",
        summary="One application",
        response_model=ApplicationView,
        responses=refusals("not-found"),
    )
    async def one(application: str, owner: Owner) -> JSONResponse:
        """An enterprise sees its own, an office all. The version is the ETag too."""
        found, _ = await read(application, owner, clock.now())
        return versioned(found)

    @router.get(
        "/{application}/self-check",
        summary="What formal review would find missing",
        response_model=SelfCheckView,
        responses=refusals("not-found"),
    )
    async def checked(application: str, owner: Owner) -> JSONResponse:
        """The same check as in formal review, on what is there now; nothing is submitted by it."""
        found, programme = await read(application, owner, clock.now())
        return JSONResponse(self_check_view(self_check(found.application, programme)))

    return router
