"""The recommender's ranked summary sheet: XLSX out, XLSX or JSON in."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from services.review.api.officials import acting_in, official_of
from services.review.api.stages.recommendation.schemas import SheetIn, SheetOut
from services.review.api.stages.recommendation.workbook import (
    MEDIA_TYPE,
    MOST_BYTES,
    read_workbook,
    write_workbook,
)
from services.review.domain.stages.recommendation.sheet import SheetRow
from services.review.usecases.stages.recommendation.hand_in_sheet import HandInSheet, SheetHandedIn
from services.review.usecases.stages.recommendation.read_rankable import ReadRankable
from shared.clock import Clock
from shared.errors import Rejected
from shared.http.auth import Caller
from shared.http.bounded import takes
from shared.http.documented import refusals
from shared.http.openapi import SCHEMA
from shared.programmes import Programmes
from shared.programmes.path import Recommendation

FILE = {"schema": {"type": "string", "format": "binary"}}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": SheetIn.model_json_schema(ref_template=SCHEMA)},
            MEDIA_TYPE: FILE,
        },
    }
}


def recommendation_routes(
    hand_in: HandInSheet, read_rankable: ReadRankable, programmes: Programmes, clock: Clock
) -> APIRouter:
    """What the recommender does."""
    acting = Depends(acting_in(programmes, Recommendation))
    router = APIRouter(prefix="/review/v1/rounds/{programme}/{round}", tags=["recommendation"])

    @router.get(
        "/summary-sheet.xlsx",
        summary="The applications that wait for a recommendation, to be ranked",
        response_class=Response,
        responses={
            200: {"description": "The workbook.", "content": {MEDIA_TYPE: FILE}},
            **refusals("unknown-programme", "unknown-round", "no-recommendation"),
        },
    )
    async def summary_sheet(
        programme: str, round: str, caller: Annotated[Caller, acting]
    ) -> Response:
        """One row an application; the ranks are left empty. Send it back filled in."""
        cases = await read_rankable(programme, round, official=official_of(caller))
        content = await asyncio.to_thread(write_workbook, cases)
        name = f'attachment; filename="summary-{programme}-{round}.xlsx"'
        return Response(content, media_type=MEDIA_TYPE, headers={"Content-Disposition": name})

    @router.post(
        "/recommendations",
        summary="Recommend the ranked rows: all or nothing, and once for each sheet id",
        description="JSON, or the workbook filled in with `?sheet=&opinion=`. Answers 200 when "
        "every row is recommended, 202 while the rest follows by itself.",
        response_model=SheetOut,
        responses={
            202: {"model": SheetOut, "description": "Taken; the rest follows by itself."},
            **refusals(
                "unknown-programme",
                "unknown-round",
                "no-recommendation",
                "quota-exceeded",
                "sheet-refused",
                "sheet-differs",
                "recommendation-closed",
                "list-frozen",
                "request-too-large",
                "invalid-sheet",
            ),
        },
        openapi_extra=_BODY,
    )
    @takes(MOST_BYTES)
    async def take(
        programme: str,
        round: str,
        request: Request,
        response: Response,
        caller: Annotated[Caller, acting],
        sheet: str | None = None,
        opinion: str | None = None,
        recommender: str | None = None,
    ) -> SheetOut:
        content = await request.body()
        if request.headers.get("content-type", "").partition(";")[0].strip() == MEDIA_TYPE:
            rows = await asyncio.to_thread(read_workbook, content)
            named = {"sheet": sheet, "opinion": opinion, "recommender": recommender}
            body = _valid({**named, "rows": [row.model_dump() for row in rows]})
        else:
            body = _valid(content)
        handed_in = SheetHandedIn(
            programme=programme,
            round=round,
            sheet=body.sheet,
            recommender=_own(caller, body.recommender),
            opinion=body.opinion,
            rows=[SheetRow(rank=row.rank, number=row.number) for row in body.rows],
        )
        done = await hand_in(handed_in, official=official_of(caller), at=clock.now())
        response.status_code = 200 if done.state == "done" else 202
        return SheetOut.of(done)

    return router


def _own(caller: Caller, named: str | None) -> str:
    if caller.office is None or named not in (None, caller.office):
        raise Rejected(
            f"Your account recommends for {caller.office or 'no office'}: the claim `office` of a "
            "token says for which.",
            code="forbidden",
        )
    return caller.office


def _valid(given: bytes | dict[str, Any]) -> SheetIn:
    try:
        if isinstance(given, bytes):
            return SheetIn.model_validate_json(given)
        return SheetIn.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
