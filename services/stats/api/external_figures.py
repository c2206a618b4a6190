"""Entering figures from outside."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.stats.domain.external import FIRST_YEAR, LAST_YEAR, EnteredValue
from services.stats.domain.published import External
from services.stats.ports import Clock
from services.stats.usecases.enter_figure import EnterFigure
from shared.http.auth import Caller, allow
from shared.http.documented import refusals
from shared.programmes.measures import Qualifier, Unit
from shared.record import Record
from shared.values import Bilingual

Text = Annotated[str, Field(min_length=1, max_length=500)]


class Entered(Record):
    """A value as its source gives it. `source` and `scope` are one text, or one in each language.

    Those below `as_of` are left out where the source does not say.
    """

    value: Annotated[Decimal, Field(max_digits=20, decimal_places=6, examples=["1250"])]
    unit: Annotated[Unit, Field(examples=["count"])]
    source: Annotated[
        Bilingual | Text,
        Field(examples=[{"zh": "江门市人民政府网站", "en": "Website of the city"}]),
    ]
    as_of: Annotated[date, Field(examples=["2018-12-31"])]
    scope: Annotated[Bilingual | Text | None, Field(examples=["cities of the province"])] = None
    year: Annotated[int | None, Field(ge=FIRST_YEAR, le=LAST_YEAR, examples=[2018])] = None
    qualifier: Annotated[Qualifier | None, Field(examples=["about"])] = None


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
        given = EnteredValue(
            value=entered.value,
            unit=entered.unit,
            source=_in_both(entered.source),
            as_of=entered.as_of,
            by=caller.subject,
            at=clock.now(),
            scope=None if entered.scope is None else _in_both(entered.scope),
            year=entered.year,
            qualifier=entered.qualifier,
        )
        return await enter(programme, round, id, given)

    return router


def _in_both(text: Bilingual | str) -> Bilingual:
    return Bilingual(zh=text, en=text) if isinstance(text, str) else text
