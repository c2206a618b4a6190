"""An agency subscribes to outcomes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.reach import Reach
from services.notify.domain.agencies.receiver import receiver_at
from services.notify.domain.agencies.subscription import Act, KeptSecret, Subscription
from services.notify.domain.agencies.subscription_refusals import TooManySubscriptions
from services.notify.ports import Outcomes
from services.notify.ports.agencies.subscriptions import Progress, Secrets, Subscriptions

EACH_AT_MOST = 20
"""Subscriptions of an agency that have not ended."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an agency asks for; `with_key` for signatures by a key of which it has a half.

    `begins_behind` is the position behind which it begins, None for whatever comes from now on.
    """

    owner: str
    by: str
    name: str
    url: str
    wanted: Filter
    with_key: bool
    begins_behind: int | None


@dataclass(frozen=True)
class Subscribe:
    """Nothing is sent to the receiver before it has answered a challenge."""

    subscriptions: Subscriptions
    progress: Progress
    outcomes: Outcomes
    secrets: Secrets
    reach: Reach

    async def __call__(self, wish: Wish, *, at: datetime) -> tuple[Subscription, str]:
        """The subscription and its secret, which is shown this once.

        Raises WrongFields, TooManySubscriptions, and Unavailable without keys of secrets.
        """
        receiver = receiver_at(wish.url, self.reach)
        if await self.subscriptions.count(wish.owner) >= EACH_AT_MOST:
            raise TooManySubscriptions(EACH_AT_MOST)
        kept, shown = self.secrets.new_secret()
        signing_key, public_key = self.secrets.new_key() if wish.with_key else (None, None)
        made = Subscription(
            id=uuid4().hex,
            owner=wish.owner,
            name=wish.name,
            url=receiver.url,
            wanted=wish.wanted,
            state="unproven",
            secrets=(KeptSecret(kept=kept),),
            signing_key=signing_key,
            public_key=public_key,
            created_at=at,
            acts=(Act(did="created", by=wish.by, side="agency", at=at),),
        )
        behind = wish.begins_behind
        await self.progress.begin(made.id, await self.outcomes.last() if behind is None else behind)
        await self.subscriptions.create(made, at=at)
        return made, shown
