"""Publishes the events of records: at once when all is well, and whatever was left behind."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any

from shared.contracts import KINDS
from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.journal.tail import Tail
from shared.logs import logger
from shared.messaging.envelope import Message, to_message
from shared.messaging.failure import ids_of
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from shared.mongo import Collection, Document, PyMongoError, WriteConcern, aggregated
from shared.trace import Cause, traced_together

BATCH = 1000
WAITING_AT_MOST = 20_000

APART = 0.02
"""Seconds from the beginning of one round of sends to the next: the first event goes at once, and
in a rush those behind it share what a round costs Kafka and MongoDB."""

log = logger("relay")


class Relay:
    """The only publisher of a service's events.

    The invariant that keeps every reader right: whatever is sent for a record is a contiguous run
    that starts at `published + 1`, so the first occurrence of each event is in order for each key,
    however many publish at once. Only afterwards is the run marked as published.
    """

    def __init__(
        self,
        sender: Sender,
        collections: Mapping[str, Collection],
        *,
        source: str,
        topic_prefix: str,
    ) -> None:
        self._sender = sender
        self._collections = collections
        self._source = source
        self._topic_prefix = topic_prefix
        self._waiting: asyncio.Queue[Tail] = asyncio.Queue(WAITING_AT_MOST)

    def offer(self, tail: Tail) -> None:
        """Takes a tail for publishing; one too many is left to the sweeper."""
        try:
            self._waiting.put_nowait(tail)
        except asyncio.QueueFull:
            log.info("queue full, left to the sweeper", subject=tail.key)

    async def run(self) -> None:
        """Publishes offered tails until cancelled."""
        while True:
            tails = [await self._waiting.get()]
            begun = monotonic()
            while len(tails) < BATCH and not self._waiting.empty():
                tails.append(self._waiting.get_nowait())
            try:
                await self.publish(tails)
            except (Unavailable, PyMongoError) as error:
                log.warning("left to the sweeper", tails=len(tails), error=error_line(error))
            await asyncio.sleep(max(0.0, APART - (monotonic() - begun)))

    async def publish(self, tails: Sequence[Tail], *, swept: bool = False) -> int:
        """Sends these tails, marks them as published and tells how many events that were.

        What is `swept` may be very much, so that no log line tells each event; its marks are
        there for all to see, so that the next sweep passes it by.
        """
        to_read: dict[str, set[str]] = defaultdict(set)
        for tail in tails:
            if tail.events is None:
                to_read[tail.collection].add(tail.key)
        runs = [tail for tail in tails if tail.events]
        for name, keys in to_read.items():
            runs += await self._read(name, keys)
        runs = _known(runs)
        messages = [m for run in runs for m in self._messages(run)]
        if not messages:
            return 0
        causes = (_cause(event) for run in runs for event in run.events or ())
        with traced_together(causes, "producer"):
            await self._sender.send(messages)
        for message in () if swept else messages:
            log.info("published", **ids_of(message))
        # A mark that is lost in a crash costs a repetition, so it need not wait for the disk.
        await self._mark(runs, None if swept else WriteConcern(w=1, j=False))
        return len(messages)

    def _messages(self, run: Tail) -> list[Message]:
        return [
            to_message(event, key=run.key, source=self._source, topic_prefix=self._topic_prefix)
            for event in run.events or ()
        ]

    async def _read(self, collection: str, keys: set[str]) -> list[Tail]:
        found = await aggregated(
            self._collections[collection],
            [{"$match": {"_id": {"$in": list(keys)}}}, UNPUBLISHED],
        )
        return [tail_of(collection, document) for document in await found.to_list(None)]

    async def _mark(self, published: Sequence[Tail], concern: WriteConcern | None) -> None:
        groups: dict[tuple[str, int], list[str]] = defaultdict(list)
        for run in published:
            if run.events:
                groups[run.collection, run.events[-1].seq].append(run.key)
        for (collection, seq), keys in groups.items():
            records = self._collections[collection].with_options(write_concern=concern)
            unpublished = {"_id": {"$in": keys}, "published": {"$lt": seq}}
            done = {"$set": {"published": seq}, "$unset": {"unsent": ""}}
            marked = await records.update_many({**unpublished, "seq": seq}, done)
            if marked.modified_count < len(keys):
                # Later events came meanwhile; working that out in the update takes longer.
                await records.update_many(unpublished, [marking(seq)])


def _known(runs: Sequence[Tail]) -> list[Tail]:
    """Those whose every event is of a kind that this version knows.

    The others stay unsent for the newer version that saved them.
    """
    known = [run for run in runs if all(event.type in KINDS for event in run.events or ())]
    if len(known) < len(runs):
        log.warning("left to a newer version", records=len(runs) - len(known))
    return known


def _cause(event: RecordedEvent) -> Cause:
    about = {"messaging.system": "kafka", "cloudevents.event_id": event.id}
    return Cause(event.traceparent, f"publish {event.type}", about)


UNPUBLISHED: Document = {
    "$project": {
        "events": {"$filter": {"input": "$events", "cond": {"$gt": ["$$this.seq", "$published"]}}}
    }
}


def tail_of(collection: str, document: Mapping[str, Any]) -> Tail:
    """The tail in a document that UNPUBLISHED made."""
    events = tuple(map(RecordedEvent.from_document, document["events"]))
    return Tail(collection, document["_id"], events)


def marking(seq: int) -> Document:
    """The update that records that all events up to `seq` are on Kafka."""
    still_unsent = {"$cond": [{"$gt": ["$seq", seq]}, "$unsent", "$$REMOVE"]}
    return {"$set": {"published": seq, "unsent": still_unsent}}
