"""Corrections: a case, with what the freeze of its list and summary sheets write as well."""

from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.stages.recommendation.refusals import SheetStillApplied
from services.review.domain.twins.finding import Looking
from services.review.ports import HeldCase
from services.review.store.case.cases import MongoCases
from services.review.store.lists.round_document import refuse_frozen
from services.review.store.stages.recommendation.sheets import row_id
from services.review.store.twins.twins import MongoTwins
from shared.mongo import Database, Session
from shared.mongo_transaction import in_transaction


class MongoCorrections:
    """One transaction each."""

    def __init__(self, database: Database, cases: MongoCases, twins: MongoTwins) -> None:
        self._database = database
        self._cases = cases
        self._twins = twins

    async def save(
        self,
        held: HeldCase,
        step: Step,
        freeze_key: str,
        at: datetime,
        *,
        frees_tier: int | None,
        looking: Looking | None,
    ) -> None:
        """Raises ListFrozen, StaleWrite and SheetStillApplied."""

        touched: list[str] = []

        async def work(session: Session) -> None:
            touched.clear()
            await refuse_frozen(self._database, freeze_key, "corrections", session)
            if frees_tier is not None:
                await self._free_slot(row_id(held.record.application, frees_tier), session)
            back = step
            if looking is not None:
                back = await self._twins.pair(step, looking, touched, session)
            await self._cases.save(held, back, at, session)

        await in_transaction(self._database, work)
        self._cases.journal.offer_saved([held.record.application, *touched])

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
