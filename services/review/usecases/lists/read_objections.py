"""Reads the objections to a list, and who made one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.review.domain.lists.objection import Objection, Objector
from services.review.domain.official import Official
from services.review.ports import Lists, Objections
from services.review.usecases.lists.known_list import check_hears_objections
from services.review.usecases.rules import Rules
from shared.errors import NotFound


@dataclass(frozen=True)
class ReadObjections:
    """For the officials of the programme; the objector for those alone who hear the objections."""

    lists: Lists
    objections: Objections
    rules: Rules

    async def of_list(self, list_id: str, *, official: Official) -> Sequence[Objection]:
        """All of them, the oldest first; none of a list that there is not.

        Raises Rejected (forbidden).
        """
        held = await self.lists.get(list_id)
        if held is None:
            return ()
        official.check_reads(self.rules.of(held.record))
        return await self.objections.of_list(list_id)

    async def objector(self, list_id: str, objection: str, *, official: Official) -> Objector:
        """Who made it, to verify it; raises NotFound and Rejected (forbidden)."""
        held = await self.lists.get(list_id)
        known = await self.objections.get(list_id, objection)
        if held is None or known is None:
            raise NotFound("objection", objection)
        check_hears_objections(held.record, self.rules.of(held.record), official)
        who = await self.objections.objector(objection)
        if who is None:
            raise NotFound("objection", objection)
        return who
