"""The work that sends what is due: at once when woken, and whatever was left behind."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from services.notify.domain.contact import masked_within
from services.notify.domain.correspondence import Correspondence
from services.notify.domain.outcome import Answer, RetryLater, Unreachable
from services.notify.senders.fair_queue import FairQueue
from services.notify.senders.mail_server import MailServerState
from services.notify.senders.providers import Providers
from services.notify.store.queue import LEASE_LASTS, DeliveryQueue
from services.notify.usecases.deliver_notice import DeliverNotice
from shared.error_lines import error_line
from shared.errors import Rejected, Unavailable
from shared.logs import logger
from shared.looping import Wake, keep_doing
from shared.mongo import PyMongoError

POLL_EVERY = timedelta(milliseconds=500)
"""For retries that become due, and for what another replica left; new notices wake it."""

STOP_WITHIN = timedelta(seconds=5)
FAULTY_WAITS = timedelta(minutes=1)

log = logger("delivery")


class Delivery:
    """Sends up to `at_once` notices at a time, fairly among the recipients' providers."""

    def __init__(
        self,
        queue: DeliveryQueue,
        deliver: DeliverNotice,
        mail_server: MailServerState,
        providers: Providers,
        wake: Wake,
        *,
        at_once: int,
    ) -> None:
        self._queue = queue
        self._deliver = deliver
        self._mail_server = mail_server
        self._providers = providers
        self._wake = wake
        self._fair = FairQueue[Correspondence](providers, at_once=at_once, holds=4 * at_once)
        self._sending: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def run(self) -> None:
        """Delivers until cancelled, then finishes what is being sent."""
        try:
            while True:
                self._wake.forget()
                if self._mail_server.pausing:
                    await self._give_back(_applications(self._fair.let_all_go()))
                    await self._mail_server.wait()
                await self._give_back(_applications(self._fair.let_go()))
                claimed = await self._claim()
                self._start()
                if not claimed:
                    await self._wake.wait(POLL_EVERY)
        finally:
            await self._finish()

    async def keep_claims(self) -> None:
        """Renews the claims of this process until cancelled."""
        await keep_doing("claims", self._queue.renew, LEASE_LASTS / 3)

    async def _claim(self) -> Sequence[Correspondence]:
        wanted, passing_over = self._fair.wanted, self._fair.passed_over
        if not wanted:
            return ()
        try:
            claimed = await self._queue.claim(wanted, passing_over=passing_over)
        except PyMongoError as error:
            log.warning("notices wait for MongoDB", error=error_line(error))
            return ()
        too_many = [each for each in claimed if not self._fair.add(each.provider, each)]
        await self._give_back(_applications(too_many))
        return claimed

    def _start(self) -> None:
        while not self._mail_server.pausing and (taken := self._fair.take()):
            task = asyncio.create_task(self._one(*taken))
            self._sending.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        if self._stopping:
            return
        self._start()
        if self._fair.runs_low:
            self._wake()

    async def _one(self, provider: str, correspondence: Correspondence) -> None:
        try:
            await self._try(provider, correspondence)
        finally:
            self._fair.ended(provider)

    async def _try(self, provider: str, correspondence: Correspondence) -> None:
        application = correspondence.application
        try:
            outcome = await self._deliver(correspondence)
        except (Unavailable, Rejected) as error:
            log.warning("outcome not saved", **_ids(correspondence), error=error_line(error))
            self._queue.done(application)
        # A notice that can't be sent for a fault of ours must not hold up the others.
        except Exception:
            log.exception("notice not sent", **_ids(correspondence))
            await self._give_back([application], for_=FAULTY_WAITS)
        else:
            said = "nothing to send" if outcome is None else type(outcome).__name__
            log.info("notice tried", outcome=said, **_ids(correspondence))
            match outcome:
                case Unreachable(reason):
                    self._mail_server.missed(reason)
                    # The next probe is another letter, should this one be why the server is gone.
                    behind = self._mail_server.pauses_for + POLL_EVERY
                    await self._give_back([application], for_=behind)
                case None:
                    await self._give_back([application])
                case _:
                    self._mail_server.reached()
                    self._heard_of(provider, outcome)
                    self._queue.done(application)

    def _heard_of(self, provider: str, answer: Answer) -> None:
        match answer:
            case RetryLater(reason, limits=True) if provider:
                self._providers.limits(provider, masked_within(reason), answer.after)
            case RetryLater(code=None):
                pass
            case _:
                self._providers.took(provider)

    async def _give_back(self, applications: list[str], *, for_: timedelta = timedelta()) -> None:
        try:
            await self._queue.give_back(applications, for_=for_)
        except PyMongoError as error:
            log.warning("claims run out by themselves", error=error_line(error))

    async def _finish(self) -> None:
        self._stopping = True
        if self._sending:
            _, late = await asyncio.wait(self._sending, timeout=STOP_WITHIN.total_seconds())
            for task in late:
                task.cancel()


def _applications(correspondences: Sequence[Correspondence]) -> list[str]:
    return [correspondence.application for correspondence in correspondences]


def _ids(correspondence: Correspondence) -> dict[str, str]:
    notice = correspondence.next_due()
    ids = {"subject": correspondence.application}
    if notice is not None:
        ids |= {"notice": notice.id, "event_id": notice.cause}
        if notice.traceparent:
            ids["trace"] = notice.traceparent.split("-")[1]
    return ids
