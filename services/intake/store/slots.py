"""How many applications of an enterprise a round takes, counted without a race."""

from shared.mongo import Collection, DuplicateKeyError

COLLECTION = "places"


class MongoSlots:
    """The port `Slots`: one document an enterprise and round, with the applications that count."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def take(self, series: str, uscc: str, application: str, most: int) -> bool:
        """Takes one of `most` slots for the application, once; False when all are taken."""
        identity = f"{series}/{uscc}"
        free = {
            "_id": identity,
            "applications": {"$ne": application},
            f"applications.{most - 1}": {"$exists": False},
        }
        taken = {"$push": {"applications": application}}
        try:
            await self._collection.update_one(free, taken, upsert=True)
        except DuplicateKeyError:
            # Another made the document at this moment, or all slots are taken, or this
            # application has one already.
            if (await self._collection.update_one(free, taken)).modified_count:
                return True
            found = await self._collection.find_one({"_id": identity, "applications": application})
            return found is not None
        return True
