"""What is needed to keep subscriptions, and to send to their receivers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.notify.domain.agencies.attempt import Attempt, Fate, Verdict
from services.notify.domain.agencies.public_outcome import PublicOutcome
from services.notify.domain.agencies.subscription import Befell, State, Subscription
from services.notify.domain.notice import Letter
from shared.record import Record
from shared.values import Instant

Change = Callable[[Subscription], Subscription]


@dataclass(frozen=True, slots=True)
class SubscriptionPage:
    """Subscriptions, the newest first, and where to go on."""

    rows: Sequence[Subscription]
    next: str | None


class Subscriptions(Protocol):
    """All subscriptions, each with what was done to it."""

    async def create(self, subscription: Subscription, *, at: datetime) -> None:
        """Keeps a new one."""
        ...

    async def get(self, identity: str) -> Subscription:
        """The one with this id. Raises NotFound."""
        ...

    async def change(self, identity: str, change: Change, *, at: datetime) -> Subscription:
        """Saves what `change` makes of the newest state. Raises NotFound, Unavailable."""
        ...

    async def page(
        self, *, owner: str | None, state: State | None, after: str | None, limit: int
    ) -> SubscriptionPage:
        """Those of an agency, or of all, the newest first; `after` is a `next`."""
        ...

    async def count(self, owner: str) -> int:
        """How many an agency has that have not ended."""
        ...

    async def unmailed(self) -> Sequence[Subscription]:
        """Those of which an agency is still to be told something by mail."""
        ...

    async def active(self) -> Mapping[str, int]:
        """Those that send, each with its version."""
        ...


class Standing(Record):
    """How far a subscription is; times are real ones.

    `up_to` is the last position that was dealt with. `failing_since` is when its receiver failed
    first, if it has taken nothing since. `read_at` is when its feed was asked for, to the minute.
    """

    up_to: int
    failing_since: Instant | None = None
    warned_at: Instant | None = None
    read_at: Instant | None = None


class Progress(Protocol):
    """How far each subscription is, and which process sends it."""

    async def begin(self, subscription: str, up_to: int) -> None:
        """Notes where a new one begins."""
        ...

    async def of(self, subscription: str) -> Standing:
        """How far it is. Raises NotFound."""
        ...

    async def rewind(self, subscription: str, up_to: int) -> None:
        """It goes on behind this position."""
        ...

    async def read(self, subscription: str, *, real: datetime) -> None:
        """Its feed was asked for."""
        ...

    async def succeeded(self, subscription: str) -> None:
        """Its receiver has taken something."""
        ...

    async def may_call(self, subscription: str, *, real: datetime) -> int:
        """0, once in some seconds, when its receiver may be called now; else the seconds left."""
        ...


class DeliveryLine(Record):
    """One message to one receiver, with what came of it; times are real ones.

    `message` is the `webhook-id`, the id of the event.
    """

    subscription: str
    position: int
    message: str
    type: str
    subject: str
    fate: Fate
    tries: int
    next_at: Instant | None
    first_at: Instant
    last_at: Instant
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """Deliveries, the latest position first, and where to go on."""

    rows: Sequence[DeliveryLine]
    next: int | None


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt for an outcome, with its number since the schedule began, and what follows."""

    outcome: PublicOutcome
    attempt: Attempt
    number: int
    verdict: Verdict


class Deliveries(Protocol):
    """What became of each message to each receiver."""

    async def page(
        self, subscription: str, *, fate: Fate | None, before: int | None, limit: int
    ) -> DeliveryPage:
        """Those of a subscription, without their attempts, the latest position first."""
        ...

    async def get(self, subscription: str, position: int) -> DeliveryLine:
        """One with its attempts. Raises NotFound."""
        ...

    async def retry(self, subscription: str, position: int, *, real: datetime) -> DeliveryLine:
        """Has it sent at once, and its schedule begin anew. Raises NotFound."""
        ...


@dataclass(frozen=True, slots=True)
class Sent:
    """An attempt, `Retry-After` as it came, and the text of the answer as far as it was read."""

    attempt: Attempt
    retry_after: str | None
    text: str


class Receivers(Protocol):
    """Sends one message to the receiver of a subscription."""

    async def send(self, subscription: Subscription, message: str, body: bytes) -> Sent:
        """Sends it once. Raises Unavailable without the keys of secrets."""
        ...


class Groups(Protocol):
    """How far consumer groups are, as Kafka has it."""

    async def behind(self, group: str) -> int | None:
        """Messages that the group has not committed; None where nobody knows."""
        ...


class ReceiverLetters(Protocol):
    """Writes what an agency is told of its receiver."""

    def write(self, subscription: Subscription, of: Befell, since: datetime) -> tuple[Letter, str]:
        """The letter in the agency's language and its HTML; `since` when it fails."""
        ...


class Secrets(Protocol):
    """Makes the secrets of subscriptions."""

    def new_secret(self) -> tuple[str, str]:
        """A secret as it is kept, and as it is shown once. Raises Unavailable."""
        ...

    def new_key(self) -> tuple[str, str]:
        """A key as it is kept, and its public half. Raises Unavailable."""
        ...
