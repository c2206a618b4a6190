"""A projection of enterprises.v1: the newest contact of each enterprise."""

from services.notify.domain.contact import Contact
from shared.mongo import Collection, DuplicateKeyError


class MongoContacts:
    """One document an enterprise; `seq` is the last event that it came from."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def get(self, uscc: str) -> Contact | None:
        """The enterprise's contact; None when it is not known yet."""
        found = await self._collection.find_one({"_id": uscc})
        return None if found is None else Contact.model_validate({**found, "uscc": uscc})

    async def remember(self, contact: Contact, *, seq: int) -> None:
        """Keeps the contact unless a newer one is known; `seq` is its position in the stream."""
        newest = {**contact.model_dump(exclude={"uscc"}), "seq": seq}
        try:
            await self._collection.update_one(
                {"_id": contact.uscc, "seq": {"$lt": seq}}, {"$set": newest}, upsert=True
            )
        except DuplicateKeyError:
            return
