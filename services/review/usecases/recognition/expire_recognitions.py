"""Ends recognitions whose last day is over, and reminds of those that end soon."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.recognition.expiring import expire, expires_before, remind
from services.review.ports import Recognitions
from services.review.usecases.rules import Rules
from shared.programmes import Programme, UnknownProgramme

AT_ONCE = 500


@dataclass(frozen=True)
class ExpireRecognitions:
    """Exactly one event each, since having ended is part of its state."""

    recognitions: Recognitions
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many were ended."""
        ended = 0
        while over := await self.recognitions.expiring(at, AT_ONCE):
            steps = [
                (held, expire(held.record, at=at, programme=self._known(held.record.programme, at)))
                for held in over
            ]
            stale = await self.recognitions.save_many(steps, at)
            ended += len(steps) - len(stale)
        return ended

    def _known(self, programme: str, at: datetime) -> Programme | None:
        try:
            return self.rules.programmes.newest(programme, at)
        except UnknownProgramme:
            # The clock goes on whatever became of the definition.
            return None


@dataclass(frozen=True)
class RemindOfExpiry:
    """On the days before the last one that the programme has, each once."""

    recognitions: Recognitions
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many were reminded."""
        reminded = 0
        for id_ in sorted({each.id for each in self.rules.programmes}):
            programme = self.rules.programmes.newest(id_, at)
            days = () if programme.after is None else programme.after.remind_before
            for before in sorted(days):
                reminded += await self._remind(programme, before, at)
        return reminded

    async def _remind(self, programme: Programme, days: int, at: datetime) -> int:
        reminded, until = 0, expires_before(days, at)
        while found := await self.recognitions.unreminded(programme.id, days, at, until, AT_ONCE):
            steps = [(held, remind(held.record, programme, days, at=at)) for held in found]
            stale = await self.recognitions.save_many(steps, at)
            reminded += len(steps) - len(stale)
        return reminded
