"""Codes of objectors, which wait here until they are mailed, and go with their purpose."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.review.domain.lists.verifying import Code
from shared.errors import StaleWrite
from shared.mongo import Database, Document, Session


class MongoCodes:
    """`_id` is the objection; one that waits to be mailed has `mail_at`."""

    def __init__(self, database: Database) -> None:
        self._codes = database["objection_codes"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        waits = {"mail_at": {"$type": "date"}}
        await self._codes.create_index("mail_at", partialFilterExpression=waits)

    async def keep(self, code: Code, at: datetime, session: Session) -> None:
        """Keeps a code that is to be mailed at once."""
        key = {"_id": code.objection}
        document = {**key, **code.model_dump(exclude={"objection"}), "mail_at": at}
        await self._codes.replace_one(key, document, upsert=True, session=session)

    async def forget(self, objection: str, session: Session) -> None:
        """Forgets a code and its address."""
        await self._codes.delete_one({"_id": objection}, session=session)

    async def try_one(self, objection: str) -> Code | None:
        """The code of an objection, with this try counted as one in vain."""
        counted = {"$inc": {"wrong": 1}}
        found = await self._codes.find_one_and_update(
            {"_id": objection}, counted, return_document=True
        )
        return None if found is None else _code(found)

    async def get(self, objection: str) -> Code | None:
        """The code of an objection."""
        found = await self._codes.find_one({"_id": objection})
        return None if found is None else _code(found)

    async def replace(self, code: Code, new: Code, at: datetime) -> None:
        """Has another code mailed in its place; raises StaleWrite when there is another already."""
        key = {"_id": code.objection, "code": code.code, "verify_by": code.verify_by}
        document = {**new.model_dump(exclude={"objection"}), "mail_at": at}
        result = await self._codes.replace_one(key, document)
        if result.matched_count == 0:
            raise StaleWrite("code")

    async def was_right(self, objection: str) -> None:
        """Takes one try in vain back."""
        await self._codes.update_one({"_id": objection}, {"$inc": {"wrong": -1}})

    async def refused(self, objections: Sequence[str]) -> Mapping[str, str]:
        """Those of these objections whose address takes no mail, and what the server said."""
        query = {"_id": {"$in": list(objections)}, "refused": {"$type": "string"}}
        return {one["_id"]: one["refused"] async for one in self._codes.find(query)}

    async def to_mail(self, at: datetime, limit: int) -> Sequence[Code]:
        """Those that are to be mailed by now."""
        due = {"mail_at": {"$type": "date", "$lte": at}}
        found = self._codes.find(due).sort("mail_at", 1).limit(limit)
        return [_code(document) async for document in found]

    async def note_mailed(self, code: Code) -> None:
        """Notes that the mail server took it."""
        await self._note(code, {"$unset": {"mail_at": ""}})

    async def note_refused(self, code: Code, reason: str) -> None:
        """Notes that its address takes no mail, so that an officer has to verify the contact."""
        await self._note(code, {"$unset": {"mail_at": ""}, "$set": {"refused": reason}})

    async def put_off(self, code: Code, until: datetime) -> None:
        """Has it mailed again later."""
        await self._note(code, {"$set": {"mail_at": until}, "$inc": {"tries": 1}})

    async def _note(self, code: Code, change: Document) -> None:
        # Only of the code that was mailed: a lapsed objection may have been filed anew.
        await self._codes.update_one({"_id": code.objection, "code": code.code}, change)


def _code(document: Mapping[str, Any]) -> Code:
    return Code.model_validate({"objection": document["_id"], **document})
