"""A subscription gets a new secret; the former one signs too, until receivers know the new one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notify.domain.agencies.subscription import Act, Side, Subscription
from services.notify.ports import Wake
from services.notify.ports.agencies.subscriptions import Secrets, Subscriptions
from services.notify.usecases.agencies.change_subscription import Reader


@dataclass(frozen=True)
class ReplaceSecret:
    """The new secret is shown this once; `overlap` may be nothing, for one that got out."""

    subscriptions: Subscriptions
    secrets: Secrets
    wake: Wake

    async def __call__(
        self,
        reader: Reader,
        identity: str,
        overlap: timedelta,
        *,
        side: Side,
        at: datetime,
        real: datetime,
    ) -> tuple[Subscription, str]:
        """As it is then, with the secret. Raises NotFound, NotInThisState, Unavailable."""
        kept, shown = self.secrets.new_secret()
        act = Act(did="secret_replaced", by=reader.account, side=side, at=at)

        def replace(subscription: Subscription) -> Subscription:
            until = real + overlap
            return reader.check(subscription).with_secret(kept, act, former_until=until)

        found = await self.subscriptions.change(identity, replace, at=at)
        self.wake()
        return found, shown
