"""The public record of each round in MongoDB: one document, events and memory of them together."""

from datetime import date

from services.stats.domain.public_record import PublicEvent, PublicRecord
from shared.mongo import Database, Document, DuplicateKeyError


class MongoPublicRecords:
    """Notes events once, by where they come from."""

    def __init__(self, database: Database) -> None:
        self._rounds = database["rounds"]

    async def of_round(self, programme: str, round_: str) -> PublicRecord:
        """The record of a round, oldest event first; empty for one that nothing was heard of."""
        found = await self._rounds.find_one({"_id": f"{programme}:{round_}"})
        if found is None:
            return PublicRecord(0, ())
        events = [_read(event) for event in found["events"]]
        return PublicRecord(found["version"], tuple(sorted(events, key=lambda event: event.at)))

    async def version(self, programme: str, round_: str) -> int:
        """Grows with every event of a round."""
        found = await self._rounds.find_one({"_id": f"{programme}:{round_}"}, {"version": 1})
        return found["version"] if found else 0

    async def note(self, programme: str, round_: str, source: str, event: PublicEvent) -> None:
        """Adds an event once, however often it is noted; `source` tells it from every other."""
        try:
            await self._rounds.update_one(
                {"_id": f"{programme}:{round_}", "heard": {"$ne": source}},
                {"$push": {"heard": source, "events": _written(event)}, "$inc": {"version": 1}},
                upsert=True,
            )
        except DuplicateKeyError:
            # The document is there and has heard this: the filter missed, so an insert was tried.
            return


def _written(event: PublicEvent) -> Document:
    # What a programme of one list has none of is left out: an older version reads no such field.
    later = {
        "stage": event.stage,
        "held_on": event.held_on and event.held_on.isoformat(),
        "added": event.added,
        "reprinted": event.reprinted,
    }
    return {
        "kind": event.kind,
        "at": event.at,
        "count": event.count,
        "removed": event.removed,
        "entry": event.entry,
        **{name: value for name, value in later.items() if value},
    }


def _read(event: Document) -> PublicEvent:
    held_on = event.get("held_on")
    return PublicEvent(**event | {"held_on": held_on and date.fromisoformat(held_on)})
