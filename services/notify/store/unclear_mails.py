"""Mails of servers that nobody can tell, until a person settles them."""

from collections.abc import Mapping
from typing import Any

from services.notify.domain.unclear_mail import Settlement, UnclearMail, Why
from services.notify.ports import UnclearPage
from services.notify.store.pages import behind, cursor_at
from shared.errors import NotFound
from shared.mongo import ASCENDING, Collection, Document, DuplicateKeyError

COLLECTION = "unclear_mails"


class MongoUnclearMails:
    """A document a mail; `open` stands beside it for queries."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def prepare(self) -> None:
        """Creates the index."""
        order = [("open", ASCENDING), ("came_at", ASCENDING), ("_id", ASCENDING)]
        await self._collection.create_index(order)

    async def keep(self, mail: UnclearMail) -> UnclearMail:
        """Keeps the mail unless it is there; as it is then."""
        try:
            await self._collection.insert_one(_written(mail))
        except DuplicateKeyError:
            return await self.get(mail.id)
        return mail

    async def get(self, identity: str) -> UnclearMail:
        """The mail with this id; raises NotFound."""
        found = await self._collection.find_one({"_id": identity})
        if found is None:
            raise NotFound("mail", identity)
        return _read(found)

    async def page(
        self, *, settled: bool, why: Why | None, after: str | None, limit: int
    ) -> UnclearPage:
        """Those that are settled or are not, the longest waiting first; `after` is a `next`."""
        wanted: Document = {"open": not settled, **({"why": why} if why else {})}
        later = behind(after, "came_at", identity="_id", newest_first=False)
        order = [("came_at", ASCENDING), ("_id", ASCENDING)]
        rows = self._collection.find({**wanted, **later}).sort(order).limit(limit + 1)
        found = [_read(document) async for document in rows]
        if len(found) <= limit:
            return UnclearPage(found, None)
        last = found[limit - 1]
        return UnclearPage(found[:limit], cursor_at(last.came_at, last.id))

    async def settle(self, settlement: Settlement) -> UnclearMail:
        """Keeps what is said of the mail unless something was said before; as it is then.

        Raises NotFound, and AlreadySettled for a mail of which something else was said.
        """
        settled = (await self.get(settlement.mail)).settled(settlement)
        first = {"_id": settlement.mail, "settlement": None}
        await self._collection.update_one(first, {"$set": _saying(settled)})
        return (await self.get(settlement.mail)).settled(settlement)

    async def carried_out(self, identity: str) -> UnclearMail:
        """Notes that everything that follows from the settlement was done; as it is then."""
        done = {"settlement.carried_out": True, "open": False}
        await self._collection.update_one({"_id": identity}, {"$set": done})
        return await self.get(identity)

    async def waiting(self) -> int:
        """How many are to be settled."""
        return await self._collection.count_documents({"open": True})


def _written(mail: UnclearMail) -> Document:
    return {"_id": mail.id, **mail.model_dump(exclude={"id"}), "open": mail.is_open}


def _saying(mail: UnclearMail) -> Document:
    settlement = None if mail.settlement is None else mail.settlement.model_dump()
    return {"settlement": settlement, "open": mail.is_open}


def _read(document: Mapping[str, Any]) -> UnclearMail:
    return UnclearMail.model_validate({**document, "id": document["_id"]})
