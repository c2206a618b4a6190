"""Review ended the formal review without acceptance."""

from services.intake.consumers.milestones import reaching
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.reviews import ApplicationNotAccepted
from shared.messaging.incoming import Incoming


def not_accepted(incoming: Incoming[ApplicationNotAccepted]) -> News:
    """Notes that, with the reason of the catalogue."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "not_accepted",
        "association",
        zh=f"不予受理：{event.reason_text.zh}",
        en=f"Not accepted: {event.reason_text.en}",
    )
    return News(
        event.application,
        incoming.position,
        incoming.at,
        item=item,
        change=reaching(incoming.seq, event.standing),
    )
