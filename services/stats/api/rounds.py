"""Reading the figures of a round."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from services.stats.domain.board import Board, Series, StageOfRound
from services.stats.domain.published import External, Figure
from services.stats.ports import Clock, Tallies
from services.stats.usecases.read_board import ReadBoard
from services.stats.usecases.read_cells import Cells, ReadCells
from services.stats.usecases.read_series import ReadSeries
from shared.http.auth import allow, public
from shared.http.documented import refusals
from shared.http.sent import SentDay
from shared.record import Record
from shared.values import Bilingual

AsOf = Annotated[
    SentDay | None,
    Query(description="as it was at the end of this day in Beijing", examples=["2019-08-30"]),
]
PublicMilestone = Annotated[
    str,
    Query(description="a milestone of the funnel, or one that ends it", examples=["submitted"]),
]


CutBy = Annotated[
    str,
    Query(
        description="district, industry, category, or a fact that the programme declares and "
        "does not keep secret",
        examples=["district"],
    ),
]


class Figures(Record):
    """The published figures of a round, each with its base."""

    programme: str
    programme_version: str
    round: str
    name: Bilingual
    stage: StageOfRound
    as_of: datetime
    snapshot: int
    measures: tuple[Figure, ...]
    external: tuple[External, ...]


class Position(Record):
    """How far each stream is folded durably: stream → partition → next offset; and their sum."""

    streams: dict[str, dict[int, int]]
    folded: int


def routes(
    board: ReadBoard, cells: ReadCells, series: ReadSeries, tallies: Tallies, clock: Clock
) -> APIRouter:
    """Routes that everybody may read."""
    router = APIRouter(
        prefix="/stats/v1/rounds/{programme}/{round}",
        tags=["figures"],
        dependencies=[Depends(public)],
        responses=refusals("unknown-programme", "unknown-round"),
    )

    @router.get("", summary="The published figures, each with its base")
    async def figures(programme: str, round: str, as_of: AsOf = None) -> Figures:
        """Each figure tells its parts, the people it is about, its date, its rounding and its
        source.
        """
        found = await board(programme, round, at=clock.now(), as_of=as_of)
        return Figures(
            programme=programme,
            programme_version=found.programme_version,
            round=round,
            name=found.programme_name,
            stage=found.stage,
            as_of=found.as_of,
            snapshot=found.snapshot,
            measures=found.tiles,
            external=found.external,
        )

    @router.get("/board", summary="Everything that the board shows")
    async def whole_board(programme: str, round: str, as_of: AsOf = None) -> Board:
        """The same that the page and its stream show, in one document."""
        return await board(programme, round, at=clock.now(), as_of=as_of)

    @router.get(
        "/cells",
        summary="Counts by district, industry, category or a declared fact",
        responses=refusals("unauthenticated", "forbidden", "invalid-request"),
        openapi_extra={"security": [{}, {"bearer": []}]},
    )
    async def by_cell(request: Request, programme: str, round: str, by: CutBy) -> Cells:
        """Small numbers are kept back, unless an official sends a token."""
        return await cells(programme, round, by, official=await _is_official(request))

    @router.get(
        "/series",
        summary="How a count grew by working day of the cycle",
        responses=refusals("invalid-request"),
    )
    async def by_day(
        programme: str, round: str, milestone: PublicMilestone, as_of: AsOf = None
    ) -> Series:
        """Days without change are left out; working days are counted from the cycle's first."""
        return await series(programme, round, milestone, as_of=as_of)

    @router.get("/position", summary="How far the events are folded durably")
    async def position(programme: str, round: str) -> Position:
        """For knowing when an event of which the offset is known is in the figures."""
        streams = await tallies.positions()
        return Position(streams=streams, folded=sum(sum(s.values()) for s in streams.values()))

    return router


_official = allow("association", "recommender", "reviewer", "officer", "operator")


async def _is_official(request: Request) -> bool:
    """Whether the caller sees small numbers. Raises Rejected for a token that is no good."""
    if "authorization" not in request.headers:
        return False
    await _official(request)
    return True
