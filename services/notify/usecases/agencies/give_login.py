"""An operator says by which login an agency reads the topic."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.agencies.subscription import Act, Subscription
from services.notify.ports.agencies.subscriptions import Subscriptions


@dataclass(frozen=True)
class GiveLogin:
    """Only notes it; rights in Kafka are made by `laurel provision`, or by whoever runs Kafka."""

    subscriptions: Subscriptions

    async def __call__(
        self, identity: str, login: str, *, account: str, at: datetime
    ) -> Subscription:
        """As it is then. Raises NotFound, NotOfThisKind and NotInThisState."""
        act = Act(did="login_given", by=account, side="operator", at=at, reason=login)
        return await self.subscriptions.change(identity, lambda it: it.given(login, act), at=at)
