"""Corrections of announced lists: shown first, then published; everybody reads them."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.review.api.lists.correction_schemas import (
    ListCorrectionIn,
    ListCorrectionOut,
    ListCorrectionPreviewOut,
    ListCorrectionsOut,
)
from services.review.api.officials import acting_in, official_of
from services.review.usecases.lists.correct_list import CorrectList
from services.review.usecases.lists.read_public_list import ReadPublicList
from shared.clock import Clock
from shared.http.auth import Caller, public
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.path import Announcement

REFUSED = (
    "not-announced",
    "corrected-today",
    "only-reprinted",
    "correction-too-large",
    "not-of-this-list",
    "not-to-be-corrected",
)


def list_correction_routes(correct: CorrectList, programmes: Programmes, clock: Clock) -> APIRouter:
    """For the office that announces the list."""
    router = APIRouter(prefix="/review/v1", tags=["lists"])
    announcing = Depends(acting_in(programmes, Announcement))

    @router.post(
        "/lists/{list}/corrections/preview",
        summary="A correction as it would be published now, and the confirmation of it",
        responses=refusals("not-found", *REFUSED),
    )
    async def correction_preview(
        list: str, body: ListCorrectionIn, caller: Annotated[Caller, announcing]
    ) -> ListCorrectionPreviewOut:
        """Nothing is kept of it."""
        shown = await correct.preview(
            list, body.order(), official=official_of(caller), at=clock.now()
        )
        return ListCorrectionPreviewOut.of(shown.list, shown.correction)

    @router.post(
        "/lists/{list}/corrections",
        summary="Publish a correction of an announced list; confirming it again changes nothing",
        responses=refusals("not-found", "confirmation-required", "shown-has-changed", *REFUSED),
    )
    async def corrected(
        list: str, body: ListCorrectionIn, caller: Annotated[Caller, announcing]
    ) -> ListCorrectionOut:
        """The announcement stays as it is. Cases, register and those concerned hear of it shortly
        after; documents about what is removed are void for ever. It can't be taken back.
        """
        done = await correct(
            list,
            body.order(),
            body.confirmation,
            official=official_of(caller),
            at=clock.now(),
        )
        return ListCorrectionOut.of(done.list, done.correction)

    return router


def public_correction_routes(read: ReadPublicList) -> APIRouter:
    """What everybody may read."""
    router = APIRouter(prefix="/review/v1", tags=["public lists"], dependencies=[Depends(public)])

    @router.get(
        "/lists/{list}/corrections",
        summary="All corrections of an announced list, and both counts",
        responses=refusals("not-found"),
    )
    async def corrections(list: str) -> ListCorrectionsOut:
        """As announced, and as corrected."""
        return ListCorrectionsOut.of((await read.one(list)).list)

    return router
