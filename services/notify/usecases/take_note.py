"""Notes an event that nobody is told of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Correspondence
from services.notify.ports import Correspondences
from services.notify.usecases.hearing import hear
from shared.heard import Position


@dataclass(frozen=True)
class TakeNote:
    """What it does to a correspondence, once."""

    correspondences: Correspondences

    async def __call__(
        self,
        application: str,
        effect: Callable[[Correspondence], Correspondence],
        position: Position,
        *,
        at: datetime,
    ) -> None:
        await hear(self.correspondences, application, position, at, effect)
