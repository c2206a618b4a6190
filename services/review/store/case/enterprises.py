"""A projection of enterprises.v1: the newest name of each enterprise, and nothing else of it."""

from collections.abc import Iterable, Mapping, Sequence

from shared.mongo import Database, DuplicateKeyError, Session
from shared.values import Bilingual


class MongoEnterprises:
    """One document an enterprise; `seq` is the last event that it came from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rename(self, uscc: str, name: Bilingual, *, seq: int) -> None:
        """Keeps the name unless a newer one is known; `seq` is its position in the stream."""
        try:
            await self._database["enterprises"].update_one(
                {"_id": uscc, "seq": {"$lt": seq}},
                {"$set": {"name": name.model_dump(), "seq": seq}},
                upsert=True,
            )
        except DuplicateKeyError:
            return

    async def names(self, applications: Sequence[str]) -> Mapping[str, Bilingual]:
        """By application what its enterprise is called now, where that is known."""
        cases = self._database["cases"].find({"_id": {"$in": list(applications)}}, {"uscc": 1})
        owners = {case["_id"]: case["uscc"] async for case in cases}
        names = await names_of(self._database, owners.values())
        return {case: names[uscc] for case, uscc in owners.items() if uscc in names}


async def names_of(
    database: Database, usccs: Iterable[str], session: Session | None = None
) -> Mapping[str, Bilingual]:
    """By code what these enterprises are called now, where that is known."""
    found = database["enterprises"].find({"_id": {"$in": list(set(usccs))}}, session=session)
    return {one["_id"]: Bilingual.model_validate(one["name"]) async for one in found}
