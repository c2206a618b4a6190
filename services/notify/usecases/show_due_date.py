"""Puts the due date into the inbox, once review has counted it from delivery."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.supplement_clock import SupplementClock
from services.notify.ports import Correspondences


@dataclass(frozen=True)
class ShowDueDate:
    """May come before the notice that it belongs to, when that one was held up."""

    correspondences: Correspondences

    async def __call__(
        self, application: str, clock: SupplementClock, *, stream: str, seq: int, at: datetime
    ) -> None:
        def show(correspondence: Correspondence) -> Changed | None:
            if correspondence.has_heard(stream, seq):
                return None
            return correspondence.hearing(stream, seq).counting(clock), ()

        await self.correspondences.change(application, show, at=at)
