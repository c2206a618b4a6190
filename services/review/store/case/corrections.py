"""Corrections: a case, with what the freeze of its list and summary sheets write as well."""

from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.stages.recommendation.refusals import SheetStillApplied
from services.review.ports import HeldCase
from services.review.store.case.cases import MongoCases
from services.review.store.lists.round_document import refuse_frozen
from services.review.store.stages.recommendation.sheets import row_id
from shared.mongo import Database, Session
from shared.mongo_transaction import in_transaction


class MongoCorrections:
    """One transaction each."""

    def __init__(self, database: Database, cases: MongoCases) -> None:
        self._database = database
        self._cases = cases

    async def save(
        self,
        held: HeldCase,
        step: Step,
        freeze_key: str,
        at: datetime,
        *,
        frees_tier: int | None,
    ) -> None:
        """Raises ListFrozen, StaleWrite and SheetStillApplied."""

        async def work(session: Session) -> None:
            await refuse_frozen(self._database, freeze_key, "corrections", session)
            if frees_tier is not None:
                await self._free_slot(row_id(held.record.application, frees_tier), session)
            await self._cases.save(held, step, at, session)

        await in_transaction(self._database, work)
        self._cases.journal.offer_saved([held.record.application])

    async def _free_slot(self, row_of: str, session: Session) -> None:
        """Takes the row away, so that another sheet may have the application."""
        settled = {"_id": row_of, "state": {"$in": ["applied", "released"]}}
        row = await self._database["sheet_rows"].find_one_and_delete(settled, session=session)
        if row is None:
            raise SheetStillApplied
        if row["state"] == "applied":
            await self._database["quotas"].update_one(
                {"_id": row["quota"]}, {"$inc": {"used": -1}}, session=session
            )
