"""Enterprises are reminded before the call closes: of complete drafts, and of what they owe."""

from dataclasses import dataclass, field
from datetime import datetime

from services.intake.domain import events
from services.intake.domain.application import Application
from services.intake.domain.draft_reminder import reminder_due
from services.intake.domain.fields import misfits
from services.intake.ports import Applications, DraftReminders, Enterprises
from services.intake.usecases.self_check import self_checked
from shared.errors import StaleWrite
from shared.programmes import Programme, Programmes, Round
from shared.trace import traced


@dataclass(frozen=True)
class RemindOfDrafts:
    """Once for each time that the programme has; whoever completes a draft later is in time yet.

    A process goes through the drafts of a round once for each of these times. Whoever takes over
    from it does so anew, and finds those reminded of already. Members of a cohort are reminded
    whatever their drafts lack.
    """

    applications: Applications
    reminders: DraftReminders
    enterprises: Enterprises
    programmes: Programmes
    _gone_through: set[tuple[str, str, datetime]] = field(default_factory=set)

    async def __call__(self, at: datetime) -> int:
        """How many were reminded; one that somebody else was quicker with is left to them."""
        reminded = 0
        for programme, round_ in self.programmes.open_rounds(at):
            moment = reminder_due(programme, round_, at)
            if moment is None or (programme.id, round_.id, moment) in self._gone_through:
                continue
            reminded += await self._go_through(programme, round_, moment, at)
            self._gone_through.add((programme.id, round_.id, moment))
        return reminded

    async def _go_through(
        self, programme: Programme, round_: Round, moment: datetime, at: datetime
    ) -> int:
        reminded = 0
        drafts = self.applications.drafts_in(programme.id, round_.id, opened_by=moment)
        async for found in drafts:
            draft = found.application
            if draft.call is None and not await self._is_complete(draft, programme, at):
                continue
            closing = events.call_closing(draft, programme, round_.closes_at, at)
            try:
                with traced(None, "remind of draft"):
                    reminded += await self.reminders.remind(draft.id, moment, closing, at=at)
            except StaleWrite:
                continue
        return reminded

    async def _is_complete(self, draft: Application, programme: Programme, at: datetime) -> bool:
        # What newer rules do not fit can't be submitted as it is.
        if misfits(programme, draft):
            return False
        found = await self_checked(draft, programme, self.enterprises, at)
        return found.report.complete and not found.obstacles
