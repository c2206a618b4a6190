"""Hears when a supplement is due, which the inbox shows and reminders tell."""

from services.notify.domain.supplement_clock import SupplementClock
from services.notify.usecases.show_due_date import ShowDueDate
from shared.clock import Clock
from shared.contracts.reviews import SupplementClockStarted
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler


def hears_supplement_clock_started(show: ShowDueDate, clock: Clock) -> Handler:
    """Lets the use case hear `SupplementClockStarted`."""

    async def heard(incoming: Incoming[SupplementClockStarted]) -> None:
        event = incoming.event
        await show(
            event.application,
            SupplementClock(
                supplement_round=event.supplement_round,
                delivered_at=event.delivered_at,
                channel=event.channel,
                due_at=event.due_at,
                explanation=event.explanation,
                cause=incoming.id,
                remind_at=event.remind_at,
            ),
            stream=incoming.stream,
            seq=incoming.seq,
            at=clock.now(),
        )

    return heard
