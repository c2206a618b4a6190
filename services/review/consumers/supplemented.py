"""A supplement was sent: the case returns to formal review."""

from services.review.domain.case import Heard
from services.review.usecases.hear_supplement import HearSupplement
from shared.clock import Clock
from shared.contracts.applications import ApplicationSupplemented
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def on_supplemented(act: HearSupplement, clock: Clock) -> Hears:
    """Hears that it happened."""

    async def handle(incoming: Incoming[ApplicationSupplemented]) -> None:
        await act(incoming.event, Heard(incoming.stream, incoming.seq), clock.now())

    return hears(ApplicationSupplemented, handle)
