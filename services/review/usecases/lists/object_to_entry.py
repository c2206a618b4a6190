"""Takes a real-name objection to one entry of a list under public notice."""

import asyncio
import random
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.objection import Objection, Objector, file_objection
from services.review.domain.lists.refusals import ObjectionLate
from services.review.ports import Lists, Objections
from services.review.usecases.lists.known_list import known_list
from services.review.usecases.rules import Rules
from shared.errors import NotFound, StaleWrite

TRIES = 20


@dataclass(frozen=True)
class ObjectToEntry:
    """In time by its arrival; a late one is recorded as a report all the same."""

    lists: Lists
    objections: Objections
    rules: Rules

    async def __call__(
        self,
        list_id: str,
        *,
        entry: int,
        objection: str,
        objector: Objector,
        facts: str,
        evidence: str,
        at: datetime,
    ) -> Objection:
        """The objection, also when it is sent again.

        Raises NotFound, EntryRemoved, TooManyObjections and, when it is recorded as late,
        ObjectionLate.
        """
        for attempt in range(1, TRIES + 1):
            held = await known_list(self.lists, list_id, public=True)
            known = await self.objections.get(list_id, objection)
            if known is not None:
                filed = known
                break
            found = await self.lists.entry(list_id, entry)
            if found is None:
                raise NotFound("entry", str(entry), field="entry")
            step, filed = file_objection(
                held.record,
                found,
                await self.objections.counted(list_id, entry),
                self.rules.of(held.record),
                objection=objection,
                facts=facts,
                evidence=evidence,
                at=at,
            )
            if step is None:
                await self.objections.report(filed, objector)
                break
            try:
                await self.objections.file(held, step, filed, objector, at)
            except StaleWrite:
                if attempt == TRIES:
                    raise
                await asyncio.sleep(random.uniform(0, 0.01 * attempt))
                continue
            break
        if filed.state == "late":
            raise ObjectionLate(filed.id, held.record.closes_at)
        return filed
