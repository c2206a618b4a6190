"""Reminds no more of a supplement that came."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.ports import Correspondences
from services.notify.usecases.hearing import hear
from shared.heard import Position


@dataclass(frozen=True)
class EndReminders:
    """May come before the clock, which is another topic's."""

    correspondences: Correspondences

    async def __call__(
        self, application: str, supplement_round: int, position: Position, *, at: datetime
    ) -> None:
        await hear(
            self.correspondences,
            application,
            position,
            at,
            lambda c: c.supplementing(supplement_round, at),
        )
