"""What officials do with the register."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from services.review.api.officials import acting_in, official_of
from services.review.api.recognition.reading.job import RegisterReader
from services.review.api.recognition.schemas import (
    EnteredOut,
    EnteringPreviewOut,
    NewNameIn,
    RecognitionOut,
)
from services.review.api.recognition.workbook import MEDIA_TYPE, empty_workbook
from services.review.usecases.recognition.enter_earlier import EnterEarlier
from services.review.usecases.recognition.rename_holder import RenameHolder
from shared.clock import Clock
from shared.http.auth import Caller
from shared.http.bounded import takes
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Announcement

MOST_BYTES = 5_000_000
FILE = {"schema": {"type": "string", "format": "binary"}}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {MEDIA_TYPE: FILE, "text/csv": FILE, "application/octet-stream": FILE},
    }
}
_REFUSED = (
    "unknown-programme",
    "invalid-sheet",
    "register-sheet-refused",
    "request-too-large",
)


def register_routes(
    rename: RenameHolder,
    enter: EnterEarlier,
    read_sheet: RegisterReader,
    programmes: Programmes,
    clock: Clock,
) -> APIRouter:
    """For those who announce what is recognised."""
    router = APIRouter(prefix="/review/v1/register/{programme}", tags=["register"])
    acting = Depends(acting_in(programmes, Announcement))

    @router.put(
        "/{recognition}/holder",
        summary="Correct the name of a holder; the same name once more changes nothing",
        responses=refusals("unknown-programme", "not-found", "name-too-early", "stale-version"),
    )
    async def renamed(
        programme: str,
        recognition: str,
        body: NewNameIn,
        caller: Annotated[Caller, acting],
    ) -> RecognitionOut:
        """Number and last day stay. What was issued and announced before keeps the name that it
        has.
        """
        at = clock.now()
        found = await rename(
            programme, recognition, body.order(), official=official_of(caller), at=at
        )
        return RecognitionOut.of(found, at)

    @router.get(
        "/sheet.xlsx",
        summary="An empty sheet for earlier recognitions",
        response_class=Response,
        responses={200: {"description": "The workbook.", "content": {MEDIA_TYPE: FILE}}},
    )
    async def sheet(programme: str, caller: Annotated[Caller, acting]) -> Response:
        """With the titles, to be filled in and sent to `sheet/preview`."""
        content = await asyncio.to_thread(empty_workbook)
        name = f'attachment; filename="register-{programme}.xlsx"'
        return Response(content, media_type=MEDIA_TYPE, headers={"Content-Disposition": name})

    @router.post(
        "/sheet/preview",
        summary="What a sheet of earlier recognitions would bring into the register",
        responses=refusals(*_REFUSED),
        openapi_extra=_BODY,
    )
    @takes(MOST_BYTES)
    async def preview(
        programme: str, request: Request, caller: Annotated[Caller, acting]
    ) -> EnteringPreviewOut:
        """XLSX of any writer, or CSV. Changes nothing, and gives the confirmation for `sheet`."""
        rows, at = await read_sheet(await request.body()), clock.now()
        shown = await enter.preview(programme, rows, official=official_of(caller), at=at)
        return EnteringPreviewOut.of_preview(shown, at)

    @router.post(
        "/sheet",
        summary="Enter earlier recognitions: the whole sheet or nothing; repeating it is harmless",
        responses=refusals(*_REFUSED, "confirmation-required", "shown-has-changed"),
        openapi_extra=_BODY,
    )
    @takes(MOST_BYTES)
    async def entered(
        programme: str,
        request: Request,
        caller: Annotated[Caller, acting],
        confirmation: Annotated[str | None, Query(max_length=200)] = None,
    ) -> EnteredOut:
        """The same file as was previewed. Rows that are in the register as they stand change
        nothing. Without a last day, the validity of the programme says it.
        """
        rows = await read_sheet(await request.body())
        done = await enter(
            programme, rows, confirmation, official=official_of(caller), at=clock.now()
        )
        return EnteredOut.of(done)

    return router
