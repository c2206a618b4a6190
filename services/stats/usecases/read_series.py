"""Reads how a count grew by working day."""

from dataclasses import dataclass
from datetime import date

from services.stats.domain.board import Series
from services.stats.domain.progress import series
from services.stats.ports import Tallies
from services.stats.usecases.definitions import cycle_of
from shared.calendar import Calendar, beijing_date
from shared.errors import Rejected, one_of
from shared.programmes import Milestone, Path, Programmes


@dataclass(frozen=True)
class ReadSeries:
    """The cumulative line of one milestone."""

    programmes: Programmes
    tallies: Tallies
    calendar: Calendar

    async def __call__(
        self, programme: str, round_: str, milestone: str, *, as_of: date | None
    ) -> Series:
        """The line. Raises UnknownProgramme or UnknownRound; Rejected for a milestone of neither
        the funnel nor an end.
        """
        definition, cycle = cycle_of(self.programmes, programme, round_)
        shown = {m.id: m for m in public_milestones(definition.way)}
        if milestone not in shown:
            fault = one_of("milestone", shown)
            raise Rejected(
                f"{programme} shows no milestone {milestone!r} to everybody: {fault.message}.",
                (fault,),
                code="invalid-request",
                zh=f"{programme} 不公开节点“{milestone}”：{fault.zh}。",
            )
        counts = await self.tallies.counts(programme, round_)
        first = beijing_date(cycle.opens_at)
        return series(shown[milestone], counts, first, self.calendar, as_of)


def public_milestones(way: Path) -> tuple[Milestone, ...]:
    """The milestones of the funnel, and those that end an application."""
    ends = [end.milestone for end in way.exits if end.how != "left_out"]
    return (*way.funnel, *ends)
