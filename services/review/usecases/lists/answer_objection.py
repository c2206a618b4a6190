"""An enterprise answers an objection that it was served with."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.answering import answer
from services.review.domain.lists.served import ServedObjection
from services.review.ports import Cases, Objections
from shared.errors import NotFound
from shared.retrying import retry


@dataclass(frozen=True)
class AnswerObjection:
    """Once, in time by its arrival; sending the same again changes nothing."""

    objections: Objections
    cases: Cases

    async def __call__(
        self, list_id: str, objection: str, *, text: str, uscc: str | None, at: datetime
    ) -> ServedObjection:
        """Raises NotFound for one that the enterprise was not served with, AnsweredOtherwise,
        ObjectionDecidedAlready, AnswerLate and StaleWrite.
        """

        async def once() -> ServedObjection:
            found = await self.objections.get(list_id, objection)
            case = None if found is None else await self.cases.get(found.application)
            if found is None or case is None or case.record.uscc != uscc:
                raise NotFound("objection", objection)
            if case.record.served_with(objection) is None:
                raise NotFound("objection", objection)
            step = answer(case.record, found, text=text, at=at)
            if step is not None:
                await self.cases.save(case, step, at)
            served = (case.record if step is None else step.case).served_with(objection)
            assert served is not None
            return served

        return await retry(once)
