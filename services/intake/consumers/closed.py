"""Review closed the case of a withdrawn application."""

from services.intake.consumers.milestones import reaching
from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.reviews import CaseClosed
from shared.messaging.incoming import Incoming


def closed(incoming: Incoming[CaseClosed]) -> News:
    """Notes that nothing more will happen."""
    event = incoming.event
    item = timeline_item(
        event.at,
        "closed",
        "association",
        zh="申报已撤回，案件办结。",
        en="The application is withdrawn and the case closed.",
    )
    return News(
        event.application,
        incoming.position,
        incoming.at,
        item=item,
        change=reaching(incoming.seq, event.standing),
    )
