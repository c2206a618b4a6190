"""Snapshots in MongoDB: a document for each moment of a list, which gets its figures once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.stats.domain.published import Figure
from services.stats.domain.snapshot import ListMoment, Snapshot
from shared.mongo import Database, DuplicateKeyError


class MongoSnapshots:
    """Neither a moment nor its figures are ever written over."""

    def __init__(self, database: Database) -> None:
        self._snapshots = database["snapshots"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._snapshots.create_index([("of.programme", 1), ("of.round", 1)])
        await self._snapshots.create_index("awaited", sparse=True)

    async def expect(self, moment: ListMoment) -> None:
        """A moment that a snapshot will be of; one that is known already stays as it is."""
        document = {"of": moment.model_dump(mode="json"), "awaited": True}
        try:
            await self._snapshots.update_one(
                {"_id": moment.id}, {"$setOnInsert": document}, upsert=True
            )
        except DuplicateKeyError:
            # Another replica was faster.
            return

    async def awaited(self) -> Sequence[ListMoment]:
        """The moments that have no figures yet, the oldest first."""
        found = [_read(each).of async for each in self._snapshots.find({"awaited": True})]
        return sorted(found, key=lambda moment: (moment.at, moment.id))

    async def keep(self, moment: ListMoment, figures: Sequence[Figure]) -> bool:
        """Gives a moment its figures for ever; False when it has some."""
        taken = [figure.model_dump(mode="json") for figure in figures]
        done = await self._snapshots.update_one(
            {"_id": moment.id, "awaited": True},
            {"$set": {"figures": taken}, "$unset": {"awaited": ""}},
        )
        return bool(done.modified_count)

    async def take_back(self, list_: str, freezing: int, at: datetime) -> None:
        """Notes of a freeze that it was taken back; what is not taken yet is awaited no more."""
        frozen = {"of.list": list_, "of.moment": "frozen"}
        which = {"of.freezing": freezing} if freezing > 1 else {"of.freezing": {"$in": [1, None]}}
        change = {"$set": {"unfrozen_at": at.isoformat()}, "$unset": {"awaited": ""}}
        await self._snapshots.update_one({**frozen, **which}, change)

    async def of_round(self, programme: str, round_: str) -> Sequence[Snapshot]:
        """All of a round, in the order in which it came to them."""
        of_round = {"of.programme": programme, "of.round": round_}
        found = [_read(each) async for each in self._snapshots.find(of_round)]
        return sorted(found, key=lambda each: (each.of.at, each.of.id))


def _read(document: Mapping[str, Any]) -> Snapshot:
    kept = {name: document.get(name) for name in ("figures", "unfrozen_at")}
    return Snapshot.model_validate({"of": document["of"], **kept})
