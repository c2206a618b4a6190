"""An application was withdrawn: its case closes."""

from services.review.domain.case import Heard
from services.review.usecases.withdraw import Withdraw
from shared.clock import Clock
from shared.contracts.applications import ApplicationWithdrawn
from shared.messaging.incoming import Incoming
from shared.messaging.listener import Hears, hears


def on_withdrawn(act: Withdraw, clock: Clock) -> Hears:
    """Hears that it happened."""

    async def handle(incoming: Incoming[ApplicationWithdrawn]) -> None:
        await act(incoming.event, Heard(incoming.stream, incoming.seq), clock.now())

    return hears(ApplicationWithdrawn, handle)
