"""Changes many items of an agenda, each by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from services.review.domain.case import Case
from services.review.domain.case.refusals import not_now
from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.closing import is_waiting
from services.review.domain.meetings.meeting import MeetingStep, refuse_closed
from services.review.domain.meetings.refusals import NotOnAgenda
from services.review.domain.official import Official
from services.review.ports import Cases, Meetings
from services.review.usecases.case.bulk import Order, Result, repeated, unknown_case
from services.review.usecases.meetings.known_meeting import (
    KnownMeeting,
    MeetingKey,
    known_meeting,
)
from services.review.usecases.rules import Rules
from shared.errors import Rejected
from shared.programmes import Place
from shared.retrying import retry

O = TypeVar("O", bound=Order)  # noqa: E741
Change = Callable[[KnownMeeting, AgendaItem, Case, O], AgendaItem]
"""Does an order; an item that stays as it is is done already."""


@dataclass(frozen=True)
class ChangeItems:
    """One read, the domain for each, one write; done anew when the meeting has moved on."""

    meetings: Meetings
    cases: Cases
    rules: Rules

    async def __call__(
        self,
        key: MeetingKey,
        orders: Sequence[O],
        change: Change[O],
        *,
        official: Official,
        at: datetime,
    ) -> list[Result]:
        """What became of each order, in their order.

        Raises NotFound, Rejected (forbidden), MeetingClosed and StaleWrite.
        """
        problems = repeated([order.application for order in orders])
        single = [order for order in orders if order.application not in problems]

        async def once() -> dict[str, Rejected]:
            known = await known_meeting(self.meetings, self.rules, key, official)
            refuse_closed(known.meeting)
            changed, refused = await self._changed(known, single, change)
            if changed:
                await self.meetings.save(known.held, MeetingStep(known.meeting), at, items=changed)
            return refused

        problems |= await retry(once)
        return [Result(order.application, problems.get(order.application)) for order in orders]

    async def _changed(
        self, known: KnownMeeting, orders: Sequence[O], change: Change[O]
    ) -> tuple[list[AgendaItem], dict[str, Rejected]]:
        applications = [order.application for order in orders]
        there = await self.meetings.agenda(known.meeting.id, applications)
        items = {item.application: item for item in there}
        cases = await self.cases.get_many(applications)
        changed: list[AgendaItem] = []
        refused: dict[str, Rejected] = {}
        for order in orders:
            item, held = items.get(order.application), cases.get(order.application)
            try:
                if held is None:
                    raise unknown_case(order.application)
                if item is None:
                    raise NotOnAgenda(order.application, known.meeting.id)
                self._refuse_gone(known, held.record)
                after = change(known, item, held.record, order)
            except Rejected as problem:
                refused[order.application] = problem
                continue
            if after != item:
                changed.append(after)
        return changed, refused

    def _refuse_gone(self, known: KnownMeeting, case: Case) -> None:
        programme = self.rules.of(case)
        if not is_waiting(case, programme, known.meeting):
            stage = known.meeting.stage_in(known.programme.way)
            raise not_now(case, programme, Place(stage, stage.first))
