"""Takes a real-name objection to one entry of a list under public notice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from services.review.domain.lists.objection import Objection, Objector, file_objection
from services.review.domain.lists.refusals import ObjectionLate
from services.review.domain.lists.sources import Limits, sources_of
from services.review.domain.lists.verifying import Code
from services.review.ports import Lists, Objections
from services.review.usecases.lists.known_list import known_list
from services.review.usecases.rules import Rules
from shared.errors import NotFound


@dataclass(frozen=True)
class CodeMaking:
    """How a code is made, where one is mailed, and who is told that one waits to be mailed."""

    new: Callable[[], str]
    wake: Callable[[], None]


@dataclass(frozen=True)
class ObjectToEntry:
    """In time by its arrival, and still to be verified; a late one is recorded as a report."""

    lists: Lists
    objections: Objections
    rules: Rules
    codes: CodeMaking | None = None
    limits: Limits = field(default_factory=Limits)

    async def __call__(
        self,
        list_id: str,
        *,
        entry: int,
        objection: str,
        objector: Objector,
        facts: str,
        evidence: str,
        block: str,
        at: datetime,
    ) -> Objection:
        """The objection, also when it is sent again; `block` is the address block it came from.

        Raises NotFound, EntryRemoved, TooManyObjections, TooManyFromSource and, when it is
        recorded as late, ObjectionLate.
        """
        held = await known_list(self.lists, list_id, public=True)
        filed = await self.objections.get(list_id, objection)
        if filed is None or filed.state == "lapsed":
            found = await self.lists.entry(list_id, entry)
            if found is None:
                raise NotFound("entry", str(entry), field="entry")
            filed = file_objection(
                held.record,
                found,
                await self.objections.counted(list_id, entry),
                self.rules.of(held.record),
                self.rules.calendar,
                objection=objection,
                facts=facts,
                evidence=evidence,
                at=at,
            )
            sources = sources_of(list_id, block, objector.contacts, self.limits)
            code = self._code(filed, objector)
            filed = filed.model_copy(update={"code_mailed": code is not None})
            await self.objections.file(filed, objector, sources, code)
            if code is not None and self.codes is not None:
                self.codes.wake()
        if filed.state == "late":
            raise ObjectionLate(filed.id, held.record.closes_at)
        return filed

    def _code(self, filed: Objection, objector: Objector) -> Code | None:
        if self.codes is None or objector.email is None or filed.verify_by is None:
            return None
        return Code(
            objection=filed.id,
            list=filed.list,
            email=objector.email,
            code=self.codes.new(),
            verify_by=filed.verify_by,
            made_at=filed.filed_at,
        )
