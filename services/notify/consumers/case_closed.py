"""Hears that an application was withdrawn: nothing more is sent about it."""

from services.notify.usecases.drop_notices import DropNotices
from shared.clock import Clock
from shared.contracts.reviews import CaseClosed
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler


def hears_case_closed(drop: DropNotices, clock: Clock) -> Handler:
    """Lets the use case hear `CaseClosed`."""

    async def heard(incoming: Incoming[CaseClosed]) -> None:
        event = incoming.event
        await drop(
            event.application,
            closed_at=event.at,
            stream=incoming.stream,
            seq=incoming.seq,
            at=clock.now(),
        )

    return heard
