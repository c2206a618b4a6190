"""Whether receivers work: who takes nothing for days is warned of, and then given up."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from services.notify.domain.agencies.attempt import Attempt
from services.notify.domain.agencies.failing import DISABLED_AFTER, WARNED_AFTER, measure
from services.notify.domain.agencies.subscription import Act, Subscription
from services.notify.ports.agencies.subscriptions import Standing, Subscriptions
from shared.clock import Clock
from shared.logs import logger

US = "laurel"

log = logger("webhooks")


class Failures(Protocol):
    """Since when receivers fail."""

    async def failed(self, subscription: str, *, real: datetime) -> Standing:
        """Its receiver has taken nothing just now; as it stands then."""
        ...

    async def succeeded(self, subscription: str) -> None:
        """Its receiver has taken something."""
        ...

    async def warned(self, subscription: str, *, real: datetime) -> None:
        """Somebody was warned that it fails."""
        ...


class Watching:
    """Hears of every attempt, and disables subscriptions whose receivers are gone."""

    def __init__(self, subscriptions: Subscriptions, failures: Failures, clock: Clock) -> None:
        self._subscriptions = subscriptions
        self._failures = failures
        self._clock = clock
        self._failing: set[str] = set()

    def begins(self, subscription: str, *, failing: bool) -> None:
        """What this process knows of a receiver that it begins to send to."""
        (self._failing.add if failing else self._failing.discard)(subscription)

    async def heard(self, subscription: Subscription, attempts: Sequence[Attempt]) -> bool:
        """Whether anything more may be sent to it."""
        identity = subscription.id
        if any(attempt.gone for attempt in attempts):
            await self._disable(identity, "the receiver answered 410 Gone")
            return False
        if any(attempt.succeeded for attempt in attempts):
            if identity in self._failing:
                await self._failures.succeeded(identity)
                self._failing.discard(identity)
            return True
        real = datetime.now(UTC)
        self._failing.add(identity)
        stands = await self._failures.failed(identity, real=real)
        match measure(stands.failing_since, warned=stands.warned_at is not None, real=real):
            case "warn":
                log.warning(
                    "receiver fails", subscription=identity, since=str(stands.failing_since)
                )
                await self._warn(identity, f"took nothing for {WARNED_AFTER.days} day")
                await self._failures.warned(identity, real=real)
            case "disable":
                await self._disable(identity, f"took nothing for {DISABLED_AFTER.days} days")
                return False
        return True

    async def _warn(self, identity: str, why: str) -> None:
        at = self._clock.now()
        act = Act(did="warned", by=US, side="laurel", at=at, reason=why)
        await self._subscriptions.change(identity, lambda it: it.warned(act), at=at)

    async def _disable(self, identity: str, why: str) -> None:
        at = self._clock.now()
        act = Act(did="disabled", by=US, side="laurel", at=at, reason=why)
        log.warning("subscription disabled", subscription=identity, reason=why)
        await self._subscriptions.change(identity, lambda it: it.disabled(act), at=at)
