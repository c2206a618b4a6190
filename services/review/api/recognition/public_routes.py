"""What everybody may read of the register."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from services.review.api.recognition.schemas import RegisterOut
from services.review.usecases.recognition.read_register import ReadRegister
from shared.clock import Clock
from shared.http.auth import public
from shared.http.documented import refusals


def public_register_routes(read: ReadRegister, clock: Clock) -> APIRouter:
    """For everybody."""
    router = APIRouter(prefix="/review/v1", tags=["register"], dependencies=[Depends(public)])

    @router.get(
        "/register/{programme}",
        summary="What is recognised in a programme, page by page",
        responses=refusals("unknown-programme"),
    )
    async def register(
        programme: str,
        cursor: Annotated[str, Query(max_length=100)] = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        q: Annotated[str | None, Query(max_length=100)] = None,
        status: Literal["valid", "expired", "suspended", "revoked", "superseded", "struck"]
        | None = None,
    ) -> RegisterOut:
        """In order of the numbers, as of now. Shows the allow-listed fields alone."""
        page = await read(
            programme, at=clock.now(), after=cursor, limit=limit, text=q, status=status
        )
        return RegisterOut.of(programme, page)

    return router
