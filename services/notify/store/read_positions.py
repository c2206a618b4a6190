"""How far the folders of mailboxes were read."""

from dataclasses import dataclass

from shared.mongo import Collection

COLLECTION = "read_positions"


@dataclass(frozen=True, slots=True)
class Position:
    """The last mail that was dealt with, by its UID while `uidvalidity` stays what it is."""

    uidvalidity: int
    uid: int


class MongoReadPositions:
    """A document a folder."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def get(self, folder: str) -> Position | None:
        """The last mail of the folder that was dealt with."""
        found = await self._collection.find_one({"_id": folder})
        return None if found is None else Position(found["uidvalidity"], found["uid"])

    async def save(self, folder: str, position: Position) -> None:
        """Notes that everything up to this mail was dealt with."""
        fields = {"uidvalidity": position.uidvalidity, "uid": position.uid}
        await self._collection.update_one({"_id": folder}, {"$set": fields}, upsert=True)
