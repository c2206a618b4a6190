"""The one write path of every record that keeps its own events."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import getrandbits
from typing import Any

from shared.contracts.base import Event
from shared.errors import AlreadyExists, RecordFull, Rejected, StaleWrite
from shared.journal.tail import Tail
from shared.messaging.recorded import RecordedEvent
from shared.mongo import (
    DUPLICATE_KEY,
    BulkWriteError,
    Collection,
    Document,
    DuplicateKeyError,
    OperationFailure,
    Session,
    UpdateOne,
)
from shared.trace import current_traceparent

LARGEST_EVENT = 900_000
"""Bytes of JSON; Kafka refuses a message of more than 1 MB, headers included."""

FULL = frozenset((10334, 17419))
"""MongoDB's codes for an update that would make a document larger than it may be."""

_OWN_FIELDS = ("_id", "version", "seq", "published", "unsent", "events", "saved_by")


@dataclass(frozen=True, slots=True)
class Revision:
    """What a loaded record must still be when it is saved, and how far its events had gone."""

    version: int
    seq: int
    published: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as it was read."""

    key: str
    state: Document
    revision: Revision


@dataclass(frozen=True, slots=True)
class Save:
    """One record to be saved: its new state, what it was loaded as, and its new events."""

    key: str
    state: Mapping[str, Any]
    revision: Revision
    events: Sequence[Event] = ()


@dataclass(frozen=True, slots=True)
class New:
    """One record to be made: its key, its state and its first events."""

    key: str
    state: Mapping[str, Any]
    events: Sequence[Event] = ()


class Journal:
    """A collection of records `{_id, version, …state…, seq, published, unsent, events}`.

    `offer` gets the tail of every save, so that the relay can publish it without reading it again.
    """

    def __init__(self, collection: Collection, source: str, offer: Callable[[Tail], None]) -> None:
        self.collection = collection
        self.source = source
        self._offer = offer

    async def load(self, key: str, session: Session | None = None) -> Loaded | None:
        """The record with this key, without its events."""
        found = await self.collection.find_one({"_id": key}, {"events": 0}, session=session)
        return None if found is None else _loaded(found)

    async def find(
        self,
        query: Mapping[str, Any],
        *,
        sort: Sequence[tuple[str, int]] = (),
        limit: int = 0,
        session: Session | None = None,
    ) -> AsyncIterator[Loaded]:
        """The records that match, without their events."""
        cursor = self.collection.find(query, {"events": 0}, session=session)
        if sort:
            cursor = cursor.sort(list(sort))
        async for found in cursor.limit(limit):
            yield _loaded(found)

    async def create(
        self,
        key: str,
        state: Mapping[str, Any],
        events: Sequence[Event] = (),
        *,
        at: datetime,
        session: Session | None = None,
    ) -> Revision:
        """Saves a new record with its first events. Raises AlreadyExists when the key is taken."""
        recorded = self._record(key, 0, events, at)
        try:
            await self.collection.insert_one(_first(key, state, recorded), session=session)
        except DuplicateKeyError as error:
            raise AlreadyExists(self.collection.name, key) from error
        self._offer_tail(key, Revision(0, 0, 0), recorded, session)
        return Revision(1, len(recorded), 0)

    async def create_many(self, new: Sequence[New], *, at: datetime) -> set[str]:
        """Saves new records, each by itself, and returns the keys that were taken before."""
        if not new:
            return set()
        recorded = [self._record(one.key, 0, one.events, at) for one in new]
        documents = [_first(n.key, n.state, r) for n, r in zip(new, recorded, strict=True)]
        taken: set[str] = set()
        try:
            await self.collection.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            failed = error.details["writeErrors"]
            if any(one["code"] != DUPLICATE_KEY for one in failed):
                raise
            taken = {new[one["index"]].key for one in failed}
        for one, events in zip(new, recorded, strict=True):
            if one.key not in taken:
                self._offer_tail(one.key, Revision(0, 0, 0), events, None)
        return taken

    async def save(
        self,
        save: Save,
        *,
        at: datetime,
        session: Session | None = None,
    ) -> Revision:
        """Saves new state and its events at once.

        Raises StaleWrite when the record has moved on, RecordFull when it can't grow. Within a
        transaction nothing is offered to the relay: call `offer_saved` after the commit.
        """
        events = self._record(save.key, save.revision.seq, save.events, at)
        try:
            result = await self.collection.update_one(*_update(save, events), session=session)
        except OperationFailure as error:
            if error.code in FULL:
                raise RecordFull(self.collection.name, save.key) from error
            raise
        if result.matched_count == 0:
            raise StaleWrite(self.collection.name)
        self._offer_tail(save.key, save.revision, events, session)
        return _next(save.revision, len(events))

    async def save_many(
        self, saves: Sequence[Save], *, at: datetime, session: Session | None = None
    ) -> set[str]:
        """Saves many records, each atomically, and returns the keys of those that had moved on.

        Raises RecordFull for the first that can't grow; the sweeper publishes what was saved.
        """
        if not saves:
            return set()
        recorded = [self._record(s.key, s.revision.seq, s.events, at) for s in saves]
        token = f"{getrandbits(64):016x}"
        updates = [UpdateOne(*_update(s, e, token)) for s, e in zip(saves, recorded, strict=True)]
        try:
            result = await self.collection.bulk_write(updates, ordered=False, session=session)
        except BulkWriteError as error:
            for failed in error.details["writeErrors"]:
                if failed["code"] in FULL:
                    raise RecordFull(self.collection.name, saves[failed["index"]].key) from error
            raise
        stale: set[str] = set()
        if result.matched_count != len(saves):
            stale = await self._overtaken(saves, token, session)
        for save, events in zip(saves, recorded, strict=True):
            if save.key not in stale:
                self._offer_tail(save.key, save.revision, events, session)
        return stale

    async def remove(self, key: str, revision: Revision) -> None:
        """Removes a record that has told nothing yet. Raises StaleWrite when it has moved on."""
        query = {"_id": key, "version": revision.version, "seq": 0}
        result = await self.collection.delete_one(query)
        if result.deleted_count == 0:
            raise StaleWrite(self.collection.name)

    def offer_saved(self, keys: Sequence[str]) -> None:
        """Tells the relay of records that were saved in a transaction that is now committed."""
        for key in keys:
            self._offer(Tail(self.collection.name, key, None))

    async def _overtaken(
        self, saves: Sequence[Save], token: str, session: Session | None
    ) -> set[str]:
        keys = {save.key for save in saves}
        ours = self.collection.find(
            {"_id": {"$in": list(keys)}, "saved_by": token}, {"_id": 1}, session=session
        )
        return keys - {found["_id"] async for found in ours}

    def _record(
        self, key: str, seq: int, events: Sequence[Event], at: datetime
    ) -> tuple[RecordedEvent, ...]:
        traceparent = current_traceparent()
        recorded = tuple(
            RecordedEvent.of(
                event, seq=number, source=self.source, key=key, at=at, traceparent=traceparent
            )
            for number, event in enumerate(events, seq + 1)
        )
        for event in recorded:
            size = len(event.body)
            if size > LARGEST_EVENT:
                raise Rejected(
                    f"The event {event.type} would be {size} bytes; at most {LARGEST_EVENT} can "
                    "be sent. Shorten the longest texts or send fewer items.",
                    code="event-too-large",
                    zh=f"内容过大：将产生 {size} 字节的事件，最多 {LARGEST_EVENT} 字节。"
                    "请缩短最长的文字，或减少内容。",
                )
        return recorded

    def _offer_tail(
        self,
        key: str,
        before: Revision,
        events: tuple[RecordedEvent, ...],
        session: Session | None,
    ) -> None:
        if not events or session is not None:
            return
        whole_run = before.published == before.seq
        self._offer(Tail(self.collection.name, key, events if whole_run else None))


def _first(key: str, state: Mapping[str, Any], events: Sequence[RecordedEvent]) -> Document:
    document = {
        "_id": key,
        "version": 1,
        **state,
        "seq": len(events),
        "published": 0,
        "events": [event.to_document() for event in events],
    }
    if events:
        document["unsent"] = datetime.now(UTC)
    return document


def _loaded(found: Mapping[str, Any]) -> Loaded:
    revision = Revision(found["version"], found["seq"], found["published"])
    state = {name: value for name, value in found.items() if name not in _OWN_FIELDS}
    return Loaded(found["_id"], state, revision)


def _next(revision: Revision, events: int) -> Revision:
    return Revision(revision.version + 1, revision.seq + events, revision.published)


def _update(
    save: Save, events: Sequence[RecordedEvent], token: str | None = None
) -> tuple[Document, Document]:
    marked = {} if token is None else {"saved_by": token}
    change: Document = {
        "$set": {**save.state, **marked},
        "$inc": {"version": 1, "seq": len(events)},
    }
    if events:
        change["$push"] = {"events": {"$each": [event.to_document() for event in events]}}
        change["$min"] = {"unsent": datetime.now(UTC)}
    return {"_id": save.key, "version": save.revision.version}, change
