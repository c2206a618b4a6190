"""What every service is made of, and how it starts and stops."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta

from fastapi import FastAPI

from shared.contracts.base import Event
from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.http.app import Lifespan
from shared.http_process import WORK_ENDS, HttpProcess, Work, database_of, read_settings
from shared.journal import Journal
from shared.journal.lease import Lease
from shared.journal.relay import Relay
from shared.journal.sweeper import Sweeper, oldest_unsent
from shared.logs import logger
from shared.messaging.access import check_access
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.kafka import Sender
from shared.messaging.listener import BulkHandler, Handlers, Listener
from shared.messaging.parked import Parking
from shared.messaging.subscription import Subscription
from shared.metrics import gauges
from shared.mongo import Collection, Database
from shared.settings import ServiceSettings
from shared.stopping import stop_part

__all__ = ["Service", "Work", "opened", "read_settings"]

log = logger("service")

LISTENING_ENDS, ALL_ENDS = 3.0, 6.0
"""Seconds from the last open request until the parts of a service have ended, one by one."""

BATCHES_APART = 0.05
"""Seconds; see Subscription."""

UNSENT_AT_MOST = timedelta(seconds=60)
"""An event that waits longer for Kafka makes the service not ready."""


class Service(HttpProcess):
    """The parts that a composition root puts together; made inside a running event loop."""

    def __init__(self, name: str, settings: ServiceSettings, database: Database) -> None:
        super().__init__(name, settings, database)
        self.settings = settings
        self._collections: dict[str, Collection] = {}
        self.cluster = settings.cluster()
        self._sender = Sender(self.cluster, f"laurel-{name}")
        self._relay = Relay(
            self._sender, self._collections, source=name, topic_prefix=settings.topic_prefix
        )

    def journal(self, collection: str, *, ids: str | None = None) -> Journal:
        """The records of a collection, whose events this service publishes.

        `ids` begins the ids of its events where another collection has records of the same keys:
        an id is made of the key and the sequence.
        """
        self._collections[collection] = self.database[collection]
        return Journal(self.database[collection], ids or self.name, self._relay.offer)

    @property
    def dead_letters(self) -> DeadLetters:
        """Where messages go that this service's own consumers can't handle."""
        return DeadLetters(self._sender)

    def lifespan(
        self,
        *,
        work: Mapping[str, Work],
        handlers: Handlers | None = None,
        bulk: Mapping[type[Event], BulkHandler] | None = None,
    ) -> Lifespan:
        """What runs while the app is up: relay, sweeper, listener, and `work` of the service."""

        def running(_: FastAPI) -> AbstractAsyncContextManager[None]:
            return self._running(work, handlers or {}, bulk or {})

        return running

    @asynccontextmanager
    async def _running(
        self, work: Mapping[str, Work], handlers: Handlers, bulk: Mapping[type[Event], BulkHandler]
    ) -> AsyncIterator[None]:
        for collection in self._collections.values():
            await collection.create_index("unsent", sparse=True)
        lease = Lease(self.database["leases"], "sweeper", timedelta(seconds=10))
        sweeper = Sweeper(self._relay, self._collections, lease)
        tasks = {
            "relay": self._relay.run,
            "sweeper": sweeper.run,
            "issuer": self.keys.stay_read,
            **work,
        }
        subscription = None
        if handlers:
            parking = Parking(self.database["parked"])
            await parking.prepare()
            self.probe("parked", gauges.parked(parking))
            listener = Listener(self.name, handlers, parking, self.dead_letters, bulk)
            subscription = Subscription(
                self.cluster,
                group=f"{self.settings.topic_prefix}.{self.name}",
                topics=[f"{self.settings.topic_prefix}.{s}" for s in listener.streams],
                take=listener.take,
                apart=BATCHES_APART,
            )
            tasks |= {"parked": listener.retry_parked, "subscribe": subscription.stay_started}
        self._watch(subscription)
        self.background.start(tasks)
        try:
            yield
        finally:
            now = asyncio.get_running_loop().time()
            self.background.let_end()
            if subscription is not None:
                await stop_part("subscription", subscription.stop(), by=now + LISTENING_ENDS)
            await stop_part("background", self.background.stop(), by=now + WORK_ENDS)
            await stop_part("sender", self._sender.stop(), by=now + ALL_ENDS)
            await stop_part("lease", lease.release(), by=now + ALL_ENDS)

    def _watch(self, subscription: Subscription | None) -> None:
        self.watch_itself()
        self.health.ready["outbox"] = self._outbox_drains
        self.probe("outbox", gauges.outbox(self._collections))
        if subscription is not None:
            self.health.ready["kafka"] = subscription.wrong
            self.probe("lag", gauges.lag(subscription))

    async def _outbox_drains(self) -> str | None:
        oldest = await oldest_unsent(self._collections)
        if oldest is None or datetime.now(UTC) - oldest < UNSENT_AT_MOST:
            return None
        return f"an event has waited for Kafka since {oldest.isoformat()}"

    async def serve(self, app: FastAPI) -> None:
        """Serves HTTP until SIGTERM, with Kafka or, until it is there, without.

        Raises WrongSettings when Kafka is there and does not let us in; SystemExit 3 when the
        service can't start.
        """
        try:
            await check_access(self.cluster)
        except Unavailable as error:
            log.warning("starts without Kafka", error=error_line(error))
        await super().serve(app)


@asynccontextmanager
async def opened(name: str, settings: ServiceSettings) -> AsyncIterator[Service]:
    """A service with its logs configured and its database at hand.

    Raises WrongSettings or Unavailable when MongoDB does not let us in or is not there.
    """
    async with database_of(name, settings) as database:
        yield Service(name, settings, database)
