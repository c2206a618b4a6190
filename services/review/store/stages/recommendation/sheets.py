"""Summary sheets, their rows and the quota slots that they take."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.review.domain.stages.recommendation.sheet import (
    Sheet,
    SheetRefused,
    SheetRow,
    refuse_excess,
)
from services.review.store.lists.round_document import refuse_frozen
from shared.errors import AlreadyExists, FieldError
from shared.mongo import (
    BulkWriteError,
    Database,
    Document,
    DuplicateKeyError,
    Session,
)
from shared.mongo_transaction import in_transaction

AT_ONCE = 1000


class MongoSheets:
    """One document a sheet, one a row (`_id` is application and tier), one a quota."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sheets = database["sheets"]
        self._rows = database["sheet_rows"]
        self._quotas = database["quotas"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._sheets.create_index("state")
        await self._rows.create_index([("sheet", 1), ("state", 1), ("rank", 1)])

    async def get(self, sheet: str) -> Sheet | None:
        """The sheet of this id."""
        found = await self._sheets.find_one({"_id": sheet})
        return None if found is None else _sheet(found)

    async def take(
        self, sheet: Sheet, rows: Sequence[tuple[SheetRow, str]], freeze_key: str
    ) -> Sheet:
        """Saves the sheet, its rows and its slots in one transaction.

        Raises QuotaExceeded, SheetRefused, ListFrozen and AlreadyExists.
        """
        quota = _quota(sheet)
        await self._quotas.update_one({"_id": quota}, {"$setOnInsert": {"used": 0}}, upsert=True)

        async def work(session: Session) -> Sheet:
            await refuse_frozen(self._database, freeze_key, "sheets", session)
            counter = await self._quotas.find_one_and_update(
                {"_id": quota}, {"$inc": {"used": len(rows)}}, session=session
            )
            refuse_excess([r for r, _ in rows], quota=sheet.quota, used=counter["used"])
            taken = sheet.model_copy(update={"used": counter["used"] + len(rows)})
            try:
                document = taken.model_dump(exclude={"id"})
                await self._sheets.insert_one({"_id": sheet.id, **document}, session=session)
            except DuplicateKeyError as error:
                raise AlreadyExists("sheet", sheet.sheet) from error
            await self._insert_rows(sheet, rows, session)
            return taken

        return await in_transaction(self._database, work)

    async def applying(self) -> Sequence[Sheet]:
        """Sheets that have rows left to apply."""
        return [_sheet(found) async for found in self._sheets.find({"state": "applying"})]

    async def waiting_rows(self, sheet: str, limit: int) -> Sequence[tuple[SheetRow, str]]:
        """Rows that are not applied yet, the best rank first, each with its application."""
        waiting = self._rows.find({"sheet": sheet, "state": "waiting"}).sort("rank", 1)
        return [
            (SheetRow(rank=found["rank"], number=found["number"]), _application(found["_id"]))
            async for found in waiting.limit(limit)
        ]

    async def settle(self, sheet: Sheet, *, applied: Sequence[str], dropped: Sequence[str]) -> None:
        """Notes rows, by application, as applied, or as dropped, which gives their slot back."""
        if applied:
            # Only what still waits: a row may have been released by a withdrawal meanwhile.
            rows = [row_id(application, sheet.tier) for application in applied]
            waiting = {"_id": {"$in": rows}, "sheet": sheet.id, "state": "waiting"}
            await self._rows.update_many(waiting, {"$set": {"state": "applied"}})
        for application in dropped:
            await self.release(application, sheet.tier)

    async def finish(self, sheet: str) -> None:
        """Notes that every row is settled, and how many were recommended."""
        count = await self._rows.count_documents({"sheet": sheet, "state": "applied"})
        await self._sheets.update_one(
            {"_id": sheet}, {"$set": {"state": "done", "recommended": count}}
        )

    async def release(self, application: str, tier: int) -> None:
        """Gives back the slot of an application in a tier; doing it again changes nothing."""

        async def work(session: Session) -> None:
            row = await self._rows.find_one_and_update(
                {"_id": row_id(application, tier), "state": {"$ne": "released"}},
                {"$set": {"state": "released"}},
                session=session,
            )
            if row is not None:
                await self._quotas.update_one(
                    {"_id": row["quota"]}, {"$inc": {"used": -1}}, session=session
                )

        await in_transaction(self._database, work)

    async def _insert_rows(
        self, sheet: Sheet, rows: Sequence[tuple[SheetRow, str]], session: Session
    ) -> None:
        documents: list[Document] = [
            {
                "_id": row_id(application, sheet.tier),
                "sheet": sheet.id,
                "quota": _quota(sheet),
                "rank": row.rank,
                "number": row.number,
                "state": "waiting",
            }
            for row, application in rows
        ]
        try:
            for start in range(0, len(documents), AT_ONCE):
                await self._rows.insert_many(documents[start : start + AT_ONCE], session=session)
        except BulkWriteError as error:
            wrong = (error.details or {}).get("writeErrors")
            if error.has_error_label("TransientTransactionError") or not wrong:
                raise
            taken = wrong[0]["op"]
            raise SheetRefused(
                [
                    FieldError(
                        f"rank {taken['rank']}",
                        f"{taken['number']} is on another sheet",
                        f"{taken['number']} 已列入另一份汇总表",
                    )
                ]
            ) from error


def row_id(application: str, tier: int) -> str:
    """What the row of an application is kept under; those of the first tier are older."""
    return application if tier == 1 else f"{application}/{tier}"


def _application(row: str) -> str:
    return row.partition("/")[0]


def _quota(sheet: Sheet) -> str:
    return f"{sheet.programme}/{sheet.round}/{sheet.recommender}"


def _sheet(found: Mapping[str, Any]) -> Sheet:
    return Sheet.model_validate({"id": found["_id"], **found})
