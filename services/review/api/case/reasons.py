"""The catalogue of reasons of a round, with what each may be given for."""

from typing import Annotated

from fastapi import APIRouter, Depends

from shared.clock import Clock
from shared.http.auth import public
from shared.http.documented import refusals
from shared.programmes import Programmes
from shared.programmes.asked import CatalogueReason, reasons_of
from shared.record import Record


class Catalogue(Record):
    """The reasons that a programme knows, by the version that a round goes by."""

    programme: str
    programme_version: str
    round: str
    reasons: tuple[CatalogueReason, ...]


def reason_routes(programmes: Programmes, clock: Clock) -> APIRouter:
    """`GET /review/v1/rounds/{programme}/{round}/reasons`."""
    router = APIRouter(prefix="/review/v1", tags=["cases"])

    @router.get(
        "/rounds/{programme}/{round}/reasons",
        summary="The catalogue of reasons, and what each may be given for",
        responses=refusals("unknown-programme", "unknown-round"),
    )
    async def reasons(_: Annotated[None, Depends(public)], programme: str, round: str) -> Catalogue:
        """By the newest version in force. `uses` names every act, stage and outcome that a reason
        fits; what is decided for one that does not fit is refused.
        """
        found = programmes.of_round(programme, round, clock.now())
        return Catalogue(
            programme=found.id,
            programme_version=found.version,
            round=round,
            reasons=reasons_of(found),
        )

    return router
