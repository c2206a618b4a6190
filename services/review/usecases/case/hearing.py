"""How an event about a known case has its effect exactly once."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.ports import Cases, HeldCase
from shared.errors import Unavailable
from shared.heard import Position


async def unheard(cases: Cases, application: str, position: Position) -> HeldCase | None:
    """The case, or None when it has heard this event.

    Raises Unavailable when there is no case yet: its submission may wait for another try.
    """
    held = await cases.get(application)
    if held is None:
        raise Unavailable(f"There is no case yet for the application {application}.")
    return None if held.record.has_heard(position) else held


async def hear(
    cases: Cases,
    application: str,
    position: Position,
    at: datetime,
    effect: Callable[[Case], Step],
    save: Callable[[HeldCase, Step], Awaitable[None]] | None = None,
) -> None:
    """Saves the effect and the memory of the event in one write; raises StaleWrite."""
    held = await unheard(cases, application, position)
    if held is None:
        return
    step = effect(held.record)
    heard = Step(step.case.hearing(position), step.events)
    if save is None:
        await cases.save(held, heard, at)
    else:
        await save(held, heard)
