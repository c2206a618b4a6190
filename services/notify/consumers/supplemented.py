"""Hears that a supplement came: there is nothing left to remind of."""

from services.notify.usecases.end_reminders import EndReminders
from shared.clock import Clock
from shared.contracts.applications import ApplicationSupplemented
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler


def hears_supplemented(end: EndReminders, clock: Clock) -> Handler:
    """Lets the use case hear `ApplicationSupplemented`."""

    async def heard(incoming: Incoming[ApplicationSupplemented]) -> None:
        event = incoming.event
        await end(
            event.application,
            event.supplement_round,
            stream=incoming.stream,
            seq=incoming.seq,
            at=clock.now(),
        )

    return heard
