"""An application was submitted: its case opens."""

from services.review.domain.case import Heard
from services.review.usecases.open_case import OpenCase
from shared.clock import Clock
from shared.contracts.applications import ApplicationSubmitted
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def on_submitted(act: OpenCase, clock: Clock) -> Hears:
    """Hears that it happened."""

    async def handle(incoming: Incoming[ApplicationSubmitted]) -> None:
        await act(incoming.event, Heard(incoming.stream, incoming.seq), clock.now())

    return hears(ApplicationSubmitted, handle)
