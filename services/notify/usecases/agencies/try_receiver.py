"""An agency has a test sent to its receiver, and sees what comes back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.agencies.attempt import Attempt
from services.notify.domain.agencies.own_messages import trial
from services.notify.domain.agencies.subscription_refusals import NotInThisState, SentJustBefore
from services.notify.ports.agencies.subscriptions import Progress, Receivers, Subscriptions
from services.notify.usecases.agencies.change_subscription import Reader


@dataclass(frozen=True)
class TryReceiver:
    """Nothing but the attempt comes of it, and it is not tried later."""

    subscriptions: Subscriptions
    progress: Progress
    receivers: Receivers
    token: Callable[[], str]

    async def __call__(self, reader: Reader, identity: str, *, real: datetime) -> Attempt:
        """What came back. Raises NotFound, NotInThisState, NotOfThisKind, SentJustBefore."""
        found = reader.check(await self.subscriptions.get(identity))
        found.check_kind("webhook")
        # Nobody but the owner of a receiver may have it called.
        if found.state not in ("active", "paused"):
            raise NotInThisState(identity, found.state)
        if seconds := await self.progress.may_call(identity, real=real):
            raise SentJustBefore(seconds)
        message = trial(identity, self.token(), at=real)
        return (await self.receivers.send(found, message.id, message.body)).attempt
