"""Gives the holder of a recognition its new name."""

from dataclasses import dataclass
from datetime import date, datetime

from services.review.domain.official import Official
from services.review.domain.recognition.recognition import Recognition
from services.review.domain.recognition.renaming import rename
from services.review.ports import Recognitions
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.retrying import retry
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class NewName:
    """The name, the day from which it holds, and what proves it."""

    name: Bilingual
    since: date
    reason: str


@dataclass(frozen=True)
class RenameHolder:
    """By whoever announces what is recognised."""

    recognitions: Recognitions
    rules: Rules

    async def __call__(
        self, programme: str, recognition: str, new: NewName, *, official: Official, at: datetime
    ) -> Recognition:
        """The recognition; the same name once more changes nothing.

        Raises NotFound, also for a recognition of another programme, Rejected (forbidden),
        NameTooEarly and StaleWrite.
        """

        async def once() -> Recognition:
            held = await self.recognitions.get(recognition)
            if held is None or held.record.programme != programme:
                raise NotFound("recognition", recognition)
            known = self.rules.programmes.newest(programme, at)
            official.check_acts(known, known.way.final)
            step = rename(
                held.record,
                new.name,
                since=new.since,
                reason=new.reason,
                by=official.account,
                at=at,
            )
            if step.events:
                await self.recognitions.save(held, step, at)
            return step.recognition

        return await retry(once)
