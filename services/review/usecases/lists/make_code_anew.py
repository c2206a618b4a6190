"""Has a new code mailed to an objector who lost the one before."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.code_refusals import CodeWorn
from services.review.domain.lists.objection import Objection
from services.review.domain.lists.verifying import check_waits, made_anew
from services.review.ports import Codes, Lists, Objections
from services.review.usecases.lists.known_list import known_list
from services.review.usecases.lists.object_to_entry import CodeMaking
from shared.errors import NotFound
from shared.retrying import retry


@dataclass(frozen=True)
class MakeCodeAnew:
    """To the same address, within the same term; the code before is void."""

    lists: Lists
    objections: Objections
    codes: Codes
    making: CodeMaking | None = None

    async def __call__(self, list_id: str, objection: str, *, at: datetime) -> Objection:
        """The objection, which still waits.

        Raises NotFound, NotToVerify, CodeWorn and CodeJustMade.
        """
        await known_list(self.lists, list_id, public=True)
        making = self.making

        async def once() -> Objection:
            found = await self.objections.get(list_id, objection)
            if found is None:
                raise NotFound("objection", objection)
            check_waits(found, at)
            code = await self.codes.get(objection)
            if code is None or making is None:
                raise CodeWorn(objection)
            await self.codes.replace(code, made_anew(code, making.new(), at), at)
            making.wake()
            return found

        return await retry(once)
