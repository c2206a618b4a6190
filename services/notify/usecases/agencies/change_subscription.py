"""Somebody changes a subscription, within what its state allows."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.agencies.subscription import Subscription
from services.notify.ports import Wake
from services.notify.ports.agencies.subscriptions import Change, Subscriptions
from shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks; an agency knows its own subscriptions only, an operator those of all."""

    account: str
    owner: str | None

    def check(self, subscription: Subscription) -> Subscription:
        """The same; raises NotFound when it is another's."""
        if self.owner is not None and subscription.owner != self.owner:
            raise NotFound("subscription", subscription.id)
        return subscription


@dataclass(frozen=True)
class ChangeSubscription:
    """Loads it, has it changed, and saves it; who sends it hears of that."""

    subscriptions: Subscriptions
    wake: Wake

    async def __call__(
        self, reader: Reader, identity: str, change: Change, *, at: datetime
    ) -> Subscription:
        """As it is then. Raises NotFound, and what `change` raises."""
        found = await self.subscriptions.change(
            identity, lambda subscription: change(reader.check(subscription)), at=at
        )
        self.wake()
        return found
