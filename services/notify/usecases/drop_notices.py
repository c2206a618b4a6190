"""Sends nothing more about an application that was withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.ports import Correspondences


@dataclass(frozen=True)
class DropNotices:
    """May come before a notice, which is moot then; a mail on its way is noted when it arrives."""

    correspondences: Correspondences

    async def __call__(
        self, application: str, *, closed_at: datetime, stream: str, seq: int, at: datetime
    ) -> None:
        def drop(correspondence: Correspondence) -> Changed | None:
            if correspondence.has_heard(stream, seq):
                return None
            return correspondence.hearing(stream, seq).closing(closed_at), ()

        await self.correspondences.change(application, drop, at=at)
