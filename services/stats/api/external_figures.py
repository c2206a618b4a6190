"""Entering figures from outside."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.stats.domain.external import EnteredValue
from services.stats.domain.published import External, Unit
from services.stats.ports import Clock
from services.stats.usecases.enter_figure import EnterFigure
from shared.http.auth import Caller, allow
from shared.http.documented import refusals
from shared.record import Record
from shared.values import Bilingual


class Entered(Record):
    """A value as its source gives it. `source` is one text, or one in each language."""

    value: Annotated[Decimal, Field(max_digits=20, decimal_places=6, examples=["1250"])]
    unit: Annotated[Unit, Field(examples=["count"])]
    source: Annotated[
        Bilingual | Annotated[str, Field(min_length=1, max_length=500)],
        Field(examples=[{"zh": "江门市人民政府网站", "en": "Website of the city"}]),
    ]
    as_of: Annotated[date, Field(examples=["2018-12-31"])]


def routes(enter: EnterFigure, clock: Clock) -> APIRouter:
    """Routes for officers."""
    router = APIRouter(prefix="/stats/v1/external-figures", tags=["external figures"])

    @router.put(
        "/{programme}/{round}/{id}",
        summary="Enter a figure that can't be computed here; earlier values are kept",
        responses=refusals("unknown-programme", "unknown-round", "not-found", "stale-version"),
    )
    async def put(
        programme: str,
        round: str,
        id: str,
        entered: Entered,
        caller: Annotated[Caller, Depends(allow("officer"))],
    ) -> External:
        """The figure is one that the programme defines as entered from outside; unit and date must
        fit it.
        """
        source = entered.source
        given = EnteredValue(
            value=entered.value,
            unit=entered.unit,
            source=Bilingual(zh=source, en=source) if isinstance(source, str) else source,
            as_of=entered.as_of,
            by=caller.subject,
            at=clock.now(),
        )
        return await enter(programme, round, id, given)

    return router
