"""Sends nothing more about an application that was withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.ports import Correspondences
from services.notify.usecases.hearing import hear
from shared.heard import Position


@dataclass(frozen=True)
class DropNotices:
    """May come before a notice, which is moot then; a mail on its way is noted when it arrives."""

    correspondences: Correspondences

    async def __call__(
        self, application: str, closed_at: datetime, position: Position, *, at: datetime
    ) -> None:
        await hear(self.correspondences, application, position, at, lambda c: c.closing(closed_at))
