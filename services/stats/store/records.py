"""The public record of each round in MongoDB: one document, events and memory of them together."""

from services.stats.domain.record import PublicEvent, Record
from shared.mongo import Database, DuplicateKeyError


class MongoRecords:
    """Notes events once, by where they come from."""

    def __init__(self, database: Database) -> None:
        self._rounds = database["rounds"]

    async def of_round(self, programme: str, round_: str) -> Record:
        """The record of a round, oldest event first; empty for one that nothing was heard of."""
        found = await self._rounds.find_one({"_id": f"{programme}:{round_}"})
        if found is None:
            return Record(0, ())
        events = [PublicEvent(**event) for event in found["events"]]
        return Record(found["version"], tuple(sorted(events, key=lambda event: event.at)))

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every event of a round."""
        found = await self._rounds.find_one({"_id": f"{programme}:{round_}"}, {"version": 1})
        return found["version"] if found else 0

    async def note(self, programme: str, round_: str, source: str, event: PublicEvent) -> None:
        """Adds an event once, however often it is noted; `source` tells it from every other."""
        written = {
            "kind": event.kind,
            "at": event.at,
            "count": event.count,
            "removed": event.removed,
            "entry": event.entry,
        }
        try:
            await self._rounds.update_one(
                {"_id": f"{programme}:{round_}", "heard": {"$ne": source}},
                {"$push": {"heard": source, "events": written}, "$inc": {"version": 1}},
                upsert=True,
            )
        except DuplicateKeyError:
            # The document is there and has heard this: the filter missed, so an insert was tried.
            return
