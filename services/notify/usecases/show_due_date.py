"""Puts the due date into the inbox, once review has counted it from delivery."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.supplement_clock import SupplementClock
from services.notify.ports import Correspondences
from services.notify.usecases.hearing import hear
from shared.heard import Position


@dataclass(frozen=True)
class ShowDueDate:
    """May come before the notice that it belongs to, when that one was held up."""

    correspondences: Correspondences

    async def __call__(
        self, application: str, clock: SupplementClock, position: Position, *, at: datetime
    ) -> None:
        await hear(
            self.correspondences,
            application,
            position,
            at,
            lambda c: c.counting_since(clock),
        )
