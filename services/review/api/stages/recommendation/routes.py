"""The recommender's ranked summary sheet: XLSX out, XLSX or JSON in."""

import asyncio
import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from services.review.api.officials import acting_in, official_of
from services.review.api.stages.recommendation.reading.job import SheetReader
from services.review.api.stages.recommendation.reading.read import ReadSheet
from services.review.api.stages.recommendation.schemas import SheetIn, SheetOut
from services.review.api.stages.recommendation.workbook import MEDIA_TYPE, write_workbook
from services.review.domain.stages.recommendation.sheet import SheetRow, as_numbered
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
from shared.spool import IN_MEMORY_AT_MOST, kept

MOST_BYTES = 20_000_000
BOM = b"\xef\xbb\xbf"
_JSON = re.compile(rb'(\xef\xbb\xbf)?\s*(\{|\[\s*[\[\]{"])')
_BINARY, _PARTED, _HEAD = b"\0", re.compile(rb"[,;\t]"), 4096
"""What files of programs have, and what parts the columns of a text within its first bytes."""

FILE = {"schema": {"type": "string", "format": "binary"}}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": SheetIn.model_json_schema(ref_template=SCHEMA)},
            MEDIA_TYPE: FILE,
            "text/csv": FILE,
            "application/octet-stream": FILE,
        },
    }
}


def recommendation_routes(
    hand_in: HandInSheet,
    read_rankable: ReadRankable,
    read_sheet: SheetReader,
    programmes: Programmes,
    clock: Clock,
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
        districts = programmes.of_round(programme, round).districts
        names = {district.id: district.name for district in districts}
        content = await asyncio.to_thread(write_workbook, cases, names)
        name = f'attachment; filename="summary-{programme}-{round}.xlsx"'
        return Response(content, media_type=MEDIA_TYPE, headers={"Content-Disposition": name})

    @router.post(
        "/recommendations",
        summary="Recommend the ranked rows: all or nothing, and once for each sheet id",
        description="JSON, or the workbook filled in with `?sheet=&opinion=`: XLSX of any writer, "
        "or CSV, told by its content whatever its media type. The sheet is the one that is visible "
        "and has ranks below the titles 排名 Rank and 申报编号 Number. Every row that is not empty "
        "is ranked, counted under `without_rank` or `passed_over`, or named in the refusal; a "
        "hidden row with a rank is refused. "
        "Answers 200 when every row is recommended, 202 while the rest follows by itself.",
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
        read = ReadSheet([])
        async with kept(request.stream()) as file:
            head = file.read(IN_MEMORY_AT_MOST)
            if as_json := is_json(request.headers.get("content-type", ""), head):
                body = _valid((head + file.read()).removeprefix(BOM))
            else:
                more = file.read(1)
                read = await read_sheet(file if more else head, caller.subject)
        if not as_json:
            named = {"sheet": sheet, "opinion": opinion, "recommender": recommender}
            given = {name: value for name, value in named.items() if value is not None}
            body = _valid({**given, "rows": [row.model_dump() for row in read.rows]})
        handed_in = SheetHandedIn(
            programme=programme,
            round=round,
            sheet=body.sheet,
            recommender=_own(caller, body.recommender),
            opinion=body.opinion,
            rows=[SheetRow(rank=row.rank, number=as_numbered(row.number)) for row in body.rows],
        )
        done = await hand_in(handed_in, official=official_of(caller), at=clock.now())
        response.status_code = 200 if done.state == "done" else 202
        return SheetOut.of(done, read, [row.rank for row in body.rows])

    return router


def is_json(media_type: str, content: bytes) -> bool:
    """By its content; a media type of JSON only speaks for what is no sheet either."""
    named = media_type.partition(";")[0].strip().casefold() == "application/json"
    if _JSON.match(content):
        return True
    if not content.strip():
        return named or not media_type
    return named and not (_BINARY in content or _PARTED.search(content, 0, _HEAD))


def _own(caller: Caller, named: str | None) -> str:
    if caller.office is None or named not in (None, caller.office):
        raise Rejected(
            f"Your account recommends for {caller.office or 'no office'}: the claim `office` of a "
            "token says for which.",
            code="forbidden",
            zh=f"您的账号所代表的推荐单位：{caller.office or '无'}（令牌声明 `office`）。",
        )
    return caller.office


def _valid(given: bytes | dict[str, Any]) -> SheetIn:
    try:
        if isinstance(given, bytes):
            return SheetIn.model_validate_json(given)
        return SheetIn.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
