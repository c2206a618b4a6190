"""A notification was delivered: the supplement clock starts."""

from services.review.domain.case import Heard
from services.review.usecases.hear_delivery import HearDelivery
from shared.clock import Clock
from shared.contracts.notices import NoticeDelivered
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def on_delivered(act: HearDelivery, clock: Clock) -> Hears:
    """Hears that it happened."""

    async def handle(incoming: Incoming[NoticeDelivered]) -> None:
        await act(incoming.event, Heard(incoming.stream, incoming.seq), clock.now())

    return hears(NoticeDelivered, handle)
