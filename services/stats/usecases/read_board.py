"""Reads everything that the board shows of a round."""

from dataclasses import dataclass
from datetime import date, datetime

from services.stats.domain.board import Board
from services.stats.domain.districts import districts
from services.stats.domain.measuring import board_changed_on, externals, printed
from services.stats.domain.progress import (
    column,
    exits,
    failed_column,
    outcome,
    series,
    steps,
)
from services.stats.domain.public_record import changes, stage
from services.stats.usecases.read_known import ReadKnown
from shared.calendar import Calendar, beijing_date
from shared.programmes import Stage


@dataclass(frozen=True)
class ReadBoard:
    """A board as of now, or as it was at the end of an earlier day in Beijing."""

    read: ReadKnown
    calendar: Calendar

    async def __call__(
        self, programme: str, round_: str, *, at: datetime, as_of: date | None = None
    ) -> Board:
        """The board. Raises UnknownProgramme or UnknownRound."""
        found = await self.read(programme, round_, at=at, as_of=as_of)
        (definition, cycle), moment = found.cycle, found.known.at

        def over(tier: Stage) -> bool:
            return cycle.recommending_is_over(moment, tier.id)

        way, counts, reached = definition.way, found.counts, found.known.reached
        return Board(
            programme=programme,
            programme_name=definition.name,
            programme_version=definition.version,
            subject=definition.subject,
            round=round_,
            year=cycle.year,
            session=cycle.session,
            stage=stage(way, cycle, found.known.record, moment),
            as_of=moment,
            changed_on=board_changed_on(found.known),
            live=as_of is None,
            snapshot=found.version,
            tiles=found.figures.of(definition.measures),
            base=column(way, way.base),
            success=column(way, way.success),
            failed=failed_column(way),
            districts=districts(definition, counts.by_district(as_of)),
            outcome=outcome(way, reached),
            funnel=steps(way.funnel, way, reached),
            exits=exits(way, reached, recommending_is_over=over),
            changes=changes(
                definition,
                found.known.record,
                found.known.entered,
                as_of,
                found.known.activities.held,
            ),
            series=tuple(
                series(m, counts, beijing_date(cycle.opens_at), self.calendar, as_of)
                for m in way.funnel
            ),
            external=externals(definition, found.known.entered),
            printed=printed(definition, cycle),
        )

    async def snapshot(self, programme: str, round_: str) -> int:
        """The number that the board of a round has now; cheap to ask for."""
        return await self.read.version(programme, round_)
