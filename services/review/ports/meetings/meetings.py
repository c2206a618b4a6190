"""Meetings and their agendas."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.meeting import Meeting, MeetingStep
from services.review.ports.held import HeldMeeting


class Meetings(Protocol):
    """Meetings; a case is on the agenda of one at a time, until that is closed or adjourned."""

    async def plan(self, meeting: Meeting, agenda: Sequence[AgendaItem], at: datetime) -> None:
        """Saves a new meeting with its agenda at once.

        Raises AlreadyExists for one of this id, and StaleWrite when a case was put on the agenda
        of another one meanwhile.
        """
        ...

    async def get(self, meeting_id: str) -> HeldMeeting | None:
        """The meeting of this id."""
        ...

    async def of_round(self, programme: str, round_id: str) -> Sequence[Meeting]:
        """The meetings of a round, the first held first."""
        ...

    async def save(
        self,
        held: HeldMeeting,
        step: MeetingStep,
        at: datetime,
        *,
        items: Sequence[AgendaItem] = (),
        taken_off: Sequence[str] = (),
        over: bool = False,
    ) -> None:
        """Saves the meeting, items that are new or changed, and which are gone, at once.

        `over` lets its cases go on to the agenda of another meeting. Raises StaleWrite when the
        meeting has moved on, or a case was put on the agenda of another one meanwhile.
        """
        ...

    async def agenda(
        self, meeting_id: str, applications: Sequence[str] | None = None
    ) -> Sequence[AgendaItem]:
        """The items of a meeting in their order, all or those of these applications."""
        ...

    async def agenda_page(self, meeting_id: str, after: int, limit: int) -> Sequence[AgendaItem]:
        """Items after a number, in their order."""
        ...

    async def on_agendas(self, applications: Sequence[str]) -> Mapping[str, str]:
        """By application the meeting on whose agenda it is, of those that are not over."""
        ...

    async def deciding(self) -> Sequence[HeldMeeting]:
        """Closed meetings of which cases still wait to be decided."""
        ...

    async def unsettled(self, meeting_id: str, limit: int) -> Sequence[AgendaItem]:
        """Items of a closed meeting that nobody has dealt with yet."""
        ...

    async def settle(self, meeting_id: str, applications: Sequence[str]) -> None:
        """Notes that the closed meeting has no more to do with these applications."""
        ...
