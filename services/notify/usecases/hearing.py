"""How an event has its effect on a correspondence exactly once."""

from collections.abc import Callable
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.ports import Correspondences
from shared.heard import Position


async def hear(
    correspondences: Correspondences,
    application: str,
    position: Position,
    at: datetime,
    effect: Callable[[Correspondence], Correspondence],
) -> Correspondence:
    """Saves the effect and the memory of the event in one write; what is kept then."""

    def once(correspondence: Correspondence) -> Changed | None:
        if correspondence.has_heard(position):
            return None
        return effect(correspondence.hearing(position)), ()

    return await correspondences.change(application, once, at=at)
