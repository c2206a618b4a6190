"""The work that tells agencies by mail what befell their receivers."""

from datetime import timedelta

from services.notify.ports.agencies.subscriptions import Subscriptions
from services.notify.usecases.agencies.tell_agency import TellAgency
from shared.clock import Clock
from shared.journal.lease import Lease
from shared.looping import keep_doing

MAIL_EVERY = timedelta(seconds=10)
LEASE_LASTS = timedelta(minutes=2)


class Telling:
    """One replica at a time; what the mail server does not take now is tried at the next look."""

    def __init__(
        self, subscriptions: Subscriptions, tell: TellAgency, lease: Lease, clock: Clock
    ) -> None:
        self._subscriptions = subscriptions
        self._tell = tell
        self._lease = lease
        self._clock = clock

    async def run(self) -> None:
        """Tells until cancelled."""
        await keep_doing("mails to agencies", self.once, MAIL_EVERY)

    async def once(self) -> None:
        """Tells whoever is to be told now."""
        if not await self._lease.held():
            return
        for subscription in await self._subscriptions.unmailed():
            await self._tell(subscription, at=self._clock.now())
