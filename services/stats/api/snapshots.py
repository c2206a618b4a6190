"""Reading the snapshots of a round."""

from datetime import datetime

from fastapi import APIRouter, Depends

from services.stats.domain.published import Figure
from services.stats.domain.snapshot import Moment, Snapshot
from services.stats.usecases.read_snapshots import ReadSnapshots
from shared.http.auth import public
from shared.http.documented import refusals
from shared.record import Record


class ListSnapshot(Record):
    """The figures when something happened to a list; none until all that they count was heard.

    Of a correction of an announced list `correction` says which one.

    Of a freeze that was taken back `unfrozen_at` says when; its figures stay.
    """

    list: str
    stage: str | None
    moment: Moment
    at: datetime
    programme_version: str
    listed: int
    correction: int | None
    taken: bool
    unfrozen_at: datetime | None
    measures: tuple[Figure, ...]


class ListSnapshots(Record):
    """The snapshots of a round, in the order in which it came to them."""

    programme: str
    round: str
    snapshots: tuple[ListSnapshot, ...]


def routes(read: ReadSnapshots) -> APIRouter:
    """Routes that everybody may read."""
    router = APIRouter(
        prefix="/stats/v1/rounds/{programme}/{round}",
        tags=["figures"],
        dependencies=[Depends(public)],
        responses=refusals("unknown-programme", "unknown-round"),
    )

    @router.get("/snapshots", summary="The figures as they were at each moment of a list")
    async def snapshots(programme: str, round: str) -> ListSnapshots:
        """A snapshot is taken once and never changes: when a list is frozen, put under notice,
        announced and corrected, by the version of the definition that the list goes by.
        """
        found = await read(programme, round)
        return ListSnapshots(programme=programme, round=round, snapshots=tuple(map(_answer, found)))

    return router


def _answer(snapshot: Snapshot) -> ListSnapshot:
    moment = snapshot.of
    return ListSnapshot(
        list=moment.list,
        stage=moment.stage,
        moment=moment.moment,
        at=moment.at,
        programme_version=moment.programme_version,
        listed=moment.listed,
        correction=moment.correction or None,
        taken=snapshot.figures is not None,
        unfrozen_at=snapshot.unfrozen_at,
        measures=snapshot.figures or (),
    )
