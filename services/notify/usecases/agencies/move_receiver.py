"""An agency wants to be sent to at another address."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.agencies.reach import Reach
from services.notify.domain.agencies.receiver import receiver_at
from services.notify.domain.agencies.subscription import Act, Side, Subscription
from services.notify.ports.agencies.subscriptions import Subscriptions
from services.notify.usecases.agencies.change_subscription import Reader


@dataclass(frozen=True)
class MoveReceiver:
    """The present address is sent to until the other one has answered a challenge."""

    subscriptions: Subscriptions
    reach: Reach

    async def __call__(
        self, reader: Reader, identity: str, url: str, *, side: Side, at: datetime
    ) -> Subscription:
        """As it is then. Raises NotFound, NotOfThisKind, NotInThisState and WrongFields."""
        wanted = receiver_at(url, self.reach).url
        act = Act(did="address_asked", by=reader.account, side=side, at=at, reason=wanted)
        return await self.subscriptions.change(
            identity, lambda it: reader.check(it).moving(wanted, act), at=at
        )
