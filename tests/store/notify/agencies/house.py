"""Subscriptions, their dispatchers and a ledger on a real MongoDB, without Kafka and HTTP."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from uuid import uuid4

from cryptography.fernet import Fernet, MultiFernet

from services.notify.domain.agencies.facts import Facts
from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.public_outcome import HeardOutcome
from services.notify.domain.agencies.reach import Address, Reach
from services.notify.domain.agencies.subscription import Act, KeptSecret, State, Subscription
from services.notify.senders.agencies.courier import Courier
from services.notify.senders.agencies.dispatcher import Dispatcher
from services.notify.senders.agencies.keeping import SecretKeeper
from services.notify.senders.agencies.network import GuardedNetwork
from services.notify.senders.agencies.recent import RecentOutcomes
from services.notify.senders.agencies.watching import Watching
from services.notify.store.agencies import deliveries, progress
from services.notify.store.agencies.deliveries import MongoDeliveries
from services.notify.store.agencies.outcomes import MongoOutcomes
from services.notify.store.agencies.progress import MongoProgress
from services.notify.store.agencies.subscriptions import MongoSubscriptions
from shared.clock import SystemClock
from shared.journal import Journal
from shared.looping import Wake
from shared.mongo import Database

AGENCY = "tax"
LOOPBACK = Reach(inside=[ip_network("127.0.0.0/8")], plain=True)


async def here(host: str, port: int) -> list[Address]:
    """Every name is this machine."""
    return [ip_address("127.0.0.1")]


class Agencies:
    """What one process has of it; `another` makes a second process on the same database."""

    def __init__(self, database: Database, keeper: SecretKeeper, *, within: float = 5) -> None:
        self._database = database
        self.within = within
        self.wake = Wake()
        self.keeper = keeper
        self.subscriptions = MongoSubscriptions(
            Journal(database["subscriptions"], "notify", lambda _: None)
        )
        self.progress = MongoProgress(database[progress.COLLECTION], database[progress.PROCESSES])
        self.deliveries = MongoDeliveries(database[deliveries.COLLECTION])
        self.outcomes = MongoOutcomes(database["outcomes"], self.wake)
        self.courier = Courier(
            GuardedNetwork(LOOPBACK, here), ssl.create_default_context(), keeper, within=within
        )
        self.watching = Watching(self.subscriptions, self.progress, SystemClock())
        self.dispatcher = Dispatcher(
            self.subscriptions,
            RecentOutcomes(self.outcomes),
            self.progress,
            self.deliveries,
            self.courier,
            self.watching,
            self.wake,
        )

    @classmethod
    def on(cls, database: Database, *, within: float = 5) -> "Agencies":
        """With a key of its own."""
        keys = MultiFernet([Fernet(Fernet.generate_key())])
        return cls(database, SecretKeeper(keys), within=within)

    def another(self) -> "Agencies":
        """Another process."""
        return Agencies(self._database, self.keeper, within=self.within)

    async def subscribe(
        self, url: str, wanted: Filter | None = None, *, state: State = "active", up_to: int = 0
    ) -> Subscription:
        """A subscription whose receiver has answered its challenge."""
        kept, _ = self.keeper.new_secret()
        at = datetime.now(UTC)
        made = Subscription(
            id=uuid4().hex,
            owner=AGENCY,
            name="Tax bureau",
            url=url,
            wanted=wanted or Filter(),
            state=state,
            secrets=(KeptSecret(kept=kept),),
            created_at=at,
            acts=(Act(did="created", by=AGENCY, side="agency", at=at),),
        )
        await self.progress.begin(made.id, up_to)
        await self.subscriptions.create(made, at=at)
        return made

    async def publish(self, *numbers: int, programme: str = "p") -> None:
        """Outcomes, each of an application of its own."""
        await self.outcomes.add([outcome(number, programme) for number in numbers])

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        """Sends meanwhile."""
        await self.progress.renew()
        tasks = [
            asyncio.create_task(self.dispatcher.run()),
            asyncio.create_task(self.dispatcher.keep_claims()),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def outcome(number: int, programme: str = "p") -> HeardOutcome:
    """An outcome of application `number`."""
    return HeardOutcome(
        id=f"review/a{number}/1",
        type="laurel.outcome.recognised.v1",
        source="review",
        subject=f"a{number}",
        sequence=1,
        time=datetime(2019, 9, 1, tzinfo=UTC),
        facts=Facts(programme, "2019"),
        outcome="recognised",
        data={"application": f"a{number}", "产品": "伺服"},
    )


def ids(*numbers: int) -> list[str]:
    """The ids of their messages."""
    return [f"review/a{number}/1" for number in numbers]
