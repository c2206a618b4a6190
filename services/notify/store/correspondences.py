"""Correspondence as records that keep their own events."""

from collections.abc import AsyncIterator, Collection, Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from services.notify.domain.correspondence import Correspondence, Decide
from services.notify.store.measured import time_deliveries
from services.notify.store.notice_document import to_document, to_notice
from shared.error_lines import error_line
from shared.errors import AlreadyExists, StaleWrite, Unavailable
from shared.journal import Journal, Save
from shared.logs import logger
from shared.mongo import Document, PyMongoError
from shared.retrying import retry

AWAY_PAUSE = 0.1
"""Seconds: the pauses while MongoDB is away grow from this to ten seconds in all, a lease's."""

log = logger("correspondences")


class MongoCorrespondences:
    """One document an application.

    Beside the notices stand, for queries, `due` (real time), `remind` (domain time), `provider`, to
    whom what is due goes, and `turn`, how many attempts were made.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def prepare(self) -> None:
        """Creates the indexes."""
        collection = self._journal.collection
        due = {"due": {"$type": "date"}}
        await collection.create_index([("due", 1), ("provider", 1)], partialFilterExpression=due)
        remind = {"remind": {"$type": "date"}}
        await collection.create_index("remind", partialFilterExpression=remind)
        await collection.create_index("notices.id")
        await collection.create_index("notices.attempts.to")
        await collection.create_index("notices.demand.uscc")
        await collection.create_index(
            [("notices.demand.programme", 1), ("notices.demand.round", 1)]
        )

    async def get(self, application: str) -> Correspondence | None:
        """The correspondence about an application."""
        loaded = await self._journal.load(application)
        return None if loaded is None else read(loaded.key, loaded.state)

    async def with_notice(self, notice: str) -> Correspondence | None:
        """The correspondence that this notice is part of."""
        async for loaded in self._journal.find({"notices.id": notice}, limit=1):
            return read(loaded.key, loaded.state)
        return None

    async def open_with(self, uscc: str) -> AsyncIterator[Correspondence]:
        """The enterprise's correspondence that is still to be delivered."""
        open_ = {"$elemMatch": {"demand.uscc": uscc, "delivered_at": None, "moot_at": None}}
        async for loaded in self._journal.find({"notices": open_}):
            yield read(loaded.key, loaded.state)

    async def mailed_to(self, addresses: Collection[str]) -> AsyncIterator[Correspondence]:
        """Correspondence of which mail was taken for one of these addresses, the newest first."""
        taken = {"notices.attempts.to": {"$in": sorted(addresses)}}
        async for loaded in self._journal.find(taken, sort=[("notices.written_at", -1)]):
            if found := readable(loaded.key, loaded.state):
                yield found

    async def to_remind(self, at: datetime) -> AsyncIterator[Correspondence]:
        """Correspondence whose reminder is due, the longest waiting first."""
        async for loaded in self._journal.find({"remind": {"$lte": at}}, sort=[("remind", 1)]):
            if found := readable(loaded.key, loaded.state):
                yield found

    async def change(self, application: str, decide: Decide, *, at: datetime) -> Correspondence:
        """Saves what `decide` makes of the newest state, with its events, in one write.

        Raises Unavailable when MongoDB stays away, StaleWrite when others are always faster.
        """

        async def once() -> Correspondence:
            return await self._change_once(application, decide, at)

        async def unless_away() -> Correspondence:
            try:
                return await retry(once, (StaleWrite, AlreadyExists))
            except PyMongoError as error:
                raise Unavailable(f"MongoDB does not answer: {error}") from error

        return await retry(unless_away, (Unavailable,), pause=AWAY_PAUSE)

    async def _change_once(self, application: str, decide: Decide, at: datetime) -> Correspondence:
        loaded = await self._journal.load(application)
        before = (
            read(application, loaded.state) if loaded else Correspondence(application=application)
        )
        changed = decide(before)
        if changed is None:
            return before
        after, events = changed
        if loaded is None:
            await self._journal.create(application, write(after), events, at=at)
        else:
            save = Save(application, write(after), loaded.revision, events)
            await self._journal.save(save, at=at)
        time_deliveries(after, events)
        return after


def read(application: str, state: Mapping[str, Any]) -> Correspondence:
    """The correspondence in a document; what else is in it belongs to the queue."""
    notices = tuple(map(to_notice, state["notices"]))
    return Correspondence.model_validate({**state, "application": application, "notices": notices})


def readable(application: str, state: Mapping[str, Any]) -> Correspondence | None:
    """The same; None, logged, for one that only a newer version can read."""
    try:
        return read(application, state)
    # It must not hold up the others.
    except ValidationError as error:
        log.error("correspondence can't be read", subject=application, error=error_line(error))
        return None


def write(correspondence: Correspondence) -> Document:
    """The state that is saved; the lease is the queue's own and not part of it."""
    return {
        **correspondence.model_dump(exclude={"application", "notices"}),
        "notices": [to_document(notice) for notice in correspondence.notices],
        "due": correspondence.due,
        "remind": correspondence.remind,
        "provider": correspondence.provider,
        "turn": correspondence.attempts,
    }
