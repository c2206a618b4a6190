"""Which subscriptions this process sends, each by a worker of its own."""

import asyncio
import random
from datetime import UTC, datetime, timedelta

from services.notify.ports.agencies.subscriptions import Subscriptions
from services.notify.senders.agencies.courier import Courier
from services.notify.senders.agencies.recent import RecentOutcomes
from services.notify.senders.agencies.watching import Watching
from services.notify.senders.agencies.worker import Worker
from services.notify.store.agencies.deliveries import MongoDeliveries
from services.notify.store.agencies.progress import LEASE_LASTS, MongoProgress
from shared.logs import logger
from shared.looping import Wake, keep_doing

POLL_EVERY = timedelta(milliseconds=500)
"""For what other processes did; new outcomes heard in this one wake it."""

STOP_WITHIN = timedelta(seconds=4)

log = logger("webhooks")


class Dispatcher:
    """Every process that lives sends its part of the subscriptions, leased; none is sent by two."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        recent: RecentOutcomes,
        progress: MongoProgress,
        deliveries: MongoDeliveries,
        courier: Courier,
        watching: Watching,
        wake: Wake,
    ) -> None:
        self._subscriptions = subscriptions
        self._recent = recent
        self._progress = progress
        self._deliveries = deliveries
        self._courier = courier
        self._watching = watching
        self._wake = wake
        self._workers: dict[str, Worker] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._versions: dict[str, int] = {}

    @property
    def sends(self) -> frozenset[str]:
        """The subscriptions that this process sends."""
        return frozenset(self._workers)

    async def run(self) -> None:
        """Sends until cancelled, then finishes what is on its way and leaves the rest to others."""
        await self._progress.prepare()
        await self._deliveries.prepare()
        try:
            await keep_doing("webhooks", self._once, POLL_EVERY, wake=self._wake)
        finally:
            await self._stop()

    async def keep_claims(self) -> None:
        """Renews the leases of this process until cancelled."""
        await keep_doing("webhook leases", self._progress.renew, LEASE_LASTS / 3)

    async def _once(self) -> None:
        new = await self._recent.read_on()
        active = await self._subscriptions.active()
        for identity in self._workers.keys() - active.keys():
            self._workers[identity].end()
        for identity, version in active.items():
            worker = self._workers.get(identity)
            if worker is not None and self._versions[identity] != version:
                # It may end meanwhile, and then nobody reads what is noted here.
                worker.subscription = await self._subscriptions.get(identity)
                self._versions[identity] = version
                worker.more()
        if new:
            for worker in self._workers.values():
                worker.more()
        await self._divide(active.keys() - self._workers.keys(), len(active))
        for identity in await self._deliveries.with_due(self.sends, datetime.now(UTC)):
            if worker := self._workers.get(identity):
                worker.due()

    async def _divide(self, others: set[str], active: int) -> None:
        """Takes what nobody sends, up to this process's part, and lets go of what is more."""
        part = -(-active // await self._progress.processes())
        for identity in [*self._workers][part:]:
            self._workers[identity].end()
        for identity in await self._progress.claim(others, part - len(self._workers)):
            await self._begin(identity)

    async def _begin(self, identity: str) -> None:
        subscription = await self._subscriptions.get(identity)
        stands = await self._progress.of(identity)
        self._watching.begins(identity, failing=stands.failing_since is not None)
        worker = Worker(
            subscription,
            self._courier,
            self._recent,
            self._progress,
            self._deliveries,
            self._watching,
            lambda: random.uniform(-1, 1),
        )
        self._workers[identity] = worker
        # Older than any, so that it is read anew by the next round.
        self._versions[identity] = -1
        task = asyncio.create_task(self._work(identity, worker), name=f"webhook {identity}")
        self._tasks[identity] = task

    async def _work(self, identity: str, worker: Worker) -> None:
        try:
            await worker.run()
        # A fault of ours with one must not end the others; it is begun anew.
        except Exception:
            log.exception("worker ended", subscription=identity)
        finally:
            self._workers.pop(identity, None)
            self._tasks.pop(identity, None)
        await self._progress.release(identity)

    async def _stop(self) -> None:
        tasks = [*self._tasks.values()]
        for worker in self._workers.values():
            worker.end()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=STOP_WITHIN.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._progress.leave()
