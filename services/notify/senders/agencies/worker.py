"""Sends what one subscription is to be sent; each has a worker, and waits for no other."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

from services.notify.domain.agencies.attempt import verdict
from services.notify.domain.agencies.failing import left_alone
from services.notify.domain.agencies.public_outcome import PublicOutcome
from services.notify.domain.agencies.subscription import Subscription
from services.notify.ports.agencies.subscriptions import Tried
from services.notify.senders.agencies.courier import Courier
from services.notify.senders.agencies.line import Line
from services.notify.senders.agencies.recent import RecentOutcomes
from services.notify.senders.agencies.watching import Watching
from services.notify.store.agencies.deliveries import MongoDeliveries
from services.notify.store.agencies.progress import MongoProgress
from shared.error_lines import error_line
from shared.logs import logger
from shared.looping import PASSING, Wake

NEW_AT_ONCE, LATE_AT_ONCE = 4, 2
"""Messages on their way to one receiver: those that are new, and those that failed before."""

BATCH = 64
"""Messages that are recorded together, at most, as long as the receiver takes them all; else as
many as are sent at once. So many a crash between sending and recording may have sent once more."""

LATE_BATCH = 16
IDLE_AT_MOST = timedelta(seconds=30)
AFTER_A_FAULT = timedelta(seconds=1)

log = logger("webhooks")


class Worker:
    """Two loops: what is new in its order, and beside it what failed before and is due.

    First what was sent is recorded, then the position moves on. Killed in between, it sends the
    batch once more, each message with the id that it had. A receiver that takes nothing is left
    alone for a while, so that it costs others nothing and is sent the rest once it is back.
    """

    def __init__(
        self,
        subscription: Subscription,
        courier: Courier,
        recent: RecentOutcomes,
        progress: MongoProgress,
        deliveries: MongoDeliveries,
        watching: Watching,
        jitter: Callable[[], float],
    ) -> None:
        self.subscription = subscription
        self.more, self.due = Wake(), Wake()
        self._courier = courier
        self._recent = recent
        self._progress = progress
        self._deliveries = deliveries
        self._watching = watching
        self._jitter = jitter
        self._batch = NEW_AT_ONCE
        self._in_vain = 0
        self._takes = Wake()
        self._ending = False

    def end(self) -> None:
        """Has it end once what is on its way has arrived and is recorded."""
        self._ending = True
        self.more()
        self.due()
        self._takes()

    async def run(self) -> None:
        """Sends until it is told to end, or its subscription is no longer its own."""
        async with self._courier.line() as line, asyncio.TaskGroup() as both:
            both.create_task(self._keep(lambda: self._send_new(line), self.more))
            both.create_task(self._keep(lambda: self._send_due(line), self.due))

    async def _keep(self, send: Callable[[], Awaitable[bool]], wake: Wake) -> None:
        failing = False
        while not self._ending:
            wake.forget()
            try:
                more = await send()
            except PASSING as error:
                if not failing:
                    identity = self.subscription.id
                    log.warning("will try again", subscription=identity, error=error_line(error))
                failing = True
                await wake.wait(AFTER_A_FAULT)
            else:
                failing = False
                if not more:
                    await wake.wait(IDLE_AT_MOST)

    async def _send_new(self, line: Line) -> bool:
        """One batch; False when there is nothing new."""
        identity = self.subscription.id
        position = (await self._progress.of(identity)).up_to
        while position < self._recent.last and not self._ending:
            wanted = self.subscription.wanted
            found, up_to = await self._recent.after(position, self._batch, wanted)
            taken = await self._send(line, [(each, 1) for each in found], NEW_AT_ONCE)
            self._batch = min(2 * self._batch, BATCH) if taken == len(found) else NEW_AT_ONCE
            self._in_vain += bool(found) and not taken
            if not await self._progress.advance(identity, from_=position, to=up_to):
                # Somebody has rewound it, or another process has it.
                return await self._is_ours()
            position = up_to
            await self._leave_alone()
        return False

    async def _leave_alone(self) -> None:
        """Waits while the receiver takes nothing; ends when it takes something that was due."""
        if self._in_vain and not self._ending:
            self._takes.forget()
            await self._takes.wait(left_alone(self._in_vain))

    async def _send_due(self, line: Line) -> bool:
        """Some of what is due; False when nothing is."""
        identity = self.subscription.id
        due = await self._deliveries.due(identity, datetime.now(UTC), LATE_BATCH)
        found = [(await self._recent.at(each.position), each.tries + 1) for each in due]
        messages = [(outcome, number) for outcome, number in found if outcome is not None]
        await self._send(line, messages, LATE_AT_ONCE)
        return bool(messages)

    async def _is_ours(self) -> bool:
        if await self._progress.claim([self.subscription.id], 1):
            return True
        if not await self._progress.holds(self.subscription.id):
            self.end()
            return False
        return True

    async def _send(
        self, line: Line, messages: Sequence[tuple[PublicOutcome, int]], at_once: int
    ) -> int:
        """How many were taken."""
        if not messages:
            return 0
        signers, free = self._courier.signers(self.subscription), asyncio.Semaphore(at_once)

        async def one(outcome: PublicOutcome, number: int) -> Tried:
            async with free:
                url = self.subscription.receiver
                sent = await self._courier.send_over(line, url, signers, outcome.id, outcome.body)
            attempt = sent.attempt
            follows = verdict(
                attempt,
                number,
                retry_after=sent.retry_after,
                real=datetime.now(UTC),
                jitter=self._jitter,
            )
            return Tried(outcome, attempt, number, follows)

        tried = await asyncio.gather(*(one(outcome, number) for outcome, number in messages))
        await self._deliveries.record(self.subscription.id, tried)
        attempts = [each.attempt for each in tried]
        if not await self._watching.heard(self.subscription, attempts):
            self.end()
        if taken := sum(attempt.succeeded for attempt in attempts):
            self._in_vain = 0
            self._takes()
        return taken
