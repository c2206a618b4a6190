"""Sign-ins under way: each is taken once, and MongoDB deletes what is over."""

from dataclasses import asdict

from services.portal.domain.attempt import Attempt
from shared.mongo import Database

COLLECTION = "attempts"


class MongoAttempts:
    """Sign-ins under way."""

    def __init__(self, database: Database) -> None:
        self._documents = database[COLLECTION]

    async def prepare(self) -> None:
        """Creates the index by which they are deleted."""
        await self._documents.create_index("ends_at", expireAfterSeconds=0)

    async def add(self, attempt: Attempt) -> None:
        """Begins one."""
        values = asdict(attempt)
        await self._documents.insert_one({"_id": values.pop("state"), **values})

    async def take(self, state: str) -> Attempt | None:
        """The one with this state, once."""
        found = await self._documents.find_one_and_delete({"_id": state})
        if found is None:
            return None
        values = {name: value for name, value in found.items() if name != "_id"}
        return Attempt(state=found["_id"], **values)
