"""Subscriptions of agencies, as notify keeps them, without their challenges."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from uuid import uuid4

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.subscription import Act, KeptSecret, Subscription
from services.notify.senders.agencies.keeping import SecretKeeper
from services.notify.store.agencies import progress, subscriptions
from services.notify.store.agencies.progress import MongoProgress
from services.notify.store.agencies.subscriptions import MongoSubscriptions
from shared.journal import Journal
from shared.mongo import Database


@dataclass(frozen=True)
class Subscribing:
    """Makes subscriptions that are sent to, and ends them."""

    known: MongoSubscriptions
    far: MongoProgress
    keeper: SecretKeeper

    @classmethod
    def of(cls, database: Database, key: Path) -> Self:
        """On the database of notify, with its file of keys."""
        journal = Journal(database[subscriptions.COLLECTION], "notify", lambda _: None)
        far = MongoProgress(database[progress.COLLECTION], database[progress.PROCESSES])
        return cls(MongoSubscriptions(journal), far, SecretKeeper.from_file(key))

    async def begin(self, urls: Iterable[str], *, up_to: int = 0) -> list[Subscription]:
        """One for each address, which is sent what is behind this position."""
        made = []
        for url in urls:
            kept, _ = self.keeper.new_secret()
            at = datetime.now(UTC)
            each = Subscription(
                id=uuid4().hex,
                owner="bench",
                name="bench",
                url=url,
                wanted=Filter(),
                state="active",
                secrets=(KeptSecret(kept=kept),),
                created_at=at,
                acts=(Act(did="created", by="bench", side="agency", at=at),),
            )
            await self.far.begin(each.id, up_to)
            await self.known.create(each, at=at)
            made.append(each)
        return made

    async def end(self, made: Sequence[Subscription]) -> None:
        """They are sent nothing more."""
        for each in made:
            act = Act(did="ended", by="bench", side="operator", at=datetime.now(UTC))
            await self.known.change(each.id, lambda it, act=act: it.ended(act), at=act.at)  # type: ignore[misc]
