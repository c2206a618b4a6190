"""What was typed after a session had ended: encrypted, and deleted by MongoDB after a while."""

import json
from collections.abc import Mapping
from datetime import datetime

from services.portal.domain.kept_form import KeptForm
from shared.keeping import Keeper
from shared.mongo import Database

COLLECTION = "kept_forms"


class MongoKeptForms:
    """What was typed after a session had ended."""

    def __init__(self, database: Database, keeper: Keeper) -> None:
        self._documents = database[COLLECTION]
        self._keeper = keeper

    async def prepare(self) -> None:
        """Creates the index by which they are deleted."""
        await self._documents.create_index("until", expireAfterSeconds=0)

    async def keep(self, form: KeptForm) -> None:
        """Keeps it."""
        await self._documents.insert_one(
            {
                "_id": form.id,
                "subject": form.subject,
                "path": form.path,
                "kept": self._keeper.keep(json.dumps(dict(form.fields)).encode()),
                "until": form.until,
            }
        )

    async def find(self, form: str, subject: str, path: str, at: datetime) -> Mapping[str, str]:
        """What this person sent to this path; nothing when there is no such form."""
        wanted = {"_id": form, "subject": subject, "path": path, "until": {"$gt": at}}
        found = await self._documents.find_one(wanted)
        fields: dict[str, str] = json.loads(self._keeper.read(found["kept"])) if found else {}
        return fields
