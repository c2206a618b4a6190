"""Enters an objection that came to an office on paper, with the date on which it came."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.objection import (
    Entered,
    Objection,
    Objector,
    file_objection,
    objection_id,
)
from services.review.domain.lists.refusals import ObjectionLate
from services.review.domain.official import Official
from services.review.ports import Lists, Objections
from services.review.usecases.lists.known_list import check_hears_objections, known_list
from services.review.usecases.rules import Rules
from shared.errors import NotFound


@dataclass(frozen=True)
class EnterObjection:
    """In time by the date of its receipt, and still to be verified; of no limit of a source."""

    lists: Lists
    objections: Objections
    rules: Rules

    async def __call__(
        self,
        list_id: str,
        *,
        entry: int,
        objector: Objector,
        facts: str,
        evidence: str,
        received_at: datetime,
        proof: str,
        official: Official,
        at: datetime,
    ) -> Objection:
        """The objection, also when it is entered again.

        Raises NotFound, Rejected (forbidden), EntryRemoved, NotReceivedThen, TooManyObjections and,
        when it is recorded as late, ObjectionLate.
        """
        held = await known_list(self.lists, list_id)
        programme = self.rules.of(held.record)
        check_hears_objections(held.record, programme, official)
        objection = objection_id(list_id, entry, objector, facts, evidence, received_at)
        filed = await self.objections.get(list_id, objection)
        if filed is None or filed.state == "lapsed":
            found = await self.lists.entry(list_id, entry)
            if found is None:
                raise NotFound("entry", str(entry), field="entry")
            filed = file_objection(
                held.record,
                found,
                await self.objections.counted(list_id, entry),
                programme,
                self.rules.calendar,
                objection=objection,
                facts=facts,
                evidence=evidence,
                at=received_at,
                entered=Entered(by=official.account, at=at, proof=proof),
            )
            await self.objections.file(filed, objector, (), None)
        if filed.state == "late":
            raise ObjectionLate(filed.id, held.record.closes_at)
        return filed
