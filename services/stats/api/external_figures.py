"""Entering figures from outside."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import Field

from services.stats.domain.external import FIRST_YEAR, LAST_YEAR, EnteredValue
from services.stats.domain.published import External
from services.stats.ports import Clock
from services.stats.usecases.enter_figure import EnterFigure
from shared.http.auth import Caller, allow
from shared.http.documented import refusals
from shared.http.request_body import RequestBody
from shared.http.sent import IS_NUMBER, SentDay, SentDecimal
from shared.programmes.measures import Qualifier, Unit
from shared.values import Bilingual

Text = Annotated[str, Field(min_length=1, max_length=500)]


class EnteredText(RequestBody):
    """One text in Chinese and in English."""

    zh: Text
    en: Text


class Entered(RequestBody):
    """A value as its source gives it. `source` and `scope` are one text, or one in each language.

    Those below `as_of` are left out where the source does not say.
    """

    value: Annotated[SentDecimal, Field(examples=["1250"])]
    unit: Annotated[Unit, Field(examples=["count"])]
    source: Annotated[
        EnteredText | Text,
        Field(examples=[{"zh": "江门市人民政府网站", "en": "Website of the city"}]),
    ]
    as_of: Annotated[SentDay, Field(examples=["2018-12-31"])]
    scope: Annotated[EnteredText | Text | None, Field(examples=["cities of the province"])] = None
    year: Annotated[int | None, Field(ge=FIRST_YEAR, le=LAST_YEAR, examples=[2018]), IS_NUMBER] = (
        None
    )
    qualifier: Annotated[Qualifier | None, Field(examples=["about"])] = None


FigureId = Annotated[
    str,
    Path(description="Id of the external figure in the programme.", examples=["recommended_2018"]),
]


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
        id: FigureId,
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


def _in_both(text: EnteredText | str) -> Bilingual:
    zh, en = (text, text) if isinstance(text, str) else (text.zh, text.en)
    return Bilingual(zh=zh, en=en)
