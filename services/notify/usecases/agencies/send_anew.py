"""What was sent or read comes anew: one message, or all behind a cursor."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.agencies.cursor import Cursor
from services.notify.domain.agencies.subscription import Act, Side, Subscription
from services.notify.domain.agencies.subscription_refusals import NotInThisState
from services.notify.ports import Wake
from services.notify.ports.agencies.subscriptions import (
    Deliveries,
    DeliveryLine,
    Progress,
    Subscriptions,
)
from services.notify.usecases.agencies.change_subscription import Reader
from services.notify.usecases.agencies.read_outcomes import ReadOutcomes


@dataclass(frozen=True)
class SendAnew:
    """Each message goes with the id that it had, so that receivers know what they have."""

    subscriptions: Subscriptions
    progress: Progress
    deliveries: Deliveries
    read: ReadOutcomes
    wake: Wake

    async def one(
        self, reader: Reader, identity: str, position: int, *, real: datetime
    ) -> DeliveryLine:
        """At once, or as soon as it is active. Raises NotFound, NotInThisState."""
        found = reader.check(await self.subscriptions.get(identity))
        found.check_kind("webhook")
        if found.state == "ended":
            raise NotInThisState(identity, found.state)
        line = await self.deliveries.retry(identity, position, real=real)
        self.wake()
        return line

    async def behind(
        self, reader: Reader, identity: str, cursor: Cursor, *, side: Side, at: datetime
    ) -> Subscription:
        """All behind this cursor. Raises NotFound, NotInThisState, and Rejected for a foreign one.

        Who reads a feed says so of each page that it has dealt with: what is ahead is no act.
        Killed in between, it is sent anew and that is not noted.
        """
        found = reader.check(await self.subscriptions.get(identity))
        await self.read.check(cursor, "after")
        if found.kind == "feed":
            found.check_read()
            if cursor.position >= (await self.progress.of(identity)).up_to:
                await self.progress.rewind(identity, cursor.position)
                return found
        act = Act(did="rewound", by=reader.account, side=side, at=at, reason=cursor.text)
        found.rewound(act)
        await self.progress.rewind(identity, cursor.position)
        # Its new version has whoever sends it read how far it is.
        found = await self.subscriptions.change(identity, lambda it: it.rewound(act), at=at)
        self.wake()
        return found
