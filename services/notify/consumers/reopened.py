"""Hears that a supplement had arrived in time: a non-acceptance holds no longer."""

from datetime import UTC, datetime

from services.notify.domain.reopening import Reopening
from services.notify.usecases.take_back import TakeBack
from shared.clock import Clock
from shared.contracts.reviews import CaseReopened
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Handler
from shared.trace import current_traceparent


def hears_reopened(take_back: TakeBack, clock: Clock) -> Handler:
    """Lets the use case hear `CaseReopened`."""

    async def heard(incoming: Incoming[CaseReopened]) -> None:
        event = incoming.event
        await take_back(
            event.application,
            Reopening(
                seq=incoming.seq,
                cause=incoming.id,
                received_at=event.received_at,
                at=event.at,
                traceparent=current_traceparent(),
            ),
            stream=incoming.stream,
            at=clock.now(),
            real=datetime.now(UTC),
        )

    return heard
