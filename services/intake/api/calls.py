"""Which calls are open, and what they ask for."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from services.intake.api.schemas import CallsView
from shared.clock import Clock
from shared.http.auth import public
from shared.programmes import Programme, Programmes, Round


def calls_routes(programmes: Programmes, clock: Clock) -> APIRouter:
    """`GET /intake/v1/calls`."""
    router = APIRouter(prefix="/intake/v1", tags=["calls"])

    @router.get("/calls", summary="The calls that are open now", response_model=CallsView)
    async def calls(_: Annotated[None, Depends(public)]) -> dict[str, Any]:
        """Each with its districts, categories, form and materials, to build a form from."""
        found = programmes.open_rounds(clock.now())
        return {"calls": [_call(programme, round_) for programme, round_ in found]}

    return router


def _call(programme: Programme, round_: Round) -> dict[str, Any]:
    return {
        "programme": programme.id,
        "version": programme.version,
        "name": programme.name,
        "round": round_.id,
        "opens_at": round_.opens_at,
        "closes_at": round_.closes_at,
        "districts": [district.model_dump() for district in programme.districts],
        "categories": [category.model_dump() for category in programme.categories],
        "answers": [field.model_dump(mode="json") for field in programme.answers],
        "materials": [material.model_dump() for material in programme.materials],
    }
