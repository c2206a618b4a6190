"""A notification bounced: the clock does not start."""

from services.review.domain.case import Heard
from services.review.usecases.hear_delivery import HearBounce
from shared.clock import Clock
from shared.contracts.notices import NoticeBounced
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def on_bounced(act: HearBounce, clock: Clock) -> Hears:
    """Hears that it happened."""

    async def handle(incoming: Incoming[NoticeBounced]) -> None:
        await act(incoming.event, Heard(incoming.stream, incoming.seq), clock.now())

    return hears(NoticeBounced, handle)
