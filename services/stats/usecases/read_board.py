"""Reads everything that the board shows of a round."""

from dataclasses import dataclass
from datetime import date, datetime

from services.stats.domain.board import Board
from services.stats.domain.districts import districts
from services.stats.domain.measuring import externals, figures, printed
from services.stats.domain.progress import (
    column,
    exits,
    failed_column,
    outcome,
    series,
    steps,
)
from services.stats.domain.public_record import changes, stage
from services.stats.ports import ExternalFigures, PublicRecords, Tallies
from services.stats.usecases.definitions import cycle_of
from shared.calendar import Calendar, beijing_date, end_of_day
from shared.programmes import Programmes


@dataclass(frozen=True)
class ReadBoard:
    """A board as of now, or as it was at the end of an earlier day in Beijing."""

    programmes: Programmes
    tallies: Tallies
    external: ExternalFigures
    records: PublicRecords
    calendar: Calendar

    async def __call__(
        self, programme: str, round_: str, *, at: datetime, as_of: date | None = None
    ) -> Board:
        """The board. Raises UnknownProgramme or UnknownRound."""
        definition, cycle = cycle_of(self.programmes, programme, round_)
        way = definition.way
        counts = await self.tallies.counts(programme, round_)
        all_entered = await self.external.of_round(programme, round_)
        record = await self.records.of_round(programme, round_)
        # Of a day that is not over only the beginning is known; the calendar's last has no end.
        moment = at if as_of is None or as_of >= beijing_date(at) else end_of_day(as_of)
        entered = {i: e if as_of is None else e.until(as_of) for i, e in all_entered.items()}
        reached = counts.reached(as_of)
        return Board(
            programme=programme,
            programme_name=definition.name,
            programme_version=definition.version,
            subject=definition.subject,
            round=round_,
            year=cycle.year,
            stage=stage(way, cycle, record, moment),
            as_of=moment,
            live=as_of is None,
            snapshot=counts.version + record.version + sum(e.version for e in all_entered.values()),
            tiles=figures(definition, cycle, reached, entered, moment),
            base=column(way, way.base),
            success=column(way, way.success),
            failed=failed_column(way),
            districts=districts(definition, counts.by_district(as_of)),
            outcome=outcome(way, reached),
            funnel=steps(way.funnel, way, reached),
            exits=exits(way, reached, recommending_is_over=cycle.recommending_is_over(moment)),
            changes=changes(definition, record, entered, as_of),
            series=tuple(
                series(m, counts, beijing_date(cycle.opens_at), self.calendar, as_of)
                for m in way.funnel
            ),
            external=externals(definition, entered),
            printed=printed(definition, cycle),
        )

    async def snapshot(self, programme: str, round_: str) -> int:
        """The number that the board of a round has now; cheap to ask for."""
        return (
            await self.tallies.version(programme, round_)
            + await self.records.version(programme, round_)
            + await self.external.version(programme, round_)
        )
