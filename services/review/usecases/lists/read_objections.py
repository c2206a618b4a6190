"""Reads the objections to a list, and who made one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.review.domain.lists.objection import Objection, Objector
from services.review.domain.lists.served import ServedObjection
from services.review.domain.official import Official
from services.review.ports import Cases, Codes, HeldCase, Lists, Objections
from services.review.usecases.lists.known_list import check_hears_objections, known_list
from services.review.usecases.rules import Rules
from shared.errors import NotFound


@dataclass(frozen=True)
class ReadObjections:
    """For the officials of the programme; the objector for those alone who hear the objections."""

    lists: Lists
    objections: Objections
    cases: Cases
    codes: Codes
    rules: Rules

    async def unverified(
        self, list_id: str, *, skip: int, limit: int, official: Official
    ) -> tuple[Sequence[Objection], Mapping[str, str]]:
        """Those that do not count, the oldest first, and of whom the address takes no code.

        For those who hear the objections; raises NotFound and Rejected (forbidden).
        """
        held = await known_list(self.lists, list_id)
        check_hears_objections(held.record, self.rules.of(held.record), official)
        found = await self.objections.unverified(list_id, skip, limit)
        return found, await self.codes.refused([one.id for one in found])

    async def of_list(
        self, list_id: str, *, official: Official
    ) -> Sequence[tuple[Objection, ServedObjection | None]]:
        """All of them, the oldest first, each with what became of it at the enterprise.

        Raises Rejected (forbidden).
        """
        held = await self.lists.get(list_id)
        if held is None:
            return ()
        official.check_reads(self.rules.of(held.record))
        found = await self.objections.of_list(list_id)
        cases = await self.cases.get_many(list({one.application for one in found}))
        return [(one, _served(cases.get(one.application), one)) for one in found]

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


def _served(held: HeldCase | None, objection: Objection) -> ServedObjection | None:
    return None if held is None else held.record.served_with(objection.id)
