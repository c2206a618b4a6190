"""Takes a due date out of the inbox, once review has found that its notice did not arrive."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.ports import Correspondences
from services.notify.usecases.hearing import hear
from shared.heard import Position


@dataclass(frozen=True)
class WithdrawDueDate:
    """Nothing reminds of it any more."""

    correspondences: Correspondences

    async def __call__(
        self, application: str, supplement_round: int, position: Position, *, at: datetime
    ) -> None:
        await hear(
            self.correspondences,
            application,
            position,
            at,
            lambda c: c.not_counting(supplement_round, at, position.seq),
        )
