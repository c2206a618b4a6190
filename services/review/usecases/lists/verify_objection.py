"""Lets an objection count once its objector's contact is verified."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.review.domain.lists.objection import Objection, Verified
from services.review.domain.lists.refusals import VerifiedTooLate
from services.review.domain.lists.verifying import check_code, verify_contact
from services.review.domain.official import Official
from services.review.ports import Codes, HeldList, Lists, Objections
from services.review.usecases.lists.known_list import check_hears_objections, known_list
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.retrying import retry


@dataclass(frozen=True)
class VerifyObjection:
    """By the code that was mailed, or by an officer; doing it again changes nothing."""

    lists: Lists
    objections: Objections
    codes: Codes
    rules: Rules

    async def by_code(self, list_id: str, objection: str, *, code: str, at: datetime) -> Objection:
        """The objection, which counts now.

        Raises NotFound, WrongCode, CodeWorn, NotToVerify, TooManyObjections and, when
        the list was announced meanwhile, VerifiedTooLate.
        """
        _, found = await self._found(list_id, objection, public=True)
        if found.state == "unverified":
            check_code(await self.codes.try_one(objection), code, objection)
            await self.codes.was_right(objection)
        return await self._verify(list_id, objection, Verified(how="code", at=at))

    async def by_officer(
        self,
        list_id: str,
        objection: str,
        *,
        how: Literal["phone", "in_person", "letter"],
        proof: str,
        official: Official,
        at: datetime,
    ) -> Objection:
        """The objection, which counts now.

        Raises NotFound, Rejected (forbidden), NotToVerify, TooManyObjections and, when
        the list was announced meanwhile, VerifiedTooLate.
        """
        held, _ = await self._found(list_id, objection)
        check_hears_objections(held.record, self.rules.of(held.record), official)
        verified = Verified(how=how, at=at, by=official.account, proof=proof)
        return await self._verify(list_id, objection, verified)

    async def _verify(self, list_id: str, objection: str, verified: Verified) -> Objection:
        async def once() -> Objection:
            held, found = await self._found(list_id, objection)
            if found.verified is None:
                step, found = verify_contact(
                    held.record,
                    found,
                    await self.objections.counted(list_id, found.entry),
                    self.rules.of(held.record),
                    verified,
                )
                await self.objections.verify(held, step, found, verified.at)
            if found.state == "late":
                raise VerifiedTooLate(found.id)
            return found

        return await retry(once)

    async def _found(
        self, list_id: str, objection: str, *, public: bool = False
    ) -> tuple[HeldList, Objection]:
        held = await known_list(self.lists, list_id, public=public)
        found = await self.objections.get(list_id, objection)
        if found is None:
            raise NotFound("objection", objection)
        return held, found
