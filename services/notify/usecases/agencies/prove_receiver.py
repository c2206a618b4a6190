"""A receiver proves that it is meant: it gives back what it was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.agencies.own_messages import challenge
from services.notify.domain.agencies.subscription import Act, Side, Subscription
from services.notify.domain.agencies.subscription_refusals import NotProven, SentJustBefore
from services.notify.ports import Wake
from services.notify.ports.agencies.subscriptions import (
    Progress,
    Receivers,
    Sent,
    Subscriptions,
)
from services.notify.usecases.agencies.change_subscription import Reader


@dataclass(frozen=True)
class ProveReceiver:
    """Sends a challenge and reads the answer; what failed before is forgotten then.

    One that is to be sent to another address has that one asked, and is sent there from then on.

    `token` gives letters that nobody can guess.
    """

    subscriptions: Subscriptions
    progress: Progress
    receivers: Receivers
    token: Callable[[], str]
    wake: Wake

    async def __call__(
        self, reader: Reader, identity: str, *, side: Side, at: datetime, real: datetime
    ) -> Subscription:
        """As it is then. Raises NotFound, NotInThisState, SentJustBefore and NotProven."""
        act = Act(did="proven", by=reader.account, side=side, at=at)
        found = reader.check(await self.subscriptions.get(identity))
        found.proven(act, found.to_prove)
        if seconds := await self.progress.may_call(identity, real=real):
            raise SentJustBefore(seconds)
        token = self.token()
        message = challenge(identity, token, at=real)
        asked = found.model_copy(update={"url": found.to_prove})
        _check(await self.receivers.send(asked, message.id, message.body), token)
        await self.progress.succeeded(identity)
        proven = await self.subscriptions.change(
            identity, lambda it: it.proven(act, asked.receiver), at=at
        )
        self.wake()
        return proven


def _check(sent: Sent, token: str) -> None:
    attempt = sent.attempt
    if attempt.fault is not None:
        raise NotProven(f"no answer came ({attempt.fault})", f"没有应答（{attempt.fault}）")
    if not attempt.succeeded:
        raise NotProven(f"it answered {attempt.status}", f"应答状态为 {attempt.status}")
    if token not in sent.text:
        raise NotProven("its answer has another text", "应答正文中没有该内容")
