"""Hears events: each has its effect exactly once, and one that fails holds up only its own key."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from aiokafka import ConsumerRecord, TopicPartition
from structlog.contextvars import bound_contextvars

from shared.contracts import KINDS
from shared.contracts.base import Event
from shared.error_lines import error_line
from shared.errors import Rejected, Unavailable
from shared.logs import logger
from shared.looping import keep_doing
from shared.messaging.dead_letters import DeadLetter, DeadLetters
from shared.messaging.envelope import Malformed, Received
from shared.messaging.failure import Failure, ids_of
from shared.messaging.incoming import Incoming, as_message, read
from shared.messaging.parked import Parked, Parking, lane_of
from shared.mongo import PyMongoError
from shared.trace import Cause, traced, traced_together

Handler = Callable[[Incoming[Any]], Awaitable[None]]
"""Hears one event; must be idempotent by its position."""

Handlers = Mapping[type[Event], Handler]
"""The one table of a service: by kind of event, who hears it."""

BulkHandler = Callable[[Sequence[Incoming[Any]]], Awaitable[None]]
"""Hears many events at once, with the effect of hearing them one by one."""

Lane = Sequence[Received]

KEYS_AT_ONCE = 16
TRIES_AT_ONCE = 3
RETRY_AFTER = tuple(timedelta(seconds=s) for s in (1, 5, 30, 120, 600))
"""Waits before each delayed retry; after the last one the message is buried."""

BEHIND = Failure(*2 * ("an earlier event of the same key waits",))

RETRY_EVERY = timedelta(milliseconds=500)
"""Between looks for parked messages that are due."""

STORE_AWAY = 0.5
"""Seconds between tries while MongoDB is away and so nothing can be done or parked."""

log = logger("listener")


class Listener:
    """Takes batches of messages to handlers; only then may their offsets be committed.

    A malformed or foreign message, or one that the domain rejects, is buried at once. Any other
    failure is retried at once, then parked with growing delays, then buried. Later messages
    of the same key queue up behind a parked one; those of other keys go on.
    """

    def __init__(
        self,
        service: str,
        handlers: Handlers,
        parking: Parking,
        dead_letters: DeadLetters,
        bulk: Mapping[type[Event], BulkHandler] | None = None,
    ) -> None:
        self._service = service
        self._handlers = {kind.type: handler for kind, handler in handlers.items()}
        self._bulk = {kind.type: handler for kind, handler in (bulk or {}).items()}
        self._parking = parking
        self._dead_letters = dead_letters

    @property
    def streams(self) -> tuple[str, ...]:
        """The topics, without prefix, that the handlers need."""
        return tuple(sorted({KINDS[kind].topic for kind in self._handlers}))

    async def take(
        self, records: Sequence["ConsumerRecord[Any, Any]"]
    ) -> dict[TopicPartition, int]:
        """Deals with every record and returns the offsets that may now be committed."""
        lanes: dict[str, list[Received]] = defaultdict(list)
        for message in map(as_message, records):
            lanes[lane_of(message)].append(message)
        busy = await self._until_stored(lambda: self._parking.busy_lanes(list(lanes)))
        for lane in await self._take_in_bulk({k: v for k, v in lanes.items() if k not in busy}):
            del lanes[lane]
        slots = asyncio.Semaphore(KEYS_AT_ONCE)

        async def go_through(lane: str) -> None:
            async with slots:
                await self._in_order(lanes[lane], parked=lane in busy)

        async with asyncio.TaskGroup() as group:
            for lane in lanes:
                group.create_task(go_through(lane))
        return {TopicPartition(r.topic, r.partition): r.offset + 1 for r in records}

    async def _take_in_bulk(self, lanes: Mapping[str, Lane]) -> set[str]:
        """Handles whole lanes at once where their handlers can, and tells which those were."""
        groups: dict[BulkHandler, dict[str, list[Incoming[Event]]]] = defaultdict(dict)
        for lane, messages in lanes.items():
            try:
                found = [read(message) for message in messages]
            except Malformed:
                continue
            match [*{self._bulk.get(incoming.event.type) for incoming in found}]:
                case [bulk] if bulk is not None:
                    groups[bulk][lane] = found
        done: set[str] = set()
        for bulk, group in groups.items():
            if len(group) > 1 and await _heard(bulk, [*chain(*group.values())]):
                done |= group.keys()
        for lane in done:
            for message in lanes[lane]:
                log.info("heard", **ids_of(message))
        return done

    async def _in_order(self, messages: Lane, *, parked: bool) -> None:
        for message in messages:
            if parked:
                await self._park(message, 0, BEHIND)
                continue
            failure = await self._settle(message, attempts=TRIES_AT_ONCE)
            if failure is not None:
                await self._park(message, TRIES_AT_ONCE, failure)
                parked = True

    async def retry_parked(self) -> None:
        """Tries parked messages again when they are due, until cancelled."""
        await keep_doing("parked messages", self._retry_due, RETRY_EVERY)

    async def _retry_due(self) -> None:
        found = True
        while found:
            found = False
            async for parked in self._parking.claim():
                found = True
                await self._retry(parked)

    async def _retry(self, parked: Parked) -> None:
        failure = await self._settle(parked.message, attempts=1)
        if failure is None:
            await self._parking.done(parked)
            return
        tried = max(0, parked.attempts + 1 - TRIES_AT_ONCE)
        if tried >= len(RETRY_AFTER):
            await self._bury(parked.message, parked.attempts + 1, failure)
            await self._parking.done(parked)
            return
        await self._parking.postpone(
            parked, reason=failure.reason, due=datetime.now(UTC) + RETRY_AFTER[tried]
        )

    async def _settle(self, message: Received, *, attempts: int) -> Failure | None:
        """Handles or buries a message; tells why when neither could be done."""
        try:
            incoming = read(message)
        except Malformed as error:
            await self._bury(message, 1, Failure.of(error))
            return None
        kind = incoming.event.type
        handler = self._handlers.get(kind)
        if handler is None:
            return None
        cause = _cause(incoming)
        failure = None
        for attempt in range(1, attempts + 1):
            try:
                with (
                    bound_contextvars(**ids_of(message)),
                    traced(cause.traceparent, cause.name, "consumer", cause.about),
                ):
                    await handler(incoming)
                    log.info("heard")
                return None
            except Rejected as error:
                failure = Failure.of(error)
                if error.code != "stale-version":
                    await self._bury(message, attempt, failure)
                    return None
            except Unavailable as error:
                failure = Failure.of(error)
            # Whatever else a handler raises is a fault of ours: the message is kept, never lost.
            except Exception as error:
                log.exception("handler failed", **ids_of(message))
                failure = Failure.of(error)
            await asyncio.sleep(0.02 * 4**attempt)
        return failure

    async def _park(self, message: Received, attempts: int, failure: Failure) -> None:
        log.warning("parked", position=message.position, reason=failure.line, **ids_of(message))
        due = datetime.now(UTC) + RETRY_AFTER[0]
        await self._until_stored(
            lambda: self._parking.park(message, attempts=attempts, reason=failure.reason, due=due)
        )

    async def _bury(self, message: Received, attempts: int, failure: Failure) -> None:
        log.error("buried", attempts=attempts, reason=failure.line, **ids_of(message))
        letter = DeadLetter(message, self._service, attempts, failure.reason)
        while True:
            try:
                return await self._dead_letters.bury([letter])
            except Unavailable as error:
                log.warning("dead letter waits for Kafka", error=error_line(error))
                await asyncio.sleep(STORE_AWAY)

    async def _until_stored(self, work: Callable[[], Awaitable[Any]]) -> Any:
        while True:
            try:
                return await work()
            except PyMongoError as error:
                log.warning("waiting for MongoDB", error=error_line(error))
                await asyncio.sleep(STORE_AWAY)


async def _heard(bulk: BulkHandler, found: Sequence[Incoming[Event]]) -> bool:
    """Whether all went well.

    If not they can be taken one by one, since handlers know what they have heard.
    """
    try:
        with traced_together(map(_cause, found), "consumer"):
            await bulk(found)
        return True
    except (Rejected, Unavailable, PyMongoError) as error:
        log.info("not in bulk", messages=len(found), error=error_line(error))
    # Whatever else it is, it must not stop the messages that can be handled.
    except Exception:
        log.exception("not in bulk", messages=len(found))
    return False


def _cause(incoming: Incoming[Event]) -> Cause:
    about = {"messaging.system": "kafka", "cloudevents.event_id": incoming.id}
    return Cause(incoming.traceparent, f"process {incoming.event.type}", about)
