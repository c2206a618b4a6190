"""Subscriptions as records, each with what was done to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.subscription import Befell, State, Subscription
from services.notify.ports.agencies.subscriptions import Change, SubscriptionPage
from services.notify.store.pages import behind, cursor_at
from shared.error_lines import error_line
from shared.errors import NotFound, StaleWrite, Unavailable
from shared.journal import Journal, Save
from shared.mongo import DESCENDING, Document, PyMongoError
from shared.retrying import retry

COLLECTION = "subscriptions"

MAILED_AT_ONCE = 100

AWAY_PAUSE = 0.1
"""Seconds; see MongoCorrespondences."""


class MongoSubscriptions:
    """One record a subscription; it publishes no event."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def prepare(self) -> None:
        """Creates the indexes."""
        collection = self._journal.collection
        newest = [("created_at", DESCENDING), ("_id", DESCENDING)]
        await collection.create_index([("owner", 1), *newest])
        await collection.create_index([("state", 1), *newest])
        mailed = {"unmailed": {"$type": "string"}}
        await collection.create_index("unmailed", partialFilterExpression=mailed)

    async def create(self, subscription: Subscription, *, at: datetime) -> None:
        """Keeps a new one."""
        await self._journal.create(subscription.id, _written(subscription), at=at)

    async def get(self, identity: str) -> Subscription:
        """The one with this id. Raises NotFound."""
        loaded = await self._journal.load(identity)
        if loaded is None:
            raise NotFound("subscription", identity)
        return _read(identity, loaded.state)

    async def change(self, identity: str, change: Change, *, at: datetime) -> Subscription:
        """Saves what `change` makes of the newest state. Raises NotFound, Unavailable."""

        async def once() -> Subscription:
            loaded = await self._journal.load(identity)
            if loaded is None:
                raise NotFound("subscription", identity)
            before = _read(identity, loaded.state)
            after = change(before)
            if after is not before:
                save = Save(identity, _written(after), loaded.revision)
                await self._journal.save(save, at=at)
            return after

        async def unless_away() -> Subscription:
            try:
                return await retry(once, (StaleWrite,))
            except PyMongoError as error:
                raise Unavailable(f"MongoDB does not answer: {error_line(error)}") from error

        return await retry(unless_away, (Unavailable,), pause=AWAY_PAUSE)

    async def page(
        self, *, owner: str | None, state: State | None, after: str | None, limit: int
    ) -> SubscriptionPage:
        """Those of an agency, or of all, the newest first; `after` is a `next`."""
        wanted: Document = {} if owner is None else {"owner": owner}
        wanted |= {} if state is None else {"state": state}
        older = behind(after, "created_at", identity="_id", newest_first=True)
        order = [("created_at", DESCENDING), ("_id", DESCENDING)]
        found = self._journal.find({**wanted, **older}, sort=order, limit=limit + 1)
        rows = [_read(loaded.key, loaded.state) async for loaded in found]
        if len(rows) <= limit:
            return SubscriptionPage(rows, None)
        last = rows[limit - 1]
        return SubscriptionPage(rows[:limit], cursor_at(last.created_at, last.id))

    async def count(self, owner: str) -> int:
        """How many an agency has that have not ended."""
        living = {"owner": owner, "state": {"$ne": "ended"}}
        return await self._journal.collection.count_documents(living)

    async def unmailed(self) -> Sequence[Subscription]:
        """Those of which an agency is still to be told something by mail."""
        query = {"unmailed": {"$in": [*get_args(Befell)]}}
        found = self._journal.find(query, sort=[("_id", 1)], limit=MAILED_AT_ONCE)
        return [_read(loaded.key, loaded.state) async for loaded in found]

    async def active(self) -> Mapping[str, int]:
        """Those that send, each with its version."""
        # One that was made before there were other kinds says nothing of its own.
        sent_to = {"state": "active", "kind": {"$in": ["webhook", None]}}
        found = self._journal.collection.find(sent_to, {"version": 1})
        return {document["_id"]: int(document["version"]) async for document in found}


def _written(subscription: Subscription) -> Document:
    wanted = {name: sorted(values) for name, values in vars_of(subscription.wanted).items()}
    return {**subscription.model_dump(exclude={"id", "wanted"}), "wanted": wanted}


def _read(identity: str, state: Mapping[str, Any]) -> Subscription:
    return Subscription.model_validate({**state, "id": identity})


def vars_of(wanted: Filter) -> Mapping[str, frozenset[str]]:
    """The values that a filter asks for, by fact."""
    return {name: getattr(wanted, name) for name in Filter.__dataclass_fields__}
