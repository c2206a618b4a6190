"""The application in plain words."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends

from services.intake.api.callers import WhoReads
from services.intake.api.documented import refusals
from services.intake.api.schemas.timeline import TimelineView
from services.intake.domain.next_step import next_step
from services.intake.usecases.read_timeline import ReadTimeline
from shared.http.arrival import arrived


def timeline_routes(read: ReadTimeline) -> APIRouter:
    """`GET …/{id}/timeline`."""
    router = APIRouter(prefix="/intake/v1/applications", tags=["applications"])

    @router.get(
        "/{application}/timeline",
        summary="What happened, whose turn it is, and by when",
        description="A decision is not shown before its list is announced.",
        responses=refusals("not-found"),
    )
    async def timeline(
        application: str, reader: WhoReads, at: Annotated[datetime, Depends(arrived)]
    ) -> TimelineView:
        found, programme = await read(application, reader, at)
        return TimelineView.of(found, next_step(found, programme, at))

    return router
