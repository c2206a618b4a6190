"""The fold in MongoDB: a checkpoint is one transaction, fenced by the epoch of its partition."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from services.stats.domain.cursor import Cursor
from services.stats.domain.declared import Declared
from services.stats.domain.facts import Facts
from services.stats.domain.fold import Fold
from services.stats.domain.row import Row
from services.stats.domain.withdrawals import USUAL_WITHDRAWALS, Withdrawals
from services.stats.ports import Checkpoint, Encoded, Fenced, PartitionState
from services.stats.store.documents import Writes, part_id, read_bucket, writes
from shared.mongo import (
    ASCENDING,
    Collection,
    Database,
    ReturnDocument,
    Session,
    begin_session,
    end_session,
    name_of,
)
from shared.mongo_transaction import in_transaction

WRITES_AT_ONCE = 200
"""The driver holds a second time what it sends at once: a whole partition would be many MB."""


class MongoCheckpoints:
    """Parts (epoch and cursors), their tables, buckets of rows and tallies, of one group."""

    def __init__(
        self, database: Database, group: str, withdrawals: Withdrawals = USUAL_WITHDRAWALS
    ) -> None:
        self._database = database
        self._group = group
        self._withdrawals = withdrawals
        self._parts = database["parts"]
        self._milestones = database["milestones"]
        self._facts = database["facts"]
        self._declared = database["declared"]
        self._buckets = database["buckets"]
        self._tallies = database["pages"]
        self._session: Session | None = None

    async def prepare(self) -> None:
        """Creates collections and indexes, which a transaction had better not do."""
        for table in (self._milestones, self._facts, self._declared):
            await table.create_index([("part", ASCENDING), ("from", ASCENDING)])
        await self._buckets.create_index([("part", ASCENDING)])
        await self._tallies.create_index(
            [("group", ASCENDING), ("programme", ASCENDING), ("round", ASCENDING)]
        )
        await self._parts.create_index([("group", ASCENDING)])

    async def claim(self, partition: int, streams: Sequence[str]) -> PartitionState:
        """Takes a partition over: raises its epoch, then loads it."""
        part = part_id(self._group, partition)
        if self._session is None:
            self._session = await begin_session(self._database)
        mine = name_of(self._session)
        await self._end_former_owner(part, mine)
        found = await self._parts.find_one_and_update(
            {"_id": part},
            {
                "$inc": {"epoch": 1},
                "$set": {"session": mine},
                "$setOnInsert": {"group": self._group, "cursors": []},
            },
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        # An older version has kept less of what it heard, so everything is heard once more.
        complete = found["cursors"] == found.get("complete", [])
        cursors, stamps = (found["cursors"], found.get("stamps", {})) if complete else ([], {})
        stored = {stream: Cursor.stored(next_, mark) for stream, next_, mark in cursors}
        fold = Fold(self._withdrawals)
        milestones = await self._table(self._milestones, part)
        facts = [Facts(*row) for row in await self._table(self._facts, part)]
        declared = [Declared(text) for text in await self._table(self._declared, part)]
        buckets: dict[int, dict[str, Row]] = {}
        async for document in self._buckets.find({"part": part}):
            buckets[document["number"]] = read_bucket(document)
        fold.restore(milestones, facts, declared, buckets)
        # Who reads rows knows by its stamp whether a bucket has changed.
        fold.rewrite(number for number in buckets if str(number) not in stamps)
        by_stream = {stream: stored.get(stream) or Cursor() for stream in streams}
        # It is written even if nothing comes: an older version may have counted less of it.
        return PartitionState(partition, found["epoch"], fold, by_stream, dirty=bool(buckets))

    def encode(self, checkpoint: Checkpoint) -> Encoded:
        """The checkpoint as writes."""
        return writes(self._group, checkpoint)

    async def save(self, checkpoints: Sequence[Encoded]) -> None:
        """Writes all of them or none. Raises Fenced when one of the partitions was taken over."""
        all_writes = cast("Sequence[Writes]", checkpoints)

        async def write(session: Session) -> None:
            parts = [w.part for w in all_writes]
            done = await self._parts.bulk_write(parts, ordered=False, session=session)
            if done.matched_count != len(parts):
                raise Fenced(f"{len(parts) - done.matched_count} of {len(parts)} partitions")
            by_collection: tuple[tuple[Collection, list[Any]], ...] = (
                (self._milestones, [r for w in all_writes for r in w.milestones]),
                (self._facts, [r for w in all_writes for r in w.facts]),
                (self._declared, [r for w in all_writes for r in w.declared]),
                (self._buckets, [r for w in all_writes for r in w.buckets]),
                (self._tallies, [r for w in all_writes for r in w.tallies]),
            )
            for collection, requests in by_collection:
                for start in range(0, len(requests), WRITES_AT_ONCE):
                    part = requests[start : start + WRITES_AT_ONCE]
                    await collection.bulk_write(part, ordered=False, session=session)

        try:
            await in_transaction(self._database, write, self._session)
        except BaseException:
            # What the session is in now is unknown, and whoever saves claims first.
            self._session = None
            raise

    @staticmethod
    async def _table(collection: Collection, part: str) -> list[Any]:
        """The values of a table of a partition, in their order."""
        found = collection.find({"part": part}).sort("from", ASCENDING)
        return [row async for document in found for row in document["rows"]]

    async def _end_former_owner(self, part: str, mine: UUID) -> None:
        found = await self._parts.find_one({"_id": part}, {"session": 1})
        session = found.get("session") if found else None
        if session is not None and session != mine:
            await end_session(self._database, session)

    async def fenced(self, epochs: Mapping[int, int]) -> bool:
        """Whether a partition was taken over since its epoch was this."""
        mine = [{"_id": part_id(self._group, p), "epoch": epoch} for p, epoch in epochs.items()]
        return await self._parts.count_documents({"$or": mine}) != len(mine) if mine else False
