"""Saves what changed in a supplement, with the event that tells of it."""

from datetime import datetime

from services.intake.domain import events
from services.intake.domain.application import Application
from services.intake.domain.staging import staged_items
from services.intake.ports import Applications, Found
from shared.contracts.base import Event


async def save_supplement(
    applications: Applications, found: Found, after: Application, at: datetime
) -> None:
    """One write. Review is told what was sent, and else only whether anything is staged at all."""
    await applications.save(found, after, *_events_of(found.application, after, at), at=at)


def _events_of(before: Application, after: Application, at: datetime) -> tuple[Event, ...]:
    last = after.supplements[-1]
    if last.received_at is not None:
        return (events.supplemented(after, last, last.received_at),)
    anything = bool(staged_items(after))
    if anything == bool(staged_items(before)):
        return ()
    return (events.supplement_staged(after, last.number, at, anything=anything),)
