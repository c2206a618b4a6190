"""What each application is for: one document a thing, written by whoever looks for it.

Two cases of the same thing that open at once conflict on it, so that one of them sees the other.
"""

from collections.abc import Sequence
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.twins.finding import Looking
from services.review.ports import HeldCase
from services.review.store.case.cases import MongoCases
from shared.mongo import Database, ReturnDocument, Session
from shared.mongo_transaction import in_transaction


class MongoTwins:
    """One transaction a save; `things` has by key the applications that are for it."""

    def __init__(self, database: Database, cases: MongoCases) -> None:
        self._database = database
        self._cases = cases

    async def open(self, step: Step, looking: Looking) -> bool:
        """Saves a new case with its twins; False when the application has one already.

        Raises StaleWrite when a twin has moved on.
        """
        touched: list[str] = []

        async def work(session: Session) -> bool:
            touched.clear()
            if await self._cases.among([step.case.application], session):
                return False
            found = await self.pair(step, looking, touched, session)
            return await self._cases.open(found, looking.at, session)

        opened = await in_transaction(self._database, work)
        if opened:
            self._cases.journal.offer_saved([step.case.application, *touched])
        return opened

    async def save(self, held: HeldCase, step: Step, looking: Looking) -> None:
        """Saves a case with the twins that it has by now; raises StaleWrite."""
        touched: list[str] = []

        async def work(session: Session) -> None:
            touched.clear()
            found = await self.pair(step, looking, touched, session)
            await self._cases.save(held, found, looking.at, session)

        await in_transaction(self._database, work)
        self._cases.journal.offer_saved([step.case.application, *touched])

    async def save_pair(self, pair: Sequence[tuple[HeldCase, Step]], at: datetime) -> None:
        """Saves both sides; raises StaleWrite when one has moved on."""

        async def work(session: Session) -> None:
            for held, step in pair:
                await self._cases.save(held, step, at, session)

        await in_transaction(self._database, work)
        self._cases.journal.offer_saved([step.case.application for _, step in pair])

    async def to_settle_at(self, words: Sequence[str], limit: int) -> Sequence[HeldCase]:
        """Cases with a twin that nobody has settled, that stand at the places of these words."""
        return await self._cases.to_settle_at(words, limit)

    async def pair(
        self, step: Step, looking: Looking, touched: list[str], session: Session
    ) -> Step:
        """The case with its twins; those are saved within the transaction, and named `touched`."""
        others = await self._same(step.case, looking, session)
        if not others:
            return step
        held = {one.record.application: one for one in await self._cases.among(others, session)}
        found, paired = looking.pair(step, [one.record for one in held.values()])
        for other in paired:
            await self._cases.save(held[other.case.application], other, looking.at, session)
            touched.append(other.case.application)
        return found

    async def _same(self, case: Case, looking: Looking, session: Session) -> Sequence[str]:
        others: set[str] = set()
        for thing in looking.things(case):
            document = await self._database["things"].find_one_and_update(
                {"_id": thing.key},
                # Counted, too: what is there already would otherwise be no write, and no conflict.
                {"$addToSet": {"applications": case.application}, "$inc": {"looks": 1}},
                upsert=True,
                return_document=ReturnDocument.AFTER,
                session=session,
            )
            others.update(document["applications"])
        return sorted(others - {case.application})
