"""Applications are read: one, or all of an enterprise."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from services.intake.api.callers import OwnCode, WhoReads
from services.intake.api.cursor import cursor_after, position_after
from services.intake.api.documented import refusals
from services.intake.api.schemas.applications import (
    ApplicationPage,
    ApplicationSummary,
    ApplicationView,
)
from services.intake.api.schemas.self_check import SelfCheckView
from services.intake.ports import Applications
from services.intake.usecases.read_application import ReadApplication
from services.intake.usecases.self_check import SelfCheck
from shared.clock import Clock
from shared.http.if_match import etag


def application_routes(
    read: ReadApplication, self_check: SelfCheck, applications: Applications, clock: Clock
) -> APIRouter:
    """`GET /intake/v1/applications`, `…/{id}` and `…/{id}/self-check`."""
    router = APIRouter(prefix="/intake/v1/applications", tags=["applications"])

    @router.get(
        "",
        summary="Your own applications, the newest first",
        responses=refusals("invalid-request"),
    )
    async def listed(
        uscc: OwnCode,
        cursor: str | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> ApplicationPage:
        """Drafts are among them. Follow `next` until it is null."""
        after = position_after(cursor)
        found = [f async for f in applications.of(uscc, after=after, limit=limit + 1)]
        page = found[:limit]
        return ApplicationPage(
            applications=tuple(map(ApplicationSummary.of, page)),
            next=cursor_after(page[-1].application) if len(found) > limit else None,
        )

    @router.get(
        "/{application}",
        summary="One application",
        responses=refusals("not-found"),
    )
    async def one(application: str, reader: WhoReads, response: Response) -> ApplicationView:
        """An enterprise sees its own, an office what was submitted to the programmes in which it
        takes part. The version is the ETag too.
        """
        found, _ = await read(application, reader, clock.now())
        response.headers["ETag"] = etag(found.version)
        return ApplicationView.of(found)

    @router.get(
        "/{application}/self-check",
        summary="Whether it can be submitted, and what formal review would find missing",
        responses=refusals("not-found"),
    )
    async def checked(application: str, reader: WhoReads) -> SelfCheckView:
        """The same checks as at submission and in formal review, on what is there now; nothing is
        submitted by it.
        """
        return SelfCheckView.of(await self_check(application, reader, clock.now()))

    return router
