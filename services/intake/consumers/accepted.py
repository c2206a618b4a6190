"""Review accepted an application."""

from services.intake.consumers.milestones import reaching
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.reviews import ApplicationAccepted
from shared.messaging.incoming import Incoming


def accepted(incoming: Incoming[ApplicationAccepted]) -> News:
    """Notes that formal review is passed."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "accepted",
        "association",
        zh="形式审查通过，申报已受理。",
        en="Formal review is passed; the application is accepted.",
    )
    return News(
        event.application,
        incoming.position,
        incoming.at,
        item=item,
        change=reaching(incoming.seq, event.standing),
    )
