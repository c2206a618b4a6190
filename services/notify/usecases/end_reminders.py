"""Reminds no more of a supplement that came."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.ports import Correspondences


@dataclass(frozen=True)
class EndReminders:
    """May come before the clock, which is another topic's."""

    correspondences: Correspondences

    async def __call__(
        self, application: str, supplement_round: int, *, stream: str, seq: int, at: datetime
    ) -> None:
        def end(correspondence: Correspondence) -> Changed | None:
            if correspondence.has_heard(stream, seq):
                return None
            return correspondence.hearing(stream, seq).supplementing(supplement_round, at), ()

        await self.correspondences.change(application, end, at=at)
